//! What stands in a column. A null is a fact that is not there.

use crate::error::Error;
use crate::value::Value;

use super::Kind;

/// The data of one column, one entry for each record.
#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    /// Numbers; NaN where there is none.
    Numbers(Vec<f64>),
    /// Values that may come again: each record has the place of its value among `words`.
    Words {
        /// For each record, which of the words.
        codes: Vec<u32>,
        /// The values; null where there is none.
        words: Vec<Value>,
    },
    /// Lists of numbers, laid one behind the other; an empty one is a fact that is not there.
    Lists {
        /// For each record, where its list ends: the next one begins there. Never falling.
        ends: Vec<u32>,
        /// The numbers of all lists.
        numbers: Vec<f64>,
    },
}

impl Data {
    /// A column of values, each for itself.
    #[must_use]
    pub fn values(values: Vec<Value>) -> Self {
        Self::Words { codes: (0..values.len() as u32).collect(), words: values }
    }

    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Numbers(_) => Kind::Numbers,
            Self::Words { .. } => Kind::Words,
            Self::Lists { .. } => Kind::Lists,
        }
    }

    /// How many records it has.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Numbers(numbers) => numbers.len(),
            Self::Words { codes, .. } => codes.len(),
            Self::Lists { ends, .. } => ends.len(),
        }
    }

    /// Whether it has no record.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Checks that codes are places of words and that ends do not fall.
    ///
    /// # Errors
    /// `column/bad-code` and `column/bad-end`.
    pub fn check(&self) -> Result<(), Error> {
        match self {
            Self::Numbers(_) => Ok(()),
            Self::Words { codes, words } => match codes.iter().max() {
                Some(most) if *most as usize >= words.len() => {
                    Err(Error::new("column/bad-code", "found a code that is the place of no word"))
                }
                _ => Ok(()),
            },
            Self::Lists { ends, numbers } => {
                let is_within = ends.last().is_none_or(|last| *last as usize <= numbers.len());
                if is_within && ends.is_sorted() {
                    return Ok(());
                }
                Err(Error::new(
                    "column/bad-end",
                    "found ends that fall or lie beyond the numbers, expected rising ones",
                ))
            }
        }
    }

    /// The numbers of a record's list.
    #[must_use]
    pub fn list(&self, record: usize) -> &[f64] {
        let Self::Lists { ends, numbers } = self else { return &[] };
        let end = |place: Option<usize>| place.and_then(|place| ends.get(place)).map_or(0, |end| *end as usize);
        numbers.get(end(record.checked_sub(1))..end(Some(record))).unwrap_or_default()
    }

    /// The fact of a record; null where there is none.
    #[must_use]
    pub fn value(&self, record: usize) -> Value {
        match self {
            Self::Numbers(numbers) => match numbers.get(record) {
                Some(number) if !number.is_nan() => (*number).into(),
                _ => Value::Null,
            },
            Self::Words { codes, words } => {
                codes.get(record).and_then(|code| words.get(*code as usize)).cloned().unwrap_or_default()
            }
            Self::Lists { .. } => match self.list(record) {
                [] => Value::Null,
                numbers => Value::list(numbers, |number| (*number).into()),
            },
        }
    }

    /// Whether a record has no fact here.
    pub(super) fn is_missing(&self, record: usize) -> bool {
        match self {
            Self::Numbers(numbers) => numbers.get(record).is_none_or(|number| number.is_nan()),
            Self::Words { codes, words } => {
                codes.get(record).and_then(|code| words.get(*code as usize)).is_none_or(|word| *word == Value::Null)
            }
            Self::Lists { .. } => self.list(record).is_empty(),
        }
    }
}
