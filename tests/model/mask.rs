//! Masking: what differs between two runs of the same journey without meaning anything: ids, times, hashes over them, the
//! machine. The same fields are masked in `tests/e2e/lib/mask.mjs`.

use leadsieve::value::{Map, Value};

/// Fields whose value says when, where on the machine, or stands for such values.
const MASKED: &[&str] = &[
    "id",
    "key",
    "code",
    "at",
    "first_at",
    "created",
    "started",
    "time",
    "seconds",
    "engaged_s",
    "scroll",
    "age_ms",
    "title",
    "url",
    "summary",
    "device",
    "viewport",
    "time_zone_offset_min",
    "webdriver",
    "automation",
    "first_input_ms",
    "answers_hash",
    "today",
    "config",
];
/// Fields of a counter.
const TIMES: &[&str] = &["first", "last"];
/// Hashes in a receipt that run over times.
const RECEIPT: &[&str] = &["answers", "behaviour", "source", "seal"];

/// A lead with everything masked that is not the same twice.
pub fn lead(value: &Value) -> Value {
    mask(value, "")
}

fn mask(value: &Value, parent: &str) -> Value {
    match value {
        Value::Map(map) => {
            let is_counter = map.get("count").is_some() && map.get("first").and_then(Value::as_number).is_some();
            let is_masked = |name: &str| {
                let is_title_of_answer = name == "title" && map.get("value").is_some();
                let is_box = name == "id" && map.get("given").is_some();
                MASKED.contains(&name) && !is_title_of_answer && !is_box
                    || is_counter && TIMES.contains(&name)
                    || parent == "receipt" && RECEIPT.contains(&name)
            };
            let masked = |name: &str, value: &Value| match value {
                _ if is_masked(name) => Value::from("*"),
                // How often a lead was tried again depends on how long the machine took.
                Value::Number(times) if name == "attempt" && *times > 1.0 => Value::from("again"),
                other => mask(other, name),
            };
            map.iter().map(|(name, value)| (name, masked(name, value))).collect::<Map>().into()
        }
        Value::List(items) => Value::List(items.iter().map(|item| mask(item, parent)).collect()),
        Value::Text(text) => Value::Text(place(text)),
        other => other.clone(),
    }
}

/// An address of the site without its origin.
fn place(text: &str) -> String {
    text.strip_prefix(super::ORIGIN).map_or_else(|| text.to_owned(), |path| format!("SITE{path}"))
}

/// A key of storage without the ids in it.
pub fn key(key: &str) -> String {
    match key.split_once(".outbox-") {
        Some((site, _)) => format!("{site}.outbox-*"),
        None => key.to_owned(),
    }
}
