//! Rules: which one decided a verdict, by an id that reports show, and what it rests on. It must not decide.

/// What a verdict rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// A rule of the owner's.
    Own,
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
    /// Tags or click ids that were found in the address of the page before, since the landing itself was not kept.
    Recovered,
    /// There was something, and it is gone.
    Unknown,
    /// Nothing.
    None,
}

impl Evidence {
    /// The word of the grade, as leads show it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Tag => "tag",
            Self::Paid => "paid",
            Self::Ambiguous => "ambiguous",
            Self::Organic => "organic",
            Self::Email => "email",
            Self::Affiliate => "affiliate",
            Self::Referrer => "referrer",
            Self::Recovered => "recovered",
            Self::Unknown => "unknown",
            Self::None => "none",
        }
    }
}

/// The rules, in the order in which they are asked. The owner's own rules come before all of them and are called
/// `own.<id>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// `tag.direct`
    TagDirect,
    /// `tag.cross_network`
    TagCrossNetwork,
    /// `tag.network`
    TagNetwork,
    /// `tag.paid`
    TagPaid,
    /// `tag.display`
    TagDisplay,
    /// `tag.email`
    TagEmail,
    /// `tag.sms`
    TagSms,
    /// `tag.affiliate`
    TagAffiliate,
    /// `tag.audio`
    TagAudio,
    /// `tag.push`
    TagPush,
    /// `tag.messenger`
    TagMessenger,
    /// `tag.assistant`
    TagAssistant,
    /// `tag.shopping`
    TagShopping,
    /// `tag.place`
    TagPlace,
    /// `tag.social`
    TagSocial,
    /// `tag.video`
    TagVideo,
    /// `tag.organic`
    TagOrganic,
    /// `tag.referral`
    TagReferral,
    /// `tag.unknown`
    TagUnknown,
    /// `click_id.display`
    IdDisplay,
    /// `click_id.network`
    IdNetwork,
    /// `click_id.paid`
    IdPaid,
    /// `click_id.affiliate`
    IdAffiliate,
    /// `click_id.email`
    IdEmail,
    /// `click_id.organic`
    IdOrganic,
    /// `click_id.ambiguous`
    IdAmbiguous,
    /// `referrer.ads`
    ReferrerAds,
    /// `referrer.place`
    ReferrerPlace,
    /// `referrer.other`
    ReferrerOther,
    /// `tag.ref`
    TagRef,
    /// `unknown`
    Unknown,
    /// `direct`
    Direct,
}

impl Rule {
    /// The id, as leads show it.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::TagDirect => "tag.direct",
            Self::TagCrossNetwork => "tag.cross_network",
            Self::TagNetwork => "tag.network",
            Self::TagPaid => "tag.paid",
            Self::TagDisplay => "tag.display",
            Self::TagEmail => "tag.email",
            Self::TagSms => "tag.sms",
            Self::TagAffiliate => "tag.affiliate",
            Self::TagAudio => "tag.audio",
            Self::TagPush => "tag.push",
            Self::TagMessenger => "tag.messenger",
            Self::TagAssistant => "tag.assistant",
            Self::TagShopping => "tag.shopping",
            Self::TagPlace => "tag.place",
            Self::TagSocial => "tag.social",
            Self::TagVideo => "tag.video",
            Self::TagOrganic => "tag.organic",
            Self::TagReferral => "tag.referral",
            Self::TagUnknown => "tag.unknown",
            Self::IdDisplay => "click_id.display",
            Self::IdNetwork => "click_id.network",
            Self::IdPaid => "click_id.paid",
            Self::IdAffiliate => "click_id.affiliate",
            Self::IdEmail => "click_id.email",
            Self::IdAmbiguous => "click_id.ambiguous",
            Self::IdOrganic => "click_id.organic",
            Self::ReferrerAds => "referrer.ads",
            Self::ReferrerPlace => "referrer.place",
            Self::ReferrerOther => "referrer.other",
            Self::TagRef => "tag.ref",
            Self::Unknown => "unknown",
            Self::Direct => "direct",
        }
    }
}

