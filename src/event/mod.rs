//! Events: micro- and macro-conversions by a written definition, one recogniser a file. It must not know a browser, nor
//! what an event is worth.

mod behaviour;
mod click;
mod counter;
mod custom;
mod engaged;
mod keypage;
mod scroll;
mod settings;
mod stored;

pub use behaviour::{Behaviour, Page};
pub use click::{contact_kind, is_messenger};
pub use counter::{Counter, MOST_TIMES};
pub use custom::check as check_custom;
pub use engaged::{Engaged, IDLE_AFTER_MS};
pub use keypage::KeyPage;
pub use scroll::Scroll;
pub use settings::Settings;
pub use stored::{Record, join};

use crate::value::{Map, Value};

/// The names of all events, as listeners hear them after `leadsieve:` and facts name them after `event.`.
pub const NAMES: &[&str] = &[
    "page.view",
    "visit.start",
    "visit.return",
    "scroll.depth",
    "time.engaged",
    "keypage.view",
    "click.phone",
    "click.email",
    "click.messenger",
    "quiz.open",
    "quiz.start",
    "quiz.step",
    "quiz.answer",
    "quiz.back",
    "quiz.complete",
    "quiz.reject",
    "quiz.abandon",
    "lead.sent",
    "lead.delivered",
    "lead.undelivered",
];

/// One event: something that the visitor did.
///
/// A pointer wide, as a map is: it is filled and handed on in one go.
#[derive(Clone, Debug, PartialEq)]
pub struct Event(Box<Happened>);

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Happened {
    /// `noun.verb`, one of [`NAMES`] or `custom.<name>`.
    pub name: String,
    /// What it was done to, where that is counted apart: the name of a key page, a mark, a quiz.
    pub object: Option<String>,
    /// A few typed properties; never what the visitor typed.
    pub properties: Map,
}

impl Event {
    /// An event with its properties, without an object.
    #[inline(never)]
    pub(super) fn whole(name: String, properties: Map) -> Self {
        Self(Box::new(Happened { name, object: None, properties }))
    }

    /// An event without object and properties.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self::whole(name.to_owned(), Map::new())
    }

    /// The event with the object that it was done to.
    #[must_use]
    pub fn of(mut self, object: impl Into<String>) -> Self {
        self.0.object = Some(object.into());
        self
    }

    /// The event with a property.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.0.properties.set(name, value);
        self
    }

    /// What happened.
    #[must_use]
    pub fn into_inner(self) -> Happened {
        *self.0
    }
}

impl Happened {
    /// The names that it is counted under: its own, and `noun.object` where it has an object.
    #[must_use]
    pub fn counted_as(&self) -> Vec<String> {
        let noun = crate::text::before(&self.name, ".");
        let mut names = vec![self.name.clone()];
        if let Some(object) = &self.object {
            names.push(crate::text::concat(&[noun, ".", object]));
        }
        names
    }
}
