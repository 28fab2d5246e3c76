//! Campaign tags: which parameter means which, and which values are personal and dropped. It must not classify.

use super::url::Url;
use crate::text;

/// The longest value that is kept, in characters.
pub(super) const MAX_VALUE: usize = 255;

/// How parameters of campaigns begin: Google's, Matomo's two, Piano's.
const PREFIXES: &[&str] = &["utm_", "mtm_", "pk_", "at_"];
/// The tags, each the end of a parameter.
const TAGS: &[&str] = &[
    "source",
    "medium",
    "campaign",
    "term",
    "content",
    "id",
    "source_platform",
    "creative_format",
    "marketing_tactic",
];

/// The tag that a parameter stands for. Matomo calls a term a keyword and an id a `cid`.
fn tag_of(parameter: &str) -> Option<&'static str> {
    let rest = PREFIXES.iter().find_map(|prefix| parameter.strip_prefix(prefix))?;
    match rest {
        "kwd" | "keyword" => Some("term"),
        "cid" => Some("id"),
        _ => TAGS.iter().find(|tag| **tag == rest).copied(),
    }
}

/// The tags of a landing: tag name → value; the first spelling in the URL wins.
#[must_use]
pub(super) fn tags(url: &Url<'_>) -> Vec<(&'static str, String)> {
    let mut found: Vec<(&'static str, String)> = Vec::new();
    for (name, value) in url.parameters() {
        let Some(tag) = tag_of(&name) else { continue };
        let value = text::clean(&value, MAX_VALUE);
        if !value.is_empty() && !is_personal(&value) && !found.iter().any(|(known, _)| *known == tag) {
            found.push((tag, value));
        }
    }
    found
}

/// Whether a value is shaped like an e-mail address or a phone number: such values are never kept.
///
/// A phone here is 9 digits or more with a sign, brackets, hyphens or spaces between them: plain
/// numbers of that length are usually campaign ids and stay.
pub(super) fn is_personal(value: &str) -> bool {
    let email = text::split(value, "@").is_some_and(|(local, domain)| !local.is_empty() && domain.contains('.'));
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let has = |marks: &[u8]| value.bytes().any(|c| marks.contains(&c));
    let dialled = value.starts_with('+') || has(b"()- ");
    let only_phone = value.bytes().all(|c| c.is_ascii_digit() || b"+-() .".contains(&c));
    email || (only_phone && digits >= 9 && dialled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_spelling_of_a_tag_wins_and_values_keep_their_case() {
        let url =
            Url::split("https://a.example/?UTM_SOURCE=Google&mtm_source=bing&pk_campaign=Sale&utm_term=").unwrap();
        assert_eq!(tags(&url), [("source", "Google".to_owned()), ("campaign", "Sale".to_owned())]);
    }

    #[test]
    fn personal_values_are_dropped() {
        for value in ["ivan@example.org", "+7 900 123-45-67", "(202) 555-0143", "900-123-45-67"] {
            assert!(is_personal(value), "{value}");
        }
        for value in ["spring-2026", "12345678901", "v1.2", "2026-11-21", "@brand"] {
            assert!(!is_personal(value), "{value}");
        }
    }
}
