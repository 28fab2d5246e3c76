//! Sending: one `fetch` for one request. It must not judge the answer.

use js_sys::{Promise, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{AbortSignal, Headers, ReferrerPolicy, RequestInit, RequestMode, Response};

use super::performer::Performer;
use crate::engine::{Answer, Input, Request, is_settled};
use crate::text;

/// A request without an answer is given up after this long, in milliseconds.
const TIMEOUT_MS: u32 = 10_000;
/// Browsers share 64 KiB among all requests that outlive their page; larger ones go without that.
const KEEPALIVE_BYTES: usize = 60_000;

/// Sends a request; its end comes back as an input.
pub(super) fn send(performer: &Performer, key: String, request: Request) {
    let (on_response, on_failure) = (performer.clone(), performer.clone());
    let (record, failed_record) = (request.record.clone(), request.record.clone());
    let answered = Closure::once(move |response: JsValue| {
        let answer = response.dyn_ref::<Response>().map_or(Answer::Nothing, read);
        on_response.input(Input::Answered { record, answer });
    });
    let failed = Closure::once(move |_: JsValue| {
        on_failure.input(Input::Answered { record: failed_record, answer: Answer::Nothing });
    });
    let _ = fetch(performer, key, request).then2(&answered, &failed);
    // Only one of the two is ever called; both live until then.
    answered.forget();
    failed.forget();
}

/// The first attempt goes out at once, since the page may be closed the next moment and only this tab knows the lead. A
/// later one waits for the lock: every tab of the site has the lead in its outbox by then.
fn fetch(performer: &Performer, key: String, request: Request) -> Promise {
    let Request { record, url, body, is_retry } = request;
    let fetch = move || match init(&body) {
        Ok(init) => gloo::utils::window().fetch_with_str_and_init(&url, &init),
        Err(error) => Promise::reject(&error),
    };
    if !is_retry {
        return fetch();
    }
    let own = performer.clone();
    let fetch = Closure::new(move || {
        let stored = own.storage().read(&key);
        if !is_settled(&stored) {
            return fetch();
        }
        own.input(Input::Changed { key: key.clone(), value: stored });
        Promise::reject(&JsValue::NULL)
    });
    let sent = performer.host().alone(&record, &fetch);
    fetch.forget();
    sent
}

fn init(body: &str) -> Result<RequestInit, JsValue> {
    let headers = Headers::new()?;
    headers.set("content-type", "application/json")?;
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_mode(RequestMode::Cors);
    init.set_headers(&headers);
    init.set_body(&JsValue::from_str(body));
    init.set_referrer_policy(ReferrerPolicy::StrictOrigin);
    init.set_signal(Some(&AbortSignal::timeout_with_u32(TIMEOUT_MS)));
    Reflect::set(&init, &"credentials".into(), &"omit".into())?;
    Reflect::set(&init, &"keepalive".into(), &(body.len() < KEEPALIVE_BYTES).into())?;
    Ok(init)
}

/// Status and `Retry-After` in seconds; the header is readable across origins only where the destination exposes it.
fn read(response: &Response) -> Answer {
    let wait =
        response.headers().get("retry-after").ok().flatten().and_then(|seconds| text::parse_whole(seconds.trim()));
    Answer::Status(i64::from(response.status()), wait)
}
