//! The JSON Schema and the reader agree: every field that the schema knows is generated and must be read; each is then
//! changed, and must be refused.

use leadsieve::config::{self, Config, Severity};
use serde_json::{Map, Value, json};

fn schema() -> Value {
    schemars::schema_for!(Config).to_value()
}

/// Generates documents out of a schema.
struct Generator<'a> {
    definitions: &'a Value,
    /// Which kind of question is generated, of those that the schema has.
    kind: usize,
}

impl<'a> Generator<'a> {
    fn resolved(&self, schema: &'a Value) -> &'a Value {
        match schema.get("$ref").and_then(Value::as_str) {
            Some(name) => self.resolved(&self.definitions[name.rsplit('/').next().unwrap()]),
            None => schema,
        }
    }

    /// A document with every field.
    fn full(&self, schema: &'a Value) -> Value {
        let schema = self.resolved(schema);
        if let Some(example) = schema.get("examples").and_then(|examples| examples.get(0)) {
            return example.clone();
        }
        if let Some(word) = schema.get("enum").and_then(|words| words.get(0)).or_else(|| schema.get("const")) {
            return word.clone();
        }
        if schema == &self.definitions["Element"] {
            let inner = Self { definitions: self.definitions, kind: 0 };
            return inner.object(&schema["oneOf"][self.kind]);
        }
        if let Some(options) = schema.get("oneOf").or_else(|| schema.get("anyOf")).and_then(Value::as_array)
            && !schema.get("properties").is_some_and(Value::is_object)
        {
            return self.full(options.iter().find(|option| option.get("type") != Some(&json!("null"))).unwrap());
        }
        match kind(schema) {
            "object" => self.object(schema),
            "array" => {
                let count = schema.get("minItems").and_then(Value::as_u64).unwrap_or(1).max(1);
                (0..count).map(|_| self.full(&schema["items"])).collect()
            }
            "string" => self.text(schema).into(),
            "integer" | "number" => {
                schema.get("maximum").or_else(|| schema.get("minimum")).cloned().unwrap_or_else(|| json!(1))
            }
            "boolean" => json!(true),
            other => panic!("no value for {other} in {schema}"),
        }
    }

    fn text(&self, schema: &Value) -> String {
        match schema.get("pattern").and_then(Value::as_str) {
            Some(pattern) if pattern.contains("event") => "event.click.phone".into(),
            _ => "name1".into(),
        }
    }

    fn object(&self, schema: &'a Value) -> Value {
        let mut out = Map::new();
        for (name, field) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
            if !is_beside(field) {
                out.insert(name.clone(), self.full(field));
            }
        }
        // Fields that stand in one of several shapes: the first shape.
        let shapes = schema.get("oneOf").or_else(|| schema.get("anyOf")).and_then(Value::as_array);
        if let Some(Value::Object(more)) = shapes.and_then(|shapes| shapes.first()).map(|shape| self.full(shape)) {
            out.extend(more);
        }
        if let Some(entry) = schema.get("additionalProperties").filter(|entry| entry.is_object()) {
            out.insert("name1".into(), self.full(entry));
        }
        out.into()
    }
}

/// Whether a field is another name of one, or has no effect: any value does.
fn is_beside(field: &Value) -> bool {
    let words = field["description"].as_str().unwrap_or_default();
    words.starts_with("another name of") || words == "accepted, without an effect"
}

/// Whether a field takes any value.
fn is_any(pointer: &str) -> bool {
    let any = ["defaultValue", "correctAnswer", "setValue", "valueTrue", "valueFalse", "value", "showProgressBar"];
    any.iter().any(|name| pointer.ends_with(&format!("/{name}")))
        || pointer.ends_with("/choices/0")
        || pointer.ends_with("/rateValues/0")
}

fn kind(schema: &Value) -> &str {
    match &schema["type"] {
        Value::String(kind) => kind,
        Value::Array(kinds) => kinds.iter().find_map(Value::as_str).unwrap_or("null"),
        _ => "object",
    }
}

/// What the schema cannot say: names that must be known, fields that exclude each other.
fn made_consistent(mut document: Value) -> Value {
    let quiz = &mut document["quizzes"]["name1"];
    ask_for_name1(quiz);
    quiz.as_object_mut().unwrap().remove("elements");
    quiz["lead"]["contact"]["phone"] = json!("optional");
    document["score"]["rules"][0]["if"] = json!("{name1} notempty");
    document["score"]["rules"][0].as_object_mut().unwrap().remove("half_life");
    document["score"]["classes"][0]["if"] = json!("{score.fit} > 1");
    document["score"]["handoff"] = json!("{score.fit} > 1");
    document["events"]["goals"][0]["if"] = json!("{event.click.phone.count} > 0");
    document["events"]["goals"][0]["value"] = json!("{score.total}");
    let rule = document["events"]["rules"]["name1"].take();
    document["events"]["rules"] = json!({ "custom.name1": rule });
    document
}

/// Every expression of a quiz asks for the one question that it has.
fn ask_for_name1(document: &mut Value) {
    match document {
        Value::String(text) if text == "{budget} >= 1000" => *text = "{name1} notempty".into(),
        Value::Array(items) => items.iter_mut().for_each(ask_for_name1),
        Value::Object(map) => map.values_mut().for_each(ask_for_name1),
        _ => {}
    }
}

fn errors(document: &Value) -> Vec<String> {
    let document = serde_json::from_value(document.clone()).unwrap();
    let (_, problems) = config::read(&document);
    problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .map(|problem| problem.error.to_string())
        .collect()
}

