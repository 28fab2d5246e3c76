//! The facts of an enquiry's own words and address, from what is typed to the score and back: `ask`, `account`, its tier.

use leadsieve::config::{self, Severity};
use leadsieve::engine::{Input, QuizAct};
use leadsieve::value::{Map, Value};
use leadsieve::verify::{Verdict, verify};
use serde_json::json;

use crate::model::World;

fn config() -> serde_json::Value {
    let rule =
        |id: &str, condition: &str| json!({ "id": id, "axis": "fit", "if": condition, "points": 1, "label": id });
    let choices = json!(["price", "how"]);
    let quiz = json!({
        "elements": [
            { "type": "radiogroup", "name": "topic", "choices": choices },
            { "type": "comment", "name": "words" }
        ],
        "lead": { "contact": { "email": "optional", "phone": "optional" } }
    });
    let mut config: serde_json::Value = serde_json::from_str(&crate::files::text("www/demo/leadsieve.json")).unwrap();
    config["quizzes"] = json!({ "q": quiz });
    config["score"] = json!({ "id": "t", "rules": [
        rule("info", "{ask} = 'info'"), rule("commercial", "{ask} = 'commercial'"), rule("mixed", "{ask} = 'mixed'"),
        rule("work", "{account} notempty"), rule("acme", "{account} = 'eu.acme.example'"), rule("key", "{account.tier} = 'key'")
    ] });
    config["lead"] = json!({
        "ask": { "commercial": ["Wholesale*"] },
        "free_mail": ["post.example"],
        "accounts": [{ "tier": "key", "domains": ["ACME.example"] }, { "tier": "old", "domains": ["acme.example", "b.example"] }]
    });
    config
}

fn read(document: &serde_json::Value) -> config::Config {
    let (config, problems) = config::read(&serde_json::from_value(document.clone()).unwrap());
    assert!(problems.iter().all(|problem| problem.severity == Severity::Warning), "{problems:?}");
    config
}

fn world() -> World {
    let mut world = World::new(serde_json::from_value(config()).unwrap());
    world.open("/", "");
    world
}

/// The rules that fired for a lead, and whether a backend agrees.
#[track_caller]
fn fired(lead: &Value) -> Vec<String> {
    assert_eq!(verify(lead, &[read(&config())]), Verdict::Verified);
    let lines = lead.at("score.explanation").unwrap().as_list().unwrap();
    lines.iter().map(|line| line.text("rule").unwrap().to_owned()).collect()
}

/// The lead of a quiz in which these words were written.
fn lead(words: &str, email: &str) -> Value {
    let mut world = world();
    world.quiz("q", QuizAct::Open);
    let answer = |name: &str, value: &str| Map::new().with("do", "answer").with("name", name).with("value", value);
    world.act("q", answer("topic", "price"));
    world.act("q", answer("words", words));
    world.act("q", Map::new().with("do", "next"));
    world.act("q", Map::new().with("do", "contact").with("name", "email").with("value", email));
    world.act("q", Map::new().with("do", "send"));
    world.leads[0].clone()
}

#[test]
fn words_and_address_give_points_that_a_backend_finds_again() {
    for (words, email, rules) in [
        ("Why do fronts turn yellow?", "a@gmail.com", &["info"][..]),
        ("Сколько стоит?", "a@post.example", &["commercial"]),
        ("wholesaler", "a@eu.post.example", &["commercial"]),
        ("Why is the price so high?", "A@EU.Acme.example", &["mixed", "work", "acme", "key"]),
        ("blue fronts", "a@b.example", &["work"]),
    ] {
        assert_eq!(fired(&lead(words, email)), rules, "{words} {email}");
    }
}

#[test]
fn a_choice_is_no_free_text_and_who_wrote_nothing_is_not_judged() {
    let lead = lead("", "a@gmail.com");
    assert_eq!(fired(&lead), Vec::<String>::new());
    let missing: Vec<_> =
        lead.at("score.missing").unwrap().as_list().unwrap().iter().map(|id| id.as_text().unwrap()).collect();
    assert_eq!(missing, ["info", "commercial", "mixed", "work", "acme", "key"]);
}

#[test]
fn the_message_of_a_chat_is_free_text() {
    let mut world = world();
    let contact = Map::new().with("email", "a@acme.example").into();
    let request = Map::new().with("message", "When can you measure?").into();
    world.input(Input::Lead { contact, request });
    assert_eq!(fired(&world.leads[0]), ["commercial", "work", "key"]);
}

#[test]
fn other_words_or_another_address_are_found_out() {
    let lead = lead("Why do fronts turn yellow?", "a@gmail.com");
    let changed = |part: &str, value: Value| {
        let mut document = serde_json::to_value(&lead).unwrap();
        *document.pointer_mut(part).unwrap() = serde_json::to_value(value).unwrap();
        verify(&serde_json::from_value(document).unwrap(), &[read(&config())])
    };
    let differs = |verdict: Verdict, wanted: &str| matches!(verdict, Verdict::Differs { part, .. } if part == wanted);
    assert!(differs(changed("/request/answers/1/value", "what price".into()), "answers"));
    assert!(differs(changed("/contact/email/normalised", "a@acme.example".into()), "score"));
}

#[test]
fn the_page_sees_the_same_facts_while_they_are_typed() {
    let mut world = world();
    world.quiz("q", QuizAct::Open);
    let answer = Map::new().with("do", "answer").with("name", "words").with("value", "Please send me a quote");
    world.act("q", answer);
    let facts = world.engine().facts(&world.moment());
    assert_eq!((facts.text("ask"), facts.get("account")), (Some("commercial"), None));
}

#[test]
fn before_there_is_a_lead_nobody_may_ask_for_them() {
    for condition in ["{ask} = 'info'", "{account.tier} = 'key'"] {
        let mut config = config();
        config["quizzes"]["q"]["elements"][1]["visibleIf"] = condition.into();
        let (_, problems) = config::read(&serde_json::from_value(config).unwrap());
        let is_told = |problem: &config::Problem| {
            (problem.error.code(), problem.error.path()) == ("config/unknown-name", "quizzes.q.elements[1].visibleIf")
        };
        assert!(problems.iter().any(is_told), "{condition}: {problems:?}");
    }
}

#[test]
fn wrong_settings_are_refused_with_their_path() {
    let refused = |lead: serde_json::Value| {
        let mut config = config();
        config["lead"] = lead;
        let (_, problems) = config::read(&serde_json::from_value(config).unwrap());
        problems
            .iter()
            .map(|problem| format!("{} {}", problem.error.code(), problem.error.path()))
            .next()
            .unwrap_or_default()
    };
    assert_eq!(refused(json!({ "ask": { "info": ["*"] } })), "config/bad-term lead.ask.info");
    assert_eq!(refused(json!({ "ask": { "info": [5] } })), "config/wrong-type lead.ask.info[0]");
    assert_eq!(refused(json!({ "accounts": [{ "tier": "a" }] })), "config/missing-field lead.accounts[0].domains");
    assert_eq!(refused(json!({ "free_mail": ["https://a.example/"] })), "config/bad-host lead.free_mail");
    let twice = json!([{ "tier": "a", "domains": [] }, { "tier": "a", "domains": [] }]);
    assert!(refused(json!({ "accounts": twice })).starts_with("config/duplicate lead.accounts"));
}
