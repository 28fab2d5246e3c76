//! Explanations of many leads, in columns, and one lead's score as [`evaluate`](crate::score::evaluate) gives it. It must
//! not change a point.

use super::points::Line;
use super::{Bulk, Scores};
use crate::score::evaluate::{Score, line};
use crate::score::grade::Temperature;

/// The lines of all leads, one behind the other. Rules are named by their place in the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// For each lead, where its lines end.
    pub ends: Vec<u32>,
    /// For each line, the rule.
    pub rule: Vec<u32>,
    /// For each line, how many times gave points.
    pub count: Vec<i64>,
    /// For each line, the points of all times together, after what time took.
    pub decayed: Vec<i64>,
    /// For each line, the points that count, after all caps.
    pub points: Vec<i64>,
    /// For each lead, where its rules without facts end.
    pub missing_ends: Vec<u32>,
    /// Rules that could not be judged, since a fact was missing.
    pub missing: Vec<u32>,
}

impl Explanation {
    pub(super) fn add(&mut self, lines: &[Line], missing: &[u32]) {
        for line in lines {
            self.rule.push(line.rule);
            self.count.push(line.count);
            self.decayed.push(line.decayed);
            self.points.push(line.points);
        }
        self.ends.push(self.rule.len() as u32);
        self.missing.extend(missing);
        self.missing_ends.push(self.missing.len() as u32);
    }
}

/// Where the part of a lead lies.
fn part(ends: &[u32], lead: usize) -> std::ops::Range<usize> {
    let end = |place: Option<usize>| place.and_then(|place| ends.get(place)).map_or(0, |end| *end as usize);
    end(lead.checked_sub(1))..end(Some(lead))
}

impl Bulk {
    /// The score of one lead; its explanation is empty where none was asked for. `None` where there is no such lead.
    #[must_use]
    pub fn one(&self, scores: &Scores, lead: usize) -> Option<Score> {
        let rules = &self.table.rules;
        let (mut lines, mut missing) = (Vec::new(), Vec::new());
        if let Some(told) = &scores.explanation {
            for place in part(&told.ends, lead) {
                let rule = rules.get(*told.rule.get(place)? as usize)?;
                let mut line = line(rule, *told.count.get(place)?, *told.decayed.get(place)?);
                line.points = *told.points.get(place)?;
                lines.push(line);
            }
            for place in part(&told.missing_ends, lead) {
                missing.push(rules.get(*told.missing.get(place)? as usize)?.id.clone());
            }
        }
        Some(Score {
            fit: *scores.fit.get(lead)?,
            intent: *scores.intent.get(lead)?,
            class: (*self.classes().get(*scores.class.get(lead)? as usize)?).to_owned(),
            temperature: *Temperature::ALL.get(*scores.temperature.get(lead)? as usize)?,
            grade: self.grades().get(*scores.grade.get(lead)? as usize)?.clone(),
            handoff: *scores.handoff.get(lead)? == 1,
            explanation: lines,
            missing,
            ..Score::default()
        })
    }
}
