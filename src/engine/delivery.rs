//! The engine's part of delivery: leads into the outbox, requests out of it, answers back. It must not judge an answer.

use super::{Effect, Engine};
use crate::consent::State as Consent;
use crate::delivery::{Answer, Entry, State};
use crate::error::Error;
use crate::event::Event;
use crate::lead::{self, Contact, Draft, Key, Stage};
use crate::text;
use crate::time::{DAY, Moment};
use crate::value::{Map, Severity, Value};

impl Engine {
    /// Which enquiry this is: the same person about the same topic within the window raises the number of the same lead.
    fn enquiry(&mut self, same: &Map, now: &Moment) -> Key {
        let window = self.config.lead.window_days * DAY;
        let whole = |entry: &Entry| entry.lead.amount("inquiry");
        let is_same = |entry: &&Entry| {
            now.wall_ms - entry.created <= window
                && entry.lead.get("same_as").is_some_and(|other| lead::is_same(same, other))
        };
        let earlier = self.outbox.entries().filter(is_same).max_by_key(|entry| whole(entry));
        let known = earlier.and_then(|entry| Some((entry.lead.get("id")?.as_text()?.to_owned(), whole(entry))));
        let (id, inquiry) = known.unwrap_or_else(|| (self.take_lead_id(now), 0));
        Key { id, inquiry: inquiry + 1, stage: Stage::Full }
    }

    /// Makes a lead and puts it into the outbox: stored first, sent afterwards. Returns its idempotency key.
    pub(super) fn make_lead(&mut self, made: Made, now: &Moment) -> String {
        let topic = self.config.lead.topic.clone().unwrap_or(made.topic);
        let countries = self.config.site.countries.clone();
        let (phone, email) = (made.contact.e164(&countries), made.contact.normalised_email());
        let same = lead::same_as(&self.config.site.id, &topic, phone.as_deref(), email.as_deref());
        let key = self.enquiry(&same, now);
        let source = self.source_with_quiz(made.request.text("quiz"), now);
        let told = self.config.told_by(&made.request, email.as_deref());
        let made_stage = made.stage;
        let draft = Draft {
            key: Key { stage: made.stage, ..key },
            site: &self.config.site.id,
            same,
            page: self.page_part(),
            kind: if made.kind.is_empty() { "lead" } else { made.kind },
            origin: made.origin,
            contact: made.contact,
            countries: &countries,
            request: made.request,
            source,
            behaviour: self.behaviour_now(now),
            filter: made.filter,
            consents: made.consents,
            trust: self.signs(made.trust).into(),
            table: self.config.table(),
            told,
            chosen: made.chosen,
            config: &self.config.hash,
        };
        let key = draft.key.text();
        let lead = lead::payload(draft, now);
        for record in self.outbox.put(&key, &lead, &self.config.delivery, now.wall_ms) {
            self.store_entry(&record);
        }
        let score = |path: &str| lead.at(path).cloned();
        let name = if made_stage == Stage::Partial { "lead.partial" } else { "lead.sent" };
        let told = Event::new(name)
            .with("key", key.as_str())
            .with_some("total", score("score.total"))
            .with_some("class", score("score.class"));
        self.happen(told, now);
        self.tell_goals(&lead, now);
        self.changed.snapshot = true;
        key
    }

    /// A chat or a call-back widget hands a lead over.
    pub(super) fn take_lead(&mut self, contact: &Value, request: &Value, now: &Moment) {
        let contact = Contact::from_value(contact);
        if !contact.is_reachable() {
            let message =
                "found neither a phone number nor an e-mail address in the contact, expected { name?, phone?, email? }";
            return self.report(Severity::Warning, Error::new("lead/no-contact", message));
        }
        let words = |name: &str, max| request.text(name).map(|found| text::clean_lines(found, max));
        let made = Made {
            topic: words("topic", 64).unwrap_or_else(|| "contact".to_owned()),
            origin: "chat",
            contact,
            request: Map::new().with_some("message", words("message", 5_000)).into(),
            ..Made::default()
        };
        self.make_lead(made, now);
    }

