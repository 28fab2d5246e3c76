//! What stands in an expression, for those who check it: values that are spoken of, calls with operands that are too many
//! or missing, how large it is. It must not judge what it finds.

use super::Expression;
use super::possible::visit;
use super::tree::Node;
use crate::value::Value;

/// A call with operands that are missing or of no use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miscount {
    /// The function.
    pub function: &'static str,
    /// How many operands stand there.
    pub found: usize,
    /// How many it needs at least.
    pub least: usize,
    /// How many it uses at most.
    pub most: usize,
}

impl Expression {
    /// The values that are written in it, where none is computed.
    pub fn constants(&self) -> Vec<&Value> {
        let mut found = Vec::new();
        visit(&self.0.root, &mut |node| {
            if let Node::Constant(value) = node {
                found.push(value);
            }
        });
        found
    }

    /// Calls whose operands are too many or too few.
    #[must_use]
    pub fn miscounts(&self) -> Vec<Miscount> {
        let mut found = Vec::new();
        visit(&self.0.root, &mut |node| {
            if let Node::Call(function, nodes) = node {
                let (least, most) = function.bounds();
                if !(least..=most).contains(&nodes.len()) {
                    found.push(Miscount { function: function.name(), found: nodes.len(), least, most });
                }
            }
        });
        found
    }

    /// The name that is all of it: `{count}`.
    #[must_use]
    pub fn bare_name(&self) -> Option<&str> {
        match &self.0.root {
            Node::Name(index) => self.0.names.get(*index).map(|name| name.text.as_str()),
            _ => None,
        }
    }

    /// How many values, names and operators stand in it.
    #[must_use]
    pub fn size(&self) -> usize {
        let mut count = 0;
        visit(&self.0.root, &mut |_| count += 1);
        count
    }
}
