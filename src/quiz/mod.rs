//! Quiz: a definition, the flow through it, its filters, and the view as data. It must not draw, send or score anything.

mod answer;
mod check;
mod definition;
mod filter;
mod flow;
mod lead;
mod read;
mod session;
mod stored;
mod view;

pub use answer::{Answer, shown_text};
pub use definition::{Choice, ChoiceLead, Definition, Element, Input, Kind, Page, Scores};
pub use filter::Filtered;
pub use flow::{Action, Happening, act};
pub use lead::{At, Consent, ContactStep, Field, Filter, Lead, Need, Offer, Outcome, Reject, Verdict};
pub use read::read;
pub use session::{Session, Stage, Step};
pub use view::view;
