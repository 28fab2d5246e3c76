//! The session as a value (version 2), for the snapshot that a restart begins from. It must accept any foreign value and
//! keep only what the definition knows.

use super::answer::Answer;
use super::definition::Verdict;
use super::session::{Around, Session, Stage};
use crate::text;
use crate::value::{Map, Value};

const VERDICTS: &[(&str, Verdict)] = &[("in", Verdict::In), ("soft", Verdict::Soft), ("out", Verdict::Out)];

impl Session {
    /// The session as a value.
    #[must_use]
    pub fn to_value(&self, definition: &super::Definition) -> Value {
        self.to_map(definition).into()
    }

    /// The same as a map.
    pub(super) fn to_map(&self, definition: &super::Definition) -> Map {
        let answer = |answer: &Answer| -> Value {
            Map::new()
                .with("name", answer.name.as_str())
                .with("took_ms", answer.took_ms)
                .with("changes", answer.changes)
                .with("step", answer.step)
                .into()
        };
        Map::new()
            .with("stage", self.stage.word())
            .with("run", self.run.to_value(definition))
            .with("answers", Value::list(&self.answers, answer))
            .with("contact", self.contact.clone())
            .with("ticked", self.ticked.clone())
            .with("first_verdict", self.first_verdict.word())
            .with("changed_after_filter", self.changed_after_filter)
            .with("acts", self.acts)
            .with("steps_shown", self.steps_shown)
            .with("shown_at", self.shown_at)
            .with("opened_at", self.opened_at)
            .with("first_input_at", self.first_input_at)
    }

    /// The session out of a value; `None` where it does not fit the definition.
    #[must_use]
    pub fn from_value(value: &Value, around: Around<'_>) -> Option<Self> {
        let whole = |value: &Value, name: &str| value.amount(name);
        let word = |name: &str| value.text(name).unwrap_or_default();
        let stage = Stage::WORDS.iter().find(|(known, _)| *known == word("stage"))?.1;
        let answer = |found: &Value| {
            let name = around.definition.element(found.get("name")?.as_text()?)?.name.clone();
            Some(Answer {
                name,
                took_ms: whole(found, "took_ms"),
                changes: whole(found, "changes"),
                step: whole(found, "step"),
            })
        };
        let (mut answers, mut contact, mut ticked) = (Vec::new(), Map::new(), Map::new());
        for found in value.items("answers") {
            answers.extend(answer(found));
        }
        for (name, found) in value.entries_of("contact") {
            if let Some(typed) = found.as_text().filter(|_| contact.len() < 12) {
                contact.set(name, text::clean(typed, 254));
            }
        }
        for (id, at) in value.entries_of("ticked") {
            if let Some(at) = at.as_whole().filter(|_| ticked.len() < 10) {
                ticked.set(id, at);
            }
        }
        let mut session = Self {
            stage,
            answers,
            contact,
            ticked,
            first_verdict: VERDICTS
                .iter()
                .find(|(known, _)| *known == word("first_verdict"))
                .map(|(_, verdict)| *verdict)
                .unwrap_or_default(),
            changed_after_filter: value.flag("changed_after_filter"),
            acts: whole(value, "acts"),
            steps_shown: whole(value, "steps_shown"),
            shown_at: whole(value, "shown_at"),
            opened_at: whole(value, "opened_at"),
            first_input_at: value.whole("first_input_at"),
            ..Self::default()
        };
        around.walk(&mut session.run).resume(value.get("run")?);
        Some(session)
    }
}
