//! A tree over sets of values. It must give every value that the evaluator can give, and must end within its budget.

use super::compute::{atom_of, binary, unary};
use super::relate::truth;
use super::{Atom, Possible};
use crate::expression::Context;
use crate::expression::function::Function;
use crate::expression::name::Name;
use crate::expression::tree::{Binary, Node};
use crate::value::Value;

/// What names stand for.
pub(super) struct Scene<'a> {
    pub(super) names: &'a [Name],
    /// What each slot can hold.
    pub(super) slots: &'a [Possible],
    /// Slots of which one case is looked at.
    pub(super) fixed: &'a [(usize, Possible)],
    /// Steps that may still be taken.
    pub(super) left: &'a mut u32,
}

impl Scene<'_> {
    /// Takes steps; tells whether there were so many.
    fn spend(&mut self, steps: usize) -> bool {
        let steps = u32::try_from(steps).unwrap_or(u32::MAX);
        let is_enough = *self.left > steps;
        *self.left = self.left.saturating_sub(steps);
        is_enough
    }

    /// What a node can give.
    pub(super) fn possible(&mut self, node: &Node) -> Possible {
        if !self.spend(1) {
            return Possible::anything();
        }
        match node {
            Node::Constant(value) => Possible::one_of([value.clone()]),
            Node::Name(index) => self.names.get(*index).map_or_else(Possible::nothing, |name| self.name(name)),
            Node::List(nodes) => self.list(nodes),
            Node::Unary(op, operand) => {
                let mut out = Possible::default();
                for atom in &self.possible(operand).0 {
                    unary(*op, atom, &mut out);
                }
                out
            }
            Node::Binary(op, left, right) => self.binary(*op, left, right),
            Node::Call(function, nodes) => self.call(*function, nodes),
        }
    }

    fn binary(&mut self, op: Binary, left: &Node, right: &Node) -> Possible {
        let (left, right) = (self.possible(left), self.possible(right));
        if !self.spend(left.0.len() * right.0.len()) {
            return Possible::anything();
        }
        let mut out = Possible::default();
        for one in &left.0 {
            for other in &right.0 {
                binary(op, one, other, &mut out);
            }
        }
        out
    }

    fn name(&self, name: &Name) -> Possible {
        let Some((slot, is_length)) = name.whole_slot() else { return Possible::anything() };
        let fixed = self.fixed.iter().find(|(of, _)| *of == slot).map(|(_, held)| held);
        let Some(held) = fixed.or_else(|| self.slots.get(slot)) else { return Possible::anything() };
        match is_length {
            true => length(held),
            false if name.is_raw => held.clone(),
            false => held.meant(),
        }
    }

    fn list(&mut self, nodes: &[Node]) -> Possible {
        let sets: Vec<Possible> = nodes.iter().map(|node| self.possible(node)).collect();
        let mut out = Possible::default();
        // A list keeps no number that is none.
        let kept = |value: &Value| {
            if value.as_number().is_some_and(|number| !number.is_finite()) { Value::Null } else { value.clone() }
        };
        let is_known = self.each(&sets, &mut |values| out.add(Atom::Exactly(Value::list(values, kept))));
        if is_known { out } else { Possible::list() }
    }

    /// Calls `one` with every way to take a value out of each set; tells whether that could be done.
    fn each(&mut self, sets: &[Possible], one: &mut dyn FnMut(&[Value])) -> bool {
        let known: Option<Vec<Vec<&Value>>> = sets.iter().map(Possible::values).collect();
        let Some(known) = known else { return false };
        let count = known.iter().fold(1_usize, |count, values| count.saturating_mul(values.len()));
        if count > 256 || !self.spend(count * (1 + sets.len())) {
            return false;
        }
        for number in 0..count {
            let mut rest = number;
            let mut taken = Vec::new();
            for values in &known {
                taken.extend(values.get(rest % values.len()).map(|value| (*value).clone()));
                rest /= values.len();
            }
            one(&taken);
        }
        true
    }

    fn call(&mut self, function: Function, nodes: &[Node]) -> Possible {
        if let Function::InArray(_) = function {
            return Possible::anything();
        }
        let sets: Vec<Possible> = nodes.iter().map(|node| self.possible(node)).collect();
        if function == Function::Iif {
            return iif(&sets);
        }
        let is_fixed = |set: &Possible| {
            // The order of a list's items shows in sums of decimals and in texts.
            set.values()
                .is_some_and(|values| values.iter().all(|value| value.as_list().is_none_or(|items| items.len() < 2)))
        };
        if !function.asks_for_time() && sets.iter().all(is_fixed) {
            let mut out = Possible::default();
            if self.each(&sets, &mut |values| out.add(called(function, values))) {
                return out;
            }
        }
        sort_of(function)
    }
}

/// One of two, by the first.
fn iif(sets: &[Possible]) -> Possible {
    let [condition, rest @ ..] = sets else { return Possible::nothing() };
    if rest.is_empty() {
        return Possible::nothing();
    }
    let mut out = Possible::default();
    for (is_met, place) in [(true, 0), (false, 1)] {
        let may = condition.0.iter().map(truth).any(|(may, may_not)| if is_met { may } else { may_not });
        if may {
            out.join(rest.get(place).unwrap_or(&Possible::nothing()));
        }
    }
    out
}

/// The value of a function of values.
fn called(function: Function, values: &[Value]) -> Atom {
    let nodes: Vec<Node> = values.iter().map(|value| Node::Constant(value.clone())).collect();
    atom_of(function.call(&nodes, &[], &Context::on_day(&Value::Null, 0)))
}

/// What a function gives, whatever its operands are.
fn sort_of(function: Function) -> Possible {
    let nothing = || Atom::Exactly(Value::Null);
    let numbers = || Atom::Between(f64::NEG_INFINITY, f64::INFINITY);
    let none = || Atom::Exactly(f64::NAN.into());
    let atoms = match function {
        Function::Avg | Function::Round | Function::Trunc => vec![numbers(), none()],
        Function::Count => return Possible::between(0.0, 1e9),
        Function::Mentions => return Possible::between(0.0, 100.0),
        Function::GetDate | Function::DateAdd | Function::CurrentDate | Function::Today => vec![Atom::Date, nothing()],
        Function::Age | Function::DateDiff | Function::GetYear | Function::CurrentYear | Function::DiffDays => {
            vec![numbers(), none(), nothing()]
        }
        Function::Year | Function::Days => vec![numbers(), none(), nothing()],
        Function::Month => vec![Atom::Between(1.0, 12.0), nothing()],
        Function::Day => vec![Atom::Between(1.0, 31.0), nothing()],
        Function::Weekday => vec![Atom::Between(0.0, 6.0), nothing()],
        Function::Substring => return Possible::text(),
        Function::Sum => return Possible::computed(),
        Function::Iif | Function::Min | Function::Max | Function::InArray(_) => return Possible::anything(),
    };
    Possible(atoms)
}

/// How long what a slot holds is; 0 where it holds nothing.
fn length(held: &Possible) -> Possible {
    let mut out = Possible::one_of([Value::Number(0.0)]);
    for atom in &held.0 {
        match atom {
            Atom::Exactly(Value::List(items)) => out.add(Atom::Exactly((items.len() as f64).into())),
            Atom::Exactly(Value::Text(content)) => {
                out.add(Atom::Exactly((content.encode_utf16().count() as f64).into()));
            }
            Atom::Text | Atom::List(_) => out.add(Atom::Between(0.0, 1e9)),
            Atom::Map | Atom::Exactly(Value::Map(_)) => return Possible::anything(),
            _ => {}
        }
    }
    out
}
