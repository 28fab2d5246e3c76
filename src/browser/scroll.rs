//! How far the page is scrolled. It must not decide which depth counts.

use super::window::{document, number, property, window};
use crate::engine::Input;

/// Where the page stands, in CSS pixels.
pub(super) fn position() -> Input {
    let window = window();
    Input::Scroll {
        top: number(&window, "scrollY"),
        viewport: number(&window, "innerHeight"),
        document: number(&property(&document(), "documentElement"), "scrollHeight"),
    }
}
