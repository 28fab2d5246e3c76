//! What an expression can give, whatever the visitor answers: a set of values that is never too small. It must not know
//! where answers come from, and it must not claim that a value is given, only that none outside of the set is.

mod budget;
mod cases;
mod compute;
mod conclude;
mod relate;
mod tree;

use super::operand::{is_empty, meant, written_number};
use crate::value::Value;

pub use budget::Budget;
pub use cases::Wanted;
pub(super) use cases::visit;

/// The most atoms of a set; beyond them kinds stand for values.
const MOST: usize = 64;
/// The greatest number of choices of which every selection stands for itself.
const MOST_SELECTED: usize = 5;

/// Values of one sort.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Atom {
    /// This value. A list stands for itself in every order.
    Exactly(Value),
    /// Every number from the first to the second.
    Between(f64, f64),
    /// Every text.
    Text,
    /// Every list, of these items where they are known.
    List(Option<Vec<Value>>),
    /// Every map.
    Map,
    /// Every date.
    Date,
}

/// A set of values; what it is made of is not told, only what can be concluded from it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Possible(Vec<Atom>);

impl Possible {
    /// No answer.
    #[must_use]
    pub fn nothing() -> Self {
        Self(vec![Atom::Exactly(Value::Null)])
    }

    /// One of some values.
    #[must_use]
    pub fn one_of(values: impl IntoIterator<Item = Value>) -> Self {
        let mut set = Self::default();
        for value in values {
            set.add(Atom::Exactly(value));
        }
        set
    }

    /// A number, from the first to the second.
    #[must_use]
    pub fn between(low: f64, high: f64) -> Self {
        let mut set = Self::default();
        set.add_range(low, high);
        set
    }

    /// Any number that can be an answer.
    #[must_use]
    pub fn number() -> Self {
        Self(vec![Atom::Between(f64::MIN, f64::MAX)])
    }

    /// Any text.
    #[must_use]
    pub fn text() -> Self {
        Self(vec![Atom::Text])
    }

    /// Any map.
    #[must_use]
    pub fn map() -> Self {
        Self(vec![Atom::Map])
    }

    /// Any list.
    #[must_use]
    pub fn list() -> Self {
        Self(vec![Atom::List(None)])
    }

    /// Any selection of some items, in any order.
    #[must_use]
    pub fn selection_of(items: Vec<Value>) -> Self {
        if items.len() > MOST_SELECTED {
            return Self(vec![Atom::List(Some(items))]);
        }
        let mut set = Self::default();
        for chosen in 1_u32..1 << items.len() {
            let is_in = |(place, _): &(usize, &Value)| chosen >> place & 1 == 1;
            let list = items.iter().enumerate().filter(is_in).map(|(_, item)| item.clone()).collect();
            set.add(Atom::Exactly(Value::List(list)));
        }
        set
    }

    /// Any list of some items.
    #[must_use]
    pub fn some_of(items: Vec<Value>) -> Self {
        let mut set = Self::default();
        set.add(Atom::List(Some(items)));
        set
    }

    /// Anything at all.
    #[must_use]
    pub fn anything() -> Self {
        let mut set = Self::computed();
        for atom in [Atom::Exactly(true.into()), Atom::Exactly(false.into()), Atom::Map, Atom::Date] {
            set.add(atom);
        }
        set
    }

    /// Whatever arithmetic gives.
    fn computed() -> Self {
        let numbers = Atom::Between(f64::NEG_INFINITY, f64::INFINITY);
        let nothing = Atom::Exactly(Value::Null);
        Self(vec![nothing, numbers, Atom::Exactly(f64::NAN.into()), Atom::Text, Atom::List(None)])
    }

    /// Takes another set in. Tells whether this one grew.
    pub fn join(&mut self, other: &Self) -> bool {
        let before = self.clone();
        for atom in &other.0 {
            self.add(atom.clone());
        }
        *self != before
    }

    /// Takes numbers as unbounded and lists as unknown: what grows again and again ends so.
    pub fn loosen(&mut self) {
        for atom in std::mem::take(&mut self.0) {
            match atom {
                Atom::Between(..) | Atom::Exactly(Value::Number(_)) => self.add_range(f64::MIN, f64::MAX),
                Atom::Exactly(Value::Text(_)) => self.add(Atom::Text),
                Atom::List(_) | Atom::Exactly(Value::List(_)) => self.add(Atom::List(None)),
                other => self.add(other),
            }
        }
    }

    fn add_range(&mut self, low: f64, high: f64) {
        if low == high {
            self.add(Atom::Exactly(low.into()));
        } else if low < high {
            self.add(Atom::Between(low, high));
        }
    }

