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

/// The page comes back out of the back/forward cache.
pub(super) fn returned(event: &Event) -> Option<Input> {
    property(event, "persisted").is_truthy().then_some(Input::Returned)
}

/// What another tab wrote.
pub(super) fn stored(event: &Event) -> Option<Input> {
    match property(event, "key").as_string() {
        None => Some(Input::Cleared),
        Some(key) if key.starts_with("leadsieve.") => {
            let value = property(event, "newValue").as_string().map_or(Value::Null, |text| from_json(&text));
            Some(Input::Changed { key, value })
        }
        Some(_) => None,
    }
}
