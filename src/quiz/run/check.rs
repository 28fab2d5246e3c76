//! Checks: what is missing or wrong with answers, as message keys, and when it is looked at again. It must not turn pages.

use super::Walk;
use super::change::has_other;
use super::same::{is_choice, is_empty};
use crate::expression::{number_of, remainder, text_of};
use crate::quiz::definition::{Element, Input, Kind, Test, Validator};
use crate::quiz::view::{message, message_with};
use crate::text;
use crate::value::list;
use crate::value::{Localized, Map, Value};

/// How a question is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    /// Before the visitor goes on.
    Whole,
    /// After a change of an answer with which something was wrong; whether there was an answer before.
    Again(bool),
}

impl Walk<'_> {
    /// Checks elements before the visitor goes on; tells whether nothing is wrong. What is wrong is noted, where it shall be.
    pub(in crate::quiz) fn check(&mut self, elements: &[usize], notes: bool) -> bool {
        let mut is_right = true;
        for &at in elements {
            is_right &= self.check_element(at, notes);
        }
        is_right
    }

    fn check_element(&mut self, at: usize, notes: bool) -> bool {
        if !self.is_visible(at) {
            return true;
        }
        if !self.element(at).kind.is_container() {
            return self.check_question(at, Look::Whole, notes);
        }
        let mut is_right = true;
        for inner in self.quiz.children(at) {
            is_right &= self.check_element(inner, notes);
        }
        let wrong = self.missing_in(at);
        is_right &= wrong.is_none();
        if notes {
            self.note(at, wrong);
        }
        is_right
    }

    /// A page or panel of which something must be answered.
    fn missing_in(&self, at: usize) -> Option<Map> {
        let mut questions = Vec::new();
        self.gather_shown(at, &mut questions);
        let is_missing = self.is_required(at)
            && !self.is_locked(at)
            && !questions.is_empty()
            && questions.iter().all(|question| self.is_unanswered(*question));
        is_missing.then(|| worded("error.required", self.element(at).required_error_text.as_ref(), self.language))
    }

    fn check_question(&mut self, at: usize, look: Look, notes: bool) -> bool {
        if look == Look::Whole && self.quiz.clear_of(self.element(at)) != crate::quiz::Clear::None {
            self.clear_unknown(at);
        }
        let mut is_right = true;
        for line in self.quiz.children(at) {
            if look == Look::Whole || !self.is_unanswered(line) {
                let wrong = self.wrong_with(line, look);
                is_right &= wrong.is_none();
                if notes {
                    self.note(line, wrong);
                }
            }
        }
        let wrong = if self.marked(at).is_visible { self.wrong_with(at, look) } else { None };
        is_right &= wrong.is_none();
        if notes {
            self.note(at, wrong);
        }
        is_right
    }

    fn note(&mut self, at: usize, wrong: Option<Map>) {
        self.forgive(at);
        if let Some(message) = wrong {
            self.run.wrong.push((at, message));
        }
    }

    /// What was wrong with an element is forgotten.
    pub(in crate::quiz) fn forgive(&mut self, at: usize) {
        list::drop_where(&mut self.run.wrong, &|(of, _)| *of == at);
    }

    /// What was wrong with an element and with everything in it is forgotten.
    pub(in crate::quiz) fn forgive_in(&mut self, at: usize) {
        let end = self.element(at).end;
        list::drop_where(&mut self.run.wrong, &|(of, _)| (at..end).contains(of));
    }

    /// Whether something was found wrong with a question, or with a line of it.
    pub(in crate::quiz) fn is_wrong(&self, at: usize) -> bool {
        let end = self.element(at).end;
        self.run.wrong.iter().any(|(of, _)| (at..end).contains(of))
    }

    /// What was found wrong with a question, or with a line of it.
    pub(in crate::quiz) fn wrong_in(&self, at: usize) -> Option<&Map> {
        let element = self.element(at);
        let end = if element.kind.is_container() { at + 1 } else { element.end };
        self.run.wrong.iter().find(|(of, _)| (at..end).contains(of)).map(|(_, message)| message)
    }

    /// What was found wrong with an element.
    pub(in crate::quiz) fn message(&self, at: usize) -> Option<&Map> {
        self.run.wrong.iter().find(|(of, _)| *of == at).map(|(_, message)| message)
    }

    /// After a change: what was wrong is looked at again, with the panel around it.
    pub(in crate::quiz) fn check_changed(&mut self, at: usize, was_answered: bool) {
        if self.is_wrong(at) {
            self.check_question(at, Look::Again(was_answered), true);
            return self.check_containers(at);
        }
        let mut place = at;
        while self.element(place).kind != Kind::Page {
            place = self.element(place).parent;
            if self.message(place).is_some() {
                return self.check_containers(at);
            }
        }
    }

    /// An element need not be answered any more.
    pub(super) fn check_released(&mut self, at: usize) {
        if self.message(at).is_none() {
            return;
        }
        if self.element(at).kind.is_container() {
            return self.forgive(at);
        }
        self.check_question(at, Look::Whole, true);
    }

    /// The words beside `other` were changed.
    pub(in crate::quiz) fn check_again(&mut self, at: usize) {
        let was_answered = !self.is_unanswered(at);
        self.check_changed(at, was_answered);
    }

    fn check_containers(&mut self, at: usize) {
        let mut place = at;
        while self.element(place).kind != Kind::Page {
            place = self.element(place).parent;
            let wrong = self.missing_in(place);
            self.note(place, wrong);
        }
    }

    /// Questions with an error whose checks ask for an answer that has changed.
    pub(in crate::quiz) fn check_dependents(&mut self, slot: usize) {
        if self.run.wrong.is_empty() || self.run.now.is_judging {
            return;
        }
        for at in 0..self.quiz.elements.len() {
            let element = self.element(at);
            let asks = |validator: &Validator| {
                let expression = validator.expression.as_ref().filter(|_| validator.test == Test::Expression);
                expression
                    .is_some_and(|expression| expression.asks_for(&|asked| asked == slot && asked != element.slot))
            };
            if element.kind.is_question() && self.is_wrong(at) && element.validators.iter().any(asks) {
                let was_answered = !self.is_unanswered(at);
                self.check_question(at, Look::Again(was_answered), true);
            }
        }
    }

    /// What is wrong with a question, or a line of one; the first thing.
    fn wrong_with(&mut self, at: usize, look: Look) -> Option<Map> {
        let element = self.element(at);
        if self.is_locked(at) && element.kind != Kind::Expression {
            return None;
        }
        self.wrong_itself(at, element, look).or_else(|| {
            let validators = &element.validators;
            validators.iter().find_map(|validator| self.fails(at, validator))
        })
    }

    fn wrong_itself(&self, at: usize, element: &Element, look: Look) -> Option<Map> {
        let is_asked = look == Look::Whole || look == Look::Again(true);
        if is_asked && element.kind != Kind::Expression && self.is_required(at) && self.is_unanswered(at) {
            return Some(worded("error.required", element.required_error_text.as_ref(), self.language));
        }
        let value = self.value(at);
        if element.kind.is_line() {
            return self.wrong_line(at, element, value);
        }
        let is_whole = look == Look::Whole;
        if (is_whole || self.run.worded.contains(&at))
            && has_other(value)
            && element.show_other_item
            && is_empty(self.comment(at))
        {
            return Some(message("error.other"));
        }
        let chosen = value.as_list().unwrap_or_default();
        let is_none = matches!(chosen, [one] if one.as_text() == Some("none") && element.show_none_item);
        let least = element.min_selected_choices;
        let is_short = is_whole && (chosen.len() as i64) < least && !is_none;
        is_short.then(|| message_with("error.min_count", "min", least))
    }

    fn wrong_line(&self, at: usize, element: &Element, value: &Value) -> Option<Map> {
        let (least, most) = self.bounds(at);
        let is_number = element.input_type.is_number();
        match self.is_out(at) {
            (true, _) => {
                return Some(message_with(if is_number { "error.min" } else { "error.min_date" }, "min", least));
            }
            (_, true) => {
                return Some(message_with(if is_number { "error.max" } else { "error.max_date" }, "max", most));
            }
            _ => {}
        }
        if element.input_type == Input::Number && is_off_step(value, element.step) {
            return Some(message_with("error.step", "step", element.step));
        }
        let has_own = element.validators.iter().any(|validator| validator.test == Test::Email);
        let is_address = element.input_type == Input::Email && !has_own && !is_falsy_text(value);
        (is_address && !is_email(&text_of(value))).then(|| message("error.email"))
    }

    /// What a check has against an answer.
    fn fails(&mut self, at: usize, validator: &Validator) -> Option<Map> {
        let checked = self.checked(at);
        let value = checked.as_ref().unwrap_or(self.value(at));
        let wrong = match validator.test {
            Test::Expression => {
                let expression = validator.expression.as_ref()?;
                let is_right = self.holds(expression);
                (!is_right).then(|| message("error.check"))
            }
            Test::Numeric | Test::Text | Test::Regex if self.is_unanswered(at) => None,
            _ if is_empty(value) => None,
            Test::Numeric => wrong_number(validator, value),
            Test::Text => wrong_length(validator, value),
            Test::Regex => {
                validator.regex.as_ref().filter(|regex| !matches(regex, value)).map(|_| message("error.pattern"))
            }
            Test::Email => (!is_falsy_text(value) && !is_email(&text_of(value))).then(|| message("error.email")),
            Test::Answercount => wrong_count(validator, value),
        };
        wrong.map(|message| own_words(message, validator.text.as_ref(), self.language))
    }

    /// What checks look at where it is not the answer itself: a list of what is chosen alone, and in place of `other` the
    /// words beside it, unless they are a choice themselves.
    fn checked(&self, at: usize) -> Option<Value> {
        let (element, value, words) = (self.element(at), self.value(at), self.comment(at));
        if element.kind == Kind::Imagepicker && element.multi_select && value.as_list().is_none() && !is_empty(value) {
            return Some(Value::List(vec![value.clone()]));
        }
        let is_said = has_other(value) && !is_empty(words) && !has_other(words);
        if !is_said || self.is_known(at, words) || element.choices.iter().any(|choice| is_choice(&choice.value, words))
        {
            return None;
        }
        let said = |item: &Value| if has_other(item) { words.clone() } else { item.clone() };
        Some(value.as_list().map_or_else(|| said(value), |items| Value::list(items, said)))
    }
}

