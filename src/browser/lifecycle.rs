//! What becomes of the page: shown, hidden, left, restored, online again; what other tabs store. It must not decide what
//! that means.

use wasm_bindgen::JsCast;
use web_sys::{Document, Event, PageTransitionEvent, StorageEvent};

use super::boundary::from_json;
use super::window::{document, text};
use crate::engine::Input;
use crate::value::Value;

/// Whether the page is visible and has the focus.
#[must_use]
pub fn attention() -> (bool, bool) {
    let document: Document = document().unchecked_into();
    (text(&document, "visibilityState") != "hidden", document.has_focus().unwrap_or(false))
}

/// What an event of the page's life says.
pub(super) fn heard(name: &str, event: &Event) -> Option<Input> {
    match name {
        "visibilitychange" | "focus" | "blur" => {
            let (visible, focused) = attention();
            Some(Input::Attention { visible, focused })
        }
        "pagehide" => Some(Input::Leave),
        "pageshow" => event.dyn_ref().filter(|event: &&PageTransitionEvent| event.persisted()).map(|_| Input::Returned),
        "online" => Some(Input::Online),
        "storage" => event.dyn_ref().and_then(stored),
        _ => None,
    }
}

/// What another tab wrote.
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
