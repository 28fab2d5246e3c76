//! What leads need of a quiz: going on after a reload, enquiries that are no leads, filters and their moments, messengers, how
//! answers came about, rules that go round in circles.

use leadsieve::engine::{Effect, Input, QuizAct};
use leadsieve::value::{Map, Value};
use serde_json::json;

use crate::model::World;

fn config(quiz: &serde_json::Value) -> Value {
    let mut config: serde_json::Value = serde_json::from_str(&crate::files::text("www/demo/leadsieve.json")).unwrap();
    config["quizzes"] = json!({ "sofa": quiz });
    config["score"]["rules"] = json!([
        { "id": "big", "axis": "fit", "if": "{size} = 'big'", "points": 5, "label": "A big sofa" }
    ]);
    serde_json::from_value(config).unwrap()
}

fn sofa() -> serde_json::Value {
    json!({
        "pages": [
            { "name": "p1", "elements": [
                { "type": "radiogroup", "name": "size", "isRequired": true,
                  "choices": ["big", "small", { "value": "sell", "lead": { "out": "not_lead.vendor" } }] },
                { "type": "text", "name": "words", "visibleIf": "{size} = 'small'" }
            ] },
            { "name": "p2", "elements": [{ "type": "dropdown", "name": "budget", "choices": [100, 500, 900], "showOtherItem": true }] }
        ],
        "lead": {
            "contact": { "phone": "optional", "telegram": "optional" },
            "reject": { "contact": true },
            "filters": [
                { "if": "{budget} < 200", "verdict": "soft", "at": "contact", "reason": "small_budget" },
                { "if": "{budget} < 600", "verdict": "flag", "at": "end", "reason": "check_budget" }
            ]
        }
    })
}

fn world(quiz: &serde_json::Value) -> World {
    let mut world = World::new(config(quiz));
    world.open("/", "");
    world.quiz("sofa", QuizAct::Open);
    world
}

fn answer(world: &mut World, name: &str, value: impl Into<Value>) {
    world.act("sofa", Map::new().with("do", "answer").with("name", name).with("value", value.into()));
}

fn act(world: &mut World, word: &str) {
    world.act("sofa", Map::new().with("do", word));
}

fn contact(world: &mut World, name: &str, value: &str) {
    world.act("sofa", Map::new().with("do", "contact").with("name", name).with("value", value));
}

fn names(world: &World) -> Vec<String> {
    let view = world.view("sofa");
    view.items("questions").iter().filter_map(|question| question.text("name")).map(str::to_owned).collect()
}

#[test]
fn a_quiz_goes_on_after_a_reload_where_consent_allows_and_without_the_contact() {
    let mut world = world(&sofa());
    answer(&mut world, "size", "small");
    answer(&mut world, "words", "grey");
    act(&mut world, "next");
    contact(&mut world, "phone", "+7 900 123-45-67");
    assert_eq!(names(&world), ["budget"]);
    world.close();
    let stored = format!("{:?}", world.storage);
    assert!(stored.contains("grey") && !stored.contains("123-45"), "{stored}");

    world.open("/", "");
    world.quiz("sofa", QuizAct::Open);
    assert_eq!(names(&world), ["budget"]);
    act(&mut world, "back");
    let view = world.view("sofa");
    assert_eq!(view.items("questions")[1].text("value"), Some("grey"));

    world.wait(31 * 24 * 3_600_000);
    world.close();
    world.open("/", "");
    world.quiz("sofa", QuizAct::Open);
    assert_eq!(world.view("sofa").text("state"), Some("page"));
}

#[test]
fn a_quiz_that_the_author_changed_or_the_visitor_began_anew_starts_at_its_beginning() {
    let mut world = world(&sofa());
    answer(&mut world, "size", "big");
    act(&mut world, "next");
    world.quiz("sofa", QuizAct::Restart);
    assert_eq!(names(&world), ["size"]);
    assert_eq!(world.view("sofa").items("questions")[0].get("value"), None);
}

#[test]
fn an_enquiry_that_is_no_lead_says_what_it_is_and_has_no_score_and_no_goal() {
    let mut world = world(&sofa());
    answer(&mut world, "size", "sell");
    act(&mut world, "next");
    assert_eq!(world.view("sofa").text("state"), Some("rejected"));
    contact(&mut world, "phone", "+7 900 123-45-67");
    act(&mut world, "send");
    let lead = &world.leads[0];
    assert_eq!((lead.text("kind"), lead.text("stage")), (Some("vendor"), Some("partial")));
    assert_eq!(lead.get("score"), None);
    assert!(!world.events.iter().any(|(name, _)| name.starts_with("goal.")), "{:?}", world.events);
    let configs = [leadsieve::config::read(&world.config).0];
    assert_eq!(leadsieve::verify::verify(lead, &configs), leadsieve::verify::Verdict::Verified);
}

