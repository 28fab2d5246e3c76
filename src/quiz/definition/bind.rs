//! Binding: elements in one list, names with slots, expressions tied to them, so that nothing is looked for by name while a
//! quiz is answered. It must not read a document.

use super::kind::Kind;
use super::name::{Holds, Names};
use super::trigger::Deed;
use super::{Definition, Element};
use crate::expression::Expression;
use crate::text::{self, number_text};

/// What a quiz knows of itself: as SurveyJS names it.
pub(in crate::quiz) const OWN: &[&str] = &[
    "pageno",
    "pagecount",
    "questioncount",
    "correctanswers",
    "correctedanswers",
    "correctedanswercount",
    "incorrectanswers",
    "incorrectedanswers",
    "incorrectedanswercount",
    "locale",
];
/// Names of the value of the choice that is judged.
const ITEM: &[&str] = &["item", "choice", "self"];

/// Takes the pages in and ties everything together.
pub(super) fn bind(quiz: &mut Definition, pages: Vec<Element>) {
    let mut elements = Vec::new();
    flatten(pages, 0, &mut elements);
    name_nameless(&mut elements);
    let mut names = Names::default();
    let item = names.give("item", Holds::Item);
    for element in elements.iter_mut().filter(|element| element.kind.is_question()) {
        element.slot = names.give(&element.name, Holds::Answer);
        if element.show_other_item {
            element.comment = names.give(&text::concat(&[&element.name, "-Comment"]), Holds::Comment);
        }
    }
    for calculated in &mut quiz.calculated_values {
        calculated.slot = names.give(&calculated.name, Holds::Calculated);
    }
    bind_triggers(quiz, &mut names);
    let mut rankings = Vec::new();
    for element in elements.iter().filter(|element| element.kind == Kind::Ranking) {
        rankings.push(element.slot);
    }
    let mut tie = |expression: &mut Expression, beside: Option<&[usize]>| {
        tie(expression, &mut names, beside, item);
        expression.keep_order(&|slot| rankings.contains(&slot));
    };
    for at in 0..elements.len() {
        let beside = beside(&elements, at);
        if let Some(element) = elements.get_mut(at) {
            element.each_expression(&mut |expression| tie(expression, beside.as_deref()));
        }
    }
    each_other(quiz, &mut |expression| tie(expression, None));
    quiz.elements = elements;
    quiz.names = names;
}

/// The slots of the questions in the panel that a question stands in, which it knows as `{panel.name}`; `None` where it is no
/// question.
fn beside(elements: &[Element], at: usize) -> Option<Vec<usize>> {
    let parent = elements.get(at).filter(|element| element.kind.is_question())?.parent;
    let panel = elements.get(parent).filter(|element| element.kind == Kind::Panel);
    let inside = panel.and_then(|panel| elements.get(parent + 1..panel.end)).unwrap_or_default();
    let mut slots = Vec::new();
    for element in inside.iter().filter(|element| element.kind.is_question()) {
        slots.push(element.slot);
    }
    Some(slots)
}

/// Nested elements as a list in which each is followed by what stands in it.
fn flatten(list: Vec<Element>, parent: usize, into: &mut Vec<Element>) {
    for mut element in list {
        let place = into.len();
        let mut inner = std::mem::take(&mut element.elements);
        inner.append(&mut element.items);
        element.parent = if element.kind == Kind::Page { place } else { parent };
        into.push(element);
        flatten(inner, place, into);
        let end = into.len();
        if let Some(element) = into.get_mut(place) {
            element.end = end;
        }
    }
}

/// What has no name gets one, as SurveyJS does it.
fn name_nameless(elements: &mut [Element]) {
    for start in ["page", "panel", "question"] {
        let is_it = |kind: Kind| match kind {
            Kind::Page => start == "page",
            Kind::Panel => start == "panel",
            kind => kind.is_question() && start == "question",
        };
        // What was taken stays taken: the next one is looked for from here on.
        let mut number = 1.0;
        for place in 0..elements.len() {
            if elements.get(place).is_some_and(|element| is_it(element.kind) && element.name.is_empty()) {
                let mut name = text::concat(&[start, &number_text(number)]);
                while elements.iter().any(|element| is_it(element.kind) && element.name == name) {
                    number += 1.0;
                    name = text::concat(&[start, &number_text(number)]);
                }
                if let Some(element) = elements.get_mut(place) {
                    element.name = name;
                }
            }
        }
    }
}

/// Slots of what triggers set; a name that nothing else has gets one.
fn bind_triggers(quiz: &mut Definition, names: &mut Names) {
    for trigger in &mut quiz.triggers {
        if matches!(trigger.deed, Deed::Complete | Deed::Skip) || trigger.set_to_name.is_empty() {
            continue;
        }
        let name = trigger.set_to_name.as_str();
        let known = names.find(name, &[Holds::Answer, Holds::Comment, Holds::Set]);
        trigger.target = known.or_else(|| (!text::has(name, ".")).then(|| names.give(name, Holds::Set)));
        if !trigger.from_name.is_empty() {
            trigger.source = Expression::parse(&text::concat(&["{#", &trigger.from_name, "}"])).ok();
        }
    }
}

/// Every expression outside of elements.
fn each_other(quiz: &mut Definition, one: &mut dyn FnMut(&mut Expression)) {
    for trigger in &mut quiz.triggers {
        for expression in [&mut trigger.expression, &mut trigger.run_expression, &mut trigger.source] {
            expression.as_mut().map(&mut *one);
        }
    }
    for calculated in &mut quiz.calculated_values {
        one(&mut calculated.expression);
    }
    for endings in [&mut quiz.completed_html_on_condition, &mut quiz.navigate_to_url_on_condition] {
        for ending in endings {
            ending.expression.as_mut().map(&mut *one);
        }
    }
    for filter in &mut quiz.lead.filters {
        one(&mut filter.condition);
    }
    for outcome in &mut quiz.lead.outcomes {
        outcome.condition.as_mut().map(&mut *one);
    }
}

/// Ties the names of an expression to slots: what the quiz knows of itself, then calculated values, then answers.
fn tie(expression: &mut Expression, names: &mut Names, beside: Option<&[usize]>, item: usize) {
    expression.bind(&mut |name| {
        let is_item = beside.is_some() && ITEM.iter().any(|known| text::is_same(known, name));
        let of_quiz = || OWN.iter().any(|known| text::is_same(known, name));
        match is_item {
            true => Some(item),
            false if of_quiz() => Some(names.find(name, &[Holds::Own]).unwrap_or_else(|| names.give(name, Holds::Own))),
            false => None,
        }
    });
    expression.bind(&mut |name| names.find(name, &[Holds::Calculated]));
    expression.bind(&mut |name| {
        let of_panel = || names.find(name.strip_prefix("panel.")?, &[Holds::Answer]);
        let is_beside = |slot: &usize| beside.is_some_and(|slots| slots.contains(slot));
        of_panel().filter(is_beside).or_else(|| names.find(name, &[Holds::Answer, Holds::Comment, Holds::Set]))
    });
}
