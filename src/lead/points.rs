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
    for element in definition.pages.iter().flat_map(|page| &page.elements) {
        let Some(answer) = answers.get(&element.name) else { continue };
        for choice in element.choices.iter().filter(|choice| element.is_chosen(choice, answer)) {
            lines.extend(line(element, choice, Axis::Fit, choice.lead.scores.fit));
            lines.extend(line(element, choice, Axis::Intent, choice.lead.scores.intent));
        }
    }
    lines
}

fn line(element: &Element, choice: &Choice, axis: Axis, points: i64) -> Option<Line> {
    let title = element.title.as_ref().map_or(element.name.as_str(), |title| title.plain());
    let between = if title.ends_with(['?', '!', ':', '.']) { " " } else { ": " };
    let label = text::concat(&[
        title,
        between,
        &choice.text.as_ref().map_or_else(|| text_of(&choice.value), |text| text.plain().to_owned()),
    ]);
    let rule = text::concat(&[&element.name, ".", &text_of(&choice.value)]);
    (points != 0).then(|| Line::once(rule, label, axis, points))
}
