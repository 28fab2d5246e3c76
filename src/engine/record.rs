//! Records: their keys, who may touch them, and their joins. It must be the only place that names a key.

use super::{Effect, Engine, GATHER_MS};
use crate::consent::{self, Choice, Deed, Purpose, State, gate};
use crate::delivery::{self, Entry};
use crate::event;
use crate::source;
use crate::text;
use crate::time::{MINUTE, Moment};
use crate::value::Value;

/// Behind the site's id: what comes before the version in every key.
const SOURCE: &str = "source";
const BEHAVIOUR: &str = "behaviour";
#[cfg(feature = "quiz")]
const QUIZ: &str = "quiz";
const OUTBOX: &str = "outbox-";
/// The version at the end of every key.
const VERSION: &str = ".1";

/// What a stored record and a new one know together; the new one alone where the stored one is unreadable. The key tells
/// the kind of the record.
#[must_use]
pub fn join_records(key: &str, stored: &Value, new: &Value) -> Value {
    match kind(key) {
        Some(Kind::Source) => {
            source::join(&source::Record::from_value(stored), &source::Record::from_value(new)).to_value()
        }
        Some(Kind::Behaviour) => {
            event::join(&event::Record::from_value(stored), &event::Record::from_value(new)).to_value()
        }
        #[cfg(feature = "quiz")]
        Some(Kind::Quiz) => crate::quiz::record::join(stored, new),
        Some(Kind::Outbox) => match (Entry::from_value(stored), Entry::from_value(new)) {
            (Some(stored), Some(new)) => delivery::join(&stored, &new).to_value(),
            _ => new.clone(),
        },
        None => new.clone(),
    }
}

/// Whether a record has a twin in a cookie: the one that all subdomains share, and that lives where local storage does
/// not.
#[must_use]
pub fn has_twin(key: &str) -> bool {
    kind(key) == Some(Kind::Source)
}

/// What the cookie holds of a record, as its value: base64url, at most 1,500 bytes.
#[must_use]
pub fn twin_text(value: &Value) -> String {
    source::to_cookie(&source::Record::from_value(value))
}

/// A record out of both places: what local storage has, and the parsed text of the cookie ([`source::cookie_text`]). Each
/// heals the other; null where neither has one.
#[must_use]
pub fn join_twin(stored: &Value, cookie: &Value) -> Value {
    if *cookie == Value::Null {
        return stored.clone();
    }
    let twin = source::from_cookie(cookie);
    match stored {
        Value::Null => twin.to_value(),
        _ => source::join(&source::Record::from_value(stored), &twin).to_value(),
    }
}

/// Whether an entry of the outbox needs no more sending, as storage has it: it was delivered, or is gone.
#[must_use]
pub fn is_settled(stored: &Value) -> bool {
    Entry::from_value(stored).is_none_or(|entry| entry.state != delivery::State::Queued)
}

/// The kinds of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Source,
    Behaviour,
    #[cfg(feature = "quiz")]
    Quiz,
    Outbox,
}

/// The kind that a key names: `leadsieve.<site>.<record>.<version>`.
fn kind(key: &str) -> Option<Kind> {
    let record = key.strip_suffix(VERSION)?;
    // The record of an outbox entry ends in a destination's id, which may have dots.
    if text::split(record, ".outbox-").is_some() {
        return Some(Kind::Outbox);
    }
    match text::split_last(record, ".")?.1 {
        SOURCE => Some(Kind::Source),
        BEHAVIOUR => Some(Kind::Behaviour),
        #[cfg(feature = "quiz")]
        QUIZ => Some(Kind::Quiz),
        _ => None,
    }
}

impl Engine {
    /// The beginning of every key of this site.
    fn prefix(&self) -> String {
        text::concat(&["leadsieve.", &self.config.site.id, "."])
    }

    /// The key of a record.
    pub(super) fn key_of(&self, record: &str) -> String {
        text::concat(&[&self.prefix(), record, VERSION])
    }

    /// Asks for the records that may be read: the outbox always, the others where their purpose is granted.
    pub(super) fn load(&mut self, purpose: Purpose) {
        let (record, is_prefix) = match purpose {
            Purpose::Attribution => (SOURCE, false),
            Purpose::Behaviour => (BEHAVIOUR, false),
            Purpose::Lead => (OUTBOX, true),
        };
        let deed = if is_prefix { Deed::Deliver } else { Deed::Keep(purpose) };
        if !self.config.site.id.is_empty() && gate(&self.consent(), deed) {
            let key = if is_prefix { text::concat(&[&self.prefix(), record]) } else { self.key_of(record) };
            self.wish(Effect::Load { key, is_prefix });
            #[cfg(feature = "quiz")]
            if purpose == Purpose::Behaviour && !self.config.quizzes.is_empty() {
                self.wish(Effect::Load { key: self.key_of(QUIZ), is_prefix: false });
            }
        }
    }

