//! One record's facts as the tree in which names are looked for. It must give what a record alone would have.

use crate::text;
use crate::value::{Map, Value};

use super::{Data, Schema};

impl Schema {
    /// The facts of a record: each of these columns at the path that its name is, nothing for what is null.
    #[must_use]
    pub fn facts(&self, places: &[usize], data: &[Data], record: usize) -> Value {
        let mut facts = Map::new();
        for place in places {
            if let (Some(column), Some(data)) = (self.columns().get(*place), data.get(*place)) {
                let value = data.value(record);
                if value != Value::Null {
                    plant(&mut facts, &column.name, value);
                }
            }
        }
        facts.into()
    }

    /// The facts of a record, from all columns.
    #[must_use]
    pub fn all_facts(&self, data: &[Data], record: usize) -> Value {
        let all: Vec<usize> = (0..self.columns().len()).collect();
        self.facts(&all, data, record)
    }
}

fn plant(into: &mut Map, path: &str, value: Value) {
    let Some((first, rest)) = text::split(path, ".") else { return into.set(path, value) };
    let below = into.entry(first);
    if !matches!(below, Value::Map(_)) {
        *below = Map::new().into();
    }
    if let Value::Map(below) = below {
        plant(below, rest, value);
    }
}
