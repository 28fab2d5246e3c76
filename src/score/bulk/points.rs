//! Points of many leads: sums for each axis and group where those are enough, else line by line. It must take and give
//! back what [`evaluate`](crate::score::evaluate) does.

use super::plan::{Leads, Ready};
use super::{Bulk, Explanation, Scores};
use crate::expression::Context;
use crate::expression::column::Data;
use crate::score::evaluate::{Given, hold};
use crate::score::table::{Axis, Bounds, Table};

/// How many leads are summed up at a time: what they need stays near the processor.
const SUMMED: usize = 1_024;
/// How many leads are looked at line by line at a time.
const LINED: usize = 256;

/// Whether bounds take and give back no more than a sum shows: every group has rules of one axis alone, and nothing may be
/// neither allowed nor forbidden.
pub(super) fn are_sums_enough(table: &Table) -> bool {
    let is_around_nothing = |bounds: &Bounds| bounds.min <= 0 && bounds.max >= 0;
    let is_plain = |place: usize, name: &str| {
        let mut axes = table.rules.iter().filter(|rule| rule.group.as_deref() == Some(name)).map(|rule| &rule.axis);
        let first = axes.next();
        table.groups.iter().take(place).all(|group| group.name != name) && axes.all(|axis| Some(axis) == first)
    };
    is_around_nothing(&table.axes.fit)
        && is_around_nothing(&table.axes.intent)
        && table
            .groups
            .iter()
            .enumerate()
            .all(|(place, group)| is_around_nothing(&group.bounds) && is_plain(place, &group.name))
}

/// A rule that gave points to a lead.
#[derive(Clone, Copy)]
pub(super) struct Line {
    pub(super) rule: u32,
    pub(super) count: i64,
    pub(super) decayed: i64,
    pub(super) points: i64,
}

impl Given for Line {
    fn points(&mut self) -> &mut i64 {
        &mut self.points
    }
}

/// What a rule came to for a lead, before it is a line.
#[derive(Clone, Copy)]
enum Found {
    Nothing,
    Unknown,
    Some(i64, i64),
}

