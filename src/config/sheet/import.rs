//! Taking a sheet back into the text of a config: what its cells change, and nothing else. It must not judge a rule: the
//! reader of configs does, and its problems are told with line and column.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::{self, COLUMNS, LANGUAGE, NEEDED, SHOWN};
use super::option::{OptionPoints, options};
use super::rows::{self, Row};
use super::splice::{self, List, Place};
use crate::config::{self, Severity};
use crate::error::Error;
use crate::value::{Value, json};

/// The order in which a rule's fields are written where the config has none.
const FIELDS: &[&str] = &["id", "axis", "group", "if", "each", "per", "points", "limit", "half_life", "steps", "label"];
/// The most rows that are read.
const MOST_ROWS: usize = 10_000;

/// A config with a sheet taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The text of the config: as it was, but for what the sheet changed.
    pub text: String,
    /// How many rules were changed.
    pub changed: usize,
    /// How many rules were added.
    pub added: usize,
    /// How many rules were taken out, since the sheet has no row of their id.
    pub removed: usize,
    /// How many options of quizzes got other points.
    pub options: usize,
}

/// Takes a sheet, as [`export`](super::export) writes it, into the text of a config.
///
/// Rules are known by their `id`: one that the sheet does not have is taken out, one that the config does not have is added,
/// and they get the order of the sheet. A column that is left out, and every cell that was not changed, leaves the config
/// as it is, to the byte. Of an option of a quiz only the points can be changed; one without a row keeps them.
///
/// # Errors
/// Everything that is wrong with the sheet, each with line and column, or with the config: `table/…` where it cannot be
/// understood, else what the reader of configs says of it.
pub fn import(text: &str, sheet: &[u8]) -> Result<Imported, Vec<Error>> {
    let one = |error| vec![error];
    let document: Value = serde_json::from_str(text)
        .map_err(|error| one(Error::new("config/bad-json", format!("found no JSON: {error}"))))?;
    if document.get("score").is_none_or(|score| score.as_map().is_none()) {
        let message = "found no score, expected one with its id: a sheet has the rules alone";
        return Err(one(Error::new("table/no-score", message).at("score")));
    }
    let sheet = Sheet::new(rows::read(sheet).map_err(one)?).map_err(one)?;
    let mut change = Change::new(&document);
    let errors: Vec<Error> = sheet.rows.iter().flat_map(|row| change.take(&sheet.line(row))).collect();
    if !errors.is_empty() {
        return Err(errors);
    }
    let imported = change.write(text).ok_or_else(|| {
        one(Error::new("table/no-place", "found no place for the rules, expected score.rules to be a list")
            .at("score.rules"))
    })?;
    let errors = change.complaints(&imported.text);
    if errors.is_empty() { Ok(imported) } else { Err(errors) }
}

/// A sheet whose columns are known.
struct Sheet {
    columns: Vec<String>,
    rows: Vec<Row>,
}

/// One row of a sheet, its cells by column.
struct Line<'a> {
    number: u64,
    cells: Vec<(&'a str, &'a str)>,
}

impl Sheet {
    fn new(rows: Vec<Row>) -> Result<Self, Error> {
        let found = |message: String| Error::new("table/columns", message).at(rows::place(1));
        if rows.len() > MOST_ROWS {
            return Err(Error::new(
                "table/too-large",
                format!("found {} rows, expected up to {MOST_ROWS}", rows.len()),
            ));
        }
        let mut rows = rows.into_iter();
        let first =
            rows.next().ok_or_else(|| found(format!("found nothing, expected the columns {}", COLUMNS.join(", "))))?;
        let columns: Vec<String> = first.cells.iter().map(|cell| cell.trim().to_owned()).collect();
        let is_known = |column: &&String| COLUMNS.contains(&column.as_str()) || column.starts_with(LANGUAGE);
        if let Some(unknown) = columns.iter().find(|column| !is_known(column)) {
            let known = COLUMNS.join(", ");
            return Err(found(format!("found the column \"{unknown}\", expected {known} or {LANGUAGE}<language>")));
        }
        if let Some(missing) = NEEDED.iter().find(|needed| !columns.iter().any(|column| column == *needed)) {
            return Err(found(format!("found no column \"{missing}\", expected {}", NEEDED.join(", "))));
        }
        let distinct: BTreeSet<&String> = columns.iter().collect();
        if distinct.len() < columns.len() {
            return Err(found(format!("found {}, expected each column once", columns.join(", "))));
        }
        Ok(Self { columns, rows: rows.collect() })
    }

