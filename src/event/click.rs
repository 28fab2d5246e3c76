//! `click.phone`, `click.email`, `click.messenger`: which link opens a communication. It must not keep the address.

use super::Event;
use crate::text;

/// Hosts and schemes of messengers, by their public deep-link documentation.
const MESSENGERS: &[(&str, &[&str], &[&str])] = &[
    ("whatsapp", &["wa.me", "api.whatsapp.com", "web.whatsapp.com", "chat.whatsapp.com"], &["whatsapp"]),
    ("telegram", &["t.me", "telegram.me"], &["tg"]),
    ("viber", &["viber.click"], &["viber"]),
    ("vk", &["vk.me"], &[]),
    ("max", &["max.ru"], &["max"]),
    ("messenger", &["m.me"], &["fb-messenger"]),
    ("signal", &["signal.me"], &["sgnl"]),
    ("line", &["line.me"], &["line"]),
    ("wechat", &[], &["weixin"]),
    ("sms", &[], &["sms", "smsto"]),
];

/// Whether a name is a known messenger's, as facts use it: `event.click.whatsapp.count`.
#[must_use]
pub fn is_messenger(name: &str) -> bool {
    MESSENGERS.iter().any(|(known, ..)| *known == name)
}

/// The event of a click on a link, by its resolved `href`; `None` where it opens no communication.
#[must_use]
pub fn contact_kind(href: &str) -> Option<Event> {
    let (scheme, rest) = text::split(href.trim(), ":")?;
    let scheme = text::fold(scheme);
    match scheme.as_str() {
        "tel" | "callto" => return Some(Event::new("click.phone")),
        "mailto" => return Some(Event::new("click.email")),
        _ => {}
    }
    let (authority, _) =
        text::divide(rest.strip_prefix("//").unwrap_or_default(), &mut |c| matches!(c, '/' | '?' | '#'));
    let host = text::split_last(authority, "@").map_or(authority, |(_, host)| host);
    let host = text::fold(text::before(host, ":"));
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let is_web = scheme == "https" || scheme == "http";
    let hit = MESSENGERS
        .iter()
        .find(|(_, hosts, schemes)| if is_web { hosts.contains(&host) } else { schemes.contains(&scheme.as_str()) });
    hit.map(|(name, ..)| Event::new("click.messenger").of(*name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_that_open_a_communication_are_told() {
        let told = |href: &str| {
            contact_kind(href).map(Event::into_inner).map(|told| (told.name, told.object.unwrap_or_default()))
        };
        assert_eq!(told("tel:+12025550143"), Some(("click.phone".into(), String::new())));
        assert_eq!(told("MAILTO:a@b.example"), Some(("click.email".into(), String::new())));
        assert_eq!(told("https://wa.me/12025550143?text=hi"), Some(("click.messenger".into(), "whatsapp".into())));
        assert_eq!(told("https://www.t.me/example"), Some(("click.messenger".into(), "telegram".into())));
        assert_eq!(told("tg://resolve?domain=example"), Some(("click.messenger".into(), "telegram".into())));
        for near_miss in [
            "https://notwa.me/x",
            "https://wa.me.example/",
            "/tel:1",
            "https://shop.example/?u=https://wa.me/1",
            "",
            "telephone:1",
        ] {
            assert_eq!(told(near_miss), None, "{near_miss}");
        }
    }
}
