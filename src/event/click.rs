//! `click.phone`, `click.email`, `click.messenger`, `click.map`, `click.social`, `click.download`, `click.outbound`: what a
//! link leads to. Of several the first in this order counts. It must not keep the number or address that was clicked.

use super::Event;
use crate::text;

/// CSS selector of what counts as a link.
pub const LINKS: &str = "a,area";
/// CSS selector of what is typed into, or marked by clicking several times.
pub const TYPED: &str = "input,textarea,select,option,label,[contenteditable]:not([contenteditable=false])";
/// CSS selector of what is clicked repeatedly as a matter of course, by words of class names: steppers, sliders, players, carousels, games. An owner
/// marks more of them with `data-leadsieve-repeat`.
pub const REPEATED: &str = "video,audio,canvas,[role=spinbutton],[role=slider],[role=scrollbar],\
    [aria-label*=next i],[aria-label*=prev i],\
    [class~=prev i],[class*=-prev i],[class*=_prev i],[class*=prev- i],\
    [class~=next i],[class*=-next i],[class*=_next i],[class*=next- i],\
    [class~=arrow i],[class*=-arrow i],[class*=_arrow i],[class*=arrow- i],\
    [class~=plus i],[class*=-plus i],[class*=_plus i],[class*=plus- i],\
    [class~=minus i],[class*=-minus i],[class*=_minus i],[class*=minus- i],\
    [class~=stepper i],[class*=-stepper i],[class*=_stepper i],[class*=stepper- i],\
    [class~=slider i],[class*=-slider i],[class*=_slider i],[class*=slider- i],\
    [class~=carousel i],[class*=-carousel i],[class*=_carousel i],[class*=carousel- i],\
    [class~=swiper i],[class*=-swiper i],[class*=_swiper i],[class*=swiper- i],\
    [class~=counter i],[class*=-counter i],[class*=_counter i],[class*=counter- i]";

/// Hosts and schemes of messengers, by their public deep-link documentation. A path behind a host must begin the link's.
const MESSENGERS: &[(&str, &[&str], &[&str])] = &[
    (
        "whatsapp",
        &["wa.me", "api.whatsapp.com", "web.whatsapp.com", "chat.whatsapp.com", "whatsapp.com/channel"],
        &["whatsapp"],
    ),
    ("telegram", &["t.me", "telegram.me", "telegram.dog", "web.telegram.org"], &["tg"]),
    ("viber", &["viber.click", "chats.viber.com"], &["viber"]),
    ("vk", &["vk.me", "vk.com/im", "vk.com/write", "vk.ru/im", "vk.ru/write", "m.vk.com/im", "m.vk.com/write"], &[]),
    ("max", &["max.ru", "web.max.ru"], &["max"]),
    ("messenger", &["m.me", "messenger.com/t/"], &["fb-messenger"]),
    ("signal", &["signal.me", "signal.group"], &["sgnl"]),
    ("line", &["line.me", "lin.ee"], &["line"]),
    ("wechat", &["u.wechat.com"], &["weixin", "wechat"]),
    ("sms", &[], &["sms", "smsto"]),
];

/// Hosts (with the beginning of a path where only that is a map) and schemes of maps. A dot at the end stands for any
/// country's ending.
const MAPS: &[(&str, &[&str], &[&str])] = &[
    ("google", &["google./maps", "maps.google.", "maps.app.goo.gl", "goo.gl/maps", "g.page"], &["comgooglemaps"]),
    ("yandex", &["yandex./maps", "yandex./navi", "yandex./profile", "maps.yandex."], &["yandexmaps", "yandexnavi"]),
    ("2gis", &["2gis.", "go.2gis.com"], &["dgis"]),
    ("apple", &["maps.apple.com"], &["maps"]),
    ("osm", &["openstreetmap.org", "osm.org"], &[]),
    ("waze", &["waze.com"], &["waze"]),
    ("bing", &["bing.com/maps"], &[]),
    ("here", &["wego.here.com", "share.here.com"], &[]),
    ("geo", &[], &["geo"]),
];

