//! Scoring a lead again by its own parts and the config that it names. It must say which part differs first.

use super::score::points;
use crate::config::Config;
use crate::error::Error;
use crate::expression::text_of;
use crate::lead::{self, FORMAT};
use crate::score::{Score, Table};
use crate::text;
use crate::time::{DAY, LATEST_MS};
use crate::value::{Map, Value, json};

/// What scoring a lead again brought.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// Every part and the score agree.
    Verified,
    /// The first part that differs.
    Differs {
        /// `answers`, `behaviour`, `source`, `table`, `score` or `receipt`.
        part: &'static str,
        /// What the lead should say.
        expected: String,
        /// What it says.
        found: String,
    },
    /// No config at hand has the hash that the lead names.
    UnknownConfig,
    /// It is no lead of this format.
    Malformed(Error),
}

impl Verdict {
    /// The word of the verdict: `verified`, `score_mismatch`, `unknown_config` or `malformed`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Differs { .. } => "score_mismatch",
            Self::UnknownConfig => "unknown_config",
            Self::Malformed(_) => "malformed",
        }
    }
}

/// Scores a lead again by whichever of the configs it names.
#[must_use]
pub fn verify(lead: &Value, configs: &[Config]) -> Verdict {
    if lead.text("format") != Some(FORMAT) {
        let found = lead.get("format").map(text_of).unwrap_or_default();
        let message = text::concat(&["found the format \"", &found, "\", expected \"", FORMAT, "\""]);
        return Verdict::Malformed(Error::new("lead/format", message).at("format"));
    }
    let named = lead.text("config").unwrap_or_default();
    match configs.iter().find(|config| !config.hash().is_empty() && config.hash() == named) {
        Some(config) => first_difference(lead, config).unwrap_or(Verdict::Verified),
        None => Verdict::UnknownConfig,
    }
}

fn first_difference(lead: &Value, config: &Config) -> Option<Verdict> {
    // An enquiry that is none of a client has no score.
    let is_lead = lead.text("kind").is_none_or(|kind| kind == "lead");
    match (config.table().filter(|_| is_lead), lead.get("score").filter(|told| **told != Value::Null)) {
        (None, None) => None,
        (None, Some(_)) => compare("score", "no score", "a score"),
        (Some(_), None) => compare("score", "a score", "no score"),
        (Some(table), Some(told)) => difference_of_score(lead, told, config, table),
    }
}

/// The receipt comes first, since the parts are held against it: its seal tells whether it is still what it was.
fn difference_of_score(lead: &Value, told: &Value, config: &Config, (table, hash): (&Table, &str)) -> Option<Verdict> {
    let found = told.part("receipt");
    let text = |receipt: &Value, name: &str| receipt.get(name).map(text_of).unwrap_or_default();
    let seal = lead::sealed(found.as_map().cloned().unwrap_or_default()).into();
    let answers = lead.at("request.answers").cloned().unwrap_or(Value::List(Vec::new()));
    let (behaviour, source) = (lead.part("behaviour"), lead.part("source"));
    let bounded = |name: &str, most: i64| found.amount(name).clamp(-most, most);
    let times = [bounded("today", LATEST_MS / DAY), bounded("at", LATEST_MS)];
    let score = again(lead, config, table, [&source, &behaviour, &answers], times);
    let expected = lead::receipt(&table.id, hash, [&answers, &behaviour, &source], &score, times).into();
    let compare_receipts =
        |part: &'static str, expected: &Value, name: &str| compare(part, &text(expected, name), &text(&found, name));
    compare_receipts("receipt", &seal, "seal")
        .or_else(|| compare_receipts("answers", &expected, "answers"))
        .or_else(|| compare_receipts("behaviour", &expected, "behaviour"))
        .or_else(|| compare_receipts("source", &expected, "source"))
        .or_else(|| compare_receipts("table", &expected, "table"))
        .or_else(|| compare_receipts("table", &expected, "table_hash"))
        .or_else(|| compare_fields("score", &lead::score_part(&score), told))
        .or_else(|| compare_receipts("receipt", &expected, "score"))
}

fn compare(part: &'static str, expected: &str, found: &str) -> Option<Verdict> {
    (expected != found).then(|| Verdict::Differs { part, expected: expected.to_owned(), found: found.to_owned() })
}

/// The first field that differs, as `name: value`. The receipt is looked at apart.
fn compare_fields(part: &'static str, expected: &Map, found: &Value) -> Option<Verdict> {
    let names = expected.iter().map(|(name, _)| name).chain(found.entries().iter().map(|(name, _)| name.as_str()));
    let differs = |name: &&str| *name != "receipt" && expected.get(name) != found.get(name);
    let name = names.into_iter().find(differs)?;
    let shown = |value: Option<&Value>| {
        let value = value.map_or_else(|| "nothing".to_owned(), json::write);
        text::concat(&[name, ": ", &value])
    };
    compare(part, &shown(expected.get(name)), &shown(found.get(name)))
}

/// The score that the lead's own parts give.
fn again(lead: &Value, config: &Config, table: &Table, parts: [&Value; 3], times: [i64; 2]) -> Score {
    let [source, behaviour, answers] = parts;
    let email = lead.at("contact.email.normalised").and_then(Value::as_text);
    let told = config.told_by(&lead.part("request"), email);
    let facts = lead::with(lead::facts(source, behaviour, answers), &told);
    let quiz = lead.at("request.quiz").and_then(Value::as_text).and_then(|name| config.quiz(name));
    points(table, quiz, &lead::answers_of(answers), &facts, times)
}
