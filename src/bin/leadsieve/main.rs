//! The native command: the same crate for backends, builders and tests. JSON Lines in, JSON Lines out. It must only
//! translate: every decision is the library's.

mod check;
mod line;
mod place;
mod quiz;
mod score;
mod source;
mod sql;
mod table;

use std::process::ExitCode;

use leadsieve::config::{self, Config, Severity};
use leadsieve::engine::Effect;
use leadsieve::error::Error;
use leadsieve::expression::{Context, Expression};
use leadsieve::lead;
use leadsieve::source::{Record, click_id_table, known_places};
use leadsieve::time::Moment;
use leadsieve::value::{Map, Value, json};
use leadsieve::verify::{Verdict, replay, verify};
use source::Site;

const USAGE: &str = "\
leadsieve, the native command of LeadSieve

  leadsieve check FILE.json [--format text|json]     warnings and errors of a config with its quizzes, or of a quiz alone,
                                                     with path and line; status 1 on errors
  leadsieve source [--config CONFIG.json]            {\"url\", \"referrer\"} a line -> source, medium, channel, click_ids, rule
  leadsieve journey [--config CONFIG.json]           {\"at\", \"url\", \"referrer\"} of one visitor a line -> first, last, … touch
  leadsieve places                                   the known places and click ids, as the module carries them
  leadsieve eval                                     {\"expression\", \"values\", \"now\"?} a line -> {\"value\"}
  leadsieve quiz DEFINITION.json                     [\"set\", name, value] and other steps, one a line -> how the quiz stands
  leadsieve score CONFIG.json [--brief]              {\"values\", \"events\"?, \"now\"?, \"quiz\"?, \"id\"?} a line -> fit, intent, total, class, …
                                                     and the explanation; totals alone with --brief
  leadsieve verify CONFIG.json...                    a lead a line -> {\"id\", \"verified\": true} or the first difference
  leadsieve replay                                   a recorded input a line -> {\"send\": body} and {\"emit\": name} a line
  leadsieve table CONFIG.json                        the score table as CSV: criterion; condition; points; …
  leadsieve table CONFIG.json --import FILE.csv      writes a changed table back into the config; status 1 where it cannot
  leadsieve expand CONFIG.json                       the config with presets expanded, as a page loads it; status 1 where
                                                     one cannot be
  leadsieve schema [--lead]                          the JSON Schema of the config, or of a lead
  leadsieve sql CONFIG.json --dialect duckdb|postgresql|sqlite [--table NAME] [--types NAME=TYPE,…]
                                                     the score table as one SELECT; status 1 where it cannot be one

Lines come from standard input, one answer each, in order. A bad line is answered by {\"error\"} and makes the status 1;
a wrong call ends with status 2.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["check", file] => check::run(file, "text"),
        ["check", file, "--format", format @ ("text" | "json")] => check::run(file, format),
        ["source", rest @ ..] => site(rest).and_then(|site| line::each(|input| source::verdict(input, &site))),
        ["journey", rest @ ..] => site(rest).and_then(|site| {
            let mut record = Record::default();
            line::each(|input| source::step(&mut record, input, &site))
        }),
        ["places"] => {
            line::print(&format!("{}\n{}", known_places(), click_id_table()));
            Ok(ExitCode::SUCCESS)
        }
        ["eval"] => line::each(evaluate),
        ["quiz", file] => quiz::run(file),
        ["score", file] => score::run(file, false),
        ["score", file, "--brief"] | ["score", "--brief", file] => score::run(file, true),
        ["verify", files @ ..] if !files.is_empty() => {
            configs(files).and_then(|configs| line::each(|lead| proof(lead, &configs)))
        }
        ["replay"] => play(),
        ["table", file] => table::export(file),
        ["table", file, "--import", sheet] => table::import(file, sheet),
        ["expand", file] => expand(file),
        ["sql", file, rest @ ..] => sql::run(file, rest),
        ["schema"] => {
            line::print(&config::schema().to_string());
            Ok(ExitCode::SUCCESS)
        }
        ["schema", "--lead"] => {
            line::print(lead::SCHEMA.trim_end());
            Ok(ExitCode::SUCCESS)
        }
        ["help" | "--help" | "-h"] => {
            line::print(USAGE.trim_end());
            Ok(ExitCode::SUCCESS)
        }
        _ => Err(format!("found {words:?}, expected one of these calls:\n\n{USAGE}")),
    };
    outcome.unwrap_or_else(|message| {
        eprintln!("leadsieve: {message}");
        ExitCode::from(2)
    })
}

/// Reads a JSON document from a file.
fn document(file: &str) -> Result<(String, Value), String> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}; expected a readable file"))?;
    let value = serde_json::from_str(&text).map_err(|error| format!("{file}: {error}; expected JSON"))?;
    Ok((text, value))
}

/// Reads configs that must be without errors.
fn configs(files: &[&str]) -> Result<Vec<Config>, String> {
    let mut out = Vec::new();
    for file in files {
        let (config, problems) = config::read(&document(file)?.1);
        if let Some(problem) = problems.iter().find(|problem| problem.severity == Severity::Error) {
            return Err(format!("{file}: {}; see `leadsieve check {file}`", problem.error));
        }
        out.push(config);
    }
    Ok(out)
}

/// The moment of a run, in milliseconds since 1970.
#[expect(clippy::disallowed_methods, reason = "the command stands outside of the domain, which reads no clock")]
fn clock() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.ok().and_then(|since| i64::try_from(since.as_millis()).ok()).unwrap_or(0)
}

/// Prints a config with its presets expanded.
fn expand(file: &str) -> Result<ExitCode, String> {
    match config::expand(&document(file)?.1) {
        Ok(expanded) => {
            line::print(&json::write(&expanded));
            Ok(ExitCode::SUCCESS)
        }
        Err(errors) => {
            errors.iter().for_each(|error| eprintln!("leadsieve: {file}: {error}"));
            Ok(ExitCode::FAILURE)
        }
    }
}

/// What `--config FILE` says of sources; without it the defaults.
fn site(words: &[&str]) -> Result<Site, String> {
    match words {
        [] => Ok(Site::default()),
        ["--config", file] => Ok(configs(&[file])?.first().map(Site::new).unwrap_or_default()),
        _ => Err(format!("found {words:?}, expected [--config CONFIG.json]")),
    }
}

/// The value of one expression. `now` is in milliseconds since 1970 (UTC); without it today is 1970-01-01.
fn evaluate(input: &Value) -> Result<Value, Error> {
    let missing = || {
        Error::new("cli/bad-line", "found no expression, expected {\"expression\", \"values\", \"now\"?}")
            .at("expression")
    };
    let expression = Expression::parse(input.get("expression").and_then(Value::as_text).ok_or_else(missing)?)?;
    let facts = input.get("values").cloned().unwrap_or_default();
    let now = input.get("now").and_then(Value::as_whole).unwrap_or(0);
    let value = expression.evaluate(&Context::at(&facts, &Moment { wall_ms: now, ..Moment::default() }));
    Ok(Map::new().with("value", value).into())
}

/// What scoring a lead again brought.
fn proof(lead: &Value, configs: &[Config]) -> Result<Value, Error> {
    let told = Map::new().with("id", lead.get("id").cloned());
    let told = match verify(lead, configs) {
        Verdict::Verified => told.with("verified", true),
        Verdict::Differs { part, expected, found } => {
            told.with("verified", false).with("part", part).with("expected", expected).with("found", found)
        }
        Verdict::UnknownConfig => told.with("verified", false).with("part", "unknown_config"),
        Verdict::Malformed(error) => return Err(error),
    };
    Ok(told.into())
}

/// Replays a recorded visit: what it sent and told, in order.
fn play() -> Result<ExitCode, String> {
    let mut entries = Vec::new();
    for text in std::io::stdin().lines() {
        let text = text.map_err(|error| format!("standard input: {error}"))?;
        entries.push(
            serde_json::from_str::<Value>(&text)
                .map_err(|error| format!("found {error}, expected an entry of a tape a line"))?,
        );
    }
    for effect in replay(&entries).map_err(|error| error.to_string())?.into_iter().flatten() {
        let told = match effect {
            Effect::Send { request, .. } => Map::new().with("send", request.body).with("url", request.url),
            Effect::Emit { name, detail } => Map::new().with("emit", name).with("detail", detail),
            _ => continue,
        };
        line::print(&json::write(&told.into()));
    }
    Ok(ExitCode::SUCCESS)
}
