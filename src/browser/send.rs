//! Sending: one `fetch` for one request. It must not judge the answer.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use web_sys::{AbortSignal, Headers, RequestInit};

use super::boundary::to_js;
use super::performer::Performer;
use super::window::{call, number, property, window};
use crate::engine::{Answer, Input, Request, is_settled};
use crate::text;
use crate::value::Map;

/// A request without an answer is given up after this long, in milliseconds.
const TIMEOUT_MS: u32 = 10_000;
/// Browsers share 64 KiB among all requests that outlive their page; larger ones go without that.
const KEEPALIVE_BYTES: usize = 60_000;

/// Sends a request; its end comes back as an input.
pub(super) fn send(performer: &Performer, key: String, request: Request) {
    let (own, record) = (performer.clone(), request.record.clone());
    // For both ends of the promise: what is no response is no answer.
    let ended = Closure::once_into_js(move |end: JsValue| {
        let answer = read(&end);
        own.input(Input::Answered { record, answer });
    });
    call(&fetch(performer, key, request), "then", &[ended.clone(), ended]);
}

/// The answer to come. A first attempt goes out at once, in the same task as the press of the button. A repeated one goes
/// out only while no other tab sends the same entry, and only while storage still has it to be sent: where another tab got
/// an answer, the engine learns what storage has instead.
fn fetch(performer: &Performer, key: String, request: Request) -> Promise {
    let Request { record, url, body, is_retry } = request;
    let fetch = move || window().fetch_with_str_and_init(&url, &init(&body));
    if !is_retry {
        return fetch();
    }
    let own = performer.clone();
    let fetch = Closure::once_into_js(move || {
        let stored = own.storage().read(&key);
        if !is_settled(&stored) {
            return fetch();
        }
        own.input(Input::Changed { key, value: stored });
        Promise::reject(&JsValue::NULL)
    });
    performer.host().alone(&record, fetch)
}

/// How the request is made: no cookies, the referrer's origin only, outliving the page where the browser lets it.
fn init(body: &str) -> RequestInit {
    let settings = Map::new()
        .with("method", "POST")
        .with("mode", "cors")
        .with("headers", Map::new().with("content-type", "application/json"))
        .with("body", body)
        .with("credentials", "omit")
        .with("referrerPolicy", "strict-origin")
        .with("keepalive", body.len() < KEEPALIVE_BYTES);
    let init: RequestInit = to_js(&settings.into()).unchecked_into();
    init.set_signal(Some(&AbortSignal::timeout_with_u32(TIMEOUT_MS)));
    init
}

/// Status and `Retry-After` in seconds; the header is readable across origins only where the destination exposes it. An
/// error has no status.
fn read(end: &JsValue) -> Answer {
    let status = number(end, "status");
    if status == 0.0 {
        return Answer::Nothing;
    }
    let headers: Headers = property(end, "headers").unchecked_into();
    let wait = headers.get("retry-after").ok().flatten().and_then(|seconds| text::parse_whole(seconds.trim()));
    Answer::Status(status as i64, wait)
}
