//! The payload: a lead in its wire form `leadsieve.lead/1`. It must not decide anything: it writes down what the engine
//! decided.

use super::contact::Contact;
use super::facts::{facts, with};
use super::identity::Key;
use super::receipt::receipt;
use super::summary::summary;
use crate::consent::State;
use crate::contact::Country;
use crate::event;
use crate::expression::Context;
use crate::score::{Line, Score, Table, evaluate};
use crate::source;
use crate::time::{DAY, MINUTE, Moment, SECOND, instant_text};
use crate::value::{Map, Value};

/// The name and version of the wire form.
pub const FORMAT: &str = "leadsieve.lead/1";

/// Everything that the engine decided about a lead, before it is written down.
#[derive(Clone, Debug)]
pub struct Draft<'a> {
    /// Id, enquiry and stage.
    pub key: Key,
    /// The site's id.
    pub site: &'a str,
    /// Digests of the contact: what groups repeated enquiries ([`same_as`](super::same_as)).
    pub same: Map,
    /// Address, title and language of the page.
    pub page: Map,
    /// `lead`, or what an enquiry is that is none of a client (`vendor`, `job` …): that has no score.
    pub kind: &'a str,
    /// `web`, or `chat` where a chat or call-back widget handed it over.
    pub origin: &'a str,
    /// Who asks.
    pub contact: Contact,
    /// The countries whose numbers are understood.
    pub countries: &'a [&'static Country],
    /// What is asked for: quiz and answers, or a message.
    pub request: Value,
    /// The source part ([`source_part`]).
    pub source: Value,
    /// The behaviour part ([`behaviour_part`]).
    pub behaviour: Value,
    /// Verdict, reasons and flags of the quiz's filters, null without a quiz.
    pub filter: Value,
    /// The boxes with their texts.
    pub consents: Value,
    /// What speaks for or against a person at the other end.
    pub trust: Value,
    /// The score table and its hash, where there is one.
    pub table: Option<(&'a Table, &'a str)>,
    /// The facts of its words and its address ([`told`](super::told)).
    pub told: Map,
    /// The lines that the quiz's options give.
    pub chosen: Vec<Line>,
    /// SHA-256 of the config.
    pub config: &'a str,
}

/// Writes a lead down, as of `now`.
#[must_use]
pub fn payload(draft: Draft<'_>, now: &Moment) -> Value {
    let answers = draft.request.get("answers").cloned().unwrap_or(Value::List(Vec::new()));
    let all = with(facts(&draft.source, &draft.behaviour, &answers), &draft.told);
    let context = Context::on_day(&all, now.local_day());
    let score = draft
        .table
        .filter(|_| draft.kind == "lead")
        .map(|(table, hash)| (evaluate(table, draft.chosen.clone(), &context, now.wall_ms), table, hash));
    let local_ms = now.wall_ms + i64::from(now.utc_offset_min) * MINUTE;
    let said =
        score.as_ref().map(|(score, ..)| summary(score, &draft.source, &draft.request, draft.key.inquiry, local_ms));
    let parts = [&answers, &draft.behaviour, &draft.source];
    let score = score.map(|(score, table, hash)| {
        let times = [now.local_day(), now.wall_ms];
        score_part(&score).with("receipt", receipt(&table.id, hash, parts, &score, times))
    });
    Map::new()
        .with("format", FORMAT)
        .with("id", draft.key.id.as_str())
        .with("inquiry", draft.key.inquiry)
        .with("stage", draft.key.stage.word())
        .with("same_as", draft.same)
        .with("site", draft.site)
        .with("page", draft.page)
        .with("created", instant_text(now.wall_ms))
        .with("kind", draft.kind)
        .with("origin", draft.origin)
        .with("contact", draft.contact.to_value(draft.countries))
        .with("request", draft.request)
        .with("source", draft.source)
        .with("behaviour", draft.behaviour)
        .with_some("filter", draft.filter)
        .with_some("score", score)
        .with_some("summary", said)
        .with("consents", draft.consents)
        .with("trust", draft.trust)
        .with("config", draft.config)
        .with("delivery", Map::new().with("key", draft.key.text()))
        .into()
}

/// The score part without its receipt.
#[must_use]
pub fn score_part(score: &Score) -> Map {
    let line = |line: &Line| -> Value {
        Map::new()
            .with("rule", line.rule.as_str())
            .with("label", line.label.as_str())
            .with("axis", line.axis.word())
            .with("raw", line.raw)
            .with("count", line.count)
            .with_some("decayed", Some(line.decayed).filter(|decayed| *decayed != line.raw * line.count))
            .with("points", line.points)
            .with("capped", line.capped())
            .into()
    };
    Map::new()
        .with("total", score.total())
        .with("axes", Map::new().with("fit", score.fit).with("intent", score.intent))
        .with_some("categories", Some(score.categories.clone()).filter(|categories| !categories.is_empty()))
        .with("class", score.class.as_str())
        .with("temperature", score.temperature.word())
        .with_some("grade", score.grade.as_str())
        .with("handoff", score.handoff)
        .with("explanation", Value::list(&score.explanation, line))
        .with("missing", score.missing.clone())
        .with("provisional", true)
}

/// The source part: the whole record where attribution was granted, this visit's where nothing was said yet, nothing
/// where it was denied. Every model at once, the touches between, the way to now, who runs the source, what is tested as
/// one, the visit's code.
#[must_use]
pub fn source_part(record: &source::Record, settings: &source::Settings, consent: State, now: i64) -> Value {
    let scope = match consent {
        State::Granted => "window",
        State::Pending => "visit",
        State::Denied => return Map::new().with("scope", "none").with("note", "not consented").into(),
    };
    let days = record.first().map(|first| (now - first.at()).max(0) / DAY);
    record
        .models(settings, now)
        .with("scope", scope)
        .with_some("touches", Value::list(record.between(), source::Touch::to_value))
        .with("visits", record.visit().number)
        .with("days", days)
        .with_some("lag", record.lag(settings, now))
        .with_some("contractor", record.contractor(settings, now))
        .with("bundle", record.bundle(settings, now))
        .with_some("code", record.visit().code.as_str())
        .into()
}

/// The behaviour part; nothing of it where it was denied. What was counted before `earliest` (wall time in milliseconds) is
/// over. `device` comes from the page: device class, viewport, time zone.
#[must_use]
pub fn behaviour_part(
    behaviour: &event::Behaviour,
    settings: &event::Settings,
    visit: &source::Visit,
    consent: State,
    device: Map,
    earliest: i64,
) -> Value {
    if consent == State::Denied {
        return Map::new().with("scope", "none").with("note", "not consented").into();
    }
    let (engaged_ms, scroll) = behaviour.totals(visit.started);
    let events = behaviour.events(settings, earliest);
    let key_pages = event::Behaviour::key_pages(settings, &events);
    device
        .with("visit", Map::new().with("number", visit.number).with("started", visit.started))
        .with("engaged_s", engaged_ms / SECOND)
        .with("scroll", scroll)
        .with("events", events)
        .with("key_pages", key_pages)
        .into()
}
