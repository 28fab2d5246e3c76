//! What samples do not have: facts of the visit, days to come. What depends on it is not held against them. It must not know
//! their values.

use super::world::{MOST_ROUNDS, World};
use crate::expression::Expression;
use crate::text;

impl World<'_> {
    /// Whether an expression depends on what samples do not have: facts of the visit, the day.
    pub(super) fn is_outside(&self, expression: &Expression) -> bool {
        is_outside(expression) || expression.slots().any(|slot| self.outside.get(slot) == Some(&true))
    }

    /// Whether that an element is shown does.
    pub(super) fn depends_on_outside(&self, at: usize) -> bool {
        let around = self.around(at);
        let mut conditions = around.iter().filter_map(|place| self.quiz.elements.get(*place)?.visible_if.as_ref());
        conditions.any(|condition| self.is_outside(condition))
    }

    /// Whether that choices of a question are shown does.
    pub(super) fn is_outside_choices(&self, at: usize) -> bool {
        let Some(element) = self.quiz.elements.get(at) else { return false };
        let own = element.choices.iter().filter_map(|choice| choice.visible_if.as_ref());
        own.chain(&element.choices_visible_if).any(|condition| self.is_outside(condition))
    }

    /// Which slots depend on what samples do not have.
    pub(super) fn find_outside(&mut self) {
        for _ in 0..MOST_ROUNDS {
            let before = self.outside.clone();
            for element in self.quiz.elements.iter().filter(|element| element.kind.is_question()) {
                let mut rules = element.expressions().map(|(_, expression)| expression);
                self.note_outside(element.slot, rules.any(|rule| self.is_outside(rule)));
            }
            for at in 0..self.quiz.elements.len() {
                let Some(element) = self.quiz.elements.get(at).filter(|element| element.kind.is_question()) else {
                    continue;
                };
                self.note_outside(element.slot, self.depends_on_outside(at) || self.is_outside_choices(at));
            }
            for calculated in &self.quiz.calculated_values {
                self.note_outside(calculated.slot, self.is_outside(&calculated.expression));
            }
            for trigger in &self.quiz.triggers {
                let rules = [&trigger.expression, &trigger.run_expression, &trigger.source];
                let is_it = rules.into_iter().flatten().any(|rule| self.is_outside(rule));
                trigger.target.into_iter().for_each(|target| self.note_outside(target, is_it));
            }
            if before == self.outside {
                return;
            }
        }
        self.outside.fill(true);
    }

    fn note_outside(&mut self, slot: usize, is_it: bool) {
        if let Some(known) = self.outside.get_mut(slot) {
            *known |= is_it;
        }
    }
}

/// Whether an expression asks for the score, which samples do not have and every visitor has.
pub(super) fn asks_for_score(expression: &Expression) -> bool {
    expression.free_names().any(|name| text::before(name, ".") == "score")
}

/// Whether an expression itself asks for facts of the visit, or for the time.
fn is_outside(expression: &Expression) -> bool {
    expression.free_names().next().is_some() || expression.is_volatile()
}
