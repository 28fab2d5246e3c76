//! Plans: how a condition is judged over columns, decided once by the columns' kinds. A plan must come to what the
//! evaluator says of each record: what is not proved to be the same is left to the evaluator.
//!
//! - A part that asks for one column of words is evaluated once for each word.
//! - A column of numbers beside a constant is compared as numbers: NaN, which stands for nothing, fails every comparison.
//! - `and`, `or` and `!` of parts that are never anything but yes or no are taken apart.
//! - What asks for several columns at once is evaluated for each record; what looks into facts or asks for an item of a
//!   list, over a tree of the record's facts.

use super::{Kind, Schema};
use crate::expression::evaluate::evaluate;
use crate::expression::function::Function;
use crate::expression::name::Name;
use crate::expression::operand::{Operand, is_empty};
use crate::expression::tree::{Binary, Node, Unary};
use crate::expression::{Context, Expression};
use crate::value::Value;

/// What a plan found in the words of some records.
#[derive(Clone, Debug, Default)]
pub struct Tables(pub(super) Vec<Vec<bool>>);

/// How a condition is judged over columns.
#[derive(Clone, Debug)]
pub struct Plan {
    /// With names tied to the places of columns, unless it is judged over a tree.
    pub(super) expression: Expression,
    pub(super) test: Test,
    /// The columns that it asks for, or that a tree is made of.
    pub(super) asked: Vec<usize>,
    /// How many tables of words it needs.
    pub(super) tables: usize,
    pub(super) needed: Needed,
}

/// What must be there for a condition that is not true to be false.
#[derive(Clone, Debug, Default)]
pub(super) struct Needed {
    /// A name is no column's and counts as nothing.
    pub(super) is_never_there: bool,
    /// Columns that are asked for as they are.
    pub(super) whole: Vec<usize>,
    /// Whether something inside a column is asked for.
    pub(super) has_inner: bool,
}

/// A step of a plan.
#[derive(Clone, Debug)]
pub(super) enum Test {
    /// The same for all records: in the table of that number.
    Fixed { node: Node, table: usize, is_wanted: bool },
    /// By a column's word, in the table of that number.
    Word { place: usize, node: Node, table: usize, is_wanted: bool },
    /// A column of numbers beside a number; what it comes to is turned round unless `is_wanted`.
    Number { place: usize, order: Order, number: f64, is_wanted: bool },
    /// Evaluated for each record, over the columns that it asks for.
    Record { node: Node, asked: Vec<usize>, is_wanted: bool },
    /// Evaluated for each record, over a tree of its facts.
    Tree,
    /// Both hold.
    Both(Box<Test>, Box<Test>),
    /// One of them holds.
    Either(Box<Test>, Box<Test>),
}

/// Comparisons of numbers. NaN fails all of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Order {
    Less,
    LessOrEqual,
    Equal,
    Unequal,
    GreaterOrEqual,
    Greater,
}

impl Order {
    /// What an operator is, with its operands turned round where the constant stands first.
    fn of(op: Binary, is_turned: bool) -> Option<Self> {
        Some(match (op, is_turned) {
            (Binary::Less, false) | (Binary::Greater, true) => Self::Less,
            (Binary::LessOrEqual, false) | (Binary::GreaterOrEqual, true) => Self::LessOrEqual,
            (Binary::Greater, false) | (Binary::Less, true) => Self::Greater,
            (Binary::GreaterOrEqual, false) | (Binary::LessOrEqual, true) => Self::GreaterOrEqual,
            (Binary::Equal, _) => Self::Equal,
            (Binary::NotEqual, _) => Self::Unequal,
            _ => return None,
        })
    }

    /// What holds where this does not, among numbers.
    const fn opposite(self) -> Self {
        match self {
            Self::Less => Self::GreaterOrEqual,
            Self::LessOrEqual => Self::Greater,
            Self::Equal => Self::Unequal,
            Self::Unequal => Self::Equal,
            Self::GreaterOrEqual => Self::Less,
            Self::Greater => Self::LessOrEqual,
        }
    }
}

impl Plan {
    /// Decides how a condition is judged over columns of this schema.
    #[must_use]
    pub fn new(expression: &Expression, schema: &Schema) -> Self {
        let mut bound = expression.clone();
        bound.bind(&mut |name| schema.place(name));
        let mut asked: Vec<usize> = bound.slots().collect();
        asked.sort_unstable();
        asked.dedup();
        if needs_tree(&bound, schema) {
            let asked = schema.beside(expression.names());
            let needed = Needed::default();
            return Self { expression: expression.clone(), test: Test::Tree, asked, tables: 0, needed };
        }
        let mut planner = Planner { names: &bound.0.names, schema, tables: 0 };
        let test = planner.test(&bound.0.root, true);
        let tables = planner.tables;
        let needed = Needed::of(&bound.0.names);
        Self { expression: bound, test, asked, tables, needed }
    }
}

impl Plan {
    /// How it is judged, a word for each step: `same for all`, `word` and `number` ask nothing of the evaluator for each
    /// record; `record` and `tree` do.
    pub fn ways(&self, ways: &mut Vec<&'static str>) {
        self.test.ways(ways);
    }
}

impl Test {
    fn ways(&self, ways: &mut Vec<&'static str>) {
        ways.push(match self {
            Self::Fixed { .. } => "same for all",
            Self::Word { .. } => "word",
            Self::Number { .. } => "number",
            Self::Record { .. } => "record",
            Self::Tree => "tree",
            Self::Both(one, other) | Self::Either(one, other) => {
                one.ways(ways);
                return other.ways(ways);
            }
        });
    }
}

