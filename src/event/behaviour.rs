//! What the visitor does on this page and did before: the recognisers of one page and the record across visits. It must
//! not know who may store it.

use super::engaged::Engaged;
use super::scroll::Scroll;
use super::settings::Settings;
use super::stored::Record;
use super::{Event, Happened, stored};
use crate::text;
use crate::value::{Map, Value};

/// The recognisers of one page view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Scroll depth.
    pub scroll: Scroll,
    /// Engaged time.
    pub engaged: Engaged,
}

impl Page {
    /// The recognisers as a value, for the snapshot that a restart begins from.
    #[must_use]
    pub fn to_value(&self) -> Value {
        Map::new().with("scroll", self.scroll.to_value()).with("engaged", self.engaged.to_value()).into()
    }

    /// The recognisers out of a value; anything foreign in it is taken as not seen.
    #[must_use]
    pub fn from_value(value: &Value) -> Self {
        let part = |name: &str| value.part(name);
        Self { scroll: Scroll::from_value(&part("scroll")), engaged: Engaged::from_value(&part("engaged")) }
    }
}

/// Everything known of a visitor's behaviour.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Behaviour {
    /// Across visits.
    pub record: Record,
    /// This page.
    pub page: Page,
    /// Whether the stored record is part of it.
    pub is_read: bool,
    /// The id of this page view, under which its engaged time is kept.
    pub page_id: String,
}

impl Behaviour {
    /// Counts an event under each of its names.
    pub fn count(&mut self, event: &Happened, at: i64) {
        for name in event.counted_as() {
            self.record.count(&name, at);
        }
    }

    /// Brings the record of this visit up to date.
    pub fn measure(&mut self, visit: i64) {
        let engaged = self.page.engaged.total_ms();
        self.record.measure(visit, &self.page_id, engaged, self.page.scroll.deepest(engaged));
    }

    /// Engaged milliseconds and deepest scroll of this visit, as of now.
    #[must_use]
    pub fn totals(&self, visit: i64) -> (i64, i64) {
        let engaged = self.page.engaged.total_ms();
        self.record.totals(visit, &self.page_id, engaged, self.page.scroll.deepest(engaged))
    }

    /// Takes in what another tab knows.
    pub fn join(&mut self, other: &Record) {
        self.record = stored::join(&self.record, other);
    }

    /// The events of the marks that engaged time has reached by now.
    pub fn marks(&mut self, settings: &Settings) -> Vec<Event> {
        let engaged = self.page.engaged.total_ms();
        let mark = |name: &str, property: &str, mark: i64| {
            Event::new(name).of(text::number_text(mark as f64)).with(property, mark)
        };
        let mut events = Vec::new();
        for seconds in self.page.engaged.reached(&settings.engaged_marks) {
            events.push(mark("time.engaged", "seconds", seconds));
        }
        for percent in self.page.scroll.earned(engaged, &settings.scroll_marks) {
            events.push(mark("scroll.depth", "percent", percent));
        }
        events
    }

    /// When (monotonic) the next mark falls due if the visitor stays.
    #[must_use]
    pub fn next_mark_at(&self, settings: &Settings) -> Option<i64> {
        let engaged = &self.page.engaged;
        let depth = self.page.scroll.next_at(engaged.total_ms(), &settings.scroll_marks);
        let soonest = match (engaged.next_mark(&settings.engaged_marks), depth) {
            (Some(mark), Some(depth)) => mark.min(depth),
            (mark, depth) => mark.or(depth)?,
        };
        engaged.when(soonest)
    }

    /// The events of viewing a page: `page.view`, and `keypage.view` for each pattern that its path fits.
    #[must_use]
    pub fn views(path: &str, settings: &Settings) -> Vec<Event> {
        let mut events = vec![Event::new("page.view")];
        for key in &settings.key_pages {
            if text::is_like(path, &key.path) {
                events.push(Event::new("keypage.view").of(key.name.as_str()).with("name", key.name.as_str()));
            }
        }
        events
    }

    /// The counters by name, as leads show them.
    #[must_use]
    pub fn events(&self) -> Map {
        let mut events = Map::new();
        for (name, counter) in self.record.counters() {
            events.set(name, counter.to_value());
        }
        events
    }

    /// The names of the key pages that were seen.
    #[must_use]
    pub fn key_pages(&self, settings: &Settings) -> Value {
        let seen =
            |name: &str| self.record.counters().any(|(counted, _)| counted.strip_prefix("keypage.") == Some(name));
        let mut names: Vec<Value> = Vec::new();
        for key in &settings.key_pages {
            if seen(&key.name) {
                names.push(key.name.as_str().into());
            }
        }
        Value::List(names)
    }
}
