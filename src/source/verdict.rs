//! The verdict: source, medium and channel of an arrival, with the evidence and the rule that decided. It must not
//! remember anything: the same arrival gets the same verdict.
//!
//! What tags mean stands in `tagged.rs`.

use std::borrow::Cow;

use super::channel::{Channel, Class, class_of};
use super::click_id::ClickId;
use super::place::{self, Kind, Place};
use super::rule::{Evidence, Rule};
use super::settings::ChannelRule;
use super::tag::folded;
use super::tagged::{Tagged, free, holds, is_called_after_ads, is_paid, paid};
use super::url::is_on_domain;
use crate::text;

/// Where an arrival came from, and why we say so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Source: `google`, `newsletter`, a host, `(direct)`.
    pub source: String,
    /// Medium: `cpc`, `organic`, `referral`, `(none)`.
    pub medium: Cow<'static, str>,
    /// Channel: one of the [`Channel`]s' names, or an owner's own.
    pub channel: Cow<'static, str>,
    /// Who earns the visit.
    pub class: Class,
    /// What it rests on.
    pub evidence: Evidence,
    /// The id of the rule that decided: a [`Rule`]'s, or `own.<id>`.
    pub rule: Cow<'static, str>,
    /// What another piece of evidence says against it: its rule and its channel, `click_id.paid: Paid Search`. Told where
    /// tags and a click id do not agree on whether the visit was paid.
    pub conflict: Option<String>,
}

/// What there is to judge by.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Clues<'a> {
    /// Every parameter of the landing, names in lower case.
    pub(super) parameters: &'a [(Cow<'a, str>, Cow<'a, str>)],
    /// Tags by name.
    pub(super) tags: &'a [(&'static str, String)],
    /// Click ids, the strongest first.
    pub(super) click_ids: &'a [(ClickId, String)],
    /// The referrer's host, where it is a stranger's.
    pub(super) referrer: Option<&'a str>,
    /// What that host is known as.
    pub(super) from: Option<&'a Place>,
    /// Whether the referrer is one that is no source, so that the true one is not known.
    pub(super) is_passed: bool,
    /// The owner's rules.
    pub(super) rules: &'a [ChannelRule],
}

/// The verdict on an arrival. Order of evidence: the owner's rules, tags, click ids, referrer, nothing.
#[must_use]
pub(super) fn judge(clues: &Clues<'_>) -> Verdict {
    if let Some(own) = by_own_rule(clues) {
        return own;
    }
    let (tagged, clicked) = (by_tags(clues), by_click_id(clues));
    let conflict = match (&tagged, &clicked) {
        (Some(tagged), Some(clicked))
            if clicked.evidence != Evidence::Ambiguous
                && (tagged.class == Class::Paid) != (clicked.class == Class::Paid) =>
        {
            Some(text::concat(&[&clicked.rule, ": ", &clicked.channel]))
        }
        _ => None,
    };
    let found = tagged.or(clicked).or_else(|| by_referrer(clues)).or_else(|| by_ref(clues));
    Verdict { conflict, ..found.unwrap_or_else(|| nothing(clues)) }
}

fn verdict(source: &str, medium: &'static str, (channel, rule): (Channel, Rule), evidence: Evidence) -> Verdict {
    Verdict {
        source: source.to_owned(),
        medium: Cow::Borrowed(medium),
        channel: Cow::Borrowed(channel.name()),
        class: channel.class(),
        evidence,
        rule: Cow::Borrowed(rule.id()),
        conflict: None,
    }
}

/// The first of the owner's rules of which every condition holds.
fn by_own_rule(clues: &Clues<'_>) -> Option<Verdict> {
    if clues.rules.is_empty() {
        return None;
    }
    let is_on = |hosts: &[String]| {
        hosts.is_empty() || clues.referrer.is_some_and(|referrer| hosts.iter().any(|host| is_on_domain(referrer, host)))
    };
    let has = |(name, pattern): &(String, String)| {
        let fits = |(known, value): &(Cow<'_, str>, Cow<'_, str>)| {
            known == name && !value.is_empty() && text::is_like(&text::fold(value), &text::fold(pattern))
        };
        clues.parameters.iter().any(fits)
    };
    let rule = clues.rules.iter().find(|rule| is_on(&rule.hosts) && rule.parameters.iter().all(has))?;
    let tagged = |tag: &str| folded(clues.tags, tag);
    let source = rule.source.clone().or_else(|| tagged("source")).or_else(|| clues.referrer.map(str::to_owned));
    Some(Verdict {
        source: source.unwrap_or_else(|| rule.id.clone()),
        medium: rule.medium.clone().or_else(|| tagged("medium")).map_or(Cow::Borrowed("referral"), Cow::Owned),
        channel: Cow::Owned(rule.channel.clone()),
        class: rule.class.unwrap_or_else(|| class_of(&rule.channel)),
        evidence: Evidence::Own,
        rule: Cow::Owned(text::concat(&["own.", &rule.id])),
        conflict: None,
    })
}

