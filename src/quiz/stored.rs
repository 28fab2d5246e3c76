//! The session as a value (version 1), for the snapshot that a restart begins from. It must accept any foreign value and
//! keep only what the definition knows.

use super::answer::Answer;
use super::definition::Definition;
use super::lead::Verdict;
use super::session::{Session, Stage};
use crate::text;
use crate::value::{Map, Value};

const VERDICTS: &[(&str, Verdict)] = &[("in", Verdict::In), ("soft", Verdict::Soft), ("out", Verdict::Out)];

impl Session {
    /// The session as a value.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let answer = |answer: &Answer| -> Value {
            Map::new()
                .with("name", answer.name.as_str())
                .with("value", answer.value.clone())
                .with("took_ms", answer.took_ms)
                .with("changes", answer.changes)
                .with("step", answer.step)
                .into()
        };
        Map::new()
            .with("stage", self.stage.word())
            .with("page", self.page.as_str())
            .with("answers", Value::list(&self.answers, answer))
            .with("contact", self.contact.clone())
            .with("ticked", self.ticked.clone())
            .with("first_verdict", self.first_verdict.word())
            .with("changed_after_filter", self.changed_after_filter)
            .with("progress", self.progress)
            .with("steps_shown", self.steps_shown)
            .with("shown_at", self.shown_at)
            .with("opened_at", self.opened_at)
            .with("first_input_at", self.first_input_at)
            .into()
    }

    /// The session out of a value; `None` where it does not fit the definition.
    #[must_use]
    pub fn from_value(value: &Value, definition: &Definition) -> Option<Self> {
        let whole = |value: &Value, name: &str| value.amount(name);
        let word = |name: &str| value.text(name).unwrap_or_default();
        let stage = Stage::WORDS.iter().find(|(known, _)| *known == word("stage"))?.1;
        let page = definition.pages.iter().find(|page| page.name == word("page"))?.name.clone();
        let answer = |found: &Value| {
            let element = definition.element(found.get("name")?.as_text()?)?;
            let value = element.accept(found.get("value")?)?;
            let name = element.name.clone();
            Some(Answer {
                name,
                value,
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
            if let Some(typed) = found.as_text().filter(|_| contact.len() < 8) {
                contact.set(name, text::clean(typed, 254));
            }
        }
        for (id, at) in value.entries_of("ticked") {
            if let Some(at) = at.as_whole().filter(|_| ticked.len() < 10) {
                ticked.set(id, at);
            }
        }
        Some(Self {
            stage,
            page,
            answers,
            contact,
            ticked,
            first_verdict: VERDICTS
                .iter()
                .find(|(known, _)| *known == word("first_verdict"))
                .map(|(_, verdict)| *verdict)
                .unwrap_or_default(),
            changed_after_filter: value.flag("changed_after_filter"),
            progress: whole(value, "progress").clamp(0, 100),
            steps_shown: whole(value, "steps_shown"),
            shown_at: whole(value, "shown_at"),
            opened_at: whole(value, "opened_at"),
            first_input_at: value.whole("first_input_at"),
            errors: Vec::new(),
        })
    }
}