/// Whether a name is a known messenger's, as facts use it: `event.click.whatsapp.count`.
#[must_use]
pub fn is_messenger(name: &str) -> bool {
    MESSENGERS.iter().any(|(known, ..)| *known == name)
}

/// Whose a host is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Host {
    /// The page's own, or another of the site's.
    #[default]
    Own,
    /// A social network's.
    Social,
    /// Anyone else's.
    Other,
}

/// A click of the visitor's, by pointer or keyboard.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Click {
    /// The resolved address of the link that was clicked; empty where it was none.
    pub href: String,
    /// Whether the link says that it is a download.
    pub is_download: bool,
    /// Names of the elements of the config that were clicked.
    pub cta: Vec<String>,
    /// Where, in CSS pixels of the viewport; none where it was no pointer, or not its main button.
    pub at: Option<(f64, f64)>,
    /// Whether the pointer was a mouse.
    pub is_mouse: bool,
    /// Whether it was on something that is typed into, or clicked repeatedly.
    pub is_usual: bool,
}

/// The event of a click on a link; `None` where it stays on the site and opens nothing. `extensions` are those of files that
/// are a download, `host` tells whose the link's host is.
#[must_use]
pub fn link_event(href: &str, is_download: bool, extensions: &[String], host: Host) -> Option<Event> {
    let (scheme, rest) = text::split(href.trim(), ":")?;
    let scheme = text::fold(scheme);
    match scheme.as_str() {
        "tel" | "callto" => return Some(Event::new("click.phone")),
        "mailto" => return Some(Event::new("click.email")),
        _ => {}
    }
    let is_web = scheme == "https" || scheme == "http";
    let rest = rest.strip_prefix("//").unwrap_or_default();
    let (authority, path) = text::divide(rest, &mut |c| matches!(c, '/' | '?' | '#'));
    let name = text::split_last(authority, "@").map_or(authority, |(_, host)| host);
    let name = text::fold(text::before(name, ":"));
    let name = name.strip_prefix("www.").unwrap_or(&name);
    let known = |places: &'static [(&str, &[&str], &[&str])]| {
        let fits = |hosts: &[&str], schemes: &[&str]| match is_web {
            true => hosts.iter().any(|place| is_place(name, path, place)),
            false => schemes.contains(&scheme.as_str()),
        };
        places.iter().find(|(_, hosts, schemes)| fits(hosts, schemes)).map(|(name, ..)| *name)
    };
    if let Some(messenger) = known(MESSENGERS) {
        return Some(Event::new("click.messenger").of(messenger).with("messenger", messenger));
    }
    if let Some(map) = known(MAPS) {
        return Some(Event::new("click.map").with("map", map));
    }
    let is_made = matches!(scheme.as_str(), "blob" | "data");
    if !(is_web || is_made && is_download) {
        return None;
    }
    let (path, _) = text::divide(path, &mut |c| matches!(c, '?' | '#'));
    match (host, file_of(path).filter(|(_, extension)| extensions.contains(extension))) {
        (Host::Social, _) => Some(Event::new("click.social").on(name).with("host", name)),
        (_, Some((file, extension))) => {
            Some(Event::new("click.download").on(href).with("file", file).with("extension", extension))
        }
        _ if is_download => Some(Event::new("click.download").on(href)),
        (Host::Other, _) => Some(Event::new("click.outbound").on(name).with("host", name)),
        (Host::Own, _) => None,
    }
}

/// Whether a host with its path is a place of the tables.
fn is_place(host: &str, path: &str, place: &str) -> bool {
    let (place, folder) = text::divide(place, &mut |c| c == '/');
    let is_host = match place.strip_suffix('.') {
        // The country's ending: one label, or two as in `co.uk`.
        Some(name) => host.strip_prefix(name).and_then(|rest| rest.strip_prefix('.')).is_some_and(|ending| {
            let is_country = |label: &str| (2..=3).contains(&label.len());
            let (first, second) = text::split(ending, ".").unwrap_or((ending, ending));
            is_country(first) && is_country(second) && !text::has(second, ".")
        }),
        None => host == place,
    };
    // What stands behind a folder's name is another word, unless the table's word ends in a slash.
    let is_folder =
        |rest: &str| folder.is_empty() || folder.ends_with('/') || !rest.starts_with(|c: char| c.is_ascii_lowercase());
    is_host && path.strip_prefix(folder).is_some_and(is_folder)
}

