//! What an owner may set about leads. It must hold no state of a visitor.

/// Leads: when an enquiry is a repeat.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Settings {
    /// Days within which the same person asking about the same topic is the same lead with its enquiry number raised.
    /// 1 to 365, default 30.
    #[cfg_attr(feature = "cli", schemars(default, range(min = 1, max = 365), extend("default" = 30)))]
    pub window_days: i64,
    /// The topic that repeats are told apart by; without it the quiz is. 1 to 64 letters, digits, `-`, `_`, `.`.
    #[cfg_attr(feature = "cli", schemars(default, regex(pattern = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")))]
    pub topic: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { window_days: 30, topic: None }
    }
}
