//! Reading a config: every field by name, type and range. It must not stop at the first problem.

use super::names;
use super::score;
use super::{Config, Policy, Problem, Severity, Site};
use crate::consent::{Consent, STATES};
use crate::contact;
use crate::delivery::{self, Destination};
use crate::event::{self, KeyPage};
use crate::text;
use crate::value::{Fields, Localized, Problems, Value, hash};
use crate::{lead, source};

/// Reads a config. Where a problem is an [`Severity::Error`], the settings that come back are the defaults of a page
/// without a config: nothing is stored, nothing is sent.
#[must_use]
pub fn read(document: &Value) -> (Config, Vec<Problem>) {
    let problems = Problems::default();
    let config = Fields::open(document, "", &problems).map(|fields| document_of(&fields, document));
    let problems = problems.into_list();
    let is_broken = problems.iter().any(|problem| problem.severity == Severity::Error);
    (config.filter(|_| !is_broken).unwrap_or_default(), problems)
}

fn document_of(fields: &Fields<'_>, document: &Value) -> Config {
    fields.text("$schema", 500);
    fields.require("version", "1");
    fields.require("site", "an object");
    fields.require("consent", "an object that states the default");
    let config = Config {
        version: fields.whole("version", 1..=1).unwrap_or(1),
        site: fields.object("site", site).unwrap_or_default(),
        consent: fields.object("consent", policy).unwrap_or_default(),
        source: fields.object("source", sources).unwrap_or_default(),
        events: fields.object("events", events).unwrap_or_default(),
        #[cfg(feature = "quiz")]
        quizzes: fields.entries("quizzes", |_, path, value| {
            crate::quiz::read(value, path, fields.problems()).map(std::sync::Arc::new)
        }),
        score: fields.object("score", score::table),
        lead: fields.object("lead", leads).unwrap_or_default(),
        delivery: fields.object("delivery", delivery).unwrap_or_default(),
        texts: fields.entries("texts", |_, path, value| texts(value, path, fields.problems())),
        hash: text::hex(&hash(document)),
        score_hash: document.get("score").map(|score| text::hex(&hash(score))).unwrap_or_default(),
    };
    #[cfg(not(feature = "quiz"))]
    fields.raw("quizzes");
    fields.finish();
    names::check(&config, fields.problems());
    config
}

fn site(fields: &Fields<'_>) -> Site {
    let mut countries = Vec::new();
    for (path, code) in fields.items("countries", contact::COUNTRIES.len()) {
        match code.as_text().and_then(contact::country) {
            Some(country) => countries.push(country),
            None => {
                let known = text::join(contact::COUNTRIES.iter().map(|country| country.code), ", ");
                fields.problems().error(&path, "config/unknown-word", text::concat(&["expected one of ", &known]));
            }
        }
    }
    Site {
        id: fields.required_name("id"),
        domains: fields.texts("domains", 50, 253),
        languages: fields.texts("languages", 20, 35),
        countries,
    }
}

fn policy(fields: &Fields<'_>) -> Policy {
    fields.require("default", "an object with attribution, behaviour and lead");
    let state = |fields: &Fields<'_>, name| fields.choice(name, STATES).unwrap_or_default();
    let default = fields.object("default", |default| Consent {
        attribution: state(default, "attribution"),
        behaviour: state(default, "behaviour"),
        lead: state(default, "lead"),
    });
    Policy { default: default.unwrap_or_default() }
}

fn sources(fields: &Fields<'_>) -> source::Settings {
    let standard = source::Settings::default();
    source::Settings {
        window_days: fields.whole("window_days", 1..=400).unwrap_or(standard.window_days),
        excluded_hosts: fields.texts("excluded_hosts", 100, 253),
    }
}

fn events(fields: &Fields<'_>) -> event::Settings {
    let standard = event::Settings::default();
    let key_page = |fields: &Fields<'_>| {
        fields.require("path", "a pattern of the path");
        KeyPage { name: fields.required_name("name"), path: fields.text("path", 200).unwrap_or_default() }
    };
    let marks = |name, range| {
        let found = fields.wholes(name, 10, range)?;
        let mut rising: Vec<i64> = Vec::new();
        for mark in found {
            rising.insert(rising.partition_point(|other| *other < mark), mark);
        }
        Some(rising)
    };
    event::Settings {
        scroll_marks: marks("scroll_marks", 1..=100).unwrap_or(standard.scroll_marks),
        engaged_marks: marks("engaged_marks", 1..=3600).unwrap_or(standard.engaged_marks),
        contact_clicks: fields.flag("contact_clicks").unwrap_or(standard.contact_clicks),
        key_pages: fields.objects("key_pages", 50, key_page),
    }
}

fn leads(fields: &Fields<'_>) -> lead::Settings {
    let standard = lead::Settings::default();
    lead::Settings {
        window_days: fields.whole("window_days", 1..=365).unwrap_or(standard.window_days),
        topic: fields.name("topic"),
    }
}

fn delivery(fields: &Fields<'_>) -> delivery::Settings {
    let destinations = fields
        .objects("destinations", 10, |fields| Destination { id: fields.required_name("id"), url: address(fields) });
    for (index, one) in destinations.iter().enumerate() {
        if destinations.iter().take(index).any(|other| other.id == one.id) {
            fields.error("destinations", "config/duplicate", text::concat(&["found the id \"", &one.id, "\" twice"]));
        }
    }
    delivery::Settings { destinations }
}

/// The address of a destination.
fn address(fields: &Fields<'_>) -> String {
    let found = fields.required_text("url", 500);
    let is_path = found.strip_prefix('/').is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['/', '\\']));
    let is_web =
        ["https://", "http://"].iter().any(|start| found.starts_with(start)) && source::Url::split(&found).is_some();
    if !found.is_empty() && !is_path && !is_web {
        let message =
            ["found \"", found.as_str(), "\", expected https://…, http://… or a path that begins with one slash"];
        fields.error("url", "config/bad-link", text::concat(&message));
    }
    found
}

/// The owner's words of one language.
fn texts(value: &Value, path: &str, problems: &Problems) -> Option<Vec<(String, Localized)>> {
    let fields = Fields::open(value, path, problems)?;
    let mut out = Vec::new();
    for (key, found) in value.entries() {
        match found.as_text().filter(|words| (1..=1000).contains(&text::length(words))) {
            Some(words) => out.push((key.clone(), words.into())),
            None => fields.error(
                key,
                "config/wrong-type",
                text::concat(&["found ", found.kind(), ", expected text of 1 to 1000 characters"]),
            ),
        }
    }
    Some(out)
}
