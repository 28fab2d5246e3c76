//! The score table as one `SELECT`, for histories of leads that stand in a database: the same points, class, temperature,
//! grade and hand-off as [`evaluate`](super::evaluate). What a database would judge otherwise is refused by name. It must not
//! run a statement.
//!
//! The table of leads has a column `id` and a column for each fact that the rules ask for, named by the fact's path:
//! `"role"`, `"source.first.channel"`. A counter's column is its count: `"event.keypage.pricing"` holds what rules see as
//! `{event.keypage.pricing.count}`. NULL is a fact that is missing. `docs/sql.md` says the rest.
//!
//! ```
//! use leadsieve::expression::Expression;
//! use leadsieve::score::sql::{Dialect, Request, select};
//! use leadsieve::score::{Condition, Rule, Table};
//!
//! let condition = Condition::If(Expression::parse("{role} = 'owner'")?);
//! let rule = Rule { id: "owner".into(), condition, points: 5, ..Rule::default() };
//! let table = Table { rules: vec![rule], ..Table::default() };
//! let found = select(&table, &Request::new(Dialect::Sqlite)).map_err(|refused| refused[0].clone())?;
//! assert!(found.sql.contains(r#"l."role""#));
//! # Ok::<(), leadsieve::error::Error>(())
//! ```

mod column;
mod condition;
mod dialect;
mod matching;
mod number;
mod points;

use crate::error::Error;
use crate::expression::Expression;
use crate::score::{Axis, Condition, Rule, Table, Thresholds};
use crate::text::{is_name, is_same};

use column::{Columns, name_of};
pub use column::{TYPES, Type};
use condition::{Form, Seen, Writer};
pub use dialect::{DIALECTS, Dialect};
use points::Giver;

/// The columns of the points that the options of a quiz give.
const OPTIONS: [&str; 2] = ["score.options.fit", "score.options.intent"];

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// The database.
    pub dialect: Dialect,
    /// The table of leads; a dot stands between schema and table. Default `leads`.
    pub table: String,
    /// Types of columns by the path of their fact. Where none is told it follows from what rules compare the fact with.
    pub types: Vec<(String, Type)>,
    /// Whether the options of a quiz give points too: then the table has the columns `score.options.fit` and
    /// `score.options.intent` with their sums. Default `false`.
    pub has_options: bool,
}

impl Request {
    /// For a database, with the defaults.
    #[must_use]
    pub fn new(dialect: Dialect) -> Self {
        Self { dialect, table: "leads".to_owned(), types: Vec::new(), has_options: false }
    }
}

/// A statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Select {
    /// The text: `id`, `fit`, `intent`, `total`, `class`, `temperature`, `grade` and `handoff` of each lead, in no order.
    pub sql: String,
    /// The columns that the table of leads must have beside `id`, with their types.
    pub columns: Vec<(String, Type)>,
}

/// The table as one statement.
///
/// # Errors
/// `sql/unsupported` for each rule, class or hand-off with a form that the database would judge otherwise, and for each group
/// whose bounds cannot be written; `sql/bad-name` for a table that cannot have that name.
pub fn select(table: &Table, request: &Request) -> Result<Select, Vec<Error>> {
    let mut draft =
        Draft { table, request, columns: Columns::new(request.dialect, &request.types), refused: Vec::new() };
    let written = draft.write();
    match (written, draft.refused.is_empty()) {
        (Some(sql), true) => {
            let options = OPTIONS.iter().filter(|_| request.has_options).map(|name| ((*name).to_owned(), Type::BigInt));
            Ok(Select { sql, columns: draft.columns.described().into_iter().chain(options).collect() })
        }
        _ => Err(draft.refused),
    }
}

struct Draft<'a> {
    table: &'a Table,
    request: &'a Request,
    columns: Columns<'a>,
    refused: Vec<Error>,
}

