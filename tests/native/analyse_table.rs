//! The static check of a score table: each defect beside the same table without it, and every finding against the evaluator.

use std::sync::LazyLock;

use leadsieve::config::{Remark, check};
use leadsieve::expression::{Context, Expression, Possible};
use leadsieve::score::analyse::{Around, Finding, Span, analyse};
use leadsieve::score::{
    Axes, Axis, Bounds, Class, Condition, Grade, Group, Line, Rule, Score, Table, Temperature, Thresholds, evaluate,
};
use leadsieve::time::parse_day;
use leadsieve::value::Value;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use crate::files;

/// A config with a quiz that asks for a role, a budget and words, and a score table.
fn config(score: &Json) -> Json {
    let role = json!({ "type": "radiogroup", "name": "role", "choices": [
        { "value": "owner", "lead": { "scores": { "fit": 4 } } }, { "value": "clerk", "lead": { "scores": { "fit": -2 } } } ] });
    let budget = json!({ "type": "slider", "name": "budget", "min": 0, "max": 100 });
    let quiz = json!({
        "pages": [{ "elements": [role, budget, { "type": "comment", "name": "words" }] }],
        "calculatedValues": [{ "name": "double", "expression": "{budget} * 2" }]
    });
    json!({
        "version": 1, "site": { "id": "s" }, "consent": { "default": { "attribution": "granted" } },
        "events": { "rules": { "copy.contact": { "on": false } }, "key_pages": [{ "path": "/prices", "name": "pricing" }] },
        "quizzes": { "q": quiz }, "score": score
    })
}

fn remarks(document: &Json) -> Vec<Remark> {
    let today = parse_day("2026-11-22");
    check(&serde_json::from_value(document.clone()).unwrap(), true, today)
}

/// What is found in a table, as `severity code path`.
fn told(score: &Json) -> Vec<String> {
    let mut score = score.clone();
    score["id"] = "t".into();
    let found = remarks(&config(&score));
    let of_table = found.iter().filter(|remark| remark.error.code() != "quiz/score");
    of_table.map(|remark| format!("{} {} {}", remark.severity, remark.error.code(), remark.error.path())).collect()
}

/// The finding comes with the table that has the defect, and nothing comes with the other.
#[track_caller]
fn holds(bad: &Json, good: &Json, finding: &str) {
    assert_eq!(told(bad), [finding], "of the table with the defect");
    assert_eq!(told(good), Vec::<String>::new(), "of the table without it");
}

fn rule(axis: &str, points: i64, rest: &Json) -> Json {
    let mut rule = json!({ "id": format!("{axis}{points}"), "axis": axis, "points": points, "label": "x" });
    rule.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
    rule
}

fn rules(rules: impl Into<Json>) -> Json {
    json!({ "rules": rules.into() })
}

/// A table of one rule of fit that gives 5 points under a condition.
fn when(condition: &str) -> Json {
    rules([rule("fit", 5, &json!({ "if": condition }))])
}

#[test]
fn a_condition_that_nothing_makes_true_is_never_fulfilled() {
    let finding = "warning score/never score.rules[0].if";
    holds(&when("{role} = 'boss'"), &when("{role} = 'Owner'"), finding);
    holds(&when("{budget} > 100"), &when("{budget} >= 100"), finding);
    holds(&when("{role} = 'owner' and {role} = 'clerk'"), &when("{role} = 'owner' or {role} = 'clerk'"), finding);
    holds(&when("{visit.scroll} > 100"), &when("{visit.scroll} > 99"), finding);
    holds(&when("{event.keypage.pricing.count} < 0"), &when("{event.keypage.pricing.count} < 1"), finding);
    holds(&when("{source.scope} = 'day'"), &when("{source.scope} = 'visit'"), finding);
}

#[test]
fn what_a_quiz_computes_is_not_in_leads_and_the_message_says_so() {
    assert_eq!(told(&when("{double} > 10")), ["warning score/never score.rules[0].if"]);
    let score = rules([rule("fit", 5, &json!({ "if": "{double} > 10" }))]);
    let mut table = score;
    table["id"] = "t".into();
    let found = remarks(&config(&table));
    let message = found.iter().find(|remark| remark.error.code() == "score/never").unwrap().error.message().to_owned();
    assert!(message.contains("leads have no value of double"), "{message}");
}

#[test]
fn an_event_that_is_switched_off_gives_nothing() {
    let each = |event: &str| rules([rule("intent", 2, &json!({ "each": event }))]);
    holds(&each("event.copy.contact"), &each("event.click.phone"), "warning score/never score.rules[0].each");
}

