//! `keypage.view`: a page that a pattern of the config names. It must not look at anything but the path.

use crate::text;

/// A page that tells of intent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct KeyPage {
    /// The name that facts use: `event.keypage.<name>.count`. 1 to 64 letters, digits, `-`, `_`, `.`.
    #[cfg_attr(feature = "cli", schemars(regex(pattern = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")))]
    pub name: String,
    /// Pattern of the path; `*` stands for any characters: `/prices*`. 1 to 200 characters.
    #[cfg_attr(feature = "cli", schemars(length(min = 1, max = 200)))]
    pub path: String,
}

/// Whether a path fits a pattern in which `*` stands for any characters. Linear in the path for each star.
#[must_use]
pub fn fits(path: &str, pattern: &str) -> bool {
    let Some((first, middle)) = text::split(pattern, "*") else { return path == pattern };
    let (middle, last) = text::split_last(middle, "*").map_or((None, middle), |(middle, last)| (Some(middle), last));
    let Some(mut rest) = path.strip_prefix(first) else { return false };
    let mut parts = middle;
    while let Some(part) = text::next_part(&mut parts, "*") {
        match text::split(rest, part) {
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
            assert!(fits(path, pattern), "{path} {pattern}");
        }
        for (path, pattern) in [("/prices/2", "/prices"), ("/a", "/a*a"), ("/en/price", "*/prices*"), ("", "/")] {
            assert!(!fits(path, pattern), "{path} {pattern}");
        }
    }
}
