//! The two clocks and the visitor's offset: the only place that reads them.

use std::cell::Cell;

use js_sys::Date;
use wasm_bindgen::prelude::*;
use web_sys::Performance;

use crate::time::{MINUTE, Moment};

/// An offset changes at quarters of an hour only, in milliseconds.
const OFFSET_STANDS_MS: i64 = 15 * MINUTE;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = performance)]
    static PERFORMANCE: Option<Performance>;
}

thread_local! {
    /// The visitor's offset in minutes, and the quarter of an hour in which it was asked for.
    static OFFSET: Cell<Option<(i64, i32)>> = const { Cell::new(None) };
}

/// Now, on both clocks. A page without `performance` gets the wall clock for both.
pub(super) fn now() -> Moment {
    let wall = wall();
    #[expect(clippy::disallowed_methods, reason = "the one seam through which time comes in")]
    let monotonic = PERFORMANCE.with(|performance| performance.as_ref().map_or(wall, Performance::now));
    Moment { wall_ms: wall as i64, monotonic_ms: monotonic as i64, utc_offset_min: offset(wall as i64) }
}

/// Milliseconds since 1970-01-01 UTC.
#[expect(clippy::disallowed_methods, reason = "the one seam through which time comes in")]
pub(super) fn wall() -> f64 {
    Date::now()
}

/// The visitor's offset from UTC in minutes, east positive.
fn offset(wall_ms: i64) -> i32 {
    let quarter = wall_ms.div_euclid(OFFSET_STANDS_MS);
    let known = OFFSET.get().filter(|(asked, _)| *asked == quarter);
    #[expect(clippy::disallowed_methods, reason = "the one seam through which time comes in")]
    let (_, minutes) = known.unwrap_or_else(|| (quarter, -Date::new_0().get_timezone_offset() as i32));
    OFFSET.set(Some((quarter, minutes)));
    minutes
}
