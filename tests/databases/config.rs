//! Random score tables that hold every form of rule that the statement takes over.

use serde_json::{Value as Json, json};

use leadsieve::score::sql::Type;

use crate::dice::Dice;
use crate::fact::{FACTS, words};

/// A whole config with a random table in it.
pub fn config(dice: &mut Dice) -> Json {
    let groups: Vec<String> = (0..4).map(|place| format!("g{place}")).collect();
    let rules: Vec<Json> = (0..dice.between(12, 45)).map(|place| rule(dice, place, &groups)).collect();
    let bounds = |dice: &mut Dice, least: i64, most: i64| json!({ "min": -dice.between(0, least), "max": dice.between(0, most) });
    let classes: Vec<Json> = ["ideal", "Near.1", "unacceptable", "true", "7"]
        .iter()
        .map(|id| json!({ "id": id, "if": late(dice, &["fit", "intent", "total"]) }))
        .collect();
    let mut falling = || {
        let mut steps = [dice.between(-30, 60), dice.between(-30, 60), dice.between(-30, 60)];
        steps.sort_unstable_by(|one, other| other.cmp(one));
        json!(steps)
    };
    let (fit, intent) = (falling(), falling());
    let warm = dice.between(-20, 40);
    let mut score = json!({
        "id": "random", "rules": rules, "classes": classes,
        "axes": { "fit": bounds(dice, 40, 80), "intent": bounds(dice, 40, 80) },
        "temperature": { "warm": warm, "hot": warm + dice.between(0, 30) },
        "grade": { "fit": fit, "intent": intent },
        "handoff": late(dice, &["fit", "intent", "total", "class", "temperature", "grade"]),
    });
    let some: serde_json::Map<_, _> = groups.iter().map(|name| (name.clone(), bounds(dice, 15, 20))).collect();
    score["groups"] = some.into();
    for (part, times) in [("temperature", 8), ("grade", 8), ("handoff", 12), ("axes", 12)] {
        if dice.once_in(times) {
            score.as_object_mut().unwrap().remove(part);
        }
    }
    let plain = |(name, of): &&(&str, Type)| !name.contains('.') && *of != Type::List;
    let mut elements: Vec<Json> =
        FACTS.iter().filter(plain).map(|(name, _)| json!({ "type": "text", "name": name })).collect();
    elements.push(json!({ "type": "checkbox", "name": "colours", "choices": ["a", "b"] }));
    let granted = json!({ "attribution": "granted", "behaviour": "granted", "lead": "granted" });
    json!({ "version": 1, "site": { "id": "a" }, "consent": { "default": granted }, "quizzes": { "q": { "elements": elements } }, "score": score })
}

fn rule(dice: &mut Dice, place: i64, groups: &[String]) -> Json {
    let axis = if dice.once_in(2) { "fit" } else { "intent" };
    let mut rule =
        json!({ "id": format!("rule-{place}"), "axis": axis, "label": "x", "points": dice.between(-12, 15) });
    if dice.once_in(2) {
        rule["group"] = dice.pick(groups).as_str().into();
    }
    if !dice.once_in(4) {
        rule["if"] = condition(dice, 3, &[]).into();
        return rule;
    }
    let (event, per) = *dice.pick(&[
        ("event.click.phone", "event"),
        ("event.click.email", "event"),
        ("event.click.email", "object"),
        ("event.form.success", "visit"),
        ("event.page.view", "page"),
        ("event.custom.demo", "event"),
    ]);
    rule["each"] = event.into();
    rule["per"] = per.into();
    if !dice.once_in(3) {
        rule["limit"] = dice.between(1, 8).into();
    }
    rule
}

/// A condition of a class or of the hand-off: now and then over the score.
fn late(dice: &mut Dice, score: &[&str]) -> String {
    condition(dice, 2, score)
}

