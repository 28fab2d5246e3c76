//! The columns of the table of leads: one for each fact, with a type that follows from how rules use it or was told. It
//! must not know what a rule says.

use std::collections::BTreeSet;

use super::dialect::{Dialect, MOST_REPLACED};
use crate::text::{fold, is_name, is_same};

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Type {
    /// Whole numbers within ±2^53: counters, and whatever rules compute with.
    BigInt,
    /// Numbers.
    Double,
    /// Text.
    Text,
    /// Yes and no.
    Boolean,
    /// Lists of texts: the answers to questions with several. In SQLite the text of a JSON array.
    List,
}

/// Every type with the word that names it.
pub const TYPES: &[(&str, Type)] = &[
    ("bigint", Type::BigInt),
    ("double", Type::Double),
    ("text", Type::Text),
    ("boolean", Type::Boolean),
    ("list", Type::List),
];

impl Type {
    /// The type that a word names: `bigint`, `double`, `text`, `boolean`, `list`.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        TYPES.iter().find(|(name, _)| *name == word).map(|(_, of)| *of)
    }

    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        TYPES.iter().find(|(_, of)| *of == self).map_or("", |(word, _)| word)
    }

    /// Whether its values are numbers.
    pub(super) const fn is_number(self) -> bool {
        matches!(self, Self::BigInt | Self::Double)
    }
}

/// What rules ask for: a column, read in one way.
#[derive(Debug)]
struct Slot {
    path: String,
    /// Its texts mean what they are.
    is_raw: bool,
    /// By which letters its texts are folded.
    letters: BTreeSet<char>,
    /// Classes or the hand-off ask for it.
    is_late: bool,
}

/// A column.
#[derive(Debug)]
struct Column {
    path: String,
    /// Its name in quotation marks.
    quoted: String,
    of: Option<Type>,
    is_told: bool,
    is_counter: bool,
}

/// The columns that were asked for.
#[derive(Debug)]
pub(super) struct Columns<'a> {
    dialect: Dialect,
    told: &'a [(String, Type)],
    columns: Vec<Column>,
    slots: Vec<Slot>,
    /// Whether classes or the hand-off ask.
    pub(super) is_late: bool,
}

/// The most columns that every database takes beside the rules.
const MOST: usize = 1_000;

impl<'a> Columns<'a> {
    pub(super) fn new(dialect: Dialect, told: &'a [(String, Type)]) -> Self {
        Self { dialect, told, columns: Vec::new(), slots: Vec::new(), is_late: false }
    }

    /// The place of a fact that an expression names, and whether nothing there is 0.
    pub(super) fn fact(&mut self, name: &str, is_raw: bool) -> Result<(usize, bool), String> {
        if name.contains('[') || name.ends_with(".length") {
            return Err(format!("{{{name}}}, an item or the length of something"));
        }
        let counter = name.strip_prefix("event.").and_then(|rest| rest.strip_suffix(".count"));
        match counter {
            Some(rest) => Ok((self.counter(&format!("event.{rest}"))?, true)),
            None => Ok((self.slot(name, is_raw, false)?, false)),
        }
    }

    /// The place of a counter.
    pub(super) fn counter(&mut self, path: &str) -> Result<usize, String> {
        self.slot(path, false, true)
    }

    fn slot(&mut self, path: &str, is_raw: bool, is_counter: bool) -> Result<usize, String> {
        self.column(path, is_counter)?;
        let known = self.slots.iter().position(|slot| slot.path == path && slot.is_raw == is_raw);
        let place = known.unwrap_or(self.slots.len());
        if known.is_none() {
            self.slots.push(Slot { path: path.to_owned(), is_raw, letters: BTreeSet::new(), is_late: false });
        }
        let is_late = self.is_late;
        if let Some(slot) = self.slots.get_mut(place) {
            slot.is_late |= is_late;
        }
        Ok(place)
    }

