//! What a visitor of a sample answers: among the choices, numbers at the ends and beside what conditions speak of, words that
//! conditions speak of. It must not give an answer.

use super::random::Random;
use crate::expression::{Expression, number_of};
use crate::quiz::definition::{Definition, Element, Input, Kind, Test};
use crate::quiz::run::Walk;
use crate::value::{Map, Value};

/// Words of the shapes that lines are asked for.
const WORDS: &[&str] = &[
    "Anna",
    "anna@mail.example",
    "+7 916 123-45-67",
    "89161234567",
    "https://a.example/",
    "1",
    "12",
    "123",
    "1234",
    "12345",
    "123456",
    "1234567890",
    "123456789012",
    "A",
    "AB",
    "ab12",
    "AB-123",
    "A123BC",
    "A123BC77",
    "Anna Smith",
    "two or three words of a sentence",
    "2026-06-15",
    "09:30",
    "#ff0000",
    "yes",
    "no",
];
const DATES: &[&str] = &["2026-06-15", "2026-01-10", "2027-03-01", "2000-05-20", "1985-11-02", "2030-12-31"];

/// What conditions speak of, by slot.
pub(super) struct Hints(Vec<Vec<Value>>);

impl Hints {
    /// The values in all conditions of a quiz.
    pub(super) fn new(quiz: &Definition) -> Self {
        let mut hints = Self(vec![Vec::new(); quiz.names.len()]);
        quiz.each_expression(&mut |_, expression| hints.take(expression));
        for filter in &quiz.lead.filters {
            hints.take(&filter.condition);
        }
        for condition in quiz.lead.outcomes.iter().filter_map(|outcome| outcome.condition.as_ref()) {
            hints.take(condition);
        }
        hints
    }

    fn take(&mut self, expression: &Expression) {
        let constants = expression.constants();
        for slot in expression.slots() {
            let Some(list) = self.0.get_mut(slot) else { continue };
            for constant in &constants {
                if list.len() < 40 && !list.contains(constant) && !matches!(constant, Value::Null) {
                    list.push((*constant).clone());
                }
            }
        }
    }

    /// The values that conditions speak of together with a slot.
    pub(super) fn of(&self, slot: usize) -> &[Value] {
        self.0.get(slot).map_or(&[], Vec::as_slice)
    }
}

/// An answer to a question that is shown; null where none is known. `wished` are the values to be preferred.
pub(super) fn answer(walk: &Walk<'_>, at: usize, hints: &Hints, wished: &[Value], random: &mut Random) -> Value {
    let Some(element) = walk.quiz.elements.get(at) else { return Value::Null };
    let is_free = wished.is_empty() || random.chance(20);
    let spoken = if is_free { hints.of(element.slot) } else { wished };
    match element.kind {
        kind if kind.is_select() && element.is_multiple() => several(walk, at, element, wished, random),
        kind if kind.is_select() || matches!(kind, Kind::Boolean | Kind::Rating) => {
            let shown = walk.values_to_choose(at);
            let liked: Vec<Value> = shown.iter().filter(|choice| is_wished(choice, wished)).cloned().collect();
            let from = if liked.is_empty() || is_free { &shown } else { &liked };
            random.pick(from).cloned().unwrap_or_default()
        }
        Kind::Slider => slider(walk, at, element, spoken, random),
        Kind::Multipletext => {
            let mut lines = Map::new();
            for line in walk.quiz.children(at) {
                if let Some(inner) = walk.quiz.elements.get(line).filter(|inner| inner.is_required || random.chance(70))
                {
                    lines.set(&inner.name, typed(walk, line, inner, spoken, random));
                }
            }
            lines.into()
        }
        Kind::Text | Kind::Comment => typed(walk, at, element, spoken, random),
        _ => Value::Null,
    }
}

fn is_wished(choice: &Value, wished: &[Value]) -> bool {
    wished.iter().any(|wish| crate::expression::is_equal(wish, choice))
}

/// Some of the choices that are shown, in some order, as many as are asked for.
fn several(walk: &Walk<'_>, at: usize, element: &Element, wished: &[Value], random: &mut Random) -> Value {
    let shown = walk.visible_choices(at);
    let number = |count: i64| usize::try_from(count).ok().filter(|count| *count > 0);
    let counts =
        |of: fn(&crate::quiz::Validator) -> i64| element.validators.iter().filter_map(move |check| number(of(check)));
    let least = counts(|check| check.min_count).chain(number(element.min_selected_choices)).max().unwrap_or(1);
    let most = counts(|check| check.max_count).chain(number(element.max_selected_choices)).min().unwrap_or(shown.len());
    let is_whole = element.kind == Kind::Ranking && !element.select_to_rank_enabled;
    let count = match () {
        () if is_whole => shown.len(),
        () if random.chance(25) => least,
        () if random.chance(20) => most,
        () => least + random.below((most + 1).saturating_sub(least)),
    };
    let mut order = random.order(shown.len());
    if random.chance(70) {
        order.sort_by_key(|place| !shown.get(*place).is_some_and(|choice| is_wished(choice, wished)));
    }
    let mut chosen: Vec<Value> =
        order.iter().filter_map(|place| shown.get(*place)).take(count.max(1)).cloned().collect();
    // None goes with no other.
    let none = Value::from("none");
    if element.show_none_item && chosen.contains(&none) {
        if random.chance(50) { chosen = vec![none] } else { chosen.retain(|choice| *choice != none) }
    }
    Value::List(chosen)
}

