//! Evaluation: facts into points, each with its reason. It must keep the invariant that a score equals the sum of its
//! explanation, before and after caps.

use super::grade::{Temperature, grade};
use super::table::{Axis, Bounds, Condition, Rule, Table};
use crate::expression::Context;
use crate::value::{Map, Value};

/// One line of the explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The rule's id.
    pub rule: String,
    /// What a salesperson reads.
    pub label: String,
    /// The axis that the points go to.
    pub axis: Axis,
    /// The group whose bounds held, where there is one.
    pub group: Option<String>,
    /// Points of one time.
    pub raw: i64,
    /// How many times gave points.
    pub count: i64,
    /// Points of all times together, after what time took.
    pub decayed: i64,
    /// Points that count, after all caps.
    pub points: i64,
}

impl Line {
    /// A line that gives `raw` points once.
    #[must_use]
    pub fn once(rule: String, label: String, axis: Axis, raw: i64) -> Self {
        Self { rule, label, axis, group: None, raw, count: 1, decayed: raw, points: raw }
    }

    /// What caps took away; negative where a floor gave.
    #[must_use]
    pub fn capped(&self) -> i64 {
        self.decayed - self.points
    }
}

/// A score with its explanation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Score {
    /// Points of fit, within its bounds.
    pub fit: i64,
    /// Points of intent, within its bounds.
    pub intent: i64,
    /// Points of the categories of the quiz, by name, in the order of the options that give them.
    pub categories: Map,
    /// The class: the first that holds, else `ordinary`.
    pub class: String,
    /// How ready, by intent.
    pub temperature: Temperature,
    /// Letter of fit and digit of intent, empty where the table has no grade.
    pub grade: String,
    /// Whether the lead goes to a salesperson at once.
    pub handoff: bool,
    /// The rules that fired.
    pub explanation: Vec<Line>,
    /// Ids of the rules that could not be judged, since a fact was missing.
    pub missing: Vec<String>,
}

impl Score {
    /// The sum of the axes.
    #[must_use]
    pub fn total(&self) -> i64 {
        self.fit + self.intent
    }

    /// What expressions see as `score`.
    #[must_use]
    pub fn facts(&self) -> Map {
        Map::new()
            .with("fit", self.fit)
            .with("intent", self.intent)
            .with("total", self.total())
            .with("class", self.class.as_str())
            .with("temperature", self.temperature.word())
            .with("grade", self.grade.as_str())
            .with_some("categories", Some(self.categories.clone()).filter(|categories| !categories.is_empty()))
    }
}

/// Evaluates a table as of `now`, in milliseconds since 1970, by which ages are counted. `chosen` are the lines that the
/// options of the quiz give; they come behind the table's own and the bounds of the axes hold for them too.
#[must_use]
pub fn evaluate(table: &Table, chosen: Vec<Line>, context: &Context<'_>, now: i64) -> Score {
    let (mut lines, mut missing) = (Vec::new(), Vec::new());
    for rule in &table.rules {
        match fire(rule, context, now) {
            Fired::Yes(line) => lines.push(line),
            Fired::No => {}
            Fired::Unknown => missing.push(rule.id.clone()),
        }
    }
    for line in chosen {
        lines.push(line);
    }
    for group in &table.groups {
        hold(&mut lines, group.bounds, |line| line.group.as_deref() == Some(&group.name));
    }
    hold(&mut lines, table.axes.fit, |line| line.axis == Axis::Fit);
    hold(&mut lines, table.axes.intent, |line| line.axis == Axis::Intent);
    let sum = |axis: &Axis| lines.iter().filter(|line| line.axis == *axis).map(|line| line.points).sum::<i64>();
    let mut categories = Map::new();
    for line in &lines {
        if let Axis::Category(name) = &line.axis {
            categories.set(name, sum(&line.axis));
        }
    }
    let (fit, intent) = (sum(&Axis::Fit), sum(&Axis::Intent));
    let score = Score { fit, intent, categories, missing, explanation: lines, ..Score::default() };
    judge(score, table, context)
}

/// What a rule came to.
enum Fired {
    Yes(Line),
    No,
    /// A fact was missing.
    Unknown,
}

