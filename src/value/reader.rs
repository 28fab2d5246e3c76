//! The reader: typed access to a foreign document that knows its JSON path and collects every problem. It must not
//! stop at the first one, and must not let an unknown field pass.

use std::cell::{Cell, RefCell};
use std::ops::RangeInclusive;

use super::{Map, Value};
use crate::error::Error;
use crate::text;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The document can be used; what it says is likely not what was meant.
    Warning,
    /// The document cannot be used.
    Error,
}

/// One thing that is wrong with a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// Code, place and sentence.
    pub error: Error,
}

/// The most problems that are kept of one document.
const MOST_PROBLEMS: usize = 50;

/// The problems of one document, in the order of finding.
#[derive(Debug, Default)]
pub struct Problems(RefCell<Vec<Problem>>);

impl Problems {
    /// Notes an error.
    #[inline]
    pub fn error(&self, path: &str, code: &'static str, message: impl Into<String>) {
        self.add(Severity::Error, path, code, message.into());
    }

    /// Notes a warning.
    pub fn warning(&self, path: &str, code: &'static str, message: impl Into<String>) {
        self.add(Severity::Warning, path, code, message.into());
    }

    #[inline(never)]
    fn add(&self, severity: Severity, path: &str, code: &'static str, message: String) {
        self.note(severity, Error::new(code, message).at(path));
    }

    /// Notes a problem.
    pub fn note(&self, severity: Severity, error: Error) {
        let mut problems = self.0.borrow_mut();
        if problems.len() < MOST_PROBLEMS {
            problems.push(Problem { severity, error });
        }
    }

    /// All problems.
    #[must_use]
    pub fn into_list(self) -> Vec<Problem> {
        self.0.into_inner()
    }
}

/// The path of a name below `path`.
fn below(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { text::concat(&[path, ".", name]) }
}

/// The fields of one object of a document: each is asked for by name and type; [`finish`](Fields::finish) reports those
/// that nobody asked for.
pub struct Fields<'a> {
    map: &'a Map,
    path: String,
    problems: &'a Problems,
    asked: RefCell<Vec<&'static str>>,
    open: Cell<bool>,
}

impl<'a> Fields<'a> {
    /// Opens `value` as an object; notes an error where it is none.
    pub fn open(value: &'a Value, path: &str, problems: &'a Problems) -> Option<Self> {
        let Some(map) = value.as_map() else {
            problems.error(path, "config/wrong-type", text::concat(&["found ", value.kind(), ", expected an object"]));
            return None;
        };
        Some(Self { map, path: path.to_owned(), problems, asked: RefCell::default(), open: Cell::new(false) })
    }

    /// The JSON path of a field.
    #[must_use]
    pub fn path_of(&self, name: &str) -> String {
        below(&self.path, name)
    }

