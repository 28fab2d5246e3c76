//! `leadsieve quiz`: a definition, and after each step how the run stands. It must not decide what a step does.

use std::process::ExitCode;

use leadsieve::config::Severity;
use leadsieve::error::Error;
use leadsieve::quiz::{self, Definition, Run};
use leadsieve::time::Moment;
use leadsieve::value::{Map, Problems, Value};

use crate::{clock, document, line};

const EXPECTED: &str = r#"["init", now?], ["set", name, value], ["next"], ["prev"], ["complete"] or ["wait", seconds], alone or as {"do": …}"#;

/// Answers each step of the standard input.
pub(crate) fn run(file: &str) -> Result<ExitCode, String> {
    let definition = read(file)?;
    let mut run = Run::default();
    let mut now = Moment { wall_ms: clock(), monotonic_ms: 0, utc_offset_min: 0 };
    let begin = Value::List(vec!["init".into()]);
    quiz::take_step(&definition, &mut run, &begin, &mut now);
    line::each(|input| {
        let step = input.get("do").unwrap_or(input);
        if !quiz::take_step(&definition, &mut run, step, &mut now) {
            return Err(Error::new("cli/bad-line", format!("found no step, expected {EXPECTED}")));
        }
        let told = quiz::line(&definition, &mut run, step, &now);
        if !run.is_exhausted() {
            return Ok(told);
        }
        let message = format!("the rules go round in circles: the step was left after {} steps", run.steps());
        let told = told.as_map().cloned().unwrap_or_else(Map::new);
        Ok(told.with("warning", line::error(&Error::new("quiz/circles", message))).into())
    })
}

/// Reads a definition that must be without errors.
fn read(file: &str) -> Result<Definition, String> {
    let problems = Problems::default();
    let definition = quiz::read(&document(file)?.1, "", &problems);
    let errors: Vec<String> = problems
        .into_list()
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .map(|problem| format!("{file}: {}", problem.error))
        .collect();
    if errors.is_empty() { Ok(definition) } else { Err(errors.join("\n")) }
}
