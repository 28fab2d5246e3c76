//! One rule of the table as cells: what each column shows of it, and what a changed cell puts into it. It must not know the
//! other rows.

use crate::text::number_text;
use crate::value::{Map, Value};

/// The columns, in the order in which they are written. The first three are the table that people talk about.
pub(super) const COLUMNS: &[&str] =
    &["criterion", "condition", "points", "limit", "per", "decay", "axis", "group", "id", "place"];
/// The columns that a file must have.
pub(super) const NEEDED: &[&str] = &["criterion", "condition", "points", "axis", "id"];
/// The column of the label.
pub(super) const SHOWN: &str = "criterion";
/// What the column of a label in another language begins with; the language tag follows.
pub(super) const LANGUAGE: &str = "criterion ";
/// What a condition that counts begins with. No expression does: two names without an operator are none.
const EACH: &str = "each ";
const EVENT: &str = "event.";
/// What stands before the length of a half-life.
const HALF_LIFE: &str = "half-life ";

/// What a column shows of a rule.
pub(super) fn cell(rule: &Value, column: &str) -> String {
    let text = |name: &str| rule.text(name).unwrap_or_default().to_owned();
    match column {
        "criterion" => shown(rule.get("label")).unwrap_or_default().to_owned(),
        "condition" => rule.text("each").map_or_else(|| text("if"), |event| format!("{EACH}{event}")),
        "points" | "limit" => rule.get(column).and_then(Value::as_number).map(number_text).unwrap_or_default(),
        "decay" => decay(rule),
        "per" | "axis" | "group" | "id" => text(column),
        _ => column.strip_prefix(LANGUAGE).map(|tag| other_language(rule, tag)).unwrap_or_default(),
    }
}

fn decay(rule: &Value) -> String {
    if let Some(length) = rule.text("half_life") {
        return format!("{HALF_LIFE}{length}");
    }
    let step = |step: &Value| {
        let keep = step.get("keep").and_then(Value::as_number).map(number_text).unwrap_or_default();
        format!("{} {keep}%", step.text("after").unwrap_or_default())
    };
    rule.items("steps").iter().map(step).collect::<Vec<_>>().join(", ")
}

/// The languages of a rule's label that have a column of their own: all but the one that `criterion` shows.
pub(super) fn languages(rule: &Value) -> impl Iterator<Item = &str> {
    let own = shown_language(rule);
    rule.entries_of("label").iter().map(|(tag, _)| tag.as_str()).filter(move |tag| Some(*tag) != own)
}

fn other_language(rule: &Value, tag: &str) -> String {
    let found = languages(rule).find(|known| *known == tag);
    found.and_then(|tag| rule.get("label")?.text(tag)).unwrap_or_default().to_owned()
}

/// The words for every language that is not named.
pub(super) fn shown(text: Option<&Value>) -> Option<&str> {
    let text = text?;
    let others = || text.entries().first().map(|(_, text)| text);
    text.as_text().or_else(|| text.get("default").or_else(others)?.as_text())
}

/// The language whose words `criterion` shows; none of a label that is one text.
fn shown_language(rule: &Value) -> Option<&str> {
    let texts = rule.entries_of("label");
    let default = texts.iter().find(|(tag, _)| tag == "default").or_else(|| texts.first());
    default.map(|(tag, _)| tag.as_str())
}

/// Puts a changed cell into a rule.
///
/// # Errors
/// What was expected of the cell.
pub(super) fn put(rule: &mut Map, column: &str, cell: &str) -> Result<(), &'static str> {
    let (written, cell) = (cell, cell.trim());
    if cell.is_empty() && NEEDED.contains(&column) {
        return Err(expected(column));
    }
    match column {
        "condition" => match cell.strip_prefix(EACH).map(str::trim).filter(|event| event.starts_with(EVENT)) {
            Some(event) => replace(rule, "if", "each", event),
            None => replace(rule, "each", "if", cell),
        },
        "points" | "limit" if cell.is_empty() => drop(rule.remove(column)),
        "points" | "limit" => rule.set(column, whole(cell).ok_or_else(|| expected(column))?),
        "decay" => {
            rule.remove("steps");
            rule.remove("half_life");
            if !cell.is_empty() {
                let (name, value) = read_decay(cell).ok_or_else(|| expected(column))?;
                rule.set(name, value);
            }
        }
        "per" | "axis" | "group" | "id" if cell.is_empty() => drop(rule.remove(column)),
        "per" | "axis" | "group" | "id" => rule.set(column, cell),
        _ => put_label(rule, column.strip_prefix(LANGUAGE), written)?,
    }
    Ok(())
}

fn replace(rule: &mut Map, other: &str, name: &str, value: &str) {
    rule.remove(other);
    rule.set(name, value);
}

/// What a cell of a column may hold.
pub(super) fn expected(column: &str) -> &'static str {
    match column {
        "criterion" => "expected what a salesperson reads beside the points",
        "condition" => "expected an expression, or each and the name of an event, such as each event.click.phone",
        "points" => "expected a whole number from -100 to 100",
        "limit" => "expected a whole number from 1 to 50, or nothing",
        "axis" => "expected fit or intent",
        "decay" => "expected nothing, half-life 7d, or ages with what is kept, such as 30d 50%, 90d 0%",
        _ => "expected a name",
    }
}

/// A whole number as people write it: with a plus, or with the sign that typesetters use for minus.
pub(super) fn whole(cell: &str) -> Option<i64> {
    cell.replace('\u{2212}', "-").parse().ok()
}

fn read_decay(cell: &str) -> Option<(&'static str, Value)> {
    if let Some(length) = cell.strip_prefix(HALF_LIFE) {
        return Some(("half_life", length.trim().into()));
    }
    let step = |step: &str| {
        let (after, keep) = step.trim().split_once(' ')?;
        let keep = whole(keep.trim().strip_suffix('%')?.trim_end())?;
        Some(Map::new().with("after", after).with("keep", keep))
    };
    let steps: Option<Vec<Map>> = cell.split(',').map(step).collect();
    Some(("steps", steps?.into()))
}

/// Changes the words of one language. A label that is one text becomes texts by language with the first further language.
fn put_label(rule: &mut Map, language: Option<&str>, cell: &str) -> Result<(), &'static str> {
    let holder = Value::Map(rule.clone());
    let own = shown_language(&holder).map(str::to_owned);
    let Some(tag) = language.or(own.as_deref()) else {
        rule.set("label", cell);
        return Ok(());
    };
    if language.is_some() && language == own.as_deref() {
        return Err("expected nothing: the words of this language stand under criterion");
    }
    let label = rule.entry("label");
    if let Some(text) = label.as_text() {
        *label = Map::new().with("default", text).into();
    }
    let mut texts = label.as_map().cloned().unwrap_or_default();
    texts.remove(tag);
    texts.set_some(tag, cell);
    *label = texts.into();
    Ok(())
}
