//! The functions of the rule language: a closed list, each pure. It must not hold a function that needs a live form.

use super::Context;
use super::compare::{is_true, items, number_of, text_of};
use super::lexer::Token;
use crate::text::{self, explain, swapped};
use crate::time;
use crate::value::Value;

/// A function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Function {
    Iif,
    Sum,
    Avg,
    Min,
    Max,
    Count,
    Age,
    Today,
    Days,
    Mentions,
}

/// Name, function, fewest and most operands.
const FUNCTIONS: &[(&str, Function, usize, usize)] = &[
    ("iif", Function::Iif, 3, 3),
    ("sum", Function::Sum, 1, 50),
    ("avg", Function::Avg, 1, 50),
    ("min", Function::Min, 1, 50),
    ("max", Function::Max, 1, 50),
    ("count", Function::Count, 1, 1),
    ("age", Function::Age, 1, 1),
    ("today", Function::Today, 0, 0),
    ("days", Function::Days, 1, 1),
    ("mentions", Function::Mentions, 2, 50),
];

/// The names of all functions, for messages.
pub(super) fn known() -> String {
    text::join(FUNCTIONS.iter().map(|(name, ..)| *name), ", ")
}

impl Function {
    /// The function that a word names.
    pub(super) fn named(token: &Token) -> Option<Self> {
        let Token::Word(word) = token else { return None };
        FUNCTIONS.iter().find(|(name, ..)| name == word).map(|(_, function, ..)| *function)
    }

    /// Its name.
    pub(super) fn name(self) -> &'static str {
        FUNCTIONS.iter().find(|(_, function, ..)| *function == self).map_or("", |(name, ..)| name)
    }

    /// Whether it takes that many operands.
    pub(super) fn check(self, count: usize) -> Result<(), String> {
        let bounds = FUNCTIONS
            .iter()
            .find(|(_, function, ..)| *function == self)
            .map_or((0, 0), |(_, _, least, most)| (*least, *most));
        if (bounds.0..=bounds.1).contains(&count) {
            return Ok(());
        }
        let words = |number: usize| text::number_text(number as f64);
        Err(explain!(
            "found ",
            &words(count),
            " operands of ",
            self.name(),
            "(), expected ",
            &words(bounds.0),
            " to ",
            &words(bounds.1)
        ))
    }

    /// Its value.
    pub(super) fn call(self, operands: &[Value], context: &Context<'_>) -> Value {
        let first = operands.first().unwrap_or(&Value::Null);
        match self {
            Self::Iif => operands.get(if is_true(first) { 1 } else { 2 }).cloned().unwrap_or_default(),
            Self::Sum => Value::Number(numbers(operands).iter().sum()),
            Self::Avg => {
                let numbers = numbers(operands);
                (!numbers.is_empty()).then(|| numbers.iter().sum::<f64>() / numbers.len() as f64).into()
            }
            Self::Min => numbers(operands).into_iter().reduce(f64::min).into(),
            Self::Max => numbers(operands).into_iter().reduce(f64::max).into(),
            Self::Count => Value::Number(items(first).len() as f64),
            Self::Age => age(first, context.today).into(),
            Self::Today => Value::Text(time::day_text(context.today)),
            Self::Days => days(first, context.today).into(),
            Self::Mentions => Value::Number(mentions(first, operands.get(1..).unwrap_or_default())),
        }
    }
}

/// All numbers among the operands and inside lists.
fn numbers(operands: &[Value]) -> Vec<f64> {
    let mut numbers = Vec::new();
    for operand in operands {
        for item in items(operand) {
            if let Some(number) = number_of(item) {
                numbers.push(number);
            }
        }
    }
    numbers
}

/// Full years from a date of birth to today.
fn age(birth: &Value, today: i64) -> Option<i64> {
    let (birth_year, birth_month, birth_day) = time::civil(time::parse_day(birth.as_text()?)?);
    let (year, month, day) = time::civil(today);
    Some(year - birth_year - i64::from((month, day) < (birth_month, birth_day)))
}

/// Days from a date (`YYYY-MM-DD`) or an instant (milliseconds, UTC) to today; negative where it lies ahead.
fn days(from: &Value, today: i64) -> Option<i64> {
    let day = match from {
        Value::Text(date) => time::parse_day(date)?,
        other => other.as_whole()?.div_euclid(time::DAY),
    };
    Some(today - day)
}

/// Runs of letters and digits, and of asterisks where they mean something.
fn words_of(content: &str, has_stars: bool) -> Vec<&str> {
    let mut words = Vec::new();
    let is_part = |c| text::is_word(c) || has_stars && c == '*';
    let mut rest = content;
    while !rest.is_empty() {
        let (_, begun) = text::divide(rest, &mut |c| is_part(c));
        let (word, after) = text::divide(begun, &mut |c| !is_part(c));
        if !word.is_empty() {
            words.push(word);
        }
        rest = after;
    }
    words
}

/// How many of the terms a text mentions: whole words, case and ё folded, a `*` at the end of a term matches any ending.
fn mentions(content: &Value, terms: &[Value]) -> f64 {
    let plain = |content: &str| swapped(&text::fold(content), 'ё', 'е');
    let content = plain(&text_of(content));
    let words = words_of(&content, false);
    let is_mentioned = |term: &Value| {
        let term = plain(text_of(term).trim());
        let wanted = words_of(&term, true);
        let fits = |(word, wanted): (&&str, &&str)| {
            wanted.strip_suffix('*').map_or(word == wanted, |stem| word.starts_with(stem))
        };
        !wanted.is_empty() && words.windows(wanted.len()).any(|run| run.iter().zip(&wanted).all(fits))
    };
    terms.iter().filter(|term| is_mentioned(term)).count() as f64
}
