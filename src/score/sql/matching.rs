//! `contains`, `anyof`, `allof` and their opposites as SQL: over texts, and over lists of texts. It must not know where a
//! condition stands.

use super::column::{Type, name_of};
use super::condition::{Form, Term, Writer, not};
use super::dialect::{Dialect, MOST_REPLACED, letters};
use crate::text::fold;
use crate::value::Value;

/// What a number, `true` and `false` can be written with, once folded.
const OF_NUMBERS: &str = "0123456789+-.,exobacdf";

/// What stands on the left of such an operator.
enum Left {
    Text(Term),
    List(usize),
}

/// Whether a text has a part, or a list an item.
pub(super) fn contains(writer: &mut Writer<'_, '_>, left: &Term, right: &Term) -> Result<String, Form> {
    match side(writer, left)? {
        Left::Text(text) => {
            let wanted = part(&text_of(right)?, is_raw(writer, &text))?;
            has_part(writer, &text, &wanted)
        }
        Left::List(place) => joined(writer, &items(right)?, " AND ", |writer, item| has_item(writer, place, item)),
    }
}

/// Whether a text lacks a part, or a list an item; nothing lacks everything.
pub(super) fn lacks(writer: &mut Writer<'_, '_>, left: &Term, right: &Term) -> Result<String, Form> {
    Ok(not(&contains(writer, left, right)?))
}

/// Whether a value is one of several, or a list has one of them.
pub(super) fn any_of(writer: &mut Writer<'_, '_>, left: &Term, right: &Term) -> Result<String, Form> {
    let wanted = items(right)?;
    if !matches!(left, Term::Constant(_)) && !is_list(writer, left) {
        if !matches!(right, Term::Constant(Value::List(_))) {
            return Err("anyof with a single value; write =".to_owned());
        }
        // It is written out beside each of them.
        if !matches!(left, Term::Fact(..) | Term::Text(_)) {
            return Err(format!("{} before anyof, which takes a fact", writer.shown(left)));
        }
        return joined(writer, &wanted, " OR ", |writer, item| {
            writer.equal(left.clone(), Term::Constant(item.clone()))
        });
    }
    match side(writer, left)? {
        Left::List(place) => joined(writer, &wanted, " OR ", |writer, item| has_item(writer, place, item)),
        Left::Text(_) => Err("anyof with a written value before it".to_owned()),
    }
}

/// Whether a text has several parts, or a list several items.
pub(super) fn all_of(writer: &mut Writer<'_, '_>, left: &Term, right: &Term) -> Result<String, Form> {
    let wanted = items(right)?;
    match side(writer, left)? {
        Left::List(place) => joined(writer, &wanted, " AND ", |writer, item| has_item(writer, place, item)),
        Left::Text(text) => joined(writer, &wanted, " AND ", |writer, item| {
            let wanted = part(item.as_text().unwrap_or_default(), is_raw(writer, &text))?;
            has_part(writer, &text, &wanted)
        }),
    }
}

fn side(writer: &mut Writer<'_, '_>, left: &Term) -> Result<Left, Form> {
    let other = |writer: &Writer<'_, '_>| format!("{} where a text or a list stands", writer.shown(left));
    match left {
        Term::Fact(place, false) if is_list(writer, left) => Ok(Left::List(*place)),
        Term::Fact(place, false) if writer.columns.as_type(*place, Type::Text)? == Type::Text => {
            Ok(Left::Text(left.clone()))
        }
        Term::Text(_) => Ok(Left::Text(left.clone())),
        _ => Err(other(writer)),
    }
}

fn is_list(writer: &Writer<'_, '_>, term: &Term) -> bool {
    matches!(term, Term::Fact(place, _) if writer.columns.known_type(*place) == Some(Type::List))
}

fn is_raw(writer: &Writer<'_, '_>, term: &Term) -> bool {
    matches!(term, Term::Fact(place, _) if writer.columns.is_raw(*place))
}

fn text_of(right: &Term) -> Result<String, Form> {
    match right {
        Term::Constant(Value::Text(content)) => Ok(content.clone()),
        _ => Err("contains with anything but a written text".to_owned()),
    }
}

/// The values that are looked for: one or several.
fn items(right: &Term) -> Result<Vec<Value>, Form> {
    let items = match right {
        Term::Constant(Value::List(items)) => items.clone(),
        Term::Constant(value) => vec![value.clone()],
        _ => return Err("a fact where a list of written values stands".to_owned()),
    };
    let is_good = |item: &Value| match item {
        Value::Text(content) => !content.trim().is_empty(),
        Value::Number(_) | Value::Bool(_) => true,
        _ => false,
    };
    match items.is_empty() || !items.iter().all(is_good) {
        true => Err("a list with nothing, or with nothing in one of its places".to_owned()),
        false => Ok(items),
    }
}

fn joined(
    writer: &mut Writer<'_, '_>,
    items: &[Value],
    word: &str,
    mut one: impl FnMut(&mut Writer<'_, '_>, &Value) -> Result<String, Form>,
) -> Result<String, Form> {
    let mut parts = Vec::new();
    for item in items {
        parts.push(one(writer, item)?);
    }
    Ok(format!("({})", parts.join(word)))
}

/// A part that is looked for, folded. To rules a text such as `5,0` is the number 5, and is searched as `5`: a part that may
/// stand in a number, or in `false`, would be found where rules do not find it.
fn part(content: &str, is_raw: bool) -> Result<String, Form> {
    let folded = fold(content);
    if content.trim() != content || content.is_empty() {
        return Err(format!("contains with {content:?}, which is empty or has white space around it"));
    }
    let is_of_number = folded.chars().all(|c| OF_NUMBERS.contains(c) || c.is_whitespace());
    match !is_raw && (is_of_number || "false".contains(&folded)) {
        true => {
            Err(format!("contains with {content:?}, which a number, true or false may have in it; write {{#name}}"))
        }
        false => Ok(folded),
    }
}

fn has_part(writer: &mut Writer<'_, '_>, text: &Term, wanted: &str) -> Result<String, Form> {
    let literal = writer.written_text(wanted)?;
    let within = writer.text(text, wanted)?;
    Ok(format!("coalesce({} > 0, FALSE)", writer.dialect.place(&literal, &within)))
}

/// Whether a list has an item that is the same as a written text.
fn has_item(writer: &mut Writer<'_, '_>, place: usize, item: &Value) -> Result<String, Form> {
    let Some(content) = item.as_text() else {
        return Err(format!("{} in a list of texts", item.kind()));
    };
    let wanted = fold(content.trim());
    let literal = writer.written_text(&wanted)?;
    let dialect = writer.dialect;
    let (from, value) = dialect.items(&name_of(place));
    let letters = letters(&wanted);
    if dialect == Dialect::Sqlite && letters.iter().filter(|letter| !letter.is_ascii()).count() > MOST_REPLACED {
        return Err(format!("the item {content:?} of a list, which SQLite cannot compare without regard to case"));
    }
    let understood = dialect.folded(&dialect.trimmed(&value, "spaces"), &letters);
    Ok(format!("EXISTS (SELECT 1 FROM {from} WHERE {understood} = {literal})"))
}
