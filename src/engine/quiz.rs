//! The engine's part of quizzes: sessions by name, what happened in them, the lead at their end. It must not decide the
//! flow.

use std::sync::Arc;

use super::delivery::Made;
use super::{Effect, Engine, QuizAct};
use crate::delivery::State;
use crate::error::Error;
use crate::event::Event;
use crate::expression::Context;
use crate::lead::{self, Contact, Stage};
use crate::quiz::{self, Around, Definition, Filtered, Happening, Session, Stage as At};
use crate::score::{Table, evaluate};
use crate::text;
use crate::time::{Moment, SECOND, instant_text};
use crate::value::list;
use crate::value::{Map, Severity, Value, sha256};

/// A quiz that was opened on this page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Running {
    pub(super) name: String,
    pub(super) session: Session,
    /// The idempotency key of its lead, once it was sent.
    pub(super) lead: String,
    /// Whether leaving was told.
    pub(super) is_abandoned: bool,
}

impl Engine {
    /// Something in a quiz.
    pub(super) fn take_quiz(&mut self, name: &str, act: QuizAct, now: &Moment) {
        let Some(definition) = self.config.shared_quiz(name) else {
            self.wish(Effect::Render { quiz: name.to_owned(), view: Value::Null });
            return self.report_unknown(name);
        };
        let definition = Arc::clone(definition);
        self.see(now);
        match act {
            QuizAct::Open => self.open_quiz(name, &definition, false, now),
            QuizAct::Restart => self.open_quiz(name, &definition, true, now),
            QuizAct::Act(action) => self.act_in_quiz(name, &definition, action, now),
        }
        self.changed.snapshot = true;
        self.changed.quiz = self.has_begun_a_quiz();
        self.render(name, now);
    }

    /// Whether there is anything to remember of a quiz.
    pub(super) fn has_begun_a_quiz(&self) -> bool {
        self.quizzes.iter().any(|running| running.session.first_input_at.is_some())
    }

    /// What is remembered of quizzes: those that were begun here, beside what storage had.
    pub(super) fn quizzes_to_keep(&self, now: &Moment) -> Value {
        let mut kept = self.kept_quizzes.as_map().cloned().unwrap_or_default();
        for running in self.quizzes.iter().filter(|running| running.session.first_input_at.is_some()) {
            if let Some(definition) = self.config.quiz(&running.name) {
                kept.set(&running.name, quiz::record::entry(&running.session, definition, now.wall_ms));
            }
        }
        kept.into()
    }

    /// Takes in what storage or another tab remembers; a quiz that was opened and not begun yet goes on from there.
    pub(super) fn learn_quizzes(&mut self, stored: &Value, now: &Moment) {
        self.kept_quizzes = quiz::record::join(&self.kept_quizzes, stored);
        let waiting = self.quizzes.iter().filter(|running| running.session.first_input_at.is_none());
        for name in waiting.map(|running| running.name.clone()).collect::<Vec<_>>() {
            if let Some(definition) = self.config.shared_quiz(&name).map(Arc::clone)
                && let Some(session) = self.remembered(&name, &definition, now)
                && let Some(running) = self.quizzes.iter_mut().find(|running| running.name == name)
            {
                running.session = session;
                self.render(&name, now);
            }
        }
    }

    /// The session that is remembered of a quiz.
    fn remembered(&self, name: &str, definition: &Definition, now: &Moment) -> Option<Session> {
        let stored = quiz::record::remembered(&self.kept_quizzes, name, definition, now.wall_ms)?;
        let facts = self.base_facts(now);
        let around = Around { definition, facts: &facts, now, language: self.language(definition) };
        Session::from_value(stored, around).map(|session| session.taken_up(now.wall_ms))
    }

    /// The language of a quiz: the page's, or the author's where the page says nothing else.
    pub(super) fn language<'a>(&'a self, definition: &'a Definition) -> &'a str {
        definition
            .locale
            .as_deref()
            .filter(|_| self.environment.language.is_empty())
            .unwrap_or(&self.environment.language)
    }

    #[inline(never)]
    fn running(&self, name: &str) -> Option<&Running> {
        self.quizzes.iter().find(|running| running.name == name)
    }

