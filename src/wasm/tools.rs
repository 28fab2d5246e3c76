//! The tools' JavaScript API: checking a config, scoring a lead again, classifying an arrival. For Node and for pages of
//! the owner's, never for a landing page. It only translates, by `serde-wasm-bindgen`; it must not decide anything.

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::config;
use crate::engine::{self, SourceSettings};
use crate::error::Error;
use crate::value::{Map, Severity, Value};
use crate::verify::{self, Verdict};

/// Checks a config: `[{ severity, code, path, message }]`, empty where nothing is wrong. `severity` is `error` where a
/// page would go on without the config, else `warning`; `path` is a JSON path, empty for the whole document.
///
/// # Errors
/// `js/bad-value` where `config` is no plain data.
#[wasm_bindgen]
pub fn check(config: JsValue) -> Result<JsValue, JsError> {
    let (_, problems) = config::read(&plain(config)?);
    shown(&Value::list(&problems, |problem| {
        let severity = if problem.severity == Severity::Error { "error" } else { "warning" };
        let error = &problem.error;
        Map::new()
            .with("severity", severity)
            .with("code", error.code())
            .with("path", error.path())
            .with("message", error.message())
            .into()
    }))
}

/// Scores a lead again by whichever of the `configs` it names: `{ verdict, part?, expected?, found? }`.
///
/// `verdict` is `verified`, `score_mismatch` (then `part` names the first part that differs, beside what was `expected`
/// and `found`), `unknown_config`, or `malformed` (then `found` says why).
///
/// # Errors
/// `js/bad-value` where one of them is no plain data.
#[wasm_bindgen]
pub fn verify(lead: JsValue, configs: JsValue) -> Result<JsValue, JsError> {
    let (lead, configs) = (plain(lead)?, plain(configs)?);
    let mut read = Vec::new();
    for document in configs.as_list().unwrap_or_default() {
        read.push(config::read(document).0);
    }
    let verdict = verify::verify(&lead, &read);
    let said = Map::new().with("verdict", verdict.name());
    let said = match verdict {
        Verdict::Differs { part, expected, found } => {
            said.with("part", part).with("expected", expected).with("found", found)
        }
        Verdict::Malformed(error) => said.with("found", error.line()),
        Verdict::Verified | Verdict::UnknownConfig => said,
    };
    shown(&said.into())
}

/// Classifies an arrival: `{ source, medium, channel, evidence, rule }`. `ownHosts` is a list of domains that are no
/// source; the host of `url` is always one.
///
/// # Errors
/// `js/bad-value` where `ownHosts` is no plain data.
#[wasm_bindgen]
pub fn classify(
    url: &str,
    referrer: &str,
    #[wasm_bindgen(js_name = ownHosts)] own_hosts: JsValue,
) -> Result<JsValue, JsError> {
    let own = texts(&plain(own_hosts)?);
    let verdict = engine::classify(url, referrer, &own, &SourceSettings::default());
    let said = Map::new()
        .with("source", verdict.source)
        .with("medium", &*verdict.medium)
        .with("channel", &*verdict.channel)
        .with("evidence", verdict.evidence.word())
        .with("rule", &*verdict.rule);
    shown(&said.into())
}

/// Many arrivals, for tallies over a history: read once, judged as often as wanted.
#[wasm_bindgen]
pub struct Landings {
    own: Vec<String>,
    settings: SourceSettings,
    landings: Vec<(String, String)>,
}

#[wasm_bindgen]
impl Landings {
    /// Reads `landings`, a list of `{ url, referrer? }`; `ownHosts` as for [`classify`]. What is none of these is left out.
    ///
    /// # Errors
    /// `js/bad-value` where one of them is no plain data.
    #[wasm_bindgen(constructor)]
    pub fn new(landings: JsValue, #[wasm_bindgen(js_name = ownHosts)] own_hosts: JsValue) -> Result<Self, JsError> {
        let mut read = Vec::new();
        for landing in plain(landings)?.as_list().unwrap_or_default() {
            if let Some(url) = landing.text("url") {
                read.push((url.to_owned(), landing.text("referrer").unwrap_or_default().to_owned()));
            }
        }
        Ok(Self { own: texts(&plain(own_hosts)?), settings: SourceSettings::default(), landings: read })
    }

    /// How many of them came by which channel: `{ "Paid Search": 12, … }`.
    ///
    /// # Errors
    /// None that is known of: what is handed out is plain.
    pub fn channels(&self) -> Result<JsValue, JsError> {
        let mut counts: Vec<(std::borrow::Cow<'static, str>, i64)> = Vec::new();
        for (url, referrer) in &self.landings {
            let channel = engine::classify(url, referrer, &self.own, &self.settings).channel;
            match counts.iter_mut().find(|(known, _)| *known == channel) {
                Some((_, count)) => *count += 1,
                None => counts.push((channel, 1)),
            }
        }
        shown(&counts.into_iter().collect::<Map>().into())
    }
}

fn texts(list: &Value) -> Vec<String> {
    let mut texts = Vec::new();
    for item in list.as_list().unwrap_or_default() {
        texts.extend(item.as_text().map(str::to_owned));
    }
    texts
}

fn plain(value: JsValue) -> Result<Value, JsError> {
    serde_wasm_bindgen::from_value(value)
        .map_err(|failure| JsError::new(&Error::new("js/bad-value", failure.to_string()).line()))
}

fn shown(value: &Value) -> Result<JsValue, JsError> {
    Ok(value.serialize(&Serializer::json_compatible())?)
}
