//! Text, the same on every platform: number text, case folding, cleaning of foreign text, hexadecimal. It must not know
//! what a text means.

mod base64;
mod fold;
mod number;
mod pattern;
mod regex;
mod split;
mod utf8;

pub use base64::{from_base64, to_base64};
pub use fold::{fold, fold_char, is_same};
pub use number::{parse_number, push_number};
pub use pattern::is_like;
pub use regex::Regex;
pub use split::{before, divide, has, is_word, next_part, split, split_last, trimmed, trimmed_end};
pub use utf8::utf8;

/// Appends a whole number, padded with zeros on the left to `width` digits.
pub fn push_padded(out: &mut String, number: i64, width: usize) {
    let mut digits = String::new();
    push_number(&mut digits, number.unsigned_abs() as f64);
    if number < 0 {
        out.push('-');
    }
    for _ in digits.len()..width {
        out.push('0');
    }
    out.push_str(&digits);
}

/// The text of a number as ECMAScript's `String(number)` writes it.
#[must_use]
pub fn number_text(number: f64) -> String {
    let mut out = String::new();
    push_number(&mut out, number);
    out
}

/// Lower-case hexadecimal of bytes.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from(if nibble < 10 { b'0' + nibble } else { b'a' - 10 + nibble });
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        out.push(digit(byte >> 4));
        out.push(digit(byte & 15));
    }
    out
}

/// Foreign text made fit to keep: control and bidirectional-override characters removed, white space at the ends
/// trimmed, at most `max` characters.
///
/// The bidirectional characters are those of Unicode's UAX #9 that reorder what a person reads.
#[must_use]
pub fn clean(text: &str, max: usize) -> String {
    kept(text, max, false)
}

/// Like [`clean`], keeping line feeds: for messages of several lines.
#[must_use]
pub fn clean_lines(text: &str, max: usize) -> String {
    kept(text, max, true)
}

fn kept(text: &str, max: usize, has_lines: bool) -> String {
    // Most texts are plain and short: for them a copy does.
    if text.len() <= max && text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        return text.trim().to_owned();
    }
    let mut out = String::new();
    let mut count = 0;
    for c in text.chars() {
        let is_out = is_unprintable(c) && !(has_lines && c == '\n') || out.is_empty() && c.is_whitespace();
        if is_out || count == max {
            continue;
        }
        out.push(c);
        count += 1;
    }
    out.truncate(out.trim().len());
    out
}

fn is_unprintable(c: char) -> bool {
    let code = c as u32;
    code < 0x20
        || (0x7f..=0x9f).contains(&code)
        || matches!(code, 0x61c | 0x200e | 0x200f | 0x202a..=0x202e | 0x2066..=0x2069 | 0xfeff)
}

/// Whether `name` is a plain name: 1 to 64 ASCII letters, digits, `-`, `_` or `.`, beginning with a letter or digit.
#[must_use]
pub fn is_name(name: &str) -> bool {
    let allowed = |c: u8| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'_' | b'.');
    name.len() <= 64 && name.bytes().all(allowed) && name.bytes().next().is_some_and(|c| c.is_ascii_alphanumeric())
}

/// The first `max` characters of a text.
#[must_use]
pub fn cut(text: &str, max: usize) -> &str {
    let mut left = max;
    let mut is_beyond = |_| {
        left = left.wrapping_sub(1);
        left == usize::MAX
    };
    divide(text, &mut is_beyond).0
}

/// Whether a text has 1 to `max` characters.
#[must_use]
pub fn fits(text: &str, max: usize) -> bool {
    !text.is_empty() && length(text) <= max
}

/// How many characters a text has.
#[must_use]
pub fn length(text: &str) -> usize {
    // Every byte but those that continue a character of UTF-8.
    text.bytes().filter(|byte| byte & 0xc0 != 0x80).count()
}

/// How many units of UTF-16 a text has: what JavaScript calls its length.
#[must_use]
#[inline(never)]
pub fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// The order of two texts to JavaScript: by their units of UTF-16.
#[must_use]
#[inline(never)]
pub fn order(one: &str, other: &str) -> core::cmp::Ordering {
    one.encode_utf16().cmp(other.encode_utf16())
}

/// A text with each `from` replaced by `to`.
#[must_use]
pub fn swapped(text: &str, from: char, to: char) -> String {
    let mut out = String::new();
    for c in text.chars() {
        out.push(if c == from { to } else { c });
    }
    out
}

/// A whole number of up to 18 decimal digits, with an optional plus.
#[must_use]
pub fn parse_whole(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('+').unwrap_or(text);
    if digits.is_empty() || digits.len() > 18 {
        return None;
    }
    let mut number = 0;
    for digit in digits.bytes() {
        if !digit.is_ascii_digit() {
            return None;
        }
        number = number * 10 + i64::from(digit - b'0');
    }
    Some(number)
}

/// Joins the parts with a separator.
#[must_use]
pub fn join<'a>(parts: impl IntoIterator<Item = &'a str>, separator: &str) -> String {
    let mut out = String::new();
    for (index, part) in parts.into_iter().enumerate() {
        if index > 0 {
            out.push_str(separator);
        }
        out.push_str(part);
    }
    out
}

/// A sentence for whoever wrote a document, put together from its parts. Without the feature `explain` it is empty and
/// costs nothing: what every visitor loads only has to know that a document is wrong.
macro_rules! explain {
    ($($part:expr),+ $(,)?) => {
        if cfg!(feature = "explain") { $crate::text::concat(&[$($part),+]) } else { String::new() }
    };
}
pub(crate) use explain;

/// Puts the parts one behind the other. Smaller in the module than `format!`.
#[must_use]
pub fn concat(parts: &[&str]) -> String {
    let mut out = String::with_capacity(parts.iter().map(|part| part.len()).sum());
    for part in parts {
        out.push_str(part);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clean_drops_control_and_bidi_characters_and_cuts() {
        assert_eq!(clean(" a\u{202e}b\u{0}c\n ", 10), "abc");
        assert_eq!(clean("привет", 3), "при");
        assert_eq!(clean_lines("a\nb\u{7}", 9), "a\nb");
    }

    #[test]
    fn names_are_plain() {
        assert!(is_name("kitchen-2.a_b"));
        for bad in ["", "-a", "a b", "имя", "__proto__", &"a".repeat(65)] {
            assert!(!is_name(bad), "{bad}");
        }
    }

    #[test]
    fn padded_numbers_keep_their_width() {
        let mut out = String::new();
        push_padded(&mut out, 7, 3);
        push_padded(&mut out, 1234, 2);
        assert_eq!(out, "0071234");
    }
}
