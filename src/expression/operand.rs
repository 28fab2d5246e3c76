//! What an expression computes with: a document's value or a date, and what it is as a number, a text or a truth, by the
//! rules of ECMAScript where SurveyJS leaves it to them. It must not know operators or names.

use std::borrow::Cow;

use super::date::Date;
use crate::text::{self, number_text, parse_number};
use crate::value::Value;

static NOTHING: Value = Value::Null;

/// A value while it is computed.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Operand<'a> {
    /// What a document can hold.
    Plain(Cow<'a, Value>),
    /// A date.
    Date(Date),
}

impl<'a> From<&'a Value> for Operand<'a> {
    fn from(value: &'a Value) -> Self {
        Self::Plain(Cow::Borrowed(value))
    }
}

impl<T: Into<Value>> From<T> for Operand<'_> {
    fn from(value: T) -> Self {
        Self::Plain(Cow::Owned(value.into()))
    }
}

impl<'a> Operand<'a> {
    /// The value; null for a date.
    pub(super) fn plain(&self) -> &Value {
        match self {
            Self::Plain(value) => value,
            Self::Date(_) => &NOTHING,
        }
    }

    /// The value to keep: a date as an instant in UTC, null where it is none.
    pub(super) fn into_value(self) -> Value {
        match self {
            Self::Plain(value) => match *value {
                Value::Number(number) if !number.is_finite() => Value::Null,
                _ => value.into_owned(),
            },
            Self::Date(date) => date.instant().into(),
        }
    }

    /// Whether nothing was said: null, an empty text or list, a map of nothing but that; no number is one.
    pub(super) fn is_empty(&self) -> bool {
        matches!(self, Self::Plain(value) if is_empty(value))
    }

    /// Whether it counts as true: anything but null, false, 0 and an empty text.
    pub(super) fn is_true(&self) -> bool {
        match self {
            Self::Date(_) => true,
            Self::Plain(value) => match &**value {
                Value::Null => false,
                Value::Bool(yes) => *yes,
                Value::Number(number) => *number != 0.0 && !number.is_nan(),
                Value::Text(text) => !text.is_empty(),
                Value::List(_) | Value::Map(_) => true,
            },
        }
    }

    /// What it is as a number to an operator of arithmetic; NaN where it is none.
    pub(super) fn to_number(&self) -> f64 {
        match self {
            Self::Date(date) => date.utc_ms(),
            Self::Plain(value) => match &**value {
                Value::Null => 0.0,
                Value::Bool(yes) => f64::from(u8::from(*yes)),
                Value::Number(number) => *number,
                Value::Text(text) => text_number(text),
                Value::List(_) => text_number(&self.to_text()),
                Value::Map(_) => f64::NAN,
            },
        }
    }

    /// The number that somebody wrote: `1,5` is one, `12345678901234567890` is not, neither are yes and no.
    pub(super) fn written_number(&self) -> Option<f64> {
        let Self::Plain(value) = self else { return None };
        match &**value {
            Value::Number(number) => Some(*number),
            Value::Text(text) => written_number(text),
            Value::List(items) if items.len() == 1 => Some(self.to_number()).filter(|_| self.to_text().trim() != ""),
            _ => None,
        }
        .filter(|number| number.is_finite())
    }

    /// What it is as a text to an operator: a list's items with commas between.
    pub(super) fn to_text(&self) -> Cow<'_, str> {
        match self {
            Self::Date(date) => Cow::Owned(date.text()),
            Self::Plain(value) => to_text(value),
        }
    }

    /// The items of a list.
    pub(super) fn as_list(&self) -> Option<&[Value]> {
        self.plain().as_list()
    }

    /// Whether it is a text.
    pub(super) fn is_text(&self) -> bool {
        self.plain().as_text().is_some()
    }
}

/// See [`Operand::is_empty`].
pub(super) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.is_nan(),
        Value::Map(map) => map.iter().all(|(_, value)| is_empty(value)),
        other => other.is_empty(),
    }
}

/// See [`Operand::to_text`].
pub(super) fn to_text(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Text(content) => Cow::Borrowed(content),
        Value::Null => Cow::Borrowed("null"),
        Value::Bool(yes) => Cow::Borrowed(if *yes { "true" } else { "false" }),
        Value::Number(number) => Cow::Owned(number_text(*number)),
        Value::List(items) => Cow::Owned(joined(items, ",")),
        Value::Map(_) => Cow::Borrowed("[object Object]"),
    }
}

/// The items' texts with something between; null leaves a gap.
pub(super) fn joined(items: &[Value], between: &str) -> String {
    let mut out = String::new();
    for (index, item) in items.iter().enumerate() {
        out.push_str(if index > 0 { between } else { "" });
        if *item != Value::Null {
            out.push_str(&to_text(item));
        }
    }
    out
}

/// The number of a whole text; 0 of an empty one, NaN where it is none.
fn text_number(content: &str) -> f64 {
    let content = content.trim();
    if content.is_empty() {
        return 0.0;
    }
    match content {
        "Infinity" | "+Infinity" => f64::INFINITY,
        "-Infinity" => f64::NEG_INFINITY,
        _ => based(content).or_else(|| parse_number(content)).unwrap_or(f64::NAN),
    }
}

/// The number of `0x1F`, `0o17`, `0b11`.
pub(super) fn based(content: &str) -> Option<f64> {
    let mut chars = content.strip_prefix('0')?.chars();
    let base = match chars.next()?.to_ascii_lowercase() {
        'x' => 16,
        'o' => 8,
        'b' => 2,
        _ => return None,
    };
    let mut number = 0.0;
    for c in chars.clone() {
        number = number * f64::from(base) + f64::from(c.to_digit(base)?);
    }
    chars.next().map(|_| number)
}

/// See [`Operand::written_number`].
pub(super) fn written_number(content: &str) -> Option<f64> {
    let content = content.trim();
    let is_long = content.len() > 15 && content.bytes().all(|byte| byte.is_ascii_digit());
    let has_digit = content.bytes().any(|byte| byte.is_ascii_digit());
    if !has_digit || is_long || content.len() > 32 && content.starts_with("0x") {
        return None;
    }
    // Of other notations than 0x only the leading zero is read.
    if !content.starts_with("0x") && based(content).is_some() {
        return Some(0.0);
    }
    let number = match text::split(content, ",") {
        Some((_, rest)) if text::split(rest, ",").is_none() => text_number(&text::swapped(content, ',', '.')),
        _ => text_number(content),
    };
    (number.is_finite()).then_some(number)
}

/// What the text of a fact stands for: yes and no, what stands in quotation marks, a number. One that begins with a zero is
/// a code, no number.
pub(super) fn meant(content: &str) -> Option<Value> {
    for (word, yes) in [("true", true), ("false", false)] {
        if content.eq_ignore_ascii_case(word) {
            return Some(Value::Bool(yes));
        }
    }
    let is_quote = |c: char| c == '\'' || c == '"';
    let inner = content.strip_prefix(is_quote).and_then(|rest| rest.strip_suffix(is_quote));
    if let Some(inner) = inner {
        return Some(Value::Text(inner.to_owned()));
    }
    let number = written_number(content)?;
    let is_code = content.strip_prefix('0').is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['.', ',']));
    (!is_code || content.starts_with("0x")).then_some(Value::Number(number))
}
