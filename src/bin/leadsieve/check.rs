//! `leadsieve check`: the problems of a config with code, path and line. It must find none itself.

use std::process::ExitCode;

use leadsieve::config::{self, MAX_BYTES, Problem, Severity};
use leadsieve::error::Error;
use leadsieve::value::{Map, Value, json};

use crate::line;
use crate::place::line_of;

/// Checks a file and prints what was found, as `text` or `json`. Status 1 where there is an error.
pub(crate) fn run(file: &str, format: &str) -> Result<ExitCode, String> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}; expected a readable file"))?;
    let problems = problems(&text);
    for (problem, at) in &problems {
        line::print(&if format == "json" { as_json(problem, *at) } else { as_text(file, problem, *at) });
    }
    let errors = problems.iter().filter(|(problem, _)| problem.severity == Severity::Error).count();
    if format == "text" {
        line::print(&format!("{file}: {errors} errors, {} warnings", problems.len() - errors));
    }
    Ok(if errors > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// The problems of a text with their lines.
fn problems(text: &str) -> Vec<(Problem, usize)> {
    let failure = |code, message: String, line| {
        vec![(Problem { severity: Severity::Error, error: Error::new(code, message) }, line)]
    };
    if text.len() > MAX_BYTES {
        return failure("config/too-large", format!("found {} bytes, expected at most {MAX_BYTES}", text.len()), 1);
    }
    match serde_json::from_str::<Value>(text) {
        Err(error) => failure("config/bad-json", format!("found no JSON: {error}"), error.line()),
        Ok(document) => {
            let (_, problems) = config::read(&document);
            problems.into_iter().map(|problem| (problem.clone(), line_of(text, problem.error.path()))).collect()
        }
    }
}

const fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn as_text(file: &str, problem: &Problem, line: usize) -> String {
    format!("{file}:{line}: {}: {}", word(problem.severity), problem.error)
}

fn as_json(problem: &Problem, line: usize) -> String {
    let error = &problem.error;
    let told = Map::new()
        .with("severity", word(problem.severity))
        .with("code", error.code())
        .with("path", error.path())
        .with("line", line as i64)
        .with("message", error.message());
    json::write(&told.into())
}
