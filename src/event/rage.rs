//! `rage.click`: several clicks in the same place within a moment. It must not know what was clicked.

use super::Event;
use crate::value::list;

/// So many clicks …
const CLICKS: usize = 4;
/// … within so many milliseconds …
const WITHIN_MS: i64 = 750;
/// … none further than so many CSS pixels from another.
const WITHIN_PX: f64 = 30.0;

/// The newest clicks of a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rage(Vec<(i64, f64, f64)>);

impl Rage {
    /// A click by pointer at `now` (monotonic milliseconds) and a place of the viewport in CSS pixels. `is_usual`: on
    /// something that is clicked repeatedly, or typed into.
    pub fn observe(&mut self, now: i64, x: f64, y: f64, is_usual: bool) -> Option<Event> {
        let is_near = |(at, left, top): &(i64, f64, f64)| {
            now - at <= WITHIN_MS && (left - x) * (left - x) + (top - y) * (top - y) <= WITHIN_PX * WITHIN_PX
        };
        list::drop_where(&mut self.0, &|click| !is_near(click));
        if is_usual {
            return None;
        }
        self.0.push((now, x, y));
        (self.0.len() >= CLICKS).then(|| {
            self.0.clear();
            Event::new("rage.click").with("clicks", CLICKS as i64)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(clicks: &[(i64, f64)]) -> usize {
        let mut rage = Rage::default();
        clicks.iter().filter(|(at, x)| rage.observe(*at, *x, 0.0, false).is_some()).count()
    }

    #[test]
    fn four_clicks_in_one_place_are_rage_and_eight_are_twice_that() {
        assert_eq!(told(&[(0, 0.0), (250, 30.0), (500, 5.0), (750, 9.0)]), 1);
        assert_eq!(told(&[0, 90, 180, 270, 360, 450, 540, 630].map(|at| (at, 0.0))), 2);
    }

    #[test]
    fn three_clicks_slow_clicks_and_clicks_around_are_none() {
        assert_eq!(told(&[(0, 0.0), (100, 0.0), (200, 0.0)]), 0);
        assert_eq!(told(&[(0, 0.0), (250, 0.0), (500, 0.0), (751, 0.0)]), 0);
        assert_eq!(told(&[(0, 0.0), (100, 0.0), (200, 31.0), (300, 31.0)]), 0);
    }

    #[test]
    fn clicks_on_something_that_is_clicked_repeatedly_are_none() {
        let mut rage = Rage::default();
        assert!((0..9).all(|n| rage.observe(n * 50, 0.0, 0.0, true).is_none()));
    }
}
