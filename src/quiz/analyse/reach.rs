//! What nobody sees: pages, panels, questions and choices whose conditions are never true, and those that no sample saw. It
//! must not say why a condition was written.

use super::seen::Seen;
use super::world::World;
use super::{Notes, item_path, path};
use crate::expression::{Expression, text_of};
use crate::quiz::definition::{Element, Kind};
use crate::text;
use crate::value::Severity;

/// Looks for what nobody sees.
pub(super) fn look(world: &mut World<'_>, seen: &Seen, notes: &mut Notes) {
    let quiz = world.quiz;
    // What is told of an element holds for everything in it.
    let mut told_until = 0;
    for (at, element) in quiz.elements.iter().enumerate() {
        if at < told_until || element.kind == Kind::Item {
            continue;
        }
        let is_hidden = !element.visible && element.visible_if.is_none();
        if is_hidden || seen.elements.get(at) != Some(&true) && look_at(world, seen, at, notes) {
            told_until = element.end;
        } else if element.kind.is_select() {
            look_at_choices(world, seen, at, notes);
        }
    }
    look_at_endings(world, notes);
}

/// Tells of an element that nobody sees; whether there was anything to tell.
fn look_at(world: &mut World<'_>, seen: &Seen, at: usize, notes: &mut Notes) -> bool {
    let quiz = world.quiz;
    let Some(element) = quiz.elements.get(at) else { return false };
    let what = what(element);
    let at_condition = path(&[&quiz.path(at), ".visibleIf"]);
    let way_out = "compare with values that the questions can have, or take it out";
    if element.visible_if.is_some() && world.shows.get(at) == Some(&false) {
        let message = text::concat(&[&what, " is never shown: no answers make this condition true; ", way_out]);
        notes.proved(Severity::Warning, "quiz/unreachable", &at_condition, message);
        return true;
    }
    let around: Vec<&Element> = world.around(at).iter().filter_map(|place| quiz.elements.get(*place)).collect();
    let conditions: Vec<&Expression> = around.iter().filter_map(|element| element.visible_if.as_ref()).collect();
    if element.visible_if.is_some() && conditions.len() > 1 && !world.may_all_be_true(&conditions) {
        let message = text::concat(&[
            &what,
            " is never shown: no answers make this condition and those around it true; ",
            way_out,
        ]);
        notes.proved(Severity::Warning, "quiz/unreachable", &at_condition, message);
        return true;
    }
    if !world.may_be_shown(at) || around.iter().any(|element| !element.visible && element.visible_if.is_none()) {
        return false;
    }
    is_missed(world, seen, at) && {
        let place = if element.visible_if.is_some() { at_condition } else { quiz.path(at) };
        let message =
            text::concat(&["no visitor came to see ", &what, "; look whether its conditions can be true together"]);
        notes.missed("quiz/unreachable", &place, message);
        true
    }
}

/// Whether samples would have seen an element, were it seen: they came close, and nothing counts that samples do not have.
fn is_missed(world: &World<'_>, seen: &Seen, at: usize) -> bool {
    let quiz = world.quiz;
    let Some(element) = quiz.elements.get(at) else { return false };
    let is_in_sight = |inner: usize| {
        let is_question = quiz.elements.get(inner).is_some_and(|inner| inner.kind.is_question());
        is_question && world.may_be_shown(inner) && !world.depends_on_outside(inner)
    };
    let came_close = match element.kind {
        Kind::Page => seen.ends * 2 > seen.walks,
        _ => seen.pages.get(quiz.page_of(at)).is_some_and(|(arrived, _)| *arrived > 0),
    };
    came_close && (at..element.end).any(is_in_sight)
}

fn look_at_choices(world: &mut World<'_>, seen: &Seen, at: usize, notes: &mut Notes) {
    let quiz = world.quiz;
    let Some(element) = quiz.elements.get(at) else { return };
    let place = quiz.path(at);
    let shown = world.choices.get(at).cloned().unwrap_or_default();
    if !shown.is_empty() && !shown.contains(&true) && element.choices_visible_if.is_some() {
        let message = text::concat(&[
            "none of the choices of \"",
            &element.name,
            "\" is ever shown: no answers make this condition true; compare {item} with values that choices have",
        ]);
        return notes.proved(Severity::Warning, "quiz/unreachable", &path(&[&place, ".choicesVisibleIf"]), message);
    }
    for (index, choice) in element.choices.iter().enumerate() {
        let here = match choice.visible_if {
            Some(_) => path(&[&place, ".", &item_path("choices", index, ".visibleIf")]),
            None => path(&[&place, ".", &item_path("choices", index, "")]),
        };
        let name = text::concat(&["the choice \"", &text_of(&choice.value), "\" of \"", &element.name, "\""]);
        if shown.get(index) == Some(&false) {
            let message = text::concat(&[
                &name,
                " is never shown: no answers make its condition true; compare with values that the questions can have",
            ]);
            notes.proved(Severity::Warning, "quiz/unreachable", &here, message);
        } else if seen.choices.get(at).and_then(|choices| choices.get(index)) == Some(&false)
            && seen.elements.get(at) == Some(&true)
            && !world.is_outside_choices(at)
        {
            let message = text::concat(&["no visitor came to see ", &name, "; look whether its condition can be true"]);
            notes.missed("quiz/unreachable", &here, message);
        }
    }
}

fn look_at_endings(world: &mut World<'_>, notes: &mut Notes) {
    let quiz = world.quiz;
    for (list, endings) in [
        ("completedHtmlOnCondition", &quiz.completed_html_on_condition),
        ("navigateToUrlOnCondition", &quiz.navigate_to_url_on_condition),
    ] {
        for (index, ending) in endings.iter().enumerate() {
            let Some(condition) = &ending.expression else { continue };
            if !world.possible(condition).may_hold() {
                let message = "this ending never comes: no answers make its condition true; \
                    compare with values that the questions can have";
                let place = item_path(list, index, ".expression");
                notes.proved(Severity::Warning, "quiz/unreachable", &place, message.to_owned());
            }
        }
    }
}

/// An element in a sentence.
pub(super) fn what(element: &Element) -> String {
    let kind = match element.kind {
        Kind::Page => "the page \"",
        Kind::Panel => "the panel \"",
        _ => "the question \"",
    };
    text::concat(&[kind, &element.name, "\""])
}
