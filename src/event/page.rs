//! One page view: its recognisers, and which parts of an address make another page. It must not know what an event is
//! worth.

use super::element::Seen;
use super::engaged::Engaged;
use super::exit::Exit;
use super::form::Forms;
use super::limit::Tally;
use super::rage::Rage;
use super::scroll::Scroll;
use crate::text;
use crate::value::{Map, Value};

/// A part of an address beside its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum Part {
    /// What stands behind the question mark.
    Query,
    /// What stands behind the hash.
    Hash,
}

/// The words of the parts.
pub const PARTS: &[(&str, Part)] = &[("query", Part::Query), ("hash", Part::Hash)];

/// The path of a page, as patterns are held against it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path {
    /// As it stands in the address.
    pub written: String,
    /// With its escapes undone: authors write their patterns as they read them.
    pub read: String,
}

impl Path {
    /// Whether it fits a pattern in which `*` stands for any characters.
    #[must_use]
    pub fn fits(&self, pattern: &str) -> bool {
        text::is_like(&self.written, pattern) || text::is_like(&self.read, pattern)
    }
}

/// The recognisers of one page view.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// Scroll depth.
    pub scroll: Scroll,
    /// Engaged time.
    pub engaged: Engaged,
    /// Several clicks in one place.
    pub rage: Rage,
    /// Forms.
    pub forms: Forms,
    /// Elements on screen.
    pub seen: Seen,
    /// About to leave.
    pub exit: Exit,
    /// What was told on this page, for what is told once and for limits.
    pub told: Tally,
}

impl Page {
    /// A page view that begins at `now` (monotonic milliseconds).
    #[must_use]
    pub fn new(now: i64, visible: bool, focused: bool) -> Self {
        Self { engaged: Engaged::new(now, visible, focused), exit: Exit::new(now), ..Self::default() }
    }

    /// The recognisers as a value, for the snapshot that a restart begins from. What lasts for seconds only is left out.
    #[must_use]
    pub fn to_value(&self) -> Value {
        Map::new()
            .with("scroll", self.scroll.to_value())
            .with("engaged", self.engaged.to_value())
            .with("told", self.told.to_value())
            .into()
    }

    /// The recognisers out of a value; anything foreign in it is taken as not seen.
    #[must_use]
    pub fn from_value(value: &Value, now: i64) -> Self {
        let part = |name: &str| value.part(name);
        Self {
            scroll: Scroll::from_value(&part("scroll")),
            engaged: Engaged::from_value(&part("engaged")),
            told: Tally::from_value(&part("told")),
            ..Self::new(now, true, true)
        }
    }
}
