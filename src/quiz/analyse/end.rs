//! Dead ends: questions that no answer satisfies, so that nobody gets past their page, and pages past which no sample got. It
//! must not check an answer.

use super::guess;
use super::reach::what;
use super::seen::Seen;
use super::sure::{has_choice_conditions, has_writer};
use super::world::World;
use super::{Notes, answer};
use crate::expression::number_of;
use crate::quiz::definition::{Deed, Element, Kind, Test, Validator};
use crate::text::{self, number_text};
use crate::value::{Severity, Value};

/// The fewest samples that must have come to a page before it is told that none left it.
const FEWEST: u32 = 5;

/// Looks for dead ends.
pub(super) fn look(world: &mut World<'_>, seen: &Seen, notes: &mut Notes) {
    let quiz = world.quiz;
    let mut told: Vec<usize> = Vec::new();
    // Who skips does not go by what is wrong.
    let may_skip = quiz.triggers.iter().any(|trigger| trigger.deed == Deed::Skip);
    for (at, element) in quiz.elements.iter().enumerate() {
        if may_skip || !world.may_be_shown(at) || !stands_in_the_way(world, at) {
            continue;
        }
        if let Some(why) = dead_end(world, at, element) {
            told.push(quiz.page_of(at));
            let message = text::concat(&["nobody gets past ", &what(element), ": ", &why]);
            notes.proved(Severity::Error, "quiz/dead-end", &quiz.path(at), message);
        }
    }
    if !quiz.pages().any(|page| is_ever_shown(world, page)) {
        let message = "no page is ever shown: expected a question that is visible for some answers".to_owned();
        return notes.proved(Severity::Error, "quiz/dead-end", "pages", message);
    }
    look_at_samples(world, seen, &told, notes);
}

fn is_ever_shown(world: &World<'_>, page: usize) -> bool {
    let end = world.quiz.elements.get(page).map_or(page, |element| element.end);
    (page..end).any(|at| {
        world.quiz.elements.get(at).is_some_and(|element| element.kind.is_question()) && world.may_be_shown(at)
    })
}

/// Whether whoever is on a page has an element before them that takes answers.
fn stands_in_the_way(world: &World<'_>, at: usize) -> bool {
    let page = world.quiz.page_of(at);
    let is_open = |place: usize| {
        world.quiz.elements.get(place).is_some_and(|element| !element.read_only && element.enable_if.is_none())
    };
    world.stays(page)
        && world.around(at).iter().all(|place| if *place == page { is_open(*place) } else { world.is_plain(*place) })
}

/// Why nothing that can be answered is good.
fn dead_end(world: &mut World<'_>, at: usize, element: &Element) -> Option<String> {
    let is_required = element.is_required && element.required_if.is_none();
    if element.kind.is_container() {
        // One element at a time is checked by itself.
        return if world.quiz.mode.is_single() { None } else { container(world, at, is_required) };
    }
    if element.kind.has_input() {
        if let Some(why) = short(world, at, element) {
            return Some(why);
        }
        if is_required && let Some(why) = unanswerable(world, at, element) {
            return Some(why);
        }
    }
    if element.kind == Kind::Item || !element.kind.is_question() {
        return None;
    }
    let checks = element.validators.iter().filter(|check| check.test == Test::Expression);
    for expression in checks.filter_map(|check| check.expression.as_ref()) {
        if !world.possible(expression).may_hold() {
            return Some("no answers make the expression that it is checked by true; change validators".to_owned());
        }
    }
    None
}

/// A page or panel of which something must be answered though nothing can be.
fn container(world: &World<'_>, at: usize, is_required: bool) -> Option<String> {
    let inner = world.quiz.elements.get(at + 1..world.quiz.elements.get(at)?.end)?;
    let mut questions = inner.iter().enumerate().filter(|(_, inner)| inner.kind.is_question()).peekable();
    questions.peek()?;
    let is_empty = |element: &Element| world.slots.get(element.slot).is_some_and(|held| held.is_nothing());
    let is_there = inner.iter().enumerate().any(|(place, inner)| {
        inner.kind.is_question()
            && world.around(at + 1 + place).iter().take_while(|place| **place != at).all(|place| world.is_plain(*place))
    });
    (is_required && is_there && questions.all(|(_, inner)| is_empty(inner))).then(|| {
        "something in it must be answered, but nothing can be; do not require it, or ask a question".to_owned()
    })
}

/// Fewer choices than must be chosen, whether an answer is required or not.
fn short(world: &World<'_>, at: usize, element: &Element) -> Option<String> {
    let most = most_items(world, at, element)?;
    (element.min_selected_choices > most && !element.show_none_item).then(|| {
        let [least, most] = [element.min_selected_choices, most].map(|count| number_text(count as f64));
        text::concat(&[&least, " choices must be chosen, but at most ", &most, " can be; change minSelectedChoices"])
    })
}

/// The most choices that can be chosen at a time, where they are chosen by the visitor alone.
fn most_items(world: &World<'_>, at: usize, element: &Element) -> Option<i64> {
    let is_free = !element.kind.is_select() || !element.is_multiple() || has_writer(world.quiz, element);
    if is_free || !element.default_value.is_empty() {
        return None;
    }
    let shown = world.choices.get(at)?;
    let count = i64::try_from(answer::items(element, shown).len()).ok()?;
    let bound = element.max_selected_choices;
    Some(if bound > 0 && !has_choice_conditions(element) { count.min(bound) } else { count })
}