    /// Takes in records that storage or another tab has; entries of the outbox that were not known wait for `rest_ms`.
    pub(super) fn learn(&mut self, records: Vec<(String, Value)>, rest_ms: i64, now: &Moment) {
        let prefix = self.prefix();
        for (key, value) in records {
            match kind(&key).filter(|_| key.starts_with(&prefix)) {
                Some(Kind::Source) if gate(&self.consent(), Deed::Keep(Purpose::Attribution)) => {
                    self.learn_source(&value, now);
                    self.arrive(now);
                }
                Some(Kind::Behaviour) if gate(&self.consent(), Deed::Keep(Purpose::Behaviour)) => {
                    self.learn_behaviour(&value);
                    self.arrive(now);
                }
                #[cfg(feature = "quiz")]
                Some(Kind::Quiz) if gate(&self.consent(), Deed::Keep(Purpose::Behaviour)) => {
                    self.learn_quizzes(&value, now);
                    self.arrive(now);
                }
                Some(Kind::Outbox) => self.learn_entry(&key, &value, now.wall_ms + rest_ms),
                _ => {}
            }
        }
    }

    /// A record that the first view of the page waits for is there.
    fn arrive(&mut self, now: &Moment) {
        if let Some(opening) = &mut self.opening {
            opening.awaited = opening.awaited.saturating_sub(1);
        }
        self.open(now);
    }

    /// Stores what the input changed, as far as the gate allows, and hands over a snapshot.
    pub(super) fn store_changes(&mut self, now: &Moment) {
        let waits_since = self.changed.waits_since.or(self.changed.behaviour.then_some(now.monotonic_ms));
        let mut changed = core::mem::take(&mut self.changed);
        let is_due = changed.is_leaving || waits_since.is_some_and(|since| now.monotonic_ms - since >= GATHER_MS);
        changed.behaviour = waits_since.is_some() && is_due;
        if !changed.behaviour {
            self.changed.waits_since = waits_since;
        }
        if changed.source && self.source.is_read && gate(&self.consent(), Deed::Keep(Purpose::Attribution)) {
            self.source.stored_seen = now.wall_ms;
            let (key, value) = (self.key_of(SOURCE), self.source.record.to_value());
            self.wish(Effect::Store { key, value, days: self.config.source.window_days });
        }
        if changed.behaviour {
            self.behaviour.measure(self.source.record.visit().started);
            if gate(&self.consent(), Deed::Keep(Purpose::Behaviour)) {
                let (key, value) = (self.key_of(BEHAVIOUR), self.behaviour.record.to_value());
                self.wish(Effect::Store { key, value, days: 0 });
            }
        }
        #[cfg(feature = "quiz")]
        if changed.quiz && gate(&self.consent(), Deed::Keep(Purpose::Behaviour)) {
            let (key, value) = (self.key_of(QUIZ), self.quizzes_to_keep(now));
            self.wish(Effect::Store { key, value, days: 0 });
        }
        if changed.source || changed.behaviour || changed.snapshot {
            let snapshot = self.snapshot();
            self.wish(Effect::Snapshot(snapshot));
        }
    }

    /// Stores an entry of the outbox: what the visitor sent is kept until it is delivered, in every state of consent.
    pub(super) fn store_entry(&mut self, record: &str) {
        let Some(value) = self.outbox.entry(record).map(Entry::to_value) else { return };
        if gate(&self.consent(), Deed::Deliver) {
            self.wish(Effect::Store { key: self.key_of(record), value, days: 0 });
        }
    }

    /// Removes an entry of the outbox from storage.
    pub(super) fn erase_entry(&mut self, record: &str) {
        self.wish(Effect::Erase { key: self.key_of(record) });
    }

    /// Removes the record of sources from storage. Also done when another tab removed it: this one may have written it
    /// again before it heard.
    pub(super) fn erase_source(&mut self) {
        self.wish(Effect::Erase { key: self.key_of(SOURCE) });
    }

