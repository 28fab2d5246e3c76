//! How each database writes names, texts, numbers and the few functions that differ. It must not know rules.

use super::column::Type;
use crate::text::{fold, fold_char, number_text};

/// A database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// DuckDB 1.0 and later.
    DuckDb,
    /// PostgreSQL 12 and later, in a database of UTF-8.
    PostgreSql,
    /// SQLite 3.39 and later.
    Sqlite,
}

/// Every dialect with the word that names it.
pub const DIALECTS: &[(&str, Dialect)] =
    &[("duckdb", Dialect::DuckDb), ("postgresql", Dialect::PostgreSql), ("sqlite", Dialect::Sqlite)];

/// The white space that the rule language trims: `White_Space` of Unicode.
const SPACES: &[u32] = &[
    9, 10, 11, 12, 13, 0x20, 0x85, 0xa0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007,
    0x2008, 0x2009, 0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000,
];

/// How many letters beyond ASCII SQLite folds in one expression.
pub(super) const MOST_REPLACED: usize = 8;
/// How deep brackets stand in each other in what SQLite reads: its parser keeps a hundred words.
const MOST_BRACKETS: i32 = 14;
/// The last character that the rule language folds.
const LAST_FOLDED: u32 = 0x52f;
/// The greatest whole number that every double below it is beside: 2^53.
pub(super) const EXACT: f64 = 9_007_199_254_740_992.0;

