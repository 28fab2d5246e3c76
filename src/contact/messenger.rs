//! Messenger accounts: what people type where one is asked for (a number, `@name`, a link), understood. It must not let
//! what was typed choose the host or the scheme of a link.

use super::phone::{self, Country, Phone};
use super::{MAX_LENGTH, is_among};
use crate::text;

/// A messenger that a visitor can be answered in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Messenger {
    /// WhatsApp: accounts are phone numbers.
    WhatsApp,
    /// Telegram: accounts are names or phone numbers.
    Telegram,
    /// Viber: accounts are phone numbers.
    Viber,
    /// VK: accounts are pages, by screen name or by number.
    Vk,
    /// MAX: accounts are phone numbers, names or links to a profile.
    Max,
}

/// What is known of a messenger.
struct About {
    name: &'static str,
    /// Hosts of its links, without `www.`.
    hosts: &'static str,
    /// Scheme of its links into the application.
    scheme: &'static str,
    /// How a link to a phone number begins, up to its first digit; empty where there is none.
    phone: &'static str,
    /// How a link to a handle begins.
    handle: &'static str,
}

impl Messenger {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::WhatsApp, Self::Telegram, Self::Viber, Self::Vk, Self::Max];

    /// The name in configs, leads and facts: `whatsapp`, `telegram`, `viber`, `vk` or `max`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.about().name
    }

    /// The messenger of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|messenger| messenger.name() == name)
    }

    /// Hosts, schemes and links: by the messengers' public documentation of links to a chat.
    fn about(self) -> &'static About {
        match self {
            Self::WhatsApp => &About {
                name: "whatsapp",
                hosts: "wa.me whatsapp.com api.whatsapp.com web.whatsapp.com",
                scheme: "whatsapp",
                phone: "https://wa.me/",
                handle: "",
            },
            Self::Telegram => &About {
                name: "telegram",
                hosts: "t.me telegram.me telegram.dog",
                scheme: "tg",
                phone: "https://t.me/+",
                handle: "https://t.me/",
            },
            Self::Viber => &About {
                name: "viber",
                hosts: "viber.click",
                scheme: "viber",
                phone: "viber://chat?number=%2B",
                handle: "",
            },
            Self::Vk => &About {
                name: "vk",
                hosts: "vk.com m.vk.com vk.ru m.vk.ru vk.me",
                scheme: "vk",
                phone: "",
                handle: "https://vk.com/",
            },
            Self::Max => {
                &About { name: "max", hosts: "max.ru web.max.ru", scheme: "max", phone: "", handle: "https://max.ru/" }
            }
        }
    }

    /// A text as a handle, where it keeps the messenger's rules. Names do not tell cases apart and are folded; what leads
    /// to a profile in MAX does.
    fn handle(self, text: &str) -> Option<String> {
        match self {
            Self::WhatsApp | Self::Viber => None,
            Self::Telegram => (is_name(text, 32, b"_") && begins_with_letter(text)).then(|| text::fold(text)),
            Self::Vk => (is_page(text) || is_screen_name(text)).then(|| text::fold(text)),
            Self::Max => {
                let is_profile = |token: &str| (1..=128).contains(&token.len()) && is_made_of(token, b"_-");
                let is_handle = match text.strip_prefix("u/") {
                    Some(token) => is_profile(token),
                    None => is_name(text, 60, b"_") && begins_with_letter(text),
                };
                is_handle.then(|| text.to_owned())
            }
        }
    }

    /// Path and query of a link of this messenger's; of one with its scheme only the query, which alone tells whom it
    /// opens.
    fn place(self, link: &str) -> Option<&str> {
        let about = self.about();
        let (scheme, rest) = text::split(link, "://").unwrap_or(("https", link));
        if text::is_same(scheme, about.scheme) {
            return Some(text::divide(rest, &mut |c| c == '?').1);
        }
        if !text::is_same(scheme, "https") && !text::is_same(scheme, "http") {
            return None;
        }
        let (host, rest) = text::divide(rest, &mut |c| matches!(c, '/' | '?' | '#'));
        let host = text::fold(host);
        let host = host.strip_prefix("www.").unwrap_or(&host);
        is_among(host, about.hosts).then(|| rest.strip_prefix('/').unwrap_or(rest))
    }
}

