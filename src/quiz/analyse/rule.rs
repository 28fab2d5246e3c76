//! Expressions one by one: names that nothing has, calls with operands that are missing or of no use, conditions that are
//! neither yes nor no, and rules that depend on themselves. It must not evaluate an expression.

use super::seen::Seen;
use super::world::World;
use super::{Notes, item_path, path};
use crate::expression::Expression;
use crate::quiz::definition::{Deed, Definition, Kind, RESERVED};
use crate::text::{self, number_text};
use crate::value::{Severity, Value};

/// Properties that are conditions.
const CONDITIONS: &[&str] = &["visibleIf", "enableIf", "requiredIf", "resetValueIf", "choicesVisibleIf", "if"];
/// Lists whose `expression` is a condition.
const LISTS: &[&str] = &["validators", "triggers", "completedHtmlOnCondition", "navigateToUrlOnCondition"];

/// How many steps from rule to rule are taken in looking for circles.
const MOST_STEPS: usize = 5_000_000;

/// Looks at expressions.
pub(super) fn look(world: &mut World<'_>, seen: &Seen, notes: &mut Notes) {
    let quiz = world.quiz;
    for (place, expression) in expressions(quiz) {
        look_at_names(quiz, &place, expression, notes);
        look_at_calls(&place, expression, notes);
        if is_condition(&place) {
            look_at_condition(world, &place, expression, notes);
        }
    }
    look_at_triggers(quiz, notes);
    let cycles = look_at_cycles(quiz, notes);
    if seen.is_exhausted {
        let message =
            "rules go round in circles: the engine left off while a visitor answered; break the circle".to_owned();
        notes.proved(Severity::Error, "quiz/cycle", cycles.as_deref().unwrap_or_default(), message);
    }
}

/// Every expression with its path.
fn expressions(quiz: &Definition) -> Vec<(String, &Expression)> {
    let mut found = Vec::new();
    for (at, element) in quiz.elements.iter().enumerate() {
        let place = quiz.path(at);
        found.extend(element.expressions().map(|(name, expression)| (path(&[&place, ".", name]), expression)));
        let choices = element.choices.iter().enumerate();
        found.extend(choices.filter_map(|(index, choice)| {
            Some((path(&[&place, ".", &item_path("choices", index, ".visibleIf")]), choice.visible_if.as_ref()?))
        }));
        let checks = element.validators.iter().enumerate();
        found.extend(checks.filter_map(|(index, check)| {
            Some((path(&[&place, ".", &item_path("validators", index, ".expression")]), check.expression.as_ref()?))
        }));
    }
    found.extend(expressions_beside(quiz));
    found
}

fn expressions_beside(quiz: &Definition) -> Vec<(String, &Expression)> {
    let mut found = Vec::new();
    for (index, trigger) in quiz.triggers.iter().enumerate() {
        for (name, expression) in [(".expression", &trigger.expression), (".runExpression", &trigger.run_expression)] {
            found.extend(expression.as_ref().map(|expression| (item_path("triggers", index, name), expression)));
        }
    }
    for (index, calculated) in quiz.calculated_values.iter().enumerate() {
        found.push((item_path("calculatedValues", index, ".expression"), &calculated.expression));
    }
    for (list, endings) in [
        ("completedHtmlOnCondition", &quiz.completed_html_on_condition),
        ("navigateToUrlOnCondition", &quiz.navigate_to_url_on_condition),
    ] {
        let endings = endings.iter().enumerate();
        found.extend(
            endings.filter_map(|(index, ending)| {
                Some((item_path(list, index, ".expression"), ending.expression.as_ref()?))
            }),
        );
    }
    for (index, filter) in quiz.lead.filters.iter().enumerate() {
        found.push((item_path("lead.filters", index, ".if"), &filter.condition));
    }
    for (index, outcome) in quiz.lead.outcomes.iter().enumerate() {
        found.extend(outcome.condition.as_ref().map(|condition| (item_path("lead.outcomes", index, ".if"), condition)));
    }
    found
}

