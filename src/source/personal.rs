//! Personal data: which values are shaped like an e-mail address or a phone number, and addresses without them. It must
//! keep nothing in doubt of the first kind.

use std::borrow::Cow;

use super::url::{Url, decoded};
use crate::text;

/// How often a value may be encoded over and over: each layer is looked into.
const LAYERS: usize = 3;
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
        digits += u32::from(c.is_ascii_digit());
        is_plain &= c.is_ascii() && c != b'@' && c != b'%';
    }
    // What has neither the sign of an address, nor anything encoded, nor the digits of a phone number, as nearly all do.
    if is_plain && digits < 9 {
        return false;
    }
    let mut layer = Cow::Borrowed(value);
    for _ in 0..LAYERS {
        if has_email(&layer) || has_phone(&layer) {
            return true;
        }
        let next = decoded(&layer).into_owned();
        if next == layer {
            return false;
        }
        layer = Cow::Owned(next);
    }
    true
}

/// Whether an `@` (or its full-width form) stands between a name and a domain with a dot.
fn has_email(value: &str) -> bool {
    if value.is_ascii() && !value.bytes().any(|c| c == b'@') {
        return false;
    }
    let value = text::swapped(value, '＠', '@');
    let mut rest = value.as_str();
    while let Some((local, domain)) = text::split(rest, "@") {
        let is_name = |c: char| text::is_word(c) || ".-_+".contains(c);
        let (domain_name, _) = text::divide(domain, &mut |c| !text::is_word(c) && c != '.' && c != '-');
        let dotted = text::split(domain_name, ".").is_some_and(|(first, rest)| !first.is_empty() && !rest.is_empty());
        if dotted && local.chars().next_back().is_some_and(is_name) {
            return true;
        }
        rest = domain;
    }
    false
}

/// Whether a phone number stands in it.
fn has_phone(value: &str) -> bool {
    let is_part = |c: char| c.is_ascii_digit() || "+-() .\u{a0}".contains(c);
    let mut rest = value;
    while !rest.is_empty() {
        let (_, from) = text::divide(rest, &mut |c| c.is_ascii_digit() || c == '+' || c == '(');
        let (run, after) = text::divide(from, &mut |c| !is_part(c));
        if is_phone(run.trim_end_matches(['-', '.', ' ', '(', '+'])) {
            return true;
        }
        rest = after;
    }
    false
}

fn is_phone(run: &str) -> bool {
    let digits = run.bytes().filter(u8::is_ascii_digit).count();
    let is_dialled = run.starts_with('+') || run.starts_with('(');
    let is_grouped = run.bytes().any(|c| b"() ".contains(&c)) || groups(run) >= 3;
    let is_mobile = digits == 11 && run.len() == 11 && (run.starts_with("79") || run.starts_with("89"));
    (9..=15).contains(&digits) && (is_dialled || is_grouped && !is_date(run)) || is_mobile
}

/// How many runs of digits stand between hyphens or dots.
fn groups(run: &str) -> usize {
    1 + run.bytes().filter(|c| matches!(c, b'-' | b'.')).count()
}

/// Whether it begins like a date: four digits, then groups of two.
fn is_date(run: &str) -> bool {
    matches!(run.as_bytes(), [b'1' | b'2', _, _, _, b'-' | b'.', _, _, b'-' | b'.', ..])
}

/// Origin and path of an address without what is personal in the path: what is kept of a page and of a referrer.
#[must_use]
pub fn scrubbed(url: &Url<'_>) -> String {
    let mut out = text::concat(&[url.scheme, "://", url.authority]);
    let mut parts = url.path.strip_prefix(['/', '\\']);
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
