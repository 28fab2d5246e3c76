//! Fixtures of events: what happens on a page, and which events come of it. A file of `tests/native/events` is a test; each
//! event has one, with cases that fire and near misses that do not.
//!
//! A case has `is` (a sentence), `events` (the config's part, default none), `config` (other parts of it: quizzes, a
//! destination), `path` (default `/`), `steps` and `told`: the
//! events of the file's name that are expected, in order, each with its properties beside `at`, `since` and `page`. A step is
//! an input as the tape writes it (`{"do": "scroll", "top": 0, "viewport": 800, "document": 4000}`) or one of:
//!
//! | step | means |
//! |---|---|
//! | `wait` `ms` | time passes, timers fire |
//! | `sleep` `ms` | the machine sleeps: time passes, timers do not fire |
//! | `clock` `ms` | the wall clock is set forwards, or back |
//! | `open` `path`, `close` | a page of the site is opened in place of this one, or left |
//! | `hide`, `show` | the tab goes behind another, and comes back |
//! | `offline`, `online` | the network goes, comes back |
//! | `press` | a sign of activity every 5 s, for `ms` |

use leadsieve::engine::{Input, tape};
use leadsieve::event::{NAMES, about};
use leadsieve::value::{Map, Value};

use crate::files;
use crate::model::World;

fn config(case: &Value) -> Value {
    let all = Map::new().with("attribution", "granted").with("behaviour", "granted").with("lead", "granted");
    let config = Map::new()
        .with("version", 1)
        .with("site", Map::new().with("id", "quill").with("domains", vec!["quill.example"]))
        .with("consent", Map::new().with("default", all))
        .with_some("events", case.part("events"));
    case.entries_of("config").iter().fold(config, |config, (name, part)| config.with(name, part.clone())).into()
}

fn play(world: &mut World, step: &Value) {
    let word = |name: &str| step.text(name).unwrap_or_default();
    let ms = step.amount("ms");
    match word("do") {
        "wait" => world.wait(ms),
        "sleep" => world.sleep(ms),
        "clock" => world.clock_set += ms,
        "open" => world.open(word("path"), ""),
        "close" => world.close(),
        word @ ("offline" | "online") => world.set_online(word == "online"),
        "hide" => world.input(Input::Attention { visible: false, focused: false }),
        "show" => world.input(Input::Attention { visible: true, focused: true }),
        "press" => {
            for _ in 0..ms / 5_000 {
                world.input(Input::Activity);
                world.wait(5_000);
            }
            world.wait(ms % 5_000);
        }
        _ => {
            let input = tape::input(step).unwrap_or_else(|| panic!("no step and no input: {step:?}"));
            world.input(input);
        }
    }
}

/// The events of a name with their properties.
fn told(world: &World, name: &str) -> Vec<Value> {
    let of_name = world.events.iter().filter(|(told, _)| told == name);
    let plain = |detail: &Value| {
        let kept = detail.entries().iter().filter(|(key, _)| !["at", "since", "page"].contains(&key.as_str()));
        kept.cloned().collect::<Map>().into()
    };
    of_name.map(|(_, detail)| plain(detail)).collect()
}

fn run(name: &str, case: &Value) -> Vec<Value> {
    let mut world = World::new(config(case));
    let problems = leadsieve::config::read(&world.config).1;
    assert!(problems.is_empty(), "{name}: {problems:?}");
    world.open(case.text("path").unwrap_or("/"), "");
    case.items("steps").iter().for_each(|step| play(&mut world, step));
    told(&world, name)
}

fn fixture(name: &str) -> Value {
    files::json(&format!("tests/native/events/{name}.json"))
}

#[test]
fn every_event_fires_as_its_fixtures_say_and_near_misses_do_not() {
    let mut wrong = Vec::new();
    for name in NAMES {
        let fixture = fixture(name);
        for kind in ["fires", "near_misses"] {
            for case in fixture.items(kind) {
                let (found, expected) = (run(name, case), case.items("told"));
                let is = case.text("is").unwrap_or_default();
                assert_eq!(expected.is_empty(), kind == "near_misses", "{name}: {is}: stands in the wrong list");
                if found != expected {
                    wrong.push(format!("{name}: {is}\n  found    {found:?}\n  expected {expected:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_event_has_a_fixture_that_fires_and_one_that_does_not() {
    for name in NAMES {
        let fixture = fixture(name);
        assert!(!fixture.items("fires").is_empty() && !fixture.items("near_misses").is_empty(), "{name}");
    }
    let known = files::below("tests/native/events", ".json");
    assert_eq!(known.len(), NAMES.len(), "a fixture of no event");
}

#[test]
fn the_properties_of_an_event_are_those_that_the_documentation_names() {
    for name in NAMES {
        let fixture = fixture(name);
        let about = about(name).unwrap_or_else(|| panic!("{name} is not documented"));
        let mut seen = std::collections::BTreeSet::new();
        for case in fixture.items("fires") {
            for told in case.items("told") {
                seen.extend(told.entries().iter().map(|(key, _)| key.clone()));
            }
        }
        let documented: std::collections::BTreeSet<String> =
            about.properties.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(seen, documented, "{name}");
    }
}
