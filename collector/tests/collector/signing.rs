//! Who may read: signing in and out, and what the answers forbid the browser.

use crate::http::Request;
use crate::invented::{id, lead};
use crate::world::{Collector, TOKEN};

#[test]
fn nobody_reads_leads_without_signing_in() {
    let collector = Collector::start();
    collector.post(&lead(1, 1, "full"));
    let one = format!("/inbox/{}", id(1));
    for path in ["/inbox", "/inbox?q=anna", one.as_str(), "/inbox?token=wrong", "/inbox?token=", "/leads.jsonl"] {
        for cookie in ["", "leadsieve_session=", "leadsieve_session=00000000000000000000000000000000"] {
            let answer = collector.send(&Request::get(path).with("Cookie", cookie));
            assert!([401, 403].contains(&answer.status), "{path}: {answer:?}");
            assert!(!answer.body.contains("Anna"), "{path}");
            assert_eq!(answer.header("set-cookie"), None, "{path}");
        }
    }
}

#[test]
fn the_token_in_the_address_is_changed_for_a_cookie_that_scripts_and_other_sites_cannot_use() {
    let collector = Collector::start();
    let answer = collector.send(&Request::get(&format!("/inbox?token={TOKEN}")));
    assert_eq!((answer.status, answer.header("location")), (303, Some("/inbox")));
    let cookie = answer.header("set-cookie").unwrap();
    for attribute in ["HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200"] {
        assert!(cookie.contains(attribute), "{cookie}");
    }
    assert!(!cookie.contains(TOKEN));
    assert_ne!(collector.sign_in(), collector.sign_in(), "each session has its own value");
}

#[test]
fn the_sign_in_form_takes_the_token_and_says_when_it_is_wrong() {
    let collector = Collector::start();
    let post = |body: &str| {
        let request = Request::new("POST", "/inbox/sign-in").with("Content-Type", "application/x-www-form-urlencoded");
        collector.send(&request.body(body.as_bytes()))
    };
    let wrong = post("token=wrong");
    assert_eq!(wrong.status, 403);
    assert!(wrong.body.contains("This token does not fit"), "{wrong:?}");
    let right = post(&format!("token={TOKEN}"));
    assert_eq!((right.status, right.header("location")), (303, Some("/inbox")));
}

#[test]
fn signing_out_ends_the_session_and_only_an_own_page_can_ask_for_it() {
    let collector = Collector::start();
    let cookie = collector.sign_in();
    let own = format!("http://{}", collector.address);
    let ask = |name: &str, value: &str| {
        collector.send(&Request::new("POST", "/inbox/sign-out").with("Cookie", &cookie).with(name, value).body(b""))
    };
    let is_in = || collector.send(&Request::get("/inbox").with("Cookie", &cookie)).status == 200;
    for (name, value) in [
        ("Origin", "https://evil.example"),
        ("Origin", "null"),
        ("Sec-Fetch-Site", "cross-site"),
        ("Sec-Fetch-Site", "same-site"),
        ("X-Nothing", "said"),
    ] {
        assert_eq!(ask(name, value).status, 403, "{name}: {value}");
    }
    assert!(is_in());
    let answer = ask("Origin", &own);
    assert_eq!(answer.status, 303);
    assert!(answer.header("set-cookie").unwrap().contains("Max-Age=0"));
    assert!(!is_in(), "the old cookie is worth nothing");
}

#[test]
fn another_site_cannot_sign_somebody_in() {
    let collector = Collector::start();
    let request = Request::new("POST", "/inbox/sign-in").with("Content-Type", "application/x-www-form-urlencoded");
    let answer =
        collector.send(&request.with("Origin", "https://evil.example").body(format!("token={TOKEN}").as_bytes()));
    assert_eq!((answer.status, answer.header("set-cookie")), (403, None));
}

#[test]
fn what_shows_leads_is_not_kept_framed_or_scripted() {
    let collector = Collector::start();
    let cookie = collector.sign_in();
    for path in ["/inbox", "/inbox/unknown", "/leads.jsonl"] {
        let answer = collector.send(&Request::get(path).with("Cookie", &cookie));
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"), "{path}");
        let policy = answer.header("content-security-policy").unwrap();
        for rule in [
            "default-src 'none'",
            "style-src 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'",
        ] {
            assert!(policy.contains(rule), "{path}: {policy}");
        }
        assert!(!policy.contains("script-src") && !policy.contains("unsafe"), "{policy}");
        assert!(!answer.body.contains("<script") && !answer.body.contains("style="), "{path}");
    }
    assert_eq!(collector.send(&Request::get("/inbox.css")).header("content-type"), Some("text/css; charset=utf-8"));
}
