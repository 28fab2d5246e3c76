//! The record of quizzes that were begun and not sent: what a later page goes on from, for 30 days. It must hold no contact.

use super::Definition;
use super::session::{Session, Stage};
use crate::time::DAY;
use crate::value::{Map, Value, json};

/// How long an unfinished quiz is remembered.
const WINDOW_MS: i64 = 30 * DAY;
/// The most quizzes that are remembered.
const MOST: usize = 20;

/// What is remembered of a quiz: without the contact, which nobody has sent. Of one that is done only that it is.
#[must_use]
pub fn entry(session: &Session, definition: &Definition, at: i64) -> Value {
    let entry = Map::new().with("at", at).with("acts", session.acts).with("hash", definition.hash.as_str());
    if session.stage == Stage::Done {
        return entry.into();
    }
    entry.with("session", session.to_map(definition).with("contact", Map::new()).with("ticked", Map::new())).into()
}

/// The session that is remembered of a quiz; `None` where there is none, where it is too old, and where the author has changed
/// the quiz since.
#[must_use]
pub fn remembered<'a>(record: &'a Value, name: &str, definition: &Definition, now: i64) -> Option<&'a Value> {
    let entry = record.get(name)?;
    let is_fresh = (0..WINDOW_MS).contains(&(now - entry.amount("at")));
    entry.get("session").filter(|_| is_fresh && entry.text("hash") == Some(&definition.hash))
}

/// What two records know together: of each quiz the newer entry.
#[must_use]
pub fn join(one: &Value, other: &Value) -> Value {
    let mut joined = Map::new();
    for (name, entry) in one.entries().iter().chain(other.entries()).filter(|(_, entry)| entry.as_map().is_some()) {
        let is_known = joined.get(name).is_some();
        let is_newer = joined.get(name).is_none_or(|known| rank(entry) > rank(known));
        if is_newer && (is_known || joined.len() < MOST) {
            joined.set(name, entry.clone());
        }
    }
    joined.into()
}

/// Newer entries come after older ones; of two at one moment any, but always the same.
fn rank(entry: &Value) -> (i64, i64, String) {
    (entry.amount("at"), entry.amount("acts"), json::write(entry))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(entries: &[(&str, i64)]) -> Value {
        entries.iter().map(|(name, at)| (*name, Value::from(Map::new().with("at", *at)))).collect::<Map>().into()
    }

    #[test]
    fn joining_keeps_the_newer_entry_of_each_quiz_in_any_order() {
        let (one, other, third) = (record(&[("a", 1), ("b", 9)]), record(&[("a", 5)]), record(&[("b", 2), ("c", 3)]));
        let joined = join(&join(&one, &other), &third);
        assert_eq!(joined, record(&[("a", 5), ("b", 9), ("c", 3)]));
        assert_eq!(joined, join(&third, &join(&other, &one)));
        assert_eq!(joined, join(&joined, &one));
    }

    #[test]
    fn a_record_of_another_quiz_or_of_long_ago_is_not_taken_up() {
        let definition = Definition { hash: "h".into(), ..Definition::default() };
        let entry = Map::new().with("at", 1_000.0).with("hash", "h").with("session", Map::new().with("x", 1.0));
        let record = Value::from(Map::new().with("kitchen", entry));
        assert!(remembered(&record, "kitchen", &definition, 2_000).is_some());
        assert!(remembered(&record, "kitchen", &definition, 1_000 + WINDOW_MS).is_none());
        assert!(remembered(&record, "doors", &definition, 2_000).is_none());
        let changed = Definition { hash: "other".into(), ..Definition::default() };
        assert!(remembered(&record, "kitchen", &changed, 2_000).is_none());
    }
}
