//! The tree of an expression: closed enums, nothing computed.

use super::function::Function;
use crate::value::Value;

/// A node of the tree. Names are indices into the expression's list of names.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    Constant(Value),
    Name(usize),
    List(Vec<Node>),
    Unary(Unary, Box<Node>),
    Binary(Binary, Box<Node>, Box<Node>),
    Call(Function, Vec<Node>),
}

impl Node {
    /// Whether a function without operands is called in it.
    pub(super) fn has_bare_call(&self) -> bool {
        match self {
            Self::Constant(_) | Self::Name(_) => false,
            Self::List(nodes) => nodes.iter().any(Self::has_bare_call),
            Self::Unary(_, operand) => operand.has_bare_call(),
            Self::Binary(_, left, right) => left.has_bare_call() || right.has_bare_call(),
            Self::Call(_, nodes) => nodes.is_empty() || nodes.iter().any(Self::has_bare_call),
        }
    }
}

impl Node {
    /// Whether any name in it is one that `is_it` says.
    pub(super) fn asks(&self, is_it: &dyn Fn(usize) -> bool) -> bool {
        match self {
            Self::Constant(_) => false,
            Self::Name(name) => is_it(*name),
            Self::List(nodes) | Self::Call(_, nodes) => nodes.iter().any(|node| node.asks(is_it)),
            Self::Unary(_, operand) => operand.asks(is_it),
            Self::Binary(_, left, right) => left.asks(is_it) || right.asks(is_it),
        }
    }
}

impl Node {
    /// Where a name that `is_it` says is compared, the order of lists counts.
    pub(super) fn keep_order(&mut self, is_it: &dyn Fn(usize) -> bool) {
        match self {
            Self::Constant(_) | Self::Name(_) => {}
            Self::List(nodes) | Self::Call(_, nodes) => nodes.iter_mut().for_each(|node| node.keep_order(is_it)),
            Self::Unary(_, operand) => operand.keep_order(is_it),
            Self::Binary(op, left, right) => {
                if [&**left, &**right].iter().any(|side| matches!(side, Self::Name(name) if is_it(*name))) {
                    *op = match *op {
                        Binary::Equal => Binary::EqualInOrder,
                        Binary::NotEqual => Binary::NotEqualInOrder,
                        other => other,
                    };
                }
                left.keep_order(is_it);
                right.keep_order(is_it);
            }
        }
    }
}

/// Operators with one operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unary {
    Not,
    Empty,
    NotEmpty,
}

/// Operators with two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Binary {
    Or,
    And,
    Equal,
    NotEqual,
    /// As `Equal`, where lists are the same in the same order only: beside the answer to a ranking.
    EqualInOrder,
    NotEqualInOrder,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Plus,
    Minus,
    Times,
    Divide,
    Modulo,
    Power,
    Contains,
    NotContains,
    AnyOf,
    AllOf,
    NoneOf,
}

/// Every spelling of a binary operator, its printed spelling first, with how tightly it binds. All of them group from the
/// left, powers too.
pub(super) const BINARY: &[(Binary, u8, &[&str])] = &[
    (Binary::Or, 1, &["or", "||"]),
    (Binary::And, 2, &["and", "&&"]),
    (Binary::Equal, 3, &["=", "==", "equal", "equals"]),
    (Binary::NotEqual, 3, &["<>", "!=", "notequal", "notequals"]),
    // Nobody writes these: they are for printing.
    (Binary::EqualInOrder, 3, &["="]),
    (Binary::NotEqualInOrder, 3, &["<>"]),
    (Binary::LessOrEqual, 3, &["<=", "=<", "lessorequal"]),
    (Binary::GreaterOrEqual, 3, &[">=", "=>", "greaterorequal"]),
    (Binary::Less, 3, &["<", "less"]),
    (Binary::Greater, 3, &[">", "greater"]),
    (Binary::Plus, 4, &["+"]),
    (Binary::Minus, 4, &["-"]),
    (Binary::Times, 5, &["*"]),
    (Binary::Divide, 5, &["/"]),
    (Binary::Modulo, 5, &["%"]),
    (Binary::Power, 6, &["^", "power"]),
    (Binary::Contains, 7, &["contains", "contain", "*="]),
    (Binary::NotContains, 7, &["notcontains", "notcontain"]),
    (Binary::AnyOf, 7, &["anyof"]),
    (Binary::AllOf, 7, &["allof"]),
    (Binary::NoneOf, 7, &["noneof"]),
];
