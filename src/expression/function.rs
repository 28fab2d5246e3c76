//! The functions of the rule language: a closed list, each pure. It must not hold a function that needs a live form.

use std::cmp::Ordering;

use super::Context;
use super::aggregate::{self, Fold};
use super::arithmetic::add;
use super::compare::plain_order;
use super::date::{Date, Unit};
use super::evaluate::all;
use super::mention::mentions;
use super::name::Name;
use super::operand::Operand;
use super::tree::Node;
use crate::text::{self, explain};
use crate::time::{HOUR, MINUTE, SECOND};
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
    Round,
    Trunc,
    InArray(Fold),
    GetDate,
    Age,
    DateDiff,
    DateAdd,
    CurrentDate,
    Today,
    GetYear,
    CurrentYear,
    DiffDays,
    Year,
    Month,
    Day,
    Weekday,
    Substring,
    Days,
    Mentions,
}

/// The most operands that a function of lists takes.
const MANY: usize = 50;

/// Name, function, fewest and most operands.
const FUNCTIONS: &[(&str, Function, usize, usize)] = &[
    ("iif", Function::Iif, 2, 3),
    ("sum", Function::Sum, 0, MANY),
    ("avg", Function::Avg, 0, MANY),
    ("min", Function::Min, 0, MANY),
    ("max", Function::Max, 0, MANY),
    ("count", Function::Count, 0, MANY),
    ("round", Function::Round, 1, 2),
    ("trunc", Function::Trunc, 1, 2),
    ("sumInArray", Function::InArray(Fold::Sum), 2, 4),
    ("minInArray", Function::InArray(Fold::Min), 2, 4),
    ("maxInArray", Function::InArray(Fold::Max), 2, 4),
    ("countInArray", Function::InArray(Fold::Count), 2, 4),
    ("avgInArray", Function::InArray(Fold::Average), 2, 4),
    ("getDate", Function::GetDate, 1, 1),
    ("age", Function::Age, 1, 2),
    ("dateDiff", Function::DateDiff, 2, 3),
    ("dateAdd", Function::DateAdd, 2, 3),
    ("currentDate", Function::CurrentDate, 0, 0),
    ("today", Function::Today, 0, 1),
    ("getYear", Function::GetYear, 1, 1),
    ("currentYear", Function::CurrentYear, 0, 0),
    ("diffDays", Function::DiffDays, 2, 2),
    ("year", Function::Year, 0, 1),
    ("month", Function::Month, 0, 1),
    ("day", Function::Day, 0, 1),
    ("weekday", Function::Weekday, 0, 1),
    ("substring", Function::Substring, 2, 3),
    ("days", Function::Days, 1, 1),
    ("mentions", Function::Mentions, 2, MANY),
];

/// The names of all functions, for messages.
pub(super) fn known() -> String {
    text::join(FUNCTIONS.iter().map(|(name, ..)| *name), ", ")
}

impl Function {
    /// The function that a word names, in whatever case.
    pub(super) fn named(word: &str) -> Option<Self> {
        let word = text::fold(word);
        FUNCTIONS.iter().find(|(name, ..)| text::fold(name) == word).map(|(_, function, ..)| *function)
    }

