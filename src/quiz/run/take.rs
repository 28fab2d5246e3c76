//! What a question makes of a value that is set: of each kind as SurveyJS does it. It must not change anything.

use super::Walk;
use super::same::{is_choice, is_empty};
use crate::expression::number_of;
use crate::quiz::definition::{Element, Input, Kind};
use crate::text;
use crate::value::Value;

impl Walk<'_> {
    /// A value as a question takes it; `None` where it takes none of the kind.
    pub(in crate::quiz) fn taken(&self, at: usize, value: Value) -> Option<Value> {
        let element = self.element(at);
        Some(match element.kind {
            Kind::Radiogroup | Kind::Dropdown => one_of(element, first(value)),
            Kind::Imagepicker => one_of(element, value),
            Kind::Checkbox | Kind::Tagbox | Kind::Ranking => self.some_of(at, value),
            Kind::Boolean => truth(element, value),
            Kind::Rating => mark(element, value),
            Kind::Text | Kind::Item => line(element, value),
            Kind::Comment => joined(value, "\n"),
            Kind::Slider => self.within(at, value),
            Kind::Multipletext if is_empty(&value) => Value::Null,
            Kind::Multipletext => Some(value).filter(|value| value.as_map().is_some())?,
            _ => value,
        })
    }

    /// The items of a list as the choices write them; what is no list is its only item.
    fn some_of(&self, at: usize, value: Value) -> Value {
        let items = match value {
            Value::List(items) => items,
            other if is_falsy(&other) => Vec::new(),
            other => vec![other],
        };
        let shown = self.visible_choices(at);
        let mut known = Vec::with_capacity(items.len());
        for item in items {
            known.push(shown.iter().find(|known| is_choice(known, &item)).cloned().unwrap_or(item));
        }
        self.without_none(at, known)
    }

    /// `none` goes with no other choice: the one that was there before gives way.
    fn without_none(&self, at: usize, mut items: Vec<Value>) -> Value {
        let none = Value::from("none");
        if !self.element(at).show_none_item || self.element(at).kind == Kind::Ranking {
            return Value::List(items);
        }
        let had = self.value(at).as_list().is_some_and(|old| old.contains(&none));
        match items.iter().rposition(|item| *item == none) {
            Some(place) if had && Some(items.as_slice()) != self.value(at).as_list() => drop(items.remove(place)),
            Some(_) if !had && items.len() > 1 => items = vec![none],
            _ => {}
        }
        Value::List(items)
    }

    /// A number, or each of a list, put between the least and the greatest of a slider.
    fn within(&self, at: usize, value: Value) -> Value {
        let (least, most) = self.bounds(at);
        let put = |value: Value| {
            let below = least.as_number().zip(number_of(&value)).is_some_and(|(least, number)| number < least);
            let above = most.as_number().zip(number_of(&value)).is_some_and(|(most, number)| number > most);
            match (below, above) {
                (true, _) => least.clone(),
                (_, true) => most.clone(),
                _ => value,
            }
        };
        match value {
            Value::List(mut items) if !items.is_empty() => {
                let last = items.len().saturating_sub(1);
                for (place, item) in items.iter_mut().enumerate() {
                    *item = match std::mem::take(item) {
                        Value::Null if place == 0 => least.clone(),
                        Value::Null if place == last => most.clone(),
                        Value::Null => Value::Null,
                        item => put(item),
                    };
                }
                Value::List(items)
            }
            other if is_empty(&other) => Value::Null,
            other => put(other),
        }
    }
}

/// What counts as nothing to JavaScript.
fn is_falsy(value: &Value) -> bool {
    match value {
        Value::Bool(yes) => !yes,
        Value::Number(number) => *number == 0.0 || number.is_nan(),
        Value::Null => true,
        Value::Text(text) => text.is_empty(),
        Value::List(_) | Value::Map(_) => false,
    }
}

fn first(value: Value) -> Value {
    match value {
        Value::List(items) => items.into_iter().next().unwrap_or_default(),
        other => other,
    }
}

/// The value of the choice that is meant, whether it is shown or not; what is no choice stays.
fn one_of(element: &Element, value: Value) -> Value {
    let meant = value.get("value").filter(|inner| !is_empty(inner)).unwrap_or(&value);
    match element.choices.iter().find(|choice| is_choice(&choice.value, meant)) {
        Some(choice) if value.as_list().is_none() => choice.value.clone(),
        _ => value,
    }
}

fn truth(element: &Element, value: Value) -> Value {
    match value.as_text() {
        Some("true") if element.value_true != value => true.into(),
        Some("false") if element.value_false != value => false.into(),
        Some("indeterminate") => Value::Null,
        _ => value,
    }
}

fn mark(element: &Element, value: Value) -> Value {
    if !element.rate_values.is_empty() {
        let known = element.rate_values.iter().find(|mark| is_choice(&mark.value, &value));
        return known.map_or(value, |mark| mark.value.clone());
    }
    match &value {
        Value::Bool(_) => Value::Null,
        Value::Text(text) if text.trim().is_empty() => Value::Null,
        Value::Text(_) => number_of(&value).map_or(value, Value::Number),
        Value::List(items) if items.len() == 1 => items.first().and_then(number_of).map_or(value, Value::Number),
        _ => value,
    }
}

fn line(element: &Element, value: Value) -> Value {
    match element.input_type {
        _ if is_falsy(&value) => value,
        Input::Number | Input::Range => {
            let number = match &value {
                Value::List(items) if items.len() == 1 => items.first().and_then(number_of),
                Value::Bool(_) | Value::Map(_) | Value::List(_) => None,
                other => number_of(other),
            };
            number.map_or_else(|| "".into(), Value::Number)
        }
        Input::Month => month(&value),
        _ => joined(value, ", "),
    }
}

/// The month of a date that a text begins with, or of a number of milliseconds.
fn month(value: &Value) -> Value {
    if let Some(ms) = value.as_whole() {
        return text::cut(&crate::time::day_text(ms.div_euclid(crate::time::DAY)), 7).into();
    }
    let written = value.as_text().unwrap_or_default();
    let month = if written.len() == 4 { text::concat(&[written, "-01"]) } else { text::cut(written, 7).to_owned() };
    match crate::time::parse_day(&text::concat(&[&month, "-01"])) {
        Some(_) => month.into(),
        None => Value::Null,
    }
}

/// A list as one text.
fn joined(value: Value, between: &str) -> Value {
    let Value::List(items) = &value else { return value };
    let mut out = String::new();
    for (place, item) in items.iter().enumerate() {
        out.push_str(if place > 0 { between } else { "" });
        out.push_str(&crate::expression::text_of(item));
    }
    out.into()
}
