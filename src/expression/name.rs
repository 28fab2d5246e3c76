//! A name in an expression and the fact behind it: `{source.first.channel}`, `{rooms[0].area}`, `{rooms.length}`. It must
//! not know what a fact means.

use std::borrow::Cow;

use super::operand::written_number;
use crate::text::{self, is_same};
use crate::value::Value;

/// A name as it was written, and how its fact is found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Name {
    /// What stands between the braces.
    pub(super) text: String,
    /// Its texts mean what they are: `{#code}`.
    pub(super) is_raw: bool,
    steps: Vec<Step>,
    /// Where its fact may stand among the slots, the likeliest first; none for a name that only the facts have.
    slots: Vec<Place>,
}

/// A slot under the first steps of a name.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Place {
    slot: usize,
    steps: usize,
}

/// One part of a name.
#[derive(Clone, Debug, PartialEq)]
struct Step {
    /// Where it begins and ends in the text.
    from: usize,
    to: usize,
    /// Which item of a list; from the end, where it is negative.
    item: Option<i64>,
}

impl Name {
    /// Takes a name apart.
    pub(super) fn new(written: &str) -> Self {
        // `{$name}` is a form element to SurveyJS: where none has a property of its own in the name, its value.
        let text = written.strip_prefix(['#', '$']).filter(|rest| !rest.is_empty()).unwrap_or(written);
        let mut steps = Vec::new();
        let mut from = 0;
        let mut rest = Some(text);
        while let Some(part) = text::next_part(&mut rest, ".") {
            let (name, item) = indexed(part);
            steps.push(Step { from, to: from + name.len(), item });
            from += part.len() + 1;
        }
        Self {
            text: text.to_owned(),
            is_raw: text.len() != written.len() && written.starts_with('#'),
            steps,
            slots: Vec::new(),
        }
    }

    /// Notes the slots that the beginnings of the name have in `find`, the longest first.
    pub(super) fn bind(&mut self, find: &mut dyn FnMut(&str) -> Option<usize>) {
        let Some(first) = self.steps.first() else { return };
        let mut steps = most(&self.steps) + 1;
        while steps > 1 {
            steps -= 1;
            let written = self.steps.get(steps - 1).and_then(|last| self.text.get(first.from..last.to));
            if let Some(slot) = written.and_then(&mut *find) {
                self.slots.push(Place { slot, steps });
            }
        }
    }

    /// The slot that it asks for first, where it asks for nothing in it.
    pub(super) fn first_slot(&self) -> Option<usize> {
        self.slots.first().filter(|place| place.steps == self.steps.len()).map(|place| place.slot)
    }

    /// Whether it asks for an item of a list.
    #[cfg(feature = "bulk")]
    pub(super) fn has_item(&self) -> bool {
        self.steps.iter().any(|step| step.item.is_some())
    }

    /// The slots that it may ask for.
    pub(super) fn slots(&self) -> impl Iterator<Item = usize> {
        self.slots.iter().map(|place| place.slot)
    }

    /// The slot whose whole value it asks for, or with `true` the length of that; `None` where it asks for anything else.
    #[cfg(feature = "explain")]
    pub(super) fn whole_slot(&self) -> Option<(usize, bool)> {
        let place = self.slots.first()?;
        let (taken, rest) = self.steps.split_at_checked(place.steps)?;
        let is_whole = taken.last()?.item.is_none();
        match rest {
            [] if !self.text.ends_with(".length") => is_whole.then_some((place.slot, false)),
            [_] if self.slots.len() == 1 && self.text.ends_with(".length") => is_whole.then_some((place.slot, true)),
            _ => None,
        }
    }

    /// The fact; `None` where there is none. A name that never counted is 0: `event.<…>.count`, `score.categories.<…>`, and so
    /// is the length of what is not there.
    pub(super) fn find<'a>(&self, facts: &'a Value, slots: &'a [Value]) -> Option<Cow<'a, Value>> {
        let none = || {
            let text = &self.text;
            let is_counter = text.starts_with("event.") && text.ends_with(".count");
            is_counter || text.ends_with(".length") || text.starts_with("score.categories.")
        };
        let found = if self.slots.is_empty() { walk(&self.text, &self.steps, facts) } else { self.in_slots(slots) };
        found.or_else(|| none().then_some(Cow::Owned(Value::Number(0.0))))
    }

