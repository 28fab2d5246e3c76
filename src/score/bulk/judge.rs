//! Class, temperature, grade and hand-off of many leads, by points that stand. It must ask conditions what
//! [`evaluate`](crate::score::evaluate) asks them: over the columns and the score so far.

use super::{Scores, of_score};
use crate::error::Error;
use crate::expression::Context;
use crate::expression::column::{Data, Kind, Plan, Schema};
use crate::score::grade::{MARKS, Temperature, below};
use crate::score::table::Table;
use crate::text;
use crate::value::Value;

/// The names of what stands in `score`, in the order of its columns.
const PARTS: [(&str, Kind); 6] = [
    ("fit", Kind::Numbers),
    ("intent", Kind::Numbers),
    ("total", Kind::Numbers),
    ("temperature", Kind::Words),
    ("grade", Kind::Words),
    ("class", Kind::Words),
];

/// The conditions of the classes and of the hand-off.
#[derive(Clone, Debug)]
pub(super) struct Judge {
    /// The columns of leads, and those of the score behind them.
    schema: Schema,
    classes: Vec<Plan>,
    handoff: Option<Plan>,
}

impl Judge {
    pub(super) fn new(table: &Table, schema: &Schema) -> Result<Self, Error> {
        let mut columns = schema.columns().to_vec();
        columns.extend(PARTS.iter().map(|(name, kind)| of_score(name, *kind)));
        let schema = Schema::new(columns)?;
        Ok(Self {
            classes: table.classes.iter().map(|class| Plan::new(&class.condition, &schema)).collect(),
            handoff: table.handoff.as_ref().map(|handoff| Plan::new(handoff, &schema)),
            schema,
        })
    }

    pub(super) fn ways(&self, ways: &mut Vec<&'static str>) {
        for plan in self.classes.iter().chain(&self.handoff) {
            plan.ways(ways);
        }
    }

    pub(super) fn judge(&self, table: &Table, data: &mut Vec<Data>, context: &Context<'_>, scores: &mut Scores) {
        let count = scores.fit.len();
        scores.temperature = scores.intent.iter().map(|intent| temperature(table, *intent)).collect();
        scores.grade = scores.fit.iter().zip(&scores.intent).map(|(fit, intent)| grade(table, *fit, *intent)).collect();
        // A class is not known before it is judged: its word is empty then.
        scores.class = vec![table.classes.len() as u32 + 1; count];
        scores.handoff = vec![0; count];
        if !self.classes.is_empty() || self.handoff.is_some() {
            self.lay_out(table, data, scores);
        }
        let class = self.classes(data, context, count);
        if let (Some(_), Some(Data::Words { codes, .. })) = (&self.handoff, data.last_mut()) {
            codes.clone_from(&class);
        }
        scores.class = class;
        if let Some(plan) = &self.handoff {
            let tables = plan.tables(data, context);
            plan.hold(&tables, (&self.schema, data), context, 0, &mut scores.handoff);
        }
    }

    /// For each lead the first class that holds, or the one behind the last.
    fn classes(&self, data: &[Data], context: &Context<'_>, count: usize) -> Vec<u32> {
        let mut found = vec![self.classes.len() as u32; count];
        let mut mask = vec![0; count];
        // From the last to the first, so that the first that holds stays.
        for (class, plan) in self.classes.iter().enumerate().rev() {
            let tables = plan.tables(data, context);
            plan.hold(&tables, (&self.schema, data), context, 0, &mut mask);
            for (found, is_true) in found.iter_mut().zip(&mask) {
                *found = if *is_true == 1 { class as u32 } else { *found };
            }
        }
        found
    }

    /// Puts the columns of the score behind those of the leads.
    fn lay_out(&self, table: &Table, data: &mut Vec<Data>, scores: &Scores) {
        for points in [&scores.fit, &scores.intent, &scores.total] {
            data.push(Data::Numbers(points.iter().map(|points| *points as f64).collect()));
        }
        let grades = grades(table);
        let temperatures = Value::list(&Temperature::ALL, |one| one.word().into());
        let classes = table.classes.iter().map(|class| class.id.as_str()).chain(["ordinary", ""]);
        data.push(words(&scores.temperature, temperatures.as_list().unwrap_or_default().to_vec()));
        data.push(words(&scores.grade, grades.into_iter().map(Value::from).collect()));
        data.push(words(&scores.class, classes.map(Value::from).collect()));
    }
}

fn words(codes: &[u32], words: Vec<Value>) -> Data {
    Data::Words { codes: codes.to_vec(), words }
}

/// The words of the grades: `A1`, `A2` … `D4`, or one empty word where the table has no grade.
pub(super) fn grades(table: &Table) -> Vec<String> {
    if table.grade.is_none() {
        return vec![String::new()];
    }
    let [letters, digits] = MARKS;
    letters.iter().flat_map(|letter| digits.iter().map(move |digit| text::concat(&[letter, digit]))).collect()
}

fn temperature(table: &Table, intent: i64) -> u32 {
    table.temperature.map_or(0, |thresholds| Temperature::of(intent, &thresholds) as u32)
}

fn grade(table: &Table, fit: i64, intent: i64) -> u32 {
    let place = |points: i64, falling: &[i64]| below(points, falling).min(3) as u32;
    table.grade.as_ref().map_or(0, |grade| place(fit, &grade.fit) * 4 + place(intent, &grade.intent))
}
