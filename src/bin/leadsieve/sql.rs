//! `leadsieve sql`: the score table of a config as one SELECT, with the columns that it reads in comments before it. It must
//! not write SQL of its own.

use std::process::ExitCode;

use leadsieve::config::Config;
use leadsieve::quiz::Definition;
use leadsieve::score::sql::{DIALECTS, Dialect, Request, Select, TYPES, Type, select};

use crate::{configs, line};

/// Prints the statement, or why there is none; then the status is 1.
pub(crate) fn run(file: &str, words: &[&str]) -> Result<ExitCode, String> {
    let mut request = requested(words)?;
    let configs = configs(&[file])?;
    let config = configs.first().ok_or("found no config")?;
    let table = config.score.as_ref().ok_or_else(|| format!("{file}: found no score, expected a score table"))?;
    add_quizzes(&mut request, config);
    match select(table, &request) {
        Ok(found) => {
            line::print(&told(&request, &found));
            Ok(ExitCode::SUCCESS)
        }
        Err(refused) => {
            for error in refused {
                eprintln!("{file}: {error}");
            }
            Ok(ExitCode::FAILURE)
        }
    }
}

fn requested(words: &[&str]) -> Result<Request, String> {
    let known = || DIALECTS.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    let (mut dialect, mut table, mut types, mut rest) = (None, None, Vec::new(), words);
    loop {
        rest = match rest {
            [] => break,
            ["--dialect", name, rest @ ..] => {
                let found = Dialect::named(name);
                dialect =
                    Some(found.ok_or_else(|| format!("found the dialect {name:?}, expected one of {}", known()))?);
                rest
            }
            ["--table", name, rest @ ..] => {
                table = Some((*name).to_owned());
                rest
            }
            ["--types", list, rest @ ..] => {
                for told in list.split(',') {
                    types.push(typed(told)?);
                }
                rest
            }
            _ => return Err(format!("found {rest:?}, expected --dialect NAME, --table NAME or --types NAME=TYPE,…")),
        };
    }
    let mut request = Request::new(dialect.ok_or_else(|| format!("found no --dialect, expected one of {}", known()))?);
    request.table = table.unwrap_or(request.table);
    request.types = types;
    Ok(request)
}

fn typed(told: &str) -> Result<(String, Type), String> {
    let found = told.rsplit_once('=').and_then(|(name, word)| Some((name.to_owned(), Type::named(word)?)));
    found.ok_or_else(|| {
        let known = TYPES.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
        format!("found the type {told:?}, expected NAME=TYPE with one of {known}")
    })
}

/// What the quizzes of the config tell: which answers are lists, and whether options give points.
fn add_quizzes(request: &mut Request, config: &Config) {
    for (_, quiz) in &config.quizzes {
        let lists = quiz.questions().filter(|question| question.is_multiple());
        request.types.extend(lists.map(|question| (question.name.clone(), Type::List)));
        request.has_options |= gives_points(quiz);
    }
}

fn gives_points(quiz: &Definition) -> bool {
    let mut choices = quiz.questions().flat_map(|question| question.choices.iter().chain(&question.rate_values));
    choices.any(|choice| ["fit", "intent"].iter().any(|axis| choice.lead.points_of(axis) != 0))
}

fn told(request: &Request, found: &Select) -> String {
    let mut out =
        format!("-- The score of each lead for {}. The table must have an \"id\" and:\n", request.dialect.name());
    for (name, of) in &found.columns {
        out += &format!("--   {}\n", request.dialect.column(name, *of));
    }
    out + found.sql.trim_end() + ";"
}
