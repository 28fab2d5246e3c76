//! Known places of the web: what kind of place a host or a `utm_source` names. It must not read a URL.
//!
//! The table is made by `build.rs` out of `src/source/data`. It is one text; where a name stands in it is found by a hash
//! that is computed once, so a look-up takes one comparison for each label of a host.

use std::sync::OnceLock;

use crate::text;

/// What kind of place a host is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A search engine.
    Search,
    /// A social network, a forum, a platform for blogs.
    Social,
    /// A video site.
    Video,
    /// A marketplace, a comparison of prices.
    Shopping,
    /// An AI assistant.
    Assistant,
    /// Webmail and mail apps.
    Mail,
    /// A messenger.
    Messenger,
    /// A network or a server of ads.
    Ads,
    /// A page that visitors only pass: payment, sign-in.
    Pass,
    /// A part of a known place that is none of these.
    Other,
}

/// A known place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// What reports call it: `google`; the host as the lists have it where they give it no name.
    pub(super) name: String,
    /// Its kind.
    pub(super) kind: Kind,
}

/// The table; `build.rs` describes its form.
const TABLE: &str = include_str!(concat!(env!("OUT_DIR"), "/places.txt"));
/// Slots of the index: a power of two, several times as many as there are names.
const SLOTS: usize = 8_192;
/// The longest host, in bytes: that of the domain name system.
const LONGEST_HOST: usize = 253;
/// Labels under which countries register names: `google.co.uk`, `google.com.tr`.
const SECOND_LEVEL: &[&str] = &["co", "com", "net", "org"];

/// Where a name stands: the beginning of its line and its own, in bytes. A slot of zeros is empty.
type Slot = (u16, u16);
/// Marks the second slot of a host whose first label is a plain name as well.
const NAME: u16 = 0x8000;

/// The slots, filled on first use.
fn index() -> &'static [Slot] {
    static INDEX: OnceLock<Vec<Slot>> = OnceLock::new();
    INDEX.get_or_init(|| {
        let mut slots = vec![(0, 0); SLOTS];
        let mut line = 0;
        let mut rows = Some(TABLE);
        while let Some(row) = text::next_part(&mut rows, "\n") {
            let mut at = line + 2;
            let mut words = row.get(2..);
            let is_group = is_group(row);
            while let Some(word) = text::next_part(&mut words, " ") {
                // The first word of a group is no name of its own: it stands behind all others.
                if !is_group || at > line + 2 {
                    fill(&mut slots, (line as u16, at as u16));
                }
                if is_group && at > line + 2 && has_names(row) {
                    fill(&mut slots, (line as u16, at as u16 | NAME));
                }
                at += word.len() + 1;
            }
            line += row.len() + 1;
        }
        slots
    })
}

fn is_group(row: &str) -> bool {
    row.as_bytes().first().is_some_and(u8::is_ascii_lowercase)
}

/// What stands before the names of a group.
fn top(row: &str) -> &str {
    word(row.get(2..).unwrap_or_default())
}

/// Whether the hosts of a group are known by their first labels as well.
fn has_names(row: &str) -> bool {
    let top = top(row);
    top.len() > 1 && top.ends_with('=')
}

fn fill(slots: &mut [Slot], slot: Slot) {
    let name = name_at(slot);
    let mut place = hash(name);
    while let Some(taken) = slots.get_mut(place) {
        if *taken == (0, 0) {
            *taken = slot;
            return;
        }
        place = (place + 1) % SLOTS;
    }
}

/// A name in parts that belong together: a host, or `=` and a name that is none.
type Name<'a> = [&'a str; 3];

/// The table from a place on. Lines are hundreds of names long: nothing here looks for their end.
fn from(at: u16) -> &'static str {
    TABLE.get(usize::from(at)..).unwrap_or_default()
}

/// The first word of a text.
fn word(text: &str) -> &str {
    let end = text.bytes().position(|c| c == b' ' || c == b'\n').unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// The name that a slot stands for.
fn name_at((line, at): Slot) -> Name<'static> {
    let (row, word) = (from(line), word(from(at & !NAME)));
    if !is_group(row) {
        return if at == line + 2 { ["=", word, ""] } else { [word, "", ""] };
    }
    match text::trimmed_end(top(row), &mut |c| c == '=') {
        "" => ["=", word, ""],
        _ if at & NAME != 0 => ["=", word, ""],
        top => [word, ".", top],
    }
}

