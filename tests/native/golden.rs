//! Golden journeys: each folder of `tests/golden` is a visitor, played in the model browser; events, stored keys and
//! leads must be those of its `expected.json`. `UPDATE_GOLDEN=1 cargo test` writes what came out, for review.

use leadsieve::engine::Effect;
use leadsieve::value::{Map, Value, json};

use crate::files;
use crate::model::{World, journey, mask};

/// Plays the journey of a folder.
pub fn play(folder: &str) -> World {
    let own = format!("{folder}/config.json");
    let config = files::json(if files::path(&own).exists() { &own } else { "www/demo/leadsieve.json" });
    let mut world = World::new(config);
    for line in files::text(&format!("{folder}/journey.jsonl")).lines() {
        journey::play(
            &mut world,
            &serde_json::from_str(line).unwrap_or_else(|error| panic!("{folder}: {line}: {error}")),
        );
    }
    world.close();
    world
}

/// What a journey brought about, without what is not the same twice.
fn outcome(world: &World) -> Value {
    let events: Vec<Value> = world.events.iter().map(|(name, _)| name.as_str().into()).collect();
    let stored: Vec<Value> = world.storage.keys().map(|key| mask::key(key).into()).collect();
    let leads: Vec<Value> = world.leads.iter().map(mask::lead).collect();
    Map::new().with("events", events).with("stored", stored).with("leads", leads).into()
}

/// Indented JSON, so that a review sees what changed.
fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(&serde_json::from_str::<serde_json::Value>(&json::write(value)).unwrap()).unwrap()
        + "\n"
}

#[test]
fn every_journey_gives_its_expected_events_records_and_leads() {
    let journeys = files::below("tests/golden", "journey.jsonl");
    assert!(journeys.len() >= 6, "found {} journeys", journeys.len());
    for file in journeys {
        let folder = file.trim_end_matches("/journey.jsonl");
        let found = pretty(&outcome(&play(folder)));
        let expected = format!("{folder}/expected.json");
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(files::path(&expected), &found).unwrap();
        }
        assert_eq!(files::text(&expected), found, "{folder}: UPDATE_GOLDEN=1 writes what came out");
    }
}

#[test]
fn a_lead_tells_how_often_it_was_sent() {
    for file in files::below("tests/golden", "journey.jsonl") {
        let world = play(file.trim_end_matches("/journey.jsonl"));
        let sent = |key: &Value| {
            let of_it = |effect: &&Effect| match effect {
                Effect::Send { request, .. } => {
                    let body: Value = serde_json::from_str(&request.body).unwrap();
                    body.at("delivery.key") == Some(key)
                }
                _ => false,
            };
            world.effects.iter().filter(of_it).count() as f64
        };
        for lead in &world.leads {
            let attempt = lead.at("delivery.attempt").and_then(Value::as_number);
            assert_eq!(attempt, Some(sent(lead.at("delivery.key").unwrap())), "{file}");
        }
    }
}

#[test]
fn the_same_journey_gives_the_same_effects_to_the_byte() {
    let [first, second] = [play("tests/golden/paid-click"), play("tests/golden/paid-click")];
    assert_eq!(first.effects, second.effects);
    assert!(first.effects.len() > 50);
}

#[test]
fn a_score_is_the_sum_of_its_explanation_and_is_verified_by_scoring_again() {
    let world = play("tests/golden/paid-click");
    let (config, _) = leadsieve::config::read(&world.config);
    let lead = &world.leads[0];
    let points = lead
        .at("score.explanation")
        .unwrap()
        .as_list()
        .unwrap()
        .iter()
        .map(|line| line.get("points").unwrap().as_whole().unwrap());
    assert_eq!(Some(points.sum()), lead.at("score.total").unwrap().as_whole());
    assert_eq!(leadsieve::verify::verify(lead, &[config]).name(), "verified");
}
