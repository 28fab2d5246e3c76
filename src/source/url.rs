//! Splitting a URL and its parameters: total, on any bytes. It must not resolve or fetch anything.

use std::borrow::Cow;

use crate::text;

/// The parts of an absolute URL that attribution needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Url<'a> {
    /// `https`, `http`, `android-app` …, as written.
    pub scheme: &'a str,
    /// Host without user, port and trailing dot, in lower case.
    pub host: String,
    /// Host and port, as written, without user.
    pub authority: &'a str,
    /// Path, from its slash; empty where there is none.
    pub path: &'a str,
    /// What stands behind the question mark, as written.
    pub query: &'a str,
    /// What stands behind the hash, as written.
    pub fragment: &'a str,
}

/// The longest URL that is looked at, in bytes; the rest is ignored.
const MAX_URL: usize = 8_192;

impl<'a> Url<'a> {
    /// Splits an absolute URL; `None` where it has no scheme and host.
    #[must_use]
    pub fn split(url: &'a str) -> Option<Self> {
        let whole = url.trim();
        let url = bounded(whole);
        // The parameter in which the cut falls may be half of something personal.
        let url =
            if url.len() < whole.len() { text::split_last(url, "&").map_or(url, |(before, _)| before) } else { url };
        let (scheme, rest) = text::split(url, "://")?;
        let plain = |c: u8| c.is_ascii_alphanumeric() || matches!(c, b'+' | b'-' | b'.');
        if scheme.is_empty() || !scheme.bytes().all(plain) {
            return None;
        }
        let (rest, fragment) = text::split(rest, "#").unwrap_or((rest, ""));
        let (rest, query) = text::split(rest, "?").unwrap_or((rest, ""));
        let end = rest.bytes().position(|c| matches!(c, b'/' | b'\\')).unwrap_or(rest.len());
        let (authority, path) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let authority = text::split_last(authority, "@").map_or(authority, |(_, host)| host);
        let host = host_of(authority);
        if host.is_empty() { None } else { Some(Self { scheme, host, authority, path, query, fragment }) }
    }

    /// The parameters of the query and, behind them, of the fragment: names folded to lower case, values decoded.
    #[must_use]
    pub(super) fn parameters(&self) -> Parameters<'a> {
        let fragment = text::split(self.fragment, "?").map_or(self.fragment, |(_, query)| query);
        let mut parameters = Vec::new();
        for part in [self.query, fragment] {
            let mut rest = Some(part);
            while let Some(pair) = text::next_part(&mut rest, "&") {
                // Whoever copied a link out of a page's source has its ampersands written out.
                let pair = pair.strip_prefix("amp;").unwrap_or(pair);
                if let Some((name, value)) = text::split(pair, "=") {
                    parameters.push((lower(decode(name)), decode(value)));
                }
            }
        }
        parameters
    }
}

fn bounded(url: &str) -> &str {
    let end = (0..=MAX_URL.min(url.len())).rev().find(|&end| url.is_char_boundary(end)).unwrap_or(0);
    url.get(..end).unwrap_or_default()
}

fn host_of(authority: &str) -> String {
    if authority.starts_with('[')
        && let Some((address, _)) = text::split(authority, "]")
    {
        return text::fold(&text::concat(&[address, "]"]));
    }
    let mut host = text::before(authority, ":");
    while let Some(shorter) = host.strip_suffix('.') {
        host = shorter;
    }
    text::fold(host)
}

/// Names and values of parameters. Most are as they stand in the address, and are not copied.
pub(super) type Parameters<'a> = Vec<(Cow<'a, str>, Cow<'a, str>)>;

fn lower(name: Cow<'_, str>) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) { Cow::Owned(name.to_ascii_lowercase()) } else { name }
}

/// Percent-decoding of a form value: `+` is a space, wrong escapes stay as they are, bytes that are no UTF-8 become U+FFFD.
fn decode(text: &str) -> Cow<'_, str> {
    unescaped(text, true)
}

/// Percent-decoding of any text: wrong escapes and `+` stay as they are.
#[must_use]
pub fn decoded(text: &str) -> Cow<'_, str> {
    unescaped(text, false)
}

fn unescaped(text: &str, has_spaces: bool) -> Cow<'_, str> {
    if !text.bytes().any(|byte| byte == b'%' || has_spaces && byte == b'+') {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let escaped = match (first, after) {
            (b'%', [high, low, ..]) => nibble(*high).zip(nibble(*low)).map(|(high, low)| high * 16 + low),
            _ => None,
        };
        bytes.push(escaped.unwrap_or(if has_spaces && first == b'+' { b' ' } else { first }));
        rest = after.get(if escaped.is_some() { 2 } else { 0 }..).unwrap_or_default();
    }
    Cow::Owned(text::utf8(&bytes))
}

fn nibble(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

/// Whether `host` is `domain` or lies below it: labels must match whole, so `notshop.example` is not on `shop.example`.
#[must_use]
pub fn is_on_domain(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    use proptest::prelude::*;

    #[test]
    fn a_url_is_split_into_its_parts() {
        let url =
            Url::split("https://user:pw@WWW.Shop.example.:8443/a/b?x=1&UTM_Source=a%20b+c#/route?gclid=Q").unwrap();
        assert_eq!((url.scheme, url.host.as_str(), url.path), ("https", "www.shop.example", "/a/b"));
        let parameters = url.parameters();
        let expected = [("x", "1"), ("utm_source", "a b c"), ("gclid", "Q")].map(|(n, v)| (Cow::from(n), Cow::from(v)));
        assert_eq!(parameters, expected);
    }

    #[test]
    fn what_has_no_host_is_no_url() {
        for url in ["", "about:blank", "/path", "https://", "https:///x", "mailto:a@b.example", "://x", "ht tp://x"] {
            assert_eq!(Url::split(url), None, "{url}");
        }
    }

    #[test]
    fn domains_match_on_label_boundaries() {
        assert!(is_on_domain("shop.example", "shop.example") && is_on_domain("www.shop.example", "shop.example"));
        assert!(
            !is_on_domain("notshop.example", "shop.example") && !is_on_domain("shop.example.evil.test", "shop.example")
        );
    }

    proptest! {
        #[test]
        fn any_text_is_split_without_a_panic(url in ".{0,300}") {
            if let Some(parts) = Url::split(&url) {
                prop_assert!(parts.parameters().len() <= url.len());
            }
        }
    }
}
