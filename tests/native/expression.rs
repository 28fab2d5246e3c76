//! The rule language: what its expressions mean, how they are told wrong, and that printing one gives it back. What SurveyJS
//! means by them is held by `tests/conformance`.

use leadsieve::expression::{Context, Expression, MAX_LENGTH};
use leadsieve::text::number_text;
use leadsieve::time::Moment;
use leadsieve::value::{Value, json};
use proptest::prelude::*;

/// The value of an expression on 22 November 2026, 12:30 in a zone three hours ahead of UTC, as JSON.
fn value(source: &str, facts: &str) -> String {
    let facts = facts_of(facts);
    let now = Moment { wall_ms: 1_795_339_800_000, utc_offset_min: 180, ..Moment::default() };
    let expression = Expression::parse(source).unwrap_or_else(|error| panic!("{source}: {}", error.line()));
    json::write(&expression.evaluate(&Context::at(&facts, &now)))
}

fn facts_of(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn expressions_mean_what_quiz_builders_know() {
    let facts = r#"{"role":"Owner","budget":"1500","city":["msk","spb"],"name":"Анна ","code":"007","agree":true,
        "rooms":[{"area":12,"warm":true},{"area":"8,5","warm":false},{"area":30}],"first name":"Ida",
        "source":{"first":{"channel":"Paid Search"}},"birth":"1990-11-23","a.b":{"c":4}}"#;
    for (source, expected) in [
        // Comparison: numbers in texts are numbers, case and spaces around do not matter, codes stay codes.
        ("{role} = 'owner' and {budget} >= 1000", "true"),
        ("{name} == 'анна'", "true"),
        ("{code} = 7", "true"),
        ("{code} + 1", "\"0071\""),
        ("{city} = ['spb', 'MSK']", "true"),
        ("{nobody} empty and {city.length} = 2", "true"),
        // Names: case, spaces, dots in a key, items of a list.
        ("{ROLE}", "\"Owner\""),
        ("{first name} + '!'", "\"Ida!\""),
        ("{source.first.channel} = 'paid search'", "true"),
        ("{a.b.c}", "4"),
        ("{rooms[-1].area}", "30"),
        ("{#budget} + 1", "\"15001\""),
        ("{$budget} + 1", "1501"),
        // Binding: contains before arithmetic before comparison before and before or, all from the left.
        ("1 + 2 * 3 ^ 2", "19"),
        ("2 ^ 3 ^ 2", "64"),
        ("10 - 4 - 3", "3"),
        ("false and true or true", "true"),
        ("!{agree} or {city} contains 'msk'", "true"),
        ("-0.1 - 0.2", "-0.3"),
        ("{budget}>1000and{code}contains'7'", "true"),
        ("0.1 + 0.2 = 0.3", "true"),
        // Rounded as a decimal, not as the product of two binary fractions.
        ("1 / 3 / 10 * 1", "0.03333333333333333"),
        ("1 / 0", "null"),
        // Functions.
        ("iif({budget} > 1000, 'big', 'small')", "\"big\""),
        ("sumInArray({rooms}, 'area')", "50.5"),
        ("sumInArray({rooms}, 'area', '{warm} = true')", "12"),
        ("maxInArray({rooms}, 'area', 'warm')", "null"),
        ("sumInArray({rooms}, 'area', '{warm} = ')", "0"),
        ("[null, 1] = [] and count(null, 1) = 0", "true"),
        ("round(2.345, 2) + trunc(2.999)", "4.35"),
        ("avg([1, '2', 6])", "3"),
        ("substring('kitchen', 0, 4)", "\"kitc\""),
        ("mentions('Ёлка и котёл', 'елк*', 'котел')", "2"),
        // Dates are the visitor's own.
        ("today() = '2026-11-22'", "true"),
        ("age({birth})", "35"),
        ("dateDiff('2026-01-31', dateAdd('2026-01-31', 1, 'months'), 'days')", "31"),
        ("getDate('2026-11-22T01:00')", "\"2026-11-21T22:00:00.000Z\""),
        ("weekday()", "0"),
        ("days('2026-11-20')", "2"),
        // What V8 reads beside ISO 8601, without words: they differ from browser to browser.
        ("dateDiff('2/29/2024', '2024-2-9')", "20"),
        ("year('2024/02/29') + day('2024/02/29')", "2053"),
        ("getDate('item 10')", "null"),
        ("getDate(' 2026-11-20 ')", "null"),
        // A date is put together with a text as ECMAScript does it, an amount that is a text too.
        ("'' + today()", "\"Sun Nov 22 2026 00:00:00 GMT+0300\""),
        ("dateAdd('2026-11-01', '2') = '2026-11-12'", "true"),
        ("dateAdd('2026-11-01', 2) = '2026-11-03'", "true"),
        ("dateAdd('2026-11-01', 999999999999)", "null"),
        // Beside a date an empty text is now.
        ("getDate('2026-11-20') < ''", "true"),
        ("getDate(dateAdd('2026-01-01', 8000, 'years'))", "\"+010025-12-31T21:00:00.000Z\""),
    ] {
        assert_eq!(value(source, facts), expected, "{source}");
    }
}

