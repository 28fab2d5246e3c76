//! The JSON Schemas hold for documents that are in use: configs of the repository, leads of the golden journeys. Each field says
//! what it means and shows what may stand in it, and each example is one.

use boon::{Compiler, SchemaIndex, Schemas};
use leadsieve::{config, lead};
use serde_json::{Value, json};

use crate::{files, golden, scoring};

const AT: &str = "https://quillfern.example/schema.json";

/// A schema that was compiled.
struct Judge {
    schemas: Schemas,
    whole: SchemaIndex,
}

impl Judge {
    fn new(schema: &Value) -> Self {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.add_resource(AT, schema.clone()).unwrap();
        let whole = compiler.compile(AT, &mut schemas).unwrap_or_else(|error| panic!("{error:#}"));
        Self { schemas, whole }
    }

    /// What is wrong with a document.
    fn complaint(&self, document: &Value) -> Option<String> {
        self.schemas.validate(document, self.whole).err().map(|error| format!("{error:#}"))
    }
}

fn of_leads() -> Value {
    serde_json::from_str(lead::SCHEMA).unwrap()
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// The config that the README shows.
fn of_the_readme() -> Value {
    let readme = files::text("README.md");
    let blocks = readme.split("```json\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    let mut configs = blocks.map(parsed).filter(|block| block.get("version").is_some());
    configs.next().expect("a config in README.md")
}

/// Every config that the repository shows or uses, by name.
fn configs() -> Vec<(String, Value)> {
    let demos = files::below("www/demo", ".json");
    let journeys = files::below("tests/golden", "config.json");
    let worked = scoring::WORKED.map(|name| format!("docs/scoring/{name}.json"));
    assert!(demos.len() >= 5 && !journeys.is_empty());
    let all = demos.into_iter().chain(journeys).chain(worked).map(|path| (path.clone(), parsed(&files::text(&path))));
    all.chain([("README.md".to_owned(), of_the_readme())]).collect()
}

/// Every lead of the golden journeys, as it went over the wire.
fn leads() -> Vec<(String, Value)> {
    let mut leads = Vec::new();
    for file in files::below("tests/golden", "journey.jsonl") {
        let world = golden::play(file.trim_end_matches("/journey.jsonl"));
        leads.extend(world.leads.iter().map(|lead| (file.clone(), serde_json::to_value(lead).unwrap())));
    }
    assert!(leads.len() >= 7, "only {} leads", leads.len());
    leads
}

#[test]
fn every_config_of_the_repository_is_valid_by_the_schema() {
    let judge = Judge::new(&config::schema());
    for (name, document) in configs() {
        assert_eq!(judge.complaint(&document), None, "{name}");
    }
}

#[test]
fn a_config_that_the_reader_refuses_is_not_valid_by_the_schema() {
    let judge = Judge::new(&config::schema());
    let whole = parsed(&files::text("docs/scoring/classic.json"));
    for (pointer, value) in [
        ("/version", json!(2)),
        ("/zzz", json!(1)),
        ("/score/rules/0/points", json!("5")),
        ("/score/rules/0/points", json!(101)),
        ("/score/rules/0/zzz", json!(1)),
        ("/score/rules/0/each", json!("event.click.phone")),
        ("/score/rules/8/each", json!("click.phone")),
        ("/score/rules/8/per", json!("month")),
        ("/score/rules/8/half_life", json!("soon")),
        ("/score/grade/fit", json!([1])),
        ("/score/classes/0/if", json!(7)),
    ] {
        let mut broken = whole.clone();
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        broken.pointer_mut(parent).unwrap()[name] = value;
        assert!(judge.complaint(&broken).is_some(), "{pointer}");
        let (_, problems) = config::read(&serde_json::from_value(broken).unwrap());
        assert!(!problems.is_empty(), "{pointer}");
    }
}

#[test]
fn every_lead_of_the_golden_journeys_is_valid_by_the_schema() {
    let judge = Judge::new(&of_leads());
    for (name, lead) in leads() {
        assert_eq!(judge.complaint(&lead), None, "{name}: {lead:#}");
    }
}

#[test]
fn every_field_of_a_lead_stands_in_the_schema() {
    let schema = of_leads();
    for (name, lead) in leads() {
        let unknown = unknown(&schema, &schema, &lead, "");
        assert_eq!(unknown, Vec::<String>::new(), "{name}");
    }
    let added = json!({ "contact": { "fax": "1" }, "score": { "explanation": [{ "why": "x" }] } });
    assert_eq!(unknown(&schema, &schema, &added, ""), ["/contact/fax", "/score/explanation/0/why"]);
}

/// The paths of fields that a schema does not describe.
fn unknown(whole: &Value, schema: &Value, document: &Value, at: &str) -> Vec<String> {
    let schema = resolved(whole, schema);
    let each = |name: &str, inner: &Value| {
        let at = format!("{at}/{name}");
        let field = schema["properties"]
            .get(name)
            .or_else(|| schema.get("additionalProperties"))
            .or_else(|| schema.get("items"));
        match field {
            Some(field) => unknown(whole, field, inner, &at),
            // An answer is whatever its question gives.
            None if at.ends_with("/value") || schema.get("type").is_none() && schema.get("properties").is_none() => {
                Vec::new()
            }
            None => vec![at],
        }
    };
    match document {
        Value::Object(map) => map.iter().flat_map(|(name, inner)| each(name, inner)).collect(),
        Value::Array(items) => {
            items.iter().enumerate().flat_map(|(index, inner)| each(&index.to_string(), inner)).collect()
        }
        _ => Vec::new(),
    }
}

/// The schema behind a reference, and behind a choice between something and nothing.
fn resolved<'a>(whole: &'a Value, schema: &'a Value) -> &'a Value {
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        return resolved(whole, whole.pointer(name.trim_start_matches('#')).unwrap());
    }
    let some = schema.get("anyOf").and_then(Value::as_array).filter(|options| options.iter().any(is_null));
    some.and_then(|options| options.iter().find(|option| !is_null(option)))
        .map_or(schema, |option| resolved(whole, option))
}

fn is_null(option: &Value) -> bool {
    option.get("type") == Some(&json!("null"))
}

#[test]
fn a_lead_with_a_value_of_another_kind_is_not_valid() {
    let judge = Judge::new(&of_leads());
    let (_, lead) = leads().into_iter().find(|(name, _)| name.contains("paid-click")).unwrap();
    let mut all = Vec::new();
    crate::schema::pointers(&lead, "", &mut all);
    let mut count = 0;
    for pointer in all.iter().filter(|pointer| !pointer.contains("/value")) {
        let mut changed = lead.clone();
        let value = changed.pointer_mut(pointer).unwrap();
        *value = if value.is_boolean() { json!(7) } else { json!(false) };
        assert!(judge.complaint(&changed).is_some(), "accepted another kind at {pointer}");
        count += 1;
    }
    assert!(count > 150, "only {count} values");
}

#[test]
fn a_lead_without_a_part_is_not_valid() {
    let judge = Judge::new(&of_leads());
    let (_, lead) = leads().into_iter().find(|(name, _)| name.contains("paid-click")).unwrap();
    for name in of_leads()["required"].as_array().unwrap() {
        let mut changed = lead.clone();
        changed.as_object_mut().unwrap().remove(name.as_str().unwrap()).unwrap();
        assert!(judge.complaint(&changed).is_some(), "{name}");
    }
}

/// All fields of a schema by pointer; of elements that share a field, each.
fn fields(schema: &Value, at: &str, out: &mut Vec<(String, Value)>) {
    match schema {
        Value::Object(map) => {
            for (name, inner) in map {
                let at = format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
                if name == "properties"
                    && let Some(properties) = inner.as_object()
                {
                    out.extend(properties.iter().map(|(name, field)| (format!("{at}/{name}"), field.clone())));
                }
                fields(inner, &at, out);
            }
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, inner)| fields(inner, &format!("{at}/{index}"), out));
        }
        _ => {}
    }
}

