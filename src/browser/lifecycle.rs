//! The page's life: attention, activity, leaving, coming back, the network, other tabs. It must use no `unload` listener,
//! which would keep the page out of the back/forward cache.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{PageTransitionEvent, StorageEvent, VisibilityState};

use super::boundary::from_json;
use super::clock;
use super::performer::Performer;
use crate::engine::Input;
use crate::time::SECOND;
use crate::value::Value;

/// What counts as activity.
const SIGNS: &[&str] = &["pointerdown", "pointermove", "keydown", "wheel", "touchstart", "scroll"];

/// Listens to everything that happens to the page as a whole.
pub(super) fn listen(performer: &Performer) -> Vec<EventListener> {
    let (window, document) = (gloo::utils::window(), gloo::utils::document());
    let mut listeners: Vec<EventListener> = SIGNS.iter().map(|name| activity(performer, name)).collect();
    let attend = |target: &web_sys::EventTarget, name: &'static str| {
        let performer = performer.clone();
        EventListener::new(target, name, move |_| {
            let (visible, focused) = attention();
            performer.input(Input::Attention { visible, focused });
        })
    };
    listeners.extend([attend(&document, "visibilitychange"), attend(&window, "focus"), attend(&window, "blur")]);
    let on = |name: &'static str, input: fn(&web_sys::Event) -> Option<Input>| {
        let performer = performer.clone();
        EventListener::new(&window, name, move |event| {
            input(event).into_iter().for_each(|input| performer.input(input));
        })
    };
    listeners.extend([
        on("pagehide", |_| Some(Input::Leave)),
        on("pageshow", |event| {
            event.dyn_ref::<PageTransitionEvent>().filter(|event| event.persisted()).map(|_| Input::Returned)
        }),
        on("online", |_| Some(Input::Online)),
        on("storage", |event| event.dyn_ref::<StorageEvent>().and_then(stored)),
    ]);
    listeners
}

/// Whether the page is visible, and whether it has the focus.
#[must_use]
pub fn attention() -> (bool, bool) {
    let document = gloo::utils::document();
    (document.visibility_state() != VisibilityState::Hidden, document.has_focus().unwrap_or(false))
}

/// A sign of activity, told at most once a second.
fn activity(performer: &Performer, name: &'static str) -> EventListener {
    let performer = performer.clone();
    let told = Rc::new(Cell::new(-SECOND));
    EventListener::new(&gloo::utils::window(), name, move |event| {
        let now = clock::now().monotonic_ms;
        if event.is_trusted() && now - told.get() >= SECOND {
            told.set(now);
            performer.input(Input::Activity);
        }
    })
}

/// What another tab did to storage.
fn stored(event: &StorageEvent) -> Option<Input> {
    match event.key() {
        None => Some(Input::Cleared),
        Some(key) if key.starts_with("leadsieve.") => {
            let value = event.new_value().map_or(Value::Null, |text| from_json(&text));
            Some(Input::Changed { key, value })
        }
        Some(_) => None,
    }
}
