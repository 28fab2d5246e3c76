//! Reading a config: every field by name, type and range. It must not stop at the first problem.

use super::names;
use super::{Config, Policy, Problem, Severity, Site};
use crate::consent::{Consent, STATES};
use crate::contact;
use crate::delivery::{self, Destination};
use crate::event::{self, KeyPage};
use crate::text::{self, explain};
use crate::value::{Fields, Localized, Problems, Read, Value, hash};
use crate::{lead, source};

/// Reads a config. Where a problem is an [`Severity::Error`], the settings that come back are the defaults of a page
/// without a config: nothing is stored, nothing is sent.
#[must_use]
pub fn read(document: &Value) -> (Config, Vec<Problem>) {
    let problems = Problems::default();
    let mut config = Config::default();
    Fields::read(document, "", &problems, &mut config);
    config.hash = text::hex(&hash(document));
    config.score_hash = document.get("score").map(|score| text::hex(&hash(score))).unwrap_or_default();
    if document.as_map().is_some() {
        names::check(&config, &problems);
    }
    let problems = problems.into_list();
    let is_broken = problems.iter().any(|problem| problem.severity == Severity::Error);
    (if is_broken { Config::default() } else { config }, problems)
}

impl Read for Config {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.text("$schema", 500, &mut String::new());
        fields.require("version", "1");
        fields.require("site", "an object");
        fields.require("consent", "an object that states the default");
        fields.whole("version", 1, 1, &mut self.version);
        fields.object("site", &mut self.site);
        fields.object("consent", &mut self.consent);
        fields.object("source", &mut self.source);
        fields.object("events", &mut self.events);
        #[cfg(feature = "quiz")]
        fields.entries("quizzes", &mut |name, path, value| {
            let definition = crate::quiz::read(value, path, fields.problems());
            self.quizzes.push((name.to_owned(), std::sync::Arc::new(definition)));
        });
        #[cfg(not(feature = "quiz"))]
        fields.raw("quizzes");
        fields.object("score", &mut self.score);
        fields.object("lead", &mut self.lead);
        fields.object("delivery", &mut self.delivery);
        fields.entries("texts", &mut |language, path, value| {
            self.texts.push((language.to_owned(), words(value, path, fields.problems())));
        });
    }
}

impl Read for Site {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.required_name("id", &mut self.id);
        fields.texts("domains", 50, 253, &mut self.domains);
        fields.texts("languages", 20, 35, &mut self.languages);
        fields.items("countries", contact::COUNTRIES.len(), &mut |path, code| match code
            .as_text()
            .and_then(contact::country)
        {
            Some(country) => self.countries.push(country),
            None => {
                let known = || text::join(contact::COUNTRIES.iter().map(|country| country.code), ", ");
                fields.problems().error(path, "config/unknown-word", explain!("expected one of ", &known()));
            }
        });
    }
}

impl Read for Policy {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.require("default", "an object with attribution, behaviour and lead");
        fields.object("default", &mut self.default);
    }
}

impl Read for Consent {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.choice("attribution", STATES, &mut self.attribution);
        fields.choice("behaviour", STATES, &mut self.behaviour);
        fields.choice("lead", STATES, &mut self.lead);
    }
}

impl Read for source::Settings {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.whole("window_days", 1, 400, &mut self.window_days);
        fields.texts("excluded_hosts", 100, 253, &mut self.excluded_hosts);
    }
}

impl Read for event::Settings {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.wholes("scroll_marks", 10, 1, 100, &mut self.scroll_marks);
        fields.wholes("engaged_marks", 10, 1, 3600, &mut self.engaged_marks);
        for marks in [&mut self.scroll_marks, &mut self.engaged_marks] {
            rise(marks);
        }
        fields.flag("contact_clicks", &mut self.contact_clicks);
        fields.objects("key_pages", 50, &mut self.key_pages);
    }
}

/// Marks in rising order: ten at most, so by insertion, which is smaller in the module than the standard sort.
fn rise(marks: &mut [i64]) {
    for end in 1..marks.len() {
        for place in (1..=end).rev() {
            if marks.get(place - 1) > marks.get(place) {
                marks.swap(place - 1, place);
            }
        }
    }
}

impl Read for KeyPage {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.require("path", "a pattern of the path");
        fields.required_name("name", &mut self.name);
        fields.text("path", 200, &mut self.path);
    }
}

impl Read for lead::Settings {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.whole("window_days", 1, 365, &mut self.window_days);
        fields.some_name("topic", &mut self.topic);
    }
}

impl Read for delivery::Settings {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.objects("destinations", 10, &mut self.destinations);
        fields.distinct("destinations", "config/duplicate", self.destinations.iter().map(|one| one.id.as_str()));
    }
}

impl Read for Destination {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.required_name("id", &mut self.id);
        fields.require("url", "text");
        if fields.text("url", 500, &mut self.url) && !is_address(&self.url) {
            fields.error(
                "url",
                "config/bad-link",
                explain!(
                    "found \"",
                    &self.url,
                    "\", expected https://…, http://… or a path that begins with one slash"
                ),
            );
        }
    }
}

/// Whether leads can be sent there: the web, or a path of the page's own origin.
fn is_address(url: &str) -> bool {
    match url.as_bytes() {
        [b'/', second, ..] => !matches!(second, b'/' | b'\\'),
        _ => (url.starts_with("https://") || url.starts_with("http://")) && source::Url::split(url).is_some(),
    }
}

/// The owner's words of one language.
fn words(value: &Value, path: &str, problems: &Problems) -> Vec<(String, Localized)> {
    let mut out = Vec::new();
    let Some(fields) = Fields::open(value, path, problems) else { return out };
    for (key, found) in value.entries() {
        match found.as_text().filter(|words| text::fits(words, 1000)) {
            Some(words) => out.push((key.clone(), words.into())),
            None => fields.error(
                key,
                "config/wrong-type",
                explain!("found ", found.kind(), ", expected text of 1 to 1000 characters"),
            ),
        }
    }
    out
}
