//! One answer: its value, how long it took, how often it was changed. It must not judge it.

use super::definition::{Choice, Element, Input, Kind};
use crate::expression::{is_equal, text_of};
use crate::text;
use crate::value::Value;

/// The longest answer in words that is kept, in characters.
const LONGEST_TEXT: usize = 5_000;

/// One answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// The question's name.
    pub name: String,
    /// The answer: a choice's value, a list of them, text or a number.
    pub value: Value,
    /// Milliseconds from showing the step to the latest change, over all visits of the step.
    pub took_ms: i64,
    /// How often it was changed after the first time; typing on one visit of a step is no change.
    pub changes: i64,
    /// The step (by count of shown steps) on which it was last changed.
    pub step: i64,
}

impl Element {
    /// A foreign value as an answer to this question: cleaned, bounded, numbers read. `None` where it can be none.
    #[must_use]
    pub fn accept(&self, value: &Value) -> Option<Value> {
        let choice = |value: &Value| {
            self.choices.iter().find(|choice| is_equal(&choice.value, value)).map(|choice| choice.value.clone())
        };
        match (self.kind, value) {
            (_, Value::Null) => Some(Value::Null),
            (Kind::Radiogroup, value) => choice(value),
            (Kind::Checkbox, Value::List(items)) => {
                let mut chosen = Vec::new();
                for known in &self.choices {
                    if items.iter().any(|item| is_equal(item, &known.value)) {
                        chosen.push(known.value.clone());
                    }
                }
                Some(Value::List(chosen))
            }
            (Kind::Text, Value::Text(typed)) if self.input_type == Input::Number => {
                let typed = text::clean(typed, 40);
                Some(text::parse_number(&plain_number(&typed)).map_or(Value::Text(typed), Value::Number))
            }
            (Kind::Text, Value::Text(typed)) => Some(text::clean(typed, 1_000).into()),
            (Kind::Text, Value::Number(_)) => Some(value.clone()),
            (Kind::Comment, Value::Text(typed)) => Some(text::clean_lines(typed, LONGEST_TEXT).into()),
            _ => None,
        }
    }

    /// Whether a choice is part of an answer.
    #[must_use]
    pub fn is_chosen(&self, choice: &Choice, answer: &Value) -> bool {
        match answer {
            Value::List(items) => items.iter().any(|item| is_equal(item, &choice.value)),
            other => !other.is_empty() && is_equal(other, &choice.value),
        }
    }

    /// The question in a language.
    #[must_use]
    pub fn title_in(&self, language: &str) -> &str {
        self.title.as_ref().map_or(self.name.as_str(), |title| title.pick(language))
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
        self.text.as_ref().map_or_else(|| text_of(&self.value), |text| text.pick(language).to_owned())
    }
}

/// An answer as a person reads it: the texts of the choices, or the answer itself.
#[must_use]
pub fn shown_text(element: &Element, value: &Value, language: &str) -> String {
    let mut out = String::new();
    for choice in element.choices.iter().filter(|choice| element.is_chosen(choice, value)) {
        if !out.is_empty() {
            out.push_str(", ");
        }
        out.push_str(&choice.text_in(language));
    }
    if out.is_empty() { text_of(value) } else { out }
}
