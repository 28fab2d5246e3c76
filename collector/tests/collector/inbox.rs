//! Reading leads: the list, one lead, the export.

use serde_json::json;

use crate::http::Request;
use crate::invented::{but, id, lead};
use crate::world::Collector;

#[test]
fn the_list_shows_the_newest_first_or_the_highest_score_first() {
    let collector = Collector::start();
    for (number, total) in [(1, json!(5)), (2, json!(40)), (3, json!(-3)), (4, json!(null))] {
        let named = but(lead(number, 1, "full"), "/contact/name", json!(format!("Person{number}")));
        collector.post(&but(named, "/score/total", total));
    }
    let order =
        |page: &str| -> Vec<u8> { page.split("Person").skip(1).map(|rest| rest.as_bytes()[0] - b'0').collect() };
    assert_eq!(order(&collector.page("/inbox")), [4, 3, 2, 1]);
    assert_eq!(order(&collector.page("/inbox?sort=score")), [2, 1, 3, 4]);
}

#[test]
fn the_search_finds_every_word_in_names_phones_answers_and_campaigns() {
    let collector = Collector::start();
    collector.post(&but(lead(1, 1, "full"), "/contact/name", json!("Анна Примерова")));
    let other = but(lead(2, 1, "full"), "/contact/name", json!("Bob Invented"));
    collector.post(&but(
        but(other, "/contact/phone/e164", json!("+79000000002")),
        "/source/first/campaign",
        json!("spring 100%"),
    ));
    let finds = |query: &str| {
        let page = collector.page(&format!("/inbox?q={query}"));
        (page.contains("Примерова"), page.contains("Bob Invented"))
    };
    assert_eq!(finds("%D0%90%D0%9D%D0%9D%D0%90"), (true, false), "any case, any alphabet");
    assert_eq!(finds("bob+300"), (false, true), "every word counts, answers too");
    assert_eq!(finds("bob+nobody"), (false, false));
    assert_eq!(finds("%2B7+(900)+000-00-02"), (false, true), "a phone number in any form");
    assert_eq!(finds("100%25"), (false, true), "no character is a wildcard");
    assert_eq!(finds("%25"), (false, true));
    assert_eq!(finds("_"), (false, false));
    assert_eq!(finds("%27"), (false, false), "a quote is a character like any other");
    assert_eq!(finds(""), (true, true));
}

#[test]
fn more_leads_than_a_page_holds_are_reached_page_by_page() {
    let collector = Collector::start();
    for number in 1..=51 {
        collector.post(&but(lead(number, 1, "full"), "/contact/name", json!(format!("Person{number}."))));
    }
    let (first, second) = (collector.page("/inbox"), collector.page("/inbox?page=2"));
    assert!(first.contains("Person51.") && first.contains("Person2.") && !first.contains("Person1."));
    assert!(second.contains("Person1.") && !second.contains("Person2."));
    assert!(first.contains("href=\"/inbox?sort=time&amp;page=2\""));
    for odd in ["page=0", "page=-1", "page=99999999999999999999", "page=x", "sort=%00", "q=%ff"] {
        collector.page(&format!("/inbox?{odd}"));
    }
}

#[test]
fn a_lead_is_read_on_its_own_page_with_everything_that_explains_it() {
    let collector = Collector::start();
    collector.post(&lead(1, 1, "full"));
    let page = collector.page(&format!("/inbox/{}", id(1)));
    for part in [
        "Warm, ideal, asks for a kitchen.",
        "<strong>Call today</strong>",
        "Compares &lt;b&gt;offers&lt;/b&gt;",
        "href=\"tel:+79000000001\"",
        "href=\"mailto:anna@kitchens.example\"",
        "Your budget?",
        "300 000+",
        "Paid Search",
        "tag.paid",
        "gclid = abc",
        "Email news, Paid Social vk",
        "Invented Agency",
        "7K2QM",
        "click.phone",
        "Total</th><td class=\"n\">13</td>",
        "I agree.",
        "verified",
        "<details",
    ] {
        assert!(page.contains(part), "{part} is missing");
    }
}

#[test]
fn a_page_shows_the_enquiry_asked_for_or_the_latest() {
    let collector = Collector::start();
    for inquiry in [1, 2] {
        collector.post(&but(lead(1, inquiry, "full"), "/contact/name", json!(format!("Person{inquiry}."))));
    }
    assert!(collector.page(&format!("/inbox/{}", id(1))).contains("<h1><bdi>Person2.</bdi></h1>"));
    assert!(collector.page(&format!("/inbox/{}?inquiry=1", id(1))).contains("<h1><bdi>Person1.</bdi></h1>"));
    let cookie = collector.sign_in();
    let answer = collector.send(&Request::get(&format!("/inbox/{}?inquiry=3", id(1))).with("Cookie", &cookie));
    assert_eq!(answer.status, 404);
}

#[test]
fn a_page_links_the_other_enquiries_of_the_same_person() {
    let collector = Collector::start();
    let by = |number, hashes| but(lead(number, 1, "full"), "/same_as", hashes);
    collector.post(&by(1, json!({ "phone": "a".repeat(64) })));
    collector.post(&lead(1, 2, "full"));
    collector.post(&by(2, json!({ "phone": "a".repeat(64), "email": "b".repeat(64) })));
    collector.post(&by(3, json!({ "email": "b".repeat(64) })));
    collector.post(&by(4, json!({ "email": "c".repeat(64) })));
    let links = |path: &str| -> Vec<u32> {
        let page = collector.page(path);
        let ids = page.split("href=\"/inbox/0193a5e0-0000-7000-8000-").skip(1);
        ids.map(|rest| rest.split('?').next().unwrap().parse().unwrap()).collect()
    };
    assert_eq!(links(&format!("/inbox/{}?inquiry=1", id(1))), [2, 1], "the same phone, and the same lead again");
    assert_eq!(links(&format!("/inbox/{}", id(2))), [3, 1]);
    assert!(links(&format!("/inbox/{}", id(4))).is_empty());
}

#[test]
fn the_export_holds_every_lead_on_a_line_of_its_own() {
    let collector = Collector::start();
    for number in 1..=230 {
        collector.post(&but(lead(number, 1, "full"), "/request/message", json!("two\nlines\u{2028}or three")));
    }
    let kept = collector.kept();
    let ids: Vec<_> = kept.iter().map(|kept| kept["lead"]["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(ids, (1..=230).map(id).collect::<Vec<_>>());
    let answer = collector.send(&Request::get("/leads.jsonl").with("Cookie", &collector.sign_in()));
    assert_eq!(answer.body.lines().count(), 230, "the cookie opens the export as well");
    assert_eq!(collector.send(&Request::get("/leads.jsonl").with("Authorization", "Bearer wrong")).status, 401);
}
