//! What can be concluded from a set of values. It must not change one.

use super::{Atom, Possible, includes, is_nested, relate};
use crate::expression::operand::is_empty;
use crate::value::Value;

impl Possible {
    /// Whether a value is in the set.
    #[must_use]
    pub fn has(&self, value: &Value) -> bool {
        let value = Atom::Exactly(value.clone());
        self.0.iter().any(|known| includes(known, &value))
    }

    /// Whether nothing but no answer is in it.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.0.iter().all(|atom| matches!(atom, Atom::Exactly(value) if is_empty(value)))
    }

    /// Whether it can be `true` itself: what shows, requires and sets off.
    #[must_use]
    pub fn may_be_true(&self) -> bool {
        self.has(&true.into())
    }

    /// Whether it can be `false` itself: what locks.
    #[must_use]
    pub fn may_be_false(&self) -> bool {
        self.has(&false.into())
    }

    /// Whether it can be anything but `false` itself: what does not lock.
    #[must_use]
    pub fn may_be_other_than_false(&self) -> bool {
        self.0.iter().any(|atom| *atom != Atom::Exactly(false.into()))
    }

    /// Whether there are lists or maps in it.
    #[must_use]
    pub fn may_have_lists(&self) -> bool {
        let is_plain = |value: &Value| !is_nested(value);
        !self.0.iter().all(|atom| match atom {
            Atom::Exactly(value) => is_plain(value),
            other => !matches!(other, Atom::List(_) | Atom::Map),
        })
    }

    /// Whether a list with an item can be in it.
    #[must_use]
    pub fn may_list(&self, item: &Value) -> bool {
        self.0.iter().any(|atom| match atom {
            Atom::Exactly(Value::List(items)) | Atom::List(Some(items)) => items.contains(item),
            Atom::List(None) => true,
            _ => false,
        })
    }

    /// Whether it can hold as a condition: true, or 1.
    #[must_use]
    pub fn may_hold(&self) -> bool {
        self.0.iter().any(|atom| relate::holds(atom).0)
    }

    /// Whether it can fail to hold as a condition.
    #[must_use]
    pub fn may_fail(&self) -> bool {
        self.0.iter().any(|atom| relate::holds(atom).1)
    }

    /// What it is where it never is yes or no though it is something; for messages.
    #[must_use]
    pub fn kind_without_truth(&self) -> Option<&'static str> {
        let mut found = None;
        for atom in &self.0 {
            found = match atom {
                Atom::Exactly(Value::Bool(_)) => return None,
                Atom::Exactly(value) if is_empty(value) => found,
                Atom::Exactly(Value::Number(_)) | Atom::Between(..) => Some("a number"),
                Atom::Exactly(Value::Text(_)) | Atom::Text => Some("a text"),
                Atom::Exactly(Value::List(_)) | Atom::List(_) => Some("a list"),
                Atom::Date => Some("a date"),
                _ => Some("an object"),
            };
        }
        found
    }

    /// The numbers in it, from the least to the greatest, where it holds nothing but numbers and no answer.
    #[must_use]
    pub fn range(&self) -> Option<(f64, f64)> {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for atom in &self.0 {
            let (from, to) = match atom {
                Atom::Between(from, to) => (*from, *to),
                Atom::Exactly(value) if is_empty(value) => continue,
                Atom::Exactly(Value::Number(number)) => (*number, *number),
                _ => return None,
            };
            (low, high) = (low.min(from), high.max(to));
        }
        (low <= high).then_some((low, high))
    }

    /// The values in it, where it holds nothing else.
    #[must_use]
    pub fn values(&self) -> Option<Vec<&Value>> {
        self.0.iter().map(|atom| if let Atom::Exactly(value) = atom { Some(value) } else { None }).collect()
    }
}
