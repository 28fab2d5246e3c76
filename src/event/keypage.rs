//! `keypage.view`: a page that a pattern of the config names. It must not look at anything but the path.

/// A page that tells of intent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct KeyPage {
    /// The name that facts use: `event.keypage.<name>.count`. 1 to 64 letters, digits, `-`, `_`, `.`.
    #[cfg_attr(feature = "cli", schemars(regex(pattern = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")))]
    pub name: String,
    /// Pattern of the path; `*` stands for any characters: `/prices*`. 1 to 200 characters.
    #[cfg_attr(feature = "cli", schemars(length(min = 1, max = 200)))]
    pub path: String,
}
