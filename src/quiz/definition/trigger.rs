//! What a quiz does by itself, as the author writes it: triggers, calculated values, what is shown or opened at the end. It
//! must not do it.

#[cfg(feature = "cli")]
use super::element::Any;
use crate::expression::Expression;
use crate::value::{Localized, Value};

/// What a trigger does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "lowercase"))]
pub enum Deed {
    /// Ends the quiz with the next page.
    #[default]
    Complete,
    /// Sets `setToName` to `setValue`.
    Setvalue,
    /// Sets `setToName` to the answer of `fromName`.
    Copyvalue,
    /// Goes to `gotoName` with the next page.
    Skip,
    /// Sets `setToName` to what `runExpression` gives.
    Runexpression,
}

impl Deed {
    /// The words in definitions.
    pub(crate) const WORDS: &'static [(&'static str, Self)] = &[
        ("complete", Self::Complete),
        ("setvalue", Self::Setvalue),
        ("copyvalue", Self::Copyvalue),
        ("skip", Self::Skip),
        ("runexpression", Self::Runexpression),
    ];
}

/// A trigger: looked at whenever something in its expression changes.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "camelCase", deny_unknown_fields))]
pub struct Trigger {
    /// What it does.
    #[cfg_attr(feature = "cli", schemars(rename = "type"))]
    pub deed: Deed,
    /// When.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub expression: Option<Expression>,
    /// The question, or the line of one (`question.line`), that is set.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub set_to_name: String,
    /// What it is set to.
    #[cfg_attr(feature = "cli", schemars(default, with = "Any"))]
    pub set_value: Value,
    /// The question whose answer is copied.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub from_name: String,
    /// The question that is gone to.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub goto_name: String,
    /// What is computed.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub run_expression: Option<Expression>,
    /// The slot of what is set.
    #[cfg_attr(feature = "cli", schemars(skip))]
    pub(in crate::quiz) target: Option<usize>,
    /// `fromName`, as an expression.
    #[cfg_attr(feature = "cli", schemars(skip))]
    pub(in crate::quiz) source: Option<Expression>,
}

/// A value that is computed again whenever something in it changes.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "camelCase", deny_unknown_fields))]
pub struct Calculated {
    /// Name: rules use it as `{name}`. 1 to 100 characters.
    #[cfg_attr(feature = "cli", schemars(length(min = 1, max = 100)))]
    pub name: String,
    /// What is computed.
    pub expression: Expression,
    /// Whether it stands among the answers. Default false.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub include_into_result: bool,
    /// Its slot.
    #[cfg_attr(feature = "cli", schemars(skip))]
    pub(in crate::quiz) slot: usize,
}

/// What is shown, or opened, at the end, where it holds.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "camelCase", deny_unknown_fields))]
pub struct Ending {
    /// When.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub expression: Option<Expression>,
    /// What is shown, in the safe inline grammar. Up to 10000 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub html: Option<Localized>,
    /// What is opened: https, http or a path. Up to 1000 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub url: Option<Localized>,
}
