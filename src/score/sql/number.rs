//! Numbers in conditions as SQL: which of two is greater, and arithmetic over whole ones. It must not know texts or lists.

use super::column::{Type, name_of};
use super::condition::{Form, Term, Writer, declare, truth};
use super::dialect::EXACT;
use crate::expression::{Operator, number_of};
use crate::value::Value;

/// The greatest number that an expression may come to: databases fail above the greatest double.
const MOST: f64 = 1e300;
/// The greatest number that has a remainder in whole numbers of 64 bits.
const MOST_WHOLE: f64 = 9e18;

/// A number.
#[derive(Clone, Debug)]
pub(super) struct Number {
    pub(super) sql: String,
    /// The same as a double for arithmetic, nothing as 0, and how great it can be, where it is always whole.
    whole: Option<(String, f64)>,
}

impl Number {
    pub(super) fn new(sql: String, most: Option<f64>) -> Self {
        let whole = most.map(|most| (format!("CAST(coalesce({sql}, 0) AS DOUBLE PRECISION)"), most));
        Self { sql, whole }
    }

    /// What was computed: a double already, and something.
    fn computed(sql: String, most: f64) -> Self {
        Self { whole: Some((sql.clone(), most)), sql }
    }
}

impl Writer<'_, '_> {
    /// A written number as SQL.
    pub(super) fn written_number(&self, number: f64) -> Result<String, Form> {
        let name = self.dialect.name();
        self.dialect
            .number(number)
            .ok_or_else(|| format!("the number {number:?}, which {name} would read as another one"))
    }

    /// Which of two numbers is greater; false where one of them is nothing, but for two nothings that are the same.
    pub(super) fn order(&mut self, sign: &str, left: Term, right: Term) -> Result<String, Form> {
        let is_both_open = !matches!(left, Term::Constant(_)) && !matches!(right, Term::Constant(_));
        let (one, other) = (self.number(left, Type::Double)?.sql, self.number(right, Type::Double)?.sql);
        let nothing = match is_both_open && sign.ends_with('=') {
            true => format!("({one} IS NULL AND {other} IS NULL)"),
            false => truth(false),
        };
        Ok(format!("coalesce({one} {sign} {other}, {nothing})"))
    }

    /// A number.
    pub(super) fn number(&mut self, term: Term, wanted: Type) -> Result<Number, Form> {
        match term {
            Term::Number(number) => Ok(number),
            Term::Constant(value) => {
                let number = written(&value)?;
                let most = (number.trunc() == number && number.abs() <= EXACT).then_some(number.abs());
                let sql = self.written_number(number)?;
                Ok(Number { whole: most.map(|most| (sql.clone(), most)), sql })
            }
            Term::Fact(place, is_counter) => {
                let of = self.columns.as_type(place, wanted)?;
                if !of.is_number() {
                    let shown = self.shown(&Term::Fact(place, is_counter));
                    return Err(format!("{shown}, which is no number{}", declare("double")));
                }
                let name = name_of(place);
                let sql = if is_counter { format!("coalesce({name}, 0)") } else { name };
                Ok(Number::new(sql, (of == Type::BigInt).then_some(EXACT)))
            }
            other => Err(format!("{} as a number", self.shown(&other))),
        }
    }

    /// Whole numbers computed as doubles: the rule language rounds fractions by how they are written.
    pub(super) fn arithmetic(&mut self, op: Operator, left: Term, right: Term) -> Result<Number, Form> {
        let ((one, most), (other, most_other)) = (self.whole(left)?, self.whole(right)?);
        let (sign, most) = match op {
            Operator::Plus => ("+", most + most_other),
            Operator::Minus => ("-", most + most_other),
            Operator::Times => ("*", most * most_other),
            Operator::Divide => {
                return Ok(Number::new(format!("({one} / nullif({other}, 0))"), None));
            }
            _ if most.max(most_other) > MOST_WHOLE => return Err("the remainder of a number beyond 9e18".to_owned()),
            _ => {
                let sql = format!("(CAST({one} AS BIGINT) % nullif(CAST({other} AS BIGINT), 0))");
                return Ok(Number::new(sql, Some(most_other)));
            }
        };
        if most > MOST {
            return Err("a product that may be too large".to_owned());
        }
        Ok(Number::computed(format!("({one} {sign} {other})"), most))
    }

    /// A whole number as a double, nothing as 0, and how great it can be.
    fn whole(&mut self, term: Term) -> Result<(String, f64), Form> {
        let shown = self.shown(&term);
        let is_text = matches!(&term, Term::Constant(value) if value.as_number().is_none());
        let number = self.number(term, Type::BigInt)?;
        number
            .whole
            .filter(|_| !is_text)
            .ok_or_else(|| format!("arithmetic with {shown}, which may be no whole number{}", declare("bigint")))
    }
}

/// The number of a written value.
pub(super) fn written(value: &Value) -> Result<f64, Form> {
    let number = match value {
        Value::Number(number) => Some(*number),
        Value::Bool(yes) => Some(f64::from(u8::from(*yes))),
        // Only what every reader takes for the same number.
        Value::Text(content) => {
            number_of(value).filter(|_| content.bytes().all(|c| matches!(c, b'0'..=b'9' | b'.' | b'-')))
        }
        _ => None,
    };
    number.filter(|number| number.is_finite()).ok_or_else(|| format!("{} where a number stands", value.kind()))
}
