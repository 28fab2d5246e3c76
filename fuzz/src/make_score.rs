//! The one generator of score tables and columns of leads. It must not know what a score is made of them.

use serde_json::json;

use crate::{Dice, Json};

/// Columns that a case may have: name, type.
const COLUMNS: &[(&str, &str)] = &[
    ("role", "text"),
    ("city", "text"),
    ("comment", "text"),
    ("since", "text"),
    ("employees", "number"),
    ("budget", "number"),
    ("is_owner", "boolean"),
    ("rooms", "any"),
    ("odd", "any"),
    ("source.first.channel", "text"),
    ("source.visits", "number"),
    ("event.keypage.pricing.count", "number"),
    ("event.keypage.pricing.times", "times"),
    ("event.click.phone.count", "number"),
    ("event.click.phone.per_object.count", "number"),
    ("event.click.phone.per_object.times", "times"),
    ("event.form.start", "any"),
];
const ROLES: &[&str] =
    &["owner", "Owner", " owner ", "clerk", "", "директор", "ДИРЕКТОР", "5", "true", "'x'", "007", "1,5"];
const WORDS: &[&str] =
    &["blum and oak", "мдф или дуб", "call me", "  ", "2026-11-20", "2027-01-01T10:00", "null", "price?"];
const NUMBERS: &[f64] =
    &[0.0, 1.0, 2.0, 3.0, 5.0, 10.0, 100.0, 499.5, 500.0, 501.0, -1.0, -0.5, 0.1, 1e9, 1e300, 9.007e15];
/// Names that no column has, or that look into one.
const NAMES: &[&str] = &[
    "nobody",
    "ROLE",
    "Employees",
    "rooms[0]",
    "rooms[-1].area",
    "rooms.length",
    "comment.length",
    "employees.length",
    "source",
    "source.first",
    "event.keypage",
    "event.nothing.count",
    "Event.click.phone.count",
    "event.form.start.count",
    "#role",
    "role.length",
    "score.fit",
    "visit.number",
];
/// What classes and the hand-off may ask for besides.
const SCORES: &[&str] = &[
    "score.fit",
    "score.intent",
    "score.total",
    "score.class",
    "score.temperature",
    "score.grade",
    "score",
    "Score.fit",
];
const EVENTS: &[&str] =
    &["event.keypage.pricing", "event.click.phone", "event.form.start", "event.nothing", "source", "event"];
const DAY: i64 = 86_400_000;
const NOW: i64 = 1_795_000_000_000;

/// A table and so many leads.
#[must_use]
pub fn case(dice: &mut Dice, leads: usize) -> Json {
    let columns = columns(dice, leads);
    json!({ "score": table(dice), "columns": columns, "now": NOW + dice.below(1_000_000_000) as i64, "today": 20_775 + dice.below(12) as i64 })
}

fn columns(dice: &mut Dice, leads: usize) -> Json {
    let mut columns = serde_json::Map::new();
    for (name, kind) in COLUMNS {
        if dice.once_in(6) {
            continue;
        }
        let kind = if dice.once_in(12) { "any" } else { kind };
        let empty = 2 + dice.below(6);
        let data: Vec<Json> =
            (0..leads).map(|_| if dice.once_in(empty) { Json::Null } else { item(dice, name, kind) }).collect();
        columns.insert((*name).to_owned(), json!({ "type": kind, "data": data }));
    }
    // A column whose name some rules write in another case, and one that holds what others look into.
    if dice.once_in(10) {
        columns.retain(|name, _| !name.starts_with("event."));
        let data: Vec<Json> = (0..leads).map(|_| event_tree(dice)).collect();
        columns.insert("event".to_owned(), json!({ "type": "any", "data": data }));
    }
    Json::Object(columns)
}

fn event_tree(dice: &mut Dice) -> Json {
    let count = dice.below(4);
    let times = times(dice, count);
    json!({ "keypage": { "pricing": { "count": count, "times": times } }, "click": { "phone": { "count": dice.below(3) } } })
}

