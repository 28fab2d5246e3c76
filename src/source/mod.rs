//! Source: where the visitor came from, and why we say so. It must not know what the visitor does, nor who may store it.

mod channel;
mod click_id;
mod host;
mod join;
mod settings;
mod stored;
mod tag;
mod touch;
mod url;
mod visit;

pub use channel::{Channel, Evidence, Verdict, classify};
pub use join::join;
pub use settings::Settings;
pub use stored::Record;
pub use touch::{Arrival, Landing, Touch};
pub use url::{Url, is_on_domain};
pub use visit::{VISIT_IDLE_MS, Visit};
