//! The window, and plain properties of whatever hangs on it. One way to read them all is smaller in the module than a
//! binding for each. It must not keep what it read.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::Window;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = window)]
    static WINDOW: Window;
}

/// The page's window.
pub(super) fn window() -> Window {
    WINDOW.with(Window::clone)
}

/// A property; undefined where there is none, or where the browser refuses it.
pub(super) fn property(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// The page's document.
pub(super) fn document() -> JsValue {
    property(&window(), "document")
}

/// A property that is a number; 0 where it is none.
pub(super) fn number(of: &JsValue, name: &str) -> f64 {
    property(of, name).as_f64().unwrap_or(0.0)
}

/// A property that is text; empty where it is none.
pub(super) fn text(of: &JsValue, name: &str) -> String {
    property(of, name).as_string().unwrap_or_default()
}

/// Calls a method; undefined where there is none, or where it throws.
pub(super) fn call(of: &JsValue, name: &str, with: &[JsValue]) -> JsValue {
    let method: Function = property(of, name).unchecked_into();
    let given = with.iter().collect::<Array>();
    if method.is_function() { Reflect::apply(&method, of, &given).unwrap_or_default() } else { JsValue::UNDEFINED }
}

/// Makes an object of one of the window's classes; undefined where there is none, or where it throws.
pub(super) fn make(class: &str, with: &[JsValue]) -> JsValue {
    let class: Function = property(&window(), class).unchecked_into();
    let given = with.iter().collect::<Array>();
    if class.is_function() { Reflect::construct(&class, &given).unwrap_or_default() } else { JsValue::UNDEFINED }
}
