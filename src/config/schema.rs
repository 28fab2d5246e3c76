//! The JSON Schema of the config: what the types say, with examples beside fields that no type can give one. It must not
//! allow or refuse anything by itself.

use serde_json::{Map, Value as Json, json};

use super::Config;

/// The JSON Schema (2020-12) of the config. Editors that know it complete fields and tell what they mean.
#[must_use]
pub fn schema() -> Json {
    let mut schema = schemars::schema_for!(Config).to_value();
    if let Some(properties) = schema.get_mut("properties").and_then(Json::as_object_mut) {
        properties.insert(
            "$schema".to_owned(),
            json!({
                "description": "The address of this schema, for editors. It has no effect.",
                "type": "string", "maxLength": 500, "examples": ["leadsieve.schema.json"]
            }),
        );
    }
    let examples = examples();
    complete(&mut schema, &examples);
    if let Some(Json::Object(text)) = schema.pointer_mut("/$defs/Localized") {
        text.insert("examples".to_owned(), json!(["Prices", { "default": "Prices", "ru": "Цены" }]));
    }
    schema
}

/// An example of each field that is text or a list of an author's own, by its name.
fn examples() -> Map<String, Json> {
    let examples = json!({
        "audience": "buyers", "channel": "Paid Search", "colCount": 2, "decorate": ["shop.example"], "domains": ["shop.example"],
        "element": ".thank-you", "event": "order:sent", "events": ["click.phone"], "excluded_hosts": ["pay.example"],
        "fromName": "budget", "gotoName": "budget", "group": "reading", "hosts": ["partner.example"], "id": "kitchens-1",
        "imageLink": "https://quillfern.example/oak.jpg", "languages": ["en", "ru"], "locale": "en", "max": 60, "maxValue": 100,
        "medium": "cpc", "min": 1, "minValue": 1, "name": "budget", "out": "too-small", "path": "*/prices*", "reason": "too-small",
        "regex": "^[0-9]{5}$", "request": "/api/orders*", "selector": "#order", "setToName": "budget", "soft": "only-looking",
        "source": "google", "text": "0800 123", "topic": "kitchens", "value": "oak"
    });
    examples.as_object().cloned().unwrap_or_default()
}

/// Puts an example beside each field without one, and what is said of a shape beside the one field that makes it.
fn complete(schema: &mut Json, examples: &Map<String, Json>) {
    match schema {
        Json::Array(items) => items.iter_mut().for_each(|item| complete(item, examples)),
        Json::Object(map) => {
            let said = map.get("description").cloned();
            if let Some(Json::Object(properties)) = map.get_mut("properties") {
                let is_alone = properties.len() == 1;
                for (name, field) in properties {
                    let Json::Object(field) = field else { continue };
                    if let Some(said) = said.as_ref().filter(|_| is_alone) {
                        field.entry("description").or_insert_with(|| said.clone());
                    }
                    if let Some(example) = examples.get(name).filter(|example| takes(field, example)) {
                        field.insert("examples".to_owned(), json!([example]));
                    }
                }
            }
            map.values_mut().for_each(|inner| complete(inner, examples));
        }
        _ => {}
    }
}

/// Whether an example is of a field's kind and the field shows nothing yet.
fn takes(field: &Map<String, Json>, example: &Json) -> bool {
    let kind = match example {
        Json::String(_) => "string",
        Json::Number(_) => "number",
        _ => "array",
    };
    let is_of_kind = match field.get("type") {
        Some(Json::String(word)) => word == kind,
        Some(Json::Array(words)) => words.iter().any(|word| word == kind),
        _ => field.get("$ref").is_some_and(|of| of == "#/$defs/ChoiceValue"),
    };
    is_of_kind && !["examples", "enum", "const"].iter().any(|shown| field.contains_key(*shown))
}
