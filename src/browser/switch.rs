//! Listeners that are on and off in turns: what comes sixty times a second is not heard all the time. It must not know
//! what is heard.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::Event;

use super::window::window;

/// One function that hears several events of the window while it is on.
pub(super) struct Switch {
    names: &'static [&'static str],
    heard: Closure<dyn FnMut(Event)>,
}

impl Switch {
    /// A switch that is on.
    pub(super) fn new(names: &'static [&'static str], heard: impl FnMut(Event) + 'static) -> Self {
        let switch = Self { names, heard: Closure::new(heard) };
        switch.turn(true);
        switch
    }

    /// Turns it on or off.
    pub(super) fn turn(&self, is_on: bool) {
        let (window, heard) = (window(), self.heard.as_ref().unchecked_ref());
        for name in self.names {
            let _ = if is_on {
                window.add_event_listener_with_callback(name, heard)
            } else {
                window.remove_event_listener_with_callback(name, heard)
            };
        }
    }
}

impl Drop for Switch {
    fn drop(&mut self) {
        self.turn(false);
    }
}
