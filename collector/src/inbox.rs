//! The inbox's addresses: signing in and out, the list, one lead. It must not write HTML itself, nor
//! decide who may read.

use axum::body::Body;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Form, Path, Query, State};
use axum::http::{HeaderMap, Response, StatusCode};
use axum::response::IntoResponse;
use serde::Deserialize;

use crate::access::{Sender, foreign, sender};
use crate::app::App;
use crate::problem::Problem;
use crate::rows::{self, Asked, PAGE};
use crate::shelf::Order;
use crate::{detail, page};

/// What the list's address may ask for.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    token: Option<String>,
    #[serde(default)]
    q: String,
    #[serde(default)]
    sort: String,
    #[serde(default)]
    page: String,
}

/// The field of the sign-in form.
#[derive(Debug, Deserialize)]
pub struct Offered {
    #[serde(default)]
    token: String,
}

/// Which enquiry of a lead to show; the latest when it is not said.
#[derive(Debug, Deserialize)]
pub struct Enquiry {
    inquiry: Option<i64>,
}

/// `GET /inbox`: the list; with `?token=` signs in first and drops the token from the address.
pub async fn index(
    State(app): State<App>,
    headers: HeaderMap,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Response<Body> {
    let wanted = wanted.map(|Query(wanted)| wanted).unwrap_or_default();
    if let Some(token) = wanted.token {
        return enter(&app, &token).into_response();
    }
    if !app.keeper.is_signed_in(&headers) {
        return page::sign_in(false);
    }
    list(&app, wanted).await.into_response()
}

async fn list(app: &App, wanted: Wanted) -> Result<Response<Body>, Problem> {
    let order = if wanted.sort == "score" { Order::Score } else { Order::Time };
    let number = wanted.page.parse().unwrap_or(1).clamp(1, 1_000_000);
    let search: String = wanted.q.trim().chars().take(200).collect();
    let words = search.clone();
    let (leads, total) = app.read(move |store| store.page(&words, order, (number - 1) * PAGE, PAGE)).await?;
    let content = rows::list(&leads, &Asked { search, order, number, total });
    Ok(page::page(StatusCode::OK, "Leads · LeadSieve", &content, true))
}

/// `POST /inbox/sign-in`: the token itself proves that the request is meant, so only requests that
/// certainly come from another site are refused.
pub async fn sign_in(State(app): State<App>, headers: HeaderMap, offered: Form<Offered>) -> Response<Body> {
    if sender(&headers) == Sender::Foreign {
        return foreign().into_response();
    }
    enter(&app, offered.token.trim()).into_response()
}

fn enter(app: &App, token: &str) -> Result<Response<Body>, Problem> {
    let cookie = app.keeper.sign_in(token)?;
    Ok(if cookie.is_some() { page::redirect("/inbox", cookie) } else { page::sign_in(true) })
}

/// `POST /inbox/sign-out`.
pub async fn sign_out(State(app): State<App>, headers: HeaderMap) -> Response<Body> {
    if sender(&headers) != Sender::Own {
        return foreign().into_response();
    }
    app.keeper.sign_out(&headers).map(|cookie| page::redirect("/inbox", Some(cookie))).into_response()
}

/// `GET /inbox/{id}`: one lead.
pub async fn lead(
    State(app): State<App>,
    headers: HeaderMap,
    Path(id): Path<String>,
    enquiry: Result<Query<Enquiry>, QueryRejection>,
) -> Response<Body> {
    if !app.keeper.is_signed_in(&headers) {
        return page::sign_in(false);
    }
    show(&app, id, enquiry.ok().and_then(|Query(enquiry)| enquiry.inquiry)).await.into_response()
}

async fn show(app: &App, id: String, inquiry: Option<i64>) -> Result<Response<Body>, Problem> {
    let Some(kept) = app.read(move |store| store.one(&id, inquiry)).await? else { return Ok(page::missing()) };
    let seq = kept.seq;
    let others = app.read(move |store| store.related(seq)).await?;
    let (title, content) = detail::lead(&kept, &app.judge.advise(&kept.lead), &others);
    Ok(page::page(StatusCode::OK, &title, &content, true))
}
