//! The hash of a value, over a documented binary form. It must never run over JSON text, which has many spellings.
//!
//! Binary form: one tag byte, then the content. `n` null; `t`, `f` true and false; `d` and the 8 bytes of the double, most
//! significant first (-0 as 0); `s`, length, UTF-8 bytes; `l`, count, items; `m`, count, then name and value of each
//! entry, sorted by the bytes of the name. Lengths and counts are 4 bytes, most significant first.

use sha2::block_api::compress256;

use super::Value;

/// A SHA-256 digest.
pub type Digest = [u8; 32];

/// The initial state of SHA-256 (FIPS 180-4, 5.3.3).
const INITIAL: [u32; 8] =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];

/// SHA-256 of bytes.
#[must_use]
pub fn sha256(bytes: &[u8]) -> Digest {
    // The padding of FIPS 180-4: a one bit, zeros, the length in bits. Ours, since the streaming interface around the
    // compression costs as much as the compression.
    let mut padded = bytes.to_vec();
    padded.push(0x80);
    while padded.len() % 64 != 56 {
        padded.push(0);
    }
    padded.extend_from_slice(&(bytes.len() as u64 * 8).to_be_bytes());
    let mut state = INITIAL;
    compress256(&mut state, padded.as_chunks().0);
    let mut digest = [0; 32];
    for (slot, word) in digest.as_chunks_mut().0.iter_mut().zip(state) {
        *slot = word.to_be_bytes();
    }
    digest
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
    use sha2::Digest as _;

    #[test]
    fn sha256_of_abc_is_the_standards_example() {
        assert_eq!(hex(&sha256(b"abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn digests_of_every_length_around_a_block_are_those_of_sha2() {
        for length in 0..200 {
            let bytes: Vec<u8> = (0..length).map(|index| index as u8).collect();
            assert_eq!(sha256(&bytes)[..], sha2::Sha256::digest(&bytes)[..], "{length}");
        }
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
