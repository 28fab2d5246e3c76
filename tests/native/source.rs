//! Sources: the landings of real platforms, the lists that the table is made of, what a visitor's journey leaves, and what
//! no landing may do.

use std::collections::BTreeSet;

use leadsieve::source::{Arrival, Settings};
use leadsieve::value::Value;

use crate::files;

fn own() -> Vec<String> {
    vec!["shop.example".to_owned()]
}

/// What is said of a landing, by the names that a case uses.
fn said(url: &str, referrer: &str) -> Value {
    Arrival::new(url, referrer, &own()).touch(0, &Settings::default()).to_value()
}

#[test]
fn every_landing_has_the_channel_that_a_marketer_expects() {
    let (mut wrong, mut channels) = (Vec::new(), BTreeSet::new());
    let cases = files::text("tests/native/landings.jsonl");
    for line in cases.lines() {
        let case: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}"));
        let found = said(case.text("url").unwrap(), case.text("referrer").unwrap_or_default());
        channels.insert(case.text("channel").unwrap().to_owned());
        for part in ["channel", "source", "medium", "evidence"] {
            if case.get(part).is_some() && case.get(part) != found.get(part) {
                wrong.push(format!(
                    "{}: {part} {:?}, expected {:?}, by {:?}\n    {} from {:?}",
                    case.text("case").unwrap(),
                    found.text(part).unwrap_or_default(),
                    case.text(part).unwrap(),
                    found.text("rule").unwrap(),
                    case.text("url").unwrap(),
                    case.text("referrer").unwrap_or_default(),
                ));
            }
        }
    }
    assert!(cases.lines().count() >= 500 && channels.len() == 21, "{} cases, {channels:?}", cases.lines().count());
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
