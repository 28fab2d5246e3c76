//! What is remembered of a visitor's sources, and its stored form (version 1). It must not know where it is stored.

use super::arrival::{Arrival, Landing};
use super::settings::Settings;
use super::touch::Touch;
use super::visit::Visit;
use crate::time::{DAY, LATEST_MS};
use crate::value::{Map, Value};

/// The version of the stored form.
const VERSION: i64 = 1;
/// How many of the latest touches are remembered beside the first: twenty between the first and the last, and the last.
pub(super) const MOST_TOUCHES: usize = 21;

/// First touch, last touches and visits of one visitor.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// First touches before this time (wall, milliseconds) are void: their window has ended.
    pub(super) since: i64,
    /// The first touch of the window.
    pub(super) first: Option<Touch>,
    /// The latest touch that was not direct.
    pub(super) last_non_direct: Option<Touch>,
    /// The latest touches in order of time, up to [`MOST_TOUCHES`].
    pub(super) touches: Vec<Touch>,
    /// The current visit.
    pub(super) visit: Visit,
}

impl Record {
    /// The current visit.
    #[must_use]
    pub fn visit(&self) -> &Visit {
        &self.visit
    }

    /// Gives the visit its code, where it has none.
    pub fn name_visit(&mut self, code: impl FnOnce() -> String) {
        if self.visit.code.is_empty() && self.visit.number > 0 {
            self.visit.code = code();
        }
    }

    /// The visitor was seen at a time, without a rest in between.
    pub fn go_on(&mut self, seen: i64) {
        self.visit = self.visit.seen_at(seen);
    }

    /// The first touch.
    #[must_use]
    pub fn first(&self) -> Option<&Touch> {
        self.first.as_ref()
    }

    /// The latest touch.
    #[must_use]
    pub fn last(&self) -> Option<&Touch> {
        self.touches.last()
    }

    /// The latest touch that was not direct.
    #[must_use]
    pub fn last_non_direct(&self) -> Option<&Touch> {
        self.last_non_direct.as_ref()
    }

    /// The touches between the first and the last, in order of time, up to 20: the latest of them.
    #[must_use]
    pub fn between(&self) -> &[Touch] {
        let end = self.touches.len().saturating_sub(1);
        let is_before = |touch: &Touch| self.first.as_ref().is_some_and(|first| touch.order(first).is_le());
        let start = self.touches.partition_point(is_before).max(end.saturating_sub(MOST_TOUCHES - 1));
        self.touches.get(start..end).unwrap_or_default()
    }

    /// Takes a landing in: a new visit where the last one is over, a new touch where the landing is one. Tells whether it
    /// was one.
    ///
    /// A touch begins with the first page of a visit, or with tags or click ids other than the current touch's.
    /// Reload, back, forward and links inside the site never make one; neither do pages for payment and sign-in. Where the
    /// beginning of the visit was not kept, tags and click ids are read from the address of the page before.
    pub fn land(&mut self, landing: &Landing, settings: &Settings, own: &[String]) -> bool {
        let is_over = self.visit.is_over(landing.at);
        let mut arrival = Arrival::new(&landing.url, &landing.referrer, own);
        if (self.first.is_none() || is_over) && arrival.is_internal() && !arrival.is_tagged() {
            let before = Arrival::recovered(&landing.referrer, own);
            arrival = if before.is_tagged() { before } else { arrival };
        }
        let touch = arrival.touch(landing.at, settings);
        let is_own = touch.is_decided_by_owner();
        let differs = (arrival.is_tagged() || is_own) && self.last().is_none_or(|last| !last.has_same_tags(&touch));
        // Another touch is another visit, however soon it comes.
        let is_later = landing.at >= self.visit.started;
        let starts_visit = is_over || landing.is_arrival && differs && is_later && self.first.is_some();
        let seen = self.visit.seen;
        self.visit = if starts_visit { self.visit.next(landing.at) } else { self.visit.seen_at(landing.at) };
        if !is_over {
            self.visit = self.visit.seen_at(seen);
        }
        let touch = touch.in_visit(self.visit.number);
        let enters = starts_visit && !arrival.is_passed();
        // Another tab may have been granted first, and have landed later.
        let is_earlier = self.first().is_some_and(|first| touch.order(first).is_lt()) && !arrival.is_passed();
        let is_touch = self.first.is_none() || landing.is_arrival && (enters || differs || is_earlier);
        if is_touch {
            self.accept(touch, settings);
        }
        is_touch
    }

    /// Takes a touch in. The first touch is not overwritten within its window; a direct visit is no last non-direct touch.
    fn accept(&mut self, touch: Touch, settings: &Settings) {
        let is_over = |first: &Touch| touch.at() - first.at() > settings.window_days * DAY;
        if self.first.as_ref().is_some_and(is_over) {
            self.since = touch.at();
            self.first = None;
        }
        let is_first = |known: &Touch| touch.order(known).is_lt() && touch.at() >= self.since;
        if self.first.as_ref().is_none_or(is_first) {
            self.first = Some(touch.clone());
        }
        let is_later = |known: &Touch| touch.order(known).is_gt();
        if !touch.is_direct() && self.last_non_direct.as_ref().is_none_or(is_later) {
            self.last_non_direct = Some(touch.clone());
        }
        add(&mut self.touches, touch);
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
        Map::new()
            .with("v", VERSION)
            .with("since", self.since)
            .with("first", touch(&self.first))
            .with("last_non_direct", touch(&self.last_non_direct))
            .with("touches", Value::list(&self.touches, Touch::to_value))
            .with("visit", self.visit.to_value())
            .into()
    }

    /// The record out of a stored value. Anything foreign in it is left out; another version is an empty record.
    #[must_use]
    pub fn from_value(value: &Value) -> Self {
        if value.whole("v") != Some(VERSION) {
            return Self::default();
        }
        let touch = |name: &str| value.get(name).and_then(Touch::from_value);
        let mut touches = Vec::new();
        for found in value.items("touches").iter().filter_map(Touch::from_value) {
            add(&mut touches, found);
        }
        Self {
            since: value.whole("since").filter(|ms| (0..=LATEST_MS).contains(ms)).unwrap_or(0),
            first: touch("first"),
            last_non_direct: touch("last_non_direct"),
            touches,
            visit: value.get("visit").map(Visit::from_value).unwrap_or_default(),
        }
    }
}

/// Adds a touch to others in order of time: of two copies the fuller one stays, of too many the latest.
pub(super) fn add(touches: &mut Vec<Touch>, touch: Touch) {
    let place = touches.partition_point(|known| known.order(&touch).is_lt());
    match touches.get_mut(place).filter(|known| known.order(&touch).is_eq()) {
        Some(known) => *known = known.clone().fuller(touch),
        None => touches.insert(place, touch),
    }
    // The latest of each class stays, however long ago: the model of significant touches asks for it.
    if touches.len() > MOST_TOUCHES {
        let is_latest =
            |place: usize, touch: &Touch| touches.iter().skip(place + 1).all(|later| later.class() != touch.class());
        let oldest = touches.iter().enumerate().position(|(place, touch)| !is_latest(place, touch));
        touches.remove(oldest.unwrap_or_default());
    }
}
