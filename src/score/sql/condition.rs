//! Conditions: an expression as SQL that is true for the same leads, or the form in it that SQL would judge otherwise. It must
//! not know rules, groups or classes.

use super::column::{Columns, Type, name_of};
use super::dialect::{Dialect, letters};
use super::matching;
use super::number::{Number, written};
use crate::expression::{Expression, Operator, Outline, number_of};
use crate::text::{fold, is_same, parse_number};
use crate::value::Value;

/// What is not expressed, in words.
pub(super) type Form = String;

/// How deep operators may stand in each other: SQLite takes a thousand, and each may become three.
const MAX_DEPTH: usize = 300;

/// A part of a condition.
#[derive(Clone, Debug)]
pub(super) enum Term {
    /// True or false, never null.
    Truth(String),
    /// A number.
    Number(Number),
    /// A text of the score itself, as rules understand it.
    Text(String),
    /// A fact whose type its neighbours tell; `true` where nothing is 0.
    Fact(usize, bool),
    /// A written value.
    Constant(Value),
}

/// Which part of `score` an expression sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// Nothing: rules come before it.
    Nothing,
    /// All but the class: classes.
    Points,
    /// All: the hand-off.
    All,
}

/// Writes conditions, and notes the columns that they ask for.
pub(super) struct Writer<'w, 'a> {
    pub(super) dialect: Dialect,
    pub(super) columns: &'w mut Columns<'a>,
    pub(super) seen: Seen,
}

impl Writer<'_, '_> {
    /// SQL that is true where the expression is, else false, never null.
    pub(super) fn condition(&mut self, expression: &Expression) -> Result<String, Form> {
        let outline = expression.outline();
        if depth(&outline) > MAX_DEPTH {
            return Err(format!("more than {MAX_DEPTH} operators one behind the other; make a rule of each"));
        }
        let sql = self.judged(&outline)?;
        match self.dialect.reads(&sql) {
            true => Ok(sql),
            false => Err(format!("brackets deeper than {} reads; make two rules of it", self.dialect.name())),
        }
    }

    /// Whether it is true, as deep as it may be.
    fn judged(&mut self, outline: &Outline<'_>) -> Result<String, Form> {
        match self.term(outline)? {
            Term::Number(number) => Ok(format!("coalesce({} = 1, FALSE)", number.sql)),
            Term::Constant(Value::Number(number)) => Ok(truth(number == 1.0)),
            Term::Fact(place, is_counter) if self.columns.known_type(place).is_some_and(Type::is_number) => {
                let number = self.number(Term::Fact(place, is_counter), Type::Double)?;
                Ok(format!("coalesce({} = 1, FALSE)", number.sql))
            }
            other => self.truth(other),
        }
    }

    fn term(&mut self, outline: &Outline<'_>) -> Result<Term, Form> {
        Ok(match outline {
            Outline::Constant(value) => Term::Constant(value.clone()),
            Outline::Name { text, is_raw } => return self.name(text, *is_raw),
            Outline::List => return Err("a list in which facts stand".to_owned()),
            Outline::Call(name) => return Err(format!("the function {name}()")),
            Outline::Not(inner) => {
                let inner = self.term(inner)?;
                Term::Truth(not(&self.truth(inner)?))
            }
            Outline::Empty(inner) => {
                let inner = self.term(inner)?;
                Term::Truth(self.empty(inner))
            }
            Outline::Binary(Operator::And, ..) => Term::Truth(self.chain(outline, Operator::And, " AND ")?),
            Outline::Binary(Operator::Or, ..) => Term::Truth(self.chain(outline, Operator::Or, " OR ")?),
            Outline::Binary(op, left, right) => {
                let (left, right) = (self.term(left)?, self.term(right)?);
                return self.binary(*op, left, right);
            }
        })
    }

    /// Conditions with the same word between all of them, in one pair of brackets: SQLite reads few in each other.
    fn chain(&mut self, outline: &Outline<'_>, word: Operator, written: &str) -> Result<String, Form> {
        let (mut parts, mut rest) = (Vec::new(), outline);
        while let Outline::Binary(op, left, right) = rest
            && *op == word
        {
            parts.push(&**right);
            rest = left;
        }
        parts.push(rest);
        let mut conditions = Vec::new();
        for part in parts.into_iter().rev() {
            let term = self.term(part)?;
            conditions.push(self.truth(term)?);
        }
        Ok(bracketed(&conditions.join(written)))
    }

    /// A fact, or a part of the score.
    fn name(&mut self, name: &str, is_raw: bool) -> Result<Term, Form> {
        let Some(part) = name.get(..6).filter(|start| is_same(start, "score.")).and_then(|_| name.get(6..)) else {
            if is_same(name, "score") {
                return Err("{score}, an object".to_owned());
            }
            return self.columns.fact(name, is_raw).map(|(place, is_counter)| Term::Fact(place, is_counter));
        };
        let points = |sql: &str| Term::Number(Number::new(sql.to_owned(), Some(1e9)));
        Ok(match (fold(part).as_str(), self.seen) {
            (_, Seen::Nothing) => return Err(format!("{{{name}}} in a rule, which comes before the score")),
            ("fit", _) => points("fit"),
            ("intent", _) => points("intent"),
            ("total", _) => points("total"),
            ("temperature", _) => Term::Text("temperature".to_owned()),
            ("grade", _) => Term::Text("nullif(grade, '')".to_owned()),
            ("class", Seen::Points) => Term::Text("CAST(NULL AS TEXT)".to_owned()),
            ("class", Seen::All) => Term::Text("class".to_owned()),
            _ => return Err(format!("{{{name}}}, which the table of leads has not")),
        })
    }

