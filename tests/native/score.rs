//! Laws of the score under any table: it is the sum of its explanation, bounds hold to the point, and neither the order of
//! rules nor time changes what they must not.

use leadsieve::expression::{Context, Expression};
use leadsieve::score::{
    Axes, Axis, Bounds, Condition, Decay, Group, Line, Per, Rule, Score, Step, Table, Thresholds, evaluate,
};
use leadsieve::value::{Map, Value};
use proptest::prelude::*;

const DAY: i64 = 86_400_000;
const NOW: i64 = 20_000 * DAY;

fn bounds(most: i64) -> impl Strategy<Value = Bounds> {
    (-most..=0, 0..=most).prop_map(|(min, max)| Bounds { min, max })
}

fn decay() -> impl Strategy<Value = (Option<i64>, Vec<Step>)> {
    let steps = prop::collection::btree_map(1i64..90 * DAY, 0i64..=100, 1..5)
        .prop_map(|steps| steps.into_iter().map(|(after, keep)| Step { after, keep }).collect::<Vec<_>>());
    prop_oneof![
        Just((None, Vec::new())),
        (1i64..60 * DAY).prop_map(|length| (Some(length), Vec::new())),
        steps.prop_map(|steps| (None, steps)),
    ]
}

fn condition() -> impl Strategy<Value = Condition> {
    let plain = ("[a-d]", -3i64..=3)
        .prop_map(|(name, least)| Condition::If(Expression::parse(&format!("{{{name}}} >= {least}")).unwrap()));
    prop_oneof![plain, "[x-z]".prop_map(|name| Condition::Each(format!("event.{name}")))]
}

/// Rules on both axes. Groups `f` and `g` hold rules of fit, `i` of intent: a group on both is looked at apart.
fn rule() -> impl Strategy<Value = Rule> {
    let per = prop::sample::select(vec![Per::Event, Per::Object, Per::Visit, Per::Page]);
    let group = prop::option::of(prop::sample::select(vec!["f", "g", "i"]));
    (condition(), -100i64..=100, 1i64..=50, per, decay(), group, any::<bool>()).prop_map(
        |(condition, points, limit, per, (half_life, steps), group, is_fit)| {
            let is_fit = group.map_or(is_fit, |group| group != "i");
            let axis = if is_fit { Axis::Fit } else { Axis::Intent };
            Rule {
                axis,
                group: group.map(Into::into),
                condition,
                points,
                limit,
                per,
                half_life,
                steps,
                ..Rule::default()
            }
        },
    )
}

fn table() -> impl Strategy<Value = Table> {
    let most = prop::sample::select(vec![0i64, 20, 200, 10_000]);
    let axes = most.clone().prop_flat_map(|most| (bounds(most), bounds(most)));
    let groups = most.prop_flat_map(|most| [bounds(most), bounds(most), bounds(most)]);
    (prop::collection::vec(rule(), 0..24), axes, groups).prop_map(|(mut rules, (fit, intent), groups)| {
        for (place, rule) in rules.iter_mut().enumerate() {
            rule.id = format!("r{place}");
        }
        let groups = ["f", "g", "i"].into_iter().zip(groups);
        let groups = groups.map(|(name, bounds)| Group { name: name.into(), bounds }).collect();
        Table {
            rules,
            axes: Axes { fit, intent },
            groups,
            temperature: Some(Thresholds { warm: 10, hot: 40 }),
            ..Table::default()
        }
    })
}

/// Lines that options of a quiz give, to axes and to categories.
fn chosen() -> impl Strategy<Value = Vec<Line>> {
    let axis = prop::sample::select(vec!["fit", "intent", "modern", "classic"]);
    let line = (axis, -100i64..=100)
        .prop_map(|(axis, points)| Line::once("q.a".into(), "q: a".into(), Axis::named(axis), points));
    prop::collection::vec(line, 0..8)
}

