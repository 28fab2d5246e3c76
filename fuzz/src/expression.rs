//! The target `expression`: a text, facts and a moment. It must not know what an expression should give.

use leadsieve::expression::{Context, Expression, MAX_LENGTH};
use leadsieve::time::Moment;
use leadsieve::value::{Value, json};

use crate::case::{Fault, hold, weight};
use crate::meter::measure;
use crate::{Dice, Json, Signs, Target, folder, load, odd};

/// Bytes that one evaluation may ask for, for each byte of the text and of its facts together, squared at the most.
const MOST_BYTES_EACH: u64 = 400;

/// Parsing, printing and evaluating.
pub struct Expressions;

impl Target for Expressions {
    fn name(&self) -> &'static str {
        "expression"
    }

    fn seeds(&self) -> Vec<Json> {
        let mut seeds: Vec<Json> = load(&folder("fuzz/corpus/expression")).into_iter().map(|(_, case)| case).collect();
        for (_, definition) in load(&folder("tests/conformance/walk/definitions")) {
            crate::grow::gather(&definition, &mut |name, value| {
                if let (true, Some(text)) = (crate::grow::is_expression(name), value.as_str()) {
                    seeds.push(serde_json::json!({ "text": text, "facts": {} }));
                }
            });
        }
        seeds
    }

    fn make(&self, dice: &mut Dice, pool: &[Json]) -> Json {
        let (one, other) = (dice.pick(pool).cloned().unwrap_or_default(), dice.pick(pool).cloned().unwrap_or_default());
        let written = |case: &Json| case.get("text").and_then(Json::as_str).unwrap_or_default().to_owned();
        let text = changed(dice, written(&one), &written(&other));
        let mut facts = match dice.below(3) {
            0 => one.get("facts").cloned().unwrap_or_default(),
            _ => other.get("facts").cloned().unwrap_or_default(),
        };
        // What the text asks for is there, now and then, as something odd.
        for name in text.split('{').skip(1).filter_map(|rest| rest.split('}').next()) {
            let key = name.trim_start_matches('#').split(['.', '[']).next().unwrap_or_default();
            if let (Some(map), true) = (facts.as_object_mut(), dice.once_in(2)) {
                map.insert(key.to_owned(), odd::value(dice, 3));
            }
        }
        serde_json::json!({ "text": text, "facts": facts, "now": odd::number(dice), "offset": dice.below(2_000) })
    }

    fn check(&self, case: &Json) -> Result<Signs, Fault> {
        let text = case.get("text").and_then(Json::as_str).unwrap_or_default();
        let facts: Value = match case.get("facts").map(|facts| serde_json::from_value(facts.clone())) {
            Some(Ok(facts)) => facts,
            _ => Value::Null,
        };
        let parsed = match Expression::parse(text) {
            Ok(parsed) => parsed,
            Err(error) => return Ok([told(error.code(), error.message())].into()),
        };
        let printed = parsed.print();
        // Brackets and spaces may make it too long for itself.
        if printed.len() <= MAX_LENGTH {
            let again = Expression::parse(&printed)
                .map_err(|error| Fault::new("printed is refused", format!("{printed}: {}", error.line())))?;
            hold(again == parsed, "printed is another", || format!("{text} is printed as {printed}"))?;
            hold(again.print() == printed, "printed anew is another", || printed.clone())?;
        }
        let number = |name: &str| case.get(name).and_then(Json::as_f64).unwrap_or_default();
        let offset = number("offset") as i32 - 1_000;
        let now = Moment { wall_ms: number("now") as i64, utc_offset_min: offset, ..Moment::default() };
        let context = Context::at(&facts, &now);
        let (value, bytes) = measure(|| parsed.evaluate(&context));
        let most = 100_000 + MOST_BYTES_EACH * (text.len() as u64).pow(2).max(1) * weight(case) as u64;
        hold(bytes <= most, "too much work", || format!("{bytes} bytes for an expression of {} bytes", text.len()))?;
        let shown = json::write(&value);
        hold(json::write(&parsed.evaluate(&context)) == shown, "evaluated anew is another", || shown.clone())?;
        beside(&parsed, &context)?;
        Ok(signs(&parsed, &value, text))
    }
}

/// What else may be asked of an expression.
fn beside(parsed: &Expression, context: &Context<'_>) -> Result<(), Fault> {
    let is_true = parsed.is_true(context);
    let may_be_true = parsed.may_be_true(context, &|_| false);
    hold(!is_true || may_be_true, "true and impossible", || parsed.print())?;
    let (mut bound, mut slots) = (parsed.clone(), Vec::new());
    bound.bind(&mut |name| {
        slots.push(context.facts.get(name).cloned().unwrap_or_default());
        Some(slots.len() - 1)
    });
    let bound_context = context.with_slots(&slots);
    for open in 0..3 {
        let may_be_true = bound.may_be_true(&bound_context, &|slot| open == 2 || slot % 2 == open);
        hold(!bound.is_true(&bound_context) || may_be_true, "true and impossible with slots", || parsed.print())?;
    }
    for is_timed in [false, true] {
        let _ = parsed.evaluate_answer(context, is_timed);
    }
    let _ = (parsed.lacks_facts(context), parsed.is_volatile());
    hold(parsed.free_names().count() == parsed.names().count(), "a name is bound that nobody bound", || parsed.print())
}

/// A message as a sign: without what it quotes.
fn told(code: &str, message: &str) -> String {
    let expected = message.rsplit("expected").next().unwrap_or_default();
    [code, expected.get(..24).unwrap_or(expected)].concat()
}

