//! What a rule looks at in columns: a plan for its condition, or the columns of its counter. It must come to what the
//! rule comes to over the facts of each lead alone.

use crate::expression::Context;
use crate::expression::column::{Data, Kind, Plan, Schema, Tables};
use crate::score::decay::Decay;
use crate::score::evaluate::each;
use crate::score::table::{Condition, Rule};
use crate::text;
use crate::value::Value;

/// When a rule gives points.
#[derive(Clone, Debug)]
pub(super) enum Give {
    /// Once, by a condition.
    If(Box<Plan>),
    /// By a column of counts, and one of times where points lose weight.
    Each {
        count: usize,
        /// How they lose weight, and the column of the times.
        decay: Option<(Decay, Option<usize>)>,
    },
    /// By a counter that stands among other values: in the facts of each lead.
    Inside { counter: String, asked: Vec<usize> },
    /// Never: no column has the counter.
    Never,
}

/// A rule of some leads: what it knows beforehand.
pub(super) struct Ready<'a> {
    pub(super) rule: &'a Rule,
    give: &'a Give,
    tables: Tables,
}

/// The leads whose turn it is.
pub(super) struct Leads<'a> {
    pub(super) schema: &'a Schema,
    pub(super) data: &'a [Data],
    pub(super) context: &'a Context<'a>,
    pub(super) now: i64,
}

impl Give {
    pub(super) fn new(rule: &Rule, schema: &Schema) -> Self {
        let counter = match (&rule.condition, rule.counter()) {
            (Condition::If(condition), _) => return Self::If(Box::new(Plan::new(condition, schema))),
            (_, counter) => counter.unwrap_or_default(),
        };
        let [count, times] = ["count", "times"].map(|part| text::concat(&[&counter, ".", part]));
        let is_plain = |name: &str, kind: Kind| schema.place(name).is_none() || schema.place_of(name, kind).is_some();
        let is_inside = schema.columns().iter().any(|column| {
            counter.strip_prefix(&*column.name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        });
        if is_inside || !is_plain(&count, Kind::Numbers) || !is_plain(&times, Kind::Lists) {
            let asked = schema.related(text::before(&counter, "."));
            return Self::Inside { counter, asked };
        }
        match schema.place(&count) {
            Some(count) => Self::Each { count, decay: rule.decay().map(|decay| (decay, schema.place(&times))) },
            None => Self::Never,
        }
    }

    /// How it is judged, a word for each step.
    pub(super) fn ways(&self, ways: &mut Vec<&'static str>) {
        match self {
            Self::If(plan) => plan.ways(ways),
            Self::Each { decay: None, .. } => ways.push("counts"),
            Self::Each { .. } => ways.push("times"),
            Self::Inside { .. } => ways.push("tree"),
            Self::Never => ways.push("same for all"),
        }
    }

    pub(super) fn ready<'a>(&'a self, rule: &'a Rule, leads: &Leads<'_>) -> Ready<'a> {
        let tables = match self {
            Self::If(plan) => plan.tables(leads.data, leads.context),
            _ => Tables::default(),
        };
        Ready { rule, give: self, tables }
    }
}

impl Ready<'_> {
    /// Which leads from one on fulfil its condition, 1 or 0 for each; `None` where it has no condition.
    pub(super) fn hold<'m>(&self, leads: &Leads<'_>, from: usize, mask: &'m mut [u8]) -> Option<&'m [u8]> {
        let Give::If(plan) = self.give else { return None };
        plan.hold(&self.tables, (leads.schema, leads.data), leads.context, from, mask);
        Some(mask)
    }

    /// How many times give points to a lead and what they give together; `None` where times are missing. For a rule
    /// without a condition.
    pub(super) fn count(&self, leads: &Leads<'_>, lead: usize) -> Option<(i64, i64)> {
        let data = |place: usize| leads.data.get(place);
        match self.give {
            Give::Each { count, decay } => {
                let Some(Data::Numbers(counts)) = data(*count) else { return Some((0, 0)) };
                let count = counts.get(lead).copied().map_or(0, |count| whole(count).unwrap_or(0));
                let count = count.clamp(0, self.rule.limit);
                let Some((decay, times)) = decay.as_ref().filter(|_| count > 0) else {
                    return Some((count, self.rule.points * count));
                };
                let times = times.and_then(data)?.list(lead);
                let older = times.len().checked_sub(usize::try_from(count).ok()?)?;
                let ages = times.iter().skip(older).map(|time| leads.now - whole(*time).unwrap_or(0));
                Some((count, decay.points(self.rule.points, ages)))
            }
            Give::Inside { counter, asked } => {
                let facts = leads.schema.facts(asked, leads.data, lead);
                each(self.rule, facts.at(counter), leads.now)
            }
            Give::If(_) | Give::Never => Some((0, 0)),
        }
    }

    /// Whether a lead lacks a fact that its condition asks for.
    pub(super) fn lacks_facts(&self, leads: &Leads<'_>, lead: usize) -> bool {
        matches!(self.give, Give::If(plan) if plan.lacks_facts(leads.schema, leads.data, lead))
    }
}

fn whole(number: f64) -> Option<i64> {
    Value::Number(number).as_whole()
}
