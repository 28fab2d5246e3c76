//! Checking a step before going on: what is missing or wrong, as message keys. It must stop nobody over a doubt.

use super::definition::{Element, Input, Kind};
use super::lead::{ContactStep, Field, Need};
use super::session::{Session, Step};
use super::view::{message, message_with};
use crate::contact::{self, Country};
use crate::expression::text_of;
use crate::text;
use crate::time;
use crate::value::{Map, Value};

/// What is wrong in one place, as views show it.
fn wrong(name: &str, message: Map) -> Value {
    Map::new().with("name", name).with("msg", message).into()
}

/// What is wrong with an answer; `None` where nothing is.
fn wrong_answer(element: &Element, value: &Value) -> Option<Map> {
    if value.is_empty() {
        return element.is_required.then(|| message("error.required"));
    }
    match (element.kind, element.input_type) {
        (Kind::Text, Input::Number) => wrong_number(element, value),
        (Kind::Text, Input::Email) => contact::check_email(&text_of(value)).is_none().then(|| message("error.email")),
        (Kind::Text, Input::Tel) => {
            contact::check_phone(&text_of(value), &[]).is_none().then(|| message("error.phone"))
        }
        (Kind::Text, Input::Date) => time::parse_day(&text_of(value)).is_none().then(|| message("error.date")),
        _ => None,
    }
}

fn wrong_number(element: &Element, value: &Value) -> Option<Map> {
    let Some(number) = value.as_number() else { return Some(message("error.number")) };
    let bound = |bound: i64, key: &'static str, name: &str| message_with(key, name, bound);
    let low = element.min.filter(|min| number < *min as f64).map(|min| bound(min, "error.min", "min"));
    low.or_else(|| element.max.filter(|max| number > *max as f64).map(|max| bound(max, "error.max", "max")))
}

/// What is wrong with the questions of the current page.
pub(super) fn page_errors(session: &Session, step: &Step<'_>) -> Vec<Value> {
    let page = step.definition.pages.iter().find(|page| page.name == session.page);
    let questions = page.map(|page| step.questions(page)).unwrap_or_default();
    let mut errors = Vec::new();
    for element in questions {
        if let Some(message) = wrong_answer(element, session.answer(&element.name)) {
            errors.push(wrong(&element.name, message));
        }
    }
    errors
}

/// What is wrong with the contact step: each field, the boxes, and whether there is one way to answer.
pub(super) fn contact_errors(
    session: &Session,
    step: &Step<'_>,
    fields: &ContactStep,
    countries: &[&'static Country],
) -> Vec<Value> {
    let mut errors = Vec::new();
    let mut is_reachable = false;
    for field in Field::ALL.into_iter().filter(|field| fields.need(*field) != Need::Off) {
        let typed = session.typed(field.name());
        let is_right = match field {
            Field::Name => true,
            Field::Phone => contact::check_phone(typed, countries).is_some(),
            Field::Email => contact::check_email(typed).is_some(),
        };
        let is_empty = text::clean(typed, contact::MAX_LENGTH).is_empty();
        is_reachable |= field != Field::Name && is_right && !is_empty;
        let key = match field {
            _ if is_empty && fields.need(field) == Need::Required => Some("error.required"),
            Field::Phone if !is_empty && !is_right => Some("error.phone"),
            Field::Email if !is_empty && !is_right => Some("error.email"),
            _ => None,
        };
        if let Some(key) = key {
            errors.push(wrong(field.name(), message(key)));
        }
    }
    if errors.is_empty() && !is_reachable {
        let first = if fields.phone == Need::Off { Field::Email } else { Field::Phone };
        errors.push(wrong(first.name(), message("error.contact")));
    }
    for consent in &step.definition.lead.consents {
        if consent.required && session.ticked.get(&consent.id).is_none() {
            errors.push(wrong(&consent.id, message("error.consent")));
        }
    }
    errors
}
