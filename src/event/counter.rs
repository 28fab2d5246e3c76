//! Counters: how often, when first, when last, and the newest times. It must not know what it counts.

use crate::value::{Map, Value};

/// The newest times that are kept of one name.
pub const MOST_TIMES: usize = 50;
/// The most things of one name that are told apart.
pub(super) const MOST_THINGS: usize = 50;

/// How often one name was counted. Exact up to [`MOST_TIMES`] over all tabs; beyond that, what several tabs counted at
/// the same time may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counter {
    /// How often.
    pub count: i64,
    /// When first: wall time in milliseconds.
    pub first: i64,
    /// The newest times, ascending, each once: wall times in milliseconds.
    pub times: Vec<i64>,
    /// Short stand-ins for the things that it was counted of, ascending; of more than 50 the
    /// smallest.
    pub things: Vec<i64>,
}

impl Counter {
    /// Counts once more at `at`. A time that is taken moves on by a millisecond, so that each count is one time.
    pub fn add(&mut self, at: i64) {
        let mut free = at;
        while self.times.contains(&free) {
            free += 1;
        }
        let one = Self { count: self.count + 1, first: free, times: vec![free], things: Vec::new() };
        *self = self.join(&one);
    }

    /// Notes what was counted.
    pub fn note(&mut self, thing: i64) {
        merge(&mut self.things, &[thing]);
        self.things.truncate(MOST_THINGS);
    }

    /// When last.
    #[must_use]
    pub fn last(&self) -> i64 {
        self.times.last().copied().unwrap_or(self.first)
    }

    /// What two tabs know together: commutative, associative, idempotent.
    #[must_use]
    pub fn join(&self, other: &Self) -> Self {
        let (mut times, mut things) = (Vec::new(), Vec::new());
        for known in [self, other] {
            merge(&mut times, &known.times);
            merge(&mut things, &known.things);
        }
        things.truncate(MOST_THINGS);
        let times = times.split_off(times.len().saturating_sub(MOST_TIMES));
        let count = self.count.max(other.count).max(times.len() as i64);
        let first =
            if self.count == 0 || (other.count > 0 && other.first < self.first) { other.first } else { self.first };
        Self { count, first, times, things }
    }

    /// The counter as leads and facts show it: `count`, `first`, `last`, `distinct` where things are told apart, and the
    /// newest `times` where they are asked for. What lies before `earliest` does not count any more; `None` where nothing is
    /// left.
    #[must_use]
    pub fn to_value(&self, with_times: bool, earliest: i64) -> Option<Value> {
        let (mut count, mut first, mut times) = (self.count, self.first, self.times.as_slice());
        if first < earliest {
            times = times.get(times.partition_point(|time| *time < earliest)..)?;
            first = *times.first()?;
            count = times.len() as i64;
        }
        let distinct = Some((self.things.len() as i64).min(count)).filter(|count| *count > 0);
        let told = Map::new()
            .with("count", count)
            .with("first", first)
            .with("last", times.last().copied().unwrap_or(first))
            .with_some("distinct", distinct)
            .with_some("times", with_times.then(|| Value::list(times, |time| (*time).into())));
        Some(told.into())
    }
}

/// Adds numbers to an ascending list, each once.
fn merge(list: &mut Vec<i64>, others: &[i64]) {
    for other in others {
        if let Err(place) = list.binary_search(other) {
            list.insert(place, *other);
        }
    }
}
