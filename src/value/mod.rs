//! Values: what a config, an answer, a fact or a stored record is made of, and a reader that knows the JSON path.
//! It must not know what any of them means.

mod boundary;
mod hash;
pub mod json;
pub(crate) mod list;
mod localized;
mod map;
mod problem;
mod reader;

pub use hash::{Digest, hash, sha256};
pub use localized::Localized;
pub use map::Map;
pub use problem::{Problem, Problems, Severity, UNEXPLAINED};
pub use reader::{Fields, Read};

use crate::text;

/// Documents deeper than this are refused.
pub const MAX_DEPTH: usize = 32;

/// One value of a document. Numbers are doubles; the order of a map carries no meaning.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing was said.
    #[default]
    Null,
    /// Yes or no.
    Bool(bool),
    /// A double.
    Number(f64),
    /// Text.
    Text(String),
    /// Values in order.
    List(Vec<Value>),
    /// Values by name.
    Map(Map),
}

impl Value {
    /// A list of what `one` makes of each item. Smaller in the module than collecting an iterator.
    #[must_use]
    pub fn list<T>(items: &[T], one: impl Fn(&T) -> Self) -> Self {
        let mut list = Vec::with_capacity(items.len());
        for item in items {
            list.push(one(item));
        }
        Self::List(list)
    }

    /// The value under `name`, where this is a map that has it.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.as_map()?.get(name)
    }

    /// The whole number under `name`, where it is one.
    #[must_use]
    #[inline(never)]
    pub fn whole(&self, name: &str) -> Option<i64> {
        self.get(name)?.as_whole()
    }

    /// The whole number under `name`; 0 where there is none.
    #[must_use]
    #[inline(never)]
    pub fn amount(&self, name: &str) -> i64 {
        self.whole(name).unwrap_or_default()
    }

    /// Whether `true` stands under `name`.
    #[must_use]
    #[inline(never)]
    pub fn flag(&self, name: &str) -> bool {
        self.get(name) == Some(&Self::Bool(true))
    }

    /// The text under `name`, where it is one.
    #[must_use]
    #[inline(never)]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_text()
    }

    /// The items of the list under `name`; none where there is no list.
    #[must_use]
    #[inline(never)]
    pub fn items(&self, name: &str) -> &[Self] {
        self.get(name).and_then(Self::as_list).unwrap_or_default()
    }

    /// The entries of the map under `name`; none where there is no map.
    #[must_use]
    #[inline(never)]
    pub fn entries_of(&self, name: &str) -> &[(String, Self)] {
        self.get(name).map(Self::entries).unwrap_or_default()
    }

    /// What stands under `name`, to keep; null where nothing does.
    #[must_use]
    #[inline(never)]
    pub fn part(&self, name: &str) -> Self {
        self.get(name).cloned().unwrap_or_default()
    }

    /// The value at a dotted path of names (`source.first.channel`).
    #[must_use]
    pub fn at(&self, path: &str) -> Option<&Self> {
        let (mut rest, mut found) = (Some(path), self);
        while let Some(name) = text::next_part(&mut rest, ".") {
            found = found.get(name)?;
        }
        Some(found)
    }

    /// The text, where this is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number, where this is one.
    #[must_use]
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The number as a whole number, where it is one within ±2^53.
    #[must_use]
    pub fn as_whole(&self) -> Option<i64> {
        let number = self.as_number()?;
        (number.trunc() == number && number.abs() <= 9_007_199_254_740_992.0).then_some(number as i64)
    }

    /// The truth value, where this is one.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(yes) => Some(*yes),
            _ => None,
        }
    }

    /// The items, where this is a list.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Self]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    /// The map, where this is one.
    #[must_use]
    pub fn as_map(&self) -> Option<&Map> {
        match self {
            Self::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The entries of a map, sorted by name; none where this is none.
    #[must_use]
    pub fn entries(&self) -> &[(String, Self)] {
        self.as_map().map_or(&[], Map::entries)
    }

    /// Whether nothing is in it: null, empty text, empty list.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Text(text) => text.is_empty(),
            Self::List(items) => items.is_empty(),
            _ => false,
        }
    }

    /// What kind of value this is, for messages.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "true or false",
            Self::Number(_) => "a number",
            Self::Text(_) => "text",
            Self::List(_) => "a list",
            Self::Map(_) => "an object",
        }
    }
}

impl From<bool> for Value {
    fn from(yes: bool) -> Self {
        Self::Bool(yes)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number as f64)
    }
}

impl From<&str> for Value {
    #[inline(never)]
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Map> for Value {
    fn from(map: Map) -> Self {
        Self::Map(map)
    }
}

impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(items: Vec<T>) -> Self {
        let mut list = Vec::with_capacity(items.len());
        for item in items {
            list.push(item.into());
        }
        Self::List(list)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