/// Whether what stands at a path is wanted to be yes or no.
fn is_condition(place: &str) -> bool {
    let (before, name) = text::split_last(place, ".").unwrap_or(("", place));
    let list = text::before(text::split_last(before, ".").map_or(before, |(_, last)| last), "[");
    CONDITIONS.contains(&name) || name == "expression" && LISTS.contains(&list)
}

fn look_at_names(quiz: &Definition, place: &str, expression: &Expression, notes: &mut Notes) {
    for name in expression.free_names() {
        if !RESERVED.contains(&text::before(name, ".")) {
            notes.proved(Severity::Error, "quiz/unknown-name", place, unknown(quiz, name));
        }
    }
}

fn unknown(quiz: &Definition, name: &str) -> String {
    let answers = quiz.questions().map(|element| element.name.as_str());
    let known: Vec<&str> =
        answers.chain(quiz.calculated_values.iter().map(|calculated| calculated.name.as_str())).collect();
    let listed = text::join(known.into_iter().take(30), ", ");
    text::concat(&["unknown name {", name, "}; known are the facts source, event, visit and the answers ", &listed])
}

/// What triggers name beside their expressions.
fn look_at_triggers(quiz: &Definition, notes: &mut Notes) {
    for (index, trigger) in quiz.triggers.iter().enumerate() {
        let is_question = |name: &str| quiz.questions().any(|element| text::is_same(&element.name, name));
        if trigger.deed == Deed::Skip && !is_question(&trigger.goto_name) {
            let message =
                text::concat(&["found no question \"", &trigger.goto_name, "\" to go to; name one that there is"]);
            notes.proved(Severity::Error, "quiz/unknown-name", &item_path("triggers", index, ".gotoName"), message);
        }
        if let Some(source) = trigger.source.as_ref().filter(|_| trigger.deed == Deed::Copyvalue) {
            look_at_names(quiz, &item_path("triggers", index, ".fromName"), source, notes);
        }
    }
}

fn look_at_calls(place: &str, expression: &Expression, notes: &mut Notes) {
    for call in expression.miscounts() {
        let [found, least, most] = [call.found, call.least, call.most].map(|count| number_text(count as f64));
        let expected = if call.least == call.most { least } else { text::concat(&[&least, " to ", &most]) };
        let message = text::concat(&[
            "found ",
            &found,
            " operands of ",
            call.function,
            "(), expected ",
            &expected,
            ": what is missing is nothing, what is too much is left out",
        ]);
        notes.proved(Severity::Warning, "quiz/operands", place, message);
    }
}

/// A condition whose value is no yes or no is never fulfilled, but by 1.
fn look_at_condition(world: &mut World<'_>, place: &str, expression: &Expression, notes: &mut Notes) {
    let kind = world.possible(expression).kind_without_truth().or_else(|| {
        let name = expression.bare_name()?;
        let element = world.quiz.questions().find(|element| text::is_same(&element.name, name))?;
        let is_choice =
            element.choices.iter().chain(&element.rate_values).any(|choice| matches!(choice.value, Value::Bool(_)));
        match element.kind {
            Kind::Text | Kind::Comment => Some("a text"),
            kind if kind.is_select() && !is_choice => Some("a choice"),
            _ => None,
        }
    });
    if let Some(kind) = kind {
        let message = text::concat(&[
            "found a condition whose value is ",
            kind,
            ", expected yes or no; compare it, such as {name} > 0 or {name} notempty",
        ]);
        notes.proved(Severity::Warning, "quiz/no-condition", place, message);
    }
}

/// A rule that sets something whenever something else changes.
struct Rule {
    sources: Vec<usize>,
    target: usize,
    place: String,
}

