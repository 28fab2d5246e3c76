//! What an owner may set about events. It must hold no state of a visitor.

use super::keypage::KeyPage;

/// Events: which marks are told and which pages are key pages.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Settings {
    /// Percent of the page's height at which `scroll.depth` is told, each once per page. 1 to 100, up to 10 marks, none
    /// turns it off. Default 25, 50, 75, 90.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 10), inner(range(min = 1, max = 100)), extend("default" = [25, 50, 75, 90])))]
    pub scroll_marks: Vec<i64>,
    /// Seconds of engaged time at which `time.engaged` is told, each once per page. 1 to 3600, up to 10 marks, none turns
    /// it off. Default 10, 30, 60, 180.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 10), inner(range(min = 1, max = 3600)), extend("default" = [10, 30, 60, 180])))]
    pub engaged_marks: Vec<i64>,
    /// Whether clicks on phone, mail and messenger links are told. Default true.
    #[cfg_attr(feature = "cli", schemars(default, extend("default" = true)))]
    pub contact_clicks: bool,
    /// Pages that tell of intent: prices, contacts, cases. Up to 50, default none.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 50)))]
    pub key_pages: Vec<KeyPage>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            scroll_marks: vec![25, 50, 75, 90],
            engaged_marks: vec![10, 30, 60, 180],
            contact_clicks: true,
            key_pages: Vec::new(),
        }
    }
}
