//! One entry of the outbox: a lead on its way to one destination; its stored form (version 1) and its join. It must keep
//! no contact once the lead is confirmed.

use crate::text;
use crate::time::LATEST_MS;
use crate::value::{Map, Value, json};

/// The version of the stored form.
const VERSION: i64 = 1;

/// How far an entry has come. Later states win a join.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Waits for its turn, or for the network.
    #[default]
    Queued,
    /// Given up after seven days.
    Undelivered,
    /// The destination refused it for good.
    Dead,
    /// The destination has it.
    Confirmed,
}

impl State {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("queued", Self::Queued),
        ("undelivered", Self::Undelivered),
        ("dead", Self::Dead),
        ("confirmed", Self::Confirmed),
    ];

    /// The word of the state.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, state)| *state == self).map_or("", |(word, _)| word)
    }
}

/// A lead on its way to one destination.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// The lead's idempotency key.
    pub key: String,
    /// The destination's id.
    pub destination: String,
    /// How far it has come.
    pub state: State,
    /// How often it was sent.
    pub attempts: i64,
    /// When it was made: wall time in milliseconds.
    pub created: i64,
    /// Why it is dead, where it is.
    pub reason: String,
    /// The lead; of a confirmed entry only what groups repeats is left.
    pub lead: Value,
}

impl Entry {
    /// The name of the entry's record, behind `leadsieve.<site>.`.
    #[must_use]
    pub fn record(&self) -> String {
        text::concat(&["outbox-", &text::swapped(&self.key, '/', '-'), "-", &self.destination])
    }

    /// Ends the entry: the contact and all that was asked for are forgotten.
    pub fn confirm(&mut self) {
        self.state = State::Confirmed;
        let mut kept = Map::new();
        for name in ["id", "inquiry", "same_as"] {
            kept.set(name, self.lead.part(name));
        }
        self.lead = kept.into();
    }

    /// The stored form.
    #[must_use]
    pub fn to_value(&self) -> Value {
        self.form(self.attempts)
    }

    /// The stored form as if it was sent so often.
    fn form(&self, attempts: i64) -> Value {
        Map::new()
            .with("v", VERSION)
            .with("key", self.key.as_str())
            .with("destination", self.destination.as_str())
            .with("state", self.state.word())
            .with("attempts", attempts)
            .with("created", self.created)
            .with_some("reason", self.reason.as_str())
            .with("lead", self.lead.clone())
            .into()
    }

    /// The entry out of a stored value; `None` where it is none, or of another version.
    #[must_use]
    pub fn from_value(value: &Value) -> Option<Self> {
        let word = |name: &str| value.text(name).map(|found| text::clean(found, 200));
        let whole = |name: &str| value.whole(name).filter(|number| (0..=LATEST_MS).contains(number));
        let state = value.text("state");
        let lead = value.get("lead").filter(|lead| lead.as_map().is_some())?;
        (whole("v") == Some(VERSION)).then_some(())?;
        Some(Self {
            key: word("key")?,
            destination: word("destination")?,
            state: State::WORDS.iter().find(|(known, _)| Some(*known) == state)?.1,
            attempts: whole("attempts")?,
            created: whole("created")?,
            reason: word("reason").unwrap_or_default(),
            lead: lead.clone(),
        })
    }
}

/// What two tabs know of the same entry: the later state, the more attempts. Commutative, associative, idempotent.
#[must_use]
pub fn join(left: &Entry, right: &Entry) -> Entry {
    // Attempts are joined apart: a rank that they raise would make the outcome depend on the order of joining.
    let rank = |entry: &Entry| (entry.state, json::write(&entry.form(0)));
    let mut further = if rank(right) > rank(left) { right.clone() } else { left.clone() };
    further.attempts = left.attempts.max(right.attempts);
    further
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entry() -> impl Strategy<Value = Entry> {
        (0usize..4, 0i64..4, "[ab]?").prop_map(|(state, attempts, reason)| {
            let lead = Value::from(Map::new().with("id", "x").with("contact", "y"));
            let mut entry = Entry {
                key: "k/1/full".into(),
                destination: "d".into(),
                state: State::WORDS[state].1,
                attempts,
                reason,
                lead,
                created: 1,
            };
            if entry.state == State::Confirmed {
                entry.confirm();
            }
            entry
        })
    }

    proptest! {
        #[test]
        fn the_join_is_commutative_associative_and_idempotent(a in entry(), b in entry(), c in entry()) {
            prop_assert_eq!(join(&a, &b), join(&b, &a));
            prop_assert_eq!(join(&join(&a, &b), &c), join(&a, &join(&b, &c)));
            prop_assert_eq!(join(&a, &a), a);
        }

        #[test]
        fn the_stored_form_keeps_the_entry(a in entry()) {
            prop_assert_eq!(Entry::from_value(&a.to_value()), Some(a));
        }
    }

    #[test]
    fn a_confirmed_entry_keeps_no_contact() {
        let mut entry = Entry {
            lead: Map::new().with("id", "x").with("contact", "+1202").with("request", "y").into(),
            ..Entry::default()
        };
        entry.confirm();
        assert_eq!(json::write(&entry.lead), r#"{"id":"x","inquiry":null,"same_as":null}"#);
    }
}
