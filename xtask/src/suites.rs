//! What is tested and how long each part may take: the one table of suites and the commands behind them.
//! Must not know: how results are counted or shown.

use crate::failure::Failure;
use crate::suite::Suite;
use crate::workshop::Workshop;
use crate::{browser, build, node, size, soak, step, tool};
use std::process::Command;

type Lines = Result<Vec<String>, Failure>;

/// Everything, in the order in which it runs. The budgets are seconds on two cores with the tools installed and
/// nothing compiled yet; the first three suites may take 25 minutes longer when nothing is installed.
pub(crate) const ALL: &[Suite] = &[
    Suite::new("rust tools", 10, &[], rust_tools),
    Suite::new("npm packages", 20, &[], npm_packages),
    Suite::new("browser", 5, &[], chromium),
    Suite::new("format", 10, &["rust tools"], format),
    Suite::new("clippy", 80, &["rust tools"], clippy),
    Suite::new("clippy for wasm", 60, &["rust tools"], clippy_wasm),
    Suite::new("native tests", 100, &[], native_tests),
    Suite::new("conformance", 120, &["npm packages"], conformance),
    Suite::new("web build", 310, &["rust tools", "npm packages"], web_build),
    Suite::new("types", 15, &["web build"], types),
    Suite::new("wasm tests", 90, &["rust tools", "browser"], wasm_tests),
    Suite::new("end-to-end tests", 400, &["web build", "browser"], end_to_end),
    Suite::new("soak", 210, &["web build", "browser"], soak_briefly),
    Suite::new("docs", 60, &[], docs),
    Suite::new("size", 5, &["web build"], size::check),
];

/// What takes too long for every change: it runs with `test-full`.
pub(crate) const LONG: &[Suite] =
    &[Suite::new("agreement", 240, &["web build"], agreement), Suite::new("databases", 600, &[], databases)];

/// What is quick enough to run before every commit.
pub(crate) const QUICK: &[&str] = &["format", "clippy", "native tests"];

/// The suites of those names, in the table's order, freed from others they would wait for.
pub(crate) fn named(names: &[&str]) -> Vec<Suite> {
    let chosen = ALL.iter().filter(|suite| names.contains(&suite.name));
    chosen.map(Suite::alone).collect()
}

fn rust_tools(workshop: &Workshop) -> Lines {
    tool::ensure_for_check(workshop)?;
    tool::ensure_for_build(workshop)?;
    Ok(Vec::new())
}

fn npm_packages(workshop: &Workshop) -> Lines {
    node::ensure(workshop)?;
    Ok(Vec::new())
}

fn chromium(workshop: &Workshop) -> Lines {
    browser::ensure(workshop)?;
    Ok(Vec::new())
}

fn format(workshop: &Workshop) -> Lines {
    let mut command = cargo(workshop, &["fmt", "--all", "--check", "--", "--color=never"]);
    step::run(workshop, "format", &mut command, "run `cargo fmt --all`")?;
    Ok(Vec::new())
}

fn clippy(workshop: &Workshop) -> Lines {
    let words = ["clippy", "--workspace", "--all-targets", "--all-features"];
    lint(workshop, "clippy", &words)
}

/// Once with the quiz and once without: what only one of them uses must be gated.
fn clippy_wasm(workshop: &Workshop) -> Lines {
    let words = ["clippy", "-p", "leadsieve", "--target", tool::WASM, "--lib"];
    lint(workshop, "clippy for wasm", &words)?;
    let without = [words.as_slice(), &["--no-default-features"]].concat();
    lint(workshop, "clippy for wasm without quiz", &without)
}

fn lint(workshop: &Workshop, name: &str, words: &[&str]) -> Lines {
    let mut command = cargo(workshop, words);
    command.args(["--", "-D", "warnings"]);
    step::run(workshop, name, &mut command, "mend what clippy names above")?;
    Ok(Vec::new())
}

fn native_tests(workshop: &Workshop) -> Lines {
    let words = ["test", "--workspace", "--all-features", "--no-fail-fast"];
    let advice = "`cargo test -p PACKAGE NAME` runs the failing test alone";
    let output = step::run(workshop, "native tests", &mut cargo(workshop, &words), advice)?;
    Ok(closing_lines(&output))
}

/// Whether expressions mean what SurveyJS means by them.
fn conformance(workshop: &Workshop) -> Lines {
    node::ensure_for_conformance(workshop)?;
    let words = ["build", "--package", "leadsieve", "--all-features", "--bins"];
    step::run(workshop, "program", &mut cargo(workshop, &words), "mend what the compiler names above")?;
    let mut lines = conformance_of(workshop, "expressions", "20000", "tests/conformance/differences.mjs")?;
    lines.extend(conformance_of(workshop, "walks", "8", "tests/conformance/walk/differences.mjs")?);
    Ok(lines)
}

/// Gives so many cases to both engines.
fn conformance_of(workshop: &Workshop, what: &str, count: &str, list: &str) -> Lines {
    let mut command = workshop.command("npm");
    command
        .current_dir(workshop.root.join(node::CONFORMANCE))
        .env("LEADSIEVE", workshop.built("leadsieve"))
        .env("COUNT", count)
        .args(["run", "--silent", what]);
    let advice = format!("mend the engine, or say in {list} why it is meant to differ");
    let output = step::run(workshop, what, &mut command, &advice)?;
    Ok(closing_lines(&output))
}

