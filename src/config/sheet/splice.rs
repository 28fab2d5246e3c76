//! Changes in the text of a JSON document that leave everything else as its author wrote it, to the byte. It must not know
//! what the document says.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use serde_json::value::RawValue;

/// Where a value stands in a document: names and numbers of items, from the outside in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Place(Vec<Step>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Name(String),
    Item(usize),
}

impl Place {
    /// The place of a field of what stands here.
    pub(super) fn name(&self, name: &str) -> Self {
        self.inner(Step::Name(name.to_owned()))
    }

    /// The place of an item of the list that stands here.
    pub(super) fn item(&self, index: usize) -> Self {
        self.inner(Step::Item(index))
    }

    fn inner(&self, step: Step) -> Self {
        Self(self.0.iter().cloned().chain([step]).collect())
    }
}

/// As problems name it: `quizzes.flat.elements[0].choices[1].lead.points`.
impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (depth, step) in self.0.iter().enumerate() {
            match step {
                Step::Name(name) => write!(out, "{}{name}", if depth == 0 { "" } else { "." })?,
                Step::Item(index) => write!(out, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// The bytes of the text at which the value of a place stands, where there is one.
pub(super) fn find(text: &str, place: &Place) -> Option<Range<usize>> {
    let mut found: &str = text.trim();
    for step in &place.0 {
        found = match step {
            Step::Name(name) => fields(found)?.get(name.as_str())?.get(),
            Step::Item(index) => items(found)?.get(*index)?.get(),
        };
    }
    range_in(text, found)
}

/// Where a part of a text stands in it.
fn range_in(text: &str, part: &str) -> Option<Range<usize>> {
    let begin = (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    Some(begin..begin + part.len())
}

fn fields(text: &str) -> Option<BTreeMap<Cow<'_, str>, &RawValue>> {
    serde_json::from_str(text).ok()
}

fn items(text: &str) -> Option<Vec<&RawValue>> {
    serde_json::from_str(text).ok()
}

/// The text with parts of it replaced. The parts do not overlap.
pub(super) fn replaced(text: &str, mut changes: Vec<(Range<usize>, String)>) -> String {
    changes.sort_by_key(|(range, _)| range.start);
    let (mut out, mut done) = (String::with_capacity(text.len()), 0);
    for (range, change) in changes {
        out.push_str(text.get(done..range.start).unwrap_or_default());
        out.push_str(&change);
        done = range.end;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}

/// The text of an object with other values under names that it has; `None` where it lacks one.
pub(super) fn with_values(object: &str, values: &[(&str, String)]) -> Option<String> {
    let fields = fields(object)?;
    let change = |(name, value): &(&str, String)| {
        let range = range_in(object, fields.get(*name)?.get())?;
        Some((range, value.clone()))
    };
    Some(replaced(object, values.iter().map(change).collect::<Option<Vec<_>>>()?))
}

/// A list taken apart: what stands before, between and behind its items.
pub(super) struct List<'a> {
    /// The texts of its items.
    pub(super) items: Vec<&'a str>,
    opening: &'a str,
    between: String,
    closing: &'a str,
}

impl<'a> List<'a> {
    /// Takes the text of a list apart.
    pub(super) fn new(text: &'a str) -> Option<Self> {
        let items: Vec<&str> = items(text)?.into_iter().map(RawValue::get).collect();
        let place = |item: &&str| range_in(text, item);
        let (Some(first), Some(last)) = (items.first().and_then(place), items.last().and_then(place)) else {
            return Some(Self { items, opening: "[", between: ", ".to_owned(), closing: "]" });
        };
        let opening = text.get(..first.start)?;
        let between = match items.get(1).and_then(place) {
            Some(second) => text.get(first.end..second.start)?.to_owned(),
            None => format!(",{}", opening.strip_prefix('[').filter(|space| !space.is_empty()).unwrap_or(" ")),
        };
        Some(Self { opening, between, closing: text.get(last.end..)?, items })
    }

    /// The text of the list with other items.
    pub(super) fn holding(&self, items: &[String]) -> String {
        if items.is_empty() {
            return "[]".to_owned();
        }
        format!("{}{}{}", self.opening, items.join(&self.between), self.closing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = " {\n  \"a.b\": [ 1 ,\n    { \"c\" : \"é\\\"}\" } ],\n  \"d\": -5e1 }\n";

    fn part(range: Range<usize>) -> &'static str {
        TEXT.get(range).unwrap()
    }

    fn at(place: &Place) -> &'static str {
        find(TEXT, place).map_or("", part)
    }

    #[test]
    fn a_value_is_found_as_it_is_written() {
        let list = Place::default().name("a.b");
        assert_eq!(at(&list.item(0)), "1");
        assert_eq!(at(&list.item(1).name("c")), "\"é\\\"}\"");
        assert_eq!(at(&Place::default().name("d")), "-5e1");
        assert_eq!(at(&Place::default()), TEXT.trim());
        assert!(
            [list.item(2), list.name("x"), Place::default().item(0)].iter().all(|place| find(TEXT, place).is_none())
        );
        assert_eq!(list.item(1).name("c").to_string(), "a.b[1].c");
    }

    #[test]
    fn everything_else_stays_as_it_was() {
        let list = find(TEXT, &Place::default().name("a.b")).unwrap();
        let d = find(TEXT, &Place::default().name("d")).unwrap();
        assert_eq!(
            replaced(TEXT, vec![(d, "7".into()), (list.clone(), "[]".into())]),
            " {\n  \"a.b\": [],\n  \"d\": 7 }\n"
        );
        let parts = List::new(part(list.clone())).unwrap();
        let same: Vec<String> = parts.items.iter().map(|item| (*item).to_owned()).collect();
        assert_eq!(parts.holding(&same), part(list));
        assert_eq!(List::new("[\n  1\n]").unwrap().holding(&["2".into(), "3".into()]), "[\n  2,\n  3\n]");
        assert_eq!(List::new("[ ]").unwrap().holding(&["2".into(), "3".into()]), "[2, 3]");
        assert_eq!(with_values("{\"b\": 1,  \"a\": [2]}", &[("b", "5".into())]).unwrap(), "{\"b\": 5,  \"a\": [2]}");
        assert!(with_values("{\"b\": 1}", &[("c", "5".into())]).is_none());
    }
}
