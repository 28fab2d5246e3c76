//! Campaign tags: which parameter means which. It must not classify.

use super::personal::is_personal;
use super::url::Parameters;
use crate::text;

/// The longest value that is kept, in characters.
pub(super) const MAX_VALUE: usize = 255;

/// How parameters of campaigns begin: Google's, Matomo's four, Piano's.
const PREFIXES: &[&str] = &["utm_", "mtm_", "matomo_", "pk_", "piwik_", "at_"];
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

/// Tags by name.
pub(super) type Tags = Vec<(&'static str, String)>;

/// A value that may be kept: cleaned, neither empty nor personal.
fn kept(value: &str) -> Option<String> {
    // Looked at whole: what is cut may be personal no more to the eye, and still be.
    if is_personal(value) {
        return None;
    }
    let value = text::clean(value, MAX_VALUE);
    (!value.is_empty()).then_some(value)
}

/// The tags among the parameters of a landing: tag name → value; the first spelling in the URL wins, and an `_openstat`
/// mark fills in what no other parameter says.
#[must_use]
pub(super) fn tags(parameters: &Parameters<'_>) -> Tags {
    let mut found = Tags::new();
    for (name, value) in parameters {
        if let Some(tag) = tag_of(name) {
            add(&mut found, tag, value);
        }
    }
    for (_, value) in parameters.iter().filter(|(name, _)| name == "_openstat") {
        openstat(&mut found, value);
    }
    found
}

fn add(found: &mut Tags, tag: &'static str, value: &str) {
    if let Some(value) = kept(value).filter(|_| !found.iter().any(|(known, _)| *known == tag)) {
        found.push((tag, value));
    }
}

/// An OpenStat mark, plain or in base64: `service;campaign;ad;place`. It stands on ads only.
fn openstat(found: &mut Tags, value: &str) {
    let has_parts = |text: &str| text::split(text, ";").is_some();
    let plain = if has_parts(value) { Some(value.to_owned()) } else { text::from_base64(value) };
    let Some(plain) = plain.filter(|plain| has_parts(plain)) else { return };
    let mut parts = Some(plain.as_str());
    for tag in ["source", "campaign", "content"] {
        add(found, tag, text::next_part(&mut parts, ";").unwrap_or_default());
    }
    add(found, "medium", "cpc");
}

/// The value of a tag, in lower case.
pub(super) fn folded(tags: &[(&'static str, String)], name: &str) -> Option<String> {
    tags.iter().find(|(tag, _)| *tag == name).map(|(_, value)| text::fold(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Url;

    fn tags_of(query: &str) -> Tags {
        tags(&Url::split(&format!("https://a.example/?{query}")).unwrap().parameters())
    }

    #[test]
    fn the_first_spelling_of_a_tag_wins_and_values_keep_their_case() {
        assert_eq!(
            tags_of("UTM_SOURCE=Google&mtm_source=bing&pk_campaign=Sale&utm_term=&matomo_kwd=a+b"),
            [("source", "Google".to_owned()), ("campaign", "Sale".to_owned()), ("term", "a b".to_owned())]
        );
    }

    #[test]
    fn personal_values_are_no_tags() {
        assert_eq!(tags_of("utm_term=ivan%40example.org&utm_content=%2B79001234567&utm_id=ivan%2540example.org"), []);
    }

    #[test]
    fn an_openstat_mark_is_read_plain_and_encoded() {
        let expected = [("source", "direct.yandex.ru"), ("campaign", "123"), ("content", "456"), ("medium", "cpc")];
        let expected = expected.map(|(name, value)| (name, value.to_owned()));
        assert_eq!(tags_of("_openstat=direct.yandex.ru;123;456;yandex.ru:premium"), expected);
        assert_eq!(tags_of("_openstat=ZGlyZWN0LnlhbmRleC5ydTsxMjM7NDU2O3lhbmRleC5ydTpwcmVtaXVt"), expected);
        assert_eq!(tags_of("_openstat=nonsense&_openstat=%ff"), []);
    }
}
