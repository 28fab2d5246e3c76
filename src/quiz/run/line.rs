//! The line that tells how a run stands: what `leadsieve quiz` answers after each step. It must not change anything.

use super::same::is_empty;
use super::turn::Place;
use super::{Button, Run, Walk};
use crate::expression::Context;
use crate::quiz::definition::{Definition, Holds, Kind};
use crate::time::Moment;
use crate::value::{Map, Value};

/// Takes a step (`["init", now?]`, `["set", name, value]`, `["next"]`, `["prev"]`, `["complete"]`, `["wait", seconds]`). Tells
/// whether it is one.
pub fn take_step(quiz: &Definition, run: &mut Run, step: &Value, now: &mut Moment) -> bool {
    let parts = step.as_list().unwrap_or_default();
    let number = |place: usize| parts.get(place).and_then(Value::as_whole);
    if let (Some("init"), Some(at)) = (parts.first().and_then(Value::as_text), number(1)) {
        now.wall_ms = at;
    }
    let facts = Value::Null;
    let mut walk = walk(quiz, run, &facts, now);
    walk.renew();
    match (parts.first().and_then(Value::as_text), parts.get(1).and_then(Value::as_text), parts.get(2)) {
        (Some("init"), ..) => walk.begin(),
        // After the end nothing happens any more.
        _ if walk.run.is_complete() => {}
        (Some("set"), Some(name), value) => walk.set(name, value.cloned().unwrap_or_default()),
        (Some("next"), ..) => walk.next(),
        (Some("prev"), ..) => walk.previous(),
        (Some("complete"), ..) => walk.complete(),
        (Some("wait"), ..) => walk.wait(number(1).unwrap_or_default()),
        _ => return false,
    }
    walk.note_progress();
    true
}

/// How a run stands after a step.
#[must_use]
pub fn line(quiz: &Definition, run: &mut Run, step: &Value, now: &Moment) -> Value {
    let facts = Value::Null;
    let walk = walk(quiz, run, &facts, now);
    walk.line(step).into()
}

fn walk<'a>(quiz: &'a Definition, run: &'a mut Run, facts: &'a Value, now: &Moment) -> Walk<'a> {
    let language = quiz.locale.as_deref().unwrap_or("en");
    Walk { quiz, run, base: Context::at(facts, now), language, is_pointed: true }
}

impl Walk<'_> {
    fn names(&self, places: &[usize]) -> Value {
        Value::list(places, |at| self.element(*at).name.as_str().into())
    }

    fn line(&self, step: &Value) -> Map {
        let is_complete = self.run.is_complete();
        let is_begin = step.as_list().and_then(|parts| parts.first()).and_then(Value::as_text) == Some("init");
        let state = match (is_complete, self.run.turn.is_started) {
            (true, _) => "completed",
            (_, false) => "starting",
            _ => "running",
        };
        let shown = if is_complete { Vec::new() } else { self.shown_questions() };
        let some = |is_in: &dyn Fn(usize) -> bool| -> Value {
            let places: Vec<usize> = shown.iter().copied().filter(|at| is_in(*at)).collect();
            self.names(&places)
        };
        let progress = match (is_complete, is_begin) {
            (true, _) => 100,
            (_, true) => 0,
            _ => self.progress(),
        };
        Map::new()
            .with("do", step.clone())
            .with("state", state)
            .with("page", self.place_name())
            .with("visiblePages", self.page_names(is_complete))
            .with("visible", some(&|_| true))
            .with("required", some(&|at| self.is_required(at)))
            .with("readOnly", some(&|at| self.is_locked(at)))
            .with("choices", self.filtered_choices(&shown))
            .with("calc", self.calculated())
            .with("data", self.data())
            .with("progress", progress)
            .with("texts", self.texts(is_complete))
            .with("errors", some(&|at| self.is_wrong(at)))
            .with("shows", self.shows())
            .with("correct", {
                let (right, of) = self.right_answers();
                Value::List(vec![(right as i64).into(), (of as i64).into()])
            })
            .with("ending", if is_complete { self.told_ending() } else { Value::Null })
    }

    fn place_name(&self) -> Value {
        match self.place() {
            Place::Page(at) | Place::Element(at) => self.element(at).name.as_str().into(),
            Place::Whole => "single-page".into(),
            Place::Nowhere => Value::Null,
        }
    }

    fn page_names(&self, is_complete: bool) -> Value {
        match self.quiz.mode {
            _ if is_complete => Value::List(Vec::new()),
            crate::quiz::Mode::SinglePage => Value::List(vec!["single-page".into()]),
            _ => self.names(&self.visible_pages()),
        }
    }

    fn filtered_choices(&self, shown: &[usize]) -> Value {
        let mut filtered = Map::new();
        for &at in shown {
            let element = self.element(at);
            if element.choices_visible_if.is_some() {
                filtered.set(&element.name, Value::List(self.visible_choices(at)));
            }
        }
        filtered.into()
    }

    fn calculated(&self) -> Value {
        let mut values = Map::new();
        for calculated in &self.quiz.calculated_values {
            values.set(&calculated.name, self.run.values.get(calculated.slot).cloned().unwrap_or_default());
        }
        values.into()
    }

    /// The answers, and the calculated values that stand among them.
    pub(in crate::quiz) fn data(&self) -> Value {
        let mut data = Map::new();
        for slot in 0..self.quiz.names.len() {
            let value = self.datum(slot);
            let is_in = matches!(self.quiz.names.holds(slot), Holds::Answer | Holds::Comment | Holds::Set);
            if is_in && !is_empty(value) {
                data.set(self.quiz.names.name(slot), value.clone());
            }
        }
        for calculated in self.quiz.calculated_values.iter().filter(|calculated| calculated.include_into_result) {
            if let Some(value) = self.run.values.get(calculated.slot).filter(|value| **value != Value::Null) {
                data.set(&calculated.name, value.clone());
            }
        }
        data.into()
    }

    fn texts(&self, is_complete: bool) -> Value {
        let mut texts = Map::new();
        for at in if is_complete { Vec::new() } else { self.on_screen() } {
            texts.set(&self.element(at).name, self.text_of(at));
        }
        texts.into()
    }

    fn text_of(&self, at: usize) -> String {
        let element = self.element(at);
        if element.kind == Kind::Html {
            return element.html.as_ref().map(|html| self.words(html)).unwrap_or_default();
        }
        let title = self.title(at);
        match &element.description {
            Some(description) => crate::text::concat(&[&title, "\n", &self.words(description)]),
            None => title,
        }
    }

    fn shows(&self) -> Value {
        let mut shows: Vec<Value> = Vec::new();
        for button in self.buttons() {
            let name = match button {
                Button::Start => "start",
                Button::Previous => "prev",
                Button::Next => "next",
                Button::Complete => "complete",
            };
            shows.push(name.into());
        }
        if self.quiz.show_progress_bar == Some(true) && !self.run.is_complete() {
            shows.push("progress".into());
        }
        Value::List(shows)
    }

    fn told_ending(&self) -> Value {
        let (html, url) = self.ending();
        Map::new().with("html", html).with("url", url).into()
    }
}
