//! A quiz as its author writes it: a documented part of a SurveyJS definition. What leads need beyond it is not here, and
//! it must hold no state of a visitor.

use super::lead::Lead;
use crate::expression::Expression;
use crate::value::{Localized, Value};

/// What a name looks like, for the schema.
#[cfg(feature = "cli")]
pub(super) const NAME: &str = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$";

/// A quiz.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "camelCase", deny_unknown_fields))]
pub struct Definition {
    /// Version of the author's text, told in leads. 1 to 1000000, default 1.
    #[cfg_attr(feature = "cli", schemars(default, range(min = 1, max = 1_000_000), extend("default" = 1)))]
    pub version: i64,
    /// Title over every step. Up to 200 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub title: Option<Localized>,
    /// Whether the visitor can go back. Default true.
    #[cfg_attr(feature = "cli", schemars(default, extend("default" = true)))]
    pub show_prev_button: bool,
    /// Whether a single choice goes on by itself: by pointer, Enter, Space or digit, never by arrow keys. The name
    /// `goNextPageAutomatic` means the same. Default true.
    #[cfg_attr(feature = "cli", schemars(default, extend("default" = true)))]
    pub auto_advance_enabled: bool,
    /// The steps, 1 to 100.
    #[cfg_attr(feature = "cli", schemars(length(min = 1, max = 100)))]
    pub pages: Vec<Page>,
    /// What leads need beyond SurveyJS.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub lead: Lead,
    /// SHA-256 of the document that this was read from: leads name it.
    #[cfg_attr(feature = "cli", schemars(skip))]
    pub hash: String,
}

impl Default for Definition {
    fn default() -> Self {
        Self {
            version: 1,
            title: None,
            show_prev_button: true,
            auto_advance_enabled: true,
            pages: Vec::new(),
            lead: Lead::default(),
            hash: String::new(),
        }
    }
}

/// One step.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "camelCase", deny_unknown_fields))]
pub struct Page {
    /// Name, unique among pages.
    #[cfg_attr(feature = "cli", schemars(regex(pattern = NAME)))]
    pub name: String,
    /// Heading; without it the first question's title is. Up to 200 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub title: Option<Localized>,
    /// Text under the heading. Up to 1000 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub description: Option<Localized>,
    /// When the page is shown. Default always. A page without a visible question is never shown.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub visible_if: Option<Expression>,
    /// The questions, 1 to 50.
    #[cfg_attr(feature = "cli", schemars(length(min = 1, max = 50)))]
    pub elements: Vec<Element>,
}

/// What a question asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "lowercase"))]
pub enum Kind {
    /// One of the choices.
    #[default]
    Radiogroup,
    /// Any of the choices.
    Checkbox,
    /// One line.
    Text,
    /// Several lines.
    Comment,
}

/// What a line is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "lowercase"))]
pub enum Input {
    /// Any text.
    #[default]
    Text,
    /// A number.
    Number,
    /// An e-mail address.
    Email,
    /// A phone number.
    Tel,
    /// A date, `YYYY-MM-DD`.
    Date,
}

/// One question.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "camelCase", deny_unknown_fields))]
pub struct Element {
    /// What it asks for.
    #[cfg_attr(feature = "cli", schemars(rename = "type"))]
    pub kind: Kind,
    /// Name, unique in the quiz: rules use it as `{name}`. `source`, `event`, `visit`, `score`, `contact`, `account` and
    /// `filter` are taken.
    #[cfg_attr(feature = "cli", schemars(regex(pattern = NAME)))]
    pub name: String,
    /// The question; without it its name is shown. Up to 300 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub title: Option<Localized>,
    /// Text under the question. Up to 1000 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub description: Option<Localized>,
    /// Whether it must be answered. Default false.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub is_required: bool,
    /// When it is asked. Default always.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub visible_if: Option<Expression>,
    /// The choices of `radiogroup` and `checkbox`, 1 to 100; none for the others.
    #[cfg_attr(feature = "cli", schemars(default, length(min = 1, max = 100)))]
    pub choices: Vec<Choice>,
    /// With `text`: what the line is for. Default text.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub input_type: Input,
    /// Shown in an empty line. Up to 200 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub placeholder: Option<Localized>,
    /// With `number`: least number. −1000000000 to 1000000000.
    #[cfg_attr(feature = "cli", schemars(default, range(min = -1_000_000_000, max = 1_000_000_000)))]
    pub min: Option<i64>,
    /// With `number`: greatest number. −1000000000 to 1000000000.
    #[cfg_attr(feature = "cli", schemars(default, range(min = -1_000_000_000, max = 1_000_000_000)))]
    pub max: Option<i64>,
}

/// One choice. A plain text or number stands for a choice whose text is its value.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Choice {
    /// Text (1 to 200 characters) or number that answers and rules use; unique in the question.
    #[cfg_attr(feature = "cli", schemars(with = "ChoiceValue"))]
    pub value: Value,
    /// What the visitor reads; without it the value. Up to 200 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub text: Option<Localized>,
    /// What choosing it means for the lead.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub lead: ChoiceLead,
}

#[cfg(feature = "cli")]
struct ChoiceValue;

#[cfg(feature = "cli")]
impl schemars::JsonSchema for ChoiceValue {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ChoiceValue".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "anyOf": [{ "type": "string", "minLength": 1, "maxLength": 200 }, { "type": "number" }] })
    }
}

/// What choosing an option means for the lead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct ChoiceLead {
    /// Points by axis.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub scores: Scores,
    /// Turns the visitor away, for this reason.
    #[cfg_attr(feature = "cli", schemars(default, regex(pattern = NAME)))]
    pub out: Option<String>,
    /// Re-routes the visitor, for this reason.
    #[cfg_attr(feature = "cli", schemars(default, regex(pattern = NAME)))]
    pub soft: Option<String>,
}

/// Points by axis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Scores {
    /// Points of fit, −100 to 100. Default 0.
    #[cfg_attr(feature = "cli", schemars(default, range(min = -100, max = 100)))]
    pub fit: i64,
    /// Points of intent, −100 to 100. Default 0.
    #[cfg_attr(feature = "cli", schemars(default, range(min = -100, max = 100)))]
    pub intent: i64,
}

impl Definition {
    /// The question with a name.
    #[must_use]
    pub fn element(&self, name: &str) -> Option<&Element> {
        for page in &self.pages {
            for element in &page.elements {
                if element.name == name {
                    return Some(element);
                }
            }
        }
        None
    }
}
