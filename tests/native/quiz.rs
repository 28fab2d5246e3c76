//! Quizzes in the engine: several on one page, a new beginning, leaving in the middle.

use leadsieve::engine::{Effect, Input, QuizAct};
use leadsieve::quiz::{self, Run};
use leadsieve::time::Moment;
use leadsieve::value::{Map, Problems, Value};

use crate::files;
use crate::model::World;

fn world_with_two() -> World {
    let mut config = files::json("www/demo/leadsieve.json").as_map().cloned().unwrap();
    let kitchen = config.get("quizzes").unwrap().get("kitchen").unwrap().clone();
    config.set("quizzes", Map::new().with("kitchen", kitchen.clone()).with("doors", kitchen));
    let mut world = World::new(config.into());
    world.open("/demo/", "");
    world
}

fn page_of(world: &World, quiz: &str) -> Option<String> {
    let view = world.view(quiz);
    let question = view.get("questions")?.as_list()?.first()?;
    question.get("name")?.as_text().map(str::to_owned)
}

#[test]
fn opening_a_second_quiz_leaves_the_first_where_it_stood() {
    let mut world = world_with_two();
    world.choose("kitchen", "project", &"new-home".into());
    world.quiz("doors", QuizAct::Open);
    assert_eq!(page_of(&world, "doors").as_deref(), Some("project"));
    world.quiz("kitchen", QuizAct::Open);
    assert_eq!(page_of(&world, "kitchen").as_deref(), Some("shape"));
    world.quiz("kitchen", QuizAct::Restart);
    assert_eq!(page_of(&world, "kitchen").as_deref(), Some("project"));
}

#[test]
fn a_quiz_that_was_begun_is_abandoned_once_when_the_page_is_left() {
    let mut world = world_with_two();
    world.quiz("doors", QuizAct::Open);
    world.choose("kitchen", "project", &"new-home".into());
    world.input(Input::Leave);
    world.input(Input::Leave);
    let abandoned: Vec<&Value> = world
        .events
        .iter()
        .filter(|(name, _)| name == "quiz.abandon")
        .map(|(_, detail)| detail.get("quiz").unwrap())
        .collect();
    assert_eq!(abandoned, [&Value::from("kitchen")]);
}

#[test]
fn an_answer_that_is_no_choice_is_not_taken() {
    let mut world = world_with_two();
    for value in [Value::from("castle"), 7.0.into(), Map::new().into(), vec!["new-home"].into()] {
        world.act("kitchen", Map::new().with("do", "answer").with("name", "project").with("value", value));
        world.act("kitchen", Map::new().with("do", "next"));
        let errors = world.view("kitchen").get("errors").unwrap().as_list().unwrap().len();
        assert_eq!((page_of(&world, "kitchen").as_deref(), errors), (Some("project"), 1));
    }
}

fn told_of_doors(config: Value) -> Vec<String> {
    let mut world = World::new(config);
    world.open("/demo/", "");
    world.quiz("doors", QuizAct::Open);
    let told = |effect: &Effect| match effect {
        Effect::Report { error, .. } if error.code() == "quiz/unknown" => Some(error.to_string()),
        _ => None,
    };
    world.effects.iter().filter_map(told).collect()
}

#[test]
fn a_quiz_that_the_config_does_not_have_is_told_with_those_that_it_has() {
    let config = files::json("www/demo/leadsieve.json");
    assert_eq!(
        told_of_doors(config.clone()),
        ["quizzes: unknown quiz \"doors\"; the config has kitchen [quiz/unknown]"]
    );
    // A config that was refused may well have it: what is wrong with that one is told already.
    let mut broken = config.as_map().cloned().unwrap();
    broken.set("quizes", Map::new());
    assert!(told_of_doors(broken.into()).is_empty());
}

#[test]
fn an_ending_knows_how_many_answers_are_right_though_no_other_rule_asks() {
    let definition = serde_json::json!({
        "elements": [{ "type": "radiogroup", "name": "wood", "choices": ["oak", "steel"], "correctAnswer": "oak" }],
        "completedHtml": "not quite",
        "completedHtmlOnCondition": [{ "expression": "{correctAnswers} = 1", "html": "well done" }],
    });
    let definition = quiz::read(&serde_json::from_value(definition).unwrap(), "", &Problems::default());
    for (wood, told) in [("oak", "well done"), ("steel", "not quite")] {
        let mut now = Moment { wall_ms: 0, monotonic_ms: 0, utc_offset_min: 0 };
        let mut run = Run::default();
        for step in [vec!["init"], vec!["set", "wood", wood], vec!["complete"]] {
            assert!(quiz::take_step(&definition, &mut run, &step.into(), &mut now));
        }
        let line = quiz::line(&definition, &mut run, &Value::Null, &now);
        assert_eq!(line.at("ending.html").and_then(Value::as_text), Some(told));
    }
}

#[test]
fn a_panel_that_goes_out_of_sight_takes_the_visitor_to_its_neighbour() {
    let definition = serde_json::json!({
        "questionsOnPageMode": "inputPerPage",
        "elements": [
            { "type": "text", "name": "city" },
            { "type": "panel", "name": "box", "visibleIf": "{city} != 'none'", "elements": [{ "type": "text", "name": "street" }] },
        ],
    });
    let definition = quiz::read(&serde_json::from_value(definition).unwrap(), "", &Problems::default());
    let mut now = Moment { wall_ms: 0, monotonic_ms: 0, utc_offset_min: 0 };
    let mut run = Run::default();
    let mut shown = Vec::new();
    for step in [vec!["init"], vec!["next"], vec!["set", "city", "none"]] {
        assert!(quiz::take_step(&definition, &mut run, &step.into(), &mut now));
        let line = quiz::line(&definition, &mut run, &Value::Null, &now);
        shown.push(
            line.get("texts").unwrap().as_map().unwrap().iter().map(|(name, _)| name.to_owned()).collect::<String>(),
        );
    }
    assert_eq!(shown, ["city", "street", "city"]);
}