/// Whether the module `tools` scores 100,000 leads as the native library does, to the byte.
fn agreement(workshop: &Workshop) -> Lines {
    let words = ["build", "--package", "leadsieve-fuzz", "--bin", "leadsieve-score-cases"];
    step::run(workshop, "generator of leads", &mut cargo(workshop, &words), "mend what the compiler names above")?;
    let mut command = workshop.command("node");
    command.env("CASES", workshop.built("leadsieve-score-cases")).arg("tests/agreement/scores.mjs");
    let advice = "the line above names the table by its number; `LEADS` and `SEED` make the same and other ones";
    let output = step::run(workshop, "agreement", &mut command, advice)?;
    Ok(closing_lines(&output))
}

fn web_build(workshop: &Workshop) -> Lines {
    build::web(workshop)?;
    Ok(Vec::new())
}

fn types(workshop: &Workshop) -> Lines {
    let mut command = workshop.in_www("npm");
    command.args(["run", "--silent", "check"]);
    step::run(workshop, "types", &mut command, "mend what tsc names above")?;
    Ok(Vec::new())
}

fn wasm_tests(workshop: &Workshop) -> Lines {
    let browser = browser::find(workshop)?;
    // Not `wasm-pack test`: it builds every test target for the browser, and the native ones have native dependencies.
    let words = ["test", "--package", "leadsieve", "--target", tool::WASM, "--features", "tools", "--test", "browser"];
    let mut command = cargo(workshop, &words);
    command
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
        .env("CHROMEDRIVER", &browser.driver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", browser::webdriver_settings(workshop, &browser)?)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
        .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "30");
    let advice = "if the browser did not start, run it by hand with the arguments in webdriver.json";
    let output = step::run(workshop, "wasm tests", &mut command, advice)?;
    Ok(closing_lines(&output))
}

fn end_to_end(workshop: &Workshop) -> Lines {
    let words = ["build", "--workspace", "--all-features", "--bins"];
    let advice = "mend what the compiler names above";
    step::run(workshop, "programs", &mut cargo(workshop, &words), advice)?;
    let browser = browser::find(workshop)?;
    let mut command = workshop.in_www("npm");
    command
        .env("CHROMIUM", browser.program)
        .env("CHROMEDRIVER", browser.driver)
        .env("LEADSIEVE_COLLECTOR", workshop.built("leadsieve-collector"))
        .env("LEADSIEVE_CLI", workshop.built("leadsieve"))
        .args(["run", "--silent", "e2e"]);
    let advice = "`cargo xtask demo` serves the same pages for a look by hand";
    let output = step::run(workshop, "end-to-end tests", &mut command, advice)?;
    Ok(closing_lines(&output))
}

/// Three minutes of it; `cargo xtask soak` runs twenty.
fn soak_briefly(workshop: &Workshop) -> Lines {
    soak::run(workshop, soak::MINUTES_IN_TESTS)
}

/// The statements of `leadsieve sql` beside the score itself, over a million leads. A database that cannot be had is told as
/// skipped.
fn databases(workshop: &Workshop) -> Lines {
    let mut words = vec!["test", "--release", "--package", "leadsieve", "--all-features", "--test", "databases"];
    words.extend(["--", "--include-ignored", "--nocapture"]);
    let advice =
        "`LEADS=1000 cargo test --all-features --test databases -- --ignored --nocapture` is a short run of it";
    let output = step::run(workshop, "databases", &mut cargo(workshop, &words), advice)?;
    Ok(closing_lines(&output))
}

fn docs(workshop: &Workshop) -> Lines {
    let mut command = cargo(workshop, &["doc", "--workspace", "--no-deps", "--all-features"]);
    command.env("RUSTDOCFLAGS", "-D warnings");
    step::run(workshop, "docs", &mut command, "mend what rustdoc names above")?;
    Ok(Vec::new())
}

fn cargo(workshop: &Workshop, words: &[&str]) -> Command {
    let mut command = workshop.command("cargo");
    command.args(words);
    command
}

/// The lines by which cargo's and Node's test runners close.
fn closing_lines(output: &str) -> Vec<String> {
    const STARTS: [&str; 10] = [
        "agreement ",
        "skipped ",
        "test result:",
        "# tests ",
        "# pass ",
        "# fail ",
        "# skipped ",
        "ℹ tests ",
        "ℹ pass ",
        "ℹ fail ",
    ];
    let is_closing = |line: &&str| STARTS.iter().any(|start| line.starts_with(start));
    output.lines().filter(is_closing).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_lines_of_cargo_and_node_are_kept_and_the_rest_is_not() {
        let output = "running 1 test\ntest result: ok. 1 passed; 0 failed\n# tests 3\n# pass 3\nbye";
        assert_eq!(closing_lines(output), ["test result: ok. 1 passed; 0 failed", "# tests 3", "# pass 3"]);
    }

    #[test]
    fn a_suite_waits_only_for_suites_before_it() {
        for (place, suite) in ALL.iter().enumerate() {
            for other in suite.after {
                let stands = ALL.iter().position(|suite| suite.name == *other);
                assert!(stands.is_some_and(|other| other < place), "{}", suite.name);
            }
        }
    }

    #[test]
    fn all_budgets_together_stay_within_twenty_five_minutes() {
        let seconds: u32 = ALL.iter().map(|suite| suite.budget).sum();
        assert!(seconds <= 25 * 60, "{seconds} s");
    }

    #[test]
    fn the_quick_check_finds_all_its_suites() {
        assert_eq!(named(QUICK).len(), QUICK.len());
    }
}
