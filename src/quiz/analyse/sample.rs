//! Samples: visitors who answer at random and go on as long as they can. Each act is the engine's. It must not judge what
//! it sees.

use super::Settings;
use super::guess::{self, Hints};
use super::random::Random;
use super::seen::Seen;
use crate::expression::{Context, Expression};
use crate::quiz::definition::{Definition, Kind, Verdict};
use crate::quiz::filter::{self, Filtered};
use crate::quiz::run::{Button, Run, Walk};
use crate::quiz::session::Around;
use crate::time::Moment;
use crate::value::Value;

/// What all samples together may take: about so many values looked at.
const BUDGET: u64 = 30_000_000;
/// How often a sample tries to get past a page.
const MOST_TRIES: u32 = 8;
/// The most acts of turning a page.
const MOST_TURNS: usize = 2_500;
/// The most conditions behind one that are helped to be true.
const MOST_AIMS: usize = 20;
/// The first of June 2026, noon, in UTC: the day of every sample.
const NOON: i64 = 1_780_315_200_000;

/// Sends visitors through a quiz.
pub(super) fn walk(quiz: &Definition, settings: &Settings<'_>) -> Seen {
    let mut seen = Seen::new(quiz);
    let hints = Hints::new(quiz);
    let targets = targets(quiz);
    let mut size = 1;
    quiz.each_expression(&mut |_, expression| size = size.max(expression.size() / 4));
    let now = Moment { wall_ms: NOON, ..Moment::default() };
    let mut spent = 0_u64;
    for number in 0..settings.samples {
        let mut run = Run::default();
        let facts = Value::Null;
        let language = quiz.locale.as_deref().unwrap_or("en");
        let walk = Walk { quiz, run: &mut run, base: Context::at(&facts, &now), language, is_pointed: false };
        let target = targets.get(number as usize / 2 % targets.len().max(1)).filter(|_| number % 2 == 1);
        let aims = target.map_or_else(Vec::new, |target| aims(quiz, target));
        let random = Random::new(settings.seed, number);
        let mut sample = Sample {
            walk,
            seen: &mut seen,
            hints: &hints,
            is_rejected: false,
            now: &now,
            goes_back: if number % 4 == 3 { 35 } else { 4 },
            aims,
            random,
            size: size as u64,
            spent,
        };
        sample.go();
        spent = sample.spent;
        seen.walks += 1;
        if spent > BUDGET {
            break;
        }
    }
    seen
}

/// What samples may aim at: conditions.
fn targets(quiz: &Definition) -> Vec<&Expression> {
    let elements = quiz.elements.iter();
    let shown = elements.clone().filter_map(|element| element.visible_if.as_ref());
    let choices = elements.flat_map(|element| element.choices.iter().filter_map(|choice| choice.visible_if.as_ref()));
    let filters = quiz.lead.filters.iter().map(|filter| &filter.condition);
    let outcomes = quiz.lead.outcomes.iter().filter_map(|outcome| outcome.condition.as_ref());
    shown.chain(choices).chain(filters).chain(outcomes).collect()
}

/// A condition with those under which what it asks for is shown, and so on.
fn aims<'a>(quiz: &'a Definition, target: &'a Expression) -> Vec<&'a Expression> {
    let mut found = vec![target];
    let mut next = 0;
    while let Some(aim) = found.get(next).filter(|_| next < MOST_AIMS) {
        next += 1;
        let mut behind = Vec::new();
        for slot in aim.slots() {
            let mut place = quiz.question_of(slot);
            while let Some(element) = place.and_then(|at| quiz.elements.get(at)) {
                behind.extend(&element.visible_if);
                place = Some(element.parent).filter(|_| element.kind != Kind::Page);
            }
        }
        for condition in behind {
            if !found.iter().any(|known| std::ptr::eq(*known, condition)) {
                found.push(condition);
            }
        }
    }
    found
}

/// One visitor.
struct Sample<'a, 's> {
    walk: Walk<'a>,
    now: &'a Moment,
    seen: &'s mut Seen,
    hints: &'s Hints,
    /// Whether a filter has turned it away: it walks on, but sees no outcome.
    is_rejected: bool,
    /// How often it goes back, in a hundred.
    goes_back: usize,
    /// Conditions that are helped to be true.
    aims: Vec<&'a Expression>,
    random: Random,
    /// How much looking at an expression costs.
    size: u64,
    spent: u64,
}

impl Sample<'_, '_> {
    fn go(&mut self) {
        self.walk.renew();
        self.walk.begin();
        self.settle();
        let mut page = None;
        for _ in 0..MOST_TURNS {
            if self.spent > BUDGET {
                return;
            }
            if self.walk.buttons().is_empty() {
                self.seen.lost += 1;
                return;
            }
            self.arrive(&mut page);
            if self.goes_back() {
                continue;
            }
            if !self.turn() {
                return self.note_stuck();
            }
            self.leave(page);
            if self.walk.run.is_complete() {
                return self.seen.note_end(&self.walk, self.is_rejected);
            }
        }
    }

