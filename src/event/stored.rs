//! What is remembered of a visitor's behaviour, its stored form (version 1) and its join. It must not know where it is
//! stored.

use super::counter::{Counter, MOST_THINGS, MOST_TIMES};
use super::limit::Tally;
use crate::text;
use crate::time::{DAY, LATEST_MS};
use crate::value::{Map, Value};

/// The version of the stored form.
const VERSION: i64 = 1;
/// The most names that are counted.
const MOST_NAMES: usize = 200;
/// The most pages of one visit whose engaged time is kept apart.
const MOST_PAGES: usize = 50;

/// Counters across visits, and the engaged time and deepest scroll of the current visit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    pub(super) counters: Vec<(String, Counter)>,
    /// The visit that `engaged`, `scroll` and `tally` belong to, by its beginning: wall time in milliseconds.
    pub(super) visit: i64,
    /// Engaged milliseconds by page load.
    pub(super) engaged: Vec<(String, i64)>,
    /// Deepest scroll in whole percent.
    pub(super) scroll: i64,
    /// What counts towards limits of this visit.
    pub(super) tally: Tally,
}

fn slot<'a, T: Default>(list: &'a mut Vec<(String, T)>, name: &str) -> &'a mut T {
    let place = list.binary_search_by(|(key, _)| key.as_str().cmp(name)).unwrap_or_else(|place| {
        list.insert(place, (name.to_owned(), T::default()));
        place
    });
    #[expect(clippy::indexing_slicing, reason = "the place was found or filled just above")]
    &mut list[place].1
}

impl Record {
    /// Counts a name; `thing` stands for what it was done to, where that is told apart.
    pub fn count(&mut self, name: &str, at: i64, thing: Option<i64>) {
        let is_known = self.counters.iter().any(|(known, _)| known == name);
        if is_known || self.counters.len() < MOST_NAMES {
            let counter = slot(&mut self.counters, name);
            counter.add(at);
            if let Some(thing) = thing {
                counter.note(thing);
            }
        }
    }

    /// Whether a thing was not counted under a name yet, and there is place for it.
    pub fn is_new(&self, name: &str, thing: i64) -> bool {
        let known = self.counters.iter().find(|(known, _)| known == name);
        known.is_none_or(|(_, counter)| counter.things.len() < MOST_THINGS && !counter.things.contains(&thing))
    }

    /// When a name was counted last: wall time in milliseconds; 0 where it never was.
    #[must_use]
    pub fn last(&self, name: &str) -> i64 {
        self.counters.iter().find(|(known, _)| known == name).map_or(0, |(_, counter)| counter.last())
    }

    /// Another visit begins afresh: a later one, or one by a clock that is right again.
    fn turn(&mut self, visit: i64) {
        if visit > self.visit || self.visit - visit > DAY {
            (self.visit, self.engaged, self.scroll, self.tally) = (visit, Vec::new(), 0, Tally::default());
        }
    }

    /// What was measured for one visit belongs to another: its beginning became known.
    pub fn belong(&mut self, from: i64, to: i64) {
        if self.visit == from && from > 0 {
            self.visit = to;
        }
    }

    /// What counts towards limits of a visit; `None` for one that is over.
    pub fn tally(&mut self, visit: i64) -> Option<&mut Tally> {
        self.turn(visit);
        (visit == self.visit).then_some(&mut self.tally)
    }

    /// Puts the engaged time and the scroll of one page load in place; a new visit starts afresh.
    pub fn measure(&mut self, visit: i64, page: &str, engaged_ms: i64, scroll: i64) {
        self.turn(visit);
        if visit == self.visit {
            *slot(&mut self.engaged, page) = engaged_ms;
            self.scroll = self.scroll.max(scroll);
        }
    }

    /// Engaged milliseconds and deepest scroll of a visit, with a page load whose times are not put in place yet: what
    /// [`measure`](Self::measure) would bring about.
    #[must_use]
    pub fn totals(&self, visit: i64, page: &str, engaged_ms: i64, scroll: i64) -> (i64, i64) {
        let (mut engaged, mut deepest) = (engaged_ms, scroll);
        if visit <= self.visit {
            deepest = if visit == self.visit { scroll.max(self.scroll) } else { self.scroll };
            engaged = if visit == self.visit { engaged_ms } else { 0 };
            for (known, ms) in &self.engaged {
                if visit < self.visit || known != page {
                    engaged += ms;
                }
            }
        }
        (engaged, deepest)
    }

    /// The counters by name.
    pub fn counters(&self) -> impl Iterator<Item = (&str, &Counter)> {
        self.counters.iter().map(|(name, counter)| (name.as_str(), counter))
    }

