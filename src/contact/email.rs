//! E-mail addresses: normalised, with a hint where the address looks mistyped. It must not decide whether one exists.

use super::is_among;
use crate::text;

/// Domains that are often mistyped: the large public providers of the languages that the project speaks, and smaller ones
/// that are one slip from those. The likelier stands before the less likely.
const PROVIDERS: &str = "gmail.com mail.ru yandex.ru yahoo.com outlook.com hotmail.com icloud.com inbox.ru list.ru bk.ru \
    ya.ru rambler.ru mail.com email.com ymail.com xmail.ru googlemail.com live.com proton.me aol.com gmx.de gmx.net web.de";

/// Names under which mail is free whatever the ending, and further domains of providers: nobody's own. Some of a country's
/// connections to the net are among them.
const FREE: &str = "gmail. googlemail. yahoo. hotmail. outlook. yandex. gmx. protonmail. rambler. aol. me.com mac.com msn.com \
    narod.ru internet.ru lenta.ru mail.ua ukr.net i.ua tut.by mail.kz proton.me pm.me duck.com fastmail.com zoho.com hey.com \
    tutanota.com qq.com 163.com 126.com t-online.de freenet.de orange.fr wanadoo.fr free.fr laposte.net libero.it seznam.cz wp.pl \
    o2.pl onet.pl interia.pl btinternet.com sky.com comcast.net verizon.net att.net privaterelay.appleid.com";

/// Endings that do exist and are one slip from `com` or `ru`.
const ENDINGS: &str = "au cam cm co cu eu gu hu lu mom mu nu om re ro rs run rw su vu";

/// What a letter costs that was left out or added, and what two swapped ones do.
const MISPLACED: u8 = 2;
/// What a wrong letter costs: more often than a misplaced one it makes another name.
const WRONG: u8 = 3;

/// A typed address in lower case, as it is compared and hashed: something, `@`, a domain of two labels or more. What can
/// be no part of it is taken off: white space and a second `@` around the `@`, a name before `<`, what follows the domain.
/// `None` where it is no address.
#[must_use]
pub fn check(typed: &str) -> Option<String> {
    let typed = text::clean(typed, super::MAX_LENGTH);
    let (local, domain) = parts(&typed)?;
    let domain = text::divide(domain, &mut |c| c != '.' && !is_of_label(c)).0;
    let domain = domain.strip_suffix('.').unwrap_or(domain);
    if is_domain(domain) { Some(text::fold(&text::concat(&[local, "@", domain]))) } else { None }
}

/// The address that was likely meant (`gmial.com` → `gmail.com`, `mail.ry` → `mail.ru`, `gmail,com` → `gmail.com`): a
/// hint, never a correction. There may be one for what [`check`] refuses.
#[must_use]
pub fn suggest(typed: &str) -> Option<String> {
    let typed = text::clean(typed, super::MAX_LENGTH);
    let (local, domain) = parts(&typed)?;
    let domain = with_points(&text::fold(domain))?;
    let domain = meant(&domain);
    let address = text::concat(&[local, "@", &domain]);
    if is_domain(&domain) && !text::is_same(&address, &typed) { Some(address) } else { None }
}

/// The domain of an address as [`check`] gives it, unless it is that of a provider of free mail or below one of the `others`.
#[must_use]
pub fn work_domain<'a>(address: &'a str, others: &[String]) -> Option<&'a str> {
    let domain = text::split_last(address, "@")?.1;
    let name = domain.get(..=text::before(domain, ".").len()).unwrap_or(domain);
    let is_free = [PROVIDERS, FREE].iter().any(|list| is_among(domain, list) || is_among(name, list));
    (!is_free && !others.iter().any(|other| is_below(domain, other))).then_some(domain)
}

