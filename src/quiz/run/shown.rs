//! What can be seen: elements, buttons, bounds, and what the quiz knows of itself. It must not change answers.

use super::Walk;
use super::same::{is_empty, is_right};
use crate::expression::{Expression, number_of};
use crate::quiz::definition::{Holds, Input, Kind, Mode};
use crate::text;
use crate::time;
use crate::value::Value;
use crate::value::list;

/// A button that a page may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::quiz) enum Button {
    /// Begins, on the cover.
    Start,
    /// Goes back.
    Previous,
    /// Goes on.
    Next,
    /// Ends.
    Complete,
}

/// The last day that a date may have where nobody says.
const LAST_DAY: &str = "2999-12-31";

impl Walk<'_> {
    /// Whether an element is visible in what it stands in: by its own conditions, a container by what stands in it too.
    pub(in crate::quiz) fn is_visible(&self, at: usize) -> bool {
        self.marked(at).is_visible
            && (!self.element(at).kind.is_container() || self.quiz.children(at).any(|inner| self.is_visible(inner)))
    }

    /// Whether everything around an element is visible.
    pub(in crate::quiz) fn are_parents_visible(&self, at: usize) -> bool {
        let mut place = at;
        while self.element(place).kind != Kind::Page {
            place = self.element(place).parent;
            if !self.is_visible(place) {
                return false;
            }
        }
        true
    }

    /// Whether an element is visible with everything around it.
    pub(in crate::quiz) fn is_shown(&self, at: usize) -> bool {
        self.is_visible(at) && self.are_parents_visible(at)
    }

    /// Whether an element takes no answer, for itself or for what is around it.
    pub(in crate::quiz) fn is_locked(&self, at: usize) -> bool {
        let mut place = at;
        loop {
            if self.marked(place).is_locked {
                return true;
            }
            if self.element(place).kind == Kind::Page {
                return false;
            }
            place = self.element(place).parent;
        }
    }

    /// The places of the questions that are visible with everything around them.
    pub(in crate::quiz) fn shown_questions(&self) -> Vec<usize> {
        let mut shown = Vec::new();
        for page in self.quiz.pages() {
            self.gather_shown(page, &mut shown);
        }
        shown
    }

    /// The visible questions in an element that is visible itself.
    pub(in crate::quiz) fn gather_shown(&self, of: usize, into: &mut Vec<usize>) {
        if !self.is_visible(of) {
            return;
        }
        if self.element(of).kind.is_question() {
            into.push(of);
        } else {
            for inner in self.quiz.children(of) {
                self.gather_shown(inner, into);
            }
        }
    }

    /// Whether a question must be answered now.
    pub(in crate::quiz) fn is_required(&self, at: usize) -> bool {
        self.marked(at).is_required
    }

    /// Looks for the least and the greatest, where expressions say.
    pub(in crate::quiz) fn find_bounds(&mut self, at: usize) {
        let element = self.element(at);
        if element.min_value_expression.is_none() && element.max_value_expression.is_none() {
            return;
        }
        let (least, most) = self.bounds(at);
        let is_slider = element.kind == Kind::Slider;
        let mut found = |expression: &Option<Expression>, fixed: &Value, before: Value| match expression {
            None if is_slider => before,
            None => fixed.clone(),
            Some(expression) => match self.evaluate_answer(at, expression) {
                // A slider keeps what it had where nothing is computed.
                Value::Null if is_slider => before,
                value => value,
            },
        };
        let mut least = found(&element.min_value_expression, &element.min, least);
        let mut most = found(&element.max_value_expression, &element.max, most);
        if is_slider {
            (least, most) = apart(least, most, element.step, element.max_value_expression.is_some());
        }
        list::drop_where(&mut self.run.bounds, &|(of, ..)| *of == at);
        self.run.bounds.push((at, least, most));
    }

    /// The least and the greatest; null where there is none.
    pub(in crate::quiz) fn bounds(&self, at: usize) -> (Value, Value) {
        let element = self.element(at);
        let found = self.run.bounds.iter().find(|(of, ..)| *of == at);
        // What is no number and no date has only computed bounds.
        let is_fixed = !element.kind.is_line() || element.input_type.has_bounds();
        let fixed = |bound: &Value| if is_fixed { bound.clone() } else { Value::Null };
        let (least, most) = found.map_or_else(
            || (fixed(&element.min), fixed(&element.max)),
            |(_, least, most)| (least.clone(), most.clone()),
        );
        let has_last_day = element.kind.is_line() && element.input_type.is_date() && is_empty(&most);
        (least, if has_last_day { LAST_DAY.into() } else { most })
    }

    /// Whether what a question holds is within its bounds: else it is no answer.
    pub(in crate::quiz) fn fits(&self, at: usize) -> bool {
        !self.element(at).is_bounded_line() || self.is_out(at) == (false, false)
    }

    /// Whether what a line holds is less than the least, and greater than the greatest.
    pub(in crate::quiz) fn is_out(&self, at: usize) -> (bool, bool) {
        let element = self.element(at);
        let value = self.value(at);
        if !element.kind.is_line() || is_empty(value) {
            return (false, false);
        }
        let (least, most) = self.bounds(at);
        let is_less = |one: &Value, other: &Value| is_less(element.input_type, one, other);
        (!is_empty(&least) && is_less(value, &least), !is_empty(&most) && is_less(&most, value))
    }

    /// The value of an expression as an answer: a date as its day, or with its time where the question asks for it.
    pub(in crate::quiz) fn evaluate_answer(&mut self, at: usize, expression: &Expression) -> Value {
        let element = self.element(at);
        self.evaluate_as_answer(expression, element.kind.is_line() && element.input_type == Input::DatetimeLocal)
    }

    /// The same, where no question asks.
    pub(in crate::quiz) fn evaluate_as_answer(&mut self, expression: &Expression, is_timed: bool) -> Value {
        if self.is_spent() {
            return Value::Null;
        }
        self.know_for(expression);
        expression.evaluate_answer(&self.context(), is_timed)
    }

    /// Writes what the quiz knows of itself into its slots, where anything asks for it.
    pub(in crate::quiz) fn know_oneself(&mut self) {
        for slot in (0..self.quiz.names.len()).rev().take_while(|slot| self.quiz.names.holds(*slot) == Holds::Own) {
            self.know(slot);
        }
    }

    /// The same, where an expression asks for it: counting the right answers takes as long as many expressions.
    pub(super) fn know_for(&mut self, expression: &Expression) {
        for slot in expression.slots() {
            if self.quiz.names.holds(slot) == Holds::Own {
                self.know(slot);
            }
        }
    }

    fn know(&mut self, slot: usize) {
        let value = self.own_value(self.quiz.names.name(slot));
        if let Some(place) = self.run.values.get_mut(slot) {
            *place = value;
        }
    }

    /// What the quiz knows of itself under a name.
    pub(in crate::quiz) fn own_value(&self, name: &str) -> Value {
        let name = text::fold(name);
        let (right, of) =
            if text::has(&name, "answer") || text::has(&name, "question") { self.right_answers() } else { (0, 0) };
        let count = match name.as_str() {
            "locale" => return self.language.into(),
            "pageno" => self.page_number(),
            "pagecount" => self.visible_pages().len(),
            "questioncount" => of,
            _ if name.starts_with("in") => of - right,
            _ => right,
        };
        Value::Number(count as f64)
    }

    /// How many questions with a right answer are answered so, and how many there are.
    pub(in crate::quiz) fn right_answers(&self) -> (usize, usize) {
        let (mut right, mut of) = (0, 0);
        for (at, element) in self.quiz.elements.iter().enumerate() {
            if is_empty(&element.correct_answer) || !element.kind.has_input() || !self.marked(at).is_visible {
                continue;
            }
            let page = self.quiz.page_of(at);
            let answer = self.right_answer(at);
            if self.is_visible(page) && !self.quiz.is_start_page(page) && !is_empty(&answer) {
                of += 1;
                let in_any_order = element.is_multiple() && element.kind != Kind::Imagepicker;
                let value = self.value(at);
                right += usize::from(!is_empty(value) && is_right(value, &answer, in_any_order));
            }
        }
        (right, of)
    }

    /// The right answer, as far as it can be chosen.
    fn right_answer(&self, at: usize) -> Value {
        let element = self.element(at);
        let answer = &element.correct_answer;
        if !element.kind.is_select() || is_empty(answer) {
            return answer.clone();
        }
        let is_known =
            |item: &Value| item.as_text() == Some("other") && element.show_other_item || self.is_known(at, item);
        match answer {
            Value::List(items) => {
                let known = list::kept(items, &is_known);
                if element.is_multiple() { Value::List(known) } else { known.first().cloned().unwrap_or_default() }
            }
            one if is_known(one) && element.is_multiple() => Value::List(vec![one.clone()]),
            one if is_known(one) => one.clone(),
            _ => Value::Null,
        }
    }

    /// The buttons that can be pressed now.
    pub(in crate::quiz) fn buttons(&self) -> Vec<Button> {
        if self.run.turn.is_complete {
            return Vec::new();
        }
        if !self.run.turn.is_started {
            return vec![Button::Start];
        }
        if self.run.turn.page.is_none() && self.quiz.mode != Mode::SinglePage {
            return Vec::new();
        }
        let (is_first, is_last) = self.is_at_edge();
        let may_end = self.may_end();
        let mut buttons = Vec::new();
        for (is_there, button) in [
            (!is_first && self.quiz.show_prev_button, Button::Previous),
            (!is_last && !may_end, Button::Next),
            (is_last || may_end, Button::Complete),
        ] {
            if is_there {
                buttons.push(button);
            }
        }
        buttons
    }
}

