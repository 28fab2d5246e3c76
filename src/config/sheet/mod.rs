//! The score table as a sheet of a spreadsheet: the form in which sales and marketing agree on it. Out of a config, and
//! back into its text. It must not judge a rule: the reader of configs does.
//!
//! A row is a rule, or the points that an option of a quiz gives:
//!
//! | column | holds |
//! |---|---|
//! | `criterion` | the label; in the language for all others where it has several, which have columns `criterion <language>` |
//! | `condition` | the expression of `if`, or `each event.click.phone` |
//! | `points` | whole points |
//! | `limit`, `per` | as in the config; empty where the config leaves them out |
//! | `decay` | `half-life 7d`, or ages and what is kept: `30d 50%, 90d 0%` |
//! | `axis`, `group`, `id` | as in the config |
//! | `place` | of an option's points: where they stand in the config; empty in a rule's row |
//!
//! Cells are separated by semicolons and the file begins with the mark of UTF-8: that is what Excel opens by a double click
//! where the comma stands in decimal numbers, and LibreOffice everywhere. A cell that a spreadsheet would take for a
//! formula begins with an apostrophe, which importing takes away. Commas and tabs are read as well.

mod cell;
mod import;
mod option;
mod rows;
mod splice;

use std::collections::BTreeSet;

use crate::value::Value;
pub use import::{Imported, import};

/// The rules of a config and the points of its quizzes' options as the text of a CSV file.
#[must_use]
pub fn export(config: &Value) -> String {
    let rules = rules(config);
    let languages: BTreeSet<&str> = rules.iter().flat_map(cell::languages).collect();
    let columns: Vec<String> = cell::COLUMNS
        .iter()
        .map(|column| (*column).to_owned())
        .chain(languages.iter().map(|tag| format!("{}{tag}", cell::LANGUAGE)))
        .collect();
    let rule = |rule: &Value| columns.iter().map(|column| cell::cell(rule, column)).collect();
    let option = |option: option::OptionPoints| columns.iter().map(|column| option.cell(column)).collect();
    let mut rows = vec![columns.clone()];
    rows.extend(rules.iter().map(rule));
    rows.extend(option::options(config).into_iter().map(option));
    rows::write(&rows)
}

/// The rules of a config as they are written.
fn rules(config: &Value) -> &[Value] {
    config.get("score").map(|score| score.items("rules")).unwrap_or_default()
}
