//! The fewest and the most points that choices can give, question by question. It must not know the score table.

use super::world::World;
use crate::expression::Possible;
use crate::quiz::definition::{Choice, Element};

/// Bounds of what the choices of a quiz can give to an axis. No visitor gets less or more; whether one gets that much is not
/// said, since questions are looked at one by one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Points {
    /// The fewest.
    pub least: i64,
    /// The most.
    pub most: i64,
}

/// The points of fit and of intent of what slots hold.
pub(super) fn points(world: &World<'_>, slots: &[Possible]) -> (Points, Points) {
    let (mut fit, mut intent) = (Points::default(), Points::default());
    for element in world.quiz.questions() {
        let Some(held) = slots.get(element.slot) else { continue };
        let choices = || element.choices.iter().chain(&element.rate_values);
        let chosen: Vec<&Choice> =
            choices().filter(|choice| held.has(&choice.value) || held.may_list(&choice.value)).collect();
        // Where something else can stand there, or nothing, no points are given.
        let is_one_of_them = held
            .values()
            .is_some_and(|values| values.iter().all(|value| chosen.iter().any(|choice| choice.value == **value)));
        add(&mut fit, element, &chosen, is_one_of_them, |choice| choice.lead.points_of("fit"));
        add(&mut intent, element, &chosen, is_one_of_them, |choice| choice.lead.points_of("intent"));
    }
    (fit, intent)
}

fn add(points: &mut Points, element: &Element, chosen: &[&Choice], is_one: bool, of: impl Fn(&Choice) -> i64) {
    let mut given: Vec<i64> = chosen.iter().map(|choice| of(choice)).collect();
    if element.is_multiple() {
        given.sort_unstable();
        let most = usize::try_from(element.max_selected_choices).ok().filter(|most| *most > 0).unwrap_or(given.len());
        points.least += given.iter().take(most).filter(|points| **points < 0).sum::<i64>();
        points.most += given.iter().rev().take(most).filter(|points| **points > 0).sum::<i64>();
        return;
    }
    if !is_one {
        given.push(0);
    }
    points.least += given.iter().min().copied().unwrap_or(0);
    points.most += given.iter().max().copied().unwrap_or(0);
}