    fn column(&mut self, path: &str, is_counter: bool) -> Result<(), String> {
        if self.columns.iter().any(|known| known.path == path && known.is_counter == is_counter) {
            return Ok(());
        }
        for known in &self.columns {
            if is_same(&known.path, path) {
                return Err(format!(
                    "{{{path}}} beside {{{}}}, which are one column to databases and not one fact to rules",
                    known.path
                ));
            }
            let is_below = |outer: &str, inner: &str| fold(inner).starts_with(&format!("{}.", fold(outer)));
            if !known.is_counter && is_below(&known.path, path) || !is_counter && is_below(path, &known.path) {
                return Err(format!("{{{path}}} beside {{{}}}, where one is a part of the other", known.path));
            }
        }
        if self.columns.len() >= MOST {
            return Err(format!("more than {MOST} facts"));
        }
        let told = self.told.iter().find(|(name, _)| is_same(name, path)).map(|(_, of)| *of);
        if is_counter && told.is_some_and(|of| of != Type::BigInt) {
            return Err(format!("the counter {path} as another type than bigint"));
        }
        let of = if is_counter { Some(Type::BigInt) } else { told };
        let quoted = self.dialect.identifier(path)?;
        let is_told = of.is_some();
        self.columns.push(Column { path: path.to_owned(), quoted, of, is_told, is_counter });
        Ok(())
    }

    /// The type of the fact at a place, where a rule wants it to be `wanted`: a type that was told stays; two rules that want
    /// different ones are an error.
    pub(super) fn as_type(&mut self, place: usize, wanted: Type) -> Result<Type, String> {
        let path = self.slots.get(place).map(|slot| slot.path.clone()).unwrap_or_default();
        let Some(column) = self.columns.iter_mut().find(|column| column.path == path) else { return Ok(wanted) };
        let of = match column.of {
            Some(of) if column.is_told || of == wanted => of,
            // What is computed with must be whole; what is compared may be.
            Some(of) if of.is_number() && wanted.is_number() => of.min(wanted),
            Some(of) => {
                return Err(format!(
                    "{{{path}}} as {} and elsewhere as {}; say which it is, such as --types '{path}=text'",
                    wanted.word(),
                    of.word()
                ));
            }
            None => wanted,
        };
        column.of = Some(of);
        Ok(of)
    }

    /// The type of the fact at a place, where it is known.
    pub(super) fn known_type(&self, place: usize) -> Option<Type> {
        let path = &self.slots.get(place)?.path;
        self.columns.iter().find(|column| column.path == *path)?.of
    }

    /// The name of the fact at a place, for messages.
    pub(super) fn name(&self, place: usize) -> &str {
        self.slots.get(place).map_or("", |slot| &slot.path)
    }

    /// Whether the texts at a place mean what they are.
    pub(super) fn is_raw(&self, place: usize) -> bool {
        self.slots.get(place).is_some_and(|slot| slot.is_raw)
    }

    /// Folds the texts at a place by these letters too.
    pub(super) fn fold_by(&mut self, place: usize, letters: Vec<char>) {
        if let Some(slot) = self.slots.get_mut(place) {
            slot.letters.extend(letters);
        }
    }

    /// Name and type of every column that the table must have, beside `id`.
    pub(super) fn described(&self) -> Vec<(String, Type)> {
        self.columns.iter().map(|column| (column.path.clone(), column.of.unwrap_or(Type::Text))).collect()
    }

    /// The names that the facts have from the first step on; all, or those that classes and the hand-off ask for.
    pub(super) fn carried(&self, is_late: bool) -> Vec<String> {
        let slots = self.slots.iter().enumerate().filter(|(_, slot)| slot.is_late || !is_late);
        slots.map(|(place, _)| name_of(place)).chain(self.has_lists().then(|| "spaces".to_owned())).collect()
    }

    fn has_lists(&self) -> bool {
        self.columns.iter().any(|column| column.of == Some(Type::List))
    }

    /// What the first step selects: each fact as rules understand it.
    pub(super) fn selected(&self) -> Vec<String> {
        let one = |(place, slot): (usize, &Slot)| {
            let column = self.columns.iter().find(|column| column.path == slot.path);
            let of = column.and_then(|column| column.of).unwrap_or(Type::Text);
            let source = format!("l.{}", column.map_or("", |column| &column.quoted));
            let note = if is_name(&slot.path) { format!(" /* {} */", slot.path) } else { String::new() };
            format!("{} AS {}{note}", self.understood(&source, of, slot), name_of(place))
        };
        let spaces = self.has_lists().then(|| "k.spaces AS spaces".to_owned());
        self.slots.iter().enumerate().map(one).chain(spaces).collect()
    }