/// Why a question that must be answered cannot be.
fn unanswerable(world: &World<'_>, at: usize, element: &Element) -> Option<String> {
    if world.slots.get(element.slot).is_some_and(|held| held.is_nothing()) {
        return Some(match element.kind.is_select() {
            true => "it must be answered, but none of its choices is ever shown; give it a choice that is".to_owned(),
            false => "it must be answered, but no answer can be given; do not require it".to_owned(),
        });
    }
    // What a rule gives is of any kind: some checks do not look at it.
    if element.kind == Kind::Multipletext || has_writer(world.quiz, element) || !element.default_value.is_empty() {
        return None;
    }
    numbers(world, element).or_else(|| lengths(element)).or_else(|| counts(world, at, element))
}

fn validators(element: &Element, test: Test) -> impl Iterator<Item = &Validator> {
    element.validators.iter().filter(move |check| check.test == test)
}

/// Least and greatest numbers, or days, that leave nothing between them.
fn numbers(world: &World<'_>, element: &Element) -> Option<String> {
    let (mut low, mut high) = (f64::NEG_INFINITY, f64::INFINITY);
    for check in validators(element, Test::Numeric) {
        low = low.max(check.min_value.unwrap_or(f64::NEG_INFINITY));
        high = high.min(check.max_value.unwrap_or(f64::INFINITY));
    }
    let is_checked = low.is_finite() || high.is_finite();
    let is_computed = element.min_value_expression.is_some() || element.max_value_expression.is_some();
    if element.is_bounded_line() && !is_computed {
        if let (Value::Text(least), Value::Text(most)) = (&element.min, &element.max)
            && element.input_type.is_date()
            && least.len() == most.len()
            && least > most
        {
            return Some(text::concat(&["no day is from ", least, " to ", most, "; change min or max"]));
        }
        if element.input_type.is_number() {
            low = low.max(number_of(&element.min).unwrap_or(f64::NEG_INFINITY));
            high = high.min(number_of(&element.max).unwrap_or(f64::INFINITY));
        }
    }
    if let Some((least, most)) = world.slots.get(element.slot).and_then(|held| held.range()).filter(|_| is_checked) {
        (low, high) = (low.max(least), high.min(most));
    }
    (low > high).then(|| {
        let bound = |number: f64| if number.is_finite() { number_text(number) } else { "any".to_owned() };
        text::concat(&[
            "no number is at least ",
            &bound(low),
            " and at most ",
            &bound(high),
            "; change min, max or validators",
        ])
    })
}

/// Lengths that no text has.
fn lengths(element: &Element) -> Option<String> {
    let is_line = element.kind == Kind::Comment || element.kind == Kind::Text && !element.input_type.is_number();
    let least = validators(element, Test::Text).map(|check| check.min_length).max()?;
    let most = validators(element, Test::Text).map(|check| check.max_length).filter(|most| *most > 0);
    // A character counts for two where it is a rare one.
    let typed = Some(element.max_length.saturating_mul(2)).filter(|most| *most > 0);
    let most = most.chain(typed).min()?;
    (is_line && least > most).then(|| {
        let [least, most] = [least, most].map(|count| number_text(count as f64));
        text::concat(&[
            "no text has at least ",
            &least,
            " and at most ",
            &most,
            " characters; change validators or maxLength",
        ])
    })
}

/// Numbers of choices that nobody can choose.
fn counts(world: &World<'_>, at: usize, element: &Element) -> Option<String> {
    if !element.is_multiple() {
        return None;
    }
    let least = validators(element, Test::Answercount).map(|check| check.min_count).max()?;
    let most = validators(element, Test::Answercount).map(|check| check.max_count).filter(|most| *most > 0);
    let most = most.chain(most_items(world, at, element)).min()?;
    (least > most).then(|| {
        let [least, most] = [least, most].map(|count| number_text(count as f64));
        text::concat(&[
            "at least ",
            &least,
            " choices are asked for, but at most ",
            &most,
            " can be chosen; change validators",
        ])
    })
}

/// Pages that samples came to and none left.
fn look_at_samples(world: &World<'_>, seen: &Seen, told: &[usize], notes: &mut Notes) {
    let quiz = world.quiz;
    for page in quiz.pages().filter(|page| !told.contains(page)) {
        let Some((arrived, 0)) = seen.pages.get(page).copied().filter(|(arrived, _)| *arrived >= FEWEST) else {
            continue;
        };
        let end = quiz.elements.get(page).map_or(page, |element| element.end);
        let worst = (page..end).filter(|at| seen.stuck.get(*at).is_some_and(|count| *count > 0));
        let Some(at) = worst.max_by_key(|at| seen.stuck.get(*at).copied()) else { continue };
        let Some(element) = quiz.elements.get(at).filter(|element| is_guessed(element)) else { continue };
        let samples = [arrived, seen.walks].map(|count| number_text(f64::from(count)));
        let [arrived, walks] = &samples;
        let message = text::concat(&[
            arrived,
            " of ",
            walks,
            " visitors came to this page and none got past ",
            &what(element),
            "; look whether any answer passes its checks",
        ]);
        notes.missed("quiz/dead-end", &quiz.path(at), message);
    }
    if seen.lost > 0 {
        let count = number_text(f64::from(seen.lost));
        let message = text::concat(&[
            &count,
            " visitors came to where no page is visible and nothing can be pressed; leave a page without a condition",
        ]);
        notes.proved(Severity::Error, "quiz/dead-end", "pages", message);
    }
}

/// Whether samples know what to write where a pattern is asked for.
fn is_guessed(element: &Element) -> bool {
    let has_pattern = |element: &Element| element.validators.iter().any(|check| check.test == Test::Regex);
    element.kind != Kind::Multipletext && (!has_pattern(element) || !guess::fitting_words(element, &[]).is_empty())
}
