//! The log: the newest events of this page load, for whoever looks over its shoulder. It must not be stored or sent.

use crate::value::{Map, Value};

/// The most events that are kept.
const MOST_EVENTS: usize = 200;

/// The newest events, and how many older ones were dropped.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Log {
    events: Vec<Value>,
    dropped: i64,
}

impl Log {
    /// Takes an event in: its name beside its detail.
    pub fn add(&mut self, name: &str, detail: Map) {
        if self.events.len() == MOST_EVENTS {
            self.events.remove(0);
            self.dropped += 1;
        }
        self.events.push(detail.with("name", name).into());
    }

    /// The log as a page reads it: `{ events, dropped }`.
    #[must_use]
    pub fn to_value(&self) -> Value {
        Map::new().with("events", self.events.clone()).with("dropped", self.dropped).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_events_are_dropped_and_counted() {
        let mut log = Log::default();
        (0..250).for_each(|n| log.add("custom.step", Map::new().with("n", i64::from(n))));
        let told = log.to_value();
        assert_eq!((told.items("events").len(), told.whole("dropped")), (MOST_EVENTS, Some(50)));
        assert_eq!(told.items("events")[0].whole("n"), Some(50));
    }
}
