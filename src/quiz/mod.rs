//! Quiz: a definition, the run through it, filters, the contact step, and the view as data. It must not draw, send or score
//! anything.

#[cfg(feature = "explain")]
pub mod analyse;
mod answer;
mod contact;
pub mod definition;
mod filter;
mod flow;
pub mod record;
mod run;
mod session;
mod stored;
mod view;

pub use answer::Answer;
pub use definition::{
    At, Calculated, Choice, ChoiceLead, Clear, Consent, ContactStep, Deed, Definition, Element, Ending, Field, Filter,
    Input, Kind, Lead, Mode, Need, Offer, Order, Outcome, Scores, Test, Trigger, Validator, Verdict, read,
};
pub use filter::{Filtered, KINDS, Moment};
pub use flow::{Action, Happening, act};
pub use run::Run;
#[cfg(feature = "explain")]
pub use run::{line, take_step};
pub use session::{Answered, Around, Session, Stage};
pub use view::view;
