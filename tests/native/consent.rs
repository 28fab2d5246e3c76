//! Consent: nothing is stored, read or sent before a grant, whatever happens; the lead that the visitor sent is the sole
//! exception.

use leadsieve::delivery::Answer;
use leadsieve::engine::{Effect, Input, QuizAct};
use leadsieve::value::{Map, Value};
use proptest::prelude::*;

use crate::files;
use crate::model::World;

fn pending_config() -> Value {
    let mut config = files::json("www/demo/leadsieve.json").as_map().cloned().unwrap();
    let pending: Map = ["attribution", "behaviour", "lead"].iter().map(|name| (*name, "pending")).collect();
    config.set("consent", Map::new().with("default", pending));
    config.into()
}

/// Everything that a page can do without granting anything.
fn harmless() -> impl Strategy<Value = Input> {
    let acts = prop::sample::select(vec![
        r#"{"do":"open"}"#,
        r#"{"do":"next"}"#,
        r#"{"do":"back"}"#,
        r#"{"do":"restart"}"#,
        r#"{"do":"answer","name":"project","value":"new-home"}"#,
        r#"{"do":"answer","name":"shape","value":"u"}"#,
        r#"{"do":"answer","name":"budget","value":3000}"#,
        r#"{"do":"contact","name":"phone","value":"02079460999"}"#,
    ]);
    prop_oneof![
        Just(Input::Activity),
        Just(Input::Tick),
        Just(Input::Online),
        Just(Input::Leave),
        Just(Input::Returned),
        Just(Input::Consent(Map::new().with("attribution", false).into())),
        Just(Input::Consent(Map::new().with("behaviour", "yes").into())),
        Just(Input::Attention { visible: false, focused: false }),
        Just(Input::Link { href: "tel:1".into() }),
        Just(Input::Records(vec![
            ("leadsieve.quillfern.source.1".into(), Value::Null),
            ("leadsieve.quillfern.behaviour.1".into(), Map::new().with("v", 1.0).into())
        ])),
        Just(Input::Answered { record: "outbox-x".into(), answer: Answer::Nothing }),
        (0.0..5000.0f64).prop_map(|top| Input::Scroll { top, viewport: 800.0, document: 4000.0 }),
        "[a-z.]{0,5}".prop_map(|name| Input::Track { name, properties: Value::Null }),
        acts.prop_map(|act| Input::Quiz {
            quiz: "kitchen".into(),
            act: QuizAct::from_value(&serde_json::from_str(act).unwrap()).unwrap()
        }),
    ]
}

proptest! {
    #[test]
    fn nothing_is_stored_read_or_sent_before_a_grant(inputs in prop::collection::vec((harmless(), 0i64..60_000), 0..40)) {
        let mut world = World::new(pending_config());
        world.open("/demo/?utm_source=a&utm_medium=cpc", "");
        for (input, pause) in inputs {
            world.input(input);
            world.wait(pause);
        }
        for effect in &world.effects {
            let is_allowed = match effect {
                Effect::Store { .. } | Effect::Send { .. } => false,
                // The outbox holds only what a visitor sent; it is looked into so that a lead of yesterday still goes out.
                Effect::Load { key, .. } => key == "leadsieve.quillfern.outbox-",
                _ => true,
            };
            prop_assert!(is_allowed, "{:?}", effect);
        }
        prop_assert!(world.storage.is_empty());
    }
}

#[test]
fn pressing_send_stores_and_sends_that_lead_alone_and_leaves_no_trace_once_it_arrived() {
    let mut world = World::new(pending_config());
    world.open("/demo/", "");
    world.input(Input::Lead { contact: Map::new().with("phone", "020 7946 0999").into(), request: Value::Null });
    assert_eq!(world.leads.len(), 1);
    assert!(world.effects.iter().any(|effect| matches!(effect, Effect::Store { key, .. } if key.contains(".outbox-"))));
    assert!(
        world.effects.iter().all(|effect| !matches!(effect, Effect::Store { key, .. } if !key.contains(".outbox-")))
    );
    assert!(world.storage.is_empty(), "{:?}", world.storage.keys());
    assert_eq!(world.leads[0].at("source.scope"), Some(&"visit".into()));
}

#[test]
fn a_grant_in_the_same_document_keeps_the_first_touch_exactly() {
    let mut world = World::new(pending_config());
    world.open("/demo/?utm_source=google&utm_medium=cpc", "");
    let landed_at = world.now;
    world.wait(60_000);
    world.input(Input::Consent(Map::new().with("attribution", true).into()));
    let stored = world.storage.get("leadsieve.quillfern.source.1").unwrap();
    assert_eq!(stored.at("first.at").and_then(Value::as_whole), Some(landed_at));
    assert_eq!(stored.at("first.channel"), Some(&"Paid Search".into()));
    assert_eq!(world.events.iter().filter(|(name, _)| name == "page.view").count(), 1);
}

#[test]
fn withdrawing_leaves_no_key_and_tells_of_unsent_leads() {
    let mut world = World::new(files::json("www/demo/leadsieve.json"));
    world.open("/demo/", "");
    world.set_online(false);
    world.input(Input::Lead { contact: Map::new().with("email", "a@b.example").into(), request: Value::Null });
    assert!(world.storage.len() >= 3);
    world.input(Input::Withdraw);
    assert!(world.storage.is_empty());
    let told = world.events.iter().find(|(name, _)| name == "lead.undelivered").unwrap();
    assert_eq!(told.1.get("reason"), Some(&"withdrawn".into()));
    world.input(Input::Activity);
    world.input(Input::Leave);
    world.wait(600_000);
    assert!(world.storage.is_empty());
}

#[test]
fn a_tab_that_sees_the_records_vanish_does_not_write_them_again() {
    let mut world = World::new(files::json("www/demo/leadsieve.json"));
    world.open("/demo/?gclid=a", "");
    for record in ["source", "behaviour"] {
        let key = format!("leadsieve.quillfern.{record}.1");
        world.storage.remove(&key);
        world.input(Input::Changed { key, value: Value::Null });
    }
    world.wait(120_000);
    world.input(Input::Link { href: "tel:1".into() });
    world.input(Input::Leave);
    assert!(world.storage.is_empty(), "{:?}", world.storage);
}

#[test]
fn two_tabs_keep_the_earlier_first_touch() {
    let mut early = World::new(files::json("www/demo/leadsieve.json"));
    early.open("/demo/?utm_source=first&utm_medium=cpc", "");
    let mut late = World::new(files::json("www/demo/leadsieve.json"));
    late.now += 1_000;
    late.open("/demo/?utm_source=second&utm_medium=cpc", "");
    let key = "leadsieve.quillfern.source.1".to_owned();
    let (one, other) = (early.storage[&key].clone(), late.storage[&key].clone());
    for (left, right) in [(&one, &other), (&other, &one)] {
        let joined = leadsieve::engine::join_records(&key, left, right);
        assert_eq!(joined.at("first.source"), Some(&"first".into()));
        assert_eq!(joined.items("touches").last().and_then(|last| last.text("source")), Some("second"));
    }
}
