//! `leadsieve score`: the edges of a table, asked as a backend asks. What a page and the command must agree in stands in
//! `history.rs`.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::command::{answers, file, run, text};
use crate::files;

const DAY: i64 = 86_400_000;
const NOW: i64 = 1_795_000_000_000;

/// A config around a score table, with a page that counts as `pricing` and a quiz.
fn config(score: &Value) -> Value {
    let granted = json!({ "attribution": "granted", "behaviour": "granted", "lead": "granted" });
    let designer = json!({ "value": "designer", "lead": { "scores": { "fit": 4, "modern": 2 } } });
    let role = json!({ "type": "radiogroup", "name": "role", "title": "Who are you?", "choices": ["owner", "clerk", designer] });
    let rooms = json!({ "type": "checkbox", "name": "rooms", "choices": [
        { "value": "kitchen", "lead": { "points": 2 } }, { "value": "bath", "lead": { "points": 3, "scores": { "modern": -1 } } }
    ] });
    let elements = json!([role, rooms, { "type": "text", "name": "staff", "inputType": "number" }, { "type": "comment", "name": "words" }]);
    let mut score = score.clone();
    score["id"] = json!("table");
    json!({
        "version": 1,
        "site": { "id": "quill" },
        "consent": { "default": granted },
        "events": { "key_pages": [{ "name": "pricing", "path": "/prices*" }] },
        "quizzes": { "rooms": { "elements": elements } },
        "score": score
    })
}

/// A rule with a label.
fn rule(id: &str, axis: &str, mut rest: Value) -> Value {
    for (name, value) in [("id", id), ("axis", axis), ("label", id)] {
        rest[name] = json!(value);
    }
    rest
}

/// What the command answers to leads under a table; leads that name no moment are scored at `NOW`.
#[track_caller]
fn score(name: &str, table: &Value, leads: &[Value]) -> Vec<Value> {
    let input: String = leads.iter().map(|lead| format!("{}\n", dated(lead))).collect();
    answers(&["score", &file(&format!("score-{name}.json"), &config(table).to_string())], &input).0
}

fn dated(lead: &Value) -> Value {
    let mut lead = lead.clone();
    if lead.get("now").is_none() {
        lead["now"] = json!(NOW);
    }
    lead
}

/// An event so many milliseconds ago.
fn ago(ms: i64) -> Value {
    json!({ "name": "event.keypage.pricing", "at": NOW - ms })
}

fn totals(told: &Value) -> (i64, i64, i64) {
    let of = |name: &str| told[name].as_i64().unwrap_or_else(|| panic!("{told}"));
    (of("fit"), of("intent"), of("total"))
}

/// Rule, points and what a cap took of each line of the explanation.
fn lines(told: &Value) -> Vec<(String, i64, i64)> {
    let line = |line: &Value| {
        (line["rule"].as_str().unwrap().to_owned(), line["points"].as_i64().unwrap(), line["capped"].as_i64().unwrap())
    };
    told["explanation"].as_array().unwrap().iter().map(line).collect()
}

fn of(lines: &[(&str, i64, i64)]) -> Vec<(String, i64, i64)> {
    lines.iter().map(|(rule, points, capped)| ((*rule).to_owned(), *points, *capped)).collect()
}

#[test]
fn caps_take_from_the_last_rules_and_floors_give_back() {
    let table = json!({
        "axes": { "fit": { "min": -4, "max": 8 }, "intent": { "max": 5 } },
        "rules": [
            rule("a", "fit", json!({ "if": "{role} = 'owner'", "points": 6 })),
            rule("b", "fit", json!({ "if": "{staff} >= 10", "points": 6 })),
            rule("c", "fit", json!({ "if": "{role} = 'clerk'", "points": -3 })),
            rule("d", "fit", json!({ "if": "{staff} < 5", "points": -3 })),
            rule("e", "intent", json!({ "if": "{words} notempty", "points": 6 }))
        ]
    });
    let told = score(
        "caps",
        &table,
        &[
            json!({ "values": { "role": "owner", "staff": 10, "words": "x" } }),
            json!({ "values": { "role": "clerk", "staff": 4, "words": "" } }),
            json!({ "values": { "role": "owner", "staff": 4 } }),
        ],
    );
    assert_eq!((totals(&told[0]), lines(&told[0])), ((8, 5, 13), of(&[("a", 6, 0), ("b", 2, 4), ("e", 5, 1)])));
    assert_eq!((totals(&told[1]), lines(&told[1])), ((-4, 0, -4), of(&[("c", -3, 0), ("d", -1, -2)])));
    assert_eq!(totals(&told[2]), (3, 0, 3));
}