/// A random condition.
fn condition(dice: &mut Dice, depth: usize, score: &[&str]) -> String {
    if depth > 0 && dice.once_in(2) {
        let (one, other) = (condition(dice, depth - 1, score), condition(dice, depth - 1, score));
        return match dice.below(6) {
            0 => format!("!({one})"),
            1 | 2 => format!("({one} and {other})"),
            3 => format!("({one}) = ({other})"),
            _ => format!("({one} or {other})"),
        };
    }
    if !score.is_empty() && !dice.once_in(3) {
        return of_score(dice, score);
    }
    match dice.below(8) {
        0..=2 => text(dice),
        3 | 4 => number(dice),
        5 => computed(dice),
        6 => yes(dice),
        _ => list(dice),
    }
}

fn of_score(dice: &mut Dice, score: &[&str]) -> String {
    let name = *dice.pick(score);
    let sign = if dice.once_in(3) { "<>" } else { "=" };
    match name {
        "class" => {
            let class = *dice.pick(&["ideal", "IDEAL", "near.1", "unacceptable", "ordinary", "true", ""]);
            format!("{{score.class}} {sign} '{class}'")
        }
        "temperature" => format!("{{score.temperature}} {sign} '{}'", dice.pick(&["hot", "Warm", "cold"])),
        "grade" => match dice.below(4) {
            0 => "{score.grade} empty".to_owned(),
            1 => "{score.grade} anyof ['a1', 'B2', 'A2', 'C1']".to_owned(),
            _ => format!("{{score.grade}} {sign} '{}'", dice.pick(&["A1", "b2", "D4", "c3"])),
        },
        _ if dice.once_in(5) => format!("{{score.fit}} + {{score.{name}}} * 2 > {}", dice.between(-40, 90)),
        _ => format!("{{score.{name}}} {} {}", dice.pick(&[">=", ">", "<", "<=", "="]), dice.between(-30, 60)),
    }
}

/// A name of a type.
fn name(dice: &mut Dice, of: &[Type]) -> &'static str {
    let fit: Vec<_> = FACTS.iter().filter(|(name, one)| of.contains(one) && !name.starts_with("score.")).collect();
    dice.pick(&fit).0
}

/// A written text in quotation marks.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "\\'").replace('"', "\\\""))
}

fn text(dice: &mut Dice) -> String {
    let name = name(dice, &[Type::Text]);
    // What stands for a number is compared as text where the name says so.
    let is_raw = name == "code";
    let shown = if is_raw { format!("{{#{name}}}") } else { format!("{{{name}}}") };
    let word = |dice: &mut Dice| {
        let word = *dice.pick(words(name));
        let word = if dice.once_in(3) { word.to_uppercase() } else { word.to_owned() };
        quoted(&if dice.once_in(6) { format!(" {word} ") } else { word })
    };
    let part = |dice: &mut Dice| {
        let parts: &[&str] = match name {
            "city" => &["бург", "ён", "MOCK", "öln", "Σ", "Мос"],
            "industry" => &["'", "\\b", "neil", "; --", "quo", "/*", "$"],
            "code" => &["0", "1,", "e", "true", "ABC-"],
            "source.first.channel" => &["search", "Paid S", "DIR"],
            _ => &["manager", "OWN", "chief exec", "these"],
        };
        quoted(dice.pick::<&str>(parts))
    };
    match dice.below(12) {
        0 => format!("{shown} empty"),
        1 => format!("{shown} notempty"),
        2 => format!("{shown} = ''"),
        3 => format!("{shown} <> ''"),
        4 => format!("{shown} <> {}", word(dice)),
        5 => format!("{shown} contains {}", part(dice)),
        6 => format!("{shown} notcontains {}", part(dice)),
        7 => format!("{shown} allof [{}, {}]", part(dice), part(dice)),
        8 => format!("{shown} anyof [{}, {}, {}]", word(dice), word(dice), word(dice)),
        9 => format!("{shown} noneof [{}, {}]", word(dice), word(dice)),
        _ => format!("{shown} = {}", word(dice)),
    }
}

