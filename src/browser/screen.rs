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
    let options = super::to_js(&Map::new().with("threshold", steps()).into());
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
    performer.shown().borrow_mut().clear();
    find(performer);
}

/// The parts of an element at whose crossing the browser speaks: by tenths, and finer for elements of many screens, of
/// which only a small part is ever on screen.
fn steps() -> Vec<Value> {
    let mut steps = Vec::new();
    for thousandth in [0, 5, 10, 20, 30, 50, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1_000] {
        steps.push((f64::from(thousandth) / 1_000.0).into());
    }
    steps
}

/// On screen is what shows at least half of itself, or fills at least half of the screen. Of several elements of one name
/// one is enough.
fn hear(performer: &Performer, entry: &JsValue) {
    let height = |of: &str| number(&property(entry, of), "height");
    let is_large = height("rootBounds") > 0.0 && height("intersectionRect") * 2.0 >= height("rootBounds");
    let is_on_screen = number(entry, "intersectionRatio") >= 0.5 || is_large;
    let target = property(entry, "target");
    let was_on_screen = {
        let mut shown = performer.shown().borrow_mut();
        let before = shown.len();
        shown.retain(|known| *known != target);
        let was_on_screen = shown.len() < before;
        if is_on_screen {
            shown.push(target.clone());
        }
        was_on_screen
    };
    if was_on_screen == is_on_screen {
        return;
    }
    let fits = |element: &JsValue, selector: &str| {
        let element: &Element = element.unchecked_ref();
        element.matches(selector).unwrap_or(false)
    };
    let mut told = Vec::new();
    for watched in &performer.watched().elements {
        if fits(&target, &watched.selector) {
            let is_any = performer.shown().borrow().iter().any(|shown| fits(shown, &watched.selector));
            told.push((watched.name.clone(), is_any));
        }
    }
    for (name, is_on_screen) in told {
        performer.input(Input::Element { name, is_on_screen });
    }
}
