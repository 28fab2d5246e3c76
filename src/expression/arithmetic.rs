//! Arithmetic as SurveyJS has it: decimals are not left with the dust of binary fractions, `+` puts texts and lists
//! together. It must not know names or functions.

use std::borrow::Cow;

use super::operand::{Operand, joined};
use super::tree::Binary;
use crate::value::Value;

/// The value of an operator; null where something is divided by nothing.
pub(super) fn arithmetic<'a>(op: Binary, left: &Operand<'a>, right: &Operand<'a>) -> Operand<'a> {
    let left = &filled(left, right);
    let right = &filled(right, left);
    let (one, other) = (left.to_number(), right.to_number());
    Operand::from(match op {
        Binary::Plus => return plus(left, right),
        Binary::Minus => cleaned(one - other, decimals(left).max(decimals(right))),
        Binary::Times => cleaned(one * other, decimals(left) + decimals(right)),
        // ECMAScript has no value for what C calls 1.
        Binary::Power if other.is_nan() || one.abs() == 1.0 && other.is_infinite() => f64::NAN,
        Binary::Power => libm::pow(one, other),
        _ if !right.is_true() => return Value::Null.into(),
        Binary::Divide => one / other,
        _ => remainder(one, other),
    })
}

/// What stands in for nothing beside another value: 0, an empty text or an empty list.
pub(super) fn filled<'a>(value: &Operand<'a>, beside: &Operand<'_>) -> Operand<'a> {
    let is_number = matches!(beside.plain(), Value::Number(_));
    if !value.is_empty() || !is_number && value.is_text() {
        return value.clone();
    }
    match beside.plain() {
        Value::Text(_) => String::new().into(),
        Value::List(_) => Value::List(Vec::new()).into(),
        _ => 0.0.into(),
    }
}

fn plus<'a>(left: &Operand<'a>, right: &Operand<'a>) -> Operand<'a> {
    let are_numbers = left.written_number().is_some() && right.written_number().is_some();
    match (left.plain(), right.plain()) {
        _ if are_numbers => add(left, right),
        (Value::List(left), Value::List(right)) => {
            let mut all = left.clone();
            all.extend(right.iter().cloned());
            Value::List(all).into()
        }
        (Value::List(items), Value::Text(text)) => (joined(items, ", ") + text).into(),
        (Value::Text(text), Value::List(items)) => (text.clone() + &joined(items, ", ")).into(),
        (Value::List(items), Value::Number(_)) => add(&total(items), right),
        (Value::Number(_), Value::List(items)) => add(&total(items), left),
        _ => add(left, right),
    }
}

/// The sum of what is a number in a list.
fn total(items: &[Value]) -> Operand<'_> {
    let mut sum = Operand::from(0.0);
    for item in items {
        if item.as_number().is_some() {
            sum = add(&sum, &item.into());
        }
    }
    sum
}

/// Numbers are added; with anything that is none, texts are put together.
pub(super) fn add<'a>(left: &Operand<'_>, right: &Operand<'_>) -> Operand<'a> {
    let is_number = |operand: &Operand<'_>| matches!(operand, Operand::Plain(value) if matches!(**value, Value::Null | Value::Bool(_) | Value::Number(_)));
    if is_number(left) && is_number(right) {
        return cleaned(left.to_number() + right.to_number(), decimals(left).max(decimals(right))).into();
    }
    (left.to_text().into_owned() + &right.to_text()).into()
}

/// How many decimals a number is written with.
fn decimals(value: &Operand<'_>) -> usize {
    let is_whole = matches!(value.plain(), Value::Number(number) if number.trunc() == *number);
    if is_whole || value.written_number().is_none() {
        return 0;
    }
    let text: Cow<'_, str> = value.to_text();
    crate::text::split(&text, ".").map_or(0, |(_, rest)| crate::text::before(rest, ".").len())
}

/// A result without the dust of binary fractions: as many decimals as its operands have.
fn cleaned(result: f64, decimals: usize) -> f64 {
    let scale = (0..decimals.min(22)).fold(1.0, |scale, _| scale * 10.0);
    let scaled = result * scale;
    // Whole numbers are exact up to here, and so is one division of two of them.
    if decimals == 0 || scaled.is_nan() || scaled.abs() >= 9_007_199_254_740_992.0 {
        return result;
    }
    let (whole, size) = (scaled.abs().round(), scaled.abs());
    // What was multiplied may only have been rounded to the middle.
    let is_below = whole - size == 0.5 && lost(result.abs(), scale, size) < 0.0;
    (whole - f64::from(u8::from(is_below))).copysign(scaled) / scale
}

/// What rounding took from the product of two numbers, negative where it added: T. J. Dekker, "A floating-point technique
/// for extending the available precision" (1971).
fn lost(one: f64, other: f64, product: f64) -> f64 {
    let halves = |number: f64| {
        let scaled = number * 134_217_729.0;
        let high = scaled - (scaled - number);
        (high, number - high)
    };
    let ((a, b), (c, d)) = (halves(one), halves(other));
    ((a * c - product) + a * d + b * c) + b * d
}

/// What is left of the division, with the sign of the dividend: exact, like ECMAScript's `%`. The platform's own costs
/// 2 KB in the module.
pub fn remainder(dividend: f64, divisor: f64) -> f64 {
    let (mut rest, size) = (dividend.abs(), divisor.abs());
    if !rest.is_finite() || size.is_nan() || size == 0.0 {
        return f64::NAN;
    }
    if size.is_infinite() {
        return dividend;
    }
    let mut step = size;
    while step + step <= rest {
        step += step;
    }
    while step >= size {
        if rest >= step {
            rest -= step;
        }
        step /= 2.0;
    }
    rest.copysign(dividend)
}
