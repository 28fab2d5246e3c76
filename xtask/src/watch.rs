//! The one place of xtask that reads the clock and waits. Must not know: what is being timed.

use std::thread;
use std::time::{Duration, Instant};

/// Measures how long something has been going on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Watch {
    started: Instant,
}

impl Watch {
    /// Starts to measure.
    pub(crate) fn start() -> Self {
        Self { started: now() }
    }

    /// Seconds since the start.
    pub(crate) fn seconds(self) -> f64 {
        now().duration_since(self.started).as_secs_f64()
    }
}

/// Waits a moment before the next look at something that takes its time.
pub(crate) fn pause() {
    thread::sleep(Duration::from_millis(20));
}

#[expect(
    clippy::disallowed_methods,
    reason = "a person waits for these commands, so each step shows its time; nothing is decided by it"
)]
fn now() -> Instant {
    Instant::now()
}
