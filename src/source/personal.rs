//! Personal data: which values are shaped like an e-mail address or a phone number, and addresses without them. It must
//! keep nothing in doubt of the first kind.

use std::borrow::Cow;

use super::url::{Url, decoded};
use crate::text;

/// How often a value may be encoded over and over: each layer is looked into.
const LAYERS: usize = 3;
/// The fewest digits of what is taken for a phone number.
const FEWEST_DIGITS: usize = 9;
/// What stands in a path in place of a part that was personal.
const GONE: &str = "-";

/// Whether a value is shaped like an e-mail address or a phone number, encoded or not: such values are never kept.
///
/// A phone here is a run of 9 digits or more with a plus in front or with brackets, hyphens, dots or spaces between its
/// digits, or a mobile number of Russia without any (11 digits from 79 or 89). Other plain numbers of that length are
/// usually ids of campaigns and stay.
#[must_use]
pub fn is_personal(value: &str) -> bool {
    let (mut digits, mut is_plain) = (0, true);
    for c in value.bytes() {
        digits += usize::from(c.is_ascii_digit());
        is_plain &= c.is_ascii() && c != b'@' && c != b'%';
    }
    // Nearly all have neither the sign of an address, nor anything encoded, nor the digits of a phone number.
    if is_plain {
        return digits >= FEWEST_DIGITS && (has_phone(value) || is_dialled(value));
    }
    let mut layer = Cow::Owned(plain(value));
    for _ in 0..LAYERS {
        if has_email(&layer) || has_phone(&layer) {
            return true;
        }
        let next = plain(&decoded(&layer));
        if next == layer {
            return false;
        }
        layer = Cow::Owned(next);
    }
    true
}

/// The value with every dash as a hyphen, and without the characters that nobody sees.
fn plain(value: &str) -> String {
    let shown = |c: char| match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some('-'),
        '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => None,
        '＠' => Some('@'),
        c => Some(c),
    };
    value.chars().filter_map(shown).collect()
}

/// Whether an `@` stands between a name and a domain with a dot.
fn has_email(value: &str) -> bool {
    let mut rest = value;
    while let Some((local, domain)) = text::split(rest, "@") {
        let is_name = |c: char| !c.is_whitespace();
        let (domain_name, _) = text::divide(domain, &mut |c| !text::is_word(c) && c != '.' && c != '-');
        let dotted = text::split(domain_name, ".").is_some_and(|(first, rest)| !first.is_empty() && !rest.is_empty());
        if dotted && local.chars().next_back().is_some_and(is_name) {
            return true;
        }
        rest = domain;
    }
    false
}

/// Whether it is a number behind a space: in an address a plus is one.
fn is_dialled(value: &str) -> bool {
    let digits = value.strip_prefix(' ').map(str::trim_end).unwrap_or_default();
    (10..=15).contains(&digits.len()) && digits.bytes().all(|c| c.is_ascii_digit())
}

/// Whether a phone number stands in it.
fn has_phone(value: &str) -> bool {
    // The two bytes at the end are those of a space that does not break.
    let is_part = |c: u8| c.is_ascii_digit() || b"+-() .\xc2\xa0".contains(&c);
    let mut rest = value.as_bytes();
    while rest.len() >= FEWEST_DIGITS {
        let length = rest.iter().position(|c| !is_part(*c)).unwrap_or(rest.len());
        let (run, after) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        if length >= FEWEST_DIGITS && is_phone(run) {
            return true;
        }
        rest = after.get(1..).unwrap_or_default();
    }
    false
}

/// Whether a run of digits and what may stand between them is a phone number.
fn is_phone(run: &[u8]) -> bool {
    let is_inside = |c: &u8| c.is_ascii_digit() || matches!(c, b'+' | b'(');
    let from = run.iter().position(is_inside).unwrap_or_default();
    let to = run.iter().rposition(u8::is_ascii_digit).map_or(from, |last| last + 1);
    let run = run.get(from..to).unwrap_or_default();
    let digits = run.iter().filter(|c| c.is_ascii_digit()).count();
    let is_dialled = matches!(run, [b'+' | b'(', ..]);
    let is_grouped = run.iter().any(|c| b"() \xa0".contains(c)) || groups(run) >= 3;
    let is_mobile = digits == 11 && run.len() == 11 && matches!(run, [b'7' | b'8', b'9', ..]);
    (FEWEST_DIGITS..=15).contains(&digits) && (is_dialled || is_grouped && !is_date(run)) || is_mobile
}

/// How many runs of digits stand between hyphens or dots.
fn groups(run: &[u8]) -> usize {
    1 + run.iter().filter(|c| matches!(c, b'-' | b'.')).count()
}

/// Whether it begins like a date: four digits, then groups of two.
fn is_date(run: &[u8]) -> bool {
    matches!(run, [b'1' | b'2', _, _, _, b'-' | b'.', _, _, b'-' | b'.', ..])
}

/// Origin and path of an address without what is personal in the path: what is kept of a page and of a referrer.
#[must_use]
pub fn scrubbed(url: &Url<'_>) -> String {
    let mut out = text::concat(&[url.scheme, "://", url.authority]);
    // A path begins with its slash, or is empty.
    let mut parts = url.path.get(1..);
    if parts.is_none() {
        out.push('/');
    }
    while let Some(part) = text::next_part(&mut parts, "/") {
        out.push('/');
        out.push_str(if is_personal(part) { GONE } else { part });
    }
    text::clean(&out, 512)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn personal_values_are_seen_through_every_layer() {
        for value in [
            "ivan@example.org",
            "mail to Ivan.Petrov+x@mail.example.org now",
            "ivan%40example.org",
            "ivan%2540example.org",
            "иван@почта.рф",
            "ivan＠example.org",
            "+7 900 123-45-67",
            "%2B79001234567",
            "(202) 555-0143",
            "900-123-45-67",
            "call 8 (900) 123 45 67 today",
            "79001234567",
            "89001234567",
            "202.555.0143.1",
            "8\u{a0}900\u{a0}123 45 67",
            "x=(202) 555-0143)",
            " 442079460999",
            "8 (900) 123–45–67",
            "+7‑900‑123‑45‑67",
            "\"ivan\"@example.org",
            "ivan\u{200b}@example.org",
        ] {
            assert!(is_personal(value), "{value}");
        }
    }

    #[test]
    fn ids_dates_and_names_stay() {
        for value in [
            "spring-2026",
            "12345678901",
            "120212345678901234",
            "v1.2",
            "2026-11-21",
            "2026-11-21-10",
            "@brand",
            "a@b",
            "cid|123456789|search",
            "100%",
            "23-145",
            "",
        ] {
            assert!(!is_personal(value), "{value}");
        }
    }

    #[test]
    fn a_path_loses_its_personal_parts_only() {
        let scrub = |url: &str| scrubbed(&Url::split(url).unwrap());
        assert_eq!(scrub("https://a.example/u/ivan%40example.org/x?y"), "https://a.example/u/-/x");
        assert_eq!(scrub("https://ivan@A.example"), "https://A.example/");
        assert_eq!(scrub("https://a.example/tel/+79001234567"), "https://a.example/tel/-");
    }
}