    /// After an act: what it cost, and what can be seen now.
    fn settle(&mut self) {
        let elements = self.walk.quiz.elements.len() as u64;
        self.spent += elements + u64::from(self.walk.run.steps()) * self.size;
        self.seen.is_exhausted |= self.walk.run.is_exhausted();
        self.seen.note_screen(&self.walk);
    }

    fn arrive(&mut self, page: &mut Option<usize>) {
        let here = self.walk.page_shown();
        if *page != here {
            *page = here;
            if let Some((arrived, _)) = here.and_then(|here| self.seen.pages.get_mut(here)) {
                *arrived += 1;
            }
        }
    }

    fn leave(&mut self, page: Option<usize>) {
        let has_left = self.walk.run.is_complete() || self.walk.page_shown() != page;
        if let Some((_, left)) = page.filter(|_| has_left).and_then(|page| self.seen.pages.get_mut(page)) {
            *left += 1;
        }
    }

    /// Now and then a visitor goes back, with the page answered or not.
    fn goes_back(&mut self) -> bool {
        let goes = self.random.chance(self.goes_back) && self.walk.buttons().contains(&Button::Previous);
        if goes {
            self.answer_screen(0);
            self.walk.renew();
            self.walk.previous();
            self.settle();
        }
        goes
    }

    /// Answers what is shown and goes on; tells whether that succeeded.
    fn turn(&mut self) -> bool {
        for attempt in 0..MOST_TRIES {
            self.answer_screen(attempt);
            if self.walk.run.is_complete() || self.press() {
                return true;
            }
        }
        false
    }

    /// Answers questions as long as new ones come up.
    fn answer_screen(&mut self, attempt: u32) {
        let mut done: Vec<usize> = Vec::new();
        while let Some(at) = self.walk.on_screen().into_iter().find(|at| !done.contains(at)) {
            done.push(at);
            self.spent += self.walk.quiz.elements.len() as u64;
            // What was good on the first attempt mostly stays.
            let is_open = attempt == 0 || self.walk.wrong_in(at).is_some() || self.random.chance(25);
            if is_open && !self.walk.is_locked(at) && done.len() < 400 {
                self.answer(at, attempt);
            }
            if self.spent > BUDGET {
                return;
            }
        }
    }

    fn answer(&mut self, at: usize, attempt: u32) {
        let quiz = self.walk.quiz;
        let Some(element) = quiz.elements.get(at).filter(|element| element.kind.has_input()) else { return };
        let is_left = attempt == 0 && self.random.chance(if self.walk.is_required(at) { 2 } else { 15 });
        if is_left {
            return;
        }
        let aims = self.aims.iter().filter(|aim| aim.slots().any(|slot| slot == element.slot));
        let wished: Vec<Value> = aims.flat_map(|aim| aim.constants()).cloned().collect();
        let value = guess::answer(&self.walk, at, self.hints, &wished, &mut self.random);
        self.set(&element.name, value);
        let is_other = |value: &Value| value.as_text() == Some("other");
        let held = self.walk.value(at);
        let has_other = is_other(held) || held.as_list().is_some_and(|items| items.iter().any(is_other));
        if element.show_other_item && has_other {
            let name = crate::text::concat(&[&element.name, "-Comment"]);
            self.set(&name, "Anna".into());
        }
    }

    fn set(&mut self, name: &str, value: Value) {
        self.walk.renew();
        self.walk.set(name, value);
        self.settle();
    }

    /// Goes on, or ends; tells whether nothing held it up.
    fn press(&mut self) -> bool {
        self.walk.renew();
        let buttons = self.walk.buttons();
        if buttons.is_empty() {
            return true;
        }
        let before = (self.walk.page_shown(), self.walk.on_screen(), self.walk.is_on_cover());
        if !self.walk.check_screen() {
            self.settle();
            return false;
        }
        let is_end = buttons.contains(&Button::Complete);
        self.seen.note_filters(&self.walk, is_end);
        self.is_rejected |= self.is_turned_away(is_end);
        if is_end {
            self.walk.complete();
        } else {
            self.walk.next();
        }
        self.settle();
        let is_lines = self.walk.quiz.mode == crate::quiz::Mode::InputPerPage;
        let is_same = before == (self.walk.page_shown(), self.walk.on_screen(), self.walk.is_on_cover());
        self.walk.run.is_complete() || is_lines || !is_same
    }

    /// Whether a filter, or a choice, turns the visitor away here.
    fn is_turned_away(&self, is_end: bool) -> bool {
        let around = Around {
            definition: self.walk.quiz,
            facts: self.walk.base.facts,
            now: self.now,
            language: self.walk.language,
        };
        let moment = if is_end { filter::Moment::End } else { filter::Moment::Answer };
        Filtered::judge_walk(&self.walk, around, moment).verdict == Verdict::Out
    }

    fn note_stuck(&mut self) {
        for at in self.walk.on_screen() {
            let is_asked = self.walk.quiz.elements.get(at).is_some_and(|element| element.kind != Kind::Html);
            if is_asked
                && self.walk.wrong_in(at).is_some()
                && let Some(count) = self.seen.stuck.get_mut(at)
            {
                *count += 1;
            }
        }
    }
}