fn number(dice: &mut Dice) -> String {
    let is_counter = dice.once_in(3);
    let shown = match is_counter {
        true => counter(dice),
        false => format!("{{{}}}", plain_number(dice, &[Type::BigInt, Type::Double])),
    };
    let written = match dice.below(5) {
        0 => format!("{}", dice.between(-50, 300) as f64 / 10.0),
        1 => format!("{}", dice.between(0, 400) as f64 / 8.0),
        _ => dice.between(-10, 500).to_string(),
    };
    let sign = *dice.pick(&["=", "<>", "<", "<=", ">", ">="]);
    match dice.below(10) {
        0 => format!("{shown} empty"),
        1 => format!("{shown} {sign} '{}'", written.trim_start_matches('-')),
        2 => format!("{shown} anyof [{written}, {}, {}]", dice.between(0, 30), dice.between(0, 7)),
        3 => format!("({shown} >= {} and {shown} <= {})", dice.between(-5, 5), dice.between(3, 300)),
        4 => format!("{shown} {sign} {{{}}}", plain_number(dice, &[Type::BigInt, Type::Double])),
        5 => format!("{written} {sign} {shown}"),
        6 if is_counter => format!("{shown} = ''"),
        _ => format!("{shown} {sign} {written}"),
    }
}

fn plain_number(dice: &mut Dice, of: &[Type]) -> &'static str {
    loop {
        let found = name(dice, of);
        if !found.starts_with("event.") {
            return found;
        }
    }
}

fn counter(dice: &mut Dice) -> String {
    let counters: Vec<_> =
        FACTS.iter().filter(|(name, _)| name.starts_with("event.") && !name.contains(".per_")).collect();
    format!("{{{}.count}}", dice.pick(&counters).0)
}

/// Arithmetic over whole numbers.
fn computed(dice: &mut Dice) -> String {
    let mut one = || match dice.below(4) {
        0 => counter(dice),
        1 => dice.between(0, 9).to_string(),
        _ => format!("{{{}}}", plain_number(dice, &[Type::BigInt])),
    };
    let (first, second, third) = (one(), one(), one());
    let first = format!("({first} + {{employees}})");
    let sign = *dice.pick(&["=", "<", "<=", ">", ">="]);
    let bound = dice.between(-5, 400);
    match dice.below(6) {
        0 => format!("{first} + {second} - {third} {sign} {bound}"),
        1 => format!("{first} * {second} {sign} {bound}"),
        2 => format!("({first} / {second}) {sign} {}", bound / 20),
        3 => format!("({first} % {second}) {sign} {}", dice.between(-3, 6)),
        4 => format!("!(({first} / {second}) > {bound} / 40)"),
        _ => format!("{first} * 3 {sign} {second} + {third}"),
    }
}

fn yes(dice: &mut Dice) -> String {
    let name = name(dice, &[Type::Boolean]);
    match dice.below(8) {
        0 => format!("{{{name}}}"),
        1 => format!("!{{{name}}}"),
        2 => format!("{{{name}}} = true"),
        3 => format!("{{{name}}} <> true"),
        4 => format!("{{{name}}} = false"),
        5 => "{agree} = {adult}".to_owned(),
        6 => format!("{{{name}}} empty"),
        _ => format!("{{{name}}} = 'TRUE'"),
    }
}

fn list(dice: &mut Dice) -> String {
    let word = |dice: &mut Dice| {
        let word = *dice.pick(words("role"));
        quoted(&if dice.once_in(3) { word.to_uppercase() } else { word.to_owned() })
    };
    match dice.below(8) {
        0 => "{colours} empty".to_owned(),
        1 => "{colours} notempty".to_owned(),
        2 => format!("{{colours}} contains {}", word(dice)),
        3 => format!("{{colours}} notcontains {}", word(dice)),
        4 => format!("{{colours}} anyof [{}, {}]", word(dice), word(dice)),
        5 => format!("{{colours}} allof [{}, {}]", word(dice), word(dice)),
        6 => format!("{{colours}} noneof [{}, {}]", word(dice), word(dice)),
        _ => format!("{{colours}} contains [{}, {}]", word(dice), word(dice)),
    }
}