fn fire(rule: &Rule, context: &Context<'_>, now: i64) -> Fired {
    let (count, decayed) = match (&rule.condition, rule.counter()) {
        (Condition::If(condition), _) if condition.is_true(context) => (1, rule.points),
        (Condition::If(condition), _) if condition.lacks_facts(context) => return Fired::Unknown,
        (Condition::Each(_), Some(counter)) => match each(rule, context.facts.at(&counter), now) {
            Some(given) => given,
            None => return Fired::Unknown,
        },
        _ => (0, 0),
    };
    if count == 0 || rule.points == 0 {
        return Fired::No;
    }
    Fired::Yes(line(rule, count, decayed))
}

/// How many times of a counter give points, and how many they give; `None` where times are missing.
pub(super) fn each(rule: &Rule, counter: Option<&Value>, now: i64) -> Option<(i64, i64)> {
    let count = counter.and_then(|counter| counter.get("count")).and_then(Value::as_whole).unwrap_or(0);
    let count = count.clamp(0, rule.limit);
    match rule.decay() {
        Some(decay) if count > 0 => {
            let times = newest(counter, count)?;
            Some((count, decay.points(rule.points, times.map(|time| now - time))))
        }
        _ => Some((count, rule.points * count)),
    }
}

/// The line of a rule that fired, before any bounds.
pub(super) fn line(rule: &Rule, count: i64, decayed: i64) -> Line {
    Line {
        rule: rule.id.clone(),
        label: rule.label.plain().to_owned(),
        axis: rule.axis.clone(),
        group: rule.group.clone(),
        raw: rule.points,
        count,
        decayed,
        points: decayed,
    }
}

/// The newest times of a counter; `None` where it does not have so many.
fn newest(counter: Option<&Value>, count: i64) -> Option<impl Iterator<Item = i64>> {
    let times = counter?.get("times")?.as_list()?;
    let older = times.len().checked_sub(usize::try_from(count).ok()?)?;
    Some(times.iter().skip(older).map(|time| time.as_whole().unwrap_or(0)))
}

/// What has points that bounds may change.
pub(super) trait Given {
    /// Its points.
    fn points(&mut self) -> &mut i64;
}

impl Given for Line {
    fn points(&mut self) -> &mut i64 {
        &mut self.points
    }
}

/// Holds the lines that `belongs` names within bounds: what is too much is taken from the last lines that gave, what is
/// too little is given back to the last lines that took.
pub(super) fn hold<T: Given>(lines: &mut [T], bounds: Bounds, belongs: impl Fn(&T) -> bool) {
    let sum: i64 = lines.iter_mut().filter(|line| belongs(line)).map(|line| *line.points()).sum();
    let mut surplus = (sum - bounds.max).max(0) + (sum - bounds.min).min(0);
    for line in lines.iter_mut().rev().filter(|line| belongs(line)) {
        let points = line.points();
        let take = if surplus > 0 { (*points).clamp(0, surplus) } else { (*points).clamp(surplus, 0) };
        *points -= take;
        surplus -= take;
    }
}