#[test]
fn a_group_has_bounds_of_its_own_before_those_of_the_axis() {
    let table = json!({
        "axes": { "fit": { "max": 10 } },
        "groups": { "profile": { "min": -2, "max": 7 } },
        "rules": [
            rule("a", "fit", json!({ "if": "{role} = 'owner'", "points": 5, "group": "profile" })),
            rule("b", "fit", json!({ "if": "{staff} > 1", "points": 5, "group": "profile" })),
            rule("c", "fit", json!({ "if": "{staff} > 2", "points": 5 })),
            rule("d", "fit", json!({ "if": "{role} = 'clerk'", "points": -5, "group": "profile" }))
        ]
    });
    let told = score(
        "groups",
        &table,
        &[
            json!({ "values": { "role": "owner", "staff": 2 } }),
            json!({ "values": { "role": "owner", "staff": 3 } }),
            json!({ "values": { "role": "clerk", "staff": 0 } }),
        ],
    );
    assert_eq!((totals(&told[0]).0, lines(&told[0])), (7, of(&[("a", 5, 0), ("b", 2, 3)])));
    assert_eq!((totals(&told[1]).0, lines(&told[1])), (10, of(&[("a", 5, 0), ("b", 2, 3), ("c", 3, 2)])));
    assert_eq!((totals(&told[2]).0, lines(&told[2])), (-2, of(&[("d", -2, -3)])));
}

#[test]
fn times_count_up_to_the_limit_and_the_newest_are_kept() {
    let each = |rest: Value| {
        let mut rule = rule("views", "intent", rest);
        rule["each"] = json!("event.keypage.pricing");
        rule["points"] = json!(10);
        json!({ "rules": [rule] })
    };
    let many = |count: i64, step: i64| json!({ "values": {}, "events": (0..count).map(|n| ago(n * step)).collect::<Vec<_>>() });
    let intent = |told: &[Value]| told.iter().map(|told| totals(told).1).collect::<Vec<_>>();
    let told = score("limit", &each(json!({ "limit": 3 })), &[many(0, DAY), many(2, DAY), many(3, DAY), many(4, DAY)]);
    assert_eq!(intent(&told), [0, 20, 30, 30]);
    assert_eq!((&told[3]["explanation"][0]["count"], &told[3]["explanation"][0]["raw"]), (&json!(3), &json!(10)));
    // Without a limit fifty count; of those at one moment each is one.
    let told = score("fifty", &each(json!({})), &[many(50, 1), many(60, 0), many(60, DAY)]);
    assert_eq!(intent(&told), [500, 500, 500]);
    // Of four times the newest counts: that of today, not that of a half-life ago.
    let told = score("newest", &each(json!({ "limit": 1, "half_life": "1d" })), &[many(4, DAY)]);
    assert_eq!(intent(&told), [10]);
}

