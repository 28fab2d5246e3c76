//! The only generator: SHA-256 over the seed and a counter. It must not be used for secrets.

use crate::value::sha256;

/// A generator that gives the same numbers for the same seed on every platform.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Random {
    seed: [u8; 32],
    drawn: u64,
}

impl Random {
    /// A generator of a seed.
    pub(super) fn new(seed: [u8; 32]) -> Self {
        Self { seed, drawn: 0 }
    }

    fn block(&mut self) -> [u8; 32] {
        let mut input = self.seed.to_vec();
        input.extend_from_slice(&self.drawn.to_be_bytes());
        self.drawn += 1;
        sha256(&input)
    }

    /// The next bytes.
    pub(super) fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut out = [0u8; N];
        for (slot, byte) in out.iter_mut().zip(self.block()) {
            *slot = byte;
        }
        out
    }

    /// The next number of 32 bits.
    pub(super) fn number(&mut self) -> u32 {
        u32::from_be_bytes(self.bytes())
    }
}