/// Whether one value of a line is less than another: dates as dates, the rest as JavaScript compares.
fn is_less(input: Input, one: &Value, other: &Value) -> bool {
    match (one, other) {
        _ if input.is_date() => moment(one).zip(moment(other)).is_some_and(|(one, other)| one < other),
        (Value::Text(one), Value::Text(other)) => one.encode_utf16().lt(other.encode_utf16()),
        _ => number_of(one).zip(number_of(other)).is_some_and(|(one, other)| one < other),
    }
}

/// A date in minutes since 1970: a written one, or milliseconds.
fn moment(date: &Value) -> Option<i64> {
    if let Some(ms) = date.as_number() {
        return Some((ms / time::MINUTE as f64) as i64);
    }
    let written = date.as_text()?;
    let (day, time) = text::split(written, "T").unwrap_or((written, ""));
    let number = |range: std::ops::Range<usize>| time.get(range).and_then(text::parse_whole).unwrap_or(0);
    let day = match day.len() {
        4 => text::concat(&[day, "-01-01"]),
        7 => text::concat(&[day, "-01"]),
        _ => day.to_owned(),
    };
    Some(time::parse_day(&day)? * 1440 + number(0..2) * 60 + number(3..5))
}

/// The ends of a slider, at least a step apart.
fn apart(least: Value, most: Value, step: f64, moves_most: bool) -> (Value, Value) {
    match (least.as_number(), most.as_number()) {
        (Some(low), Some(high)) if low >= high && moves_most => (least, (low + step).into()),
        (Some(low), Some(high)) if low >= high => ((high - step).into(), most),
        _ => (least, most),
    }
}
