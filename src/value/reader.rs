//! The reader: typed access to a foreign document that knows its JSON path. It must not stop at the first problem, and
//! must not let an unknown field pass.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use super::problem::Problems;
use super::{Map, Value};
use crate::text::{self, explain};

/// The path of a name below `path`.
fn below(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { explain!(path, ".", name) }
}

/// Whether a name is one of several with spaces between.
fn is_word_of(names: &'static str, name: &str) -> bool {
    let mut rest = Some(names);
    while let Some(one) = text::next_part(&mut rest, " ") {
        if one == name {
            return true;
        }
    }
    false
}

/// What fills itself from the fields of an object. What is not given stays as it was: the default.
pub trait Read {
    /// Reads the fields that it knows; problems are noted.
    fn read(&mut self, fields: &Fields<'_>);
}

impl<T: Read + Default> Read for Option<T> {
    fn read(&mut self, fields: &Fields<'_>) {
        self.insert(T::default()).read(fields);
    }
}

/// What is shared is read before it is.
impl<T: Read + Default> Read for Arc<T> {
    fn read(&mut self, fields: &Fields<'_>) {
        let mut inner = T::default();
        inner.read(fields);
        *self = Self::new(inner);
    }
}

/// A list takes the object in as one more item.
impl<T: Read + Default> Read for Vec<T> {
    fn read(&mut self, fields: &Fields<'_>) {
        let mut item = T::default();
        item.read(fields);
        self.push(item);
    }
}

/// The fields of one object of a document: each is asked for by name and put into its place, where it is given and right;
/// [`finish`](Fields::finish) reports those that nobody asked for.
///
/// Reading into a place, not out of the reader, keeps one field at a few dozen bytes of the module.
pub struct Fields<'a> {
    map: &'a Map,
    path: String,
    problems: &'a Problems,
    asked: RefCell<Vec<&'static str>>,
    open: Cell<bool>,
    idle: Cell<&'static str>,
    refused: Cell<&'static [(&'static str, &'static str)]>,
}

impl<'a> Fields<'a> {
    /// Opens `value` as an object; notes an error where it is none.
    pub fn open(value: &'a Value, path: &str, problems: &'a Problems) -> Option<Self> {
        let Some(map) = value.as_map() else {
            problems.error(path, "config/wrong-type", explain!("found ", value.kind(), ", expected an object"));
            return None;
        };
        Some(Self {
            map,
            path: path.to_owned(),
            problems,
            asked: RefCell::default(),
            open: Cell::new(false),
            idle: Cell::new(""),
            refused: Cell::new(&[]),
        })
    }

    /// Reads a whole object into its place; notes an error where it is none.
    pub fn read(value: &'a Value, path: &str, problems: &'a Problems, into: &mut dyn Read) {
        if let Some(fields) = Self::open(value, path, problems) {
            into.read(&fields);
            fields.finish();
        }
    }

    /// The JSON path of a field.
    #[must_use]
    pub fn path_of(&self, name: &str) -> String {
        if cfg!(feature = "explain") { below(&self.path, name) } else { String::new() }
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
        if cfg!(feature = "explain") {
            self.add(name, code, message.into());
        } else {
            self.problems.refuse();
        }
    }

    #[inline(never)]
    fn add(&self, name: &str, code: &'static str, message: String) {
        self.problems.error(&self.path_of(name), code, message);
    }

