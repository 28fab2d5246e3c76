//! Links that are activated, by pointer, middle button or keyboard, in shadow trees too. It must neither delay nor cancel
//! a click.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlAnchorElement};

use super::performer::Performer;
use crate::engine::Input;

/// Listens in the capture phase, so that a handler that stops the event is not noticed.
pub(super) fn listen(performer: &Performer) -> Vec<EventListener> {
    let window = gloo::utils::window();
    ["click", "auxclick"]
        .map(|name| {
            let performer = performer.clone();
            EventListener::new_with_options(&window, name, EventListenerOptions::run_in_capture_phase(), move |event| {
                if let Some(href) = link(event) {
                    performer.input(Input::Link { href });
                }
            })
        })
        .into()
}

/// The resolved address of the link that a trusted click went through.
fn link(event: &Event) -> Option<String> {
    let path = event.is_trusted().then(|| event.composed_path())?;
    path.iter().find_map(|node| node.dyn_into::<HtmlAnchorElement>().ok()).map(|link| link.href())
}
