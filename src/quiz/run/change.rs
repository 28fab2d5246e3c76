//! A change of an answer and everything that follows from it: conditions, rules of other questions, triggers, checks. It must
//! not decide what a condition says.

use super::Walk;
use super::same::{is_empty, is_same};
use crate::quiz::definition::Kind;
use crate::value::Value;
use crate::value::list;

impl Walk<'_> {
    /// A question is given an answer, whoever gives it.
    pub(in crate::quiz) fn assign(&mut self, at: usize, value: Value) {
        let Some(value) = self.taken(at, value) else { return };
        if is_same(&value, self.value(at)) || self.is_spent() || self.is_too_deep() {
            return;
        }
        if self.element(at).kind == Kind::Item {
            return self.assign_line(at, value);
        }
        self.forget_parted(at);
        self.run.now.depth += 1;
        self.mark(at).is_being_set = true;
        let lost = self.hold(at, value);
        if self.fits(at) {
            self.keep(at);
        }
        if lost {
            self.set_comment(at, Value::Null);
        }
        self.mark(at).is_being_set = false;
        self.run.now.depth -= 1;
    }

    /// Whether changes stand in each other too deep; the act is over then.
    fn is_too_deep(&mut self) -> bool {
        self.run.now.is_exhausted |= self.run.now.depth >= super::MOST_DEPTH;
        self.run.now.is_exhausted
    }

    /// A line of a question is given a value: the question gets a new one.
    fn assign_line(&mut self, at: usize, value: Value) {
        let (name, of) = (self.element(at).name.as_str(), self.element(at).parent);
        let mut whole = self.value(of).as_map().cloned().unwrap_or_default();
        if is_empty(&value) {
            whole.remove(name);
        } else {
            whole.set(name, value);
        }
        self.touch(at);
        self.mark(at).is_being_set = true;
        self.assign(of, whole.into());
        self.mark(at).is_being_set = false;
    }

    /// Notes that a question was answered, but by a default.
    fn touch(&mut self, at: usize) {
        if self.run.now.by_default != Some(at) {
            self.mark(at).is_touched = true;
        }
    }

    /// A question shows a value, which is not among the answers yet. Tells whether the words beside `other` are lost.
    fn hold(&mut self, at: usize, value: Value) -> bool {
        let element = self.element(at);
        self.touch(at);
        if element.kind == Kind::Multipletext {
            self.touch_lines(at, &value);
        }
        let before = self.datum(element.slot).clone();
        if !self.run.kept.iter().any(|(slot, _)| *slot == element.slot) {
            self.run.kept.push((element.slot, before));
        }
        let has_other = has_other(&value);
        if let Some(place) = self.run.values.get_mut(element.slot) {
            *place = value;
        }
        element.show_other_item && !has_other && !is_empty(self.comment(at))
    }

    /// The lines that get another value with the whole; one that only loses its value goes on following its default.
    fn touch_lines(&mut self, at: usize, whole: &Value) {
        for line in self.quiz.children(at) {
            let value = whole.get(&self.element(line).name).unwrap_or(&Value::Null);
            if !is_empty(value) && !is_same(value, self.value(line)) {
                self.touch(line);
            }
        }
    }

    /// What a question shows becomes its answer.
    fn keep(&mut self, at: usize) {
        let slot = self.element(at).slot;
        let Some(place) = self.run.kept.iter().position(|(of, _)| *of == slot) else { return };
        let (_, before) = self.run.kept.swap_remove(place);
        if !is_same(&before, self.datum(slot)) {
            self.spread(slot, None, Some(at), &before);
        }
    }

    /// A slot that no question has is set.
    pub(in crate::quiz) fn set_slot(&mut self, slot: usize, value: Value) {
        let value = if is_empty(&value) { Value::Null } else { value };
        let Some(place) = self.run.values.get_mut(slot) else { return };
        if is_same(place, &value) || self.is_spent() || self.is_too_deep() {
            return;
        }
        self.run.now.depth += 1;
        let before = self.run.values.get_mut(slot).map(|place| std::mem::replace(place, value)).unwrap_or_default();
        self.spread(slot, None, None, &before);
        self.run.now.depth -= 1;
    }

    /// The words beside `other` are written; blanks are none.
    pub(in crate::quiz) fn set_comment(&mut self, at: usize, value: Value) {
        let element = self.element(at);
        let is_blank = value.as_text().is_none_or(|text| text.trim().is_empty());
        let value = if is_blank { Value::Null } else { value };
        if !element.show_other_item || is_same(&value, self.comment(at)) || self.is_spent() || self.is_too_deep() {
            return;
        }
        self.run.now.depth += 1;
        if has_other(self.value(at)) {
            list::drop_where(&mut self.run.worded, &|worded| *worded == at);
            if !is_empty(self.comment(at)) {
                self.run.worded.push(at);
            }
        }
        if let Some(place) = self.run.values.get_mut(element.comment) {
            *place = value;
        }
        self.check_again(at);
        self.follow(element.comment, Some(element.slot));
        self.turn_by_itself(at);
        self.run.now.depth -= 1;
    }

    /// Everything that follows from a change of an answer.
    fn spread(&mut self, slot: usize, related: Option<usize>, at: Option<usize>, before: &Value) {
        self.run.now.untold.push(slot);
        let was_answered = !is_empty(before);
        self.follow(slot, related);
        // Where the same answer was changed again on the way, the later change has told it.
        if !self.run.now.untold.contains(&slot) {
            return;
        }
        if let Some(at) = at {
            self.tell_change(at, slot, was_answered);
            self.turn_by_itself(at);
        }
        list::drop_where(&mut self.run.now.untold, &|of| *of == slot);
    }

    /// Conditions, rules of questions, triggers.
    fn follow(&mut self, slot: usize, related: Option<usize>) {
        self.judge_changed(slot, related);
        self.run_triggers(slot, related);
    }

    fn tell_change(&mut self, at: usize, slot: usize, was_answered: bool) {
        self.check_changed(at, was_answered);
        if self.element(at).kind == Kind::Ranking {
            self.complete_ranking(at);
        }
        self.check_dependents(slot);
    }

    /// The answer is taken back.
    pub(in crate::quiz) fn clear(&mut self, at: usize, keeps_comment: bool, by_visitor: bool) {
        if *self.value(at) != Value::Null {
            self.assign(at, Value::Null);
        }
        if !keeps_comment {
            self.set_comment(at, Value::Null);
        }
        self.mark(at).is_touched = by_visitor;
    }

    /// The visitor answers a question, or writes beside its choice `other`.
    pub(in crate::quiz) fn set(&mut self, name: &str, value: Value) {
        let place = |wanted: &str| self.quiz.question(&|element| element.name == wanted);
        let (at, is_comment) = match (place(name), name.strip_suffix("-Comment").and_then(place)) {
            (Some(at), _) => (at, false),
            (None, Some(at)) => (at, true),
            _ => return,
        };
        if self.is_locked(at) || !self.element(at).kind.has_input() {
            return;
        }
        if is_comment {
            if has_other(self.value(at)) {
                self.set_comment(at, value);
            }
        } else if value == Value::Null {
            self.clear(at, true, true);
        } else {
            self.point(at);
            let value = self.cut(at, value);
            self.assign(at, value);
            self.run.turn.pointed = None;
        }
        self.turn_pages();
    }

    /// No more choices than can be chosen.
    fn cut(&self, at: usize, value: Value) -> Value {
        let most = usize::try_from(self.element(at).max_selected_choices).unwrap_or(0);
        match value {
            Value::List(mut items) if most > 0 => {
                items.truncate(most);
                Value::List(items)
            }
            other => other,
        }
    }
}

/// Whether `other` is chosen.
pub(in crate::quiz) fn has_other(value: &Value) -> bool {
    let is_other = |value: &Value| value.as_text() == Some("other");
    is_other(value) || value.as_list().is_some_and(|items| items.iter().any(is_other))
}
