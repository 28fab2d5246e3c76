//! Contacts: phone and e-mail, normalised and checked. It must never stop a doubtful contact, only say that it doubts.

mod email;
mod phone;

pub use email::{check as check_email, suggest as suggest_email};
pub use phone::{COUNTRIES, Country, Phone, check as check_phone, country};

/// The longest contact that is kept, in characters.
pub const MAX_LENGTH: usize = 254;
