//! What platforms of the page hear: events by `bridges`, leads by `goals`, and never more than the visitor allowed. Also what
//! becomes of measures when consent comes late.

use leadsieve::engine::Input;
use leadsieve::value::{Map, Value};

use crate::model::World;

fn config(consent: &str, more: &str) -> Value {
    let json = format!(
        r#"{{"version":1,"site":{{"id":"quill","countries":["GB"]}},
        "consent":{{"default":{{"attribution":"{consent}","behaviour":"{consent}","lead":"granted"}}}},
        "delivery":{{"destinations":[{{"id":"crm","url":"/leads"}}]}}, {more}}}"#
    );
    serde_json::from_str(&json).unwrap()
}

fn granted(yes: bool) -> Input {
    Input::Consent(["attribution", "behaviour", "lead"].iter().map(|name| (*name, yes)).collect::<Map>().into())
}

fn lead(phone: &str) -> Input {
    Input::Lead { contact: Map::new().with("phone", phone).into(), request: Map::new().with("topic", "one").into() }
}

fn call() -> Input {
    Input::Link { href: "tel:1".into() }
}

/// What was told, as `platform name value`.
fn told(world: &World) -> Vec<String> {
    let line = |(to, word): &(&str, Value)| {
        let value = word.at("properties.value").and_then(Value::as_number).map(|value| format!(" {value}"));
        format!("{to} {}{}", word.text("name").unwrap(), value.unwrap_or_default())
    };
    world.told.iter().map(line).collect()
}

#[test]
fn platforms_hear_of_the_events_that_the_config_names_and_only_while_behaviour_is_granted() {
    let bridges = r#""events":{"bridges":[{"to":"gtag","events":["click.*"]},{"to":"metrika","id":"7"}]}"#;
    let mut world = World::new(config("pending", bridges));
    world.open("/", "");
    world.input(call());
    assert_eq!(told(&world), Vec::<String>::new());
    world.input(granted(true));
    world.input(call());
    assert_eq!(told(&world), ["gtag click.phone"]);
    world.input(granted(false));
    world.input(call());
    assert_eq!(told(&world).len(), 1);
}

#[test]
fn who_withdraws_is_told_to_no_platform() {
    let mut world = World::new(config("granted", r#""events":{"bridges":[{"to":"meta","events":["lead.*"]}]}"#));
    world.open("/", "");
    world.set_online(false);
    world.input(lead("020 7946 0999"));
    let before = told(&world).len();
    world.input(Input::Withdraw);
    assert!(world.events.iter().any(|(name, _)| name == "lead.undelivered"));
    assert_eq!(told(&world).len(), before);
    assert_eq!(world.engine().ask("events", &world.moment()).items("events").len(), 0);
}

#[test]
fn a_goal_is_told_once_for_a_lead_and_never_for_its_repeat() {
    let goals = r#""score":{"id":"t","rules":[{"id":"called","axis":"intent","if":"{event.click.phone.count} > 0","points":30,"label":"Called"}],
        "temperature":{"warm":5,"hot":20}},
        "events":{"goals":[{"to":"meta","name":"Lead","value":"{score.total} * 2","audience":"warm-up"},
        {"to":"gtag","name":"called","if":"{event.click.phone.count} > 0"}]}"#;
    let mut world = World::new(config("granted", goals));
    world.open("/", "");
    world.input(lead("020 7946 0111"));
    assert_eq!(told(&world), ["meta warm-up"], "a cold lead is for the audience");
    world.input(call());
    world.input(lead("020 7946 0222"));
    assert_eq!(told(&world)[1..], ["meta Lead 60", "gtag called"]);
    world.input(lead("020 7946 0222"));
    assert_eq!(told(&world).len(), 3);
}

#[test]
fn without_attribution_no_goal_is_told() {
    let mut world = World::new(config("denied", r#""events":{"goals":[{"to":"meta","name":"Lead"}]}"#));
    world.open("/", "");
    world.input(lead("020 7946 0111"));
    assert_eq!(told(&world), Vec::<String>::new());
}

#[test]
fn time_that_was_read_while_consent_waited_counts_for_the_visit_that_it_belongs_to() {
    let mut world = World::new(config("pending", r#""events":{}"#));
    world.open("/", "");
    world.input(granted(true));
    world.wait(9_000);
    world.open("/second", "");
    world.wait(5_000);
    world.input(granted(true));
    world.wait(6_000);
    let seconds = world.engine().facts(&world.moment()).at("visit.engaged_s").and_then(Value::as_number).unwrap();
    assert!((19.0..=21.0).contains(&seconds), "{seconds} s of 20");
}

#[test]
fn what_was_read_before_a_long_absence_is_no_part_of_the_next_visit() {
    let mut world = World::new(config("granted", r#""events":{}"#));
    world.open("/", "");
    world.wait(12_000);
    world.input(Input::Attention { visible: false, focused: false });
    world.wait(40 * 60_000);
    world.input(Input::Attention { visible: true, focused: true });
    world.input(Input::Activity);
    world.wait(3_000);
    let visit = world.engine().facts(&world.moment()).get("visit").cloned().unwrap();
    assert_eq!(visit.whole("number"), Some(2));
    assert!(visit.amount("engaged_s") <= 4, "{visit:?}");
}