    /// The raw value of a field; absent and null are the same.
    #[inline(never)]
    pub fn raw(&self, name: &'static str) -> Option<&'a Value> {
        self.asked.borrow_mut().push(name);
        self.map.get(name).filter(|value| **value != Value::Null)
    }

    fn wrong(&self, name: &str, found: &Value, expected: &str) {
        self.error(name, "config/wrong-type", explain!("found ", found.kind(), ", expected ", expected));
    }

    /// A text of 1 to `max` characters. Tells whether one was read.
    #[inline(never)]
    pub fn text(&self, name: &'static str, max: usize, into: &mut String) -> bool {
        let Some(value) = self.raw(name) else { return false };
        match value.as_text() {
            Some(text) if text::fits(text, max) => {
                text.clone_into(into);
                return true;
            }
            Some(_) => self.error(
                name,
                "config/out-of-range",
                explain!("expected 1 to ", &text::number_text(max as f64), " characters"),
            ),
            None => self.wrong(name, value, "text"),
        }
        false
    }

    /// A plain name ([`text::is_name`]). Tells whether one was read.
    #[inline(never)]
    pub fn name(&self, name: &'static str, into: &mut String) -> bool {
        if !self.text(name, 64, into) || text::is_name(into) {
            return !into.is_empty();
        }
        self.error(
            name,
            "config/bad-name",
            explain!("found \"", into, "\", expected letters, digits, - _ or . (it begins with a letter or digit)"),
        );
        into.clear();
        false
    }

    /// A plain name that may be left out.
    #[inline(never)]
    pub fn some_name(&self, name: &'static str, into: &mut Option<String>) {
        let mut found = String::new();
        if self.name(name, &mut found) {
            *into = Some(found);
        }
    }

    /// A plain name that must be given.
    #[inline(never)]
    pub fn required_name(&self, name: &'static str, into: &mut String) {
        self.require(name, "a name");
        self.name(name, into);
    }

    /// A whole number from `least` to `most`. Tells whether one was read.
    #[inline(never)]
    pub fn whole(&self, name: &'static str, least: i32, most: i32, into: &mut i64) -> bool {
        let Some(value) = self.raw(name) else { return false };
        let found = value.as_whole().filter(|number| (i64::from(least)..=i64::from(most)).contains(number));
        match found {
            Some(number) => *into = number,
            None if cfg!(feature = "explain") => self.wrong_number(name, value, least, most),
            None => self.problems.refuse(),
        }
        found.is_some()
    }

    fn wrong_number(&self, name: &str, value: &Value, least: i32, most: i32) {
        let [least, most] = [least, most].map(|bound| text::number_text(f64::from(bound)));
        let expected = text::concat(&["a whole number from ", &least, " to ", &most]);
        match value.as_number() {
            None => self.wrong(name, value, &expected),
            Some(number) => self.error(
                name,
                "config/out-of-range",
                explain!("found ", &text::number_text(number), ", expected ", &expected),
            ),
        }
    }

    /// A number. Tells whether one was read.
    #[inline(never)]
    pub fn number(&self, name: &'static str, into: &mut f64) -> bool {
        let Some(value) = self.raw(name) else { return false };
        match value.as_number() {
            Some(number) => *into = number,
            None => self.wrong(name, value, "a number"),
        }
        value.as_number().is_some()
    }

    /// True or false.
    #[inline(never)]
    pub fn flag(&self, name: &'static str, into: &mut bool) {
        let Some(value) = self.raw(name) else { return };
        match value.as_bool() {
            Some(yes) => *into = yes,
            None => self.wrong(name, value, "true or false"),
        }
    }

    /// One of the listed words. Tells whether one was read.
    #[inline]
    pub fn choice<T: Copy>(&self, name: &'static str, words: &[(&str, T)], into: &mut T) -> bool {
        let found = self.place(name, &|place| words.get(place).map(|(word, _)| *word));
        words.get(found.unwrap_or(usize::MAX)).inspect(|(_, meaning)| *into = *meaning).is_some()
    }

    /// A list of the listed words, each once, in place of the one that stands there.
    #[inline(never)]
    pub fn choices<T: Copy + PartialEq>(&self, name: &'static str, words: &[(&str, T)], into: &mut Vec<T>) {
        let mut found = Vec::new();
        let is_given = self.items(name, words.len(), &mut |path, item| match words
            .iter()
            .find(|(word, _)| item.as_text() == Some(*word))
        {
            Some((_, meaning)) if !found.contains(meaning) => found.push(*meaning),
            _ => {
                let known = || text::join(words.iter().map(|(word, _)| *word), ", ");
                self.problems.error(path, "config/unknown-word", explain!("expected one of ", &known(), ", each once"));
            }
        });
        if is_given {
            *into = found;
        }
    }

    /// A text that may be left out.
    #[inline(never)]
    pub fn some_text(&self, name: &'static str, max: usize, into: &mut Option<String>) {
        let mut found = String::new();
        if self.text(name, max, &mut found) {
            *into = Some(found);
        }
    }

    /// An object of texts of 1 to 200 characters under the author's names.
    #[inline(never)]
    pub fn patterns(&self, name: &'static str, into: &mut Vec<(String, String)>) {
        let problems = self.problems;
        self.entries(name, &mut |key, path, value| match value.as_text().filter(|text| text::fits(text, 200)) {
            Some(text) => into.push((key.to_owned(), text.to_owned())),
            None => problems.error(
                path,
                "config/wrong-type",
                explain!("found ", value.kind(), ", expected text of 1 to 200 characters"),
            ),
        });
    }

    /// Where the field's word stands in a list that is asked word by word.
    #[inline(never)]
    pub fn place<'w>(&self, name: &'static str, word: &dyn Fn(usize) -> Option<&'w str>) -> Option<usize> {
        let value = self.raw(name)?;
        let known = || text::join((0..).map_while(word), ", ");
        let Some(found) = value.as_text() else {
            self.wrong(name, value, &explain!("one of ", &known()));
            return None;
        };
        let mut place = 0;
        while let Some(word) = word(place) {
            if word == found {
                return Some(place);
            }
            place += 1;
        }
        self.error(name, "config/unknown-word", explain!("found \"", found, "\", expected one of ", &known()));
        None
    }