/// Class, temperature, grade and hand-off of the points.
fn judge(mut score: Score, table: &Table, context: &Context<'_>) -> Score {
    score.temperature =
        table.temperature.map(|thresholds| Temperature::of(score.intent, &thresholds)).unwrap_or_default();
    score.grade = table.grade.as_ref().map(|thresholds| grade(score.fit, score.intent, thresholds)).unwrap_or_default();
    let mut facts = context.facts.as_map().cloned().unwrap_or_default();
    facts.set("score", score.facts());
    let all = Value::Map(facts.clone());
    let class = table.classes.iter().find(|class| class.condition.is_true(&context.over(&all)));
    score.class = class.map_or("ordinary", |class| class.id.as_str()).to_owned();
    facts.set("score", score.facts());
    let all = Value::Map(facts);
    score.handoff = table.handoff.as_ref().is_some_and(|handoff| handoff.is_true(&context.over(&all)));
    score
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expression::Expression;
    use crate::score::{Axes, Class, Grade, Group, Thresholds};
    use proptest::prelude::*;

    fn rule(id: &str, axis: Axis, group: Option<&str>, condition: Condition, points: i64, limit: i64) -> Rule {
        Rule {
            id: id.into(),
            axis,
            group: group.map(Into::into),
            condition,
            points,
            limit,
            label: id.into(),
            ..Rule::default()
        }
    }

    fn when(text: &str) -> Condition {
        Condition::If(Expression::parse(text).unwrap())
    }

    fn facts() -> Value {
        serde_json::from_str(r#"{"role":"Owner","event":{"keypage":{"pricing":{"count":5}}}}"#).unwrap()
    }

    #[test]
    fn rules_give_points_and_say_why() {
        let table = Table {
            rules: vec![
                rule("owner", Axis::Fit, None, when("{role} = 'owner'"), 5, 1),
                rule("clerk", Axis::Fit, None, when("{role} = 'clerk'"), -3, 1),
                rule("city", Axis::Fit, None, when("{city} = 'x'"), 1, 1),
                rule("pricing", Axis::Intent, None, Condition::Each("event.keypage.pricing".into()), 3, 3),
            ],
            classes: vec![Class {
                id: "ideal".into(),
                condition: Expression::parse("{score.fit} >= 5").unwrap(),
                ..Class::default()
            }],
            temperature: Some(Thresholds { warm: 5, hot: 10 }),
            grade: Some(Grade { fit: vec![20, 5, 0], intent: vec![40, 20, 9] }),
            handoff: Some(Expression::parse("{score.total} >= 14 and {score.class} = 'ideal'").unwrap()),
            ..Table::default()
        };
        let facts = facts();
        let score = evaluate(&table, vec![], &Context::on_day(&facts, 0), 0);
        assert_eq!((score.fit, score.intent, score.class.as_str(), score.grade.as_str()), (5, 9, "ideal", "B3"));
        assert_eq!((score.temperature, score.handoff), (Temperature::Warm, true));
        assert_eq!(score.missing, ["city"]);
        let told: Vec<_> = score.explanation.iter().map(|line| (line.rule.as_str(), line.count, line.points)).collect();
        assert_eq!(told, [("owner", 1, 5), ("pricing", 3, 9)]);
    }

    #[test]
    fn caps_take_from_the_last_lines_and_floors_give_back() {
        let bounds = Bounds { min: -4, max: 8 };
        let line = |points: i64| Line::once(String::new(), String::new(), Axis::Fit, points);
        let held = |points: &[i64]| {
            let mut lines: Vec<Line> = points.iter().map(|&points| line(points)).collect();
            hold(&mut lines, bounds, |_| true);
            lines.iter().map(|line| line.points).collect::<Vec<_>>()
        };
        assert_eq!(held(&[5, 5, -1, 3]), [5, 4, -1, 0]);
        assert_eq!(held(&[-3, -3, 1]), [-3, -2, 1]);
        assert_eq!(held(&[5, 3]), [5, 3]);
    }

    proptest! {
        #[test]
        fn a_score_is_the_sum_of_its_explanation_under_any_table(
            rules in prop::collection::vec((any::<bool>(), prop::option::of("[ab]"), -100i64..=100, 1i64..=50), 0..20),
            (fit_min, fit_max, intent_min, intent_max, group_max) in (-50i64..=0, 0i64..=50, -50i64..=0, 0i64..=50, 0i64..=30),
        ) {
            let table = Table {
                axes: Axes { fit: Bounds { min: fit_min, max: fit_max }, intent: Bounds { min: intent_min, max: intent_max } },
                groups: vec![Group { name: "a".into(), bounds: Bounds { min: -10, max: group_max } }],
                rules: rules.into_iter().enumerate().map(|(index, (fit, group, points, limit))| {
                    let axis = if fit { Axis::Fit } else { Axis::Intent };
                    let condition = if index % 2 == 0 { when("{role} = 'owner'") } else { Condition::Each("event.keypage.pricing".into()) };
                    rule(&index.to_string(), axis, group.as_deref(), condition, points, limit)
                }).collect(),
                ..Table::default()
            };
            let facts = facts();
            let score = evaluate(&table, vec![], &Context::on_day(&facts, 0), 0);
            let sum: i64 = score.explanation.iter().map(|line| line.points).sum();
            prop_assert_eq!(sum, score.total());
            let before: i64 = score.explanation.iter().map(|line| line.decayed).sum();
            let taken: i64 = score.explanation.iter().map(Line::capped).sum();
            prop_assert_eq!(before - taken, score.total());
            prop_assert!((fit_min..=fit_max).contains(&score.fit) && (intent_min..=intent_max).contains(&score.intent));
        }
    }
}
