//! `scroll.depth`: the furthest part of the page that was on screen. It must not know how a page is measured.

use crate::time::SECOND;
use crate::value::{Map, Value};

/// Marks that are already on screen when the page opens count only after this much engaged time.
const EARNED_AFTER_MS: i64 = 10 * SECOND;

/// The scroll depth of one page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scroll {
    furthest: i64,
    at_load: Option<i64>,
    told: Vec<i64>,
}

impl Scroll {
    /// Takes in a position (all in CSS pixels) and returns the marks (percent) that are newly reached.
    ///
    /// Depth is (top + viewport) / document height, in whole percent. The first observation is the page as it opened.
    pub fn observe(&mut self, top: f64, viewport: f64, document: f64, engaged_ms: i64, marks: &[i64]) -> Vec<i64> {
        if document > 0.0 {
            let depth = ((top.max(0.0) + viewport) / document * 100.0).clamp(0.0, 100.0) as i64;
            self.at_load.get_or_insert(depth);
            self.furthest = self.furthest.max(depth);
        }
        self.earned(engaged_ms, marks)
    }

    /// The marks that engaged time has newly earned.
    pub fn earned(&mut self, engaged_ms: i64, marks: &[i64]) -> Vec<i64> {
        let at_load = self.at_load.unwrap_or(0);
        let mut due = Vec::new();
        for &mark in marks {
            let is_due = mark <= self.furthest && (mark > at_load || engaged_ms >= EARNED_AFTER_MS);
            if is_due && !self.told.contains(&mark) {
                self.told.push(mark);
                due.push(mark);
            }
        }
        due
    }

    /// The deepest part that counts so far, in whole percent: what was on screen at load counts once it was earned.
    #[must_use]
    pub fn deepest(&self, engaged_ms: i64) -> i64 {
        let scrolled = self.furthest > self.at_load.unwrap_or(0);
        if scrolled || engaged_ms >= EARNED_AFTER_MS { self.furthest } else { 0 }
    }

    /// The state as a value.
    #[must_use]
    pub fn to_value(&self) -> Value {
        Map::new().with("furthest", self.furthest).with("at_load", self.at_load).with("told", self.told.clone()).into()
    }

    /// The state out of a value.
    #[must_use]
    pub fn from_value(value: &Value) -> Self {
        let mut told = Vec::new();
        for mark in value.items("told") {
            if told.len() < 10 {
                told.push(mark.as_whole().unwrap_or_default());
            }
        }
        Self { furthest: value.amount("furthest").clamp(0, 100), at_load: value.whole("at_load"), told }
    }

    /// Milliseconds of engaged time after which marks on screen at load will count; `None` where none is left.
    #[must_use]
    pub fn next_at(&self, engaged_ms: i64, marks: &[i64]) -> Option<i64> {
        let waits = marks.iter().any(|mark| *mark <= self.furthest && !self.told.contains(mark));
        (waits && engaged_ms < EARNED_AFTER_MS).then_some(EARNED_AFTER_MS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARKS: &[i64] = &[25, 50, 75, 90];
    const NONE: [i64; 0] = [];

    #[test]
    fn each_mark_is_told_once_when_it_is_reached() {
        let mut scroll = Scroll::default();
        assert_eq!(scroll.observe(0.0, 800.0, 8000.0, 0, MARKS), NONE);
        assert_eq!(scroll.observe(3300.0, 800.0, 8000.0, 0, MARKS), [25, 50]);
        assert_eq!(scroll.observe(0.0, 800.0, 8000.0, 0, MARKS), NONE);
        assert_eq!(scroll.observe(7200.0, 800.0, 8000.0, 0, MARKS), [75, 90]);
        assert_eq!(scroll.deepest(0), 100);
    }

    #[test]
    fn what_is_on_screen_at_load_counts_only_after_ten_engaged_seconds() {
        let mut scroll = Scroll::default();
        assert_eq!(scroll.observe(0.0, 800.0, 1000.0, 0, MARKS), NONE);
        assert_eq!(scroll.deepest(9_999), 0);
        assert_eq!(scroll.next_at(0, MARKS), Some(EARNED_AFTER_MS));
        assert_eq!(scroll.earned(9_999, MARKS), NONE);
        assert_eq!(scroll.earned(10_000, MARKS), [25, 50, 75]);
        assert_eq!(scroll.observe(200.0, 800.0, 1000.0, 10_000, MARKS), [90]);
    }

    #[test]
    fn a_page_that_grows_is_measured_by_its_new_height() {
        let mut scroll = Scroll::default();
        scroll.observe(0.0, 800.0, 4000.0, 0, MARKS);
        assert_eq!(scroll.observe(1200.0, 800.0, 16000.0, 0, MARKS), NONE);
    }

    #[test]
    fn a_page_without_height_tells_nothing() {
        assert_eq!(Scroll::default().observe(0.0, 800.0, 0.0, 60_000, MARKS), NONE);
        assert_eq!(Scroll::default().observe(f64::NAN, 800.0, 100.0, 60_000, MARKS), MARKS);
    }
}
