//! An arrival: what a landing tells. It must not decide which touch is remembered.

use super::channel::class_of;
use super::click_id::{ClickId, click_ids};
use super::personal::scrubbed;
use super::place::{self, Kind, Place};
use super::rule::Evidence;
use super::settings::Settings;
use super::tag::{Tags, tags};
use super::touch::Touch;
use super::url::{Parameters, Url, is_on_domain};
use super::verdict::{self, Clues, Verdict};
use crate::value::Map;

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

impl Landing {
    /// The landing of which only the time may be known: what it told was forgotten on the visitor's word.
    #[must_use]
    pub fn forgotten(&self) -> Self {
        Self { url: String::new(), referrer: String::new(), ..*self }
    }
}

/// What a landing tells: tags, click ids, referrer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrival<'a> {
    url: &'a str,
    referrer: &'a str,
    referrer_host: Option<String>,
    /// What the referrer's host is known as.
    from: Option<Place>,
    is_internal: bool,
    is_passed: bool,
    is_recovered: bool,
    parameters: Parameters<'a>,
    tags: Tags,
    click_ids: Vec<(ClickId, String)>,
}

impl<'a> Arrival<'a> {
    /// Reads a landing URL and a referrer; `own` are hosts that are no source, with everything below them. An arrival from
    /// a page for payment or sign-in is judged by its tags alone.
    #[must_use]
    pub fn new(url: &'a str, referrer: &'a str, own: &[String]) -> Self {
        let page = Url::split(url);
        let host = Url::split(referrer).map(|from| from.host);
        let is_internal = host.as_ref().is_some_and(|from| {
            page.as_ref().is_some_and(|page| is_same_site(from, &page.host)) || is_on_any(from, own)
        });
        let from = host.as_deref().filter(|_| !is_internal).and_then(place::of_host);
        let is_pass = from.as_ref().is_some_and(|place| place.kind == Kind::Pass);
        let is_passed = url.is_empty() || is_internal || is_pass;
        let parameters = page.as_ref().map(Url::parameters).unwrap_or_default();
        Self {
            tags: tags(&parameters),
            click_ids: click_ids(&parameters),
            url,
            referrer,
            referrer_host: host.filter(|_| !is_passed),
            from: from.filter(|_| !is_passed),
            is_internal,
            is_passed,
            is_recovered: false,
            parameters,
        }
    }

    /// What the address of the page before still tells, where the landing itself was not kept: its tags and click ids.
    #[must_use]
    pub(super) fn recovered(referrer: &'a str, own: &[String]) -> Self {
        Self { is_recovered: true, ..Self::new(referrer, "", own) }
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

    /// Whether it comes from a page that is no source: one's own, a payment page, a sign-in page.
    #[must_use]
    pub(super) fn is_passed(&self) -> bool {
        self.is_passed
    }

    /// Where it came from, and why we say so.
    #[must_use]
    pub fn verdict(&self, settings: &Settings) -> Verdict {
        let found = verdict::judge(&Clues {
            parameters: &self.parameters,
            tags: &self.tags,
            click_ids: &self.click_ids,
            referrer: self.referrer_host.as_deref(),
            from: self.from.as_ref(),
            is_passed: self.is_passed,
            rules: &settings.channels,
        });
        if self.is_recovered { Verdict { evidence: Evidence::Recovered, ..found } } else { found }
    }

    /// The touch of this arrival.
    #[must_use]
    pub fn touch(&self, at: i64, settings: &Settings) -> Touch {
        let Verdict { source, medium, channel, class, evidence, rule, conflict } = self.verdict(settings);
        let campaign = self.tags.iter().find(|(tag, _)| *tag == "campaign").map(|(_, value)| value.as_str());
        let (mut tags, mut click_ids) = (Map::new(), Map::new());
        for (name, value) in &self.tags {
            tags.set(name, value.as_str());
        }
        for (id, value) in &self.click_ids {
            click_ids.set(id.name, value.as_str());
        }
        let known = class_of(&channel);
        let kept = |address: &str| Url::split(address).as_ref().map(scrubbed);
        Touch::new(
            Map::new()
                .with("at", at)
                .with("channel", &*channel)
                .with_some("class", (class != known).then(|| class.word()))
                .with("source", source)
                .with("medium", &*medium)
                .with_some("campaign", campaign)
                .with("evidence", evidence.word())
                .with("rule", &*rule)
                .with_some("conflict", conflict)
                .with_some("page", kept(self.url))
                .with_some("referrer", kept(self.referrer))
                .with_some("tags", Some(tags).filter(|tags| !tags.is_empty()))
                .with_some("click_ids", Some(click_ids).filter(|ids| !ids.is_empty())),
        )
    }
}

/// Whether two hosts are one site: the same, with or without `www.`, or one below the page's.
fn is_same_site(from: &str, page: &str) -> bool {
    is_on_domain(from, page.strip_prefix("www.").unwrap_or(page))
}

fn is_on_any(host: &str, domains: &[String]) -> bool {
    domains.iter().any(|domain| is_on_domain(host, domain))
}

/// Whether a host belongs to the site of a page: the page's own host or one of `own`, with everything below them.
#[must_use]
pub fn is_own_host(host: &str, page: &str, own: &[String]) -> bool {
    is_same_site(host, page) || is_on_any(host, own)
}

/// Whether a host is a social network's or a video site's.
#[must_use]
pub fn is_social_host(host: &str) -> bool {
    place::of_host(host).is_some_and(|place| matches!(place.kind, Kind::Social | Kind::Video))
}

/// The verdict on a landing URL and a referrer, without a memory of earlier visits.
#[must_use]
pub fn classify(url: &str, referrer: &str, own: &[String], settings: &Settings) -> Verdict {
    Arrival::new(url, referrer, own).verdict(settings)
}