/// Whether the referrer's host belongs to those who show Google's search ads.
fn is_search_partner(clues: &Clues<'_>) -> bool {
    clues.from.is_some_and(|place| place.name == "google-search-partner")
}

fn by_tags(clues: &Clues<'_>) -> Option<Verdict> {
    let tag = |name: &str| folded(clues.tags, name);
    let (named, medium, campaign) = (tag("source"), tag("medium"), tag("campaign"));
    if named.is_none() && medium.is_none() && campaign.is_none() {
        return None;
    }
    let id = clues.click_ids.first().map(|(id, _)| id).filter(|id| !id.source.is_empty());
    let from = clues.from;
    let source = named.clone().or_else(|| id.map(|id| id.source.to_owned()));
    let source = source.or_else(|| from.map(|place| place.name.clone()));
    let source = source.or_else(|| clues.referrer.map(str::to_owned)).unwrap_or_else(|| "(not set)".to_owned());
    let place = place::of_source(&source)
        .or_else(|| id.filter(|_| medium.as_deref().is_some_and(is_paid)).and_then(|id| place::of_source(id.source)))
        .or_else(|| from.filter(|_| named.is_none()).cloned());
    // A click id lends its medium to its own network, not to another source.
    let lends = |id: &&ClickId| named.is_none() || place.as_ref().is_some_and(|place| place.name == id.source);
    let medium = medium.or_else(|| id.filter(lends).map(|id| id.medium.to_owned())).unwrap_or_default();
    let tagged = Tagged {
        source: &source,
        medium: &medium,
        campaign: &campaign.unwrap_or_default(),
        kind: place.as_ref().map(|place| place.kind),
        is_network: is_yandex(&source, place.as_ref()) && (is_network(clues, &source) || is_elsewhere(clues)),
        is_called_after_ads: is_called_after_ads(&source, place.as_ref()),
    };
    let found = verdict(&source, "(not set)", tagged.channel(), Evidence::Tag);
    Some(if medium.is_empty() { found } else { Verdict { medium: Cow::Owned(medium), ..found } })
}

/// Whether a click of Yandex Direct came from a page that is no search page.
fn is_elsewhere(clues: &Clues<'_>) -> bool {
    let is_clicked = clues.click_ids.iter().any(|(id, _)| id.name == "yclid");
    is_clicked && clues.referrer.is_some() && clues.from.is_none_or(|from| from.kind != Kind::Search)
}

/// Whether a source is Yandex.
fn is_yandex(source: &str, place: Option<&Place>) -> bool {
    source == "rsya" || place.is_some_and(|place| place.name == "yandex")
}

/// Whether an ad of Yandex Direct stood in the network: its macro `{source_type}` says `context`, `{position_type}` says
/// `none`, or the source or the campaign is called after the network.
fn is_network(clues: &Clues<'_>, source: &str) -> bool {
    let says = |names: &[&str], word: &str| {
        clues.parameters.iter().any(|(name, value)| names.contains(&&**name) && text::fold(value) == word)
    };
    let campaign = folded(clues.tags, "campaign").unwrap_or_default();
    says(&["source_type", "type", "utm_source_type", "placement_type"], "context")
        || says(&["position_type"], "none")
        || ["rsya", "рся"].iter().any(|word| source == *word || holds(&campaign, word))
}

fn by_click_id(clues: &Clues<'_>) -> Option<Verdict> {
    clues.click_ids.iter().find_map(|(id, _)| by_one_id(clues, id, clues.from))
}

/// The verdict that one click id gives; nothing where it proves no place.
fn by_one_id(clues: &Clues<'_>, id: &ClickId, from: Option<&Place>) -> Option<Verdict> {
    let kind = place::of_source(id.source).map(|place| place.kind);
    let met = from.map(|place| place.kind);
    let decided = match id.evidence {
        Evidence::Email => (Channel::Email, Rule::IdEmail),
        Evidence::Affiliate => (Channel::Affiliates, Rule::IdAffiliate),
        Evidence::Paid if id.medium == "display" => (Channel::Display, Rule::IdDisplay),
        Evidence::Paid => paid_click(clues, id, kind, met),
        Evidence::Organic if id.medium == "shopping" => (Channel::OrganicShopping, Rule::IdOrganic),
        Evidence::Organic => (free(kind)?, Rule::IdOrganic),
        _ => {
            (free(met.filter(|met| matches!(met, Kind::Social | Kind::Messenger)).or(kind).or(met))?, Rule::IdAmbiguous)
        }
    };
    let named = from.map(|place| place.name.as_str());
    // One click id stands for all that an owner of several networks has: the network that was met names itself.
    let is_met = id.evidence == Evidence::Ambiguous && matches!(met, Some(Kind::Social | Kind::Messenger));
    let source = match (named, id.source.is_empty()) {
        (Some(named), _) if is_met => named,
        (_, false) => id.source,
        (named, true) => network(clues).or(named).or(clues.referrer).unwrap_or(id.name),
    };
    Some(verdict(source, id.medium, decided, id.evidence))
}

