//! Evaluation of a tree against facts: total, without errors: what cannot be computed is null. It must not keep anything
//! between two evaluations.

use std::cmp::Ordering;

use super::Context;
use super::arithmetic::{arithmetic, filled};
use super::compare::{all_of, any_of, are_same, are_same_in_order, has, lacks, order};
use super::date::Date;
use super::name::Name;
use super::operand::{Operand, meant};
use super::tree::{Binary, Node, Unary};
use crate::value::Value;

/// The value of a node.
pub(super) fn evaluate<'a>(node: &'a Node, names: &'a [Name], context: &Context<'a>) -> Operand<'a> {
    match node {
        Node::Constant(constant) => constant.into(),
        Node::Name(index) => names.get(*index).map_or_else(|| Value::Null.into(), |name| fact(name, context)),
        Node::List(nodes) => {
            let mut items = Vec::with_capacity(nodes.len());
            for node in nodes {
                items.push(evaluate(node, names, context).into_value());
            }
            Value::List(items).into()
        }
        Node::Unary(op, operand) => unary(*op, &evaluate(operand, names, context)),
        Node::Binary(op, left, right) => {
            let left = evaluate(left, names, context);
            match decided(*op, &left) {
                true => left,
                false => binary(*op, &left, &evaluate(right, names, context), context.now()),
            }
        }
        Node::Call(function, nodes) => function.call(nodes, names, context),
    }
}

/// The values of several nodes.
pub(super) fn all<'a>(nodes: &'a [Node], names: &'a [Name], context: &Context<'a>) -> Vec<Operand<'a>> {
    let mut values = Vec::new();
    for node in nodes {
        values.push(evaluate(node, names, context));
    }
    values
}

/// The fact under a name, as what its text stands for.
fn fact<'a>(name: &Name, context: &Context<'a>) -> Operand<'a> {
    let Some(found) = name.find(context.facts, context.slots) else { return Value::Null.into() };
    match &*found {
        Value::Text(content) if !name.is_raw => match meant(content) {
            Some(meant) => meant.into(),
            None => Operand::Plain(found),
        },
        _ => Operand::Plain(found),
    }
}

fn unary<'a>(op: Unary, operand: &Operand<'_>) -> Operand<'a> {
    match op {
        Unary::Not => !operand.is_true(),
        Unary::Empty => operand.is_empty(),
        Unary::NotEmpty => !operand.is_empty(),
    }
    .into()
}

/// Whether the left side of `and` and `or` is the answer already.
fn decided(op: Binary, left: &Operand<'_>) -> bool {
    match op {
        Binary::And => !left.is_empty() && !left.is_true(),
        Binary::Or => left.is_true() && !left.is_empty(),
        _ => false,
    }
}

/// What an operator makes of two values.
pub(super) fn binary<'a>(op: Binary, left: &Operand<'a>, right: &Operand<'a>, now: Date) -> Operand<'a> {
    let found = match op {
        Binary::Or | Binary::And => {
            let left = filled(left, right);
            let right = filled(right, &left);
            return if left.is_true() == (op == Binary::Or) { left } else { right };
        }
        Binary::Equal => are_same(left, right, now),
        Binary::NotEqual => !are_same(left, right, now),
        Binary::EqualInOrder => are_same_in_order(left, right, now),
        Binary::NotEqualInOrder => !are_same_in_order(left, right, now),
        Binary::Less => order(left, right, now) == Some(Ordering::Less),
        Binary::LessOrEqual => are_same(left, right, now) || order(left, right, now) == Some(Ordering::Less),
        Binary::Greater => order(left, right, now) == Some(Ordering::Greater),
        Binary::GreaterOrEqual => are_same(left, right, now) || order(left, right, now) == Some(Ordering::Greater),
        Binary::Contains => has(left, right, true),
        Binary::NotContains => lacks(left, right),
        Binary::AnyOf => any_of(left, right),
        Binary::AllOf => all_of(left, right),
        Binary::NoneOf => !any_of(left, right),
        _ => return arithmetic(op, left, right),
    };
    found.into()
}

/// Whether a node can be true, whatever stands in the slots that are open.
pub(super) fn may_be_true<'a>(
    node: &'a Node,
    names: &'a [Name],
    context: &Context<'a>,
    is_open: &dyn Fn(usize) -> bool,
) -> bool {
    // What is true counts as true, so what cannot count as true is proved not to be.
    match asks(node, names, is_open) {
        true => possible(node, None, names, context, is_open).0,
        false => evaluate(node, names, context).to_number() == 1.0,
    }
}

fn asks(node: &Node, names: &[Name], is_open: &dyn Fn(usize) -> bool) -> bool {
    node.asks(&|name| names.get(name).is_some_and(|name| name.slots().any(is_open)))
}

/// Whether a node can count as true to an operator, and whether it can count as something else; `beside` is the other side
/// of that operator.
fn possible<'a>(
    node: &'a Node,
    beside: Option<&Node>,
    names: &'a [Name],
    context: &Context<'a>,
    is_open: &dyn Fn(usize) -> bool,
) -> (bool, bool) {
    match node {
        node if !asks(node, names, is_open) => {
            let value = evaluate(node, names, context);
            // Beside a list nothing is an empty list, which counts as true.
            let is_filled = value.is_empty() && beside.is_some_and(may_be_list);
            (value.is_true() || is_filled, !value.is_true())
        }
        Node::Binary(op @ (Binary::And | Binary::Or), left, right) => {
            let one = possible(left, Some(right), names, context, is_open);
            let other = possible(right, Some(left), names, context, is_open);
            match op {
                Binary::And => (one.0 && other.0, one.1 || other.1),
                _ => (one.0 || other.0, one.1 && other.1),
            }
        }
        Node::Unary(Unary::Not, operand) => {
            let (can_be, can_fail) = possible(operand, None, names, context, is_open);
            (can_fail, can_be)
        }
        _ => (true, true),
    }
}

/// Whether a node can be a list: what compares cannot.
fn may_be_list(node: &Node) -> bool {
    match node {
        Node::Constant(value) => value.as_list().is_some(),
        Node::Name(_) | Node::List(_) | Node::Call(..) => true,
        Node::Unary(..) => false,
        Node::Binary(op, left, right) => {
            matches!(op, Binary::And | Binary::Or | Binary::Plus) && (may_be_list(left) || may_be_list(right))
        }
    }
}