fn item(dice: &mut Dice, name: &str, kind: &str) -> Json {
    let most = dice.below(8);
    match kind {
        "number" if name.ends_with(".count") && !dice.once_in(10) => json!(dice.below(7)),
        "number" => json!(number(dice)),
        "times" => times(dice, most),
        "boolean" => json!(dice.once_in(2)),
        "text" if name == "role" || name == "city" || name.starts_with("source") => json!(dice.word(ROLES)),
        "text" => json!(dice.word(WORDS)),
        _ => odd(dice, 2),
    }
}

fn times(dice: &mut Dice, count: usize) -> Json {
    let mut times: Vec<i64> = (0..count).map(|_| NOW - dice.below(60) as i64 * DAY / 2 + 7).collect();
    if !dice.once_in(5) {
        times.sort_unstable();
    }
    json!(times)
}

fn number(dice: &mut Dice) -> f64 {
    if dice.once_in(3) { dice.below(1_000) as f64 } else { dice.pick(NUMBERS).copied().unwrap_or(0.0) }
}

fn odd(dice: &mut Dice, depth: usize) -> Json {
    match dice.below(if depth > 0 { 7 } else { 4 }) {
        0 => json!(number(dice)),
        1 => json!(dice.word(ROLES)),
        2 => json!(dice.once_in(2)),
        3 => json!(dice.word(WORDS)),
        4 => Json::Array((0..dice.below(4)).map(|_| odd(dice, depth - 1)).collect()),
        5 => {
            json!({ "area": odd(dice, depth - 1), "count": dice.below(9), "times": [NOW, NOW - DAY], "heated": dice.once_in(2) })
        }
        _ => Json::Null,
    }
}

/// A score table that is accepted, most of the time.
fn table(dice: &mut Dice) -> Json {
    let rules: Vec<Json> = (0..1 + dice.below(14)).map(|place| rule(dice, place)).collect();
    let mut table = json!({ "id": "table", "rules": rules });
    let Some(map) = table.as_object_mut() else { return table };
    if dice.once_in(2) {
        map.insert("axes".into(), json!({ "fit": bounds(dice, 40), "intent": bounds(dice, 60) }));
    }
    map.insert("groups".into(), json!({ "one": bounds(dice, 15), "two": bounds(dice, 9) }));
    let classes: Vec<Json> = ["ideal", "near", "unacceptable"]
        .iter()
        .take(dice.below(4))
        .map(|id| json!({ "id": id, "if": condition(dice, 2, SCORES) }))
        .collect();
    map.insert("classes".into(), classes.into());
    if dice.once_in(2) {
        let warm = dice.below(20) as i64 - 5;
        map.insert("temperature".into(), json!({ "warm": warm, "hot": warm + dice.below(20) as i64 }));
    }
    if dice.once_in(2) {
        map.insert("grade".into(), json!({ "fit": falling(dice), "intent": falling(dice) }));
    }
    if dice.once_in(2) {
        map.insert("handoff".into(), condition(dice, 2, SCORES).into());
    }
    table
}

fn bounds(dice: &mut Dice, most: usize) -> Json {
    json!({ "min": -(dice.below(most) as i64), "max": dice.below(most) })
}

fn falling(dice: &mut Dice) -> Json {
    let low = dice.below(10) as i64 - 5;
    let middle = low + dice.below(10) as i64;
    json!([middle + dice.below(10) as i64, middle, low])
}