    /// What the steps behind the first one select: SQLite folds letters beyond ASCII one by one, a few in each step.
    pub(super) fn folded(&self) -> Vec<Vec<String>> {
        if self.dialect != Dialect::Sqlite {
            return Vec::new();
        }
        let foreign = |slot: &Slot| -> Vec<char> { slot.letters.iter().copied().filter(|c| !c.is_ascii()).collect() };
        let most = self.slots.iter().map(|slot| foreign(slot).len()).max().unwrap_or(0);
        let step = |step: usize| {
            let one = |(place, slot): (usize, &Slot)| {
                let (name, letters) = (name_of(place), foreign(slot));
                match letters.chunks(MOST_REPLACED).nth(step) {
                    Some(letters) => format!("{} AS {name}", self.dialect.folded(&name, letters)),
                    None => name,
                }
            };
            let spaces = self.has_lists().then(|| "spaces".to_owned());
            self.slots.iter().enumerate().map(one).chain(spaces).collect()
        };
        (0..most.div_ceil(MOST_REPLACED)).map(step).collect()
    }

    /// A value of the table as rules understand it.
    fn understood(&self, source: &str, of: Type, slot: &Slot) -> String {
        let is_lite = self.dialect == Dialect::Sqlite;
        match of {
            Type::BigInt if is_lite => format!("CASE WHEN typeof({source}) = 'integer' THEN {source} END"),
            Type::BigInt => format!("CAST({source} AS BIGINT)"),
            Type::Double if is_lite => format!(
                "CASE WHEN typeof({source}) IN ('integer', 'real') AND abs(CAST({source} AS REAL)) < 9e999 THEN CAST({source} AS REAL) END"
            ),
            Type::Double => {
                let number = format!("CAST({source} AS DOUBLE PRECISION)");
                format!(
                    "CASE WHEN abs({number}) <= CAST('1.7976931348623157e308' AS DOUBLE PRECISION) THEN {number} END"
                )
            }
            Type::Boolean if is_lite => format!("CASE WHEN typeof({source}) = 'integer' THEN {source} <> 0 END"),
            Type::Boolean => format!("CAST({source} AS BOOLEAN)"),
            Type::List if is_lite => format!(
                "CASE WHEN json_valid({source}) THEN CASE WHEN json_type({source}) = 'array' AND json_array_length({source}) > 0 THEN {source} END END"
            ),
            Type::List => {
                format!("CASE WHEN array_length(CAST({source} AS TEXT[]), 1) > 0 THEN CAST({source} AS TEXT[]) END")
            }
            Type::Text => {
                let cast = format!("CAST({source} AS TEXT)");
                let meant = if slot.is_raw { cast } else { unquoted(&cast) };
                let is_later = |letter: &char| self.dialect == Dialect::Sqlite && !letter.is_ascii();
                let letters: Vec<char> = slot.letters.iter().copied().filter(|letter| !is_later(letter)).collect();
                let trimmed = self.dialect.trimmed(&format!("nullif({meant}, '')"), "k.spaces");
                let folded = self.dialect.folded(&trimmed, &letters);
                // Texts are compared by their bytes, whatever the database is set to.
                if self.dialect == Dialect::PostgreSql { format!("{folded} COLLATE \"C\"") } else { folded }
            }
        }
    }
}

/// The name of the fact at a place, from the first step on.
pub(super) fn name_of(place: usize) -> String {
    format!("f{}", place + 1)
}

/// What stands in quotation marks, where all of a text does: to rules it means the text between them.
fn unquoted(sql: &str) -> String {
    let marks = "('''', '\"')";
    format!(
        "CASE WHEN length({sql}) > 1 AND substr({sql}, 1, 1) IN {marks} AND substr({sql}, length({sql}), 1) IN {marks} \
         THEN substr({sql}, 2, length({sql}) - 2) ELSE {sql} END"
    )
}
