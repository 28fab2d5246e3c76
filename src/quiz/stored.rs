//! The session as a value (version 1), for the snapshot that a restart begins from. It must accept any foreign value and
//! keep only what the definition knows.

use super::answer::Answer;
use super::definition::{Definition, Verdict};
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
        let ticked: Map = self.ticked.iter().map(|(id, at)| (id, *at)).collect();
        Map::new()
            .with("stage", self.stage.word())
            .with("page", self.page.as_str())
            .with("answers", self.answers.iter().map(answer).collect::<Vec<_>>())
            .with("contact", self.contact.clone())
            .with("ticked", ticked)
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
        let whole = |value: &Value, name: &str| value.get(name).and_then(Value::as_whole).unwrap_or_default();
        let word = |name: &str| value.get(name).and_then(Value::as_text).unwrap_or_default();
        let stage = Stage::WORDS.iter().find(|(known, _)| *known == word("stage"))?.1;
        let page = definition.pages.iter().find(|page| page.name == word("page"))?.name.clone();
        let answer = |found: &Value| {
            let element = definition.element(found.get("name")?.as_text()?)?;
            let value = element.accept(found.get("value")?)?;
            let name = element.name.clone();
            Some(Answer { name, value, took_ms: whole(found, "took_ms"), changes: whole(found, "changes"), step: whole(found, "step") })
        };
        let answers = value.get("answers").and_then(Value::as_list).unwrap_or_default();
        let typed = value.get("contact").and_then(Value::as_map).into_iter().flat_map(Map::iter);
        let ticked = value.get("ticked").and_then(Value::as_map).into_iter().flat_map(Map::iter);
        Some(Self {
            stage,
            page,
            answers: answers.iter().filter_map(answer).collect(),
            contact: typed.filter_map(|(name, found)| Some((name, text::clean(found.as_text()?, 254)))).take(8).collect(),
            ticked: ticked.filter_map(|(id, at)| Some((id.to_owned(), at.as_whole()?))).take(10).collect(),
            first_verdict: VERDICTS.iter().find(|(known, _)| *known == word("first_verdict")).map(|(_, verdict)| *verdict).unwrap_or_default(),
            changed_after_filter: value.get("changed_after_filter").and_then(Value::as_bool).unwrap_or(false),
            progress: whole(value, "progress").clamp(0, 100),
            steps_shown: whole(value, "steps_shown"),
            shown_at: whole(value, "shown_at"),
            opened_at: whole(value, "opened_at"),
            first_input_at: value.get("first_input_at").and_then(Value::as_whole),
            errors: Vec::new(),
        })
    }
}
