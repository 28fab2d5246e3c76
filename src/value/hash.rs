//! The hash of a value, over a documented binary form. It must never run over JSON text, which has many spellings.
//!
//! Binary form: one tag byte, then the content. `n` null; `t`, `f` true and false; `d` and the 8 bytes of the double, most
//! significant first (-0 as 0); `s`, length, UTF-8 bytes; `l`, count, items; `m`, count, then name and value of each
//! entry, sorted by the bytes of the name. Lengths and counts are 4 bytes, most significant first.

use sha2::{Digest as _, Sha256};

use super::Value;

/// A SHA-256 digest.
pub type Digest = [u8; 32];

/// SHA-256 of bytes.
#[must_use]
pub fn sha256(bytes: &[u8]) -> Digest {
    Sha256::digest(bytes).into()
}

/// SHA-256 of the binary form of a value.
#[must_use]
pub fn hash(value: &Value) -> Digest {
    let mut bytes = Vec::new();
    encode(&mut bytes, value);
    sha256(&bytes)
}

fn encode(out: &mut Vec<u8>, value: &Value) {
    match value {
        Value::Null => out.push(b'n'),
        Value::Bool(yes) => out.push(if *yes { b't' } else { b'f' }),
        Value::Number(number) => {
            out.push(b'd');
            out.extend_from_slice(&(number + 0.0).to_bits().to_be_bytes());
        }
        Value::Text(text) => encode_text(out, text),
        Value::List(items) => {
            encode_count(out, b'l', items.len());
            items.iter().for_each(|item| encode(out, item));
        }
        Value::Map(map) => {
            encode_count(out, b'm', map.len());
            for (name, value) in map.iter() {
                encode_text(out, name);
                encode(out, value);
            }
        }
    }
}

fn encode_text(out: &mut Vec<u8>, text: &str) {
    encode_count(out, b's', text.len());
    out.extend_from_slice(text.as_bytes());
}

fn encode_count(out: &mut Vec<u8>, tag: u8, count: usize) {
    out.push(tag);
    out.extend_from_slice(&u32::try_from(count).unwrap_or(u32::MAX).to_be_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::hex;
    use crate::value::Map;

    #[test]
    fn sha256_of_abc_is_the_standards_example() {
        assert_eq!(hex(&sha256(b"abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn different_values_have_different_binary_forms() {
        let values = [
            Value::Null,
            Value::from(false),
            Value::from(0.0),
            Value::from(""),
            Value::List(vec![]),
            Value::from(Map::new()),
            Value::from("0"),
            Value::from(vec!["ab", "c"]),
            Value::from(vec!["a", "bc"]),
            Value::from(Map::new().with("a", "b")),
        ];
        let hashes: Vec<_> = values.iter().map(hash).collect();
        for (index, one) in hashes.iter().enumerate() {
            assert!(!hashes[index + 1..].contains(one), "{:?}", values[index]);
        }
        assert_eq!(hash(&Value::from(-0.0)), hash(&Value::from(0.0)));
    }
}