/// A message, or the author's words for it.
fn worded(key: &'static str, words: Option<&Localized>, language: &str) -> Map {
    own_words(message(key), words, language)
}

fn own_words(message: Map, words: Option<&Localized>, language: &str) -> Map {
    message.with_some("text", words.map(|words| words.pick(language)))
}

fn is_falsy_text(value: &Value) -> bool {
    is_empty(value) || *value == Value::Number(0.0) || *value == Value::Bool(false)
}

fn wrong_number(validator: &Validator, value: &Value) -> Option<Map> {
    let Some(number) = number_of(value) else { return Some(message("error.number")) };
    let low = validator.min_value.filter(|least| *least > number).map(|least| message_with("error.min", "min", least));
    low.or_else(|| validator.max_value.filter(|most| *most < number).map(|most| message_with("error.max", "max", most)))
}

fn wrong_length(validator: &Validator, value: &Value) -> Option<Map> {
    let written = text_of(value);
    if !validator.allow_digits && written.bytes().next_back().is_some_and(|c| c.is_ascii_digit()) {
        return Some(message("error.digits"));
    }
    let length = match value {
        Value::Text(text) => text::units(text),
        Value::List(items) => items.len(),
        _ => return None,
    } as i64;
    if validator.min_length > 0 && length < validator.min_length {
        return Some(message_with("error.min_length", "min", validator.min_length));
    }
    let is_long = validator.max_length > 0 && length > validator.max_length;
    is_long.then(|| message_with("error.max_length", "max", validator.max_length))
}

