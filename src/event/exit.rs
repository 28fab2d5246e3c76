//! `exit.intent`: the visitor is about to leave. It must not keep the visitor from leaving.

use super::Event;
use crate::time::SECOND;
use crate::value::list;

/// Nobody who has just arrived is leaving yet.
const NOT_BEFORE_MS: i64 = 5 * SECOND;
/// A flick up covers at least this part of the viewport …
const FLICK: f64 = 1.0;
/// … within so many milliseconds …
const FLICK_MS: i64 = 500;
/// … and ends at most so many CSS pixels below the top.
const NEAR_TOP_PX: f64 = 300.0;
/// How long a page has moved when its position is taken for the first time.
const SAMPLE_MS: i64 = 400;

/// Where a page was scrolled to in the last half second, and when the page view began (monotonic milliseconds).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Exit {
    began: i64,
    positions: Vec<(i64, f64)>,
}

impl Exit {
    /// The exit of a page view that begins at `now`.
    #[must_use]
    pub fn new(now: i64) -> Self {
        Self { began: now, positions: Vec::new() }
    }

    /// The pointer left the page through its top.
    #[must_use]
    pub fn leave(&self, now: i64) -> Option<Event> {
        self.tell(now, "pointer")
    }

    /// The page was scrolled by touch; all in CSS pixels.
    pub fn scroll(&mut self, now: i64, top: f64, viewport: f64) -> Option<Event> {
        // A page that rested stood where it was last until it moved.
        let rested = self.positions.last().map(|(_, top)| (now - SAMPLE_MS, *top));
        list::drop_where(&mut self.positions, &|(at, _)| now - at > FLICK_MS);
        if self.positions.is_empty() {
            self.positions.extend(rested);
        }
        let is_flick = top <= NEAR_TOP_PX
            && viewport > 0.0
            && self.positions.iter().any(|(_, before)| before - top >= viewport * FLICK);
        self.positions.push((now, top));
        if is_flick { self.tell(now, "scroll") } else { None }
    }

    fn tell(&self, now: i64, by: &str) -> Option<Event> {
        (now - self.began >= NOT_BEFORE_MS).then(|| Event::new("exit.intent").with("by", by))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_that_leaves_through_the_top_counts_after_five_seconds() {
        let exit = Exit::new(1_000);
        assert!(exit.leave(5_999).is_none());
        assert!(exit.leave(6_000).is_some());
    }

    #[test]
    fn a_flick_up_to_the_top_counts_and_a_slow_way_up_does_not() {
        let mut exit = Exit::new(0);
        assert!(exit.scroll(10_000, 1_200.0, 700.0).is_none());
        assert!(exit.scroll(10_400, 250.0, 700.0).is_some());
        let mut slow = Exit::new(0);
        assert!(slow.scroll(10_000, 1_200.0, 700.0).is_none());
        assert!(slow.scroll(10_400, 700.0, 700.0).is_none());
        assert!(slow.scroll(10_800, 250.0, 700.0).is_none());
        let mut rested = Exit::new(0);
        assert!(rested.scroll(10_000, 1_200.0, 700.0).is_none());
        assert!(rested.scroll(20_000, 250.0, 700.0).is_some());
    }
}
