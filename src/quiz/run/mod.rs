//! One visitor's run through a quiz, step by step as SurveyJS takes it: what is answered, shown, asked for, computed. A pure
//! state machine. It must not know leads, contacts or filters.
//!
//! Its rules are those of survey-core 3.1.1, found by experiment and held by walks through both engines; what is meant to
//! differ is listed in `docs/surveyjs.md`. Every act has a budget of steps, so that no definition can keep it busy.

mod change;
mod check;
mod choice;
mod default;
mod judge;
#[cfg(feature = "explain")]
mod line;
mod progress;
mod same;
mod shown;
mod stored;
mod take;
mod text;
mod trigger;
mod turn;

pub(super) use choice::is_chosen;
#[cfg(feature = "explain")]
pub use line::{line, take_step};
pub(super) use shown::Button;

use std::cell::Cell;

use super::definition::{Definition, Element};
use crate::expression::{Context, Expression};
use crate::value::{Map, Value};
use same::is_empty;

/// How many expressions an act may have evaluated and answers it may have set.
const MOST_STEPS: u32 = 50_000;
/// How many changes may stand in each other: each costs stack.
const MOST_DEPTH: u32 = 60;

/// What is known of an element.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Mark {
    /// Its own conditions show it.
    is_visible: bool,
    /// Of a page or panel: it was visible when that was looked at last.
    was_shown: bool,
    is_locked: bool,
    is_required: bool,
    /// The visitor, or a rule, has answered it: its default does not follow any more.
    is_touched: bool,
    /// It is being answered at this moment.
    is_being_set: bool,
}

/// A run through a quiz.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    /// What questions hold, what is computed, what triggers set: by slot.
    values: Vec<Value>,
    /// Answers that stand although their question holds something else, which is out of its bounds.
    kept: Vec<(usize, Value)>,
    marks: Vec<Mark>,
    /// Which choices are shown, of questions with conditions on choices.
    choices: Vec<(usize, Vec<bool>)>,
    /// Chosen choices that went out of sight, to be chosen again when they come back.
    parted: Vec<(usize, Value)>,
    /// Computed least and greatest.
    bounds: Vec<(usize, Value, Value)>,
    /// What is wrong, by place of the element.
    wrong: Vec<(usize, Map)>,
    /// Rankings that the visitor has put in order.
    ranked: Vec<usize>,
    /// Questions whose words beside `other` were others before.
    worded: Vec<usize>,
    turn: turn::Turn,
    now: Now,
}

/// What lasts for one act only.
#[derive(Clone, Debug, Default, PartialEq)]
struct Now {
    /// Slots that have changed in the change that is followed up.
    changed: Option<Vec<usize>>,
    /// Conditions are looked at because of a change: only those that ask for something in it.
    is_by_change: bool,
    is_judging: bool,
    judge_again: bool,
    rounds: u32,
    is_triggering: bool,
    /// What has changed, for triggers: the slot and its value.
    trigger_keys: Vec<(usize, Value)>,
    /// Questions whose change has not been told yet.
    untold: Vec<usize>,
    /// Expressions that are being run: the element and which of its rules.
    busy: Vec<(usize, u8)>,
    /// The question whose default is being set.
    by_default: Option<usize>,
    is_loading: bool,
    steps: u32,
    depth: u32,
    is_exhausted: bool,
    /// How deep in each other texts are put in, and how many were.
    texts: Cell<(u32, u32)>,
}

/// A run beside its quiz and the facts of the moment: whatever happens in a run happens here.
pub(super) struct Walk<'a> {
    pub(super) quiz: &'a Definition,
    pub(super) run: &'a mut Run,
    /// Facts without answers, and the day.
    pub(super) base: Context<'a>,
    /// The language of the page.
    pub(super) language: &'a str,
    /// Whether a page may turn by itself: what is answered was pointed at.
    pub(super) is_pointed: bool,
}

impl Run {
    /// Whether an act came to the end of its budget: rules go round in circles.
    #[must_use]
    pub fn is_exhausted(&self) -> bool {
        self.now.is_exhausted
    }

    /// Whether the quiz is at its end.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.turn.is_complete
    }

    /// Seconds that were counted so far, where the time is limited.
    #[must_use]
    pub fn seconds(&self) -> i64 {
        self.turn.spent
    }

    /// The answer that stands in a slot.
    #[must_use]
    pub fn datum(&self, slot: usize) -> &Value {
        const NOTHING: &Value = &Value::Null;
        let kept = self.kept.iter().find(|(of, _)| *of == slot).map(|(_, value)| value);
        kept.or_else(|| self.values.get(slot)).unwrap_or(NOTHING)
    }

    /// How many expressions and answers the last act took.
    #[must_use]
    pub fn steps(&self) -> u32 {
        self.now.steps
    }
}