/// Whether a text is of letters, digits and marks, all of them ASCII.
fn is_made_of(text: &str, marks: &[u8]) -> bool {
    text.bytes().all(|c| c.is_ascii_alphanumeric() || marks.contains(&c))
}

/// Whether a text is of 5 to `most` letters, digits and marks.
fn is_name(text: &str, most: usize, marks: &[u8]) -> bool {
    (5..=most).contains(&text.len()) && is_made_of(text, marks)
}

fn begins_with_letter(text: &str) -> bool {
    text.bytes().next().is_some_and(|c| c.is_ascii_alphabetic())
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit())
}

/// Whether a text is the number of a person's or a community's page in VK.
fn is_page(text: &str) -> bool {
    let (word, number) = text::divide(text, &mut |c| c.is_ascii_digit());
    is_among(&text::fold(word), "id club public event") && number.len() <= 12 && is_number(number)
}

/// Whether a text may be a screen name in VK: at most two digits first, a letter and three more characters behind a point.
fn is_screen_name(text: &str) -> bool {
    let is_long = |after: &str| after.len() > 3 && begins_with_letter(after);
    is_name(text, 32, b"_.")
        && text.bytes().take(3).any(|c| !c.is_ascii_digit())
        && text::split_last(text, ".").is_none_or(|(_, after)| is_long(after))
}

/// A messenger account as it was typed and as it is understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Which messenger.
    pub messenger: Messenger,
    /// As typed, cleaned of characters that cannot be printed.
    pub typed: String,
    /// The phone number, `+` and 8 to 15 digits, where the account was given by it.
    pub e164: Option<String>,
    /// The account's name, where it was given by it and keeps the messenger's rules: `ivan_primer`, `id123`, `u/…`.
    pub handle: Option<String>,
    /// Whether it is neither a handle nor a number of the configured countries: to be told, never to be refused.
    pub is_doubtful: bool,
}

impl Account {
    /// The address that opens the chat or the page, where there is one: `https://wa.me/79001234567`,
    /// `https://t.me/ivan_primer`, `viber://chat?number=%2B79001234567`. Always the messenger's own host or scheme.
    #[must_use]
    pub fn link(&self) -> Option<String> {
        let about = self.messenger.about();
        let (start, rest) = match (&self.handle, &self.e164) {
            (Some(handle), _) => (about.handle, handle.as_str()),
            (None, Some(e164)) => (about.phone, e164.strip_prefix('+')?),
            (None, None) => return None,
        };
        if start.is_empty() { None } else { Some(text::concat(&[start, rest])) }
    }
}