fn all_fields(schema: &Value) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    fields(schema, "", &mut found);
    assert!(found.len() > 100, "only {} fields", found.len());
    found
}

#[test]
fn the_schema_that_is_written_down_is_that_of_the_types() {
    let right = config::schema().to_string() + "\n";
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(files::path("src/config/schema.json"), &right).unwrap();
    }
    assert!(files::text("src/config/schema.json") == right, "src/config/schema.json drifted: UPDATE_DOCS=1 writes it");
}

#[test]
fn every_field_of_both_schemas_says_what_it_means() {
    for schema in [config::schema(), of_leads()] {
        for (pointer, field) in all_fields(&schema) {
            let said = field["description"].as_str().unwrap_or_default();
            assert!(said.len() > 4, "{pointer} has no description: {field}");
        }
    }
}

#[test]
fn every_field_of_both_schemas_shows_what_may_stand_in_it() {
    for schema in [config::schema(), of_leads()] {
        for (pointer, field) in all_fields(&schema) {
            let said = field["description"].as_str().unwrap_or_default();
            let is_idle = said == "accepted, without an effect" || said.starts_with("another name of");
            // An answer is whatever its question gives.
            let is_any = pointer.ends_with("/answers/items/properties/value");
            assert!(is_idle || is_any || shows(&schema, &field), "{pointer} shows nothing: {field}");
        }
    }
}

/// Whether a field has an example, a list of words, a range, a default, or a shape of which that is asked in turn.
fn shows(whole: &Value, field: &Value) -> bool {
    let schema = resolved(whole, field);
    let has = |name: &str| schema.get(name).is_some() || field.get(name).is_some();
    let kinds = schema.get("type").map(|kind| kind.as_array().cloned().unwrap_or_else(|| vec![kind.clone()]));
    let is = |kind: &str| kinds.iter().flatten().any(|known| known == kind);
    let has_default = field.get("default").is_some_and(|value| !value.is_null() && value != "" && value != &json!([]));
    let options = ["anyOf", "oneOf"].iter().find_map(|name| schema.get(*name)?.as_array());
    ["examples", "enum", "const", "pattern", "properties"].iter().any(|name| has(name))
        || is("boolean")
        || is("object")
        || has_default
        || is("integer") && has("minimum")
        || is("array") && schema.get("items").is_some_and(|items| shows(whole, items))
        || options.is_some_and(|options| options.iter().all(|option| is_null(option) || shows(whole, option)))
}

#[test]
fn every_example_of_both_schemas_is_one() {
    for schema in [config::schema(), of_leads()] {
        let mut compiler = Compiler::new();
        compiler.add_resource(AT, schema.clone()).unwrap();
        let (mut schemas, mut count) = (Schemas::new(), 0);
        let named = |(pointer, field): (String, Value)| Some((pointer, field.get("examples")?.as_array()?.clone()));
        for (pointer, examples) in all_fields(&schema).into_iter().filter_map(named) {
            let index = compiler.compile(&format!("{AT}#{pointer}"), &mut schemas).unwrap();
            for example in examples {
                let told = schemas.validate(&example, index).err();
                assert!(told.is_none(), "{pointer}: {example}: {told:#?}");
                count += 1;
            }
        }
        assert!(count > 40, "only {count} examples");
    }
}
