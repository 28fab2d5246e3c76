//! The names that answers and computed values have in a quiz, each with its slot. It must not hold values.

use crate::text::is_same;

/// What a slot holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// The answer to a question.
    Answer,
    /// The words beside a choice `other`.
    Comment,
    /// A calculated value.
    Calculated,
    /// What only a trigger sets.
    Set,
    /// What the quiz knows of itself: `{pageno}`, `{correctAnswers}`.
    Own,
    /// The value of the choice that is judged: `{item}`.
    Item,
}

/// The names of a quiz by slot.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names(Vec<(String, Holds)>);

impl Names {
    /// The slot of a name, which is given one where it has none.
    pub(super) fn give(&mut self, name: &str, holds: Holds) -> usize {
        self.0.push((name.to_owned(), holds));
        self.0.len() - 1
    }

    /// The slot of a name that holds something, whatever its case.
    #[must_use]
    pub fn find(&self, name: &str, holds: &[Holds]) -> Option<usize> {
        self.0.iter().position(|(known, kind)| holds.contains(kind) && is_same(known, name))
    }

    /// The name of a slot.
    #[must_use]
    pub fn name(&self, slot: usize) -> &str {
        self.0.get(slot).map_or("", |(name, _)| name)
    }

    /// What a slot holds.
    #[must_use]
    pub fn holds(&self, slot: usize) -> Holds {
        self.0.get(slot).map_or(Holds::Item, |(_, holds)| *holds)
    }

    /// How many slots there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no slot.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
