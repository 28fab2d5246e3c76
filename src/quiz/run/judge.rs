//! Conditions: what is shown, locked and required, what is computed, after every change and until nothing changes any more. It
//! must not set answers but what is computed and what hiding takes back.

use super::Walk;
use super::same::is_choice;
use crate::expression::Expression;
use crate::quiz::definition::{Clear, Element, Kind};
use crate::value::Value;

/// How often conditions are looked at again because something changed while they were.
const MOST_ROUNDS: u32 = 10;

impl Walk<'_> {
    /// Looks at conditions after a change, then at the rules by which questions answer themselves.
    pub(in crate::quiz) fn judge_changed(&mut self, slot: usize, related: Option<usize>) {
        let changed = self.run.now.changed.get_or_insert_default();
        for slot in [Some(slot), related].into_iter().flatten() {
            if !changed.contains(&slot) {
                changed.push(slot);
            }
        }
        if self.run.now.is_judging {
            self.run.now.judge_again = true;
            return;
        }
        self.run.now.is_by_change = true;
        self.judge();
        self.run.now.is_by_change = false;
        self.run_rules(slot);
        self.run.now.changed = None;
    }

    /// Looks at every condition, again as long as something changes.
    pub(in crate::quiz) fn judge(&mut self) {
        if self.run.turn.is_complete || self.run.now.is_loading || self.run.now.is_judging {
            return;
        }
        loop {
            self.run.now.is_judging = true;
            self.calculate();
            for page in self.quiz.pages() {
                self.judge_container(page);
            }
            self.run.now.is_judging = false;
            let is_again = self.run.now.judge_again && self.run.now.rounds < MOST_ROUNDS;
            self.run.now.judge_again = false;
            self.run.now.rounds += 1;
            if !is_again || self.run.now.is_exhausted {
                break;
            }
        }
        self.run.now.rounds = 0;
        if !self.run.now.is_by_change {
            self.run.now.changed = None;
        }
    }

    /// Calculated values, each after those that it uses.
    fn calculate(&mut self) {
        let mut done = vec![false; self.quiz.calculated_values.len()];
        for index in 0..done.len() {
            self.calculate_one(index, &mut done);
        }
    }

    fn calculate_one(&mut self, index: usize, done: &mut [bool]) {
        let quiz = self.quiz;
        let Some(calculated) = quiz.calculated_values.get(index) else { return };
        match done.get_mut(index) {
            Some(is_done) if !*is_done => *is_done = true,
            _ => return,
        }
        for slot in calculated.expression.slots() {
            if let Some(used) = quiz.calculated_values.iter().position(|other| other.slot == slot) {
                self.calculate_one(used, done);
            }
        }
        let value = self.evaluate(&calculated.expression);
        let Some(place) = self.run.values.get_mut(calculated.slot) else { return };
        if !is_choice(place, &value) {
            *place = value;
            self.judge_changed(calculated.slot, None);
            self.run_triggers(calculated.slot, None);
        }
    }

    /// What stands in a page or panel, then itself.
    fn judge_container(&mut self, at: usize) {
        for inner in self.quiz.children(at) {
            if self.element(inner).kind.is_container() {
                self.judge_container(inner);
            } else {
                self.judge_question(inner);
            }
        }
        let element = self.element(at);
        self.judge_common(at, element);
        if self.marked(at).was_shown != self.is_visible(at) {
            self.show_container(at);
        }
    }

    /// Whether something that an expression asks for has changed, or may have.
    pub(in crate::quiz) fn is_due(&self, expression: &Expression) -> bool {
        let Some(changed) = self.run.now.changed.as_ref().filter(|_| self.run.now.is_by_change) else { return true };
        let is_bound = expression.asks_for(&|_| true);
        expression.is_volatile() || !is_bound || expression.asks_for(&|slot| changed.contains(&slot))
    }

    /// Shown, locked, required: as every element is.
    fn judge_common(&mut self, at: usize, element: &Element) {
        if let Some(expression) = element.visible_if.as_ref().filter(|expression| self.is_due(expression)) {
            let is_visible = self.is_just_true(expression);
            self.show(at, is_visible);
        }
        if let Some(expression) = element.enable_if.as_ref().filter(|expression| self.is_due(expression)) {
            let is_locked = self.evaluate(expression) == Value::Bool(false);
            self.lock(at, is_locked);
        }
        if let Some(expression) = element.required_if.as_ref().filter(|expression| self.is_due(expression)) {
            let is_required = self.is_just_true(expression);
            let was_required = std::mem::replace(&mut self.mark(at).is_required, is_required);
            if was_required && !is_required {
                self.check_released(at);
            }
        }
    }

    fn lock(&mut self, at: usize, is_locked: bool) {
        self.mark(at).is_locked = is_locked;
        if is_locked {
            self.forgive_in(at);
        }
    }

    fn judge_question(&mut self, at: usize) {
        let element = self.element(at);
        self.judge_common(at, element);
        if let Some(expression) = element.expression.as_ref().filter(|expression| self.is_due(expression))
            && !self.is_locked(at)
        {
            let value = self.evaluate(expression);
            self.assign(at, value);
        }
        if element.kind.is_select() {
            self.judge_choices(at);
        }
        self.find_bounds(at);
        if element.kind == Kind::Multipletext {
            for line in self.quiz.children(at) {
                self.find_bounds(line);
                self.follow_default(line);
            }
        }
        self.follow_default(at);
    }

    /// An element is shown or hidden by its own condition.
    fn show(&mut self, at: usize, is_visible: bool) {
        if self.marked(at).is_visible == is_visible {
            return;
        }
        self.mark(at).is_visible = is_visible;
        let element = self.element(at);
        if element.kind.is_container() {
            return self.show_container(at);
        }
        if !is_visible {
            self.forgive(at);
            self.leave_hidden();
        }
        let clear = self.quiz.clear_of(element);
        if clear.is_at_once() {
            if !is_visible {
                self.clear_hidden(at, Clear::OnHidden);
            }
            if self.is_shown(at) {
                self.set_default(at);
            }
        }
    }

    /// A page or panel came into sight or went out of it, with what stands in it; or its own condition changed.
    fn show_container(&mut self, at: usize) {
        let is_visible = self.is_visible(at);
        self.mark(at).was_shown = is_visible;
        let end = self.element(at).end;
        for inner in at + 1..end {
            if !self.element(inner).kind.is_question() {
                continue;
            }
            if is_visible {
                self.set_default(inner);
            } else {
                self.clear_hidden(inner, Clear::OnHiddenContainer);
            }
        }
        if !is_visible {
            self.leave_hidden();
        }
        if self.element(at).kind == Kind::Page {
            self.page_was_shown(at, is_visible);
        }
    }

    /// Takes back the answer of a question that went out of sight, if it is one that is cleared for that reason.
    pub(in crate::quiz) fn clear_hidden(&mut self, at: usize, reason: Clear) {
        let element = self.element(at);
        let clear = self.quiz.clear_of(element);
        let is_meant = match reason {
            Clear::OnHidden => clear.is_at_once(),
            Clear::OnHiddenContainer => clear == reason,
            Clear::OnComplete | Clear::None => clear != Clear::None,
        };
        if !is_meant {
            return;
        }
        let is_hidden = reason == Clear::OnHiddenContainer && !self.are_parents_visible(at)
            || !self.is_shown(at) && !self.quiz.is_start_page(self.quiz.page_of(at));
        if is_hidden {
            self.clear(at, false, false);
        }
        self.clear_unknown(at);
    }
}
