//! Everything that the engine can wish for, as one closed enum. It must hold plain data only.

use crate::delivery::Request;
use crate::error::Error;
use crate::value::{Severity, Value};

/// One wish. The performer carries wishes out in order; none of them fails the engine.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Read records and answer with [`Records`](super::Input::Records): the record with this very key (null where there
    /// is none), or every record whose key begins with it.
    Load {
        /// Key or beginning of keys.
        key: String,
        /// Whether it is a beginning.
        is_prefix: bool,
    },
    /// Join a record with what is stored and write it.
    Store {
        /// Key.
        key: String,
        /// Record.
        value: Value,
        /// For how many days a cookie holds it as well; 0 where none does.
        days: i64,
    },
    /// Remove a record.
    Erase {
        /// Key.
        key: String,
    },
    /// Remove every record whose key begins like this.
    EraseAll {
        /// Beginning of keys.
        prefix: String,
    },
    /// Send a request, and answer with [`Answered`](super::Input::Answered). A retry is not sent where storage says that the
    /// entry needs none any more.
    Send {
        /// Key of the entry's record.
        key: String,
        /// What to send.
        request: Request,
    },
    /// Tell the page: an event `leadsieve:<name>`.
    Emit {
        /// Name.
        name: String,
        /// Detail.
        detail: Value,
    },
    /// Tell a platform of the page, where the page has it.
    Tell {
        /// The platform: `data_layer`, `gtag`, `metrika`, `meta`, `vk`, `plausible` or `posthog`.
        to: &'static str,
        /// `{ name, properties, id?, goal }`: `id` of the platform's counter, `goal` where it is a goal, not an event.
        word: Value,
    },
    /// Tell the page's owner what is wrong: console and the event `leadsieve:error`.
    Report {
        /// How bad it is.
        severity: Severity,
        /// What and where.
        error: Error,
    },
    /// Show a step of a quiz; null where the quiz cannot be shown and the owner's form stays.
    Render {
        /// The quiz's name.
        quiz: String,
        /// The view.
        view: Value,
    },
    /// Send [`Tick`](super::Input::Tick) after so many milliseconds; an earlier wish of this kind is void.
    Wake {
        /// Milliseconds from now.
        in_ms: i64,
    },
    /// Forget the landing that the page froze: on the visitor's word it is not to be known any more.
    Forget,
    /// What is handed on to forms, links and the page's words may have changed: ask for `hand`.
    Hand,
    /// Remember this in memory: a restart after a trap begins from it.
    Snapshot(Value),
}
