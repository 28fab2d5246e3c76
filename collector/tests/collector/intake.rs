//! Receiving leads: once, the right ones, with a second opinion on their score.

use serde_json::{Value, json};

use crate::http::Request;
use crate::invented::{but, id, lead};
use crate::world::Collector;

#[test]
fn a_lead_is_stored_and_acknowledged_with_its_key_and_verdict() {
    let collector = Collector::start();
    let answer = collector.post(&lead(1, 1, "full"));
    assert_eq!(answer.status, 201, "{answer:?}");
    assert_eq!(answer.header("content-type"), Some("application/json"));
    let expected = json!({ "id": id(1), "key": format!("{}/1/full", id(1)), "state": "stored", "verified": "verified",
                           "part": null });
    assert_eq!(answer.json(), expected);
    let kept = collector.kept();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0]["lead"], lead(1, 1, "full"), "the lead is kept as it was sent");
    assert!(kept[0]["received"].as_str().unwrap().ends_with('Z'));
}

#[test]
fn numbers_and_texts_are_kept_to_the_last_bit() {
    let collector = Collector::start();
    let odd = r#"[31.245270191439438,0.30000000000000004,1e-7,9007199254740991,"\u2028 \ud83d\ude00 \" \n"]"#;
    let text = but(lead(1, 1, "full"), "/odd", json!("ODD")).to_string().replace("\"ODD\"", odd);
    let request = Request::new("POST", "/leads").with("Content-Type", "application/json").body(text.as_bytes());
    assert_eq!(collector.send(&request).status, 201);
    let expected =
        json!([31.245_270_191_439_438, 0.1 + 0.2, 1e-7, 9_007_199_254_740_991_u64, "\u{2028} \u{1f600} \" \n"]);
    assert_eq!(collector.kept()[0]["lead"]["odd"], expected);
}

#[test]
fn the_same_key_again_changes_nothing() {
    let collector = Collector::start();
    collector.post(&lead(1, 1, "full"));
    let before = collector.kept();
    let answer = collector.post(&but(lead(1, 1, "full"), "/contact/name", json!("Somebody Else")));
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(answer.json()["state"], "already_stored");
    assert_eq!(collector.kept(), before);
}

#[test]
fn a_later_stage_upgrades_its_own_enquiry_and_an_earlier_one_does_not_undo_it() {
    let collector = Collector::start();
    for (stage, status) in [("pre", 201), ("partial", 201), ("full", 201), ("partial", 200), ("pre", 200)] {
        assert_eq!(collector.post(&lead(1, 1, stage)).status, status, "{stage}");
    }
    collector.post(&lead(1, 2, "partial"));
    collector.post(&lead(2, 1, "partial"));
    let found: Vec<_> = collector.kept().iter().map(|kept| kept["lead"]["delivery"]["key"].clone()).collect();
    let expected = [format!("{}/1/full", id(1)), format!("{}/2/partial", id(1)), format!("{}/1/partial", id(2))];
    assert_eq!(found, expected);
}

#[test]
fn an_upgrade_keeps_the_time_of_the_first_receipt() {
    let collector = Collector::start();
    collector.post(&lead(1, 1, "partial"));
    let first = collector.kept()[0]["received"].clone();
    std::thread::sleep(std::time::Duration::from_millis(5));
    collector.post(&lead(1, 1, "full"));
    assert_eq!(collector.kept()[0]["received"], first);
}

#[test]
fn identical_leads_posted_at_once_become_one_row() {
    let collector = Collector::start();
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let senders: Vec<_> = (0..16).map(|_| scope.spawn(|| collector.post(&lead(1, 1, "full")).status)).collect();
        senders.into_iter().map(|sender| sender.join().unwrap()).collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 1, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 15, "{statuses:?}");
    assert_eq!(collector.kept().len(), 1);
}

#[test]
fn enquiries_of_one_person_are_counted_across_devices() {
    let collector = Collector::start();
    let (phone, email) = ("a".repeat(64), "b".repeat(64));
    let by = |number, same_as: Value| but(lead(number, 1, "full"), "/same_as", same_as);
    collector.post(&by(1, json!({ "phone": phone, "email": email })));
    collector.post(&by(2, json!({ "phone": phone })));
    collector.post(&by(3, json!({ "email": email })));
    collector.post(&by(4, json!({})));
    collector.post(&but(by(5, json!({ "phone": phone })), "/site", json!("bathrooms")));
    let seen: Vec<_> = collector.kept().iter().map(|kept| kept["inquiry_seen"].as_i64().unwrap()).collect();
    assert_eq!(seen, [1, 2, 2, 1, 1]);
}

#[test]
fn an_upgrade_does_not_count_itself_nor_what_came_later() {
    let collector = Collector::start();
    let by = |number, stage| but(lead(number, 1, stage), "/same_as", json!({ "phone": "a".repeat(64) }));
    collector.post(&by(1, "partial"));
    collector.post(&by(2, "full"));
    collector.post(&by(1, "full"));
    let seen: Vec<_> = collector.kept().iter().map(|kept| kept["inquiry_seen"].as_i64().unwrap()).collect();
    assert_eq!(seen, [1, 2]);
}

