//! Benchmarks: what is compared with which peer in one run. Must not know: how anything is measured; the scripts in
//! `benches` do.

use crate::failure::Failure;
use crate::workshop::Workshop;
use crate::{browser, build, node, step};

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

/// What one answer costs in a quiz of 200 questions and 400 expressions, beside survey-core from npm.
pub(crate) fn quiz(workshop: &Workshop) -> Result<(), Failure> {
    build::with_tools(workshop)?;
    node::ensure_for_conformance(workshop)?;
    let advice = "run `cargo xtask build`, then this again; where the two sides differ, `npm run walks` in tests/conformance says more";
    let mut command = workshop.command("node");
    for line in step::run(workshop, "bench quiz", command.arg("benches/quiz.mjs"), advice)?.lines() {
        step::say(line);
    }
    Ok(())
}

/// What scoring a lead costs by 10 and by 1,000 rules, in Node and in Chromium, beside json-logic-engine and
/// json-rules-engine from npm.
pub(crate) fn score(workshop: &Workshop) -> Result<(), Failure> {
    build::with_tools(workshop)?;
    let mut command = workshop.command("node");
    command.env("CHROMIUM", browser::find(workshop)?.program).arg("benches/score.mjs");
    let advice = "run `cargo xtask build`, then this again; where two engines differ, the line above names the lead";
    for line in step::run(workshop, "bench score", &mut command, advice)?.lines() {
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
