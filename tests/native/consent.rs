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

/// What a consent platform says.
fn signal(from: &str, data: &str) -> Input {
    Input::Signal { from: from.to_owned(), data: serde_json::from_str(data).unwrap() }
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
        Just(signal(
            "tcf",
            r#"{"gdprApplies":true,"eventStatus":"cmpuishown","purpose":{"consents":{"1":true,"7":true,"8":true}}}"#
        )),
        Just(signal("tcf", r#"{"gdprApplies":true,"eventStatus":"tcloaded","purpose":{"consents":{"7":true}}}"#)),
        Just(signal("consent_mode", r#"["consent","default",{"ad_storage":"denied"}]"#)),
        Just(signal("consent_mode", r#"["consent","update",{"ad_storage":"denied","ad_user_data":"granted"}]"#)),
        Just(signal("other", r#"["consent","update",{"ad_storage":"granted"}]"#)),
        Just(signal("gpc", "true")),
        Just(Input::Kept { cookie: true, local: true }),
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
    world.wait(3_100);
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

/// Who speaks, and what was said of attribution and behaviour: yes, no, or nothing.
#[derive(Clone, Debug)]
enum Said {
    Page([Option<bool>; 2]),
    Framework([bool; 2]),
    Asked,
    Mode(bool, [Option<bool>; 2]),
    Withdraw,
    Something(Input),
}

fn said() -> impl Strategy<Value = Said> {
    let maybe = || prop::array::uniform2(prop::option::of(any::<bool>()));
    prop_oneof![
        2 => maybe().prop_map(Said::Page),
        2 => any::<[bool; 2]>().prop_map(Said::Framework),
        1 => Just(Said::Asked),
        2 => (any::<bool>(), maybe()).prop_map(|(is_update, said)| Said::Mode(is_update, said)),
        1 => Just(Said::Withdraw),
        3 => prop::sample::select(vec![
            Input::Activity,
            Input::Leave,
            Input::Returned,
            Input::Link { href: "tel:1".into() },
            Input::Navigated { url: "https://site.example/next".into(), title: String::new() },
        ]).prop_map(Said::Something),
    ]
}

/// What holds, told by the order alone: the page, the browser's objection, the framework, Consent Mode, the default.
#[derive(Default)]
struct Order {
    page: [Option<bool>; 2],
    objects: bool,
    /// Nothing yet, being asked, answered.
    framework: Option<Option<[bool; 2]>>,
    mode: [Option<bool>; 2],
    asking: [Option<Option<bool>>; 2],
}

impl Order {
    /// Yes, no, or not yet.
    fn holds(&self, purpose: usize) -> Option<bool> {
        if let Some(said) = self.page[purpose] {
            return Some(said);
        }
        if self.objects {
            return Some(false);
        }
        match (self.framework, self.mode[purpose], self.asking[purpose]) {
            (Some(framework), ..) => framework.map(|framework| framework[purpose]),
            (None, Some(mode), _) => Some(mode),
            (None, None, Some(asking)) => asking,
            (None, None, None) => None,
        }
    }

    fn take(&mut self, said: &Said) -> Option<Input> {
        let names = ["attribution", "behaviour"];
        Some(match said {
            Said::Something(input) => return Some(input.clone()),
            Said::Withdraw => {
                self.page = [Some(false); 2];
                Input::Withdraw
            }
            Said::Page(said) => {
                for (slot, said) in self.page.iter_mut().zip(said) {
                    *slot = said.or(*slot);
                }
                Input::Consent(names.iter().zip(said).map(|(name, said)| (*name, *said)).collect::<Map>().into())
            }
            Said::Asked => {
                self.framework.get_or_insert(None);
                signal("tcf", r#"{"eventStatus":"cmpuishown"}"#)
            }
            Said::Framework([attribution, behaviour]) => {
                self.framework = Some(Some([*attribution, *behaviour]));
                let json = format!(
                    r#"{{"gdprApplies":true,"eventStatus":"useractioncomplete","purpose":{{"consents":{{"1":true,"7":{attribution},"9":{behaviour}}}}}}}"#
                );
                signal("tcf", &json)
            }
            Said::Mode(is_update, said) => {
                let mut storages = Map::new();
                for (index, storage) in ["ad_storage", "analytics_storage"].iter().enumerate() {
                    if let Some(yes) = said[index] {
                        if *is_update {
                            self.mode[index] = Some(yes);
                        } else {
                            // Of several defaults the one that waits counts.
                            let waits = self.asking[index] == Some(None);
                            self.asking[index] = Some((yes && !waits).then_some(true));
                        }
                        storages.set(storage, if yes { "granted" } else { "denied" });
                    }
                }
                let kind = if *is_update { "update" } else { "default" };
                let command: Vec<Value> = vec!["consent".into(), kind.into(), storages.into()];
                Input::Signal { from: "consent_mode".into(), data: command.into() }
            }
        })
    }
}

proptest! {
    #[test]
    fn what_is_kept_is_what_was_granted_whoever_says_it_in_whatever_order(objects in any::<bool>(), steps in prop::collection::vec((said(), 0i64..100_000), 1..30)) {
        let mut world = World::new(pending_config());
        // Something is left of a visit that was granted.
        world.open("/?utm_source=earlier&utm_medium=cpc", "");
        world.input(Input::Consent(Map::new().with("attribution", true).with("behaviour", true).into()));
        world.close();
        prop_assert_eq!(world.storage.len(), 2);
        world.objects = objects;
        world.open("/?utm_source=a&utm_medium=cpc", "");
        let mut order = Order { objects, ..Order::default() };
        let mut has_spoken = false;
        for (said, pause) in steps {
            let written = world.effects.len();
            let input = order.take(&said).unwrap();
            world.input(input);
            // What changed is stored after three seconds.
            world.wait(pause + 3_001);
            let is_word = !matches!(said, Said::Something(Input::Activity | Input::Returned | Input::Link { .. } | Input::Navigated { .. }));
            has_spoken |= is_word;
            for (purpose, record) in ["source", "behaviour"].iter().enumerate() {
                let key = format!("leadsieve.quillfern.{record}.1");
                let is_granted = order.holds(purpose) == Some(true);
                // Who goes back to being asked has not objected: what was granted before stays, and is not touched.
                // At the start nothing is erased yet: the page may be about to say yes. Then somebody speaks, or leaves.
                if let Some(yes) = order.holds(purpose).filter(|yes| *yes || has_spoken) {
                    prop_assert_eq!(world.storage.contains_key(&key), yes, "{} after {:?}", record, said);
                }
                let touches = |effect: &Effect| matches!(effect, Effect::Store { key: known, .. } | Effect::Load { key: known, .. } if *known == key);
                prop_assert!(is_granted || !world.effects[written..].iter().any(touches), "{} after {:?}", record, said);
            }
            let scope = world.engine().source(&world.moment()).text("scope").map(str::to_owned);
            let expected = match order.holds(0) { Some(true) => "window", None => "visit", Some(false) => "none" };
            prop_assert_eq!(scope.as_deref(), Some(expected));
        }
        let is_sent = world.effects.iter().any(|effect| matches!(effect, Effect::Send { .. }));
        prop_assert!(!is_sent);
    }
}

#[test]
fn a_lead_sent_while_pending_carries_the_visits_source_unless_the_config_says_none() {
    for (pending_source, scope) in [(true, "visit"), (false, "none")] {
        let mut config = pending_config().as_map().cloned().unwrap();
        if let Value::Map(consent) = config.entry("consent") {
            consent.set("pending_source", pending_source);
        }
        let mut world = World::new(config.into());
        world.open("/demo/?gclid=a", "");
        world.input(Input::Lead { contact: Map::new().with("email", "a@b.example").into(), request: Value::Null });
        assert_eq!(world.leads[0].at("source.scope"), Some(&scope.into()));
        assert_eq!(world.leads[0].at("source.first").is_some(), pending_source);
    }
}

#[test]
fn only_the_platforms_that_the_config_names_are_heard() {
    let granted = || signal("consent_mode", r#"["consent","update",{"ad_storage":"granted"}]"#);
    for (sources, is_heard) in [(vec!["consent_mode"], true), (vec!["tcf", "gpc"], false), (vec![], false)] {
        let mut config = pending_config().as_map().cloned().unwrap();
        if let Value::Map(consent) = config.entry("consent") {
            consent.set("sources", sources);
        }
        let mut world = World::new(config.into());
        world.open("/?gclid=a", "");
        world.input(granted());
        assert_eq!(!world.storage.is_empty(), is_heard);
    }
}

#[test]
fn a_landing_that_was_left_too_soon_is_the_first_touch_of_the_next_page() {
    let mut world = World::new(files::json("www/demo/leadsieve.json"));
    world.earlier = Some(("/?utm_source=vk&utm_medium=cpc".into(), "https://vk.com/".into()));
    world.open("/prices.html", &format!("{}/", crate::model::ORIGIN));
    let source = world.engine().source(&world.moment());
    assert_eq!((source.at("first.channel"), source.whole("visits")), (Some(&"Paid Social".into()), Some(1)));
    assert_eq!(source.items("touches").len(), 0);
}
