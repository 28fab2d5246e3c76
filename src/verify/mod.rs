//! Verify: what a backend does with a lead: scores it again, or replays the visit that made it. It must trust nothing in
//! the lead.
//!
//! A score that agrees proves that lead, config and engine belong together, not that the visitor was honest: who
//! recomputes everything passes. Replay and checks at the server stand against that.

mod history;
mod replay;
mod rescore;
mod score;

pub use history::History;
pub use replay::replay;
pub use rescore::{Verdict, verify};
pub use score::score;
