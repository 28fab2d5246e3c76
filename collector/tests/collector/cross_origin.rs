//! Which pages may post from elsewhere.

use crate::http::{Answer, Request};
use crate::invented::lead;
use crate::world::Collector;

const SHOP: &str = "https://shop.example";

fn collector() -> Collector {
    Collector::with(&["--origin", SHOP, "--origin", "http://127.0.0.1:5000"])
}

fn preflight(collector: &Collector, origin: &str) -> Answer {
    let request = Request::new("OPTIONS", "/leads").with("Origin", origin);
    collector.send(
        &request.with("Access-Control-Request-Method", "POST").with("Access-Control-Request-Headers", "content-type"),
    )
}

#[test]
fn a_named_origin_may_post_and_read_the_answer() {
    let collector = collector();
    let answer = preflight(&collector, SHOP);
    assert_eq!(answer.status, 204);
    for (name, value) in [
        ("access-control-allow-origin", SHOP),
        ("access-control-allow-methods", "POST"),
        ("access-control-allow-headers", "content-type, idempotency-key"),
        ("access-control-max-age", "3600"),
        ("vary", "Origin"),
    ] {
        assert_eq!(answer.header(name), Some(value), "{answer:?}");
    }
    let answer = collector.send(&Request::lead(&lead(1, 1, "full")).with("Origin", SHOP));
    assert_eq!((answer.status, answer.header("access-control-allow-origin")), (201, Some(SHOP)));
    assert_eq!(answer.header("access-control-allow-credentials"), None);
}

#[test]
fn the_own_origin_may_post() {
    let collector = collector();
    let own = format!("http://{}", collector.address);
    let answer = collector.send(&Request::lead(&lead(1, 1, "full")).with("Origin", &own));
    assert_eq!((answer.status, answer.header("access-control-allow-origin")), (201, Some(own.as_str())));
}

#[test]
fn any_other_origin_gets_no_permission() {
    let collector = collector();
    for origin in [
        "https://evil.example",
        "http://shop.example",
        "https://shop.example:444",
        "https://shop.example.evil.example",
        "null",
    ] {
        let answer = preflight(&collector, origin);
        assert_eq!(answer.status, 204);
        assert_eq!(answer.header("access-control-allow-origin"), None, "{origin}");
        assert_eq!(answer.header("access-control-allow-headers"), None, "{origin}");
        assert_eq!(answer.header("vary"), Some("Origin"), "{origin}");
        let answer = collector.send(&Request::lead(&lead(1, 1, "full")).with("Origin", origin));
        assert_eq!(answer.header("access-control-allow-origin"), None, "{origin}");
    }
}

#[test]
fn a_refusal_can_be_read_by_a_named_origin() {
    let answer = collector().send(&Request::new("POST", "/leads").with("Origin", SHOP).body(b"{}"));
    assert_eq!((answer.status, answer.header("access-control-allow-origin")), (415, Some(SHOP)));
}

#[test]
fn no_other_address_can_be_read_across_origins() {
    let collector = collector();
    for path in ["/inbox", "/leads.jsonl", "/healthz"] {
        let answer = collector.send(&Request::get(path).with("Origin", SHOP));
        assert_eq!(answer.header("access-control-allow-origin"), None, "{path}");
    }
}
