//! The one rule language: quiz branching, filters, score rules and delivery conditions are written in it. It must not
//! know where the values come from: names are looked up in the facts that the caller hands over.
//!
//! The syntax is the expression syntax of SurveyJS: `{role} = 'owner' and ({budget} >= 1000 or {city} anyof ['msk'])`.
//!
//! ```
//! use leadsieve::expression::{Context, Expression};
//! use leadsieve::value::{Map, Value};
//!
//! let rule = Expression::parse("{budget} >= 1000 and {role} = 'Owner'")?;
//! let facts = Value::from(Map::new().with("budget", 1500.0).with("role", "owner"));
//! assert!(rule.is_true(&Context { facts: &facts, today: 0 }));
//! # Ok::<(), leadsieve::error::Error>(())
//! ```

mod compare;
mod evaluate;
mod function;
mod lexer;
mod parser;
mod print;
mod tree;

use crate::error::Error;
use crate::value::{Fields, Value};

pub use compare::{is_equal, text_of};

/// The longest expression, in bytes.
pub const MAX_LENGTH: usize = 4_000;
/// The deepest nesting of an expression.
pub const MAX_NESTING: usize = 64;

/// What an expression is evaluated against.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The facts: a map in which `{source.first.channel}` is found by walking the names.
    pub facts: &'a Value,
    /// The visitor's local day, in days since 1970-01-01 ([`Moment::local_day`](crate::time::Moment::local_day)).
    pub today: i64,
}

/// A parsed expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression(Box<Compiled>);

#[derive(Clone, Debug, PartialEq)]
struct Compiled {
    root: tree::Node,
    names: Vec<String>,
}

/// The expression that is never true: it stands in where a broken one was reported.
impl Default for Expression {
    fn default() -> Self {
        Self(Box::new(Compiled { root: tree::Node::Constant(Value::Bool(false)), names: Vec::new() }))
    }
}

impl Expression {
    /// Parses the text.
    ///
    /// # Errors
    /// `expression/syntax`, `expression/too-long`, `expression/too-deep`, `expression/unknown-function`: the message has
    /// line and column, what was found and what was expected.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let (root, names) = parser::parse(text)?;
        Ok(Self(Box::new(Compiled { root, names })))
    }

    /// Reads an expression that may be left out; a syntax error is noted with its line and column.
    pub fn read(fields: &Fields<'_>, name: &'static str, into: &mut Option<Self>) {
        let mut source = String::new();
        if fields.text(name, MAX_LENGTH, &mut source) {
            match Self::parse(&source) {
                Ok(parsed) => *into = Some(parsed),
                Err(error) => fields.error(name, error.code(), error.message()),
            }
        }
    }

    /// Reads an expression that must be given; where it is not, or is wrong, one that is never true stands in.
    pub fn read_required(fields: &Fields<'_>, name: &'static str, into: &mut Self) {
        fields.require(name, "an expression");
        let mut found = None;
        Self::read(fields, name, &mut found);
        *into = found.unwrap_or_default();
    }

    /// The names that it asks for, each once, in the order of the text.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.0.names
    }

    /// Its value.
    #[must_use]
    pub fn evaluate(&self, context: &Context<'_>) -> Value {
        evaluate::evaluate(&self.0.root, &self.0.names, context)
    }

    /// Whether its value counts as true: anything but null, false, 0 and empty text.
    #[must_use]
    pub fn is_true(&self, context: &Context<'_>) -> bool {
        compare::is_true(&self.evaluate(context))
    }

    /// Whether a name that it asks for has no fact.
    #[must_use]
    pub fn lacks_facts(&self, context: &Context<'_>) -> bool {
        self.0.names.iter().any(|name| evaluate::lookup(name, context.facts) == Value::Null)
    }

    /// The expression as text: parsing it gives the same tree.
    #[must_use]
    pub fn print(&self) -> String {
        print::print(&self.0.root, &self.0.names)
    }
}

#[cfg(feature = "cli")]
impl schemars::JsonSchema for Expression {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Expression".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string", "minLength": 1, "maxLength": MAX_LENGTH, "format": "expression",
            "description": "a rule in the expression syntax of SurveyJS, such as {budget} >= 1000",
            "examples": ["{budget} >= 1000", "{event.keypage.pricing.count} > 0"]
        })
    }
}
