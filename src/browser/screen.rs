//! Which elements of the config are on screen, also those that come later. It must not judge for how long.

use gloo::timers::callback::Timeout;
use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::Element;

use super::observer::Observer;
use super::performer::Performer;
use super::window::{call, document, make, number, property};
use crate::engine::Input;
use crate::value::{Map, Value};

/// How long after a change of the page new elements are looked for, in milliseconds.
const REST_MS: u32 = 250;

/// Watches the elements that the config names.
pub(super) fn watch(performer: &Performer) {
    if performer.watched().elements.is_empty() {
        return;
    }
    let own = performer.clone();
    let crossed = Closure::<dyn FnMut(JsValue)>::new(move |entries: JsValue| {
        Array::from(&entries).for_each(&mut |entry, _, _| hear(&own, &entry));
    });
    let steps: Vec<Value> = (0..=10).map(|step| (f64::from(step) / 10.0).into()).collect();
    let options = super::to_js(&Map::new().with("threshold", steps).into());
    let screen = make("IntersectionObserver", &[crossed.as_ref().clone(), options]);
    performer.screen().replace(screen.clone());
    find(performer);
    let own = performer.clone();
    let changed = Closure::<dyn FnMut(JsValue)>::new(move |_| later(&own));
    let changes = make("MutationObserver", &[changed.as_ref().clone()]);
    let all = Map::new().with("childList", true).with("subtree", true);
    call(&changes, "observe", &[document(), super::to_js(&all.into())]);
    performer.keep(Observer::new(screen, crossed));
    performer.keep(Observer::new(changes, changed));
}

fn later(performer: &Performer) {
    if !performer.is_finding().replace(true) {
        let performer = performer.clone();
        Timeout::new(REST_MS, move || {
            performer.is_finding().set(false);
            find(&performer);
        })
        .forget();
    }
}

/// Watches what is there now; what is watched already stays so.
fn find(performer: &Performer) {
    for watched in &performer.watched().elements {
        let found = call(&document(), "querySelectorAll", &[watched.selector.as_str().into()]);
        Array::from(&found).for_each(&mut |element, _, _| {
            call(&performer.screen().borrow(), "observe", &[element]);
        });
    }
}

/// Another page view: what is on screen is looked at anew.
pub(super) fn begin_again(performer: &Performer) {
    call(&performer.screen().borrow(), "disconnect", &[]);
    find(performer);
}

/// On screen is what shows at least half of itself, or fills at least half of the screen.
fn hear(performer: &Performer, entry: &JsValue) {
    let height = |of: &str| number(&property(entry, of), "height");
    let is_large = height("rootBounds") > 0.0 && height("intersectionRect") * 2.0 >= height("rootBounds");
    let is_on_screen = number(entry, "intersectionRatio") >= 0.5 || is_large;
    let element: Element = property(entry, "target").unchecked_into();
    let mut names = Vec::new();
    for watched in &performer.watched().elements {
        if element.matches(&watched.selector).unwrap_or(false) {
            names.push(watched.name.clone());
        }
    }
    for name in names {
        performer.input(Input::Element { name, is_on_screen });
    }
}
