//! The engine's part of events: which input is shown to which recogniser, and what becomes of an event. It must not define
//! one.

use super::{Effect, Engine};
use crate::consent::{Choice, PURPOSES, State};
use crate::error::Error;
use crate::event::{self, Behaviour, Engaged, Event, Page};
use crate::lead;
use crate::source::{Url, is_personal, scrubbed};
use crate::text;
use crate::time::Moment;
use crate::value::{Severity, Value};

impl Engine {
    /// Something happened: it is counted and told.
    pub(super) fn happen(&mut self, event: Event, now: &Moment) {
        let event = event.into_inner();
        // What is denied is not counted: a later grant is not for what was done before it.
        if self.consent().behaviour != State::Denied {
            self.behaviour.count(&event, now.wall_ms);
            self.changed.behaviour = true;
        }
        let detail = event.properties.with("at", now.wall_ms).with("page", Self::shown_path(&self.environment));
        self.wish(Effect::Emit { name: event.name, detail: detail.into() });
    }

    /// A page view begins: its recognisers start afresh, the page and its key pages are told.
    pub(super) fn view_page(&mut self, visible: bool, focused: bool, now: &Moment) {
        self.behaviour.page_id = text::hex(&self.random.bytes::<4>());
        self.behaviour.page = Page { engaged: Engaged::new(now.monotonic_ms, visible, focused), ..Page::default() };
        for event in Behaviour::views(&Self::path(&self.environment), &self.config.events) {
            self.happen(event, now);
        }
    }

    /// The page changed its address without a load: another path is another page view.
    pub(super) fn navigate(&mut self, url: &str, title: String, now: &Moment) {
        let before = Self::path(&self.environment);
        self.environment.url = url.to_owned();
        self.environment.title = title;
        if Self::path(&self.environment) != before {
            self.behaviour.measure(self.source.record.visit().number);
            self.see(now);
            self.view_page(true, true, now);
            self.wish(Effect::Hand);
        }
    }

    /// The page comes back out of the back/forward cache: a page view in the same visit, with fresh eyes on storage.
    pub(super) fn come_back(&mut self, now: &Moment) {
        self.see(now);
        self.wish(Effect::Hand);
        self.view_page(true, true, now);
        for purpose in PURPOSES {
            self.load(purpose);
        }
    }

    /// The page was scrolled.
    pub(super) fn scroll(&mut self, top: f64, viewport: f64, document: f64, now: &Moment) {
        let Page { scroll, engaged } = &mut self.behaviour.page;
        let reached = scroll.observe(top, viewport, document, engaged.total_ms(), &self.config.events.scroll_marks);
        for mark in reached {
            self.happen(Event::new("scroll.depth").of(text::number_text(mark as f64)).with("percent", mark), now);
        }
    }

    /// A sign of activity.
    pub(super) fn act(&mut self, now: &Moment) {
        self.behaviour.page.engaged.act(now.monotonic_ms);
        self.see(now);
    }

    /// The page is shown or hidden, gets or loses the focus.
    pub(super) fn attend(&mut self, visible: bool, focused: bool, now: &Moment) {
        self.behaviour.page.engaged.attend(now.monotonic_ms, visible, focused);
        if !visible {
            self.keep_times();
        }
    }

    /// The page is left: what was measured is kept, a quiz that was begun counts as abandoned.
    pub(super) fn leave(&mut self, now: &Moment) {
        #[cfg(feature = "quiz")]
        self.abandon_quizzes(now);
        let _ = now;
        self.keep_times();
        self.erase_denied();
    }

    fn keep_times(&mut self) {
        self.changed.behaviour = true;
        self.changed.source = self.source.record.visit().number > 0;
    }

    /// The marks of engaged time that are reached by now.
    pub(super) fn tell_marks(&mut self, now: &Moment) {
        for event in self.behaviour.marks(&self.config.events) {
            self.happen(event, now);
        }
    }

    /// A link was activated.
    pub(super) fn click(&mut self, href: &str, now: &Moment) {
        self.act(now);
        if let Some(event) = event::contact_kind(href).filter(|_| self.config.events.contact_clicks) {
            self.happen(event, now);
        }
    }

    /// The page tells an event of its own.
    pub(super) fn track(&mut self, name: &str, properties: &Value, now: &Moment) {
        match event::check_custom(name, properties) {
            Ok(event) => self.happen(event, now),
            Err(error) => self.report(Severity::Warning, error),
        }
    }

    /// Tells the page's owner what is wrong.
    pub(super) fn report(&mut self, severity: Severity, error: Error) {
        self.wish(Effect::Report { severity, error });
    }

    /// Takes in the stored counters of other pages and visits. Gone later means that another tab erased them.
    pub(super) fn learn_behaviour(&mut self, stored: &Value) {
        if *stored != Value::Null {
            let theirs = event::Record::from_value(stored);
            self.behaviour.join(&theirs);
            self.changed.behaviour |= self.behaviour.record != theirs;
        } else if self.behaviour.is_read {
            self.signals.vanish(Choice { behaviour: Some(State::Denied), ..Choice::default() });
            self.changed.snapshot = true;
            self.forget_behaviour();
            return self.erase_behaviour();
        }
        self.behaviour.is_read = true;
    }

    /// Forgets what was counted; after another grant the stored record is read anew.
    pub(super) fn forget_behaviour(&mut self) {
        self.behaviour.record = event::Record::default();
        self.behaviour.is_read = false;
    }

    /// The behaviour part of a lead, as of now.
    pub(super) fn behaviour_now(&self) -> Value {
        lead::behaviour_part(
            &self.behaviour,
            &self.config.events,
            self.source.record.visit(),
            self.consent().behaviour,
            self.environment.device.clone(),
        )
    }

    /// Address, title and language of the page, without what may be personal.
    pub(super) fn page_part(&self) -> crate::value::Map {
        let url = Url::split(&self.environment.url).map(|url| scrubbed(&url));
        crate::value::Map::new()
            .with("url", url)
            .with("title", Some(text::clean(&self.environment.title, 200)).filter(|title| !is_personal(title)))
            .with("language", text::clean(&self.environment.language, 35))
    }
}
