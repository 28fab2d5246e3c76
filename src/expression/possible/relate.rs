//! Truth and comparison of sorts of values: whether a relation can hold, and whether it can fail. It must not compute
//! values.

use super::Atom;
use crate::expression::compare::is_equal;
use crate::expression::operand::{Operand, is_empty};
use crate::expression::tree::Binary;
use crate::value::Value;

/// Can be so, and can be otherwise.
pub(super) type May = (bool, bool);

const NEVER: May = (false, true);
const EITHER: May = (true, true);

/// Whether an atom counts as true to JavaScript.
pub(super) fn truth(atom: &Atom) -> May {
    match atom {
        Atom::Exactly(value) => {
            let is_true = Operand::from(value).is_true();
            (is_true, !is_true)
        }
        Atom::Between(low, high) => (true, *low <= 0.0 && 0.0 <= *high),
        Atom::Text => EITHER,
        Atom::List(_) | Atom::Map | Atom::Date => (true, false),
    }
}

/// Whether an atom holds as a condition: its number is 1.
pub(super) fn holds(atom: &Atom) -> May {
    match atom {
        Atom::Exactly(value) => {
            let is_one = Operand::from(value).to_number() == 1.0;
            (is_one, !is_one)
        }
        Atom::Between(low, high) => (*low <= 1.0 && 1.0 <= *high, true),
        Atom::Map => NEVER,
        Atom::Text | Atom::List(_) | Atom::Date => EITHER,
    }
}

/// Whether an atom is nothing.
pub(super) fn emptiness(atom: &Atom) -> May {
    match atom {
        Atom::Exactly(value) => (is_empty(value), !is_empty(value)),
        Atom::Between(..) | Atom::Date => NEVER,
        Atom::Text | Atom::List(_) | Atom::Map => EITHER,
    }
}

/// A relation of which at least one side is not one value.
pub(super) fn relation(op: Binary, left: &Atom, right: &Atom) -> May {
    let not = |(may, may_not): May| (may_not, may);
    match op {
        Binary::Equal => same(left, right),
        Binary::NotEqual => not(same(left, right)),
        Binary::Less => less(left, right),
        Binary::Greater => less(right, left),
        Binary::LessOrEqual => less_or_same(left, right),
        Binary::GreaterOrEqual => less_or_same(right, left),
        Binary::Contains => member(Binary::Contains, left, right),
        Binary::NotContains => not(member(Binary::NotContains, left, right)),
        Binary::AllOf => member(Binary::AllOf, left, right),
        Binary::AnyOf => member(Binary::AnyOf, left, right),
        Binary::NoneOf => not(member(Binary::AnyOf, left, right)),
        _ => EITHER,
    }
}

/// The numbers of an atom that is nothing but a number or a truth value.
pub(super) fn range(atom: &Atom) -> Option<(f64, f64)> {
    match atom {
        Atom::Between(low, high) => Some((*low, *high)),
        Atom::Exactly(value @ (Value::Bool(_) | Value::Number(_))) => {
            let number = Operand::from(value).to_number();
            (!number.is_nan()).then_some((number, number))
        }
        _ => None,
    }
}

fn less(left: &Atom, right: &Atom) -> May {
    let is_never = |atom: &Atom| match atom {
        Atom::Exactly(Value::Null) => true,
        Atom::Exactly(Value::Number(number)) => number.is_nan(),
        _ => false,
    };
    // A text beside a number is read as one.
    let read = |atom: &Atom| match atom {
        Atom::Exactly(value @ Value::Text(_)) => {
            let number = Operand::from(value).to_number();
            Some((number, number))
        }
        other => range(other),
    };
    if is_never(left) || is_never(right) {
        return NEVER;
    }
    if range(left).is_none() && range(right).is_none() {
        return EITHER;
    }
    match (read(left), read(right)) {
        // No comparison with what is no number holds.
        (Some((low, _)), Some((_, high))) if low.is_nan() || high.is_nan() => NEVER,
        (Some((low, high)), Some((from, to))) => (low < to, high >= from),
        _ => EITHER,
    }
}

fn less_or_same(left: &Atom, right: &Atom) -> May {
    if let (Some((low, high)), Some((from, to))) = (range(left), range(right)) {
        return (low <= to, high > from);
    }
    let (one, other) = (same(left, right), less(left, right));
    (one.0 || other.0, one.1 && other.1)
}

fn same(left: &Atom, right: &Atom) -> May {
    match (left, right) {
        (Atom::Between(low, high), Atom::Between(from, to)) => (low <= to && from <= high, low < high || from < to),
        (Atom::Between(low, high), Atom::Exactly(value)) | (Atom::Exactly(value), Atom::Between(low, high)) => {
            point(*low, *high, value)
        }
        (Atom::Between(..), Atom::List(_) | Atom::Map | Atom::Date) => NEVER,
        (Atom::List(_) | Atom::Map | Atom::Date, Atom::Between(..)) => NEVER,
        (Atom::List(items), Atom::Exactly(value)) | (Atom::Exactly(value), Atom::List(items)) => match (value, items) {
            (Value::List(wanted), Some(items)) => (wanted.iter().all(|one| is_among(one, items)), true),
            (Value::List(_) | Value::Map(_), _) => EITHER,
            _ => NEVER,
        },
        (Atom::Map | Atom::Date, Atom::Exactly(Value::Null | Value::Bool(_) | Value::Number(_))) => NEVER,
        (Atom::Exactly(Value::Null | Value::Bool(_) | Value::Number(_)), Atom::Map | Atom::Date) => NEVER,
        _ => EITHER,
    }
}

/// A range beside one value.
fn point(low: f64, high: f64, value: &Value) -> May {
    if is_empty(value) || matches!(value, Value::List(_) | Value::Map(_)) {
        return NEVER;
    }
    let number = Operand::from(value).to_number();
    (low <= number && number <= high, low < high || number != low)
}

fn is_among(wanted: &Value, items: &[Value]) -> bool {
    items.iter().any(|item| is_equal(item, wanted))
}

/// Whether a list has one thing, or several.
fn member(op: Binary, left: &Atom, right: &Atom) -> May {
    let (Atom::List(Some(items)), Atom::Exactly(value)) = (left, right) else { return EITHER };
    let alone = [value.clone()];
    let wanted = value.as_list().unwrap_or(&alone);
    let is_missing = wanted.iter().any(|one| !is_among(one, items));
    let is_foreign = !wanted.iter().any(|one| is_among(one, items));
    match op {
        Binary::AnyOf if is_empty(value) => (true, false),
        Binary::AnyOf => (!is_foreign, true),
        _ => (!is_missing, true),
    }
}
