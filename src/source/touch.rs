//! A touch: one arrival on the site, with its source. It must not decide which touch is remembered.

use super::channel::{self, Clues, Verdict};
use super::click_id::click_ids;
use super::tag::tags;
use super::url::{Url, is_on_domain};
use crate::text;
use crate::value::{Map, Value};

/// The page as the visitor found it, frozen before anything could change it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Landing {
    /// `location.href` at that time.
    pub url: String,
    /// `document.referrer` at that time.
    pub referrer: String,
    /// Wall time in milliseconds.
    pub at: i64,
    /// Whether it was a navigation of its own: not a reload, not back or forward.
    pub is_arrival: bool,
}

/// What a landing tells: tags, click ids, referrer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrival {
    page: String,
    referrer: String,
    referrer_host: Option<String>,
    is_internal: bool,
    tags: Vec<(&'static str, String)>,
    click_ids: Vec<(&'static str, String)>,
}

impl Arrival {
    /// Reads a landing URL and a referrer; `own` are hosts that are no source, with everything below them.
    #[must_use]
    pub fn new(url: &str, referrer: &str, own: &[String]) -> Self {
        let page = Url::split(url);
        let from = Url::split(referrer);
        let is_internal = from.as_ref().is_some_and(|from| {
            page.as_ref().is_some_and(|page| page.host == from.host)
                || own.iter().any(|domain| is_on_domain(&from.host, domain))
        });
        Self {
            tags: page.as_ref().map(tags).unwrap_or_default(),
            click_ids: page.as_ref().map(click_ids).unwrap_or_default(),
            page: page.as_ref().map(Url::origin_and_path).unwrap_or_default(),
            referrer: from.as_ref().map(Url::origin_and_path).unwrap_or_default(),
            referrer_host: from.map(|from| from.host).filter(|_| !is_internal),
            is_internal,
        }
    }

    /// Whether it carries tags or a click id.
    #[must_use]
    pub fn is_tagged(&self) -> bool {
        !self.tags.is_empty() || !self.click_ids.is_empty()
    }

    /// Whether it comes from the owner's own pages.
    #[must_use]
    pub fn is_internal(&self) -> bool {
        self.is_internal
    }

    /// Where it came from, and why we say so.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        channel::judge(&Clues {
            tags: &self.tags,
            click_ids: &self.click_ids,
            referrer: self.referrer_host.as_deref(),
            is_internal: self.is_internal,
        })
    }

    /// The touch of this arrival.
    #[must_use]
    pub fn touch(&self, at: i64) -> Touch {
        let verdict = self.verdict();
        let campaign = self.tags.iter().find(|(tag, _)| *tag == "campaign").map(|(_, value)| value.as_str());
        let map = |pairs: &[(&str, String)]| {
            let mut map = Map::new();
            for (name, value) in pairs {
                map.set(name, value.as_str());
            }
            map
        };
        let (tags, click_ids) = (map(&self.tags), map(&self.click_ids));
        let record = Map::new()
            .with("at", at)
            .with("channel", verdict.channel.name())
            .with("source", verdict.source)
            .with("medium", verdict.medium)
            .with_some("campaign", campaign)
            .with("evidence", verdict.evidence.word())
            .with("rule", verdict.rule)
            .with_some("page", self.page.as_str())
            .with_some("referrer", self.referrer.as_str());
        let record = if tags.is_empty() { record } else { record.with("tags", tags) };
        Touch(if click_ids.is_empty() { record } else { record.with("click_ids", click_ids) })
    }
}

/// One arrival as it is remembered and as leads show it: `at`, `channel`, `source`, `medium`, `campaign`, `evidence`,
/// `rule`, `page`, `referrer`, `tags`, `click_ids`.
#[derive(Clone, Debug, PartialEq)]
pub struct Touch(Map);

/// The texts of a touch.
const TEXTS: &[&str] = &["channel", "source", "medium", "campaign", "evidence", "rule", "page", "referrer"];

impl Touch {
    /// When: wall time in milliseconds.
    #[must_use]
    pub fn at(&self) -> i64 {
        self.0.get("at").and_then(Value::as_whole).unwrap_or_default()
    }

    /// The channel's name.
    #[must_use]
    pub fn channel(&self) -> &str {
        self.0.get("channel").and_then(Value::as_text).unwrap_or_default()
    }

    /// Whether nothing told where the visitor came from.
    #[must_use]
    pub fn is_direct(&self) -> bool {
        self.channel() == channel::Channel::Direct.name()
    }

    /// Whether another touch carries the same tags and click ids.
    #[must_use]
    pub fn has_same_tags(&self, other: &Self) -> bool {
        ["tags", "click_ids"].iter().all(|name| self.0.get(name) == other.0.get(name))
    }

    /// The touch as a value.
    #[must_use]
    pub fn to_value(&self) -> Value {
        Value::Map(self.0.clone())
    }

    /// A touch out of a foreign value: only known fields, cleaned and bounded; `None` without time and channel.
    #[must_use]
    pub fn from_value(value: &Value) -> Option<Self> {
        let mut record = Map::new();
        let at = value.whole("at").filter(|at| (0..=crate::time::LATEST_MS).contains(at))?;
        record.set("at", at);
        for name in TEXTS {
            record.set_some(name, value.text(name).map(|found| text::clean(found, 512)));
        }
        for name in ["tags", "click_ids"] {
            let pairs: Map = value.get(name).and_then(Value::as_map).map(texts_of).unwrap_or_default();
            if !pairs.is_empty() {
                record.set(name, pairs);
            }
        }
        record.get("channel").is_some().then_some(Self(record))
    }
}

fn texts_of(map: &Map) -> Map {
    let mut texts = Map::new();
    for (name, value) in map.iter().filter(|(name, _)| name.len() <= 64).take(32) {
        if let Some(found) = value.as_text() {
            texts.set(name, text::clean(found, 255));
        }
    }
    texts
}
