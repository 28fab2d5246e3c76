//! The tables of docs/surveyjs.md: which types and properties of SurveyJS are read, read with a difference, refused, accepted
//! without effect. They are asked of the reader itself; only what differs is told here. `UPDATE_DOCS=1 cargo test` writes them.

use std::collections::{BTreeMap, BTreeSet};

use leadsieve::error::Error;
use leadsieve::quiz::definition::{NO_EFFECT, REFUSED};
use leadsieve::quiz::read;
use leadsieve::value::{Problems, Severity, Value};
use serde_json::{Value as Json, json};

use crate::documentation::hold;

/// A property that the reader does not know.
const UNKNOWN: &str = "?";

/// What is read, but not just as SurveyJS does: where (empty for everywhere), the property, what differs.
const DIFFERS: &[(&str, &str, &str)] = &[
    (
        "",
        "autoAdvanceEnabled",
        "a single choice goes on by pointer, Enter, Space or digit, never by arrow keys, and does so unless this is false",
    ),
    ("", "choices", "texts, numbers and truth values, or objects with `value`; a value stands once"),
    ("", "choicesOrder", "`random` is another order than theirs, the same for one visit of the quiz"),
    ("", "completedHtml", "goes through the safe inline grammar"),
    ("completedHtmlOnCondition", "html", "goes through the safe inline grammar"),
    ("", "elements", "panels stand in each other up to 8 deep"),
    ("html", "html", "goes through the safe inline grammar"),
    ("", "locale", "counts where the page has no language of its own"),
    ("", "maxLength", "without it 1000 characters a line and 5000 a comment"),
    (
        "",
        "name",
        "not `source`, `event`, `visit`, `score`, `contact`, `account`, `ask`, `filter` or one of them with a point behind it",
    ),
    (
        "",
        "regex",
        "the part of ECMAScript's patterns that needs no backtracking: no back-references, no look-behind, no `\\p`",
    ),
    (
        "",
        "showProgressBar",
        "whether it is shown, not where; progress is ours, counts what may still come and never goes back",
    ),
    ("", "timeLimit", "time is counted when the visitor acts; nothing ends by itself while nobody does"),
];

/// Older names, each with the newer one.
const OLDER: &[(&str, &str)] = &[
    ("firstPageIsStarted", "firstPageIsStartPage"),
    ("goNextPageAutomatic", "autoAdvanceEnabled"),
    ("hasNone", "showNoneItem"),
    ("hasOther", "showOtherItem"),
    ("insensitive", "caseInsensitive"),
    ("maxTimeToFinish", "timeLimit"),
];

/// Properties that SurveyJS does not have.
const OURS: &[&str] = &["lead", "version"];

fn problems_of(document: Json) -> Vec<(Severity, Error)> {
    let problems = Problems::default();
    let value: Value = serde_json::from_value(document).unwrap();
    let _ = read(&value, "", &problems);
    problems.into_list().into_iter().map(|problem| (problem.severity, problem.error)).collect()
}

/// The words behind `begin` in the message at a path that ends so.
fn listed(document: &Json, end: &str, begin: &str) -> BTreeSet<String> {
    let found = problems_of(document.clone());
    let message = found
        .iter()
        .filter(|(_, error)| error.path().ends_with(end))
        .find_map(|(_, error)| error.message().split_once(begin));
    let (_, words) = message.unwrap_or_else(|| panic!("nothing is told of {end} in {document}: {found:?}"));
    words.split(", ").map(str::to_owned).collect()
}

fn with(mut object: Json, name: &str, value: Json) -> Json {
    object[name] = value;
    object
}

fn of_element(element: &Json) -> Json {
    json!({ "elements": [element] })
}

fn of_type(word: &str) -> Json {
    json!({ "type": word, "name": "a" })
}

fn types() -> BTreeSet<String> {
    listed(&of_element(&of_type(UNKNOWN)), "type", "expected one of ")
}

/// Puts an object into a definition.
type Around = Box<dyn Fn(Json) -> Json>;

