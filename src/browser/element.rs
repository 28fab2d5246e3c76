//! Elements of the page: found from what was touched outwards, through shadow trees. It must not know what one is for.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event};

use super::window::property;

/// The innermost element that an event of the visitor's came from; none for events that a script made.
pub(super) fn touched(event: &Event) -> Option<Element> {
    let first = event.is_trusted().then(|| event.composed_path().get(0))?;
    // The page itself has no such method: nothing of it was touched.
    property(&first, "closest").is_function().then(|| first.unchecked_into())
}

/// The element that fits a selector, from one outwards. A selector that is none fits nothing.
pub(super) fn around(element: &Element, selector: &str) -> Option<Element> {
    let mut inner = element.clone();
    loop {
        match inner.closest(selector) {
            Ok(None) => inner = host(&inner)?,
            Ok(found) => return found,
            Err(_) => return None,
        }
    }
}

/// The element in whose shadow tree another one stands.
fn host(element: &Element) -> Option<Element> {
    let host = property(&element.get_root_node(), "host");
    host.is_object().then(|| host.unchecked_into())
}

/// An attribute; empty where there is none.
pub(super) fn attribute(element: &Element, name: &str) -> String {
    element.get_attribute(name).unwrap_or_default()
}

/// The first of some attributes that is given.
pub(super) fn first_attribute(element: &Element, names: &[&str]) -> String {
    names.iter().map(|name| attribute(element, name)).find(|found| !found.is_empty()).unwrap_or_default()
}

/// Whether an element is drawn anywhere.
pub(super) fn is_drawn(element: &JsValue) -> bool {
    let element: &Element = element.unchecked_ref();
    element.is_object() && element.get_client_rects().length() > 0
}
