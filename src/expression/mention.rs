//! `mentions()`: whether free text speaks of something. It must not know grammar: an ending is an asterisk.

use super::compare::text_of;
use super::operand::Operand;
use crate::text::{self, swapped};

/// How many of the terms a text mentions: whole words, case and ё folded, a `*` at the end of a term matches any ending.
pub(super) fn mentions(content: &Operand<'_>, terms: &[Operand<'_>]) -> f64 {
    let plain = |content: &Operand<'_>| swapped(&text::fold(text_of(content.plain()).trim()), 'ё', 'е');
    let content = plain(content);
    let words = words_of(&content, false);
    let is_mentioned = |term: &Operand<'_>| {
        let term = plain(term);
        let wanted = words_of(&term, true);
        let fits = |(word, wanted): (&&str, &&str)| {
            wanted.strip_suffix('*').map_or(word == wanted, |stem| word.starts_with(stem))
        };
        !wanted.is_empty() && words.windows(wanted.len()).any(|run| run.iter().zip(&wanted).all(fits))
    };
    terms.iter().filter(|term| is_mentioned(term)).count() as f64
}

/// Runs of letters and digits, and of asterisks where they mean something.
fn words_of(content: &str, has_stars: bool) -> Vec<&str> {
    let mut words = Vec::new();
    let is_part = |c| text::is_word(c) || has_stars && c == '*';
    let mut rest = content;
    while !rest.is_empty() {
        let (_, begun) = text::divide(rest, &mut |c| is_part(c));
        let (word, after) = text::divide(begun, &mut |c| !is_part(c));
        if !word.is_empty() {
            words.push(word);
        }
        rest = after;
    }
    words
}
