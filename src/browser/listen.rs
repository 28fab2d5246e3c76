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

/// Signs that somebody is there.
const SIGNS: &[&str] = &["pointerdown", "pointermove", "keydown", "wheel", "touchstart", "scroll"];
/// What else is heard. `popstate`, `click` and `keydown` are where pages without the Navigation API change their address.
const OTHERS: &[&str] = &[
    "click",
    "auxclick",
    "resize",
    "visibilitychange",
    "focus",
    "blur",
    "pagehide",
    "pageshow",
    "online",
    "storage",
    "popstate",
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
    for name in SIGNS.iter().chain(OTHERS) {
        listeners.push(hear(performer, &window, name));
    }
    let navigation = property(&window, "navigation");
    if navigation.is_object() {
        listeners.push(hear(performer, navigation.unchecked_ref(), "currententrychange"));
    }
    listeners
}

fn hear(performer: &Performer, target: &EventTarget, name: &'static str) -> EventListener {
    // Clicks are caught on their way down: a page that stops them further below has not undone them.
    let options = if name.ends_with("click") {
        EventListenerOptions::run_in_capture_phase()
    } else {
        EventListenerOptions::default()
    };
    let performer = performer.clone();
    EventListener::new_with_options(target, name, options, move |event| heard(&performer, name, event))
}

fn heard(performer: &Performer, name: &'static str, event: &Event) {
    if SIGNS.contains(&name) && event.is_trusted() {
        let now = clock::now().monotonic_ms;
        if now - performer.told_at().get() >= SECOND {
            performer.told_at().set(now);
            performer.input(Input::Activity);
        }
    }
    match name {
        "scroll" | "resize" => return later(performer, Later::Position),
        "click" | "keydown" | "popstate" | "currententrychange" => later(performer, Later::Address),
        _ => {}
    }
    let input = if name.ends_with("click") { click::heard(event) } else { lifecycle::heard(name, event) };
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
