//! Choices: which are shown, and what becomes of answers that are not among them. It must not know texts but for their order.

use std::cmp::Ordering;

use super::Walk;
use super::change::has_other;
use super::same::{is_choice, is_empty};
use crate::expression::text_of;
use crate::quiz::definition::{Choice, Kind, Order};
use crate::text;
use crate::value::Value;
use crate::value::list;

impl Walk<'_> {
    /// Looks at the conditions of choices; answers that are out of sight now are taken back.
    pub(in crate::quiz) fn judge_choices(&mut self, at: usize) {
        let element = self.element(at);
        if element.choices_visible_if.is_none() && element.choices.iter().all(|choice| choice.visible_if.is_none()) {
            return;
        }
        let mut shown = Vec::with_capacity(element.choices.len());
        for choice in &element.choices {
            let condition = choice.visible_if.as_ref().or(element.choices_visible_if.as_ref());
            if let Some(item) = self.run.values.first_mut() {
                choice.value.clone_into(item);
            }
            shown.push(condition.is_none_or(|condition| self.holds(condition)));
        }
        if let Some(item) = self.run.values.first_mut() {
            *item = Value::Null;
        }
        let is_changed = match self.run.choices.iter_mut().find(|(of, _)| *of == at) {
            Some((_, before)) => std::mem::replace(before, shown.clone()) != shown,
            None => {
                self.run.choices.push((at, shown.clone()));
                shown.contains(&false)
            }
        };
        if is_changed {
            if element.kind == Kind::Ranking {
                self.rank_shown(at);
            }
            self.clear_unknown(at);
        }
    }

    /// A ranking whose choices changed begins anew, unless the visitor or a default has put it in order.
    fn rank_shown(&mut self, at: usize) {
        let element = self.element(at);
        if element.select_to_rank_enabled {
            return;
        }
        if self.visible_choices(at).len() == 1 {
            self.assign(at, Value::Null);
            return self.hold_single(at);
        }
        if self.is_unanswered(at) {
            return;
        }
        if !self.run.ranked.contains(&at) && is_empty(&element.default_value) {
            return self.assign(at, Value::Null);
        }
        self.complete_ranking(at);
    }

    /// Everything is ranked: what is missing comes last.
    pub(in crate::quiz) fn complete_ranking(&mut self, at: usize) {
        if self.element(at).select_to_rank_enabled || self.is_unanswered(at) {
            return;
        }
        let shown = self.visible_choices(at);
        let mut ranked = Vec::new();
        for item in self.value(at).as_list().unwrap_or_default().iter().chain(&shown) {
            let is_known = shown.iter().any(|known| is_choice(known, item));
            if is_known && !ranked.contains(item) {
                ranked.push(item.clone());
            }
        }
        self.assign(at, Value::List(ranked));
    }

    /// What there is but one of is in order: it is shown so, though it is no answer.
    pub(in crate::quiz) fn hold_single_rankings(&mut self) {
        for (at, element) in self.quiz.elements.iter().enumerate() {
            let is_plain = element.kind == Kind::Ranking && !element.select_to_rank_enabled;
            if is_plain && self.visible_choices(at).len() == 1 {
                self.hold_single(at);
            }
        }
    }

    fn hold_single(&mut self, at: usize) {
        let slot = self.element(at).slot;
        let single = self.visible_choices(at);
        if is_empty(self.value(at)) && !self.run.kept.iter().any(|(of, _)| *of == slot) {
            self.run.kept.push((slot, Value::Null));
            if let Some(place) = self.run.values.get_mut(slot) {
                *place = Value::List(single);
            }
        }
    }

    /// The shown choices as they are written.
    pub(in crate::quiz) fn shown_choices(&self, at: usize) -> Vec<&Choice> {
        let shown = self.run.choices.iter().find(|(of, _)| *of == at).map(|(_, shown)| shown.as_slice());
        let mut list = Vec::new();
        for (place, choice) in
            self.quiz.elements.get(at).map(|element| &element.choices).into_iter().flatten().enumerate()
        {
            if shown.and_then(|shown| shown.get(place)).is_none_or(|is_shown| *is_shown) {
                list.push(choice);
            }
        }
        list
    }

    /// The values of the choices that can be chosen now, in the order in which they are shown.
    pub(in crate::quiz) fn visible_choices(&self, at: usize) -> Vec<Value> {
        let element = self.element(at);
        let mut list = Vec::new();
        for choice in self.ordered_choices(at) {
            list.push(choice.value.clone());
        }
        for (is_there, value) in [(element.show_none_item, "none"), (element.show_other_item, "other")] {
            if is_there && element.kind != Kind::Ranking {
                list.push(value.into());
            }
        }
        list
    }

    /// The shown choices in their order.
    pub(in crate::quiz) fn ordered_choices(&self, at: usize) -> Vec<&Choice> {
        let list = self.shown_choices(at);
        let order = self.element(at).choices_order;
        if matches!(order, Order::Asc | Order::Desc) {
            let words = |choice: &Choice| choice.text_in(self.language);
            let mut sorted: Vec<&Choice> = Vec::with_capacity(list.len());
            for choice in list {
                let text = words(choice);
                let is_before = |known: &&Choice| match natural(&words(known), &text) {
                    Ordering::Less => order == Order::Asc,
                    Ordering::Greater => order == Order::Desc,
                    Ordering::Equal => true,
                };
                sorted.insert(sorted.partition_point(is_before), choice);
            }
            return sorted;
        }
        list
    }

    /// Whether a value is among the choices that are shown.
    pub(in crate::quiz) fn is_known(&self, at: usize, value: &Value) -> bool {
        let value = value.get("value").filter(|inner| !is_empty(inner)).unwrap_or(value);
        let element = self.element(at);
        element.show_none_item && value.as_text() == Some("none")
            || self.shown_choices(at).iter().any(|choice| is_choice(&choice.value, value))
    }

    /// Whether a value may stay where it is: a choice, or `other`.
    fn may_stay(&self, at: usize, value: &Value) -> bool {
        value.as_text() == Some("other") && has_other(value) || self.is_known(at, value)
    }

    /// Takes back what is no choice that is shown; of lists only the items that are none, which come back when they do.
    pub(in crate::quiz) fn clear_unknown(&mut self, at: usize) {
        let element = self.element(at);
        if !element.kind.is_select() {
            return;
        }
        let remembers = element.is_multiple() && element.kind != Kind::Imagepicker;
        let back = if remembers { self.parted_again(at) } else { Vec::new() };
        if is_empty(self.value(at)) && back.is_empty() {
            return;
        }
        if !element.is_multiple() {
            let stays = match self.value(at) {
                Value::List(items) => items.iter().all(|item| self.may_stay(at, item)),
                one => self.may_stay(at, one),
            };
            if !stays {
                self.clear(at, true, false);
            }
            return;
        }
        let Some(items) = self.value(at).as_list().map(<[Value]>::to_vec).or_else(|| (!back.is_empty()).then(Vec::new))
        else {
            return self.clear(at, true, false);
        };
        let count = items.len();
        let mut staying = Vec::new();
        for item in items {
            if self.may_stay(at, &item) {
                staying.push(item);
            } else if remembers {
                self.run.parted.push((at, item));
            }
        }
        if staying.len() == count && back.is_empty() {
            return;
        }
        staying.extend(back);
        let parted = self.run.parted.clone();
        if staying.is_empty() {
            self.clear(at, true, false);
        } else {
            self.assign(at, Value::List(staying));
        }
        self.run.parted = parted;
    }

    /// Items that went out of sight and are back, in the order of the choices.
    fn parted_again(&mut self, at: usize) -> Vec<Value> {
        let mut back = Vec::new();
        for choice in self.visible_choices(at) {
            let is_it = |(of, item): &(usize, Value)| *of == at && *item == choice;
            if !self.run.parted.iter().any(is_it) {
                continue;
            }
            list::drop_where(&mut self.run.parted, &is_it);
            if !self.value(at).as_list().is_some_and(|items| items.contains(&choice)) {
                back.push(choice);
            }
        }
        back
    }

    /// An answer that anybody else gives makes what went out of sight forgotten.
    pub(in crate::quiz) fn forget_parted(&mut self, at: usize) {
        list::drop_where(&mut self.run.parted, &|(of, _)| *of == at);
    }
}

/// Texts in the order of people: numbers in them by their size, else by their characters.
fn natural(one: &str, other: &str) -> Ordering {
    let (one, other) = (one.trim(), other.trim());
    let mut beside = other.chars();
    let same = text::divide(one, &mut |c| c.is_ascii_digit() || beside.next() != Some(c)).0.len();
    let number = |text: &str| {
        let rest = text.get(same..).unwrap_or_default();
        text::parse_number(text::divide(rest, &mut |c| !c.is_ascii_digit()).0)
    };
    match (number(one), number(other)) {
        (Some(left), Some(right)) if left != right => left.total_cmp(&right),
        _ => text::order(one, other),
    }
}

/// Whether a choice is part of an answer, for the view.
pub(in crate::quiz) fn is_chosen(choice: &Value, answer: &Value) -> bool {
    match answer {
        Value::List(items) => items.iter().any(|item| is_choice(item, choice)),
        Value::Null => false,
        other => is_choice(other, choice) && !text_of(choice).is_empty(),
    }
}
