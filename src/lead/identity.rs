//! Identity: the id of a lead, its idempotency key, and what groups repeat enquiries. It must not authorise anything.

use crate::text;
use crate::value::{Map, Value, sha256};

/// How much of an enquiry a lead is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// Everything was answered and sent.
    #[default]
    Full,
    /// A contact was left, the quiz was not finished.
    Partial,
}

impl Stage {
    /// The word of the stage.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Partial => "partial",
        }
    }
}

/// What makes an enquiry one: the same key is the same enquiry, however often it arrives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Key {
    /// The lead's id.
    pub id: String,
    /// Which enquiry of the lead, from 1.
    pub inquiry: i64,
    /// Its stage.
    pub stage: Stage,
}

impl Key {
    /// The idempotency key: `id/inquiry/stage`.
    #[must_use]
    pub fn text(&self) -> String {
        text::concat(&[&self.id, "/", &text::number_text(self.inquiry as f64), "/", self.stage.word()])
    }
}

/// A UUID version 7 (RFC 9562): 48 bits of time, the rest from `random`.
#[must_use]
pub fn uuid(wall_ms: i64, mut random: [u8; 10]) -> String {
    let [_, _, time @ ..] = wall_ms.to_be_bytes();
    let [version, _, variant, ..] = &mut random;
    *version = 0x70 | (*version & 0x0f);
    *variant = 0x80 | (*variant & 0x3f);
    let mut out = String::new();
    for (index, byte) in [&time[..], &random[..]].concat().iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            out.push('-');
        }
        out.push_str(&text::hex(&[*byte]));
    }
    out
}

/// One SHA-256 each for phone and e-mail, with site and topic: groups repeat enquiries of one person about one matter.
#[must_use]
pub fn same_as(site: &str, topic: &str, phone: Option<&str>, email: Option<&str>) -> Map {
    let digest = |contact: &str| text::hex(&sha256(text::concat(&[site, "\n", topic, "\n", contact]).as_bytes()));
    Map::new().with_some("phone", phone.map(digest)).with_some("email", email.map(digest))
}

/// Whether two `same_as` name the same person.
#[must_use]
pub(crate) fn is_same(left: &Map, right: &Value) -> bool {
    left.iter().any(|(name, hash)| right.get(name) == Some(hash))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_uuids_of_version_seven_with_the_time_in_front() {
        let id = uuid(0x0192_3456_789a, [0xff; 10]);
        assert_eq!(id, "01923456-789a-7fff-bfff-ffffffffffff");
    }

    #[test]
    fn the_same_person_is_told_by_phone_or_mail_but_not_over_sites_and_topics() {
        let first = same_as("shop", "kitchen", Some("+12025550143"), Some("a@b.example"));
        let by_mail = same_as("shop", "kitchen", None, Some("a@b.example"));
        assert!(is_same(&by_mail, &first.clone().into()));
        assert!(!is_same(&same_as("shop", "door", Some("+12025550143"), None), &first.clone().into()));
        assert!(!is_same(&same_as("other", "kitchen", Some("+12025550143"), None), &first.into()));
    }
}
