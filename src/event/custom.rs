//! Custom events: `track(name, properties)`. It must refuse what is unbounded, and say why.

use super::Event;
use crate::error::Error;
use crate::text;
use crate::value::{Map, Value};

/// The most properties of a custom event.
const MOST_PROPERTIES: usize = 20;
/// The longest text of a property, in characters.
const LONGEST_TEXT: usize = 200;

/// The custom event of a `track` call, counted as `event.custom.<name>`.
///
/// # Errors
/// `event/bad-name` where the name is not 1 to 64 letters, digits, `-`, `_` or `.`; `event/bad-properties` where the
/// properties are not an object of at most 20 texts (200 characters), numbers, or true and false.
pub fn check(name: &str, properties: &Value) -> Result<Event, Error> {
    if !text::is_name(name) {
        let message = ["found the name \"", &text::clean(name, 70), "\", expected 1 to 64 letters, digits, - _ or ."];
        return Err(Error::new("event/bad-name", text::concat(&message)));
    }
    let none = Map::new();
    let given = match properties {
        Value::Null => &none,
        Value::Map(map) => map,
        other => {
            return Err(Error::new(
                "event/bad-properties",
                text::concat(&["found ", other.kind(), ", expected an object"]),
            ));
        }
    };
    if given.len() > MOST_PROPERTIES {
        return Err(Error::new("event/bad-properties", "found more than 20 properties, expected at most 20"));
    }
    let mut kept = Map::new();
    for (key, value) in given.iter() {
        kept.set(&text::clean(key, 64), property(key, value)?);
    }
    Ok(Event::whole(text::concat(&["custom.", name]), kept))
}

fn property(key: &str, value: &Value) -> Result<Value, Error> {
    match value {
        Value::Text(found) => Ok(text::clean(found, LONGEST_TEXT).into()),
        Value::Number(_) | Value::Bool(_) | Value::Null => Ok(value.clone()),
        other => {
            let message = text::concat(&["found ", other.kind(), ", expected text, a number, true or false"]);
            Err(Error::new("event/bad-properties", message).at(text::clean(key, 64)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_event_is_accepted_and_counted_by_its_name() {
        let event = check("calculator.used", &Map::new().with("size", 3.0).into()).unwrap();
        assert_eq!(event.clone().into_inner().counted_as(), ["custom.calculator.used"]);
    }

    #[test]
    fn what_is_unbounded_is_refused_with_the_reason() {
        let deep = Value::from(Map::new().with("a", vec![1.0]));
        let many: Map = (0..21).map(|n| (format!("p{n}"), 1.0)).collect();
        for (name, properties, code) in [
            ("", Value::Null, "event/bad-name"),
            ("a b", Value::Null, "event/bad-name"),
            ("a", Value::from("x"), "event/bad-properties"),
            ("a", deep, "event/bad-properties"),
            ("a", many.into(), "event/bad-properties"),
        ] {
            assert_eq!(check(name, &properties).unwrap_err().code(), code);
        }
    }
}
