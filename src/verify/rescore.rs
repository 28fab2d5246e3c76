//! Scoring a lead again by its own parts and the config that it names. It must say which part differs first.

use crate::config::Config;
use crate::error::Error;
use crate::expression::{Context, text_of};
use crate::lead::{self, FORMAT};
use crate::score::{Score, Table, evaluate};
use crate::value::Value;

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
        let message = crate::text::concat(&["found the format \"", &found, "\", expected \"", FORMAT, "\""]);
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
    let Some((table, table_hash)) = config.table().filter(|_| is_lead) else {
        return compare("score", "no score", if lead.get("score").is_none() { "no score" } else { "a score" });
    };
    let part = |path: &str| lead.at(path).cloned().unwrap_or_default();
    let receipt =
        |name: &str| lead.at("score.receipt").and_then(|receipt| receipt.get(name)).map(text_of).unwrap_or_default();
    let answers = lead.at("request.answers").cloned().unwrap_or(Value::List(Vec::new()));
    let (behaviour, source) = (part("behaviour"), part("source"));
    let score = again(lead, config, table, [&source, &behaviour, &answers]);
    compare("answers", &lead::part_hash(&answers), &receipt("answers"))
        .or_else(|| compare("behaviour", &lead::part_hash(&behaviour), &receipt("behaviour")))
        .or_else(|| compare("source", &lead::part_hash(&source), &receipt("source")))
        .or_else(|| compare("table", table_hash, &receipt("table_hash")))
        .or_else(|| compare("score", &shown(&lead::score_part(&score).into()), &shown(&part("score"))))
        .or_else(|| compare("receipt", &lead::score_hash(&score), &receipt("score")))
}

fn compare(part: &'static str, expected: &str, found: &str) -> Option<Verdict> {
    (expected != found).then(|| Verdict::Differs { part, expected: expected.to_owned(), found: found.to_owned() })
}

/// The score that the lead's own parts give.
fn again(lead: &Value, config: &Config, table: &Table, [source, behaviour, answers]: [&Value; 3]) -> Score {
    let facts = lead::facts(source, behaviour, answers);
    let today = lead.at("score.receipt.today").and_then(Value::as_whole).unwrap_or(0);
    let quiz = lead.at("request.quiz").and_then(Value::as_text).and_then(|name| config.quiz(name));
    let chosen = quiz.map(|quiz| lead::chosen(quiz, &lead::answers_of(answers))).unwrap_or_default();
    let at = lead.at("score.receipt.at").and_then(Value::as_whole).unwrap_or(0);
    evaluate(table, chosen, &Context::on_day(&facts, today), at)
}

/// A score part as text for comparing: everything but the receipt and what the receipt does not cover.
fn shown(score: &Value) -> String {
    let mut map = score.as_map().cloned().unwrap_or_default();
    map.remove("receipt");
    crate::value::json::write(&Value::Map(map))
}
