//! When SurveyJS takes two answers for the same one, and what it takes for none. It must not know questions.

use crate::expression::{is_equal, is_equal_in_order};
use crate::value::Value;

/// Whether nothing was said: null, an empty text or list, a map of nothing but that.
pub(in crate::quiz) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Map(map) => map.iter().all(|(_, value)| is_empty(value)),
        Value::Number(number) => number.is_nan(),
        other => other.is_empty(),
    }
}

/// Whether an answer stays what it is: case, blanks, order and kind count.
pub(super) fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Text(one), Value::Text(other)) => one == other,
        (Value::Number(one), Value::Number(other)) => one == other,
        (Value::Bool(one), Value::Bool(other)) => one == other,
        (Value::Bool(yes), Value::Text(word)) | (Value::Text(word), Value::Bool(yes)) => {
            word.eq_ignore_ascii_case(if *yes { "true" } else { "false" })
        }
        (Value::List(one), Value::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_same(one, other))
        }
        (Value::Map(one), Value::Map(other)) => {
            one.len() == other.len()
                && one.iter().all(|(name, value)| other.get(name).is_some_and(|other| is_same(value, other)))
        }
        (Value::Null, some) | (some, Value::Null) => {
            matches!(some, Value::Null | Value::Text(_) | Value::List(_)) && some.is_empty()
        }
        _ => false,
    }
}

/// Whether a value is that of a choice: texts to the letter, `'1'` is 1.
pub(in crate::quiz) fn is_choice(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Text(one), Value::Text(other)) => one == other,
        _ => is_equal(one, other),
    }
}

/// Whether an answer is the right one. Texts without case and blanks around them; lists in their order, or in any.
pub(in crate::quiz) fn is_right(one: &Value, other: &Value, in_any_order: bool) -> bool {
    if in_any_order { is_equal(one, other) } else { is_equal_in_order(one, other) }
}
