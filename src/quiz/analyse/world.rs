//! What can be in a quiz: which elements and choices can be shown, and what each slot can hold, found by going on until
//! nothing new comes up. Rather too much than too little. It must not report anything.

use super::answer;
use crate::expression::{Budget, Expression, Possible};
use crate::quiz::definition::{Deed, Definition, Element, Holds, Kind, Trigger};

/// Steps of reasoning about a quiz, and about one expression of it.
const BUDGET: (u32, u32) = (4_000_000, 60_000);
/// How often everything is looked at again.
pub(super) const MOST_ROUNDS: usize = 100;
/// How often what a slot can hold may grow before it is taken as unbounded, and before it is given up.
const LOOSE: u32 = 6;
const GIVEN_UP: u32 = 12;

/// What can be in a quiz.
pub(super) struct World<'a> {
    pub(super) quiz: &'a Definition,
    /// What each slot can hold, at any time.
    pub(super) slots: Vec<Possible>,
    /// Which elements their own conditions can show.
    pub(super) shows: Vec<bool>,
    /// Which choices can be shown, by element.
    pub(super) choices: Vec<Vec<bool>>,
    pub(super) budget: Budget,
    opens: Vec<bool>,
    /// When each slot grew last, and how often.
    grown: Vec<(u32, u32)>,
    /// When each element was looked at last, and the slots that it asks for.
    looked: Vec<(u32, Vec<usize>)>,
    clock: u32,
    is_sure: bool,
    /// Which slots depend on what samples do not have.
    pub(super) outside: Vec<bool>,
}

impl<'a> World<'a> {
    /// Finds out what can be.
    pub(super) fn new(quiz: &'a Definition) -> Self {
        let count = quiz.elements.len();
        let slot = |slot| match quiz.names.holds(slot) {
            Holds::Own | Holds::Item => Possible::anything(),
            _ => Possible::nothing(),
        };
        let mut world = Self {
            quiz,
            slots: (0..quiz.names.len()).map(slot).collect(),
            shows: vec![false; count],
            choices: quiz.elements.iter().map(|element| vec![false; element.choices.len()]).collect(),
            budget: Budget::new(BUDGET.0, BUDGET.1),
            opens: vec![false; count],
            grown: vec![(0, 0); quiz.names.len()],
            looked: quiz.elements.iter().map(|element| (0, asked(element))).collect(),
            clock: 0,
            is_sure: true,
            outside: vec![false; quiz.names.len()],
        };
        world.settle();
        world.find_outside();
        world
    }

    /// Whether everything was reasoned through.
    pub(super) fn is_sure(&self) -> bool {
        self.is_sure
    }

    fn settle(&mut self) {
        for _ in 0..MOST_ROUNDS {
            let before = (self.clock, self.shows.clone(), self.opens.clone());
            for at in 0..self.quiz.elements.len() {
                self.look_at(at);
            }
            self.look_beside();
            if before == (self.clock, self.shows.clone(), self.opens.clone()) {
                return;
            }
            if self.budget.is_spent() {
                break;
            }
        }
        self.give_up();
    }

    /// Nothing is known: everything can be.
    fn give_up(&mut self) {
        self.is_sure = false;
        self.slots.fill(Possible::anything());
        self.shows.fill(true);
        self.opens.fill(true);
        for shown in &mut self.choices {
            shown.fill(true);
        }
    }

    /// What an expression can give.
    pub(super) fn possible(&mut self, expression: &Expression) -> Possible {
        expression.possible(&self.slots, &mut self.budget)
    }

    /// The elements from one to its page.
    pub(super) fn around(&self, at: usize) -> Vec<usize> {
        let mut places = vec![at];
        let mut place = at;
        while let Some(element) = self.quiz.elements.get(place).filter(|element| element.kind != Kind::Page) {
            place = element.parent;
            places.push(place);
        }
        places
    }

    /// Whether an element can be shown with everything around it.
    pub(super) fn may_be_shown(&self, at: usize) -> bool {
        self.around(at).iter().all(|place| self.shows.get(*place) == Some(&true))
    }

    /// Whether a question can be answered by the visitor.
    fn may_be_answered(&self, at: usize) -> bool {
        self.may_be_shown(at) && self.around(at).iter().all(|place| self.opens.get(*place) == Some(&true))
    }

