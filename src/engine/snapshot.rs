//! The snapshot (version 1): what a restart after a trap begins from. It lives in memory only. It must hold everything
//! that the visitor would miss.

use super::Engine;
use crate::consent::Signals;
use crate::delivery::Entry;
use crate::event::{self, Page};
use crate::source;
use crate::time::Moment;
use crate::value::{Map, Value};

/// The version of the form.
const VERSION: i64 = 1;

impl Engine {
    /// What a restart needs.
    pub(super) fn snapshot(&self) -> Value {
        let mut entries = Vec::new();
        for entry in self.outbox.entries() {
            entries.push(entry.to_value());
        }
        let snapshot = Map::new()
            .with("v", VERSION)
            .with("signals", self.signals.to_value())
            .with("source", self.source.record.to_value())
            .with("landing_is_forgotten", self.landing.url.is_empty())
            .with("source_is_read", self.source.is_read)
            .with("source_kept", self.source.kept.map(|(cookie, local)| vec![cookie, local]))
            .with("behaviour", self.behaviour.record.to_value())
            .with("behaviour_is_read", self.behaviour.is_read)
            .with("page", self.behaviour.page.to_value())
            .with("automation", self.automation.to_value())
            .with("page_id", self.behaviour.page_id.as_str())
            .with("outbox", entries);
        #[cfg(feature = "quiz")]
        let snapshot = snapshot.with("quizzes", Value::list(&self.quizzes, |running| running.to_value(&self.config)));
        snapshot.into()
    }

    /// Takes up where the engine before this one stood. Requests that were under way are sent again: the key tells the
    /// destination that it is the same lead.
    pub(super) fn restore(&mut self, snapshot: &Value, now: &Moment) {
        let flag = |name: &str| snapshot.flag(name);
        let part = |name: &str| snapshot.part(name);
        self.signals = Signals::from_value(&part("signals"));
        if flag("landing_is_forgotten") {
            self.forget_landing();
        }
        if let [Value::Bool(cookie), Value::Bool(local)] = snapshot.items("source_kept") {
            self.source.kept = Some((*cookie, *local));
        }
        self.source.record = source::Record::from_value(&part("source"));
        self.source.is_read = flag("source_is_read");
        self.behaviour.record = event::Record::from_value(&part("behaviour"));
        self.behaviour.is_read = flag("behaviour_is_read");
        self.behaviour.page = Page::from_value(&part("page"), now.monotonic_ms);
        self.automation = event::Automation::from_value(&part("automation"));
        self.behaviour.page_id = part("page_id").as_text().unwrap_or_default().to_owned();
        for entry in part("outbox").as_list().unwrap_or_default().iter().filter_map(Entry::from_value) {
            self.outbox.learn(entry, now.wall_ms);
        }
        #[cfg(feature = "quiz")]
        self.restore_quizzes(&part("quizzes"), now);
        self.changed.snapshot = true;
        self.wish(super::Effect::Hand);
    }

    #[cfg(feature = "quiz")]
    fn restore_quizzes(&mut self, running: &Value, now: &Moment) {
        self.quizzes.clear();
        let facts = self.base_facts(now);
        for running in running.as_list().unwrap_or_default() {
            self.quizzes.extend(self.restored(running, &facts, now));
        }
        self.render_all(now);
    }

    #[cfg(feature = "quiz")]
    fn restored(&self, value: &Value, facts: &Value, now: &Moment) -> Option<super::quiz::Running> {
        let word = |name: &str| value.text(name).unwrap_or_default().to_owned();
        let definition = self.config.quiz(&word("name"))?;
        let around = crate::quiz::Around { definition, facts, now, language: self.language(definition) };
        let session = crate::quiz::Session::from_value(value.get("session")?, around)?;
        let is_abandoned = value.flag("is_abandoned");
        Some(super::quiz::Running { name: word("name"), session, lead: word("lead"), is_abandoned })
    }
}

#[cfg(feature = "quiz")]
impl super::quiz::Running {
    fn to_value(&self, config: &crate::config::Config) -> Value {
        let session = config.quiz(&self.name).map(|definition| self.session.to_value(definition));
        Map::new()
            .with("name", self.name.as_str())
            .with("session", session)
            .with("lead", self.lead.as_str())
            .with("is_abandoned", self.is_abandoned)
            .into()
    }
}
