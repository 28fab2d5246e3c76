//! What is listened to: one listener for each event, all of one kind, which asks the facility that knows the event. It
//! must not decide what an event means.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Event, EventTarget};

use super::environment::{address, title};
use super::performer::Performer;
use super::window::{property, window};
use super::{click, clock, lifecycle, scroll};
use crate::engine::Input;
use crate::time::SECOND;

/// What an event is heard for, beside a sign that somebody is there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum For {
    /// Nothing else.
    Sign,
    /// A link that is activated.
    Link,
    /// Where the page stands.
    Position,
    /// The page's address, which may change right after: where there is no Navigation API.
    Address,
    /// Shown or hidden, with or without the focus.
    Attention,
    /// The page is left.
    Leave,
    /// The page comes back.
    Return,
    /// The network is back.
    Online,
    /// Another tab wrote.
    Storage,
}

/// What is heard, what for, and whether it is a sign that somebody is there. A click is heard for its link and for the
/// address.
const HEARD: &[(&str, For, bool)] = &[
    ("pointerdown", For::Sign, true),
    ("pointermove", For::Sign, true),
    ("wheel", For::Sign, true),
    ("touchstart", For::Sign, true),
    ("keydown", For::Address, true),
    ("scroll", For::Position, true),
    ("click", For::Link, false),
    ("auxclick", For::Link, false),
    ("popstate", For::Address, false),
    ("resize", For::Position, false),
    ("visibilitychange", For::Attention, false),
    ("focus", For::Attention, false),
    ("blur", For::Attention, false),
    ("pagehide", For::Leave, false),
    ("pageshow", For::Return, false),
    ("online", For::Online, false),
    ("storage", For::Storage, false),
];
/// Milliseconds after the first scroll event of a row until the position is taken: often enough for a depth.
const SCROLL_REST_MS: u32 = 50;

/// What waits for its moment.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Later {
    /// The page's position.
    Position,
    /// The page's address: whoever changes it does so after our listener ran.
    Address,
}

/// Hears everything, and takes the position in which the page begins.
pub(super) fn listen(performer: &Performer) -> Vec<EventListener> {
    performer.input(scroll::position());
    let window: EventTarget = window().into();
    let mut listeners = Vec::new();
    for (name, what, is_sign) in HEARD {
        listeners.push(hear(performer, &window, name, *what, *is_sign));
    }
    let navigation = property(&window, "navigation");
    if navigation.is_object() {
        listeners.push(hear(performer, navigation.unchecked_ref(), "currententrychange", For::Address, false));
    }
    listeners
}

fn hear(performer: &Performer, target: &EventTarget, name: &'static str, what: For, is_sign: bool) -> EventListener {
    // Clicks are caught on their way down: a page that stops them further below has not undone them.
    let options =
        if what == For::Link { EventListenerOptions::run_in_capture_phase() } else { EventListenerOptions::default() };
    let performer = performer.clone();
    EventListener::new_with_options(target, name, options, move |event| {
        if is_sign && event.is_trusted() {
            tell_activity(&performer);
        }
        heard(&performer, what, event);
    })
}

/// Somebody is there: told at most once a second.
fn tell_activity(performer: &Performer) {
    let now = clock::now().monotonic_ms;
    if now - performer.told_at().get() >= SECOND {
        performer.told_at().set(now);
        performer.input(Input::Activity);
    }
}

fn heard(performer: &Performer, what: For, event: &Event) {
    let input = match what {
        For::Sign => None,
        For::Position => return later(performer, Later::Position),
        For::Address => return later(performer, Later::Address),
        For::Link => {
            later(performer, Later::Address);
            click::heard(event)
        }
        For::Attention => {
            let (visible, focused) = lifecycle::attention();
            Some(Input::Attention { visible, focused })
        }
        For::Leave => Some(Input::Leave),
        For::Return => lifecycle::returned(event),
        For::Online => Some(Input::Online),
        For::Storage => lifecycle::stored(event),
    };
    if let Some(input) = input {
        performer.input(input);
    }
}

fn later(performer: &Performer, what: Later) {
    if what == Later::Position && performer.is_scrolling().replace(true) {
        return;
    }
    let rest = if what == Later::Position { SCROLL_REST_MS } else { 0 };
    let performer = performer.clone();
    Timeout::new(rest, move || {
        if what == Later::Position {
            performer.is_scrolling().set(false);
            return performer.input(scroll::position());
        }
        let url = address();
        if performer.seen().replace(url.clone()) != url {
            performer.input(Input::Navigated { url, title: title() });
        }
    })
    .forget();
}
