//! Hostile values in every text of a lead stay text.

use serde_json::{Value, json};

use crate::invented::{id, lead};
use crate::world::Collector;

/// Values that would do something where a value is not escaped for its place.
const HOSTILE: [&str; 8] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' autofocus onfocus='alert(1)",
    "javascript:alert(1)",
    "</title></textarea></pre></details><svg onload=alert(1)>",
    "+7\" onclick=\"alert(1)",
    "a@b.example\" onmouseover=\"alert(1)",
    "<!--<a href=data:text/html,x>\u{202e}\u{0}",
];

/// Replaces every text of a value, names of keys too.
fn poison(value: &Value, with: &str) -> Value {
    match value {
        Value::String(_) => json!(with),
        Value::Array(items) => items.iter().map(|item| poison(item, with)).collect(),
        Value::Object(map) => map.iter().map(|(name, item)| (name.clone(), poison(item, with))).collect(),
        other => other.clone(),
    }
}

/// A lead that can be received, with one hostile value in every other text and as the name of tags and events.
fn hostile(number: u32, value: &str) -> Value {
    let good = lead(number, 1, "full");
    let mut bad = poison(&good, value);
    for name in ["format", "id", "stage", "delivery"] {
        bad[name] = good[name].clone();
    }
    bad["source"]["first"]["tags"] = json!({ value: value });
    bad["behaviour"]["events"] = json!({ value: { "count": 1 } });
    bad["filter"]["reasons"] = json!([value]);
    bad["score"]["missing"] = json!([value]);
    bad["contact"]["messenger"] = json!({ value: value });
    bad
}

/// What a browser would make of the page: its tags, whatever stands between `<` and `>`.
fn tags(page: &str) -> impl Iterator<Item = &str> {
    page.split('<').skip(1).map(|rest| rest.split('>').next().unwrap())
}

#[track_caller]
fn is_harmless(page: &str, place: &str) {
    const KNOWN: &[&str] = &[
        "!doctype",
        "html",
        "head",
        "meta",
        "link",
        "title",
        "body",
        "header",
        "a",
        "nav",
        "form",
        "button",
        "main",
        "div",
        "h1",
        "h2",
        "h3",
        "span",
        "label",
        "input",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "strong",
        "bdi",
        "time",
        "section",
        "p",
        "dl",
        "dt",
        "dd",
        "ul",
        "li",
        "code",
        "details",
        "summary",
        "pre",
        "blockquote",
    ];
    for tag in tags(page) {
        let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap();
        assert!(KNOWN.contains(&name), "{place}: <{tag}>");
        for attribute in tag.split('"').step_by(2).skip(1).chain([tag]).flat_map(|part| part.split_whitespace()) {
            assert!(!attribute.starts_with("on") || !attribute.contains('='), "{place}: <{tag}>");
        }
        if let Some(address) = tag.split_once("href=\"").map(|(_, rest)| rest) {
            let is_safe = ["/inbox", "/leads.jsonl", "tel:+", "mailto:"].iter().any(|start| address.starts_with(start));
            assert!(is_safe, "{place}: <{tag}>");
        }
    }
    assert!(!page.contains(['\u{202e}', '\u{0}']), "{place}");
}

#[test]
fn hostile_values_stay_text_in_the_list_and_on_the_page_of_a_lead() {
    let collector = Collector::start();
    for (number, value) in (1..).zip(HOSTILE) {
        assert_eq!(collector.post(&hostile(number, value)).status, 201, "{value}");
        is_harmless(&collector.page(&format!("/inbox/{}", id(number))), value);
    }
    let list = collector.page("/inbox");
    assert!(list.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "the value is shown as it was typed");
    is_harmless(&list, "list");
}

#[test]
fn hostile_words_of_a_search_stay_text() {
    let collector = Collector::start();
    let page = collector.page("/inbox?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&sort=%22%3E%3Cb%3E");
    assert!(page.contains("value=\"&quot;&gt;&lt;script&gt;"), "{page}");
    is_harmless(&page, "search");
}

#[test]
fn a_lead_of_odd_types_is_received_and_shown() {
    let collector = Collector::start();
    for (number, odd) in (1..).zip([json!(null), json!(1e308), json!([[]]), json!({ "a": {} }), json!(true)]) {
        let mut odd_lead = lead(number, 1, "full");
        for name in
            ["contact", "request", "source", "behaviour", "filter", "score", "consents", "trust", "summary", "kind"]
        {
            odd_lead[name] = odd.clone();
        }
        assert_eq!(collector.post(&odd_lead).status, 201, "{odd}");
        collector.page(&format!("/inbox/{}", id(number)));
    }
    collector.page("/inbox?sort=score");
}