    /// Removes the record of behaviour from storage.
    pub(super) fn erase_behaviour(&mut self) {
        self.wish(Effect::Erase { key: self.key_of(BEHAVIOUR) });
        #[cfg(feature = "quiz")]
        if !self.config.quizzes.is_empty() {
            self.wish(Effect::Erase { key: self.key_of(QUIZ) });
        }
    }

    /// Somebody speaks for the visitor: the page itself, or a consent platform in its own words.
    pub(super) fn hear(&mut self, platform: Option<&str>, said: &Value, now: &Moment) {
        let before = self.consent();
        self.listen_to(platform.unwrap_or("page"), said);
        let now_is = self.consent();
        let turned = |purpose, state: State| before.state(purpose) != state && now_is.state(purpose) == state;
        if turned(Purpose::Attribution, State::Granted) {
            self.load(Purpose::Attribution);
        }
        if turned(Purpose::Attribution, State::Denied) {
            self.forget_source(now);
        }
        if now_is.attribution != before.attribution {
            self.wish(Effect::Hand);
        }
        if turned(Purpose::Behaviour, State::Granted) {
            if before.behaviour == State::Denied {
                // A grant is not for the time before it.
                self.measure_anew();
            }
            self.load(Purpose::Behaviour);
            self.changed.behaviour = true;
            #[cfg(feature = "quiz")]
            {
                self.changed.quiz = self.has_begun_a_quiz();
            }
        }
        if turned(Purpose::Behaviour, State::Denied) {
            self.forget_behaviour();
        }
        self.erase_denied();
        self.changed.snapshot = true;
    }

    /// Erases what is denied, also where it was denied from the start: something may be left of earlier visits. At the start
    /// itself nothing is erased, since the page's banner may be about to say yes; it is once somebody has spoken, or the
    /// page is left.
    pub(super) fn erase_denied(&mut self) {
        let consent = self.consent();
        if consent.attribution == State::Denied {
            self.erase_source();
        }
        if consent.behaviour == State::Denied {
            self.erase_behaviour();
        }
        if consent.lead == State::Denied {
            self.forget_delivered();
        }
    }

    /// Somebody speaks of consent: the page's markup (`default`), the page itself (`page`), or a platform that the config
    /// listens to.
    pub(super) fn listen_to(&mut self, who: &str, said: &Value) {
        match (who, consent::source(who)) {
            ("default", _) => self.signals.begin(Choice::said(said)),
            ("page", _) => self.signals.say(Choice::said(said)),
            (_, Some(platform)) if self.config.consent.hears(platform) => self.signals.hear(platform, said),
            _ => {}
        }
    }

    /// Without consent nothing stays of leads that have arrived.
    pub(super) fn forget_delivered(&mut self) {
        let is_confirmed = |entry: &&Entry| entry.state == delivery::State::Confirmed;
        let confirmed: Vec<String> = self.outbox.entries().filter(is_confirmed).map(Entry::record).collect();
        for record in confirmed {
            self.outbox.remove(&record);
            self.erase_entry(&record);
        }
    }

    /// The visitor takes every consent back: nothing is kept, unsent leads neither.
    pub(super) fn withdraw(&mut self, now: &Moment) {
        let mut unsent = Vec::new();
        for entry in self.outbox.entries().filter(|entry| entry.state == delivery::State::Queued) {
            unsent.push((entry.key.clone(), entry.destination.clone()));
        }
        // On the visitor's word no platform hears of it.
        self.signals.say(Choice::all(State::Denied));
        for (key, destination) in unsent {
            self.tell_lead("lead.undelivered", &key, &destination, Some("withdrawn"), now);
        }
        self.lose_everything();
    }

    /// Every record goes, from memory and from wherever something is left of it, and nothing is written again. A page
    /// without its config does not know its site: there everything of ours goes.
    pub(super) fn lose_everything(&mut self) {
        self.signals.say(Choice::all(State::Denied));
        let prefix = if self.config.site.id.is_empty() { "leadsieve.".to_owned() } else { self.prefix() };
        self.wish(Effect::EraseAll { prefix });
        self.forget_landing();
        self.source = super::source::Memory::default();
        self.forget_behaviour();
        self.outbox.clear();
        self.changed = super::Changed { snapshot: true, ..super::Changed::default() };
        self.wish(Effect::Hand);
    }

    /// Whether the time at which the visitor was last seen is worth storing: once a minute is enough.
    pub(super) fn is_seen_long_ago(&self, now: &Moment) -> bool {
        now.wall_ms - self.source.stored_seen >= MINUTE
    }
}
