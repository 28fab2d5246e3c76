//! The static check of a score table: what in it can be read but will not work, or not as it was meant. It must not judge how
//! many points something is worth, and it must not know where facts come from: [`Around`] tells what they can be.
//!
//! Whatever is told follows from the table: conditions are reasoned over with [`Possible`], which is never too little, points
//! with [`Span`]s, which are never too narrow. What a visitor answers is taken to be what the quizzes offer.
//!
//! | code | what was found |
//! |---|---|
//! | `score/never` | a rule that gives its points to nobody |
//! | `score/no-condition` | a condition whose value is neither yes nor no |
//! | `score/no-effect` | points of 0, and settings of `each` beside `if` |
//! | `score/capped` | points that the bounds of a group or an axis take away whenever they are given |
//! | `score/idle-bound` | a bound that the points never reach |
//! | `score/unused-group` | a group that no rule names |
//! | `score/unreachable` | a class, a temperature, a grade or a hand-off that no lead comes to |
//! | `score/review` | the day on which the table was to be looked at again has come |

mod bound;
mod judge;
mod rule;
mod scene;
mod span;

use super::table::Table;
use crate::expression::Possible;
use crate::text::{self, number_text};
use crate::time::parse_day;
use crate::value::Value;
use bound::Reach;
use scene::Scene;
pub use span::Span;

/// What a table stands in.
pub struct Around<'a> {
    /// What the fact of a name can be. `None` where that is not known: anything.
    pub fact: &'a dyn Fn(&str) -> Option<Possible>,
    /// The name of the event whose switch turns off what is counted under a fact path, where it is turned off.
    pub switched_off: &'a dyn Fn(&str) -> Option<String>,
    /// The points of fit and of intent that the choices of a quiz can give.
    pub chosen: [Span; 2],
    /// The day of the check, in days since 1970-01-01. Without it no day has come.
    pub today: Option<i64>,
}

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// What the table says is likely not what was meant.
    Warning,
    /// Worth knowing, and perhaps meant.
    Info,
}

/// Something that will not work, or not as it was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How much it weighs.
    pub weight: Weight,
    /// Its code (`score/…`).
    pub code: &'static str,
    /// The JSON path from the table.
    pub path: String,
    /// What was found, what was expected, what to do.
    pub message: String,
}

/// Looks at a table that was read without errors out of `written`. Ends within its own budget, however large the table is.
#[must_use]
pub fn analyse(table: &Table, written: &Value, around: &Around<'_>) -> Vec<Finding> {
    let mut notes = Notes(Vec::new());
    let mut scene = Scene::new(around);
    let fired = rule::look(table, written, around, &mut scene, &mut notes);
    let reach = Reach::new(table, fired, around.chosen);
    bound::look(table, written, &reach, &mut notes);
    judge::look(table, &reach, &mut scene, &mut notes);
    if let Some(day) = table.review_by.as_deref()
        && parse_day(day).zip(around.today).is_some_and(|(due, today)| due <= today)
    {
        let message = ["the table was to be looked at again by ", day, "; look at it, and set a later day"];
        notes.warn("score/review", "review_by", &message);
    }
    notes.0
}

/// The findings so far.
struct Notes(Vec<Finding>);

impl Notes {
    fn warn(&mut self, code: &'static str, path: &str, message: &[&str]) {
        self.note(Weight::Warning, code, path, message);
    }

    fn inform(&mut self, code: &'static str, path: &str, message: &[&str]) {
        self.note(Weight::Info, code, path, message);
    }

    fn note(&mut self, weight: Weight, code: &'static str, path: &str, message: &[&str]) {
        self.0.push(Finding { weight, code, path: path.to_owned(), message: text::concat(message) });
    }
}

/// The path of an item of a list, and of what stands in it.
fn item_path(list: &str, index: usize, rest: &str) -> String {
    text::concat(&[list, "[", &number_text(index as f64), "]", rest])
}

fn points_text(points: i64) -> String {
    number_text(points as f64)
}
