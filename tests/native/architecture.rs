//! The architecture holds: ARCHITECTURE.md's table of who may use whom, the invariants' tests, the first line of every
//! file, the agreement of the build's settings. The documents are read, so they cannot drift.

use std::collections::BTreeSet;

use crate::files;

/// Rows of the first table below a heading of ARCHITECTURE.md: the cells of each.
fn table(heading: &str) -> Vec<Vec<String>> {
    let text = files::text("ARCHITECTURE.md");
    let section = text.split(&format!("## {heading}\n")).nth(1).unwrap_or_else(|| panic!("no heading {heading}"));
    let rows = section.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    let cells = |row: &str| row.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
    rows.skip(2).map(cells).collect()
}

/// The module of a file of the library: `src/quiz/flow.rs` is `quiz`, `src/error.rs` is `error`.
fn module(file: &str) -> &str {
    file.trim_start_matches("src/").split(['/', '.']).next().unwrap()
}

/// The code of a file: without comments, so that a link in a comment is no import.
fn code(file: &str) -> String {
    files::text(file).lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The modules that a text names behind `crate::`, groups included.
fn named(code: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    let word = |text: &str| text.trim().split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap().to_owned();
    for rest in code.split("crate::").skip(1) {
        let Some(group) = rest.strip_prefix('{') else {
            out.insert(word(rest));
            continue;
        };
        let (mut depth, mut item) = (0, String::new());
        for c in group.chars() {
            match c {
                '}' if depth == 0 => break,
                ',' if depth == 0 => {
                    out.insert(word(&std::mem::take(&mut item)));
                }
                _ => {
                    depth += i32::from(c == '{') - i32::from(c == '}');
                    item.push(c);
                }
            }
        }
        out.insert(word(&item));
    }
    out.remove("");
    out
}

fn library() -> Vec<String> {
    files::below("src", ".rs")
        .into_iter()
        .filter(|file| !file.starts_with("src/bin/") && file != "src/lib.rs")
        .collect()
}

/// The imports that the table does not allow, as `file uses module`.
fn forbidden(file: &str, code: &str) -> Vec<String> {
    let rows = table("Who may use whom");
    let row = rows
        .iter()
        .find(|row| row[0] == module(file))
        .unwrap_or_else(|| panic!("ARCHITECTURE.md has no row for {}", module(file)));
    let allowed: BTreeSet<&str> = row[1].split_whitespace().chain([module(file)]).collect();
    named(code)
        .into_iter()
        .filter(|name| !allowed.contains(name.as_str()))
        .map(|name| format!("{file} uses {name}"))
        .collect()
}

#[test]
fn every_import_is_allowed_by_the_table() {
    let wrong: Vec<String> = library().iter().flat_map(|file| forbidden(file, &code(file))).collect();
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn an_import_that_the_table_forbids_is_found() {
    assert_eq!(forbidden("src/score/x.rs", "use crate::quiz::Session;"), ["src/score/x.rs uses quiz"]);
    assert_eq!(forbidden("src/event/x.rs", "let a = crate::source::Url::split(x);"), ["src/event/x.rs uses source"]);
    let grouped = "use crate::{value::{Map, Value}, lead};";
    assert_eq!(forbidden("src/source/x.rs", grouped), ["src/source/x.rs uses lead"]);
}

#[test]
fn every_module_stands_in_the_table_and_the_table_names_no_other() {
    let modules: BTreeSet<String> = library().iter().map(|file| module(file).to_owned()).collect();
    let rows: BTreeSet<String> = table("Who may use whom").into_iter().map(|row| row[0].clone()).collect();
    assert_eq!(modules, rows);
}

#[test]
fn every_source_file_begins_by_saying_what_it_decides() {
    let folders = [
        "src",
        "tests",
        "xtask/src",
        "collector/src",
        "collector/tests",
        "benches",
        "fuzz/src",
        "fuzz/tests",
        "module/src",
    ];
    let rust =
        folders.iter().filter(|folder| files::path(folder).exists()).flat_map(|folder| files::below(folder, ".rs"));
    let silent: Vec<String> = rust.filter(|file| !files::text(file).starts_with("//!")).collect();
    assert_eq!(silent, Vec::<String>::new());
    let page = ["www/loader", "www/element", "www/i18n"]
        .iter()
        .flat_map(|folder| [files::below(folder, ".ts"), files::below(folder, ".tsx")].concat());
    let silent: Vec<String> =
        page.chain(files::below("tests/e2e", ".mjs")).filter(|file| !files::text(file).starts_with("/**")).collect();
    assert_eq!(silent, Vec::<String>::new());
}

#[test]
fn only_the_browsers_side_knows_the_platform() {
    for file in library().iter().filter(|file| !["browser", "wasm"].contains(&module(file))) {
        let code = code(file);
        for word in [
            "target_arch",
            "super::super",
            "web_sys",
            "js_sys",
            "gloo",
            "wasm_bindgen",
            "std::time",
            "std::env",
            "std::fs",
            "std::net",
        ] {
            assert!(!code.contains(word), "{file} names {word}");
        }
    }
    assert!(!files::below("src", ".rs").iter().any(|file| code(file).contains("super::super")));
}

#[test]
fn a_browser_crate_is_no_dependency_of_the_host() {
    let manifest = files::text("Cargo.toml");
    let (common, targeted) = manifest.split_once("[target.'cfg(target_arch = \"wasm32\")'.dependencies]").unwrap();
    let dependencies = common.split("[dependencies]").nth(1).unwrap();
    for name in ["web-sys", "js-sys", "gloo", "wasm-bindgen"] {
        assert!(!dependencies.contains(&format!("\n{name} =")) && targeted.contains(&format!("\n{name} =")), "{name}");
    }
}

#[test]
fn serialised_forms_stand_only_where_the_architecture_says() {
    let allowed: BTreeSet<String> =
        table("Serialised forms").into_iter().map(|row| row[0].trim_matches('`').to_owned()).collect();
    let holders = library()
        .into_iter()
        .filter(|file| code(file).contains("fn from_value(") || code(file).contains("fn to_value("));
    let holders: BTreeSet<String> = holders.collect();
    let strangers: Vec<&String> = holders.iter().filter(|file| !allowed.contains(*file)).collect();
    assert!(strangers.is_empty(), "{strangers:?} stand in no row of the table");
}

#[test]
fn every_invariant_names_a_test_that_exists() {
    let tests = [
        files::below("src", ".rs"),
        files::below("tests", ".rs"),
        files::below("tests", ".mjs"),
        files::below("collector/tests", ".rs"),
    ]
    .concat();
    let all: String = tests.iter().map(|file| files::text(file)).collect();
    let rows = table("Invariants");
    assert!(rows.len() >= 8);
    for row in rows {
        for name in row[2].split(", ").map(|name| name.trim_matches('`')) {
            let sentence = name.replace('_', " ");
            assert!(
                all.contains(&format!("fn {name}()"))
                    || all.contains(&format!("fn {name}("))
                    || all.contains(&format!("'{sentence}'")),
                "no test {name}"
            );
        }
    }
}

#[test]
fn the_build_settings_agree() {
    assert!(files::text(".cargo/config.toml").lines().any(|line| line == "include = [\"../wasm-pack.toml\"]"));
    let pack = files::text("wasm-pack.toml");
    for line in [
        "[profile.web]",
        "inherits = \"release\"",
        "lto = true",
        "codegen-units = 1",
        "panic = \"abort\"",
        "snippet = 1024",
        "page_without_quiz = 119808",
        "page_with_quiz = 173056",
    ] {
        assert!(pack.lines().any(|found| found.trim() == line), "wasm-pack.toml lacks {line}");
    }
    // A library that is linked in two ways is not optimised as a whole, whatever `lto` says.
    assert!(files::text("module/Cargo.toml").contains("[lib]\ncrate-type = [\"cdylib\"]\n"));
    let lock = files::text("Cargo.lock");
    let locked =
        lock.split("name = \"wasm-bindgen\"\nversion = \"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    assert!(
        files::text("Cargo.toml").contains(&format!("wasm-bindgen = \"={locked}\"")),
        "Cargo.toml must name wasm-bindgen {locked}"
    );
    let version = |text: &str, before: &str| {
        text.split(before).nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned()
    };
    let crate_version = version(files::text("Cargo.toml").split("[workspace.package]").nth(1).unwrap(), "version = \"");
    assert_eq!(crate_version, version(&files::text("www/package.json"), "\"version\": \""));
    let readme = files::text("README.md");
    for command in ["cargo xtask demo", "cargo xtask test"] {
        assert!(readme.contains(command), "README.md lacks {command}");
    }
    assert!(files::text(".ci/run").contains("cargo xtask test"));
    assert!(
        readme.contains(&format!("leadsieve-{crate_version}.js")),
        "README.md names another version than {crate_version}"
    );
}

#[test]
fn every_point_of_contact_with_the_browser_is_documented() {
    let document = files::text("docs/BROWSER.md");
    let facilities = files::below("src/browser", ".rs").into_iter().filter(|file| !file.ends_with("/mod.rs"));
    for file in facilities {
        assert!(document.contains(&format!("`{file}`")), "docs/BROWSER.md lacks {file}");
    }
}
