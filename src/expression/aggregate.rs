//! Functions over a list of records: `sumInArray({rooms}, 'area', {heated} = true)`. It must not know other functions.

use std::cmp::Ordering;

use super::Context;
use super::arithmetic::add;
use super::compare::plain_order;
use super::evaluate::{all, evaluate};
use super::name::Name;
use super::operand::{Operand, is_empty, written_number};
use super::tree::Node;
use crate::value::Value;

/// What is made of the values of all records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fold {
    Sum,
    Min,
    Max,
    Count,
    Average,
}

/// The value: of those records that have something under the name and fulfil the condition.
pub(super) fn call<'a>(fold: Fold, nodes: &'a [Node], names: &'a [Name], context: &Context<'a>) -> Operand<'a> {
    let nodes = if nodes.len() > 4 { &[] } else { nodes };
    let returned = returned(nodes);
    let condition = nodes.get(if returned.is_some() { 3 } else { 2 });
    let mut operands = all(nodes.get(..2).unwrap_or_default(), names, context).into_iter();
    let (list, name) = (operands.next(), operands.next());
    let mut records: Vec<&Value> = Vec::new();
    match list.as_ref().map(Operand::plain) {
        Some(Value::List(items)) => records.extend(items),
        Some(Value::Map(map)) => records.extend(map.iter().map(|(_, value)| value)),
        _ => {}
    }
    let name = name.as_ref().and_then(|name| name.plain().as_text());
    let mut tally = Tally::default();
    for record in records {
        let Some(value) = name.and_then(|name| record.get(name)).filter(|value| !is_empty(value)) else { continue };
        let fits = |condition| evaluate(condition, names, &context.over(record)).to_number() == 1.0;
        if condition.is_none_or(fits) {
            tally.take(fold, value, record);
        }
    }
    let kept = |value: &Value| Operand::from(value.clone());
    match (fold, tally.best) {
        (Fold::Count, _) => tally.count.into(),
        (Fold::Sum, _) => tally.sum,
        (Fold::Average, _) if tally.count > 0.0 => (tally.sum.to_number() / tally.count).into(),
        (Fold::Average, _) => 0.0.into(),
        (_, None) => Value::Null.into(),
        (_, Some((_, record))) if returned.is_some_and(|returned| Some(returned) != name) => {
            returned.and_then(|returned| record.get(returned)).map_or_else(|| Value::Null.into(), kept)
        }
        (_, Some((best, _))) => best,
    }
}

/// The name of what is given back of the record with the least or the most: a third operand that is a plain text.
pub(super) fn returned(nodes: &[Node]) -> Option<&str> {
    match nodes.get(2) {
        Some(Node::Constant(Value::Text(name))) => {
            let is_sign = |c: u8| matches!(c, b'{' | b'}' | b'>' | b'<' | b'=' | b'!');
            (!name.bytes().any(is_sign)).then_some(name)
        }
        _ => None,
    }
}

/// What was found so far.
struct Tally<'a, 'r> {
    count: f64,
    sum: Operand<'a>,
    /// The least or the most, and its record.
    best: Option<(Operand<'a>, &'r Value)>,
}

impl Default for Tally<'_, '_> {
    fn default() -> Self {
        Self { count: 0.0, sum: 0.0.into(), best: None }
    }
}

impl<'r> Tally<'_, 'r> {
    fn take(&mut self, fold: Fold, value: &Value, record: &'r Value) {
        self.count += 1.0;
        let value = match value.as_text() {
            Some(text) => written_number(text).map(Operand::from),
            None => Some(Operand::from(value.clone())),
        };
        let Some(value) = value else { return };
        let wanted = if fold == Fold::Min { Ordering::Less } else { Ordering::Greater };
        match fold {
            Fold::Sum | Fold::Average => self.sum = add(&self.sum, &value),
            Fold::Count => {}
            _ if self.best.as_ref().is_none_or(|(best, _)| plain_order(&value, best) == Some(wanted)) => {
                self.best = Some((value, record));
            }
            _ => {}
        }
    }
}
