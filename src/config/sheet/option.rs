//! The points that options of quizzes give, as rows: where they stand in the config, and what gives them. It must not
//! change a quiz.

use super::cell::shown;
use super::splice::Place;
use crate::text::number_text;
use crate::value::Value;

/// Points of one option.
pub(super) struct OptionPoints {
    /// Where the number stands in the config.
    pub(super) place: Place,
    /// Question and option, as the score's explanation names them.
    pub(super) criterion: String,
    /// The answer that gives them.
    pub(super) condition: String,
    /// The points.
    pub(super) points: i64,
    /// `fit`, `intent`, or a category.
    pub(super) axis: String,
    /// `<question>.<value>`, as the score's explanation has it.
    pub(super) id: String,
}

impl OptionPoints {
    /// What a column shows of it.
    pub(super) fn cell(&self, column: &str) -> String {
        match column {
            "criterion" => self.criterion.clone(),
            "condition" => self.condition.clone(),
            "points" => self.points.to_string(),
            "axis" => self.axis.clone(),
            "id" => self.id.clone(),
            "place" => self.place.to_string(),
            _ => String::new(),
        }
    }
}

/// The points of all options of a config, in the order of its quizzes.
pub(super) fn options(document: &Value) -> Vec<OptionPoints> {
    let mut found = Vec::new();
    for (name, quiz) in document.entries_of("quizzes") {
        walk(quiz, &Place::default().name("quizzes").name(name), &mut found);
    }
    found
}

/// Looks into everything that may hold questions.
fn walk(value: &Value, place: &Place, found: &mut Vec<OptionPoints>) {
    for (index, item) in value.as_list().unwrap_or_default().iter().enumerate() {
        walk(item, &place.item(index), found);
    }
    for (name, inner) in value.entries() {
        match name.as_str() {
            "choices" | "rateValues" => {
                for (index, choice) in inner.as_list().unwrap_or_default().iter().enumerate() {
                    read_choice(value, choice, &place.name(name).item(index).name("lead"), found);
                }
            }
            "lead" => {}
            _ => walk(inner, &place.name(name), found),
        }
    }
}

fn read_choice(question: &Value, choice: &Value, place: &Place, found: &mut Vec<OptionPoints>) {
    let (Some(name), Some(lead)) = (question.text("name"), choice.get("lead")) else { return };
    let value = choice.get("value").cloned().unwrap_or_default();
    let plain = plain(&value);
    let mut push = |axis: &str, place: Place, points: Option<i64>| {
        let Some(points) = points else { return };
        found.push(OptionPoints {
            place,
            criterion: criterion(question, name, choice, &plain),
            condition: condition(question, name, &value, &plain),
            points,
            axis: axis.to_owned(),
            id: format!("{name}.{plain}"),
        });
    };
    push("fit", place.name("points"), lead.whole("points"));
    for (axis, points) in lead.entries_of("scores") {
        push(axis, place.name("scores").name(axis), points.as_whole());
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Number(number) => number_text(*number),
        other => crate::value::json::write(other),
    }
}

fn criterion(question: &Value, name: &str, choice: &Value, plain: &str) -> String {
    let title = shown(question.get("title")).unwrap_or(name);
    let between = if title.ends_with(['?', '!', ':', '.']) { " " } else { ": " };
    format!("{title}{between}{}", shown(choice.get("text")).unwrap_or(plain))
}

fn condition(question: &Value, name: &str, value: &Value, plain: &str) -> String {
    let is_list =
        matches!(question.text("type"), Some("checkbox" | "tagbox" | "ranking")) || question.flag("multiSelect");
    let operator = if is_list { "} contains " } else { "} = " };
    let quote = match value {
        Value::Text(text) if text.contains('\'') => "\"",
        Value::Text(_) => "'",
        _ => "",
    };
    format!("{{{name}{operator}{quote}{plain}{quote}")
}
