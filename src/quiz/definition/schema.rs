//! The JSON Schema of elements: of each kind the fields that its reader asks for, so that editors complete them. It must not
//! know a field by itself.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value as Json};

use super::element::Element;
use super::kind::Kind;
use super::read::asked;
use super::refuse::NO_EFFECT;

/// A panel or a question, as it stands in a page.
pub(super) struct Question;
/// A page.
pub(super) struct Page;
/// A line of `multipletext`.
pub(super) struct Line;

impl JsonSchema for Question {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Element".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let kinds: Vec<Schema> = Kind::WORDS.iter().map(|(_, kind)| of_kind(*kind, generator)).collect();
        json_schema!({ "oneOf": kinds })
    }
}

impl JsonSchema for Page {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Page".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        of_kind(Kind::Page, generator)
    }
}

impl JsonSchema for Line {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Line".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        of_kind(Kind::Item, generator)
    }
}

/// The schema of one kind: the fields that are asked for, and those that are accepted without an effect.
fn of_kind(kind: Kind, generator: &mut SchemaGenerator) -> Schema {
    let whole = Element::json_schema(generator);
    let known = whole.get("properties").and_then(Json::as_object).cloned().unwrap_or_default();
    let mut properties = Map::new();
    let mut required = Vec::new();
    for name in asked(kind) {
        match (name, known.get(name)) {
            ("type", _) => {
                let word = serde_json::json!({ "const": kind.word(), "description": "what it is" });
                properties.insert(name.to_owned(), word);
                required.push("type");
            }
            (_, Some(field)) => drop(properties.insert(name.to_owned(), field.clone())),
            // The older of two names of one field.
            (_, None) => {
                let older = serde_json::json!({ "type": "boolean", "description": "older name of `show…Item`" });
                properties.insert(name.to_owned(), older);
            }
        }
    }
    if kind == Kind::Item {
        required.push("name");
    }
    accept_idle(&mut properties);
    json_schema!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

/// Names that are accepted though they change nothing.
fn accept_idle(properties: &mut Map<String, Json>) {
    for name in NO_EFFECT.split(' ').filter(|name| !name.is_empty()) {
        if !properties.contains_key(name) {
            properties.insert(name.to_owned(), serde_json::json!({ "description": "accepted, without an effect" }));
        }
    }
}

/// What the schema of a quiz has beside its fields: elements without a page, older names, what has no effect.
pub(super) fn complete_quiz(schema: &mut Schema) {
    let Some(properties) = schema.get_mut("properties").and_then(Json::as_object_mut) else { return };
    let same = |name: &str| serde_json::json!({ "description": format!("another name of {name}") });
    for (older, newer) in [
        ("goNextPageAutomatic", "autoAdvanceEnabled"),
        ("firstPageIsStarted", "firstPageIsStartPage"),
        ("maxTimeToFinish", "timeLimit"),
    ] {
        properties.insert(older.to_owned(), same(newer));
    }
    let elements = serde_json::json!({ "description": "panels and questions of a quiz of one page, in place of `pages`; up to 300", "type": "array", "items": { "$ref": "#/$defs/Element" }, "maxItems": 300 });
    properties.insert("elements".to_owned(), elements);
    accept_idle(properties);
}
