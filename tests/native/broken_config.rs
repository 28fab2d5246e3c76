//! A broken config: every problem is told with its path, and the page goes on without what it cannot have.

use leadsieve::config::{self, Severity};
use leadsieve::engine::{Effect, Engine, Input, Start};
use leadsieve::time::Moment;
use leadsieve::value::Value;

use crate::files;

fn broken(change: impl Fn(&mut serde_json::Value)) -> Value {
    let mut document: serde_json::Value = serde_json::from_str(&files::text("www/demo/leadsieve.json")).unwrap();
    change(&mut document);
    serde_json::from_value(document).unwrap()
}

#[track_caller]
fn is_told(document: &Value, message: &str) {
    let (config, problems) = config::read(document);
    let told: Vec<String> = problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .map(|problem| problem.error.to_string())
        .collect();
    assert!(told.iter().any(|told| told.starts_with(message)), "expected {message}\nfound {told:#?}");
    assert!(config.hash().is_empty(), "a broken config must not be used in part");
}

#[test]
fn a_page_goes_on_with_a_slip_in_the_score() {
    for (document, message) in [
        (
            broken(|d| d["score"]["rules"][1]["if"] = "{budgt} > 1".into()),
            "score.rules[1].if: unknown name {budgt}; known are",
        ),
        (
            broken(|d| d["score"]["rules"][0]["each"] = "event.keypage.prices".into()),
            "score.rules[0].each: unknown event \"event.keypage.prices\"",
        ),
        (broken(|d| d["score"]["rules"][0]["group"] = "none".into()), "score.rules[0].group: unknown group \"none\""),
        (
            broken(|d| d["score"]["rules"][1]["id"] = d["score"]["rules"][0]["id"].clone()),
            "score.rules[1].id: found the id",
        ),
    ] {
        let (config, problems) = config::read(&document);
        let told = problems.iter().find(|problem| problem.error.to_string().starts_with(message));
        assert_eq!(told.map(|problem| problem.severity), Some(Severity::Warning), "{message}: {problems:#?}");
        assert!(!config.hash().is_empty());
    }
}

#[test]
fn problems_are_told_with_their_json_path() {
    is_told(&broken(|d| d["quizes"] = 1.into()), "quizes: unknown field, known are $schema, version");
    is_told(
        &broken(|d| d["quizzes"]["kitchen"]["pages"][1]["visibleIf"] = "{project} =".into()),
        "quizzes.kitchen.pages[1].visibleIf: line 1, column 12: found the end, expected",
    );
    is_told(
        &broken(|d| d["quizzes"]["kitchen"]["pages"][0]["elements"][0]["type"] = "matrix".into()),
        "quizzes.kitchen.pages[0].elements[0].type: the type \"matrix\" is not supported: ask its rows as questions",
    );
    is_told(
        &broken(|d| d["quizzes"]["kitchen"]["pages"][0]["elements"][0]["name"] = "source".into()),
        "quizzes.kitchen.pages[0].elements[0].name: found \"source\"",
    );
    is_told(
        &broken(|d| d["source"]["window_days"] = 500.into()),
        "source.window_days: found 500, expected a whole number from 1 to 400",
    );
    is_told(
        &broken(|d| d["delivery"]["destinations"][0]["url"] = "javascript:alert(1)".into()),
        "delivery.destinations[0].url: found \"javascript:alert(1)\"",
    );
    is_told(&broken(|d| d["site"]["id"] = "a b".into()), "site.id: found \"a b\"");
    is_told(&broken(|d| drop(d.as_object_mut().unwrap().remove("consent"))), "consent: missing");
    is_told(&broken(|d| *d = 5.into()), "found a number, expected an object");
}

#[test]
fn deep_and_hostile_documents_end_in_an_error() {
    let deep = format!("{}1{}", "[".repeat(40), "]".repeat(40));
    assert!(serde_json::from_str::<Value>(&deep).is_err());
    is_told(&broken(|d| d["__proto__"] = serde_json::json!({ "x": 1 })), "__proto__: unknown field");
    let nested = format!("{}1{}", "(".repeat(1500), ")".repeat(1500));
    is_told(
        &broken(|d| d["score"]["handoff"] = nested.clone().into()),
        "score.handoff: the expression is nested deeper than 64 levels",
    );
}

#[test]
fn the_page_goes_on_without_a_config() {
    for (config, failure) in
        [(Value::Null, Some("leadsieve.json: bad JSON".to_owned())), (broken(|d| d["x"] = 1.into()), None)]
    {
        let mut engine = Engine::default();
        let now = Moment { wall_ms: 1_795_000_000_000, ..Moment::default() };
        let start = Start { config, config_failure: failure, visible: true, focused: true, ..Start::default() };
        let effects = engine.handle(Input::Start(Box::new(start)), &now);
        assert!(matches!(effects[0], Effect::Report { severity: Severity::Error, .. }));
        assert!(effects.iter().any(|effect| matches!(effect, Effect::Emit { name, .. } if name == "page.view")));
        let open = leadsieve::engine::QuizAct::Open;
        let effects = engine.handle(Input::Quiz { quiz: "kitchen".into(), act: open }, &now);
        assert!(
            effects.iter().any(|effect| matches!(effect, Effect::Render { view: Value::Null, .. })),
            "the owner's form stays"
        );
        let later = Moment { wall_ms: now.wall_ms + 60_000, monotonic_ms: 60_000, ..now };
        let rest =
            [Input::Link { href: "tel:1".into() }, Input::Leave].map(|input| engine.handle(input, &later)).concat();
        let touched = rest
            .iter()
            .any(|effect| matches!(effect, Effect::Store { .. } | Effect::Send { .. } | Effect::Load { .. }));
        assert!(!touched, "{rest:?}");
    }
}

#[test]
fn the_readmes_config_has_no_errors() {
    let readme = files::text("README.md");
    let config =
        readme.split("```json\n").find(|block| block.contains("\"consent\"") && block.contains("\"default\"")).unwrap();
    let document: Value = serde_json::from_str(config.split("```").next().unwrap()).unwrap();
    let (_, problems) = config::read(&document);
    assert!(problems.is_empty(), "{problems:?}");
}
