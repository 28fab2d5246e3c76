//! Outcomes of quizzes by the score: points, categories and class of the answers, as the lead will carry them.

use leadsieve::config;
use leadsieve::engine::QuizAct;
use leadsieve::value::{Map, Value};
use serde_json::json;

use crate::model::World;

/// A test of taste: each answer gives points to a style, the budget to fit.
fn document(outcomes: &serde_json::Value, score: Option<serde_json::Value>) -> serde_json::Value {
    let granted = json!({ "attribution": "granted", "behaviour": "granted", "lead": "granted" });
    let choice = |value: &str, scores: serde_json::Value| json!({ "value": value, "lead": { "scores": scores } });
    let front =
        json!([choice("plain", json!({ "modern": 3, "fit": 1 })), choice("carved", json!({ "classic": 3 })), "any"]);
    let metal = json!([
        choice("steel", json!({ "modern": 2, "intent": 4 })),
        choice("brass", json!({ "classic": 5 })),
        choice("rust", json!({ "classic": -9 }))
    ]);
    let page = |name: &str, choices: serde_json::Value, more: serde_json::Value| {
        let mut question = json!({ "type": "radiogroup", "name": name, "choices": choices });
        more.as_object().unwrap().iter().for_each(|(name, value)| question[name] = value.clone());
        json!({ "elements": [question] })
    };
    let mut document = json!({
        "version": 1,
        "site": { "id": "fronts", "domains": ["site.example"] },
        "consent": { "default": granted },
        "delivery": { "destinations": [{ "id": "backend", "url": "https://backend.example/leads" }] },
        "quizzes": { "style": {
            "pages": [page("front", front, json!({})), page("metal", metal, json!({ "visibleIf": "{front} <> 'any'" }))],
            "lead": { "contact": { "phone": "optional", "place": "after" }, "outcomes": outcomes }
        } }
    });
    if let Some(score) = score {
        document["score"] = score;
    }
    document
}

/// The styles, by what has more points.
fn styles() -> serde_json::Value {
    json!([
        { "if": "{score.categories.modern} > {score.categories.classic}", "title": "Modern" },
        { "if": "{score.categories.classic} > {score.categories.modern}", "title": "Classic" },
        { "title": "Mixed" }
    ])
}

fn table() -> serde_json::Value {
    json!({
        "id": "fronts", "axes": { "fit": { "max": 6 } },
        "rules": [
            { "id": "plain", "axis": "fit", "if": "{front} = 'plain'", "points": 9, "label": "Plain" },
            { "id": "views", "axis": "intent", "each": "event.page.view", "points": 1, "label": "Looks around" }
        ],
        "classes": [{ "id": "ideal", "if": "{score.fit} >= 6" }], "temperature": { "warm": 5, "hot": 90 }
    })
}

fn world(document: serde_json::Value) -> World {
    let document: Value = serde_json::from_value(document).unwrap();
    let problems = config::read(&document).1;
    assert!(problems.is_empty(), "{problems:?}");
    let mut world = World::new(document);
    world.open("/", "");
    world.quiz("style", QuizAct::Open);
    world
}

/// What the visitor reads after these answers.
fn heading(world: &mut World, answers: &[&str]) -> String {
    world.quiz("style", QuizAct::Restart);
    for (name, value) in ["front", "metal"].into_iter().zip(answers) {
        world.act("style", Map::new().with("do", "answer").with("name", name).with("value", *value));
        assert_eq!(world.view("style").text("heading"), None, "an outcome stands at the end alone");
        world.act("style", Map::new().with("do", "next"));
    }
    world.view("style").text("heading").unwrap_or_default().to_owned()
}

#[test]
fn an_outcome_goes_by_the_categories_that_the_answers_score() {
    for score in [None, Some(table())] {
        let mut world = world(document(&styles(), score));
        for (answers, expected) in [
            (&["plain", "steel"][..], "Modern"),
            (&["plain", "brass"], "Classic"),
            (&["carved", "steel"], "Classic"),
            (&["carved", "rust"], "Modern"),
            // A category that no answer speaks of has 0 points.
            (&["any"], "Mixed"),
        ] {
            assert_eq!(heading(&mut world, answers), expected, "{answers:?}");
        }
    }
}

#[test]
fn an_outcome_goes_by_points_class_and_temperature_as_the_lead_has_them() {
    let outcomes = json!([
        { "if": "{score.class} = 'ideal' and {score.temperature} = 'warm'", "title": "A designer calls today" },
        { "if": "{score.fit} = 6 and {score.total} < 11", "title": "A designer calls" },
        { "if": "{score.intent} >= 5 and {front} = 'carved'", "title": "A catalogue" },
        { "title": "A list" }
    ]);
    let mut world = world(document(&outcomes, Some(table())));
    for (answers, expected, total) in [
        (["plain", "steel"], "A designer calls today", 11),
        (["plain", "brass"], "A designer calls", 7),
        (["carved", "steel"], "A catalogue", 5),
        (["carved", "brass"], "A list", 1),
    ] {
        assert_eq!(heading(&mut world, &answers), expected);
        world.act("style", Map::new().with("do", "contact").with("name", "phone").with("value", "+7 900 123-45-67"));
        world.act("style", Map::new().with("do", "send"));
        assert_eq!(world.view("style").text("heading"), Some(expected));
        assert_eq!(world.leads.last().unwrap().at("score.total").and_then(Value::as_whole), Some(total));
    }
}

#[test]
fn only_outcomes_know_the_score_of_a_quiz_and_a_category_must_be_scored_by_a_choice() {
    let read = |document: serde_json::Value| {
        let problems = config::read(&serde_json::from_value(document).unwrap()).1;
        problems.iter().map(|problem| format!("{} {}", problem.error.path(), problem.error.code())).collect::<Vec<_>>()
    };
    let unknown = json!([{ "if": "{score.categories.baroque} > 1", "title": "x" }, { "if": "{score.categories.fit} > 1", "title": "x" }, { "title": "y" }]);
    let paths = [
        "quizzes.style.lead.outcomes[0].if config/unknown-name",
        "quizzes.style.lead.outcomes[1].if config/unknown-name",
    ];
    assert_eq!(read(document(&unknown, None)), paths);
    let mut with_filter = document(&styles(), None);
    with_filter["quizzes"]["style"]["lead"]["filters"] =
        json!([{ "if": "{score.fit} > 1", "verdict": "flag", "reason": "x" }]);
    assert_eq!(read(with_filter), ["quizzes.style.lead.filters[0].if config/unknown-name"]);
    let mut class = table();
    class["classes"][0]["if"] = json!("{score.categories.modern} > 2");
    class["handoff"] = json!("{score.categories.classic} > 2");
    assert_eq!(read(document(&styles(), Some(class))), Vec::<String>::new());
}

#[test]
fn the_check_of_a_quiz_claims_no_gap_and_no_overlap_where_the_score_decides() {
    let halves = json!([{ "if": "{score.fit} >= 1", "title": "a" }, { "if": "{score.fit} < 1", "title": "b" }]);
    let crossed = json!([
        { "if": "{front} = 'plain'", "title": "a" }, { "if": "!({score.fit} >= 1) and {metal} = 'steel'", "title": "b" },
        { "title": "c" }
    ]);
    for outcomes in [halves, crossed] {
        let document: Value = serde_json::from_value(document(&outcomes, None)).unwrap();
        let told: Vec<String> = config::check(&document, true, None).iter().map(|remark| remark.error.line()).collect();
        assert!(!told.iter().any(|line| line.contains("lead.outcomes")), "{told:?}");
    }
}
