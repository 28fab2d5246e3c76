//! The engine's part of sources: when a landing is taken in, what a grant and a denial do. It must not classify.

use super::{Effect, Engine, Environment};
use crate::consent::{Choice, Purpose, State};
use crate::event::Event;
use crate::lead;
use crate::source::{Record, Url, Visit, decoded, join, visit_code};
use crate::text;
use crate::time::{DAY, Moment};
use crate::value::{Map, Value};

/// What is known of sources on this page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Memory {
    /// The record.
    pub(super) record: Record,
    /// Whether the stored record is part of it: before that nothing may be written over it.
    pub(super) is_read: bool,
    /// The time last seen that is stored: wall time in milliseconds.
    pub(super) stored_seen: i64,
    /// Whether a cookie and whether local storage holds it, once it was stored.
    pub(super) kept: Option<(bool, bool)>,
}

impl Engine {
    /// Takes the landing in without a memory of earlier visits, unless the stored record is on its way.
    pub(super) fn begin_source(&mut self, now: &Moment) {
        match self.consent().attribution {
            State::Granted if !self.config.site.id.is_empty() => self.load(Purpose::Attribution),
            State::Denied => self.forget_source(now),
            _ => self.land(Record::default(), now),
        }
        self.wish(Effect::Hand);
    }

    /// The record after the landing, and the event of a visit that begins.
    fn land(&mut self, mut record: Record, now: &Moment) {
        let (number, seen) = (record.visit().number, record.visit().seen);
        let own = self.config.own_hosts();
        for landing in self.earlier.iter().chain([&self.landing]) {
            record.land(landing, &self.config.source, &own);
        }
        // The visit goes on: the page may show its code already, and the visitor was seen since the landing.
        let Visit { code, seen: last_seen, .. } = self.source.record.visit().clone();
        if !code.is_empty() {
            record.name_visit(|| code);
        }
        record.go_on(last_seen);
        // What was measured before the visit was known belongs to it.
        let started = (self.source.record.visit().started, record.visit().started);
        self.behaviour.record.belong(started.0, started.1);
        self.source.record = record;
        self.name_visit();
        // What is not remembered is no visit yet; what was told on this page is the same one.
        let is_remembered = self.source.is_read && !core::mem::replace(&mut self.is_visit_told, self.source.is_read);
        if is_remembered && self.source.record.visit().number > number {
            self.tell_visit(seen, now);
        }
    }

    /// The visit has a code that a caller can read out.
    fn name_visit(&mut self) {
        let random = &mut self.random;
        self.source.record.name_visit(|| visit_code(random.bytes()));
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
            self.wish(Effect::Hand);
        } else if *stored == Value::Null {
            self.signals.vanish(Choice { attribution: Some(State::Denied), ..Choice::default() });
            self.changed.snapshot = true;
            self.forget_source(now);
            self.erase_source();
            self.wish(Effect::Hand);
        } else {
            let theirs = Record::from_value(stored);
            self.source.record = join(&self.source.record, &theirs);
            // Tabs that wrote at the same moment may have overwritten each other: whoever knows more says it again.
            self.changed.source |= self.source.record != theirs;
            self.wish(Effect::Hand);
        }
    }

    /// Forgets where the visitor came from, the landing too; the visit goes on without a memory.
    pub(super) fn forget_source(&mut self, now: &Moment) {
        self.source = Memory::default();
        self.forget_landing();
        self.source.record.see(now.wall_ms);
        self.name_visit();
    }

    /// Forgets how the visitor arrived, here and on the page.
    pub(super) fn forget_landing(&mut self) {
        self.landing = self.landing.forgotten();
        self.earlier = None;
        self.wish(Effect::Forget);
    }

    /// The visitor is seen: after half an hour's rest a new visit begins.
    pub(super) fn see(&mut self, now: &Moment) {
        if self.source.record.visit().number == 0 {
            return;
        }
        let Visit { seen: last_seen, started, .. } = *self.source.record.visit();
        if self.source.record.see(now.wall_ms) {
            // What the visitor read before belongs to the visit before.
            self.behaviour.measure(started);
            self.measure_anew();
            self.name_visit();
            self.changed.source = true;
            self.wish(Effect::Hand);
            if self.source.is_read {
                self.tell_visit(last_seen, now);
            }
        } else if self.is_seen_long_ago(now) {
            self.changed.source = true;
        }
    }

    /// The source part of a lead, as of now; `quiz` is the one that the lead comes from.
    pub(super) fn source_with_quiz(&self, quiz: Option<&str>, now: &Moment) -> Value {
        let mut part = self.source(now);
        if let (Value::Map(part), Some(quiz)) = (&mut part, quiz)
            && part.get("bundle").is_some()
            && let Value::Map(bundle) = part.entry("bundle")
        {
            bundle.set("quiz", quiz);
        }
        part
    }

    /// The source part of a lead that comes from no quiz, as of now.
    #[must_use]
    pub fn source(&self, now: &Moment) -> Value {
        let scope = match self.consent().attribution {
            State::Pending if !self.config.consent.pending_source => State::Denied,
            state => state,
        };
        let mut part = lead::source_part(&self.source.record, &self.config.source, scope, now.wall_ms);
        if let (Value::Map(part), true) = (&mut part, scope != State::Denied) {
            if let Value::Map(bundle) = part.entry("bundle") {
                bundle.set_some("variant", self.environment.variant.as_str());
            }
            part.set_some("kept", self.kept().filter(|_| scope == State::Granted));
        }
        part
    }

    /// Which storage holds the record, and for how many days it will: WebKit cuts what scripts store to seven days, and to
    /// one after a link with tags from another site (its Tracking Prevention document).
    fn kept(&self) -> Option<Map> {
        let (cookie, local) = self.source.kept?;
        // A link from elsewhere, with something behind the path.
        let host = |url: &str| Url::split(url).map(|url| url.host);
        let is_foreign = !self.landing.referrer.is_empty() && host(&self.landing.referrer) != host(&self.landing.url);
        let has_more = ["?", "#"].iter().any(|mark| text::split(&self.landing.url, mark).is_some());
        let is_decorated = is_foreign && has_more;
        let most = match (self.environment.is_capped, is_decorated) {
            (true, true) => 1,
            (true, false) => 7,
            _ => self.config.source.window_days,
        };
        let days = if cookie || local { most.min(self.config.source.window_days) } else { 0 };
        Some(Map::new().with("cookie", cookie).with("local", local).with("days", days))
    }

    /// The path of the page without what may be personal.
    pub(super) fn shown_path(environment: &Environment) -> String {
        let Some(url) = Url::split(&environment.url) else { return "/".to_owned() };
        let shown = crate::source::scrubbed(&url);
        shown.get(url.scheme.len() + 3 + url.authority.len()..).unwrap_or("/").to_owned()
    }

    /// The path of the page.
    pub(super) fn path(environment: &Environment) -> String {
        Url::split(&environment.url)
            .map(|url| url.path.to_owned())
            .filter(|path| !path.is_empty())
            .unwrap_or_else(|| "/".to_owned())
    }
}

/// Whether the path of an address fits a pattern in which `*` stands for any characters.
#[must_use]
pub fn path_fits(url: &str, pattern: &str) -> bool {
    Url::split(url).is_some_and(|url| text::is_like(url.path, pattern) || text::is_like(&decoded(url.path), pattern))
}
