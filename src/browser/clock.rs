//! The two clocks and the visitor's offset: the only place that reads them.

use js_sys::Date;

use crate::time::Moment;

/// Now, on both clocks. A page without `performance` gets the wall clock for both.
pub(super) fn now() -> Moment {
    let wall = wall();
    #[expect(clippy::disallowed_methods, reason = "the one seam through which time comes in")]
    let monotonic = super::window::window().performance().map_or(wall, |performance| performance.now());
    #[expect(clippy::disallowed_methods, reason = "the one seam through which time comes in")]
    let offset = -Date::new_0().get_timezone_offset();
    Moment { wall_ms: wall as i64, monotonic_ms: monotonic as i64, utc_offset_min: offset as i32 }
}

/// Milliseconds since 1970-01-01 UTC.
#[expect(clippy::disallowed_methods, reason = "the one seam through which time comes in")]
pub(super) fn wall() -> f64 {
    Date::now()
}
