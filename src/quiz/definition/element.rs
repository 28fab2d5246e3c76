//! Elements of a quiz as its author writes them: pages, panels, questions, lines of a question, their choices and checks. It
//! must hold no state of a visitor.

use super::kind::{Clear, Input, Kind, Order};
use super::validator::Validator;
use crate::expression::Expression;
use crate::value::{Localized, Value};

/// What a name looks like that reasons and ids have, for the schema.
#[cfg(feature = "cli")]
pub(super) const NAME: &str = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$";

/// A page, a panel, a question or a line of a question.
///
/// A definition holds its elements in one list, in the order in which they are written; what stands in an element follows it
/// at once, up to `end`.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "camelCase", deny_unknown_fields))]
pub struct Element {
    /// What it is. Pages and lines of `multipletext` have no type.
    #[cfg_attr(feature = "cli", schemars(default, rename = "type"))]
    pub kind: Kind,
    /// Name, 1 to 100 characters, unique among questions: rules use it as `{name}`. Facts' first segments (`source`, `event`,
    /// `visit`, `score`, `contact`, `account`, `ask`, `filter`) are taken. What has none gets one: `question1`, `panel1`,
    /// `page1`.
    #[cfg_attr(feature = "cli", schemars(default, length(min = 1, max = 100)))]
    pub name: String,
    /// What is asked, or a page's heading; without it a question's name is shown. `{name}` in it stands for an answer. Up to
    /// 500 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub title: Option<Localized>,
    /// Text under the title. Up to 2000 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub description: Option<Localized>,
    /// Whether it is shown at all where `visibleIf` does not say. Default true.
    #[cfg_attr(feature = "cli", schemars(default, extend("default" = true)))]
    pub visible: bool,
    /// When it is shown. Default always. A page or panel in which nothing is visible is never shown.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub visible_if: Option<Expression>,
    /// Whether it takes no answer. Default false.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub read_only: bool,
    /// When it takes an answer. Default always.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub enable_if: Option<Expression>,
    /// Whether it must be answered; of a page or panel: whether any question in it must be. Default false.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub is_required: bool,
    /// When it must be answered. Default as `isRequired` says.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub required_if: Option<Expression>,
    /// What the visitor reads where the answer is missing, instead of our words. Up to 500 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub required_error_text: Option<Localized>,
    /// What stands in a panel or a page, up to 300.
    #[cfg_attr(feature = "cli", schemars(default, with = "Vec<super::schema::Question>", length(max = 300)))]
    pub elements: Vec<Element>,
    /// The lines of `multipletext`, 1 to 50.
    #[cfg_attr(feature = "cli", schemars(default, with = "Vec<super::schema::Line>", length(max = 50)))]
    pub items: Vec<Element>,
    /// When its answer is taken back while it is not visible. Default as the quiz says in `clearInvisibleValues`.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub clear_if_invisible: Option<Clear>,
    /// The answer to begin with.
    #[cfg_attr(feature = "cli", schemars(default, with = "Any"))]
    pub default_value: Value,
    /// The answer to begin with, computed again until the visitor gives one.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub default_value_expression: Option<Expression>,
    /// When the answer is set by `setValueExpression`, or taken back where there is none.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub set_value_if: Option<Expression>,
    /// What the answer is set to whenever something in it, or in `setValueIf`, changes.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub set_value_expression: Option<Expression>,
    /// When the answer goes back to what it began with.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub reset_value_if: Option<Expression>,
    /// The right answer, where the quiz is a test.
    #[cfg_attr(feature = "cli", schemars(default, with = "Any"))]
    pub correct_answer: Value,
    /// What is checked before going on, up to 20.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 20)))]
    pub validators: Vec<Validator>,
    /// The choices, 1 to 200.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 200)))]
    pub choices: Vec<Choice>,
    /// Which choices are shown: `{item}` is the choice's value. A choice's own `visibleIf` goes before it.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub choices_visible_if: Option<Expression>,
    /// The order of the choices. Default none.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub choices_order: Order,
    /// Whether there is a choice `other`, with a line for words. `hasOther` means the same. Default false.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub show_other_item: bool,
    /// The words of that choice. Up to 200 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub other_text: Option<Localized>,
    /// Whether there is a choice `none`, which goes with no other. `hasNone` means the same. Default false.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub show_none_item: bool,
    /// The words of that choice. Up to 200 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub none_text: Option<Localized>,
    /// How many choices can be chosen; 0 for any number. Default 0.
    #[cfg_attr(feature = "cli", schemars(default, range(min = 0, max = 200)))]
    pub max_selected_choices: i64,
    /// How many choices must be chosen; 0 for any number. Default 0.
    #[cfg_attr(feature = "cli", schemars(default, range(min = 0, max = 200)))]
    pub min_selected_choices: i64,
    /// Whether several pictures can be chosen. Default false.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub multi_select: bool,
    /// Whether the visitor picks what to rank. Default false: everything is ranked.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub select_to_rank_enabled: bool,
    /// What a line is for. Default text.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub input_type: Input,
    /// Shown in an empty line. Up to 200 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub placeholder: Option<Localized>,
    /// The longest answer, in characters; 0 for ours (1000 a line, 5000 for several). Default 0.
    #[cfg_attr(feature = "cli", schemars(default, range(min = 0, max = 5000)))]
    pub max_length: i64,
    /// The least: a number, or a date of the line's kind. A slider's default is 0.
    #[cfg_attr(feature = "cli", schemars(default, with = "Any"))]
    pub min: Value,
    /// The least, computed.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub min_value_expression: Option<Expression>,
    /// The greatest. A slider's default is 100.
    #[cfg_attr(feature = "cli", schemars(default, with = "Any"))]
    pub max: Value,
    /// The greatest, computed.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub max_value_expression: Option<Expression>,
    /// The step between numbers; 0 for any. Default 0, a slider's 1.
    #[cfg_attr(feature = "cli", schemars(default, range(min = 0)))]
    pub step: f64,
    /// Whether a slider has two ends (`sliderType`: range). Default single.
    #[cfg_attr(feature = "cli", schemars(default, with = "SliderType", rename = "sliderType"))]
    pub is_range: bool,
    /// The least mark of a rating. Default 1.
    #[cfg_attr(feature = "cli", schemars(default, extend("default" = 1)))]
    pub rate_min: f64,
    /// The greatest mark of a rating. Default 5, or what `rateCount` makes of it.
    #[cfg_attr(feature = "cli", schemars(default, extend("default" = 5)))]
    pub rate_max: f64,
    /// The step between marks. Default 1.
    #[cfg_attr(feature = "cli", schemars(default, extend("default" = 1)))]
    pub rate_step: f64,
    /// How many marks there are, 2 to 20, where `rateMax` is not given.
    #[cfg_attr(feature = "cli", schemars(default, range(min = 0, max = 20)))]
    pub rate_count: i64,
    /// The marks of a rating one by one.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 20)))]
    pub rate_values: Vec<Choice>,
    /// What yes is kept as. Default true.
    #[cfg_attr(feature = "cli", schemars(default, with = "Any"))]
    pub value_true: Value,
    /// What no is kept as. Default false.
    #[cfg_attr(feature = "cli", schemars(default, with = "Any"))]
    pub value_false: Value,
    /// The words of yes. Up to 200 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub label_true: Option<Localized>,
    /// The words of no. Up to 200 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub label_false: Option<Localized>,
    /// What an `expression` shows.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub expression: Option<Expression>,
    /// What `html` shows, in the safe inline grammar. Up to 10000 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub html: Option<Localized>,
    /// Where the picture of an `image` is: https or a path. Up to 500 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub image_link: Option<String>,
    /// The element that it stands in: a panel, a page, or the question of a line. A page has itself.
    #[cfg_attr(feature = "cli", schemars(skip))]
    pub(in crate::quiz) parent: usize,
    /// The place behind what stands in it.
    #[cfg_attr(feature = "cli", schemars(skip))]
    pub(in crate::quiz) end: usize,
    /// The slot of its answer.
    #[cfg_attr(feature = "cli", schemars(skip))]
    pub(in crate::quiz) slot: usize,
    /// The slot of the words beside `other`.
    #[cfg_attr(feature = "cli", schemars(skip))]
    pub(in crate::quiz) comment: usize,
}

