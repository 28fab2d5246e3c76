//! Lead: identity, facts, payload and receipt: what one enquiry is and how it is written. It must not send anything.

mod ask;
mod contact;
mod facts;
mod identity;
mod payload;
#[cfg(feature = "quiz")]
mod points;
mod receipt;
mod settings;
mod summary;

pub use ask::Terms;
pub use contact::Contact;
pub use facts::{answers_of, facts, facts_beside, told, with};
pub(crate) use identity::is_same;
pub use identity::{Key, Stage, same_as, uuid};
pub use payload::{Draft, FORMAT, behaviour_part, payload, score_part, source_part};
#[cfg(feature = "quiz")]
pub use points::chosen;
pub use receipt::{ENGINE, part_hash, receipt, score_hash, sealed};
pub use settings::{Accounts, Settings};
pub use summary::summary;

/// The JSON Schema of a lead in its wire form, as text. It describes what this version writes and lets through what a later
/// one may add.
#[cfg(any(feature = "cli", feature = "tools"))]
pub const SCHEMA: &str = include_str!("schema.json");
