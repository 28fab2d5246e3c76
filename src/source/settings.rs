//! What an owner may set about sources. It must hold no state of a visitor.

/// Sources: how long the first touch counts and what is no source.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Settings {
    /// Days for which a first touch is never overwritten. At 1 nearly every visit starts anew; at 400 a whole year counts.
    /// Range 1 to 400, default 180.
    #[cfg_attr(feature = "cli", schemars(default, range(min = 1, max = 400), extend("default" = 180)))]
    pub window_days: i64,
    /// Hosts that are never a source, with everything below them: payment pages, sign-in pages, booking tools. Up to 100,
    /// default none. A tagged landing that comes from one still counts.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 100), inner(length(min = 1, max = 253))))]
    pub excluded_hosts: Vec<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { window_days: 180, excluded_hosts: Vec::new() }
    }
}
