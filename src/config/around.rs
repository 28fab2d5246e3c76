//! What a score table stands in, for its check: what each fact can be, what is never counted, what choices give. It must not
//! judge a table.

use super::{Config, names};
use crate::event;
use crate::expression::Possible;
use crate::quiz::analyse::{Points, Report};
use crate::score::analyse::{Around, Finding, Span, analyse};
use crate::text;
use crate::value::Value;

/// The most that something is counted or measured.
const MOST: f64 = 9e15;

/// Checks the table of a config that was read without errors. `reports` are those of its quizzes.
pub(super) fn check(config: &Config, document: &Value, reports: &[Report], today: Option<i64>) -> Vec<Finding> {
    let (Some(table), Some(written)) = (&config.score, document.get("score")) else { return Vec::new() };
    let fact = |name: &str| fact(name, config, reports);
    let switched_off = |path: &str| {
        let event = event::counted_by(path.strip_prefix("event.")?)?;
        (!config.events.rule(event).on).then(|| event.to_owned())
    };
    // A lead of a chat or a form has no choices.
    let chosen = |of: fn(&Report) -> Points| {
        let spans = reports.iter().map(of).map(|points| Span { least: points.least, most: points.most });
        spans.fold(Span::default(), Span::or)
    };
    let chosen = [chosen(|report| report.in_leads.0), chosen(|report| report.in_leads.1)];
    analyse(table, written, &Around { fact: &fact, switched_off: &switched_off, chosen, today })
}

/// What the fact of a name can be, with nothing where it may be missing.
fn fact(name: &str, config: &Config, reports: &[Report]) -> Option<Possible> {
    let (first, rest) = text::split(name, ".").unwrap_or((name, ""));
    let or_nothing = |mut set: Possible| {
        set.join(&Possible::nothing());
        Some(set)
    };
    match (first, rest) {
        // What never happened was counted 0 times.
        ("event", _) if name.ends_with(".count") => Some(Possible::between(0.0, MOST)),
        ("visit", "scroll") => or_nothing(Possible::between(0.0, 100.0)),
        ("visit", "number" | "engaged_s") => or_nothing(Possible::between(0.0, MOST)),
        ("source", "scope") => Some(Possible::one_of(["window", "visit", "none"].map(Value::from))),
        ("ask", "") => or_nothing(Possible::one_of(["info", "commercial", "mixed"].map(Value::from))),
        ("account", "") => or_nothing(Possible::text()),
        ("account", "tier") => {
            or_nothing(Possible::one_of(config.lead.accounts.iter().map(|list| list.tier.as_str().into())))
        }
        _ if names::is_fact(first) => None,
        _ => answer(name, config, reports),
    }
}

/// What an answer can be in a lead. What a quiz computes beside its questions is in none.
fn answer(name: &str, config: &Config, reports: &[Report]) -> Option<Possible> {
    let mut computed = config.quizzes.iter().flat_map(|(_, quiz)| &quiz.calculated_values);
    let is_computed = computed.any(|calculated| text::is_same(&calculated.name, name));
    let mut set = is_computed.then(Possible::nothing);
    for report in reports {
        for (_, held) in report.answers.iter().filter(|(known, _)| text::is_same(known, name)) {
            set.get_or_insert_with(Possible::nothing).join(held);
        }
    }
    set
}
