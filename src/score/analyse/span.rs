//! Spans: the fewest and the most points of something. It must not know of what.

use crate::score::Bounds;

/// The fewest and the most points that something gives: never too narrow, so that what lies outside is never given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The fewest.
    pub least: i64,
    /// The most.
    pub most: i64,
}

impl Span {
    /// What is given together with something else.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self { least: self.least + other.least, most: self.most + other.most }
    }

    /// What is given, or something else instead.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self { least: self.least.min(other.least), most: self.most.max(other.most) }
    }

    /// What bounds leave of it.
    #[must_use]
    pub fn within(self, bounds: Bounds) -> Self {
        let held = |points: i64| points.max(bounds.min).min(bounds.max);
        Self { least: held(self.least), most: held(self.most) }
    }

    /// What is given so many times.
    pub(super) fn times(self, count: i64) -> Self {
        Self { least: self.least * count, most: self.most * count }
    }
}
