//! The folder served beside the collector.

use crate::http::Request;
use crate::world::{Collector, Folder};

fn folder() -> Folder {
    let folder = Folder::new();
    std::fs::create_dir_all(folder.0.join("site/pkg")).unwrap();
    std::fs::write(folder.0.join("secret.txt"), "outside").unwrap();
    std::fs::write(folder.0.join("site/index.html"), "<h1>demo</h1>").unwrap();
    std::fs::write(folder.0.join("site/.env"), "hidden").unwrap();
    std::fs::write(folder.0.join("site/pkg/a b.wasm"), "wasm").unwrap();
    std::fs::write(folder.0.join("site/pkg/app.js"), "js").unwrap();
    folder
}

#[test]
fn files_are_served_with_the_types_that_browsers_insist_on() {
    let folder = folder();
    let collector = Collector::with(&["--site", &folder.file("site")]);
    for (path, kind, body) in [
        ("/", "text/html; charset=utf-8", "<h1>demo</h1>"),
        ("/index.html?x=1", "text/html; charset=utf-8", "<h1>demo</h1>"),
        ("/pkg/a%20b.wasm", "application/wasm", "wasm"),
        ("/pkg/app.js", "text/javascript; charset=utf-8", "js"),
    ] {
        let answer = collector.send(&Request::get(path));
        assert_eq!(
            (answer.status, answer.header("content-type"), answer.body.as_str()),
            (200, Some(kind), body),
            "{path}"
        );
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
    }
}

#[test]
fn nothing_outside_the_folder_and_nothing_hidden_is_served() {
    let folder = folder();
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.0.join("secret.txt"), folder.0.join("site/link.txt")).unwrap();
    let collector = Collector::with(&["--site", &folder.file("site")]);
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/pkg/..%2f..%2fsecret.txt",
        "/..%5csecret.txt",
        "/link.txt",
        "/.env",
        "/pkg",
        "/nothing",
        "//etc/passwd",
        "/pkg/app.js/",
    ] {
        let answer = collector.send(&Request::get(path));
        assert!(!answer.body.contains("outside") && !answer.body.contains("hidden"), "{path}: {answer:?}");
        assert!(answer.status == 404 || path == "/pkg/app.js/", "{path}: {answer:?}");
    }
}

#[test]
fn without_a_folder_there_is_nothing_at_other_addresses() {
    let collector = Collector::start();
    let answer = collector.send(&Request::get("/"));
    assert_eq!((answer.status, answer.header("content-type")), (404, Some("application/problem+json")));
    let health = collector.send(&Request::get("/healthz"));
    assert_eq!((health.status, health.body.as_str()), (200, "ok"));
}
