//! The record as a cookie holds it: one word of base64url, which no firewall between visitor and site takes offence at. It
//! must not be longer than browsers and servers bear.

use super::stored::Record;
use super::touch::{TEXTS, Touch};
use super::visit::Visit;
use crate::text;
use crate::time::LATEST_MS;
use crate::value::{Map, Value, json};

/// The longest cookie value, in bytes.
pub const MAX_COOKIE: usize = 1_500;
/// What goes first when a record is too long, field by field.
const SHED: &[&str] = &["conflict", "referrer", "page", "tags", "click_ids"];
/// Then the remaining texts are cut, further and further.
const CUTS: &[usize] = &[60, 30, 15, 7];

/// The cookie's value: first touch, last touches and visit, without the touches between; at most [`MAX_COOKIE`] bytes. What
/// is too long for it is left to the twin in local storage: of the last touch first, of the first touch last.
#[must_use]
pub fn to_cookie(record: &Record) -> String {
    let mut touches = [record.last(), record.last_non_direct(), record.first()].map(Option::<&Touch>::cloned);
    let fits = |touches: &[Option<Touch>; 3]| Some(encoded(record, touches)).filter(|text| text.len() <= MAX_COOKIE);
    let mut found = fits(&touches);
    for field in SHED {
        for which in 0..touches.len() {
            if found.is_none() {
                touches.iter_mut().take(which + 1).flatten().for_each(|touch| touch.shed(field));
                found = fits(&touches);
            }
        }
    }
    for max in CUTS {
        if found.is_none() {
            // Which touch this is must stay: the channel is part of it, and what owners call theirs is short.
            for (field, _) in TEXTS.iter().filter(|(field, _)| !matches!(*field, "channel" | "class")) {
                touches.iter_mut().flatten().for_each(|touch| touch.shorten(field, *max));
            }
            found = fits(&touches);
        }
    }
    found.unwrap_or_default()
}

/// `{v, b: since, w: visit, f, n, l}`: a touch that stands there already is the letter of the other.
fn encoded(record: &Record, [last, last_non_direct, first]: &[Option<Touch>; 3]) -> String {
    let short = |touch: &Option<Touch>| touch.as_ref().map(to_short);
    let unless = |touch: &Option<Touch>, other: &Option<Touch>, letter: &str| {
        if touch.is_some() && touch == other { Value::from(letter) } else { short(touch).into() }
    };
    let visit = &record.visit;
    let visit: Vec<Value> =
        vec![visit.number.into(), visit.started.into(), visit.seen.into(), visit.code.as_str().into()];
    let value = Map::new()
        .with("v", 1_i64)
        .with("b", record.since)
        .with("w", visit)
        .with_some("f", short(first))
        .with_some("n", unless(last_non_direct, first, "f"))
        .with_some("l", unless(last, last_non_direct, "n"));
    text::to_base64(&json::write(&value.into()))
}

fn to_short(touch: &Touch) -> Value {
    let value = touch.to_value();
    let mut short = Map::new().with("a", touch.at()).with_some("v", Some(touch.visit()).filter(|visit| *visit > 0));
    for (name, letter) in TEXTS {
        short.set_some(letter, value.text(name));
    }
    short.set_some("t", value.get("tags").cloned());
    short.set_some("i", value.get("click_ids").cloned());
    short.into()
}

fn from_short(short: &Value) -> Option<Touch> {
    let mut value = Map::new();
    for (name, letter) in TEXTS.iter().chain(&[("at", "a"), ("visit", "v"), ("tags", "t"), ("click_ids", "i")]) {
        value.set_some(name, short.get(letter).cloned());
    }
    Touch::from_value(&value.into())
}

/// The JSON text in a cookie's value; nothing where it is none of ours. The host's parser reads it.
#[must_use]
pub fn cookie_text(cookie: &str) -> Option<String> {
    if cookie.len() <= MAX_COOKIE { text::from_base64(cookie) } else { None }
}

/// The record out of a cookie's parsed text. Anything foreign in it is left out; another version is an empty record.
#[must_use]
pub fn from_cookie(value: &Value) -> Record {
    if value.whole("v") != Some(1) {
        return Record::default();
    }
    let first = value.get("f").and_then(from_short);
    let same = |name: &str, letter: &str, other: &Option<Touch>| match value.get(name) {
        Some(Value::Text(found)) if found == letter => other.clone(),
        found => found.and_then(from_short),
    };
    let last_non_direct = same("n", "f", &first);
    let last = same("l", "n", &last_non_direct);
    let names = ["number", "started", "seen", "code"];
    let visit: Map = names.iter().zip(value.items("w")).map(|(name, value)| (*name, value.clone())).collect();
    Record {
        since: value.whole("b").filter(|ms| (0..=LATEST_MS).contains(ms)).unwrap_or(0),
        touches: last.into_iter().collect(),
        first,
        last_non_direct,
        visit: Visit::from_value(&visit.into()),
    }
}
