//! Proof: a lead that was changed in one place is found out, with the part named.

use leadsieve::config;
use leadsieve::engine::Input;
use leadsieve::value::{Map, Value};
use leadsieve::verify::{Verdict, verify};
use serde_json::json;

use crate::model::{World, journey};
use crate::{files, golden};

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
        ("score.receipt.table_hash", "00".into(), "receipt"),
        ("score.total", 99.0.into(), "score"),
        ("score.axes.fit", 39.0.into(), "score"),
        ("score.explanation.0.points", 9.0.into(), "score"),
        ("score.class", "near".into(), "score"),
        ("score.handoff", false.into(), "score"),
        ("score.receipt.score", "00".into(), "receipt"),
        ("score.receipt.answers", "00".into(), "receipt"),
        ("score.receipt.seal", "00".into(), "receipt"),
        ("score.receipt.engine", "9.9.9".into(), "receipt"),
        ("score.receipt.at", 0.0.into(), "receipt"),
    ];
    for (path, value, expected) in cases {
        match verify(&changed(&lead, path, value), &configs) {
            Verdict::Differs { part, .. } => assert_eq!(part, expected, "{path}"),
            other => panic!("{path}: {other:?}"),
        }
    }
}

/// Everything that can be changed in one place of a document: each leaf changed, each field and item left out, a field added
/// to each object. With the place, as a pointer.
fn changes(document: &serde_json::Value) -> Vec<(String, serde_json::Value)> {
    let mut found = Vec::new();
    walk(document, "", &mut |pointer, value| {
        let mut changed = |new: serde_json::Value| {
            let mut copy = document.clone();
            *copy.pointer_mut(pointer).unwrap() = new;
            found.push((pointer.to_owned(), copy));
        };
        match value {
            serde_json::Value::Null => changed(json!("x")),
            serde_json::Value::Bool(yes) => changed(json!(!yes)),
            serde_json::Value::Number(number) => changed(json!(number.as_f64().unwrap() + 1.0)),
            serde_json::Value::String(text) => changed(json!(format!("{text}x"))),
            serde_json::Value::Array(items) => {
                for index in 0..items.len() {
                    let mut fewer = items.clone();
                    fewer.remove(index);
                    changed(json!(fewer));
                }
                changed(json!([items.as_slice(), &[json!("x")]].concat()));
            }
            serde_json::Value::Object(map) => {
                for name in map.keys() {
                    let mut fewer = map.clone();
                    fewer.remove(name);
                    changed(json!(fewer));
                }
                let mut more = map.clone();
                more.insert("another".into(), json!("x"));
                changed(json!(more));
            }
        }
    });
    found
}

fn walk(value: &serde_json::Value, pointer: &str, one: &mut impl FnMut(&str, &serde_json::Value)) {
    one(pointer, value);
    match value {
        serde_json::Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| walk(item, &format!("{pointer}/{index}"), one));
        }
        serde_json::Value::Object(map) => {
            map.iter().for_each(|(name, item)| walk(item, &format!("{pointer}/{name}"), one));
        }
        _ => {}
    }
}

/// Every lead of the golden journeys that has a score, with the config that made it.
fn golden_leads() -> Vec<(String, Value, config::Config)> {
    let mut found = Vec::new();
    for file in files::below("tests/golden", "journey.jsonl") {
        let folder = file.trim_end_matches("/journey.jsonl");
        let world = golden::play(folder);
        let config = config::read(&world.config).0;
        let scored = world.leads.iter().filter(|lead| lead.get("score").is_some());
        found.extend(scored.map(|lead| (folder.to_owned(), lead.clone(), config.clone())));
    }
    found
}

#[test]
fn any_one_change_of_what_the_receipt_covers_is_told_with_its_part() {
    let leads = golden_leads();
    assert!(leads.len() >= 6, "found {} leads", leads.len());
    let mut counts = std::collections::BTreeMap::new();
    for (folder, lead, config) in leads {
        let configs = [config];
        assert_eq!(verify(&lead, &configs), Verdict::Verified, "{folder}");
        let document = serde_json::to_value(&lead).unwrap();
        // Of nested parts the inner one counts.
        for (pointer, part) in [
            ("/score", "score"),
            ("/score/receipt", "receipt"),
            ("/request/answers", "answers"),
            ("/behaviour", "behaviour"),
            ("/source", "source"),
        ] {
            let Some(whole) = document.pointer(pointer) else { continue };
            for (place, changed) in changes(whole) {
                let mut copy = document.clone();
                *copy.pointer_mut(pointer).unwrap() = changed;
                let is_receipt = place.starts_with("/receipt")
                    || pointer == "/score" && place.is_empty() && copy.pointer("/score/receipt").is_none();
                let expected = if part == "score" && is_receipt { "receipt" } else { part };
                let forged: Value = serde_json::from_value(copy).unwrap();
                match verify(&forged, &configs) {
                    Verdict::Differs { part, expected: should, found } => {
                        assert_eq!(part, expected, "{folder}: {pointer}{place}: {should} {found}");
                        assert_ne!(should, found);
                    }
                    other => panic!("{folder}: {pointer}{place}: {other:?}"),
                }
                *counts.entry(expected).or_insert(0) += 1;
            }
        }
    }
    assert!(counts.len() == 5 && counts.values().all(|count| *count > 50), "{counts:?}");
}

/// The lead with its receipt sealed anew, as a forger would do who knows the code.
fn sealed(lead: &Value) -> Value {
    let receipt = leadsieve::lead::sealed(lead.at("score.receipt").unwrap().as_map().unwrap().clone());
    changed(lead, "score.receipt", receipt.into())
}

#[test]
fn a_receipt_that_was_sealed_anew_is_told_by_what_it_should_say() {
    let (lead, config) = lead();
    let configs = [config];
    assert_eq!(verify(&sealed(&lead), &configs), Verdict::Verified);
    for (field, expected) in [
        ("answers", "answers"),
        ("behaviour", "behaviour"),
        ("source", "source"),
        ("table", "table"),
        ("table_hash", "table"),
        ("score", "receipt"),
    ] {
        match verify(&sealed(&changed(&lead, &format!("score.receipt.{field}"), "00".into())), &configs) {
            Verdict::Differs { part, found, .. } => assert_eq!((part, found.as_str()), (expected, "00")),
            other => panic!("{field}: {other:?}"),
        }
    }
    for extreme in [f64::MAX, -9e15, 9e15] {
        for field in ["today", "at"] {
            let forged = sealed(&changed(&lead, &format!("score.receipt.{field}"), extreme.into()));
            assert_ne!(verify(&forged, &configs).name(), "malformed", "and no overflow");
        }
    }
}

#[test]
fn a_score_that_is_missing_or_should_not_be_there_is_told() {
    let (lead, config) = lead();
    let configs = [config];
    let without = changed(&lead, "score", Value::Null);
    assert!(matches!(verify(&without, &configs), Verdict::Differs { part: "score", .. }));
    let vendor = changed(&lead, "kind", "vendor".into());
    assert!(matches!(verify(&vendor, &configs), Verdict::Differs { part: "score", .. }));
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
