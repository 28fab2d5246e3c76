//! Events: micro- and macro-conversions by a written definition, one recogniser a file. It must not know a browser, nor
//! what an event is worth.

#[cfg(feature = "cli")]
mod about;
mod automation;
mod behaviour;
mod bridge;
mod click;
mod copy;
mod counter;
mod custom;
mod element;
mod engaged;
mod exit;
mod form;
mod goal;
mod keypage;
mod limit;
mod log;
mod media;
mod names;
mod page;
mod rage;
mod scroll;
mod search;
mod settings;
mod stored;

#[cfg(feature = "cli")]
pub use about::{About, about};
pub use automation::Automation;
pub use behaviour::Behaviour;
pub use bridge::{Bridge, PLATFORMS, Platform};
pub use click::{Click, Host, LINKS, REPEATED, TYPED, is_messenger, link_event};
pub use copy::contact_kind;
pub use counter::{Counter, MOST_TIMES};
pub use custom::check as check_custom;
pub use element::Watched;
pub use engaged::{Engaged, IDLE_AFTER_MS};
pub use form::{Deed, Form, Forms, Success};
pub use goal::Goal;
pub use keypage::KeyPage;
pub use limit::{PERS, Per, Rule};
pub use log::Log;
pub use media::{Media, observe as media_events};
#[cfg(feature = "explain")]
pub use names::counted_by;
pub use names::{NAMES, is_known};
pub use page::{PARTS, Page, Part, Path};
pub use scroll::Scroll;
pub use search::parameter as search_parameter;
pub use settings::{Asked, Settings};
pub use stored::{Record, is_counted, join};

use crate::text;
use crate::value::{Map, Value};

/// One event: something that the visitor did.
///
/// A pointer wide, as a map is: it is filled and handed on in one go.
#[derive(Clone, Debug, PartialEq)]
pub struct Event(Box<Happened>);

/// What happened.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Happened {
    /// `noun.verb`, one of [`NAMES`] or `custom.<name>`.
    pub name: String,
    /// The name under which it is counted apart: `keypage.pricing`, `scroll.50`, `form.order.start`.
    pub also: Option<String>,
    /// What it was done to, where one object is told from another of the same name: an address, a file. Only its hash is
    /// kept.
    pub thing: Option<String>,
    /// A few typed properties; never what the visitor typed.
    pub properties: Map,
}

impl Event {
    /// An event with its properties.
    #[inline(never)]
    pub(super) fn whole(name: String, properties: Map) -> Self {
        Self(Box::new(Happened { name, properties, ..Happened::default() }))
    }

    /// An event without properties.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self::whole(name.to_owned(), Map::new())
    }

    /// The event, counted under `<noun>.<object>` as well.
    #[must_use]
    pub fn of(self, object: &str) -> Self {
        let also = text::concat(&[text::before(&self.0.name, "."), ".", object]);
        self.also(also)
    }

    /// The event, counted under another name as well.
    #[must_use]
    pub fn also(mut self, name: String) -> Self {
        self.0.also = Some(name);
        self
    }

    /// The event with the thing that it was done to.
    #[must_use]
    pub fn on(mut self, thing: &str) -> Self {
        self.0.thing = Some(thing.to_owned());
        self
    }

    /// The event with a property.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.0.properties.set(name, value);
        self
    }

    /// The event with a property, where it has a value.
    #[must_use]
    pub fn with_some(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.0.properties.set_some(name, value);
        self
    }

    /// The event without a property whose text is refused.
    #[must_use]
    pub fn without(mut self, name: &str, is_refused: &dyn Fn(&str) -> bool) -> Self {
        if self.0.properties.get(name).and_then(Value::as_text).is_some_and(is_refused) {
            self.0.properties.remove(name);
        }
        self
    }

    /// The name under which it is counted apart; empty where there is none.
    #[must_use]
    pub fn also_as(&self) -> &str {
        self.0.also.as_deref().unwrap_or_default()
    }

    /// What happened.
    #[must_use]
    pub fn into_inner(self) -> Happened {
        *self.0
    }
}

impl Happened {
    /// The names that it is counted under: its own, and the one that tells its object apart.
    #[must_use]
    pub fn counted_as(&self) -> Vec<&str> {
        let mut names = vec![self.name.as_str()];
        names.extend(self.also.as_deref());
        names
    }
}
