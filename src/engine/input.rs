//! Everything that can happen to a page, as one closed enum. It must hold plain data only, so that a visit can be
//! recorded and replayed.

use crate::delivery::Answer;
use crate::event::{Click, Deed, Media};
#[cfg(feature = "quiz")]
use crate::quiz::Action;
use crate::source::Landing;
use crate::value::{Map, Value};

/// What is known of the page and its browser.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Environment {
    /// Address of the page now.
    pub url: String,
    /// Title of the page.
    pub title: String,
    /// Language of the page, a BCP 47 tag.
    pub language: String,
    /// Device class, viewport, time zone: goes into leads as it is.
    pub device: Map,
    /// Whether the browser says that it is driven by a program.
    pub is_automated: bool,
    /// Whether the browser objects for the visitor (Global Privacy Control).
    pub objects: bool,
    /// Whether the browser cuts the life of what scripts store (WebKit).
    pub is_capped: bool,
    /// Which variant of the page this is, as its owner names it; empty where there is one only.
    pub variant: String,
}

/// How an engine begins.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Start {
    /// Entropy: the only source of ids and jitter.
    pub seed: [u8; 32],
    /// The config's document; null where it could not be had.
    pub config: Value,
    /// Why there is no config, where there is none.
    pub config_failure: Option<String>,
    /// The landing, frozen before anything could change it.
    pub landing: Landing,
    /// The landing of a page before in this tab, which was left before the module ran there.
    pub earlier: Option<Landing>,
    /// What was said of consent before the engine began, in order: `{ "from", "data" }`, where `from` is `default` (the
    /// page's markup), `page` (a call), or a platform's word; the first two as maps of purposes to true or false.
    pub voices: Value,
    /// The page.
    pub environment: Environment,
    /// Whether the page is visible.
    pub visible: bool,
    /// Whether the page has the focus.
    pub focused: bool,
    /// What the engine before this one last knew, where this is a restart after a trap.
    pub snapshot: Option<Value>,
}

/// What the visitor does with a quiz.
#[cfg(feature = "quiz")]
#[derive(Clone, Debug, PartialEq)]
pub enum QuizAct {
    /// The quiz is shown.
    Open,
    /// Begins anew.
    Restart,
    /// Anything inside it.
    Act(Action),
}

/// One thing that happens.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// The page begins. Always the first input.
    Start(Box<Start>),
    /// Records as storage has them, by key; null where there is none. Comes as the answer to a
    /// [`Load`](super::Effect::Load), and when a record that was stored says more than what was to be stored.
    Records(Vec<(String, Value)>),
    /// Another tab changed a record; null where it removed it.
    Changed {
        /// Key.
        key: String,
        /// The record now.
        value: Value,
    },
    /// Another tab emptied the storage.
    Cleared,
    /// The page tells what the visitor allowed: a map of purposes to true or false.
    Consent(Value),
    /// A consent platform of the page speaks in its own words.
    Signal {
        /// Which one: `tcf` or `consent_mode`.
        from: String,
        /// What it says.
        data: Value,
    },
    /// Where the record of sources is held now.
    Kept {
        /// In a cookie.
        cookie: bool,
        /// In local storage.
        local: bool,
    },
    /// The visitor takes every consent back.
    Withdraw,
    /// The page changed its address without a load.
    Navigated {
        /// The new address.
        url: String,
        /// The new title.
        title: String,
    },
    /// The page comes back out of the browser's back/forward cache.
    Returned,
    /// The page is scrolled, or its size changed; all in CSS pixels.
    Scroll {
        /// Distance from the top.
        top: f64,
        /// Height of the viewport.
        viewport: f64,
        /// Height of the document.
        document: f64,
    },
    /// A sign of activity: a key, a button, a scroll.
    Activity,
    /// A pointer moved, a finger touched, a wheel turned: activity as well.
    Moved,
    /// The page is shown or hidden, gets or loses the focus.
    Attention {
        /// Whether it is visible.
        visible: bool,
        /// Whether it has the focus.
        focused: bool,
    },
    /// A link was activated of which only the address is known: before the module was there.
    Link {
        /// Its resolved address.
        href: String,
    },
    /// The visitor clicked, by pointer or keyboard.
    Click(Click),
    /// The visitor copied text of the page.
    Copied {
        /// The text.
        text: String,
    },
    /// Something happened to a form.
    Form {
        /// The form's name.
        form: String,
        /// What.
        deed: Deed,
        /// The name of the field that was edited; empty otherwise.
        field: String,
    },
    /// A player tells how far a recording is.
    Media(Media),
    /// An element of the config comes on screen far enough, or leaves it.
    Element {
        /// Its name in the config.
        name: String,
        /// Whether it is on screen.
        is_on_screen: bool,
    },
    /// The pointer left the page through its top.
    Exit,
    /// The page tells an event of its own.
    Track {
        /// Its name.
        name: String,
        /// Its properties.
        properties: Value,
    },
    /// The page is left, perhaps for good.
    Leave,
    /// The time that was asked for has come.
    Tick,
    /// The network is back.
    Online,
    /// A request came to its end.
    Answered {
        /// The outbox record that it was for.
        record: String,
        /// What came back.
        answer: Answer,
    },
    /// The page hands over a lead of its own, from a chat or a call-back widget.
    Lead {
        /// `name`, `phone`, `email`.
        contact: Value,
        /// `message`, and `topic` where repeats are told apart by one.
        request: Value,
    },
    /// Something in a quiz.
    #[cfg(feature = "quiz")]
    Quiz {
        /// The quiz's name.
        quiz: String,
        /// What.
        act: QuizAct,
    },
}