/// Every kind of object of a definition: its name, and a definition in which an object of that kind is.
fn places() -> Vec<(String, Around)> {
    let mut places: Vec<(String, Around)> = vec![
        ("quiz".into(), Box::new(|object| object)),
        ("page".into(), Box::new(|object| json!({ "pages": [object] }))),
        (
            "line of multipletext".into(),
            Box::new(|object| of_element(&with(of_type("multipletext"), "items", json!([object])))),
        ),
        ("choice".into(), Box::new(|object| of_element(&with(of_type("radiogroup"), "choices", json!([object]))))),
        ("calculated value".into(), Box::new(|object| json!({ "calculatedValues": [object] }))),
    ];
    for list in ["completedHtmlOnCondition", "navigateToUrlOnCondition"] {
        places.push((list.into(), Box::new(move |object| with(json!({}), list, json!([object])))));
    }
    for word in types() {
        let kind = word.clone();
        let around: Around =
            Box::new(move |object| of_element(&with(with(object, "type", kind.as_str().into()), "name", "a".into())));
        places.push((word, around));
    }
    let validators = of_element(&with(of_type("text"), "validators", json!([{ "type": UNKNOWN }])));
    for word in listed(&validators, "type", "expected one of ") {
        let kind = word.clone();
        let around = move |object: Json| {
            of_element(&with(of_type("text"), "validators", json!([with(object, "type", kind.as_str().into())])))
        };
        places.push((format!("{word} validator"), Box::new(around)));
    }
    for word in listed(&json!({ "triggers": [{ "type": UNKNOWN }] }), "type", "expected one of ") {
        let kind = word.clone();
        let around = move |object: Json| json!({ "triggers": [with(object, "type", kind.as_str().into())] });
        places.push((format!("{word} trigger"), Box::new(around)));
    }
    places
}

/// Every property that is read, and where.
fn known() -> BTreeMap<String, BTreeSet<String>> {
    let mut known: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (place, around) in places() {
        for name in listed(&around(json!({ UNKNOWN: 1 })), UNKNOWN, "known are ") {
            known.entry(name).or_default().insert(place.clone());
        }
    }
    known
}

fn code(text: &str) -> String {
    format!("`{text}`")
}

fn table(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let head: Vec<String> = head.iter().map(|cell| (*cell).to_owned()).collect();
    let rule = vec!["---".to_owned(); head.len()];
    let lines: Vec<String> = [line(&head), line(&rule)].into_iter().chain(rows.map(|cells| line(&cells))).collect();
    lines.concat()
}

/// Places that are told as one where a property is in all of them.
fn groups(known: &BTreeMap<String, BTreeSet<String>>) -> Vec<(&'static str, BTreeSet<String>)> {
    let is_question = |place: &&String| types().contains(*place) && *place != "panel";
    let of = |name: &str, is_in: &dyn Fn(&&String) -> bool| known[name].iter().filter(is_in).cloned().collect();
    vec![
        ("every question", of("type", &is_question)),
        ("every question with an answer", of("defaultValue", &is_question)),
        ("every question with choices", of("choices", &is_question)),
        ("every validator", of("type", &|place| place.ends_with(" validator"))),
        ("every trigger", of("type", &|place| place.ends_with(" trigger"))),
    ]
}