    /// A name that no quiz has. Of a config that was refused as a whole that was said already.
    fn report_unknown(&mut self, name: &str) {
        if self.config.hash().is_empty() {
            return;
        }
        let known = text::join(self.config.quizzes.iter().map(|(name, _)| name.as_str()), ", ");
        let message = ["unknown quiz \"", name, "\"; the config has ", if known.is_empty() { "none" } else { &known }];
        self.report(Severity::Error, Error::new("quiz/unknown", text::concat(&message)).at("quizzes"));
    }

    /// Opens a quiz; one that is open already stays as it is, unless it begins anew.
    fn open_quiz(&mut self, name: &str, definition: &Definition, is_anew: bool, now: &Moment) {
        if self.running(name).is_some() && !is_anew {
            return;
        }
        let facts = self.base_facts(now);
        let around = Around { definition, facts: &facts, now, language: self.language(definition) };
        let remembered = if is_anew { None } else { self.remembered(name, definition, now) };
        let session = remembered.unwrap_or_else(|| Session::open(around));
        list::drop_where(&mut self.quizzes, &|running| running.name == name);
        self.quizzes.push(Running { name: name.to_owned(), session, ..Running::default() });
        self.happen(Event::new("quiz.open").of(name).with("quiz", name), now);
    }

    fn act_in_quiz(&mut self, name: &str, definition: &Definition, action: quiz::Action, now: &Moment) {
        let facts = self.base_facts(now);
        let language = self.language(definition).to_owned();
        let Some(running) = self.quizzes.iter_mut().find(|running| running.name == name) else { return };
        let countries = &self.config.site.countries;
        let around = Around { definition, facts: &facts, now, language: &language };
        for happening in quiz::act(&mut running.session, around, countries, action) {
            self.tell_quiz(name, definition, happening, now);
        }
    }

    fn tell_quiz(&mut self, name: &str, definition: &Definition, happening: Happening, now: &Moment) {
        match happening {
            Happening::Event(event, properties) => {
                self.happen(Event::whole(event.to_owned(), properties).with("quiz", name), now);
            }
            Happening::Sent => self.send_quiz(name, definition, now),
            Happening::Exhausted => {
                let message =
                    text::concat(&["the rules of \"", name, "\" go round in circles: what they still set was left"]);
                self.report(Severity::Warning, Error::new("quiz/circles", message).at("quizzes"));
            }
        }
    }

    /// The lead of a quiz whose contact was sent.
    fn send_quiz(&mut self, name: &str, definition: &Definition, now: &Moment) {
        let Some(running) = self.running(name) else { return };
        let session = &running.session;
        let facts = self.base_facts(now);
        let around = Around { definition, facts: &facts, now, language: self.language(definition) };
        // Whoever was turned away has not seen the later pages: the verdict is the one that was shown.
        let moment = if session.run.is_complete() { quiz::Moment::End } else { quiz::Moment::Contact };
        let filtered = Filtered::judge(session, around, moment);
        let language = around.language;
        let answers = answers_part(session, around);
        let stage = if filtered.verdict == quiz::Verdict::Out { Stage::Partial } else { Stage::Full };
        let made = Made {
            topic: name.to_owned(),
            kind: filtered.kind(),
            origin: "web",
            stage,
            contact: Contact::from_value(&session.contact.clone().into()),
            filter: filtered.to_value(session),
            consents: consents_part(session, definition, language),
            trust: trust_part(session),
            chosen: lead::chosen(definition, &lead::answers_of(&answers)),
            request: Map::new()
                .with("quiz", name)
                .with("version", definition.version)
                .with("hash", definition.hash.as_str())
                .with("answers", answers)
                .into(),
        };
        let key = self.make_lead(made, now);
        if let Some(running) = self.quizzes.iter_mut().find(|running| running.name == name) {
            running.lead = key;
        }
    }

    /// A quiz that was begun and is not done counts as abandoned when the page is left, once.
    pub(super) fn abandon_quizzes(&mut self, now: &Moment) {
        let is_left = |running: &Running| {
            running.session.first_input_at.is_some() && running.session.stage != At::Done && !running.is_abandoned
        };
        let mut left = Vec::new();
        for running in &mut self.quizzes {
            if is_left(running) {
                running.is_abandoned = true;
                left.push(running.name.clone());
            }
        }
        for name in left {
            self.happen(Event::new("quiz.abandon").with("quiz", name.as_str()), now);
        }
    }

