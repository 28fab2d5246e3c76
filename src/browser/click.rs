//! Activated links: clicks of the visitor's own, also into shadow trees. It must not judge what a link is.

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlAnchorElement};

use crate::engine::Input;

/// The link that a click of the visitor activates.
pub(super) fn heard(event: &Event) -> Option<Input> {
    let path = event.is_trusted().then(|| event.composed_path())?;
    for index in 0..path.length() {
        if let Ok(link) = path.get(index).dyn_into::<HtmlAnchorElement>() {
            return Some(Input::Link { href: link.href() });
        }
    }
    None
}
