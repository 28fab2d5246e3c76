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
    /// `tag.place`
    TagPlace,
    /// `tag.shopping`
    TagShopping,
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
    /// `click_id.ambiguous`
    IdAmbiguous,
    /// `click_id.organic`
    IdOrganic,
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
            Self::TagPlace => "tag.place",
            Self::TagShopping => "tag.shopping",
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