    fn line<'a>(&'a self, row: &'a Row) -> Line<'a> {
        let cells = self.columns.iter().map(String::as_str).zip(row.cells.iter().map(String::as_str)).collect();
        Line { number: row.line, cells }
    }
}

impl Line<'_> {
    /// The cells by column, the label in the language for all others first: further languages go beside it.
    fn shown_first(&self) -> impl Iterator<Item = &(&str, &str)> {
        let is_shown = |(column, _): &&(&str, &str)| *column == SHOWN;
        self.cells.iter().filter(is_shown).chain(self.cells.iter().filter(move |cell| !is_shown(cell)))
    }

    fn cell(&self, column: &str) -> &str {
        self.cells.iter().find(|(known, _)| *known == column).map_or("", |(_, cell)| cell).trim()
    }

    fn error(&self, column: &str, code: &'static str, message: impl Into<String>) -> Error {
        Error::new(code, message).at(format!("{}, column {column}", rows::place(self.number)))
    }
}

/// A rule as the sheet has it.
struct Taken {
    line: u64,
    /// Its place among the config's own rules, where it is one of them.
    known: Option<usize>,
    rule: Value,
}

/// What a sheet changes in a config.
struct Change<'a> {
    rules: &'a [Value],
    /// The places of the config's own rules by id.
    known: BTreeMap<&'a str, usize>,
    options: BTreeMap<String, OptionPoints>,
    taken: Vec<Taken>,
    /// The ids and places that the sheet had so far, with their lines.
    seen: BTreeMap<String, u64>,
    /// Places of options that get other points, with these and the line.
    points: Vec<(Place, i64, u64)>,
}

impl<'a> Change<'a> {
    fn new(document: &'a Value) -> Self {
        let rules = super::rules(document);
        let known = rules.iter().enumerate().filter_map(|(index, rule)| Some((rule.text("id")?, index))).collect();
        let options = options(document).into_iter().map(|option| (option.place.to_string(), option)).collect();
        Self { rules, known, options, taken: Vec::new(), seen: BTreeMap::new(), points: Vec::new() }
    }

    /// Takes one row in; tells what is wrong with it.
    fn take(&mut self, line: &Line<'_>) -> Vec<Error> {
        if line.cell("place").is_empty() { self.take_rule(line) } else { self.take_option(line) }
    }

    /// Notes what tells a row from others; fails where a row above has it.
    fn see(&mut self, line: &Line<'_>, column: &str) -> Result<(), Error> {
        let named = line.cell(column);
        let Some(other) = self.seen.insert(named.to_owned(), line.number) else { return Ok(()) };
        let message = format!("found \"{named}\" again, expected a row of its own: line {other} has it");
        Err(line.error(column, "table/duplicate", message))
    }

    fn take_rule(&mut self, line: &Line<'_>) -> Vec<Error> {
        let id = line.cell("id");
        if let Err(error) = self.see(line, "id") {
            return vec![error];
        }
        let known = self.known.get(id).copied();
        let old = known.and_then(|known| self.rules.get(known));
        let mut rule = old.and_then(Value::as_map).cloned().unwrap_or_default();
        let mut errors = Vec::new();
        for (column, cell) in line.shown_first().filter(|(column, _)| *column != "place") {
            let is_as_it_was = match old {
                Some(old) => cell::cell(old, column) == *cell,
                None => cell.trim().is_empty() && !NEEDED.contains(column),
            };
            if is_as_it_was {
                continue;
            }
            if let Err(expected) = cell::put(&mut rule, column, cell) {
                errors.push(line.error(column, "table/bad-cell", format!("found \"{cell}\", {expected}")));
            }
        }
        self.taken.push(Taken { line: line.number, known, rule: rule.into() });
        errors
    }

    fn take_option(&mut self, line: &Line<'_>) -> Vec<Error> {
        let place = line.cell("place");
        if let Err(error) = self.see(line, "place") {
            return vec![error];
        }
        let Some(option) = self.options.get(place) else {
            let message =
                format!("found \"{place}\", expected nothing, or where an option of this config has its points");
            return vec![line.error("place", "table/no-option", message)];
        };
        let mut errors = Vec::new();
        for (column, cell) in line.cells.iter().filter(|(column, _)| *column != "points") {
            let expected = option.cell(column);
            if cell.trim() != expected.trim() {
                let message =
                    format!("found \"{cell}\", expected \"{expected}\": of an option only the points change here");
                errors.push(line.error(column, "table/option", message));
            }
        }
        match cell::whole(line.cell("points")) {
            Some(points) if points == option.points => {}
            Some(points) => self.points.push((option.place.clone(), points, line.number)),
            None => {
                let message = format!("found \"{}\", {}", line.cell("points"), cell::expected("points"));
                errors.push(line.error("points", "table/bad-cell", message));
            }
        }
        errors
    }

