//! JSON Lines: one answer for each line, in order, in constant memory. It must not stop at a bad line.

use std::io::{BufRead, Write};
use std::process::ExitCode;

use leadsieve::error::Error;
use leadsieve::value::{Map, Value, json};

/// Answers every line of standard input.
pub(crate) fn each(mut answer: impl FnMut(&Value) -> Result<Value, Error>) -> Result<ExitCode, String> {
    let mut has_failed = false;
    for text in std::io::stdin().lock().lines() {
        let text = text.map_err(|error| format!("standard input: {error}"))?;
        let parsed =
            serde_json::from_str(&text).map_err(|error| Error::new("cli/bad-line", format!("found no JSON: {error}")));
        let told = parsed.and_then(|value: Value| answer(&value)).unwrap_or_else(|failure| {
            has_failed = true;
            Map::new().with("error", error(&failure)).into()
        });
        print(&json::write(&told));
    }
    Ok(if has_failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// An error as an answer shows it.
pub(crate) fn error(error: &Error) -> Map {
    Map::new().with("code", error.code()).with("message", error.message()).with_some("path", error.path())
}

/// Prints a line; a reader that has gone away is no failure.
pub(crate) fn print(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}
