//! The snapshot: an engine that is lost in the middle of a quiz goes on where the visitor stood.

use leadsieve::engine::{Effect, Engine, Input, Start, tape};
use leadsieve::value::{Map, Value};

use crate::files;
use crate::model::World;

fn visitor_at_the_third_step() -> World {
    let mut world = World::new(files::json("www/demo/leadsieve.json"));
    world.open("/demo/?gclid=abc", "");
    world.choose("kitchen", "project", &"new-home".into());
    world.choose("kitchen", "shape", &"island".into());
    world
}

fn last_snapshot(world: &World) -> Value {
    let mut snapshots = world.effects.iter().filter_map(|effect| match effect {
        Effect::Snapshot(snapshot) => Some(snapshot.clone()),
        _ => None,
    });
    snapshots.next_back().expect("a snapshot")
}

/// Starts an engine from a snapshot and returns its effects.
fn restart(world: &World, engine: &mut Engine, snapshot: Value) -> Vec<Effect> {
    let start = Start { config: world.config.clone(), snapshot: Some(snapshot), ..Start::default() };
    engine.handle(Input::Start(Box::new(start)), &world.moment())
}

#[test]
fn a_restart_shows_the_same_step_and_tells_nothing_twice() {
    let world = visitor_at_the_third_step();
    let mut engine = Engine::default();
    let effects = restart(&world, &mut engine, last_snapshot(&world));
    let views: Vec<&Value> = effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Render { view, .. } => Some(view),
            _ => None,
        })
        .collect();
    let mut expected = world.view("kitchen").as_map().cloned().unwrap();
    expected.set("language", Value::Null);
    assert_eq!(views[0].at("questions"), expected.get("questions"));
    assert_eq!(views[0].at("progress"), expected.get("progress"));
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Emit { .. })), "{effects:?}");
    assert_eq!(engine.source(&world.moment()), world.engine().source(&world.moment()));
}

#[test]
fn marks_that_were_told_before_a_trap_are_not_told_again_and_time_goes_on() {
    let mut world = World::new(files::json("www/demo/leadsieve.json"));
    world.open("/demo/", "");
    world.scroll(60.0);
    world.wait(11_000);
    world.input(Input::Link { href: "tel:1".into() });
    // What changed is remembered after a second.
    world.wait(1_100);
    let mut engine = Engine::default();
    let _ = restart(&world, &mut engine, last_snapshot(&world));
    let told = |effects: Vec<Effect>| -> Vec<String> {
        let names = effects.into_iter().filter_map(|effect| match effect {
            Effect::Emit { name, .. } => Some(name),
            _ => None,
        });
        names.collect()
    };
    let scroll = Input::Scroll { top: 1600.0, viewport: 800.0, document: 4000.0 };
    assert_eq!(told(engine.handle(scroll, &world.moment())), Vec::<String>::new());
    // Timers fire while somebody is there: whoever wakes late has slept.
    let mut all = Vec::new();
    for second in 0..20 {
        world.wait(1_000);
        let input = if second == 13 { Input::Activity } else { Input::Tick };
        all.extend(told(engine.handle(input, &world.moment())));
    }
    assert_eq!(all, ["time.engaged"]);
}

#[test]
fn any_foreign_snapshot_is_survived() {
    let world = visitor_at_the_third_step();
    let deep = last_snapshot(&world);
    for name in deep.as_map().unwrap().iter().map(|(name, _)| name) {
        for foreign in [
            Value::Null,
            Value::from("x"),
            Value::from(-1.0),
            Value::from(vec![Value::Null]),
            Map::new().with("v", 1.0).into(),
        ] {
            let snapshot = deep.as_map().cloned().unwrap().with(name, foreign);
            let mut engine = Engine::default();
            let _ = restart(&world, &mut engine, snapshot.into());
            let _ = engine.handle(Input::Tick, &world.moment());
        }
    }
}

#[test]
fn every_input_survives_the_tape() {
    let mut world = visitor_at_the_third_step();
    world.act("kitchen", Map::new().with("do", "back"));
    let inputs = [
        Input::Cleared,
        Input::Changed { key: "k".into(), value: Map::new().with("v", 1.0).into() },
        Input::Consent(Map::new().with("lead", true).into()),
        Input::Withdraw,
        Input::Navigated { url: "https://site.example/x".into(), title: "T".into() },
        Input::Returned,
        Input::Scroll { top: 0.5, viewport: 800.0, document: 4000.25 },
        Input::Activity,
        Input::Attention { visible: true, focused: false },
        Input::Link { href: "tel:1".into() },
        Input::Track { name: "x".into(), properties: Value::Null },
        Input::Leave,
        Input::Tick,
        Input::Online,
        Input::Answered { record: "r".into(), answer: leadsieve::delivery::Answer::Status(503, Some(4)) },
        Input::Answered { record: "r".into(), answer: leadsieve::delivery::Answer::Nothing },
        Input::Lead { contact: Map::new().into(), request: Value::Null },
        Input::Records(vec![("k".into(), Value::Null)]),
        Input::Start(Box::new(Start {
            seed: [7; 32],
            config: world.config.clone(),
            snapshot: Some(last_snapshot(&world)),
            ..Start::default()
        })),
    ];
    let acts = [
        r#"{"do":"open"}"#,
        r#"{"do":"restart"}"#,
        r#"{"do":"answer","name":"a","value":[1]}"#,
        r#"{"do":"next"}"#,
        r#"{"do":"back"}"#,
        r#"{"do":"contact","name":"phone","value":"1"}"#,
        r#"{"do":"consent","id":"x","given":true}"#,
        r#"{"do":"send"}"#,
    ];
    let quizzes = acts.map(|act| {
        let act = leadsieve::engine::QuizAct::from_value(&serde_json::from_str(act).unwrap()).unwrap();
        Input::Quiz { quiz: "kitchen".into(), act }
    });
    for input in inputs.into_iter().chain(quizzes) {
        let written = tape::write(&input, &world.moment());
        assert_eq!(tape::read(&written), Some((input, world.moment())), "{written:?}");
    }
}