/// Any value of a document, for the schema.
#[cfg(feature = "cli")]
pub(super) struct Any;

#[cfg(feature = "cli")]
impl schemars::JsonSchema for Any {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Any".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "a text, a number, a truth value, a list or an object", "examples": [1, "kitchen", ["kitchen", "bath"]]
        })
    }
}

#[cfg(feature = "cli")]
#[derive(schemars::JsonSchema)]
#[schemars(rename_all = "lowercase")]
#[expect(dead_code, reason = "only the schema has it")]
enum SliderType {
    /// One number.
    Single,
    /// Two numbers.
    Range,
}

impl Element {
    /// An element of a kind with nothing in it.
    #[inline(never)]
    pub(super) fn of(kind: Kind) -> Self {
        Self { kind, ..Self::default() }
    }

    /// Whether it is answered in words of one's own.
    #[must_use]
    pub fn is_free_text(&self) -> bool {
        self.kind == Kind::Comment || self.kind == Kind::Text && self.input_type == Input::Text
    }

    /// Whether several choices are an answer, and the answer is a list.
    #[must_use]
    pub fn is_multiple(&self) -> bool {
        match self.kind {
            Kind::Checkbox | Kind::Tagbox | Kind::Ranking => true,
            Kind::Imagepicker => self.multi_select,
            _ => false,
        }
    }

    /// The slot of its answer.
    #[must_use]
    pub fn slot(&self) -> usize {
        self.slot
    }

