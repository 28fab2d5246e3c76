//! Filters that never or always fire, outcomes that overlap, are covered by others or leave a gap. It must not judge a
//! visitor.

use super::outside::asks_for_score;
use super::seen::Seen;
use super::world::World;
use super::{Notes, item_path};
use crate::expression::{Expression, Possible, Wanted};
use crate::text::{self, number_text};
use crate::value::Severity;

/// How many ends samples must have come to before what all of them share is told.
const FEWEST: u32 = 20;

/// Looks at filters and outcomes.
pub(super) fn look(world: &mut World<'_>, seen: &Seen, notes: &mut Notes) {
    // Who was turned away and may leave a contact comes to an end before the last page.
    let at_end = if world.quiz.lead.reject.contact { world.slots.clone() } else { world.slots_at_end() };
    look_at_filters(world, seen, &at_end, notes);
    look_at_outcomes(world, seen, &at_end, notes);
}

fn look_at_filters(world: &mut World<'_>, seen: &Seen, at_end: &[Possible], notes: &mut Notes) {
    for (index, filter) in world.quiz.lead.filters.iter().enumerate() {
        let place = item_path("lead.filters", index, ".if");
        let (fired, silent) = seen.filters.get(index).copied().unwrap_or_default();
        let name = text::concat(&["the filter \"", &filter.reason, "\""]);
        let is_outside = world.is_outside(&filter.condition);
        let never = "; compare with values that the questions can have";
        let always = "; a filter that turns nobody else away decides nothing";
        if !world.possible(&filter.condition).may_hold() {
            let message = text::concat(&[&name, " never fires: no answers make its condition true", never]);
            notes.proved(Severity::Warning, "quiz/filter-never", &place, message);
        } else if !filter.condition.possible(at_end, &mut world.budget).may_fail() {
            let message = text::concat(&[&name, " always fires: its condition is true whatever is answered", always]);
            notes.proved(Severity::Warning, "quiz/filter-always", &place, message);
        } else if fired == 0 && seen.ends >= FEWEST && !is_outside {
            notes.missed("quiz/filter-never", &place, text::concat(&[&name, " fired for no visitor", never]));
        } else if silent == 0 && seen.ends >= FEWEST && !is_outside {
            let message = text::concat(&[&name, " fired for every visitor who came to the end", always]);
            notes.missed("quiz/filter-always", &place, message);
        }
    }
}

/// What an outcome is shown by: nothing is always.
fn condition<'a>(world: &World<'a>, index: usize) -> Option<&'a Expression> {
    world.quiz.lead.outcomes.get(index)?.condition.as_ref()
}

fn look_at_outcomes(world: &mut World<'_>, seen: &Seen, at_end: &[Possible], notes: &mut Notes) {
    let count = world.quiz.lead.outcomes.len();
    let mut shown = Vec::new();
    for index in 0..count {
        let is_shown = look_at_outcome(world, seen, at_end, index, notes);
        shown.push(is_shown);
    }
    let conditions: Vec<&Expression> = (0..count).filter_map(|index| condition(world, index)).collect();
    if count == 0 || conditions.len() < count {
        return overlaps(world, seen, &shown, notes);
    }
    let gap = seen.outcomes.iter().find(|(held, _)| *held == 0);
    let gap = gap.filter(|_| !conditions.iter().any(|condition| asks_for_score(condition)));
    if let Some((_, answers)) = gap.filter(|_| may_all_fail(world, &conditions, None, at_end)) {
        let message = text::concat(&[
            "no outcome is shown with ",
            answers,
            "; add an outcome without a condition at the end, or close the gap",
        ]);
        notes.proved(Severity::Warning, "quiz/outcome-gap", "lead.outcomes", message);
    }
    overlaps(world, seen, &shown, notes);
}

