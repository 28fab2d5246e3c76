//! Visits: when one ends and the next begins. It must not know why a visitor comes.

use crate::text;
use crate::time::{DAY, LATEST_MS, MINUTE};
use crate::value::{Map, Value};

/// A visit ends after this many milliseconds without a sign of the visitor: 30 minutes, as analytics tools count.
pub const VISIT_IDLE_MS: i64 = 30 * MINUTE;
/// More visits than any visitor makes: what is above in a stored record is foreign.
pub(super) const MOST_VISITS: i64 = 1_000_000;
/// What visit codes are made of: no letter or digit that is mistaken for another when read out.
const CODE: &[u8; 28] = b"23456789ABCDEFGHJKMNPQRTUVXY";
/// The length of a visit code: 17 million of them, so that those of one site's recent visits hardly ever meet.
const CODE_LENGTH: usize = 5;

/// The current visit.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Visit {
    /// How many visits this visitor made, this one included; from 1.
    pub number: i64,
    /// When it began: wall time in milliseconds.
    pub started: i64,
    /// When the visitor was last seen: wall time in milliseconds.
    pub seen: i64,
    /// A short code that a caller can read out: five letters and digits, empty before it was given.
    pub code: String,
}

impl Visit {
    /// Whether the visit is over at `now`. A clock that was set back a little ends no visit; one that was a day or more ahead
    /// had been wrong.
    #[must_use]
    pub fn is_over(&self, now: i64) -> bool {
        self.number == 0 || now - self.seen > VISIT_IDLE_MS || self.seen - now > DAY
    }

    /// The visit after this one, beginning at `now`.
    #[must_use]
    pub fn next(&self, now: i64) -> Self {
        Self { number: (self.number + 1).min(MOST_VISITS), started: now, seen: now, code: String::new() }
    }

    /// The visit with the visitor seen at `now`.
    #[must_use]
    pub fn seen_at(&self, now: i64) -> Self {
        Self { seen: self.seen.max(now), ..self.clone() }
    }

    /// The stored form.
    pub(super) fn to_value(&self) -> Value {
        Map::new()
            .with("number", self.number)
            .with("started", self.started)
            .with("seen", self.seen)
            .with_some("code", self.code.as_str())
            .into()
    }

    /// A visit out of a foreign value.
    pub(super) fn from_value(value: &Value) -> Self {
        let whole = |name: &str, most| value.whole(name).filter(|found| (0..=most).contains(found)).unwrap_or(0);
        let is_code = |code: &&str| code.len() == CODE_LENGTH && code.bytes().all(|c| CODE.contains(&c));
        Self {
            number: whole("number", MOST_VISITS),
            started: whole("started", LATEST_MS),
            seen: whole("seen", LATEST_MS),
            code: value.text("code").filter(is_code).unwrap_or_default().to_owned(),
        }
    }
}

/// A visit code out of random bytes.
#[must_use]
pub fn code(random: [u8; CODE_LENGTH]) -> String {
    let mut code = String::new();
    for byte in random {
        code.push(char::from(CODE.get(usize::from(byte) % CODE.len()).copied().unwrap_or(b'2')));
    }
    text::clean(&code, CODE_LENGTH)
}