/// The network of a click id that names none: another id's, or what HubSpot's parameters of ads say.
fn network<'a>(clues: &'a Clues<'_>) -> Option<&'a str> {
    let other = clues.click_ids.iter().map(|(id, _)| id.source).find(|source| !source.is_empty());
    let told = |wanted: &str| clues.parameters.iter().find(|(name, _)| name == wanted).map(|(_, value)| &**value);
    let told = || match told("hsa_net")? {
        "adwords" => Some("google"),
        "facebook" => Some("facebook"),
        "linkedin" => Some("linkedin"),
        _ => None,
    };
    other.or_else(told)
}

/// The channel of an ad click: by the network's kind, but for what the referrer proves about the place of the ad.
fn paid_click(clues: &Clues<'_>, id: &ClickId, kind: Option<Kind>, met: Option<Kind>) -> (Channel, Rule) {
    if met == Some(Kind::Ads) && kind != Some(Kind::Social) {
        return if is_search_partner(clues) {
            (Channel::PaidSearch, Rule::IdPaid)
        } else {
            (Channel::Display, Rule::IdDisplay)
        };
    }
    if id.source == "yandex" {
        // Yandex Direct shows ads in search and all over its network: only a search referrer proves the first.
        let is_elsewhere = clues.referrer.is_some() && met != Some(Kind::Search);
        return match met {
            _ if is_elsewhere || is_network(clues, "") => (Channel::Display, Rule::IdNetwork),
            Some(Kind::Search) => (Channel::PaidSearch, Rule::IdPaid),
            _ => (Channel::PaidOther, Rule::IdPaid),
        };
    }
    let is_video = kind == Some(Kind::Search) && met == Some(Kind::Video);
    let of_network = network(clues).filter(|_| id.source.is_empty()).and_then(place::of_source).map(|place| place.kind);
    let kind = if is_video { met } else { kind.or(of_network).or(met) };
    (if id.name == "s_kwcid" { Channel::PaidSearch } else { paid(kind) }, Rule::IdPaid)
}

fn by_referrer(clues: &Clues<'_>) -> Option<Verdict> {
    let host = clues.referrer?;
    let place = clues.from;
    let kind = place.map(|place| place.kind);
    let medium = match kind {
        Some(Kind::Search) => "organic",
        Some(Kind::Social) => "social",
        Some(Kind::Mail) => "email",
        Some(Kind::Ads) => "display",
        _ => "referral",
    };
    let decided = match free(kind) {
        Some(_) if is_search_partner(clues) => (Channel::PaidSearch, Rule::ReferrerAds),
        Some(channel) if kind == Some(Kind::Ads) => (channel, Rule::ReferrerAds),
        Some(channel) => (channel, Rule::ReferrerPlace),
        None => (Channel::Referral, Rule::ReferrerOther),
    };
    let called = place.filter(|place| place.kind != Kind::Other).map_or(host, |place| &place.name);
    Some(verdict(called, medium, decided, Evidence::Referrer))
}

/// Without a referrer `?ref=`, `?source=` or `?via=` may still name the place of a link.
fn by_ref(clues: &Clues<'_>) -> Option<Verdict> {
    let named = |wanted: &str| clues.parameters.iter().find(|(name, _)| name == wanted).map(|(_, value)| value);
    let value = ["source", "ref", "via"].into_iter().find_map(named).filter(|_| !clues.is_passed)?;
    let source = text::fold(value);
    let place = place::of_source(&source);
    let is_host = text::split(&source, ".").is_some() && source.bytes().any(|c| c.is_ascii_alphabetic());
    // `?ref=main_menu` is a page's own mark, and names no place.
    if !text::is_name(&source) || !is_host && place.is_none() || super::personal::is_personal(&source) {
        return None;
    }
    let channel = free(place.map(|place| place.kind)).unwrap_or(Channel::Referral);
    Some(verdict(&source, "referral", (channel, Rule::TagRef), Evidence::Tag))
}

/// An arrival from a page that is no source, whose beginning was not seen, is not called Direct: nobody knows.
fn nothing(clues: &Clues<'_>) -> Verdict {
    if clues.is_passed {
        let unknown = verdict("(unknown)", "(none)", (Channel::Unassigned, Rule::Unknown), Evidence::Unknown);
        return Verdict { class: Class::Direct, ..unknown };
    }
    verdict("(direct)", "(none)", (Channel::Direct, Rule::Direct), Evidence::None)
}
