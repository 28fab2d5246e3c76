//! Delivery: the outbox, when to send and what an answer means. It must not do the sending.

mod outbox;
#[cfg(any(feature = "cli", feature = "tools"))]
mod preset;
mod record;
mod request;
mod retry;
mod settings;

pub use outbox::{Learnt, Outbox};
#[cfg(any(feature = "cli", feature = "tools"))]
pub use preset::{PRESETS, Preset, SECRET, expanded};
pub use record::{Entry, State, join};
pub use request::{Request, request};
pub use retry::{Answer, Judgement, KEEP_TRYING_MS, judge};
pub use settings::{Destination, Settings};
