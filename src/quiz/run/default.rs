//! Defaults: what a question is answered with before the visitor does it. It must not decide when conditions are looked at.

use super::Walk;
use super::same::is_empty;
use crate::quiz::definition::{Element, Kind};
use crate::value::Value;
use crate::value::list;

/// The rule that computes a default, among the rules of a question that run at most once at a time.
const DEFAULT: u8 = 0;

impl Walk<'_> {
    /// Defaults of everything, in the order of the definition.
    pub(in crate::quiz) fn load_defaults(&mut self) {
        for at in 0..self.quiz.elements.len() {
            if self.element(at).kind.is_question() {
                self.set_default(at);
            }
        }
    }

    /// Answers an unanswered question by its default.
    pub(in crate::quiz) fn set_default(&mut self, at: usize) {
        if self.quiz.clear_of(self.element(at)).is_at_once() && !self.marked(at).is_visible {
            return;
        }
        if self.is_unanswered(at) && self.has_default(at) {
            self.give_default(at);
        }
    }

    /// Whether there is a default.
    pub(in crate::quiz) fn has_default(&self, at: usize) -> bool {
        let element = self.element(at);
        element.default_value_expression.is_some() || !is_empty(&element.default_value)
    }

    /// Sets the default, whatever stands there.
    pub(in crate::quiz) fn give_default(&mut self, at: usize) {
        let element = self.element(at);
        match element.default_value_expression {
            Some(_) => self.compute_default(at),
            None => {
                let value = boolean_default(element).unwrap_or_else(|| element.default_value.clone());
                self.give(at, value);
            }
        }
    }

    /// A fixed default: unknown words are what stands beside `other`.
    fn give(&mut self, at: usize, value: Value) {
        let element = self.element(at);
        if !element.show_other_item {
            return self.assign(at, value);
        }
        let is_known = |value: &Value| value.as_text() == Some("other") || self.is_known(at, value);
        match &value {
            Value::List(items) if !items.iter().all(is_known) => {
                let mut chosen = list::kept(items, &is_known);
                let words = items.iter().find(|item| !is_known(item)).cloned().unwrap_or_default();
                chosen.push("other".into());
                self.assign(at, Value::List(chosen));
                self.set_comment(at, words);
            }
            Value::List(_) => self.assign(at, value),
            _ if is_known(&value) || is_empty(&value) => self.assign(at, value),
            _ => {
                let other = Value::from("other");
                self.assign(at, if element.is_multiple() { Value::List(vec![other]) } else { other });
                self.set_comment(at, value);
            }
        }
    }

    /// A computed default follows what it is computed from until the question is touched.
    pub(in crate::quiz) fn follow_default(&mut self, at: usize) {
        let element = self.element(at);
        if element.default_value_expression.is_none() || self.marked(at).is_touched {
            return;
        }
        let is_followed = !self.quiz.clear_of(element).is_at_once() || self.is_shown(at);
        if is_followed {
            self.compute_default(at);
        }
    }

    fn compute_default(&mut self, at: usize) {
        let element = self.element(at);
        let Some(expression) = &element.default_value_expression else { return };
        if !self.enter(at, DEFAULT) {
            return;
        }
        let value = match self.evaluate_answer(at, expression) {
            Value::Null => element.default_value.clone(),
            value => value,
        };
        let outer = self.run.now.by_default.replace(at);
        self.assign(at, value);
        self.run.now.by_default = outer;
        self.leave(at, DEFAULT);
    }

    /// Whether a rule may run now: not while it runs already.
    pub(in crate::quiz) fn enter(&mut self, at: usize, rule: u8) -> bool {
        let is_free = !self.run.now.busy.contains(&(at, rule));
        if is_free {
            self.run.now.busy.push((at, rule));
        }
        is_free
    }

    /// A rule has run.
    pub(in crate::quiz) fn leave(&mut self, at: usize, rule: u8) {
        list::drop_where(&mut self.run.now.busy, &|busy| *busy == (at, rule));
    }
}

/// What a default means to yes and no.
fn boolean_default(element: &Element) -> Option<Value> {
    if element.kind != Kind::Boolean {
        return None;
    }
    let default = &element.default_value;
    let is = |yes: bool, word: &str, value: &Value| {
        *default == Value::Bool(yes) || default.as_text() == Some(word) || default == value
    };
    Some(match () {
        () if is(true, "true", &element.value_true) => element.value_true.clone(),
        () if is(false, "false", &element.value_false) => element.value_false.clone(),
        () => Value::Null,
    })
}
