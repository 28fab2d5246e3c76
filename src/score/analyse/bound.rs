//! Bounds of groups and axes: what they leave of the points, points that never count, bounds that are never reached. It must
//! not know conditions.

use super::span::Span;
use super::{Notes, item_path, points_text};
use crate::score::{Axis, Bounds, Condition, Group, Rule, Table};
use crate::text;
use crate::value::Value;

/// What the rules of a table can give together.
pub(super) struct Reach<'a> {
    table: &'a Table,
    /// What each rule can give.
    spans: Vec<Span>,
    /// What the choices of a quiz give beside them.
    chosen: [Span; 2],
}

impl<'a> Reach<'a> {
    pub(super) fn new(table: &'a Table, spans: Vec<Span>, chosen: [Span; 2]) -> Self {
        Self { table, spans, chosen }
    }

    /// The points of fit, within its bounds.
    pub(super) fn fit(&self) -> Span {
        self.axis(&Axis::Fit, None).within(self.table.axes.fit)
    }

    /// The points of intent, within its bounds.
    pub(super) fn intent(&self) -> Span {
        self.axis(&Axis::Intent, None).within(self.table.axes.intent)
    }

    /// What rules give together, but for one of them.
    fn sum(&self, without: Option<usize>, belongs: impl Fn(&Rule) -> bool) -> Span {
        let rules = self.table.rules.iter().zip(&self.spans).enumerate();
        let counted = rules.filter(|(index, (rule, _))| Some(*index) != without && belongs(rule));
        counted.fold(Span::default(), |sum, (_, (_, span))| sum.plus(*span))
    }

    /// The points of a group before its bounds.
    fn group(&self, group: &Group, without: Option<usize>) -> Span {
        self.sum(without, |rule| is_in(rule, group))
    }

    /// The points of an axis before its bounds and after those of the groups. The bounds of the group of a rule that is left
    /// out are not held: what it gives may make up for what they would cut off.
    fn axis(&self, axis: &Axis, without: Option<usize>) -> Span {
        let chosen = self.chosen.get(usize::from(*axis == Axis::Intent)).copied().unwrap_or_default();
        let free = self.sum(without, |rule| rule.axis == *axis && self.group_of(rule).is_none());
        let here = |group: &&Group| self.table.rules.iter().any(|rule| rule.axis == *axis && is_in(rule, group));
        self.table.groups.iter().filter(here).fold(free.plus(chosen), |sum, group| {
            let is_open = without.and_then(|index| self.table.rules.get(index)).is_some_and(|rule| is_in(rule, group));
            sum.plus(match self.is_of_one_axis(group) {
                true if is_open => self.group(group, without),
                true => self.group(group, without).within(group.bounds),
                // Its bounds may take any part of what a rule gives, depending on the other axis.
                false => self.parts(group, axis, without),
            })
        })
    }

    /// What the rules of a group give to an axis where any part of it may be taken.
    fn parts(&self, group: &Group, axis: &Axis, without: Option<usize>) -> Span {
        let rules = self.table.rules.iter().zip(&self.spans).enumerate();
        let counted =
            rules.filter(|(index, (rule, _))| Some(*index) != without && rule.axis == *axis && is_in(rule, group));
        counted.fold(Span::default(), |sum, (_, (_, span))| sum.plus(span.or(Span::default())))
    }

    fn group_of(&self, rule: &Rule) -> Option<&Group> {
        self.table.groups.iter().find(|group| is_in(rule, group))
    }

    /// Whether the bounds of a group hold for an axis by themselves: what it gives to one may not be made up on another.
    fn is_of_one_axis(&self, group: &Group) -> bool {
        let mut axes = self.table.rules.iter().filter(|rule| is_in(rule, group)).map(|rule| &rule.axis);
        let first = axes.next();
        axes.all(|axis| Some(axis) == first)
    }
}

fn is_in(rule: &Rule, group: &Group) -> bool {
    rule.group.as_deref() == Some(&group.name)
}

/// Looks at bounds.
pub(super) fn look(table: &Table, written: &Value, reach: &Reach<'_>, notes: &mut Notes) {
    for group in &table.groups {
        let path = text::concat(&["groups.", &group.name]);
        if !table.rules.iter().any(|rule| is_in(rule, group)) {
            notes.warn(
                "score/unused-group",
                &path,
                &["no rule is in this group; name it as group of a rule, or take it out"],
            );
            continue;
        }
        let written = written.get("groups").and_then(|groups| groups.get(&group.name));
        look_at_idle(&path, written, group.bounds, reach.group(group, None), notes);
    }
    for (axis, bounds) in [(Axis::Fit, table.axes.fit), (Axis::Intent, table.axes.intent)] {
        let path = text::concat(&["axes.", axis.word()]);
        look_at_idle(&path, written.at(&path), bounds, reach.axis(&axis, None), notes);
    }
    for (index, rule) in table.rules.iter().enumerate() {
        look_at_rule(table, reach, index, rule, notes);
    }
}

/// Tells of bounds that are written down and never reached.
fn look_at_idle(path: &str, written: Option<&Value>, bounds: Bounds, span: Span, notes: &mut Notes) {
    let is_written = |name: &str| written.is_some_and(|written| written.get(name).is_some());
    let sides = [("min", bounds.min < span.least, span.least), ("max", bounds.max > span.most, span.most)];
    for (name, is_idle, reached) in sides {
        if is_idle && is_written(name) {
            let end = if name == "min" { "fewest" } else { "most" };
            let message = [
                "this bound cuts nothing off: the ",
                end,
                " points that rules and choices give here are ",
                &points_text(reached),
            ];
            notes.inform("score/idle-bound", &text::concat(&[path, ".", name]), &message);
        }
    }
}

/// Tells of points that bounds take away whenever they are given, or a part of them.
fn look_at_rule(table: &Table, reach: &Reach<'_>, index: usize, rule: &Rule, notes: &mut Notes) {
    // What nobody gets is told of elsewhere.
    if reach.spans.get(index).is_none_or(|span| *span == Span::default()) {
        return;
    }
    let group = reach.group_of(rule);
    // In a group of both axes the points of one decide what is left to the other.
    if group.is_some_and(|group| !reach.is_of_one_axis(group)) {
        return;
    }
    let of_group =
        group.map(|group| (text::concat(&["groups.", &group.name]), group.bounds, reach.group(group, Some(index))));
    let bounds = if rule.axis == Axis::Fit { table.axes.fit } else { table.axes.intent };
    let of_axis = (text::concat(&["axes.", rule.axis.word()]), bounds, reach.axis(&rule.axis, Some(index)));
    for (path, bounds, others) in of_group.into_iter().chain([of_axis]) {
        let (room, name) = if rule.points > 0 {
            ((bounds.max - others.least).max(0), ".max")
        } else {
            ((bounds.min - others.most).min(0), ".min")
        };
        if room.abs() >= rule.points.abs() {
            continue;
        }
        let (once, bound) = (points_text(rule.points), text::concat(&["score.", &path, name]));
        let place = item_path("rules", index, ".points");
        let times = if matches!(rule.condition, Condition::Each(_)) { " points of each time" } else { " points" };
        let left = if room == 0 { "none".to_owned() } else { text::concat(&["at most ", &points_text(room)]) };
        let message =
            ["of these ", &once, times, " ", &left, " can count: the bound ", &bound, " takes the rest; change either"];
        return notes.warn("score/capped", &place, &message);
    }
}
