//! Patterns: texts in which `*` stands for any characters. It must not know more signs.

use super::split::{next_part, split, split_last};

/// Whether a text fits a pattern in which `*` stands for any characters. Linear in the text for each star.
#[must_use]
pub fn is_like(text: &str, pattern: &str) -> bool {
    let Some((first, middle)) = split(pattern, "*") else { return text == pattern };
    let (middle, last) = split_last(middle, "*").map_or((None, middle), |(middle, last)| (Some(middle), last));
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let mut parts = middle;
    while let Some(part) = next_part(&mut parts, "*") {
        match split(rest, part) {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_any_characters() {
        for (path, pattern) in [
            ("/prices", "/prices"),
            ("/prices.html", "/prices*"),
            ("/en/prices/2", "*/prices/*"),
            ("/a/b", "*"),
            ("/ab", "/a*b"),
        ] {
            assert!(is_like(path, pattern), "{path} {pattern}");
        }
        for (path, pattern) in [("/prices/2", "/prices"), ("/a", "/a*a"), ("/en/price", "*/prices*"), ("", "/")] {
            assert!(!is_like(path, pattern), "{path} {pattern}");
        }
    }
}
