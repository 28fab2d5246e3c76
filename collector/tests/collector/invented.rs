//! Invented leads.

use serde_json::{Value, json};

/// The UUID of an invented lead.
pub(crate) fn id(number: u32) -> String {
    format!("0193a5e0-0000-7000-8000-{number:012}")
}

/// A lead of an invented person, with its key.
pub(crate) fn lead(number: u32, inquiry: u32, stage: &str) -> Value {
    let id = id(number);
    json!({
        "format": "leadsieve.lead/1", "id": id, "inquiry": inquiry, "stage": stage, "site": "kitchens",
        "kind": "lead", "origin": "web", "created": "2026-11-21T20:05:01.000Z", "age_ms": 12,
        "page": { "url": "https://kitchens.example/offer", "title": "Kitchens", "language": "en" },
        "contact": { "name": "Anna Example", "phone": { "typed": "8 900 000-00-01", "e164": "+79000000001" },
                     "email": { "typed": "Anna@Kitchens.example", "normalised": "anna@kitchens.example" } },
        "request": { "quiz": "kitchen", "version": 1, "answers": [
            { "name": "budget", "title": "Your budget?", "value": 300_000, "text": "300 000+", "seconds": 4, "changes": 0 } ] },
        "source": { "scope": "window", "visits": 1, "days": 0, "code": "7K2QM", "contractor": "Invented Agency",
            "touches": [ { "channel": "Email", "source": "news" }, { "channel": "Paid Social", "source": "vk" } ], "first": { "at": 1_795_291_501_000_u64,
            "channel": "Paid Search", "source": "google", "medium": "cpc", "campaign": "autumn", "evidence": "tag",
            "rule": "tag.paid", "page": "https://kitchens.example/", "click_ids": { "gclid": "abc" } } },
        "behaviour": { "engaged_s": 12, "scroll": 75, "events": { "click.phone": { "count": 1 } }, "device": "desktop" },
        "filter": { "verdict": "in", "reasons": [], "first": "in", "flags": [] },
        "score": { "total": 13, "class": "ideal", "temperature": "warm", "grade": "B2", "handoff": true,
            "explanation": [ { "rule": "role", "label": "Owner", "axis": "fit", "raw": 13, "count": 1, "points": 13,
                               "capped": 0 } ] },
        "summary": "Warm, ideal, asks for a kitchen.",
        "consents": [ { "id": "processing", "text": "I agree.", "locale": "en", "time": "2026-11-21T20:05:00Z", "given": true } ],
        "trust": { "webdriver": false, "honeypot": false, "first_input_ms": 2300 },
        "delivery": { "key": format!("{id}/{inquiry}/{stage}"), "attempt": 1 },
    })
}

/// The same lead with another value at a pointer; `Value::Null` takes the value away.
pub(crate) fn but(mut lead: Value, pointer: &str, value: Value) -> Value {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let parent = lead.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    if value.is_null() {
        parent.remove(name);
    } else {
        parent.insert(name.to_owned(), value);
    }
    lead
}