impl<'a> Draft<'a> {
    fn write(&mut self) -> Option<String> {
        let from = self.from();
        let (givers, mut given) = self.rules();
        self.columns.is_late = true;
        let classes = self.classes();
        let handoff = match &self.table.handoff {
            Some(handoff) => self.condition(handoff, Seen::All, "score.handoff", "the hand-off"),
            None => Some("FALSE".to_owned()),
        };
        let surpluses = points::surpluses(self.table, &givers, self.request.dialect);
        let surpluses = self.kept("score.groups", "the groups", surpluses).unwrap_or_default();
        self.bounds();
        if !self.refused.is_empty() {
            return None;
        }
        let (mut facts, late) = (self.columns.selected(), self.columns.carried(true));
        let (intent, sql_of_options) = (&self.table.axes.intent, self.options());
        facts.extend(sql_of_options.iter().cloned());
        let more = |name: &'static str| (!sql_of_options.is_empty()).then_some(name);
        let spaces = format!("(SELECT {} AS spaces) AS k", self.request.dialect.spaces());
        let from = format!("{} AS l CROSS JOIN {spaces}", from?);
        let options = if sql_of_options.is_empty() { &[][..] } else { &["o1", "o2"][..] };
        let mut steps = Steps::new(self.request);
        steps.push("facts", vec!["l.\"id\" AS id".to_owned()], facts, Some(&from));
        for (place, step) in self.columns.folded().into_iter().enumerate() {
            let id = ["id"].iter().chain(options).map(|name| (*name).to_owned()).collect();
            steps.push(&format!("folded_{}", place + 1), id, step, None);
        }
        let kept = |names: &[&str]| -> Vec<String> {
            let names = names.iter().map(|name| (*name).to_owned());
            [vec!["id".to_owned()], late.clone(), names.collect()].concat()
        };
        steps.push("points", kept(options), std::mem::take(&mut given), None);
        let axis =
            |axis: Axis, bounds, more| points::axis(self.table, &givers, self.request.dialect, &axis, bounds, more);
        if !surpluses.is_empty() {
            let names: Vec<&str> =
                givers.iter().map(|giver| giver.name.as_str()).chain(options.iter().copied()).collect();
            let columns = surpluses.iter().map(|(name, sql)| format!("{sql} AS {name}")).collect();
            steps.push("groups", kept(&names), columns, None);
        }
        let fit = format!("{} AS fit", axis(Axis::Fit, self.table.axes.fit, more("o1")));
        let intent = format!("{} AS intent", axis(Axis::Intent, *intent, more("o2")));
        steps.push("axes", kept(&[]), vec![fit, intent], None);
        let words = vec!["fit + intent AS total".to_owned(), self.temperature(), self.grade()];
        steps.push("words", kept(&["fit", "intent"]), words, None);
        let shown = ["fit", "intent", "total", "temperature", "grade"];
        steps.push("classes", kept(&shown), vec![classes?], None);
        Some(steps.finish(&handoff?))
    }

    /// The table of leads.
    fn from(&mut self) -> Option<String> {
        let parts: Vec<_> = self.request.table.split('.').map(|part| self.request.dialect.identifier(part)).collect();
        match parts.into_iter().collect::<Result<Vec<_>, _>>() {
            Ok(parts) => Some(parts.join(".")),
            Err(what) => {
                let message = format!("{what}; expected the name of a table, with a dot between its schema and it");
                self.refused.push(Error::new("sql/bad-name", message));
                None
            }
        }
    }

    /// Every rule that can give points, and what selects them.
    fn rules(&mut self) -> (Vec<Giver<'a>>, Vec<String>) {
        let (mut givers, mut selected) = (Vec::new(), Vec::new());
        for (place, rule) in self.table.rules.iter().enumerate() {
            let Some(sql) = self.rule(place, rule) else { continue };
            let name = format!("r{}", place + 1);
            let note = if is_name(&rule.id) { format!(" /* {} */", rule.id) } else { String::new() };
            selected.push(format!("{sql} AS {name}{note}"));
            givers.push(Giver { rule, name });
        }
        (givers, selected)
    }

    fn rule(&mut self, place: usize, rule: &Rule) -> Option<String> {
        let (path, who) = (format!("score.rules[{place}]"), format!("the rule \"{}\"", rule.id));
        match &rule.condition {
            Condition::If(condition) => {
                let sql = self.condition(condition, Seen::Nothing, &format!("{path}.if"), &who)?;
                Some(format!("CASE WHEN {sql} THEN {} ELSE 0 END", rule.points))
            }
            Condition::Each(_) if rule.decay().is_some() => {
                let (field, what) = match rule.half_life {
                    Some(_) => ("half_life", "each with half_life"),
                    None => ("steps", "each with steps"),
                };
                let form = format!("{what}, which needs the time of every event; a column has the count alone");
                self.kept(&format!("{path}.{field}"), &who, Err::<String, _>(form))
            }
            Condition::Each(_) => {
                let counter = self.columns.counter(&rule.counter().unwrap_or_default());
                let slot = self.kept(&format!("{path}.each"), &who, counter)?;
                Some(points::counted(&name_of(slot), rule))
            }
        }
    }

    /// A condition, or nothing and a refusal.
    fn condition(&mut self, condition: &Expression, seen: Seen, path: &str, who: &str) -> Option<String> {
        let mut writer = Writer { dialect: self.request.dialect, columns: &mut self.columns, seen };
        let written = writer.condition(condition);
        self.kept(path, who, written)
    }

