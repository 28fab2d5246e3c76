//! Scoring what is known of a lead with a config's table: for leads that no page of ours has written, and again for those that
//! one has. It must not take a score from anywhere else.

use super::history::History;
use crate::config::Config;
use crate::error::Error;
use crate::expression::Context;
use crate::lead;
use crate::quiz::Definition;
use crate::score::{Score, Table, evaluate};
use crate::text;
use crate::time::DAY;
use crate::value::{Map, Value};

/// The score of what is known of a lead. `now`, in milliseconds since 1970, stands in where the history names no moment and no event;
/// local days are those of UTC.
///
/// # Errors
/// `score/no-table` where the config has no table; `score/which-quiz` where the answers are those of several quizzes, or the
/// named one is unknown.
pub fn score(history: &History, config: &Config, now: i64) -> Result<Score, Error> {
    let missing = || Error::new("score/no-table", "found no score table, expected one in the config").at("score");
    let (table, _) = config.table().ok_or_else(missing)?;
    let now = history.moment(now);
    let quiz = quiz_of(history, config)?;
    // What is given goes before what the answers tell.
    let mut known = config.told(quiz, &history.values, None, None);
    for (name, value) in history.values.iter() {
        known.set(name, value.clone());
    }
    let facts = lead::facts_beside(&known, &history.counters(config, now));
    let quiz = quiz.and_then(|name| config.quiz(name));
    Ok(points(table, quiz, &history.values, &facts, [now.div_euclid(DAY), now]))
}

/// The score that facts give, with the points of the options that answers choose: `today` is the local day of the rules, `at`
/// the moment from which ages count.
pub(super) fn points(
    table: &Table,
    quiz: Option<&Definition>,
    answers: &Map,
    facts: &Value,
    [today, at]: [i64; 2],
) -> Score {
    let chosen = quiz.map(|quiz| lead::chosen(quiz, answers)).unwrap_or_default();
    evaluate(table, chosen, &Context::on_day(facts, today), at)
}

/// The name of the quiz whose options give points: a lead comes from one. Without a name the only one that has a question among the
/// values.
fn quiz_of<'a>(history: &'a History, config: &'a Config) -> Result<Option<&'a str>, Error> {
    let failure = |found: &str, known: &str| {
        let message = text::concat(&["found ", found, ", expected the name of one of ", known]);
        Error::new("score/which-quiz", message).at("quiz")
    };
    let names = |quizzes: &[&str]| text::join(quizzes.iter().copied(), ", ");
    if let Some(name) = &history.quiz {
        let known: Vec<&str> = config.quizzes.iter().map(|(name, _)| name.as_str()).collect();
        let unknown = || failure(&text::concat(&["the unknown quiz \"", name, "\""]), &names(&known));
        return config.quiz(name).map(|_| Some(name.as_str())).ok_or_else(unknown);
    }
    let is_answered = |quiz: &Definition| quiz.questions().any(|element| history.values.get(&element.name).is_some());
    let answered: Vec<&str> =
        config.quizzes.iter().filter(|(_, quiz)| is_answered(quiz)).map(|(name, _)| name.as_str()).collect();
    match answered.as_slice() {
        [] => Ok(None),
        [name] => Ok(Some(name)),
        several => Err(failure("answers to several quizzes", &names(several))),
    }
}