    fn binary(&mut self, op: Operator, left: Term, right: Term) -> Result<Term, Form> {
        let sql = match op {
            Operator::And | Operator::Or => return Err("a condition that is no chain".to_owned()),
            Operator::Equal | Operator::EqualInOrder => self.equal(left, right)?,
            Operator::NotEqual | Operator::NotEqualInOrder => not(&self.equal(left, right)?),
            Operator::Less => self.order("<", left, right)?,
            Operator::LessOrEqual => self.order("<=", left, right)?,
            Operator::Greater => self.order(">", left, right)?,
            Operator::GreaterOrEqual => self.order(">=", left, right)?,
            Operator::Contains => matching::contains(self, &left, &right)?,
            Operator::NotContains => matching::lacks(self, &left, &right)?,
            Operator::AnyOf => matching::any_of(self, &left, &right)?,
            Operator::NoneOf => not(&matching::any_of(self, &left, &right)?),
            Operator::AllOf => matching::all_of(self, &left, &right)?,
            Operator::Power => return Err("a power".to_owned()),
            Operator::Plus | Operator::Minus | Operator::Times | Operator::Divide | Operator::Modulo => {
                return self.arithmetic(op, left, right).map(Term::Number);
            }
        };
        Ok(Term::Truth(sql))
    }

    /// What counts as true to `and`, `or` and `not`.
    fn truth(&mut self, term: Term) -> Result<String, Form> {
        match term {
            Term::Truth(sql) => Ok(sql),
            Term::Constant(Value::Bool(yes)) => Ok(truth(yes)),
            Term::Fact(place, false) if self.columns.as_type(place, Type::Boolean)? == Type::Boolean => {
                Ok(format!("coalesce({}, FALSE)", name_of(place)))
            }
            other => Err(format!("{} as a condition; compare it with something", self.shown(&other))),
        }
    }

    fn empty(&self, term: Term) -> String {
        match term {
            Term::Fact(place, false) => format!("({} IS NULL)", name_of(place)),
            Term::Number(Number { sql, .. }) | Term::Text(sql) => format!("({sql} IS NULL)"),
            Term::Truth(_) | Term::Fact(_, true) | Term::Constant(_) => truth(false),
        }
    }

    /// Whether two values are the same.
    pub(super) fn equal(&mut self, left: Term, right: Term) -> Result<String, Form> {
        match (left, right) {
            (Term::Constant(constant), term) | (term, Term::Constant(constant)) => self.equal_to(term, &constant),
            (Term::Truth(one), Term::Truth(other)) => Ok(bracketed(&self.dialect.same(&one, &other))),
            (one, other) => {
                let is_yes = |term: &Term| match term {
                    Term::Truth(_) => true,
                    Term::Fact(place, _) => self.columns.known_type(*place) == Some(Type::Boolean),
                    _ => false,
                };
                let (one, other) = if is_yes(&one) || is_yes(&other) {
                    (self.yes(one)?, self.yes(other)?)
                } else {
                    (self.number(one, Type::Double)?.sql, self.number(other, Type::Double)?.sql)
                };
                Ok(bracketed(&self.dialect.same(&one, &other)))
            }
        }
    }

    /// A value that is yes, no or nothing.
    fn yes(&mut self, term: Term) -> Result<String, Form> {
        match term {
            Term::Truth(sql) => Ok(sql),
            Term::Fact(place, false) if self.columns.as_type(place, Type::Boolean)? == Type::Boolean => {
                Ok(name_of(place))
            }
            other => Err(format!("{} compared with yes or no", self.shown(&other))),
        }
    }

    fn equal_to(&mut self, term: Term, constant: &Value) -> Result<String, Form> {
        let wanted = match constant {
            Value::Bool(_) => Type::Boolean,
            Value::Number(_) => Type::Double,
            Value::Text(content) if is_word(content) => Type::Text,
            Value::Text(_) if matches!(term, Term::Fact(place, _) if self.columns.is_raw(place)) => Type::Text,
            Value::Text(_) => Type::Double,
            _ => return Err("a comparison with nothing, a list or an object; write {name} empty".to_owned()),
        };
        let of = match &term {
            Term::Truth(_) => Type::Boolean,
            Term::Number(_) => Type::Double,
            Term::Text(_) => Type::Text,
            Term::Fact(place, _) => self.columns.as_type(*place, wanted)?,
            Term::Constant(_) => return Err("two written values".to_owned()),
        };
        match of {
            Type::BigInt | Type::Double => {
                let sql = self.number(term, of)?.sql;
                self.number_equal(&sql, constant)
            }
            Type::Boolean => {
                let sql = self.yes(term)?;
                Ok(yes_equal(&sql, constant))
            }
            Type::Text => match constant {
                Value::Text(content) => self.text_equal(&term, content),
                _ => Err(format!("the text {} compared with what is no text{}", self.shown(&term), declare("double"))),
            },
            Type::List => Err(format!("the list {} compared as a whole; write contains or anyof", self.shown(&term))),
        }
    }

