//! What a question can hold: what a visitor can answer, and what it makes of a value that a rule gives. Rather too much than
//! too little. It must not know conditions.

use crate::expression::{Possible, is_equal};
use crate::quiz::definition::{Element, Input, Kind};
use crate::value::Value;

/// The most marks of a rating that are looked at one by one.
const MOST_MARKS: usize = 40;

/// What a visitor can answer. `shown` tells which choices can be shown.
pub(super) fn answers(element: &Element, shown: &[bool]) -> Possible {
    match element.kind {
        kind if kind.is_select() && element.is_multiple() => Possible::selection_of(items(element, shown)),
        kind if kind.is_select() => Possible::one_of(items(element, shown)),
        Kind::Boolean => Possible::one_of([element.value_true.clone(), element.value_false.clone()]),
        Kind::Rating => marks(element),
        Kind::Text if element.input_type.is_number() => Possible::number(),
        Kind::Text if element.input_type == Input::Text => either(Possible::text(), &Possible::number()),
        Kind::Text | Kind::Comment => Possible::text(),
        Kind::Multipletext => Possible::map(),
        Kind::Slider if element.is_range => Possible::list(),
        Kind::Slider => track(element),
        _ => Possible::nothing(),
    }
}

fn either(mut one: Possible, other: &Possible) -> Possible {
    one.join(other);
    one
}

/// What can be chosen.
pub(super) fn items(element: &Element, shown: &[bool]) -> Vec<Value> {
    let is_shown = |place: usize| shown.get(place).copied().unwrap_or(true);
    let choices = element.choices.iter().enumerate().filter(|(place, _)| is_shown(*place));
    let mut items: Vec<Value> = choices.map(|(_, choice)| choice.value.clone()).collect();
    for (is_there, word) in [(element.show_none_item, "none"), (element.show_other_item, "other")] {
        if is_there && element.kind != Kind::Ranking {
            items.push(word.into());
        }
    }
    items
}

/// Every mark of a rating, or from where to where they go.
fn marks(element: &Element) -> Possible {
    let marks = element.marks();
    match (marks.first().and_then(Value::as_number), marks.last().and_then(Value::as_number)) {
        (Some(least), Some(most)) if marks.len() > MOST_MARKS => Possible::between(least, most),
        _ => Possible::one_of(marks),
    }
}

/// A place between the ends of a slider; anywhere where they are computed.
fn track(element: &Element) -> Possible {
    let is_computed = element.min_value_expression.is_some() || element.max_value_expression.is_some();
    match (element.min.as_number(), element.max.as_number()) {
        (Some(least), Some(most)) if !is_computed => Possible::between(least.min(most), least.max(most)),
        _ => Possible::number(),
    }
}

/// What a question holds after a rule, or a default, has given it something.
pub(super) fn taken(element: &Element, given: &Possible) -> Possible {
    if given.is_nothing() {
        return Possible::nothing();
    }
    let mut set = match element.kind {
        kind if kind.is_select() && element.is_multiple() && kind != Kind::Imagepicker => {
            return listed(element, given);
        }
        kind if kind.is_select() => match given.may_have_lists() {
            true => Possible::anything(),
            false => either(given.clone(), &Possible::one_of(meant(element, given))),
        },
        Kind::Boolean => {
            let meant = [true.into(), false.into(), element.value_true.clone(), element.value_false.clone()];
            either(given.clone(), &Possible::one_of(meant))
        }
        Kind::Rating if given.range().is_some() => either(given.clone(), &marks(element)),
        Kind::Slider if given.range().is_some() && !element.is_range => either(track(element), &Possible::nothing()),
        Kind::Rating | Kind::Slider => Possible::anything(),
        Kind::Text | Kind::Item if element.input_type.is_number() => {
            let read = if given.range().is_some() { given.clone() } else { Possible::number() };
            either(read, &Possible::one_of([false.into()]))
        }
        Kind::Text | Kind::Item | Kind::Comment => either(given.clone(), &Possible::text()),
        Kind::Multipletext => Possible::map(),
        _ => given.clone(),
    };
    set.join(&Possible::nothing());
    set
}

/// The choices that a value can stand for.
fn meant(element: &Element, given: &Possible) -> Vec<Value> {
    let values = given.values();
    let is_meant =
        |choice: &Value| values.as_ref().is_none_or(|values| values.iter().any(|value| is_equal(choice, value)));
    items(element, &[]).into_iter().filter(is_meant).collect()
}

/// A list of what is given, as the choices write it or as it is.
fn listed(element: &Element, given: &Possible) -> Possible {
    let mut set = Possible::nothing();
    let Some(values) = given.values() else { return either(set, &Possible::list()) };
    let mut found = items(element, &[]);
    for value in values {
        let alone = std::slice::from_ref(value);
        for item in value.as_list().unwrap_or(alone) {
            if !found.contains(item) {
                found.push(item.clone());
            }
        }
    }
    set.join(&Possible::some_of(found));
    set
}