impl Needed {
    fn of(names: &[Name]) -> Self {
        let mut needed = Self::default();
        for name in names.iter().filter(|name| name.find(&Value::Null, &[]).is_none()) {
            match (name.first_slot(), name.slots().next()) {
                (Some(place), _) => needed.whole.push(place),
                (None, Some(_)) => needed.has_inner = true,
                (None, None) => needed.is_never_there = true,
            }
        }
        needed
    }
}

/// Whether names may mean something that no column is.
fn needs_tree(bound: &Expression, schema: &Schema) -> bool {
    bound.0.names.iter().any(|name| name.has_item() || name.slots().count() > 1)
        || bound.free_names().any(|name| !schema.related(name).is_empty())
        || has_records(&bound.0.root)
}

/// Whether a function over a list of records is called, whose names are looked for in those.
fn has_records(node: &Node) -> bool {
    match node {
        Node::Call(Function::InArray(_), _) => true,
        Node::Constant(_) | Node::Name(_) => false,
        Node::List(nodes) | Node::Call(_, nodes) => nodes.iter().any(has_records),
        Node::Unary(_, operand) => has_records(operand),
        Node::Binary(_, left, right) => has_records(left) || has_records(right),
    }
}

struct Planner<'a> {
    names: &'a [Name],
    schema: &'a Schema,
    tables: usize,
}

impl Planner<'_> {
    fn table(&mut self) -> usize {
        self.tables += 1;
        self.tables - 1
    }

    /// How a node is judged to be true, or with `is_wanted` false not to be.
    fn test(&mut self, node: &Node, is_wanted: bool) -> Test {
        let asked = self.asked(node);
        let is_word = |place: &usize| self.schema.columns().get(*place).is_some_and(|one| one.kind == Kind::Words);
        match (asked.as_slice(), node) {
            ([], _) => Test::Fixed { node: node.clone(), table: self.table(), is_wanted },
            ([place], _) if is_word(place) => {
                Test::Word { place: *place, node: node.clone(), table: self.table(), is_wanted }
            }
            (_, Node::Unary(Unary::Not, operand)) if is_truth(operand) => self.test(operand, !is_wanted),
            (_, Node::Binary(op @ (Binary::And | Binary::Or), left, right)) if is_truth(left) && is_truth(right) => {
                let (left, right) = (self.test(left, is_wanted), self.test(right, is_wanted));
                match (*op == Binary::And) == is_wanted {
                    true => Test::Both(Box::new(left), Box::new(right)),
                    false => Test::Either(Box::new(left), Box::new(right)),
                }
            }
            _ => self.number(node, is_wanted).unwrap_or_else(|| Test::Record { node: node.clone(), asked, is_wanted }),
        }
    }

    /// The columns that a node asks for.
    fn asked(&self, node: &Node) -> Vec<usize> {
        let mut asked = Vec::new();
        for (index, name) in self.names.iter().enumerate() {
            if node.asks(&|one| one == index) {
                asked.extend(name.slots());
            }
        }
        asked.sort_unstable();
        asked.dedup();
        asked
    }

    /// The column of numbers that all of a node is, and its name.
    fn column(&self, node: &Node) -> Option<(usize, &Name)> {
        let Node::Name(index) = node else { return None };
        let name = self.names.get(*index)?;
        let place = name.first_slot()?;
        self.schema.columns().get(place).filter(|column| column.kind == Kind::Numbers)?;
        Some((place, name))
    }

    /// A comparison of a column of numbers and a constant, or whether there is a number at all.
    fn number(&self, node: &Node, is_wanted: bool) -> Option<Test> {
        let (place, order, number) = match node {
            // Every number is empty or none is: it is compared with what all of them are above.
            Node::Unary(op @ (Unary::Empty | Unary::NotEmpty), operand) => {
                let order = if *op == Unary::Empty { Order::Less } else { Order::GreaterOrEqual };
                (self.column(operand)?.0, order, f64::NEG_INFINITY)
            }
            Node::Binary(op, left, right) => match (self.column(left), self.column(right)) {
                (Some((place, _)), None) => (place, Order::of(*op, false)?, constant(right)?),
                (None, Some((place, _))) => (place, Order::of(*op, true)?, constant(left)?),
                _ => return None,
            },
            _ => return None,
        };
        // What is missing may count as 0, or be the same as nothing: the evaluator says so.
        let nothing = Value::Null;
        let is_missing_true = evaluate(node, self.names, &Context::on_day(&nothing, 0)).to_number() == 1.0;
        match is_missing_true {
            false => Some(Test::Number { place, order, number, is_wanted }),
            true => Some(Test::Number { place, order: order.opposite(), number, is_wanted: !is_wanted }),
        }
    }
}

/// What numbers are compared with, where a node is a constant that is not empty.
fn constant(node: &Node) -> Option<f64> {
    match node {
        Node::Constant(value @ (Value::Number(_) | Value::Text(_) | Value::Bool(_))) if !is_empty(value) => {
            Some(Operand::from(value).to_number()).filter(|number| !number.is_nan())
        }
        _ => None,
    }
}

/// Whether a node is yes or no, whatever the facts.
fn is_truth(node: &Node) -> bool {
    match node {
        Node::Constant(value) => value.as_bool().is_some(),
        Node::Unary(..) => true,
        Node::Binary(Binary::And | Binary::Or, left, right) => is_truth(left) && is_truth(right),
        Node::Binary(op, ..) => !matches!(
            op,
            Binary::Plus | Binary::Minus | Binary::Times | Binary::Divide | Binary::Modulo | Binary::Power
        ),
        Node::Name(_) | Node::List(_) | Node::Call(..) => false,
    }
}