    /// The text of the config with everything in it.
    fn write(&self, text: &str) -> Option<Imported> {
        let score = Place::default().name("score");
        let mut changes = Vec::new();
        for (place, points, _) in &self.points {
            changes.push((splice::find(text, place)?, points.to_string()));
        }
        match splice::find(text, &score.name("rules")) {
            Some(range) => {
                let list = List::new(text.get(range.clone())?)?;
                changes.push((range, self.list(&list)));
            }
            // A table without rules: they go to its beginning.
            None if !self.taken.is_empty() => {
                let begin = splice::find(text, &score)?.start + 1;
                changes.push((begin..begin, format!(" \"rules\": {},", self.list(&List::new("[]")?))));
            }
            None => {}
        }
        let kept = self.taken.iter().filter_map(|taken| taken.known).count();
        let is_changed = |taken: &&Taken| taken.known.is_some_and(|known| self.rules.get(known) != Some(&taken.rule));
        Some(Imported {
            text: splice::replaced(text, changes),
            changed: self.taken.iter().filter(is_changed).count(),
            added: self.taken.len() - kept,
            removed: self.rules.len().saturating_sub(kept),
            options: self.points.len(),
        })
    }

    fn list(&self, list: &List<'_>) -> String {
        let text = |taken: &Taken| {
            let known = taken.known.and_then(|known| Some((*list.items.get(known)?, self.rules.get(known)?)));
            known.and_then(|(text, old)| changed(text, old, &taken.rule)).unwrap_or_else(|| written(&taken.rule))
        };
        let items: Vec<String> = self.taken.iter().map(text).collect();
        list.holding(&items)
    }

    /// What the reader says of the new config, with line and column where it speaks of a row. A page would go on with a name that
    /// nothing has; whoever takes in a sheet wants to know of a slip.
    fn complaints(&self, text: &str) -> Vec<Error> {
        let document = serde_json::from_str(text).unwrap_or_default();
        let (_, problems) = config::read(&document);
        let is_slip = |error: &Error| error.code() == "config/unknown-name" && error.path().starts_with("score.rules[");
        let errors = problems.into_iter().filter(|one| one.severity == Severity::Error || is_slip(&one.error));
        errors.map(|problem| self.placed(problem.error)).collect()
    }

    /// The error at its row and column, where its path leads into one.
    fn placed(&self, error: Error) -> Error {
        let at = |line: u64, column: &str| {
            let between = if column.is_empty() { "" } else { ", column " };
            Error::new(error.code(), error.message()).at(format!("{}{between}{column}", rows::place(line)))
        };
        if let Some((.., line)) = self.points.iter().find(|(place, ..)| error.path() == place.to_string()) {
            return at(*line, "points");
        }
        let Some((index, field)) = error.path().strip_prefix("score.rules[").and_then(|rest| rest.split_once(']'))
        else {
            return error;
        };
        let line = index.parse::<usize>().ok().and_then(|index| self.taken.get(index)).map_or(1, |taken| taken.line);
        let field = field.trim_start_matches('.');
        at(line, column_of(field.split(['.', '[']).next().unwrap_or_default()))
    }
}

/// The text of a rule with what changed in it; `None` where it has other fields than before.
fn changed(text: &str, old: &Value, new: &Value) -> Option<String> {
    let has_the_same = old.entries().iter().map(|(name, _)| name).eq(new.entries().iter().map(|(name, _)| name));
    let values: Vec<(&str, String)> = new
        .entries()
        .iter()
        .filter(|(name, value)| old.get(name) != Some(value))
        .map(|(name, value)| (name.as_str(), json::write(value)))
        .collect();
    if has_the_same { splice::with_values(text, &values) } else { None }
}

/// The text of a rule as its author would write it.
fn written(rule: &Value) -> String {
    let known = FIELDS.iter().filter_map(|name| Some((*name, rule.get(name)?)));
    let fields: Vec<String> =
        known.map(|(name, value)| format!("{}: {}", json::write(&name.into()), json::write(value))).collect();
    format!("{{ {} }}", fields.join(", "))
}

/// The column that shows a field of a rule.
fn column_of(field: &str) -> &str {
    match field {
        "if" | "each" => "condition",
        "label" => "criterion",
        "half_life" | "steps" => "decay",
        _ => field,
    }
}
