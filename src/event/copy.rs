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
    let mut rest = Some(copied);
    let mut words = core::iter::from_fn(|| text::next_part(&mut rest, " "));
    if words.any(is_email) {
        return Some("email");
    }
    has_phone(copied).then_some("phone")
}

fn is_email(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !text::is_word(c));
    let Some((local, domain)) = text::split_last(word, "@") else { return false };
    let Some((name, top)) = text::split_last(domain, ".") else { return false };
    let is_plain = |part: &str| part.chars().all(|c| text::is_word(c) || matches!(c, '.' | '-' | '_' | '+'));
    !local.is_empty() && !name.is_empty() && text::length(top) >= 2 && is_plain(local) && is_plain(domain)
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
        if !touches_word && is_phone(run.trim_end_matches(is_between)) {
            return true;
        }
        rest = after;
    }
}

/// Signs between the digits of a phone number; a no-break space and a no-break hyphen too.
fn is_between(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '-' | '\u{2011}' | '(' | ')' | '.' | '+')
}

fn is_phone(run: &str) -> bool {
    let digits = run.bytes().filter(u8::is_ascii_digit).count();
    if let Some(number) = run.strip_prefix('+') {
        return DIGITS_WITH_PLUS.contains(&digits) && !number.contains('+');
    }
    if !DIGITS.contains(&digits) || run.contains('+') {
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
        ] {
            assert_eq!(contact_kind(phone), Some("phone"), "{phone}");
        }
        for mail in ["ada@quill.example", "Write to <Ada.B+x@quill-fern.example>.", "ада@пример.рф"] {
            assert_eq!(contact_kind(mail), Some("email"), "{mail}");
        }
    }

    #[test]
    fn prices_dates_numbers_and_articles_are_not() {
        for text in [
            "",
            "1 200 000 000",
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
