//! Decay: what a time is still worth when it is long ago. Whole numbers alone, so that every platform gives the same points.
//! It must not know what happened at that time.

/// A full weight. Weights are fractions of it.
const FULL: u64 = 1 << 32;
/// How many binary digits of a fraction of a half-life count: six hundredths of a second of a week.
const DIGITS: u32 = 24;
/// 2^(−1/2), 2^(−1/4), 2^(−1/8) … as weights: each is the square root of the one before.
#[expect(clippy::indexing_slicing, reason = "in a constant what is out of bounds does not compile")]
const ROOTS: [u64; DIGITS as usize] = {
    let mut roots = [0; DIGITS as usize];
    let (mut root, mut place) = (FULL / 2, 0);
    while place < roots.len() {
        root = (root << 32).isqrt();
        roots[place] = root;
        place += 1;
    }
    roots
};

/// How points lose weight with time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decay {
    /// Half of the weight after each of these lengths, in milliseconds: weight 2^(−age / length).
    HalfLife(i64),
    /// All of the weight at first, then what the last step that is over keeps.
    Steps(Vec<Step>),
}

/// From an age on, a part of the points is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Step {
    /// The age: a whole number with `m` (minutes), `h`, `d` or `w`, up to ten years.
    #[cfg_attr(feature = "cli", schemars(with = "String", regex(pattern = LENGTH), extend("examples" = ["30d"])))]
    pub after: i64,
    /// What is kept, in percent, 0 to 100.
    #[cfg_attr(feature = "cli", schemars(range(min = 0, max = 100)))]
    pub keep: i64,
}

/// How a length of time is written.
#[cfg(feature = "cli")]
pub(super) const LENGTH: &str = "^[1-9][0-9]{0,4}[mhdw]$";

impl Decay {
    /// The weight of something that is so old, in milliseconds, as a fraction of [`Decay::whole`]. What is to come has all
    /// of it.
    fn weight(&self, age: i64) -> i64 {
        match self {
            Self::HalfLife(length) => halved(age.max(0).unsigned_abs(), length.unsigned_abs()),
            Self::Steps(steps) => steps.iter().rev().find(|step| age >= step.after).map_or(100, |step| step.keep),
        }
    }

    /// The weight of what has lost none.
    const fn whole(&self) -> i64 {
        match self {
            Self::HalfLife(_) => FULL as i64,
            Self::Steps(_) => 100,
        }
    }

    /// What `points` of each of these ages are worth together, rounded once.
    #[must_use]
    pub fn points(&self, points: i64, ages: impl Iterator<Item = i64>) -> i64 {
        let weights: i64 = ages.map(|age| self.weight(age)).sum();
        rounded(points * weights, self.whole())
    }
}

/// 2^(−age / length) as a weight.
fn halved(age: u64, length: u64) -> i64 {
    let length = length.max(1);
    let (halves, rest) = (age / length, age % length);
    let fraction = (rest << DIGITS) / length;
    let mut weight = FULL;
    for (place, root) in ROOTS.iter().enumerate() {
        if fraction >> (DIGITS as usize - 1 - place) & 1 == 1 {
            weight = (weight * root + FULL / 2) >> 32;
        }
    }
    weight.checked_shr(halves.min(63) as u32).unwrap_or(0) as i64
}

/// The quotient, rounded half to even.
fn rounded(dividend: i64, divisor: i64) -> i64 {
    let (floor, rest) = (dividend.div_euclid(divisor), dividend.rem_euclid(divisor));
    let is_up = rest * 2 > divisor || rest * 2 == divisor && floor % 2 != 0;
    floor + i64::from(is_up)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::DAY;
    use proptest::prelude::*;

    const WEEK: Decay = Decay::HalfLife(7 * DAY);

    #[test]
    fn half_is_left_after_a_half_life_a_quarter_after_two() {
        for (days, points) in [(0, 100), (7, 50), (14, 25), (21, 12), (28, 6), (700, 0), (-5, 100)] {
            assert_eq!(WEEK.points(100, [days * DAY].into_iter()), points, "{days}");
        }
        // 100 · 2^(−1/7) = 90.57
        assert_eq!(WEEK.points(100, [DAY].into_iter()), 91);
        assert_eq!(WEEK.points(-100, [DAY].into_iter()), -91);
    }

    #[test]
    fn halves_go_to_the_even_number_once_for_all_times_together() {
        let at = |points: i64, days: &[i64]| WEEK.points(points, days.iter().map(|day| day * DAY));
        assert_eq!((at(1, &[7]), at(3, &[7]), at(5, &[7]), at(-1, &[7]), at(-3, &[7])), (0, 2, 2, 0, -2));
        assert_eq!(at(1, &[7, 7]), 1);
        assert_eq!((rounded(7, 2), rounded(-7, 2), rounded(5, 2), rounded(8, 3)), (4, -4, 2, 3));
    }

    #[test]
    fn a_step_holds_from_its_age_on() {
        let decay = Decay::Steps(vec![Step { after: 30 * DAY, keep: 50 }, Step { after: 90 * DAY, keep: 0 }]);
        for (age, points) in [(0, 10), (30 * DAY - 1, 10), (30 * DAY, 5), (90 * DAY - 1, 5), (90 * DAY, 0)] {
            assert_eq!(decay.points(10, [age].into_iter()), points, "{age}");
        }
    }

    proptest! {
        #[test]
        fn weights_are_those_of_the_formula(age in 0_i64..4_000 * DAY, length in 1_i64..400 * DAY) {
            let exact = (-(age as f64) / length as f64).exp2() * FULL as f64;
            let weight = Decay::HalfLife(length).weight(age) as f64;
            prop_assert!((weight - exact).abs() <= exact * 1e-7 + 30.0, "{weight} {exact}");
        }

        #[test]
        fn what_is_older_weighs_no_more(age in 0_i64..400 * DAY, later in 0_i64..400 * DAY, length in 1_i64..400 * DAY) {
            let decay = Decay::HalfLife(length);
            // The last digit of a fraction may be rounded up.
            prop_assert!(decay.weight(age + later) <= decay.weight(age) + 24);
        }
    }
}
