//! One visitor's way through a quiz: what is known so far. It must not decide what comes next.

use super::answer::Answer;
use super::definition::{Definition, Element, Page};
use super::lead::Verdict;
use crate::expression::{Context, Expression};
use crate::value::{Map, Value};

/// Where the visitor stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// On a page of questions.
    #[default]
    Page,
    /// On the contact step.
    Contact,
    /// Turned away.
    Rejected,
    /// Sent, or at the end of a quiz that sends nothing.
    Done,
}

impl Stage {
    /// The words of the stages in views and records.
    pub(super) const WORDS: &'static [(&'static str, Self)] =
        &[("page", Self::Page), ("contact", Self::Contact), ("rejected", Self::Rejected), ("done", Self::Done)];

    /// The word of the stage.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, stage)| *stage == self).map_or("", |(word, _)| word)
    }
}

/// A visitor's way through a quiz.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Session {
    /// Where the visitor stands.
    pub stage: Stage,
    /// The name of the page.
    pub page: String,
    /// The answers, in the order of their first answering.
    pub answers: Vec<Answer>,
    /// Contact fields as typed, by name; `website` is the honeypot.
    pub contact: Map,
    /// Wall time of ticking in milliseconds, by id of the box; boxes that are not ticked are not there.
    pub ticked: Map,
    /// The first verdict other than `in`.
    pub first_verdict: Verdict,
    /// Whether a verdict changed after it had been given.
    pub changed_after_filter: bool,
    /// The furthest progress so far, in percent.
    pub progress: i64,
    /// How many steps were shown so far: tells a change on a later visit of a step from typing.
    pub steps_shown: i64,
    /// When the current step was shown: wall time in milliseconds.
    pub shown_at: i64,
    /// When the quiz was opened: wall time in milliseconds.
    pub opened_at: i64,
    /// When the visitor first did something: wall time in milliseconds.
    pub first_input_at: Option<i64>,
    /// What is wrong with the current step, as views show it (`{name, msg}`). Not kept: the next attempt finds it again.
    pub errors: Vec<Value>,
}

impl Session {
    /// A session that opens at the first visible page.
    #[must_use]
    pub fn open(definition: &Definition, base: &Value, today: i64, now: i64) -> Self {
        let session = Self { opened_at: now, shown_at: now, steps_shown: 1, ..Self::default() };
        let page = session.step(definition, base, today).pages().first().map(|page| page.name.clone());
        Self { page: page.unwrap_or_default(), ..session }
    }

    /// The session beside its definition and facts, for asking.
    #[must_use]
    pub fn step<'a>(&self, definition: &'a Definition, base: &Value, today: i64) -> Step<'a> {
        let mut facts = base.as_map().cloned().unwrap_or_default();
        for answer in &self.answers {
            facts.set(&answer.name, answer.value.clone());
        }
        Step { definition, facts: Value::Map(facts), today }
    }

    /// The answer to a question, null where there is none.
    #[must_use]
    pub fn answer(&self, name: &str) -> &Value {
        self.answers.iter().find(|answer| answer.name == name).map_or(&Value::Null, |answer| &answer.value)
    }

    /// A contact field as typed.
    #[must_use]
    pub fn typed(&self, name: &str) -> &str {
        self.contact.get(name).and_then(Value::as_text).unwrap_or_default()
    }
}

/// What is visible with the answers of now.
#[derive(Clone, Debug)]
pub struct Step<'a> {
    /// The quiz.
    pub definition: &'a Definition,
    /// The facts with the answers on top.
    pub facts: Value,
    today: i64,
}

impl<'a> Step<'a> {
    /// What expressions are evaluated against.
    #[must_use]
    pub fn context(&self) -> Context<'_> {
        Context { facts: &self.facts, today: self.today }
    }

    fn is_shown(&self, condition: Option<&Expression>) -> bool {
        condition.is_none_or(|condition| condition.is_true(&self.context()))
    }

    /// The visible questions of a page.
    #[must_use]
    pub fn questions(&self, page: &'a Page) -> Vec<&'a Element> {
        let mut shown = Vec::new();
        for element in &page.elements {
            if self.is_shown(element.visible_if.as_ref()) {
                shown.push(element);
            }
        }
        shown
    }

    /// The visible pages.
    #[must_use]
    pub fn pages(&self) -> Vec<&'a Page> {
        let mut shown = Vec::new();
        for page in &self.definition.pages {
            if self.is_shown(page.visible_if.as_ref()) && !self.questions(page).is_empty() {
                shown.push(page);
            }
        }
        shown
    }

    /// The questions that count: visible ones on visible pages.
    #[must_use]
    pub fn visible(&self) -> Vec<&'a Element> {
        let mut shown = Vec::new();
        for page in self.pages() {
            shown.extend_from_slice(&self.questions(page));
        }
        shown
    }
}
