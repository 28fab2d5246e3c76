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
//! assert!(rule.is_true(&Context::on_day(&facts, 0)));
//! # Ok::<(), leadsieve::error::Error>(())
//! ```

mod aggregate;
mod arithmetic;
#[cfg(feature = "bulk")]
pub mod column;
mod compare;
mod date;
mod evaluate;
mod function;
#[cfg(feature = "explain")]
mod inspect;
mod lexer;
mod mention;
mod name;
mod operand;
#[cfg(any(feature = "cli", feature = "tools"))]
mod outline;
mod parser;
#[cfg(feature = "explain")]
mod possible;
mod print;
mod tree;

use crate::error::Error;
use crate::time::{DAY, MINUTE, Moment};
use crate::value::{Fields, Value};

pub use arithmetic::remainder;
pub use compare::{is_equal, is_equal_in_order, text_of};
#[cfg(feature = "explain")]
pub use inspect::Miscount;
pub use mention::{Words, plain_text};
pub use name::Named;
#[cfg(any(feature = "cli", feature = "tools"))]
pub(crate) use outline::{Operator, Outline};
#[cfg(feature = "explain")]
pub use possible::{Budget, Possible, Wanted};

/// The number that a value is, or that somebody wrote: `1,5` is one, yes and no are none.
#[must_use]
pub fn number_of(value: &Value) -> Option<f64> {
    operand::Operand::from(value).written_number()
}

/// The longest expression, in bytes.
pub const MAX_LENGTH: usize = 4_000;
/// The deepest nesting of an expression.
pub const MAX_NESTING: usize = 64;

/// What an expression is evaluated against.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The facts: a map in which `{source.first.channel}` is found by walking the names.
    pub facts: &'a Value,
    /// Values by slot, for the names that were [bound](Expression::bind).
    slots: &'a [Value],
    /// The visitor's local day, in days since 1970-01-01 ([`Moment::local_day`](crate::time::Moment::local_day)).
    pub today: i64,
    /// The time of that day on the visitor's clock, in milliseconds; 0 where only the day counts.
    of_day_ms: i64,
    /// How far that clock is ahead of UTC, in milliseconds; 0 where only the day counts.
    offset_ms: i64,
}

impl<'a> Context<'a> {
    /// Against facts on a day, whatever the time: what is evaluated again elsewhere gives the same.
    #[must_use]
    pub fn on_day(facts: &'a Value, today: i64) -> Self {
        Self { facts, slots: &[], today, of_day_ms: 0, offset_ms: 0 }
    }

    /// Against facts at a moment.
    #[must_use]
    pub fn at(facts: &'a Value, now: &Moment) -> Self {
        let offset_ms = i64::from(now.utc_offset_min) * MINUTE;
        let of_day_ms = now.wall_ms.saturating_add(offset_ms).rem_euclid(DAY);
        Self { facts, slots: &[], today: now.local_day(), of_day_ms, offset_ms }
    }

    /// At the same time, against other facts.
    #[must_use]
    pub fn over<'b>(&self, facts: &'b Value) -> Context<'b>
    where
        'a: 'b,
    {
        Context { facts, ..*self }
    }

    /// The same with values by slot.
    #[must_use]
    pub fn with_slots<'b>(&self, slots: &'b [Value]) -> Context<'b>
    where
        'a: 'b,
    {
        Context { slots, ..*self }
    }

    fn midnight(&self) -> date::Date {
        date::Date { local_ms: (self.today * DAY) as f64, offset_ms: self.offset_ms }
    }

    fn now(&self) -> date::Date {
        date::Date { local_ms: (self.today * DAY + self.of_day_ms) as f64, offset_ms: self.offset_ms }
    }
}

/// A parsed expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression(Box<Compiled>);

#[derive(Clone, Debug, PartialEq)]
struct Compiled {
    root: tree::Node,
    names: Vec<name::Name>,
    /// Asked for after every change of a quiz, of every expression in it: kept, not looked for.
    is_volatile: bool,
}

/// The expression that is never true: it stands in where a broken one was reported.
impl Default for Expression {
    fn default() -> Self {
        let root = tree::Node::Constant(Value::Bool(false));
        Self(Box::new(Compiled { root, names: Vec::new(), is_volatile: false }))
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
        let is_volatile = root.has_bare_call();
        Ok(Self(Box::new(Compiled { root, names, is_volatile })))
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

    /// Ties its names to slots: `find` gives the slot of a name or of the beginning of one, where it has one. A bound name
    /// is no longer looked for in the facts. May be called again: what was found first counts first.
    pub fn bind(&mut self, find: &mut dyn FnMut(&str) -> Option<usize>) {
        for name in &mut self.0.names {
            name.bind(find);
        }
    }

    /// Compares the slots that `is_it` says in the order of their lists, where the whole value of one is compared.
    pub fn keep_order(&mut self, is_it: &dyn Fn(usize) -> bool) {
        let Compiled { root, names, .. } = &mut *self.0;
        root.keep_order(&|name| names.get(name).and_then(name::Name::first_slot).is_some_and(is_it));
    }

    /// The slots that it may ask for.
    pub fn slots(&self) -> impl Iterator<Item = usize> {
        self.0.names.iter().flat_map(name::Name::slots)
    }

    /// Whether it may ask for a slot that `is_it` says.
    #[inline(never)]
    pub fn asks_for(&self, is_it: &dyn Fn(usize) -> bool) -> bool {
        self.0.names.iter().any(|name| name.slots().any(is_it))
    }

    /// Whether it can have another value though no fact has changed: it asks for the time.
    #[must_use]
    pub fn is_volatile(&self) -> bool {
        self.0.is_volatile
    }

    /// The names that it asks for, each once, in the order of the text.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.names.iter().map(|name| name.text.as_str())
    }

    /// The names that are bound to no slot.
    pub fn free_names(&self) -> impl Iterator<Item = &str> {
        self.0.names.iter().filter(|name| name.slots().next().is_none()).map(|name| name.text.as_str())
    }

    /// Its value.
    #[must_use]
    pub fn evaluate(&self, context: &Context<'_>) -> Value {
        evaluate::evaluate(&self.0.root, &self.0.names, context).into_value()
    }

    /// Its value as an answer: a date as its day on the visitor's clock, `YYYY-MM-DD`, or with its time.
    #[must_use]
    pub fn evaluate_answer(&self, context: &Context<'_>, is_timed: bool) -> Value {
        match evaluate::evaluate(&self.0.root, &self.0.names, context) {
            operand::Operand::Date(date) => date.answer(is_timed).into(),
            other => other.into_value(),
        }
    }

    /// Whether its value is true. As in SurveyJS a value that is neither yes nor no is not, but for 1: `{count} > 0` is a
    /// condition, `{count}` is none.
    #[must_use]
    pub fn is_true(&self, context: &Context<'_>) -> bool {
        evaluate::evaluate(&self.0.root, &self.0.names, context).to_number() == 1.0
    }

    /// Whether it can become true when the slots that are open get other values: `false` is proved, `true` is not.
    #[must_use]
    pub fn may_be_true(&self, context: &Context<'_>, is_open: &dyn Fn(usize) -> bool) -> bool {
        evaluate::may_be_true(&self.0.root, &self.0.names, context, is_open)
    }

    /// Whether a name that it asks for has no fact.
    #[must_use]
    pub fn lacks_facts(&self, context: &Context<'_>) -> bool {
        self.0.names.iter().any(|name| name.find(context.facts, context.slots).is_none_or(|fact| *fact == Value::Null))
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
