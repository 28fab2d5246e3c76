//! What conditions of a table can come to: their names are tied to what facts can be. It must not judge what it finds.

use super::Around;
use crate::expression::{Budget, Expression, Possible, Wanted};
use crate::text;

/// Steps of reasoning about a table, and about one condition of it.
const BUDGET: (u32, u32) = (4_000_000, 60_000);

/// What names stand for.
pub(super) struct Scene<'a> {
    around: &'a Around<'a>,
    names: Vec<String>,
    /// What each name can be, in the order of the names.
    held: Vec<Possible>,
    budget: Budget,
}

impl<'a> Scene<'a> {
    pub(super) fn new(around: &'a Around<'a>) -> Self {
        Self { around, names: Vec::new(), held: Vec::new(), budget: Budget::new(BUDGET.0, BUDGET.1) }
    }

    /// From now on a name stands for one of a set.
    pub(super) fn know(&mut self, name: &str, set: Possible) {
        match self.names.iter().position(|known| text::is_same(known, name)).and_then(|slot| self.held.get_mut(slot)) {
            Some(held) => *held = set,
            None => {
                self.names.push(name.to_owned());
                self.held.push(set);
            }
        }
    }

    /// What a condition can give.
    pub(super) fn possible(&mut self, condition: &Expression) -> Possible {
        let tied = self.tied(condition);
        tied.possible(&self.held, &mut self.budget)
    }

    /// The names in a condition that no lead has a value for.
    pub(super) fn missing<'c>(&mut self, condition: &'c Expression) -> Vec<&'c str> {
        let mut missing = Vec::new();
        for name in condition.names() {
            if self.slot(name).and_then(|slot| self.held.get(slot)).is_some_and(Possible::is_nothing) {
                missing.push(name);
            }
        }
        missing
    }

    /// Whether a condition can hold where none of others does.
    pub(super) fn may_hold_without(&mut self, condition: &Expression, others: &[&Expression]) -> bool {
        let tied = self.tied(condition);
        let others: Vec<Expression> = others.iter().map(|other| self.tied(other)).collect();
        let mut wanted = vec![Wanted { expression: &tied, may: Possible::may_hold }];
        wanted.extend(others.iter().map(|expression| Wanted { expression, may: Possible::may_fail }));
        // All of them are asked of the same lead.
        Expression::may_all_be(&wanted, &self.held, &|_| true, &mut self.budget)
    }

    fn tied(&mut self, condition: &Expression) -> Expression {
        let mut tied = condition.clone();
        tied.bind(&mut |name| self.slot(name));
        tied
    }

    /// The slot of a name, or of the beginning of one, of which something is known.
    fn slot(&mut self, name: &str) -> Option<usize> {
        if let Some(slot) = self.names.iter().position(|known| text::is_same(known, name)) {
            return Some(slot);
        }
        let set = (self.around.fact)(name)?;
        self.know(name, set);
        Some(self.names.len() - 1)
    }
}