#[test]
fn a_condition_holds_where_it_is_true_and_not_where_it_is_something() {
    let facts = facts_of(r#"{"yes":true,"one":1,"two":2,"word":"x"}"#);
    let holds = |source| Expression::parse(source).unwrap().is_true(&Context::on_day(&facts, 0));
    assert_eq!(["{yes}", "{one}", "{two}", "{word}", "{two} > 0"].map(holds), [true, true, false, false, true]);
}

#[test]
fn a_broken_expression_is_told_with_its_place() {
    for (source, expected) in [
        ("{a} >", "line 1, column 6: found the end, expected a {name}, a value, a function or \"(\""),
        ("1 +\n  * 2", "line 2, column 3: found \"*\", expected a {name}, a value, a function or \"(\""),
        ("({a} = 1", "line 1, column 9: found the end, expected \")\""),
        ("{a", "line 1, column 1: found { without its }"),
        ("'it", "line 1, column 1: found a quotation mark without its closing one"),
        ("days()", "line 1, column 1: found 0 operands of days(), expected 1 to 1"),
        ("{a} = 1 2", "line 1, column 9: found 2, expected an operator or the end"),
        ("{{a} = 1", "line 1, column 1: found { without its }"),
    ] {
        assert_eq!(Expression::parse(source).unwrap_err().message(), expected, "{source}");
    }
    let unknown = Expression::parse("displayValue('a') = 1").unwrap_err();
    assert!(
        unknown.message().contains("found \"displayValue\"") && unknown.message().contains("iif"),
        "{}",
        unknown.message()
    );
}

#[test]
fn what_survey_core_cannot_read_is_refused() {
    for source in [
        "{a} EQUALS 5",
        "-{a}",
        "- 5",
        ".5",
        "1.",
        "1e3",
        "0x1F",
        "{a} = да",
        "sum (1)",
        "sum( )",
        "({a}) empty",
        "{a} = trueish",
        "[1, null]",
        "iif({a}, 1, null)",
        "!null",
        "1\u{a0}+ 1",
    ] {
        assert_eq!(Expression::parse(source).map_err(|error| error.code()), Err("expression/syntax"), "{source}");
    }
}

#[test]
fn depth_and_length_are_bounded() {
    let nested = |depth: usize| format!("{}1{}", "(".repeat(depth), ")".repeat(depth));
    assert_eq!(Expression::parse(&nested(20)).map(|_| ()), Ok(()));
    assert_eq!(Expression::parse(&nested(1_900)).unwrap_err().code(), "expression/too-deep");
    assert_eq!(Expression::parse(&nested(10_000)).unwrap_err().code(), "expression/too-long");
    assert_eq!(Expression::parse(&"!".repeat(MAX_LENGTH)).unwrap_err().code(), "expression/too-deep");
    assert!(Expression::parse(&vec!["1"; MAX_LENGTH / 4].join(" + ")).is_ok());
}

/// The text of some expression, in words that the parser knows.
fn source() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        any::<f64>().prop_filter("finite", |number| number.is_finite()).prop_map(number_text),
        "[0-9]{1,25}",
        "'([a-zё<=>!{}. ]|\\\\['\"])*'",
        "\\{[#$]{0,2}[a-z][a-z. ]{0,5}[a-z](\\[-?[0-9]\\])?\\}",
        "(true|FALSE|null|word|x1_y)",
    ];
    leaf.prop_recursive(5, 30, 3, |inner| {
        let operators = "(or|and|=|!=|<|<=|>|>=|\\+|-|\\*|/|%|\\^|contains|notcontains|anyof|allof|noneof)";
        prop_oneof![
            (inner.clone(), operators, inner.clone()).prop_map(|(left, op, right)| format!("({left}) {op} ({right})")),
            (inner.clone(), operators, inner.clone()).prop_map(|(left, op, right)| format!("{left} {op} {right}")),
            inner.clone().prop_map(|operand| format!("!({operand})")),
            inner.clone().prop_map(|operand| format!("{operand} notempty")),
            prop::collection::vec(inner.clone(), 0..3).prop_map(|items| format!("[{}]", items.join(", "))),
            prop::collection::vec(inner, 2..4).prop_map(|items| format!("sumInArray({})", items.join(", "))),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_printed_parses_to_the_same(source in source()) {
        if let Ok(parsed) = Expression::parse(&source) {
            let printed = parsed.print();
            prop_assert_eq!(Expression::parse(&printed), Ok(parsed), "{}", printed);
        }
    }

    #[test]
    fn no_text_makes_it_panic(source in "\\PC{0,60}", facts in "[a-z]{0,3}") {
        if let Ok(parsed) = Expression::parse(&source) {
            let facts = Value::Text(facts);
            let _ = parsed.evaluate(&Context::on_day(&facts, 0));
        }
    }
}
