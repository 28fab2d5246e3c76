//! What is noted of an answer beside its value, and answers from outside made fit to be set. It must not judge them.

use super::definition::{Choice, Element, Input, Kind};
use crate::expression::text_of;
use crate::text;
use crate::value::{Localized, Value};

/// The longest line that is kept, in characters.
const LONGEST_LINE: usize = 1_000;
/// The longest answer of several lines that is kept, in characters.
const LONGEST_TEXT: usize = 5_000;

/// How an answer came about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The question's name.
    pub name: String,
    /// Milliseconds from showing the step to the latest change, over all visits of the step.
    pub took_ms: i64,
    /// How often it was changed after the first time; typing on one visit of a step is no change.
    pub changes: i64,
    /// The step (by count of shown steps) on which it was last changed.
    pub step: i64,
}

impl Element {
    /// A foreign value made fit to be set as an answer: cleaned, bounded, numbers read. `None` where it can be none.
    #[must_use]
    pub fn accept(&self, value: &Value) -> Option<Value> {
        let choices = if self.kind == Kind::Rating { &self.rate_values } else { &self.choices };
        let is_other = |value: &Value| {
            self.show_other_item && value.as_text() == Some("other")
                || self.show_none_item && value.as_text() == Some("none")
        };
        let choice = |value: &Value| {
            let known = choices.iter().find(|choice| crate::expression::is_equal(&choice.value, value));
            known.map(|choice| choice.value.clone()).or_else(|| Some(value.clone()).filter(is_other))
        };
        match (self.kind, value) {
            (_, Value::Null) => Some(Value::Null),
            (Kind::Rating, Value::Number(_)) if choices.is_empty() => Some(value.clone()),
            (Kind::Boolean, _) => {
                [&self.value_true, &self.value_false].into_iter().find(|known| *known == value).cloned()
            }
            (Kind::Slider, Value::Number(_)) => Some(value.clone()),
            (Kind::Slider, Value::List(ends)) => {
                (self.is_range && ends.len() == 2 && ends.iter().all(|end| end.as_number().is_some()))
                    .then(|| value.clone())
            }
            (Kind::Text | Kind::Item, _) => self.accept_line(value),
            (Kind::Comment, Value::Text(typed)) => Some(text::clean_lines(typed, self.longest(LONGEST_TEXT)).into()),
            (_, Value::List(items)) if self.is_multiple() => {
                let mut chosen = Vec::new();
                for item in items.iter().take(choices.len() + 2) {
                    if let Some(known) = choice(item) {
                        chosen.push(known);
                    }
                }
                Some(Value::List(chosen))
            }
            (Kind::Rating | Kind::Radiogroup | Kind::Dropdown | Kind::Imagepicker, _) if !self.is_multiple() => {
                choice(value)
            }
            _ => None,
        }
    }

    fn accept_line(&self, value: &Value) -> Option<Value> {
        match value {
            Value::Text(typed) if self.input_type.is_number() => {
                let typed = text::clean(typed, 40);
                Some(text::parse_number(&plain_number(&typed)).map_or(Value::Text(typed), Value::Number))
            }
            Value::Text(typed) => Some(text::clean(typed, self.longest(LONGEST_LINE)).into()),
            Value::Number(_) if matches!(self.input_type, Input::Number | Input::Range | Input::Text) => {
                Some(value.clone())
            }
            _ => None,
        }
    }

    /// The most characters: the author's, or ours.
    fn longest(&self, ours: usize) -> usize {
        usize::try_from(self.max_length).ok().filter(|most| (1..ours).contains(most)).unwrap_or(ours)
    }

    /// Whether a choice is part of an answer.
    #[must_use]
    pub fn is_chosen(&self, choice: &Choice, answer: &Value) -> bool {
        match answer {
            Value::List(items) => items.iter().any(|item| crate::expression::is_equal(item, &choice.value)),
            other => !other.is_empty() && crate::expression::is_equal(other, &choice.value),
        }
    }
}

/// A number as people type it, without the spaces between thousands and with a point for a comma.
fn plain_number(typed: &str) -> String {
    let mut out = String::new();
    for c in typed.chars() {
        match c {
            ' ' | '\u{a0}' => {}
            ',' => out.push('.'),
            other => out.push(other),
        }
    }
    out
}

impl Choice {
    /// The choice in a language.
    #[must_use]
    pub fn text_in(&self, language: &str) -> String {
        self.text.as_ref().map(|text| Localized::pick(text, language)).filter(|text| !text.is_empty()).map_or_else(
            || match &self.value {
                Value::Bool(yes) => (if *yes { "true" } else { "false" }).to_owned(),
                value => text_of(value),
            },
            str::to_owned,
        )
    }
}
