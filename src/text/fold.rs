//! Case folding by small tables: Latin, Greek and Cyrillic. It must not grow into Unicode: the standard library's tables
//! cost 8 KB in the module.

/// The lower-case form of a character of the Latin (to U+017F), Greek and Cyrillic alphabets; any other comes back as it is.
///
/// Source of the ranges: the code charts of Unicode for Basic Latin, Latin-1, Latin Extended-A, Greek and Cyrillic.
#[must_use]
pub fn fold_char(c: char) -> char {
    let code = c as u32;
    let lower = match code {
        0x41..=0x5a => code + 32,
        0xc0..=0xde if code != 0xd7 => code + 32,
        0x178 => 0xff,
        0x100..=0x12f | 0x132..=0x137 | 0x14a..=0x177 => code | 1,
        0x139..=0x148 | 0x179..=0x17e if code % 2 == 1 => code + 1,
        0x386 => 0x3ac,
        0x388..=0x38a => code + 37,
        0x38c => 0x3cc,
        0x38e..=0x38f => code + 63,
        0x391..=0x3ab if code != 0x3a2 => code + 32,
        0x3c2 => 0x3c3,
        0x400..=0x40f => code + 80,
        0x410..=0x42f => code + 32,
        0x460..=0x481 | 0x48a..=0x4bf | 0x4d0..=0x52f => code | 1,
        _ => code,
    };
    char::from_u32(lower).unwrap_or(c)
}

/// The text with every character folded by [`fold_char`].
#[must_use]
pub fn fold(text: &str) -> String {
    // Most texts are plain: for them a copy does.
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.chars().map(fold_char).collect()
}

/// Whether two texts are the same once folded.
#[must_use]
pub fn is_same(one: &str, other: &str) -> bool {
    // Both cases of a letter take as many bytes, and no other letter folds into ASCII: most texts need no table.
    one.len() == other.len()
        && (one.eq_ignore_ascii_case(other)
            || !one.is_ascii() && one.chars().map(fold_char).eq(other.chars().map(fold_char)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_the_same_whatever_their_case() {
        assert!(is_same("МОСКВА", "москва") && is_same("", "") && !is_same("a", "ab") && !is_same("ab", "a"));
    }

    #[test]
    fn the_tables_agree_with_unicode_where_it_folds_to_one_character() {
        let exceptions = ['\u{130}', '\u{3c2}'];
        let ranges = (0x20..0x180).chain(0x391..0x3ca).chain(0x400..0x4c0).chain(0x4d0..0x530);
        for c in ranges.filter_map(char::from_u32).filter(|c| !exceptions.contains(c)) {
            let mut lower = c.to_lowercase();
            assert_eq!(Some(fold_char(c)), lower.next(), "{c} U+{:04X}", c as u32);
        }
    }

    #[test]
    fn words_in_three_alphabets_fold() {
        assert_eq!(fold("Straße ÉCOLE Ёлка МОСКВА ΣΊΣΥΦΟΣ"), "straße école ёлка москва σίσυφοσ");
    }
}
