//! The facts of a random lead: what stands in each column, in every way that somebody may have written it.

use leadsieve::score::sql::Type;
use leadsieve::value::{Map, Value};

use crate::dice::Dice;

/// Every fact that random rules ask for.
pub const FACTS: &[(&str, Type)] = &[
    ("role", Type::Text),
    ("city", Type::Text),
    ("industry", Type::Text),
    ("code", Type::Text),
    ("source.first.channel", Type::Text),
    ("employees", Type::BigInt),
    ("floors", Type::BigInt),
    ("visit.number", Type::BigInt),
    ("budget", Type::Double),
    ("area", Type::Double),
    ("visit.engaged_s", Type::Double),
    ("agree", Type::Boolean),
    ("adult", Type::Boolean),
    ("colours", Type::List),
    ("event.click.phone", Type::BigInt),
    ("event.click.email", Type::BigInt),
    ("event.click.email.per_object", Type::BigInt),
    ("event.form.success.per_visit", Type::BigInt),
    ("event.page.view.per_page", Type::BigInt),
    ("event.custom.demo", Type::BigInt),
    ("score.options.fit", Type::BigInt),
    ("score.options.intent", Type::BigInt),
];

/// The words of a text column.
pub fn words(name: &str) -> &'static [&'static str] {
    match name {
        "city" => &["Москва", "Санкт-Петербург", "Ёлкино", "Köln", "Århus", "Αθήνα", "Σίσυφος", "London", "İzmir"],
        "industry" => {
            &["O'Neil & sons", "a\\b", "\"quoted\"", "x'; DROP TABLE leads; --", "/* c */", "plain", "$1 ${a}"]
        }
        "code" => &["007", "1,5", "ABC-5", "true", "'x'", "12e3", "a\tb"],
        "source.first.channel" => &["Direct", "Organic Search", "Paid Search", "Referral", "Email"],
        _ => &["owner", "Chief executive", "middle manager", "Manager", "clerk", "none of these"],
    }
}

/// What texts may be instead of words: numbers, truth values, things in quotation marks, nothing.
const ODD: &[&str] = &[
    "",
    " ",
    "''",
    "\"\"",
    "'",
    "5",
    "5.0",
    "1,5",
    "007",
    " 7",
    "0x1F",
    "0X1f",
    "1e3",
    "12345678901234567890",
    "true",
    "TRUE",
    " false",
    "Infinity",
    "NaN",
    "null",
    "ordinary",
    "\u{a0}owner\u{2003}",
    "ownеr",
    "'owner'",
    "\"Owner'",
    "'own",
    "🙂",
    "K",
    "ſ",
    "\u{200b}owner",
    "owner\n",
    "\\N.",
    "a,b;c",
    "straße",
];

/// A lead's facts, by column.
pub fn lead(dice: &mut Dice) -> Vec<Value> {
    FACTS.iter().map(|(name, of)| fact(dice, name, *of)).collect()
}

fn fact(dice: &mut Dice, name: &str, of: Type) -> Value {
    if dice.once_in(8) {
        return Value::Null;
    }
    match of {
        Type::Text => text(dice, name).into(),
        Type::Boolean => dice.once_in(2).into(),
        Type::List => list(dice),
        // Small, or they would hide behind the bounds of the axes what rules give.
        Type::BigInt if name.starts_with("score.") => dice.between(-8, 10).into(),
        Type::BigInt if name.starts_with("event.") => {
            (if dice.once_in(20) { dice.between(-3, 200) } else { dice.between(0, 7) }).into()
        }
        Type::BigInt if dice.once_in(30) => (9_007_199_254_740_992 - dice.between(0, 3)).into(),
        Type::BigInt => (if dice.once_in(2) { dice.between(-10, 30) } else { dice.between(0, 700) }).into(),
        Type::Double => match dice.below(4) {
            0 => (dice.between(-20, 60) as f64).into(),
            1 => (dice.between(-50, 300) as f64 / 10.0).into(),
            2 => (dice.between(0, 4_000) as f64 / 8.0).into(),
            _ => (dice.between(-1_000_000, 90_000_000) as f64 / 997.0).into(),
        },
    }
}

/// A word, often written otherwise than rules have it.
fn text(dice: &mut Dice, name: &str) -> String {
    if dice.once_in(6) {
        return (*dice.pick(ODD)).to_owned();
    }
    let word = *dice.pick(words(name));
    let cased = match dice.below(6) {
        0 => word.to_uppercase(),
        1 => word.to_lowercase(),
        _ => word.to_owned(),
    };
    match dice.below(12) {
        0 => format!(" {cased}\t"),
        1 => format!("\u{3000}{cased}\u{a0}"),
        2 => format!("'{cased}'"),
        3 => format!("\"{cased}\""),
        4 => format!("{cased} {}", dice.pick(words(name))),
        5 => format!("'{cased}"),
        _ => cased,
    }
}

fn list(dice: &mut Dice) -> Value {
    let count = dice.below(4);
    let items: Vec<Value> = (0..count).map(|_| text(dice, "role").into()).collect();
    items.into()
}

/// The facts as rules see them.
pub fn facts(lead: &[Value]) -> Value {
    let mut facts = Map::new();
    for ((name, _), value) in FACTS.iter().zip(lead) {
        if *value == Value::Null || name.starts_with("score.") {
            continue;
        }
        match name.starts_with("event.") {
            true => plant(&mut facts, name, value.clone()),
            false => facts.set(name, value.clone()),
        }
    }
    facts.into()
}

/// A counter where rules look for it: a part for each part of its name, and its count below the last.
fn plant(facts: &mut Map, path: &str, count: Value) {
    let (first, rest) = path.split_once('.').unwrap_or((path, "count"));
    if path == "count" {
        return facts.set("count", count);
    }
    let slot = facts.entry(first);
    if !matches!(slot, Value::Map(_)) {
        *slot = Map::new().into();
    }
    if let Value::Map(below) = slot {
        plant(below, rest, count);
    }
}
