//! Another document out of one or two: parts dropped, doubled, moved, exchanged, blown up. It must not know what is valid,
//! only which names definitions have.

use crate::case::size;
use crate::{Dice, Json, expression, odd};

/// Documents with more values than this do not grow.
const MOST_VALUES: usize = 6_000;
/// How deep a list or an object is put into others.
const MOST_NESTING: usize = 30;

/// A document with a few changes; parts and names come from `other`.
pub(crate) fn grown(dice: &mut Dice, document: &Json, other: &Json) -> Json {
    let mut document = document.clone();
    for _ in 0..=dice.below(4) {
        change(dice, &mut document, other);
    }
    document
}

fn change(dice: &mut Dice, document: &mut Json, other: &Json) {
    let place = dice.below(size(document));
    let is_large = size(document) > MOST_VALUES;
    let Some(part) = part_mut(document, place) else { return };
    match (dice.below(16), part) {
        (0 | 1, Json::Array(items)) if !items.is_empty() => drop(items.remove(dice.below(items.len()))),
        (2, Json::Array(items)) if !items.is_empty() => {
            let (from, to) = (dice.below(items.len()), dice.below(items.len() + 1));
            let item = items.get(from).cloned().unwrap_or_default();
            items.insert(to, item);
        }
        (3, Json::Array(items)) if !items.is_empty() && !is_large => {
            let one = items.get(dice.below(items.len())).cloned().unwrap_or_default();
            let count = [3, 25, 60, 120, 320].get(dice.below(5)).copied().unwrap_or(3);
            items.extend((0..count).map(|index| renamed(&one, index)));
        }
        (4, Json::Array(items)) if items.len() > 1 => {
            let place = dice.below(items.len());
            items.swap(0, place);
        }
        (0 | 1, Json::Object(map)) if !map.is_empty() => drop(map.remove(&name_in(dice, map))),
        (2, Json::Object(map)) if !map.is_empty() => {
            let value = map.remove(&name_in(dice, map)).unwrap_or_default();
            map.insert(name(dice, other), value);
        }
        (3..=7, Json::Object(map)) => drop(map.insert(name(dice, other), Json::Null).map(drop)),
        (3..=7, Json::String(text)) => *text = words(dice, text),
        (8, part) => *part = nested(dice, part.take()),
        (9, part) => *part = kind_changed(part),
        (10 | 11, part) => *part = from(dice, other),
        (_, part) => *part = odd::value(dice, 3),
    }
    fill(dice, document, other);
}

/// Puts something fitting under names that were just given without a value.
fn fill(dice: &mut Dice, document: &mut Json, other: &Json) {
    match document {
        Json::Array(items) => items.iter_mut().for_each(|item| fill(dice, item, other)),
        Json::Object(map) => {
            for (name, value) in map.iter_mut() {
                match value {
                    Json::Null if is_expression(name) => *value = expression::text(dice, other).into(),
                    Json::Null => *value = under(other, name, dice).unwrap_or_else(|| odd::value(dice, 2)),
                    value => fill(dice, value, other),
                }
            }
        }
        _ => {}
    }
}

/// Whether a rule stands under a name.
pub(crate) fn is_expression(name: &str) -> bool {
    name.ends_with("If") || name.to_ascii_lowercase().ends_with("expression") || name == "if"
}

/// The value at a place, counted from the root through everything in it.
fn part_mut(document: &mut Json, place: usize) -> Option<&mut Json> {
    if place == 0 {
        return Some(document);
    }
    let mut rest = place - 1;
    let inner: Vec<&mut Json> = match document {
        Json::Array(items) => items.iter_mut().collect(),
        Json::Object(map) => map.values_mut().collect(),
        _ => return None,
    };
    for part in inner {
        let count = size(part);
        if rest < count {
            return part_mut(part, rest);
        }
        rest -= count;
    }
    None
}

