//! The score table as its author writes it. It must not evaluate anything.

#[cfg(feature = "cli")]
use super::decay::LENGTH;
use super::decay::{Decay, Step};
use crate::expression::Expression;
use crate::value::Localized;

/// What points go to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum Axis {
    /// Who: can buy, is a client for us.
    #[default]
    Fit,
    /// How ready to buy.
    Intent,
    /// A category of a quiz, by name. It has no bounds, and the total does not count it.
    #[cfg_attr(feature = "cli", schemars(skip))]
    Category(String),
}

impl Axis {
    /// The axis of a word, or the category of that name.
    #[must_use]
    pub fn named(word: &str) -> Self {
        match word {
            "fit" => Self::Fit,
            "intent" => Self::Intent,
            _ => Self::Category(word.to_owned()),
        }
    }

    /// The word that tables and leads have.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::Fit => "fit",
            Self::Intent => "intent",
            Self::Category(name) => name,
        }
    }
}

/// Least and most points of an axis or a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Bounds {
    /// Least points: what is below is cut off. −10000 to 0, default −10000.
    #[cfg_attr(feature = "cli", schemars(default, range(min = -10_000, max = 0), extend("default" = -10_000)))]
    pub min: i64,
    /// Most points: what is above is cut off. 0 to 10000, default 10000.
    #[cfg_attr(feature = "cli", schemars(default, range(min = 0, max = 10_000), extend("default" = 10_000)))]
    pub max: i64,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { min: -10_000, max: 10_000 }
    }
}

/// The bounds of both axes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Axes {
    /// Bounds of fit.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub fit: Bounds,
    /// Bounds of intent.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub intent: Bounds,
}

/// When a rule gives its points.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub enum Condition {
    /// Once, where the expression is true.
    #[cfg_attr(feature = "cli", schemars(rename = "if"))]
    If(Expression),
    /// Once for each time that an event was counted, or each thing by `per`, up to `limit`: the newest. The event is named
    /// by its fact path without `.count`.
    #[cfg_attr(feature = "cli", schemars(rename = "each"))]
    Each(
        #[cfg_attr(feature = "cli", schemars(regex(pattern = r"^event\.[A-Za-z0-9._-]{1,100}$"), extend("examples" = ["event.click.phone", "event.keypage.pricing"])))]
         String,
    ),
}

/// What is counted once, with `each`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum Per {
    /// Every event.
    #[default]
    Event,
    /// The first event of each object: each page, file, form.
    Object,
    /// The first event of each visit.
    Visit,
    /// The first event of each view of a page.
    Page,
}

/// The words of what is counted once.
pub const PERS: &[(&str, Per)] =
    &[("event", Per::Event), ("object", Per::Object), ("visit", Per::Visit), ("page", Per::Page)];

impl Per {
    /// What counters of it have behind the name of the event.
    #[must_use]
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::Event => "",
            Self::Object => ".per_object",
            Self::Visit => ".per_visit",
            Self::Page => ".per_page",
        }
    }
}

/// One rule of the table. Exactly one of `if` and `each` stands in it.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Rule {
    /// The rule's id: explanations name it. Unique in the table; 1 to 64 letters, digits, `-`, `_`, `.`.
    #[cfg_attr(feature = "cli", schemars(regex(pattern = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")))]
    pub id: String,
    /// The axis that the points go to.
    pub axis: Axis,
    /// The group whose bounds hold for this rule together with others, where there is one.
    #[cfg_attr(feature = "cli", schemars(default, regex(pattern = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")))]
    pub group: Option<String>,
    /// When it gives its points.
    #[cfg_attr(feature = "cli", schemars(flatten))]
    pub condition: Condition,
    /// Points, −100 to 100: taken where negative.
    #[cfg_attr(feature = "cli", schemars(range(min = -100, max = 100)))]
    pub points: i64,
    /// With `each`: how many times give points at most, 1 to 50. Default 50. With `if` it has no effect.
    #[cfg_attr(feature = "cli", schemars(default, range(min = 1, max = 50), extend("default" = 50)))]
    pub limit: i64,
    /// With `each`: what is counted once: every `event`, each distinct `object`, `visit` or view of a `page`. Default event.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub per: Per,
    /// With `each`: after which time points are worth half, a quarter after two of them, and so on: a whole number with `m`
    /// (minutes), `h`, `d` or `w`. Without it, and without `steps`, points stay.
    #[cfg_attr(feature = "cli", schemars(default, with = "Option<String>", regex(pattern = LENGTH), extend("examples" = ["7d", "36h"])))]
    pub half_life: Option<i64>,
    /// With `each`, instead of `half_life`: up to 10 ages in ascending order from which on only a part of the points is kept.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 10)))]
    pub steps: Vec<Step>,
    /// What a salesperson reads beside the points. 1 to 200 characters.
    pub label: Localized,
}

