//! What is known of a lead that no page of ours has written: answers and other facts, and the events behind it, folded into
//! the counters that a page would have kept. It must not score anything.

use std::collections::BTreeMap;

use crate::config::Config;
use crate::error::Error;
use crate::event::{self, Behaviour, Happened, Page};
use crate::expression::text_of;
use crate::source::VISIT_IDLE_MS;
use crate::text::{self, explain};
use crate::time::LATEST_MS;
use crate::value::{Fields, Map, Problems, Read, Value};

/// The most events of one lead.
const MOST_EVENTS: usize = 100_000;
/// The longest name of an event, an object, a visit or a page, in characters.
const LONGEST: usize = 2_000;

/// What is known of a lead.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    /// What tells the lead from others, where it is told.
    pub id: Option<String>,
    /// Answers and other facts by name.
    pub values: Map,
    /// When it is scored: wall time in milliseconds. By default when the newest event happened.
    pub now: Option<i64>,
    /// The quiz that the answers are of.
    pub quiz: Option<String>,
    events: Vec<Past>,
}

/// An event of the past. The order of its fields is the one in which events are counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Past {
    at: i64,
    /// A view of a page begins before what happens on it.
    is_inside: bool,
    name: String,
    object: Option<String>,
    visit: Option<String>,
    page: Option<String>,
}

impl History {
    /// Reads `{ values, events?, now?, quiz?, id? }`. An event is `{ name, at, object?, visit?, page? }`, named by its fact path
    /// (`event.keypage.pricing`) and in any order.
    ///
    /// # Errors
    /// `score/bad-input`: the first problem, with its path.
    pub fn read(value: &Value) -> Result<Self, Error> {
        let (mut history, problems) = (Self::default(), Problems::default());
        Fields::read(value, "", &problems, &mut history);
        match problems.into_list().into_iter().next() {
            Some(problem) => Err(Error::new("score/bad-input", problem.error.message()).at(problem.error.path())),
            None => Ok(history),
        }
    }

    /// When the lead is scored: at the moment that it names, else when the last that is known of it happened, so that a history
    /// has the same score whenever it is read; `run` where nothing did.
    pub(super) fn moment(&self, run: i64) -> i64 {
        self.now.or_else(|| self.events.iter().map(|event| event.at).max()).unwrap_or(run)
    }

    /// The counters that a page would have kept, as of `now`. What lies before the attribution window does not count.
    pub(super) fn counters(&self, config: &Config, now: i64) -> Map {
        fold(&self.events, &config.events).events(&config.events, config.earliest(now))
    }
}

impl Read for History {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.require("values", "the answers and other facts of a lead, by name");
        match fields.raw("values") {
            Some(Value::Map(values)) => self.values = values.clone(),
            Some(other) => {
                fields.error("values", "config/wrong-type", explain!("found ", other.kind(), ", expected an object"));
            }
            None => {}
        }
        fields.objects("events", MOST_EVENTS, &mut self.events);
        self.now = time(fields, "now");
        fields.some_name("quiz", &mut self.quiz);
        fields.some_text("id", LONGEST, &mut self.id);
    }
}

impl Read for Past {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.require("name", "the fact path of an event, such as event.keypage.pricing");
        fields.require("at", "wall time in milliseconds");
        let mut path = String::new();
        if fields.text("name", LONGEST, &mut path) {
            match path.strip_prefix("event.").filter(|name| event::is_counted(name)) {
                Some(name) => self.name = name.to_owned(),
                None => {
                    let expected = "\", expected the fact path of an event, such as event.keypage.pricing";
                    fields.error("name", "config/bad-name", explain!("found \"", &path, expected));
                }
            }
        }
        self.is_inside = self.name != "page.view";
        self.at = time(fields, "at").unwrap_or(0);
        for (name, into) in [("object", &mut self.object), ("visit", &mut self.visit), ("page", &mut self.page)] {
            *into = label(fields, name);
        }
    }
}

/// A wall time in milliseconds since 1970.
fn time(fields: &Fields<'_>, name: &'static str) -> Option<i64> {
    let value = fields.raw(name)?;
    let time = value.as_whole().filter(|time| (0..=LATEST_MS).contains(time));
    if time.is_none() {
        let found = value.as_number().map_or_else(|| value.kind().to_owned(), text::number_text);
        let latest = text::number_text(LATEST_MS as f64);
        let message = explain!("found ", &found, ", expected whole milliseconds since 1970, up to ", &latest);
        fields.error(name, "config/out-of-range", message);
    }
    time
}

/// What tells things of a kind apart: a text or a number.
fn label(fields: &Fields<'_>, name: &'static str) -> Option<String> {
    let value = fields.raw(name)?;
    let label = Some(value).filter(|value| matches!(value, Value::Text(_) | Value::Number(_))).map(text_of);
    let label = label.filter(|label| text::fits(label, LONGEST));
    if label.is_none() {
        let expected = "expected a text of 1 to 2000 characters, or a number";
        fields.error(name, "config/wrong-type", explain!("found ", value.kind(), ", ", expected));
    }
    label
}

/// Events as the pages of a visitor would have counted them: view by view, in the order of time.
fn fold(events: &[Past], settings: &event::Settings) -> Behaviour {
    let mut behaviour = Behaviour::default();
    let mut before = None;
    for (view, event) in views(events) {
        if before != Some(view) {
            behaviour.page = Page::default();
            before = Some(view);
        }
        let happened = Happened { name: event.name.clone(), thing: event.object.clone(), ..Happened::default() };
        behaviour.count(&happened, settings, view.visit, event.at);
    }
    behaviour
}

/// A view of a page in a visit, both by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct View {
    visit: i64,
    page: i64,
}

/// Each event with the view of a page that it belongs to, view by view. Where no visit is named, one ends after half an hour's
/// rest; where no page is, a `page.view` begins the next.
fn views(events: &[Past]) -> Vec<(View, &Past)> {
    let mut events: Vec<&Past> = events.iter().collect();
    events.sort_unstable();
    let (mut visits, mut pages) = (BTreeMap::new(), BTreeMap::new());
    let (mut visit, mut rests, mut viewed) = (0, 0, 0);
    let mut seen = None;
    let mut out = Vec::new();
    for event in events {
        let is_over = seen.replace(event.at).is_none_or(|seen| event.at - seen > VISIT_IDLE_MS);
        if event.visit.is_some() || is_over {
            rests += i64::from(event.visit.is_none());
            visit = number(&mut visits, event.visit.as_ref().ok_or(rests));
        }
        viewed += i64::from(!event.is_inside);
        let page = number(&mut pages, (visit, event.page.as_ref().ok_or(viewed)));
        out.push((View { visit, page }, event));
    }
    out.sort_by_key(|(view, _)| *view);
    out
}

/// The number of a key: from 1, in the order in which keys come up.
fn number<K: Ord>(known: &mut BTreeMap<K, i64>, key: K) -> i64 {
    let next = known.len() as i64 + 1;
    *known.entry(key).or_insert(next)
}