/// Numbers at and around what is spoken of, and between the ends.
fn numbers(least: Option<f64>, most: Option<f64>, step: f64, spoken: &[Value], random: &mut Random) -> Value {
    let mut found: Vec<f64> = least.into_iter().chain(most).collect();
    let step = if step > 0.0 { step } else { 1.0 };
    for number in spoken.iter().filter_map(number_of) {
        found.extend([number - step, number, number + step]);
    }
    let (low, high) = (least.unwrap_or(0.0), most.unwrap_or_else(|| least.unwrap_or(0.0).max(0.0) + 1_000.0));
    found.extend([0.0, 1.0, 2.0, 5.0]);
    let share = random.below(1_001) as f64 / 1_000.0;
    found.push(low + ((high - low) * share / step).floor() * step);
    found.retain(|number| least.is_none_or(|least| *number >= least) && most.is_none_or(|most| *number <= most));
    random.pick(&found).copied().map_or(Value::Null, Value::Number)
}

fn slider(walk: &Walk<'_>, at: usize, element: &Element, spoken: &[Value], random: &mut Random) -> Value {
    let (least, most) = walk.bounds(at);
    let mut one = || numbers(least.as_number(), most.as_number(), element.step, spoken, random);
    if !element.is_range {
        return one();
    }
    let mut ends = [one(), one()];
    ends.sort_by(|one, other| one.as_number().unwrap_or(0.0).total_cmp(&other.as_number().unwrap_or(0.0)));
    Value::List(ends.to_vec())
}

/// What is typed into a line.
fn typed(walk: &Walk<'_>, at: usize, element: &Element, spoken: &[Value], random: &mut Random) -> Value {
    let (least, most) = walk.bounds(at);
    match element.input_type {
        Input::Number | Input::Range => {
            let checks = element.validators.iter().filter(|check| check.test == Test::Numeric);
            let lows = checks.clone().filter_map(|check| check.min_value).chain(number_of(&least));
            let highs = checks.filter_map(|check| check.max_value).chain(number_of(&most));
            numbers(lows.reduce(f64::max), highs.reduce(f64::min), element.step, spoken, random)
        }
        Input::Date | Input::DatetimeLocal => date(element, &[least, most], spoken, random),
        Input::Month => "2026-06".into(),
        Input::Week => "2026-W24".into(),
        Input::Time => "12:30".into(),
        Input::Email => "anna@mail.example".into(),
        _ => words(element, spoken, random),
    }
}

fn date(element: &Element, ends: &[Value; 2], spoken: &[Value], random: &mut Random) -> Value {
    let [least, most] = ends;
    let mut found: Vec<String> = DATES.iter().map(|day| (*day).to_owned()).collect();
    found.extend(ends.iter().chain(spoken).filter_map(Value::as_text).map(|day| crate::text::cut(day, 10).to_owned()));
    let (low, high) = (least.as_text().unwrap_or(""), most.as_text().unwrap_or("9999"));
    found.retain(|day| {
        crate::time::parse_day(day).is_some() && day.as_str() >= crate::text::cut(low, 10) && day.as_str() <= high
    });
    let day = random.pick(&found).cloned().unwrap_or_default();
    let is_timed = element.input_type == Input::DatetimeLocal && !day.is_empty();
    if is_timed { crate::text::concat(&[&day, "T12:00"]).into() } else { day.into() }
}

/// Words of which the checks of a line refuse nothing that can be seen beforehand.
fn words(element: &Element, spoken: &[Value], random: &mut Random) -> Value {
    let mut fitting = fitting_words(element, spoken);
    if random.chance(50) && fitting.iter().any(|word| is_wished(&word.as_str().into(), spoken)) {
        fitting.retain(|word| is_wished(&word.as_str().into(), spoken));
    }
    random.pick(&fitting).map_or(Value::Null, |word| word.as_str().into())
}

/// The words that fit a line, as far as patterns and lengths say.
pub(super) fn fitting_words(element: &Element, spoken: &[Value]) -> Vec<String> {
    let mut found: Vec<String> = WORDS.iter().map(|word| (*word).to_owned()).collect();
    found.extend(spoken.iter().map(crate::expression::text_of));
    for check in &element.validators {
        let least = usize::try_from(check.min_length).unwrap_or(0);
        if least > 0 {
            found.push("x".repeat(least));
        }
        if let (Some(low), Some(high)) = (check.min_value, check.max_value) {
            found.extend([low, high].map(crate::text::number_text));
        }
        found.retain(|word| {
            let length = i64::try_from(word.encode_utf16().count()).unwrap_or(0);
            let fits = length >= check.min_length && (check.max_length <= 0 || length <= check.max_length);
            let ends_so = check.allow_digits || !word.ends_with(|c: char| c.is_ascii_digit());
            fits && ends_so && check.regex.as_ref().is_none_or(|regex| regex.is_found(word) != Some(false))
        });
    }
    let longest = usize::try_from(element.max_length).ok().filter(|most| *most > 0).unwrap_or(1_000);
    found.retain(|word| !word.trim().is_empty() && word.chars().count() <= longest);
    found
}