    /// The JSON path of the object.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Where problems are noted.
    #[must_use]
    pub fn problems(&self) -> &'a Problems {
        self.problems
    }

    /// Notes an error at a field.
    #[inline]
    pub fn error(&self, name: &str, code: &'static str, message: impl Into<String>) {
        self.add(name, code, message.into());
    }

    #[inline(never)]
    fn add(&self, name: &str, code: &'static str, message: String) {
        self.problems.error(&self.path_of(name), code, message);
    }

    /// The raw value of a field; absent and null are the same.
    pub fn raw(&self, name: &'static str) -> Option<&'a Value> {
        self.asked.borrow_mut().push(name);
        self.map.get(name).filter(|value| **value != Value::Null)
    }

    fn wrong(&self, name: &str, found: &Value, expected: &str) {
        self.error(name, "config/wrong-type", text::concat(&["found ", found.kind(), ", expected ", expected]));
    }

    fn missing(&self, name: &str, expected: &str) {
        self.error(name, "config/missing-field", text::concat(&["missing, expected ", expected]));
    }

    /// A text of 1 to `max` characters, where it is given.
    pub fn text(&self, name: &'static str, max: usize) -> Option<String> {
        let value = self.raw(name)?;
        match value.as_text() {
            Some(text) if (1..=max).contains(&text::length(text)) => return Some(text.to_owned()),
            Some(_) => {
                let most = text::number_text(max as f64);
                self.error(name, "config/out-of-range", text::concat(&["expected 1 to ", &most, " characters"]));
            }
            None => self.wrong(name, value, "text"),
        }
        None
    }

    /// A text of 1 to `max` characters that must be given.
    pub fn required_text(&self, name: &'static str, max: usize) -> String {
        self.require(name, "text");
        self.text(name, max).unwrap_or_default()
    }

    /// A plain name ([`text::is_name`]), where it is given.
    pub fn name(&self, name: &'static str) -> Option<String> {
        let found = self.text(name, 64)?;
        if text::is_name(&found) {
            return Some(found);
        }
        let message =
            ["found \"", found.as_str(), "\", expected letters, digits, - _ or . (it begins with a letter or digit)"];
        self.error(name, "config/bad-name", text::concat(&message));
        None
    }

    /// A plain name that must be given.
    pub fn required_name(&self, name: &'static str) -> String {
        self.require(name, "a name");
        self.name(name).unwrap_or_default()
    }

    /// A whole number within `range`, where it is given.
    pub fn whole(&self, name: &'static str, range: RangeInclusive<i64>) -> Option<i64> {
        let value = self.raw(name)?;
        if let Some(number) = value.as_whole().filter(|number| range.contains(number)) {
            return Some(number);
        }
        let bounds = [*range.start(), *range.end()].map(|bound| text::number_text(bound as f64));
        let expected = text::concat(&["a whole number from ", &bounds[0], " to ", &bounds[1]]);
        if value.as_number().is_none() {
            self.wrong(name, value, &expected);
        } else {
            let mut found = String::from("found ");
            text::push_number(&mut found, value.as_number().unwrap_or_default());
            self.error(name, "config/out-of-range", text::concat(&[&found, ", expected ", &expected]));
        }
        None
    }

    /// True or false, where it is given.
    pub fn flag(&self, name: &'static str) -> Option<bool> {
        let value = self.raw(name)?;
        let found = value.as_bool();
        if found.is_none() {
            self.wrong(name, value, "true or false");
        }
        found
    }

    /// One of the listed words, where it is given.
    pub fn choice<T: Copy>(&self, name: &'static str, words: &[(&str, T)]) -> Option<T> {
        let spelled: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        words.get(self.place(name, &spelled)?).map(|(_, meaning)| *meaning)
    }

    /// Where the field's word stands among `words`.
    fn place(&self, name: &'static str, words: &[&str]) -> Option<usize> {
        let value = self.raw(name)?;
        let known = text::join(words.iter().copied(), ", ");
        let Some(found) = value.as_text() else {
            self.wrong(name, value, &text::concat(&["one of ", &known]));
            return None;
        };
        let place = words.iter().position(|word| *word == found);
        if place.is_none() {
            self.error(name, "config/unknown-word", text::concat(&["found \"", found, "\", expected one of ", &known]));
        }
        place
    }

    /// The items of a list of at most `most`, each with its path; empty where it is not given.
    pub fn items(&self, name: &'static str, most: usize) -> Vec<(String, &'a Value)> {
        let Some(value) = self.raw(name) else { return Vec::new() };
        let Some(items) = value.as_list() else {
            self.wrong(name, value, "a list");
            return Vec::new();
        };
        if items.len() > most {
            let most = text::number_text(most as f64);
            self.error(name, "config/out-of-range", text::concat(&["expected at most ", &most, " items"]));
            return Vec::new();
        }
        let path_of = |index: usize| text::concat(&[&self.path_of(name), "[", &text::number_text(index as f64), "]"]);
        items.iter().enumerate().map(|(index, item)| (path_of(index), item)).collect()
    }

    /// A list of objects: `one` reads each.
    pub fn objects<T>(&self, name: &'static str, most: usize, mut one: impl FnMut(&Fields<'a>) -> T) -> Vec<T> {
        let mut out = Vec::new();
        self.each_object(name, most, &mut |fields| out.push(one(fields)));
        out
    }

    fn each_object(&self, name: &'static str, most: usize, one: &mut dyn FnMut(&Fields<'a>)) {
        for (path, item) in self.items(name, most) {
            if let Some(fields) = Fields::open(item, &path, self.problems) {
                one(&fields);
                fields.close();
            }
        }
    }

    /// A list of texts of 1 to `max` characters.
    pub fn texts(&self, name: &'static str, most: usize, max: usize) -> Vec<String> {
        let mut out = Vec::new();
        for (path, item) in self.items(name, most) {
            match item.as_text().filter(|text| (1..=max).contains(&text::length(text))) {
                Some(text) => out.push(text.to_owned()),
                None => self.problems.error(
                    &path,
                    "config/wrong-type",
                    text::concat(&["found ", item.kind(), ", expected text"]),
                ),
            }
        }
        out
    }

    /// A list of whole numbers within `range`.
    pub fn wholes(&self, name: &'static str, most: usize, range: RangeInclusive<i64>) -> Option<Vec<i64>> {
        self.raw(name)?;
        let mut out = Vec::new();
        for (path, item) in self.items(name, most) {
            match item.as_whole().filter(|number| range.contains(number)) {
                Some(number) => out.push(number),
                None => self.problems.error(
                    &path,
                    "config/out-of-range",
                    "expected a whole number within the range of the list",
                ),
            }
        }
        Some(out)
    }

    /// An object below this one, where it is given: `read` reads it.
    pub fn object<T>(&self, name: &'static str, read: impl FnOnce(&Fields<'a>) -> T) -> Option<T> {
        let fields = self.opened(name)?;
        let out = read(&fields);
        fields.close();
        Some(out)
    }

    fn opened(&self, name: &'static str) -> Option<Self> {
        Fields::open(self.raw(name)?, &self.path_of(name), self.problems)
    }

    /// An object whose names are the author's: `one` reads each entry from its name, path and value.
    pub fn entries<T>(
        &self,
        name: &'static str,
        mut one: impl FnMut(&str, &str, &'a Value) -> Option<T>,
    ) -> Vec<(String, T)> {
        let mut out = Vec::new();
        self.each_entry(name, &mut |key, path, value| {
            out.extend(one(key, path, value).map(|read| (key.to_owned(), read)));
        });
        out
    }

    fn each_entry(&self, name: &'static str, one: &mut dyn FnMut(&str, &str, &'a Value)) {
        let Some(fields) = self.opened(name) else { return };
        for (key, value) in fields.map.iter() {
            if text::is_name(key) {
                one(key, &below(&fields.path, key), value);
            } else {
                self.problems.error(
                    &fields.path,
                    "config/bad-name",
                    text::concat(&["found \"", key, "\", expected letters, digits, - _ or ."]),
                );
            }
        }
    }

    /// An expression, where it is given; a syntax error is noted with its line and column.
    pub fn parsed<T>(&self, name: &'static str, parse: impl FnOnce(&str) -> Result<T, Error>) -> Option<T> {
        let found = self.text(name, 4_000)?;
        match parse(&found) {
            Ok(parsed) => Some(parsed),
            Err(error) => {
                self.error(name, error.code(), error.message());
                None
            }
        }
    }

    /// Notes an error where a field is not given.
    pub fn require(&self, name: &'static str, expected: &str) {
        if self.map.get(name).is_none_or(|value| *value == Value::Null) {
            self.missing(name, expected);
        }
    }

    /// Fields that nobody asked for are no error in this object.
    pub fn allow_unknown(&self) {
        self.open.set(true);
    }

    /// Whether the object has a field, without asking for it.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.map.get(name).is_some()
    }

    /// The names of all fields that stand in the object.
    pub fn names(&self) -> impl Iterator<Item = &'a str> {
        self.map.iter().map(|(name, _)| name)
    }

    fn close(self) {
        self.finish();
    }

    /// Notes an error for every field that nobody asked for, with the names that would have been known.
    pub fn finish(&self) {
        let asked = self.asked.borrow();
        for (name, _) in self.map.iter().filter(|(name, _)| !self.open.get() && !asked.contains(name)) {
            let known = text::join(asked.iter().copied(), ", ");
            self.error(name, "config/unknown-field", text::concat(&["unknown field, known are ", &known]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems_of(json: &str, read: impl Fn(&Fields<'_>)) -> Vec<String> {
        let value: Value = serde_json::from_str(json).unwrap();
        let problems = Problems::default();
        if let Some(fields) = Fields::open(&value, "", &problems) {
            read(&fields);
            fields.finish();
        }
        problems.into_list().iter().map(|problem| problem.error.to_string()).collect()
    }

    #[test]
    fn every_problem_is_reported_with_its_path() {
        let found = problems_of(r#"{"a":{"n":500,"x":1},"list":[{"t":3}],"word":"blue"}"#, |fields| {
            fields.object("a", |a| a.whole("n", 1..=400));
            fields.objects("list", 9, |item| item.required_text("t", 5));
            fields.choice("word", &[("red", 1), ("green", 2)]);
        });
        assert_eq!(
            found,
            [
                "a.n: found 500, expected a whole number from 1 to 400 [config/out-of-range]",
                "a.x: unknown field, known are n [config/unknown-field]",
                "list[0].t: found a number, expected text [config/wrong-type]",
                "word: found \"blue\", expected one of red, green [config/unknown-word]",
            ]
        );
    }

    #[test]
    fn a_missing_required_field_is_reported_once() {
        let found = problems_of("{}", |fields| drop(fields.required_name("id")));
        assert_eq!(found, ["id: missing, expected a name [config/missing-field]"]);
    }
}