    /// Each item of a list of at most `most` with its path. Tells whether a list is given.
    #[inline(never)]
    pub fn items(&self, name: &'static str, most: usize, one: &mut dyn FnMut(&str, &'a Value)) -> bool {
        let Some(value) = self.raw(name) else { return false };
        match value.as_list() {
            None => self.wrong(name, value, "a list"),
            Some(items) if items.len() > most => self.error(
                name,
                "config/out-of-range",
                explain!("expected at most ", &text::number_text(most as f64), " items"),
            ),
            Some(items) => {
                for (index, item) in items.iter().enumerate() {
                    one(&explain!(&self.path_of(name), "[", &text::number_text(index as f64), "]"), item);
                }
            }
        }
        true
    }

    /// A list of objects: each is read into `into`, which takes in one more (a `Vec`).
    #[inline(never)]
    pub fn objects(&self, name: &'static str, most: usize, into: &mut dyn Read) {
        let problems = self.problems;
        self.items(name, most, &mut |path, item| Fields::read(item, path, problems, into));
    }

    /// A list of texts of 1 to `max` characters.
    #[inline(never)]
    pub fn texts(&self, name: &'static str, most: usize, max: usize, into: &mut Vec<String>) {
        self.items(name, most, &mut |path, item| match item.as_text().filter(|text| text::fits(text, max)) {
            Some(text) => into.push(text.to_owned()),
            None => self.problems.error(path, "config/wrong-type", explain!("found ", item.kind(), ", expected text")),
        });
    }

    /// A list of whole numbers from `least` to `most`, in place of the ones that stand there.
    #[inline(never)]
    pub fn wholes(&self, name: &'static str, size: usize, least: i32, most: i32, into: &mut Vec<i64>) {
        let mut found = Vec::new();
        let is_given = self.items(name, size, &mut |path, item| match item
            .as_whole()
            .filter(|number| (i64::from(least)..=i64::from(most)).contains(number))
        {
            Some(number) => found.push(number),
            None => {
                self.problems.error(
                    path,
                    "config/out-of-range",
                    "expected a whole number within the range of the list",
                );
            }
        });
        if is_given {
            *into = found;
        }
    }

    /// An object below this one: it is read into its place.
    #[inline(never)]
    pub fn object(&self, name: &'static str, into: &mut dyn Read) {
        if let Some(value) = self.raw(name) {
            Fields::read(value, &self.path_of(name), self.problems, into);
        }
    }

    /// An object whose names are the author's: `one` reads each entry from its name, path and value.
    #[inline(never)]
    pub fn entries(&self, name: &'static str, one: &mut dyn FnMut(&str, &str, &'a Value)) {
        let path = self.path_of(name);
        let Some(fields) = self.raw(name).and_then(|value| Fields::open(value, &path, self.problems)) else { return };
        for (key, value) in fields.map.entries() {
            if text::is_name(key) {
                one(key, &fields.path_of(key), value);
            } else {
                self.problems.error(
                    &path,
                    "config/bad-name",
                    explain!("found \"", key, "\", expected letters, digits, - _ or ."),
                );
            }
        }
    }

    /// Notes an error of `code` at a list for each id that stands in it twice.
    pub fn distinct<'i>(&self, name: &str, code: &'static str, ids: impl Iterator<Item = &'i str>) {
        let mut known = Vec::new();
        for id in ids {
            if known.contains(&id) {
                self.error(name, code, explain!("found the id \"", id, "\" twice"));
            }
            known.push(id);
        }
    }

    /// Notes an error where a field is not given.
    #[inline]
    pub fn require(&self, name: &'static str, expected: &str) {
        if !self.has(name) {
            self.error(name, "config/missing-field", explain!("missing, expected ", expected));
        }
    }

    /// The names that were asked for, each once, in the order of asking.
    #[must_use]
    pub fn asked(&self) -> Vec<&'static str> {
        let mut names = Vec::new();
        for name in self.asked.borrow().iter() {
            if !names.contains(name) {
                names.push(*name);
            }
        }
        names
    }

    /// Fields that nobody asked for are no error in this object.
    pub fn allow_unknown(&self) {
        self.open.set(true);
    }

    /// Fields that are accepted though nobody asks for them (their names with spaces between), with a warning; and why others
    /// are refused.
    pub fn set_aside(&self, idle: &'static str, refused: &'static [(&'static str, &'static str)]) {
        self.idle.set(idle);
        self.refused.set(refused);
    }

    /// Whether a field is given, without asking for it; null is not.
    #[must_use]
    #[inline(never)]
    pub fn has(&self, name: &str) -> bool {
        self.map.get(name).is_some_and(|value| *value != Value::Null)
    }

    /// Notes an error for every field that nobody asked for, with the names that would have been known.
    pub fn finish(&self) {
        let asked = self.asked.borrow();
        for (name, _) in self.map.entries() {
            if self.open.get() || asked.contains(&name.as_str()) {
                continue;
            }
            if self.problems.is_full() {
                return;
            }
            if is_word_of(self.idle.get(), name) {
                let message = explain!("\"", name, "\" has no effect here");
                self.problems.warning(&self.path_of(name), "config/no-effect", message);
                continue;
            }
            match self.refused.get().iter().find(|(refused, _)| refused == name) {
                Some((_, reason)) => {
                    self.error(name, "config/unsupported", explain!("\"", name, "\" is not supported: ", reason));
                }
                None => {
                    let known = || text::join(self.asked(), ", ");
                    self.error(name, "config/unknown-field", explain!("unknown field, known are ", &known()));
                }
            }
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

    #[derive(Default)]
    struct Inner(i64);

    impl Read for Inner {
        fn read(&mut self, fields: &Fields<'_>) {
            fields.whole("n", 1, 400, &mut self.0);
        }
    }

    #[derive(Default)]
    struct Item(String);

    impl Read for Item {
        fn read(&mut self, fields: &Fields<'_>) {
            fields.text("t", 5, &mut self.0);
        }
    }

    #[test]
    fn every_problem_is_reported_with_its_path() {
        let found = problems_of(r#"{"a":{"n":500,"x":1},"list":[{"t":3}],"word":"blue"}"#, |fields| {
            fields.object("a", &mut Inner(0));
            fields.objects("list", 9, &mut Vec::<Item>::new());
            fields.choice("word", &[("red", 1), ("green", 2)], &mut 0);
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
        let found = problems_of("{}", |fields| fields.required_name("id", &mut String::new()));
        assert_eq!(found, ["id: missing, expected a name [config/missing-field]"]);
    }
}
