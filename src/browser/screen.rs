//! Which elements of the config are on screen, also those that come later. It must not judge for how long.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::element::{fits, method};
use super::observer::Observer;
use super::performer::Performer;
use super::timer::after;
use super::window::{call, document, make, number, property, window};
use crate::engine::Input;
use crate::value::Map;
use crate::value::list;

/// How long after a change of the page new elements are looked for, in milliseconds.
const REST_MS: u32 = 250;

/// Watches the elements that the config names.
pub(super) fn watch(performer: &Performer) {
    if performer.watched().elements.is_empty() {
        return;
    }
    let own = performer.clone();
    let crossed = Closure::<dyn FnMut(JsValue)>::new(move |entries: JsValue| {
        Array::from(&entries).for_each(&mut |entry, _, _| touch(&own, &entry));
        judge(&own);
    });
    let steps = vec![0.0, 0.25, 0.5, 0.75, 1.0];
    let options = super::to_js(&Map::new().with("threshold", steps).into());
    let screen = make("IntersectionObserver", &[crossed.as_ref().clone(), options]);
    performer.page().screen.replace(screen.clone());
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
    if !performer.page().is_finding.replace(true) {
        let performer = performer.clone();
        after(REST_MS, move || {
            performer.page().is_finding.set(false);
            performer.while_alive(find);
        });
    }
}

/// Watches what is there now; what is watched already stays so.
fn find(performer: &Performer) {
    for watched in &performer.watched().elements {
        let found = call(&document(), "querySelectorAll", &[watched.selector.as_str().into()]);
        Array::from(&found).for_each(&mut |element, _, _| {
            call(&performer.page().screen.borrow(), "observe", &[element]);
        });
    }
}

/// Another page view: what is on screen is looked at anew.
pub(super) fn begin_again(performer: &Performer) {
    call(&performer.page().screen.borrow(), "disconnect", &[]);
    performer.page().touching.borrow_mut().clear();
    judge(performer);
    find(performer);
}

/// An element touches the screen, or does so no more.
fn touch(performer: &Performer, entry: &JsValue) {
    let target = property(entry, "target");
    let mut touching = performer.page().touching.borrow_mut();
    list::drop_where(&mut touching, &|known| *known == target);
    if property(entry, "isIntersecting").is_truthy() {
        touching.push(target);
    }
}

/// Tells which names have an element on screen, where that has changed. Also asked for whenever the page has come to rest:
/// of an element of many screens the browser speaks too seldom.
pub(super) fn judge(performer: &Performer) {
    let mut told = Vec::new();
    for watched in &performer.watched().elements {
        let is_shown = |element: &JsValue| fits(element, &watched.selector) && is_on_screen(element);
        let is_on_screen = performer.page().touching.borrow().iter().any(is_shown);
        let mut shown = performer.page().shown.borrow_mut();
        let was_on_screen = shown.contains(&watched.name);
        if is_on_screen && !was_on_screen {
            shown.push(watched.name.clone());
        }
        if !is_on_screen {
            list::drop_where(&mut shown, &|name| *name == watched.name);
        }
        if is_on_screen != was_on_screen {
            told.push((watched.name.clone(), is_on_screen));
        }
    }
    for (name, is_on_screen) in told {
        performer.input(Input::Element { name, is_on_screen });
    }
}

/// On screen is what shows at least half of itself, or fills at least half of the screen.
fn is_on_screen(element: &JsValue) -> bool {
    let place = method(element, "getBoundingClientRect", &[]);
    let window = window();
    let shown = |near: &str, far: &str, size: &str| {
        number(&place, far).min(number(&window, size)) - number(&place, near).max(0.0)
    };
    let height = shown("top", "bottom", "innerHeight");
    let is_beside =
        shown("left", "right", "innerWidth") * 2.0 >= number(&place, "width").min(number(&window, "innerWidth"));
    height > 0.0 && is_beside && height * 2.0 >= number(&place, "height").min(number(&window, "innerHeight"))
}
