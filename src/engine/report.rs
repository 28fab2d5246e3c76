//! What the page may ask: facts and the live score. It must change nothing.

use super::Engine;
use crate::expression::Context;
use crate::lead;
use crate::score;
use crate::time::Moment;
use crate::value::{Map, Value};

impl Engine {
    /// What the page asks by name: `score`, `source`, `facts`, `leads`, `events` or `hand`; null for anything else.
    #[must_use]
    pub fn ask(&self, what: &str, now: &Moment) -> Value {
        match what {
            "score" => self.score(now),
            "source" => self.source(now),
            "facts" => self.facts(now),
            "leads" => self.leads(),
            "events" => self.log.to_value(),
            "hand" => self.hand(now),
            _ => Value::Null,
        }
    }

    /// The facts of now, as rules see them. Answers are those of the quiz that was opened last.
    #[must_use]
    pub fn facts(&self, now: &Moment) -> Value {
        let answers = self.current_answers();
        let facts = lead::with(self.base_facts(now), &answers);
        lead::with(facts, &self.current_told(&answers))
    }

    /// The facts of now without answers.
    pub(super) fn base_facts(&self, now: &Moment) -> Value {
        lead::facts(&self.source(now), &self.behaviour_now(now), &Value::Null)
    }

    /// The score of now with its explanation; null without a table.
    #[must_use]
    pub fn score(&self, now: &Moment) -> Value {
        let Some((table, _)) = self.config.table() else { return Value::Null };
        let facts = self.facts(now);
        let score =
            score::evaluate(table, self.current_points(), &Context::on_day(&facts, now.local_day()), now.wall_ms);
        lead::score_part(&score).into()
    }

    #[cfg(not(feature = "quiz"))]
    fn current_answers(&self) -> Map {
        Map::new()
    }

    #[cfg(not(feature = "quiz"))]
    #[expect(clippy::unused_self, reason = "the other one looks into its quizzes")]
    fn current_told(&self, _: &Map) -> Map {
        Map::new()
    }

    /// The facts of the words and the address that were typed into the quiz that was opened last.
    #[cfg(feature = "quiz")]
    fn current_told(&self, answers: &Map) -> Map {
        let Some(running) = self.quizzes.last() else { return Map::new() };
        let email = crate::contact::check_email(running.session.typed("email"));
        self.config.told(Some(&running.name), answers, None, email.as_deref())
    }

    #[cfg(not(feature = "quiz"))]
    #[expect(clippy::unused_self, reason = "the other one looks into its quizzes")]
    pub(super) fn current_verdict(&self) -> Option<&'static str> {
        None
    }

    /// What the filters of the quiz that was opened last said.
    #[cfg(feature = "quiz")]
    pub(super) fn current_verdict(&self) -> Option<&'static str> {
        self.quizzes.last().map(|running| running.session.first_verdict.word())
    }

    #[cfg(not(feature = "quiz"))]
    pub(super) fn current_points(&self) -> Vec<score::Line> {
        Vec::new()
    }

    #[cfg(feature = "quiz")]
    fn current_answers(&self) -> Map {
        let mut answers = Map::new();
        if let Some(running) = self.quizzes.last() {
            let definition = self.config.quiz(&running.name);
            for element in definition.into_iter().flat_map(crate::quiz::Definition::questions) {
                answers.set_some(&element.name, running.session.run.datum(element.slot()).clone());
            }
        }
        answers
    }

    #[cfg(feature = "quiz")]
    pub(super) fn current_points(&self) -> Vec<score::Line> {
        let definition = self.quizzes.last().and_then(|running| self.config.quiz(&running.name));
        definition.map(|definition| lead::chosen(definition, &self.current_answers())).unwrap_or_default()
    }
}
