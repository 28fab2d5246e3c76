//! Scrolling and resizing, coalesced by animation frame. It must not compute a depth.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::EventListener;
use wasm_bindgen::prelude::*;

use super::performer::Performer;
use crate::engine::Input;

/// Listens to scrolling and resizing; tells the first position at once.
pub(super) fn listen(performer: &Performer) -> Vec<EventListener> {
    performer.input(position());
    let window = gloo::utils::window();
    let is_waiting = Rc::new(Cell::new(false));
    let frame = {
        let (performer, is_waiting) = (performer.clone(), is_waiting.clone());
        Rc::new(Closure::<dyn FnMut()>::new(move || {
            is_waiting.set(false);
            performer.input(position());
        }))
    };
    ["scroll", "resize"]
        .map(|name| {
            let (frame, is_waiting) = (frame.clone(), is_waiting.clone());
            EventListener::new(&window, name, move |_| {
                let is_asked = is_waiting.replace(true)
                    || gloo::utils::window().request_animation_frame(frame.as_ref().as_ref().unchecked_ref()).is_ok();
                is_waiting.set(is_asked);
            })
        })
        .into()
}

fn position() -> Input {
    let window = gloo::utils::window();
    let number = |value: Result<JsValue, JsValue>| value.ok().and_then(|value| value.as_f64()).unwrap_or(0.0);
    let height = gloo::utils::document().document_element().map_or(0, |root| root.scroll_height());
    Input::Scroll {
        top: window.scroll_y().unwrap_or(0.0),
        viewport: number(window.inner_height()),
        document: f64::from(height),
    }
}
