//! `leadsieve check`: what is wrong with a config or a quiz, with code, path and line. It must find nothing itself.

use std::process::ExitCode;

use leadsieve::config::{self, MAX_BYTES, Remark};
use leadsieve::error::Error;
use leadsieve::value::{Value, json};

use crate::line;
use crate::place::line_of;

/// Checks a file and prints what was found, as `text` or `json`. Status 1 where there is an error.
pub(crate) fn run(file: &str, format: &str) -> Result<ExitCode, String> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}; expected a readable file"))?;
    let remarks = remarks(&text);
    for (remark, at) in &remarks {
        line::print(&if format == "json" { as_json(remark, *at) } else { as_text(file, remark, *at) });
    }
    let count = |severity: &str| remarks.iter().filter(|(remark, _)| remark.severity == severity).count();
    let errors = count("error");
    if format == "text" {
        line::print(&format!("{file}: {errors} errors, {} warnings", count("warning")));
    }
    Ok(if errors > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// What is to say of a text, with lines.
fn remarks(text: &str) -> Vec<(Remark, usize)> {
    let failure = |code, message: String, line| {
        vec![(Remark { severity: "error", error: Error::new(code, message), evidence: None }, line)]
    };
    if text.len() > MAX_BYTES {
        return failure("config/too-large", format!("found {} bytes, expected at most {MAX_BYTES}", text.len()), 1);
    }
    match serde_json::from_str::<Value>(text) {
        Err(error) => failure("config/bad-json", format!("found no JSON: {error}"), error.line()),
        Ok(document) => {
            let place = |remark: Remark| {
                let line = line_of(text, remark.error.path());
                (remark, line)
            };
            config::check(&document, true, Some(today())).into_iter().map(place).collect()
        }
    }
}

/// The day of the check (UTC), in days since 1970-01-01.
fn today() -> i64 {
    #[expect(clippy::disallowed_methods, reason = "the command is what hands the library its clock")]
    let now = std::time::SystemTime::now();
    now.duration_since(std::time::UNIX_EPOCH).map_or(0, |since| (since.as_secs() / 86_400) as i64)
}

fn as_text(file: &str, remark: &Remark, line: usize) -> String {
    let evidence = remark.evidence.as_ref().map(|evidence| format!(" ({evidence})")).unwrap_or_default();
    format!("{file}:{line}: {}: {}{evidence}", remark.severity, remark.error)
}

fn as_json(remark: &Remark, line: usize) -> String {
    json::write(&remark.told().with("line", line as i64).into())
}
