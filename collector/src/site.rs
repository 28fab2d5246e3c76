//! Serves the files of one folder at `/`, for trying a page out beside its collector. It must not give
//! out anything outside that folder, nor a hidden file.

use std::path::{Component, Path, PathBuf};

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, Method, Request, Response, StatusCode, header};
use axum::response::IntoResponse;
use percent_encoding::percent_decode_str;

use crate::app::App;
use crate::problem::Problem;

/// Answers every address that nothing else answers.
pub async fn file(State(app): State<App>, request: Request<Body>) -> Response<Body> {
    let Some(folder) = app.site else { return nothing() };
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return Problem::new(StatusCode::METHOD_NOT_ALLOWED, "site/method", "files can only be read").into_response();
    }
    let Some(file) = find(&folder, request.uri().path()).await else { return nothing() };
    match tokio::fs::read(&file).await {
        Ok(bytes) => {
            let mut answer = Response::new(Body::from(bytes));
            answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind(&file)));
            answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
            answer
        }
        Err(_) => nothing(),
    }
}

fn nothing() -> Response<Body> {
    Problem::new(StatusCode::NOT_FOUND, "site/nothing", "there is nothing at this address").into_response()
}

/// The file at an address, links followed, when it lies inside the folder.
async fn find(folder: &Path, address: &str) -> Option<PathBuf> {
    let mut file = tokio::fs::canonicalize(folder.join(relative(address)?)).await.ok()?;
    if file.is_dir() {
        file = tokio::fs::canonicalize(file.join("index.html")).await.ok()?;
    }
    (file.starts_with(folder) && file.is_file()).then_some(file)
}

/// The address as a path below the folder; nothing when it climbs, hides or is not text.
fn relative(address: &str) -> Option<PathBuf> {
    let decoded = percent_decode_str(address).decode_utf8().ok()?;
    let path = PathBuf::from(decoded.trim_start_matches('/'));
    let is_plain = |part: Component<'_>| match part {
        Component::Normal(name) => name.to_str().is_some_and(|name| !name.starts_with('.')),
        _ => false,
    };
    let is_safe = !decoded.contains(['\\', '\0', ':']) && path.components().all(is_plain);
    is_safe.then_some(path)
}

fn kind(file: &Path) -> &'static str {
    match file.extension().and_then(|end| end.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "mp4" => "video/mp4",
        "txt" | "md" => "text/plain; charset=utf-8",
        "xml" => "application/xml",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_climbs_or_hides_is_no_file() {
        for bad in [
            "/../x",
            "/a/../../x",
            "/%2e%2e/x",
            "/..%2fx",
            "/a%5c..%5cx",
            "/.git/config",
            "/a/.env",
            "/a%00.html",
            "/C:/x",
            "/%ff",
        ] {
            assert_eq!(relative(bad), None, "{bad}");
        }
        assert_eq!(relative("/a/b%20c.html"), Some(PathBuf::from("a/b c.html")));
        assert_eq!(relative("//etc/passwd"), Some(PathBuf::from("etc/passwd")), "a path never starts at the root");
    }

    #[test]
    fn a_wasm_file_has_the_type_that_streaming_compilation_asks_for() {
        assert_eq!(kind(Path::new("a/leadsieve_bg.wasm")), "application/wasm");
        assert_eq!(kind(Path::new("a/no-ending")), "application/octet-stream");
    }
}