impl<'a> Walk<'a> {
    /// Begins a run: defaults, then every condition, as SurveyJS loads a definition.
    pub(in crate::quiz) fn begin(&mut self) {
        let count = self.quiz.elements.len();
        *self.run = Run::default();
        for _ in 0..self.quiz.names.len() {
            self.run.values.push(Value::Null);
        }
        self.run.marks = Vec::with_capacity(count);
        for element in &self.quiz.elements {
            self.run.marks.push(Mark {
                is_visible: element.visible,
                was_shown: true,
                is_locked: element.read_only,
                is_required: element.is_required,
                ..Mark::default()
            });
        }
        self.run.turn.is_started = !self.quiz.is_start_page(0);
        self.run.now.is_loading = true;
        self.load_defaults();
        self.run.now.is_loading = false;
        self.first_element();
        self.judge();
        self.hold_single_rankings();
        self.update_page();
        self.note_progress();
    }

    /// A new budget: called before each act, and before a run is looked at.
    pub(in crate::quiz) fn renew(&mut self) {
        self.run.now = Now::default();
        self.know_oneself();
    }

    /// Whether there is no budget left; one step of it is taken.
    fn is_spent(&mut self) -> bool {
        let now = &mut self.run.now;
        now.steps += 1;
        now.is_exhausted |= now.steps > MOST_STEPS;
        now.is_exhausted
    }

    #[expect(clippy::indexing_slicing, reason = "places of elements come from the definition itself")]
    fn element(&self, at: usize) -> &'a Element {
        &self.quiz.elements[at]
    }

    #[expect(clippy::indexing_slicing, reason = "there is a mark for each element")]
    fn mark(&mut self, at: usize) -> &mut Mark {
        &mut self.run.marks[at]
    }

    fn marked(&self, at: usize) -> Mark {
        self.run.marks.get(at).copied().unwrap_or_default()
    }

    /// What expressions are evaluated against.
    pub(in crate::quiz) fn context(&self) -> Context<'_> {
        self.base.with_slots(&self.run.values)
    }

    /// The value of an expression; null without a budget.
    fn evaluate(&mut self, expression: &Expression) -> Value {
        if self.is_spent() {
            return Value::Null;
        }
        self.know_for(expression);
        expression.evaluate(&self.context())
    }

    /// The title of an element with answers put in; a question's name without one.
    pub(in crate::quiz) fn title(&self, at: usize) -> String {
        let element = self.element(at);
        match element.title.as_ref().map(|title| title.pick(self.language)).filter(|title| !title.is_empty()) {
            Some(title) => self.filled(title, true),
            None => element.name.clone(),
        }
    }

    /// Whether an expression is true; `=== true` as SurveyJS has it where a property follows.
    fn is_just_true(&mut self, expression: &Expression) -> bool {
        self.evaluate(expression) == Value::Bool(true)
    }

    /// Whether an expression holds, as a condition does.
    fn holds(&mut self, expression: &Expression) -> bool {
        !self.is_spent() && {
            self.know_for(expression);
            expression.is_true(&self.context())
        }
    }

    /// What a question holds, or a line of one.
    pub(in crate::quiz) fn value(&self, at: usize) -> &Value {
        const NOTHING: &Value = &Value::Null;
        let element = self.element(at);
        if element.kind != super::Kind::Item {
            return self.run.values.get(element.slot).unwrap_or(NOTHING);
        }
        let whole = self.run.values.get(self.element(element.parent).slot);
        whole.and_then(|whole| whole.get(&element.name)).unwrap_or(NOTHING)
    }

    /// The words beside a choice `other`.
    pub(in crate::quiz) fn comment(&self, at: usize) -> &Value {
        const NOTHING: &Value = &Value::Null;
        let element = self.element(at);
        if element.show_other_item { self.run.values.get(element.comment).unwrap_or(NOTHING) } else { NOTHING }
    }

    /// Whether a question has no answer; blanks are none.
    pub(in crate::quiz) fn is_unanswered(&self, at: usize) -> bool {
        let value = self.value(at);
        is_empty(value) || value.as_text().is_some_and(|text| text.trim().is_empty())
    }

    /// The answer that stands in a slot.
    pub(in crate::quiz) fn datum(&self, slot: usize) -> &Value {
        self.run.datum(slot)
    }
}
