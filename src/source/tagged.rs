//! What tags say: the channel of a source, a medium and a campaign. It must not know click ids or referrers.
//!
//! The meaning of media and the order of channels follow Google's definition of the default channel group; a medium that
//! names a channel of its own (mail, text messages …) decides before the name of a campaign does.

use super::channel::Channel;
use super::place::{Kind, Place};
use super::rule::Rule;
use crate::text;

/// What tags say.
pub(super) struct Tagged<'a> {
    pub(super) source: &'a str,
    pub(super) medium: &'a str,
    pub(super) campaign: &'a str,
    pub(super) kind: Option<Kind>,
    /// Whether the ad stood in Yandex's network, not in its search.
    pub(super) is_network: bool,
    /// Whether the source says by itself that it is ads: `facebook_ads`.
    pub(super) is_called_after_ads: bool,
}

/// Media that say themselves that nobody paid.
const FREE: &[&str] = &["organic", "referral", "link", "email"];

/// Whether a source is another name of a known place, after what it sells: `facebook_ads`, `adwords`, `ya_direct`, `rsya`.
pub(super) fn is_called_after_ads(source: &str, place: Option<&Place>) -> bool {
    let of_yandex = |name: &str| name == "yandex" && (holds(source, "direct") || source == "rsya");
    place.is_some_and(|place| {
        place.name != source
            && (source.ends_with("ads") || source.ends_with("_ad") || source == "adwords" || of_yandex(&place.name))
    })
}

/// Media of banners.
const DISPLAY: &[&str] = &["display", "banner", "expandable", "interstitial", "cpm"];
/// Media of posts.
const SOCIAL: &[&str] = &["social", "social-network", "social-media", "sm", "social network", "social media", "smm"];

/// The channel that a medium or a source stands for by itself, whatever the rest says.
fn own(word: &str) -> Option<(Channel, Rule)> {
    Some(match word {
        "email" | "e-mail" | "e_mail" | "e mail" | "newsletter" | "mail" | "mailing" | "rassylka" => {
            (Channel::Email, Rule::TagEmail)
        }
        "sms" => (Channel::Sms, Rule::TagSms),
        "affiliate" | "affiliates" | "partner" => (Channel::Affiliates, Rule::TagAffiliate),
        "audio" => (Channel::Audio, Rule::TagAudio),
        "push" | "firebase" | "webpush" => (Channel::Push, Rule::TagPush),
        "messenger" | "chat" => (Channel::Messenger, Rule::TagMessenger),
        "ai-assistant" => (Channel::Assistant, Rule::TagAssistant),
        _ => return None,
    })
}

pub(super) fn holds(text: &str, part: &str) -> bool {
    text::split(text, part).is_some()
}

/// Further words of media for ads.
const ADS: &[&str] = &[
    "ppc",
    "retargeting",
    "remarketing",
    "ads",
    "ad",
    "target",
    "targeted",
    "sem",
    "sponsored",
    "promoted",
    "boost",
    "adwords",
    "pmax",
    "rsya",
];

/// Whether a medium says that somebody paid: Google's `^(.*cp.*|ppc|retargeting|paid.*)$`, and further words.
pub(super) fn is_paid(medium: &str) -> bool {
    holds(medium, "cp") || medium.starts_with("paid") || ADS.contains(&medium)
}

/// Whether a campaign is called after a shop: Google's `^(.*(([^a-df-z]|^)shop|shopping).*)$`.
fn is_shopping(campaign: &str) -> bool {
    let mut rest = campaign;
    let mut before = None;
    while let Some((ahead, after)) = text::split(rest, "shop") {
        let last = ahead.chars().next_back().or(before);
        if last.is_none_or(|c| c == 'e' || !c.is_ascii_lowercase()) || after.starts_with("ping") {
            return true;
        }
        (rest, before) = (after, Some('p'));
    }
    false
}

impl Tagged<'_> {
    /// The channel, and the rule that decided.
    pub(super) fn channel(&self) -> (Channel, Rule) {
        let Self { source, medium, campaign, kind, .. } = *self;
        if matches!(source, "(direct)" | "direct") && matches!(medium, "" | "(none)" | "(not set)" | "none") {
            return (Channel::Direct, Rule::TagDirect);
        }
        if holds(campaign, "cross-network") {
            return (Channel::CrossNetwork, Rule::TagCrossNetwork);
        }
        if is_paid(medium) || self.is_called_after_ads && !FREE.contains(&medium) && !SOCIAL.contains(&medium) {
            return self.paid_channel();
        }
        if DISPLAY.contains(&medium) {
            return (Channel::Display, Rule::TagDisplay);
        }
        if let Some(own) = own(medium) {
            return own;
        }
        if is_shopping(campaign) {
            return (Channel::OrganicShopping, Rule::TagShopping);
        }
        let is_link = matches!(medium, "referral" | "app" | "link");
        if medium.ends_with("push") {
            return (Channel::Push, Rule::TagPush);
        }
        if let Some(channel) = free(kind).filter(|_| !(is_link && kind == Some(Kind::Ads))) {
            let is_post = channel == Channel::OrganicSearch && SOCIAL.contains(&medium);
            return if is_post { (Channel::OrganicSocial, Rule::TagSocial) } else { (channel, Rule::TagPlace) };
        }
        if SOCIAL.contains(&medium) {
            return (Channel::OrganicSocial, Rule::TagSocial);
        }
        if holds(medium, "mobile") || holds(medium, "notification") {
            return (Channel::Push, Rule::TagPush);
        }
        if holds(medium, "video") {
            return (Channel::OrganicVideo, Rule::TagVideo);
        }
        if let Some(own) = own(source) {
            return own;
        }
        match medium {
            "organic" => (Channel::OrganicSearch, Rule::TagOrganic),
            _ if is_link => (Channel::Referral, Rule::TagReferral),
            _ => (Channel::Unassigned, Rule::TagUnknown),
        }
    }

    fn paid_channel(&self) -> (Channel, Rule) {
        if self.is_network {
            return (Channel::Display, Rule::TagNetwork);
        }
        let channel = match self.kind {
            _ if is_shopping(self.campaign) => Channel::PaidShopping,
            kind => paid(kind),
        };
        if channel == Channel::PaidOther && DISPLAY.contains(&self.medium) {
            return (Channel::Display, Rule::TagDisplay);
        }
        (channel, Rule::TagPaid)
    }
}

/// The channel of an ad, by the kind of place where it ran.
pub(super) fn paid(kind: Option<Kind>) -> Channel {
    match kind {
        Some(Kind::Search) => Channel::PaidSearch,
        Some(Kind::Social) => Channel::PaidSocial,
        Some(Kind::Video) => Channel::PaidVideo,
        Some(Kind::Shopping) => Channel::PaidShopping,
        _ => Channel::PaidOther,
    }
}

/// The channel of a free link, by the kind of place where it stood. Networks of ads have no free links.
pub(super) fn free(kind: Option<Kind>) -> Option<Channel> {
    Some(match kind? {
        Kind::Search => Channel::OrganicSearch,
        Kind::Social => Channel::OrganicSocial,
        Kind::Video => Channel::OrganicVideo,
        Kind::Shopping => Channel::OrganicShopping,
        Kind::Assistant => Channel::Assistant,
        Kind::Mail => Channel::Email,
        Kind::Messenger => Channel::Messenger,
        Kind::Ads => Channel::Display,
        Kind::Pass | Kind::Other => return None,
    })
}
