//! `cargo xtask`: the project's own commands. This file decides which command was asked for; it must not know how
//! any of them does its work.

mod bench;
mod browser;
mod build;
mod demo;
mod document;
mod failure;
mod fingerprint;
mod fresh;
mod node;
mod paths;
mod settings;
mod size;
mod soak;
mod step;
mod suite;
mod suites;
mod tool;
mod version;
mod watch;
mod workshop;

use failure::Failure;
use std::process::ExitCode;
use workshop::Workshop;

const HELP: &str = "\
cargo xtask COMMAND

  demo [--port N]  install what is missing, build, and serve the demo page on this machine
  test             everything: format, lints, tests, docs, sizes; installs what is missing
  test-full        the same and what takes longer, then both commands of the README in a fresh clone
  check            the quick part of it: format, lints, native tests
  check FILE       what is wrong with a config and its quizzes, or with a quiz alone
  build            all that a page loads, into www/dist
  size             what a page weighs, against its budgets
  bench source     agreement, bytes and time per classification, beside sourcebuster
  bench event      time per scroll, pointer and click, beside posthog-js and Snowplow
  bench quiz       time per answer in a quiz of 200 questions, beside survey-core
  bench score      time per lead by 10 and 1,000 rules, beside json-logic-engine and json-rules-engine
  soak [--minutes N]  random browsing for 20 minutes: console, long tasks, memory, log
  help             this text";

/// What was asked for.
#[derive(Debug, PartialEq)]
enum Request {
    Demo { port: Option<u16> },
    Test,
    TestFull,
    Check,
    CheckFile { file: String },
    Build,
    Size,
    BenchSource,
    BenchEvent,
    BenchQuiz,
    BenchScore,
    Soak { minutes: u32 },
    Help,
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match parse(&words) {
        Ok(request) => finish(carry_out(&request), 1),
        Err(failure) => finish(Err(failure), 2),
    }
}

/// A failure is told; a failed suite has been told already.
fn finish(outcome: Result<bool, Failure>, status: u8) -> ExitCode {
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(status),
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::from(status)
        }
    }
}

fn parse(words: &[&str]) -> Result<Request, Failure> {
    match words {
        ["demo"] => Ok(Request::Demo { port: None }),
        ["demo", "--port", port] => Ok(Request::Demo { port: Some(parse_port(port)?) }),
        ["test"] => Ok(Request::Test),
        ["test-full"] => Ok(Request::TestFull),
        ["check"] => Ok(Request::Check),
        ["check", file] => Ok(Request::CheckFile { file: (*file).to_owned() }),
        ["build"] => Ok(Request::Build),
        ["size"] => Ok(Request::Size),
        ["bench", "source"] => Ok(Request::BenchSource),
        ["bench", "event"] => Ok(Request::BenchEvent),
        ["bench", "quiz"] => Ok(Request::BenchQuiz),
        ["bench", "score"] => Ok(Request::BenchScore),
        ["soak"] => Ok(Request::Soak { minutes: soak::MINUTES }),
        ["soak", "--minutes", minutes] => Ok(Request::Soak { minutes: parse_minutes(minutes)? }),
        [] | ["help" | "--help" | "-h"] => Ok(Request::Help),
        _ => Err(Failure::new(format!("`{}` is not a command", words.join(" "))).todo("`cargo xtask help` lists them")),
    }
}

fn parse_port(text: &str) -> Result<u16, Failure> {
    let port = text.parse().ok().filter(|port| *port > 0);
    port.ok_or_else(|| {
        Failure::new(format!("`{text}` is not a port")).todo("name a number from 1 to 65535, such as 8787")
    })
}

fn parse_minutes(text: &str) -> Result<u32, Failure> {
    let minutes = text.parse().ok().filter(|minutes| (1..=600).contains(minutes));
    minutes.ok_or_else(|| {
        Failure::new(format!("`{text}` is no number of minutes")).todo("name a number from 1 to 600, such as 20")
    })
}

fn carry_out(request: &Request) -> Result<bool, Failure> {
    if *request == Request::Help {
        step::say(HELP);
        return Ok(true);
    }
    let workshop = Workshop::open()?;
    match request {
        Request::Demo { port } => demo::run(&workshop, *port)?,
        Request::Test => return Ok(suite::run_all(&workshop, suites::ALL)),
        Request::TestFull => {
            let is_good = suite::run_all(&workshop, &[suites::ALL, suites::LONG].concat());
            fresh::check(&workshop)?;
            return Ok(is_good);
        }
        Request::Check => {
            tool::ensure_for_check(&workshop)?;
            return Ok(suite::run_all(&workshop, &suites::named(suites::QUICK)));
        }
        Request::CheckFile { file } => return document::check(&workshop, file),
        Request::Build => build::with_tools(&workshop)?,
        Request::Size => {
            for line in size::check(&workshop)? {
                step::say(&line);
            }
        }
        Request::BenchSource => bench::source(&workshop)?,
        Request::BenchEvent => bench::event(&workshop)?,
        Request::BenchQuiz => bench::quiz(&workshop)?,
        Request::BenchScore => bench::score(&workshop)?,
        Request::Soak { minutes } => soak::with_tools(&workshop, *minutes)?,
        Request::Help => {}
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_demo_takes_a_port() {
        let asked = parse(&["demo", "--port", "9001"]).unwrap();
        assert_eq!(asked, Request::Demo { port: Some(9001) });
        assert_eq!(parse(&["demo"]).unwrap(), Request::Demo { port: None });
    }

    #[test]
    fn a_port_that_is_none_is_named() {
        for port in ["0", "65536", "eight"] {
            let told = parse(&["demo", "--port", port]).unwrap_err().to_string();
            assert!(told.starts_with(&format!("`{port}` is not a port")), "{told}");
        }
    }

    #[test]
    fn a_check_takes_a_file() {
        assert_eq!(parse(&["check"]).unwrap(), Request::Check);
        assert_eq!(parse(&["check", "quiz.json"]).unwrap(), Request::CheckFile { file: "quiz.json".to_owned() });
    }

    #[test]
    fn a_soak_takes_minutes() {
        assert_eq!(parse(&["soak"]).unwrap(), Request::Soak { minutes: 20 });
        assert_eq!(parse(&["soak", "--minutes", "3"]).unwrap(), Request::Soak { minutes: 3 });
        let told = parse(&["soak", "--minutes", "0"]).unwrap_err().to_string();
        assert!(told.starts_with("`0` is no number of minutes"), "{told}");
    }

    #[test]
    fn an_unknown_command_is_named_with_the_way_to_the_list() {
        let told = parse(&["tset"]).unwrap_err().to_string();
        assert!(told.contains("`tset` is not a command") && told.contains("cargo xtask help"));
    }
}