/// Understands what was typed for a messenger: a link of its own, a name with `@`, a bare name, or a phone number by the
/// configured countries. `None` only where nothing usable was typed: neither letter nor digit.
#[must_use]
pub fn check(messenger: Messenger, typed: &str, countries: &[&'static Country]) -> Option<Account> {
    let typed = text::clean(typed, MAX_LENGTH);
    if text::divide(&typed, &mut text::is_word).1.is_empty() {
        return None;
    }
    let (phone, handle) = match understood(messenger, &typed, countries) {
        Some(Found::Handle(handle)) => (None, Some(handle)),
        Some(Found::Phone(phone)) => (Some(phone), None),
        None => (None, None),
    };
    let is_doubtful = phone.as_ref().map_or(handle.is_none(), |phone| phone.is_doubtful);
    Some(Account { messenger, typed, e164: phone.and_then(|phone| phone.e164), handle, is_doubtful })
}

enum Found {
    Handle(String),
    Phone(Phone),
}

fn understood(messenger: Messenger, typed: &str, countries: &[&'static Country]) -> Option<Found> {
    let mut words = Some(typed);
    while let Some(word) = text::next_part(&mut words, " ") {
        let word = text::trimmed(word, &mut |c| matches!(c, ',' | ';' | '.' | '(' | ')'));
        if let Some(place) = messenger.place(word) {
            return found_at(messenger, place, countries);
        }
        if let Some(handle) = word.strip_prefix('@').and_then(|name| messenger.handle(name)) {
            return Some(Found::Handle(handle));
        }
    }
    // Another's link: digits in it are no phone number.
    if text::split(typed, "://").is_some() {
        return None;
    }
    match messenger.handle(typed) {
        Some(handle) => Some(Found::Handle(handle)),
        None => phone::check(typed, countries).map(Found::Phone),
    }
}

/// Whom a messenger's link opens, by its path and query.
fn found_at(messenger: Messenger, place: &str, countries: &[&'static Country]) -> Option<Found> {
    let (path, query) = text::split(text::before(place, "#"), "?").unwrap_or((place, ""));
    let mut pairs = Some(query);
    while let Some(pair) = text::next_part(&mut pairs, "&") {
        match text::split(pair, "=") {
            Some(("phone" | "number", number)) => return international(number, countries),
            Some(("domain", name)) => return messenger.handle(name).map(Found::Handle),
            _ => {}
        }
    }
    let path = text::before(path, "#");
    let path = path.strip_suffix('/').unwrap_or(path);
    let name = path.strip_prefix('@').unwrap_or(path);
    messenger.handle(name).map(Found::Handle).or_else(|| international(path, countries))
}

/// The number of a link, which has the calling code with or without a plus.
fn international(number: &str, countries: &[&'static Country]) -> Option<Found> {
    let escaped = number.strip_prefix("%2B").or_else(|| number.strip_prefix("%2b"));
    let number = escaped.or_else(|| number.strip_prefix('+')).unwrap_or(number);
    if !is_number(number) {
        return None;
    }
    phone::check(&text::concat(&["+", number]), countries).map(Found::Phone)
}

#[cfg(test)]
mod tests {
    use super::Messenger::{Max, Telegram, Viber, Vk, WhatsApp};
    use super::*;

    use proptest::prelude::*;

    fn countries() -> Vec<&'static Country> {
        phone::country("RU").into_iter().collect()
    }

    #[track_caller]
    fn opens(messenger: Messenger, typed: &str, link: &str) {
        let account = check(messenger, typed, &countries()).unwrap();
        assert_eq!((account.link().as_deref(), account.is_doubtful), (Some(link), false), "{typed}");
        assert_eq!(account.typed, typed.trim());
    }

    #[track_caller]
    fn is_kept_in_doubt(messenger: Messenger, typed: &str) {
        let account = check(messenger, typed, &countries()).unwrap();
        assert_eq!((account.handle, account.is_doubtful), (None, true), "{typed}");
    }

    #[test]
    fn a_number_is_an_account_where_the_messenger_goes_by_numbers() {
        for typed in
            ["8 (900) 123-45-67", "+7 900 123 45 67", "wa.me/79001234567", "https://wa.me/+79001234567?text=hi"]
        {
            opens(WhatsApp, typed, "https://wa.me/79001234567");
        }
        opens(WhatsApp, "https://api.whatsapp.com/send?text=a&phone=79001234567#x", "https://wa.me/79001234567");
        opens(WhatsApp, "WhatsApp://send?phone=%2B79001234567", "https://wa.me/79001234567");
        for typed in ["viber://chat?number=%2B79001234567", "viber://add?number=79001234567", "8 900 123-45-67"] {
            opens(Viber, typed, "viber://chat?number=%2B79001234567");
        }
        for typed in ["8 900 123-45-67", "t.me/+79001234567", "tg://resolve?phone=79001234567"] {
            opens(Telegram, typed, "https://t.me/+79001234567");
        }
    }

    #[test]
    fn a_telegram_name_is_understood_however_it_is_typed() {
        for typed in [
            "@Ivan_Primer",
            "ivan_primer",
            "t.me/ivan_primer",
            "https://t.me/ivan_primer/",
            "HTTPS://WWW.T.ME/ivan_primer?text=hi#x",
            "telegram.me/ivan_primer",
            "tg://resolve?domain=ivan_primer",
            "Ivan (@ivan_primer), after 18",
            "my telegram is t.me/ivan_primer.",
        ] {
            opens(Telegram, typed, "https://t.me/ivan_primer");
        }
        opens(Telegram, "ivan_79001234567", "https://t.me/ivan_79001234567");
    }

    #[test]
    fn a_vk_page_is_understood_by_name_and_by_number() {
        for typed in ["vk.com/id123", "id123", "https://m.vk.com/ID123", "vk.ru/id123?from=x", "https://vk.me/id123"] {
            opens(Vk, typed, "https://vk.com/id123");
        }
        opens(Vk, "@ivan.primer", "https://vk.com/ivan.primer");
        opens(Vk, "vk.com/club1", "https://vk.com/club1");
    }

    #[test]
    fn a_max_profile_keeps_its_case() {
        for typed in ["https://max.ru/u/f9LHod-D0c_OI", "max.ru/u/f9LHod-D0c_OI", "u/f9LHod-D0c_OI"] {
            opens(Max, typed, "https://max.ru/u/f9LHod-D0c_OI");
        }
        opens(Max, "max.ru/quillfern_bot", "https://max.ru/quillfern_bot");
    }

    #[test]
    fn where_no_link_can_be_made_the_number_is_still_understood() {
        for messenger in [Vk, Max] {
            let account = check(messenger, "8 900 123-45-67", &countries()).unwrap();
            assert_eq!((account.e164.as_deref(), account.is_doubtful), (Some("+79001234567"), false));
            assert_eq!(account.link(), None);
        }
    }

    #[test]
    fn what_keeps_no_rule_is_kept_and_doubtful() {
        for typed in
            ["ivan", "@1van_primer", "иван", "t.me/joinchat/AAAA", "t.me/+AbCdEf", "t.me/", "ivan@mail.example"]
        {
            is_kept_in_doubt(Telegram, typed);
        }
        for typed in ["same number", "wa.me/message/ABC123", "wa.me", "12345", "+7 100 123-45-67"] {
            is_kept_in_doubt(WhatsApp, typed);
        }
        for typed in ["mail.ru", "123456", "vk.com/wall-1_2", "vk.com/im?sel=1"] {
            is_kept_in_doubt(Vk, typed);
        }
        let foreign = check(WhatsApp, "wa.me/12025550143", &countries()).unwrap();
        assert_eq!((foreign.link().as_deref(), foreign.is_doubtful), (Some("https://wa.me/12025550143"), true));
    }

    #[test]
    fn nothing_usable_is_no_account() {
        for typed in ["", " ", "@", "+", "—", "...", "\u{202e}\u{0}"] {
            assert_eq!(check(Telegram, typed, &[]), None, "{typed}");
        }
    }

    #[test]
    fn no_other_host_and_no_other_scheme_gets_into_a_link() {
        for typed in [
            "javascript:alert(1)",
            "javascript://t.me/ivan_primer",
            "https://evil.example/t.me/ivan_primer",
            "https://t.me@evil.example/ivan_primer",
            "https://t.me.evil.example/ivan_primer",
            "https://evil.example/79001234567",
            "https://t.me/../evil",
            "https://t.me//evil.example",
            "https://t.me/%2e%2e%2fevil",
            "t.me\\ivan_primer",
            "data://text/html,ivan_primer",
        ] {
            for messenger in Messenger::ALL {
                assert_eq!(check(messenger, typed, &countries()).unwrap().link(), None, "{typed}");
            }
        }
    }

    #[test]
    fn names_lead_back_to_their_messengers() {
        for messenger in Messenger::ALL {
            assert_eq!(Messenger::from_name(messenger.name()), Some(messenger));
        }
        assert_eq!(Messenger::from_name("icq"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_checked_and_every_result_is_understood_as_itself(
            index in 0..5_usize,
            typed in "((https?://)?(www\\.)?(t\\.me|wa\\.me|vk\\.com|max\\.ru)/|(tg|viber)://[a-z]{0,7}\\?(number|domain)=|@)?(u/|id|\\+7)?[-%@/?#.=a-zA-Z0-9_]{0,14}|.{0,80}",
        ) {
            let messenger = Messenger::ALL[index];
            let Some(account) = check(messenger, &typed, &countries()) else { return Ok(()) };
            let understood = |typed: &str| {
                check(messenger, typed, &countries()).map(|again| (again.handle, again.e164, again.is_doubtful))
            };
            let same = Some((account.handle.clone(), account.e164.clone(), account.is_doubtful));
            if let Some(own) = account.handle.as_deref().or(account.e164.as_deref()) {
                prop_assert_eq!(&understood(own), &same);
            }
            if let Some(link) = account.link() {
                let about = messenger.about();
                let starts = [about.phone, about.handle].into_iter().filter(|start| !start.is_empty());
                let rest = starts.filter_map(|start| link.strip_prefix(start)).next().unwrap();
                prop_assert!(rest.bytes().all(|c| c.is_ascii_alphanumeric() || b"_-./".contains(&c)), "{}", link);
                prop_assert_eq!(&understood(&link), &same);
            }
        }
    }
}
