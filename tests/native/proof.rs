//! Proof: a lead that was changed in one place is found out, with the part named.

use leadsieve::config;
use leadsieve::engine::Input;
use leadsieve::value::{Map, Value};
use leadsieve::verify::{Verdict, verify};

use crate::files;
use crate::model::{World, journey};

fn lead() -> (Value, config::Config) {
    let mut world = World::new(files::json("www/demo/leadsieve.json"));
    for line in files::text("tests/golden/paid-click/journey.jsonl").lines() {
        journey::play(&mut world, &serde_json::from_str(line).unwrap());
    }
    (world.leads[0].clone(), config::read(&world.config).0)
}

/// The lead with the value at a dotted path changed; numbers in the path are places in lists.
fn changed(lead: &Value, path: &str, value: Value) -> Value {
    let mut document: serde_json::Value = serde_json::to_value(lead).unwrap();
    let pointer = format!("/{}", path.replace('.', "/"));
    *document.pointer_mut(&pointer).unwrap_or_else(|| panic!("no {path}")) = serde_json::to_value(value).unwrap();
    serde_json::from_value(document).unwrap()
}

#[test]
fn a_lead_changed_in_one_place_is_told_with_its_part() {
    let (lead, config) = lead();
    let configs = [config];
    assert_eq!(verify(&lead, &configs), Verdict::Verified);
    let cases = [
        ("request.answers.0.value", Value::from("repair"), "answers"),
        ("request.answers.2.seconds", 9_999.0.into(), "answers"),
        ("behaviour.scroll", 1.0.into(), "behaviour"),
        ("source.first.channel", "Email".into(), "source"),
        ("score.receipt.table_hash", "00".into(), "table"),
        ("score.total", 99.0.into(), "score"),
        ("score.axes.fit", 39.0.into(), "score"),
        ("score.explanation.0.points", 9.0.into(), "score"),
        ("score.class", "near".into(), "score"),
        ("score.handoff", false.into(), "score"),
        ("score.receipt.score", "00".into(), "receipt"),
        ("score.receipt.answers", "00".into(), "answers"),
    ];
    for (path, value, expected) in cases {
        match verify(&changed(&lead, path, value), &configs) {
            Verdict::Differs { part, .. } => assert_eq!(part, expected, "{path}"),
            other => panic!("{path}: {other:?}"),
        }
    }
}

#[test]
fn an_older_config_is_found_by_its_hash_and_an_unknown_one_is_said_to_be_unknown() {
    let (lead, config) = lead();
    let other = config::read(&files::json("www/demo/consent.json")).0;
    assert_eq!(verify(&lead, &[other.clone(), config]), Verdict::Verified);
    assert_eq!(verify(&lead, &[other]), Verdict::UnknownConfig);
    assert_eq!(verify(&Map::new().with("format", "x").into(), &[]).name(), "malformed");
}

#[test]
fn a_repeat_enquiry_keeps_the_id_and_raises_the_number() {
    let mut world = World::new(files::json("www/demo/leadsieve.json"));
    let ask = |phone: &str| Input::Lead {
        contact: Map::new().with("phone", phone).into(),
        request: Map::new().with("topic", "doors").into(),
    };
    world.open("/demo/", "");
    world.input(ask("020 7946 0999"));
    world.open("/demo/", "");
    world.input(ask("+44 (20) 7946 0999"));
    world.input(ask("020 7946 0111"));
    let told: Vec<_> = world
        .leads
        .iter()
        .map(|lead| (lead.get("id").cloned(), lead.get("inquiry").and_then(Value::as_whole)))
        .collect();
    assert_eq!((told[0].1, told[1].1, told[2].1), (Some(1), Some(2), Some(1)));
    assert_eq!(told[0].0, told[1].0);
    assert_ne!(told[0].0, told[2].0);
    world.open("/demo/", "");
    world.now += 40 * leadsieve::time::DAY;
    world.input(ask("020 7946 0999"));
    assert_eq!(world.leads[3].get("inquiry").and_then(Value::as_whole), Some(1));
}
