//! Operators over sets of values: exactly where both sides are values, by sorts elsewhere. It must not know names.

use super::relate::{May, emptiness, range, relation, truth};
use super::{Atom, Possible, is_nested};
use crate::expression::date::Date;
use crate::expression::evaluate;
use crate::expression::operand::Operand;
use crate::expression::tree::{Binary, Unary};
use crate::value::Value;

/// What an operand is as an atom.
pub(super) fn atom_of(operand: Operand<'_>) -> Atom {
    match operand {
        Operand::Date(_) => Atom::Date,
        Operand::Plain(value) => Atom::Exactly(value.into_owned()),
    }
}

fn add_truth(out: &mut Possible, (may, may_not): May) {
    for (is_there, yes) in [(may, true), (may_not, false)] {
        if is_there {
            out.add(Atom::Exactly(yes.into()));
        }
    }
}

/// Whether the order of items can make a difference to a text of it.
fn is_long(value: &Value) -> bool {
    value.as_list().is_some_and(|items| items.len() > 1)
}

/// What an operator makes of one operand.
pub(super) fn unary(op: Unary, operand: &Atom, out: &mut Possible) {
    let not = |(may, may_not): May| (may_not, may);
    match (op, operand) {
        (Unary::Not, _) => add_truth(out, not(truth(operand))),
        (Unary::Empty, _) => add_truth(out, emptiness(operand)),
        (Unary::NotEmpty, _) => add_truth(out, not(emptiness(operand))),
    }
}

/// What an operator makes of two operands.
pub(super) fn binary(op: Binary, left: &Atom, right: &Atom, out: &mut Possible) {
    if let (Atom::Exactly(one), Atom::Exactly(other)) = (left, right)
        && is_settled(op, one, other)
    {
        // No date is among them that could ask for the present.
        let present = Date::at(0.0, 0);
        return out.add(atom_of(evaluate::binary(op, &one.into(), &other.into(), present)));
    }
    match op {
        Binary::And | Binary::Or => logic(op, left, right, out),
        Binary::Plus | Binary::Minus | Binary::Times | Binary::Divide | Binary::Modulo | Binary::Power => {
            arithmetic(op, left, right, out);
        }
        _ => add_truth(out, relation(op, left, right)),
    }
}

/// Whether two values decide, though a list stands for every order of its items.
fn is_settled(op: Binary, left: &Value, right: &Value) -> bool {
    let is_plain = |value: &Value| !value.as_list().is_some_and(|items| items.iter().any(is_nested));
    if !is_long(left) && !is_long(right) {
        return true;
    }
    match op {
        Binary::And | Binary::Or => true,
        _ if !is_plain(left) || !is_plain(right) => false,
        Binary::Equal | Binary::NotEqual | Binary::AnyOf | Binary::AllOf | Binary::NoneOf => true,
        Binary::Contains | Binary::NotContains => left.as_list().is_some() || !is_long(right),
        Binary::Plus => left.as_list().is_some() && right.as_list().is_some(),
        _ => false,
    }
}

/// `and` and `or` give one of their sides.
fn logic(op: Binary, left: &Atom, right: &Atom, out: &mut Possible) {
    let ((may, may_not), may_be_empty) = (truth(left), emptiness(left).0);
    let (stays, goes_on) = if op == Binary::And { (may_not, may) } else { (may, may_not) };
    if stays {
        match (op, left) {
            (Binary::And, Atom::Between(..)) => out.add(Atom::Exactly(0.0.into())),
            (Binary::And, Atom::Text) => out.add(Atom::Exactly("".into())),
            _ => out.add(left.clone()),
        }
    }
    if goes_on || may_be_empty {
        out.add(right.clone());
    }
    // What stands in for nothing beside something else.
    if may_be_empty || emptiness(right).0 {
        for filler in [Value::Number(0.0), "".into(), Value::List(Vec::new())] {
            out.add(Atom::Exactly(filler));
        }
    }
}

fn arithmetic(op: Binary, left: &Atom, right: &Atom, out: &mut Possible) {
    // Nothing beside a number is 0.
    let read = |atom: &Atom| match atom {
        Atom::Exactly(Value::Null) => Some((0.0, 0.0)),
        other => range(other),
    };
    let (Some(left), Some(right)) = (read(left), read(right)) else {
        out.join(&Possible::computed());
        return;
    };
    match op {
        Binary::Plus => corners(&[left.0 + right.0, left.1 + right.1], out),
        Binary::Minus => corners(&[left.0 - right.1, left.1 - right.0], out),
        Binary::Times => corners(&products(left, right, |one, other| one * other), out),
        Binary::Divide | Binary::Modulo => {
            let may_be_zero = right.0 <= 0.0 && 0.0 <= right.1;
            if may_be_zero {
                out.add(Atom::Exactly(Value::Null));
            }
            match op {
                Binary::Modulo => remainder(left, right, out),
                _ if may_be_zero => corners(&[f64::NEG_INFINITY, f64::INFINITY], out),
                _ => corners(&products(left, right, |one, other| one / other), out),
            }
        }
        _ => corners(&[f64::NEG_INFINITY, f64::INFINITY], out),
    }
}

fn products(left: (f64, f64), right: (f64, f64), of: impl Fn(f64, f64) -> f64) -> [f64; 4] {
    [of(left.0, right.0), of(left.0, right.1), of(left.1, right.0), of(left.1, right.1)]
}

fn remainder(left: (f64, f64), right: (f64, f64), out: &mut Possible) {
    let most = right.0.abs().max(right.1.abs()).min(left.0.abs().max(left.1.abs()));
    let low = if left.0 < 0.0 { -most } else { 0.0 };
    let high = if left.1 > 0.0 { most } else { 0.0 };
    out.add_range(low, high);
    if most.is_infinite() || !left.0.is_finite() || !left.1.is_finite() {
        out.add(Atom::Exactly(f64::NAN.into()));
    }
}

/// From the least to the greatest result, and as much more as rounding can make of it.
fn corners(results: &[f64], out: &mut Possible) {
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for result in results {
        (low, high) =
            if result.is_nan() { (f64::NEG_INFINITY, f64::INFINITY) } else { (low.min(*result), high.max(*result)) };
    }
    // Results are rounded to some decimals, at least four, and never beyond a whole number.
    let is_whole = |number: f64| number.trunc() == number && number.abs() < 9e15;
    let slack = |number: f64| if is_whole(number) { 0.0 } else { number.abs() * 1e-12 + 1e-4 };
    out.add_range(low - slack(low), high + slack(high));
    if low.is_infinite() || high.is_infinite() {
        out.add(Atom::Exactly(f64::NAN.into()));
    }
}
