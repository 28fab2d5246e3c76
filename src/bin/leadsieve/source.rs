//! `leadsieve source` and `leadsieve journey`: the verdict on a landing, and what is remembered after each landing of one
//! visitor. It must not classify itself.

use leadsieve::config::Config;
use leadsieve::error::Error;
use leadsieve::source::{Arrival, Landing, Record, Settings};
use leadsieve::time::{DAY, LATEST_MS};
use leadsieve::value::{Map, Value};

/// What an owner's config says of sources.
#[derive(Default)]
pub(crate) struct Site {
    settings: Settings,
    own: Vec<String>,
}

impl Site {
    pub(crate) fn new(config: &Config) -> Self {
        Self { settings: config.source.clone(), own: config.own_hosts() }
    }
}

fn word<'a>(input: &'a Value, name: &str) -> Option<&'a str> {
    input.get(name).and_then(Value::as_text)
}

fn url<'a>(input: &'a Value, expected: &str) -> Result<&'a str, Error> {
    let missing = || Error::new("cli/bad-line", format!("found no url, expected {expected}")).at("url");
    word(input, "url").ok_or_else(missing)
}

/// The verdict on one landing, without a memory of others.
pub(crate) fn verdict(input: &Value, site: &Site) -> Result<Value, Error> {
    let url = url(input, r#"{"url", "referrer"}"#)?;
    let arrival = Arrival::new(url, word(input, "referrer").unwrap_or_default(), &site.own);
    let touch = arrival.touch(0, &site.settings).to_value();
    let part = |name: &str| touch.get(name).cloned();
    let names = ["source", "medium", "channel", "campaign", "evidence", "rule"];
    let told: Map = names.iter().map(|name| (*name, part(name))).collect();
    let told = told.with("click_ids", part("click_ids").unwrap_or_else(|| Map::new().into()));
    Ok(told.with_some("conflict", part("conflict")).into())
}

/// Takes one landing of a visitor in; tells the touches of every model, and how long the way was.
pub(crate) fn step(record: &mut Record, input: &Value, site: &Site) -> Result<Value, Error> {
    const EXPECTED: &str = r#"{"at": milliseconds, "url", "referrer"}"#;
    let url = url(input, EXPECTED)?.to_owned();
    let at = input.get("at").and_then(Value::as_whole).filter(|at| (0..=LATEST_MS).contains(at));
    let missing = || Error::new("cli/bad-line", format!("found no time, expected {EXPECTED}")).at("at");
    let at = at.ok_or_else(missing)?;
    let is_arrival = input.get("arrival").and_then(Value::as_bool).unwrap_or(true);
    let referrer = word(input, "referrer").unwrap_or_default().to_owned();
    record.land(&Landing { url, referrer, at, is_arrival }, &site.settings, &site.own);
    let days = record.first().map(|first| (at - first.at()).max(0) / DAY);
    let told = record.models(&site.settings, at).with("visits", record.visit().number).with("days", days);
    let told = told.with("touches", Value::list(record.between(), leadsieve::source::Touch::to_value));
    Ok(told
        .with_some("lag", record.lag(&site.settings, at))
        .with_some("contractor", record.contractor(&site.settings, at))
        .into())
}
