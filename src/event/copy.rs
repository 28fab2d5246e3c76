//! `copy.contact`: which contact a copied text holds. It must not keep the text.

use crate::text;

/// Longer copies are an article, not a contact; in characters.
const LONGEST: usize = 200;
/// The digits of a phone number that is written with its country's code (ITU-T E.164: at most 15).
const DIGITS_WITH_PLUS: core::ops::RangeInclusive<usize> = 8..=15;
/// The digits of one that is not.
const DIGITS: core::ops::RangeInclusive<usize> = 10..=12;

/// `email` or `phone`, where a copied text holds one.
#[must_use]
pub fn contact_kind(copied: &str) -> Option<&'static str> {
    if !text::fits(copied.trim(), LONGEST) {
        return None;
    }
    if has_email(copied) {
        return Some("email");
    }
    has_phone(copied).then_some("phone")
}

fn has_email(copied: &str) -> bool {
    let is_part = |c: char| text::is_word(c) || matches!(c, '.' | '-' | '_' | '+' | '@');
    let mut rest = copied;
    while !rest.is_empty() {
        let (_, word) = text::divide(rest, &mut |c| is_part(c));
        let (word, after) = text::divide(word, &mut |c| !is_part(c));
        if is_email(text::trimmed(word, &mut |c| matches!(c, '.' | '-'))) {
            return true;
        }
        rest = after;
    }
    false
}

fn is_email(word: &str) -> bool {
    let Some((local, domain)) = text::split(word, "@") else { return false };
    let Some((name, top)) = text::split_last(domain, ".") else { return false };
    !local.is_empty() && !name.is_empty() && text::length(top) >= 2 && text::split(domain, "@").is_none()
}

/// Whether a run of digits with signs between them is written as phone numbers are.
fn has_phone(copied: &str) -> bool {
    let mut rest = copied;
    loop {
        let (before, run) = text::divide(rest, &mut |c| c.is_ascii_digit() || matches!(c, '+' | '('));
        if run.is_empty() {
            return false;
        }
        let (run, after) = text::divide(run, &mut |c| !(c.is_ascii_digit() || is_between(c)));
        // What touches letters is a name, a model, an address on the web.
        let touches_word = [before.chars().next_back(), after.chars().next()].into_iter().flatten().any(text::is_word);
        if !touches_word && is_phone(text::trimmed_end(run, &mut is_between)) {
            return true;
        }
        rest = after;
    }
}

/// Signs between the digits of a phone number; no-break and narrow spaces, dashes of all kinds too.
fn is_between(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '-' | '\u{2010}'..='\u{2013}' | '(' | ')' | '.' | '/' | '+')
}

fn is_phone(run: &str) -> bool {
    let digits = run.bytes().filter(u8::is_ascii_digit).count();
    if let Some(number) = run.strip_prefix('+') {
        return DIGITS_WITH_PLUS.contains(&digits) && text::split(number, "+").is_none();
    }
    // A range, a date with a time, a place on earth.
    let has = |mark: &str| text::split(run, mark).is_some();
    if !DIGITS.contains(&digits) || has("+") || has(" - ") || has(" \u{2013} ") || has(".") && has(" ") {
        return false;
    }
    let mut groups = Vec::new();
    let mut rest = run;
    while !rest.is_empty() {
        let (group, after) = text::divide(rest, &mut is_between);
        if !group.is_empty() {
            groups.push(group.len());
        }
        rest = text::divide(after, &mut |c| !is_between(c)).1;
    }
    match groups.as_slice() {
        // Without signs between them ten digits may be anything; with a trunk prefix they are a number.
        [_] => run.starts_with('0') || digits == 11 && (run.starts_with('8') || run.starts_with('1')),
        // A year, a card: four digits first. A price: groups of three to the end.
        [first, ..] if *first >= 4 => false,
        // A date: two for the day, two for the month, four for the year.
        [..=2, ..=2, 4, ..] => false,
        [_, others @ ..] => !others.iter().all(|group| *group == 3),
        [] => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_and_mail_addresses_are_told() {
        for phone in [
            "+44 20 7946 0999",
            "+7 (495) 123-45-67",
            "8 800 555 35 35",
            "88005553535",
            "(202) 555-0143",
            "020 7946 0999",
            "Call us: +1-202-555-0143, any time",
            "тел.: 8\u{a0}(495)\u{a0}123-45-67",
            "+12025550143",
            "020\u{2013}7946\u{2013}0999",
            "030/123\u{202f}456\u{202f}78",
            "01.23.45.67.89",
        ] {
            assert_eq!(contact_kind(phone), Some("phone"), "{phone}");
        }
        for mail in [
            "ada@quill.example",
            "E-mail:ada@quill.example,",
            "Mail\nada@quill.example\nFax",
            "Write to <Ada.B+x@quill-fern.example>.",
            "ада@пример.рф",
        ] {
            assert_eq!(contact_kind(mail), Some("email"), "{mail}");
        }
    }

    #[test]
    fn prices_dates_numbers_and_articles_are_not() {
        for text in [
            "",
            "1 200 000 000",
            "12 500 - 13 900",
            "22.11.2026 10:15",
            "55.7558 37.6173",
            "12 000 000 - 15 000 000",
            "2026-11-22 10:15",
            "22.11.2026",
            "4444 4444 4444",
            "7707083893",
            "RX1234567890",
            "1234567890abc",
            "@quill",
            "a@b",
            "ada@quill",
            "IBAN GB29 1234",
            "3.14159265358979323846",
            &"+44 20 7946 0999 and then a long text ".repeat(10),
        ] {
            assert_eq!(contact_kind(text), None, "{text}");
        }
    }
}