    /// The stored form.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let counter = |counter: &Counter| {
            Map::new()
                .with("n", counter.count)
                .with("f", counter.first)
                .with("t", counter.times.clone())
                .with_some("o", counter.things.clone())
        };
        let (mut counters, mut engaged) = (Map::new(), Map::new());
        for (name, found) in &self.counters {
            counters.set(name, counter(found));
        }
        for (page, ms) in &self.engaged {
            engaged.set(page, *ms);
        }
        Map::new()
            .with("v", VERSION)
            .with("counters", counters)
            .with("visit", self.visit)
            .with("engaged", engaged)
            .with("scroll", self.scroll)
            .with_some("tally", self.tally.to_value())
            .into()
    }

    /// The record out of a stored value; anything foreign in it is left out, another version is an empty record.
    #[must_use]
    pub fn from_value(value: &Value) -> Self {
        let mut record = Self::default();
        if value.whole("v") != Some(VERSION) {
            return record;
        }
        let whole = |value: Option<&Value>, most: i64| {
            value.and_then(Value::as_whole).filter(|number| (0..=most).contains(number))
        };
        for (name, found) in value.entries_of("counters").iter().take(MOST_NAMES) {
            let numbers = |name: &str, most: usize| {
                let mut kept = Vec::new();
                for number in found.items(name).iter().take(most) {
                    kept.extend(whole(Some(number), LATEST_MS));
                }
                kept
            };
            let (times, things) = (numbers("t", MOST_TIMES), numbers("o", MOST_THINGS));
            let counted = whole(found.get("n"), 1_000_000_000).zip(whole(found.get("f"), LATEST_MS));
            if let (true, Some((count, first))) = (is_counted(name), counted) {
                let joined = Counter { count, first, times, things }.join(&Counter::default());
                record.counters.push((name.clone(), joined));
            }
        }
        record.visit = whole(value.get("visit"), LATEST_MS).unwrap_or(0);
        record.scroll = whole(value.get("scroll"), 100).unwrap_or(0);
        record.tally = Tally::from_value(&value.part("tally"));
        for (page, ms) in value.entries_of("engaged").iter().take(MOST_PAGES) {
            if let (true, Some(ms)) = (text::is_name(page), whole(Some(ms), LATEST_MS)) {
                record.engaged.push((page.clone(), ms));
            }
        }
        record
    }
}

/// Whether a name can be one that is counted: a name with what stands around it.
#[must_use]
pub fn is_counted(name: &str) -> bool {
    let is_plain = |c: u8| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'_' | b'.');
    !name.is_empty() && name.len() <= 100 && name.bytes().all(is_plain)
}

/// What two tabs know together: commutative, associative, idempotent.
#[must_use]
pub fn join(left: &Record, right: &Record) -> Record {
    let mut out = Record { visit: left.visit.max(right.visit), ..Record::default() };
    for record in [left, right] {
        for (name, counter) in &record.counters {
            let slot = slot(&mut out.counters, name);
            *slot = slot.join(counter);
        }
        if record.visit == out.visit {
            out.scroll = out.scroll.max(record.scroll);
            out.tally.join(&record.tally);
            for (page, ms) in &record.engaged {
                let slot = slot(&mut out.engaged, page);
                *slot = (*slot).max(*ms);
            }
        }
    }
    // The pages with the most time stay: a choice that does not depend on the order of joining.
    while out.engaged.len() > MOST_PAGES {
        let mut least = 0;
        let key = |place: usize| out.engaged.get(place).map(|(page, ms)| (*ms, page));
        for place in 1..out.engaged.len() {
            if key(place) < key(least) {
                least = place;
            }
        }
        out.engaged.remove(least);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn record() -> impl Strategy<Value = Record> {
        let counts = prop::collection::vec(("[ab]\\.[xy]", 0i64..90), 0..120);
        let pages = prop::collection::vec(("[a-f]{1,2}", 0i64..1000, 0i64..100), 0..8);
        (counts, 0i64..3, pages).prop_map(|(counts, visit, pages)| {
            let mut record = Record::default();
            counts.iter().for_each(|(name, at)| record.count(name, *at, Some(at % 60)));
            for (name, _) in &counts {
                record.tally(visit).map(|tally| tally.take_one(name, 99));
            }
            pages.iter().for_each(|(page, ms, scroll)| record.measure(visit, page, *ms, *scroll));
            record
        })
    }

    proptest! {
        #[test]
        fn the_join_is_commutative_associative_and_idempotent(a in record(), b in record(), c in record()) {
            prop_assert_eq!(join(&a, &b), join(&b, &a));
            prop_assert_eq!(join(&join(&a, &b), &c), join(&a, &join(&b, &c)));
            prop_assert_eq!(join(&a, &a), a);
        }

        #[test]
        fn the_stored_form_keeps_the_record(a in record()) {
            prop_assert_eq!(Record::from_value(&a.to_value()), a);
        }
    }

    #[test]
    fn counts_of_two_tabs_add_up() {
        let (mut left, mut right) = (Record::default(), Record::default());
        left.count("click.phone", 10, None);
        right.count("click.phone", 20, None);
        right.count("click.phone", 20, None);
        let both = join(&left, &right);
        let (_, counter) = both.counters().next().unwrap();
        assert_eq!((counter.count, counter.first, counter.last()), (3, 10, 21));
    }

    proptest! {
        #[test]
        fn totals_are_those_of_the_record_once_it_is_measured(a in record(), visit in 0i64..4, ms in 0i64..99, scroll in 0i64..100) {
            let mut measured = a.clone();
            measured.measure(visit, "ab", ms, scroll);
            let sum: i64 = measured.engaged.iter().map(|(_, ms)| ms).sum();
            prop_assert_eq!(a.totals(visit, "ab", ms, scroll), (sum, measured.scroll));
        }
    }

    #[test]
    fn names_beyond_the_bound_are_not_counted() {
        let mut record = Record::default();
        (0..300).for_each(|n| record.count(&format!("custom.n{n}"), 1, None));
        assert_eq!(record.counters().count(), 200);
    }
}
