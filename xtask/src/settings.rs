//! What `wasm-pack.toml` tells xtask: the modules to pack, the tools it takes, the size budgets.
//! Must not know: cargo's part of that file, or how a module is built.

use crate::failure::Failure;
use toml::{Table, Value};

/// The tables `[pack]` and `[budget]`.
#[derive(Debug)]
pub(crate) struct Settings {
    /// The oldest wasm-pack that will do.
    pub(crate) wasm_pack: String,
    /// The oldest Node that will do.
    pub(crate) node: String,
    /// The cargo profile of a web build.
    pub(crate) profile: String,
    /// The kind of JavaScript glue.
    pub(crate) target: String,
    /// The first part of the output files' names.
    pub(crate) out_name: String,
    /// The modules, in the order of their names.
    pub(crate) modules: Vec<Module>,
    /// What a page may weigh.
    pub(crate) budget: Budget,
}

/// One build of the crate.
#[derive(Debug)]
pub(crate) struct Module {
    /// Its name in the file.
    pub(crate) name: String,
    /// Where wasm-pack writes it, from the repository's root.
    pub(crate) out_dir: String,
    /// What cargo is told about features.
    pub(crate) cargo: Vec<String>,
}

/// Bytes after brotli.
#[derive(Debug)]
pub(crate) struct Budget {
    /// The snippet inside the page.
    pub(crate) snippet: u64,
    /// Loader and wasm for tracking alone.
    pub(crate) page_without_quiz: u64,
    /// Loader with the element, wasm and one language.
    pub(crate) page_with_quiz: u64,
}

impl Settings {
    /// Reads the text of `wasm-pack.toml`.
    pub(crate) fn parse(text: &str) -> Result<Self, Failure> {
        let file: Table = text.parse().map_err(|error| Failure::new(format!("wasm-pack.toml is not TOML: {error}")))?;
        let pack = table(&file, "pack")?;
        Ok(Self {
            wasm_pack: string(pack, "pack.wasm-pack")?,
            node: string(pack, "pack.node")?,
            profile: string(pack, "pack.profile")?,
            target: string(pack, "pack.target")?,
            out_name: string(pack, "pack.out-name")?,
            modules: modules(table(pack, "pack.module")?)?,
            budget: budget(table(&file, "budget")?)?,
        })
    }
}

fn budget(limits: &Table) -> Result<Budget, Failure> {
    let limit = |key: &str| bytes(limits, &format!("budget.{key}"));
    Ok(Budget {
        snippet: limit("snippet")?,
        page_without_quiz: limit("page_without_quiz")?,
        page_with_quiz: limit("page_with_quiz")?,
    })
}

fn modules(named: &Table) -> Result<Vec<Module>, Failure> {
    named.keys().map(|name| module(name, table(named, name)?)).collect()
}

fn module(name: &str, settings: &Table) -> Result<Module, Failure> {
    let path = |key: &str| format!("pack.module.{name}.{key}");
    let features = settings.get("features").and_then(Value::as_array);
    let names = features.and_then(|list| list.iter().map(Value::as_str).collect::<Option<Vec<_>>>());
    let names = names.ok_or_else(|| missing(&path("features"), "a list of names"))?;
    let default = settings.get("default-features").and_then(Value::as_bool);
    let default = default.ok_or_else(|| missing(&path("default-features"), "true or false"))?;
    Ok(Module {
        name: name.to_owned(),
        out_dir: string(settings, &path("out-dir"))?,
        cargo: feature_flags(default, &names),
    })
}

fn feature_flags(default: bool, names: &[&str]) -> Vec<String> {
    let mut flags = Vec::new();
    if !default {
        flags.push("--no-default-features".to_owned());
    }
    if !names.is_empty() {
        flags.extend(["--features".to_owned(), names.join(",")]);
    }
    flags
}

fn table<'a>(parent: &'a Table, path: &str) -> Result<&'a Table, Failure> {
    let found = parent.get(last(path)).and_then(Value::as_table);
    found.ok_or_else(|| missing(path, "a table"))
}

fn string(parent: &Table, path: &str) -> Result<String, Failure> {
    let found = parent.get(last(path)).and_then(Value::as_str);
    found.map(str::to_owned).ok_or_else(|| missing(path, "a text"))
}

fn bytes(parent: &Table, path: &str) -> Result<u64, Failure> {
    let found = parent.get(last(path)).and_then(Value::as_integer);
    found.and_then(|number| u64::try_from(number).ok()).ok_or_else(|| missing(path, "a number of bytes"))
}

fn last(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or(path)
}

fn missing(path: &str, expected: &str) -> Failure {
    Failure::new(format!("wasm-pack.toml: `{path}` is not {expected}"))
        .todo("put it back; the file's comments say what each table is for")
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: &str = include_str!("../../wasm-pack.toml");

    #[test]
    fn the_repository_packs_its_modules_each_with_the_features_that_it_names() {
        let settings = Settings::parse(OURS).unwrap();
        let built: Vec<_> =
            settings.modules.iter().map(|module| (module.name.as_str(), module.cargo.join(" "))).collect();
        let flags = |features: &str| format!("--no-default-features{features}");
        assert_eq!(
            built,
            [
                ("full", flags(" --features quiz")),
                ("record", flags(" --features quiz,tape")),
                ("tools", flags(" --features tools")),
                ("track", flags("")),
            ]
        );
    }

    #[test]
    fn a_missing_setting_is_named_with_its_path() {
        let text = OURS.replace("page_with_quiz", "page_with_kwiz");
        let told = Settings::parse(&text).unwrap_err().to_string();
        assert!(told.starts_with("wasm-pack.toml: `budget.page_with_quiz` is not a number of bytes"));
    }

    #[test]
    fn features_become_cargo_flags() {
        assert_eq!(feature_flags(true, &[]).join(" "), "");
        assert_eq!(feature_flags(false, &["quiz", "tools"]).join(" "), "--no-default-features --features quiz,tools");
    }
}
