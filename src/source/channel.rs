//! The verdict: source, medium and channel of an arrival, with the evidence and the rule that decided. It must not
//! remember anything: the same arrival gets the same verdict.
//!
//! Channel names and the meaning of media follow Google Analytics' default channel group, with Messenger added.

use super::click_id;
use super::host::{self, Kind};
use crate::text;

/// A channel of the default channel group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// Nothing tells where the visitor came from.
    Direct,
    /// A search engine's free results.
    OrganicSearch,
    /// A search engine's ads.
    PaidSearch,
    /// A post or a profile in a social network.
    OrganicSocial,
    /// An ad in a social network.
    PaidSocial,
    /// A video site.
    OrganicVideo,
    /// An ad on a video site.
    PaidVideo,
    /// Banners.
    Display,
    /// A marketplace or free product listings.
    OrganicShopping,
    /// Ads in a marketplace.
    PaidShopping,
    /// An ad of a network that is none of the above.
    PaidOther,
    /// Mail.
    Email,
    /// A partner that is paid by result.
    Affiliates,
    /// A link on another site.
    Referral,
    /// Audio ads.
    Audio,
    /// Text messages.
    Sms,
    /// Push notifications.
    Push,
    /// Campaigns over several networks.
    CrossNetwork,
    /// An AI assistant's answer.
    Assistant,
    /// A messenger.
    Messenger,
    /// Tags stand there that say nothing known.
    Unassigned,
}

impl Channel {
    /// The channel's name, as leads and reports show it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Direct => "Direct",
            Self::OrganicSearch => "Organic Search",
            Self::PaidSearch => "Paid Search",
            Self::OrganicSocial => "Organic Social",
            Self::PaidSocial => "Paid Social",
            Self::OrganicVideo => "Organic Video",
            Self::PaidVideo => "Paid Video",
            Self::Display => "Display",
            Self::OrganicShopping => "Organic Shopping",
            Self::PaidShopping => "Paid Shopping",
            Self::PaidOther => "Paid Other",
            Self::Email => "Email",
            Self::Affiliates => "Affiliates",
            Self::Referral => "Referral",
            Self::Audio => "Audio",
            Self::Sms => "SMS",
            Self::Push => "Mobile Push Notifications",
            Self::CrossNetwork => "Cross-network",
            Self::Assistant => "AI Assistant",
            Self::Messenger => "Messenger",
            Self::Unassigned => "Unassigned",
        }
    }
}

/// What a verdict rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// Campaign tags in the landing URL.
    Tag,
    /// A click id that proves an ad click.
    Paid,
    /// A click id that proves the network, not the payment.
    Ambiguous,
    /// A click id that stands on free results or shares.
    Organic,
    /// A click id of a mailing.
    Email,
    /// A click id of an affiliate network.
    Affiliate,
    /// The referrer.
    Referrer,
    /// Nothing.
    None,
}

impl Evidence {
    /// The word of the grade, as leads show it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Tag => "tag",
            Self::Paid => "paid",
            Self::Ambiguous => "ambiguous",
            Self::Organic => "organic",
            Self::Email => "email",
            Self::Affiliate => "affiliate",
            Self::Referrer => "referrer",
            Self::None => "none",
        }
    }
}

/// Where an arrival came from, and why we say so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Source: `google`, `newsletter`, a host, `(direct)`.
    pub source: String,
    /// Medium: `cpc`, `organic`, `referral`, `(none)`.
    pub medium: String,
    /// Channel.
    pub channel: Channel,
    /// What it rests on.
    pub evidence: Evidence,
    /// The id of the rule that decided; documented with the rules below.
    pub rule: &'static str,
}

/// What there is to judge by.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Clues<'a> {
    /// Tags by name.
    pub(super) tags: &'a [(&'static str, String)],
    /// Click ids, the strongest first.
    pub(super) click_ids: &'a [(&'static str, String)],
    /// The referrer's host, where it is a stranger's.
    pub(super) referrer: Option<&'a str>,
    /// Whether the referrer is one of the owner's own hosts.
    pub(super) is_internal: bool,
}

/// The verdict on an arrival. Order of evidence: tags, click ids, referrer, nothing.
#[must_use]
pub(super) fn judge(clues: &Clues<'_>) -> Verdict {
    by_tags(clues).or_else(|| by_click_id(clues)).or_else(|| by_referrer(clues)).unwrap_or_else(|| nothing(clues))
}

/// The verdict on a landing URL and a referrer, without a memory of earlier visits.
#[must_use]
pub fn classify(url: &str, referrer: &str, own_domains: &[String]) -> Verdict {
    super::touch::Arrival::new(url, referrer, own_domains).verdict()
}