#[test]
fn points_fade_by_half_lives_and_by_steps() {
    let views = |points: i64, rest: &[(&str, Value)]| {
        let mut views = rule("views", "intent", json!({ "each": "event.keypage.pricing", "points": points }));
        rest.iter().for_each(|(name, value)| views[*name] = value.clone());
        json!({ "rules": [views] })
    };
    let at = |times: &[i64]| json!({ "values": {}, "events": times.iter().map(|ms| ago(*ms)).collect::<Vec<_>>() });
    let intent = |name: &str, table: &Value, cases: &[(&[i64], i64)]| {
        let leads: Vec<Value> = cases.iter().map(|(times, _)| at(times)).collect();
        let told: Vec<i64> = score(name, table, &leads).iter().map(|told| totals(told).1).collect();
        assert_eq!(told, cases.iter().map(|(_, points)| *points).collect::<Vec<_>>(), "{name}");
    };
    let week = 7 * DAY;
    intent(
        "half-life",
        &views(5, &[("half_life", json!("1w"))]),
        &[
            (&[0], 5),
            // 2.5 goes to the even number, once for all times together
            (&[week], 2),
            (&[week, week], 5),
            (&[2 * week], 1),
            (&[0, week, 2 * week], 9),
            (&[20 * week], 0),
            // what is to come has lost nothing
            (&[-week], 5),
        ],
    );
    let steps = json!([{ "after": "30d", "keep": 50 }, { "after": "90d", "keep": 0 }]);
    intent(
        "steps",
        &views(10, &[("steps", steps)]),
        &[
            (&[30 * DAY - 1], 10),
            (&[30 * DAY], 5),
            (&[90 * DAY - 1], 5),
            (&[90 * DAY], 0),
            (&[0, 30 * DAY, 90 * DAY], 15),
        ],
    );
    intent("taken", &views(-10, &[("half_life", json!("1w"))]), &[(&[0], -10), (&[week], -5), (&[3 * week], -1)]);
    let told = &score("decayed", &views(5, &[("half_life", json!("1w"))]), &[at(&[0, week])])[0]["explanation"][0];
    assert_eq!(
        (&told["raw"], &told["count"], &told["decayed"], &told["points"]),
        (&json!(5), &json!(2), &json!(8), &json!(8))
    );
}

#[test]
fn objects_visits_and_pages_count_once_where_the_rule_says_so() {
    let per = |per: &str| rule(per, "intent", json!({ "each": "event.keypage.pricing", "points": 1, "per": per }));
    let table = json!({ "rules": [per("event"), per("object"), per("visit"), per("page")] });
    let seen = |minutes: i64, more: &[(&str, Value)]| {
        let mut event = ago(-minutes * 60_000);
        more.iter().for_each(|(name, value)| event[*name] = value.clone());
        event
    };
    let counts = |told: &Value| {
        lines(told).into_iter().map(|(rule, points, _)| format!("{rule} {points}")).collect::<Vec<_>>().join(", ")
    };
    let view = json!({ "name": "event.page.view", "at": NOW + 60_000 });
    let events = |events: &[Value]| json!({ "values": {}, "events": events });
    let told = score(
        "per",
        &table,
        &[
            // named: two objects, two visits, three pages of them
            events(&[
                seen(0, &[("object", json!("/a")), ("visit", json!(1)), ("page", json!("p"))]),
                seen(1, &[("object", json!("/a")), ("visit", json!(1)), ("page", json!("p"))]),
                seen(2, &[("object", json!("/b")), ("visit", json!(1)), ("page", json!("q"))]),
                seen(3, &[("object", json!("/b")), ("visit", json!("2")), ("page", json!("p"))]),
            ]),
            // not named: half an hour's rest ends a visit, a view of a page begins the next page
            events(&[seen(0, &[]), view.clone(), seen(1, &[]), seen(31, &[]), seen(62, &[])]),
            events(&[]),
            // two tabs, and two visits at one time
            events(&[
                seen(0, &[("visit", json!(1)), ("page", json!("p"))]),
                seen(1, &[("visit", json!(1)), ("page", json!("q"))]),
                seen(2, &[("visit", json!(2)), ("page", json!("p"))]),
                seen(3, &[("visit", json!(1)), ("page", json!("p"))]),
            ]),
        ],
    );
    assert_eq!(counts(&told[0]), "event 4, object 2, visit 2, page 3");
    assert_eq!(counts(&told[1]), "event 4, object 1, visit 2, page 3");
    assert_eq!(counts(&told[2]), "");
    assert_eq!(counts(&told[3]), "event 4, object 1, visit 2, page 3");
}

