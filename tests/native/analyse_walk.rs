//! What the static check of a quiz proves, held against the engine: walks of their own through written and spoilt quizzes.

use leadsieve::quiz::analyse::{Evidence, Settings, analyse};
use leadsieve::quiz::{self, Definition, Kind, Run};
use leadsieve::time::Moment;
use leadsieve::value::{Severity, Value};
use serde_json::Value as Json;

use crate::analyse::{read, report, try_read};
use crate::files;

fn json_file(path: &str) -> Json {
    serde_json::from_str(&files::text(path)).unwrap()
}

fn definitions() -> Vec<(String, Json)> {
    let folder = files::path("tests/conformance/walk/definitions");
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    let mut definitions: Vec<(String, Json)> = names
        .into_iter()
        .map(|name| (name.clone(), json_file(&format!("tests/conformance/walk/definitions/{name}"))))
        .collect();
    definitions.retain(|(_, definition)| try_read(definition).is_ok());
    assert!(definitions.len() > 50);
    definitions
}

/// How often each written quiz is spoilt, and how many walks go through what becomes of it.
const ROUNDS: u64 = 12;
const WALKS: u64 = 30;

/// Chance of its own, so that the checker's samples are not held against themselves.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most.max(1)
    }
}

/// An answer that a visitor can give, foreign words and numbers out of bounds among them.
fn any_answer(quiz: &Definition, name: &str, choices: &[Value], dice: &mut Dice) -> Value {
    let element = quiz.element(name).unwrap();
    let words = ["a", "12", "true", "anna@mail.example", "'7'", "0", "2026-06-15"];
    match element.kind {
        _ if dice.below(8) == 0 => Value::Null,
        Kind::Boolean => [element.value_true.clone(), element.value_false.clone()][dice.below(2)].clone(),
        Kind::Rating if element.rate_values.is_empty() => {
            (element.rate_min + dice.below(5) as f64 * element.rate_step).min(element.rate_max).into()
        }
        Kind::Rating => element.rate_values[dice.below(element.rate_values.len())].value.clone(),
        Kind::Slider if element.is_range => Value::from(vec![dice.below(50) as f64, 50.0 + dice.below(50) as f64]),
        Kind::Slider => Value::from(dice.below(300) as f64 - 100.0),
        Kind::Text if element.input_type.is_number() => {
            Value::from([0.0, 1.0, -5.0, 10.0, 18.0, 99.0, 1000.0, 0.5, 1e6, 2001.0][dice.below(10)])
        }
        Kind::Text | Kind::Comment => words[dice.below(words.len())].into(),
        Kind::Multipletext => leadsieve::value::Map::new().with("a", words[dice.below(words.len())]).into(),
        _ if element.is_multiple() => {
            let mut chosen: Vec<Value> = choices.iter().filter(|_| dice.below(2) == 0).cloned().collect();
            let turn = dice.below(chosen.len());
            chosen.rotate_left(turn);
            Value::List(chosen)
        }
        _ => choices.get(dice.below(choices.len())).cloned().unwrap_or_default(),
    }
}

/// A step that a visitor can take, foreign words and numbers out of bounds among them.
fn any_step(quiz: &Definition, line: &Value, dice: &mut Dice) -> Value {
    let shown: Vec<&str> = line.items("visible").iter().filter_map(Value::as_text).collect();
    let words: Vec<Value> = match dice.below(7) {
        0 => vec!["complete".into()],
        1 if dice.below(3) == 0 => vec!["prev".into()],
        2..=5 if !shown.is_empty() => {
            let name = shown[dice.below(shown.len())];
            let element = quiz.element(name).unwrap();
            let mut choices: Vec<Value> = element.choices.iter().map(|choice| choice.value.clone()).collect();
            if let Some(Value::List(shown)) = line.get("choices").and_then(|choices| choices.get(name)) {
                choices.clone_from(shown);
            }
            choices.extend(element.show_other_item.then(|| "other".into()));
            choices.extend(element.show_none_item.then(|| "none".into()));
            vec!["set".into(), name.into(), any_answer(quiz, name, &choices, dice)]
        }
        _ => vec!["next".into()],
    };
    Value::List(words)
}

/// What was proved of a quiz.
#[derive(Debug, Default)]
struct Proofs {
    /// Questions that nobody sees.
    hidden: Vec<String>,
    /// Choices that nobody sees: question and value.
    choices: Vec<(String, Value)>,
    /// Pages that nobody leaves onwards.
    dead: Vec<String>,
}

impl Proofs {
    fn of(quiz: &Definition) -> Self {
        let report = analyse(quiz, &Settings { samples: 0, ..Settings::default() });
        assert!(report.is_whole);
        let mut proofs = Self::default();
        for finding in &report.findings {
            assert_eq!(finding.evidence, Evidence::Proved, "without samples only proofs are told");
            let path = finding.problem.error.path();
            let inside =
                |of: &str| (0..quiz.elements.len()).filter(|at| quiz.path(*at).starts_with(of)).collect::<Vec<_>>();
            match finding.problem.error.code() {
                "quiz/dead-end" if path.starts_with("pages[") => {
                    proofs.dead.push(quiz.elements[inside(path.split('.').next().unwrap())[0]].name.clone());
                }
                "quiz/unreachable" => {
                    if let Some((question, choice)) = path.split_once(".choices[") {
                        let element = &quiz.elements[inside(question)[0]];
                        let choice: usize = choice.split(']').next().unwrap().parse().unwrap();
                        proofs.choices.push((element.name.clone(), element.choices[choice].value.clone()));
                    } else if let Some(place) = path.strip_suffix(".visibleIf") {
                        proofs.hidden.extend(inside(place).iter().map(|at| quiz.elements[*at].name.clone()));
                    }
                }
                _ => {}
            }
        }
        proofs
    }

