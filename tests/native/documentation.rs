//! Pages of `docs` that are made out of the code: what they say is what the code does. `UPDATE_DOCS=1 cargo test` writes
//! them, for review.

use leadsieve::delivery;
use leadsieve::event;
use leadsieve::source::{CLASSES, Channel, Rule, Settings, classify, known_click_ids};

use crate::files;

const SITE: &str = "https://shop.example/";

pub fn row(out: &mut String, cells: &[&str]) {
    *out += &format!("| {} |\n", cells.join(" | "));
}

/// A name in code font; a hyphen where there is none.
pub fn code(text: &str) -> String {
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

/// The table of one noun's events.
fn events(nouns: &[&str]) -> String {
    let mut out = String::new();
    row(&mut out, &["event", "exactly when", "properties", "facts beside its own", "the config needs"]);
    row(&mut out, &["---", "---", "---", "---", "---"]);
    for name in event::NAMES {
        if !nouns.contains(&name.split('.').next().unwrap()) {
            continue;
        }
        let about = event::about(name).unwrap_or_else(|| panic!("{name} is not documented"));
        let property = |(name, meaning): &(&str, &str)| format!("{}: {meaning}", code(name));
        let properties = about.properties.iter().map(property).collect::<Vec<_>>().join("; ");
        let or_none = |text: &str| if text.is_empty() { "–".to_owned() } else { text.to_owned() };
        let cells = [&code(name), about.when, &or_none(&properties), &or_none(about.facts), &code(about.needs)];
        row(&mut out, &cells);
        check_example(name, about.needs);
    }
    out
}

/// What a page of the documentation tells owners to write can be read without a complaint.
fn check_example(name: &str, needs: &str) {
    let events = if needs.is_empty() { format!(r#"{{"rules":{{"{name}":{{"on":true}}}}}}"#) } else { needs.to_owned() };
    let config = format!(
        r#"{{"version":1,"site":{{"id":"a"}},"events":{events},
        "consent":{{"default":{{"attribution":"granted","behaviour":"granted","lead":"granted"}}}}}}"#
    );
    let problems = leadsieve::config::read(&serde_json::from_str(&config).unwrap()).1;
    assert!(problems.is_empty(), "{name}: {problems:?}");
}

fn platforms() -> String {
    let mut out = String::new();
    row(&mut out, &["`to`", "platform"]);
    row(&mut out, &["---", "---"]);
    for (word, platform) in event::PLATFORMS {
        row(&mut out, &[&code(word), platform.about()]);
    }
    out
}

/// Holds a page of `docs`: what stands between its marks is what the code says.
pub fn hold(path: &str, tables: &[(&str, String)]) {
    let mut page = files::text(path);
    for (name, table) in tables {
        let (begin, end) = (format!("<!-- {name}: made by cargo test -->\n"), "<!-- end -->");
        let (before, rest) = page.split_once(&begin).unwrap_or_else(|| panic!("{path} lacks {begin}"));
        let (_, after) = rest.split_once(end).expect("an end");
        page = format!("{before}{begin}{table}{end}{after}");
    }
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(files::path(path), &page).unwrap();
    }
    assert_eq!(files::text(path), page, "{path} drifted: UPDATE_DOCS=1 writes it");
}

#[test]
fn the_page_of_sources_says_what_the_code_does() {
    hold("docs/sources.md", &[("rules", rules()), ("click ids", click_ids()), ("classes", channels())]);
}

#[test]
fn the_page_of_events_says_what_the_code_does() {
    let tables = [
        ("page and visit", events(&["page", "visit", "scroll", "time", "keypage", "search", "exit"])),
        ("clicks", events(&["click", "copy", "rage"])),
        ("forms", events(&["form"])),
        ("seen", events(&["element", "video"])),
        ("quizzes and leads", events(&["quiz", "lead"])),
        ("platforms", platforms()),
    ];
    hold("docs/events.md", &tables);
    let page = files::text("docs/events.md");
    let silent: Vec<_> = event::NAMES.iter().filter(|name| !page.contains(&format!("\n| `{name}` |"))).collect();
    assert!(silent.is_empty(), "docs/events.md has no row for {silent:?}");
}

/// The blocks of JSON on a page.
fn examples(path: &str) -> Vec<String> {
    let page = files::text(path);
    page.split("```json\n").skip(1).map(|rest| rest.split("```").next().unwrap().trim().to_owned()).collect()
}

