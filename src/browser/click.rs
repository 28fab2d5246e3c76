//! Activated links: clicks of the visitor's own, also into shadow trees. It must not judge what a link is.

use web_sys::Event;

use super::window::text;
use crate::engine::Input;

/// The link that a click of the visitor activates.
pub(super) fn heard(event: &Event) -> Option<Input> {
    let path = event.is_trusted().then(|| event.composed_path())?;
    for index in 0..path.length() {
        let node = path.get(index);
        let href = text(&node, "href");
        // A link inside an SVG has an object there, which is no text.
        if !href.is_empty() && text(&node, "localName") == "a" {
            return Some(Input::Link { href });
        }
    }
    None
}
