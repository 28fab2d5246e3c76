//! Which columns there are: names that are facts' paths, and kinds. It must hold only names under which a rule finds one
//! column and no other.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::Error;
use crate::text;

/// The most columns.
const MOST_COLUMNS: usize = 2_000;
/// The longest name, in bytes.
const LONGEST_NAME: usize = 200;

/// What a column is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Numbers: [`Data::Numbers`](super::Data::Numbers).
    Numbers,
    /// Texts, yes and no, lists, anything: [`Data::Words`](super::Data::Words).
    Words,
    /// Lists of numbers, such as the times of a counter: [`Data::Lists`](super::Data::Lists).
    Lists,
}

/// A column before it has data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The path of its fact, such as `role` or `event.keypage.pricing.count`: up to 200 bytes.
    pub name: String,
    /// What it is made of.
    pub kind: Kind,
}

/// The columns of a table, up to 2,000.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schema {
    columns: Vec<Column>,
    places: BTreeMap<String, usize>,
}

impl Schema {
    /// Checks the columns.
    ///
    /// # Errors
    /// `column/too-many`; `column/bad-name` for a name that is too long or has an empty part; `column/overlap` where two
    /// names are the same, differ by case alone, or one stands inside the other: a rule could not tell them apart.
    pub fn new(columns: Vec<Column>) -> Result<Self, Error> {
        if columns.len() > MOST_COLUMNS {
            return Err(Error::new("column/too-many", "found more than 2000 columns, expected fewer"));
        }
        let mut schema = Self::default();
        // Every beginning of a name, folded: how it was written, and whether a column ends there.
        let mut known: BTreeMap<String, (String, bool)> = BTreeMap::new();
        for column in columns {
            let name = column.name.as_str();
            if name.len() > LONGEST_NAME || name.split('.').any(str::is_empty) {
                let expected = "\", expected the path of a fact without empty parts, of up to 200 bytes";
                return Err(Error::new("column/bad-name", text::concat(&["found \"", name, expected])));
            }
            for (end, is_last) in ends(name) {
                let beginning = name.get(..end).unwrap_or_default();
                let entry = (beginning.to_owned(), is_last);
                if known.insert(text::fold(beginning), entry.clone()).is_some_and(|one| is_last || one != entry) {
                    let expected =
                        "\" beside a column of which a rule could not tell it apart, expected one of the two";
                    return Err(Error::new("column/overlap", text::concat(&["found \"", name, expected])));
                }
            }
            schema.places.insert(name.to_owned(), schema.columns.len());
            schema.columns.push(column);
        }
        Ok(schema)
    }

    /// The columns, in their order.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The place of the column of that name.
    #[must_use]
    pub fn place(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied()
    }

    /// The column of that name, where it is of that kind.
    #[must_use]
    pub fn place_of(&self, name: &str, kind: Kind) -> Option<usize> {
        self.place(name).filter(|place| self.columns.get(*place).is_some_and(|column| column.kind == kind))
    }

    /// The columns that a name may lead to or into, whatever its case: those inside of it and those that it looks into.
    #[must_use]
    pub fn related(&self, name: &str) -> Vec<usize> {
        let name = text::fold(name);
        let is_inside = |long: &str, short: &str| {
            long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        let mut places = Vec::new();
        for (place, column) in self.columns.iter().enumerate() {
            let column = text::fold(&column.name);
            if is_inside(&column, &name) || is_inside(&name, &column) {
                places.push(place);
            }
        }
        places
    }

    /// The columns whose names begin with the same part as one of these.
    pub(super) fn beside<'a>(&self, names: impl Iterator<Item = &'a str>) -> Vec<usize> {
        let first = |name: &str| text::fold(text::before(text::before(name, "."), "["));
        let wanted: BTreeSet<String> = names.map(first).collect();
        let columns = self.columns.iter().enumerate();
        columns.filter(|(_, column)| wanted.contains(&first(&column.name))).map(|(place, _)| place).collect()
    }
}

/// Where the parts of a name end, and whether it is the last.
fn ends(name: &str) -> impl Iterator<Item = (usize, bool)> {
    let inner = name.match_indices('.').map(|(dot, _)| (dot, false));
    inner.chain([(name.len(), true)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(names: &[&str]) -> &'static str {
        let column = |name: &&str| Column { name: (*name).to_owned(), kind: Kind::Words };
        Schema::new(names.iter().map(column).collect()).err().map_or("", |error| match error.code() {
            "column/overlap" => "overlap",
            "column/bad-name" => "name",
            _ => "other",
        })
    }

    #[test]
    fn names_that_a_rule_could_not_tell_apart_are_refused() {
        for names in [["a", "a"], ["a", "A"], ["a.b", "a"], ["a", "a.b"], ["a.b", "A.c"], ["é", "É"]] {
            assert_eq!(code(&names), "overlap", "{names:?}");
        }
        for name in ["", ".", "a.", ".a", "a..b", &"a".repeat(201)] {
            assert_eq!(code(&[name]), "name", "{name}");
        }
        assert_eq!(code(&["a.b", "a.c", "a.b-c", "ab", "b.a"]), "");
    }
}
