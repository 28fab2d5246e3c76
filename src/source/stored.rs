//! What is remembered of a visitor's sources, and its stored form (version 1). It must not know where it is stored.

use super::settings::Settings;
use super::touch::{Arrival, Landing, Touch};
use super::visit::Visit;
use crate::time::DAY;
use crate::value::{Map, Value};

/// The version of the stored form.
const VERSION: i64 = 1;

/// First touch, last touches and visits of one visitor.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// First touches before this time (wall, milliseconds) are void: their window has ended.
    pub(super) since: i64,
    /// The first touch of the window.
    pub(super) first: Option<Touch>,
    /// The latest touch.
    pub(super) last: Option<Touch>,
    /// The latest touch that was not direct.
    pub(super) last_non_direct: Option<Touch>,
    /// The current visit.
    pub(super) visit: Visit,
}

impl Record {
    /// The current visit.
    #[must_use]
    pub fn visit(&self) -> Visit {
        self.visit
    }

    /// The first touch.
    #[must_use]
    pub fn first(&self) -> Option<&Touch> {
        self.first.as_ref()
    }

    /// The latest touch.
    #[must_use]
    pub fn last(&self) -> Option<&Touch> {
        self.last.as_ref()
    }

    /// The latest touch that was not direct.
    #[must_use]
    pub fn last_non_direct(&self) -> Option<&Touch> {
        self.last_non_direct.as_ref()
    }

    /// Takes a landing in: a new visit where the last one is over, a new touch where the landing is one.
    ///
    /// A touch begins with the first page of a visit, or with tags or click ids other than the current touch's.
    /// Reload, back, forward and links inside the site never make one.
    pub fn land(&mut self, landing: &Landing, settings: &Settings, own: &[String]) {
        let arrival = Arrival::new(&landing.url, &landing.referrer, own);
        let starts_visit = self.visit.is_over(landing.at);
        let touch = arrival.touch(landing.at);
        let differs = arrival.is_tagged() && self.last.as_ref().is_none_or(|last| !last.has_same_tags(&touch));
        let enters = starts_visit && !arrival.is_internal();
        if self.first.is_none() || (landing.is_arrival && (enters || differs)) {
            self.accept(touch, settings);
        }
        self.visit = if starts_visit { self.visit.next(landing.at) } else { self.visit.seen_at(landing.at) };
    }

    /// Takes a touch in. The first touch is not overwritten within its window; a direct visit is no last non-direct touch.
    fn accept(&mut self, touch: Touch, settings: &Settings) {
        let is_over = |first: &Touch| touch.at() - first.at() > settings.window_days * DAY;
        if self.first.as_ref().is_some_and(is_over) {
            self.since = touch.at();
            self.first = None;
        }
        self.first.get_or_insert_with(|| touch.clone());
        if !touch.is_direct() {
            self.last_non_direct = Some(touch.clone());
        }
        self.last = Some(touch);
    }

    /// The visitor was seen at `now`; where the visit was over, a new one begins. Tells whether one began.
    pub fn see(&mut self, now: i64) -> bool {
        let starts = self.visit.is_over(now);
        self.visit = if starts { self.visit.next(now) } else { self.visit.seen_at(now) };
        starts
    }

    /// The stored form.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let touch = |touch: &Option<Touch>| touch.as_ref().map(Touch::to_value);
        let visit = Map::new()
            .with("number", self.visit.number)
            .with("started", self.visit.started)
            .with("seen", self.visit.seen);
        Map::new()
            .with("v", VERSION)
            .with("since", self.since)
            .with("first", touch(&self.first))
            .with("last", touch(&self.last))
            .with("last_non_direct", touch(&self.last_non_direct))
            .with("visit", visit)
            .into()
    }

    /// The record out of a stored value. Anything foreign in it is left out; another version is an empty record.
    #[must_use]
    pub fn from_value(value: &Value) -> Self {
        if value.whole("v") != Some(VERSION) {
            return Self::default();
        }
        let touch = |name: &str| value.get(name).and_then(Touch::from_value);
        let time = |path: &str| {
            value.at(path).and_then(Value::as_whole).filter(|ms| (0..=crate::time::LATEST_MS).contains(ms)).unwrap_or(0)
        };
        Self {
            since: time("since"),
            first: touch("first"),
            last: touch("last"),
            last_non_direct: touch("last_non_direct"),
            visit: Visit {
                number: time("visit.number").min(1_000_000),
                started: time("visit.started"),
                seen: time("visit.seen"),
            },
        }
    }
}