    fn number_equal(&self, sql: &str, constant: &Value) -> Result<String, Form> {
        let number = match constant {
            Value::Text(content) if content.is_empty() => return Ok(format!("({sql} IS NULL)")),
            Value::Text(content) if is_word(content) => return Ok(truth(false)),
            other => written(other)?,
        };
        Ok(format!("coalesce({sql} = {}, FALSE)", self.written_number(number)?))
    }

    /// Whether a text is the same as a written one, once both are trimmed and folded.
    fn text_equal(&mut self, term: &Term, content: &str) -> Result<String, Form> {
        let wanted = fold(content.trim());
        let is_raw = matches!(term, Term::Fact(place, _) if self.columns.is_raw(*place));
        if content.is_empty() {
            let sql = self.text(term, "")?;
            return Ok(format!("coalesce({sql} = '', TRUE)"));
        }
        let is_padded = !is_raw && content.trim() != content && ["true", "false"].contains(&wanted.as_str());
        if is_padded || wanted.is_empty() {
            return Err("a comparison with white space around nothing, true or false".to_owned());
        }
        if !is_raw && !is_word(content) {
            return Err(format!("the text {} compared with a number{}", self.shown(term), declare("double")));
        }
        let literal = self.written_text(&wanted)?;
        let sql = self.text(term, &wanted)?;
        Ok(format!("coalesce({sql} = {literal}, FALSE)"))
    }

    /// A text, folded so far that it can be compared with this one.
    pub(super) fn text(&mut self, term: &Term, beside: &str) -> Result<String, Form> {
        match term {
            Term::Fact(place, _) => {
                self.columns.fold_by(*place, letters(beside));
                Ok(name_of(*place))
            }
            // Words of the score are plain.
            Term::Text(sql) => {
                let plain: Vec<char> = letters(beside).into_iter().filter(char::is_ascii).collect();
                Ok(self.dialect.folded(sql, &plain))
            }
            other => Err(format!("{} as a text", self.shown(other))),
        }
    }

    /// A written text as SQL.
    pub(super) fn written_text(&self, content: &str) -> Result<String, Form> {
        self.dialect.text(content).ok_or_else(|| "a text with the character 0 in it".to_owned())
    }

    /// A term for messages.
    pub(super) fn shown(&self, term: &Term) -> String {
        match term {
            Term::Fact(place, _) => format!("{{{}}}", self.columns.name(*place)),
            Term::Truth(_) => "a condition".to_owned(),
            Term::Number(_) => "a computed number".to_owned(),
            Term::Text(_) => "a word of the score".to_owned(),
            Term::Constant(value) => format!("a written value ({})", value.kind()),
        }
    }
}

/// What to do about a type.
pub(super) fn declare(of: &str) -> String {
    format!("; if its column is of the type {of}, say so with --types")
}

/// Whether a written text stands for no number, whoever reads it; an empty one is a word too.
pub(super) fn is_word(content: &str) -> bool {
    let trimmed = content.trim();
    let folded = fold(trimmed);
    let is_based = ["0x", "0o", "0b"].iter().any(|start| folded.starts_with(start));
    // `Infinity` is a number to ECMAScript alone.
    let is_number = is_based || number_of(&Value::from(content)).is_some() || parse_number(trimmed).is_some();
    content.is_empty() || !trimmed.is_empty() && !is_number && !trimmed.ends_with("Infinity")
}

/// Whether yes or no is what a written value means.
fn yes_equal(sql: &str, constant: &Value) -> String {
    let yes = match constant {
        Value::Text(content) if content.is_empty() => return format!("({sql} IS NULL)"),
        Value::Text(content) if content.eq_ignore_ascii_case("true") => true,
        Value::Text(content) if content.eq_ignore_ascii_case("false") => false,
        Value::Bool(yes) => *yes,
        Value::Number(number) if *number == 1.0 => true,
        Value::Number(number) if *number == 0.0 => false,
        _ => return truth(false),
    };
    match yes {
        true => format!("coalesce({sql}, FALSE)"),
        false => format!("coalesce(NOT {sql}, FALSE)"),
    }
}

pub(super) fn truth(yes: bool) -> String {
    if yes { "TRUE" } else { "FALSE" }.to_owned()
}

/// The opposite.
pub(super) fn not(sql: &str) -> String {
    format!("(NOT {sql})")
}

fn bracketed(sql: &str) -> String {
    format!("({sql})")
}

fn depth(outline: &Outline<'_>) -> usize {
    match outline {
        Outline::Not(inner) | Outline::Empty(inner) => 1 + depth(inner),
        Outline::Binary(_, left, right) => 1 + depth(left).max(depth(right)),
        _ => 1,
    }
}
