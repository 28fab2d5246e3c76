//! Scores in columns: what must not matter does not, and columns that do not fit are refused by name. That each lead gets
//! what it gets alone is held by the target `score` of `fuzz` and by `tests/agreement`.

use leadsieve::expression::column::{Column, Data, Kind};
use leadsieve::expression::{Context, Expression};
use leadsieve::score::bulk::{Bulk, Scores};
use leadsieve::score::{Axis, Bounds, Class, Condition, Group, Rule, Table};
use leadsieve::value::Value;
use proptest::prelude::*;

const DAY: i64 = 86_400_000;

/// One lead: role, employees, times of a counter.
type Lead = (u32, f64, Vec<u8>);

fn rule(id: &str, axis: Axis, condition: Condition, points: i64) -> Rule {
    let group = (axis == Axis::Fit).then(|| "profile".to_owned());
    Rule { id: id.into(), axis, group, condition, points, limit: 3, label: id.into(), ..Rule::default() }
}

fn table() -> Table {
    let when = |text: &str| Condition::If(Expression::parse(text).unwrap());
    let views = Condition::Each("event.keypage.pricing".into());
    let fading = Rule { half_life: Some(7 * DAY), ..rule("fading", Axis::Intent, views.clone(), 7) };
    Table {
        rules: vec![
            rule("owner", Axis::Fit, when("{role} = 'owner'"), 5),
            rule("large", Axis::Fit, when("{employees} > 500 or {role} empty"), -9),
            rule("middle", Axis::Fit, when("!({employees} < 10) and {employees} <= 100"), 4),
            rule("views", Axis::Intent, views, 2),
            fading,
        ],
        groups: vec![Group { name: "profile".into(), bounds: Bounds { min: -3, max: 6 } }],
        classes: vec![Class {
            id: "ideal".into(),
            condition: Expression::parse("{score.total} >= 9").unwrap(),
            ..Class::default()
        }],
        ..Table::default()
    }
}

fn columns() -> Vec<Column> {
    let column = |name: &str, kind| Column { name: name.into(), kind };
    vec![
        column("role", Kind::Words),
        column("employees", Kind::Numbers),
        column("event.keypage.pricing.count", Kind::Numbers),
        column("event.keypage.pricing.times", Kind::Lists),
    ]
}

fn data(leads: &[Lead]) -> Vec<Data> {
    let words = vec!["owner".into(), "clerk".into(), Value::Null];
    let (mut ends, mut numbers) = (Vec::new(), Vec::new());
    for (_, _, days) in leads {
        let mut days = days.clone();
        days.sort_unstable_by(|one, other| other.cmp(one));
        numbers.extend(days.iter().map(|day| -(f64::from(*day) * DAY as f64)));
        ends.push(numbers.len() as u32);
    }
    vec![
        Data::Words { codes: leads.iter().map(|lead| lead.0).collect(), words },
        Data::Numbers(leads.iter().map(|lead| lead.1).collect()),
        Data::Numbers(leads.iter().map(|lead| lead.2.len() as f64).collect()),
        Data::Lists { ends, numbers },
    ]
}

fn score(table: &Table, columns: Vec<Column>, data: Vec<Data>, is_explained: bool) -> Scores {
    let context = Context::on_day(&Value::Null, 0);
    Bulk::new(table, columns).unwrap().score(data, &context, 0, is_explained).unwrap()
}

fn lead() -> impl Strategy<Value = Lead> {
    let employees = prop_oneof![Just(f64::NAN), (0..700_u32).prop_map(f64::from)];
    (0..3_u32, employees, prop::collection::vec(0..40_u8, 0..5))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn neither_the_order_of_leads_nor_of_columns_nor_of_words_matters(leads in prop::collection::vec(lead(), 1..2_500)) {
        let straight = score(&table(), columns(), data(&leads), false);
        let turned: Vec<Lead> = leads.iter().rev().cloned().collect();
        let mut turned_data = data(&turned);
        if let Some(Data::Words { codes, words }) = turned_data.first_mut() {
            words.reverse();
            codes.iter_mut().for_each(|code| *code = 2 - *code);
        }
        turned_data.reverse();
        let turned_columns = columns().into_iter().rev().collect();
        let turned = score(&table(), turned_columns, turned_data, false);
        prop_assert!(straight.total.iter().eq(turned.total.iter().rev()));
        prop_assert!(straight.class.iter().eq(turned.class.iter().rev()));
    }

    #[test]
    fn rules_in_another_order_give_the_same_points_and_reasons_change_none(leads in prop::collection::vec(lead(), 1..300)) {
        let mut turned = table();
        turned.rules.reverse();
        let straight = score(&table(), columns(), data(&leads), false);
        prop_assert_eq!(&straight, &score(&turned, columns(), data(&leads), false));
        let explained = score(&turned, columns(), data(&leads), true);
        prop_assert_eq!(&straight, &Scores { explanation: None, ..explained });
    }
}

#[test]
fn the_table_that_is_turned_round_says_something() {
    let leads = [(0, 50.0, vec![0, 7, 0]), (1, 501.0, vec![]), (2, f64::NAN, vec![7])];
    let scores = score(&table(), columns(), data(&leads), false);
    assert_eq!((scores.fit, scores.intent), (vec![6, -3, -3], vec![6 + 18, 0, 2 + 4]));
    assert_eq!(scores.class, [0, 1, 1]);
}

#[test]
fn columns_that_do_not_fit_are_refused() {
    let code = |columns: Vec<Column>, data: Vec<Data>| {
        let bulk = Bulk::new(&table(), columns).map_err(|error| error.code())?;
        let scores = bulk.score(data, &Context::on_day(&Value::Null, 0), 0, false);
        scores.map(|scores| scores.fit.len()).map_err(|error| error.code())
    };
    let one = |kind| vec![Column { name: "role".into(), kind }];
    assert_eq!(code(vec![], vec![]), Ok(0));
    assert_eq!(code(one(Kind::Words), vec![]), Err("bulk/columns"));
    assert_eq!(code(one(Kind::Words), vec![Data::Numbers(vec![1.0])]), Err("bulk/columns"));
    assert_eq!(
        code(one(Kind::Words), vec![Data::Words { codes: vec![1], words: vec![Value::Null] }]),
        Err("column/bad-code")
    );
    assert_eq!(
        code(one(Kind::Lists), vec![Data::Lists { ends: vec![2, 1], numbers: vec![0.0; 2] }]),
        Err("column/bad-end")
    );
    assert_eq!(
        code(one(Kind::Lists), vec![Data::Lists { ends: vec![3], numbers: vec![0.0; 2] }]),
        Err("column/bad-end")
    );
    let mut unequal = data(&[(0, 1.0, vec![]), (0, 1.0, vec![])]);
    unequal[1] = Data::Numbers(vec![1.0]);
    assert_eq!(code(columns(), unequal), Err("bulk/columns"));
    let reserved = vec![Column { name: "Score.fit".into(), kind: Kind::Numbers }];
    assert_eq!(code(reserved, vec![]), Err("bulk/reserved"));
}
