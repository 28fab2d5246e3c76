//! Which address is answered by whom, and the headers that every answer carries. It must not decide
//! anything about leads.

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{HeaderName, HeaderValue, Response, header};
use axum::middleware::{self, Next};
use axum::routing::{get, post};
use axum::{Router, serve};
use tokio::net::TcpListener;

use crate::app::App;
use crate::{export, inbox, intake, page, site};

/// Serves until `stop` ends, then finishes the requests that are under way.
///
/// # Errors
/// When the listener fails.
pub async fn until<F>(listener: TcpListener, app: App, stop: F) -> std::io::Result<()>
where
    F: Future<Output = ()> + Send + 'static,
{
    let service = router(app).into_make_service_with_connect_info::<SocketAddr>();
    serve(listener, service).with_graceful_shutdown(stop).await
}

/// All addresses of the collector.
pub fn router(app: App) -> Router {
    let private = Router::new()
        .route("/inbox", get(inbox::index))
        .route("/inbox/sign-in", post(inbox::sign_in))
        .route("/inbox/sign-out", post(inbox::sign_out))
        .route("/inbox/{id}", get(inbox::lead))
        .route("/leads.jsonl", get(export::lines))
        .layer(middleware::map_response(private));
    Router::new()
        .route("/leads", post(intake::receive).options(intake::preflight))
        .route("/healthz", get(async || "ok"))
        .route("/inbox.css", get(page::stylesheet))
        .route("/inbox.svg", get(page::icon))
        .merge(private)
        .fallback(site::file)
        .layer(DefaultBodyLimit::max(intake::LARGEST_BODY))
        .layer(middleware::from_fn(common))
        .with_state(app)
}

/// No answer is to be taken for another type than it names.
async fn common(request: Request, next: Next) -> Response<Body> {
    let mut answer = next.run(request).await;
    set(&mut answer, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    answer
}

/// What shows leads is kept nowhere, runs no script, stands in no frame and tells no other site.
async fn private(mut answer: Response<Body>) -> Response<Body> {
    set(&mut answer, header::CACHE_CONTROL, "no-store");
    set(&mut answer, header::REFERRER_POLICY, "no-referrer");
    set(&mut answer, header::X_FRAME_OPTIONS, "DENY");
    set(&mut answer, HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(&mut answer, HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    let policy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; \
                  frame-ancestors 'none'";
    set(&mut answer, header::CONTENT_SECURITY_POLICY, policy);
    answer
}

fn set(answer: &mut Response<Body>, name: HeaderName, value: &'static str) {
    answer.headers_mut().insert(name, HeaderValue::from_static(value));
}
