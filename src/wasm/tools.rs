//! The tools' JavaScript API: checking a config, scoring a lead again, classifying an arrival. For Node and for pages of
//! the owner's, never for a landing page. It only translates, by `serde-wasm-bindgen`; it must not decide anything.

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::config;
use crate::engine::{self, SourceSettings};
use crate::error::Error;
use crate::lead;
use crate::value::{Map, Severity, Value};
use crate::verify::{self, Verdict};

/// Checks a config with its quizzes, or a quiz alone: `[{ severity, code, path, message, evidence? }]`, empty where there is
/// nothing to say. `severity` is `error` where a page would go on without the config, or a visitor would get stuck, else
/// `warning`, or `info` for what is neither; `path` is a JSON path, empty for the whole document; `evidence` tells how a
/// finding about a quiz is known: `proved`, or `not reached in N samples`.
///
/// With `quizzes` false the quizzes and the score table are only read: the rest takes time that a visitor's page should not
/// spend. `today` is a day such as `2027-03-31`, held against the table's `review_by`; without it no day has come.
///
/// # Errors
/// `js/bad-value` where `config` is no plain data.
#[wasm_bindgen]
pub fn check(config: JsValue, quizzes: Option<bool>, today: Option<String>) -> Result<JsValue, JsError> {
    let today = today.and_then(|day| crate::time::parse_day(&day));
    let remarks = config::check(&plain(config)?, quizzes.unwrap_or(true), today);
    shown(&Value::list(&remarks, |remark| remark.told().into()))
}

/// The config with presets expanded, as a page loads it; one without presets comes back as it is.
///
/// # Errors
/// `js/bad-value` where `config` is no plain data; the first error of a config or a preset that is refused.
#[wasm_bindgen]
pub fn expand(config: JsValue) -> Result<JsValue, JsError> {
    match config::expand(&plain(config)?) {
        Ok(expanded) => shown(&expanded),
        Err(errors) => Err(JsError::new(&errors.first().map(Error::line).unwrap_or_default())),
    }
}

/// The JSON Schema of the config, or of a lead where `of_lead` is true: for editors, and for whoever checks documents by one.
///
/// # Errors
/// None that a caller could cause.
#[wasm_bindgen]
pub fn schema(#[wasm_bindgen(js_name = ofLead)] of_lead: Option<bool>) -> Result<JsValue, JsValue> {
    js_sys::JSON::parse(if of_lead.unwrap_or(false) { lead::SCHEMA } else { config::SCHEMA })
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

pub(super) fn plain(value: JsValue) -> Result<Value, JsError> {
    serde_wasm_bindgen::from_value(value)
        .map_err(|failure| JsError::new(&Error::new("js/bad-value", failure.to_string()).line()))
}

pub(super) fn shown(value: &Value) -> Result<JsValue, JsError> {
    Ok(value.serialize(&Serializer::json_compatible())?)
}

/// One visitor's walk through a quiz, step by step, without a page: for tests of definitions, simulations and benches.
#[cfg(feature = "quiz")]
#[wasm_bindgen]
pub struct QuizWalk {
    definition: crate::quiz::Definition,
    run: crate::quiz::Run,
    now: crate::time::Moment,
    last: Value,
}

#[cfg(feature = "quiz")]
#[wasm_bindgen]
impl QuizWalk {
    /// Begins a walk through a definition. `now` is the moment in milliseconds since 1970; it stands still.
    ///
    /// # Errors
    /// `js/bad-value` where `definition` is no plain data; the first error of a definition that is refused.
    #[wasm_bindgen(constructor)]
    pub fn new(definition: JsValue, now: f64) -> Result<QuizWalk, JsError> {
        let problems = crate::value::Problems::default();
        let definition = crate::quiz::read(&plain(definition)?, "", &problems);
        let refused = problems.into_list().into_iter().find(|problem| problem.severity == Severity::Error);
        if let Some(problem) = refused {
            return Err(JsError::new(&problem.error.line()));
        }
        let now = crate::time::Moment { wall_ms: now as i64, monotonic_ms: 0, utc_offset_min: 0 };
        let mut walk = Self { definition, run: crate::quiz::Run::default(), now, last: Value::Null };
        walk.step(Value::List(vec!["init".into()]));
        Ok(walk)
    }

    /// Takes a step: `["set", name, value]`, `["next"]`, `["prev"]`, `["complete"]`, `["wait", seconds]` or `["init"]`. Tells
    /// whether it is one.
    ///
    /// # Errors
    /// `js/bad-value` where `step` is no plain data.
    pub fn take(&mut self, step: JsValue) -> Result<bool, JsError> {
        let step = plain(step)?;
        Ok(self.step(step))
    }

    /// How the walk stands, as `leadsieve quiz` tells it.
    ///
    /// # Errors
    /// None that a definition can cause: the line is plain data.
    pub fn line(&mut self) -> Result<JsValue, JsError> {
        shown(&crate::quiz::line(&self.definition, &mut self.run, &self.last, &self.now))
    }

    fn step(&mut self, step: Value) -> bool {
        let is_one = crate::quiz::take_step(&self.definition, &mut self.run, &step, &mut self.now);
        self.last = step;
        is_one
    }
}