#[test]
fn filters_are_judged_at_their_moments() {
    let mut world = world(&sofa());
    answer(&mut world, "size", "big");
    act(&mut world, "next");
    answer(&mut world, "budget", 100.0);
    act(&mut world, "next");
    assert_eq!(world.view("sofa").text("state"), Some("contact"));
    contact(&mut world, "telegram", "@ivan_primer");
    act(&mut world, "send");
    let lead = &world.leads[0];
    assert_eq!(lead.at("filter.verdict"), Some(&Value::from("soft")));
    assert_eq!(lead.at("filter.reasons"), Some(&vec!["small_budget"].into()));
    assert_eq!(lead.at("filter.flags"), Some(&vec!["check_budget"].into()));
}

#[test]
fn a_messenger_is_a_way_to_answer() {
    let mut world = world(&sofa());
    answer(&mut world, "size", "big");
    act(&mut world, "next");
    act(&mut world, "next");
    act(&mut world, "send");
    assert_eq!(world.view("sofa").items("errors").len(), 1, "one way to answer is needed");
    contact(&mut world, "telegram", "https://t.me/ivan_primer");
    act(&mut world, "send");
    let lead = &world.leads[0];
    let found = |path: &str| lead.at(path).and_then(Value::as_text).unwrap_or_default().to_owned();
    assert_eq!(found("contact.channel"), "telegram");
    assert_eq!(found("contact.messenger.handle"), "ivan_primer");
    assert_eq!(found("contact.messenger.link"), "https://t.me/ivan_primer");
}

#[test]
fn a_contact_that_is_asked_for_after_the_result_stands_below_it() {
    let mut quiz = sofa();
    quiz["lead"]["contact"]["place"] = json!("after");
    quiz["lead"]["outcomes"] = json!([{ "if": "{budget} > 400", "title": "A designer calls" }, { "title": "A list" }]);
    let mut world = world(&quiz);
    answer(&mut world, "size", "big");
    act(&mut world, "next");
    answer(&mut world, "budget", 500.0);
    act(&mut world, "next");
    let view = world.view("sofa");
    assert_eq!((view.text("state"), view.text("heading")), (Some("contact"), Some("A designer calls")));
    assert!(view.get("contact").is_some());
}

#[test]
fn what_went_out_of_sight_is_not_answered_in_the_lead() {
    let mut world = world(&sofa());
    answer(&mut world, "size", "small");
    answer(&mut world, "words", "grey");
    answer(&mut world, "size", "big");
    act(&mut world, "next");
    answer(&mut world, "budget", "other");
    answer(&mut world, "budget-Comment", "what it takes");
    act(&mut world, "next");
    contact(&mut world, "phone", "+7 900 123-45-67");
    act(&mut world, "send");
    let lead = &world.leads[0];
    let answers = lead.at("request.answers").and_then(Value::as_list).unwrap();
    let told: Vec<_> =
        answers.iter().map(|answer| (answer.text("name").unwrap(), answer.text("text").unwrap())).collect();
    assert_eq!(told, [("size", "big"), ("budget", "what it takes")]);
    assert_eq!(answers[0].whole("changes"), Some(1));
}

#[test]
fn rules_that_go_round_in_circles_are_told_and_left() {
    let mut quiz = sofa();
    quiz["calculatedValues"] = json!([{ "name": "up", "expression": "{up} + {words.length} + 1" }]);
    quiz["triggers"] = json!([
        { "type": "runexpression", "expression": "{words} notempty", "runExpression": "{words} + 'a'", "setToName": "words" }
    ]);
    let mut world = world(&quiz);
    answer(&mut world, "size", "small");
    answer(&mut world, "words", "b");
    let told = world
        .effects
        .iter()
        .filter(|effect| matches!(effect, Effect::Report { error, .. } if error.code() == "quiz/circles"));
    assert!(told.count() <= 1);
    assert_eq!(world.view("sofa").text("state"), Some("page"));
    world.input(Input::Leave);
}

#[test]
fn the_example_of_the_page_on_quizzes_is_read_without_a_word() {
    let page = crate::files::text("docs/quizzes.md");
    let (_, rest) = page.split_once("```json\n").unwrap();
    let example = serde_json::from_str(rest.split_once("```").unwrap().0).unwrap();
    let problems = leadsieve::value::Problems::default();
    let definition = leadsieve::quiz::read(&example, "", &problems);
    let told: Vec<String> = problems.into_list().iter().map(|problem| problem.error.to_string()).collect();
    assert_eq!((told, definition.questions().count()), (Vec::new(), 2));
}
