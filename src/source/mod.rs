//! Source: where the visitor came from, and why we say so. It must not know what the visitor does, nor who may store it.

mod arrival;
mod channel;
mod click_id;
mod cookie;
mod hand;
mod join;
mod model;
mod personal;
mod place;
mod rule;
mod settings;
mod stored;
mod tag;
mod tagged;
mod touch;
mod url;
mod verdict;
mod visit;

pub use arrival::{Arrival, Landing, classify, is_own_host, is_social_host};
pub use channel::{CLASSES, Channel, Class};
#[cfg(feature = "cli")]
pub use click_id::{click_id_table, known_click_ids};
pub use cookie::{MAX_COOKIE, cookie_text, from_cookie, to_cookie};
pub use hand::{fields as form_fields, parameters as link_parameters};
pub use join::join;
pub use personal::{is_personal, scrubbed};
#[cfg(feature = "cli")]
pub use place::known_places;
#[cfg(feature = "cli")]
pub use rule::About;
pub use rule::{Evidence, Rule};
pub use settings::{ChannelRule, Contractor, Form, MODELS, Model, Settings, Swap};
pub use stored::Record;
pub use touch::Touch;
pub use url::{Url, decoded, is_on_domain};
pub use verdict::Verdict;
pub use visit::{VISIT_IDLE_MS, Visit, code as visit_code};