#[test]
fn the_first_class_that_holds_wins_and_ordinary_stands_for_none() {
    let table = json!({
        "rules": [rule("staff", "fit", json!({ "if": "{staff} > 0", "points": 10 })), rule("big", "fit", json!({ "if": "{staff} > 9", "points": 5 }))],
        "classes": [{ "id": "ideal", "if": "{score.fit} >= 15" }, { "id": "near", "if": "{score.fit} >= 10" }, { "id": "wide", "if": "{score.total} >= 10" }],
        "handoff": "{score.class} = 'ideal' or {role} = 'owner'"
    });
    let lead = |staff: i64, role: &str| json!({ "values": { "staff": staff, "role": role } });
    let told = score("classes", &table, &[lead(10, ""), lead(9, ""), lead(0, ""), lead(0, "owner")]);
    let shown: Vec<_> =
        told.iter().map(|told| (told["class"].as_str().unwrap(), told["handoff"].as_bool().unwrap())).collect();
    assert_eq!(shown, [("ideal", true), ("near", false), ("ordinary", false), ("ordinary", true)]);
}

#[test]
fn temperature_and_grade_hold_from_their_thresholds_on() {
    let points = |axis: &str, name: &str| {
        let bit = |bit: i64| {
            rule(
                &format!("{axis}{bit}"),
                axis,
                json!({ "if": format!("{{{name}}} contains 'b{bit},'"), "points": bit }),
            )
        };
        [1, 2, 4, 8, 16].map(bit).to_vec()
    };
    let table = json!({
        "rules": ([points("fit", "role"), points("intent", "words")].concat()),
        "temperature": { "warm": 10, "hot": 25 },
        "grade": { "fit": [20, 10, 0], "intent": [25, 10, 5] }
    });
    let bits = |points: i64| {
        [1, 2, 4, 8, 16].iter().filter(|bit| points & *bit != 0).map(|bit| format!("b{bit},")).collect::<String>()
    };
    let cases = [
        (0, 0, "cold", "C4"),
        (9, 4, "cold", "C4"),
        (10, 5, "cold", "B3"),
        (19, 9, "cold", "B3"),
        (20, 10, "warm", "A2"),
        (31, 24, "warm", "A2"),
        (20, 25, "hot", "A1"),
        (9, 31, "hot", "C1"),
    ];
    let leads: Vec<Value> = cases
        .iter()
        .map(|(fit, intent, ..)| json!({ "values": { "role": bits(*fit), "words": bits(*intent) } }))
        .collect();
    for (told, (fit, intent, temperature, grade)) in score("grades", &table, &leads).iter().zip(cases) {
        assert_eq!(totals(told), (fit, intent, fit + intent));
        assert_eq!((told["temperature"].as_str(), told["grade"].as_str()), (Some(temperature), Some(grade)));
    }
    let below = json!({ "rules": [rule("a", "fit", json!({ "if": "{staff} = 1", "points": -1 }))], "grade": { "fit": [20, 10, 0], "intent": [0, 0, 0] } });
    let told = score("below", &below, &[json!({ "values": { "staff": 1 } })]);
    assert_eq!((told[0]["grade"].as_str(), told[0]["temperature"].as_str()), (Some("D1"), Some("cold")));
    let without = score("without", &json!({ "rules": [] }), &[json!({ "values": {} })]);
    assert_eq!(
        (&without[0]["grade"], &without[0]["class"], &without[0]["explanation"]),
        (&Value::Null, &json!("ordinary"), &json!([]))
    );
}

