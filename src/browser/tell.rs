//! Telling the page: DOM events and the console. It must not throw into the page.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CustomEvent, CustomEventInit, console};

use super::boundary::to_js;
use super::window::window;
use crate::error::Error;
use crate::text;
use crate::value::{Map, Severity, Value};

/// Dispatches `leadsieve:<name>` on the window. A listener that throws is the page's own affair: the browser reports it.
pub(super) fn emit(name: &str, detail: Value) {
    let init: CustomEventInit = to_js(&Map::new().with("detail", detail).into()).unchecked_into();
    if let Ok(event) = CustomEvent::new_with_event_init_dict(&text::concat(&["leadsieve:", name]), &init) {
        let _ = window().dispatch_event(&event);
    }
}

/// Tells the page's owner what is wrong: the console, and the event `leadsieve:error`.
pub(super) fn report(severity: Severity, error: &Error) {
    let line = JsValue::from(text::concat(&["leadsieve: ", &error.line()]));
    let word = match severity {
        Severity::Error => {
            console::error_1(&line);
            "error"
        }
        Severity::Warning => {
            console::warn_1(&line);
            "warning"
        }
    };
    let detail = Map::new()
        .with("severity", word)
        .with("code", error.code())
        .with("path", error.path())
        .with("message", error.message());
    emit("error", detail.into());
}
