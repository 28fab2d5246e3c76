//! Changes of the page's address without a load. The host's `history` is not patched: the Navigation API tells where it
//! exists, going back and forth is told everywhere, and any activity makes us look.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use js_sys::Reflect;
use wasm_bindgen::JsCast;
use web_sys::EventTarget;

use super::environment::address;
use super::performer::Performer;
use crate::engine::Input;

/// Listens for a changed address. Several changes in one task are one navigation.
pub(super) fn listen(performer: &Performer) -> Vec<EventListener> {
    let window = gloo::utils::window();
    let seen = Rc::new(RefCell::new(address()));
    let look = |target: &EventTarget, name: &'static str| {
        let (performer, seen) = (performer.clone(), seen.clone());
        EventListener::new(target, name, move |_| look_later(&performer, &seen))
    };
    let mut listeners = vec![look(&window, "popstate"), look(&window, "click"), look(&window, "keydown")];
    let navigation = Reflect::get(&window, &"navigation".into())
        .ok()
        .and_then(|navigation| navigation.dyn_into::<EventTarget>().ok());
    listeners.extend(navigation.map(|navigation| look(&navigation, "currententrychange")));
    listeners
}

/// Looks at the address once the task that changed it is done.
fn look_later(performer: &Performer, seen: &Rc<RefCell<String>>) {
    let (performer, seen) = (performer.clone(), seen.clone());
    Timeout::new(0, move || {
        let url = address();
        if *seen.borrow() != url {
            seen.borrow_mut().clone_from(&url);
            performer.input(Input::Navigated { url, title: gloo::utils::document().title() });
        }
    })
    .forget();
}
