//! Comparison and truth as SurveyJS has them: text is trimmed and its case ignored, `'5' = 5`, lists ignore order. It
//! must not know operators or names.

use core::cmp::Ordering;

use crate::text;
use crate::value::Value;

/// Whether a value counts as true: anything but null, false, 0 and empty text.
pub(super) fn is_true(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(yes) => *yes,
        Value::Number(number) => *number != 0.0 && !number.is_nan(),
        Value::Text(text) => !text.is_empty(),
        Value::List(_) | Value::Map(_) => true,
    }
}

/// Whether two values are the same to the rule language.
#[must_use]
pub fn is_equal(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::List(left), Value::List(right)) => {
            left.len() == right.len()
                && left.iter().all(|item| right.iter().any(|other| is_equal(item, other)))
                && right.iter().all(|item| left.iter().any(|other| is_equal(item, other)))
        }
        (Value::Map(_), _) | (_, Value::Map(_)) => left == right,
        _ if left.is_empty() || right.is_empty() => left.is_empty() && right.is_empty(),
        _ => order(left, right) == Some(Ordering::Equal),
    }
}

/// Which of two values is greater; `None` where they cannot be compared.
pub(super) fn order(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Text(left), Value::Text(right)) => Some(text::fold(left.trim()).cmp(&text::fold(right.trim()))),
        (Value::Bool(left), Value::Text(right)) => Some(truth_text(*left).cmp(&text::fold(right.trim()))),
        (Value::Text(left), Value::Bool(right)) => Some(text::fold(left.trim()).as_str().cmp(truth_text(*right))),
        _ => number_of(left)?.partial_cmp(&number_of(right)?),
    }
}

fn truth_text(yes: bool) -> &'static str {
    if yes { "true" } else { "false" }
}

/// The number that a value stands for, where it does.
pub(super) fn number_of(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => Some(*number),
        Value::Bool(yes) => Some(f64::from(u8::from(*yes))),
        Value::Text(content) => text::parse_number(content.trim()),
        Value::Null | Value::List(_) | Value::Map(_) => None,
    }
}

/// The text of a value: numbers as ECMAScript writes them, lists joined by `, `, null and maps empty.
#[must_use]
pub fn text_of(value: &Value) -> String {
    match value {
        Value::Text(content) => content.clone(),
        Value::Number(number) => text::number_text(*number),
        Value::Bool(yes) => truth_text(*yes).to_owned(),
        Value::List(items) => {
            let mut out = String::new();
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push_str(", ");
                }
                out.push_str(&text_of(item));
            }
            out
        }
        Value::Null | Value::Map(_) => String::new(),
    }
}

/// Whether `left` (a list or a text) has `right` in it.
pub(super) fn contains(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::List(_), Value::List(wanted)) => wanted.iter().all(|item| contains(left, item)),
        (Value::List(items), _) => items.iter().any(|item| is_equal(item, right)),
        _ if left.is_empty() || right.is_empty() => false,
        _ => text::split(&text::fold(&text_of(left)), text::fold(&text_of(right)).trim()).is_some(),
    }
}

/// The items of a list; any other value that is not empty is its own only item.
pub(super) fn items(value: &Value) -> &[Value] {
    match value {
        Value::List(items) => items,
        other if other.is_empty() => &[],
        other => std::slice::from_ref(other),
    }
}
