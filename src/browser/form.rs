//! Forms: which one is edited, submitted, taken by a script, and whether a sign of its success is there. It must never read
//! a value.

use wasm_bindgen::prelude::*;
use web_sys::{Element, Event};

use super::element::{around, first_attribute, fits, host, is_drawn, root, touched};
use super::listen::hear_forms;
use super::observer::Observer;
use super::performer::Performer;
use super::timer::after;
use super::window::{call, document, make, number, property, text};
use crate::engine::{Deed, Input, path_fits};
use crate::value::Map;
use crate::value::list;

/// How often it is looked for the element that tells of success, in milliseconds; how many times after a submit, and after
/// an edit of what may be sent without one.
const LOOK_MS: u32 = 250;
const LOOKS: u32 = 120;
const LOOKS_AFTER_EDIT: u32 = 480;

/// What an event tells of a form.
pub(super) fn heard(performer: &Performer, event: &Event) {
    let Some(target) = touched(event) else { return };
    let kind = event.type_();
    if kind == "input" && performer.page().edited.replace(target.clone().into()) == JsValue::from(target.clone()) {
        return;
    }
    let Some(name) = form_of(performer, &target) else { return };
    let deed = match kind.as_str() {
        "submit" | "formdata" if !fits(&target, ":valid") => return,
        "submit" => Deed::Submit,
        "formdata" => Deed::Take,
        _ => Deed::Edit,
    };
    let mut field = String::new();
    if deed == Deed::Edit {
        field = first_attribute(&target, &["name", "id"]);
        watch_requests(performer);
        hear_shadow(performer, &target);
    } else {
        // What is typed from now on is another edit, also into the same field.
        performer.page().edited.take();
    }
    look_for_success(performer, &name, deed);
    performer.input(Input::Form { form: name, deed, field });
}

/// What becomes of a form in a shadow tree is told inside that tree only.
fn hear_shadow(performer: &Performer, target: &Element) {
    let root = root(target);
    let is_known = performer.page().roots.borrow().contains(&root);
    if host(target).is_some() && !is_known {
        performer.page().roots.borrow_mut().push(root.clone());
        hear_forms(performer, root.unchecked_ref());
    }
}

/// The name of the form that an element belongs to. A quiz of ours is none: it tells of itself.
fn form_of(performer: &Performer, target: &Element) -> Option<String> {
    if around(target, "lead-quiz").is_some() {
        return None;
    }
    // A field may stand outside the form that it names.
    let own = property(target, "form");
    let own: Element = if own.is_object() { own.unchecked_into() } else { target.clone() };
    for form in &performer.watched().forms {
        if around(target, &form.selector).or_else(|| around(&own, &form.selector)).is_some() {
            return Some(form.name.clone());
        }
    }
    let found = around(&own, "form")?;
    Some(first_attribute(&found, &["data-leadsieve", "name", "id"]))
}

/// Looks for the element that tells of a form's success, until it appears.
fn look_for_success(performer: &Performer, name: &str, deed: Deed) {
    let form = performer.watched().forms.iter().find(|form| form.name == name);
    let Some(selector) = form.and_then(|form| form.success.element.clone()) else { return };
    let looks = if deed == Deed::Edit { LOOKS_AFTER_EDIT } else { LOOKS };
    let mut looking = performer.page().looking.borrow_mut();
    if let Some((_, left)) = looking.iter_mut().find(|(form, _)| form == name) {
        *left = looks.max(*left);
        return;
    }
    looking.push((name.to_owned(), looks));
    drop(looking);
    // What stands there from the last time tells nothing.
    let was_there = is_there(&selector);
    look(performer.clone(), name.to_owned(), selector, was_there);
}

fn look(performer: Performer, form: String, selector: String, was_there: bool) {
    after(LOOK_MS, move || {
        let is_there = is_there(&selector);
        let mut looking = performer.page().looking.borrow_mut();
        let left = looking.iter_mut().find(|(known, _)| *known == form).map_or(0, |(_, left)| {
            *left = left.saturating_sub(1);
            *left
        });
        let appears = is_there && !was_there;
        if appears || left == 0 {
            list::drop_where(&mut looking, &|(known, _)| *known == form);
        }
        drop(looking);
        if appears {
            performer.input(Input::Form { form, deed: Deed::Sign, field: String::new() });
        } else if left > 0 {
            look(performer, form, selector, is_there);
        }
    });
}

fn is_there(selector: &str) -> bool {
    let found = call(&document(), "querySelector", &[selector.into()]);
    found.is_object() && is_drawn(&found)
}

/// Listens to the ends of requests, once a form was begun whose success one of them tells.
fn watch_requests(performer: &Performer) {
    let has_sign = performer.watched().forms.iter().any(|form| form.success.request.is_some());
    if !has_sign || performer.page().watches_requests.replace(true) {
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
    let from = property(&target, "localName").is_string().then(|| form_of(performer, target.unchecked_ref())).flatten();
    let form = from.filter(|name| forms.contains(&name.as_str()));
    if let Some(form) = form.or_else(|| forms.first().map(|name| (*name).to_owned())) {
        performer.input(Input::Form { form, deed: Deed::Success, field: String::new() });
    }
}
