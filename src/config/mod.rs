//! Config: one JSON document into settings, with every problem told by its path. It must not act on any setting.

#[cfg(all(feature = "explain", feature = "quiz"))]
mod around;
#[cfg(all(feature = "explain", feature = "quiz"))]
mod check;
mod enquiry;
#[cfg(any(feature = "cli", feature = "tools"))]
mod expand;
mod names;
mod read;
#[cfg(feature = "cli")]
mod schema;
mod score;
#[cfg(feature = "cli")]
pub mod sheet;

use std::sync::Arc;

use crate::consent::{self, Consent, Purpose};
#[cfg(feature = "cli")]
use crate::contact;
use crate::contact::Country;
use crate::text;
use crate::time::DAY;
use crate::value::{Localized, Map, Value};
use crate::{delivery, event, lead, score as points, source};

pub use crate::value::{Problem, Severity};
#[cfg(all(feature = "explain", feature = "quiz"))]
pub use check::{Remark, check};
#[cfg(any(feature = "cli", feature = "tools"))]
pub use expand::expand;
pub use read::read;
#[cfg(feature = "cli")]
pub use schema::schema;
/// The JSON Schema of the config as text: what `schema` makes of the types, written down for where types tell nothing.
#[cfg(any(feature = "cli", feature = "tools"))]
pub const SCHEMA: &str = include_str!("schema.json");
#[cfg(feature = "bulk")]
pub use score::read_table;

/// The greatest config, in bytes of its JSON text.
pub const MAX_BYTES: usize = 512 * 1024;

/// The whole config.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Config {
    /// Version of the format: 1.
    #[cfg_attr(feature = "cli", schemars(range(min = 1, max = 1)))]
    pub version: i64,
    /// The site.
    pub site: Site,
    /// What may be kept before and without a word of the visitor.
    pub consent: Policy,
    /// Sources.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub source: source::Settings,
    /// Events.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub events: Arc<event::Settings>,
    /// Quizzes by name, as `<lead-quiz name="…">` uses it.
    #[cfg(feature = "quiz")]
    #[cfg_attr(
        feature = "cli",
        schemars(default, with = "std::collections::BTreeMap<String, crate::quiz::Definition>")
    )]
    pub quizzes: Vec<(String, Arc<crate::quiz::Definition>)>,
    /// The score table. Without it leads carry no score.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub score: Option<points::Table>,
    /// Leads.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub lead: lead::Settings,
    /// Delivery.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub delivery: delivery::Settings,
    /// The owner's words by language and message key; they go before the module's own.
    #[cfg_attr(
        feature = "cli",
        schemars(default, with = "std::collections::BTreeMap<String, std::collections::BTreeMap<String, Words>>")
    )]
    pub texts: Vec<(String, Vec<(String, Localized)>)>,
    /// SHA-256 of the document, in hexadecimal; empty for the settings that stand in for a broken one.
    #[cfg_attr(feature = "cli", schemars(skip))]
    pub(crate) hash: String,
    /// SHA-256 of the score table, in hexadecimal.
    #[cfg_attr(feature = "cli", schemars(skip))]
    pub(crate) score_hash: String,
}

/// A text of the owner's.
#[cfg(feature = "cli")]
#[derive(schemars::JsonSchema)]
#[expect(dead_code, reason = "stands for its schema only")]
struct Words(#[schemars(length(min = 1, max = 1000))] String);

/// The site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Site {
    /// Id: storage keys and leads name it. 1 to 64 letters, digits, `-`, `_`, `.`.
    #[cfg_attr(feature = "cli", schemars(regex(pattern = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")))]
    pub id: String,
    /// Domains of one's own, with everything below them: no source. Up to 50, default none; the page's own host always is.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 50), inner(length(min = 1, max = 253))))]
    pub domains: Vec<String>,
    /// Languages of the pages, the first for all others. Up to 20, default `en`.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 20), inner(length(min = 1, max = 35))))]
    pub languages: Vec<String>,
    /// Countries whose phone numbers are understood, ISO 3166-1 alpha-2; the first is meant where no code is typed. Up to
    /// 23, default none.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 23), with = "Vec<CountryCode>"))]
    pub countries: Vec<&'static Country>,
}

/// A country that is known.
#[cfg(feature = "cli")]
struct CountryCode;

#[cfg(feature = "cli")]
impl schemars::JsonSchema for CountryCode {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "CountryCode".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let codes: Vec<&str> = contact::COUNTRIES.iter().map(|country| country.code).collect();
        schemars::json_schema!({ "type": "string", "enum": codes })
    }
}

