//! What samples came to see: elements, choices, filters, outcomes, ends, and where they got stuck. It must not walk.

use crate::expression::text_of;
use crate::quiz::definition::{At, Definition};
use crate::quiz::run::Walk;
use crate::value::{Map, Value};

/// What all samples saw.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// How many samples there were.
    pub(super) walks: u32,
    /// How many came to the end.
    pub(super) ends: u32,
    /// How many of them were not turned away by a filter: they see an outcome.
    pub(super) shown_ends: u32,
    /// Which elements were on the screen.
    pub(super) elements: Vec<bool>,
    /// Which choices were, by element.
    pub(super) choices: Vec<Vec<bool>>,
    /// How many samples came to a page, and how many left it onwards.
    pub(super) pages: Vec<(u32, u32)>,
    /// Questions with which something stayed wrong where a sample got stuck, and how often.
    pub(super) stuck: Vec<u32>,
    /// How many samples came to where nothing can be pressed.
    pub(super) lost: u32,
    /// How often each filter fired, and how often it did not though the sample came to the end.
    pub(super) filters: Vec<(u32, u32)>,
    /// Sets of outcomes that held at ends, each with the answers of the first that had it.
    pub(super) outcomes: Vec<(u64, String)>,
    /// Whether rules went round in circles.
    pub(super) is_exhausted: bool,
}

impl Seen {
    /// Nothing yet.
    pub(super) fn new(quiz: &Definition) -> Self {
        let count = quiz.elements.len();
        Self {
            elements: vec![false; count],
            choices: quiz.elements.iter().map(|element| vec![false; element.choices.len()]).collect(),
            pages: vec![(0, 0); count],
            stuck: vec![0; count],
            filters: vec![(0, 0); quiz.lead.filters.len()],
            ..Self::default()
        }
    }

    /// What is on the screen.
    pub(super) fn note_screen(&mut self, walk: &Walk<'_>) {
        for at in walk.on_screen() {
            let mut place = at;
            while let Some(element) = walk.quiz.elements.get(place) {
                let is_known = self.elements.get(place) == Some(&true);
                if let Some(seen) = self.elements.get_mut(place) {
                    *seen = true;
                }
                if is_known && place != at || element.parent == place {
                    break;
                }
                place = element.parent;
            }
            self.note_choices(walk, at);
        }
    }

    fn note_choices(&mut self, walk: &Walk<'_>, at: usize) {
        let Some(element) = walk.quiz.elements.get(at).filter(|element| element.kind.is_select()) else { return };
        let Some(seen) = self.choices.get_mut(at).filter(|seen| seen.contains(&false)) else { return };
        let shown = walk.visible_choices(at);
        for (choice, seen) in element.choices.iter().zip(seen) {
            *seen |= shown.contains(&choice.value);
        }
    }

    /// Filters that fire where a sample goes on, or at the end.
    pub(super) fn note_filters(&mut self, walk: &Walk<'_>, is_end: bool) {
        let context = walk.context();
        for (filter, (fired, silent)) in walk.quiz.lead.filters.iter().zip(&mut self.filters) {
            let is_due = is_end || filter.at == At::Answer && !filter.condition.lacks_facts(&context);
            let fires = is_due && filter.condition.is_true(&context);
            *fired += u32::from(fires);
            *silent += u32::from(is_end && !fires);
        }
    }

    /// Outcomes that hold at an end.
    pub(super) fn note_end(&mut self, walk: &Walk<'_>, is_rejected: bool) {
        self.ends += 1;
        self.shown_ends += u32::from(!is_rejected);
        if is_rejected {
            return;
        }
        let context = walk.context();
        let mut held = 0_u64;
        for (place, outcome) in walk.quiz.lead.outcomes.iter().enumerate().take(64) {
            let holds = outcome.condition.as_ref().is_none_or(|condition| condition.is_true(&context));
            held |= u64::from(holds) << place;
        }
        if self.outcomes.len() < 200 && !self.outcomes.iter().any(|(known, _)| *known == held) {
            self.outcomes.push((held, told(&walk.data())));
        }
    }
}

/// Answers in a sentence, the first few.
fn told(data: &Value) -> String {
    let empty = Map::new();
    let answers = data.as_map().unwrap_or(&empty).iter().take(6);
    let parts: Vec<String> = answers
        .map(|(name, value)| crate::text::concat(&[name, " = ", crate::text::cut(&text_of(value), 40)]))
        .collect();
    if parts.is_empty() { "no answer".to_owned() } else { crate::text::join(parts.iter().map(String::as_str), ", ") }
}
