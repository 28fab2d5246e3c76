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

/// Operators with one operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unary {
    Not,
    Negate,
    Empty,
    NotEmpty,
}

/// Operators with two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Binary {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Contains,
    NotContains,
    AnyOf,
    AllOf,
    NoneOf,
    Plus,
    Minus,
    Times,
    Divide,
    Modulo,
    Power,
}

/// Every spelling of a binary operator, its printed spelling first, with how tightly it binds.
pub(super) const BINARY: &[(Binary, u8, &[&str])] = &[
    (Binary::Or, 1, &["or", "||"]),
    (Binary::And, 2, &["and", "&&"]),
    (Binary::Equal, 3, &["=", "==", "equal"]),
    (Binary::NotEqual, 3, &["<>", "!=", "notequal"]),
    (Binary::LessOrEqual, 3, &["<=", "lessorequal"]),
    (Binary::GreaterOrEqual, 3, &[">=", "greaterorequal"]),
    (Binary::Less, 3, &["<", "less"]),
    (Binary::Greater, 3, &[">", "greater"]),
    (Binary::Contains, 3, &["contains", "contain", "*="]),
    (Binary::NotContains, 3, &["notcontains", "notcontain"]),
    (Binary::AnyOf, 3, &["anyof"]),
    (Binary::AllOf, 3, &["allof"]),
    (Binary::NoneOf, 3, &["noneof"]),
    (Binary::Plus, 4, &["+"]),
    (Binary::Minus, 4, &["-"]),
    (Binary::Times, 5, &["*"]),
    (Binary::Divide, 5, &["/"]),
    (Binary::Modulo, 5, &["%"]),
    (Binary::Power, 6, &["^"]),
];