/// Whether conditions can all fail at the end, and another one holds.
fn may_all_fail(
    world: &mut World<'_>,
    failing: &[&Expression],
    holding: Option<&Expression>,
    at_end: &[Possible],
) -> bool {
    let mut wanted: Vec<Wanted<'_>> =
        failing.iter().map(|expression| Wanted { expression, may: Possible::may_fail }).collect();
    wanted.extend(holding.map(|expression| Wanted { expression, may: Possible::may_hold }));
    Expression::may_all_be(&wanted, at_end, &|_| true, &mut world.budget)
}

/// Tells of an outcome that nobody sees; whether it may be seen.
fn look_at_outcome(world: &mut World<'_>, seen: &Seen, at_end: &[Possible], index: usize, notes: &mut Notes) -> bool {
    let own = condition(world, index);
    let place = item_path("lead.outcomes", index, if own.is_some() { ".if" } else { "" });
    if own.is_some_and(|own| !own.possible(at_end, &mut world.budget).may_hold()) {
        let message = "this outcome is never shown: no answers make its condition true; \
            compare with values that the questions can have";
        notes.proved(Severity::Warning, "quiz/unreachable", &place, message.to_owned());
        return false;
    }
    let before: Vec<Option<&Expression>> = (0..index).map(|earlier| condition(world, earlier)).collect();
    let failing: Vec<&Expression> = before.iter().flatten().copied().collect();
    let is_covered = failing.len() < before.len() || index > 0 && !may_all_fail(world, &failing, own, at_end);
    let advice = "the first that holds is shown; put it before them, or take it out";
    if is_covered {
        let message = text::concat(&["this outcome is never shown: one before it always holds too; ", advice]);
        notes.proved(Severity::Warning, "quiz/outcome-overlap", &place, message);
        return false;
    }
    let is_first = |held: &u64| *held & ((1_u64 << index.min(63)) - 1) == 0 && held >> index.min(63) & 1 == 1;
    let is_seen = seen.outcomes.iter().any(|(held, _)| is_first(held));
    let is_outside = own.into_iter().chain(failing).any(|expression| world.is_outside(expression));
    if !is_seen && seen.shown_ends >= FEWEST && index < 64 && !is_outside {
        let held = seen.outcomes.iter().any(|(held, _)| held >> index & 1 == 1);
        match held {
            true => notes.missed(
                "quiz/outcome-overlap",
                &place,
                text::concat(&["this outcome was shown to nobody, since one before it held too; ", advice]),
            ),
            false => notes.missed(
                "quiz/unreachable",
                &place,
                "this outcome was shown to nobody; look whether its condition can be true".to_owned(),
            ),
        }
    }
    true
}

/// Outcomes of which each can hold without the other, and both: their order decides.
fn overlaps(world: &World<'_>, seen: &Seen, shown: &[bool], notes: &mut Notes) {
    let count = world.quiz.lead.outcomes.len().min(64);
    let is_told = |index: usize| {
        shown.get(index) == Some(&true) && condition(world, index).is_some_and(|condition| !asks_for_score(condition))
    };
    for later in (0..count).filter(|index| is_told(*index)) {
        for earlier in (0..later).filter(|index| is_told(*index)) {
            let held = |pair: (bool, bool)| {
                let is_it = |held: &u64| (held >> earlier & 1 == 1, held >> later & 1 == 1) == pair;
                seen.outcomes.iter().find(|(held, _)| is_it(held))
            };
            if let (Some((_, answers)), Some(_), Some(_)) =
                (held((true, true)), held((true, false)), held((false, true)))
            {
                let message = text::concat(&[
                    "this outcome and lead.outcomes[",
                    &number_text(earlier as f64),
                    "] both hold with ",
                    answers,
                    ", and the earlier one is shown; let one of them leave these answers to the other",
                ]);
                let place = item_path("lead.outcomes", later, ".if");
                notes.proved(Severity::Warning, "quiz/outcome-overlap", &place, message);
                break;
            }
        }
    }
}