/// The name of a file at the end of a path, and its extension in lower case.
fn file_of(path: &str) -> Option<(String, String)> {
    let (_, file) = text::split_last(path, "/")?;
    let (_, extension) = text::split_last(file, ".")?;
    Some((text::clean(file, 100), text::fold(extension)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(href: &str, host: Host) -> (String, String) {
        let extensions = ["pdf", "zip"].map(str::to_owned);
        let told = link_event(href, false, &extensions, host).map(Event::into_inner).unwrap_or_default();
        (told.name, told.also.unwrap_or_default())
    }

    #[test]
    fn links_that_open_a_communication_are_told() {
        for (href, name, also) in [
            ("tel:+12025550143", "click.phone", ""),
            ("MAILTO:a@b.example", "click.email", ""),
            ("https://wa.me/12025550143?text=hi", "click.messenger", "click.whatsapp"),
            ("https://www.t.me/example", "click.messenger", "click.telegram"),
            ("tg://resolve?domain=example", "click.messenger", "click.telegram"),
            ("viber://chat?number=12025550143", "click.messenger", "click.viber"),
            ("https://vk.me/club", "click.messenger", "click.vk"),
            ("https://vk.com/write-42", "click.messenger", "click.vk"),
            ("https://max.ru/u/example", "click.messenger", "click.max"),
            ("https://m.me/example", "click.messenger", "click.messenger"),
            ("https://signal.me/#p/+12025550143", "click.messenger", "click.signal"),
            ("https://line.me/R/ti/p/@example", "click.messenger", "click.line"),
            ("weixin://dl/chat", "click.messenger", "click.wechat"),
            ("sms:+12025550143", "click.messenger", "click.sms"),
        ] {
            assert_eq!(told(href, Host::Other), (name.into(), also.into()), "{href}");
        }
    }

    #[test]
    fn maps_files_networks_and_other_sites_are_told_apart() {
        for (href, host, name) in [
            ("https://www.google.co.uk/maps/place/X", Host::Other, "click.map"),
            ("https://yandex.ru/maps/-/CDxyz", Host::Other, "click.map"),
            ("https://2gis.ru/moscow", Host::Other, "click.map"),
            ("geo:51.5,-0.1", Host::Own, "click.map"),
            ("https://www.instagram.com/quill", Host::Social, "click.social"),
            ("https://vk.com/quill", Host::Social, "click.social"),
            ("/relative.pdf", Host::Own, ""),
            ("https://quill.example/prices.PDF?v=2", Host::Own, "click.download"),
            ("https://cdn.example/prices.zip#a", Host::Other, "click.download"),
            ("https://elsewhere.example/", Host::Other, "click.outbound"),
            ("https://google.example/search?q=maps", Host::Other, "click.outbound"),
            ("https://quill.example/prices", Host::Own, ""),
            ("https://quill.example/pdf", Host::Own, ""),
            ("javascript:void(0)", Host::Own, ""),
            ("blob:https://quill.example/1", Host::Own, ""),
        ] {
            assert_eq!(told(href, host).0, name, "{href}");
        }
        assert!(link_event("blob:https://quill.example/1", true, &[], Host::Own).is_some());
    }

    #[test]
    fn look_alikes_are_no_messengers_and_no_maps() {
        for near_miss in [
            "https://notwa.me/x",
            "https://wa.me.example/",
            "https://shop.example/?u=https://wa.me/1",
            "https://google.com/mapsalike",
            "https://maps.google.example.shop/",
            "https://vk.com/writers",
        ] {
            assert_eq!(told(near_miss, Host::Other).0, "click.outbound", "{near_miss}");
        }
        for near_miss in ["/tel:1", "", "telephone:1"] {
            assert_eq!(told(near_miss, Host::Own).0, "", "{near_miss}");
        }
    }
}
