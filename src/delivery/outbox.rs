//! The outbox of one page: entries in memory, what is due, what was learnt. It must lose no undelivered lead silently.

use super::record::{Entry, State, join};
use super::request::{Request, request};
use super::retry::{Answer, Judgement, KEEP_TRYING_MS, judge};
use super::settings::Settings;
use crate::text;
use crate::value::Value;

/// The most entries that are kept; the oldest that are done go first.
const MOST_ENTRIES: usize = 20;

/// An entry with what only this page knows of it.
#[derive(Clone, Debug, PartialEq)]
struct Slot {
    entry: Entry,
    /// When it may be sent again: wall time in milliseconds.
    due: i64,
    /// Whether a request of this page is under way.
    is_sending: bool,
}

/// The entries of one site, as one page sees them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outbox {
    slots: Vec<Slot>,
}

/// What an answer changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Learnt {
    /// The lead's idempotency key.
    pub key: String,
    /// The destination's id.
    pub destination: String,
    /// The state now.
    pub state: State,
    /// Why it is dead, where it is.
    pub reason: String,
}

impl Outbox {
    /// Puts a lead in for each destination; tells the records of the new entries, to be stored before they are sent.
    pub fn put(&mut self, key: &str, lead: &Value, settings: &Settings, now: i64) -> Vec<String> {
        let mut records = Vec::new();
        for destination in &settings.destinations {
            let entry = Entry {
                key: key.to_owned(),
                destination: destination.id.clone(),
                lead: lead.clone(),
                created: now,
                ..Entry::default()
            };
            records.push(entry.record());
            self.learn(entry, now);
        }
        records
    }

    /// Takes in an entry that storage or another tab knows; one that was not known may be sent from `due` (wall time in
    /// milliseconds) on.
    pub fn learn(&mut self, entry: Entry, due: i64) {
        match self.slots.iter_mut().find(|slot| slot.entry.record() == entry.record()) {
            Some(slot) => slot.entry = join(&slot.entry, &entry),
            None => self.slots.push(Slot { entry, due, is_sending: false }),
        }
    }

