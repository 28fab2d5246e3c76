//! What a second look at a lead's score found. It must not know how the score is computed.

/// The outcome of scoring one lead again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// `verified`, `score_mismatch`, `unknown_config`, `malformed`, or `unchecked` when the check itself failed.
    pub verdict: String,
    /// The first part that differs, or what made the lead malformed.
    pub part: Option<String>,
    /// What this machine computed for that part.
    pub expected: Option<String>,
    /// What the lead claims for that part.
    pub found: Option<String>,
}

impl Finding {
    /// A finding that needs no further words.
    #[must_use]
    pub fn plain(verdict: &str) -> Self {
        Self { verdict: verdict.to_owned(), part: None, expected: None, found: None }
    }

    /// The check stopped before it could say anything; the lead is kept all the same.
    #[must_use]
    pub fn unchecked(reason: &str) -> Self {
        Self { part: Some(reason.to_owned()), ..Self::plain("unchecked") }
    }
}

/// What the owner's table says to salespeople about the class of a lead.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Advice {
    /// Who such a client is; empty where the table does not say.
    pub portrait: String,
    /// What to do with such a lead; empty where the table does not say.
    pub action: String,
}

/// Something that can score a lead again.
pub trait Judge: Send + Sync {
    /// Looks at one lead, given as the JSON text that is stored.
    fn judge(&self, lead: &str) -> Finding;

    /// What the config that a lead names says about its class; nothing where that config is not at hand.
    fn advise(&self, lead: &str) -> Advice {
        let _ = lead;
        Advice::default()
    }
}