    fn add(&mut self, atom: Atom) {
        let atom = match atom {
            Atom::List(Some(items)) if items.iter().any(is_nested) => Atom::List(None),
            other => other,
        };
        if self.0.iter().any(|known| includes(known, &atom)) {
            return;
        }
        if let Atom::List(Some(items)) = &atom
            && let Some(Atom::List(Some(known))) = self.0.iter_mut().find(|known| matches!(known, Atom::List(Some(_))))
        {
            known.extend(items.iter().filter(|item| !known.contains(item)).cloned().collect::<Vec<_>>());
            return;
        }
        self.0.retain(|known| !includes(&atom, known));
        self.0.push(atom);
        if self.0.len() > MOST {
            self.coarsen();
        }
    }

    /// Kinds for values: the numbers from the least to the greatest, texts, lists.
    fn coarsen(&mut self) {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for atom in std::mem::take(&mut self.0) {
            match atom {
                Atom::Between(from, to) => (low, high) = (low.min(from), high.max(to)),
                Atom::Exactly(Value::Number(number)) if !number.is_nan() => {
                    (low, high) = (low.min(number), high.max(number));
                }
                Atom::Exactly(Value::Text(_)) => self.add(Atom::Text),
                Atom::Exactly(Value::List(items)) => self.add(Atom::List(Some(items))),
                Atom::Exactly(Value::Map(_)) => self.add(Atom::Map),
                other => self.add(other),
            }
        }
        self.add_range(low, high);
    }

    /// The same without nothing: the question was answered.
    #[must_use]
    pub fn answered(&self) -> Self {
        Self(self.0.iter().filter(|atom| !matches!(atom, Atom::Exactly(value) if is_empty(value))).cloned().collect())
    }

    /// The same as it is kept: dates as texts, what is no number as nothing.
    #[must_use]
    pub fn stored(&self) -> Self {
        let mut set = Self::default();
        for atom in &self.0 {
            match atom {
                Atom::Date => {
                    set.add(Atom::Text);
                    set.add(Atom::Exactly(Value::Null));
                }
                Atom::Between(low, high) if !low.is_finite() || !high.is_finite() => {
                    set.add_range(low.max(f64::MIN), high.min(f64::MAX));
                    set.add(Atom::Exactly(Value::Null));
                }
                Atom::Exactly(Value::Number(number)) if !number.is_finite() => set.add(Atom::Exactly(Value::Null)),
                Atom::List(_) | Atom::Map | Atom::Text => {
                    set.add(atom.clone());
                    set.add(Atom::Exactly(Value::Null));
                }
                // What is computed keeps an empty text, an answer does not.
                Atom::Exactly(value) if is_empty(value) => {
                    set.add(atom.clone());
                    set.add(Atom::Exactly(Value::Null));
                }
                other => set.add(other.clone()),
            }
        }
        set
    }

    /// The same as a name finds it: texts stand for what is written in them.
    fn meant(&self) -> Self {
        let mut set = Self::default();
        for atom in &self.0 {
            match atom {
                Atom::Exactly(Value::Text(content)) => {
                    set.add(Atom::Exactly(meant(content).unwrap_or_else(|| Value::Text(content.clone()))));
                }
                Atom::Text => {
                    set.add_range(f64::MIN, f64::MAX);
                    for atom in [Atom::Text, Atom::Exactly(true.into()), Atom::Exactly(false.into())] {
                        set.add(atom);
                    }
                }
                other => set.add(other.clone()),
            }
        }
        set
    }
}

/// Whether everything of one atom is in another.
fn includes(whole: &Atom, part: &Atom) -> bool {
    match (whole, part) {
        (Atom::Exactly(one), Atom::Exactly(other)) => is_identical(one, other),
        (Atom::Between(low, high), Atom::Exactly(Value::Number(number))) => low <= number && number <= high,
        (Atom::Between(low, high), Atom::Between(from, to)) => low <= from && to <= high,
        (Atom::Text, Atom::Text | Atom::Exactly(Value::Text(_))) => true,
        (Atom::List(None), Atom::List(_) | Atom::Exactly(Value::List(_))) => true,
        (Atom::List(Some(known)), Atom::List(Some(items)) | Atom::Exactly(Value::List(items))) => {
            items.iter().all(|item| known.iter().any(|known| is_identical(known, item)))
        }
        (Atom::Map, Atom::Map | Atom::Exactly(Value::Map(_))) => true,
        (Atom::Date, Atom::Date) => true,
        _ => false,
    }
}

/// Whether a value has others in it.
fn is_nested(value: &Value) -> bool {
    matches!(value, Value::List(_) | Value::Map(_))
}

/// Whether two values are the same; lists in any order.
fn is_identical(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one == other || one.is_nan() && other.is_nan(),
        (Value::List(one), Value::List(other)) => {
            let times = |list: &[Value], item: &Value| list.iter().filter(|known| is_identical(known, item)).count();
            one.len() == other.len() && one.iter().all(|item| times(one, item) == times(other, item))
        }
        _ => one == other,
    }
}

/// The number that a constant is, or that is written in it.
fn number_in(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => Some(*number).filter(|number| number.is_finite()),
        Value::Text(content) => written_number(content),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
