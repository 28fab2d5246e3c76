//! What the visitor does on this page and did before: the recognisers of one page and the record across visits. It must
//! not know who may store it.

use super::form::FOLLOWS_WITHIN_MS;
use super::limit::{self, Per};
use super::page::{Page, Path};
use super::settings::{Asked, Settings};
use super::stored::Record;
use super::{Event, Happened, stored};
use crate::text;
use crate::value::{Map, Value};

/// Everything known of a visitor's behaviour.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Behaviour {
    /// Across visits.
    pub record: Record,
    /// This page.
    pub page: Page,
    /// Whether the stored record is part of it.
    pub is_read: bool,
    /// The id of this page view, under which its engaged time is kept.
    pub page_id: String,
    /// Engaged milliseconds of this page view that were measured under another id.
    pub measured_from: i64,
}

impl Behaviour {
    /// Whether an event is told and counted, by what the owner says of it; takes it into the tally of its limit.
    pub fn admit(&mut self, event: &Happened, settings: &Settings, visit: i64) -> bool {
        let rule = settings.rule(&event.name);
        let Some(limit) = rule.limit.filter(|_| rule.on) else { return rule.on };
        let key = limit::key(event, rule.per);
        // What another tab holds for a later visit is not this one's: then the page alone is the bound.
        match self.record.tally(visit).filter(|_| rule.per != Per::Page) {
            Some(tally) => tally.take_one(&key, limit),
            None => self.page.told.take_one(&text::concat(&["limit ", &key]), limit),
        }
    }

    /// Counts an event under each of its names, and under what the score asks for beside them.
    pub fn count(&mut self, event: &Happened, settings: &Settings, visit: i64, at: i64) {
        let thing = event.thing.as_deref().map(limit::hash);
        for name in event.counted_as() {
            self.record.count(name, at, thing);
            for asked in settings.asked.iter().filter(|asked| asked.name == name) {
                if let Some((once, per)) = &asked.once
                    && self.is_first(once, *per, thing.unwrap_or(0), visit)
                {
                    self.record.count(once, at, thing.or(Some(0)));
                }
            }
        }
    }

    /// Whether this page view, visit or object was not counted yet under a name.
    fn is_first(&mut self, name: &str, per: Per, thing: i64, visit: i64) -> bool {
        let key = text::concat(&["score ", name]);
        match per {
            Per::Object => self.record.is_new(name, thing),
            Per::Page => self.page.told.once(&key),
            Per::Visit => match self.record.tally(visit) {
                Some(tally) => tally.once(&key),
                None => self.page.told.once(&key),
            },
        }
    }

    /// Brings the record of this visit up to date.
    pub fn measure(&mut self, visit: i64) {
        let engaged = self.page.engaged.total_ms();
        let deepest = self.page.scroll.deepest(engaged);
        self.record.measure(visit, &self.page_id, engaged - self.measured_from, deepest);
    }

    /// What was measured so far stays where it was put: from now on another part of this page's time is measured.
    pub fn measure_anew(&mut self, page_id: String) {
        self.measured_from = self.page.engaged.total_ms();
        self.page_id = page_id;
    }

    /// Engaged milliseconds and deepest scroll of this visit, as of now.
    #[must_use]
    pub fn totals(&self, visit: i64) -> (i64, i64) {
        let engaged = self.page.engaged.total_ms();
        let deepest = self.page.scroll.deepest(engaged);
        self.record.totals(visit, &self.page_id, engaged - self.measured_from, deepest)
    }

    /// Takes in what another tab knows.
    pub fn join(&mut self, other: &Record) {
        self.record = stored::join(&self.record, other);
    }

    /// The events of the marks that engaged time has reached by now.
    pub fn marks(&mut self, settings: &Settings) -> Vec<Event> {
        let engaged = self.page.engaged.total_ms();
        let mark = |name: &str, property: &str, mark: i64| {
            Event::new(name).of(&text::number_text(mark as f64)).with(property, mark)
        };
        let mut events = Vec::new();
        for seconds in self.page.engaged.reached(&settings.engaged_marks) {
            events.push(mark("time.engaged", "seconds", seconds));
        }
        for percent in self.page.scroll.earned(engaged, &settings.scroll_marks) {
            events.push(mark("scroll.depth", "percent", percent));
        }
        events
    }

    /// When (monotonic) the next mark falls due if the visitor stays.
    #[must_use]
    pub fn next_mark_at(&self, settings: &Settings) -> Option<i64> {
        let engaged = &self.page.engaged;
        let depth = self.page.scroll.next_at(engaged.total_ms(), &settings.scroll_marks);
        let mark = sooner(engaged.next_mark(&settings.engaged_marks), depth).and_then(|mark| engaged.when(mark));
        sooner(mark, self.page.seen.next_at())
    }

    /// The events of viewing a page: `page.view`, `keypage.view` for each pattern that its path fits, `search.site`.
    #[must_use]
    pub fn views(path: &Path, query: &str, settings: &Settings) -> Vec<Event> {
        let mut events = vec![Event::new("page.view").on(&path.written)];
        for key in &settings.key_pages {
            if path.fits(&key.path) {
                events.push(Event::new("keypage.view").of(&key.name).on(&path.written).with("name", key.name.as_str()));
            }
        }
        if let Some(parameter) = super::search::parameter(query, &settings.searches) {
            events.push(Event::new("search.site").with("parameter", parameter));
        }
        events
    }

    /// The events of forms that lead to a page: `sent` were sent on the page before without a load between, others not
    /// long ago by the record.
    #[must_use]
    pub fn successes(&mut self, path: &Path, sent: &[String], settings: &Settings, now: i64) -> Vec<Event> {
        let mut events = Vec::new();
        for form in &settings.forms {
            let last = |verb: &str| self.record.last(&text::concat(&["form.", &form.name, ".", verb]));
            let (submitted, known) = (last("submit"), last("success"));
            let was_sent = submitted > known && (0..=FOLLOWS_WITHIN_MS).contains(&(now - submitted));
            let leads_here = form.success.path.as_deref().is_some_and(|pattern| path.fits(pattern));
            if leads_here && (was_sent || sent.contains(&form.name)) {
                events.extend(self.page.forms.succeed(&form.name));
            }
        }
        events
    }

    /// The counters by name, as leads show them. What lies before `earliest` (wall time in milliseconds) does not count.
    #[must_use]
    pub fn events(&self, settings: &Settings, earliest: i64) -> Map {
        let mut events = Map::new();
        for (name, counter) in self.record.counters() {
            let names = |asked: &Asked| asked.once.as_ref().map_or(asked.name.as_str(), |(once, _)| once) == name;
            let with_times = settings.asked.iter().any(|asked| asked.with_times && names(asked));
            events.set_some(name, counter.to_value(with_times, earliest));
        }
        events
    }

    /// The names of the key pages that were seen, by what [`events`](Self::events) shows.
    #[must_use]
    pub fn key_pages(settings: &Settings, events: &Map) -> Value {
        let mut names: Vec<Value> = Vec::new();
        for key in &settings.key_pages {
            if events.get(&text::concat(&["keypage.", &key.name])).is_some() {
                names.push(key.name.as_str().into());
            }
        }
        Value::List(names)
    }
}

/// The sooner of two moments, where there is one.
fn sooner(left: Option<i64>, right: Option<i64>) -> Option<i64> {
    match (left, right) {
        (Some(left), Some(right)) => Some(left.min(right)),
        _ => left.or(right),
    }
}
