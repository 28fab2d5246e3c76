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

/// Source name, kind, hosts, other spellings in `utm_source`. A host that ends in `.*` stands for every country's domain.
const PLACES: &str = "\
A gemini gemini.google.com bard.google.com\n\
A notebooklm notebooklm.google.com\n\
A chatgpt chatgpt.com chat.openai.com =openai\n\
A claude claude.ai\n\
A copilot copilot.microsoft.com copilot.com\n\
A perplexity perplexity.ai\n\
A deepseek chat.deepseek.com\n\
A grok grok.com\n\
A mistral chat.mistral.ai\n\
E gmail mail.google.com com.google.android.gm\n\
E outlook outlook.live.com outlook.office.com outlook.office365.com\n\
E yahoo-mail mail.yahoo.com\n\
E mail.ru-mail e.mail.ru\n\
E yandex-mail mail.yandex.ru mail.yandex.com\n\
S google google.* com.google.android.googlequicksearchbox =adwords =google_ads =googleads\n\
S bing bing.com =microsoft_ads\n\
S yandex yandex.* ya.ru =ya =yandex_direct =ya_direct =yandex.direct =direct.yandex\n\
S duckduckgo duckduckgo.com =ddg\n\
S yahoo yahoo.com yahoo.co.jp\n\
S baidu baidu.com\n\
S ecosia ecosia.org\n\
S brave search.brave.com\n\
S startpage startpage.com\n\
S qwant qwant.com\n\
S mail.ru go.mail.ru\n\
S rambler nova.rambler.ru\n\
S seznam search.seznam.cz\n\
S naver search.naver.com\n\
V youtube youtube.com youtu.be =yt\n\
V vimeo vimeo.com\n\
V rutube rutube.ru\n\
V twitch twitch.tv\n\
M whatsapp whatsapp.com wa.me =wa\n\
M telegram t.me telegram.org org.telegram.messenger =tg =telegram_ads\n\
M viber viber.com\n\
C facebook facebook.com fb.com fb.me =fb =meta\n\
C instagram instagram.com =ig =insta\n\
C threads threads.net threads.com\n\
C tiktok tiktok.com =tt\n\
C x x.com twitter.com t.co =twitter\n\
C linkedin linkedin.com lnkd.in\n\
C reddit reddit.com\n\
C pinterest pinterest.* pin.it\n\
C snapchat snapchat.com\n\
C quora quora.com\n\
C vk vk.com vk.ru away.vk.com =vkontakte =vk_ads =vkads\n\
C ok ok.ru =odnoklassniki\n\
C dzen dzen.ru =zen\n\
P amazon amazon.*\n\
P ebay ebay.*\n\
P etsy etsy.com\n\
P ozon ozon.ru\n\
P wildberries wildberries.ru";

/// Second-level labels under which countries register names: `google.co.uk`, `google.com.tr`.
const SECOND_LEVEL: &[&str] = &["co", "com", "net", "org"];

/// One row of the table, taken apart.
struct Place<'a> {
    name: &'static str,
    kind: Kind,
    /// Hosts, and behind `=` what `utm_source` calls it.
    words: Option<&'a str>,
}

fn place(row: &'static str) -> Option<Place<'static>> {
    let mut words = Some(row);
    let kind = match text::next_part(&mut words, " ")? {
        "A" => Kind::Assistant,
        "E" => Kind::Mail,
        "S" => Kind::Search,
        "V" => Kind::Video,
        "M" => Kind::Messenger,
        "C" => Kind::Social,
        _ => Kind::Shopping,
    };
    Some(Place { name: text::next_part(&mut words, " ")?, kind, words })
}

/// The place that a host belongs to: the longest pattern that fits.
pub(super) fn of_host(host: &str) -> Option<(&'static str, Kind)> {
    let (mut longest, mut best, mut rows) = (0, None, Some(PLACES));
    while let Some(mut place) = text::next_part(&mut rows, "\n").and_then(place) {
        while let Some(pattern) = text::next_part(&mut place.words, " ") {
            if pattern.len() >= longest && fits(host, pattern) {
                (longest, best) = (pattern.len(), Some((place.name, place.kind)));
            }
        }
    }
    best
}

fn fits(host: &str, pattern: &str) -> bool {
    if pattern.ends_with(".*") { is_national(host, pattern) } else { is_on_domain(host, pattern) }
}

/// The place that a `utm_source` names: by its name, by what else it is called, by a host.
pub(super) fn of_source(source: &str) -> Option<(&'static str, Kind)> {
    let mut rows = Some(PLACES);
    while let Some(mut place) = text::next_part(&mut rows, "\n").and_then(place) {
        let mut is_named = place.name == source;
        while let Some(word) = text::next_part(&mut place.words, " ") {
            is_named |= word.strip_prefix('=') == Some(source);
        }
        if is_named {
            return Some((place.name, place.kind));
        }
    }
    of_host(source)
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
    use super::Kind::{Assistant, Mail, Messenger, Search, Social};
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