/// A rule as the documentation shows it.
#[cfg(feature = "cli")]
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// When it decides.
    pub when: &'static str,
    /// What it gives.
    pub gives: &'static str,
    /// The query of an example's address.
    pub query: &'static str,
    /// The referrer of the example.
    pub referrer: &'static str,
}

#[cfg(feature = "cli")]
impl Rule {
    /// Every rule, in the order in which they are asked.
    pub const ALL: &'static [Self] = &[
        Self::TagDirect,
        Self::TagCrossNetwork,
        Self::TagNetwork,
        Self::TagPaid,
        Self::TagDisplay,
        Self::TagEmail,
        Self::TagSms,
        Self::TagAffiliate,
        Self::TagAudio,
        Self::TagPush,
        Self::TagMessenger,
        Self::TagAssistant,
        Self::TagShopping,
        Self::TagPlace,
        Self::TagSocial,
        Self::TagVideo,
        Self::TagOrganic,
        Self::TagReferral,
        Self::TagUnknown,
        Self::IdDisplay,
        Self::IdNetwork,
        Self::IdPaid,
        Self::IdAffiliate,
        Self::IdEmail,
        Self::IdOrganic,
        Self::IdAmbiguous,
        Self::ReferrerAds,
        Self::ReferrerPlace,
        Self::ReferrerOther,
        Self::TagRef,
        Self::Unknown,
        Self::Direct,
    ];

    /// What the documentation says of it.
    #[must_use]
    pub const fn about(self) -> About {
        let (when, gives, query, referrer) = match self {
            Self::TagDirect => (
                "the source is `(direct)` and the medium `(none)`",
                "Direct",
                "?utm_source=(direct)&utm_medium=(none)",
                "",
            ),
            Self::TagCrossNetwork => (
                "the campaign's name has `cross-network` in it",
                "Cross-network",
                "?utm_source=google&utm_medium=cpc&utm_campaign=cross-network",
                "",
            ),
            Self::TagNetwork => (
                "a paid medium of Yandex, and the ad stood in its network: `source_type=context`, `position_type=none`, the source or the campaign is called after it (`rsya`), or a `yclid` that did not come from a search page",
                "Display",
                "?utm_source=yandex&utm_medium=cpc&source_type=context",
                "",
            ),
            Self::TagPaid => (
                "the medium has `cp` in it, begins with `paid`, or is a word for ads (`ppc`, `retargeting`, `target`, `ads` …); or the source is called after its ads (`facebook_ads`, `adwords`, `ya_direct`)",
                "Paid Search, Paid Social, Paid Video or Paid Shopping by the place that the source names, else Paid Other",
                "?utm_source=facebook&utm_medium=cpc",
                "",
            ),
            Self::TagDisplay => (
                "the medium is `display`, `banner`, `expandable`, `interstitial`, or `cpm` at a place that is none of the known",
                "Display",
                "?utm_source=news&utm_medium=banner",
                "",
            ),
            Self::TagEmail => (
                "medium or source is `email`, `e-mail`, `newsletter`",
                "Email",
                "?utm_source=news&utm_medium=email",
                "",
            ),
            Self::TagSms => ("medium or source is `sms`", "SMS", "?utm_source=autumn&utm_medium=sms", ""),
            Self::TagAffiliate => (
                "medium or source is `affiliate`, `affiliates`, `partner`",
                "Affiliates",
                "?utm_source=admitad&utm_medium=affiliate",
                "",
            ),
            Self::TagAudio => ("medium or source is `audio`", "Audio", "?utm_source=podcast&utm_medium=audio", ""),
            Self::TagPush => (
                "the medium ends in `push`, has `mobile` or `notification` in it, or the source is `firebase`",
                "Mobile Push Notifications",
                "?utm_source=app&utm_medium=web-push",
                "",
            ),
            Self::TagMessenger => {
                ("medium or source is `messenger` or `chat`", "Messenger", "?utm_source=bot&utm_medium=messenger", "")
            }
            Self::TagAssistant => {
                ("medium or source is `ai-assistant`", "AI Assistant", "?utm_source=helper&utm_medium=ai-assistant", "")
            }
            Self::TagShopping => (
                "the campaign is called after a shop (`shop` that is no end of another word, `shopping`)",
                "Organic Shopping",
                "?utm_source=google&utm_medium=organic&utm_campaign=shopping_free",
                "",
            ),
            Self::TagPlace => (
                "the source names a known place, by its name, another name or a host",
                "the channel of free links there",
                "?utm_source=chatgpt.com",
                "",
            ),
            Self::TagSocial => (
                "the medium is `social`, `social-network`, `social-media`, `sm`, `smm`",
                "Organic Social",
                "?utm_source=club&utm_medium=social",
                "",
            ),
            Self::TagVideo => {
                ("the medium has `video` in it", "Organic Video", "?utm_source=club&utm_medium=video", "")
            }
            Self::TagOrganic => {
                ("the medium is `organic`", "Organic Search", "?utm_source=finder&utm_medium=organic", "")
            }
            Self::TagReferral => {
                ("the medium is `referral`, `app`, `link`", "Referral", "?utm_source=friends&utm_medium=referral", "")
            }
            Self::TagUnknown => ("tags say nothing known", "Unassigned", "?utm_source=x1&utm_medium=y2", ""),
            Self::IdDisplay => {
                ("a click id of banners, or an ad click that comes from a server of ads", "Display", "?dclid=abc", "")
            }
            Self::IdNetwork => (
                "a `yclid` that did not come from a search page, or with a sign of the network",
                "Display",
                "?yclid=123&source_type=context",
                "",
            ),
            Self::IdPaid => (
                "a click id that proves an ad click; a search network's id from a video site is a video ad; an id of no network (`erid`, `roistat`) counts by the referrer",
                "Paid Search, Paid Social, Paid Video, Paid Shopping or Paid Other",
                "?gbraid=abc",
                "https://www.google.com/",
            ),
            Self::IdAffiliate => ("a click id of an affiliate network", "Affiliates", "?irclickid=abc", ""),
            Self::IdEmail => ("a click id of a mailing", "Email", "?mc_cid=abc", ""),
            Self::IdOrganic => (
                "a click id that stands on free results and shares",
                "Organic Shopping, Organic Search or Organic Social",
                "?srsltid=abc",
                "https://www.google.com/",
            ),
            Self::IdAmbiguous => (
                "a click id that proves the network, not the payment",
                "the channel of free links there",
                "?fbclid=abc",
                "",
            ),
            Self::ReferrerAds => (
                "the referrer is a network or a server of ads",
                "Display; Paid Search for search partners",
                "",
                "https://googleads.g.doubleclick.net/",
            ),
            Self::ReferrerPlace => (
                "the referrer is a known place; its origin is enough",
                "the channel of free links there",
                "",
                "https://duckduckgo.com/",
            ),
            Self::ReferrerOther => ("the referrer is any other site", "Referral", "", "https://blog.example/"),
            Self::TagRef => (
                "there is no referrer, and `?source=`, `?ref=` or `?via=` names a known place or a host",
                "the channel of free links there, else Referral",
                "?ref=friends.example",
                "",
            ),
            Self::Unknown => (
                "the referrer is one's own page, a payment or a sign-in page, and nothing else is known; or it was forgotten on the visitor's word",
                "Unassigned",
                "",
                "https://www.paypal.com/",
            ),
            Self::Direct => ("nothing tells", "Direct", "", ""),
        };
        About { when, gives, query, referrer }
    }
}