fn signs(parsed: &Expression, value: &Value, text: &str) -> Signs {
    let mut signs = Signs::new();
    signs.insert(format!("gives {}", value.kind()));
    let words: Vec<&str> = WORDS.iter().copied().filter(|word| text.contains(word)).collect();
    for word in &words {
        signs.insert(format!("{word} gives {}", value.kind()));
        for other in &words {
            signs.insert(format!("{word} with {other}"));
        }
    }
    signs.insert(format!("{} names", parsed.names().count().min(20)));
    signs.insert(format!("length {}", text.len().max(1).ilog2()));
    signs
}

/// Pieces of which texts are made.
const WORDS: &[&str] = &[
    " or ",
    " and ",
    " = ",
    " <> ",
    " < ",
    " <= ",
    " > ",
    " >= ",
    " + ",
    " - ",
    " * ",
    " / ",
    " % ",
    " ^ ",
    " contains ",
    " notcontains ",
    " anyof ",
    " allof ",
    " noneof ",
    " empty",
    " notempty",
    "!",
    "-",
    "(",
    ")",
    "[",
    "]",
    ",",
    "'",
    "{",
    "}",
    "null",
    "true",
    "undefined",
    "0x1f",
    "1e300",
    ".5",
    "1.",
    "'2026-11-22'",
    "'2026-11-22T10:30'",
    "sum(",
    "avg(",
    "min(",
    "max(",
    "count(",
    "round(",
    "trunc(",
    "sumInArray(",
    "minInArray(",
    "maxInArray(",
    "countInArray(",
    "avgInArray(",
    "today()",
    "currentDate()",
    "currentYear()",
    "getDate(",
    "getYear(",
    "year(",
    "month(",
    "day(",
    "weekday(",
    "age(",
    "dateDiff(",
    "dateAdd(",
    "diffDays(",
    "iif(",
    "substring(",
    "mentions(",
    "days(",
];

/// Whole pieces that fit nearly anywhere.
const WHOLE: &[&str] = &[
    "{a}",
    "{a.b}",
    "{a[0].b}",
    "{a[-1]}",
    "{#a}",
    "{a.length}",
    "{panel.a}",
    "{item}",
    "1",
    "-1",
    "0",
    "'x'",
    "''",
    "[]",
    "[1, 'a']",
    "true",
    "today()",
    "today(-1)",
    "iif({a}, 1, 2)",
    "({a} = 1)",
    "!{a}",
    "-({a})",
    "{a} empty",
    "round({a}, 2)",
    "age({a})",
    "sumInArray({a}, 'b', '{b} > 1')",
    "countInArray({a}, 'b')",
    "dateAdd({a}, {b}, 'months')",
    "dateDiff({a}, today(), 'minutes')",
    "substring({a}, {b}, {c})",
    "mentions({a}, 'x*', {b})",
    "2 ^ {a}",
    "{a} % {b}",
];

/// A text with a few changes.
fn changed(dice: &mut Dice, text: String, other: &str) -> String {
    let mut text = text;
    for _ in 0..=dice.below(4) {
        text = once_changed(dice, &text, other);
    }
    text
}

fn once_changed(dice: &mut Dice, text: &str, other: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let (one, two) = (dice.below(chars.len() + 1), dice.below(chars.len() + 1));
    let part = |from: usize, to: usize| chars.iter().skip(from).take(to.saturating_sub(from)).collect::<String>();
    let (begin, end) = (one.min(two), one.max(two));
    let (before, middle, after) = (part(0, begin), part(begin, end), part(end, chars.len()));
    let times = [2, 3, 10, 63, 64, 65, 300].get(dice.below(7)).copied().unwrap_or(2);
    match dice.below(13) {
        0 => [before, after].concat(),
        1 if text.len() < MAX_LENGTH => [before, middle.clone(), middle, after].concat(),
        2 => [before, dice.word(odd::TEXTS).to_owned(), after].concat(),
        3 | 4 => [part(0, begin), dice.word(WORDS).to_owned(), part(begin, chars.len())].concat(),
        5 => [before, dice.word(WHOLE).to_owned(), after].concat(),
        6 => format!("({text}){}({other})", dice.word(WORDS)),
        7 => format!("{text}{}{}", dice.word(WORDS), dice.word(WHOLE)),
        8 => format!("{}{text}{}", "(".repeat(times), ")".repeat(times)),
        9 => format!("{}{text}", dice.word(&["!", "-", "!-", "- ", "negate "]).repeat(times)),
        10 => vec![dice.word(WHOLE); times].join(dice.word(WORDS)),
        11 => format!("iif({text}, {}, {other})", dice.word(WHOLE)),
        _ => format!("[{text}, {other}]{}{}", dice.word(WORDS), dice.word(WHOLE)),
    }
}

/// An expression over names of a document.
pub(crate) fn text(dice: &mut Dice, document: &Json) -> String {
    let mut names = Vec::new();
    crate::grow::gather(document, &mut |key, value| names.extend(value.as_str().filter(|_| key == "name")));
    let named = |dice: &mut Dice| match dice.pick(&names) {
        Some(name) => format!("{{{name}}}"),
        None => dice.word(WHOLE).to_owned(),
    };
    let (one, other) = (named(dice), named(dice));
    match dice.below(8) {
        0 => format!("{one} notempty"),
        1 => format!("{one} = {other}"),
        2 => format!("{one} + 1"),
        3 => format!("{one} + {other}"),
        4 => format!("iif({one} empty, {}, {other})", dice.word(WHOLE)),
        5 => format!("{one} contains {}", dice.word(WHOLE)),
        6 => dice.word(WHOLE).to_owned(),
        _ => one,
    }
}
