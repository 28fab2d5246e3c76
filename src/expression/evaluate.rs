//! Evaluation of a tree against facts: total, without errors: what cannot be computed is null. It must not keep anything
//! between two evaluations.

use core::cmp::Ordering;

use super::Context;
use super::compare::{contains, is_equal, is_true, items, number_of, order, text_of};
use super::tree::{Binary, Node, Unary};
use crate::value::Value;

/// The fact under a name, null where there is none. A counter that never counted is 0: `event.<…>.count`.
pub(super) fn lookup(name: &str, facts: &Value) -> Value {
    let found = facts.get(name).or_else(|| facts.at(name));
    match found {
        Some(value) => value.clone(),
        None if name.starts_with("event.") && name.ends_with(".count") => Value::Number(0.0),
        None => Value::Null,
    }
}

/// The value of a node.
pub(super) fn evaluate(node: &Node, names: &[String], context: &Context<'_>) -> Value {
    let value = |node: &Node| evaluate(node, names, context);
    match node {
        Node::Constant(constant) => constant.clone(),
        Node::Name(index) => names.get(*index).map_or(Value::Null, |name| lookup(name, context.facts)),
        Node::List(nodes) => Value::List(all(nodes, names, context)),
        Node::Unary(op, operand) => unary(*op, &value(operand)),
        Node::Binary(Binary::Or, left, right) => Value::Bool(is_true(&value(left)) || is_true(&value(right))),
        Node::Binary(Binary::And, left, right) => Value::Bool(is_true(&value(left)) && is_true(&value(right))),
        Node::Binary(op, left, right) => binary(*op, &value(left), &value(right)),
        Node::Call(function, nodes) => function.call(&all(nodes, names, context), context),
    }
}

fn all(nodes: &[Node], names: &[String], context: &Context<'_>) -> Vec<Value> {
    let mut values = Vec::new();
    for node in nodes {
        values.push(evaluate(node, names, context));
    }
    values
}

fn unary(op: Unary, operand: &Value) -> Value {
    match op {
        Unary::Not => Value::Bool(!is_true(operand)),
        Unary::Empty => Value::Bool(operand.is_empty()),
        Unary::NotEmpty => Value::Bool(!operand.is_empty()),
        Unary::Negate => number_of(operand).map(|number| -number).into(),
    }
}

fn binary(op: Binary, left: &Value, right: &Value) -> Value {
    let found = match op {
        Binary::Equal => is_equal(left, right),
        Binary::NotEqual => !is_equal(left, right),
        Binary::Less => order(left, right) == Some(Ordering::Less),
        Binary::LessOrEqual => order(left, right).is_some_and(Ordering::is_le),
        Binary::Greater => order(left, right) == Some(Ordering::Greater),
        Binary::GreaterOrEqual => order(left, right).is_some_and(Ordering::is_ge),
        Binary::Contains => contains(left, right),
        Binary::NotContains => !contains(left, right),
        Binary::AnyOf => any_of(left, right),
        Binary::AllOf => !left.is_empty() && items(right).iter().all(|item| contains_item(left, item)),
        Binary::NoneOf => !any_of(left, right),
        Binary::Plus => return plus(left, right),
        _ => return arithmetic(op, left, right).filter(|number| number.is_finite()).into(),
    };
    Value::Bool(found)
}

fn contains_item(list: &Value, item: &Value) -> bool {
    items(list).iter().any(|other| is_equal(other, item))
}

fn any_of(left: &Value, right: &Value) -> bool {
    items(left).iter().any(|item| contains_item(right, item))
}

/// Numbers are added, anything else is put together as text; nothing added changes nothing.
fn plus(left: &Value, right: &Value) -> Value {
    match (left, right) {
        (Value::Null, other) | (other, Value::Null) => other.clone(),
        (Value::Number(left), Value::Number(right)) => Value::Number(left + right),
        _ => match (number_of(left), number_of(right)) {
            (Some(left), Some(right)) => Value::Number(left + right),
            _ => Value::Text(text_of(left) + &text_of(right)),
        },
    }
}

fn arithmetic(op: Binary, left: &Value, right: &Value) -> Option<f64> {
    let (left, right) = (number_of(left)?, number_of(right)?);
    Some(match op {
        Binary::Minus => left - right,
        Binary::Times => left * right,
        Binary::Divide => left / right,
        Binary::Modulo => remainder(left, right)?,
        Binary::Power => power(left, right)?,
        _ => return None,
    })
}

/// Whole powers up to 1024 by repeated multiplication: the platform's `pow` differs in the last bit between platforms.
/// What is left of the division, with the sign of the dividend: exact, like ECMAScript's `%`. The platform's own costs
/// 2 KB in the module.
fn remainder(dividend: f64, divisor: f64) -> Option<f64> {
    let (mut rest, size) = (dividend.abs(), divisor.abs());
    if !rest.is_finite() || size.is_nan() || size == 0.0 {
        return None;
    }
    if size.is_infinite() {
        return Some(dividend);
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
    Some(rest.copysign(dividend))
}

fn power(base: f64, exponent: f64) -> Option<f64> {
    if exponent.trunc() != exponent || exponent.abs() > 1024.0 {
        return None;
    }
    let size = (0..exponent.abs() as u32).fold(1.0, |product, _| product * base);
    Some(if exponent < 0.0 { 1.0 / size } else { size })
}
