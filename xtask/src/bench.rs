//! Benchmarks: what is compared with which peer in one run. Must not know: how anything is measured; the scripts in
//! `benches` do.

use crate::failure::Failure;
use crate::workshop::Workshop;
use crate::{browser, build, step};

/// What listening costs per scroll, pointer and click in Chromium, beside posthog-js and Snowplow from npm.
pub(crate) fn event(workshop: &Workshop) -> Result<(), Failure> {
    build::with_tools(workshop)?;
    let mut command = workshop.command("node");
    command.env("CHROMIUM", browser::find(workshop)?.program).arg("benches/event.mjs");
    let advice = "run `cargo xtask build`, then this again";
    for line in step::run(workshop, "bench event", &mut command, advice)?.lines() {
        step::say(line);
    }
    Ok(())
}

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