impl Default for Rule {
    fn default() -> Self {
        Self {
            id: String::new(),
            axis: Axis::Fit,
            group: None,
            condition: Condition::If(Expression::default()),
            points: 0,
            limit: 50,
            per: Per::Event,
            half_life: None,
            steps: Vec::new(),
            label: Localized::default(),
        }
    }
}

impl Rule {
    /// How its points lose weight, where they do.
    #[must_use]
    pub fn decay(&self) -> Option<Decay> {
        match self.half_life {
            Some(length) => Some(Decay::HalfLife(length)),
            None => Some(&self.steps).filter(|steps| !steps.is_empty()).cloned().map(Decay::Steps),
        }
    }

    /// The fact that counts what it gives points for.
    #[must_use]
    pub fn counter(&self) -> Option<String> {
        match &self.condition {
            Condition::If(_) => None,
            Condition::Each(event) => Some(crate::text::concat(&[event, self.per.suffix()])),
        }
    }
}

/// A group of rules with bounds of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The group's name, as rules name it.
    pub name: String,
    /// Its bounds.
    pub bounds: Bounds,
}

/// A class of clients. The first class whose condition holds wins; where none holds the class is `ordinary`.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Class {
    /// The class: `ideal`, `near`, `unacceptable` or a name of one's own.
    #[cfg_attr(feature = "cli", schemars(regex(pattern = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")))]
    pub id: String,
    /// When a lead is of it: an expression over facts and `score.fit`, `score.intent`, `score.total`.
    #[cfg_attr(feature = "cli", schemars(rename = "if"))]
    pub condition: Expression,
    /// Who such a client is, in words for salespeople. Up to 1000 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub portrait: Option<Localized>,
    /// What to do with such a lead. Up to 500 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub action: Option<Localized>,
}

/// From which intent on a lead is warm and hot; below it is cold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Thresholds {
    /// Points of intent from which on a lead is warm. −10000 to 10000.
    #[cfg_attr(feature = "cli", schemars(range(min = -10_000, max = 10_000)))]
    pub warm: i64,
    /// Points of intent from which on a lead is hot. −10000 to 10000; at or above `warm`.
    #[cfg_attr(feature = "cli", schemars(range(min = -10_000, max = 10_000)))]
    pub hot: i64,
}

/// Three falling thresholds for each part of the grade.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Grade {
    /// Points of fit from which on the letter is A, B and C; below it is D. Falling.
    #[cfg_attr(feature = "cli", schemars(length(min = 3, max = 3), inner(range(min = -10_000, max = 10_000)), extend("examples" = [[20, 10, 0]])))]
    pub fit: Vec<i64>,
    /// Points of intent from which on the digit is 1, 2 and 3; below it is 4. Falling.
    #[cfg_attr(feature = "cli", schemars(length(min = 3, max = 3), inner(range(min = -10_000, max = 10_000)), extend("examples" = [[40, 20, 5]])))]
    pub intent: Vec<i64>,
}

/// The whole table.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Table {
    /// The table's id: receipts name it. 1 to 64 letters, digits, `-`, `_`, `.`.
    #[cfg_attr(feature = "cli", schemars(regex(pattern = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")))]
    pub id: String,
    /// Bounds of the two axes. The total is the sum of the bounded axes.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub axes: Axes,
    /// The rules, up to 1000.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 1_000)))]
    pub rules: Vec<Rule>,
    /// Bounds of groups by name, up to 50.
    #[cfg_attr(feature = "cli", schemars(default, with = "std::collections::BTreeMap<String, Bounds>"))]
    pub groups: Vec<Group>,
    /// Classes in order, up to 20; the first that holds wins.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 20)))]
    pub classes: Vec<Class>,
    /// From which intent on a lead is warm and hot. Without it every lead is cold.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub temperature: Option<Thresholds>,
    /// Thresholds of the grade. Without it a lead has none.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub grade: Option<Grade>,
    /// When a lead goes to a salesperson at once: an expression over facts, `score.total`, `score.class` and the rest of
    /// `score`. Without it no lead does.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub handoff: Option<Expression>,
    /// The day from which on the table should be looked at again: `check` warns from then on. `2026-12-31`.
    #[cfg_attr(feature = "cli", schemars(default, regex(pattern = r"^\d{4}-\d{2}-\d{2}$"), extend("examples" = ["2027-03-31"])))]
    pub review_by: Option<String>,
}