#[test]
fn a_score_that_does_not_hold_is_kept_with_the_part_that_differs() {
    let collector = Collector::start();
    let answer = collector.post(&but(lead(1, 1, "full"), "/verdict", json!("differs")));
    assert_eq!((answer.status, &answer.json()["verified"]), (201, &json!("score_mismatch")));
    let kept = &collector.kept()[0];
    assert_eq!((&kept["verdict"], &kept["part"]), (&json!("score_mismatch"), &json!("answers")));
    let page = collector.page(&format!("/inbox/{}", id(1)));
    assert!(page.contains("score mismatch: answers") && page.contains("<bdi>99</bdi>"), "{page}");
}

#[test]
fn a_check_that_breaks_down_does_not_lose_the_lead() {
    let collector = Collector::start();
    let answer = collector.post(&but(lead(1, 1, "full"), "/verdict", json!("panic")));
    assert_eq!((answer.status, &answer.json()["verified"]), (201, &json!("unchecked")));
    assert_eq!(collector.kept().len(), 1);
    assert_eq!(collector.post(&lead(2, 1, "full")).status, 201, "the collector goes on");
}

#[test]
fn a_lead_that_does_not_keep_to_the_format_is_refused_with_the_place() {
    let collector = Collector::start();
    let good = || lead(1, 1, "full");
    for (pointer, value, at) in [
        ("/format", json!("leadsieve.lead/9"), "format"),
        ("/format", Value::Null, "format"),
        ("/id", json!("not-a-uuid"), "id"),
        ("/id", json!(id(1).to_uppercase().replace('0', "A")), "id"),
        ("/inquiry", json!(0), "inquiry"),
        ("/inquiry", json!("1"), "inquiry"),
        ("/stage", json!("done"), "stage"),
        ("/site", json!(" "), "site"),
        ("/site", json!(7), "site"),
        ("/delivery/key", json!("another"), "delivery.key"),
        ("/delivery", Value::Null, "delivery.key"),
    ] {
        let answer = collector.post(&but(good(), pointer, value.clone()));
        assert_eq!(answer.status, 422, "{pointer} {value}: {answer:?}");
        assert_eq!(answer.header("content-type"), Some("application/problem+json"));
        let problem = answer.json();
        assert_eq!((&problem["at"], &problem["status"]), (&json!(at), &json!(422)), "{problem}");
        assert!(problem["expected"].is_string() && problem["found"].is_string(), "{problem}");
    }
    assert_eq!(collector.post(&json!([good()])).status, 422);
    assert!(collector.kept().is_empty());
}

#[test]
fn a_body_that_is_no_json_is_refused() {
    let collector = Collector::start();
    let deep = "[".repeat(100_000);
    for body in ["", "{", "\u{feff}{}", "{\"a\":1} x", deep.as_str()] {
        let request = Request::new("POST", "/leads").with("Content-Type", "application/json").body(body.as_bytes());
        let answer = collector.send(&request);
        assert_eq!((answer.status, &answer.json()["code"]), (400, &json!("body/json")), "{answer:?}");
    }
}

#[test]
fn another_content_type_is_refused_even_when_json_is_inside() {
    let collector = Collector::start();
    for (kind, word) in [
        ("text/plain", "text/plain"),
        ("text/plain;charset=UTF-8", "text/plain"),
        ("application/x-www-form-urlencoded", "form"),
        ("application/jsonx", "application/jsonx"),
    ] {
        let request = Request::new("POST", "/leads").with("Content-Type", kind);
        let answer = collector.send(&request.body(lead(1, 1, "full").to_string().as_bytes()));
        assert_eq!(answer.status, 415, "{answer:?}");
        assert!(answer.json()["detail"].as_str().unwrap().contains(word), "{answer:?}");
    }
    assert_eq!(collector.send(&Request::new("POST", "/leads").body(b"{}")).status, 415);
    let fitting = Request::new("POST", "/leads").with("Content-Type", "Application/JSON; charset=utf-8");
    assert_eq!(collector.send(&fitting.body(lead(1, 1, "full").to_string().as_bytes())).status, 201);
}

#[test]
fn a_body_may_have_256_kib_and_not_a_byte_more() {
    let collector = Collector::start();
    let sized = |number, size: usize| {
        let empty = but(lead(number, 1, "full"), "/padding", json!(""));
        let missing = size - empty.to_string().len();
        but(empty, "/padding", json!("x".repeat(missing)))
    };
    assert_eq!(collector.post(&sized(1, 256 * 1024)).status, 201);
    let answer = collector.post(&sized(2, 256 * 1024 + 1));
    assert_eq!((answer.status, &answer.json()["code"]), (413, &json!("body/too-large")), "{answer:?}");
    assert_eq!(collector.kept().len(), 1);
}

#[test]
fn an_address_that_posts_too_often_is_told_when_to_come_back() {
    let collector = Collector::with(&["--rate", "4", "--origin", "https://shop.example"]);
    let statuses: Vec<u16> = (1..=3).map(|number| collector.post(&lead(number, 1, "full")).status).collect();
    assert_eq!(statuses, [201, 201, 429]);
    let answer = collector.send(&Request::lead(&lead(4, 1, "full")).with("Origin", "https://shop.example"));
    let seconds: u64 = answer.header("retry-after").unwrap().parse().unwrap();
    assert!((1..=16).contains(&seconds), "{answer:?}");
    assert_eq!(answer.header("access-control-expose-headers"), Some("Retry-After"), "pages can read when");
    assert_eq!(answer.json()["code"], "rate/limit");
}
