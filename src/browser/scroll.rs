//! How far the page is scrolled. It must not decide which depth counts.

use wasm_bindgen::JsValue;

use crate::engine::Input;

/// Where the page stands, in CSS pixels.
pub(super) fn position() -> Input {
    let window = gloo::utils::window();
    let number = |value: Result<JsValue, JsValue>| value.ok().and_then(|value| value.as_f64()).unwrap_or(0.0);
    let height = gloo::utils::document().document_element().map_or(0, |root| root.scroll_height());
    Input::Scroll {
        top: window.scroll_y().unwrap_or(0.0),
        viewport: number(window.inner_height()),
        document: f64::from(height),
    }
}