impl Dialect {
    /// The dialect that a word names: `duckdb`, `postgresql`, `sqlite`.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        DIALECTS.iter().find(|(name, _)| *name == word).map(|(_, dialect)| *dialect)
    }

    /// Its name for people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::DuckDb => "DuckDB",
            Self::PostgreSql => "PostgreSQL",
            Self::Sqlite => "SQLite",
        }
    }

    /// A name in quotation marks; what is wrong with it where it cannot be one.
    pub(super) fn identifier(self, name: &str) -> Result<String, String> {
        if name.is_empty() || name.chars().any(char::is_control) {
            return Err(format!("the name {name:?} is empty or has control characters in it"));
        }
        if self == Self::PostgreSql && name.len() > 63 {
            return Err(format!("the name {name:?} is longer than 63 bytes, where PostgreSQL cuts names off"));
        }
        Ok(quoted(name))
    }

    /// A text in quotation marks; `None` where it cannot be one.
    pub(super) fn text(self, content: &str) -> Option<String> {
        if content.contains('\0') {
            return None;
        }
        let quoted = content.replace('\'', "''");
        // A server may be set to read backslashes as escapes; with the E it always does.
        Some(match self == Self::PostgreSql && content.contains('\\') {
            true => format!("E'{}'", quoted.replace('\\', "\\\\")),
            false => format!("'{quoted}'"),
        })
    }

    /// A number, exactly; `None` where the database would read another one.
    pub(super) fn number(self, number: f64) -> Option<String> {
        let written = number_text(number);
        if number.trunc() == number && number.abs() <= EXACT {
            return Some(if number < 0.0 { format!("({written})") } else { written });
        }
        if self != Self::Sqlite {
            return number.is_finite().then(|| format!("CAST('{written}' AS DOUBLE PRECISION)"));
        }
        // SQLite may read a fraction as one of the doubles beside it; a division of two whole numbers is exact.
        let (whole, fraction) = written.split_once('.')?;
        let digits = format!("{whole}{fraction}");
        let is_short = digits.len() <= 16 && !digits.contains('e') && digits.trim_start_matches(['-', '0']).len() <= 15;
        is_short.then(|| format!("({digits} / 1{}.0)", "0".repeat(fraction.len())))
    }

    /// A column as a table of this database declares it: `"employees" BIGINT`.
    #[must_use]
    pub fn column(self, name: &str, of: Type) -> String {
        let word = match (of, self) {
            (Type::BigInt, _) => "BIGINT",
            (Type::Double, _) => "DOUBLE PRECISION",
            (Type::Boolean, _) => "BOOLEAN",
            (Type::Text, _) | (Type::List, Self::Sqlite) => "TEXT",
            (Type::List, _) => "TEXT[]",
        };
        format!("{} {word}", quoted(name))
    }

    /// The characters of white space, as a text.
    pub(super) fn spaces(self) -> String {
        let codes: Vec<String> = SPACES.iter().map(u32::to_string).collect();
        match self {
            Self::Sqlite => format!("char({})", codes.join(", ")),
            _ => codes.iter().map(|code| format!("chr({code})")).collect::<Vec<_>>().join(" || "),
        }
    }

    /// The same text without white space at its ends.
    pub(super) fn trimmed(self, sql: &str, spaces: &str) -> String {
        let function = if self == Self::PostgreSql { "btrim" } else { "trim" };
        format!("{function}({sql}, {spaces})")
    }

    /// The same text with each of these letters in lower case. SQLite does it for ASCII in one call, and takes up to
    /// [`MOST_REPLACED`] others at once.
    pub(super) fn folded(self, sql: &str, letters: &[char]) -> String {
        if letters.is_empty() {
            return sql.to_owned();
        }
        if self == Self::Sqlite {
            let is_plain = letters.iter().any(char::is_ascii);
            let lower = if is_plain { format!("lower({sql})") } else { sql.to_owned() };
            let others = letters.iter().filter(|letter| !letter.is_ascii());
            return others.fold(lower, |sql, letter| format!("replace({sql}, '{letter}', '{}')", fold_char(*letter)));
        }
        let upper: String = letters.iter().collect();
        let lower: String = letters.iter().copied().map(fold_char).collect();
        format!("translate({sql}, '{upper}', '{lower}')")
    }

    /// Whether the database reads a condition: the parser of SQLite stops at brackets that stand too deep in each other.
    pub(super) fn reads(self, sql: &str) -> bool {
        let (mut depth, mut deepest) = (0_i32, 0);
        for c in sql.chars() {
            depth += i32::from(c == '(') - i32::from(c == ')');
            deepest = deepest.max(depth);
        }
        self != Self::Sqlite || deepest <= MOST_BRACKETS
    }

    /// Where a text stands in another, from 1 on; 0 where it does not.
    pub(super) fn place(self, of: &str, within: &str) -> String {
        let function = if self == Self::Sqlite { "instr" } else { "strpos" };
        format!("{function}({within}, {of})")
    }

    /// The items of a list as rows, and the text of one.
    pub(super) fn items(self, list: &str) -> (String, String) {
        match self {
            Self::Sqlite => {
                let of_text = "CASE WHEN item.type = 'text' THEN item.value END";
                (format!("json_each({list}) AS item"), of_text.to_owned())
            }
            Self::DuckDb => (format!("(SELECT unnest({list}) AS item) AS items"), "items.item".to_owned()),
            Self::PostgreSql => {
                (format!("(SELECT unnest({list}) AS item) AS items"), "items.item COLLATE \"C\"".to_owned())
            }
        }
    }

    /// Whether two values are the same, nothing beside nothing too.
    pub(super) fn same(self, one: &str, other: &str) -> String {
        let operator = if self == Self::Sqlite { "IS" } else { "IS NOT DISTINCT FROM" };
        format!("{one} {operator} {other}")
    }

    /// A value between two bounds.
    pub(super) fn between(self, sql: &str, least: i64, most: i64) -> String {
        format!("{}({}({sql}, {least}), {most})", self.least(), self.greatest())
    }

    /// The function that gives the least of its operands.
    pub(super) const fn least(self) -> &'static str {
        if matches!(self, Self::Sqlite) { "min" } else { "least" }
    }

    /// The function that gives the greatest of its operands.
    pub(super) const fn greatest(self) -> &'static str {
        if matches!(self, Self::Sqlite) { "max" } else { "greatest" }
    }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// The letters that a text must be folded by to be compared with this one.
pub(super) fn letters(content: &str) -> Vec<char> {
    let folded = fold(content);
    let known = (0..=LAST_FOLDED).filter_map(char::from_u32);
    known.filter(|letter| fold_char(*letter) != *letter && folded.contains(fold_char(*letter))).collect()
}
