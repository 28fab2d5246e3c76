//! Runs suites one after another, goes on after a failure where that makes sense, and closes with a table.
//! Must not know: what a suite does.

use crate::failure::Failure;
use crate::step::say;
use crate::watch::Watch;
use crate::workshop::Workshop;

/// A named part of the tests.
#[derive(Clone, Copy)]
pub(crate) struct Suite {
    /// Its name in the table.
    pub(crate) name: &'static str,
    /// Seconds it may take.
    pub(crate) budget: u32,
    /// Suites that must have passed, else this one cannot say anything.
    pub(crate) after: &'static [&'static str],
    run: fn(&Workshop) -> Result<Vec<String>, Failure>,
}

impl Suite {
    /// A suite that gives its closing lines.
    pub(crate) const fn new(
        name: &'static str,
        budget: u32,
        after: &'static [&'static str],
        run: fn(&Workshop) -> Result<Vec<String>, Failure>,
    ) -> Self {
        Self { name, budget, after, run }
    }

    /// The same suite, waiting for no other.
    pub(crate) fn alone(&self) -> Self {
        Self { after: &[], ..*self }
    }
}

/// How a suite ended.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Verdict {
    Passed,
    Failed,
    Skipped,
}

/// A suite that has had its turn.
#[derive(Debug)]
struct Turn {
    name: &'static str,
    budget: u32,
    seconds: f64,
    verdict: Verdict,
}

/// Runs the suites and prints the table. True when none failed and none was left out.
pub(crate) fn run_all(workshop: &Workshop, suites: &[Suite]) -> bool {
    let mut turns: Vec<Turn> = Vec::new();
    for suite in suites {
        say(&format!("\n{}", suite.name));
        let turn = take_turn(workshop, suite, &turns);
        turns.push(turn);
    }
    say("");
    for line in report(&turns) {
        say(&line);
    }
    turns.iter().all(|turn| turn.verdict == Verdict::Passed)
}

fn take_turn(workshop: &Workshop, suite: &Suite, earlier: &[Turn]) -> Turn {
    let watch = Watch::start();
    let verdict = match unmet(suite, earlier) {
        Some(name) => {
            say(&format!("  --  not run, because `{name}` did not pass"));
            Verdict::Skipped
        }
        None => tell((suite.run)(workshop)),
    };
    Turn { name: suite.name, budget: suite.budget, seconds: watch.seconds(), verdict }
}

fn unmet<'a>(suite: &Suite, earlier: &'a [Turn]) -> Option<&'a str> {
    earlier
        .iter()
        .filter(|turn| turn.verdict != Verdict::Passed)
        .map(|turn| turn.name)
        .find(|name| suite.after.contains(name))
}

fn tell(outcome: Result<Vec<String>, Failure>) -> Verdict {
    match outcome {
        Ok(lines) => {
            for line in lines {
                say(&line);
            }
            Verdict::Passed
        }
        Err(failure) => {
            say(&failure.to_string());
            Verdict::Failed
        }
    }
}

/// The table, and alone on the last line how many suites ended how.
fn report(turns: &[Turn]) -> Vec<String> {
    let mut lines = vec![format!("{:<20}{:>9}{:>9}  result", "suite", "time", "budget")];
    lines.extend(turns.iter().map(Turn::line));
    let count = |verdict| turns.iter().filter(|turn| turn.verdict == verdict).count();
    let mut closing = format!("{} passed, {} failed", count(Verdict::Passed), count(Verdict::Failed));
    if count(Verdict::Skipped) > 0 {
        closing += &format!(", {} skipped", count(Verdict::Skipped));
    }
    lines.extend([total(turns), String::new(), closing]);
    lines
}

fn total(turns: &[Turn]) -> String {
    let seconds: f64 = turns.iter().map(|turn| turn.seconds).sum();
    let budget: u32 = turns.iter().map(|turn| turn.budget).sum();
    format!("{:<20}{seconds:>7.1} s{budget:>7} s", "all")
}

impl Turn {
    fn line(&self) -> String {
        let word = match self.verdict {
            Verdict::Passed if self.seconds > f64::from(self.budget) => "passed, over its time",
            Verdict::Passed => "passed",
            Verdict::Failed => "FAILED",
            Verdict::Skipped => "not run",
        };
        let Self { name, seconds, budget, .. } = self;
        format!("{name:<20}{seconds:>7.1} s{budget:>7} s  {word}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turn(name: &'static str, seconds: f64, verdict: Verdict) -> Turn {
        Turn { name, budget: 10, seconds, verdict }
    }

    #[test]
    fn the_last_line_counts_the_suites() {
        let passed = turn("format", 1.0, Verdict::Passed);
        let failed = turn("clippy", 2.0, Verdict::Failed);
        let skipped = turn("size", 0.0, Verdict::Skipped);
        let last = |turns: &[Turn]| report(turns).pop().unwrap();
        assert_eq!(last(&[passed]), "1 passed, 0 failed");
        assert_eq!(last(&[failed, skipped]), "0 passed, 1 failed, 1 skipped");
    }

    #[test]
    fn a_suite_over_its_time_is_marked() {
        let slow = turn("format", 10.5, Verdict::Passed).line();
        assert!(slow.ends_with("10.5 s     10 s  passed, over its time"), "{slow}");
        let in_time = turn("format", 10.0, Verdict::Passed).line();
        assert!(in_time.ends_with("  passed"), "{in_time}");
    }

    #[test]
    fn a_suite_is_left_out_when_what_it_needs_did_not_pass() {
        let size = Suite::new("size", 5, &["web build"], |_| Ok(Vec::new()));
        let clippy = turn("clippy", 1.0, Verdict::Failed);
        let build = turn("web build", 1.0, Verdict::Failed);
        assert_eq!(unmet(&size, &[clippy]), None);
        assert_eq!(unmet(&size, &[build]), Some("web build"));
    }
}
