//! Bytes as text. It must not fail: what is no UTF-8 is replaced.

/// UTF-8 as text; what is none of it becomes the replacement character. Smaller in the module than the standard library's.
#[must_use]
pub fn utf8(bytes: &[u8]) -> String {
    let mut out = String::new();
    let mut rest = bytes;
    while let Some((&first, after)) = rest.split_first() {
        let more = match first {
            0xc2..=0xdf => 1,
            0xe0..=0xef => 2,
            0xf0..=0xf4 => 3,
            _ => 0,
        };
        let (mut code, mut read) = (u32::from(first) & (0xff >> if more > 0 { more + 2 } else { 0 }), 0);
        for &byte in after.iter().take(more) {
            if byte & 0xc0 == 0x80 {
                code = code << 6 | u32::from(byte & 0x3f);
                read += 1;
            }
        }
        let is_whole = read == more && (more > 0 || first < 0x80);
        let found = char::from_u32(code).filter(|c| is_whole && c.len_utf8() == more + 1);
        out.push(found.unwrap_or(char::REPLACEMENT_CHARACTER));
        rest = after.get(if found.is_some() { read } else { 0 }..).unwrap_or_default();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn utf8_is_read_and_anything_else_is_replaced(text in ".*", junk in prop::collection::vec(any::<u8>(), 0..9)) {
            prop_assert_eq!(utf8(text.as_bytes()), text);
            let is_text = std::str::from_utf8(&junk).is_ok();
            prop_assert_eq!(!utf8(&junk).contains('\u{fffd}'), is_text && !junk.windows(3).any(|run| run == [0xef, 0xbf, 0xbd]));
        }
    }
}