/// FNV-1a, folded to the number of slots.
fn hash(name: Name<'_>) -> usize {
    let mut hash: u32 = 0x811c_9dc5;
    for part in name {
        for byte in part.as_bytes() {
            hash = (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
        }
    }
    (hash ^ hash >> 16) as usize % SLOTS
}

/// Whether two names are the same text. Mostly the first parts differ in length or not at all.
fn is_same(left: &Name<'_>, right: &Name<'_>) -> bool {
    let length = |name: &Name<'_>| name.iter().map(|part| part.len()).sum::<usize>();
    left == right || length(left) == length(right) && text::concat(left) == text::concat(right)
}

/// The place of a name; `called` is what an unnamed one is called.
fn find(name: Name<'_>, called: &str) -> Option<Place> {
    let slots = index();
    let mut place = hash(name);
    while let Some(&slot) = slots.get(place).filter(|slot| **slot != (0, 0)) {
        if is_same(&name_at(slot), &name) {
            let row = from(slot.0);
            let called = if is_group(row) { called } else { top(row) };
            return Some(Place { name: called.to_owned(), kind: kind(row)? });
        }
        place = (place + 1) % SLOTS;
    }
    None
}

fn kind(row: &str) -> Option<Kind> {
    Some(match row.as_bytes().first()?.to_ascii_uppercase() {
        b'S' => Kind::Search,
        b'C' => Kind::Social,
        b'V' => Kind::Video,
        b'P' => Kind::Shopping,
        b'A' => Kind::Assistant,
        b'E' => Kind::Mail,
        b'M' => Kind::Messenger,
        b'D' => Kind::Ads,
        b'X' => Kind::Pass,
        _ => Kind::Other,
    })
}

/// The table as the module carries it, for those who want to read it.
#[cfg(feature = "cli")]
#[must_use]
pub fn known_places() -> &'static str {
    TABLE
}

/// The place that a host belongs to: the longest name that is the host, or that the host lies below.
pub(super) fn of_host(host: &str) -> Option<Place> {
    let mut rest = Some(host).filter(|host| host.len() <= LONGEST_HOST);
    while let Some(suffix) = rest.filter(|suffix| !suffix.is_empty() && !suffix.starts_with('=')) {
        let place = find([suffix, "", ""], suffix)
            .or_else(|| national(suffix).and_then(|label| find([label, ".", "*"], suffix)));
        if place.is_some() {
            return place;
        }
        rest = text::split(suffix, ".").map(|(_, rest)| rest);
    }
    is_webmail(host).then(|| Place { name: host.to_owned(), kind: Kind::Mail })
}

/// Whether a host that is not known is called after mail: `webmail.a.example`, `mail.a.example`.
fn is_webmail(host: &str) -> bool {
    let (first, rest) = text::split(host, ".").unwrap_or_default();
    text::split(rest, ".").is_some() && (first.starts_with("webmail") || first == "mail")
}

/// What stands before a country's domain: `google` of `google.de`, `google.co.uk` and `google.com`.
fn national(host: &str) -> Option<&str> {
    let (rest, top) = text::split_last(host, ".")?;
    if top.len() != 2 {
        return (top == "com").then_some(rest);
    }
    match text::split_last(rest, ".") {
        // Below `com.ru` and its like anybody may register any name.
        Some((rest, second)) if top != "ru" && SECOND_LEVEL.contains(&second) => Some(rest),
        _ => Some(rest),
    }
}

/// The place that a `utm_source` names, in lower case: by its name, by what else it is called (spaces, hyphens and
/// underscores count for nothing), by what its ads are called (`facebook_ads`, `fbads`), by a host.
pub(super) fn of_source(source: &str) -> Option<Place> {
    let spelled = || {
        let word: String = source.chars().filter(|c| !matches!(c, ' ' | '-' | '_')).collect();
        let named = |word: &str| find(["=", word, ""], source);
        let of_ads = || ["ads", "ad"].iter().find_map(|end| named(word.strip_suffix(end)?));
        named(&word).or_else(of_ads)
    };
    let host = source.strip_prefix("www.").unwrap_or(source);
    let is_host = source.bytes().any(|c| c == b'.');
    find(["=", source, ""], source).or_else(|| if is_host { of_host(host) } else { spelled() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is(found: &Option<Place>, name: &str, kind: Kind) {
        assert_eq!(found, &Some(Place { name: name.to_owned(), kind }));
    }

    #[test]
    fn look_alike_hosts_are_not_known() {
        for host in [
            "notgoogle.example",
            "google.evil.example",
            "google.com.evil.example",
            "xgoogle.com",
            "yandex.evil.co",
            "faceb00k.com",
            "com",
            "co.uk",
            "",
            ".",
            "..",
            "=fb",
            "*",
        ] {
            assert_eq!(of_host(host), None, "{host}");
        }
    }

    #[test]
    fn the_longest_host_wins() {
        is(&of_host("gemini.google.com"), "gemini", Kind::Assistant);
        is(&of_host("mail.google.com"), "gmail", Kind::Mail);
        is(&of_host("www.google.co.uk"), "google", Kind::Search);
        is(&of_host("google.de"), "google", Kind::Search);
        is(&of_host("m.facebook.com"), "facebook", Kind::Social);
    }

    #[test]
    fn sources_are_known_by_name_alias_and_host() {
        is(&of_source("tg"), "telegram", Kind::Messenger);
        is(&of_source("chatgpt.com"), "chatgpt", Kind::Assistant);
        is(&of_source("43things"), "43things", Kind::Social);
        assert_eq!(of_source("newsletter"), None);
    }

    #[test]
    fn every_name_of_the_table_is_found_and_the_index_is_sparse() {
        assert!(TABLE.len() < usize::from(NAME));
        let names: Vec<Slot> = index().iter().copied().filter(|slot| *slot != (0, 0)).collect();
        assert!(names.len() * 3 < SLOTS, "{} names", names.len());
        for slot in names {
            let name = name_at(slot);
            let row = TABLE.get(usize::from(slot.0)..).unwrap();
            assert_eq!(find(name, "").map(|place| place.kind), kind(row), "{name:?}");
        }
    }
}
