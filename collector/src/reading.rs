//! Looks values up in a kept lead, which may lack any of them or hold another type. It must not know
//! what the values mean.

use serde_json::Value;

/// The text at a pointer (`/contact/name`), or an empty one.
#[must_use]
pub fn text<'a>(lead: &'a Value, pointer: &str) -> &'a str {
    lead.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

/// The first text that is not empty.
#[must_use]
pub fn first_text<'a>(lead: &'a Value, pointers: &[&str]) -> &'a str {
    pointers.iter().map(|pointer| text(lead, pointer)).find(|text| !text.trim().is_empty()).unwrap_or_default()
}

/// The number at a pointer.
#[must_use]
pub fn number(lead: &Value, pointer: &str) -> Option<f64> {
    lead.pointer(pointer).and_then(Value::as_f64)
}

/// Whether the value at a pointer is `true`.
#[must_use]
pub fn is_set(lead: &Value, pointer: &str) -> bool {
    lead.pointer(pointer).and_then(Value::as_bool).unwrap_or(false)
}

/// The items of the list at a pointer; none when there is no list.
pub fn list<'a>(lead: &'a Value, pointer: &str) -> impl Iterator<Item = &'a Value> {
    lead.pointer(pointer).and_then(Value::as_array).into_iter().flatten()
}

/// Any value in words: lists joined by commas, nothing for `null`.
#[must_use]
pub fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => number.as_f64().map_or_else(|| number.to_string(), points),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Object(_) => value.to_string(),
    }
}

/// A number without a needless fraction and with a true minus sign.
#[must_use]
pub fn points(number: f64) -> String {
    let text = number.to_string();
    text.strip_prefix('-').map_or_else(|| text.clone(), |rest| format!("\u{2212}{rest}"))
}

/// Milliseconds since 1970 at a pointer, when they are a time that a calendar can show.
#[must_use]
pub fn time(lead: &Value, pointer: &str) -> Option<i64> {
    let ms = number(lead, pointer).filter(|ms| (0.0..4e12).contains(ms))?;
    format!("{ms:.0}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_value_of_another_type_is_as_good_as_none() {
        let lead = json!({ "contact": { "name": 5 }, "at": 1e300, "list": "x", "yes": "true" });
        assert_eq!(text(&lead, "/contact/name"), "");
        assert_eq!(time(&lead, "/at"), None);
        assert_eq!(list(&lead, "/list").count(), 0);
        assert!(!is_set(&lead, "/yes"));
    }

    #[test]
    fn numbers_are_written_as_people_write_them() {
        assert_eq!(plain(&json!([5, -2.5, 3.0, true, "x"])), "5, \u{2212}2.5, 3, yes, x");
    }
}