    /// All entries.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.slots.iter().map(|slot| &slot.entry)
    }

    /// The entry of a record.
    #[must_use]
    pub fn entry(&self, record: &str) -> Option<&Entry> {
        self.entries().find(|entry| entry.record() == record)
    }

    /// Whether a request of this page is under way for a record.
    #[must_use]
    pub fn is_sending(&self, record: &str) -> bool {
        self.slots.iter().any(|slot| slot.is_sending && slot.entry.record() == record)
    }

    /// The requests that are due at `now`; each counts as an attempt. An entry that is too old is given up, one whose
    /// destination is gone from the config waits.
    pub fn due(&mut self, settings: &Settings, now: i64) -> Vec<Request> {
        let mut out = Vec::new();
        for slot in &mut self.slots {
            let destination = settings.destinations.iter().find(|destination| destination.id == slot.entry.destination);
            let waits = slot.entry.state == State::Queued && !slot.is_sending && slot.due <= now;
            let Some(destination) = destination.filter(|_| waits) else { continue };
            out.push(request(&slot.entry, destination, now));
            slot.entry.attempts += 1;
            slot.is_sending = true;
        }
        out
    }

    /// When the next entry falls due: wall time in milliseconds.
    #[must_use]
    pub fn next_due(&self) -> Option<i64> {
        let waiting = self.slots.iter().filter(|slot| slot.entry.state == State::Queued && !slot.is_sending);
        waiting.map(|slot| slot.due).min()
    }

    /// Everything that waits is due at once: the network is back.
    pub fn hurry(&mut self, now: i64) {
        self.slots.iter_mut().for_each(|slot| slot.due = slot.due.min(now));
    }

    /// Takes in the answer to a request.
    pub fn answered(&mut self, record: &str, answer: Answer, random: u32, now: i64) -> Option<Learnt> {
        let slot = self.slots.iter_mut().find(|slot| slot.entry.record() == record)?;
        slot.is_sending = false;
        let judgement = judge(answer, slot.entry.attempts, random);
        // Another tab may have brought it to its end in the meantime.
        if slot.entry.state != State::Queued && judgement != Judgement::Delivered {
            return None;
        }
        match judgement {
            Judgement::Delivered => slot.entry.confirm(),
            Judgement::Refused => {
                slot.entry.state = State::Dead;
                slot.entry.reason = match answer {
                    Answer::Status(status, _) => text::concat(&["status ", &text::number_text(status as f64)]),
                    Answer::Nothing => String::new(),
                };
            }
            Judgement::Retry(_) if now - slot.entry.created > KEEP_TRYING_MS => slot.entry.state = State::Undelivered,
            Judgement::Retry(wait) => slot.due = now + wait,
        }
        let entry = &slot.entry;
        Some(Learnt {
            key: entry.key.clone(),
            destination: entry.destination.clone(),
            state: entry.state,
            reason: entry.reason.clone(),
        })
    }

    /// Takes out what is beyond the bound: only entries that are confirmed, the oldest first. Tells their records.
    pub fn shrink(&mut self) -> Vec<String> {
        let mut gone = Vec::new();
        while self.slots.len() > MOST_ENTRIES {
            let oldest = self
                .slots
                .iter()
                .filter(|slot| slot.entry.state == State::Confirmed)
                .min_by_key(|slot| slot.entry.created);
            let Some(record) = oldest.map(|slot| slot.entry.record()) else { break };
            self.remove(&record);
            gone.push(record);
        }
        gone
    }

    /// Forgets every entry.
    pub fn clear(&mut self) {
        self.slots.clear();
    }

    /// Forgets the entry of a record.
    pub fn remove(&mut self, record: &str) {
        if let Some(place) = self.slots.iter().position(|slot| slot.entry.record() == record) {
            self.slots.remove(place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::delivery::Destination;
    use crate::value::Map;

    fn settings() -> Settings {
        Settings {
            destinations: ["a", "b"]
                .iter()
                .map(|id| Destination { id: (*id).into(), url: format!("https://{id}.example/") })
                .collect(),
        }
    }

    fn outbox() -> Outbox {
        let mut outbox = Outbox::default();
        outbox.put("id/1/full", &Map::new().with("id", "id").into(), &settings(), 1_000);
        outbox
    }

    #[test]
    fn each_destination_gets_its_own_request_and_state() {
        let mut outbox = outbox();
        let requests = outbox.due(&settings(), 1_000);
        assert_eq!(
            requests.iter().map(|request| request.url.as_str()).collect::<Vec<_>>(),
            ["https://a.example/", "https://b.example/"]
        );
        assert!(requests[0].body.contains(r#""attempt":1"#));
        let learnt = outbox.answered(&requests[0].record, Answer::Status(201, None), 0, 1_100).unwrap();
        assert_eq!(learnt.state, State::Confirmed);
        assert_eq!(outbox.entry(&requests[1].record).unwrap().state, State::Queued);
    }

    #[test]
    fn what_is_under_way_is_not_sent_again_and_a_failure_waits() {
        let mut outbox = outbox();
        let requests = outbox.due(&settings(), 1_000);
        assert!(outbox.due(&settings(), 99_000).is_empty());
        outbox.answered(&requests[0].record, Answer::Nothing, u32::MAX, 1_000);
        assert!(outbox.due(&settings(), 2_999).is_empty());
        let again = outbox.due(&settings(), 3_000);
        assert!(again[0].body.contains(r#""age_ms":2000"#) && again[0].body.contains(r#""attempt":2"#));
    }

    #[test]
    fn after_seven_days_an_entry_is_undelivered_and_stays() {
        let mut outbox = outbox();
        let requests = outbox.due(&settings(), 1_000);
        let learnt = outbox.answered(&requests[0].record, Answer::Nothing, 0, 1_001 + KEEP_TRYING_MS).unwrap();
        assert_eq!(learnt.state, State::Undelivered);
        assert_eq!(outbox.entries().count(), 2);
    }

    #[test]
    fn only_confirmed_entries_make_room() {
        let mut outbox = Outbox::default();
        for number in 0..15 {
            outbox.put(&format!("{number}/1/full"), &Map::new().into(), &settings(), number);
        }
        assert!(outbox.shrink().is_empty());
        for request in outbox.due(&settings(), 100).into_iter().take(3) {
            outbox.answered(&request.record, Answer::Status(200, None), 0, 100);
        }
        assert_eq!(outbox.shrink(), ["outbox-0-1-full-a", "outbox-0-1-full-b", "outbox-1-1-full-a"]);
    }
}
