//! Bridges: which events are handed on to which platform of the page. It must not know how a platform is called.

use crate::text;

/// A platform that may be on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum Platform {
    /// Google Tag Manager: an entry in `dataLayer`.
    #[default]
    DataLayer,
    /// Google Analytics and Google Ads: `gtag('event', …)`.
    Gtag,
    /// Yandex Metrika: `ym(id, 'reachGoal', …)`.
    Metrika,
    /// Meta Pixel: `fbq('trackCustom', …)`.
    Meta,
    /// VK: `_tmr` with the counter's id, else `VK.Goal`.
    Vk,
    /// Plausible: `plausible(…)`.
    Plausible,
    /// PostHog: `posthog.capture(…)`.
    Posthog,
}

/// The words of the platforms.
pub const PLATFORMS: &[(&str, Platform)] = &[
    ("data_layer", Platform::DataLayer),
    ("gtag", Platform::Gtag),
    ("metrika", Platform::Metrika),
    ("meta", Platform::Meta),
    ("vk", Platform::Vk),
    ("plausible", Platform::Plausible),
    ("posthog", Platform::Posthog),
];

impl Platform {
    /// Its word, as configs use it.
    #[must_use]
    pub fn word(self) -> &'static str {
        PLATFORMS.iter().find(|(_, platform)| *platform == self).map_or("", |(word, _)| word)
    }

    /// How it is told, for the documentation.
    #[cfg(feature = "cli")]
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Self::DataLayer => {
                "Google Tag Manager: `dataLayer.push({ event: 'leadsieve.click.phone', leadsieve: { …properties } })`; a goal's `event` is its name"
            }
            Self::Gtag => "Google Analytics, Google Ads: `gtag('event', 'click_phone', { …properties })`",
            Self::Metrika => {
                "Yandex Metrika: `ym(id, 'reachGoal', 'click_phone', { …properties })`; it needs the counter's `id`"
            }
            Self::Meta => {
                "Meta Pixel: `fbq('trackCustom', 'click_phone', { …properties })`; a goal with one of Meta's own names (`Lead`, `Contact`, …) is a standard event"
            }
            Self::Vk => {
                "VK: with an `id` `_tmr.push({ type: 'reachGoal', id, goal: 'click_phone', value })`, else `VK.Goal('click_phone', { value })`"
            }
            Self::Plausible => "Plausible: `plausible('click_phone', { props })`",
            Self::Posthog => "PostHog: `posthog.capture('click_phone', { …properties })`",
        }
    }

    /// Whether it is told by the id of a counter.
    #[must_use]
    pub fn needs_id(self) -> bool {
        self == Self::Metrika
    }
}

/// What one platform of the page is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Bridge {
    /// The platform. It is told only where the page has it, and only while behaviour is granted.
    pub to: Platform,
    /// Id of the counter: Yandex Metrika's and VK's; 1 to 64 letters, digits, `-`, `_`, `.`. Metrika must have one.
    #[cfg_attr(feature = "cli", schemars(default, regex(pattern = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")))]
    pub id: Option<String>,
    /// Names of events, or patterns in which `*` stands for any characters: `click.*`. 1 to 100 characters each, up to 50.
    /// Default none: the platform hears of goals alone.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 50), inner(length(min = 1, max = 100))))]
    pub events: Vec<String>,
}

impl Bridge {
    /// Whether the platform is to hear of an event.
    #[must_use]
    pub fn wants(&self, event: &str) -> bool {
        self.events.iter().any(|pattern| text::is_like(event, pattern))
    }
}
