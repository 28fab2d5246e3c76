//! What a page weighs: each shipped file raw, gzip and brotli, and three sums against the budgets of wasm-pack.toml.
//! Must not know: how the files are built; their roles come from www/dist/manifest.json.

use crate::failure::Failure;
use crate::settings::Budget;
use crate::step;
use crate::workshop::{Workshop, read};
use serde_json::Value;
use std::collections::BTreeMap;

/// Shipped files by role, as paths below `www/dist`.
#[derive(Debug)]
struct Shipped {
    snippet: String,
    loader: String,
    loader_track: String,
    wasm: String,
    wasm_track: String,
    languages: Vec<String>,
}

/// Bytes of one file.
#[derive(Clone, Copy, Debug)]
struct Weight {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

type Weights = BTreeMap<String, Weight>;

/// One sum beside its budget, in bytes after brotli.
#[derive(Debug, PartialEq)]
struct Sum {
    name: &'static str,
    brotli: u64,
    budget: u64,
}

/// Prints the sizes; fails when a sum is over its budget. Gives the sums, one a line.
pub(crate) fn check(workshop: &Workshop) -> Result<Vec<String>, Failure> {
    verdict(&measure(workshop, &workshop.settings.budget)?)
}

fn measure(workshop: &Workshop, budget: &Budget) -> Result<[Sum; 3], Failure> {
    let manifest =
        read(&workshop.dist().join("manifest.json")).map_err(|failure| failure.todo("run `cargo xtask build`"))?;
    let shipped = Shipped::parse(&manifest)?;
    let weights = weigh(workshop, &shipped.files())?;
    step::say(&format!("      {:<36}{:>9}{:>9}{:>9}", "file", "raw", "gzip", "brotli"));
    for (file, weight) in &weights {
        let Weight { raw, gzip, brotli } = weight;
        step::say(&format!("      {file:<36}{raw:>9}{gzip:>9}{brotli:>9}"));
    }
    Ok(sums(&shipped, &weights, budget))
}

fn verdict(sums: &[Sum]) -> Result<Vec<String>, Failure> {
    let lines: Vec<String> = sums.iter().map(Sum::line).collect();
    let over: Vec<&str> = sums.iter().filter(|sum| sum.brotli > sum.budget).map(|sum| sum.name).collect();
    if over.is_empty() {
        return Ok(lines);
    }
    Err(Failure::new(format!("over the size budget: {}", over.join(", ")))
        .ran("cargo xtask size")
        .printed(&lines.join("\n"))
        .todo("make the files above smaller; the limits stand in wasm-pack.toml under [budget]"))
}

fn sums(shipped: &Shipped, weights: &Weights, budget: &Budget) -> [Sum; 3] {
    let of = |file: &String| weights.get(file).map_or(0, |weight| weight.brotli);
    let language = shipped.languages.iter().map(of).max().unwrap_or(0);
    let track = of(&shipped.loader_track) + of(&shipped.wasm_track);
    let quiz = of(&shipped.loader) + of(&shipped.wasm) + language;
    [
        Sum::new("snippet", of(&shipped.snippet), budget.snippet),
        Sum::new("page without a quiz", track, budget.page_without_quiz),
        Sum::new("page with a quiz", quiz, budget.page_with_quiz),
    ]
}

/// Node measures: it brings the very compressors that servers use.
fn weigh(workshop: &Workshop, files: &[String]) -> Result<Weights, Failure> {
    let mut command = workshop.command("node");
    command.arg("xtask/measure.mjs");
    command.args(files.iter().map(|file| workshop.dist().join(file)));
    let text = step::capture(&mut command, "run `cargo xtask build`, then this again")?;
    let measured: Vec<[u64; 3]> = serde_json::from_str(&text)
        .map_err(|error| Failure::new(format!("the measured sizes cannot be read: {error}")))?;
    let named = files.iter().zip(measured);
    Ok(named.map(|(file, [raw, gzip, brotli])| (file.clone(), Weight { raw, gzip, brotli })).collect())
}

impl Sum {
    fn new(name: &'static str, brotli: u64, budget: u64) -> Self {
        Self { name, brotli, budget }
    }

