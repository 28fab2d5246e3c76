//! Visits: when one ends and the next begins. It must not know why a visitor comes.

use crate::time::MINUTE;

/// A visit ends after this many milliseconds without a sign of the visitor: 30 minutes, as analytics tools count.
pub const VISIT_IDLE_MS: i64 = 30 * MINUTE;

/// The current visit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Visit {
    /// How many visits this visitor made, this one included; from 1.
    pub number: i64,
    /// When it began: wall time in milliseconds.
    pub started: i64,
    /// When the visitor was last seen: wall time in milliseconds.
    pub seen: i64,
}

impl Visit {
    /// Whether the visit is over at `now`. A clock that was set back never ends a visit.
    #[must_use]
    pub fn is_over(&self, now: i64) -> bool {
        self.number == 0 || now - self.seen > VISIT_IDLE_MS
    }

    /// The visit after this one, beginning at `now`.
    #[must_use]
    pub fn next(&self, now: i64) -> Self {
        Self { number: self.number + 1, started: now, seen: now }
    }

    /// The visit with the visitor seen at `now`.
    #[must_use]
    pub fn seen_at(self, now: i64) -> Self {
        Self { seen: self.seen.max(now), ..self }
    }
}
