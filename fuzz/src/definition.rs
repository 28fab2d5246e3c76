//! The target `definition`: a document that may be one. It must not know what is valid, only what reading may never do.

use leadsieve::quiz::{self, Definition, Kind};
use leadsieve::value::{Problem, Problems, Severity, Value};

use crate::case::{Fault, hold, size, weight};
use crate::meter::measure;
use crate::{Dice, Json, Signs, Target, folder, grow, load, steps, walk};

/// The most problems that are told of one document.
const MOST_PROBLEMS: usize = 50;
/// Bytes that reading may ask for, for each byte of the document.
const MOST_BYTES_EACH: u64 = 3_000;
/// Bytes that reading may ask for, whatever the document.
const MOST_BYTES: u64 = 2_000_000;

/// Reading definitions, and a short walk through those that can be read.
pub struct Definitions;

impl Target for Definitions {
    fn name(&self) -> &'static str {
        "definition"
    }

    fn seeds(&self) -> Vec<Json> {
        let folders = ["fuzz/corpus/definition", "tests/conformance/walk/definitions"];
        folders.iter().flat_map(|name| load(&folder(name))).map(|(_, document)| document).collect()
    }

    fn make(&self, dice: &mut Dice, pool: &[Json]) -> Json {
        let (one, other) = (dice.pick(pool), dice.pick(pool));
        grow::grown(dice, one.unwrap_or(&Json::Null), other.unwrap_or(&Json::Null))
    }

    fn check(&self, case: &Json) -> Result<Signs, Fault> {
        // What is deeper than the bound never becomes a value.
        let Ok(document) = serde_json::from_value::<Value>(case.clone()) else {
            return Ok(["unreadable".to_owned()].into());
        };
        let ((definition, problems), bytes) = measure(|| read(&document));
        let most = MOST_BYTES + MOST_BYTES_EACH * weight(case) as u64;
        hold(bytes <= most, "too much work", || format!("{bytes} bytes for a document of {}", weight(case)))?;
        hold(problems.len() <= MOST_PROBLEMS, "too many problems", || format!("{} problems", problems.len()))?;
        hold(definition.elements.len() <= size(case) + 1, "elements out of nothing", || {
            format!("{}", definition.elements.len())
        })?;
        hold(read(&document).0.hash == definition.hash, "read anew is another", || definition.hash.clone())?;
        let mut signs: Signs = problems.iter().map(sign).collect();
        if problems.iter().all(|problem| problem.severity != Severity::Error) {
            paths_lead_to_elements(&definition, case)?;
            let mut dice = Dice::new(weight(case) as u64);
            let steps: Vec<Value> = (0..10).map(|_| steps::value_of(&steps::step(&mut dice, &definition))).collect();
            signs.extend(walk::walk(&definition, &steps)?);
            signs.extend(definition.elements.iter().map(|element| format!("has {}", element.kind.word())));
        }
        Ok(signs)
    }
}

/// A definition and everything that is wrong with it.
pub(crate) fn read(document: &Value) -> (Definition, Vec<Problem>) {
    let problems = Problems::default();
    let definition = quiz::read(document, "", &problems);
    (definition, problems.into_list())
}

/// A problem as a sign: its code, and the last name of its path.
fn sign(problem: &Problem) -> String {
    let path = problem.error.path();
    let last = path.rsplit('.').next().unwrap_or_default().split('[').next().unwrap_or_default();
    format!("{} at {}", problem.error.code(), if last.len() > 40 { "a long name" } else { last })
}

/// The path that is told of an element leads to it in the document.
fn paths_lead_to_elements(definition: &Definition, document: &Json) -> Result<(), Fault> {
    for (at, element) in definition.elements.iter().enumerate() {
        let path = definition.path(at);
        let pointer = format!("/{}", path.replace(['.', '['], "/").replace(']', ""));
        let found = document.pointer(&pointer);
        // The page that elements beside pages make stands nowhere.
        let is_made = element.kind == Kind::Page && found.is_none();
        let name = found.and_then(|found| found.get("name")).and_then(Json::as_str);
        let is_it = found.is_some() && name.is_none_or(|name| name == element.name);
        hold(is_made || is_it, "a path leads elsewhere", || format!("{path} for {}", element.name))?;
    }
    Ok(())
}