    /// Shows a quiz as it stands.
    pub(super) fn render(&mut self, name: &str, now: &Moment) {
        let found = self.running(name).zip(self.config.quiz(name));
        if let Some((running, definition)) = found {
            let base = self.with_score(self.base_facts(now), &running.session, definition, now);
            let around = Around { definition, facts: &base, now, language: self.language(definition) };
            let delivery = self.delivery_key(&running.lead);
            let view = quiz::view(name, &running.session, around, &self.config.site.countries, delivery);
            self.wish(Effect::Render { quiz: name.to_owned(), view });
        }
    }

    /// Facts with the score of a quiz's answers, once its questions are done: outcomes go by it.
    fn with_score(&self, base: Value, session: &Session, definition: &Definition, now: &Moment) -> Value {
        if session.stage == At::Page {
            return base;
        }
        let around = Around { definition, facts: &base, now, language: "" };
        let mut answers = Map::new();
        for answered in session.answered(around) {
            answers.set(&answered.element.name, answered.value);
        }
        let base = base.as_map().cloned().unwrap_or_default();
        let facts = base.clone().merged(answers.clone()).into();
        let (context, none) = (Context::on_day(&facts, now.local_day()), Table::default());
        let table = self.config.score.as_ref().unwrap_or(&none);
        let score = evaluate(table, lead::chosen(definition, &answers), &context, now.wall_ms);
        base.with("score", score.facts()).into()
    }

    /// Shows again every quiz that was open, after a restart.
    pub(super) fn render_all(&mut self, now: &Moment) {
        for place in 0..self.quizzes.len() {
            if let Some(name) = self.quizzes.get(place).map(|running| running.name.clone()) {
                self.render(&name, now);
            }
        }
    }

    /// Shows what became of a lead in the quiz that it came from.
    pub(super) fn show_delivery(&mut self, key: &str, now: &Moment) {
        let name = self.quizzes.iter().find(|running| running.lead == key).map(|running| running.name.clone());
        if let Some(name) = name {
            self.render(&name, now);
        }
    }

    /// What the visitor reads of the sending; nothing where nothing was sent.
    fn delivery_key(&self, key: &str) -> Option<&'static str> {
        let mut best = 0;
        for entry in self.outbox.entries().filter(|entry| !key.is_empty() && entry.key == key) {
            best = best.max(match entry.state {
                // One destination has it: for the visitor the request has arrived.
                State::Confirmed => 4,
                State::Queued if self.outbox.is_sending(&entry.record()) => 3,
                State::Queued => 2,
                State::Undelivered | State::Dead => 1,
            });
        }
        [None, Some("delivery.failed"), Some("delivery.saved"), Some("delivery.sending"), Some("delivery.sent")]
            .get(best)
            .copied()
            .flatten()
    }
}

/// The answers of the questions that were visible.
fn answers_part(session: &Session, around: Around<'_>) -> Value {
    let mut parts = Vec::new();
    for answered in session.answered(around) {
        let noted = session.answers.iter().find(|answer| answer.name == answered.element.name);
        let part = Map::new()
            .with("name", answered.element.name.as_str())
            .with("title", answered.title)
            .with("value", answered.value)
            .with("text", answered.text)
            .with("seconds", noted.map_or(0, |answer| answer.took_ms / SECOND))
            .with("changes", noted.map_or(0, |answer| answer.changes));
        parts.push(part.into());
    }
    Value::List(parts)
}

/// The boxes: text shown, its hash, language, time, given or not.
fn consents_part(session: &Session, definition: &Definition, language: &str) -> Value {
    let part = |consent: &quiz::Consent| -> Value {
        let shown = consent.text.pick(language);
        let ticked = session.ticked.get(&consent.id).and_then(Value::as_whole).map(instant_text);
        Map::new()
            .with("id", consent.id.as_str())
            .with("text", shown)
            .with("hash", text::hex(&sha256(shown.as_bytes())))
            .with("locale", language)
            .with("given", ticked.is_some())
            .with_some("time", ticked)
            .into()
    };
    Value::list(&definition.lead.consents, part)
}

/// Signs of a person or a program. `first_input_ms` runs from opening the quiz to the first input.
fn trust_part(session: &Session) -> Map {
    let first_input = session.first_input_at.map(|at| (at - session.opened_at).max(0));
    Map::new().with("honeypot", !session.typed("website").is_empty()).with("first_input_ms", first_input)
}
