//! Bulk: a score table over columns of leads. Every lead gets what [`evaluate`](super::evaluate) gives it alone, to the
//! point; rules whose facts stand in columns of numbers, words and times are judged column by column, without anything
//! being allocated for a lead. It must not know where the columns come from.
//!
//! ```
//! use leadsieve::expression::column::{Column, Data, Kind};
//! use leadsieve::expression::Context;
//! use leadsieve::score::bulk::Bulk;
//! use leadsieve::score::{Condition, Rule, Table};
//! use leadsieve::expression::Expression;
//! use leadsieve::value::Value;
//!
//! let rule = Rule {
//!     id: "large".into(),
//!     condition: Condition::If(Expression::parse("{employees} > 500")?),
//!     points: -5,
//!     ..Rule::default()
//! };
//! let table = Table { rules: vec![rule], ..Table::default() };
//! let bulk = Bulk::new(&table, vec![Column { name: "employees".into(), kind: Kind::Numbers }])?;
//! let data = vec![Data::Numbers(vec![20.0, 800.0, f64::NAN])];
//! let scores = bulk.score(data, &Context::on_day(&Value::Null, 0), 0, false)?;
//! assert_eq!(scores.fit, [0, -5, 0]);
//! # Ok::<(), leadsieve::error::Error>(())
//! ```

mod explanation;
mod judge;
mod plan;
mod points;

use super::table::{Axis, Table};
use crate::error::Error;
use crate::expression::Context;
use crate::expression::column::{Column, Data, Kind, Schema};
use crate::text;

pub use explanation::Explanation;

use judge::Judge;
use plan::Give;

/// A table, ready for columns of a schema.
#[derive(Clone, Debug)]
pub struct Bulk {
    table: Table,
    schema: Schema,
    /// What each rule looks at, in the order of the table.
    rules: Vec<Give>,
    /// Where the sums of groups show what bounds take without a look at single lines.
    are_sums_enough: bool,
    judge: Judge,
}

/// Scores of many leads, in columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scores {
    /// Points of fit, within its bounds.
    pub fit: Vec<i64>,
    /// Points of intent, within its bounds.
    pub intent: Vec<i64>,
    /// The sum of the axes.
    pub total: Vec<i64>,
    /// Which of [`Bulk::classes`].
    pub class: Vec<u32>,
    /// Which of [`TEMPERATURES`].
    pub temperature: Vec<u32>,
    /// Which of [`Bulk::grades`].
    pub grade: Vec<u32>,
    /// Whether a lead goes to a salesperson at once: 1 or 0.
    pub handoff: Vec<u8>,
    /// Why, where that was asked for.
    pub explanation: Option<Explanation>,
}

/// The words of the temperatures.
pub const TEMPERATURES: [&str; 3] = ["cold", "warm", "hot"];

impl Bulk {
    /// Makes a table ready for columns. A lead has no fact but those of its columns; points of a quiz's options are no
    /// part of it.
    ///
    /// # Errors
    /// Those of [`Schema::new`]; `bulk/reserved` for a column inside of `score`, which classes see; `bulk/category` for a
    /// rule whose points go to no axis.
    pub fn new(table: &Table, columns: Vec<Column>) -> Result<Self, Error> {
        for column in &columns {
            if text::is_same(text::before(&column.name, "."), "score") {
                let found =
                    text::concat(&["found the column \"", &column.name, "\", expected no name inside of score"]);
                return Err(Error::new("bulk/reserved", found));
            }
        }
        if let Some(rule) = table.rules.iter().find(|rule| matches!(rule.axis, Axis::Category(_))) {
            let found = text::concat(&["found points for ", rule.axis.word(), " in the rule ", &rule.id]);
            return Err(Error::new("bulk/category", text::concat(&[&found, ", expected fit or intent"])));
        }
        let schema = Schema::new(columns)?;
        Ok(Self {
            rules: table.rules.iter().map(|rule| Give::new(rule, &schema)).collect(),
            are_sums_enough: points::are_sums_enough(table),
            judge: Judge::new(table, &schema)?,
            table: table.clone(),
            schema,
        })
    }

    /// The table.
    #[must_use]
    pub fn table(&self) -> &Table {
        &self.table
    }

    /// The columns that it expects, in this order.
    #[must_use]
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// The words of the classes: those of the table, then `ordinary`.
    #[must_use]
    pub fn classes(&self) -> Vec<&str> {
        self.table.classes.iter().map(|class| class.id.as_str()).chain(["ordinary"]).collect()
    }

    /// The words of the grades: `A1`, `A2` … `D4`, or one empty word where the table has no grade.
    #[must_use]
    pub fn grades(&self) -> Vec<String> {
        judge::grades(&self.table)
    }

    /// How its conditions are judged, a word for each step of each: for whoever wants to know what is quick.
    #[must_use]
    pub fn ways(&self) -> Vec<&'static str> {
        let mut ways = Vec::new();
        for rule in &self.rules {
            rule.ways(&mut ways);
        }
        self.judge.ways(&mut ways);
        ways
    }

    /// Scores the leads of some columns as of `now`, in milliseconds since 1970, and of the day that the context has; its
    /// facts do not count.
    ///
    /// # Errors
    /// `bulk/columns` where there are not as many columns, or not of those kinds, as the schema has, or not all of one
    /// length; those of [`Data::check`].
    pub fn score(
        &self,
        mut data: Vec<Data>,
        context: &Context<'_>,
        now: i64,
        is_explained: bool,
    ) -> Result<Scores, Error> {
        let count = self.check(&data)?;
        let mut scores = Scores::default();
        if is_explained || !self.are_sums_enough {
            self.add_lines(&data, context, now, count, is_explained, &mut scores);
        } else {
            self.add_sums(&data, context, now, count, &mut scores);
        }
        scores.total = scores.fit.iter().zip(&scores.intent).map(|(fit, intent)| fit + intent).collect();
        self.judge.judge(&self.table, &mut data, context, &mut scores);
        Ok(scores)
    }

    /// How many leads there are.
    fn check(&self, data: &[Data]) -> Result<usize, Error> {
        let count = data.first().map_or(0, Data::len);
        let columns = self.schema.columns();
        let wrong = |expected: &str| {
            Err(Error::new("bulk/columns", text::concat(&["found other columns, expected ", expected])))
        };
        if data.len() != columns.len() {
            return wrong("as many as were named");
        }
        for (data, column) in data.iter().zip(columns) {
            if data.kind() != column.kind {
                return wrong(&text::concat(&["\"", &column.name, "\" of the kind that was named"]));
            }
            if data.len() != count {
                return wrong(&text::concat(&["\"", &column.name, "\" as long as the first"]));
            }
            data.check().map_err(|error| error.at(&*column.name))?;
        }
        Ok(count)
    }
}

/// A column of the score, as classes see it.
fn of_score(name: &str, kind: Kind) -> Column {
    Column { name: text::concat(&["score.", name]), kind }
}
