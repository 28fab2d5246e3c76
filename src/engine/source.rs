//! The engine's part of sources: when a landing is taken in, what a grant and a denial do. It must not classify.

use super::{Engine, Environment};
use crate::consent::{Purpose, State};
use crate::event::Event;
use crate::lead;
use crate::source::{Record, join};
use crate::time::{DAY, Moment};
use crate::value::Value;

/// What is known of sources on this page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Memory {
    /// The record.
    pub(super) record: Record,
    /// Whether the stored record is part of it: before that nothing may be written over it.
    pub(super) is_read: bool,
    /// The time last seen that is stored: wall time in milliseconds.
    pub(super) stored_seen: i64,
}

impl Engine {
    /// Takes the landing in without a memory of earlier visits, unless the stored record is on its way.
    pub(super) fn begin_source(&mut self, now: &Moment) {
        if self.consent.attribution == State::Granted && !self.config.site.id.is_empty() {
            self.load(Purpose::Attribution);
        } else {
            self.land(Record::default(), now);
        }
    }

    /// The record after the landing, and the event of a visit that begins.
    fn land(&mut self, mut record: Record, now: &Moment) {
        let before = record.visit();
        record.land(&self.landing, &self.config.source, &self.config.own_hosts());
        let was_told = self.source.record.visit().number > 0;
        self.source.record = record;
        if self.source.record.visit().number > before.number && !was_told {
            self.tell_visit(before.seen, now);
        }
    }

    fn tell_visit(&mut self, last_seen: i64, now: &Moment) {
        let number = self.source.record.visit().number;
        let event = if number == 1 {
            Event::new("visit.start")
        } else {
            Event::new("visit.return").with("number", number).with("days", (now.wall_ms - last_seen).max(0) / DAY)
        };
        self.happen(event, now);
    }

    /// Takes in the stored record: at first the landing goes on top of it, later it is joined. Gone later means that
    /// another tab erased it: this one follows.
    pub(super) fn learn_source(&mut self, stored: &Value, now: &Moment) {
        if !self.source.is_read {
            self.source.is_read = true;
            self.land(Record::from_value(stored), now);
            self.changed.source = true;
        } else if *stored == Value::Null {
            self.consent.attribution = State::Denied;
            self.forget_source(now);
            self.erase_source();
        } else {
            let theirs = Record::from_value(stored);
            self.source.record = join(&self.source.record, &theirs);
            // Tabs that wrote at the same moment may have overwritten each other: whoever knows more says it again.
            self.changed.source |= self.source.record != theirs;
        }
    }

    /// Forgets where the visitor came from; the visit goes on without a memory.
    pub(super) fn forget_source(&mut self, now: &Moment) {
        self.source = Memory::default();
        self.source.record.see(now.wall_ms);
    }

    /// The visitor is seen: after half an hour's rest a new visit begins.
    pub(super) fn see(&mut self, now: &Moment) {
        if self.source.record.visit().number == 0 {
            return;
        }
        let last_seen = self.source.record.visit().seen;
        if self.source.record.see(now.wall_ms) {
            self.changed.source = true;
            self.tell_visit(last_seen, now);
        } else if self.is_seen_long_ago(now) {
            self.changed.source = true;
        }
    }

    /// The source part of a lead, as of now.
    #[must_use]
    pub fn source(&self, now: &Moment) -> Value {
        lead::source_part(&self.source.record, self.consent.attribution, now.wall_ms)
    }

    /// The path of the page.
    pub(super) fn path(environment: &Environment) -> String {
        crate::source::Url::split(&environment.url)
            .map(|url| url.path.to_owned())
            .filter(|path| !path.is_empty())
            .unwrap_or_else(|| "/".to_owned())
    }
}
