//! Delivery: the outbox, when to send and what an answer means. It must not do the sending.

mod outbox;
mod record;
mod request;
mod retry;
mod settings;

pub use outbox::{Learnt, Outbox};
pub use record::{Entry, State, join};
pub use request::{Request, request};
pub use retry::{Answer, Judgement, KEEP_TRYING_MS, judge};
pub use settings::{Destination, Settings};
