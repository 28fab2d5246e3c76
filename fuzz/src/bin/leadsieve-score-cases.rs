//! `leadsieve-score-cases [--leads N] [--each N] [--seed N]`: prints score tables with columns of leads, one case a line,
//! until they are so many leads together, and what scoring each lead natively gives. It must not know who compares them.
//!
//! A line is `{ "score", "columns", "now", "today", "alone": [text], "facts": […] }`: for each lead its facts and the JSON text of
//! its score.

use std::io::{BufWriter, Write};
use std::process::ExitCode;

use leadsieve_fuzz::{Case, Dice, score_case, written};
use serde_json::{Value as Json, json};

fn main() -> ExitCode {
    let Some([leads, each, seed]) = wishes() else {
        eprintln!("usage: leadsieve-score-cases [--leads N] [--each N] [--seed N]");
        return ExitCode::from(2);
    };
    let mut dice = Dice::new(seed);
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut count = 0;
    while count < leads {
        let case = score_case(&mut dice, usize::try_from(each).unwrap_or(1).max(1));
        let Ok(read) = Case::read(&case) else { continue };
        if writeln!(out, "{}", line(&case, &read)).is_err() {
            return ExitCode::FAILURE;
        }
        count += read.count() as u64;
    }
    if out.flush().is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn line(case: &Json, read: &Case) -> Json {
    let part = |name: &str| case.get(name).cloned().unwrap_or_default();
    let leads = || 0..read.count();
    json!({
        "score": part("score"),
        "columns": part("columns"),
        "now": part("now"),
        "today": part("today"),
        "facts": leads().map(|lead| json!(read.facts(lead))).collect::<Vec<Json>>(),
        "alone": leads().map(|lead| json!(written(&read.alone(lead)))).collect::<Vec<Json>>(),
    })
}

fn wishes() -> Option<[u64; 3]> {
    let mut wishes = [1_000, 200, 1];
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let place = ["--leads", "--each", "--seed"].iter().position(|known| *known == word)?;
        *wishes.get_mut(place)? = words.next()?.parse().ok()?;
    }
    Some(wishes)
}
