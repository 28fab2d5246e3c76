//! A touch: one arrival as it is remembered and as leads show it. It must not decide which touch is remembered.

use std::cmp::Ordering;

use super::channel::{CLASSES, Channel, Class, class_of};
use super::rule::Evidence;
use crate::text;
use crate::value::{Map, Value, json};

/// One arrival: `at`, `visit`, `channel`, `class` (of an owner's own channel), `source`, `medium`, `campaign`, `evidence`,
/// `rule`, `conflict`, `page`, `referrer`, `tags`, `click_ids`.
#[derive(Clone, Debug, PartialEq)]
pub struct Touch(Map);

/// The texts of a touch, each with the short name that the cookie has for it.
pub(super) const TEXTS: &[(&str, &str)] = &[
    ("channel", "c"),
    ("class", "l"),
    ("source", "s"),
    ("medium", "m"),
    ("campaign", "n"),
    ("evidence", "e"),
    ("rule", "u"),
    ("conflict", "x"),
    ("page", "p"),
    ("referrer", "r"),
];

impl Touch {
    pub(super) fn new(record: Map) -> Self {
        Self(record)
    }

    /// When: wall time in milliseconds.
    #[must_use]
    pub fn at(&self) -> i64 {
        self.whole("at")
    }

    /// The number of the visit that it belongs to; 0 where that is not known.
    #[must_use]
    pub fn visit(&self) -> i64 {
        self.whole("visit")
    }

    fn whole(&self, name: &str) -> i64 {
        self.0.get(name).and_then(Value::as_whole).unwrap_or_default()
    }

    /// The text of a field; empty where there is none.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.0.get(name).and_then(Value::as_text).unwrap_or_default()
    }

    /// The value of a tag; empty where there is none.
    #[must_use]
    pub fn tag(&self, name: &str) -> &str {
        self.0.get("tags").and_then(|tags| tags.text(name)).unwrap_or_default()
    }

    /// The channel's name.
    #[must_use]
    pub fn channel(&self) -> &str {
        self.text("channel")
    }

    /// Who earns it.
    #[must_use]
    pub fn class(&self) -> Class {
        let own = CLASSES.iter().find(|(word, _)| *word == self.text("class")).map(|(_, class)| *class);
        own.unwrap_or_else(|| class_of(self.channel()))
    }

    /// Whether nothing told where the visitor came from, or what did is gone.
    #[must_use]
    pub fn is_direct(&self) -> bool {
        self.channel() == Channel::Direct.name() || self.text("evidence") == Evidence::Unknown.word()
    }

    /// Whether another touch carries the same tags and click ids.
    #[must_use]
    pub fn has_same_tags(&self, other: &Self) -> bool {
        let is_same = |name: &str| self.0.get(name) == other.0.get(name);
        is_same("tags") && is_same("click_ids") && (!other.is_decided_by_owner() || is_same("rule"))
    }

    /// Whether a rule of the owner's decided.
    pub(super) fn is_decided_by_owner(&self) -> bool {
        self.text("evidence") == Evidence::Own.word()
    }

    /// The touch as one of a visit.
    #[must_use]
    pub(super) fn in_visit(mut self, number: i64) -> Self {
        self.0.set("visit", number);
        self
    }

    /// The touch without a field.
    pub(super) fn shed(&mut self, field: &str) {
        self.0.remove(field);
    }

    /// The touch with a text cut to `max` characters.
    pub(super) fn shorten(&mut self, field: &str, max: usize) {
        let short = text::cut(self.text(field), max).to_owned();
        self.0.set_some(field, short);
    }

    /// Which touch this is, before or after another. Two copies of one touch are equal, however much each of them kept.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        (self.at(), self.channel()).cmp(&(other.at(), other.channel()))
    }

    /// Of two copies of one touch the one that kept more.
    pub(super) fn fuller(self, other: Self) -> Self {
        let weight = |touch: &Self| {
            let text = json::write(&touch.to_value());
            (text.len(), text)
        };
        if weight(&other) > weight(&self) { other } else { self }
    }

    /// The touch as a value.
    #[must_use]
    pub fn to_value(&self) -> Value {
        Value::Map(self.0.clone())
    }

    /// A touch out of a foreign value: only known fields, cleaned and bounded; `None` without time and channel.
    #[must_use]
    pub fn from_value(value: &Value) -> Option<Self> {
        let mut record = Map::new();
        let at = value.whole("at").filter(|at| (0..=crate::time::LATEST_MS).contains(at))?;
        record.set("at", at);
        if let Some(visit) = value.whole("visit").filter(|number| (1..=super::visit::MOST_VISITS).contains(number)) {
            record.set("visit", visit);
        }
        for (name, _) in TEXTS {
            record.set_some(name, value.text(name).map(|found| text::clean(found, 512)));
        }
        for name in ["tags", "click_ids"] {
            let pairs: Map = value.get(name).and_then(Value::as_map).map(texts_of).unwrap_or_default();
            if !pairs.is_empty() {
                record.set(name, pairs);
            }
        }
        record.get("channel").is_some().then_some(Self(record))
    }
}

fn texts_of(map: &Map) -> Map {
    let mut texts = Map::new();
    for (name, value) in map.iter().filter(|(name, _)| name.len() <= 64).take(32) {
        if let Some(found) = value.as_text() {
            texts.set_some(name, text::clean(found, 255));
        }
    }
    texts
}