fn full_document(kind: usize) -> Value {
    let schema = schema();
    made_consistent(Generator { definitions: &schema["$defs"], kind }.full(&schema))
}

/// A full document with each kind of question.
fn full_documents() -> Vec<Value> {
    let kinds = schema()["$defs"]["Element"]["oneOf"].as_array().unwrap().len();
    (0..kinds).map(full_document).collect()
}

/// The pointers of every value of a document.
pub fn pointers(document: &Value, at: &str, out: &mut Vec<String>) {
    out.push(at.to_owned());
    match document {
        Value::Object(map) => map.iter().for_each(|(name, value)| {
            pointers(value, &format!("{at}/{}", name.replace('~', "~0").replace('/', "~1")), out);
        }),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, value)| pointers(value, &format!("{at}/{index}"), out));
        }
        _ => {}
    }
}

#[test]
fn the_reader_accepts_every_field_of_the_schema() {
    for document in full_documents() {
        assert_eq!(errors(&document), Vec::<String>::new(), "{document:#}");
        let mut all = Vec::new();
        pointers(&document, "", &mut all);
        assert!(all.len() > 120, "only {} values were generated", all.len());
    }
}

#[test]
fn the_reader_refuses_every_field_with_a_value_of_another_kind() {
    for (kind, document) in full_documents().iter().enumerate() {
        refuses_other_kinds(document, part(kind));
    }
}

/// What is looked at: everything with the first kind of question, the question alone with the others.
fn part(kind: usize) -> &'static str {
    if kind == 0 { "" } else { "/quizzes/name1/pages/0/elements/0" }
}

#[track_caller]
fn refuses_other_kinds(document: &Value, part: &str) {
    let mut all = Vec::new();
    pointers(document, "", &mut all);
    for pointer in all.iter().filter(|pointer| pointer.starts_with(part) && !is_any(pointer)) {
        let mut changed = document.clone();
        let value = changed.pointer_mut(pointer).unwrap();
        // A text may stand for an object of texts and a number for a choice: an unlike kind is one that nothing there takes.
        *value = if value.is_boolean() { json!(7) } else { json!(true) };
        assert!(!errors(&changed).is_empty(), "accepted another kind at {pointer}: {changed:#}");
    }
}

#[test]
fn the_reader_refuses_an_unknown_field_in_every_object_of_the_schema() {
    for (kind, document) in full_documents().iter().enumerate() {
        refuses_unknown_fields(document, part(kind));
    }
}

#[track_caller]
fn refuses_unknown_fields(document: &Value, part: &str) {
    let mut all = Vec::new();
    pointers(document, "", &mut all);
    let is_free = |pointer: &str| {
        ["/quizzes", "/texts", "/texts/name1", "/score/groups"].contains(&pointer)
            || pointer.ends_with("/lead/scores")
            || is_localised(document, pointer)
    };
    let objects = all.iter().filter(|pointer| {
        pointer.starts_with(part) && document.pointer(pointer).unwrap().is_object() && !is_free(pointer)
    });
    let mut count = 0;
    for pointer in objects {
        let mut changed = document.clone();
        changed.pointer_mut(pointer).unwrap()["zzz"] = json!(1);
        assert!(errors(&changed).iter().any(|told| told.contains("zzz")), "accepted an unknown field at {pointer}");
        count += 1;
    }
    assert!(count > 20 || !part.is_empty() && count > 0, "only {count} objects");
}

/// A text by language has names of the author's choice.
fn is_localised(document: &Value, pointer: &str) -> bool {
    document
        .pointer(pointer)
        .and_then(Value::as_object)
        .is_some_and(|map| map.contains_key("default") && map.values().all(Value::is_string))
}

#[test]
fn the_reader_refuses_numbers_outside_the_ranges_of_the_schema() {
    let schema = schema();
    let mut count = 0;
    for (pointer, field) in ranged(&schema, &schema["$defs"], "", 0) {
        for (bound, step) in [("maximum", 1), ("minimum", -1)] {
            let Some(limit) = field.get(bound).and_then(Value::as_i64) else { continue };
            let mut changed = full_document(0);
            let Some(value) = changed.pointer_mut(&pointer) else { continue };
            *value = json!(limit + step);
            assert!(!errors(&changed).is_empty(), "accepted {} at {pointer}", limit + step);
            count += 1;
        }
    }
    assert!(count > 25, "only {count} bounds");
}

/// The pointers of all numbers with a range, in the full document.
fn ranged<'a>(schema: &'a Value, definitions: &'a Value, at: &str, depth: usize) -> Vec<(String, &'a Value)> {
    let schema = Generator { definitions, kind: 0 }.resolved(schema);
    let mut out = Vec::new();
    if depth > 12 {
        return out;
    }
    if schema.get("maximum").is_some() {
        out.push((at.to_owned(), schema));
    }
    for (name, field) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        out.extend(ranged(field, definitions, &format!("{at}/{name}"), depth + 1));
    }
    for option in ["anyOf", "oneOf"].iter().filter_map(|name| schema.get(*name)).filter_map(Value::as_array).flatten() {
        out.extend(ranged(option, definitions, at, depth + 1));
    }
    if let Some(items) = schema.get("items") {
        out.extend(ranged(items, definitions, &format!("{at}/0"), depth + 1));
    }
    if let Some(entry) = schema.get("additionalProperties").filter(|entry| entry.is_object()) {
        out.extend(ranged(entry, definitions, &format!("{at}/name1"), depth + 1));
    }
    out
}
