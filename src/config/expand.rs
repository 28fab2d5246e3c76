//! Presets of a config into what a page loads. It must not know a receiver: `delivery` does.

use super::{Severity, read};
use crate::delivery;
use crate::error::Error;
use crate::text::{self, number_text};
use crate::value::{Map, Value};

/// The config with presets expanded, as a page loads it: each destination with a `preset` becomes a plain one. A config
/// without presets comes back as it is. Its hash is the one that leads name, so backends keep this form.
///
/// # Errors
/// Everything that is wrong with presets, else with the config that they make.
pub fn expand(document: &Value) -> Result<Value, Vec<Error>> {
    let mut errors = Vec::new();
    let expanded = with_destinations(document, &mut errors);
    if errors.is_empty() {
        let problems = read(&expanded).1.into_iter();
        errors.extend(problems.filter(|problem| problem.severity == Severity::Error).map(|problem| problem.error));
    }
    if errors.is_empty() { Ok(expanded) } else { Err(errors) }
}

fn with_destinations(document: &Value, errors: &mut Vec<Error>) -> Value {
    let Some(delivery) = document.get("delivery").and_then(Value::as_map) else { return document.clone() };
    let Some(destinations) = delivery.get("destinations").and_then(Value::as_list) else { return document.clone() };
    let mut plain = Vec::new();
    for (index, destination) in destinations.iter().enumerate() {
        let path = text::concat(&["delivery.destinations[", &number_text(index as f64), "]"]);
        let expanded = match destination.get("preset") {
            Some(_) => delivery::expanded(destination, &path),
            None => Ok(destination.clone()),
        };
        match expanded {
            Ok(one) => plain.push(one),
            Err(wrong) => errors.extend(wrong),
        }
    }
    let delivery = delivery.clone().with("destinations", Value::List(plain));
    document.as_map().cloned().unwrap_or_else(Map::new).with("delivery", delivery).into()
}
