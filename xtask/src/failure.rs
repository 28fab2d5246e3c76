//! What went wrong, told so that the reader can act: what was run, what it printed, what to do.
//! Must not know: which step it was or how it is shown among the others.

use std::fmt;

/// Lines of a program's output that a failure repeats; the whole stands in the step's log.
const SHOWN_LINES: usize = 80;

/// A failed step, or a reason why it could not start.
#[derive(Debug, Default)]
pub(crate) struct Failure {
    what: String,
    ran: Option<String>,
    printed: Option<String>,
    log: Option<String>,
    todo: Option<String>,
}

impl Failure {
    /// A failure known by one sentence so far.
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), ..Self::default() }
    }

    /// Adds the command line that was run.
    pub(crate) fn ran(mut self, command: impl Into<String>) -> Self {
        self.ran = Some(command.into());
        self
    }

    /// Adds what the command printed; only its end is shown.
    pub(crate) fn printed(mut self, output: &str) -> Self {
        self.printed = Some(end_of(output, SHOWN_LINES));
        self
    }

    /// Adds where the whole output stands.
    pub(crate) fn log(mut self, path: impl Into<String>) -> Self {
        self.log = Some(path.into());
        self
    }

    /// Adds what to do about it.
    pub(crate) fn todo(mut self, advice: impl Into<String>) -> Self {
        self.todo = Some(advice.into());
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.what)?;
        if let Some(ran) = &self.ran {
            write!(out, "\n  ran:      {ran}")?;
        }
        if let Some(printed) = &self.printed {
            write!(out, "\n  printed:")?;
            for line in printed.lines() {
                write!(out, "\n    {line}")?;
            }
        }
        if let Some(log) = &self.log {
            write!(out, "\n  all of it: {log}")?;
        }
        if let Some(todo) = &self.todo {
            write!(out, "\n  to do:    {todo}")?;
        }
        Ok(())
    }
}

/// The last `count` lines of a text.
fn end_of(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.trim_end().lines().collect();
    let from = lines.len().saturating_sub(count);
    lines.get(from..).map(|lines| lines.join("\n")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_says_what_was_run_what_it_printed_and_what_to_do() {
        let told = Failure::new("the sieve is stuck")
            .ran("shake --twice")
            .printed("first\nsecond\n")
            .log("target/xtask/shake.log")
            .todo("oil it")
            .to_string();
        assert_eq!(
            told,
            "the sieve is stuck\n  ran:      shake --twice\n  printed:\n    first\n    second\n  \
             all of it: target/xtask/shake.log\n  to do:    oil it"
        );
    }

    #[test]
    fn only_the_end_of_a_long_output_is_repeated() {
        let long: String = (0..500).map(|n| format!("line {n}\n")).collect();
        let kept = end_of(&long, 3);
        assert_eq!(kept, "line 497\nline 498\nline 499");
    }
}
