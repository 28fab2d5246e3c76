//! Cases: where several names stand for the same answer, what each answer brings is looked at on its own, so that what
//! contradicts itself is seen. It must not look at more cases than its budget has.

use super::tree::Scene;
use super::{Atom, Budget, Possible, number_in};
use crate::expression::Expression;
use crate::expression::tree::Node;

/// The most cases that are looked at.
const MOST_CASES: usize = 512;
/// The most numbers at which a range is divided.
const MOST_CUTS: usize = 10;

/// An expression and what it is wanted to be.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The expression.
    pub expression: &'a Expression,
    /// Whether what it can be contains what is wanted.
    pub may: fn(&Possible) -> bool,
}

impl Expression {
    /// What it can give where each slot holds something of a set; names that have no slot can be anything.
    #[must_use]
    pub fn possible(&self, slots: &[Possible], budget: &mut Budget) -> Possible {
        let mut out = Possible::default();
        each_case(&[self], slots, &|_| true, budget, &mut |fixed, left| {
            out.join(&self.in_case(slots, fixed, left));
            if *left == 0 {
                out = Possible::anything();
            }
            *left > 0
        });
        out
    }

    fn in_case(&self, slots: &[Possible], fixed: &[(usize, Possible)], left: &mut u32) -> Possible {
        Scene { names: &self.0.names, slots, fixed, left }.possible(&self.0.root)
    }

    /// Whether several expressions can be what they are wanted to be with the same answers. Only the slots that `is_shared`
    /// says are taken to hold the same for all of them.
    #[must_use]
    pub fn may_all_be(
        wanted: &[Wanted<'_>],
        slots: &[Possible],
        is_shared: &dyn Fn(usize) -> bool,
        budget: &mut Budget,
    ) -> bool {
        let expressions: Vec<&Self> = wanted.iter().map(|one| one.expression).collect();
        let mut is_possible = false;
        each_case(&expressions, slots, is_shared, budget, &mut |fixed, left| {
            is_possible = wanted.iter().all(|one| (one.may)(&one.expression.in_case(slots, fixed, left))) || *left == 0;
            !is_possible
        });
        is_possible
    }
}

/// What is done with a case: the slots that are fixed in it, and the steps that are left. Tells whether to go on.
type Look<'a> = &'a mut dyn FnMut(&[(usize, Possible)], &mut u32) -> bool;

/// Calls `one` with every case until it says that it has seen enough.
fn each_case(
    expressions: &[&Expression],
    slots: &[Possible],
    is_shared: &dyn Fn(usize) -> bool,
    budget: &mut Budget,
    one: Look<'_>,
) {
    let portion = budget.portion();
    let mut left = portion;
    let cells = cells(expressions, slots, is_shared);
    let count = cells.iter().fold(1, |count, (_, cells)| count * cells.len());
    for number in 0..count {
        let mut rest = number;
        let mut fixed = Vec::with_capacity(cells.len());
        for (slot, cells) in &cells {
            fixed.extend(cells.get(rest % cells.len()).map(|cell| (*slot, cell.clone())));
            rest /= cells.len();
        }
        if !one(&fixed, &mut left) {
            break;
        }
    }
    budget.spend(portion - left + 1);
}

/// The slots that are asked for more than once, each with the cases of what it can hold: as many as are few enough.
fn cells(
    expressions: &[&Expression],
    slots: &[Possible],
    is_shared: &dyn Fn(usize) -> bool,
) -> Vec<(usize, Vec<Possible>)> {
    let mut asked: Vec<usize> = Vec::new();
    let mut cuts: Vec<f64> = Vec::new();
    for expression in expressions {
        visit(&expression.0.root, &mut |node| match node {
            Node::Name(index) => {
                asked.extend(expression.0.names.get(*index).and_then(|name| Some(name.whole_slot()?.0)));
            }
            Node::Constant(value) => cuts.extend(number_in(value)),
            _ => {}
        });
    }
    cuts.sort_by(f64::total_cmp);
    cuts.dedup();
    cuts.truncate(MOST_CUTS);
    let mut found: Vec<(usize, Vec<Possible>)> = Vec::new();
    for slot in &asked {
        let is_known = found.iter().any(|(of, _)| of == slot);
        let is_again = asked.iter().filter(|other| *other == slot).nth(1).is_some();
        if let Some(held) = slots.get(*slot).filter(|_| is_again && !is_known && is_shared(*slot)) {
            found.push((*slot, divided(held, &cuts)));
        }
    }
    found.sort_by_key(|(_, cells)| cells.len());
    let mut count = 1;
    found.retain(|(_, cells)| {
        count *= cells.len().max(1);
        !cells.is_empty() && count <= MOST_CASES
    });
    found
}

/// Each value on its own, ranges between the numbers that are spoken of.
fn divided(held: &Possible, cuts: &[f64]) -> Vec<Possible> {
    let mut cells = Vec::new();
    for atom in &held.0 {
        let Atom::Between(low, high) = *atom else {
            cells.push(Possible(vec![atom.clone()]));
            continue;
        };
        let mut from = low;
        for &cut in cuts.iter().filter(|cut| low <= **cut && **cut <= high) {
            if from < cut {
                cells.push(Possible::between(from, cut.next_down()));
            }
            cells.push(Possible::between(cut, cut));
            from = cut.next_up();
        }
        if from <= high {
            cells.push(Possible::between(from, high));
        }
    }
    cells
}

/// Every node of a tree.
pub(in crate::expression) fn visit<'a>(node: &'a Node, one: &mut dyn FnMut(&'a Node)) {
    one(node);
    match node {
        Node::Constant(_) | Node::Name(_) => {}
        Node::List(nodes) | Node::Call(_, nodes) => nodes.iter().for_each(|node| visit(node, one)),
        Node::Unary(_, operand) => visit(operand, one),
        Node::Binary(_, left, right) => {
            visit(left, one);
            visit(right, one);
        }
    }
}
