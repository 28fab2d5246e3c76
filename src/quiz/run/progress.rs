//! Progress: how much of the longest way that may still come is behind. It must not go backwards.

use super::Walk;
use super::same::is_empty;
use crate::quiz::definition::Mode;

impl Walk<'_> {
    /// Looks at progress after an act: it never becomes less.
    pub(in crate::quiz) fn note_progress(&mut self) {
        self.know_oneself();
        let now = if self.run.turn.is_complete { 100 } else { self.counted() };
        self.run.turn.progress = self.run.turn.progress.max(now);
    }

    /// Progress in percent: 100 at the end alone.
    pub(in crate::quiz) fn progress(&self) -> i64 {
        self.run.turn.progress
    }

    fn counted(&self) -> i64 {
        let (number, count) = self.step_of();
        let behind = number.saturating_sub(1);
        i64::try_from(behind * 100 / count.max(1)).unwrap_or(0)
    }

    /// The number of the step that is shown, from 1, and how many there may be: pages, or single elements, that are seen or may
    /// still come into sight.
    pub(in crate::quiz) fn step_of(&self) -> (usize, usize) {
        if self.quiz.mode == Mode::SinglePage || !self.run.turn.is_started {
            return (usize::from(self.run.turn.is_started), 1);
        }
        let here = self.run.turn.single.or(self.run.turn.page).unwrap_or(0);
        let (mut number, mut count) = (1, 0);
        for at in self.steps() {
            let is_seen = self.is_shown(at);
            if is_seen || at > here && self.may_be_shown(at, here) {
                count += 1;
                number += usize::from(at < here);
            }
        }
        (number, count.max(number))
    }

    /// Everything that is a step, seen or not.
    fn steps(&self) -> Vec<usize> {
        let mut steps = Vec::new();
        for page in self.quiz.pages().filter(|page| !self.quiz.is_start_page(*page)) {
            match self.quiz.mode {
                Mode::QuestionPerPage => steps.extend(self.quiz.children(page)),
                Mode::InputPerPage => {
                    let end = self.element(page).end;
                    for at in page..end {
                        if self.element(at).kind.is_question() {
                            steps.push(at);
                        }
                    }
                }
                _ => steps.push(page),
            }
        }
        steps
    }

    /// Whether an element is not proved to stay out of sight: what is not answered from `here` on may be answered anyhow.
    fn may_be_shown(&self, at: usize, here: usize) -> bool {
        let element = self.element(at);
        let is_open = |slot: usize| {
            let asked = self.quiz.question_of(slot);
            let is_computed = || self.quiz.calculated_values.iter().any(|calculated| calculated.slot == slot);
            match asked {
                Some(question) => {
                    question >= here && is_empty(self.value(question)) || !self.element(question).kind.has_input()
                }
                None => is_computed(),
            }
        };
        let may = match &element.visible_if {
            Some(condition) => condition.may_be_true(&self.context(), &is_open),
            None => self.marked(at).is_visible,
        };
        may && (!element.kind.is_container() || self.quiz.children(at).any(|inner| self.may_be_shown(inner, here)))
    }
}
