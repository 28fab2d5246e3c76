//! Decides which pages of other origins may post leads and read the answer (CORS). It must not know
//! what is posted.

use axum::http::{HeaderMap, HeaderValue, Response, header};

/// The origins that the operator named.
#[derive(Debug, Clone, Default)]
pub struct Origins {
    allowed: Vec<String>,
}

impl Origins {
    /// Takes origins as the operator wrote them.
    ///
    /// # Errors
    /// The first one that is not a scheme and a host.
    pub fn read(written: &[String]) -> Result<Self, String> {
        let allowed = written.iter().map(|origin| read_one(origin)).collect::<Result<_, _>>()?;
        Ok(Self { allowed })
    }

    /// Adds to an answer what lets a permitted page read it.
    pub fn admit<B>(&self, request: &HeaderMap, answer: &mut Response<B>) {
        let headers = answer.headers_mut();
        headers.append(header::VARY, HeaderValue::from_static("Origin"));
        if let Some(origin) = self.permitted(request) {
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("Retry-After"));
        }
    }

    /// Adds to the answer of a preflight what lets a permitted page post a lead.
    pub fn admit_preflight<B>(&self, request: &HeaderMap, answer: &mut Response<B>) {
        self.admit(request, answer);
        let headers = answer.headers_mut();
        if headers.contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN) {
            headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("POST"));
            let names = HeaderValue::from_static("content-type, idempotency-key");
            headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, names);
            headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("3600"));
        }
    }

    fn permitted(&self, request: &HeaderMap) -> Option<HeaderValue> {
        let origin = request.get(header::ORIGIN)?;
        let text = origin.to_str().ok()?;
        (self.allowed.iter().any(|allowed| allowed == text) || is_own(request, text)).then(|| origin.clone())
    }
}

/// Whether `origin` is the address that this request was sent to. A proxy in front may have taken the
/// encryption off, so both schemes count.
#[must_use]
pub fn is_own(request: &HeaderMap, origin: &str) -> bool {
    let host = request.get(header::HOST).and_then(|host| host.to_str().ok());
    let named = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
    named.is_some() && named == host
}

fn read_one(written: &str) -> Result<String, String> {
    let origin = written.trim().to_ascii_lowercase();
    let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://")).unwrap_or_default();
    let is_host = |c: char| c.is_ascii_alphanumeric() || "-.:[]".contains(c);
    if host.is_empty() || !host.chars().all(is_host) {
        return Err(format!(
            "--origin: found {written:?}, expected a scheme and a host such as https://shop.example, \
             without a path and without a final slash"
        ));
    }
    Ok(origin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_a_scheme_and_a_host_and_nothing_else() {
        for good in ["https://shop.example", "http://127.0.0.1:8080", "https://[::1]:8443"] {
            assert!(Origins::read(&[good.to_owned()]).is_ok(), "{good}");
        }
        for bad in ["*", "null", "shop.example", "https://", "https://shop.example/", "file:///x", "https://a b"] {
            assert!(Origins::read(&[bad.to_owned()]).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_own_origin_is_the_host_that_was_asked() {
        let mut request = HeaderMap::new();
        request.insert(header::HOST, HeaderValue::from_static("leads.example:8443"));
        assert!(is_own(&request, "https://leads.example:8443"));
        assert!(!is_own(&request, "https://leads.example"));
        assert!(!is_own(&request, "leads.example:8443"));
        assert!(!is_own(&HeaderMap::new(), "null"));
    }
}
