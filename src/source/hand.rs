//! What is handed on: the values of hidden form fields and the parameters of decorated links. It must not touch a page.

use super::settings::{MODELS, Model, Settings};
use super::stored::Record;
use super::touch::Touch;
use crate::text;
use crate::value::list;
use crate::value::{Map, Value};

/// The tags that go into forms and links, as `utm_<tag>`.
const TAGS: &[&str] = &["source", "medium", "campaign", "term", "content", "id"];
/// What goes into forms of each model, as `<model>_<name>`: texts of the touch beside its tags.
const SHOWN: &[&str] = &["channel", "page", "referrer", "rule", "evidence"];

/// What a touch says under the name of a tag: for source and medium the verdict, where no tag stands.
fn said<'a>(touch: &'a Touch, tag: &str) -> &'a str {
    match (touch.tag(tag), tag) {
        ("", "source" | "medium" | "campaign") => touch.text(tag),
        (found, _) => found,
    }
}

/// The values of form fields by their default names: `utm_*`, `channel` and click ids of the model that the owner chose;
/// `first_*`, `last_*`, `last_non_direct_*` and `significant_*`.
#[must_use]
pub fn fields(record: &Record, settings: &Settings, now: i64) -> Map {
    let mut fields = Map::new();
    if let Some(touch) = record.credited(settings.form.model, settings, now) {
        for tag in TAGS {
            fields.set_some(&text::concat(&["utm_", tag]), said(touch, tag));
        }
        fields.set_some("channel", touch.channel());
        for (name, value) in known_ids(touch) {
            fields.set(&name, value);
        }
    }
    for (model, which) in MODELS {
        let Some(touch) = record.credited(*which, settings, now) else { continue };
        for tag in TAGS {
            fields.set_some(&text::concat(&[model, "_", tag]), said(touch, tag));
        }
        for name in SHOWN {
            fields.set_some(&text::concat(&[model, "_", name]), touch.text(name));
        }
    }
    fields
}

/// The parameters that a decorated link gets: the first touch's tags and click ids. Of a direct or an unknown one nothing:
/// it would make a source of nothing.
#[must_use]
pub fn parameters(record: &Record, settings: &Settings, now: i64) -> Map {
    let mut parameters = Map::new();
    let Some(touch) = record.credited(Model::First, settings, now).filter(|touch| !touch.is_direct()) else {
        return parameters;
    };
    for tag in TAGS {
        parameters.set_some(&text::concat(&["utm_", tag]), said(touch, tag));
    }
    for (name, value) in known_ids(touch) {
        parameters.set(&name, value);
    }
    parameters
}

/// The click ids whose values are kept.
fn known_ids(touch: &Touch) -> Vec<(String, Value)> {
    let mut ids = touch.to_value().entries_of("click_ids").to_vec();
    list::drop_where(&mut ids, &|(_, value)| value.as_text() == Some("*"));
    ids
}