/// Answers `a` to `d`, some missing, and counters `x` to `z` with their times; some without a time for each.
fn facts() -> impl Strategy<Value = Value> {
    let answers = prop::collection::btree_map("[a-d]", -3i64..=3, 0..4);
    let counter = (prop::collection::btree_set(0i64..120 * DAY, 0..60), 0i64..3);
    let counters = prop::collection::btree_map(
        ("[x-z]", prop::sample::select(vec!["", "per_object", "per_visit", "per_page"])),
        counter,
        0..8,
    );
    (answers, counters).prop_map(|(answers, counters)| {
        let mut facts: Map = answers.into_iter().collect();
        let mut events = Map::new();
        for ((name, per), (ages, more)) in counters {
            let mut times: Vec<i64> = ages.into_iter().rev().map(|age| NOW - age).collect();
            let count = times.len() as i64 + more;
            times.drain(..times.len().saturating_sub(50));
            let counter = Map::new().with("count", count).with("times", times);
            let slot = events.entry(&name);
            let known = slot.as_map().cloned().unwrap_or_default();
            *slot = if per.is_empty() { known.merged(counter) } else { known.with(per, counter) }.into();
        }
        facts.set("event", events);
        facts.into()
    })
}

fn scored(table: &Table, chosen: &[Line], facts: &Value, now: i64) -> Score {
    evaluate(table, chosen.to_vec(), &Context::on_day(facts, now / DAY), now)
}

fn sum<'a>(lines: impl IntoIterator<Item = &'a Line>) -> i64 {
    lines.into_iter().map(|line| line.points).sum()
}

fn on(score: &Score, axis: &Axis) -> i64 {
    sum(score.explanation.iter().filter(|line| line.axis == *axis))
}

