//! Elements of the page: found from what was touched outwards, through shadow trees. Their methods are called as the
//! browser defines them: a form's fields may be named like its methods. It must not know what an element is for.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event};

use super::window::{property, window};

/// Calls a method of every element; undefined where it throws.
pub(super) fn method(element: &JsValue, name: &str, with: &[JsValue]) -> JsValue {
    let prototype = property(&property(&window(), "Element"), "prototype");
    let method: Function = property(&prototype, name).unchecked_into();
    Reflect::apply(&method, element, &with.iter().collect::<Array>()).unwrap_or_default()
}

fn element(found: JsValue) -> Option<Element> {
    found.is_object().then(|| found.unchecked_into())
}

/// The innermost element that an event of the visitor's came from; none for events that a script made.
pub(super) fn touched(event: &Event) -> Option<Element> {
    let first = event.is_trusted().then(|| event.composed_path().get(0))?;
    // The page itself is none: nothing of it was touched.
    property(&first, "localName").is_string().then(|| first.unchecked_into())
}

/// The element that fits a selector, from one outwards. A selector that is none fits nothing.
pub(super) fn around(inner: &Element, selector: &str) -> Option<Element> {
    let mut inner = inner.clone();
    loop {
        let found = element(method(&inner, "closest", &[selector.into()]));
        if found.is_some() {
            return found;
        }
        inner = host(&inner)?;
    }
}

/// The tree in which an element stands: the page's or a shadow tree.
pub(super) fn root(inner: &Element) -> JsValue {
    method(inner, "getRootNode", &[])
}

/// The element in whose shadow tree another one stands.
pub(super) fn host(inner: &Element) -> Option<Element> {
    element(property(&root(inner), "host"))
}

/// Whether an element fits a selector.
pub(super) fn fits(element: &JsValue, selector: &str) -> bool {
    method(element, "matches", &[selector.into()]).is_truthy()
}

/// An attribute; empty where there is none.
pub(super) fn attribute(element: &JsValue, name: &str) -> String {
    method(element, "getAttribute", &[name.into()]).as_string().unwrap_or_default()
}

/// The first of some attributes that is given.
pub(super) fn first_attribute(element: &Element, names: &[&str]) -> String {
    names.iter().map(|name| attribute(element, name)).find(|found| !found.is_empty()).unwrap_or_default()
}

/// Whether an element is drawn anywhere.
pub(super) fn is_drawn(element: &JsValue) -> bool {
    property(&method(element, "getClientRects", &[]), "length").as_f64().is_some_and(|count| count > 0.0)
}
