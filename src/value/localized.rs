//! Text in several languages, as SurveyJS definitions and configs write it: one text, or an object of texts by language.
//! It must not know which language the page has.

use super::reader::Fields;
use crate::text;

/// Text by language. At least one text stands in it once it was read without a problem.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Localized {
    /// Text for every language that is not named.
    default: String,
    /// Language tag (`ru`, `pt-BR`) and text.
    others: Vec<(String, String)>,
}

impl From<&str> for Localized {
    fn from(text: &str) -> Self {
        Self { default: text.to_owned(), others: Vec::new() }
    }
}

impl Localized {
    /// The text for a language tag: the very tag, else its language alone, else the default.
    #[must_use]
    pub fn pick(&self, language: &str) -> &str {
        let exact = |wanted: &str| {
            self.others.iter().find(|(tag, _)| tag.eq_ignore_ascii_case(wanted)).map(|(_, text)| text.as_str())
        };
        let short = language.split('-').next().unwrap_or_default();
        exact(language).or_else(|| exact(short)).unwrap_or(&self.default)
    }

    /// The text for every language that is not named.
    #[must_use]
    pub fn plain(&self) -> &str {
        &self.default
    }
}

impl Fields<'_> {
    /// A localised text of 1 to `max` characters a language, where it is given: text, or an object with `default` or at
    /// least one language.
    pub fn localized(&self, name: &'static str, max: usize) -> Option<Localized> {
        let value = self.raw(name)?;
        if value.as_map().is_none() {
            return self.text(name, max).map(|default| Localized { default, others: Vec::new() });
        }
        let path = self.path_of(name);
        let mut others = Vec::new();
        for (tag, found) in value.entries() {
            match found.as_text().filter(|text| (1..=max).contains(&text::length(text))) {
                Some(found) if text::is_name(tag) => others.push((tag.clone(), found.to_owned())),
                _ => self.problems().error(
                    &text::concat(&[&path, ".", tag]),
                    "config/wrong-type",
                    "expected a language tag with a text that is not too long",
                ),
            }
        }
        let default =
            others.iter().find(|(tag, _)| tag == "default").or_else(|| others.first()).map(|(_, found)| found.clone());
        if default.is_none() {
            self.problems().error(
                &path,
                "config/missing-field",
                "found no text, expected one for at least one language",
            );
        }
        Some(Localized { default: default?, others })
    }

    /// A localised text that must be given.
    pub fn required_localized(&self, name: &'static str, max: usize) -> Localized {
        self.require(name, "text, or an object of texts by language");
        self.localized(name, max).unwrap_or_default()
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