fn places_of(found: &BTreeSet<String>, groups: &[(&'static str, BTreeSet<String>)]) -> String {
    let (mut rest, mut told) = (found.clone(), Vec::new());
    for (name, group) in groups.iter().filter(|(_, group)| !group.is_empty()) {
        if group.is_subset(&rest) {
            told.push((*name).to_owned());
            rest.retain(|place| !group.contains(place));
        }
    }
    let types = types();
    told.extend(rest.iter().map(|place| if types.contains(place) { code(place) } else { place.clone() }));
    told.join(", ")
}

fn note(name: &str, places: &BTreeSet<String>) -> (&'static str, String) {
    if OURS.contains(&name) {
        return ("ours", "SurveyJS has no such property".to_owned());
    }
    let newer = OLDER.iter().find(|(older, _)| *older == name).map(|(_, newer)| *newer);
    let wanted = newer.unwrap_or(name);
    let differs: Vec<String> = DIFFERS
        .iter()
        .filter(|(of, property, _)| *property == wanted && (of.is_empty() || places.contains(*of)))
        .map(
            |(of, _, note)| {
                if of.is_empty() || places.len() == 1 { (*note).to_owned() } else { format!("in {of}: {note}") }
            },
        )
        .collect();
    let older = newer.map(|newer| format!("the older name of {}", code(newer)));
    let told: Vec<String> = older.into_iter().chain(differs.clone()).collect();
    (if differs.is_empty() { "yes" } else { "partly" }, told.join("; "))
}

fn properties() -> String {
    let known = known();
    let groups = groups(&known);
    let rows = known.iter().map(|(name, places)| {
        let (support, note) = note(name, places);
        vec![code(name), places_of(places, &groups), support.to_owned(), note]
    });
    table(&["property", "of", "supported", "what differs"], rows)
}

fn type_rows() -> String {
    let read = types().into_iter().map(|word| vec![code(&word), "yes".to_owned(), String::new()]);
    let refused = REFUSED.iter().filter_map(|(name, reason)| Some((name.strip_prefix("type ")?, reason)));
    let refused = refused.map(|(word, reason)| vec![code(word), "no".to_owned(), (*reason).to_owned()]);
    table(&["type", "supported", "instead"], read.chain(refused))
}

/// The properties with listed words, found by giving each of them another.
fn words() -> String {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let places = places();
    for (name, of) in known() {
        for (_, around) in places.iter().filter(|(place, _)| of.contains(place) && name != "type") {
            for (_, error) in problems_of(around(with(json!({}), &name, UNKNOWN.into()))) {
                if let Some((_, words)) =
                    error.message().split_once("expected one of ").filter(|_| error.path().ends_with(&name))
                {
                    found.entry(name.clone()).or_default().extend(words.split(", ").map(code));
                }
            }
        }
    }
    let rows =
        found.into_iter().map(|(name, words)| vec![code(&name), words.into_iter().collect::<Vec<_>>().join(", ")]);
    table(&["property", "its words"], rows)
}

fn refused() -> String {
    let mut rows: Vec<_> = REFUSED.iter().filter(|(name, _)| !name.starts_with("type ")).collect();
    rows.sort();
    table(&["property", "instead"], rows.into_iter().map(|(name, reason)| vec![code(name), (*reason).to_owned()]))
}

fn without_effect() -> String {
    let mut names: Vec<&str> = NO_EFFECT.split_whitespace().collect();
    names.sort_unstable();
    let mut out = String::new();
    for line in names.chunks(6) {
        out += &line.iter().map(|name| code(name)).collect::<Vec<_>>().join(" ");
        out.push('\n');
    }
    out
}

#[test]
fn the_page_of_surveyjs_says_what_the_reader_does() {
    let tables = [
        ("types", type_rows()),
        ("properties", properties()),
        ("words", words()),
        ("refused", refused()),
        ("without effect", without_effect()),
    ];
    hold("docs/surveyjs.md", &tables);
}

#[test]
fn what_is_told_of_properties_is_told_of_ones_that_are_read() {
    let known = known();
    let told = DIFFERS.iter().map(|(place, name, _)| (*place, *name));
    let told = told.chain(OLDER.iter().flat_map(|(older, newer)| [("", *older), ("", *newer)]));
    let told = told.chain(OURS.iter().map(|name| ("", *name)));
    let is_stale = |(place, name): &(&str, &str)| {
        known.get(*name).is_none_or(|places| !place.is_empty() && !places.contains(*place))
    };
    assert_eq!(told.filter(is_stale).collect::<Vec<_>>(), []);
}

/// What the reader says of a property that stands everywhere where one can: its code, once for each of its severities.
fn said_of(name: &str) -> BTreeSet<String> {
    let places = places().into_iter();
    let said = places.flat_map(|(_, around)| problems_of(around(with(json!({}), name, json!({})))));
    said.filter(|(_, error)| error.path().ends_with(name)).map(|(_, error)| error.code().to_owned()).collect()
}

#[test]
fn what_is_refused_is_refused_by_its_name_and_what_has_no_effect_is_said_to_have_none() {
    for (name, reason) in REFUSED {
        let found = match name.strip_prefix("type ") {
            Some(word) => problems_of(of_element(&of_type(word))),
            None => problems_of(with(json!({}), name, 1.into())),
        };
        let is_told = |(severity, error): &(Severity, Error)| {
            *severity == Severity::Error && error.code() == "config/unsupported" && error.message().contains(reason)
        };
        assert!(found.iter().any(is_told), "{name}: {found:?}");
    }
    for name in NO_EFFECT.split_whitespace() {
        assert!(said_of(name).contains("config/no-effect"), "{name}: {:?}", said_of(name));
    }
}

#[test]
fn a_property_is_of_one_class() {
    let known = known();
    let idle: BTreeSet<&str> = NO_EFFECT.split_whitespace().collect();
    assert_eq!(idle.len(), NO_EFFECT.split_whitespace().count(), "a name stands twice");
    let twice = REFUSED.iter().map(|(name, _)| *name).filter(|name| idle.contains(name) || known.contains_key(*name));
    assert_eq!(
        twice.chain(idle.iter().copied().filter(|name| known.contains_key(*name))).collect::<Vec<_>>(),
        Vec::<&str>::new()
    );
}