#[test]
fn the_example_of_the_page_on_scores_is_what_the_command_answers() {
    let granted = r#"{"attribution":"granted","behaviour":"granted","lead":"granted"}"#;
    let rules = r#"[{"id":"role-owner","axis":"fit","if":"{role} = 'owner'","points":5,"label":"Owner of the company"},
        {"id":"pricing-views","axis":"intent","each":"event.keypage.pricing","points":3,"half_life":"7d","label":"Looked at prices"}]"#;
    let config = format!(
        r#"{{"version":1,"site":{{"id":"a"}},"consent":{{"default":{granted}}},"score":{{"id":"t","rules":{rules}}},
        "events":{{"key_pages":[{{"name":"pricing","path":"/p"}}]}},
        "quizzes":{{"a":{{"elements":[{{"type":"text","name":"role"}}]}}}}}}"#
    );
    let path = crate::command::file("score-docs.json", &config);
    let [line, answer] = &examples("docs/proof.md")[..] else { panic!("two examples") };
    let found = crate::command::run(&["score", &path], line);
    assert_eq!(crate::command::text(&found.stdout).trim(), answer);
}

#[test]
fn the_page_of_presets_says_what_is_known() {
    let (mut known, mut refused) = (String::new(), String::new());
    row(&mut known, &["`preset`", "what it is", "fields beside `id`", "leads go to"]);
    row(&mut known, &["---", "---", "---", "---"]);
    for preset in delivery::PRESETS {
        let fields = preset.fields.iter().map(|(name, meaning)| format!("{}: {meaning}", code(name)));
        let fields = fields.collect::<Vec<_>>().join("; ");
        row(&mut known, &[&code(preset.name), preset.about, &fields, &code(preset.url)]);
    }
    row(&mut refused, &["`preset`", "its secret"]);
    row(&mut refused, &["---", "---"]);
    for (name, secret) in delivery::SECRET {
        row(&mut refused, &[&code(name), secret]);
    }
    hold("docs/presets.md", &[("presets", known), ("secrets", refused)]);
}

#[test]
fn the_examples_of_the_page_of_events_are_good_configs() {
    let examples = examples("docs/events.md");
    assert!(!examples.is_empty());
    for example in &examples {
        check_example(example, example.strip_prefix(r#""events":"#).expect("a part named events"));
    }
}

/// The codes of a check and what they mean, as its module says them.
fn findings(module: &str) -> String {
    let head = files::text(module);
    head.lines().filter_map(|line| line.strip_prefix("//! |")).map(|row| format!("|{row}\n")).collect()
}

/// The codes that stand in the files of a folder.
fn codes_in(folder: &str, noun: &str) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    for file in files::below(folder, ".rs") {
        for part in files::text(&file).split('"').filter(|part| part.starts_with(noun) && !part.contains(' ')) {
            codes.push(part.to_owned());
        }
    }
    codes
}

#[test]
fn the_page_of_the_check_has_every_code_and_its_meaning() {
    let (quizzes, table) = (findings("src/quiz/analyse/mod.rs"), findings("src/score/analyse/mod.rs"));
    for (folder, noun, listed) in [("src/quiz/analyse", "quiz/", &quizzes), ("src/score/analyse", "score/", &table)] {
        let codes = codes_in(folder, noun);
        assert!(codes.len() > 5);
        let silent: Vec<&String> = codes.iter().filter(|code| !listed.contains(&format!("`{code}`"))).collect();
        assert!(silent.is_empty(), "{folder} has no row for {silent:?}");
    }
    hold("docs/check.md", &[("quizzes", quizzes), ("table", table)]);
}

/// A config with a quiz, of which a part is another one.
fn config_with(part: &str, value: serde_json::Value) -> leadsieve::value::Value {
    let mut config: serde_json::Value = serde_json::from_str(&files::text("www/demo/leadsieve.json")).unwrap();
    let question = |name: &str| serde_json::json!({ "type": "text", "name": name });
    config["quizzes"]["other"] = serde_json::json!({ "elements": [question("role"), question("rooms")] });
    config[part] = value;
    serde_json::from_value(config).unwrap()
}

#[test]
fn the_page_of_facts_names_what_rules_may_use() {
    let page = files::text("docs/facts.md");
    let rows = page.lines().filter(|line| line.starts_with("| `"));
    let mut count = 0;
    for name in
        rows.flat_map(|row| row.split('|').nth(1).unwrap().split(", ")).map(|name| name.trim().trim_matches('`'))
    {
        count += 1;
        let table = serde_json::json!({ "id": "t", "handoff": format!("{{{name}}} = 1") });
        let problems = leadsieve::config::read(&config_with("score", table)).1;
        assert!(problems.is_empty(), "{name}: {problems:?}");
    }
    assert!(count > 15, "{count}");
    let example = page.split("```json\n\"lead\": ").nth(1).unwrap().split("```").next().unwrap();
    let problems = leadsieve::config::read(&config_with("lead", serde_json::from_str(example).unwrap())).1;
    assert!(problems.is_empty(), "{problems:?}");
}
