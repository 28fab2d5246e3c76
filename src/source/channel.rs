//! Channels: the names under which marketers count, and who earns a visit of each. It must not decide which one a visit has.
//!
//! The names and their meaning are those of Google Analytics' default channel group, with Messenger added.

/// A channel.
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
    /// Nothing known can be said.
    Unassigned,
}

/// Who earns a visit: what the model `significant` goes by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum Class {
    /// Somebody was paid for it.
    Paid,
    /// Others sent the visitor: search, social networks, links, assistants.
    #[default]
    Earned,
    /// One's own mailing, text message, push or messenger.
    Owned,
    /// Nothing is known.
    Direct,
}

/// The words of the classes in configs and touches.
pub const CLASSES: &[(&str, Class)] =
    &[("paid", Class::Paid), ("earned", Class::Earned), ("owned", Class::Owned), ("direct", Class::Direct)];

impl Class {
    /// The word of the class.
    #[must_use]
    pub fn word(self) -> &'static str {
        CLASSES.iter().find(|(_, class)| *class == self).map_or("", |(word, _)| word)
    }
}

impl Channel {
    /// Every channel.
    pub const ALL: &'static [Self] = &[
        Self::Direct,
        Self::OrganicSearch,
        Self::PaidSearch,
        Self::OrganicSocial,
        Self::PaidSocial,
        Self::OrganicVideo,
        Self::PaidVideo,
        Self::Display,
        Self::OrganicShopping,
        Self::PaidShopping,
        Self::PaidOther,
        Self::Email,
        Self::Affiliates,
        Self::Referral,
        Self::Audio,
        Self::Sms,
        Self::Push,
        Self::CrossNetwork,
        Self::Assistant,
        Self::Messenger,
        Self::Unassigned,
    ];

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

    /// Who earns a visit of this channel. Affiliates and audio are bought like ads.
    #[must_use]
    pub const fn class(self) -> Class {
        match self {
            Self::PaidSearch
            | Self::PaidSocial
            | Self::PaidVideo
            | Self::PaidShopping
            | Self::PaidOther
            | Self::Display
            | Self::Affiliates
            | Self::Audio
            | Self::CrossNetwork => Class::Paid,
            Self::Email | Self::Sms | Self::Push | Self::Messenger => Class::Owned,
            Self::Direct => Class::Direct,
            _ => Class::Earned,
        }
    }
}

/// Who earns a visit of the channel with a name; of an owner's own channel, others.
#[must_use]
pub(super) fn class_of(name: &str) -> Class {
    Channel::ALL.iter().find(|channel| channel.name() == name).map_or(Class::Earned, |channel| channel.class())
}
