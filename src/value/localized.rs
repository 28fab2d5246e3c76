//! Text in several languages, as SurveyJS definitions and configs write it: one text, or an object of texts by language.
//! It must not know which language the page has.

use super::map::Map;
use super::reader::Fields;
use crate::text::{self, explain};

/// Text by language. At least one text stands in it once it was read without a problem.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Localized(Box<Texts>);

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Texts {
    /// Text for every language that is not named.
    default: String,
    /// Language tag (`ru`, `pt-BR`) and text.
    others: Vec<(String, String)>,
}

impl From<&str> for Localized {
    fn from(text: &str) -> Self {
        Self(Box::new(Texts { default: text.to_owned(), others: Vec::new() }))
    }
}

impl Localized {
    /// The text for a language tag: the very tag, else its language alone, else the default.
    #[must_use]
    pub fn pick(&self, language: &str) -> &str {
        let exact = |wanted: &str| {
            self.0.others.iter().find(|(tag, _)| tag.eq_ignore_ascii_case(wanted)).map(|(_, text)| text.as_str())
        };
        let short = text::before(language, "-");
        exact(language).or_else(|| exact(short)).unwrap_or(&self.0.default)
    }

    /// The languages that are named; `default` may be among them. None in a plain text.
    #[cfg(feature = "explain")]
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.0.others.iter().map(|(tag, _)| tag.as_str())
    }

    /// The text for every language that is not named.
    #[must_use]
    pub fn plain(&self) -> &str {
        &self.0.default
    }
}

impl Fields<'_> {
    /// A localised text of 1 to `max` characters a language that may be left out: text, or an object with `default` or at
    /// least one language.
    #[inline(never)]
    pub fn localized(&self, name: &'static str, max: usize, into: &mut Option<Localized>) {
        let Some(value) = self.raw(name) else { return };
        let mut found = Localized::default();
        match value.as_map() {
            None => {
                self.text(name, max, &mut found.0.default);
            }
            Some(texts) => self.languages(name, max, texts, &mut found),
        }
        *into = Some(found);
    }

    fn languages(&self, name: &'static str, max: usize, texts: &Map, into: &mut Localized) {
        for (tag, found) in texts.entries() {
            match found.as_text().filter(|text| text::fits(text, max)) {
                Some(found) if text::is_name(tag) => into.0.others.push((tag.clone(), found.to_owned())),
                _ => self.problems().error(
                    &explain!(&self.path_of(name), ".", tag),
                    "config/wrong-type",
                    "expected a language tag with a text that is not too long",
                ),
            }
        }
        let default = into.0.others.iter().find(|(tag, _)| tag == "default").or_else(|| into.0.others.first());
        match default {
            Some((_, text)) => into.0.default.clone_from(text),
            None => self.error(name, "config/missing-field", "found no text, expected one for at least one language"),
        }
    }

    /// A localised text that must be given.
    #[inline(never)]
    pub fn required_localized(&self, name: &'static str, max: usize, into: &mut Localized) {
        self.require(name, "text, or an object of texts by language");
        let mut found = None;
        self.localized(name, max, &mut found);
        *into = found.unwrap_or_default();
    }
}

#[cfg(feature = "cli")]
impl schemars::JsonSchema for Localized {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Localized".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "text, or an object of texts by language tag, `default` for all others",
            "anyOf": [
                { "type": "string", "minLength": 1 },
                { "type": "object", "minProperties": 1, "additionalProperties": { "type": "string", "minLength": 1 }, "examples": [{ "default": "Price", "ru": "Цена" }] }
            ]
        })
    }
}
