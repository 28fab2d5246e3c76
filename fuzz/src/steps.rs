//! The target `steps`: a definition that is accepted, and a row of steps. It must not know what a step should do.

use leadsieve::quiz::{Definition, Element};
use leadsieve::value::{Severity, Value};

use crate::case::{Fault, Signs};
use crate::{Dice, Json, Target, definition, folder, grow, load, odd, walk};

/// The longest row of steps.
const MOST_STEPS: usize = 40;

/// Walks through quizzes.
pub struct Steps;

impl Target for Steps {
    fn name(&self) -> &'static str {
        "steps"
    }

    /// Its own cases, and every definition of the conformance tests with a walk of its own.
    fn seeds(&self) -> Vec<Json> {
        let own = load(&folder("fuzz/corpus/steps")).into_iter().map(|(_, case)| case);
        let others = ["fuzz/corpus/definition", "tests/conformance/walk/definitions"]
            .into_iter()
            .flat_map(|name| load(&folder(name)));
        let walked = others.enumerate().map(|(place, (_, document))| {
            let mut dice = Dice::new(place as u64);
            let quiz = quiz_of(&document);
            let steps: Json = (0..20).map(|_| quiz.as_ref().map_or(Json::Null, |quiz| step(&mut dice, quiz))).collect();
            serde_json::json!({ "definition": document, "steps": steps })
        });
        own.chain(walked).collect()
    }

    fn make(&self, dice: &mut Dice, pool: &[Json]) -> Json {
        let (one, other) = (dice.pick(pool).cloned().unwrap_or_default(), dice.pick(pool).cloned().unwrap_or_default());
        let part = |case: &Json, name: &str| case.get(name).cloned().unwrap_or_default();
        let mut document = part(&one, "definition");
        if dice.once_in(3) {
            let changed = grow::grown(dice, &document, &part(&other, "definition"));
            document = if quiz_of(&changed).is_some() { changed } else { document };
        }
        let mut steps = part(&one, "steps").as_array().cloned().unwrap_or_default();
        if let Some(quiz) = quiz_of(&document) {
            for _ in 0..=dice.below(6) {
                change(dice, &mut steps, &quiz);
            }
        }
        steps.truncate(MOST_STEPS);
        serde_json::json!({ "definition": document, "steps": steps })
    }

    fn check(&self, case: &Json) -> Result<Signs, Fault> {
        let Some(quiz) = case.get("definition").and_then(quiz_of) else { return Ok(["refused".to_owned()].into()) };
        let steps: Vec<Value> =
            case.get("steps").and_then(Json::as_array).into_iter().flatten().map(value_of).collect();
        walk::walk(&quiz, &steps)
    }
}

/// The definition of a document without errors.
fn quiz_of(document: &Json) -> Option<Definition> {
    let (quiz, problems) = definition::read(&value_of(document));
    problems.iter().all(|problem| problem.severity != Severity::Error).then_some(quiz)
}

/// A document as a value; null where it is deeper than values go.
pub(crate) fn value_of(document: &Json) -> Value {
    serde_json::from_value(document.clone()).unwrap_or_default()
}

fn change(dice: &mut Dice, steps: &mut Vec<Json>, quiz: &Definition) {
    let place = dice.below(steps.len() + 1);
    match dice.below(8) {
        0 if place < steps.len() => drop(steps.remove(place)),
        1 if place < steps.len() => {
            let again = steps.get(place).cloned().unwrap_or_default();
            steps.insert(place, again);
        }
        2 if place < steps.len() => steps.swap(0, place),
        3 => steps.truncate(place),
        _ => steps.insert(place, step(dice, quiz)),
    }
}

/// A step: mostly one that a visitor could take.
pub(crate) fn step(dice: &mut Dice, quiz: &Definition) -> Json {
    match dice.below(24) {
        0..=10 => answer(dice, quiz),
        11..=15 => serde_json::json!(["next"]),
        16 | 17 => serde_json::json!(["prev"]),
        18 => serde_json::json!(["complete"]),
        19 => serde_json::json!(["wait", odd::number(dice)]),
        20 => serde_json::json!(["init", odd::number(dice)]),
        21 => serde_json::json!([
            dice.word(&["contact", "consent"]),
            dice.word(&["phone", "email", "name", "website", "a"]),
            odd::value(dice, 1)
        ]),
        22 => serde_json::json!(["send"]),
        _ => odd::value(dice, 3),
    }
}

fn answer(dice: &mut Dice, quiz: &Definition) -> Json {
    let questions: Vec<&Element> = quiz.questions().collect();
    let Some(element) = dice.pick(&questions) else { return Json::Null };
    let choices: Vec<Json> = element
        .choices
        .iter()
        .chain(&element.rate_values)
        .filter_map(|choice| serde_json::to_value(&choice.value).ok())
        .collect();
    let chosen = |dice: &mut Dice| match dice.below(8) {
        0 => odd::value(dice, 2),
        1 => dice.word(&["other", "none"]).into(),
        _ => dice.pick(&choices).cloned().unwrap_or_else(|| odd::text(dice).into()),
    };
    let value = match dice.below(6) {
        0 => odd::value(dice, 3),
        1 => odd::number(dice),
        2 => (0..dice.below(4)).map(|_| chosen(dice)).collect(),
        3 if quiz.elements.iter().any(|line| line.kind == leadsieve::quiz::Kind::Item) => {
            let lines = quiz.elements.iter().filter(|line| line.kind == leadsieve::quiz::Kind::Item);
            lines.take(3).map(|line| (line.name.clone(), odd::value(dice, 1))).collect()
        }
        _ => chosen(dice),
    };
    let name = match dice.below(12) {
        0 => [element.name.as_str(), "-Comment"].concat(),
        1 => odd::text(dice),
        _ => element.name.clone(),
    };
    serde_json::json!(["set", name, value])
}
