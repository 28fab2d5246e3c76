//! The points that chosen options give, as lines of the score. It must not know how options are shown.

use crate::expression::text_of;
use crate::quiz::{Choice, Definition, Element};
use crate::score::{Axis, Line};
use crate::text;
use crate::value::Map;

/// The lines of the options that the answers choose, in the order of the quiz. A rule's id is `<question>.<value>`.
#[must_use]
pub fn chosen(definition: &Definition, answers: &Map) -> Vec<Line> {
    let mut lines = Vec::new();
    for element in definition.questions() {
        let Some(answer) = answers.get(&element.name) else { continue };
        let choices = element.choices.iter().chain(&element.rate_values);
        for choice in choices.filter(|choice| element.is_chosen(choice, answer)) {
            for axis in choice.lead.axes() {
                let points = choice.lead.points_of(axis);
                if points != 0 {
                    lines.push(line(element, choice, Axis::named(axis), points));
                }
            }
        }
    }
    lines
}

fn line(element: &Element, choice: &Choice, axis: Axis, points: i64) -> Line {
    let title = element.title.as_ref().map_or(element.name.as_str(), |title| title.plain());
    let between = if matches!(title.as_bytes().last(), Some(b'?' | b'!' | b':' | b'.')) { " " } else { ": " };
    let label = text::concat(&[
        title,
        between,
        &choice.text.as_ref().map_or_else(|| text_of(&choice.value), |text| text.plain().to_owned()),
    ]);
    let rule = text::concat(&[&element.name, ".", &text_of(&choice.value)]);
    Line::once(rule, label, axis, points)
}
