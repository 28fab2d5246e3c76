//! Base64, the alphabet of addresses: for what goes through cookies and links. It must not know what it carries.

use super::utf8::utf8;

/// Digits of base64url (RFC 4648, section 5).
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// A text in base64url without padding.
#[must_use]
pub fn to_base64(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 4 / 3 + 3);
    for chunk in text.as_bytes().chunks(3) {
        let bits = (0..3).fold(0, |bits, at| bits << 8 | usize::from(chunk.get(at).copied().unwrap_or(0)));
        for digit in 0..=chunk.len() {
            out.push(char::from(DIGITS.get(bits >> (18 - 6 * digit) & 63).copied().unwrap_or(b'A')));
        }
    }
    out
}

/// The text behind base64 or base64url, padded or not; `None` where it is none. What is no UTF-8 in it is replaced.
#[must_use]
pub fn from_base64(encoded: &str) -> Option<String> {
    let (mut bits, mut width, mut bytes) = (0_u32, 0, Vec::with_capacity(encoded.len() * 3 / 4));
    for digit in super::trimmed_end(encoded, &mut |c| c == '=').bytes() {
        let value = match digit {
            b'+' => 62,
            b'/' => 63,
            _ => DIGITS.iter().position(|known| *known == digit)?,
        };
        bits = bits << 6 | value as u32;
        width += 6;
        if width >= 8 {
            width -= 8;
            bytes.push((bits >> width & 0xff) as u8);
        }
    }
    Some(utf8(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_examples_of_the_standard_hold() {
        for (text, encoded) in
            [("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("~~~", "fn5-")]
        {
            assert_eq!((to_base64(text).as_str(), from_base64(encoded).as_deref()), (encoded, Some(text)));
        }
        assert_eq!(from_base64("fn5+").as_deref(), Some("~~~"));
        assert_eq!((from_base64("a b"), from_base64("_w").as_deref()), (None, Some("\u{fffd}")));
    }

    proptest! {
        #[test]
        fn any_text_comes_back(text in ".*") {
            prop_assert_eq!(from_base64(&to_base64(&text)), Some(text));
        }
    }
}