fn rules(quiz: &Definition) -> Vec<Rule> {
    let mut rules = Vec::new();
    for (at, element) in quiz.elements.iter().enumerate().filter(|(_, element)| element.kind.is_question()) {
        let set_if = element.set_value_if.as_ref().filter(|_| element.set_value_expression.is_some());
        for (name, expressions) in [
            ("setValueExpression", vec![element.set_value_expression.as_ref(), set_if]),
            ("expression", vec![element.expression.as_ref()]),
            ("defaultValueExpression", vec![element.default_value_expression.as_ref()]),
        ] {
            let sources: Vec<usize> = expressions.into_iter().flatten().flat_map(Expression::slots).collect();
            rules.push(Rule { sources, target: element.slot, place: path(&[&quiz.path(at), ".", name]) });
        }
    }
    for (index, calculated) in quiz.calculated_values.iter().enumerate() {
        let place = item_path("calculatedValues", index, ".expression");
        rules.push(Rule { sources: calculated.expression.slots().collect(), target: calculated.slot, place });
    }
    for (index, trigger) in quiz.triggers.iter().enumerate() {
        let Some(target) = trigger.target else { continue };
        let asked = [&trigger.expression, &trigger.source].into_iter().flatten().flat_map(Expression::slots);
        // What a question is set to does not set off the same trigger.
        let is_own = |slot: usize| trigger.deed != Deed::Runexpression && slot == target;
        let sources = asked.filter(|slot| !is_own(*slot)).collect();
        rules.push(Rule { sources, target, place: item_path("triggers", index, "") });
    }
    rules
}

/// Tells of rules that depend on what they set, each circle once; the path of the first.
fn look_at_cycles(quiz: &Definition, notes: &mut Notes) -> Option<String> {
    let rules = rules(quiz);
    let mut follow: Vec<Vec<usize>> = vec![Vec::new(); quiz.names.len()];
    for rule in &rules {
        for source in &rule.sources {
            if let Some(targets) = follow.get_mut(*source) {
                targets.push(rule.target);
            }
        }
    }
    for targets in &mut follow {
        targets.sort_unstable();
        targets.dedup();
    }
    let mut left = MOST_STEPS;
    let mut first = None;
    let mut is_told = vec![false; quiz.names.len()];
    for rule in &rules {
        if is_told.get(rule.target) != Some(&false) || rule.sources.is_empty() {
            continue;
        }
        let found = circle(&follow, rule.target, &mut left);
        let is_in = |circle: &Vec<usize>| rule.sources.iter().any(|source| circle.contains(source));
        let Some(circle) = found.filter(is_in) else { continue };
        for slot in &circle {
            if let Some(told) = is_told.get_mut(*slot) {
                *told = true;
            }
        }
        let names: Vec<&str> = circle.iter().chain(circle.first()).take(8).map(|slot| quiz.names.name(*slot)).collect();
        let message = text::concat(&[
            "rules set each other: ",
            &text::join(names, " > "),
            "; what comes out depends on how often they run, so break the circle",
        ]);
        first = first.or_else(|| Some(rule.place.clone()));
        notes.proved(Severity::Warning, "quiz/cycle", &rule.place, message);
    }
    first
}

/// The shortest way from a slot back to itself, as long as there are steps left to look for it.
fn circle(follow: &[Vec<usize>], start: usize, left: &mut usize) -> Option<Vec<usize>> {
    let mut came_from: Vec<Option<usize>> = vec![None; follow.len()];
    let mut row = vec![start];
    let mut next = 0;
    while let Some(here) = row.get(next).copied() {
        next += 1;
        let targets = follow.get(here)?;
        *left = left.checked_sub(targets.len() + 1)?;
        for &target in targets {
            if target == start {
                let mut way = vec![here];
                while let Some(before) =
                    way.last().filter(|last| **last != start).and_then(|last| *came_from.get(*last)?)
                {
                    way.push(before);
                }
                way.reverse();
                return Some(way);
            }
            if let Some(place @ None) = came_from.get_mut(target) {
                *place = Some(here);
                row.push(target);
            }
        }
    }
    None
}
