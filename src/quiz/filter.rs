//! Filtering: which verdict the answers of now bring, and why. It must not decide what a rejected visitor sees.

use super::definition::{At, Filter, Offer, Verdict};
use super::run::Walk;
use super::session::{Around, Session};
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

/// How far the visitor has come: which filters are due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Moment {
    /// Answering.
    Answer,
    /// At the contact step.
    Contact,
    /// At the end.
    End,
}

impl<'a> Filtered<'a> {
    /// Judges the answers of a session.
    #[must_use]
    pub fn judge(session: &Session, around: Around<'a>, moment: Moment) -> Self {
        let mut run = session.run.clone();
        let mut walk = Around { ..around }.walk(&mut run);
        walk.renew();
        Self::judge_walk(&walk, around, moment)
    }

    /// Judges the answers of a walk.
    pub(super) fn judge_walk(walk: &Walk<'_>, around: Around<'a>, moment: Moment) -> Self {
        let mut filtered = Self::default();
        for at in walk.shown_questions() {
            let Some(element) = around.definition.elements.get(at) else { continue };
            let answer = walk.value(at);
            for choice in element.choices.iter().chain(&element.rate_values) {
                if (choice.lead.out.is_some() || choice.lead.soft.is_some()) && element.is_chosen(choice, answer) {
                    filtered.add(Verdict::Out, choice.lead.out.as_deref(), None);
                    filtered.add(Verdict::Soft, choice.lead.soft.as_deref(), None);
                }
            }
        }
        let context = walk.context();
        for filter in &around.definition.lead.filters {
            let is_due = match filter.at {
                At::Answer => moment == Moment::End || !filter.condition.lacks_facts(&context),
                At::Contact => moment >= Moment::Contact,
                At::End => moment == Moment::End,
            };
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

    /// What the enquiry is where a reason says that it is none of a client: `not_lead.vendor` makes it `vendor`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        let named = |reason: &&str| {
            reason.strip_prefix("not_lead.").and_then(|kind| KINDS.iter().find(|known| **known == kind))
        };
        self.reasons.iter().chain(&self.flags).find_map(named).copied().unwrap_or("lead")
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

/// What an enquiry can be that is no lead.
pub const KINDS: &[&str] = &["existing_client", "vendor", "job", "partner", "wrong", "spam"];