#[test]
fn a_condition_that_is_a_number_is_told() {
    let finding = "warning score/no-condition score.rules[0].if";
    holds(&when("{visit.number}"), &when("{visit.number} > 1"), finding);
}

#[test]
fn settings_of_each_have_no_effect_beside_if() {
    for (name, value) in [("limit", json!(50)), ("per", "visit".into()), ("half_life", "7d".into())] {
        let mut bad = when("{role} = 'owner'");
        bad["rules"][0][name] = value.clone();
        let good = rules([rule("intent", 2, &json!({ "each": "event.click.phone", name: value }))]);
        holds(&bad, &good, &format!("warning score/no-effect score.rules[0].{name}"));
    }
    let mut bad = when("{role} = 'owner'");
    bad["rules"][0]["steps"] = json!([{ "after": "30d", "keep": 50 }]);
    assert_eq!(told(&bad), ["warning score/no-effect score.rules[0].steps"]);
    let nothing = rules([rule("fit", 0, &json!({ "if": "{role} = 'owner'" }))]);
    holds(&nothing, &when("{role} = 'owner'"), "warning score/no-effect score.rules[0].points");
}

#[test]
fn points_that_a_bound_takes_whole_or_in_part_are_told() {
    let group = |points: i64, max: i64| {
        let mut table = rules([rule("fit", points, &json!({ "if": "{role} = 'owner'", "group": "g" }))]);
        table["groups"] = json!({ "g": { "max": max } });
        table
    };
    let finding = "warning score/capped score.rules[0].points";
    holds(&group(5, 0), &group(5, 5), finding);
    holds(&group(5, 3), &group(3, 3), finding);
    // What another rule takes, a rule can make up for.
    let mut both = group(5, 0);
    let taking = rule("fit", -5, &json!({ "if": "{budget} < 10", "group": "g" }));
    both["rules"].as_array_mut().unwrap().push(taking);
    assert_eq!(told(&both), Vec::<String>::new());
    let axis = |points: i64, min: i64| {
        let mut table = rules([rule("intent", points, &json!({ "if": "{role} = 'clerk'" }))]);
        table["axes"] = json!({ "intent": { "min": min } });
        table
    };
    holds(&axis(-5, 0), &axis(-5, -5), finding);
}

#[test]
fn points_that_everybody_has_fill_a_group() {
    let table = |first: &str| {
        let first = rule("fit", 5, &json!({ "if": first, "group": "g" }));
        let second = rule("fit", 3, &json!({ "if": "{role} = 'owner'", "group": "g" }));
        let mut table = rules([first, second]);
        table["groups"] = json!({ "g": { "max": 5 } });
        table
    };
    holds(
        &table("{budget} >= 0 or {budget} empty"),
        &table("{budget} > 0 or {budget} empty"),
        "warning score/capped score.rules[1].points",
    );
}

#[test]
fn a_bound_that_is_never_reached_is_worth_knowing() {
    let table = |max: i64| {
        let mut table = when("{role} = 'owner'");
        // 5 of the rule and 4 of the choice.
        table["axes"] = json!({ "fit": { "min": -2, "max": max } });
        table
    };
    holds(&table(10), &table(9), "info score/idle-bound score.axes.fit.max");
    let mut table = rules([rule("fit", 5, &json!({ "if": "{role} = 'owner'", "group": "g.1" }))]);
    table["groups"] = json!({ "g.1": { "max": 6, "min": -1 } });
    assert_eq!(
        told(&table),
        ["info score/idle-bound score.groups.g.1.min", "info score/idle-bound score.groups.g.1.max"]
    );
}

#[test]
fn a_group_without_a_rule_is_told_and_a_rule_without_its_group() {
    let mut bad = when("{role} = 'owner'");
    bad["groups"] = json!({ "g": { "max": 5 } });
    holds(&bad, &when("{role} = 'owner'"), "warning score/unused-group score.groups.g");
    bad["rules"][0]["group"] = "h".into();
    assert_eq!(
        told(&bad),
        ["warning config/unknown-name score.rules[0].group", "warning score/unused-group score.groups.g"]
    );
}

fn classes(conditions: &[&str]) -> Json {
    // Fit goes from -2 to 9.
    let mut table = when("{role} = 'owner'");
    let class = |(index, condition): (usize, &&str)| json!({ "id": format!("c{index}"), "if": condition });
    table["classes"] = conditions.iter().enumerate().map(class).collect();
    table
}

