//! E-mail addresses: normalised, with a hint where the domain looks mistyped. It must not decide whether one exists.

use crate::text;

/// Domains that are often mistyped: the large public providers of the languages that the project speaks.
const COMMON: &[&str] = &[
    "gmail.com",
    "googlemail.com",
    "yahoo.com",
    "outlook.com",
    "hotmail.com",
    "icloud.com",
    "live.com",
    "proton.me",
    "aol.com",
    "mail.ru",
    "yandex.ru",
    "ya.ru",
    "bk.ru",
    "list.ru",
    "inbox.ru",
    "rambler.ru",
    "gmx.de",
    "web.de",
    "gmx.net",
];

/// A typed address in lower case, as it is compared and hashed: something, `@`, a domain of two labels or more. `None`
/// where it is no address.
#[must_use]
pub fn check(typed: &str) -> Option<String> {
    let typed = text::clean(typed, super::MAX_LENGTH);
    let (local, domain) = text::split_last(&typed, "@")?;
    let plain_local = (1..=64).contains(&text::length(local)) && !local.chars().any(|c| c.is_whitespace() || c == '@');
    (plain_local && is_domain(domain)).then(|| text::fold(&typed))
}

/// The address that was likely meant (`gmial.com` → `gmail.com`): a hint, never a correction.
#[must_use]
pub fn suggest(typed: &str) -> Option<String> {
    let typed = text::clean(typed, super::MAX_LENGTH);
    let (local, domain) = text::split_last(&typed, "@")?;
    Some(text::concat(&[local, "@", meant(&text::fold(domain))?]))
}

/// Whether a text is labels with points between them, two or more.
fn is_domain(domain: &str) -> bool {
    let (mut rest, mut labels) = (Some(domain), 0);
    while let Some(label) = text::next_part(&mut rest, ".") {
        if label.is_empty() || !text::divide(label, &mut |c| c != '-' && !text::is_word(c)).1.is_empty() {
            return false;
        }
        labels += 1;
    }
    labels > 1
}

/// The common domain that is one slip away, unless the domain is itself common.
fn meant(domain: &str) -> Option<&'static str> {
    if COMMON.contains(&domain) {
        return None;
    }
    let is_meant = |common: &&&str| common.len() > 5 && is_one_slip(domain.as_bytes(), common.as_bytes());
    COMMON.iter().find(is_meant).copied()
}

/// Whether one letter was left out, added, replaced or swapped with its neighbour.
fn is_one_slip(typed: &[u8], meant: &[u8]) -> bool {
    let same = typed.iter().zip(meant).take_while(|(left, right)| left == right).count();
    let (typed, meant) = (typed.get(same..).unwrap_or_default(), meant.get(same..).unwrap_or_default());
    let swapped = matches!((typed, meant), ([a, b, x @ ..], [c, d, y @ ..]) if a == d && b == c && x == y);
    swapped
        || [(1, 1), (1, 0), (0, 1)]
            .iter()
            .any(|&(left, right)| typed.get(left..).is_some_and(|rest| meant.get(right..) == Some(rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_normalised() {
        assert_eq!(check("  Ivan.Primer@Example.ORG ").as_deref(), Some("ivan.primer@example.org"));
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for typed in
            ["", "ivan", "@example.org", "a@b", "a b@example.org", "a@exa mple.org", "a@.org", "a@example..org"]
        {
            assert_eq!(check(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_slip_in_a_common_domain_gets_a_hint() {
        for (typed, meant) in [
            ("a@gmial.com", "a@gmail.com"),
            ("a@gmail.co", "a@gmail.com"),
            ("a@yandeks.ru", ""),
            ("a@yandx.ru", "a@yandex.ru"),
            ("a@mail.ru", ""),
            ("a@company.example", ""),
        ] {
            assert_eq!(suggest(typed).unwrap_or_default(), meant, "{typed}");
        }
    }
}