    fn line(&self) -> String {
        let Self { name, brotli, budget } = self;
        let word = if brotli > budget { "OVER" } else { "ok" };
        format!("{name:<20} {brotli:>6} of {budget:>6} bytes after brotli  {word}")
    }
}

impl Shipped {
    fn parse(manifest: &str) -> Result<Self, Failure> {
        let manifest: Value = serde_json::from_str(manifest)
            .map_err(|error| Failure::new(format!("www/dist/manifest.json is not JSON: {error}")))?;
        let role = |name: &str| manifest.pointer(&format!("/files/{name}"));
        let one = |name: &str| {
            let file = role(name).and_then(Value::as_str).map(str::to_owned);
            file.ok_or_else(|| unknown(name, "a path"))
        };
        let languages = role("language").and_then(Value::as_object);
        let languages = languages.and_then(|files| paths(files.values()));
        Ok(Self {
            snippet: one("snippet")?,
            loader: one("loader")?,
            loader_track: one("loader_track")?,
            wasm: one("wasm")?,
            wasm_track: one("wasm_track")?,
            languages: languages.ok_or_else(|| unknown("language", "paths by language"))?,
        })
    }

    fn files(&self) -> Vec<String> {
        let single = [&self.snippet, &self.loader, &self.loader_track, &self.wasm, &self.wasm_track];
        let all = single.into_iter().chain(&self.languages);
        all.cloned().collect()
    }
}

fn paths<'a>(files: impl IntoIterator<Item = &'a Value>) -> Option<Vec<String>> {
    files.into_iter().map(|file| file.as_str().map(str::to_owned)).collect()
}

fn unknown(role: &str, expected: &str) -> Failure {
    Failure::new(format!("www/dist/manifest.json: `files.{role}` is not {expected}"))
        .todo("www/build.mjs writes that file: let it name every shipped file")
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANIFEST: &str = r#"{"files": {"snippet": "s.js", "loader": "l.js", "loader_track": "lt.js",
        "wasm": "w.wasm", "wasm_track": "wt.wasm",
        "language": {"en": "en.js", "ru": "ru.js"}}}"#;

    const BUDGET: Budget = Budget { snippet: 10, page_without_quiz: 300, page_with_quiz: 1000 };

    fn weighed(sizes: &[(&str, u64)]) -> [Sum; 3] {
        let weight = |brotli| Weight { raw: 9 * brotli, gzip: 2 * brotli, brotli };
        let weights = sizes.iter().map(|&(file, brotli)| (file.to_owned(), weight(brotli))).collect();
        sums(&Shipped::parse(MANIFEST).unwrap(), &weights, &BUDGET)
    }

    #[test]
    fn a_quiz_page_is_loader_wasm_and_the_largest_language() {
        let [snippet, without, with] = weighed(&[
            ("s.js", 7),
            ("l.js", 20),
            ("lt.js", 10),
            ("w.wasm", 500),
            ("wt.wasm", 200),
            ("en.js", 3),
            ("ru.js", 4),
        ]);
        assert_eq!(snippet.brotli, 7);
        assert_eq!(without.brotli, 10 + 200);
        assert_eq!(with.brotli, 20 + 500 + 4);
    }

    #[test]
    fn a_sum_of_exactly_its_budget_passes_and_one_byte_more_does_not() {
        assert!(verdict(&weighed(&[("s.js", 10)])).is_ok());
        let told = verdict(&weighed(&[("s.js", 11)])).unwrap_err().to_string();
        assert!(told.starts_with("over the size budget: snippet"), "{told}");
    }

    #[test]
    fn a_manifest_without_a_role_names_the_role() {
        let told = Shipped::parse(&MANIFEST.replace("wasm_track", "wasm_trick"));
        let told = told.unwrap_err().to_string();
        assert!(told.contains("`files.wasm_track` is not a path"), "{told}");
    }
}
