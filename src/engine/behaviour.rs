//! The engine's part of events: which input is shown to which recogniser, and what becomes of an event. It must not define
//! one.

use std::sync::Arc;

use super::{Effect, Engine};
use crate::consent::{Choice, PURPOSES, State};
use crate::error::Error;
use crate::event::{self, Behaviour, Click, Deed, Event, Host, Media, Page, Part};
use crate::lead;
use crate::source::{Url, is_own_host, is_personal, is_social_host, scrubbed};
use crate::text;
use crate::time::Moment;
use crate::value::{Severity, Value};

impl Engine {
    /// Something happened: it is counted, handed on and told, unless the owner has turned it off or its limit is reached.
    pub(super) fn happen(&mut self, event: Event, now: &Moment) {
        let event = event.into_inner();
        if !self.behaviour.admit(&event, &self.config.events, self.source.record.visit().started) {
            return;
        }
        let state = self.consent().behaviour;
        let detail = event
            .properties
            .clone()
            .with("at", now.wall_ms)
            .with("since", self.since(now))
            .with("page", Self::shown_path(&self.environment));
        // What is denied is not counted: a later grant is not for what was done before it.
        if state != State::Denied {
            let visit = self.source.record.visit().started;
            self.behaviour.count(&event, &self.config.events, visit, now.wall_ms);
            self.changed.behaviour = true;
            self.log.add(&event.name, detail.clone());
        }
        if state == State::Granted {
            self.tell_platforms(&event);
        }
        self.wish(Effect::Emit { name: event.name, detail: detail.into() });
    }

    /// Milliseconds since the visit began, or since the page did where no visit is known. Time on this page runs on the
    /// clock that nobody can set.
    fn since(&self, now: &Moment) -> i64 {
        let on_page = now.monotonic_ms - self.opened.monotonic_ms;
        let started = self.source.record.visit().started;
        let before = if started > 0 { self.opened.wall_ms - started } else { 0 };
        (before + on_page).max(0)
    }

    fn tell(&mut self, events: Vec<Event>, now: &Moment) {
        for event in events {
            self.happen(event, now);
        }
    }

    /// A page view begins: its recognisers start afresh, the page and its key pages are told.
    /// `forms` are those of the page before, without a load between: one that was sent may succeed here.
    pub(super) fn view_page(&mut self, visible: bool, focused: bool, forms: event::Forms, now: &Moment) {
        let sent = forms.sent(now.monotonic_ms);
        self.behaviour.page = Page { forms, ..Page::new(now.monotonic_ms, visible, focused) };
        self.measure_anew();
        let url = Url::split(&self.environment.url);
        let query = url.map(|url| url.query.to_owned()).unwrap_or_default();
        let path = self.page_path();
        let mut events = Behaviour::views(&path, &query, &self.config.events);
        events.extend(self.behaviour.successes(&path, &sent, &self.config.events, now.wall_ms));
        self.tell(events, now);
    }

    /// The path of the page, as patterns are held against it.
    fn page_path(&self) -> event::Path {
        let written = Self::path(&self.environment);
        event::Path { read: crate::source::decoded(&written).into_owned(), written }
    }

    /// From now on engaged time is measured under another id.
    pub(super) fn measure_anew(&mut self) {
        let id = text::hex(&self.random.bytes::<4>());
        self.behaviour.measure_anew(id);
    }

    /// Which view of a page this is.
    #[must_use]
    pub fn view_id(&self) -> &str {
        &self.behaviour.page_id
    }

    /// What of the address makes a page another one.
    fn view_address(&self) -> [String; 3] {
        let Some(url) = Url::split(&self.environment.url) else { return Default::default() };
        let part = |part, text: &str| {
            if self.config.events.views_by.contains(&part) { text.to_owned() } else { String::new() }
        };
        [Self::path(&self.environment), part(Part::Query, url.query), part(Part::Hash, url.fragment)]
    }

    /// The page changed its address without a load: another address is another page view, and the page before is left.
    pub(super) fn navigate(&mut self, url: &str, title: String, now: &Moment) {
        let before = self.view_address();
        let old = core::mem::replace(&mut self.environment.url, url.to_owned());
        if self.view_address() == before {
            self.environment.title = title;
            return;
        }
        // The forms that are left behind belong to the page before.
        self.environment.url = old;
        self.leave_forms(now);
        url.clone_into(&mut self.environment.url);
        self.environment.title = title;
        self.behaviour.measure(self.source.record.visit().started);
        self.see(now);
        let (visible, focused) = self.behaviour.page.engaged.attention();
        let forms = core::mem::take(&mut self.behaviour.page.forms);
        self.view_page(visible, focused, forms, now);
        self.wish(Effect::Hand);
    }

    /// The page comes back out of the back/forward cache: a page view in the same visit, with fresh eyes on storage.
    pub(super) fn come_back(&mut self, now: &Moment) {
        self.see(now);
        self.wish(Effect::Hand);
        self.view_page(true, true, event::Forms::default(), now);
        for purpose in PURPOSES {
            self.load(purpose);
        }
    }

    /// The page was scrolled.
    pub(super) fn scroll(&mut self, top: f64, viewport: f64, document: f64, now: &Moment) {
        let Page { scroll, engaged, exit, told, .. } = &mut self.behaviour.page;
        let reached = scroll.observe(top, viewport, document, engaged.total_ms(), &self.config.events.scroll_marks);
        let by_touch = self.config.events.exit_by_touch && self.environment.device.get("device").is_some_and(is_held);
        let exit = if by_touch { exit.scroll(now.monotonic_ms, top, viewport) } else { None };
        let exit = exit.filter(|_| told.once("exit.intent"));
        for mark in reached {
            self.happen(Event::new("scroll.depth").of(&text::number_text(mark as f64)).with("percent", mark), now);
        }
        self.tell(exit.into_iter().collect(), now);
    }