    fn count(&self) -> usize {
        self.hidden.len() + self.choices.len() + self.dead.len()
    }

    /// Holds the proofs against a walk through the engine.
    #[track_caller]
    fn hold_against_a_walk(&self, quiz: &Definition, seed: u64, name: &str) {
        let mut dice = Dice(seed);
        let (mut run, mut now) = (Run::default(), Moment { wall_ms: 1_780_000_000_000, ..Moment::default() });
        let (mut step, mut page) = (Value::List(vec!["init".into()]), Value::Null);
        for _ in 0..40 {
            assert!(quiz::take_step(quiz, &mut run, &step, &mut now));
            let line = quiz::line(quiz, &mut run, &step, &now);
            let is_shown = |hidden: &&String| line.items("visible").contains(&hidden.as_str().into());
            let wrong: Vec<_> = self.hidden.iter().filter(is_shown).collect();
            assert!(wrong.is_empty(), "{name}, walk {seed}: {wrong:?} was proved to be out of sight and was shown");
            let can_be_chosen = |(question, choice): &&(String, Value)| {
                line.get("choices").is_some_and(|choices| choices.items(question).contains(choice))
            };
            let wrong: Vec<_> = self.choices.iter().filter(can_be_chosen).collect();
            assert!(
                wrong.is_empty(),
                "{name}, walk {seed}: {wrong:?} was proved to be out of sight and could be chosen"
            );
            let is_onwards = matches!(step.as_list().and_then(|step| step[0].as_text()), Some("next" | "complete"));
            let has_left = line.get("page") != Some(&page);
            let is_dead = self.dead.iter().any(|dead| page == Value::from(dead.as_str()));
            assert!(
                !(is_onwards && has_left && is_dead),
                "{name}, walk {seed}: {page:?} was proved to be a dead end and was left"
            );
            page = line.part("page");
            if line.text("state") == Some("completed") {
                break;
            }
            step = any_step(quiz, &line, &mut dice);
        }
    }
}

#[test]
fn what_is_proved_of_written_quizzes_holds_in_the_engine() {
    for (file, definition) in definitions() {
        let quiz = read(&definition);
        let proofs = Proofs::of(&quiz);
        for seed in 0..if proofs.count() > 0 { 300 } else { 0 } {
            proofs.hold_against_a_walk(&quiz, seed, &file);
        }
    }
}

/// Changes something in the conditions of a definition: a constant, a comparison, `and`.
fn spoil(value: &mut Json, is_condition: bool, dice: &mut Dice) {
    const SWAPS: &[(&str, &str)] = &[
        (" = '", " = 'x"),
        (" = ", " <> "),
        (" > ", " < "),
        (" >= ", " < "),
        (" or ", " and "),
        (" notempty", " empty"),
        ("{item}", "{itam}"),
        ("contains", "="),
        (" anyof ", " allof "),
    ];
    match value {
        Json::String(text) if is_condition && dice.below(3) == 0 => {
            let (from, to) = SWAPS[dice.below(SWAPS.len())];
            *text = text.replacen(from, to, 1);
        }
        Json::Number(number) if is_condition && dice.below(4) == 0 => {
            *number = (number.as_i64().unwrap_or(0) + 7).into();
        }
        Json::Object(map) => {
            for (name, value) in map {
                let is_bound =
                    ["minValue", "minLength", "minCount", "min", "minSelectedChoices"].contains(&name.as_str());
                spoil(value, is_bound || name.ends_with("If"), dice);
            }
        }
        Json::Array(items) => items.iter_mut().for_each(|item| spoil(item, false, dice)),
        _ => {}
    }
}

#[test]
fn what_is_proved_of_spoilt_quizzes_holds_in_the_engine() {
    let mut count = 0;
    for (file, definition) in definitions() {
        for seed in 0..ROUNDS {
            let mut spoilt = definition.clone();
            spoil(&mut spoilt, false, &mut Dice(seed * 7 + 1));
            let Ok(quiz) = try_read(&spoilt) else { continue };
            let proofs = Proofs::of(&quiz);
            count += proofs.count();
            for walk in 0..if proofs.count() > 0 { WALKS } else { 0 } {
                proofs.hold_against_a_walk(&quiz, walk, &format!("{file}, spoilt by {seed}: {spoilt}"));
            }
        }
    }
    assert!(count > 30, "found {count}");
}

#[test]
fn no_written_quiz_has_an_error_but_those_that_are_meant_to() {
    let mut found = Vec::new();
    for (file, definition) in definitions() {
        let errors = report(&definition).findings.into_iter().map(|finding| finding.problem);
        let errors = errors.filter(|problem| problem.severity == Severity::Error);
        found.extend(errors.map(|problem| format!("{file} {} {}", problem.error.code(), problem.error.path())));
    }
    assert_eq!(
        found,
        ["all-vanishes.json quiz/dead-end pages", "trigger-skip.json quiz/unknown-name triggers[3].gotoName"]
    );
}
