//! Limits: how often an event may count on a page, in a visit, or of one object. It must not know what an event means.

use super::Happened;
use crate::text;
use crate::value::{Map, Value};

/// What a limit is counted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum Per {
    /// One view of a page.
    Page,
    /// A visit.
    #[default]
    Visit,
    /// One object in a visit: the same file, the same page, the same form.
    Object,
}

/// The words of what a limit is counted by.
pub const PERS: &[(&str, Per)] = &[("page", Per::Page), ("visit", Per::Visit), ("object", Per::Object)];

/// What an owner says of one event.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Rule {
    /// Whether the event is told and counted. Default true.
    #[cfg_attr(feature = "cli", schemars(default, extend("default" = true)))]
    pub on: bool,
    /// How often it is told and counted at most; what comes after is not. 1 to 50, default without a limit.
    #[cfg_attr(feature = "cli", schemars(default, range(min = 1, max = 50)))]
    pub limit: Option<i64>,
    /// What the limit is counted by: one view of a `page`, a `visit`, or one `object` in a visit. Default `visit`.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub per: Per,
}

impl Default for Rule {
    fn default() -> Self {
        Self { on: true, limit: None, per: Per::default() }
    }
}

/// The most keys of a tally.
const MOST_KEYS: usize = 200;

/// How often something happened, by key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally(Vec<(String, i64)>);

impl Tally {
    /// How often a key was added.
    #[must_use]
    pub fn count(&self, key: &str) -> i64 {
        self.0.iter().find(|(known, _)| known == key).map_or(0, |(_, count)| *count)
    }

    /// Adds a key, unless it was added `most` times or there is no place for it; tells whether it was added.
    pub fn take_one(&mut self, key: &str, most: i64) -> bool {
        let before = self.count(key);
        let has_place = before > 0 || self.0.len() < MOST_KEYS;
        let is_taken = before < most && has_place;
        if is_taken {
            self.raise(key, before + 1);
        }
        is_taken
    }

    /// Adds a key for the first time; tells whether it was added.
    pub fn once(&mut self, key: &str) -> bool {
        self.take_one(key, 1)
    }

    /// Brings a key to a count, unless it has a greater one.
    fn raise(&mut self, key: &str, count: i64) {
        match self.0.binary_search_by(|(known, _)| known.as_str().cmp(key)) {
            Ok(place) => {
                if let Some((_, known)) = self.0.get_mut(place) {
                    *known = count.max(*known);
                }
            }
            Err(place) => self.0.insert(place, (key.to_owned(), count)),
        }
    }

    /// What two tabs know together: the greater count of each key; of more than 200 the first.
    pub fn join(&mut self, other: &Self) {
        for (key, count) in &other.0 {
            self.raise(key, *count);
        }
        self.0.truncate(MOST_KEYS);
    }

    /// The tally as a value.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let mut map = Map::new();
        for (key, count) in &self.0 {
            map.set(key, *count);
        }
        map.into()
    }

    /// The tally out of a value; anything foreign in it is left out.
    #[must_use]
    pub fn from_value(value: &Value) -> Self {
        let mut tally = Self::default();
        for (key, count) in value.entries().iter().take(MOST_KEYS) {
            let count = count.as_whole().filter(|count| (1..=1_000_000).contains(count));
            if let (true, Some(count)) = (text::fits(key, 150), count) {
                tally.raise(key, count);
            }
        }
        tally
    }
}

/// A short stand-in for a thing: FNV-1a, 32 bits. Enough to tell the things of one visitor apart, too little to tell what
/// they were.
#[must_use]
pub(super) fn hash(thing: &str) -> i64 {
    let mut hash: u32 = 0x811c_9dc5;
    for byte in thing.bytes() {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    i64::from(hash)
}

/// The key by which an event's limit is counted.
#[must_use]
pub(super) fn key(event: &Happened, per: Per) -> String {
    let object = match per {
        Per::Object => event.thing.as_deref().or(event.also.as_deref()).unwrap_or_default(),
        _ => return event.name.clone(),
    };
    text::concat(&[&event.name, "#", &text::number_text(hash(object) as f64)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Event;
    use proptest::prelude::*;

    #[test]
    fn what_has_no_place_any_more_is_not_told_again_and_again() {
        let mut tally = Tally::default();
        assert!((0..200).all(|n| tally.once(&format!("k{n}"))));
        assert!(!tally.once("one more") && !tally.once("k0"));
    }

    #[test]
    fn a_limit_of_an_object_is_counted_by_its_thing() {
        let of = |thing: &str| key(&Event::new("click.download").on(thing).into_inner(), Per::Object);
        assert_eq!(of("/a.pdf"), of("/a.pdf"));
        assert_ne!(of("/a.pdf"), of("/b.pdf"));
        assert_eq!(key(&Event::new("click.download").on("/a.pdf").into_inner(), Per::Visit), "click.download");
    }

    fn tally() -> impl Strategy<Value = Tally> {
        prop::collection::vec("[a-e]", 0..20).prop_map(|keys| {
            let mut tally = Tally::default();
            for key in &keys {
                tally.take_one(key, 100);
            }
            tally
        })
    }

    proptest! {
        #[test]
        fn tallies_join_to_the_greater_count(a in tally(), b in tally()) {
            let mut joined = a.clone();
            joined.join(&b);
            for key in ["a", "b", "c", "d", "e"] {
                prop_assert_eq!(joined.count(key), a.count(key).max(b.count(key)));
            }
            prop_assert_eq!(Tally::from_value(&joined.to_value()), joined);
        }
    }
}
