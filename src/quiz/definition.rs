//! A quiz as its author writes it: a documented part of a SurveyJS definition, with what leads need under `lead`. It must
//! hold no state of a visitor.

use crate::expression::Expression;
use crate::value::{Localized, Value};

#[cfg(feature = "cli")]
const NAME: &str = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$";

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

/// What leads need beyond SurveyJS.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Lead {
    /// Rules that turn away, re-route or flag, up to 100.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 100)))]
    pub filters: Vec<Filter>,
    /// What visitors who are turned away read, and whether they may leave a contact.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub reject: Reject,
    /// The contact step. Without it the quiz ends with its last page and sends nothing.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub contact: Option<ContactStep>,
    /// Boxes to tick, never pre-ticked, up to 10.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 10)))]
    pub consents: Vec<Consent>,
    /// What the visitor reads at the end; the first that holds, up to 50.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 50)))]
    pub outcomes: Vec<Outcome>,
}

/// What a filter does with a visitor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "lowercase"))]
pub enum Verdict {
    /// Lets through.
    #[default]
    #[cfg_attr(feature = "cli", schemars(skip))]
    In,
    /// Lets through with a mark.
    Flag,
    /// Re-routes: a lead to be nurtured.
    Soft,
    /// Turns away.
    Out,
}

impl Verdict {
    /// The word that leads show.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::In | Self::Flag => "in",
            Self::Soft => "soft",
            Self::Out => "out",
        }
    }
}

/// When a filter is judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "lowercase"))]
pub enum At {
    /// With the step on which everything that it asks for is answered.
    #[default]
    Answer,
    /// When the last page is done.
    End,
}

/// One filter.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Filter {
    /// When it fires.
    #[cfg_attr(feature = "cli", schemars(rename = "if"))]
    pub condition: Expression,
    /// What it does.
    pub verdict: Verdict,
    /// When it is judged. Default answer.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub at: At,
    /// Why: leads and reports name it.
    #[cfg_attr(feature = "cli", schemars(regex(pattern = NAME)))]
    pub reason: String,
    /// With `out`: what the visitor reads instead of the general text. Up to 1000 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub text: Option<Localized>,
    /// With `out` or `soft`: what is offered instead.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub offer: Option<Offer>,
}

/// What is offered to a visitor who does not pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Offer {
    /// `instalment`, `credit`, `post-pay`, `cheaper`, `waitlist`, `material` or `other`.
    #[cfg_attr(feature = "cli", schemars(extend("enum" = ["instalment", "credit", "post-pay", "cheaper", "waitlist", "material", "other"])))]
    pub kind: String,
    /// What the visitor reads. Up to 500 characters.
    pub text: Localized,
    /// Where a link leads: https, http, mailto or tel. Up to 500 characters.
    #[cfg_attr(feature = "cli", schemars(default, regex(pattern = r"^(https?://|mailto:|tel:).{1,490}$"), extend("examples" = ["https://shop.example/guide"])))]
    pub url: Option<String>,
    /// The link's words. Up to 100 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub label: Option<Localized>,
}

/// What visitors who are turned away read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Reject {
    /// Heading. Up to 200 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub title: Option<Localized>,
    /// Text where the filter has none of its own. Up to 1000 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub text: Option<Localized>,
    /// Whether a contact may still be left. Default false.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub contact: bool,
}

/// Whether a contact field is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "lowercase"))]
pub enum Need {
    /// Not shown.
    #[default]
    Off,
    /// Shown, may stay empty.
    Optional,
    /// Must be filled in.
    Required,
}

/// A contact field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Name.
    Name,
    /// Phone number.
    Phone,
    /// E-mail address.
    Email,
}

impl Field {
    /// The fields in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Name, Self::Phone, Self::Email];

    /// The name of the field in views and actions.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Phone => "phone",
            Self::Email => "email",
        }
    }
}

/// The contact step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct ContactStep {
    /// Heading. Up to 200 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub title: Option<Localized>,
    /// Text under the heading. Up to 1000 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub text: Option<Localized>,
    /// The name. Default off.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub name: Need,
    /// The phone number. Default off; one of phone and e-mail must be shown.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub phone: Need,
    /// The e-mail address. Default off.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub email: Need,
}

impl ContactStep {
    /// Whether a field is asked for.
    #[must_use]
    pub fn need(&self, field: Field) -> Need {
        match field {
            Field::Name => self.name,
            Field::Phone => self.phone,
            Field::Email => self.email,
        }
    }
}

/// A box to tick.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Consent {
    /// Id: leads name it.
    #[cfg_attr(feature = "cli", schemars(regex(pattern = NAME)))]
    pub id: String,
    /// What the visitor agrees to. Up to 1000 characters; leads carry the text and its hash.
    pub text: Localized,
    /// The full text behind it: https or http. Up to 500 characters.
    #[cfg_attr(feature = "cli", schemars(default, regex(pattern = r"^https?://.{1,490}$"), extend("examples" = ["https://shop.example/privacy"])))]
    pub link: Option<String>,
    /// Whether nothing is sent without it. Default false.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub required: bool,
}

/// What the visitor reads at the end.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Outcome {
    /// When it is shown. Default always.
    #[cfg_attr(feature = "cli", schemars(default, rename = "if"))]
    pub condition: Option<Expression>,
    /// Heading. Up to 200 characters.
    pub title: Localized,
    /// Text. Up to 1000 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub text: Option<Localized>,
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
