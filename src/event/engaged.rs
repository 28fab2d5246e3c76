//! `time.engaged`: time in which the page was visible, focused and used. It must not count sleep or a clock's jump.

use crate::time::SECOND;
use crate::value::{Map, Value};

/// Without a sign of activity for this long, time stops counting.
pub const IDLE_AFTER_MS: i64 = 15 * SECOND;

/// The engaged time of one page, on the monotonic clock.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Engaged {
    visible: bool,
    focused: bool,
    /// Until when the latest activity counts.
    active_until: i64,
    /// Up to when time has been counted.
    counted_until: i64,
    total: i64,
    told: usize,
}

impl Engaged {
    /// A page that opens at `now`; opening it counts as activity.
    #[must_use]
    pub fn new(now: i64, visible: bool, focused: bool) -> Self {
        Self { visible, focused, active_until: now + IDLE_AFTER_MS, counted_until: now, total: 0, told: 0 }
    }

    /// Counts the time up to `now`.
    pub fn advance(&mut self, now: i64) {
        if self.visible && self.focused {
            self.total += (now.min(self.active_until) - self.counted_until).max(0);
        }
        self.counted_until = self.counted_until.max(now);
    }

    /// Lets the time up to `now` pass without counting it: nobody was there.
    pub fn skip(&mut self, now: i64) {
        self.counted_until = self.counted_until.max(now);
    }

    /// Until when time counts if nothing more happens; `None` while it does not.
    #[must_use]
    pub fn counts_until(&self) -> Option<i64> {
        let counts = self.visible && self.focused && self.counted_until < self.active_until;
        counts.then_some(self.active_until)
    }

    /// Whether the page is visible, and whether it has the focus.
    #[must_use]
    pub fn attention(&self) -> (bool, bool) {
        (self.visible, self.focused)
    }

    /// The visitor did something at `now`.
    pub fn act(&mut self, now: i64) {
        self.advance(now);
        self.active_until = self.active_until.max(now + IDLE_AFTER_MS);
    }

    /// The page became visible or hidden, focused or not, at `now`. Coming back counts as activity.
    pub fn attend(&mut self, now: i64, visible: bool, focused: bool) {
        self.advance(now);
        if visible && focused && !(self.visible && self.focused) {
            self.active_until = self.active_until.max(now + IDLE_AFTER_MS);
        }
        (self.visible, self.focused) = (visible, focused);
    }

    /// Engaged milliseconds so far.
    #[must_use]
    pub fn total_ms(&self) -> i64 {
        self.total
    }

    /// The marks (seconds, ascending) that are newly reached.
    pub fn reached(&mut self, marks: &[i64]) -> Vec<i64> {
        let reached = marks.iter().take_while(|&&mark| mark * SECOND <= self.total).count();
        let new = marks.get(self.told..reached).unwrap_or_default().to_vec();
        self.told = self.told.max(reached);
        new
    }

    /// The state as a value.
    #[must_use]
    pub fn to_value(&self) -> Value {
        Map::new()
            .with("visible", self.visible)
            .with("focused", self.focused)
            .with("active_until", self.active_until)
            .with("counted_until", self.counted_until)
            .with("total", self.total)
            .with("told", self.told as i64)
            .into()
    }

    /// The state out of a value.
    #[must_use]
    pub fn from_value(value: &Value) -> Self {
        let flag = |name: &str| value.flag(name);
        let whole = |name: &str| value.amount(name).max(0);
        Self {
            visible: flag("visible"),
            focused: flag("focused"),
            active_until: whole("active_until"),
            counted_until: whole("counted_until"),
            total: whole("total"),
            told: usize::try_from(whole("told")).unwrap_or(0),
        }
    }

    /// When (monotonic) the engaged time will reach `total_ms` if the visitor stays; `None` while time does not count.
    #[must_use]
    pub fn when(&self, total_ms: i64) -> Option<i64> {
        self.counts_until().filter(|_| total_ms > self.total).map(|_| self.counted_until + (total_ms - self.total))
    }

    /// The engaged milliseconds of the next mark.
    #[must_use]
    pub fn next_mark(&self, marks: &[i64]) -> Option<i64> {
        marks.get(self.told).map(|mark| mark * SECOND)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_counts_while_visible_focused_and_active() {
        let mut engaged = Engaged::new(0, true, true);
        engaged.act(8_000);
        engaged.advance(10_000);
        assert_eq!((engaged.total_ms(), engaged.reached(&[10, 30])), (10_000, vec![10]));
        engaged.attend(12_000, false, true);
        engaged.attend(60_000, true, true);
        engaged.advance(61_000);
        assert_eq!(engaged.total_ms(), 13_000);
        assert_eq!(engaged.reached(&[10, 30]), Vec::<i64>::new());
    }

    #[test]
    fn an_hour_of_sleep_adds_no_more_than_the_idle_time() {
        let mut engaged = Engaged::new(0, true, true);
        engaged.advance(3_600_000);
        assert_eq!(engaged.total_ms(), IDLE_AFTER_MS);
        engaged.advance(3_700_000);
        assert_eq!(engaged.total_ms(), IDLE_AFTER_MS);
    }

    #[test]
    fn a_clock_that_steps_back_takes_nothing_away() {
        let mut engaged = Engaged::new(10_000, true, true);
        engaged.advance(12_000);
        engaged.advance(1_000);
        engaged.advance(13_000);
        assert_eq!(engaged.total_ms(), 3_000);
    }

    #[test]
    fn several_marks_may_be_reached_at_once_and_the_next_is_known() {
        let mut engaged = Engaged::new(0, true, true);
        assert_eq!(engaged.next_mark(&[1, 2, 30]), Some(1_000));
        engaged.advance(2_500);
        assert_eq!(engaged.reached(&[1, 2, 30]), [1, 2]);
        assert_eq!(engaged.when(30_000), Some(30_000));
    }
}
