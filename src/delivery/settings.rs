//! What an owner may set about delivery. It must hold no state of a visitor.

/// Where leads go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Settings {
    /// The destinations, up to 10: every lead goes to each, and each has its own state. Default none.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 10)))]
    pub destinations: Vec<Destination>,
}

/// One backend that receives leads: JSON by POST.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Destination {
    /// Id, unique among destinations: the outbox and reports name it. 1 to 64 letters, digits, `-`, `_`, `.`.
    #[cfg_attr(feature = "cli", schemars(regex(pattern = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")))]
    pub id: String,
    /// Address: https or http, or a path of the page's own origin that begins with one slash. Up to 500 characters.
    #[cfg_attr(feature = "cli", schemars(length(max = 500), regex(pattern = r"^(https?://|/[^/]).+$"), extend("examples" = ["https://backend.example/leads", "/leads"])))]
    pub url: String,
}