/// Whether a domain is another, or stands below it.
#[must_use]
pub fn is_below(domain: &str, other: &str) -> bool {
    domain.strip_suffix(other).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// What stands before and after the `@`, without what can be no part of an address.
fn parts(typed: &str) -> Option<(&str, &str)> {
    let (mut local, domain) = text::split_last(typed, "@")?;
    while let Some(before) = local.trim_end().strip_suffix('@') {
        local = before;
    }
    let local = text::split_last(local, "<").map_or(local, |(_, local)| local).trim();
    let is_local = text::fits(local, 64) && text::divide(local, &mut |c| c.is_whitespace() || c == '@').1.is_empty();
    is_local.then_some((local, domain.trim()))
}

/// Whether a text is labels with points between them, two or more.
fn is_domain(domain: &str) -> bool {
    let (mut rest, mut labels) = (Some(domain), 0);
    while let Some(label) = text::next_part(&mut rest, ".") {
        if label.is_empty() || !text::divide(label, &mut |c| !is_of_label(c)).1.is_empty() {
            return false;
        }
        labels += 1;
    }
    labels > 1
}

fn is_of_label(c: char) -> bool {
    c == '-' || text::is_word(c)
}

/// The domain with one point for whatever stands between its labels. Where there are more than two, that would join what
/// does not belong together: `None` unless nothing was to be done.
fn with_points(domain: &str) -> Option<String> {
    let (mut out, mut points, mut is_between) = (String::new(), 0, false);
    for c in domain.chars() {
        if !is_of_label(c) {
            is_between = !out.is_empty();
            continue;
        }
        if is_between {
            out.push('.');
            points += 1;
        }
        is_between = false;
        out.push(c);
    }
    (points < 2 || out == domain).then_some(out)
}

/// The domain that was likely meant: the provider's that the fewest slips make of it, else the same name with an ending
/// that exists, else the domain itself.
fn meant(domain: &str) -> String {
    // Nobody else uses this name, whatever the ending.
    if domain.starts_with("gmail.") {
        return "gmail.com".to_owned();
    }
    let (name, ending) = text::split_last(domain, ".").unwrap_or_default();
    let exists = is_among(ending, ENDINGS);
    let is_near = |known: &str| is_slip(ending.as_bytes(), known.as_bytes(), WRONG);
    // What exists beside `com` is still no ending of the great providers.
    let ending = if is_near("com") {
        "com"
    } else if is_near("ru") && !exists {
        "ru"
    } else {
        ending
    };
    let mended = text::concat(&[name, ".", ending]);
    let whole = if ending.is_empty() { domain } else { &mended };
    for cost in 0..=MISPLACED + WRONG {
        let mut providers = Some(PROVIDERS);
        while let Some(provider) = text::next_part(&mut providers, " ") {
            if is_provider(whole, provider, cost) {
                return provider.to_owned();
            }
        }
    }
    if exists { domain } else { whole }.to_owned()
}

/// Whether slips of no more than a cost make the domain of the provider's name; the point may have been left out. The
/// shorter a name, the more of its neighbours are names as well.
fn is_provider(domain: &str, provider: &str, cost: u8) -> bool {
    let (name, ending) = text::split(provider, ".").unwrap_or_default();
    let Some(typed) = domain.strip_suffix(ending) else { return false };
    let most = match name.len() {
        0..=3 => 0,
        4 => MISPLACED,
        5 => WRONG,
        _ => MISPLACED + WRONG,
    };
    cost <= most && is_slip(typed.strip_suffix('.').unwrap_or(typed).as_bytes(), name.as_bytes(), cost)
}

/// Whether slips of no more than a cost make one text of the other: letters left out, added, wrong, or swapped with
/// their neighbour.
fn is_slip(typed: &[u8], meant: &[u8], cost: u8) -> bool {
    let ([a, after_typed @ ..], [b, after_meant @ ..]) = (typed, meant) else {
        return (typed.len() + meant.len()) * usize::from(MISPLACED) <= usize::from(cost);
    };
    if a == b {
        return is_slip(after_typed, after_meant, cost);
    }
    let is_swap = match (after_typed, after_meant) {
        ([c, typed @ ..], [d, meant @ ..]) => {
            a == d && b == c && cost >= MISPLACED && is_slip(typed, meant, cost - MISPLACED)
        }
        _ => false,
    };
    is_swap
        || cost >= MISPLACED
            && (is_slip(after_typed, meant, cost - MISPLACED) || is_slip(typed, after_meant, cost - MISPLACED))
        || cost >= WRONG && is_slip(after_typed, after_meant, cost - WRONG)
}

#[cfg(test)]
mod tests {
    use super::*;

    use proptest::prelude::*;

    #[track_caller]
    fn hints(pairs: &[(&str, &str)]) {
        for (typed, meant) in pairs {
            assert_eq!(suggest(typed).unwrap_or_default(), *meant, "{typed}");
        }
    }

    #[test]
    fn addresses_are_normalised() {
        for typed in [
            "  Ivan.Primer@Example.ORG ",
            "ivan.primer @ example.org",
            "ivan.primer@@example.org",
            "ivan.primer@example.org.",
            "ivan.primer@example.org, after 18",
            "Ivan Primer <ivan.primer@example.org>",
        ] {
            assert_eq!(check(typed).as_deref(), Some("ivan.primer@example.org"), "{typed}");
        }
    }

    #[test]
    fn the_domain_of_a_work_address_is_told_and_that_of_a_free_one_is_not() {
        let others = ["post.example".to_owned()];
        for (address, domain) in [
            ("ivan@acme.example", Some("acme.example")),
            ("ivan@de.acme.example", Some("de.acme.example")),
            ("ivan@gmail-ltd.example", Some("gmail-ltd.example")),
            ("ivan@gmail.com", None),
            ("ivan@yahoo.co.uk", None),
            ("ivan@mail.ru", None),
            ("ivan@xmail.ru", None),
            ("ivan@post.example", None),
            ("ivan@eu.post.example", None),
            ("ivan@mypost.example", Some("mypost.example")),
            ("ivan", None),
        ] {
            assert_eq!(work_domain(address, &others), domain, "{address}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for typed in
            ["", "@", "ivan", "@example.org", "a@b", "a b@example.org", "a@exa mple.org", "a@.org", "a@example..org"]
        {
            assert_eq!(check(typed), None, "{typed}");
        }
    }

    #[test]
    fn unusual_addresses_are_not_refused() {
        for typed in ["o'neil+tag@mail.example.co.uk", "иван@почта.рф", "a@1-2.example", "ivan@gmial.con"] {
            assert_eq!(check(typed).as_deref(), Some(typed));
        }
    }

    #[test]
    fn a_slip_in_a_common_domain_gets_a_hint() {
        hints(&[
            ("a@gmial.com", "a@gmail.com"),
            ("a@gmal.com", "a@gmail.com"),
            ("a@gmaill.com", "a@gmail.com"),
            ("a@gnail.com", "a@gmail.com"),
            ("a@yandx.ru", "a@yandex.ru"),
            ("a@yandeks.ru", "a@yandex.ru"),
            ("a@hotmial.com", "a@hotmail.com"),
            ("a@otlok.com", "a@outlook.com"),
            ("a@mial.ru", "a@mail.ru"),
            ("A@Gmial.Com", "A@gmail.com"),
        ]);
    }

    #[test]
    fn an_ending_that_does_not_exist_gets_a_hint() {
        hints(&[
            ("a@gmail.con", "a@gmail.com"),
            ("a@gmail.cmo", "a@gmail.com"),
            ("a@gmail.co", "a@gmail.com"),
            ("a@gmail.ru", "a@gmail.com"),
            ("a@gmial.con", "a@gmail.com"),
            ("a@mail.con", "a@mail.com"),
            ("a@mail.ry", "a@mail.ru"),
            ("a@yandex.rru", "a@yandex.ru"),
            ("a@yandex.u", "a@yandex.ru"),
            ("a@yahoo.cm", "a@yahoo.com"),
            ("a@quill-fern.con", "a@quill-fern.com"),
            ("a@quill.ry", "a@quill.ru"),
        ]);
    }

    #[test]
    fn wrong_marks_get_a_hint() {
        hints(&[
            ("a@gmailcom", "a@gmail.com"),
            ("a@mailru", "a@mail.ru"),
            ("a@gmail,com", "a@gmail.com"),
            ("a@gmail com", "a@gmail.com"),
            ("a@gmail..com", "a@gmail.com"),
            ("a@mail. ru", "a@mail.ru"),
            ("a@quill,example", "a@quill.example"),
            ("a@@gmail.com", "a@gmail.com"),
            ("a @ gmail.com", "a@gmail.com"),
            ("a@ gmial,con", "a@gmail.com"),
        ]);
    }

    #[test]
    fn what_does_not_belong_together_is_not_joined() {
        hints(&[("a@gmail.com ivan", ""), ("a@gmail.com, b@mail.ru", ""), ("a@gmail", ""), ("a b@gmial.com", "")]);
    }

    #[test]
    fn domains_that_exist_get_no_hint() {
        for domain in PROVIDERS.split(' ').chain([
            "company.example",
            "gmx.com",
            "live.ru",
            "mail.ua",
            "mail.ee",
            "mail.su",
            "inbox.eu",
            "inbox.lv",
            "yandex.com",
            "yandex.kz",
            "yahoo.co.uk",
            "yahoo.fr",
            "hotmail.co.uk",
            "outlook.de",
            "protonmail.com",
            "me.com",
            "ro.ru",
            "small.com",
            "mall.ru",
            "love.com",
            "quill.cm",
            "quill.cam",
            "quill.run",
            "quill.de",
            "xn--e1afmkfd.xn--p1ai",
        ]) {
            assert_eq!(suggest(&format!("a@{domain}")), None, "{domain}");
        }
    }

    proptest! {
        #[test]
        fn a_normalised_address_stays_as_it_is(typed in "[a-zA-Z<]{0,3} ?@{1,2} ?[a-zA-Z]{1,3}[., ]{1,2}(ru|com)[.> ]?|.{0,80}") {
            if let Some(address) = check(&typed) {
                prop_assert_eq!(check(&address), Some(address));
            }
        }

        #[test]
        fn what_is_suggested_is_an_address_that_gets_no_hint(
            typed in "[a-z]{1,2}@{1,2}(gmail|mail|yandex|bk|quill|[a-z]{2,6})[., ]{0,2}[comnru]{1,3}|.{0,40}@.{0,40}",
        ) {
            if let Some(address) = suggest(&typed) {
                prop_assert!(check(&address).is_some(), "{}", address);
                prop_assert_eq!(suggest(&address), None);
            }
        }
    }
}
