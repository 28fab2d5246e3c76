//! Building a request: a lead as the bytes that a destination receives. It must not send them.

use super::record::Entry;
use super::settings::Destination;
use crate::value::{Map, Value, json};

/// A request that the performer sends: POST, `application/json`, the referrer's origin only, no cookies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The name of the outbox record that it comes from.
    pub record: String,
    /// Address.
    pub url: String,
    /// Body: JSON text.
    pub body: String,
    /// Whether it was sent before: other tabs may know the lead, one of them at a time sends it.
    pub is_retry: bool,
}

/// The request of an entry's next attempt: the lead with its age and the number of the attempt.
#[must_use]
pub fn request(entry: &Entry, destination: &Destination, now: i64) -> Request {
    let mut lead = entry.lead.as_map().cloned().unwrap_or_default();
    lead.set("age_ms", (now - entry.created).max(0));
    lead.set("delivery", Map::new().with("key", entry.key.as_str()).with("attempt", entry.attempts + 1));
    Request {
        record: entry.record(),
        url: destination.url.clone(),
        body: json::write(&Value::Map(lead)),
        is_retry: entry.attempts > 0,
    }
}