#[test]
fn rules_that_lack_a_fact_are_named_and_what_was_never_counted_is_none() {
    let table = json!({ "rules": [
        rule("staff", "fit", json!({ "if": "{staff} > 5", "points": 1 })),
        rule("channel", "fit", json!({ "if": "{source.first.channel} = 'Email'", "points": 1 })),
        rule("either", "fit", json!({ "if": "{staff} > 5 or {role} = 'owner'", "points": 1 })),
        rule("never", "fit", json!({ "if": "{event.click.phone.count} > 0", "points": 1 })),
        rule("fades", "intent", json!({ "each": "event.keypage.pricing", "points": 1, "half_life": "1d" }))
    ] });
    let told = score(
        "missing",
        &table,
        &[
            json!({ "values": { "role": "owner" } }),
            json!({ "values": { "staff": null, "role": "clerk" } }),
            json!({ "values": { "staff": 6, "source": { "first": { "channel": "email" } } } }),
            // How often, but not when.
            json!({ "values": { "staff": 1, "role": "", "source.first.channel": "Email", "event.keypage.pricing.count": 2 } }),
        ],
    );
    let missing: Vec<&Value> = told.iter().map(|told| &told["missing"]).collect();
    assert_eq!(
        missing,
        [&json!(["staff", "channel"]), &json!(["staff", "channel", "either"]), &json!([]), &json!(["fades"])]
    );
    assert_eq!(told.iter().map(|told| totals(told).0).collect::<Vec<_>>(), [1, 0, 3, 1]);
}

#[test]
fn facts_may_be_nested_or_named_by_their_path_lists_and_counters_among_them() {
    let table = json!({ "rules": [
        rule("list", "fit", json!({ "if": "{rooms} allof ['kitchen', 'bath'] and {rooms.length} = 2", "points": 1 })),
        rule("click", "fit", json!({ "if": "{event.click.phone.count} = 2", "points": 10 })),
        rule("each", "intent", json!({ "each": "event.keypage.pricing", "points": 1 })),
        rule("visits", "fit", json!({ "if": "{visit.number} > 1", "points": 100 }))
    ] });
    let nested = json!({ "click": { "phone": { "count": 2 } }, "keypage": { "pricing": { "count": 3 } } });
    let told = score(
        "facts",
        &table,
        &[
            json!({ "values": { "rooms": ["bath", "Kitchen"], "event": nested, "visit": { "number": 2 } } }),
            json!({ "values": { "rooms": ["kitchen", "bath"], "event.click.phone.count": "2", "event.keypage.pricing.count": 3, "visit.number": 2 } }),
            // What is counted from events goes before what is said of it, and stands beside the rest.
            json!({ "values": { "event": nested }, "events": [ago(0), { "name": "event.click.email", "at": 1 }] }),
        ],
    );
    let found: Vec<_> = told.iter().map(totals).collect();
    assert_eq!(found, [(101 + 10 + 3 + 2, 3, 119), (101 + 10 + 2 + 3, 3, 119), (10, 1, 11)]);
}

#[test]
fn chosen_options_give_the_points_that_the_page_gives() {
    let table = json!({ "axes": { "fit": { "max": 8 } }, "rules": [rule("owner", "fit", json!({ "if": "{role} = 'designer'", "points": 1 }))] });
    let told = score(
        "options",
        &table,
        &[
            json!({ "values": { "role": "designer", "rooms": ["bath", "kitchen"] } }),
            json!({ "values": { "role": "Clerk", "rooms": "kitchen" }, "quiz": "rooms" }),
            json!({ "values": {}, "quiz": "doors" }),
        ],
    );
    assert_eq!((totals(&told[0]), &told[0]["categories"]), ((8, 0, 8), &json!({ "modern": 1 })));
    assert_eq!(
        lines(&told[0]),
        of(&[
            ("owner", 1, 0),
            ("role.designer", 4, 0),
            ("role.designer", 2, 0),
            ("rooms.kitchen", 2, 0),
            ("rooms.bath", 1, 2),
            ("rooms.bath", -1, 0)
        ])
    );
    assert_eq!(told[0]["explanation"][1]["label"], "Who are you? designer");
    assert_eq!(told[2]["error"]["code"], "score/which-quiz");

    let mut several = config(&table);
    several["quizzes"]["doors"] = several["quizzes"]["rooms"].clone();
    let path = file("score-several.json", &several.to_string());
    let input = "{\"values\":{\"role\":\"designer\"}}\n{\"values\":{\"role\":\"designer\"},\"quiz\":\"doors\"}\n{\"values\":{}}\n";
    let (told, status) = answers(&["score", &path, "--brief"], input);
    assert_eq!(
        (told[0]["error"]["code"].as_str(), told[0]["error"]["path"].as_str()),
        (Some("score/which-quiz"), Some("quiz"))
    );
    assert_eq!((totals(&told[1]), totals(&told[2]), status), ((5, 0, 5), (0, 0, 0), Some(1)));
}