#[test]
fn a_class_beyond_the_points_is_unreachable() {
    let finding = "warning score/unreachable score.classes[0].if";
    holds(&classes(&["{score.fit} >= 10"]), &classes(&["{score.fit} >= 9"]), finding);
    holds(&classes(&["{score.fit} < -2"]), &classes(&["{score.fit} <= -2"]), finding);
    holds(&classes(&["{score.class} = 'c0'"]), &classes(&["{role} = 'owner'"]), finding);
}

#[test]
fn a_class_behind_a_wider_one_is_unreachable() {
    let finding = "warning score/unreachable score.classes[1].if";
    holds(
        &classes(&["{score.fit} >= 3", "{score.fit} >= 6"]),
        &classes(&["{score.fit} >= 6", "{score.fit} >= 3"]),
        finding,
    );
    // Two together cover the third.
    let three = classes(&["{score.fit} >= 3", "{score.fit} < 3", "{role} = 'owner'"]);
    assert_eq!(told(&three), ["warning score/unreachable score.classes[2].if"]);
}

#[test]
fn a_category_of_a_quiz_is_a_name_of_classes() {
    let mut table = classes(&["{score.categories.modern} >= 2"]);
    assert_eq!(told(&table), ["warning config/unknown-name score.classes[0].if"]);
    table["id"] = "t".into();
    let mut with_category = config(&table);
    with_category["quizzes"]["q"]["pages"][0]["elements"][0]["choices"][0]["lead"]["scores"]["modern"] = 2.into();
    assert!(remarks(&with_category).iter().all(|remark| remark.severity == "info"));
}

#[test]
fn thresholds_beyond_the_points_are_told() {
    // Intent goes from 0 to 6.
    let table = |name: &str, value: Json| {
        let mut table = rules([rule("intent", 2, &json!({ "each": "event.click.phone", "limit": 3 }))]);
        table[name] = value;
        table
    };
    let temperature = |warm: i64, hot: i64| table("temperature", json!({ "warm": warm, "hot": hot }));
    holds(&temperature(3, 7), &temperature(3, 6), "warning score/unreachable score.temperature.hot");
    holds(&temperature(0, 6), &temperature(1, 6), "warning score/unreachable score.temperature.warm");
    let grade = |first: i64, last: i64| table("grade", json!({ "fit": [4, 2, 1], "intent": [first, 2, last] }));
    holds(&grade(7, 1), &grade(6, 1), "warning score/unreachable score.grade.intent[0]");
    holds(&grade(6, 0), &grade(6, 1), "info score/unreachable score.grade.intent[2]");
    let handoff = |condition: &str| table("handoff", condition.into());
    // The choices give up to 4 points of fit.
    holds(&handoff("{score.total} > 10"), &handoff("{score.total} >= 10"), "warning score/unreachable score.handoff");
    holds(
        &handoff("{score.class} = 'ideal'"),
        &handoff("{score.class} = 'ordinary'"),
        "warning score/unreachable score.handoff",
    );
    holds(
        &handoff("{score.temperature} = 'hot'"),
        &handoff("{score.temperature} = 'cold'"),
        "warning score/unreachable score.handoff",
    );
}

#[test]
fn a_day_of_review_that_has_come_is_told() {
    let table = |day: &str| {
        let mut table = when("{role} = 'owner'");
        table["review_by"] = day.into();
        table
    };
    holds(&table("2026-11-22"), &table("2026-11-23"), "warning score/review score.review_by");
}

#[test]
fn an_unknown_name_is_told_with_the_one_that_was_likely_meant() {
    for (condition, meant) in [
        ("{rolle} = 'owner'", "{role}"),
        ("{source.first.chanel} = 'Email'", "{source.first.channel}"),
        ("{event.keypage.pricng.count} > 1", "{event.keypage.pricing.count}"),
        ("{visit.nubmer} > 1", "{visit.number}"),
    ] {
        let mut table = when(condition);
        table["id"] = "t".into();
        let found = remarks(&config(&table));
        let remark = found.iter().find(|remark| remark.error.code() == "config/unknown-name").unwrap();
        assert_eq!(remark.error.path(), "score.rules[0].if");
        assert!(remark.error.message().contains(&format!("did you mean {meant}?")), "{}", remark.error.message());
    }
    let mut table = when("{quite_another_thing} = 1");
    table["id"] = "t".into();
    assert!(remarks(&config(&table)).iter().all(|remark| !remark.error.message().contains("did you mean")));
}

