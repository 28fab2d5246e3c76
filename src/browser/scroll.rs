//! How far the page is scrolled. It must not decide which depth counts.

use super::window::{document, number, property, window};
use crate::engine::Input;

/// How far the page is from its top, in CSS pixels.
pub(super) fn top() -> f64 {
    number(&window(), "scrollY")
}

/// Where the page stands, in CSS pixels.
pub(super) fn position() -> Input {
    let window = window();
    Input::Scroll {
        top: top(),
        viewport: number(&window, "innerHeight"),
        document: number(&property(&document(), "documentElement"), "scrollHeight"),
    }
}
