//! Facts: the names that rules may use, made from the very parts that a lead carries, so that a backend sees the same
//! facts as the page. It must not look anywhere else.

use super::ask::ask;
use super::settings::Settings;
use crate::contact::{is_below, work_domain};
use crate::event::is_counted;
use crate::text;
use crate::value::{Map, Value};

/// The facts of a source part, a behaviour part and a list of answers: `source.…`, `event.<noun>.<verb>.count`,
/// `visit.number`, `visit.engaged_s`, `visit.scroll`, and each answer under its own name.
#[must_use]
pub fn facts(source: &Value, behaviour: &Value, answers: &Value) -> Value {
    let mut facts = answers_of(answers);
    facts.set("source", source.clone());
    facts.set("event", nested(behaviour.entries_of("events")));
    let part = |path: &str| behaviour.at(path).cloned();
    facts.set(
        "visit",
        Map::new()
            .with("number", part("visit.number"))
            .with("engaged_s", part("engaged_s"))
            .with("scroll", part("scroll")),
    );
    facts.into()
}

/// Facts that were written down by name (`source.first.channel` as a path or as objects in each other), with the counters of
/// events among them.
#[must_use]
pub fn facts_beside(given: &Map, counters: &Map) -> Value {
    let mut tree = given.get("event").and_then(Value::as_map).cloned().unwrap_or_default();
    let mut facts = Map::new();
    for (name, value) in given.iter() {
        let counted = name.strip_prefix("event.").and_then(|path| text::split_last(path, "."));
        let counted = counted.filter(|(counter, _)| is_counted(counter));
        match counted {
            Some((counter, part)) => plant(&mut tree, counter, &Map::new().with(part, value.clone()).into()),
            None => facts.set(name, value.clone()),
        }
    }
    for (name, counter) in counters.iter() {
        plant(&mut tree, name, counter);
    }
    facts.set("event", tree);
    facts.into()
}

/// The facts of an enquiry's own words and of the address that it came from: `ask` (`info`, `commercial`, `mixed`), where the
/// words have either; `account`, the domain of a work address; `account.tier`, where it stands on one of the owner's lists.
/// `email` is an address as [`check_email`](crate::contact::check_email) gives it.
#[must_use]
pub fn told(words: &str, email: Option<&str>, settings: &Settings) -> Map {
    let account = email.and_then(|email| work_domain(email, &settings.free_mail));
    let is_listed = |domain: &str| {
        let mut lists = settings.accounts.iter();
        lists.find(|list| list.domains.iter().any(|listed| is_below(domain, listed)))
    };
    // A name is looked for whole before it is taken apart: `account` can be a text beside `account.tier`.
    Map::new()
        .with_some("ask", ask(words, &settings.ask))
        .with_some("account", account)
        .with_some("account.tier", account.and_then(is_listed).map(|list| list.tier.as_str()))
}

/// Facts with more of them.
#[must_use]
pub fn with(mut facts: Value, more: &Map) -> Value {
    if let Value::Map(facts) = &mut facts {
        for (name, value) in more.iter() {
            facts.set(name, value.clone());
        }
    }
    facts
}

/// The answers of a lead by name.
#[must_use]
pub fn answers_of(answers: &Value) -> Map {
    let mut named = Map::new();
    for answer in answers.as_list().unwrap_or_default() {
        if let (Some(name), Some(value)) = (answer.text("name"), answer.get("value")) {
            named.set(name, value.clone());
        }
    }
    named
}

/// Counters by dotted name (`click.phone`) as a tree that a dotted path walks.
fn nested(counters: &[(String, Value)]) -> Map {
    let mut tree = Map::new();
    for (name, counter) in counters {
        plant(&mut tree, name, counter);
    }
    tree
}

fn plant(tree: &mut Map, name: &str, counter: &Value) {
    let (first, rest) = text::split(name, ".").unwrap_or((name, ""));
    let slot = tree.entry(first);
    if !matches!(slot, Value::Map(_)) {
        *slot = Map::new().into();
    }
    let Value::Map(below) = slot else { return };
    if rest.is_empty() {
        for (key, value) in counter.entries() {
            below.set(key, value.clone());
        }
    } else {
        plant(below, rest, counter);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_found_under_their_documented_names() {
        let parse = |json: &str| serde_json::from_str::<Value>(json).unwrap();
        let facts = facts(
            &parse(r#"{"first":{"channel":"Direct"}}"#),
            &parse(
                r#"{"visit":{"number":2},"engaged_s":12,"scroll":50,"events":{"click.phone":{"count":1},"keypage.pricing":{"count":3}}}"#,
            ),
            &parse(r#"[{"name":"role","value":"owner"},{"no":"name"}]"#),
        );
        for (path, value) in [
            ("source.first.channel", Value::from("Direct")),
            ("event.click.phone.count", 1.0.into()),
            ("event.keypage.pricing.count", 3.0.into()),
            ("visit.number", 2.0.into()),
            ("visit.scroll", 50.0.into()),
            ("role", "owner".into()),
        ] {
            assert_eq!(facts.at(path), Some(&value), "{path}");
        }
    }
}