    /// Its name.
    pub(super) fn name(self) -> &'static str {
        FUNCTIONS.iter().find(|(_, function, ..)| *function == self).map_or("", |(name, ..)| name)
    }

    /// Whether its value depends on the time, or on the visitor's clock.
    #[cfg(feature = "explain")]
    pub(super) fn asks_for_time(self) -> bool {
        !matches!(
            self,
            Self::Iif
                | Self::Sum
                | Self::Avg
                | Self::Min
                | Self::Max
                | Self::Count
                | Self::Round
                | Self::Trunc
                | Self::Substring
                | Self::Mentions
        )
    }

    /// The fewest and the most operands that it makes use of.
    pub(super) fn bounds(self) -> (usize, usize) {
        let known = FUNCTIONS.iter().find(|(_, function, ..)| *function == self);
        known.map_or((0, 0), |(_, _, least, most)| (*least, *most))
    }

    /// Whether it takes that many operands.
    pub(super) fn check(self, count: usize) -> Result<(), String> {
        let bounds = self.bounds();
        // SurveyJS leaves out what is too much and goes on without what is missing; our own functions do not.
        if !matches!(self, Self::Days | Self::Mentions) || (bounds.0..=bounds.1).contains(&count) {
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
    pub(super) fn call<'a>(self, nodes: &'a [Node], names: &'a [Name], context: &Context<'a>) -> Operand<'a> {
        if let Self::InArray(fold) = self {
            return aggregate::call(fold, nodes, names, context);
        }
        let operands = all(nodes, names, context);
        let nothing = || Operand::from(Value::Null);
        let missing = &nothing();
        let operand = |index: usize| operands.get(index).unwrap_or(missing);
        let first = operand(0);
        let whole = |number: Option<i64>| Operand::from(number);
        match self {
            Self::Iif if operands.len() < 2 => nothing(),
            Self::Iif => operand(if first.is_true() { 1 } else { 2 }).clone(),
            Self::Sum => sum(&flat(&operands)),
            Self::Avg => {
                let items = flat(&operands);
                if items.is_empty() { 0.0.into() } else { (sum(&items).to_number() / items.len() as f64).into() }
            }
            Self::Min => extreme(&operands, Ordering::Less),
            Self::Max => extreme(&operands, Ordering::Greater),
            Self::Count => (flat(&operands).len() as f64).into(),
            Self::Round => rounded(&flat(&operands)).unwrap_or(f64::NAN).into(),
            Self::Trunc => truncated(&flat(&operands)).unwrap_or(f64::NAN).into(),
            Self::GetDate if !first.is_true() => nothing(),
            Self::GetDate => Operand::Date(date(first, context)),
            Self::Age if !first.is_true() => nothing(),
            Self::Age => difference(date(first, context), context.now(), operand(1), "years"),
            Self::DateDiff | Self::DateAdd if !first.is_true() || !operand(1).is_true() => nothing(),
            Self::DateDiff => difference(date(first, context), date(operand(1), context), operand(2), "days"),
            Self::DateAdd => Operand::Date(moved(date(first, context), operand(1), operand(2))),
            Self::CurrentDate => Operand::Date(context.now()),
            Self::Today if operands.len() != 1 => Operand::Date(context.midnight()),
            Self::Today => Operand::Date(moved(context.midnight(), first, missing)),
            Self::GetYear if !first.is_true() || operands.len() != 1 => nothing(),
            Self::GetYear => whole(date(first, context).civil().map(|(year, ..)| year)),
            Self::CurrentYear => whole(context.now().civil().map(|(year, ..)| year)),
            Self::DiffDays if !first.is_true() || !operand(1).is_true() || operands.len() != 2 => 0.0.into(),
            Self::DiffDays => whole(days_between(date(first, context), date(operand(1), context))),
            Self::Year => whole(date_or_today(first, context).civil().map(|(year, ..)| year)),
            Self::Month => whole(date_or_today(first, context).civil().map(|(_, month, _)| month)),
            Self::Day => whole(date_or_today(first, context).civil().map(|(.., day)| day)),
            // The first of January 1970 was a Thursday.
            Self::Weekday => whole(date_or_today(first, context).day().map(|day| (day + 4).rem_euclid(7))),
            Self::Substring => substring(first, operand(1), operand(2)).into(),
            Self::Days => {
                whole(date(first, context).day().map(|day| context.today - day).filter(|_| !first.is_empty()))
            }
            Self::Mentions => mentions(first, operands.get(1..).unwrap_or_default()).into(),
            Self::InArray(_) => nothing(),
        }
    }
}

/// What the operands and the lists among them hold: nothing is left out but null; what is written as a number is one.
fn flat<'a>(operands: &[Operand<'a>]) -> Vec<Operand<'a>> {
    let mut items = Vec::new();
    for operand in operands {
        push_flat(operand.clone(), &mut items);
    }
    items
}

fn push_flat<'a>(operand: Operand<'a>, items: &mut Vec<Operand<'a>>) {
    match operand.plain() {
        Value::List(list) => {
            for item in list {
                push_flat(Operand::from(item.clone()), items);
            }
        }
        Value::Null if !matches!(operand, Operand::Date(_)) => {}
        _ => items.push(operand.written_number().map_or(operand, Operand::from)),
    }
}

fn sum<'a>(items: &[Operand<'a>]) -> Operand<'a> {
    items.iter().fold(0.0.into(), |sum, item| add(&sum, item))
}

/// The item that stands first, by `wanted`, among all.
fn extreme<'a>(operands: &[Operand<'a>], wanted: Ordering) -> Operand<'a> {
    let better =
        |best: Operand<'a>, item: Operand<'a>| if plain_order(&item, &best) == Some(wanted) { item } else { best };
    flat(operands).into_iter().reduce(better).unwrap_or_else(|| Value::Null.into())
}

