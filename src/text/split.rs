//! Taking texts apart by marks. Smaller in the module than the standard library's patterns, which bring a searcher for
//! each kind of mark. It must not copy.

/// What stands before and after the first `mark` in a text.
#[must_use]
pub fn split<'a>(text: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    let (bytes, sign) = (text.as_bytes(), mark.as_bytes());
    let last = bytes.len().checked_sub(sign.len())?;
    if sign.is_empty() {
        return split_at(text, mark, 0);
    }
    let first = sign.first()?;
    for (at, byte) in bytes.iter().enumerate().take(last + 1) {
        if byte == first
            && let Some(found) = split_at(text, mark, at)
        {
            return Some(found);
        }
    }
    None
}

/// Whether `mark` stands in a text.
#[must_use]
#[inline(never)]
pub fn has(text: &str, mark: &str) -> bool {
    split(text, mark).is_some()
}

/// What stands before and after the last `mark` in a text.
#[must_use]
pub fn split_last<'a>(text: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    let last = *mark.as_bytes().last()?;
    let mut at = text.len();
    for byte in text.as_bytes().iter().rev() {
        if *byte == last
            && let Some(found) = at.checked_sub(mark.len()).and_then(|at| split_at(text, mark, at))
        {
            return Some(found);
        }
        at -= 1;
    }
    None
}

#[inline(never)]
fn split_at<'a>(text: &'a str, mark: &str, at: usize) -> Option<(&'a str, &'a str)> {
    let (before, rest) = text.split_at_checked(at)?;
    Some((before, rest.strip_prefix(mark)?))
}

/// The part before the first `mark`; the whole text where there is none.
#[must_use]
pub fn before<'a>(text: &'a str, mark: &str) -> &'a str {
    split(text, mark).map_or(text, |(before, _)| before)
}

/// The next part of a text that `mark` divides, taken off `rest`; `None` once all are taken.
pub fn next_part<'a>(rest: &mut Option<&'a str>, mark: &str) -> Option<&'a str> {
    let text = (*rest)?;
    let (part, after) = split(text, mark).map_or((text, None), |(part, after)| (part, Some(after)));
    *rest = after;
    Some(part)
}

/// A text divided before the first character for which `ends` holds.
#[must_use]
#[inline(never)]
pub fn divide<'a>(text: &'a str, ends: &mut dyn FnMut(char) -> bool) -> (&'a str, &'a str) {
    let mut length = 0;
    for c in text.chars() {
        if ends(c) {
            break;
        }
        length += c.len_utf8();
    }
    text.split_at_checked(length).unwrap_or((text, ""))
}

/// A text without the characters at both ends for which `is_out` holds.
#[must_use]
#[inline(never)]
pub fn trimmed<'a>(text: &'a str, is_out: &mut dyn FnMut(char) -> bool) -> &'a str {
    let (_, rest) = divide(text, &mut |c| !is_out(c));
    trimmed_end(rest, is_out)
}

/// A text without the characters at its end for which `is_out` holds.
#[must_use]
#[inline(never)]
pub fn trimmed_end<'a>(text: &'a str, is_out: &mut dyn FnMut(char) -> bool) -> &'a str {
    let mut length = text.len();
    for c in text.chars().rev() {
        if !is_out(c) {
            break;
        }
        length -= c.len_utf8();
    }
    text.get(..length).unwrap_or(text)
}

/// Whether a character is a letter or a digit of any script. Everything beyond ASCII is, but for the punctuation, the
/// spaces and the symbols that stand in the blocks of Latin-1, General Punctuation to Miscellaneous Symbols, and CJK
/// punctuation.
#[must_use]
pub fn is_word(c: char) -> bool {
    let is_sign = matches!(c as u32, 0x80..=0xa9 | 0xab..=0xb4 | 0xb6..=0xb9 | 0xbb..=0xbf | 0xd7 | 0xf7 | 0x2000..=0x2bff | 0x3000..=0x303f | 0xfe00..=0xffff);
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { !is_sign }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_split_at_the_first_and_the_last_mark() {
        assert_eq!(split("a.b.c", "."), Some(("a", "b.c")));
        assert_eq!(split_last("a.b.c", "."), Some(("a.b", "c")));
        assert_eq!(split("да://нет", "://"), Some(("да", "нет")));
        assert_eq!((split("abc", "x"), before("abc", "x")), (None, "abc"));
        assert_eq!((has("abc", "bc"), has("abc", "x")), (true, false));
        assert_eq!((trimmed("..д.e.", &mut |c| c == '.'), trimmed("..", &mut |c| c == '.')), ("д.e", ""));
        assert_eq!(divide("ab1c", &mut |c| c.is_ascii_digit()), ("ab", "1c"));
    }

    #[test]
    fn parts_come_in_order_with_the_empty_ones() {
        let mut rest = Some("a&&b");
        let mut parts = Vec::new();
        while let Some(part) = next_part(&mut rest, "&") {
            parts.push(part);
        }
        assert_eq!(parts, ["a", "", "b"]);
    }

    #[test]
    fn words_are_of_any_script() {
        for c in "azAZ09éßжЖёαΩ日한ªµ".chars() {
            assert!(is_word(c) && c.is_alphanumeric(), "{c}");
        }
        for c in " .,-_*!«»—–…№™€\u{a0}\u{2009}。".chars() {
            assert!(!is_word(c), "{c}");
        }
    }
}
