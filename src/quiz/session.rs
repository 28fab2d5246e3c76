//! One visitor's way through a quiz: the run through its questions, and what leads need around it. It must not decide what
//! comes next.

use super::answer::Answer;
use super::definition::{Definition, Element, Verdict};
use super::run::{Run, Walk};
use crate::expression::Context;
use crate::time::{Moment, SECOND};
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
    /// The run through the questions.
    pub run: Run,
    /// How the answers came about, in the order of their first answering.
    pub answers: Vec<Answer>,
    /// Contact fields as typed, by name; `website` is the honeypot.
    pub contact: Map,
    /// Wall time of ticking in milliseconds, by id of the box; boxes that are not ticked are not there.
    pub ticked: Map,
    /// The first verdict other than `in`.
    pub first_verdict: Verdict,
    /// Whether a verdict changed after it had been given.
    pub changed_after_filter: bool,
    /// How many actions there were: of two records of one moment the one with more of them is the newer.
    pub acts: i64,
    /// How many steps were shown so far: tells a change on a later visit of a step from typing.
    pub steps_shown: i64,
    /// When the current step was shown: wall time in milliseconds.
    pub shown_at: i64,
    /// When the quiz was opened: wall time in milliseconds.
    pub opened_at: i64,
    /// When the visitor first did something: wall time in milliseconds.
    pub first_input_at: Option<i64>,
    /// What is wrong with the contact step, as views show it (`{name, msg}`). Not kept: the next attempt finds it again.
    pub errors: Vec<Value>,
}

/// What a session is looked at with: the quiz, the facts of the page, the moment and the language.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// The quiz.
    pub definition: &'a Definition,
    /// The facts without answers.
    pub facts: &'a Value,
    /// The moment.
    pub now: &'a Moment,
    /// The language of the page.
    pub language: &'a str,
}

impl<'a> Around<'a> {
    /// The walk of a run.
    pub(super) fn walk(self, run: &'a mut Run) -> Walk<'a> {
        Walk {
            quiz: self.definition,
            run,
            base: Context::at(self.facts, self.now),
            language: self.language,
            is_pointed: false,
        }
    }
}

impl Session {
    /// A session that opens at the first visible page, or at the cover.
    #[must_use]
    pub fn open(around: Around<'_>) -> Self {
        let now = around.now.wall_ms;
        let mut session = Self { opened_at: now, shown_at: now, steps_shown: 1, ..Self::default() };
        around.walk(&mut session.run).begin();
        session
    }

    /// The session as it goes on now: the time between does not count.
    #[must_use]
    pub fn taken_up(self, now: i64) -> Self {
        let opened_at = now - self.run.seconds() * SECOND;
        Self { opened_at, shown_at: now, steps_shown: self.steps_shown + 1, ..self }
    }

    /// The answer to a question, null where there is none.
    #[must_use]
    pub fn answer(&self, definition: &Definition, name: &str) -> Value {
        definition.element(name).map(|element| self.run.datum(element.slot).clone()).unwrap_or_default()
    }

    /// A contact field as typed.
    #[must_use]
    pub fn typed(&self, name: &str) -> &str {
        self.contact.get(name).and_then(Value::as_text).unwrap_or_default()
    }

    /// The visible questions that are answered: with the title and the answer as the visitor reads them.
    #[must_use]
    pub fn answered<'a>(&self, around: Around<'a>) -> Vec<Answered<'a>> {
        let mut run = self.run.clone();
        let mut walk = around.walk(&mut run);
        walk.renew();
        let mut answered = Vec::new();
        for at in walk.shown_questions() {
            let Some(element) = around.definition.elements.get(at) else { continue };
            let value = walk.datum(element.slot).clone();
            if !value.is_empty() && element.kind.is_question() {
                answered.push(Answered { element, title: walk.title(at), text: walk.read_text(at, &value), value });
            }
        }
        answered
    }
}

/// A question that is answered, as the visitor reads it.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered<'a> {
    /// The question.
    pub element: &'a Element,
    /// Its title, with other answers put in.
    pub title: String,
    /// The answer.
    pub value: Value,
    /// The answer in words.
    pub text: String,
}
