//! `leadsieve score`: what a config's table makes of the facts of leads. It must not judge a rule itself.

use std::process::ExitCode;

use leadsieve::lead;
use leadsieve::score::Score;
use leadsieve::value::{Map, Value};
use leadsieve::verify::{History, score};

use crate::{clock, configs, line};

/// Scores each line of the standard input; leads that name neither a moment nor an event as of the beginning of the run.
pub(crate) fn run(file: &str, is_brief: bool) -> Result<ExitCode, String> {
    let configs = configs(&[file])?;
    let config = configs.first().filter(|config| config.table().is_some());
    let config = config.ok_or_else(|| format!("{file}: found no score table, expected one under \"score\""))?;
    let now = clock();
    line::each(|input| {
        let history = History::read(input)?;
        Ok(told(&history, &score(&history, config, now)?, is_brief))
    })
}

/// The totals of a score, and unless it is to be brief what they are made of.
fn told(history: &History, score: &Score, is_brief: bool) -> Value {
    let part = lead::score_part(score);
    let shown = |name: &str| part.get(name).cloned();
    let totals = Map::new()
        .with_some("id", history.id.as_deref())
        .with("fit", score.fit)
        .with("intent", score.intent)
        .with("total", score.total())
        .with("class", score.class.as_str())
        .with("temperature", score.temperature.word())
        .with("grade", shown("grade"))
        .with("handoff", score.handoff)
        .with_some("categories", shown("categories"));
    if is_brief {
        return totals.into();
    }
    totals.with("explanation", shown("explanation")).with("missing", shown("missing")).into()
}
