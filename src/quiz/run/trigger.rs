//! Rules by which questions are answered without the visitor: their own (`setValueIf`, `resetValueIf`) and the triggers of the
//! quiz. It must not turn pages but by asking for it.

use super::Walk;
use crate::expression::Expression;
use crate::quiz::definition::{Deed, Trigger};
use crate::value::Value;
use crate::value::list;

/// Rules of a question that run at most once at a time, beside its default.
const RESET: u8 = 1;
const SET_IF: u8 = 2;
const SET: u8 = 3;
/// How often triggers are looked at because of what triggers set.
const MOST_ROUNDS: usize = 3;

/// What makes a rule run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cause {
    /// Nothing that it asks for has changed.
    None,
    /// Something has.
    Change,
    /// It asks for nothing, or for the time: every change makes it run.
    Always,
}

impl Walk<'_> {
    /// After a change: the rules of every question but the one that is just being answered.
    pub(in crate::quiz) fn run_rules(&mut self, slot: usize) {
        for at in 0..self.quiz.elements.len() {
            if self.run.now.is_exhausted {
                return;
            }
            let element = self.element(at);
            let has_rule = element.reset_value_if.is_some()
                || element.set_value_if.is_some()
                || element.set_value_expression.is_some();
            if has_rule && !self.marked(at).is_being_set {
                self.run_rules_of(at, slot);
            }
        }
    }

    fn run_rules_of(&mut self, at: usize, slot: usize) {
        let element = self.element(at);
        if let Some(reset) = &element.reset_value_if
            && !self.is_unanswered(at)
            && self.cause(reset, slot) != Cause::None
            && self.enter(at, RESET)
        {
            if self.is_just_true(reset) {
                self.reset(at);
            }
            self.leave(at, RESET);
        }
        let set = element.set_value_expression.as_ref();
        let Some(condition) = &element.set_value_if else {
            return match set {
                Some(set) if self.cause(set, slot) != Cause::None => self.set_by(at, set),
                _ => {}
            };
        };
        let is_caused = match (self.cause(condition, slot), set) {
            (Cause::Change, _) => true,
            (cause, None) => cause == Cause::Always,
            (_, Some(set)) => self.cause(set, slot) != Cause::None,
        };
        if is_caused && self.enter(at, SET_IF) {
            if is_truthy(&self.evaluate(condition)) {
                match set {
                    Some(set) => self.set_by(at, set),
                    None => self.clear(at, false, false),
                }
            }
            self.leave(at, SET_IF);
        }
    }

    fn set_by(&mut self, at: usize, expression: &Expression) {
        if self.enter(at, SET) {
            let value = self.evaluate_answer(at, expression);
            self.assign(at, value);
            self.leave(at, SET);
        }
    }

    /// Back to the default, or to no answer.
    fn reset(&mut self, at: usize) {
        if self.has_default(at) {
            self.give_default(at);
        } else {
            self.clear(at, false, false);
        }
    }

    /// Why a rule would run after a change; `slot` is what changed at first hand.
    fn cause(&self, expression: &Expression, slot: usize) -> Cause {
        if expression.is_volatile() || !expression.asks_for(&|_| true) {
            return Cause::Always;
        }
        let is_changed = |asked: usize| match &self.run.now.changed {
            Some(changed) => changed.contains(&asked),
            None => asked == slot,
        };
        if expression.asks_for(&is_changed) { Cause::Change } else { Cause::None }
    }

    /// After a change: the triggers that ask for what has changed.
    pub(in crate::quiz) fn run_triggers(&mut self, slot: usize, related: Option<usize>) {
        let mut keys = vec![slot];
        keys.extend(related);
        let of = related.unwrap_or(slot);
        self.look_at_triggers(keys, false, Some(of));
    }

    /// When the visitor goes on: the triggers that ask for anything on the page.
    pub(in crate::quiz) fn run_triggers_on_turn(&mut self, questions: &[usize], of: Option<usize>) {
        let mut keys = Vec::new();
        for at in questions {
            keys.push(self.element(*at).slot);
        }
        if of.is_none() {
            for calculated in &self.quiz.calculated_values {
                keys.push(calculated.slot);
            }
        }
        self.look_at_triggers(keys, true, of.map(|at| self.element(at).slot));
    }

    fn look_at_triggers(&mut self, keys: Vec<usize>, is_turn: bool, of: Option<usize>) {
        let quiz = self.quiz;
        if self.run.turn.is_complete || quiz.triggers.is_empty() {
            return;
        }
        let mut with_values = Vec::with_capacity(keys.len());
        for slot in keys {
            with_values.push((slot, self.datum(slot).clone()));
        }
        let keys = with_values;
        if self.run.now.is_triggering {
            for key in keys {
                list::drop_where(&mut self.run.now.trigger_keys, &|(slot, _)| *slot == key.0);
                self.run.now.trigger_keys.push(key);
            }
            return;
        }
        let is_wrong = self.has_wrong_answer(of);
        self.run.now.is_triggering = true;
        self.run.now.trigger_keys = keys;
        for _ in 0..MOST_ROUNDS {
            let before = self.run.now.trigger_keys.clone();
            for (index, trigger) in quiz.triggers.iter().enumerate() {
                let needs_right = matches!(trigger.deed, Deed::Complete | Deed::Skip);
                if !(is_wrong && needs_right) {
                    self.look_at_trigger(index, trigger, is_turn);
                }
            }
            list::drop_where(&mut self.run.now.trigger_keys, &|key| before.contains(key));
            if self.run.turn.is_complete || self.run.now.trigger_keys.is_empty() {
                break;
            }
        }
        self.run.now.is_triggering = false;
    }

    /// Whether the question that was answered is answered wrongly: it neither ends the quiz nor skips then.
    fn has_wrong_answer(&mut self, of: Option<usize>) -> bool {
        let quiz = self.quiz;
        let needs_right = |trigger: &Trigger| matches!(trigger.deed, Deed::Complete | Deed::Skip);
        match of.and_then(|slot| quiz.question_of(slot)) {
            Some(at) if quiz.triggers.iter().any(needs_right) => !self.check(&[at], false),
            _ => false,
        }
    }

    fn look_at_trigger(&mut self, index: usize, trigger: &Trigger, is_turn: bool) {
        let may_run = match trigger.deed {
            Deed::Complete => true,
            Deed::Skip => !is_turn,
            Deed::Runexpression => !is_turn,
            Deed::Setvalue | Deed::Copyvalue => {
                !is_turn
                    && !matches!((self.run.now.trigger_keys.as_slice(), trigger.target), ([(key, _)], Some(target)) if *key == target)
            }
        };
        if !may_run || self.run.now.is_exhausted || !self.is_asked_for(trigger) {
            return;
        }
        let is_met = match &trigger.expression {
            Some(expression) => self.is_just_true(expression),
            None => trigger.deed == Deed::Copyvalue,
        };
        match (trigger.deed, is_met) {
            (Deed::Complete, _) => self.complete_by(index, is_met, is_turn),
            (_, false) => {}
            (Deed::Skip, _) => self.skip_to(&trigger.goto_name),
            (Deed::Setvalue, _) => self.set_target(trigger, trigger.set_value.clone()),
            (Deed::Runexpression, _) => {
                if let (Some(expression), Some(_)) = (&trigger.run_expression, trigger.target) {
                    let value = self.evaluate_as_answer(expression, false);
                    self.set_target(trigger, value);
                }
            }
            (Deed::Copyvalue, _) => {
                if let Some(source) = &trigger.source {
                    let value = self.evaluate(source);
                    self.set_target(trigger, value);
                }
            }
        }
    }

    /// Whether a trigger asks for anything that has changed.
    fn is_asked_for(&self, trigger: &Trigger) -> bool {
        let keys = &self.run.now.trigger_keys;
        let asks_for = |is_it: &dyn Fn(usize) -> bool| {
            let asks = |expression: &Expression| expression.asks_for(is_it);
            trigger.expression.as_ref().is_some_and(asks) || trigger.source.as_ref().is_some_and(asks)
        };
        let is_volatile = trigger.expression.as_ref().is_some_and(Expression::is_volatile);
        is_volatile || !asks_for(&|_| true) || asks_for(&|slot| keys.iter().any(|(key, _)| *key == slot))
    }

    fn set_target(&mut self, trigger: &Trigger, value: Value) {
        let Some(slot) = trigger.target else { return };
        match self.quiz.question_of(slot) {
            Some(at) => self.assign(at, value),
            None => self.set_slot(slot, value),
        }
    }
}

/// What counts as true to JavaScript.
fn is_truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(yes) => *yes,
        Value::Number(number) => *number != 0.0,
        Value::Text(text) => !text.is_empty(),
        Value::List(_) | Value::Map(_) => true,
    }
}
