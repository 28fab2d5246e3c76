//! A timer that is set again and again with one function: to make a function for each time would cost more than what most
//! of them do. It must not know what is done.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(act: &JsValue, ms: u32) -> i32;
    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(id: i32);
}

/// A timer with what it does; it ends when it is dropped.
pub(super) struct Timer {
    act: Closure<dyn FnMut()>,
    /// What it is set under, until it fires.
    id: Rc<Cell<Option<i32>>>,
}

impl Timer {
    /// A timer that is not set yet.
    pub(super) fn new(mut act: impl FnMut() + 'static) -> Self {
        let id = Rc::new(Cell::new(None));
        let own = id.clone();
        let act = Closure::new(move || {
            own.set(None);
            act();
        });
        Self { act, id }
    }

    /// Sets it to so many milliseconds from now, and not to when it was set before.
    pub(super) fn set(&self, ms: u32) {
        self.clear();
        self.id.set(Some(set_timeout(self.act.as_ref(), ms)));
    }

    fn clear(&self) {
        if let Some(id) = self.id.take() {
            clear_timeout(id);
        }
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        self.clear();
    }
}

/// Does something once, after so many milliseconds. What was done is freed; a timer that is forgotten would not be.
pub(super) fn after(ms: u32, act: impl FnOnce() + 'static) {
    set_timeout(&Closure::once_into_js(act), ms);
}
