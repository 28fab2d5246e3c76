//! The frame around every page of the inbox, its stylesheet and its icon, and the pages that show no
//! lead. It must not know leads.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;

use crate::html::Html;

/// Puts content into the frame. `title` is for the browser's tab.
#[must_use]
pub fn page(status: StatusCode, title: &str, content: &Html, is_signed_in: bool) -> Response<Body> {
    let mut html = Html::default();
    html.raw(concat!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">",
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
        "<meta name=\"robots\" content=\"noindex\"><meta name=\"color-scheme\" content=\"light dark\">",
        "<link rel=\"stylesheet\" href=\"/inbox.css\"><link rel=\"icon\" href=\"/inbox.svg\" type=\"image/svg+xml\">",
        "<title>",
    ));
    html.text(title).raw("</title></head><body><header class=\"bar\"><a class=\"brand\" href=\"/inbox\">LeadSieve</a>");
    if is_signed_in {
        html.raw(concat!(
            "<nav aria-label=\"Tools\"><a href=\"/leads.jsonl\">Export</a>",
            "<form method=\"post\" action=\"/inbox/sign-out\"><button class=\"quiet\">Sign out</button></form></nav>",
        ));
    }
    html.raw("</header><main>").join(content).raw("</main></body></html>");
    let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
    (status, kind, html.finish()).into_response()
}

/// Asks for the token. `is_wrong` says that the one just given does not fit.
#[must_use]
pub fn sign_in(is_wrong: bool) -> Response<Body> {
    let mut html = Html::default();
    html.raw("<section class=\"card narrow\"><h1>Sign in</h1>");
    if is_wrong {
        html.raw("<p class=\"alert\" role=\"alert\">This token does not fit. Use the one that the collector was started with.</p>");
    }
    html.raw(concat!(
        "<form class=\"stack\" method=\"post\" action=\"/inbox/sign-in\">",
        "<label for=\"token\">Admin token</label>",
        "<input id=\"token\" name=\"token\" type=\"password\" autocomplete=\"current-password\" required autofocus>",
        "<button>Open the inbox</button></form>",
        "<p class=\"hint\">The token is the environment variable <code>LEADSIEVE_ADMIN_TOKEN</code>; without it the ",
        "collector prints a new one at each start.</p></section>",
    ));
    let status = if is_wrong { StatusCode::FORBIDDEN } else { StatusCode::UNAUTHORIZED };
    page(status, "Sign in · LeadSieve", &html, false)
}

/// Says that there is no such lead.
#[must_use]
pub fn missing() -> Response<Body> {
    let mut html = Html::default();
    html.raw("<section class=\"card narrow\"><h1>No such lead</h1><p>There is no lead at this address. ");
    html.raw("<a href=\"/inbox\">Back to the inbox</a></p></section>");
    page(StatusCode::NOT_FOUND, "No such lead · LeadSieve", &html, true)
}

/// Sends the browser to an address of the collector.
#[must_use]
pub fn redirect(address: &'static str, cookie: Option<HeaderValue>) -> Response<Body> {
    let mut headers = HeaderMap::new();
    headers.insert(header::LOCATION, HeaderValue::from_static(address));
    if let Some(cookie) = cookie {
        headers.insert(header::SET_COOKIE, cookie);
    }
    (StatusCode::SEE_OTHER, headers).into_response()
}

/// `GET /inbox.css`.
pub async fn stylesheet() -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")],
        include_str!("inbox.css"),
    )
}

/// `GET /inbox.svg`.
pub async fn icon() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "max-age=86400")], include_str!("inbox.svg"))
}