proptest! {
    #[test]
    fn totals_are_the_sums_of_the_explanation_before_and_after_bounds(table in table(), chosen in chosen(), facts in facts()) {
        let score = scored(&table, &chosen, &facts, NOW);
        prop_assert_eq!((score.fit, score.intent), (on(&score, &Axis::Fit), on(&score, &Axis::Intent)));
        for (name, points) in score.categories.iter() {
            prop_assert_eq!(points.as_whole(), Some(on(&score, &Axis::named(name))));
        }
        let of_axes = score.explanation.iter().filter(|line| !matches!(line.axis, Axis::Category(_)));
        prop_assert_eq!(score.total(), sum(of_axes));
        for line in &score.explanation {
            prop_assert_eq!(line.decayed - line.capped(), line.points);
            // A bound takes from what was given and gives back of what was taken; it never turns a sign.
            prop_assert!(line.points.signum() * line.decayed.signum() >= 0 && line.points.abs() <= line.decayed.abs());
            prop_assert!(line.decayed.abs() <= (line.raw * line.count).abs());
        }
        prop_assert!((table.axes.fit.min..=table.axes.fit.max).contains(&score.fit));
        prop_assert!((table.axes.intent.min..=table.axes.intent.max).contains(&score.intent));
        let counted = score.explanation.len() - chosen.len();
        prop_assert!(counted + score.missing.len() <= table.rules.len());
    }

    #[test]
    fn groups_hold_their_bounds_where_those_of_the_axes_are_wide(mut table in table(), facts in facts()) {
        table.axes = Axes::default();
        let score = scored(&table, &[], &facts, NOW);
        for group in &table.groups {
            let held = sum(score.explanation.iter().filter(|line| line.group.as_deref() == Some(&group.name)));
            let free: i64 = score.explanation.iter().filter(|line| line.group.as_deref() == Some(&group.name)).map(|line| line.decayed).sum();
            prop_assert_eq!(held, free.clamp(group.bounds.min, group.bounds.max));
        }
    }

    #[test]
    fn the_order_of_rules_changes_no_axis_and_where_no_bound_binds_no_line(table in table(), chosen in chosen(), facts in facts(), seed in any::<u64>()) {
        let mut other = table.clone();
        other.rules.sort_by_key(|rule| leadsieve::value::sha256(format!("{seed}{}", rule.id).as_bytes()));
        other.groups.reverse();
        let [one, two] = [&table, &other].map(|table| scored(table, &chosen, &facts, NOW));
        prop_assert_eq!((one.fit, one.intent, &one.categories), (two.fit, two.intent, &two.categories));
        prop_assert_eq!((one.temperature, &one.class, one.handoff), (two.temperature, &two.class, two.handoff));
        let told = |score: &Score| {
            let mut told: Vec<_> = score.explanation.iter().map(|line| (line.rule.clone(), line.decayed, line.count, line.raw)).collect();
            told.sort();
            told
        };
        prop_assert_eq!(told(&one), told(&two));
        if one.explanation.iter().all(|line| line.capped() == 0) {
            prop_assert!(two.explanation.iter().all(|line| line.capped() == 0));
        }
    }

    #[test]
    fn a_bound_binds_from_the_first_point_beyond_it(table in table(), facts in facts()) {
        let open = Table { axes: Axes::default(), ..table };
        let free = scored(&open, &[], &facts, NOW).fit;
        let within = |fit: Bounds| scored(&Table { axes: Axes { fit, ..Axes::default() }, ..open.clone() }, &[], &facts, NOW);
        let wide = Bounds::default();
        let exact = within(Bounds { min: free.min(0), max: free.max(0) });
        prop_assert_eq!(exact.fit, free);
        prop_assert_eq!(&exact, &scored(&open, &[], &facts, NOW));
        if free > 0 {
            prop_assert_eq!(within(Bounds { max: free - 1, ..wide }).fit, free - 1);
        } else if free < 0 {
            prop_assert_eq!(within(Bounds { min: free + 1, ..wide }).fit, free + 1);
        }
        prop_assert_eq!(within(Bounds { min: 0, max: 0 }).fit, 0);
    }

    #[test]
    fn a_limit_counts_the_newest_times_alone(ages in prop::collection::btree_set(0i64..120 * DAY, 1..50), limit in 1i64..=50, (half_life, steps) in decay()) {
        let rule = Rule { axis: Axis::Intent, condition: Condition::Each("event.x".into()), points: 100, limit, half_life, steps, ..Rule::default() };
        let facts_of = |ages: &[i64]| {
            let times: Vec<i64> = ages.iter().rev().map(|age| NOW - age).collect();
            let counter = Map::new().with("count", times.len() as i64).with("times", times);
            Value::from(Map::new().with("event", Map::new().with("x", counter)))
        };
        let ages: Vec<i64> = ages.into_iter().collect();
        let newest = &ages[..ages.len().min(limit as usize)];
        let limited = Table { rules: vec![rule.clone()], ..Table::default() };
        let free = Table { rules: vec![Rule { limit: 50, ..rule }], ..Table::default() };
        prop_assert_eq!(scored(&limited, &[], &facts_of(&ages), NOW).intent, scored(&free, &[], &facts_of(newest), NOW).intent);
    }

    #[test]
    fn what_was_given_never_grows_with_time(points in 1i64..=100, ages in prop::collection::vec(0i64..120 * DAY, 1..50), (half_life, steps) in decay(), later in 0i64..120 * DAY) {
        let mut falling = steps;
        falling.sort_by_key(|step| core::cmp::Reverse(step.keep));
        let afters: Vec<i64> = { let mut afters: Vec<i64> = falling.iter().map(|step| step.after).collect(); afters.sort_unstable(); afters };
        falling.iter_mut().zip(afters).for_each(|(step, after)| step.after = after);
        let decay = match half_life {
            // A weight is right to a part in a hundred million: a thousandth of a half-life is far beyond that.
            Some(length) if later <= length / 1_000 => return Ok(()),
            Some(length) => Decay::HalfLife(length),
            None if falling.is_empty() => return Ok(()),
            None => Decay::Steps(falling),
        };
        let at = |more: i64, points: i64| decay.points(points, ages.iter().map(|age| age + more));
        prop_assert!(at(later, points) <= at(0, points) && at(later, points) >= 0);
        prop_assert_eq!(at(later, -points), -at(later, points));
    }
}

/// A group on both axes is one sum: what is too much is taken from the last rules, so their order says from which axis.
#[test]
fn a_group_on_both_axes_takes_from_the_last_rules() {
    let facts = Value::from(Map::new().with("a", 1));
    let rule = |axis: Axis| Rule {
        axis,
        group: Some("both".into()),
        condition: Condition::If(Expression::parse("{a} = 1").unwrap()),
        points: 5,
        ..Rule::default()
    };
    let groups = vec![Group { name: "both".into(), bounds: Bounds { min: 0, max: 7 } }];
    let of = |rules: Vec<Rule>| {
        let score = scored(&Table { rules, groups: groups.clone(), ..Table::default() }, &[], &facts, NOW);
        (score.fit, score.intent, score.total())
    };
    assert_eq!(of(vec![rule(Axis::Fit), rule(Axis::Intent)]), (5, 2, 7));
    assert_eq!(of(vec![rule(Axis::Intent), rule(Axis::Fit)]), (2, 5, 7));
}
