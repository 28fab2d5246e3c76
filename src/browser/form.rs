//! Forms: which one is edited, submitted, taken by a script, and whether a sign of its success is there. It must never read
//! a value.

use std::cell::Cell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event};

use super::element::{around, first_attribute, is_drawn, touched};
use super::observer::Observer;
use super::performer::Performer;
use super::window::{call, document, make, number, property, text};
use crate::engine::{Deed, Input, path_fits};
use crate::value::Map;

/// How often it is looked for the element that tells of success, in milliseconds, and how many times.
const LOOK_MS: u32 = 250;
const LOOKS: u32 = 120;

/// What an event tells of a form.
pub(super) fn heard(performer: &Performer, event: &Event) {
    let Some(target) = touched(event) else { return };
    let kind = event.type_();
    if kind == "input" && performer.edited().replace(target.clone().into()) == JsValue::from(target.clone()) {
        return;
    }
    let Some((form, name)) = form_of(performer, &target) else { return };
    let deed = match kind.as_str() {
        "submit" | "formdata" if !form.matches(":valid").unwrap_or(true) => return,
        "submit" => Deed::Submit,
        "formdata" => Deed::Take,
        _ => Deed::Edit,
    };
    let field = if deed == Deed::Edit { first_attribute(&target, &["name", "id"]) } else { String::new() };
    if deed == Deed::Edit {
        watch_requests(performer);
    } else {
        // What is typed from now on is another edit, also into the same field.
        performer.edited().take();
        look_for_success(performer, &name);
    }
    performer.input(Input::Form { form: name, deed, field });
}

/// The form around an element with its name. A quiz of ours is none: it tells of itself.
fn form_of(performer: &Performer, target: &Element) -> Option<(Element, String)> {
    if around(target, "lead-quiz").is_some() {
        return None;
    }
    for form in &performer.watched().forms {
        if let Some(found) = around(target, &form.selector) {
            return Some((found, form.name.clone()));
        }
    }
    let found = around(target, "form")?;
    let name = first_attribute(&found, &["data-leadsieve", "name", "id"]);
    Some((found, name))
}

/// Looks for the element that tells of a form's success, until it appears.
fn look_for_success(performer: &Performer, name: &str) {
    let form = performer.watched().forms.iter().find(|form| form.name == name);
    let Some(selector) = form.and_then(|form| form.success.element.clone()) else { return };
    // What stands there from the last time tells nothing.
    let was_there = Rc::new(Cell::new(is_there(&selector)));
    look(performer.clone(), name.to_owned(), selector, was_there, LOOKS);
}

fn look(performer: Performer, form: String, selector: String, was_there: Rc<Cell<bool>>, left: u32) {
    Timeout::new(LOOK_MS, move || {
        let is_there = is_there(&selector);
        if is_there && !was_there.replace(is_there) {
            performer.input(Input::Form { form, deed: Deed::Sign, field: String::new() });
        } else if left > 0 {
            look(performer, form, selector, was_there, left - 1);
        }
    })
    .forget();
}

fn is_there(selector: &str) -> bool {
    is_drawn(&call(&document(), "querySelector", &[selector.into()]))
}

/// Listens to the ends of requests, once a form was begun whose success one of them tells.
fn watch_requests(performer: &Performer) {
    let has_sign = performer.watched().forms.iter().any(|form| form.success.request.is_some());
    if !has_sign || performer.watches_requests().replace(true) {
        return;
    }
    let own = performer.clone();
    let seen = Closure::<dyn FnMut(JsValue)>::new(move |list: JsValue| {
        js_sys::Array::from(&call(&list, "getEntries", &[])).for_each(&mut |entry, _, _| hear_request(&own, &entry));
    });
    let observer = make("PerformanceObserver", &[seen.as_ref().clone()]);
    call(&observer, "observe", &[super::to_js(&Map::new().with("type", "resource").into())]);
    performer.keep(Observer::new(observer, seen));
}

fn hear_request(performer: &Performer, entry: &JsValue) {
    let status = number(entry, "responseStatus");
    let is_sent = matches!(text(entry, "initiatorType").as_str(), "fetch" | "xmlhttprequest");
    if !is_sent || !(200.0..300.0).contains(&status) {
        return;
    }
    let url = text(entry, "name");
    let mut forms = Vec::new();
    for form in &performer.watched().forms {
        if form.success.request.as_deref().is_some_and(|pattern| path_fits(&url, pattern)) {
            forms.push(form.name.clone());
        }
    }
    for form in forms {
        performer.input(Input::Form { form, deed: Deed::Sign, field: String::new() });
    }
}

/// The page's own event says that a form succeeded.
pub(super) fn succeeded(performer: &Performer, event: &Event) {
    let name = event.type_();
    let target = property(event, "target");
    let mut forms: Vec<&str> = Vec::new();
    for form in &performer.watched().forms {
        if form.success.event.as_deref() == Some(&name) {
            forms.push(&form.name);
        }
    }
    // Several forms may share an event: then the one that it comes from is meant.
    let from = property(&target, "closest").is_function().then(|| form_of(performer, target.unchecked_ref())).flatten();
    let form = from.map(|(_, name)| name).filter(|name| forms.contains(&name.as_str()));
    if let Some(form) = form.or_else(|| forms.first().map(|name| (*name).to_owned())) {
        performer.input(Input::Form { form, deed: Deed::Success, field: String::new() });
    }
}
