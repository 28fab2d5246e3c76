//! Comparison as SurveyJS has it: text is trimmed and its case ignored where two are the same, `'5' = 5`, lists ignore
//! order. It must not know operators or names.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::date::Date;
use super::operand::{Operand, is_empty, to_text};
use crate::text;
use crate::value::{Map, Value};

/// Whether two values are the same to the rule language.
#[must_use]
pub fn is_equal(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Text(left), Value::Text(right)) => text::is_same(left.trim(), right.trim()),
        _ if is_empty(left) != is_empty(right) => false,
        (Value::Null, Value::Text(_) | Value::Null) | (Value::Text(_), Value::Null) => true,
        (Value::Bool(yes), Value::Text(word)) | (Value::Text(word), Value::Bool(yes)) => {
            word.eq_ignore_ascii_case(if *yes { "true" } else { "false" })
        }
        (Value::List(left), Value::List(right)) => {
            left.len() == right.len() && are_equal(&sorted(left), &sorted(right))
        }
        (Value::Map(left), Value::Map(right)) => left.len() == right.len() && has_all(left, right),
        (Value::List(items), Value::Map(map)) | (Value::Map(map), Value::List(items)) => {
            items.is_empty() && map.is_empty()
        }
        (Value::Null | Value::List(_) | Value::Map(_), _) | (_, Value::Null | Value::List(_) | Value::Map(_)) => false,
        _ => Operand::from(left).to_number() == Operand::from(right).to_number(),
    }
}

/// The same, but lists in their order.
#[must_use]
pub fn is_equal_in_order(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::List(left), Value::List(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| is_equal_in_order(left, right))
        }
        _ => is_equal(left, right),
    }
}

fn are_equal(left: &[&Value], right: &[&Value]) -> bool {
    left.iter().zip(right).all(|(left, right)| is_equal(left, right))
}

/// The items in the order of their texts.
fn sorted(items: &[Value]) -> Vec<&Value> {
    let mut sorted: Vec<&Value> = Vec::with_capacity(items.len());
    for item in items {
        let text = to_text(item);
        let place = sorted.partition_point(|known| *to_text(known) <= *text);
        sorted.insert(place, item);
    }
    sorted
}

fn has_all(left: &Map, right: &Map) -> bool {
    left.iter().all(|(name, value)| right.get(name).is_some_and(|other| is_equal(value, other)))
}

/// Whether two operands are the same.
pub(super) fn are_same(left: &Operand<'_>, right: &Operand<'_>, now: Date) -> bool {
    let (left, right) = as_dates(left, right, now);
    match (&*left, &*right) {
        (Operand::Date(left), Operand::Date(right)) => left.local_ms == right.local_ms,
        (Operand::Plain(left), Operand::Plain(right)) => is_equal(left, right),
        _ => false,
    }
}

/// The same, but lists in their order.
pub(super) fn are_same_in_order(left: &Operand<'_>, right: &Operand<'_>, now: Date) -> bool {
    match (left, right) {
        (Operand::Plain(left), Operand::Plain(right)) => is_equal_in_order(left, right),
        _ => are_same(left, right, now),
    }
}

/// Which of two operands is greater; `None` where they cannot be compared. Texts go by their characters, case and all.
pub(super) fn order(left: &Operand<'_>, right: &Operand<'_>, now: Date) -> Option<Ordering> {
    let is_null = |operand: &Operand<'_>| matches!(operand, Operand::Plain(value) if **value == Value::Null);
    if is_null(left) || is_null(right) {
        return None;
    }
    let (left, right) = as_dates(left, right, now);
    plain_order(&left, &right)
}

/// The same without a word for dates and for nothing.
pub(super) fn plain_order(left: &Operand<'_>, right: &Operand<'_>) -> Option<Ordering> {
    let is_text = |operand: &Operand<'_>| matches!(operand.plain(), Value::Text(_) | Value::List(_) | Value::Map(_));
    if is_text(left) && is_text(right) {
        return Some(text::order(&left.to_text(), &right.to_text()));
    }
    left.to_number().partial_cmp(&right.to_number())
}

/// A date and a text are compared as dates, as exactly as the less exact of them.
fn as_dates<'o, 'a>(
    left: &'o Operand<'a>,
    right: &'o Operand<'a>,
    now: Date,
) -> (Cow<'o, Operand<'a>>, Cow<'o, Operand<'a>>) {
    match (left, right) {
        (Operand::Plain(text), Operand::Date(date)) if is_text_value(text) => (
            Cow::Owned(Operand::Date(date.read_beside(&to_text(text), now))),
            Cow::Owned(Operand::Date(date.in_seconds())),
        ),
        (Operand::Date(date), Operand::Plain(text)) if is_text_value(text) => {
            let written = to_text(text);
            let date = date.as_exact_as(text::length(&written));
            (Cow::Owned(Operand::Date(date.in_seconds())), Cow::Owned(Operand::Date(date.read_beside(&written, now))))
        }
        _ => (Cow::Borrowed(left), Cow::Borrowed(right)),
    }
}

fn is_text_value(value: &Value) -> bool {
    matches!(value, Value::Text(_))
}

/// Whether `left` (a list, or the text of anything else) has `right` in it; with `wants` false, whether it has not. What is
/// nothing neither has nor lacks.
pub(super) fn has(left: &Operand<'_>, right: &Operand<'_>, wants: bool) -> bool {
    if let Some(items) = left.as_list().filter(|items| !items.is_empty()) {
        let one = |wanted: &Value| items.iter().any(|item| is_equal(item, wanted));
        return match (right, right.as_list()) {
            (_, Some(wanted)) => wanted.iter().all(one) == wants,
            (Operand::Date(_), _) => !wants,
            _ => one(right.plain()) == wants,
        };
    }
    if left.as_list().is_some() {
        return !wants;
    }
    if left.is_empty() && !matches!(left.plain(), Value::Map(_)) || !right.is_true() {
        return false;
    }
    let (left, right) = (text::fold(&left.to_text()), text::fold(&right.to_text()));
    (right.is_empty() || text::split(&left, &right).is_some()) == wants
}

/// Whether `left` lacks `right`.
pub(super) fn lacks(left: &Operand<'_>, right: &Operand<'_>) -> bool {
    !left.is_true() && !right.is_empty() || has(left, right, false)
}

/// Whether `left` and `right` share something.
pub(super) fn any_of(left: &Operand<'_>, right: &Operand<'_>) -> bool {
    match (left.is_empty(), right.is_empty()) {
        (true, other) => return other,
        (false, true) => return true,
        _ => {}
    }
    match (left.as_list(), right.as_list()) {
        (None, _) => has(right, left, true),
        (_, None) => has(left, right, true),
        (_, Some(wanted)) => wanted.iter().any(|one| has(left, &one.into(), true)),
    }
}

/// Whether `left` has everything of `right`.
pub(super) fn all_of(left: &Operand<'_>, right: &Operand<'_>) -> bool {
    if !left.is_true() && !right.is_empty() {
        return false;
    }
    match right.as_list() {
        Some(wanted) => wanted.iter().all(|one| has(left, &one.into(), true)),
        None => has(left, right, true),
    }
}

/// The text of a value as people read it: numbers as ECMAScript writes them, lists joined by `, `, null and maps empty.
#[must_use]
pub fn text_of(value: &Value) -> String {
    match value {
        Value::List(items) => {
            text::join(items.iter().map(text_of).collect::<Vec<_>>().iter().map(String::as_str), ", ")
        }
        Value::Null | Value::Map(_) => String::new(),
        other => to_text(other).into_owned(),
    }
}