fn rule(dice: &mut Dice, place: usize) -> Json {
    let mut rule = json!({
        "id": format!("rule-{place}"), "label": format!("Rule {place}"), "axis": dice.word(&["fit", "intent"]),
        "points": dice.below(41) as i64 - 15
    });
    let Some(map) = rule.as_object_mut() else { return rule };
    if dice.once_in(2) {
        // One group is mostly of one axis, the other of both.
        let group = if dice.once_in(8) {
            "other"
        } else if map.get("axis") == Some(&json!("fit")) {
            "one"
        } else {
            "two"
        };
        map.insert("group".into(), json!(if dice.once_in(9) { "two" } else { group }));
    }
    if dice.once_in(3) {
        map.insert("each".into(), json!(dice.word(EVENTS)));
        map.insert("limit".into(), json!(1 + dice.below(6)));
        if dice.once_in(3) {
            map.insert("per".into(), json!(dice.word(&["event", "object", "visit", "page"])));
        }
        match dice.below(3) {
            0 => drop(map.insert("half_life".into(), json!(dice.word(&["7d", "36h", "1m", "2w"])))),
            1 => drop(map.insert(
                "steps".into(),
                json!([{ "after": "3d", "keep": 50 }, { "after": "9d", "keep": dice.below(40) }]),
            )),
            _ => {}
        }
        return rule;
    }
    map.insert("if".into(), condition(dice, 3, &[]).into());
    rule
}

/// A condition over columns, over `more` and over names that lead nowhere.
fn condition(dice: &mut Dice, depth: usize, more: &[&'static str]) -> String {
    if depth == 0 || dice.once_in(3) {
        return comparison(dice, more);
    }
    let mut one = || condition(dice, depth - 1, more);
    let (left, right) = (one(), one());
    match dice.below(6) {
        0 | 1 => format!("({left}) and ({right})"),
        2 | 3 => format!("({left}) or ({right})"),
        4 => format!("!({left})"),
        _ => format!("{left} and {right}"),
    }
}

fn comparison(dice: &mut Dice, more: &[&'static str]) -> String {
    let name = name(dice, more);
    let op = dice.word(&["=", "<>", "<", "<=", ">", ">="]);
    match dice.below(16) {
        0..=3 => format!("{name} {op} {}", constant(dice)),
        4 => format!("{} {op} {name}", constant(dice)),
        5 => format!("{name} {}", dice.word(&["empty", "notempty"])),
        6 => {
            format!("{name} {} [{}, {}]", dice.word(&["anyof", "noneof", "allof", "="]), constant(dice), constant(dice))
        }
        7 => format!("{name} {} {}", dice.word(&["contains", "notcontains"]), constant(dice)),
        8 => format!("{name} {op} {}", self::name(dice, more)),
        9 => format!("{name} {} {} {op} {}", dice.word(&["+", "-", "*", "/", "%"]), constant(dice), constant(dice)),
        10 => format!("mentions({name}, 'blum', 'мдф*', 'call') >= {}", dice.below(3)),
        11 => format!("iif({name} > 5, {}, {name}) {op} {}", constant(dice), constant(dice)),
        12 => name,
        13 => format!("{name} and {} {op} {}", self::name(dice, more), constant(dice)),
        14 => {
            format!("{}({name}, {}) {op} {}", dice.word(&["sum", "max", "min", "round"]), constant(dice), dice.below(9))
        }
        _ => match dice.below(4) {
            0 => format!("dateDiff({{since}}, today(), 'days') {op} {}", dice.below(9)),
            1 => format!("{{since}} {op} today()"),
            2 => format!("sumInArray({{rooms}}, 'area', {{heated}} = true) {op} {}", dice.below(9)),
            _ => format!("{} {op} {}", constant(dice), constant(dice)),
        },
    }
}

fn name(dice: &mut Dice, more: &[&'static str]) -> String {
    let word = match dice.below(8) {
        0 => dice.word(NAMES),
        1..=4 if !more.is_empty() => dice.word(more),
        _ => dice.pick(COLUMNS).map_or("role", |(name, _)| name),
    };
    format!("{{{word}}}")
}

fn constant(dice: &mut Dice) -> String {
    match dice.below(5) {
        0 => format!("'{}'", dice.word(ROLES).replace('\'', "")),
        1 => dice.word(&["true", "false", "''", "'ordinary'", "'ideal'", "'warm'", "'B2'", "'2026-11-21'"]).to_owned(),
        2 => format!("'{}'", dice.word(WORDS)),
        _ => leadsieve::text::number_text(number(dice)),
    }
}