impl Bulk {
    fn ready(&self, leads: &Leads<'_>) -> Vec<Ready<'_>> {
        self.rules.iter().zip(&self.table.rules).map(|(give, rule)| give.ready(rule, leads)).collect()
    }

    /// Points of both axes, by sums.
    pub(super) fn add_sums(&self, data: &[Data], context: &Context<'_>, now: i64, count: usize, scores: &mut Scores) {
        let leads = Leads { schema: &self.schema, data, context, now };
        let rules = self.ready(&leads);
        // The first two sums are of what stands in no group.
        let pots: Vec<usize> = rules.iter().map(|rule| self.pot(rule)).collect();
        let mut sums = vec![vec![0_i64; SUMMED]; self.table.groups.len() + 2];
        let mut mask = vec![0; SUMMED];
        for from in (0..count).step_by(SUMMED) {
            let size = SUMMED.min(count - from);
            for sum in &mut sums {
                sum.fill(0);
            }
            for (rule, pot) in rules.iter().zip(&pots).filter(|(rule, _)| rule.rule.points != 0) {
                if let (Some(sum), Some(mask)) = (sums.get_mut(*pot), mask.get_mut(..size)) {
                    add(rule, &leads, from, mask, sum);
                }
            }
            self.close(&sums, size, scores);
        }
    }

    /// Where the points of a rule are summed up.
    fn pot(&self, rule: &Ready<'_>) -> usize {
        let named = |name: &String| self.table.groups.iter().position(|group| group.name == *name);
        let group = rule.rule.group.as_ref().and_then(named);
        group.map_or(usize::from(rule.rule.axis == Axis::Intent), |group| group + 2)
    }

    /// Holds the sums within their bounds.
    fn close(&self, sums: &[Vec<i64>], size: usize, scores: &mut Scores) {
        let held = |sum: i64, bounds: Bounds| sum.min(bounds.max).max(bounds.min);
        let Table { axes, groups, rules, .. } = &self.table;
        for (place, (axis, bounds, into)) in
            [(Axis::Fit, axes.fit, &mut scores.fit), (Axis::Intent, axes.intent, &mut scores.intent)]
                .into_iter()
                .enumerate()
        {
            let from = into.len();
            into.extend(sums.get(place).into_iter().flatten().take(size));
            let Some(into) = into.get_mut(from..) else { continue };
            for (group, sums) in groups.iter().zip(sums.iter().skip(2)) {
                let is_of_axis = rules.iter().any(|rule| rule.group.as_ref() == Some(&group.name) && rule.axis == axis);
                if is_of_axis {
                    into.iter_mut().zip(sums).for_each(|(into, sum)| *into += held(*sum, group.bounds));
                }
            }
            into.iter_mut().for_each(|sum| *sum = held(*sum, bounds));
        }
    }

    /// Points of both axes, line by line, and with `is_explained` the lines.
    pub(super) fn add_lines(
        &self,
        data: &[Data],
        context: &Context<'_>,
        now: i64,
        count: usize,
        is_explained: bool,
        scores: &mut Scores,
    ) {
        let leads = Leads { schema: &self.schema, data, context, now };
        let rules = self.ready(&leads);
        let mut explanation = is_explained.then(Explanation::default);
        let mut found = vec![Found::Nothing; LINED * rules.len()];
        let (mut mask, mut lines, mut missing) = (vec![0; LINED], Vec::new(), Vec::new());
        for from in (0..count).step_by(LINED) {
            let size = LINED.min(count - from);
            for (rule, found) in rules.iter().zip(found.chunks_mut(LINED)) {
                if let (Some(found), Some(mask)) = (found.get_mut(..size), mask.get_mut(..size)) {
                    find(rule, &leads, from, mask, found, is_explained);
                }
            }
            for lead in 0..size {
                lines.clear();
                missing.clear();
                for (rule, found) in found.iter().skip(lead).step_by(LINED).enumerate() {
                    match *found {
                        Found::Nothing => {}
                        Found::Unknown => missing.push(rule as u32),
                        Found::Some(count, decayed) => {
                            lines.push(Line { rule: rule as u32, count, decayed, points: decayed });
                        }
                    }
                }
                let [fit, intent] = self.hold(&mut lines);
                scores.fit.push(fit);
                scores.intent.push(intent);
                if let Some(explanation) = &mut explanation {
                    explanation.add(&lines, &missing);
                }
            }
        }
        scores.explanation = explanation;
    }

    /// Holds lines within all bounds; the sums of both axes.
    fn hold(&self, lines: &mut [Line]) -> [i64; 2] {
        let rule = |line: &Line| self.table.rules.get(line.rule as usize);
        let is_of = |line: &Line, axis: &Axis| rule(line).is_some_and(|rule| rule.axis == *axis);
        for group in &self.table.groups {
            let belongs = |line: &Line| rule(line).is_some_and(|rule| rule.group.as_deref() == Some(&group.name));
            hold(lines, group.bounds, belongs);
        }
        [(Axis::Fit, self.table.axes.fit), (Axis::Intent, self.table.axes.intent)].map(|(axis, bounds)| {
            hold(lines, bounds, |line| is_of(line, &axis));
            lines.iter().filter(|line| is_of(line, &axis)).map(|line| line.points).sum()
        })
    }
}

/// Adds what a rule gives to each lead from one on.
fn add(rule: &Ready<'_>, leads: &Leads<'_>, from: usize, mask: &mut [u8], sums: &mut [i64]) {
    let points = rule.rule.points;
    let size = mask.len();
    match rule.hold(leads, from, mask) {
        Some(mask) => sums.iter_mut().zip(mask).for_each(|(sum, is_true)| *sum += points * i64::from(*is_true)),
        None => {
            for (sum, lead) in sums.iter_mut().zip(from..from + size) {
                *sum += rule.count(leads, lead).map_or(0, |(_, points)| points);
            }
        }
    }
}

/// What a rule comes to for each lead from one on; whether facts are missing only where that is explained.
fn find(rule: &Ready<'_>, leads: &Leads<'_>, from: usize, mask: &mut [u8], found: &mut [Found], is_explained: bool) {
    let points = rule.rule.points;
    let given = |count: i64, decayed: i64| match count == 0 || points == 0 {
        true => Found::Nothing,
        false => Found::Some(count, decayed),
    };
    match rule.hold(leads, from, mask) {
        Some(mask) => {
            for ((found, is_true), lead) in found.iter_mut().zip(mask).zip(from..) {
                *found = match *is_true == 1 {
                    true => given(1, points),
                    false if is_explained && rule.lacks_facts(leads, lead) => Found::Unknown,
                    false => Found::Nothing,
                };
            }
        }
        None => {
            for (found, lead) in found.iter_mut().zip(from..) {
                *found = rule.count(leads, lead).map_or(Found::Unknown, |(count, decayed)| given(count, decayed));
            }
        }
    }
}
