//! An expression as those see it who write it in another language: what needs no fact is computed already. It must not
//! know that language.

use super::function::Function;
use super::name::Name;
use super::tree::{Node, Unary};
use super::{Context, Expression, evaluate};
use crate::value::Value;

pub(crate) use super::tree::Binary as Operator;

/// A part of an expression.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Outline<'a> {
    /// A value, written or computed from written ones.
    Constant(Value),
    /// A fact by its name; a raw one (`{#code}`) means its text as it stands.
    Name { text: &'a str, is_raw: bool },
    /// A list in which facts stand.
    List,
    /// Whether it does not count as true.
    Not(Box<Self>),
    /// Whether nothing was said.
    Empty(Box<Self>),
    /// An operator between two parts.
    Binary(Operator, Box<Self>, Box<Self>),
    /// A function, by name.
    Call(&'static str),
}

impl Expression {
    /// Its outline.
    pub(crate) fn outline(&self) -> Outline<'_> {
        outline(&self.0.root, &self.0.names)
    }
}

fn outline<'a>(node: &'a Node, names: &'a [Name]) -> Outline<'a> {
    if is_constant(node) {
        let nothing = Value::Null;
        return Outline::Constant(evaluate::evaluate(node, names, &Context::on_day(&nothing, 0)).plain().clone());
    }
    let inner = |node: &'a Node| Box::new(outline(node, names));
    match node {
        Node::Constant(value) => Outline::Constant(value.clone()),
        Node::Name(index) => match names.get(*index) {
            Some(name) => Outline::Name { text: &name.text, is_raw: name.is_raw },
            None => Outline::Constant(Value::Null),
        },
        Node::List(_) => Outline::List,
        Node::Unary(Unary::Not, operand) => Outline::Not(inner(operand)),
        Node::Unary(Unary::Empty, operand) => Outline::Empty(inner(operand)),
        Node::Unary(Unary::NotEmpty, operand) => Outline::Not(Box::new(Outline::Empty(inner(operand)))),
        Node::Binary(op, left, right) => Outline::Binary(*op, inner(left), inner(right)),
        Node::Call(function, _) => Outline::Call(Function::name(*function)),
    }
}

/// Whether it has neither a name nor a function in it.
fn is_constant(node: &Node) -> bool {
    match node {
        Node::Constant(_) => true,
        Node::Name(_) | Node::Call(..) => false,
        Node::List(nodes) => nodes.iter().all(is_constant),
        Node::Unary(_, operand) => is_constant(operand),
        Node::Binary(_, left, right) => is_constant(left) && is_constant(right),
    }
}
