//! What an owner may set about leads. It must hold no state of a visitor.

use super::ask::Terms;

/// Leads: when an enquiry is a repeat, and what is concluded from its words and its address.
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
    /// Terms beside the dictionary by which the fact `ask` tells what free text asks for.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub ask: Terms,
    /// Domains of e-mail that are no company's, with everything below them, beside the known providers: from them there is no
    /// fact `account`. Up to 100, default none.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 100), inner(length(min = 1, max = 253)), extend("examples" = [["mail.example"]])))]
    pub free_mail: Vec<String>,
    /// Lists of companies that matter: the fact `account.tier` names the first on which the domain of the address stands. Up to
    /// 20, default none.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 20)))]
    pub accounts: Vec<Accounts>,
}

/// A list of companies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Accounts {
    /// What its companies are to the owner, as rules name it: `{account.tier} = 'key'`. Unique; 1 to 64 letters, digits, `-`, `_`,
    /// `.`.
    #[cfg_attr(feature = "cli", schemars(regex(pattern = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")))]
    pub tier: String,
    /// Domains of their e-mail, with everything below them. Up to 1000.
    #[cfg_attr(feature = "cli", schemars(length(max = 1000), inner(length(min = 1, max = 253))))]
    pub domains: Vec<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { window_days: 30, topic: None, ask: Terms::default(), free_mail: Vec::new(), accounts: Vec::new() }
    }
}
