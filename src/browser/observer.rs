//! An observer of the browser's, which ends when it is dropped. It must not know what it observes.

use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

use super::window::call;

/// An observer and what it calls.
pub(super) struct Observer {
    observer: JsValue,
    _calls: Closure<dyn FnMut(JsValue)>,
}

impl Observer {
    /// Keeps an observer with what it calls.
    pub(super) fn new(observer: JsValue, calls: Closure<dyn FnMut(JsValue)>) -> Self {
        Self { observer, _calls: calls }
    }
}

impl Drop for Observer {
    fn drop(&mut self) {
        call(&self.observer, "disconnect", &[]);
    }
}
