//! Benchmarks: what is compared with which peer in one run. Must not know: how anything is measured; the scripts in
//! `benches` do.

use crate::build;
use crate::failure::Failure;
use crate::step;
use crate::workshop::Workshop;

/// Classification of landings: agreement with the expected channels, bytes and time, beside sourcebuster from npm.
pub(crate) fn source(workshop: &Workshop) -> Result<(), Failure> {
    build::with_tools(workshop)?;
    let advice = "run `cargo xtask build`, then this again";
    let mut command = workshop.command("node");
    for line in step::capture(command.arg("benches/source.mjs"), advice)?.lines() {
        step::say(line);
    }
    Ok(())
}
