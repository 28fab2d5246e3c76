//! What becomes of the page: shown, hidden, left, restored, online again; what other tabs store. It must not decide what
//! that means.

use wasm_bindgen::JsCast;
use web_sys::{Document, Event};

use super::boundary::from_json;
use super::window::{document, property, text};
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
        "pageshow" => property(event, "persisted").is_truthy().then_some(Input::Returned),
        "online" => Some(Input::Online),
        "storage" => stored(event),
        _ => None,
    }
}

/// What another tab wrote.
fn stored(event: &Event) -> Option<Input> {
    match property(event, "key").as_string() {
        None => Some(Input::Cleared),
        Some(key) if key.starts_with("leadsieve.") => {
            let value = property(event, "newValue").as_string().map_or(Value::Null, |text| from_json(&text));
            Some(Input::Changed { key, value })
        }
        Some(_) => None,
    }
}
