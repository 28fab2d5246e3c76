//! Filtering: which verdict the answers of now bring, and why. It must not decide what a rejected visitor sees.

use super::lead::{At, Filter, Offer, Verdict};
use super::session::{Session, Step};
use crate::value::{Localized, Map, Value};

/// The verdict on the answers of now.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filtered<'a> {
    /// The strongest verdict.
    pub verdict: Verdict,
    /// Reason codes of what turned away or re-routed, each once.
    pub reasons: Vec<&'a str>,
    /// Reason codes of what only marked.
    pub flags: Vec<&'a str>,
    /// What the visitor reads instead of the general text.
    pub text: Option<&'a Localized>,
    /// What is offered instead.
    pub offer: Option<&'a Offer>,
}

impl<'a> Filtered<'a> {
    /// Judges the answers; `is_end` when the last page is done, so that every filter counts.
    #[must_use]
    pub fn judge(session: &Session, step: &Step<'a>, is_end: bool) -> Self {
        let mut filtered = Self::default();
        for element in step.visible() {
            for choice in
                element.choices.iter().filter(|choice| element.is_chosen(choice, session.answer(&element.name)))
            {
                filtered.add(Verdict::Out, choice.lead.out.as_deref(), None);
                filtered.add(Verdict::Soft, choice.lead.soft.as_deref(), None);
            }
        }
        let context = step.context();
        for filter in &step.definition.lead.filters {
            let is_due = is_end || (filter.at == At::Answer && !filter.condition.lacks_facts(&context));
            if is_due && filter.condition.is_true(&context) {
                filtered.add(filter.verdict, Some(&filter.reason), Some(filter));
            }
        }
        filtered
    }

    fn add(&mut self, verdict: Verdict, reason: Option<&'a str>, filter: Option<&'a Filter>) {
        let Some(reason) = reason else { return };
        let list = if verdict == Verdict::Flag { &mut self.flags } else { &mut self.reasons };
        if !list.contains(&reason) {
            list.push(reason);
        }
        if verdict > self.verdict {
            self.text = None;
            self.offer = None;
        }
        if verdict >= self.verdict && verdict >= Verdict::Soft {
            self.text = self.text.or_else(|| filter?.text.as_ref());
            self.offer = self.offer.or_else(|| filter?.offer.as_ref());
        }
        self.verdict = self.verdict.max(verdict);
    }

    /// The filter part of a lead: verdict, reasons, the first verdict, flags.
    #[must_use]
    pub fn to_value(&self, session: &Session) -> Value {
        let mut flags = self.flags.clone();
        if session.changed_after_filter {
            flags.push("changed_after_filter");
        }
        let first = if session.first_verdict > Verdict::Flag { session.first_verdict } else { self.verdict };
        Map::new()
            .with("verdict", self.verdict.word())
            .with("reasons", self.reasons.clone())
            .with("first", first.word())
            .with("flags", flags)
            .into()
    }
}
