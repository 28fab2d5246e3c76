//! Entropy for the engine's seed, once a page. It must not be asked again.

/// 32 random bytes of the browser; where it gives none, the time in their place, so that ids still differ.
#[must_use]
pub fn seed() -> [u8; 32] {
    let mut seed = [0u8; 32];
    #[expect(clippy::disallowed_methods, reason = "the one seam through which chance comes in")]
    let filled =
        super::window::window().crypto().is_ok_and(|crypto| crypto.get_random_values_with_u8_array(&mut seed).is_ok());
    if let (false, Some(start)) = (filled, seed.first_chunk_mut()) {
        *start = super::clock::now().wall_ms.to_be_bytes();
    }
    seed
}
