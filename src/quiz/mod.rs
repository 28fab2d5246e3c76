//! Quiz: a definition, the flow through it, its filters, and the view as data. It must not draw, send or score anything.

mod answer;
mod check;
mod definition;
mod filter;
mod flow;
mod read;
mod session;
mod stored;
mod view;

pub use answer::{Answer, shown_text};
pub use definition::{
    At, Choice, ChoiceLead, Consent, ContactStep, Definition, Element, Field, Filter, Input, Kind, Lead, Need, Offer,
    Outcome, Page, Reject, Scores, Verdict,
};
pub use filter::Filtered;
pub use flow::{Action, Happening, act};
pub use read::read;
pub use session::{Session, Stage, Step};
pub use view::view;