fn verdict(source: &str, medium: &str, (channel, rule): (Channel, &'static str), evidence: Evidence) -> Verdict {
    Verdict { source: source.to_owned(), medium: medium.to_owned(), channel, evidence, rule }
}

fn by_tags(clues: &Clues<'_>) -> Option<Verdict> {
    let tag = |name: &str| clues.tags.iter().find(|(tag, _)| *tag == name).map(|(_, value)| value.as_str());
    tag("source").or_else(|| tag("medium")).or_else(|| tag("campaign"))?;
    let id = clues.click_ids.first().and_then(|(name, _)| click_id::known(name));
    let named = tag("source").map(text::fold);
    let source = named.as_deref().or_else(|| id.map(|id| id.source)).or(clues.referrer).unwrap_or("(not set)");
    let place = host::of_source(source).or_else(|| clues.referrer.and_then(host::of_host));
    let medium = tag("medium").map(text::fold).or_else(|| id.map(|id| id.medium.to_owned())).unwrap_or_default();
    let campaign = tag("campaign").map(text::fold).unwrap_or_default();
    let kind = place.map(|(_, kind)| kind);
    let decided = by_medium(&medium, source, &campaign, kind);
    let shown = if medium.is_empty() { "(not set)" } else { &medium };
    Some(verdict(source, shown, decided, Evidence::Tag))
}

/// Media that have one channel of their own, whatever the source: rule, then the words that stand for it.
const MEDIA: &str = "\
email|email|e-mail|e_mail|e mail|newsletter\n\
sms|sms\n\
affiliate|affiliate|affiliates|partner\n\
audio|audio\n\
push|push|mobile|notification|webpush|web-push\n\
display|display|banner|expandable|interstitial|cpm\n\
messenger|messenger|chat\n\
social|social|social-network|social-media|sm|social network|social media|smm";

/// The channel of a medium's own, with its rule.
fn own(medium: &str) -> Option<(Channel, &'static str)> {
    let mut rows = Some(MEDIA);
    while let Some(row) = text::next_part(&mut rows, "\n") {
        let mut words = Some(row);
        let kind = text::next_part(&mut words, "|");
        while let Some(word) = text::next_part(&mut words, "|") {
            if word == medium {
                return Some(match kind? {
                    "email" => (Channel::Email, "tag.medium.email"),
                    "sms" => (Channel::Sms, "tag.medium.sms"),
                    "affiliate" => (Channel::Affiliates, "tag.medium.affiliate"),
                    "audio" => (Channel::Audio, "tag.medium.audio"),
                    "push" => (Channel::Push, "tag.medium.push"),
                    "display" => (Channel::Display, "tag.medium.display"),
                    "messenger" => (Channel::Messenger, "tag.medium.messenger"),
                    _ => (Channel::OrganicSocial, "tag.medium.social"),
                });
            }
        }
    }
    None
}

fn holds(text: &str, part: &str) -> bool {
    text::split(text, part).is_some()
}

fn by_medium(medium: &str, source: &str, campaign: &str, kind: Option<Kind>) -> (Channel, &'static str) {
    if holds(campaign, "cross-network") {
        return (Channel::CrossNetwork, "tag.campaign.cross_network");
    }
    if let Some(decided) = own(medium) {
        return decided;
    }
    if holds(medium, "cp") || matches!(medium, "ppc" | "retargeting") || medium.starts_with("paid") {
        return paid(kind, "tag.medium.paid");
    }
    match medium {
        "organic" => (free(kind).unwrap_or(Channel::OrganicSearch), "tag.medium.organic"),
        _ if holds(medium, "video") => (Channel::OrganicVideo, "tag.medium.video"),
        "referral" | "app" | "link" => match kind {
            Some(Kind::Assistant) => (Channel::Assistant, "tag.source"),
            _ => (Channel::Referral, "tag.medium.referral"),
        },
        _ => own(source)
            .filter(|(channel, _)| *channel != Channel::OrganicSocial)
            .or_else(|| free(kind).map(|channel| (channel, "tag.source")))
            .unwrap_or((Channel::Unassigned, "tag.unknown")),
    }
}

/// The channel of an ad, by the kind of place where it ran.
fn paid(kind: Option<Kind>, rule: &'static str) -> (Channel, &'static str) {
    let channel = match kind {
        Some(Kind::Search) => Channel::PaidSearch,
        Some(Kind::Social) => Channel::PaidSocial,
        Some(Kind::Video) => Channel::PaidVideo,
        Some(Kind::Shopping) => Channel::PaidShopping,
        _ => Channel::PaidOther,
    };
    (channel, rule)
}

/// The channel of a free link, by the kind of place where it stood.
fn free(kind: Option<Kind>) -> Option<Channel> {
    Some(match kind? {
        Kind::Search => Channel::OrganicSearch,
        Kind::Social => Channel::OrganicSocial,
        Kind::Video => Channel::OrganicVideo,
        Kind::Shopping => Channel::OrganicShopping,
        Kind::Assistant => Channel::Assistant,
        Kind::Mail => Channel::Email,
        Kind::Messenger => Channel::Messenger,
    })
}

fn by_click_id(clues: &Clues<'_>) -> Option<Verdict> {
    let id = clues.click_ids.first().and_then(|(name, _)| click_id::known(name))?;
    let kind = host::of_source(id.source).map(|(_, kind)| kind);
    let from_search = clues.referrer.and_then(host::of_host).is_some_and(|(_, kind)| kind == Kind::Search);
    let decided = match (id.evidence, id.name) {
        (Evidence::Email, _) => (Channel::Email, "click_id.email"),
        (Evidence::Affiliate, _) => (Channel::Affiliates, "click_id.affiliate"),
        (_, "dclid") => (Channel::Display, "click_id.display"),
        // Yandex Direct shows ads in search and all over its network: only a search referrer tells which.
        (_, "yclid") if !from_search => (Channel::PaidOther, "click_id.paid"),
        (Evidence::Paid, _) => paid(kind, "click_id.paid"),
        (_, "srsltid") => (Channel::OrganicShopping, "click_id.organic"),
        (Evidence::Ambiguous, _) => (free(kind).unwrap_or(Channel::Unassigned), "click_id.ambiguous"),
        _ => (free(kind).unwrap_or(Channel::Unassigned), "click_id.organic"),
    };
    Some(verdict(id.source, id.medium, decided, id.evidence))
}

fn by_referrer(clues: &Clues<'_>) -> Option<Verdict> {
    let host = clues.referrer?;
    let place = host::of_host(host);
    let medium = match place.map(|(_, kind)| kind) {
        Some(Kind::Search) => "organic",
        Some(Kind::Social) => "social",
        Some(Kind::Mail) => "email",
        _ => "referral",
    };
    let decided = match free(place.map(|(_, kind)| kind)) {
        Some(channel) => (channel, "referrer.known"),
        None => (Channel::Referral, "referrer.other"),
    };
    Some(verdict(place.map_or(host, |(name, _)| name), medium, decided, Evidence::Referrer))
}

/// An arrival from the owner's own pages whose beginning was not seen is not called Direct: nobody knows.
fn nothing(clues: &Clues<'_>) -> Verdict {
    if clues.is_internal {
        return verdict("(unknown)", "(none)", (Channel::Unassigned, "referrer.internal"), Evidence::None);
    }
    verdict("(direct)", "(none)", (Channel::Direct, "direct"), Evidence::None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn lands(url: &str, referrer: &str, channel: &str, rule: &str) {
        let url = format!("https://shop.example/{url}");
        let verdict = classify(&url, referrer, &["shop.example".to_owned()]);
        assert_eq!((verdict.channel.name(), verdict.rule), (channel, rule), "{url} from {referrer}: {verdict:?}");
    }

    #[test]
    fn tags_decide_first() {
        lands("?utm_source=google&utm_medium=cpc&utm_campaign=test&gclid=abc", "", "Paid Search", "tag.medium.paid");
        lands(
            "?utm_source=Instagram&utm_medium=paid_social",
            "https://l.instagram.com/",
            "Paid Social",
            "tag.medium.paid",
        );
        lands("?utm_source=news&utm_medium=Email", "https://www.google.com/", "Email", "tag.medium.email");
        lands("?utm_source=tg&utm_medium=social", "", "Organic Social", "tag.medium.social");
        lands("?utm_source=chatgpt.com", "", "AI Assistant", "tag.source");
        lands("?utm_campaign=x&gclid=abc", "", "Paid Search", "tag.medium.paid");
        lands("?utm_source=mystery&utm_medium=thing", "", "Unassigned", "tag.unknown");
    }

    #[test]
    fn click_ids_decide_where_there_are_no_tags() {
        lands("?gbraid=x", "https://www.google.com/", "Paid Search", "click_id.paid");
        lands("?msclkid=x", "https://duckduckgo.com/", "Paid Search", "click_id.paid");
        lands("?ttclid=x", "", "Paid Social", "click_id.paid");
        lands("?yclid=1", "https://yandex.ru/", "Paid Search", "click_id.paid");
        lands("?yclid=1", "https://some-news.example/", "Paid Other", "click_id.paid");
        lands("?fbclid=x", "https://m.facebook.com/", "Organic Social", "click_id.ambiguous");
        lands("?ysclid=x", "https://yandex.ru/", "Organic Search", "click_id.organic");
        lands("?srsltid=x", "https://www.google.com/", "Organic Shopping", "click_id.organic");
        lands("?mc_cid=x", "", "Email", "click_id.email");
        lands("?srsltid=a&gclid=b", "", "Paid Search", "click_id.paid");
    }

    #[test]
    fn the_referrer_decides_next_and_an_origin_is_enough() {
        lands("", "https://www.google.de/", "Organic Search", "referrer.known");
        lands("", "https://www.bing.com", "Organic Search", "referrer.known");
        lands("", "https://t.co/abc", "Organic Social", "referrer.known");
        lands("", "https://gemini.google.com/", "AI Assistant", "referrer.known");
        lands("", "https://notgoogle.example/", "Referral", "referrer.other");
        lands("", "android-app://com.google.android.gm/", "Email", "referrer.known");
    }

    #[test]
    fn nothing_at_all_is_direct_but_an_internal_referrer_is_not() {
        lands("", "", "Direct", "direct");
        lands("", "not a url", "Direct", "direct");
        lands("", "https://blog.shop.example/post", "Unassigned", "referrer.internal");
    }
}
