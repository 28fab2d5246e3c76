//! Cookies of the page's own site, for the twin of a record. It must set none but ours, and know nothing of what is in it.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

use super::boundary::from_json;
use super::window::{document, property, text as property_text, window};
use crate::engine::cookie_text;
use crate::text;
use crate::time::{DAY, SECOND};
use crate::value::Value;

/// The values of all cookies with a name: a subdomain may hold one of its own beside the shared one.
fn values(name: &str) -> Vec<String> {
    let cookies = property_text(&document(), "cookie");
    let (mut rest, mut found) = (Some(cookies.as_str()), Vec::new());
    while let Some(pair) = text::next_part(&mut rest, ";") {
        if let Some((known, value)) = text::split(pair.trim(), "=")
            && known == name
        {
            found.push(value.to_owned());
        }
    }
    found
}

/// What the cookies of a record hold, as parsed texts.
pub(super) fn read(name: &str) -> Vec<Value> {
    let mut found = Vec::new();
    for value in values(name) {
        found.extend(cookie_text(&value).map(|text| from_json(&text)));
    }
    found
}

/// The names of all cookies that begin like this.
pub(super) fn names(prefix: &str) -> Vec<String> {
    let cookies = property_text(&document(), "cookie");
    let (mut rest, mut found) = (Some(cookies.as_str()), Vec::new());
    while let Some(pair) = text::next_part(&mut rest, ";") {
        let name = text::before(pair.trim(), "=");
        if name.starts_with(prefix) {
            found.push(name.to_owned());
        }
    }
    found
}

/// Writes a cookie for `days`, on the widest domain that the browser takes; tells whether it did.
pub(super) fn write(name: &str, value: &str, days: i64) -> bool {
    let age = text::number_text((days * DAY / SECOND) as f64);
    let is_there = |domain: &str| {
        set(name, value, &age, domain);
        values(name).iter().any(|found| found == value)
    };
    domains().iter().any(|domain| is_there(domain))
}

/// Removes a cookie from every domain on which it may stand.
pub(super) fn erase(name: &str) {
    if !values(name).is_empty() {
        domains().iter().for_each(|domain| set(name, "", "0", domain));
    }
}

fn set(name: &str, value: &str, age: &str, domain: &str) {
    let is_secure = property_text(&property(&window(), "location"), "protocol") == "https:";
    let cookie = text::concat(&[
        name,
        "=",
        value,
        "; Path=/; SameSite=Lax; Max-Age=",
        age,
        if is_secure { "; Secure" } else { "" },
        if domain.is_empty() { "" } else { "; Domain=" },
        domain,
    ]);
    let _ = Reflect::set(&document(), &JsValue::from_str("cookie"), &JsValue::from_str(&cookie));
}

/// The domains of the page, the widest first; the last one, empty, is the page's own host alone. Browsers refuse the wider
/// ones under which others register names (`co.uk`), so the first that is taken is the registrable one. An address in
/// numbers and a host without a dot have none.
fn domains() -> Vec<String> {
    let host = property_text(&property(&window(), "location"), "hostname");
    let mut domains = vec![String::new()];
    let is_address = host.bytes().all(|c| c.is_ascii_digit() || c == b'.' || c == b':') || host.starts_with('[');
    let mut rest = if is_address { None } else { Some(host.as_str()) };
    while let Some((domain, parent)) = rest.and_then(|domain| Some((domain, text::split(domain, ".")?.1))) {
        domains.insert(0, domain.to_owned());
        rest = Some(parent);
    }
    domains
}
