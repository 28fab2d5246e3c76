//! What is concluded from sets of values, held against values.

use proptest::prelude::*;

use super::*;
use crate::expression::{Context, Expression};

const NAMES: [&str; 4] = ["a", "b", "c", "d"];

fn parsed(source: &str) -> Expression {
    let mut expression = Expression::parse(source).unwrap();
    expression.bind(&mut |name| NAMES.iter().position(|known| *known == name));
    expression
}

fn budget() -> Budget {
    Budget::new(1_000_000, 1_000_000)
}

fn texts(words: &[&str]) -> Possible {
    Possible::one_of(words.iter().map(|word| Value::from(*word)))
}

/// `{a}` is red, green or unanswered; `{b}` a number from 0 to 10; `{c}` any of three rooms; `{d}` a text.
fn world() -> Vec<Possible> {
    let mut a = texts(&["red", "green"]);
    a.join(&Possible::nothing());
    let mut c = Possible::selection_of(vec!["hall".into(), "bath".into(), 7.0.into()]);
    c.join(&Possible::nothing());
    let mut d = Possible::text();
    d.join(&Possible::nothing());
    vec![a, Possible::between(0.0, 10.0), c, d]
}

#[track_caller]
fn can_be(source: &str, holds: bool, fails: bool) {
    let possible = parsed(source).possible(&world(), &mut budget());
    assert_eq!((possible.may_hold(), possible.may_fail()), (holds, fails), "{source}: {possible:?}");
}

#[test]
fn a_choice_that_does_not_exist_is_never_chosen() {
    can_be("{a} = 'red'", true, true);
    can_be("{a} = 'blue'", false, true);
    can_be("{a} <> 'blue'", true, false);
    can_be("{a} anyof ['blue', 'black']", false, true);
    can_be("{c} contains 'kitchen'", false, true);
    can_be("{c} contains 'hall'", true, true);
    can_be("{c} allof ['hall', 'attic']", false, true);
    can_be("{c} noneof ['attic']", true, false);
}

#[test]
fn numbers_stay_between_their_bounds() {
    can_be("{b} > 10", false, true);
    can_be("{b} >= 10", true, true);
    can_be("{b} + 5 >= 5", true, false);
    can_be("{b} * 2 - 1 > 19", false, true);
    can_be("0 - {b} > 0", false, true);
    can_be("{b} % 3 < 4", true, false);
    can_be("10 / {b} > 100", true, true);
    can_be("{b} = '11'", false, true);
}

#[test]
fn what_rounding_makes_of_a_product_is_in_its_range() {
    // Four decimals are what is left of 1.6e-7 times 1000.
    let sets = [Possible::between(1e-7, 1.6e-7)];
    let values = [Value::Number(1.6e-7)];
    let product = parsed("{a} * 1000");
    let value = product.evaluate(&Context::on_day(&Value::Null, 0).with_slots(&values));
    assert_eq!(value, Value::Number(0.0002));
    assert!(product.possible(&sets, &mut budget()).has(&value));
}

#[test]
fn nothing_beside_a_list_is_an_empty_one() {
    let many: Vec<Value> = (0..9).map(|number| Value::Number(f64::from(number))).collect();
    let sets = [Possible::nothing(), Possible::some_of(many)];
    let values = [Value::Null, Value::List(vec![3.0.into()])];
    let both = parsed("{a} and {b}");
    let value = both.evaluate(&Context::on_day(&Value::Null, 0).with_slots(&values));
    assert_eq!(value, Value::List(vec![3.0.into()]));
    assert!(both.possible(&sets, &mut budget()).has(&value));
}

#[test]
fn what_contradicts_itself_is_seen() {
    can_be("{a} = 'red' and {a} = 'green'", false, true);
    can_be("{a} = 'red' or {a} <> 'red'", true, false);
    can_be("{b} > 5 and {b} < 5", false, true);
    can_be("{b} > 5 and {b} < 5.1", true, true);
    can_be("{b} > 5 or {b} <= 5", true, false);
    can_be("{c} contains 'hall' and {c} notcontains 'hall'", false, true);
    can_be("{a} empty and {a} notempty", false, true);
}

#[test]
fn nothing_is_claimed_of_texts_facts_and_days() {
    can_be("{d} = 'x'", true, true);
    can_be("{d} contains 'x' and {d} notcontains 'x'", true, true);
    can_be("{source.first.channel} = 'Paid Search'", true, true);
    can_be("today() > '2030-01-01'", true, true);
    can_be("{a.length} > 3", true, true);
}

#[test]
fn a_value_that_is_neither_yes_nor_no_is_told_by_its_kind() {
    let kind = |source| parsed(source).possible(&world(), &mut budget()).kind_without_truth();
    assert_eq!(kind("{b}"), Some("a number"));
    assert_eq!(kind("{a}"), Some("a text"));
    assert_eq!(kind("{c}"), Some("a list"));
    assert_eq!(kind("{b} > 5"), None);
    assert_eq!(kind("{d}"), None);
    assert_eq!(kind("{b} > 5 and {a}"), None);
}

#[test]
fn without_a_budget_everything_is_possible() {
    let possible = parsed("{a} = 'blue'").possible(&world(), &mut Budget::new(2, 2));
    assert!(possible.may_hold() && possible.may_fail());
}

#[test]
fn conditions_are_looked_at_together_where_their_answers_are_the_same() {
    let (one, other) = (parsed("{a} = 'red'"), parsed("{a} = 'green'"));
    let wanted = [&one, &other].map(|expression| Wanted { expression, may: Possible::may_be_true });
    assert!(!Expression::may_all_be(&wanted, &world(), &|_| true, &mut budget()));
    assert!(Expression::may_all_be(&wanted, &world(), &|_| false, &mut budget()));
}

