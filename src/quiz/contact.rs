//! The contact step: what is missing or wrong with it, as message keys. It must stop nobody over a doubt.

use super::definition::{ContactStep, Definition, Field, Need};
use super::session::Session;
use super::view::message;
use crate::contact::{self, Country};
use crate::text;
use crate::value::{Map, Value};

/// What is wrong in one place, as views show it.
pub(super) fn wrong(name: &str, message: Map) -> Value {
    Map::new().with("name", name).with("msg", message).into()
}

/// What is wrong with the contact step: each field, the boxes, and whether there is one way to answer.
pub(super) fn errors(
    session: &Session,
    definition: &Definition,
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
            Field::Messenger(messenger) => contact::check_messenger(messenger, typed, countries).is_some(),
        };
        let is_empty = text::clean(typed, contact::MAX_LENGTH).is_empty();
        is_reachable |= field != Field::Name && is_right && !is_empty;
        let key = match field {
            _ if is_empty && fields.need(field) == Need::Required => Some("error.required"),
            Field::Phone if !is_empty && !is_right => Some("error.phone"),
            Field::Email if !is_empty && !is_right => Some("error.email"),
            Field::Messenger(_) if !is_empty && !is_right => Some("error.messenger"),
            _ => None,
        };
        if let Some(key) = key {
            errors.push(wrong(field.name(), message(key)));
        }
    }
    if errors.is_empty() && !is_reachable {
        let is_shown = |field: &&Field| **field != Field::Name && fields.need(**field) != Need::Off;
        let first = Field::ALL.iter().find(is_shown).map_or("phone", |field| field.name());
        errors.push(wrong(first, message("error.contact")));
    }
    for consent in &definition.lead.consents {
        if consent.required && session.ticked.get(&consent.id).is_none() {
            errors.push(wrong(&consent.id, message("error.consent")));
        }
    }
    errors
}
