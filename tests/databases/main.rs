//! The statements of `leadsieve sql` beside the score itself: random tables over random leads, in every database that can be
//! had. `cargo xtask test-full` runs it as the suite `databases`; `compare.py` runs the databases.
#![cfg(all(feature = "cli", not(target_arch = "wasm32")))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs,
    unreachable_pub,
    reason = "a test says what it expects by failing"
)]

mod config;
mod dice;
mod fact;

use std::fmt::Write as _;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use leadsieve::config::read;
use leadsieve::expression::Context;
use leadsieve::score::sql::{DIALECTS, Dialect, Request, select};
use leadsieve::score::{Axis, Condition, Line, Score, Table, evaluate};
use leadsieve::value::{Value, json};

use dice::Dice;
use fact::FACTS;

/// How many tables.
const CASES: u64 = 10;
/// How many leads each of them scores.
const LEADS: u64 = 100_000;

fn setting(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|given| given.parse().ok()).unwrap_or(usual)
}

fn seed() -> u64 {
    setting("SEED", 20_261_122)
}

fn table(case: u64) -> Table {
    let config = config::config(&mut Dice::new(seed() ^ (case << 32)));
    let value: Value = serde_json::from_value(config).unwrap();
    let (config, problems) = read(&value);
    let wrong: Vec<_> =
        problems.iter().filter(|problem| problem.severity == leadsieve::config::Severity::Error).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    config.score.unwrap()
}

fn request(dialect: Dialect) -> Request {
    let types = FACTS.iter().filter(|(name, _)| !name.starts_with("event.") && !name.starts_with("score."));
    Request {
        types: types.map(|(name, of)| ((*name).to_owned(), *of)).collect(),
        has_options: true,
        ..Request::new(dialect)
    }
}

fn lead(case: u64, id: u64) -> Vec<Value> {
    fact::lead(&mut Dice::new(seed() ^ (case << 40) ^ id.wrapping_mul(0x2545_f491_4f6c_dd1d)))
}

fn score(table: &Table, lead: &[Value]) -> Score {
    let facts = fact::facts(lead);
    let option = |name: &str, axis: Axis| {
        let place = FACTS.iter().position(|(known, _)| *known == name).unwrap();
        Line::once(name.into(), name.into(), axis, lead[place].as_whole().unwrap_or(0))
    };
    let chosen = vec![option("score.options.fit", Axis::Fit), option("score.options.intent", Axis::Intent)];
    evaluate(table, chosen, &Context::on_day(&facts, 0), 0)
}

/// A lead's score as a line, as the databases are asked to give it.
fn line(id: u64, score: &Score) -> String {
    let word = score.temperature.word();
    let handoff = i32::from(score.handoff);
    format!("{id},{},{},{},{},{word},{},{handoff}", score.fit, score.intent, score.total(), score.class, score.grade)
}

/// A value in a file of comma-separated values: `\N` is nothing.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => "\\N".to_owned(),
        Value::Text(text) => format!("\"{}\"", text.replace('"', "\"\"")),
        Value::List(_) => format!("\"{}\"", json::write(value).replace('"', "\"\"")),
        other => json::write(other),
    }
}

fn write_case(folder: &Path, case: u64) {
    let folder = folder.join(format!("case-{case}"));
    std::fs::create_dir_all(&folder).unwrap();
    let table = table(case);
    for (word, dialect) in DIALECTS {
        let found = select(&table, &request(*dialect)).unwrap_or_else(|refused| panic!("case {case}: {refused:#?}"));
        std::fs::write(folder.join(format!("{word}.sql")), found.sql).unwrap();
        let columns: Vec<String> =
            FACTS.iter().map(|(name, of)| format!("[{}, {}]", quoted(name), quoted(of.word()))).collect();
        std::fs::write(folder.join("columns.json"), format!("[{}]", columns.join(", "))).unwrap();
    }
    let open = |name: &str| BufWriter::new(std::fs::File::create(folder.join(name)).unwrap());
    let (mut leads, mut expected) = (open("leads.csv"), open("expected.csv"));
    for id in 0..setting("LEADS", LEADS) {
        let lead = lead(case, id);
        let mut row = id.to_string();
        for value in &lead {
            write!(row, ",{}", cell(value)).unwrap();
        }
        writeln!(leads, "{row}").unwrap();
        writeln!(expected, "{}", line(id, &score(&table, &lead))).unwrap();
    }
}

fn quoted(text: &str) -> String {
    json::write(&text.into())
}

/// Tells a difference that a database found: the lead, what was expected, and the rules whose points differ.
fn explain(difference: &serde_json::Value) -> String {
    let number = |name: &str| difference[name].as_u64().unwrap();
    let (case, id) = (number("case"), number("id"));
    let (table, lead) = (table(case), lead(case, id));
    let score = score(&table, &lead);
    let shown: Vec<String> =
        FACTS.iter().zip(&lead).map(|((name, _), value)| format!("{name}={}", cell(value))).collect();
    let mut out = format!("case {case}, lead {id}: {}\n", shown.join(" "));
    writeln!(out, "  expected {}", line(id, &score)).unwrap();
    writeln!(out, "  found    {} ({})", difference["found"].as_str().unwrap(), difference["database"]).unwrap();
    for (place, rule) in table.rules.iter().enumerate() {
        let expected = score.explanation.iter().find(|line| line.rule == rule.id).map_or(0, |line| line.decayed);
        let found = difference["points"][format!("r{}", place + 1)].as_i64();
        if found != Some(expected) {
            let text = match &rule.condition {
                Condition::If(condition) => condition.print(),
                Condition::Each(event) => format!("each {event}"),
            };
            writeln!(out, "  rule {}: expected {expected}, found {found:?}: {text}", rule.id).unwrap();
        }
    }
    out
}

#[test]
fn every_random_table_can_be_written_for_every_database() {
    let mut sizes = 0;
    for case in 0..40 {
        let table = table(case);
        for (word, dialect) in DIALECTS {
            let found = select(&table, &request(*dialect));
            sizes += found.unwrap_or_else(|refused| panic!("{word}: {refused:#?}")).sql.len();
        }
    }
    assert!(sizes > 0);
}

#[test]
#[ignore = "minutes: cargo xtask test-full runs it"]
fn a_million_leads_have_the_same_score_in_every_database() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("databases");
    let cases = setting("CASES", CASES);
    for case in 0..cases {
        write_case(&folder, case);
    }
    let mut command = std::process::Command::new("python3");
    command.arg(home.join("tests/databases/compare.py")).arg(&folder).arg(cases.to_string());
    let output = command.stderr(std::process::Stdio::inherit()).output().expect("python3 starts");
    let told = String::from_utf8_lossy(&output.stdout);
    let mut differences = String::new();
    for line in told.lines() {
        match line.strip_prefix("difference ") {
            Some(difference) => differences += &explain(&serde_json::from_str(difference).unwrap()),
            None => println!("{line}"),
        }
    }
    assert!(output.status.success() && differences.is_empty(), "{}\n{differences}", output.status);
}