#[test]
fn a_set_that_grows_beyond_its_measure_keeps_everything() {
    let mut set = Possible::default();
    let list = |number: i32| Value::List(vec![f64::from(number).into(), "x".into()]);
    for number in 0..200 {
        set.join(&Possible::one_of([
            Value::Number(f64::from(number) / 3.0),
            Value::Text(number.to_string()),
            list(number),
        ]));
    }
    assert!((0..200).all(|number| set.has(&list(number))));
    assert!(set.0.len() <= MOST);
    assert!(
        (0..200).all(|number| set.has(&Value::Number(f64::from(number) / 3.0)) && set.has(&number.to_string().into()))
    );
}

/// A value, and a set that it is in.
fn member() -> impl Strategy<Value = (Value, Possible)> {
    let item = || {
        prop_oneof![
            prop::sample::select(vec!["x", "Y", "12", "true", "", "'7'", "0x1f", "01"]).prop_map(Value::from),
            prop::sample::select(vec![0.0, 1.0, -1.0, 0.1, 2.5, 12.0, 1e-7, 1.5e-7, 1e15]).prop_map(Value::Number),
            any::<bool>().prop_map(Value::Bool),
        ]
    };
    let exact = prop::collection::vec(prop_oneof![3 => item(), 1 => Just(Value::Null)], 1..5)
        .prop_flat_map(|values| (prop::sample::select(values.clone()), Just(Possible::one_of(values))));
    let lists =
        (prop::collection::vec(item(), 1..8), any::<u8>(), any::<bool>()).prop_map(|(mut items, chosen, is_turned)| {
            items.dedup();
            items.sort_by_key(|item| format!("{item:?}"));
            items.dedup();
            let mut list: Vec<Value> = items
                .iter()
                .enumerate()
                .filter(|(place, _)| chosen >> place & 1 == 1)
                .map(|(_, item)| item.clone())
                .collect();
            if is_turned {
                list.reverse();
            }
            let mut set = Possible::selection_of(items);
            set.join(&Possible::nothing());
            (if list.is_empty() { Value::Null } else { Value::List(list) }, set)
        });
    let range =
        (-20.0_f64..20.0, 0.0_f64..30.0, 0.0_f64..=1.0, any::<bool>()).prop_map(|(low, width, place, is_whole)| {
            let (low, width) = if is_whole { (low.trunc(), width.trunc()) } else { (low, width) };
            let value = low + width * place;
            (
                Value::Number(if is_whole {
                    value.trunc().clamp(low, low + width)
                } else {
                    value.clamp(low, low + width)
                }),
                Possible::between(low, low + width),
            )
        });
    let text = item().prop_filter_map("a text", |value| {
        let mut set = Possible::text();
        set.join(&Possible::nothing());
        value.as_text().map(|_| (value.clone(), set))
    });
    let map = Just((Value::from(crate::value::Map::new().with("k", 1.0)), Possible::map()));
    prop_oneof![4 => exact, 3 => lists, 4 => range, 2 => text, 1 => map]
}

fn source() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        5 => prop::sample::select(vec!["{a}", "{b}", "{c}", "{d}"]).prop_map(str::to_owned),
        1 => prop::sample::select(vec!["{#a}", "{a.length}", "{c[0]}", "{e}", "{a} empty", "{e} notempty", "'' empty"]).prop_map(str::to_owned),
        3 => prop::sample::select(vec![
            "1", "0", "-1", "2.5", "12", "0.1", "'x'", "'y'", "'12'", "''", "true", "false", "['x', 'Y']", "[12]", "[]",
        ])
        .prop_map(str::to_owned),
    ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        let operators = vec![
            "and",
            "or",
            "=",
            "<>",
            "<",
            "<=",
            ">",
            ">=",
            "+",
            "-",
            "*",
            "/",
            "%",
            "^",
            "contains",
            "notcontains",
            "anyof",
            "allof",
            "noneof",
        ];
        let functions =
            vec!["iif", "sum", "avg", "min", "max", "count", "round", "trunc", "mentions", "substring", "age", "year"];
        prop_oneof![
            6 => (inner.clone(), prop::sample::select(operators), inner.clone())
                .prop_map(|(left, op, right)| format!("({left}) {op} ({right})")),
            1 => inner.clone().prop_map(|operand| format!("!({operand})")),
            1 => (inner.clone(), inner.clone()).prop_map(|(one, other)| format!("[{one}, {other}]")),
            2 => (prop::sample::select(functions), inner.clone(), inner.clone(), inner)
                .prop_map(|(function, one, two, three)| format!("{function}({one}, {two}, {three})")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_value_is_always_inside_of_what_is_possible(source in source(), held in prop::collection::vec(member(), 4)) {
        let expression = parsed(&source);
        let (values, sets): (Vec<Value>, Vec<Possible>) = held.into_iter().unzip();
        for (value, set) in values.iter().zip(&sets) {
            prop_assert!(set.has(value));
        }
        let facts = Value::Null;
        let context = Context::on_day(&facts, 20_000).with_slots(&values);
        let possible = expression.possible(&sets, &mut Budget::new(100_000, 100_000));
        let value = expression.evaluate(&context);
        prop_assert!(possible.stored().has(&value), "{source} of {values:?} is {value:?}, not in {possible:?}");
        prop_assert!(if expression.is_true(&context) { possible.may_hold() } else { possible.may_fail() }, "{source} of {values:?} in {possible:?}");
        prop_assert!(value != Value::Bool(true) || possible.may_be_true());
        prop_assert!(value != Value::Bool(false) || possible.may_be_false());
        prop_assert!(possible.kind_without_truth().is_none() || !matches!(value, Value::Bool(_)));
    }
}