#[test]
fn the_tables_of_the_demos_give_no_warning() {
    for file in files::below("www/demo", ".json") {
        let document: Json = serde_json::from_str(&files::text(&file)).unwrap();
        for remark in remarks(&document) {
            let is_of_table = remark.error.code().starts_with("score/");
            assert!(!is_of_table || remark.severity == "info", "{file}: {remark:?}");
        }
    }
}

/// What the facts of the generated tables can be.
fn fact(name: &str) -> Option<Possible> {
    let mut set = match name {
        "role" => Possible::one_of(["owner", "clerk"].map(Value::from)),
        "size" => Possible::between(0.0, 10.0),
        _ if name.ends_with(".count") => return Some(Possible::between(0.0, 1e9)),
        _ => return None,
    };
    set.join(&Possible::nothing());
    Some(set)
}

fn parsed(text: &str) -> Expression {
    Expression::parse(text).unwrap()
}

fn condition() -> impl Strategy<Value = Condition> {
    prop_oneof![
        4 => prop::sample::select(vec![
            "{role} = 'owner'", "{role} = 'clerk'", "{role} notempty", "{role} empty", "{size} >= 0 or {size} empty",
            "{size} > 10", "{size} > 5", "{size} <= 5 and {role} = 'owner'", "{event.a.b.count} >= 1", "true", "{role} = 'boss'",
        ])
        .prop_map(|text| Condition::If(parsed(text))),
        1 => Just(Condition::Each("event.a.b".into())),
    ]
}

fn table() -> impl Strategy<Value = Table> {
    let rule = (condition(), any::<bool>(), prop::option::of("[gh]"), -6_i64..=6, 1_i64..=3);
    let bounds = || (-8_i64..=0, 0_i64..=8).prop_map(|(min, max)| Bounds { min, max });
    let class = prop::sample::select(vec![
        "{score.fit} >= 3",
        "{score.fit} >= 6",
        "{score.total} < 0",
        "{score.fit} < 3",
        "{role} = 'owner'",
        "{score.intent} > 7",
        "{score.temperature} = 'hot'",
        "{score.grade} = 'A1'",
        "{score.total} > 2",
    ]);
    let handoff = prop::sample::select(vec![
        "{score.class} = 'c0'",
        "{score.total} >= 9",
        "{score.class} = 'ordinary' and {score.intent} > 2",
        "{score.grade} = 'B2'",
    ]);
    let falling = || {
        prop::collection::vec(-9_i64..=9, 3).prop_map(|mut list| {
            list.sort_unstable_by(|one, other| other.cmp(one));
            list
        })
    };
    (
        prop::collection::vec(rule, 1..6),
        (bounds(), bounds(), bounds(), bounds()),
        prop::collection::vec(class, 0..4),
        (-9_i64..=9, 0_i64..=9),
        (falling(), falling()),
        handoff,
    )
        .prop_map(|(rules, (fit, intent, g, h), classes, (warm, more), grade, handoff)| Table {
            axes: Axes { fit, intent },
            rules: rules
                .into_iter()
                .enumerate()
                .map(|(index, (condition, is_fit, group, points, limit))| Rule {
                    id: index.to_string(),
                    axis: if is_fit { Axis::Fit } else { Axis::Intent },
                    group,
                    condition,
                    points,
                    limit,
                    label: "x".into(),
                    ..Rule::default()
                })
                .collect(),
            groups: vec![Group { name: "g".into(), bounds: g }, Group { name: "h".into(), bounds: h }],
            classes: classes
                .into_iter()
                .enumerate()
                .map(|(index, condition)| Class {
                    id: format!("c{index}"),
                    condition: parsed(condition),
                    ..Class::default()
                })
                .collect(),
            temperature: Some(Thresholds { warm, hot: warm + more }),
            grade: Some(Grade { fit: grade.0, intent: grade.1 }),
            handoff: Some(parsed(handoff)),
            ..Table::default()
        })
}

