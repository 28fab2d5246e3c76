//! Signs that a program is at work. It must not block anything: a lead tells them, whoever reads it decides.

use crate::value::{Map, Value};

/// No hand clicks two places within this time …
const TOO_FAST_MS: i64 = 60;
/// … that are so many CSS pixels apart.
const APART_PX: f64 = 50.0;

/// What speaks for a program on this page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Automation {
    has_moved: bool,
    clicked: Option<(i64, f64, f64)>,
    without_movement: bool,
    too_fast: bool,
}

impl Automation {
    /// A pointer moved, a finger touched, a wheel turned.
    pub fn moved(&mut self) {
        self.has_moved = true;
    }

    /// A click by pointer at `now` (monotonic milliseconds) and a place of the viewport in CSS pixels.
    pub fn click(&mut self, now: i64, x: f64, y: f64, is_mouse: bool) {
        self.without_movement |= is_mouse && !self.has_moved;
        if let Some((at, left, top)) = self.clicked.replace((now, x, y)) {
            let is_apart = (left - x) * (left - x) + (top - y) * (top - y) >= APART_PX * APART_PX;
            self.too_fast |= is_apart && now - at < TOO_FAST_MS;
        }
    }

    /// The signs as a lead tells them: `webdriver` (the browser says so), `no_pointer` (a mouse clicked that had not
    /// moved), `inhuman_speed` (two places clicked within 60 ms).
    #[must_use]
    pub fn signs(&self, is_driven: bool) -> Value {
        let signs = [("webdriver", is_driven), ("no_pointer", self.without_movement), ("inhuman_speed", self.too_fast)];
        let mut told: Vec<Value> = Vec::new();
        for (sign, is_seen) in signs {
            if is_seen {
                told.push(sign.into());
            }
        }
        Value::List(told)
    }

    /// The signs as a value, for the snapshot.
    #[must_use]
    pub fn to_value(&self) -> Value {
        Map::new()
            .with("moved", self.has_moved)
            .with("without_movement", self.without_movement)
            .with("too_fast", self.too_fast)
            .into()
    }

    /// The signs out of a value.
    #[must_use]
    pub fn from_value(value: &Value) -> Self {
        let flag = |name: &str| value.flag(name);
        Self {
            has_moved: flag("moved"),
            clicked: None,
            without_movement: flag("without_movement"),
            too_fast: flag("too_fast"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_who_moves_and_clicks_shows_no_sign() {
        let mut signs = Automation::default();
        signs.moved();
        signs.click(0, 0.0, 0.0, true);
        signs.click(40, 10.0, 0.0, true);
        signs.click(400, 500.0, 0.0, true);
        assert_eq!(signs.signs(false), Value::List(Vec::new()));
    }

    #[test]
    fn a_mouse_that_never_moved_and_clicks_too_fast_are_told() {
        let mut signs = Automation::default();
        signs.click(0, 0.0, 0.0, true);
        signs.click(59, 50.0, 0.0, true);
        let all = ["webdriver", "no_pointer", "inhuman_speed"].map(Value::from);
        assert_eq!(signs.signs(true), Value::List(all.to_vec()));
        let mut finger = Automation::default();
        finger.click(0, 0.0, 0.0, false);
        assert_eq!(finger.signs(false), Value::List(Vec::new()));
    }
}