    fn in_slots<'a>(&self, slots: &'a [Value]) -> Option<Cow<'a, Value>> {
        for place in &self.slots {
            let found = slots.get(place.slot).filter(|value| **value != Value::Null);
            let (taken, rest) = self.steps.split_at_checked(place.steps)?;
            let item = taken.last().and_then(|step| step.item);
            let found = found.map(Cow::Borrowed).and_then(|found| match (item, &*found) {
                // What is no list is its only item.
                (Some(item), Value::List(_)) => item_of(&found, item),
                _ => Some(found),
            });
            let found = match found {
                Some(Cow::Borrowed(found)) => walk(&self.text, rest, found),
                other => other,
            };
            // A question that has no answer hides what a shorter name may have.
            if found.is_some() || rest.is_empty() {
                return found;
            }
        }
        None
    }
}

/// A name as it stands in an expression or in a text, taken apart.
#[derive(Clone, Debug)]
pub struct Named(Name);

impl Named {
    /// Takes a name apart.
    #[must_use]
    pub fn new(written: &str) -> Self {
        Self(Name::new(written))
    }

    /// What may be the name of something in it, the longest first: with the item that is asked for, and what is left.
    pub fn beginnings(&self) -> impl Iterator<Item = (&str, Option<i64>, &str)> {
        let Name { text, steps, .. } = &self.0;
        let mut count = most(steps);
        core::iter::from_fn(move || {
            let rest = steps.get(count).map_or("", |step| text.get(step.from..).unwrap_or_default());
            count = count.checked_sub(1)?;
            let last = steps.get(count)?;
            Some((text.get(..last.to)?, last.item, rest))
        })
    }
}

/// How many steps a key may take in: it may have dots itself, and ends where an item is asked for.
fn most(steps: &[Step]) -> usize {
    steps.iter().position(|step| step.item.is_some()).map_or(steps.len(), |index| index + 1)
}

/// What stands at the end of the steps; the longest key counts at each.
fn walk<'a>(text: &str, steps: &[Step], from: &'a Value) -> Option<Cow<'a, Value>> {
    let mut found = Cow::Borrowed(from);
    let mut steps = steps;
    while let Some(first) = steps.first() {
        let mut count = most(steps);
        let (member, step) = loop {
            let step = steps.get(count.checked_sub(1)?)?;
            match text.get(first.from..step.to).and_then(|key| member(&found, key)) {
                Some(member) => break (member, step),
                None => count -= 1,
            }
        };
        found = match step.item {
            Some(item) => item_of(&member, item)?,
            None => member,
        };
        steps = steps.get(count..)?;
    }
    Some(found)
}

/// `area[2]` as `area` and 2.
fn indexed(part: &str) -> (&str, Option<i64>) {
    let found = part.strip_suffix(']').and_then(|rest| text::split_last(rest, "["));
    let whole = |index: &str| Value::Number(written_number(index)?).as_whole();
    match found.map(|(name, index)| (name, whole(index))) {
        Some((name, Some(index))) => (name, Some(index)),
        _ => (part, None),
    }
}

fn member<'a>(of: &Cow<'a, Value>, name: &str) -> Option<Cow<'a, Value>> {
    let found = match of {
        Cow::Borrowed(Value::Map(map)) => {
            let folded = || map.iter().find(|(key, _)| is_same(key, name)).map(|(_, value)| value);
            return map.get(name).or_else(folded).map(Cow::Borrowed);
        }
        Cow::Borrowed(Value::List(items)) if name == "length" => items.len(),
        Cow::Borrowed(Value::List(items)) => {
            return items.get(usize::try_from(text::parse_whole(name)?).ok()?).map(Cow::Borrowed);
        }
        Cow::Borrowed(Value::Text(content)) if name == "length" => text::units(content),
        _ => return None,
    };
    Some(Cow::Owned(Value::Number(found as f64)))
}

fn item_of<'a>(list: &Cow<'a, Value>, item: i64) -> Option<Cow<'a, Value>> {
    let Cow::Borrowed(Value::List(items)) = *list else { return None };
    let index = if item < 0 { item + items.len() as i64 } else { item };
    items.get(usize::try_from(index).ok()?).map(Cow::Borrowed)
}