/// The first number with as many decimals as the second says; halves go up.
fn rounded(items: &[Operand<'_>]) -> Option<f64> {
    let number = items.first()?.written_number()?;
    let places = match items.get(1) {
        Some(places) if places.is_true() => places.written_number()?,
        _ => 0.0,
    };
    let scale = libm::pow(10.0, places);
    let scaled = (number * scale) * (1.0 + f64::EPSILON);
    Some(half_up(scaled) / scale)
}

fn half_up(number: f64) -> f64 {
    let below = number.floor();
    if number - below >= 0.5 { below + 1.0 } else { below }
}

/// The first number cut to as many decimals as the second says, as it is written.
fn truncated(items: &[Operand<'_>]) -> Option<f64> {
    let number = items.first()?.written_number()?;
    let places = match items.get(1) {
        Some(places) if places.is_true() => places.written_number()?,
        _ => 0.0,
    };
    // From 1e21 on a number has an exponent, which SurveyJS does not expect.
    let places = if places.trunc() == places && places < 1e21 { places.max(0.0) } else { 0.0 };
    let written = text::number_text(number);
    let sign = if number < 0.0 { "-" } else { "" };
    let mut is_beyond = |c: char| !c.is_ascii_digit();
    let (whole, rest) = text::divide(written.get(sign.len()..)?, &mut is_beyond);
    if places > 0.0 && rest.starts_with('e') {
        return None;
    }
    let (fraction, _) = text::divide(rest.strip_prefix('.').unwrap_or(""), &mut is_beyond);
    text::parse_number(&text::concat(&[sign, whole, ".", text::cut(fraction, places as usize)]))
}

/// The date of an operand; of nothing, now.
fn date(operand: &Operand<'_>, context: &Context<'_>) -> Date {
    let offset_ms = context.offset_ms;
    match (operand, operand.plain()) {
        (Operand::Date(date), _) => *date,
        _ if !operand.is_true() => context.now(),
        (_, Value::Number(_) | Value::Bool(_)) => Date::at(operand.to_number(), offset_ms),
        _ => Date::read(&operand.to_text(), offset_ms),
    }
}

fn date_or_today(operand: &Operand<'_>, context: &Context<'_>) -> Date {
    if operand.is_true() { date(operand, context) } else { context.midnight() }
}

fn days_between(one: Date, other: Date) -> Option<i64> {
    Some((one.day()? - other.day()?).abs())
}

/// How far two dates are apart, in a unit.
fn difference<'a>(one: Date, other: Date, unit: &Operand<'_>, usual: &str) -> Operand<'a> {
    let named = unit.to_text();
    let unit = if unit.is_true() { &*named } else { usual };
    let length = match unit {
        "days" if usual == "years" => return 0.0.into(),
        "days" => return days_between(one, other).into(),
        "hours" => HOUR,
        "minutes" => MINUTE,
        "seconds" => SECOND,
        "months" => return one.months_until(other).into(),
        _ => return one.months_until(other).map_or(0, |months| months / 12).into(),
    };
    if usual == "years" {
        return one.months_until(other).map_or(0, |months| months / 12).into();
    }
    ((one.utc_ms() - other.utc_ms()).abs() / length as f64).ceil().into()
}

/// A date moved by so many units; days, where none is named.
fn moved(date: Date, count: &Operand<'_>, unit: &Operand<'_>) -> Date {
    let named = unit.to_text();
    let unit = match if unit.is_true() { &*named } else { "days" } {
        "days" => Unit::Days,
        "hours" => Unit::Time(HOUR, 24),
        "minutes" => Unit::Time(MINUTE, 60),
        "seconds" => Unit::Time(SECOND, 60),
        "months" => Unit::Months,
        "years" => Unit::Years,
        _ => return date,
    };
    // A text is put behind the number of the day, as `+` does it.
    date.moved(&|field| add(&field.into(), count).to_number(), unit)
}

/// A part of a text, by its first character and the one after its last, in either order.
fn substring(of: &Operand<'_>, from: &Operand<'_>, to: &Operand<'_>) -> String {
    // `1,5` is a number to SurveyJS, which leaves it to ECMAScript to read; and there it is none.
    let place = |operand: &Operand<'_>| operand.written_number().map(|_| operand.to_number().max(0.0) as usize);
    let (Some(content), Some(from)) = (of.plain().as_text(), place(from)) else { return String::new() };
    let to = place(to).unwrap_or(usize::MAX);
    let until = text::cut(content, from.max(to));
    until.get(text::cut(content, from.min(to)).len()..).unwrap_or_default().to_owned()
}
