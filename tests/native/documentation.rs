//! Pages of `docs` that are made out of the code: what they say is what the code does. `UPDATE_DOCS=1 cargo test` writes
//! them, for review.

use leadsieve::source::{CLASSES, Channel, Rule, Settings, classify, known_click_ids};

use crate::files;

const SITE: &str = "https://shop.example/";

fn row(out: &mut String, cells: &[&str]) {
    *out += &format!("| {} |\n", cells.join(" | "));
}

/// A name in code font; a hyphen where there is none.
fn code(text: &str) -> String {
    if text.is_empty() { "–".to_owned() } else { format!("`{text}`") }
}

fn rules() -> String {
    let mut out = String::new();
    row(&mut out, &["rule", "decides when", "channel", "example", "gives"]);
    row(&mut out, &["---", "---", "---", "---", "---"]);
    for rule in Rule::ALL {
        let about = rule.about();
        let found = classify(&format!("{SITE}{}", about.query), about.referrer, &[], &Settings::default());
        assert_eq!(found.rule, rule.id(), "the example of {rule:?} is decided by another rule: {found:?}");
        let from = if about.referrer.is_empty() { String::new() } else { format!(" from {}", code(about.referrer)) };
        let example = format!("{}{from}", code(about.query));
        let gives = format!("{}: {} / {}, {}", found.channel, found.source, found.medium, found.evidence.word());
        row(&mut out, &[&code(rule.id()), about.when, about.gives, &example, &gives]);
    }
    out
}

fn click_ids() -> String {
    let mut out = String::new();
    row(&mut out, &["parameter", "source", "proves", "example gives"]);
    row(&mut out, &["---", "---", "---", "---"]);
    for (name, source, _, evidence, is_personal) in known_click_ids() {
        let found = classify(&format!("{SITE}?{name}=abc"), "", &[], &Settings::default());
        let proves = format!("{}{}", evidence.word(), if is_personal { "; its value is not kept" } else { "" });
        row(&mut out, &[&code(name), &code(source), &proves, &found.channel]);
    }
    out
}

fn channels() -> String {
    let mut out = String::new();
    row(&mut out, &["class", "channels"]);
    row(&mut out, &["---", "---"]);
    for (word, class) in CLASSES {
        let of_class = Channel::ALL.iter().filter(|channel| channel.class() == *class).map(|channel| channel.name());
        row(&mut out, &[&code(word), &of_class.collect::<Vec<_>>().join(", ")]);
    }
    out
}

#[test]
fn the_page_of_sources_says_what_the_code_does() {
    let mut page = files::text("docs/sources.md");
    for (name, table) in [("rules", rules()), ("click ids", click_ids()), ("classes", channels())] {
        let (begin, end) = (format!("<!-- {name}: made by cargo test -->\n"), "<!-- end -->");
        let (before, rest) = page.split_once(&begin).unwrap_or_else(|| panic!("docs/sources.md lacks {begin}"));
        let (_, after) = rest.split_once(end).expect("an end");
        page = format!("{before}{begin}{table}{end}{after}");
    }
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(files::path("docs/sources.md"), &page).unwrap();
    }
    assert_eq!(files::text("docs/sources.md"), page, "docs/sources.md drifted: UPDATE_DOCS=1 writes it");
}