    /// Sends what is due. Each attempt is stored before it is made.
    pub(super) fn send_due(&mut self, now: &Moment) {
        let due = self.outbox.due(&self.config.delivery, now.wall_ms);
        for request in due {
            self.store_entry(&request.record);
            self.wish(Effect::Send { key: self.key_of(&request.record), request });
            self.changed.snapshot = true;
        }
    }

    /// A request came to its end.
    pub(super) fn learn_answer(&mut self, record: &str, answer: Answer, now: &Moment) {
        let random = self.random.number();
        let Some(learnt) = self.outbox.answered(record, answer, random, now.wall_ms) else { return };
        self.changed.snapshot = true;
        self.keep_entry(record);
        match learnt.state {
            State::Confirmed => self.tell_lead("lead.delivered", &learnt.key, &learnt.destination, None, now),
            State::Dead => {
                self.tell_lead("lead.undelivered", &learnt.key, &learnt.destination, Some(&learnt.reason), now);
            }
            State::Undelivered => {
                self.tell_lead("lead.undelivered", &learnt.key, &learnt.destination, Some("gave up after 7 days"), now);
            }
            State::Queued => {}
        }
        if learnt.state == State::Dead {
            let message = [
                "the destination \"",
                &learnt.destination,
                "\" refused the lead with ",
                &learnt.reason,
                "; expected 2xx, 409 or 412",
            ];
            self.report(
                Severity::Error,
                Error::new("delivery/refused", text::concat(&message)).at("delivery.destinations"),
            );
        }
        for record in self.outbox.shrink() {
            self.erase_entry(&record);
        }
        #[cfg(feature = "quiz")]
        self.show_delivery(&learnt.key, now);
    }

    /// Tells what became of a lead.
    pub(super) fn tell_lead(&mut self, name: &str, key: &str, destination: &str, reason: Option<&str>, now: &Moment) {
        let event = Event::new(name).with("key", key).with("destination", destination);
        let event = match reason {
            Some(reason) => event.with("reason", reason),
            None => event,
        };
        self.happen(event, now);
    }

    /// Brings what storage has of an entry up to date.
    fn keep_entry(&mut self, record: &str) {
        let is_confirmed = self.outbox.entry(record).is_some_and(|entry| entry.state == State::Confirmed);
        if is_confirmed && self.consent().lead != Consent::Granted {
            // Without that consent nothing stays in storage once the lead has arrived.
            self.erase_entry(record);
        } else {
            self.store_entry(record);
        }
    }

    /// Takes in an entry that storage or another tab has; gone means that another tab erased it.
    pub(super) fn learn_entry(&mut self, key: &str, value: &Value, due: i64) {
        match Entry::from_value(value) {
            Some(entry) => {
                let record = entry.record();
                self.outbox.learn(entry.clone(), due);
                // Tabs that wrote at the same moment may have overwritten each other: whoever knows more says it again.
                if self.outbox.entry(&record) != Some(&entry) {
                    self.keep_entry(&record);
                }
                if self.consent().lead == Consent::Denied {
                    self.forget_delivered();
                }
            }
            None if *value == Value::Null => {
                let record = self.outbox.entries().map(Entry::record).find(|record| self.key_of(record) == key);
                if let Some(record) = record {
                    self.outbox.remove(&record);
                }
            }
            None => {}
        }
    }

    /// The states of all leads: key, destination, state, attempts, reason.
    #[must_use]
    pub fn leads(&self) -> Value {
        let mut leads: Vec<Value> = Vec::new();
        for entry in self.outbox.entries() {
            let lead = Map::new()
                .with("key", entry.key.as_str())
                .with("destination", entry.destination.as_str())
                .with("state", entry.state.word())
                .with("attempts", entry.attempts)
                .with_some("reason", entry.reason.as_str());
            leads.push(lead.into());
        }
        Value::List(leads)
    }
}

/// What a lead is made of, beside what the engine knows of the visitor.
#[derive(Debug, Default)]
pub(super) struct Made {
    pub(super) topic: String,
    /// What the enquiry is; a lead where nothing is said.
    pub(super) kind: &'static str,
    pub(super) origin: &'static str,
    pub(super) stage: Stage,
    pub(super) contact: Contact,
    pub(super) request: Value,
    pub(super) filter: Value,
    pub(super) consents: Value,
    pub(super) trust: Map,
    pub(super) chosen: Vec<crate::score::Line>,
}
