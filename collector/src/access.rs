//! Decides who may read leads: the token once, then a session in a cookie. Refuses requests that
//! another site's page made. It must not know what is read.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};

use crate::clock;
use crate::origin::is_own;
use crate::problem::Problem;
use crate::session::{LIFETIME, Sessions, is_same};

const COOKIE: &str = "leadsieve_session";

/// Holds the token and the open sessions.
pub struct Keeper {
    token: String,
    sessions: Sessions,
}

impl Keeper {
    /// A keeper that opens for `token`.
    #[must_use]
    pub fn new(token: String) -> Self {
        Self { token, sessions: Sessions::default() }
    }

    /// Opens a session for the right token and gives its cookie; nothing for a wrong one.
    ///
    /// # Errors
    /// When no random numbers are to be had.
    pub fn sign_in(&self, token: &str) -> Result<Option<HeaderValue>, Problem> {
        if !is_same(&self.token, token) {
            return Ok(None);
        }
        let value = self.sessions.open(clock::tick()).map_err(|error| Problem::internal(&error))?;
        cookie(&value, LIFETIME.as_secs()).map(Some)
    }

    /// Ends the request's session and gives the cookie that erases the browser's.
    ///
    /// # Errors
    /// Never in practice: the cookie is a constant.
    pub fn sign_out(&self, request: &HeaderMap) -> Result<HeaderValue, Problem> {
        if let Some(value) = session(request) {
            self.sessions.close(value);
        }
        cookie("", 0)
    }

    /// Whether the request comes from somebody who signed in.
    #[must_use]
    pub fn is_signed_in(&self, request: &HeaderMap) -> bool {
        session(request).is_some_and(|value| self.sessions.is_open(value, clock::tick()))
    }

    /// Admits programs as well: by session, or by `Authorization: Bearer TOKEN`.
    ///
    /// # Errors
    /// 401 when the request proves neither.
    pub fn admit(&self, request: &HeaderMap) -> Result<(), Problem> {
        let shown = request.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let bearer =
            shown.and_then(|value| value.split_once(' ')).filter(|(kind, _)| kind.eq_ignore_ascii_case("bearer"));
        if bearer.is_some_and(|(_, token)| is_same(&self.token, token.trim())) || self.is_signed_in(request) {
            return Ok(());
        }
        let found = if shown.is_some() { "another authorization" } else { "none" };
        let detail = "this needs the admin token: sign in at /inbox, or send it as a bearer token";
        Err(Problem::new(StatusCode::UNAUTHORIZED, "access/token", detail).but(found, "Authorization: Bearer TOKEN"))
    }
}

/// Who made the browser send a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sender {
    /// A page of this collector.
    Own,
    /// A page of another site.
    Foreign,
    /// The request does not say.
    Unsaid,
}

/// Reads from the headers that pages cannot forge who made the browser send a request.
#[must_use]
pub fn sender(request: &HeaderMap) -> Sender {
    let text = |name: &str| request.get(name).map(|value| value.to_str().unwrap_or("unreadable"));
    match (text("sec-fetch-site"), text("origin")) {
        (Some("same-origin" | "none"), _) => Sender::Own,
        (Some(_), _) => Sender::Foreign,
        (None, None | Some("null")) => Sender::Unsaid,
        (None, Some(origin)) if is_own(request, origin) => Sender::Own,
        (None, Some(_)) => Sender::Foreign,
    }
}

/// The refusal of a change that a foreign page, or nobody known, asked for.
#[must_use]
pub fn foreign() -> Problem {
    let detail = "this change was not asked for by a page of this collector: open /inbox and press the button there";
    Problem::new(StatusCode::FORBIDDEN, "access/foreign", detail)
}

fn session(request: &HeaderMap) -> Option<&str> {
    let cookies = request.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == COOKIE).map(|(_, value)| value)
}

fn cookie(value: &str, seconds: u64) -> Result<HeaderValue, Problem> {
    let text = format!("{COOKIE}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict");
    HeaderValue::from_str(&text).map_err(|error| Problem::internal(&error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn only_the_right_token_opens_a_session() {
        let keeper = Keeper::new("right".to_owned());
        for wrong in ["", "Right", "righ", "right "] {
            assert!(keeper.sign_in(wrong).unwrap().is_none(), "{wrong:?}");
        }
        let cookie = keeper.sign_in("right").unwrap().unwrap();
        let pair = cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
        let mut request = HeaderMap::new();
        request.insert(header::COOKIE, format!("other=1; {pair}").parse().unwrap());
        assert!(keeper.is_signed_in(&request));
        keeper.sign_out(&request).unwrap();
        assert!(!keeper.is_signed_in(&request));
    }

    #[test]
    fn the_export_opens_for_the_bearer_token_only() {
        let keeper = Keeper::new("right".to_owned());
        assert!(keeper.admit(&headers(&[("authorization", "Bearer right")])).is_ok());
        for wrong in ["Bearer wrong", "Bearer ", "Bearer", "right", "Basic right"] {
            assert!(keeper.admit(&headers(&[("authorization", wrong)])).is_err(), "{wrong:?}");
        }
        assert!(keeper.admit(&HeaderMap::new()).is_err());
    }

    #[test]
    fn a_request_tells_which_page_made_it() {
        let host = ("host", "leads.example");
        let cases: [(&[(&str, &str)], Sender); 8] = [
            (&[host, ("sec-fetch-site", "same-origin"), ("origin", "null")], Sender::Own),
            (&[host, ("sec-fetch-site", "cross-site"), ("origin", "https://leads.example")], Sender::Foreign),
            (&[host, ("sec-fetch-site", "same-site")], Sender::Foreign),
            (&[host, ("origin", "https://leads.example")], Sender::Own),
            (&[host, ("origin", "https://evil.example")], Sender::Foreign),
            (&[host, ("origin", "https://leads.example.evil.example")], Sender::Foreign),
            (&[host, ("origin", "null")], Sender::Unsaid),
            (&[host], Sender::Unsaid),
        ];
        for (pairs, expected) in cases {
            let map: HeaderMap =
                pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
            assert_eq!(sender(&map), expected, "{pairs:?}");
        }
    }
}
