//! Temperature and grade: words for where points stand. It must not change a point.

use super::table::{Grade, Thresholds};
use crate::text;

/// How ready a lead is, by intent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Temperature {
    /// Below both thresholds.
    #[default]
    Cold,
    /// From `warm` on.
    Warm,
    /// From `hot` on.
    Hot,
}

impl Temperature {
    /// All of them, from cold to hot.
    pub const ALL: [Self; 3] = [Self::Cold, Self::Warm, Self::Hot];

    /// The temperature of an intent.
    #[must_use]
    pub fn of(intent: i64, thresholds: &Thresholds) -> Self {
        if intent >= thresholds.hot {
            Self::Hot
        } else if intent >= thresholds.warm {
            Self::Warm
        } else {
            Self::Cold
        }
    }

    /// The word that leads show.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Cold => "cold",
            Self::Warm => "warm",
            Self::Hot => "hot",
        }
    }
}

/// The letters and the digits of grades.
pub(super) const MARKS: [[&str; 4]; 2] = [["A", "B", "C", "D"], ["1", "2", "3", "4"]];

/// How many of the falling thresholds points are below.
pub(super) fn below(points: i64, falling: &[i64]) -> usize {
    falling.iter().take_while(|&&threshold| points < threshold).count()
}

/// The grade of both axes: `A1` to `D4`.
#[must_use]
pub(super) fn grade(fit: i64, intent: i64, thresholds: &Grade) -> String {
    let [letters, digits] = MARKS;
    let letter = letters.get(below(fit, &thresholds.fit)).copied().unwrap_or("D");
    let digit = digits.get(below(intent, &thresholds.intent)).copied().unwrap_or("4");
    text::concat(&[letter, digit])
}