    /// The marks of a rating.
    pub(in crate::quiz) fn marks(&self) -> Vec<Value> {
        let mut marks = Vec::new();
        for mark in &self.rate_values {
            marks.push(mark.value.clone());
        }
        if marks.is_empty() {
            let mut mark = self.rate_min;
            while mark <= self.rate_max && marks.len() < 100 && self.rate_step > 0.0 {
                marks.push(mark.into());
                mark += self.rate_step;
            }
        }
        marks
    }

    /// Whether dates, months, weeks or numbers with a least and a greatest are written into it.
    pub(in crate::quiz) fn is_bounded_line(&self) -> bool {
        self.kind.is_line() && self.input_type.has_bounds()
    }

    /// Every expression in it but those of its choices.
    pub(in crate::quiz) fn expressions(&self) -> impl Iterator<Item = (&'static str, &Expression)> {
        [
            ("visibleIf", &self.visible_if),
            ("enableIf", &self.enable_if),
            ("requiredIf", &self.required_if),
            ("defaultValueExpression", &self.default_value_expression),
            ("setValueIf", &self.set_value_if),
            ("setValueExpression", &self.set_value_expression),
            ("resetValueIf", &self.reset_value_if),
            ("choicesVisibleIf", &self.choices_visible_if),
            ("minValueExpression", &self.min_value_expression),
            ("maxValueExpression", &self.max_value_expression),
            ("expression", &self.expression),
        ]
        .into_iter()
        .filter_map(|(name, expression)| Some((name, expression.as_ref()?)))
    }

    /// The same, to be bound.
    pub(super) fn each_expression(&mut self, one: &mut dyn FnMut(&mut Expression)) {
        for expression in [
            &mut self.visible_if,
            &mut self.enable_if,
            &mut self.required_if,
            &mut self.default_value_expression,
            &mut self.set_value_if,
            &mut self.set_value_expression,
            &mut self.reset_value_if,
            &mut self.choices_visible_if,
            &mut self.min_value_expression,
            &mut self.max_value_expression,
            &mut self.expression,
        ] {
            expression.as_mut().map(&mut *one);
        }
        for choice in &mut self.choices {
            choice.visible_if.as_mut().map(&mut *one);
        }
        for validator in &mut self.validators {
            validator.expression.as_mut().map(&mut *one);
        }
    }
}

/// One choice. A plain text, number or truth value stands for a choice whose text is its value.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "camelCase", deny_unknown_fields))]
pub struct Choice {
    /// Text (1 to 200 characters), number or truth value that answers and rules use; unique in the question.
    #[cfg_attr(feature = "cli", schemars(with = "ChoiceValue"))]
    pub value: Value,
    /// What the visitor reads; without it the value. Up to 200 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub text: Option<Localized>,
    /// When it is shown. Default always.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub visible_if: Option<Expression>,
    /// Where its picture is: https or a path. Up to 500 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub image_link: Option<String>,
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
        schemars::json_schema!({ "anyOf": [
            { "type": "string", "minLength": 1, "maxLength": 200 }, { "type": "number" }, { "type": "boolean" }
        ] })
    }
}

/// What choosing an option means for the lead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct ChoiceLead {
    /// Points of fit, −100 to 100, beside those in `scores`. Default 0.
    #[cfg_attr(feature = "cli", schemars(default, range(min = -100, max = 100)))]
    pub points: i64,
    /// Points by axis, `fit` and `intent`, or by a category with a name of one's own: up to 20, each −100 to 100.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub scores: Scores,
    /// Turns the visitor away, for this reason.
    #[cfg_attr(feature = "cli", schemars(default, regex(pattern = NAME)))]
    pub out: Option<String>,
    /// Re-routes the visitor, for this reason.
    #[cfg_attr(feature = "cli", schemars(default, regex(pattern = NAME)))]
    pub soft: Option<String>,
}

/// Points by axis or category, in the author's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scores(pub Vec<(String, i64)>);

impl ChoiceLead {
    /// The points that go to an axis or a category.
    #[must_use]
    pub fn points_of(&self, name: &str) -> i64 {
        let given = self.scores.0.iter().find(|(known, _)| known == name).map_or(0, |(_, points)| *points);
        given + if name == "fit" { self.points } else { 0 }
    }

    /// The axes and categories that it gives points to: fit, intent, then the others in the author's order.
    pub fn axes(&self) -> impl Iterator<Item = &str> {
        let others =
            self.scores.0.iter().map(|(name, _)| name.as_str()).filter(|name| !["fit", "intent"].contains(name));
        ["fit", "intent"].into_iter().chain(others)
    }
}

#[cfg(feature = "cli")]
impl schemars::JsonSchema for Scores {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Scores".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "object",
            "maxProperties": 20,
            "propertyNames": { "pattern": NAME },
            "additionalProperties": { "type": "integer", "minimum": -100, "maximum": 100 },
            "examples": [{ "fit": 5, "intent": 3 }, { "modern": 2 }]
        })
    }
}
