//! Refusals as `application/problem+json` (RFC 9457): what was found, what was expected, where. It
//! must not know which handler refuses.

use std::io::Write;

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;
use serde_json::{Map, Value};

/// One refusal. `code` is stable; the sentences are for people.
#[derive(Debug, Clone)]
pub struct Problem(Box<Told>);

#[derive(Debug, Clone)]
struct Told {
    status: StatusCode,
    code: &'static str,
    detail: String,
    at: Option<String>,
    found: Option<String>,
    expected: Option<String>,
    retry_after: Option<u64>,
}

impl Problem {
    /// A refusal with its status, its stable code (`lead/stage`) and one sentence.
    #[must_use]
    pub fn new(status: StatusCode, code: &'static str, detail: &str) -> Self {
        let detail = detail.to_owned();
        Self(Box::new(Told { status, code, detail, at: None, found: None, expected: None, retry_after: None }))
    }

    /// A lead whose value at `at` (a path such as `delivery.key`) is not what the format asks for.
    #[must_use]
    pub fn field(at: &str, found: Option<&Value>, expected: &str) -> Self {
        let found = found.map_or_else(|| "nothing".to_owned(), |value| shorten(&value.to_string()));
        let detail = format!("{at}: found {found}, expected {expected}");
        let mut problem = Self::new(StatusCode::UNPROCESSABLE_ENTITY, "lead/field", &detail);
        problem.0.at = Some(at.to_owned());
        problem.0.found = Some(found);
        problem.0.expected = Some(expected.to_owned());
        problem
    }

    /// Adds what was found and what was expected instead.
    #[must_use]
    pub fn but(mut self, found: &str, expected: &str) -> Self {
        self.0.found = Some(shorten(found));
        self.0.expected = Some(expected.to_owned());
        self
    }

    /// Adds how many seconds the sender should wait.
    #[must_use]
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.0.retry_after = Some(seconds);
        self
    }

    /// A fault of this side. The cause goes to the operator's terminal, not to the sender.
    #[must_use]
    pub fn internal(cause: &str) -> Self {
        let _ = writeln!(std::io::stderr(), "collector: {cause}");
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "collector/fault",
            "the collector could not do this, try again later",
        )
    }
}

impl Told {
    fn body(&self) -> String {
        let mut map = Map::new();
        let mut put = |name: &str, value: Value| map.insert(name.to_owned(), value);
        put("type", format!("urn:leadsieve:problem:{}", self.code).into());
        put("title", self.status.canonical_reason().unwrap_or("refused").into());
        put("status", self.status.as_u16().into());
        put("code", self.code.into());
        put("detail", self.detail.as_str().into());
        for (name, text) in [("at", &self.at), ("found", &self.found), ("expected", &self.expected)] {
            if let Some(text) = text {
                put(name, text.as_str().into());
            }
        }
        Value::Object(map).to_string()
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response<Body> {
        let mut response = Response::new(Body::from(self.0.body()));
        *response.status_mut() = self.0.status;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = self.0.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// What a sender sent, cut to a length that fits a message.
fn shorten(text: &str) -> String {
    const LONGEST: usize = 80;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST).chain("…".chars()).collect()
}