#[test]
fn what_lies_before_the_attribution_window_does_not_count() {
    let table = json!({ "rules": [rule("views", "intent", json!({ "each": "event.keypage.pricing", "points": 1 })), rule("any", "intent", json!({ "if": "{event.keypage.pricing.count} > 0", "points": 10 }))] });
    let lead = |ages: &[i64]| json!({ "values": {}, "events": ages.iter().map(|ms| ago(*ms)).collect::<Vec<_>>() });
    let told = score("window", &table, &[lead(&[180 * DAY, 0]), lead(&[180 * DAY + 1, 0]), lead(&[200 * DAY])]);
    assert_eq!(told.iter().map(|told| totals(told).1).collect::<Vec<_>>(), [12, 11, 0]);
}

#[test]
fn the_order_of_events_in_the_input_does_not_matter() {
    let per = |per: &str| {
        rule(per, "intent", json!({ "each": "event.keypage.pricing", "points": 7, "per": per, "half_life": "1d" }))
    };
    let table = json!({ "rules": [per("event"), per("object"), per("visit"), per("page")] });
    let mut events: Vec<Value> = (0..12)
        .map(|n| {
            let mut event = ago(n * 11 * 60_000);
            if n % 3 == 0 {
                event["object"] = json!(n % 2);
            }
            if n % 4 == 0 {
                event["page"] = json!("p");
            }
            event
        })
        .collect();
    events.extend([ago(0), ago(0), json!({ "name": "event.page.view", "at": NOW - 44 * 60_000 })]);
    let lead = |events: &[Value]| json!({ "values": {}, "events": events });
    let backwards: Vec<Value> = events.iter().rev().cloned().collect();
    let turned = [&events[5..], &events[..5]].concat();
    let told = score("order", &table, &[lead(&events), lead(&backwards), lead(&turned)]);
    assert!(totals(&told[0]).1 > 50);
    assert_eq!((&told[1], &told[2]), (&told[0], &told[0]));
}

#[test]
fn a_lead_that_says_what_it_is_called_is_answered_by_that_name() {
    let told =
        score("named", &json!({ "rules": [] }), &[json!({ "values": {}, "id": "a-1" }), json!({ "values": {} })]);
    assert_eq!((&told[0]["id"], told[1].get("id")), (&json!("a-1"), None));
}

