//! Known hosts: what kind of place a referrer or a `utm_source` names. It must not read a URL.

use super::url::is_on_domain;
use crate::text;

/// What kind of place a host is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Search,
    Social,
    Video,
    Shopping,
    Assistant,
    Mail,
    Messenger,
}

use Kind::{Assistant, Mail, Messenger, Search, Shopping, Social, Video};

/// Source name, kind, hosts, other spellings in `utm_source`. A host that ends in `.*` stands for every country's domain.
const PLACES: &[(&str, Kind, &[&str], &[&str])] = &[
    ("gemini", Assistant, &["gemini.google.com", "bard.google.com"], &[]),
    ("notebooklm", Assistant, &["notebooklm.google.com"], &[]),
    ("chatgpt", Assistant, &["chatgpt.com", "chat.openai.com"], &["openai"]),
    ("claude", Assistant, &["claude.ai"], &[]),
    ("copilot", Assistant, &["copilot.microsoft.com", "copilot.com"], &[]),
    ("perplexity", Assistant, &["perplexity.ai"], &[]),
    ("deepseek", Assistant, &["chat.deepseek.com"], &[]),
    ("grok", Assistant, &["grok.com"], &[]),
    ("mistral", Assistant, &["chat.mistral.ai"], &[]),
    ("gmail", Mail, &["mail.google.com", "com.google.android.gm"], &[]),
    ("outlook", Mail, &["outlook.live.com", "outlook.office.com", "outlook.office365.com"], &[]),
    ("yahoo-mail", Mail, &["mail.yahoo.com"], &[]),
    ("mail.ru-mail", Mail, &["e.mail.ru"], &[]),
    ("yandex-mail", Mail, &["mail.yandex.ru", "mail.yandex.com"], &[]),
    (
        "google",
        Search,
        &["google.*", "com.google.android.googlequicksearchbox"],
        &["adwords", "google_ads", "googleads"],
    ),
    ("bing", Search, &["bing.com"], &["microsoft_ads"]),
    ("yandex", Search, &["yandex.*", "ya.ru"], &["ya", "yandex_direct", "ya_direct", "yandex.direct", "direct.yandex"]),
    ("duckduckgo", Search, &["duckduckgo.com"], &["ddg"]),
    ("yahoo", Search, &["yahoo.com", "yahoo.co.jp"], &[]),
    ("baidu", Search, &["baidu.com"], &[]),
    ("ecosia", Search, &["ecosia.org"], &[]),
    ("brave", Search, &["search.brave.com"], &[]),
    ("startpage", Search, &["startpage.com"], &[]),
    ("qwant", Search, &["qwant.com"], &[]),
    ("mail.ru", Search, &["go.mail.ru"], &[]),
    ("rambler", Search, &["nova.rambler.ru"], &[]),
    ("seznam", Search, &["search.seznam.cz"], &[]),
    ("naver", Search, &["search.naver.com"], &[]),
    ("youtube", Video, &["youtube.com", "youtu.be"], &["yt"]),
    ("vimeo", Video, &["vimeo.com"], &[]),
    ("rutube", Video, &["rutube.ru"], &[]),
    ("twitch", Video, &["twitch.tv"], &[]),
    ("whatsapp", Messenger, &["whatsapp.com", "wa.me"], &["wa"]),
    ("telegram", Messenger, &["t.me", "telegram.org", "org.telegram.messenger"], &["tg", "telegram_ads"]),
    ("viber", Messenger, &["viber.com"], &[]),
    ("facebook", Social, &["facebook.com", "fb.com", "fb.me"], &["fb", "meta"]),
    ("instagram", Social, &["instagram.com"], &["ig", "insta"]),
    ("threads", Social, &["threads.net", "threads.com"], &[]),
    ("tiktok", Social, &["tiktok.com"], &["tt"]),
    ("x", Social, &["x.com", "twitter.com", "t.co"], &["twitter"]),
    ("linkedin", Social, &["linkedin.com", "lnkd.in"], &[]),
    ("reddit", Social, &["reddit.com"], &[]),
    ("pinterest", Social, &["pinterest.*", "pin.it"], &[]),
    ("snapchat", Social, &["snapchat.com"], &[]),
    ("quora", Social, &["quora.com"], &[]),
    ("vk", Social, &["vk.com", "vk.ru", "away.vk.com"], &["vkontakte", "vk_ads", "vkads"]),
    ("ok", Social, &["ok.ru"], &["odnoklassniki"]),
    ("dzen", Social, &["dzen.ru"], &["zen"]),
    ("amazon", Shopping, &["amazon.*"], &[]),
    ("ebay", Shopping, &["ebay.*"], &[]),
    ("etsy", Shopping, &["etsy.com"], &[]),
    ("ozon", Shopping, &["ozon.ru"], &[]),
    ("wildberries", Shopping, &["wildberries.ru"], &[]),
];

/// Second-level labels under which countries register names: `google.co.uk`, `google.com.tr`.
const SECOND_LEVEL: &[&str] = &["co", "com", "net", "org"];

/// The place that a referrer's host names: its source name and kind. The longest matching host wins.
pub(super) fn of_host(host: &str) -> Option<(&'static str, Kind)> {
    let fitting =
        |pattern: &str| if pattern.ends_with(".*") { is_national(host, pattern) } else { is_on_domain(host, pattern) };
    let (mut longest, mut best) = (0, None);
    for (name, kind, hosts, _) in PLACES {
        for pattern in *hosts {
            if pattern.len() >= longest && fitting(pattern) {
                (longest, best) = (pattern.len(), Some((*name, *kind)));
            }
        }
    }
    best
}

/// The place that a `utm_source` names: its name, an alias, or a host.
pub(super) fn of_source(source: &str) -> Option<(&'static str, Kind)> {
    let named = |(name, _, _, aliases): &&(&str, Kind, &[&str], &[&str])| *name == source || aliases.contains(&source);
    PLACES.iter().find(named).map(|(name, kind, ..)| (*name, *kind)).or_else(|| of_host(source))
}

/// Whether a host is a country's domain of `pattern` (`google.*`): `www.google.de`, `google.co.uk`; not `google.evil.example`.
fn is_national(host: &str, pattern: &str) -> bool {
    let label = pattern.strip_suffix(".*").unwrap_or(pattern);
    let Some((rest, top)) = text::split_last(host, ".") else { return false };
    let (rest, second) = text::split_last(rest, ".").unwrap_or(("", rest));
    let third = text::split_last(rest, ".").map_or(rest, |(_, third)| third);
    second == label && (top.len() == 2 || top == "com")
        || third == label && top.len() == 2 && SECOND_LEVEL.contains(&second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_alike_hosts_are_not_known() {
        for host in [
            "notgoogle.example",
            "google.evil.example",
            "google.com.evil.example",
            "xgoogle.com",
            "yandex.evil.co",
            "faceb00k.com",
        ] {
            assert_eq!(of_host(host), None, "{host}");
        }
    }

    #[test]
    fn the_longest_host_wins() {
        assert_eq!(of_host("gemini.google.com"), Some(("gemini", Assistant)));
        assert_eq!(of_host("mail.google.com"), Some(("gmail", Mail)));
        assert_eq!(of_host("www.google.co.uk"), Some(("google", Search)));
        assert_eq!(of_host("m.facebook.com"), Some(("facebook", Social)));
    }

    #[test]
    fn sources_are_known_by_name_alias_and_host() {
        assert_eq!(of_source("tg"), Some(("telegram", Messenger)));
        assert_eq!(of_source("chatgpt.com"), Some(("chatgpt", Assistant)));
        assert_eq!(of_source("newsletter"), None);
    }
}
