//! Listeners that are on and off in turns: what comes sixty times a second is not heard all the time. It must not know
//! what is heard.

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::Event;

use super::timer::Timer;

#[wasm_bindgen]
extern "C" {
    /// The window, with names that are JavaScript's already: to bring a text over costs more than to listen.
    type Target;
    #[wasm_bindgen(thread_local_v2, js_name = window)]
    static WINDOW: Target;
    #[wasm_bindgen(method, js_name = addEventListener)]
    fn add_listener(this: &Target, name: &JsValue, heard: &JsValue);
    #[wasm_bindgen(method, js_name = removeEventListener)]
    fn remove_listener(this: &Target, name: &JsValue, heard: &JsValue);
}

/// One function that hears several events of the window while it is on.
pub(super) struct Switch {
    line: Rc<Line>,
    /// Ends a rest.
    rest: Timer,
}

struct Line {
    names: Vec<JsValue>,
    heard: Closure<dyn FnMut(Event)>,
}

impl Switch {
    /// A switch that is on.
    pub(super) fn new(names: &[&str], heard: impl FnMut(Event) + 'static) -> Self {
        let names = names.iter().map(|name| JsValue::from_str(name)).collect();
        let line = Rc::new(Line { names, heard: Closure::new(heard) });
        line.turn(true);
        let own = line.clone();
        Self { line, rest: Timer::new(move || own.turn(true)) }
    }

    /// Turns it on or off.
    pub(super) fn turn(&self, is_on: bool) {
        self.line.turn(is_on);
    }

    /// Turns it off for so many milliseconds.
    pub(super) fn rest(&self, ms: u32) {
        self.line.turn(false);
        self.rest.set(ms);
    }
}

impl Line {
    fn turn(&self, is_on: bool) {
        WINDOW.with(|window| {
            for name in &self.names {
                let heard = self.heard.as_ref();
                if is_on { window.add_listener(name, heard) } else { window.remove_listener(name, heard) }
            }
        });
    }
}

impl Drop for Switch {
    fn drop(&mut self) {
        self.line.turn(false);
    }
}
