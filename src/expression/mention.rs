//! `mentions()`: whether free text speaks of something. It must not know grammar: an ending is an asterisk.

use super::compare::text_of;
use super::operand::Operand;
use crate::text::{self, swapped};

/// How many of the terms a text mentions.
pub(super) fn mentions(content: &Operand<'_>, terms: &[Operand<'_>]) -> f64 {
    let plain = |content: &Operand<'_>| plain_text(&text_of(content.plain()));
    let content = plain(content);
    let words = Words::new(&content);
    terms.iter().filter(|term| words.place(&Words::of_term(&plain(term))).is_some()).count() as f64
}

/// A text as terms are looked for in it: case and ё folded.
#[must_use]
pub fn plain_text(content: &str) -> String {
    swapped(&text::fold(content.trim()), 'ё', 'е')
}

/// The words of a [plain text](plain_text), or of a term that is looked for: whole words, a `*` at the end of a term's word
/// matches any ending.
#[derive(Clone, Debug)]
pub struct Words<'a>(Vec<&'a str>);

impl<'a> Words<'a> {
    /// The words of a text.
    #[must_use]
    pub fn new(plain: &'a str) -> Self {
        Self(words_of(plain, false))
    }

    /// The words of a term.
    #[must_use]
    pub fn of_term(plain: &'a str) -> Self {
        Self(words_of(plain, true))
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Where a term stands.
    fn place(&self, term: &Words<'_>) -> Option<usize> {
        let fits = |(word, wanted): (&&str, &&str)| {
            !word.is_empty() && wanted.strip_suffix('*').map_or(word == wanted, |stem| word.starts_with(stem))
        };
        let size = term.0.len().max(1);
        let mut runs = self.0.windows(size);
        runs.position(|run| !term.is_empty() && run.iter().zip(&term.0).all(fits))
    }

    /// Takes a term out wherever it stands; tells whether it did anywhere.
    pub fn take(&mut self, term: &Words<'_>) -> bool {
        let mut is_found = false;
        while let Some(place) = self.place(term) {
            is_found = true;
            for word in self.0.iter_mut().skip(place).take(term.0.len()) {
                *word = "";
            }
        }
        is_found
    }
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
