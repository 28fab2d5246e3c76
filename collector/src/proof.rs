//! Scores a received lead again with the configs that the operator named. The only file that knows
//! the scoring crate; it must not know where leads come from or where they are kept.

use std::path::{Path, PathBuf};

use leadsieve::config::{self, Config, Severity};
use leadsieve::value::{Localized, Value};
use leadsieve::verify::{self, Verdict};

use crate::finding::{Advice, Finding, Judge};

/// The configs that leads can be checked against.
#[derive(Default)]
pub struct Proof {
    configs: Vec<Config>,
}

impl Proof {
    /// Reads every config file. Gives the warnings beside the result, each with its file's name.
    ///
    /// # Errors
    /// The first file that cannot be read or that has mistakes, all of them named.
    pub fn read(files: &[PathBuf]) -> Result<(Self, Vec<String>), String> {
        let mut proof = Self::default();
        let mut warnings = Vec::new();
        for file in files {
            proof.configs.push(read_one(file, &mut warnings)?);
        }
        Ok((proof, warnings))
    }
}

impl Judge for Proof {
    fn judge(&self, lead: &str) -> Finding {
        match serde_json::from_str::<Value>(lead) {
            Ok(value) => finding(verify::verify(&value, &self.configs)),
            Err(error) => Finding { part: Some(error.to_string()), ..Finding::plain("malformed") },
        }
    }

    fn advise(&self, lead: &str) -> Advice {
        let lead: Value = serde_json::from_str(lead).unwrap_or_default();
        let told = |path: &str| lead.at(path).and_then(Value::as_text).unwrap_or_default();
        let named = self.configs.iter().find(|config| !config.hash().is_empty() && config.hash() == told("config"));
        let table = named.and_then(|config| config.score.as_ref());
        let class = table.and_then(|table| table.classes.iter().find(|class| class.id == told("score.class")));
        let words = |text: &Option<Localized>| text.as_ref().map(|text| text.plain().to_owned()).unwrap_or_default();
        class.map(|class| Advice { portrait: words(&class.portrait), action: words(&class.action) }).unwrap_or_default()
    }
}

fn finding(verdict: Verdict) -> Finding {
    let plain = Finding::plain(verdict.name());
    match verdict {
        Verdict::Differs { part, expected, found } => {
            Finding { part: Some(part.to_owned()), expected: Some(expected), found: Some(found), ..plain }
        }
        Verdict::Malformed(error) => Finding { part: Some(error.to_string()), ..plain },
        Verdict::Verified | Verdict::UnknownConfig => plain,
    }
}

fn read_one(file: &Path, warnings: &mut Vec<String>) -> Result<Config, String> {
    let name = file.display();
    let text = std::fs::read(file)
        .map_err(|error| format!("{name}: cannot be read ({error}), expected a LeadSieve config"))?;
    let value: Value = serde_json::from_slice(&text).map_err(|error| format!("{name}: not JSON: {error}"))?;
    let (config, problems) = config::read(&value);
    let (mistakes, hints): (Vec<_>, Vec<_>) =
        problems.iter().partition(|problem| matches!(problem.severity, Severity::Error));
    warnings.extend(hints.iter().map(|hint| format!("{name}: {}", hint.error)));
    if mistakes.is_empty() {
        return Ok(config);
    }
    let lines: Vec<String> = mistakes.iter().map(|mistake| format!("{name}: {}", mistake.error)).collect();
    Err(lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn file(name: &str, text: &str) -> PathBuf {
        let file = std::env::temp_dir().join(format!("leadsieve-proof-{}-{name}.json", std::process::id()));
        std::fs::write(&file, text).unwrap();
        file
    }

    fn config() -> serde_json::Value {
        json!({ "version": 1, "site": { "id": "kitchens" },
                "consent": { "default": { "attribution": "pending", "behaviour": "pending", "lead": "pending" } } })
    }

    #[test]
    fn a_lead_is_judged_by_the_config_that_it_names() {
        let file = file("good", &config().to_string());
        let (proof, _) = Proof::read(std::slice::from_ref(&file)).unwrap();
        let hash = proof.configs[0].hash().to_owned();
        let judge = |lead: serde_json::Value| proof.judge(&lead.to_string());
        let lead = json!({ "format": "leadsieve.lead/1", "config": hash });
        assert_eq!(judge(lead.clone()), Finding::plain("verified"), "a config without a table, a lead without a score");
        let mut forged = lead.clone();
        forged["score"] = json!({ "total": 99 });
        let finding = judge(forged);
        assert_eq!((finding.verdict.as_str(), finding.part.as_deref()), ("score_mismatch", Some("score")));
        assert!(finding.expected.is_some() && finding.found.is_some());
        assert_eq!(judge(json!({ "format": "leadsieve.lead/1", "config": "0" })), Finding::plain("unknown_config"));
        assert_eq!(judge(json!({ "format": "another", "config": hash })).verdict, "malformed");
        let _ = std::fs::remove_file(file);
    }

    #[test]
    fn the_config_that_a_lead_names_says_what_to_do_with_its_class() {
        let mut with_table = config();
        let class = json!({ "id": "near", "if": "{score.fit} >= 1", "portrait": "Compares offers.", "action": { "default": "Call today." } });
        with_table["score"] = json!({ "id": "t", "rules": [], "classes": [class] });
        let file = file("advice", &with_table.to_string());
        let (proof, _) = Proof::read(std::slice::from_ref(&file)).unwrap();
        let lead = |config: &str, class: &str| json!({ "config": config, "score": { "class": class } }).to_string();
        let hash = proof.configs[0].hash();
        let expected = Advice { portrait: "Compares offers.".into(), action: "Call today.".into() };
        assert_eq!(proof.advise(&lead(hash, "near")), expected);
        for other in [lead(hash, "ordinary"), lead("0", "near"), "no JSON".to_owned()] {
            assert_eq!(proof.advise(&other), Advice::default(), "{other}");
        }
        let _ = std::fs::remove_file(file);
    }

    #[test]
    fn a_config_with_mistakes_is_refused_with_every_place() {
        let mut bad = config();
        bad["version"] = json!("one");
        bad["site"]["id"] = json!(7);
        let file = file("bad", &bad.to_string());
        let error = Proof::read(std::slice::from_ref(&file)).err().unwrap();
        assert!(error.contains("version") && error.contains("site.id"), "{error}");
        assert!(error.lines().all(|line| line.starts_with(&file.display().to_string())), "{error}");
        let _ = std::fs::remove_file(file);
    }

    #[test]
    fn a_lead_deeper_than_any_true_one_is_malformed() {
        let deep = format!("{{\"a\":{}{}}}", "[".repeat(100), "]".repeat(100));
        assert_eq!(Proof::default().judge(&deep).verdict, "malformed");
    }
}
