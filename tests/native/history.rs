//! Events that a page counted, and the same events as a history tells them: both give the same score. So a backend may score
//! what its own log says.

use leadsieve::config::{self, Config};
use leadsieve::value::{Map, Value};
use leadsieve::verify::{History, score};
use proptest::prelude::*;
use serde_json::json;

use crate::model::World;

const MINUTE: i64 = 60_000;
const DAY: i64 = 1_440 * MINUTE;

/// A table that asks a key page for everything: how often, per object, visit and page, with decay and without.
fn document() -> serde_json::Value {
    let rule = |index: usize, per: &str, more: serde_json::Value| {
        let mut rule = json!({ "id": format!("r{index}"), "axis": "intent", "each": "event.keypage.offer", "per": per, "points": 7 + index, "label": "x" });
        more.as_object().unwrap().iter().for_each(|(name, value)| rule[name] = value.clone());
        rule
    };
    let mut rules = Vec::new();
    for (place, per) in ["event", "object", "visit", "page"].into_iter().enumerate() {
        rules.push(rule(3 * place, per, json!({})));
        rules.push(rule(3 * place + 1, per, json!({ "half_life": "2d" })));
        rules.push(rule(
            3 * place + 2,
            per,
            json!({ "limit": 2, "steps": [{ "after": "1h", "keep": 60 }, { "after": "9d", "keep": 5 }] }),
        ));
    }
    let granted = json!({ "attribution": "granted", "behaviour": "granted", "lead": "granted" });
    json!({
        "version": 1, "site": { "id": "quill" }, "consent": { "default": granted }, "source": { "window_days": 30 },
        "events": { "key_pages": [{ "name": "offer", "path": "/offer*" }] },
        "score": { "id": "t", "rules": rules, "temperature": { "warm": 20, "hot": 90 } }
    })
}

fn read(document: &serde_json::Value) -> (Value, Config) {
    let document: Value = serde_json::from_value(document.clone()).unwrap();
    let (config, problems) = config::read(&document);
    assert!(problems.is_empty(), "{problems:?}");
    (document, config)
}

/// The events of key pages that the page told since `from`, as a history: with the path, the visit and the view of a page.
fn told(world: &World, from: usize, view: usize) -> Vec<serde_json::Value> {
    let visit = world.engine().facts(&world.moment()).at("visit.number").and_then(Value::as_whole);
    let views = world.events[from..].iter().filter(|(name, _)| name == "keypage.view");
    let event = |(_, detail): &(String, Value)| json!({ "name": "event.keypage.offer", "at": detail.amount("at"), "object": detail.text("page"), "visit": visit, "page": view });
    views.map(event).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn a_history_of_events_gives_the_score_that_the_page_gave(
        steps in prop::collection::vec((prop::sample::select(vec!["/", "/offer", "/offer/a", "/offer/b"]), prop::sample::select(vec![0, MINUTE, 29 * MINUTE, 40 * MINUTE, 2 * DAY, 12 * DAY])), 1..40),
        later in 0i64..20 * DAY,
        seed in any::<u64>(),
    ) {
        let (document, config) = read(&document());
        let mut world = World::new(document);
        let mut events = Vec::new();
        for (view, (path, rest)) in steps.into_iter().enumerate() {
            let from = world.events.len();
            world.open(path, "");
            events.extend(told(&world, from, view));
            world.close();
            world.now += rest;
        }
        world.open("/", "");
        world.now += later;
        let mut shuffled = events.clone();
        shuffled.sort_by_key(|event| leadsieve::value::sha256(format!("{seed}{event}").as_bytes()));
        let page = world.engine().ask("score", &world.moment());
        for events in [events, shuffled] {
            let line = serde_json::from_value(json!({ "values": {}, "events": events, "now": world.moment().wall_ms })).unwrap();
            let again = score(&History::read(&line).unwrap(), &config, 0).unwrap();
            prop_assert_eq!(&Value::from(leadsieve::lead::score_part(&again)), &page);
        }
    }
}

/// The counter of the key page as facts show it, after pages were opened with times between them.
fn counter(steps: &[(&str, i64)], name: &str) -> Map {
    let mut world = World::new(read(&document()).0);
    for (path, rest) in steps {
        world.open(path, "");
        world.wait(1_000);
        world.close();
        world.now += rest;
    }
    world.open("/", "");
    let found = world.engine().facts(&world.moment()).at(name).and_then(Value::as_map).cloned();
    found.unwrap_or_default()
}

fn count(steps: &[(&str, i64)], name: &str) -> i64 {
    counter(steps, name).get("count").and_then(Value::as_whole).unwrap_or(0)
}

#[test]
fn distinct_objects_visits_and_page_views_are_counted_once_across_visits() {
    let name = |suffix: &str| format!("event.keypage.offer{suffix}");
    let steps =
        [("/offer", MINUTE), ("/offer/a", MINUTE), ("/offer", 40 * MINUTE), ("/", MINUTE), ("/offer/a", DAY), ("/", 0)];
    let counts = ["", ".per_object", ".per_visit", ".per_page"].map(|suffix| count(&steps, &name(suffix)));
    assert_eq!(counts, [4, 2, 2, 4]);
    // An object keeps the time at which it was new.
    let plain = counter(&steps, &name(""));
    let objects = counter(&steps, &name(".per_object"));
    assert_eq!(objects.get("first"), plain.get("first"));
    assert_eq!(objects.get("last"), plain.get("times").and_then(|times| times.as_list()).map(|times| &times[1]));
}

#[test]
fn the_newest_fifty_times_are_kept_and_the_window_forgets_the_rest() {
    let many = vec![("/offer", MINUTE); 60];
    let kept = counter(&many, "event.keypage.offer");
    let times = kept.get("times").and_then(|times| times.as_list()).unwrap();
    assert_eq!((kept.get("count"), times.len()), (Some(&60.0.into()), 50));
    assert_eq!(times.last(), kept.get("last"));
    assert_eq!(count(&[("/offer", 29 * DAY), ("/offer", 0)], "event.keypage.offer"), 2);
    assert_eq!(count(&[("/offer", 31 * DAY), ("/offer", 0)], "event.keypage.offer"), 1);
    assert_eq!(count(&[("/offer", 31 * DAY)], "event.keypage.offer"), 0);
}