    fn kept<T>(&mut self, path: &str, who: &str, written: Result<T, Form>) -> Option<T> {
        written
            .map_err(|form| {
                let name = self.request.dialect.name();
                let message = format!("{who} cannot be written for {name} with the same result: found {form}");
                self.refused.push(Error::new("sql/unsupported", message).at(path));
            })
            .ok()
    }

    /// Bounds that lie on one side of 0 hold otherwise.
    fn bounds(&mut self) {
        let axes = [self.table.axes.fit, self.table.axes.intent];
        let all = axes.into_iter().chain(self.table.groups.iter().map(|group| group.bounds));
        if !all.into_iter().all(|bounds| bounds.min <= 0 && bounds.max >= 0) {
            self.kept::<()>("score", "the table", Err("bounds that leave out 0".to_owned()));
        }
    }

    /// What selects the points of options, where a quiz gives some.
    fn options(&self) -> Vec<String> {
        if !self.request.has_options {
            return Vec::new();
        }
        let one =
            |(place, name): (usize, &&str)| format!("coalesce(CAST(l.\"{name}\" AS BIGINT), 0) AS o{}", place + 1);
        OPTIONS.iter().enumerate().map(one).collect()
    }

    fn temperature(&self) -> String {
        match self.table.temperature {
            Some(Thresholds { warm, hot }) => format!(
                "CASE WHEN intent >= {hot} THEN 'hot' WHEN intent >= {warm} THEN 'warm' ELSE 'cold' END AS temperature"
            ),
            None => "'cold' AS temperature".to_owned(),
        }
    }

    fn grade(&self) -> String {
        let Some(grade) = &self.table.grade else { return "'' AS grade".to_owned() };
        let place = |axis: &str, falling: &[i64], words: [&str; 4]| {
            let mut sql = "CASE".to_owned();
            for (threshold, word) in falling.iter().zip(words) {
                sql += &format!(" WHEN {axis} >= {threshold} THEN '{word}'");
            }
            let last = words.get(falling.len().min(3)).copied().unwrap_or_default();
            format!("{sql} ELSE '{last}' END")
        };
        let (fit, intent) =
            (place("fit", &grade.fit, ["A", "B", "C", "D"]), place("intent", &grade.intent, ["1", "2", "3", "4"]));
        format!("{fit} || {intent} AS grade")
    }

    fn classes(&mut self) -> Option<String> {
        let mut sql = String::new();
        for (place, class) in self.table.classes.iter().enumerate() {
            let (path, who) = (format!("score.classes[{place}]"), format!("the class \"{}\"", class.id));
            if !is_name(&class.id) {
                self.kept::<()>(&path, &who, Err("a class whose id is no plain name".to_owned()));
            }
            let condition = self.condition(&class.condition, Seen::Points, &format!("{path}.if"), &who);
            sql += &format!(" WHEN {} THEN '{}'", condition.unwrap_or_default(), class.id);
        }
        Some(match sql.is_empty() {
            true => "'ordinary' AS class".to_owned(),
            false => format!("CASE{sql} ELSE 'ordinary' END AS class"),
        })
    }
}

/// The steps of the statement, each over the one before.
struct Steps {
    prefix: String,
    last: String,
    out: String,
}

impl Steps {
    fn new(request: &Request) -> Self {
        // No step may have the name of the table.
        let mut prefix = "leadsieve_".to_owned();
        while request.table.split('.').any(|part| part.get(..prefix.len()).is_some_and(|start| is_same(start, &prefix)))
        {
            prefix.push('_');
        }
        Self { prefix, last: String::new(), out: String::new() }
    }

    /// Adds a step: what it keeps of the step before, and what it adds.
    fn push(&mut self, name: &str, kept: Vec<String>, added: Vec<String>, from: Option<&str>) {
        let name = format!("{}{name}", self.prefix);
        let columns = [kept, added].concat().join(",\n    ");
        // Without the word a database may put one step into the next, wherever its columns are named.
        let start = if self.out.is_empty() { "WITH " } else { ",\n" };
        let from = from.unwrap_or(&self.last);
        self.out += &format!("{start}{name} AS MATERIALIZED (\n  SELECT\n    {columns}\n  FROM {from}\n)");
        self.last = name;
    }

    /// The last step.
    fn finish(self, handoff: &str) -> String {
        format!(
            "{}\nSELECT id, fit, intent, total, class, temperature, grade, {handoff} AS handoff\nFROM {}\n",
            self.out, self.last
        )
    }
}
