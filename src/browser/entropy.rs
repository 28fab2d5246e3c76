//! Entropy for the engine's seed, once a page. It must not be asked again.

use wasm_bindgen::JsCast;
use web_sys::Crypto;

use super::window::{property, window};

/// 32 random bytes of the browser; where it gives none, the time in their place, so that ids still differ.
#[must_use]
pub fn seed() -> [u8; 32] {
    let mut seed = [0u8; 32];
    let crypto = property(&window(), "crypto");
    #[expect(clippy::disallowed_methods, reason = "the one seam through which chance comes in")]
    let filled =
        crypto.is_object() && crypto.unchecked_into::<Crypto>().get_random_values_with_u8_array(&mut seed).is_ok();
    if let (false, Some(start)) = (filled, seed.first_chunk_mut()) {
        *start = super::clock::wall().to_bits().to_be_bytes();
    }
    seed
}
