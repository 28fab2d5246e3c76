//! Presets: receivers by name, as data. A page knows none of them: `config::expand` makes plain destinations of them before.
//! It must not send anything.

use crate::error::Error;
use crate::text;
use crate::value::{Map, Value};

/// A receiver that is known by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preset {
    /// The name under `preset`.
    pub name: &'static str,
    /// What it is, and what has to be set there.
    pub about: &'static str,
    /// The fields that a destination gives beside `id` and `preset`, with what they mean. All of them are text.
    pub fields: &'static [(&'static str, &'static str)],
    /// The address that leads are sent to; `{field}` stands for a field.
    pub url: &'static str,
}

/// The presets whose receivers take a lead as it is: JSON by POST, across origins.
pub const PRESETS: &[Preset] = &[
    Preset {
        name: "json",
        about: "any backend that takes JSON by POST and answers a preflight",
        fields: &[("url", "its address")],
        url: "{url}",
    },
    Preset {
        name: "n8n",
        about: "a workflow of n8n that begins with a Webhook node (POST) and is active; the node's option Allowed Origins (CORS) \
                has to name the site",
        fields: &[
            ("base", "the address of n8n without a slash at its end: https://n8n.quillfern.example"),
            ("path", "the path of the node"),
        ],
        url: "{base}/webhook/{path}",
    },
];

/// Receivers that need a secret, with what it is: a page cannot keep one.
pub const SECRET: &[(&str, &str)] =
    &[("telegram", "the token of a bot"), ("bitrix24", "the key in the address of its webhook")];

/// The plain destination that a destination with a preset stands for. `path` is its place in the config.
///
/// # Errors
/// `delivery/secret` for a preset that needs a secret, `config/unknown-word` for one that is not known,
/// `config/missing-field`, `config/wrong-type` and `config/unknown-field` for its fields.
pub fn expanded(destination: &Value, path: &str) -> Result<Value, Vec<Error>> {
    let at = |field: &str| text::concat(&[path, ".", field]);
    let name = destination.text("preset").unwrap_or_default();
    let Some(preset) = PRESETS.iter().find(|preset| preset.name == name) else {
        return Err(vec![refusal(name).at(at("preset"))]);
    };
    let (mut errors, mut url) = (Vec::new(), preset.url.to_owned());
    for (field, meaning) in preset.fields {
        match destination.get(field) {
            Some(Value::Text(given)) => url = url.replace(&text::concat(&["{", field, "}"]), given),
            Some(other) => {
                let message = text::concat(&["found ", other.kind(), ", expected text: ", meaning]);
                errors.push(Error::new("config/wrong-type", message).at(at(field)));
            }
            None => {
                let message = text::concat(&["missing, expected ", meaning]);
                errors.push(Error::new("config/missing-field", message).at(at(field)));
            }
        }
    }
    let is_known =
        |field: &str| ["id", "preset"].contains(&field) || preset.fields.iter().any(|(known, _)| *known == field);
    for (field, _) in destination.entries().iter().filter(|(field, _)| !is_known(field)) {
        let known = text::join(preset.fields.iter().map(|(known, _)| *known), ", ");
        let message = text::concat(&["unknown field \"", field, "\", expected id, preset, ", &known]);
        errors.push(Error::new("config/unknown-field", message).at(at(field)));
    }
    let plain = Map::new().with_some("id", destination.part("id")).with("url", url);
    if errors.is_empty() { Ok(plain.into()) } else { Err(errors) }
}

fn refusal(name: &str) -> Error {
    match SECRET.iter().find(|(known, _)| *known == name) {
        Some((_, secret)) => {
            let message = text::concat(&[
                "\"",
                name,
                "\" needs ",
                secret,
                ", which a page cannot keep: everybody could read it; send to a backend of your own, \
                which tells it on",
            ]);
            Error::new("delivery/secret", message)
        }
        None => {
            let known = text::join(PRESETS.iter().map(|preset| preset.name), ", ");
            Error::new("config/unknown-word", text::concat(&["found \"", name, "\", expected one of ", &known]))
        }
    }
}
