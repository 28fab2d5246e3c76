//! Makes the table of known places out of the lists in `src/source/data`: one short text that the module carries. It
//! must not decide a channel.
//!
//! The table's form, one line for each place or group:
//!
//! - `S google google.* =adwords`: a capital letter for the kind, the source's name, hosts, other names behind `=`.
//! - `s com ask lycos`: a small letter, a top-level domain (`*` for every country's), and what stands before it: hosts of
//!   the vendored lists, whose source is called like the host. `com=` are hosts whose first label is a name as well, `=`
//!   names without a host.

#![allow(clippy::expect_used, clippy::panic, reason = "a table that cannot be made stops the build and says why")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{env, fs};

const DATA: &str = "src/source/data";
/// The kinds in the owner's list and their letters in the table.
const KINDS: &[(&str, char)] = &[
    ("search", 'S'),
    ("social", 'C'),
    ("video", 'V'),
    ("shopping", 'P'),
    ("assistant", 'A'),
    ("mail", 'E'),
    ("messenger", 'M'),
    ("ads", 'D'),
    ("pass", 'X'),
    ("other", 'O'),
];
/// Kinds whose places are never shown by a name.
const NAMELESS: &[char] = &['X', 'O'];
/// Top-level domains before which a plain name of the lists stands as well: it is then written once.
const NAMING: &[&str] = &["com", "net", "org", "*"];
/// Labels under which countries register names, besides the country itself: `google.co.uk`.
const SECOND_LEVEL: &[&str] = &["co", "com", "net", "org"];

/// A place of our own list.
struct Place {
    kind: char,
    name: String,
    words: Vec<String>,
}

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={DATA}");
    let own = own_places(&data("places.txt"));
    let vendored = vendored();
    let out = env::var("OUT_DIR").expect("cargo names the folder");
    fs::write(Path::new(&out).join("places.txt"), table(&own, &vendored)).expect("the folder can be written");
}