    fn look_at(&mut self, at: usize) {
        let quiz = self.quiz;
        let Some(element) = quiz.elements.get(at) else { return };
        let is_due = self.looked.get(at).is_none_or(|(when, slots)| {
            *when == 0 || slots.iter().any(|slot| self.grown.get(*slot).is_some_and(|(grew, _)| grew >= when))
        });
        if is_due {
            if let Some((when, _)) = self.looked.get_mut(at) {
                *when = self.clock + 1;
            }
            self.look_at_conditions(at, element);
            self.look_at_rules(element);
        }
        if element.kind.has_input() && self.may_be_answered(at) {
            let shown = self.choices.get(at).cloned().unwrap_or_default();
            let answers = answer::answers(element, &shown);
            self.hold(element.slot, &answers);
            if element.show_other_item {
                self.hold(element.comment, &Possible::text());
            }
        }
    }

    fn look_at_conditions(&mut self, at: usize, element: &Element) {
        let shows = match &element.visible_if {
            Some(condition) => self.possible(condition).may_be_true(),
            None => element.visible,
        };
        let opens = match &element.enable_if {
            Some(condition) => self.possible(condition).may_be_other_than_false(),
            None => !element.read_only,
        };
        for (list, may) in [(&mut self.shows, shows), (&mut self.opens, opens)] {
            if let Some(known) = list.get_mut(at) {
                *known |= may;
            }
        }
        for (place, choice) in element.choices.iter().enumerate() {
            let condition = choice.visible_if.as_ref().or(element.choices_visible_if.as_ref());
            let shown = condition.is_none_or(|condition| {
                if let Some(item) = self.slots.first_mut() {
                    *item = Possible::one_of([choice.value.clone()]);
                }
                self.possible(condition).may_hold()
            });
            if let Some(known) = self.choices.get_mut(at).and_then(|choices| choices.get_mut(place)) {
                *known |= shown;
            }
        }
        if let Some(item) = self.slots.first_mut() {
            *item = Possible::anything();
        }
    }

    /// What a question is given without the visitor.
    fn look_at_rules(&mut self, element: &Element) {
        if !element.kind.is_question() {
            return;
        }
        if !element.default_value.is_empty() {
            let default = Possible::one_of([element.default_value.clone()]);
            self.give(element, &default);
            if element.show_other_item {
                self.give(element, &Possible::one_of(["other".into()]));
                self.hold(element.comment, &Possible::anything());
            }
        }
        let rules = [&element.default_value_expression, &element.set_value_expression, &element.expression];
        for rule in rules.into_iter().flatten() {
            let given = self.possible(rule).stored();
            self.give(element, &given);
        }
        let has_lines = element.kind == Kind::Multipletext;
        if has_lines {
            self.hold(element.slot, &Possible::map());
        }
    }

    fn give(&mut self, element: &Element, given: &Possible) {
        self.hold(element.slot, &answer::taken(element, given));
    }

    /// Calculated values and triggers.
    fn look_beside(&mut self) {
        let quiz = self.quiz;
        for calculated in &quiz.calculated_values {
            let given = self.possible(&calculated.expression).stored();
            self.hold(calculated.slot, &given);
        }
        for trigger in &quiz.triggers {
            let Some(target) = trigger.target else { continue };
            if !self.may_fire(trigger) {
                continue;
            }
            let given = self.given_by(trigger);
            match quiz.questions().find(|element| element.slot == target) {
                Some(element) => self.give(element, &given),
                None => self.hold(target, &given.stored()),
            }
        }
    }

    fn may_fire(&mut self, trigger: &Trigger) -> bool {
        match &trigger.expression {
            Some(condition) => self.possible(condition).may_be_true(),
            None => trigger.deed == Deed::Copyvalue,
        }
    }

    fn given_by(&mut self, trigger: &Trigger) -> Possible {
        let computed = match trigger.deed {
            Deed::Runexpression => trigger.run_expression.as_ref(),
            Deed::Copyvalue => trigger.source.as_ref(),
            _ => return Possible::one_of([trigger.set_value.clone()]),
        };
        computed.map_or_else(Possible::nothing, |expression| self.possible(expression).stored())
    }

    /// A slot can hold something more.
    fn hold(&mut self, slot: usize, more: &Possible) {
        let (Some(held), Some((when, times))) = (self.slots.get_mut(slot), self.grown.get_mut(slot)) else { return };
        if !held.join(more) {
            return;
        }
        *times += 1;
        if *times > GIVEN_UP {
            held.join(&Possible::anything());
        } else if *times > LOOSE {
            held.loosen();
        }
        self.clock += 1;
        *when = self.clock;
    }
}

/// The slots that an element asks for.
fn asked(element: &Element) -> Vec<usize> {
    let mut slots: Vec<usize> = element.expressions().flat_map(|(_, expression)| expression.slots()).collect();
    for condition in element.choices.iter().filter_map(|choice| choice.visible_if.as_ref()) {
        slots.extend(condition.slots());
    }
    slots.sort_unstable();
    slots.dedup();
    slots
}