/// Every lead that the facts make, as far as the tables can tell them apart.
fn leads() -> Vec<(Value, Vec<Line>)> {
    let mut leads = Vec::new();
    for role in ["null", "\"owner\"", "\"clerk\""] {
        for size in ["null", "0", "5", "6", "10"] {
            for count in 0..4 {
                for chosen in [-1, 0, 2] {
                    let json =
                        format!(r#"{{"role":{role},"size":{size},"event":{{"a":{{"b":{{"count":{count}}}}}}}}}"#);
                    let line = Line::once("c".into(), "c".into(), Axis::Fit, chosen);
                    leads.push((serde_json::from_str(&json).unwrap(), vec![line]));
                }
            }
        }
    }
    leads
}

fn scores(table: &Table) -> Vec<Score> {
    static LEADS: LazyLock<Vec<(Value, Vec<Line>)>> = LazyLock::new(leads);
    let judge = |(facts, chosen): &(Value, Vec<Line>)| evaluate(table, chosen.clone(), &Context::on_day(facts, 0), 0);
    LEADS.iter().map(judge).collect()
}

/// The table as it would be written, as far as findings ask for it.
fn written(table: &Table) -> Value {
    let bounds = |bounds: &Bounds| json!({ "min": bounds.min, "max": bounds.max });
    let groups: serde_json::Map<String, Json> =
        table.groups.iter().map(|group| (group.name.clone(), bounds(&group.bounds))).collect();
    let axes = json!({ "fit": bounds(&table.axes.fit), "intent": bounds(&table.axes.intent) });
    serde_json::from_value(json!({ "axes": axes, "groups": groups })).unwrap()
}

fn index_of(path: &str) -> usize {
    path.split(['[', ']']).nth(1).unwrap().parse().unwrap()
}

fn points_of(scores: &[Score]) -> Vec<(i64, i64)> {
    scores.iter().map(|score| (score.fit, score.intent)).collect()
}

/// Whether a finding is wrong: a lead that it says there is none of.
fn is_refuted(finding: &Finding, table: &Table, scores: &[Score]) -> bool {
    let (code, path) = (finding.code, finding.path.as_str());
    let mut other = table.clone();
    match code {
        "score/never" => {
            let id = &table.rules[index_of(path)].id;
            scores.iter().any(|score| score.explanation.iter().any(|line| line.rule == *id))
        }
        "score/capped" => {
            // Of points that count in part, one more or fewer makes no difference; of those that do not, all.
            let rule = &mut other.rules[index_of(path)];
            rule.points -= rule.points.signum();
            matches!(rule.condition, Condition::If(_)) && points_of(&self::scores(&other)) != points_of(scores)
        }
        "score/idle-bound" => {
            let part =
                |bounds: &mut Bounds| if path.ends_with("max") { bounds.max = 10_000 } else { bounds.min = -10_000 };
            match path.split('.').collect::<Vec<_>>()[..] {
                ["axes", "fit", _] => part(&mut other.axes.fit),
                ["axes", "intent", _] => part(&mut other.axes.intent),
                ["groups", name, _] => {
                    part(&mut other.groups.iter_mut().find(|group| group.name == name).unwrap().bounds);
                }
                _ => unreachable!("{path}"),
            }
            points_of(&self::scores(&other)) != points_of(scores)
        }
        "score/unused-group" => table.rules.iter().any(|rule| path.strip_prefix("groups.") == rule.group.as_deref()),
        "score/no-effect" => table.rules[index_of(path)].points != 0,
        "score/unreachable" => scores.iter().any(|score| is_there(finding, score, table)),
        _ => true,
    }
}

/// Whether a score is what a finding says is never reached.
fn is_there(finding: &Finding, score: &Score, table: &Table) -> bool {
    let (path, message) = (finding.path.as_str(), &finding.message);
    if path == "handoff" {
        return score.handoff;
    }
    if path.starts_with("classes") {
        return score.class == table.classes[index_of(path)].id;
    }
    if path.starts_with("temperature") {
        let missed = message.split(": ").next().unwrap();
        return missed.contains(score.temperature.word()) && score.temperature != Temperature::default()
            || missed.contains("cold") && score.temperature == Temperature::default();
    }
    let marks = message.strip_prefix("no lead gets the grade ").unwrap().split(": ").next().unwrap();
    let mark = if path.starts_with("grade.fit") { &score.grade[..1] } else { &score.grade[1..] };
    marks.split(", ").any(|missed| missed == mark)
}

fn findings(table: &Table) -> Vec<Finding> {
    let around = Around {
        fact: &fact,
        switched_off: &|_| None,
        chosen: [Span { least: -1, most: 2 }, Span::default()],
        today: None,
    };
    analyse(table, &written(table), &around)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn no_lead_refutes_a_finding_about_a_table(table in table()) {
        let scores = scores(&table);
        for finding in findings(&table) {
            prop_assert!(!is_refuted(&finding, &table, &scores), "{finding:?}");
        }
    }
}