fn wrong_count(validator: &Validator, value: &Value) -> Option<Map> {
    let count = value.as_list()?.len() as i64;
    if validator.min_count > 0 && count < validator.min_count {
        return Some(message_with("error.min_count", "min", validator.min_count));
    }
    let is_many = validator.max_count > 0 && count > validator.max_count;
    is_many.then(|| message_with("error.max_count", "max", validator.max_count))
}

/// Whether a pattern is found in an answer; in a list in each item and in all of them with commas. A pattern that takes too
/// many steps stops nobody.
fn matches(regex: &text::Regex, value: &Value) -> bool {
    let is_found = |text: &str| regex.is_found(text).unwrap_or(true);
    match value {
        Value::List(items) => {
            let mut whole = String::new();
            let mut are_found = true;
            for (place, item) in items.iter().enumerate() {
                let text = text_of(item);
                are_found = are_found && is_found(&text);
                whole.push_str(if place > 0 { "," } else { "" });
                whole.push_str(&text);
            }
            are_found && is_found(&whole)
        }
        other => is_found(&text_of(other)),
    }
}

/// Whether a number is between the steps, which begin at 0.
fn is_off_step(value: &Value, step: f64) -> bool {
    let Some(number) = number_of(value).filter(|_| step > 0.0) else { return false };
    let mut power = 1.0;
    let is_whole = |number: f64, power: f64| (number * power).round() / power == number;
    while power < 1_000_000.0 && !(is_whole(step, power) && is_whole(number, power)) {
        power *= 10.0;
    }
    remainder((number * power).round(), (step * power).round()) != 0.0
}

/// Whether a text is an e-mail address as SurveyJS takes one.
fn is_email(address: &str) -> bool {
    const MARKS: &str = "<>()[].,;:@\"";
    let is_plain = |c: char, marks: &str| !c.is_whitespace() && !marks.chars().any(|mark| mark == c);
    let Some((local, domain)) = text::split_last(address, "@") else { return false };
    let quoted = local.len() > 2 && local.starts_with('"') && local.ends_with('"');
    let is_part = |part: &str| !part.is_empty() && part.chars().all(|c| is_plain(c, MARKS));
    let is_label = |part: &str| !part.is_empty() && part.chars().all(|c| is_plain(c, MARKS) && c != '=');
    let mut rest = Some(local);
    let mut is_local = true;
    while let Some(part) = text::next_part(&mut rest, ".") {
        is_local &= is_part(part);
    }
    let (mut rest, mut last, mut labels) = (Some(domain), "", 0);
    while let Some(label) = text::next_part(&mut rest, ".") {
        (last, labels) = (label, labels + 1);
        if !is_label(label) {
            return false;
        }
    }
    (quoted || is_local) && labels > 1 && last.chars().count() > 1
}
