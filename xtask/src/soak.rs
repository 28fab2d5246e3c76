//! The soak: a browser that is used at random for minutes. Must not know: what is done there and what must hold; the
//! script in `tests/soak` does.

use crate::failure::Failure;
use crate::workshop::Workshop;
use crate::{browser, build, step};

/// How long it runs when nobody says otherwise.
pub(crate) const MINUTES: u32 = 20;
/// How long the part of it runs that belongs to the tests.
pub(crate) const MINUTES_IN_TESTS: u32 = 3;

/// Builds what is missing, then runs.
pub(crate) fn with_tools(workshop: &Workshop, minutes: u32) -> Result<(), Failure> {
    build::with_tools(workshop)?;
    browser::ensure(workshop)?;
    for line in run(workshop, minutes)? {
        step::say(&line);
    }
    Ok(())
}

/// Runs, and gives the report.
pub(crate) fn run(workshop: &Workshop, minutes: u32) -> Result<Vec<String>, Failure> {
    let mut command = workshop.command("node");
    command.env("CHROMIUM", browser::find(workshop)?.program).args([
        "tests/soak/soak.mjs",
        "--minutes",
        &minutes.to_string(),
    ]);
    let advice = "the report above says what did not hold; `--seed N` does the same steps again";
    let output = step::run(workshop, "soak", &mut command, advice)?;
    Ok(output.lines().map(str::to_owned).collect())
}