#[test]
fn a_bad_line_is_answered_in_its_place_and_makes_the_status_one() {
    let path = file("score-bad.json", &config(&json!({ "rules": [] })).to_string());
    let bad = [
        ("nonsense", "cli/bad-line", ""),
        ("[]", "score/bad-input", ""),
        ("{}", "score/bad-input", "values"),
        (r#"{"values":[]}"#, "score/bad-input", "values"),
        (r#"{"values":{},"event":[]}"#, "score/bad-input", "event"),
        (r#"{"values":{},"events":{}}"#, "score/bad-input", "events"),
        (r#"{"values":{},"events":[{"at":1}]}"#, "score/bad-input", "events[0].name"),
        (r#"{"values":{},"events":[{"name":"keypage.pricing","at":1}]}"#, "score/bad-input", "events[0].name"),
        (r#"{"values":{},"events":[{"name":"event.","at":1}]}"#, "score/bad-input", "events[0].name"),
        (r#"{"values":{},"events":[{"name":"event.a.b"}]}"#, "score/bad-input", "events[0].at"),
        (r#"{"values":{},"events":[{"name":"event.a.b","at":"2026-01-01"}]}"#, "score/bad-input", "events[0].at"),
        (r#"{"values":{},"events":[{"name":"event.a.b","at":-1}]}"#, "score/bad-input", "events[0].at"),
        (r#"{"values":{},"events":[{"name":"event.a.b","at":1e300}]}"#, "score/bad-input", "events[0].at"),
        (r#"{"values":{},"events":[{"name":"event.a.b","at":1,"visit":[]}]}"#, "score/bad-input", "events[0].visit"),
        (r#"{"values":{},"events":[{"name":"event.a.b","at":1,"time":1}]}"#, "score/bad-input", "events[0].time"),
        (r#"{"values":{},"now":0.5}"#, "score/bad-input", "now"),
        (r#"{"values":{},"quiz":"?"}"#, "score/bad-input", "quiz"),
    ];
    let input: String = bad.iter().map(|(line, ..)| format!("{line}\n{{\"values\":{{}}}}\n")).collect();
    let (told, status) = answers(&["score", &path], &input);
    for (place, (line, code, at)) in bad.iter().enumerate() {
        let error = &told[2 * place]["error"];
        assert_eq!(
            (error["code"].as_str(), error["path"].as_str().unwrap_or("")),
            (Some(*code), *at),
            "{line}: {error}"
        );
        assert!(
            error["message"].as_str().is_some_and(|message| message.contains("expected")
                || message.contains("known")
                || message.contains("JSON")),
            "{error}"
        );
        assert_eq!(totals(&told[2 * place + 1]), (0, 0, 0));
    }
    assert_eq!((told.len(), status), (2 * bad.len(), Some(1)));
    let deep = format!("{{\"values\":{{\"event.{}.count\":1}}}}\n", "a.".repeat(200_000));
    assert_eq!(totals(&answers(&["score", &path], &deep).0[0]), (0, 0, 0));
}

#[test]
fn brief_gives_totals_alone_and_without_a_moment_it_is_that_of_the_newest_event() {
    let views = rule("views", "intent", json!({ "each": "event.keypage.pricing", "points": 10, "half_life": "1d" }));
    let path = file("score-brief.json", &config(&json!({ "rules": [views] })).to_string());
    let event = |name: &str, at: i64| json!({ "name": name, "at": at });
    let events = [event("event.page.view", NOW), event("event.keypage.pricing", NOW - DAY)];
    let line = format!("{}\n", json!({ "values": {}, "events": events }));
    for arguments in [["score", &path, "--brief"], ["score", "--brief", &path]] {
        let (told, status) = answers(&arguments, &line);
        let names: Vec<&String> = told[0].as_object().unwrap().keys().collect();
        assert_eq!(names, ["class", "fit", "grade", "handoff", "intent", "temperature", "total"]);
        assert_eq!((totals(&told[0]), status), ((0, 5, 5), Some(0)));
    }
}

#[test]
fn a_line_is_answered_before_the_next_is_written() {
    let path = file("score-stream.json", &config(&json!({ "rules": [] })).to_string());
    let mut command = Command::new(env!("CARGO_BIN_EXE_leadsieve"));
    let mut child = command.args(["score", &path]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let (mut input, mut output) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
    for _ in 0..3 {
        input.write_all(b"{\"values\":{}}\n").unwrap();
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        assert!(line.contains("\"total\":0"), "{line}");
    }
    drop(input);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_config_without_a_table_is_a_wrong_call() {
    let bare = files::path("www/demo/bare.json").to_string_lossy().into_owned();
    for arguments in [&["score", &bare][..], &["score"], &["score", "/no/such/file"], &["score", &bare, "--short"]] {
        let found = run(arguments, "");
        assert_eq!(found.status.code(), Some(2), "{arguments:?}");
        assert!(text(&found.stderr).contains("expected"), "{}", text(&found.stderr));
    }
}
