//! What is checked before a visitor goes on, as the author writes it. It must not check anything.

use crate::expression::Expression;
use crate::text::Regex;
use crate::value::Localized;

/// What a check looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "lowercase"))]
pub enum Test {
    /// A number from `minValue` to `maxValue`.
    #[default]
    Numeric,
    /// A text of `minLength` to `maxLength` characters, with digits at its end only where `allowDigits`.
    Text,
    /// A text that `regex` is found in.
    Regex,
    /// An e-mail address.
    Email,
    /// Whatever makes `expression` true.
    Expression,
    /// `minCount` to `maxCount` choices.
    Answercount,
}

impl Test {
    /// The words in definitions.
    pub(crate) const WORDS: &'static [(&'static str, Self)] = &[
        ("numeric", Self::Numeric),
        ("text", Self::Text),
        ("regex", Self::Regex),
        ("email", Self::Email),
        ("expression", Self::Expression),
        ("answercount", Self::Answercount),
    ];
}

/// A check. An empty answer passes all of them but `expression`.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "camelCase", deny_unknown_fields))]
pub struct Validator {
    /// What it looks at.
    #[cfg_attr(feature = "cli", schemars(rename = "type"))]
    pub test: Test,
    /// What the visitor reads where the check fails, instead of our words. Up to 500 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub text: Option<Localized>,
    /// Least number. Default none.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub min_value: Option<f64>,
    /// Greatest number. Default none.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub max_value: Option<f64>,
    /// Fewest characters; 0 for any. Default 0.
    #[cfg_attr(feature = "cli", schemars(default, range(min = 0, max = 5000)))]
    pub min_length: i64,
    /// Most characters; 0 for any. Default 0.
    #[cfg_attr(feature = "cli", schemars(default, range(min = 0, max = 5000)))]
    pub max_length: i64,
    /// Whether a text may end with digits. Default true.
    #[cfg_attr(feature = "cli", schemars(default, extend("default" = true)))]
    pub allow_digits: bool,
    /// Fewest choices; 0 for any. Default 0.
    #[cfg_attr(feature = "cli", schemars(default, range(min = 0, max = 200)))]
    pub min_count: i64,
    /// Most choices; 0 for any. Default 0.
    #[cfg_attr(feature = "cli", schemars(default, range(min = 0, max = 200)))]
    pub max_count: i64,
    /// The pattern, in the documented part of ECMAScript's. Up to 1000 characters.
    #[cfg_attr(feature = "cli", schemars(default, with = "Option<String>"))]
    pub regex: Option<Regex>,
    /// Whether the pattern ignores case. Default false.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub case_insensitive: bool,
    /// What must be true.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub expression: Option<Expression>,
}
