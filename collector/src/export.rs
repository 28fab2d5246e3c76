//! `GET /leads.jsonl`: every kept lead, one JSON object a line, in the order of arrival. It must not
//! change a lead on the way, nor hold more than a batch in memory.

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Response, header};
use futures_util::stream;
use serde_json::json;

use crate::app::App;
use crate::clock;
use crate::problem::Problem;
use crate::shelf::Kept;

const BATCH: i64 = 100;

/// Sends the leads to whoever signed in or shows the token.
///
/// # Errors
/// When the request proves neither, or the database fails before the first line.
pub async fn lines(State(app): State<App>, headers: HeaderMap) -> Result<Response<Body>, Problem> {
    app.keeper.admit(&headers)?;
    let first = batch(&app, 0).await?;
    let rest = stream::try_unfold(Some(first), move |batch| {
        let app = app.clone();
        async move { next(&app, batch).await }
    });
    let mut answer = Response::new(Body::from_stream(rest));
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/jsonl; charset=utf-8"));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"leads.jsonl\""));
    Ok(answer)
}

/// Writes one batch and fetches the one after it; the last batch is an empty one.
async fn next(app: &App, leads: Option<Vec<Kept>>) -> Result<Option<(String, Option<Vec<Kept>>)>, std::io::Error> {
    let Some(leads) = leads else { return Ok(None) };
    let Some(last) = leads.last().map(|kept| kept.seq) else { return Ok(None) };
    let following = batch(app, last).await.map_err(|_| std::io::Error::other("the export ended early"))?;
    Ok(Some((leads.iter().map(line).collect(), Some(following))))
}

async fn batch(app: &App, seq: i64) -> Result<Vec<Kept>, Problem> {
    app.read(move |store| store.after(seq, BATCH)).await
}

/// The lead stands in the line exactly as it is kept.
fn line(kept: &Kept) -> String {
    let finding = &kept.finding;
    let part = json!(finding.part);
    let verdict = json!(finding.verdict);
    let (received, seen) = (clock::iso(kept.received), kept.inquiry_seen);
    format!(
        "{{\"received\":\"{received}\",\"verdict\":{verdict},\"part\":{part},\"inquiry_seen\":{seen},\"lead\":{}}}\n",
        kept.lead
    )
}
