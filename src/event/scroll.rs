//! `scroll.depth`: the furthest part of the page that was on screen. It must not know how a page is measured.

use crate::time::SECOND;
use crate::value::{Map, Value};

/// Marks that are already on screen when the page opens count only after this much engaged time.
const EARNED_AFTER_MS: i64 = 10 * SECOND;

/// Sub-pixels keep the end of a page from being reached; in CSS pixels.
const TOLERANCE_PX: i64 = 1;

/// The scroll depth of one page. Lengths are kept, not parts: a page that grows is measured by its new height.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scroll {
    /// The furthest lower edge of the viewport, in CSS pixels.
    furthest: i64,
    /// The lower edge as the page opened.
    at_load: Option<i64>,
    /// The height of the document as it was seen last.
    height: i64,
    /// The deepest part that scrolling has reached, in whole percent of the height of then.
    deepest: i64,
    told: Vec<i64>,
}

impl Scroll {
    /// Takes in a position (all in CSS pixels) and returns the marks (percent) that are newly reached.
    ///
    /// Depth is (top + viewport) / document height, in whole percent. The first observation is the page as it opened.
    pub fn observe(&mut self, top: f64, viewport: f64, document: f64, engaged_ms: i64, marks: &[i64]) -> Vec<i64> {
        if document > 0.0 {
            self.height = document as i64;
            let edge = ((top.max(0.0) + viewport) as i64).clamp(0, i64::from(i32::MAX));
            let at_load = *self.at_load.get_or_insert(edge);
            self.furthest = self.furthest.max(edge);
            if self.furthest > at_load {
                self.deepest = self.deepest.max(self.part(self.furthest));
            }
        }
        self.earned(engaged_ms, marks)
    }

    /// The part of the document above an edge, in whole percent.
    fn part(&self, edge: i64) -> i64 {
        if self.height > 0 && edge + TOLERANCE_PX >= self.height {
            return 100;
        }
        (edge * 100).checked_div(self.height).unwrap_or(0)
    }

    /// The furthest part that was on screen.
    fn reached(&self) -> i64 {
        self.deepest.max(self.part(self.furthest))
    }

    /// The marks that engaged time has newly earned.
    pub fn earned(&mut self, engaged_ms: i64, marks: &[i64]) -> Vec<i64> {
        let (at_load, reached) = (self.part(self.at_load.unwrap_or(0)), self.reached());
        let mut due = Vec::new();
        for &mark in marks {
            let is_due = mark <= reached && (mark > at_load || engaged_ms >= EARNED_AFTER_MS);
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
        if engaged_ms >= EARNED_AFTER_MS { self.reached() } else { self.deepest }
    }

    /// The state as a value.
    #[must_use]
    pub fn to_value(&self) -> Value {
        Map::new()
            .with("furthest", self.furthest)
            .with("at_load", self.at_load)
            .with("height", self.height)
            .with("deepest", self.deepest)
            .with("told", self.told.clone())
            .into()
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
        let pixels = |name: &str| value.amount(name).clamp(0, i64::from(i32::MAX));
        Self {
            furthest: pixels("furthest"),
            at_load: value.whole("at_load").map(|edge| edge.clamp(0, i64::from(i32::MAX))),
            height: pixels("height"),
            deepest: value.amount("deepest").clamp(0, 100),
            told,
        }
    }

    /// Milliseconds of engaged time after which marks on screen at load will count; `None` where none is left.
    #[must_use]
    pub fn next_at(&self, engaged_ms: i64, marks: &[i64]) -> Option<i64> {
        let reached = self.reached();
        let waits = marks.iter().any(|mark| *mark <= reached && !self.told.contains(mark));
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
    fn a_page_that_opens_short_and_grows_earns_nothing_by_its_first_height() {
        let mut scroll = Scroll::default();
        assert_eq!(scroll.observe(0.0, 800.0, 600.0, 0, MARKS), NONE);
        assert_eq!(scroll.observe(0.0, 800.0, 8000.0, 9_000, MARKS), NONE);
        assert_eq!((scroll.earned(10_000, MARKS), scroll.deepest(10_000)), (vec![], 10));
        assert_eq!(scroll.observe(1200.0, 800.0, 8000.0, 11_000, MARKS), [25]);
    }

    #[test]
    fn the_end_of_a_page_is_reached_within_a_pixel() {
        let mut scroll = Scroll::default();
        scroll.observe(0.0, 800.0, 4000.0, 0, &[100]);
        assert_eq!(scroll.observe(3199.4, 799.8, 4000.0, 0, &[100]), [100]);
    }

    #[test]
    fn a_page_without_height_tells_nothing() {
        assert_eq!(Scroll::default().observe(0.0, 800.0, 0.0, 60_000, MARKS), NONE);
        assert_eq!(Scroll::default().observe(f64::NAN, 800.0, 100.0, 60_000, MARKS), MARKS);
    }
}