    /// The pointer left the page through its top.
    pub(super) fn intend_to_leave(&mut self, now: &Moment) {
        let Page { exit, told, .. } = &mut self.behaviour.page;
        let exit = exit.leave(now.monotonic_ms).filter(|_| told.once("exit.intent"));
        self.tell(exit.into_iter().collect(), now);
    }

    /// A sign of activity.
    pub(super) fn act(&mut self, now: &Moment) {
        self.behaviour.page.engaged.act(now.monotonic_ms);
        self.see(now);
    }

    /// The page is shown or hidden, gets or loses the focus.
    pub(super) fn attend(&mut self, visible: bool, focused: bool, now: &Moment) {
        self.behaviour.page.engaged.attend(now.monotonic_ms, visible, focused);
        self.behaviour.page.seen.attend(visible, now.monotonic_ms);
        if !visible {
            self.keep_times();
        }
    }

    /// The page is left: what was measured is kept, quizzes and forms that were begun count as abandoned.
    pub(super) fn leave(&mut self, now: &Moment) {
        #[cfg(feature = "quiz")]
        self.abandon_quizzes(now);
        self.leave_forms(now);
        self.keep_times();
        self.erase_denied();
    }

    fn keep_times(&mut self) {
        self.changed.behaviour = true;
        self.changed.is_leaving = true;
        self.changed.source = self.source.record.visit().number > 0;
    }

    fn leave_forms(&mut self, now: &Moment) {
        let events = self.behaviour.page.forms.leave(now.monotonic_ms);
        self.tell(events, now);
    }

    /// What is reached by now: marks of engaged time, elements that were on screen long enough.
    pub(super) fn tell_marks(&mut self, now: &Moment) {
        let marks = self.behaviour.marks(&self.config.events);
        self.tell(marks, now);
        let Page { seen, told, .. } = &mut self.behaviour.page;
        let mut events = Vec::new();
        for event in seen.seen(now.monotonic_ms) {
            if told.once(event.also_as()) {
                events.push(event);
            }
        }
        self.tell(events, now);
    }

    /// The visitor clicked.
    pub(super) fn click(&mut self, click: &Click, now: &Moment) {
        self.act(now);
        if let Some((x, y)) = click.at {
            self.automation.click(now.monotonic_ms, x, y, click.is_mouse);
            let rage = self.behaviour.page.rage.observe(now.monotonic_ms, x, y, click.is_usual);
            self.tell(rage.into_iter().collect(), now);
        }
        for name in &click.cta {
            let event = Event::new("click.cta").also(text::concat(&["cta.", name])).with("element", name.as_str());
            self.happen(event, now);
        }
        let downloads = &self.config.events.downloads;
        let link = event::link_event(&click.href, click.is_download, downloads, self.host_of(&click.href));
        self.tell(link.map(plain).into_iter().collect(), now);
    }

    /// Whose the host of a link is.
    fn host_of(&self, href: &str) -> Host {
        let host = |url: &str| Url::split(url).map(|url| url.host).unwrap_or_default();
        let found = host(href);
        if found.is_empty() || is_own_host(&found, &host(&self.environment.url), &self.config.site.domains) {
            return Host::Own;
        }
        if is_social_host(&found) { Host::Social } else { Host::Other }
    }

    /// The visitor copied text.
    pub(super) fn copy(&mut self, copied: &str, now: &Moment) {
        self.act(now);
        let kind = event::contact_kind(copied).map(|kind| Event::new("copy.contact").with("kind", kind));
        self.tell(kind.into_iter().collect(), now);
    }

    /// Something happened to a form. One without a plain name of its own is `form`.
    pub(super) fn change_form(&mut self, form: &str, deed: Deed, field: &str, now: &Moment) {
        let form = if text::is_name(form) { form } else { "form" };
        let Page { forms, told, .. } = &mut self.behaviour.page;
        let events = forms.observe(form, deed, field, now.monotonic_ms, told);
        self.tell(events, now);
    }

    /// A player tells how far a recording is.
    pub(super) fn play(&mut self, media: &Media, now: &Moment) {
        let told = &mut self.behaviour.page.told;
        let events = event::media_events(media, &self.config.events.video_marks, told);
        self.tell(events.into_iter().map(plain).collect(), now);
    }

    /// What the page is watched for, by the config.
    #[must_use]
    pub fn watched(&self) -> &Arc<event::Settings> {
        &self.config.events
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
        self.log = event::Log::default();
        self.measure_anew();
        self.behaviour.record = event::Record::default();
        self.behaviour.is_read = false;
        #[cfg(feature = "quiz")]
        {
            self.kept_quizzes = Value::Null;
        }
    }

    /// The behaviour part of a lead, as of now.
    pub(super) fn behaviour_now(&self, now: &Moment) -> Value {
        lead::behaviour_part(
            &self.behaviour,
            &self.config.events,
            self.source.record.visit(),
            self.consent().behaviour,
            self.environment.device.clone(),
            self.config.earliest(now.wall_ms),
        )
    }

    /// What speaks for a program, beside what a quiz knows of it.
    pub(super) fn signs(&self, trust: crate::value::Map) -> crate::value::Map {
        let is_driven = self.environment.is_automated;
        trust.with("webdriver", is_driven).with("automation", self.automation.signs(is_driven))
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

/// Whether a class of devices is held in the hand.
fn is_held(device: &Value) -> bool {
    device.as_text().is_some_and(|class| class != "desktop")
}

/// An event without a file's name that may be personal.
fn plain(event: Event) -> Event {
    ["file", "video"].into_iter().fold(event, |event, name| event.without(name, &is_personal))
}
