//! `POST /leads`: takes one lead, has it scored again, keeps it once, and says so only when it is on
//! the disk. It must not know how leads are scored or kept.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, FromRequest, Request, State};
use axum::http::{HeaderMap, Response, StatusCode, header};
use axum::response::IntoResponse;
use serde_json::{Value, json};

use crate::app::App;
use crate::clock;
use crate::envelope::Envelope;
use crate::finding::Finding;
use crate::problem::Problem;
use crate::store::Outcome;

/// The largest body that is read, in bytes.
pub const LARGEST_BODY: usize = 256 * 1024;

/// How long a body may take to arrive.
const PATIENCE: Duration = Duration::from_secs(30);

/// Answers a preflight.
pub async fn preflight(State(app): State<App>, headers: HeaderMap) -> Response<Body> {
    let mut answer = StatusCode::NO_CONTENT.into_response();
    app.origins.admit_preflight(&headers, &mut answer);
    answer
}

/// Receives a lead.
pub async fn receive(State(app): State<App>, peer: ConnectInfo<SocketAddr>, request: Request) -> Response<Body> {
    let headers = request.headers().clone();
    let mut answer = accept(&app, peer.0, request).await.into_response();
    app.origins.admit(&headers, &mut answer);
    answer
}

async fn accept(app: &App, peer: SocketAddr, request: Request) -> Result<Response<Body>, Problem> {
    app.limiter.take(peer.ip(), clock::tick()).map_err(too_often)?;
    is_json(request.headers())?;
    let body = body(request).await?;
    let lead: Value = serde_json::from_slice(&body).map_err(|error| not_json(&error))?;
    let envelope = Arc::new(Envelope::read(&lead)?);
    let text: Arc<str> = lead.to_string().into();
    let finding = judge(app, Arc::clone(&text)).await;
    let outcome = keep(app, Arc::clone(&envelope), finding.clone(), text).await?;
    Ok(acknowledge(outcome, &envelope, &finding))
}

/// Scores the lead again. A check that fails must not lose the lead.
async fn judge(app: &App, lead: Arc<str>) -> Finding {
    let judge = Arc::clone(&app.judge);
    let done = tokio::task::spawn_blocking(move || judge.judge(&lead)).await;
    done.unwrap_or_else(|_| Finding::unchecked("the check stopped before its end"))
}

async fn keep(app: &App, envelope: Arc<Envelope>, finding: Finding, lead: Arc<str>) -> Result<Outcome, Problem> {
    let store = Arc::clone(&app.store);
    let work = move || store.insert(&envelope, &finding, &lead, clock::now_ms());
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| Problem::internal(&error.to_string()))?
        .map_err(|error| Problem::internal(&format!("the lead cannot be stored: {error}")))
}

fn acknowledge(outcome: Outcome, envelope: &Envelope, finding: &Finding) -> Response<Body> {
    let (status, answer) = match outcome {
        Outcome::Stored => {
            let part = finding.part.as_deref();
            let known = json!({ "id": envelope.id, "key": envelope.key, "state": "stored",
                                "verified": finding.verdict, "part": part });
            (StatusCode::CREATED, known)
        }
        Outcome::AlreadyStored => {
            (StatusCode::OK, json!({ "id": envelope.id, "key": envelope.key, "state": "already_stored" }))
        }
    };
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    (status, headers, answer.to_string()).into_response()
}

async fn body(request: Request) -> Result<Bytes, Problem> {
    let late = |_| Problem::new(StatusCode::REQUEST_TIMEOUT, "body/slow", "the body did not arrive within 30 seconds");
    let read = tokio::time::timeout(PATIENCE, Bytes::from_request(request, &())).await.map_err(late)?;
    read.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => {
            let detail = format!("found a body of more than {LARGEST_BODY} bytes, expected at most that");
            Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "body/too-large", &detail)
        }
        _ => Problem::new(StatusCode::BAD_REQUEST, "body/broken", "the body ended before its announced length"),
    })
}

fn is_json(headers: &HeaderMap) -> Result<(), Problem> {
    let found = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let essence = found.split(';').next().unwrap_or_default().trim();
    if essence.eq_ignore_ascii_case("application/json") {
        return Ok(());
    }
    let detail = match essence.to_ascii_lowercase().as_str() {
        "" => "the request names no content type, expected application/json".to_owned(),
        "application/x-www-form-urlencoded" => {
            "found a form, which this collector does not read yet, expected a lead as application/json".to_owned()
        }
        _ => format!("found the content type {essence:?}, expected application/json"),
    };
    let problem = Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "body/content-type", &detail);
    Err(problem.but(if essence.is_empty() { "nothing" } else { essence }, "application/json"))
}

fn not_json(error: &serde_json::Error) -> Problem {
    let detail = format!("the body is not JSON: {error}");
    Problem::new(StatusCode::BAD_REQUEST, "body/json", &detail).but("text that is not JSON", "a lead as JSON")
}

fn too_often(seconds: u64) -> Problem {
    let detail = format!("too many leads from this address, try again in {seconds} s");
    Problem::new(StatusCode::TOO_MANY_REQUESTS, "rate/limit", &detail).retry_after(seconds)
}
