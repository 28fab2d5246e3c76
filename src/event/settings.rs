//! What an owner may set about events. It must hold no state of a visitor.

use super::bridge::Bridge;
use super::element::Watched;
use super::form::Form;
use super::goal::Goal;
use super::keypage::KeyPage;
use super::limit::{Per, Rule};
use super::page::Part;

/// Files that are a download, by extension.
const DOWNLOADS: &[&str] = &[
    "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "rtf", "csv", "txt", "zip", "rar", "7z",
    "gz", "dmg", "exe", "msi", "apk", "pkg", "dwg", "epub", "mp3", "mp4", "mov", "avi",
];
/// Parameters of an address by which sites are searched.
const SEARCHES: &[&str] = &["q", "s", "search", "query", "keyword"];

/// Events: what is watched, where and how often it counts, and who is told.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Settings {
    /// What is said of single events, by name: `{ "click.outbound": { "on": false } }`. Default: all are told and counted.
    #[cfg_attr(feature = "cli", schemars(default, with = "std::collections::BTreeMap<String, Rule>"))]
    pub rules: Vec<(String, Rule)>,
    /// Parts of an address beside its path whose change is another page view: `query`, `hash`. Default none.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 2)))]
    pub views_by: Vec<Part>,
    /// Percent of the page's height at which `scroll.depth` is told, each once per page. 1 to 100, up to 10 marks, none
    /// turns it off. Default 25, 50, 75, 90.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 10), inner(range(min = 1, max = 100)), extend("default" = [25, 50, 75, 90])))]
    pub scroll_marks: Vec<i64>,
    /// Seconds of engaged time at which `time.engaged` is told, each once per page. 1 to 3600, up to 10 marks, none turns
    /// it off. Default 10, 30, 60, 180.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 10), inner(range(min = 1, max = 3600)), extend("default" = [10, 30, 60, 180])))]
    pub engaged_marks: Vec<i64>,
    /// Percent of a recording at which `video.progress` is told, each once per page and recording. 1 to 100, up to 10
    /// marks, none turns it off. Default 25, 50, 75.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 10), inner(range(min = 1, max = 100)), extend("default" = [25, 50, 75])))]
    pub video_marks: Vec<i64>,
    /// Pages that tell of intent: prices, contacts, cases. Up to 50, default none.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 50)))]
    pub key_pages: Vec<KeyPage>,
    /// Elements whose click is `click.cta`. Up to 50, default none.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 50)))]
    pub cta: Vec<Watched>,
    /// Elements whose appearance is `element.seen`. Up to 50, default none.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 50)))]
    pub elements: Vec<Watched>,
    /// Forms that have a name and a sign of success. Others go by their `name` or id. Up to 20, default none.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 20)))]
    pub forms: Vec<Form>,
    /// Extensions of files whose links are `click.download`, in lower case. 1 to 10 characters each, up to 50.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 50), inner(length(min = 1, max = 10)), extend("default" = DOWNLOADS)))]
    pub downloads: Vec<String>,
    /// Parameters of an address that tell of `search.site`. 1 to 40 characters each, up to 20.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 20), inner(length(min = 1, max = 40)), extend("default" = SEARCHES)))]
    pub searches: Vec<String>,
    /// Whether a flick up to the top counts as `exit.intent` where there is no mouse. Default false.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub exit_by_touch: bool,
    /// Platforms of the page that hear of events. Up to 10, default none.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 10)))]
    pub bridges: Vec<Bridge>,
    /// What ad platforms learn of leads. Up to 20, default none.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 20)))]
    pub goals: Vec<Goal>,
    /// What the score asks of counters beside how often.
    #[cfg_attr(feature = "cli", schemars(skip))]
    pub asked: Vec<Asked>,
}

/// What the score asks of a counter beside how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The name that is counted: `keypage.pricing`.
    pub name: String,
    /// The name under which each page view, visit or object counts once, and which of them; without it every event counts.
    pub once: Option<(String, Per)>,
    /// Whether its newest times are told.
    pub with_times: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            rules: Vec::new(),
            views_by: Vec::new(),
            scroll_marks: vec![25, 50, 75, 90],
            engaged_marks: vec![10, 30, 60, 180],
            video_marks: vec![25, 50, 75],
            key_pages: Vec::new(),
            cta: Vec::new(),
            elements: Vec::new(),
            forms: Vec::new(),
            downloads: owned(DOWNLOADS),
            searches: owned(SEARCHES),
            exit_by_touch: false,
            bridges: Vec::new(),
            goals: Vec::new(),
            asked: Vec::new(),
        }
    }
}

fn owned(words: &[&str]) -> Vec<String> {
    let mut owned = Vec::new();
    for word in words {
        owned.push((*word).to_owned());
    }
    owned
}

impl Settings {
    /// What is said of an event.
    #[must_use]
    pub fn rule(&self, event: &str) -> Rule {
        self.rules.iter().find(|(name, _)| name == event).map(|(_, rule)| rule.clone()).unwrap_or_default()
    }

    /// Whether one of some events is told at all: what nobody asks for needs no listener.
    #[must_use]
    pub fn wants(&self, events: &[&str]) -> bool {
        events.iter().any(|event| self.rule(event).on)
    }
}