fn data(name: &str) -> String {
    let path = Path::new(DATA).join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Our own list: `kind name word… # reason`.
fn own_places(text: &str) -> Vec<Place> {
    let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
    let place = |line: &str| {
        let mut words = line.split_whitespace();
        let kind = words.next()?;
        let letter = KINDS.iter().find(|(known, _)| *known == kind).map(|(_, letter)| *letter);
        let kind = letter.unwrap_or_else(|| panic!("places.txt: found the kind {kind:?} in {line:?}"));
        let name = words.next().unwrap_or_else(|| panic!("places.txt: no name in {line:?}")).to_owned();
        Some(Place { kind, name, words: words.map(str::to_owned).collect() })
    };
    lines.filter_map(place).collect()
}

/// Hosts and plain names of the vendored lists with their kinds; of two lists that know one, the first counts: Google's own
/// categories decide before Matomo's, and AI assistants before both.
fn vendored() -> BTreeMap<String, char> {
    let mut known = BTreeMap::new();
    let mut add = |word: &str, kind| {
        if let Some(word) = cleaned(word) {
            known.entry(word).or_insert(kind);
        }
    };
    items(&data("matomo-AIAssistants.yml"), false).iter().for_each(|host| add(host, 'A'));
    for row in data("velir-ga4_source_categories.csv").lines().skip(1) {
        let (source, category) = row.rsplit_once(',').unwrap_or_else(|| panic!("velir: found {row:?}"));
        let kind = match category.rsplit('_').next() {
            Some("SEARCH") => 'S',
            Some("SOCIAL") => 'C',
            Some("SHOPPING") => 'P',
            Some("VIDEO") => 'V',
            _ => panic!("velir: found the category {category:?}"),
        };
        add(source, kind);
    }
    items(&data("matomo-Socials.yml"), false).iter().for_each(|host| add(host, 'C'));
    items(&data("matomo-SearchEngines.yml"), true).iter().for_each(|host| add(host, 'S'));
    known
}

/// The items of a list of lists in YAML; where `nested`, only those below `urls:`.
fn items(yaml: &str, nested: bool) -> Vec<String> {
    let (mut found, mut is_in) = (Vec::new(), !nested);
    for line in yaml.lines() {
        let line = line.trim();
        match line.strip_prefix("- ") {
            Some(item) if is_in => found.push(item.trim_matches('\'').to_owned()),
            Some(_) => {}
            None if nested && line.ends_with(':') => is_in = line == "urls:",
            None => {}
        }
    }
    found
}

/// A word of a list as the table holds it: lower case, no `www.`, `*` for a country; nothing where it names a path.
fn cleaned(word: &str) -> Option<String> {
    let word = word.to_lowercase();
    if word.contains('/') {
        return None;
    }
    let host = word.strip_prefix("www.").unwrap_or(&word);
    // What stands before a country in front covers the same hosts as the part behind it: `{}.bing.com`.
    let host = host.rsplit_once("{}.").map_or(host, |(_, host)| host);
    Some(spelled(&host.replace("{}", "*")))
}

/// A plain name as it is looked for: without spaces, hyphens and underscores. Hosts stay as they are.
fn spelled(word: &str) -> String {
    if word.contains('.') { word.to_owned() } else { word.replace(['-', '_', '~', ' '], "") }
}

/// The kind that a host has by its longest known suffix.
fn kind_of(host: &str, known: &BTreeMap<String, char>) -> Option<char> {
    let mut rest = Some(host);
    while let Some(suffix) = rest {
        let kind = known.get(suffix).or_else(|| national(suffix).and_then(|pattern| known.get(&pattern)));
        if kind.is_some() {
            return kind.copied();
        }
        rest = suffix.split_once('.').map(|(_, rest)| rest);
    }
    None
}

/// The pattern for every country's domain that a host falls under: `google.*` for `google.de` and `google.co.uk`.
fn national(host: &str) -> Option<String> {
    let (rest, top) = host.rsplit_once('.')?;
    if top != "com" && top.len() != 2 {
        return None;
    }
    let rest = match rest.rsplit_once('.') {
        Some((rest, second)) if top.len() == 2 && top != "ru" && SECOND_LEVEL.contains(&second) => rest,
        _ => rest,
    };
    Some(format!("{rest}.*"))
}

/// Adds a host to the group of its kind and its top-level domain.
fn group(groups: &mut BTreeMap<(char, String), BTreeSet<String>>, kind: char, host: &str) {
    let alias = host.strip_prefix('=').map(|alias| (alias, "="));
    let (name, top) =
        alias.or_else(|| host.rsplit_once('.')).unwrap_or_else(|| panic!("found {host:?}, expected a host"));
    groups.entry((kind, top.to_owned())).or_default().insert(name.to_owned());
}

fn table(own: &[Place], vendored: &BTreeMap<String, char>) -> String {
    let mut known: BTreeMap<String, char> = BTreeMap::new();
    let mut names = BTreeSet::new();
    let mut out = String::new();
    let own_hosts: BTreeSet<&String> = own.iter().flat_map(|place| &place.words).collect();
    let mut groups: BTreeMap<(char, String), BTreeSet<String>> = BTreeMap::new();
    for Place { kind, name, words } in own {
        if NAMELESS.contains(kind) {
            words.iter().for_each(|host| group(&mut groups, *kind, host));
        } else {
            names.insert(name.clone());
            let spelled: BTreeSet<String> = words.iter().map(|word| spelled(word)).collect();
            // What a place's ads are called is derived from its other names.
            let is_known = |base: &str| base == name || spelled.contains(&format!("={base}"));
            let is_derived = |word: &&String| {
                let alias = word.strip_prefix('=').unwrap_or_default();
                ["ads", "ad", ""].iter().any(|end| {
                    alias.strip_suffix(end).is_some_and(|base| base == name || !end.is_empty() && is_known(base))
                })
            };
            let words: Vec<&String> = spelled.iter().filter(|word| !is_derived(word)).collect();
            out += &format!("{kind} {name}{}\n", words.iter().map(|word| format!(" {word}")).collect::<String>());
        }
        for word in words {
            match word.strip_prefix('=') {
                Some(_) => drop(names.insert(spelled(word).trim_start_matches('=').to_owned())),
                None => drop(known.insert(word.clone(), *kind)),
            }
        }
    }
    // Shorter hosts first: what they cover needs no entry.
    let mut hosts: Vec<(&String, &char)> = vendored.iter().filter(|(host, _)| host.contains('.')).collect();
    hosts.sort_by_key(|(host, _)| (host.matches('.').count(), !host.ends_with(".*"), host.len()));
    for (host, kind) in hosts {
        let is_ours = known.contains_key(host) || national(host).is_some_and(|pattern| own_hosts.contains(&pattern));
        if !is_ours && kind_of(host, &known) != Some(*kind) {
            known.insert(host.clone(), *kind);
            let (stem, top) = host.rsplit_once('.').expect("it has a dot");
            let is_name = NAMING.contains(&top) && vendored.get(stem) == Some(kind) && !names.contains(stem);
            if is_name {
                names.insert(stem.to_owned());
                groups.entry((*kind, format!("{top}="))).or_default().insert(stem.to_owned());
            } else {
                group(&mut groups, *kind, host);
            }
        }
    }
    for (name, kind) in vendored.iter().filter(|(name, _)| !name.contains('.') && !names.contains(*name)) {
        groups.entry((*kind, "=".to_owned())).or_default().insert(name.clone());
    }
    for ((kind, top), names) in groups {
        let names: Vec<String> = names.into_iter().collect();
        out += &format!("{} {top} {}\n", kind.to_ascii_lowercase(), names.join(" "));
    }
    out.trim_end().to_owned()
}