/// What may be kept before the visitor said anything.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Policy {
    /// The state of each purpose until the page says otherwise: `pending`, `denied` or `granted`. It must be stated.
    pub default: Consent,
    /// Who is listened to beside the page's own call: `gpc` (Global Privacy Control: an objection to attribution and
    /// behaviour), `tcf` (the IAB's framework), `consent_mode` (Google's, in `dataLayer`). The page's call goes before all,
    /// `gpc` before the other two, `tcf` before `consent_mode`. Default all three.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 3), extend("default" = ["gpc", "tcf", "consent_mode"])))]
    pub sources: Vec<consent::Source>,
    /// Whether a lead that is sent while attribution is pending carries this visit's source. Default true; after a denial
    /// none is carried.
    #[cfg_attr(feature = "cli", schemars(default, extend("default" = true)))]
    pub pending_source: bool,
}

impl Default for Policy {
    fn default() -> Self {
        let sources = consent::SOURCES.iter().map(|(_, source)| *source).collect();
        Self { default: Consent::default(), sources, pending_source: true }
    }
}

impl Policy {
    /// Whether a platform is listened to.
    #[must_use]
    pub fn hears(&self, source: consent::Source) -> bool {
        self.sources.contains(&source)
    }

    /// Whether anything but the page's own call can grant a purpose.
    #[must_use]
    pub fn hears_platforms(&self) -> bool {
        self.hears(consent::Source::Tcf) || self.hears(consent::Source::ConsentMode)
    }
}

impl Config {
    /// SHA-256 of the document, in hexadecimal: leads name it, and backends pick the config by it.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The score table and its hash.
    #[must_use]
    pub fn table(&self) -> Option<(&points::Table, &str)> {
        self.score.as_ref().map(|table| (table, self.score_hash.as_str()))
    }

    /// The quiz with a name.
    #[cfg(feature = "quiz")]
    #[must_use]
    pub fn quiz(&self, name: &str) -> Option<&crate::quiz::Definition> {
        self.shared_quiz(name).map(|definition| &**definition)
    }

    /// The definition of a quiz, to hold on to while the config is borrowed for something else.
    #[cfg(feature = "quiz")]
    #[inline(never)]
    pub(crate) fn shared_quiz(&self, name: &str) -> Option<&Arc<crate::quiz::Definition>> {
        Some(&self.quizzes.iter().find(|(known, _)| known == name)?.1)
    }

    /// When the attribution window that ends `now` began: wall times in milliseconds. What was counted before does not count.
    #[must_use]
    pub fn earliest(&self, now: i64) -> i64 {
        now - self.source.window_days * DAY
    }

    /// The facts of an enquiry's words and address: what was written to questions of free text of its quiz, and its message.
    #[must_use]
    pub fn told(&self, quiz: Option<&str>, answers: &Map, message: Option<&str>, email: Option<&str>) -> Map {
        #[cfg_attr(not(feature = "quiz"), expect(unused_mut, reason = "there are no answers without quizzes"))]
        let mut words = vec![message.unwrap_or_default()];
        #[cfg(feature = "quiz")]
        for element in quiz.and_then(|quiz| self.quiz(quiz)).into_iter().flat_map(crate::quiz::Definition::questions) {
            if element.is_free_text() {
                words.extend(answers.get(&element.name).and_then(Value::as_text));
            }
        }
        #[cfg(not(feature = "quiz"))]
        let _ = (quiz, answers);
        lead::told(&text::join(words, "\n"), email, &self.lead)
    }

    /// The same of a lead's parts.
    #[must_use]
    pub fn told_by(&self, request: &Value, email: Option<&str>) -> Map {
        let answers = lead::answers_of(request.get("answers").unwrap_or(&Value::Null));
        self.told(request.text("quiz"), &answers, request.text("message"), email)
    }

    /// Hosts that are no source: the site's own domains and the excluded ones.
    #[must_use]
    pub fn own_hosts(&self) -> Vec<String> {
        let mut hosts = self.site.domains.clone();
        hosts.extend_from_slice(&self.source.excluded_hosts);
        hosts
    }

    /// Whether a purpose waits for a word of the page.
    #[must_use]
    pub fn waits_for_consent(&self) -> bool {
        let state = |purpose| self.consent.default.state(purpose);
        [Purpose::Attribution, Purpose::Behaviour, Purpose::Lead].map(state).contains(&consent::State::Pending)
    }
}
