//! A run as a value, for the snapshot that a restart begins from. It must accept any foreign value: what does not fit the
//! quiz is left out, and everything that can be computed is computed again.

use super::same::is_empty;
use super::{Run, Walk};
use crate::quiz::definition::{Definition, Holds};
use crate::value::{Map, Value};

impl Run {
    /// The run as a value.
    #[must_use]
    pub fn to_value(&self, quiz: &Definition) -> Value {
        let mut values = Map::new();
        for slot in 0..quiz.names.len() {
            let is_in = matches!(quiz.names.holds(slot), Holds::Answer | Holds::Comment | Holds::Set);
            if is_in && self.values.get(slot).is_some_and(|value| !is_empty(value)) {
                values.set(quiz.names.name(slot), self.values.get(slot).cloned().unwrap_or_default());
            }
        }
        let mut touched = Vec::new();
        for (element, mark) in quiz.elements.iter().zip(&self.marks) {
            if element.kind.is_question() && mark.is_touched {
                touched.push(Value::from(element.name.as_str()));
            }
        }
        let name = |at: Option<usize>| at.and_then(|at| quiz.elements.get(at)).map(|element| element.name.clone());
        Map::new()
            .with("values", values)
            .with("touched", Value::List(touched))
            .with("page", name(self.turn.page))
            .with("single", name(self.turn.single))
            .with("started", self.turn.is_started)
            .with("complete", self.turn.is_complete)
            .with("spent", self.turn.spent)
            .with("progress", self.turn.progress)
            .into()
    }
}

impl Walk<'_> {
    /// Takes a stored run up again: the answers that fit, everything computed from them, the page where it can be shown.
    pub(in crate::quiz) fn resume(&mut self, stored: &Value) {
        self.begin();
        for (at, element) in self.quiz.elements.iter().enumerate().filter(|(_, element)| element.kind.is_question()) {
            let value = stored.get("values").and_then(|values| values.get(&element.name));
            let fit = match value {
                Some(value) if element.kind == crate::quiz::Kind::Multipletext => Some(value.clone()),
                Some(value) => element.accept(value),
                None => None,
            };
            if let Some(value) = fit.filter(|_| element.kind.has_input()) {
                self.assign(at, value);
            }
            let comment = crate::text::concat(&[&element.name, "-Comment"]);
            if let Some(words) = stored.get("values").and_then(|values| values.text(&comment)) {
                self.set_comment(at, crate::text::clean(words, 1_000).into());
            }
        }
        for name in stored.items("touched").iter().filter_map(Value::as_text) {
            if let Some(at) = self.quiz.elements.iter().position(|element| element.name == name) {
                self.mark(at).is_touched = true;
            }
        }
        let place =
            |name: &str| self.quiz.elements.iter().position(|element| Some(element.name.as_str()) == stored.text(name));
        let (page, single) = (place("page"), place("single"));
        let turn = &mut self.run.turn;
        turn.is_started |= stored.flag("started");
        turn.is_complete = stored.flag("complete");
        turn.spent = stored.amount("spent").max(0);
        turn.progress = stored.amount("progress").clamp(0, 100);
        self.return_to(page, single);
        self.know_oneself();
    }
}
