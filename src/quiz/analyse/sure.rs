//! What is sure of a quiz: which questions are answered at the end, which conditions exclude each other. It must not claim what
//! rules of the quiz could undo.

use super::world::World;
use crate::expression::{Expression, Possible, Wanted};
use crate::quiz::definition::{Deed, Definition, Element, Kind};

impl World<'_> {
    /// What slots can hold at the end: what must be answered is.
    pub(super) fn slots_at_end(&self) -> Vec<Possible> {
        let mut slots = self.slots.clone();
        for (at, element) in self.quiz.elements.iter().enumerate() {
            if self.must_be_answered(at, element)
                && let Some(held) = slots.get_mut(element.slot)
            {
                *held = held.answered();
            }
        }
        slots
    }

    /// Whether nobody comes to the end without an answer to a question.
    fn must_be_answered(&self, at: usize, element: &Element) -> bool {
        let quiz = self.quiz;
        let is_straight = quiz.time_limit <= 0
            && !quiz.triggers.iter().any(|trigger| matches!(trigger.deed, Deed::Complete | Deed::Skip));
        let is_asked = element.kind.has_input() && element.is_required && element.required_if.is_none();
        let is_taken_back = element.reset_value_if.is_some()
            || element.set_value_if.is_some()
            || has_writer(quiz, element)
            || has_choice_conditions(element);
        is_straight && is_asked && !is_taken_back && self.around(at).iter().all(|place| self.is_plain(*place))
    }

    /// Whether an element is always shown and takes answers.
    pub(super) fn is_plain(&self, at: usize) -> bool {
        let is_plain = |element: &Element| {
            element.visible && element.visible_if.is_none() && !element.read_only && element.enable_if.is_none()
        };
        self.quiz.elements.get(at).is_some_and(is_plain)
    }

    /// Whether a page stays in sight whatever is answered on it.
    pub(super) fn stays(&self, page: usize) -> bool {
        let quiz = self.quiz;
        let Some(element) = quiz.elements.get(page) else { return false };
        let is_elsewhere = |slot: usize| {
            let inside = |(at, question): &(usize, &Element)| {
                question.kind.is_question() && question.slot == slot && (*at < page || *at >= element.end)
            };
            let asked = quiz.elements.iter().enumerate().find(inside);
            asked.is_some_and(|(_, question)| is_only_the_visitors(quiz, question))
        };
        element.visible_if.as_ref().is_none_or(|condition| {
            condition.free_names().next().is_none() && !condition.is_volatile() && condition.slots().all(is_elsewhere)
        })
    }

    /// Whether conditions can be true at the same time. Only answers that the visitor alone changes are taken to be the same
    /// for all of them: these are looked at anew with every change.
    pub(super) fn may_all_be_true(&mut self, conditions: &[&Expression]) -> bool {
        let quiz = self.quiz;
        let wanted: Vec<Wanted<'_>> =
            conditions.iter().map(|expression| Wanted { expression, may: Possible::may_be_true }).collect();
        let is_shared = |slot: usize| {
            let element = quiz.questions().find(|element| element.slot == slot);
            element.is_some_and(|element| is_only_the_visitors(quiz, element))
        };
        Expression::may_all_be(&wanted, &self.slots, &is_shared, &mut self.budget)
    }
}

/// Whether anything but the visitor gives a question answers, after the beginning.
pub(super) fn has_writer(quiz: &Definition, element: &Element) -> bool {
    element.default_value_expression.is_some()
        || element.set_value_expression.is_some()
        || element.set_value_if.is_some()
        || quiz.triggers.iter().any(|trigger| trigger.target == Some(element.slot))
}

/// Whether a question is one of choices, or of marks, whose answer only the visitor changes.
fn is_only_the_visitors(quiz: &Definition, element: &Element) -> bool {
    let is_chosen = element.kind.is_select() || matches!(element.kind, Kind::Boolean | Kind::Rating);
    is_chosen
        && !has_writer(quiz, element)
        && !has_choice_conditions(element)
        && element.reset_value_if.is_none()
        && !quiz.clear_of(element).is_at_once()
}

/// Whether choices of a question come and go.
pub(super) fn has_choice_conditions(element: &Element) -> bool {
    element.choices_visible_if.is_some() || element.choices.iter().any(|choice| choice.visible_if.is_some())
}
