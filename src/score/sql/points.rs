//! Points as SQL: each rule's, what groups take of them, the bounded axes. It must not write a condition.

use super::condition::Form;
use super::dialect::Dialect;
use crate::score::{Axis, Bounds, Rule, Table};

/// How often the rules of a group may change from one axis to the other: what its bounds take is written out for each.
const MOST_RUNS: usize = 20;

/// What a rule gives: a name in the statement, and who it is.
#[derive(Clone, Debug)]
pub(super) struct Giver<'a> {
    pub(super) rule: &'a Rule,
    /// The name of its points.
    pub(super) name: String,
}

/// The points of a rule that counts a counter, by the counter's name.
pub(super) fn counted(counter: &str, rule: &Rule) -> String {
    let (limit, points) = (rule.limit.max(0), rule.points);
    format!(
        "CASE WHEN {counter} >= {limit} THEN {} WHEN {counter} > 0 THEN {counter} * ({points}) ELSE 0 END",
        limit * points
    )
}

/// What the bounds of groups move, where their rules are of several axes: the groups' surplus, each under a name.
pub(super) fn surpluses(table: &Table, givers: &[Giver<'_>], dialect: Dialect) -> Result<Vec<(String, String)>, Form> {
    let mut found = Vec::new();
    for (place, group) in table.groups.iter().enumerate() {
        let runs = runs(givers, &group.name);
        if runs.len() > MOST_RUNS {
            return Err(format!(
                "a group whose rules change between axes {} times; write those of one axis one behind the other",
                runs.len() - 1
            ));
        }
        if runs.len() > 1 {
            let sum = sum(runs.iter().flatten().copied(), |_| true);
            let (greatest, least) = (dialect.greatest(), dialect.least());
            let Bounds { min, max } = group.bounds;
            let surplus = format!("{greatest}({sum} - {max}, 0) + {least}({sum} - ({min}), 0)");
            found.push((surplus_name(place), surplus));
        }
    }
    Ok(found)
}

/// The points of an axis within its bounds; `more` are points that come from elsewhere.
pub(super) fn axis(
    table: &Table,
    givers: &[Giver<'_>],
    dialect: Dialect,
    axis: &Axis,
    bounds: Bounds,
    more: Option<&str>,
) -> String {
    let is_bounded = |giver: &&Giver<'_>| table.groups.iter().any(|group| is_of(giver, &group.name));
    let free = givers.iter().filter(|giver| giver.rule.axis == *axis && !is_bounded(giver));
    let mut parts: Vec<String> = free.map(|giver| giver.name.clone()).collect();
    for (place, group) in table.groups.iter().enumerate() {
        parts.extend(of_group(&runs(givers, &group.name), dialect, axis, group.bounds, &surplus_name(place)));
    }
    parts.extend(more.map(str::to_owned));
    let sum = if parts.is_empty() { "0".to_owned() } else { parts.join(" + ") };
    dialect.between(&sum, bounds.min, bounds.max)
}

/// What a group gives to an axis.
fn of_group(runs: &[Vec<&Giver<'_>>], dialect: Dialect, axis: &Axis, bounds: Bounds, surplus: &str) -> Vec<String> {
    let is_of_axis = |run: &Vec<&Giver<'_>>| run.first().is_some_and(|giver| giver.rule.axis == *axis);
    if let [run] = runs {
        let all = sum(run.iter().copied(), |_| true);
        return is_of_axis(run).then(|| dialect.between(&all, bounds.min, bounds.max)).into_iter().collect();
    }
    let mut parts = Vec::new();
    for (place, run) in runs.iter().enumerate().filter(|(_, run)| is_of_axis(run)) {
        let later = || runs.iter().skip(place + 1).flatten().copied();
        let (greatest, least) = (dialect.greatest(), dialect.least());
        // What is too much is taken from the last that gave, what is too little is given back to the last that took.
        let left = |is_given: bool| {
            let gave = sum(later(), |giver| (giver.rule.points > 0) == is_given);
            format!("{surplus} - {gave}")
        };
        let given = sum(run.iter().copied(), |giver| giver.rule.points > 0);
        let taken = sum(run.iter().copied(), |giver| giver.rule.points < 0);
        let all = sum(run.iter().copied(), |_| true);
        let above = format!("{greatest}({least}({given}, {}), 0)", left(true));
        let below = format!("{least}({greatest}({taken}, {}), 0)", left(false));
        parts.push(format!("({all} - {above} - {below})"));
    }
    parts
}

/// The rules of a group, taken together where those of one axis follow each other.
fn runs<'g, 'a>(givers: &'g [Giver<'a>], group: &str) -> Vec<Vec<&'g Giver<'a>>> {
    let mut runs: Vec<Vec<&Giver<'a>>> = Vec::new();
    for giver in givers.iter().filter(|giver| is_of(giver, group)) {
        match runs.last_mut() {
            Some(run) if run.first().is_some_and(|first| first.rule.axis == giver.rule.axis) => run.push(giver),
            _ => runs.push(vec![giver]),
        }
    }
    runs
}

fn is_of(giver: &Giver<'_>, group: &str) -> bool {
    giver.rule.group.as_deref() == Some(group)
}

fn surplus_name(place: usize) -> String {
    format!("s{}", place + 1)
}

fn sum<'g, 'a: 'g>(givers: impl Iterator<Item = &'g Giver<'a>>, counts: impl Fn(&Giver<'_>) -> bool) -> String {
    let names: Vec<&str> = givers.filter(|giver| counts(giver)).map(|giver| giver.name.as_str()).collect();
    if names.is_empty() { "0".to_owned() } else { format!("({})", names.join(" + ")) }
}