/// Any part of a document.
fn from(dice: &mut Dice, document: &Json) -> Json {
    let mut copy = document.clone();
    let place = dice.below(size(&copy));
    part_mut(&mut copy, place).map(Json::take).unwrap_or_default()
}

/// Some value that stands under a name.
fn under(document: &Json, wanted: &str, dice: &mut Dice) -> Option<Json> {
    let mut found = Vec::new();
    gather(document, &mut |name, value| found.extend((name == wanted).then_some(value)));
    dice.pick(&found).map(|value| (*value).clone())
}

/// Every name and value of the objects of a document.
pub(crate) fn gather<'a>(document: &'a Json, one: &mut dyn FnMut(&'a str, &'a Json)) {
    match document {
        Json::Array(items) => items.iter().for_each(|item| gather(item, one)),
        Json::Object(map) => {
            for (name, value) in map {
                one(name, value);
                gather(value, one);
            }
        }
        _ => {}
    }
}

fn name_in(dice: &mut Dice, map: &serde_json::Map<String, Json>) -> String {
    map.keys().nth(dice.below(map.len())).cloned().unwrap_or_default()
}

/// A property's name: one of the other document, or an odd one.
fn name(dice: &mut Dice, other: &Json) -> String {
    let mut names = Vec::new();
    gather(other, &mut |name, _| names.push(name));
    match dice.pick(&names) {
        Some(name) if !dice.once_in(8) => (*name).to_owned(),
        _ if dice.once_in(2) => dice.word(PROPERTIES).to_owned(),
        _ => odd::text(dice),
    }
}

/// Names that rules are written under, and what makes a quiz long.
const PROPERTIES: &[&str] = &[
    "visibleIf",
    "enableIf",
    "requiredIf",
    "setValueIf",
    "setValueExpression",
    "resetValueIf",
    "defaultValueExpression",
    "choicesVisibleIf",
    "minValueExpression",
    "maxValueExpression",
    "expression",
    "runExpression",
    "triggers",
    "calculatedValues",
    "validators",
    "elements",
    "pages",
    "items",
    "choices",
    "rateValues",
    "lead",
    "clearIfInvisible",
    "questionsOnPageMode",
    "firstPageIsStarted",
    "autoAdvanceEnabled",
    "timeLimit",
    "maxSelectedChoices",
    "defaultValue",
];

/// A text cut, doubled, or replaced.
fn words(dice: &mut Dice, text: &str) -> String {
    match dice.below(4) {
        0 => text.chars().take(dice.below(text.chars().count() + 1)).collect(),
        1 => text.repeat(2),
        2 => [text, dice.word(odd::TEXTS)].concat(),
        _ => odd::text(dice),
    }
}

/// A copy with a number behind its own name, so that names stay unlike.
fn renamed(one: &Json, index: usize) -> Json {
    let mut copy = one.clone();
    for key in ["name", "value", "id"] {
        if let Some(Json::String(name)) = copy.get_mut(key) {
            *name = format!("{name}{index}");
        }
    }
    copy
}

/// A part in lists, panels or objects in each other.
fn nested(dice: &mut Dice, part: Json) -> Json {
    let kind = dice.below(3);
    let mut part = part;
    for _ in 0..=dice.below(MOST_NESTING) {
        part = match kind {
            0 => Json::Array(vec![part]),
            1 => serde_json::json!({ "type": "panel", "elements": [part] }),
            _ => serde_json::json!({ "a": part }),
        };
    }
    part
}

fn kind_changed(part: &Json) -> Json {
    match part {
        Json::String(text) => text.parse::<f64>().map_or_else(|_| Json::Array(vec![part.clone()]), Json::from),
        Json::Number(number) => number.to_string().into(),
        Json::Bool(yes) => (if *yes { "true" } else { "false" }).into(),
        Json::Array(items) => items.first().cloned().unwrap_or_default(),
        Json::Object(map) => map.values().cloned().collect(),
        Json::Null => Json::Array(Vec::new()),
    }
}
