//! Contacts: phone, e-mail and messenger, normalised and checked. It must never stop a doubtful contact, only say that
//! it doubts.

mod email;
mod messenger;
mod phone;

pub use email::{check as check_email, is_below, suggest as suggest_email, work_domain};
pub use messenger::{Account, Messenger, check as check_messenger};
pub use phone::{COUNTRIES, Country, Phone, check as check_phone, country};

use crate::text;

/// The longest contact that is kept, in characters.
pub const MAX_LENGTH: usize = 254;

/// Whether a word stands in a list of words with spaces between them. One text is smaller in the module than a list of
/// texts.
fn is_among(word: &str, list: &str) -> bool {
    let mut rest = Some(list);
    while let Some(known) = text::next_part(&mut rest, " ") {
        if known == word {
            return true;
        }
    }
    false
}
