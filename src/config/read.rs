//! Reading a config: every field by name, type and range. It must not stop at the first problem.

use super::names;
use super::{Config, Policy, Problem, Severity, Site};
use crate::consent::{Consent, SOURCES, STATES};
use crate::contact;
use crate::delivery::{self, Destination};
use crate::event::{self, KeyPage};
use crate::expression::Expression;
use crate::source;
use crate::source::{CLASSES, ChannelRule, Class, Contractor, Form, MODELS, Swap};
use crate::text::{self, explain};
use crate::value::{Fields, Localized, Problems, Read, Value, hash};

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
        if let (Some(table), Some(events)) = (&self.score, std::sync::Arc::get_mut(&mut self.events)) {
            events.asked = super::score::asked(table);
        }
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
        hosts(fields, "domains", 50, &mut self.domains);
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
        fields.choices("sources", SOURCES, &mut self.sources);
        fields.flag("pending_source", &mut self.pending_source);
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
        hosts(fields, "excluded_hosts", 100, &mut self.excluded_hosts);
        fields.objects("channels", 50, &mut self.channels);
        fields.distinct("channels", "config/duplicate", self.channels.iter().map(|rule| rule.id.as_str()));
        fields.objects("contractors", 50, &mut self.contractors);
        fields.choices("significant", CLASSES, &mut self.significant);
        fields.object("form", &mut self.form);
        hosts(fields, "decorate", 50, &mut self.decorate);
        fields.objects("replace", 50, &mut self.replace);
    }
}

impl Read for ChannelRule {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.required_name("id", &mut self.id);
        fields.require("channel", "the name of a channel");
        fields.text("channel", 40, &mut self.channel);
        let mut class = Class::Earned;
        if fields.choice("class", CLASSES, &mut class) {
            self.class = Some(class);
        }
        fields.some_text("source", 100, &mut self.source);
        fields.some_text("medium", 100, &mut self.medium);
        hosts(fields, "hosts", 50, &mut self.hosts);
        fields.patterns("parameters", &mut self.parameters);
        if self.hosts.is_empty() && self.parameters.is_empty() {
            fields.error(
                "hosts",
                "config/missing-field",
                "missing, expected hosts or parameters: without one every visit fits",
            );
        }
    }
}

impl Read for Contractor {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.require("name", "text");
        fields.require("tags", "an object of tags and patterns");
        fields.text("name", 100, &mut self.name);
        fields.patterns("tags", &mut self.tags);
    }
}

impl Read for Form {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.choice("model", MODELS, &mut self.model);
        fields.patterns("fields", &mut self.fields);
    }
}

impl Read for Swap {
    fn read(&mut self, fields: &Fields<'_>) {
        selector(fields, &mut self.selector);
        Expression::read_required(fields, "if", &mut self.condition);
        fields.some_text("text", 500, &mut self.text);
        fields.some_text("href", 500, &mut self.href);
        if self.text.is_none() && self.href.is_none() {
            fields.error("text", "config/missing-field", "missing, expected text or href");
        }
        if let Some(href) = self.href.as_ref().filter(|href| !is_link(href)) {
            fields.error(
                "href",
                "config/bad-link",
                explain!(
                    "found \"",
                    href,
                    "\", expected https://…, http://…, mailto:…, tel:… or a path that begins with one slash"
                ),
            );
        }
    }
}

/// A list of hosts, in lower case as browsers write them.
pub(super) fn hosts(fields: &Fields<'_>, name: &'static str, most: usize, into: &mut Vec<String>) {
    fields.texts(name, most, 253, into);
    for host in into {
        *host = text::fold(host);
        if text::split(host, "/").is_some() {
            fields.error(
                name,
                "config/bad-host",
                explain!("found \"", host, "\", expected a host such as shop.example"),
            );
        }
    }
}

/// Whether an address may stand in a link: what can be opened, and a call or a mail.
fn is_link(href: &str) -> bool {
    is_address(href) || href.starts_with("tel:") || href.starts_with("mailto:")
}

impl Read for event::Settings {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.wholes("scroll_marks", 10, 1, 100, &mut self.scroll_marks);
        fields.wholes("engaged_marks", 10, 1, 3600, &mut self.engaged_marks);
        fields.wholes("video_marks", 10, 1, 100, &mut self.video_marks);
        for marks in [&mut self.scroll_marks, &mut self.engaged_marks, &mut self.video_marks] {
            rise(marks);
        }
        fields.entries("rules", &mut |name, path, value| {
            let mut rule = event::Rule::default();
            Fields::read(value, path, fields.problems(), &mut rule);
            self.rules.push((name.to_owned(), rule));
        });
        fields.choices("views_by", event::PARTS, &mut self.views_by);
        fields.objects("key_pages", 50, &mut self.key_pages);
        fields.objects("cta", 50, &mut self.cta);
        fields.objects("elements", 50, &mut self.elements);
        fields.objects("forms", 20, &mut self.forms);
        fields.distinct("forms", "config/duplicate", self.forms.iter().map(|form| form.name.as_str()));
        words_in_place(fields, "downloads", 50, 10, &mut self.downloads);
        words_in_place(fields, "searches", 20, 40, &mut self.searches);
        fields.flag("exit_by_touch", &mut self.exit_by_touch);
        fields.objects("bridges", 10, &mut self.bridges);
        fields.objects("goals", 20, &mut self.goals);
    }
}

/// A list of words in place of the one that stands there.
fn words_in_place(fields: &Fields<'_>, name: &'static str, most: usize, max: usize, into: &mut Vec<String>) {
    if fields.has(name) {
        into.clear();
    }
    fields.texts(name, most, max, into);
}

impl Read for event::Rule {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.flag("on", &mut self.on);
        let mut limit = 0;
        if fields.whole("limit", 1, 50, &mut limit) {
            self.limit = Some(limit);
        }
        fields.choice("per", event::PERS, &mut self.per);
    }
}

impl Read for event::Watched {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.required_name("name", &mut self.name);
        selector(fields, &mut self.selector);
    }
}

impl Read for event::Form {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.required_name("name", &mut self.name);
        selector(fields, &mut self.selector);
        fields.object("success", &mut self.success);
    }
}

impl Read for event::Success {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.some_text("path", 200, &mut self.path);
        fields.some_text("element", 200, &mut self.element);
        fields.some_text("event", 100, &mut self.event);
        fields.some_text("request", 200, &mut self.request);
    }
}

impl Read for event::Bridge {
    fn read(&mut self, fields: &Fields<'_>) {
        platform(fields, &mut self.to);
        fields.some_name("id", &mut self.id);
        fields.texts("events", 50, 100, &mut self.events);
        if self.to.needs_id() && self.id.is_none() {
            fields.error("id", "config/missing-field", "missing, expected the id of the counter");
        }
    }
}

impl Read for event::Goal {
    fn read(&mut self, fields: &Fields<'_>) {
        Expression::read(fields, "if", &mut self.condition);
        platform(fields, &mut self.to);
        fields.required_name("name", &mut self.name);
        Expression::read(fields, "value", &mut self.value);
        fields.some_name("audience", &mut self.audience);
    }
}

fn platform(fields: &Fields<'_>, into: &mut event::Platform) {
    fields.require("to", "the name of a platform");
    fields.choice("to", event::PLATFORMS, into);
}

fn selector(fields: &Fields<'_>, into: &mut String) {
    fields.require("selector", "a CSS selector");
    fields.text("selector", 200, into);
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
