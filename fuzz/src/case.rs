//! Cases as JSON, where they are kept, and what is said of them. It must not know what a case means.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A case: one JSON document.
pub type Json = serde_json::Value;

/// What a case shows, in short words: a case that shows a new one is kept and built upon.
pub type Signs = BTreeSet<String>;

/// Something that must hold and does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What kind it is: a case is made smaller as long as its fault stays of one kind.
    pub kind: String,
    /// What was found.
    pub message: String,
}

impl Fault {
    pub(crate) fn new(kind: &str, message: impl Into<String>) -> Self {
        Self { kind: kind.to_owned(), message: message.into() }
    }
}

/// Notes a fault unless something holds.
pub(crate) fn hold(is_so: bool, kind: &str, message: impl FnOnce() -> String) -> Result<(), Fault> {
    if is_so { Ok(()) } else { Err(Fault::new(kind, message())) }
}

/// A folder of the repository.
#[must_use]
pub fn folder(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(relative)
}

/// The JSON files of a folder by their names without ending, sorted. Files that are none are left out.
#[must_use]
pub fn load(folder: &Path) -> Vec<(String, Json)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = path.file_stem().map(|name| name.to_string_lossy().into_owned());
        let is_json = path.extension().is_some_and(|ending| ending == "json");
        let text = std::fs::read_to_string(&path).ok().filter(|_| is_json);
        if let (Some(name), Some(case)) = (name, text.and_then(|text| serde_json::from_str(&text).ok())) {
            found.push((name, case));
        }
    }
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    found
}

/// How many values a document has.
pub(crate) fn size(case: &Json) -> usize {
    1 + match case {
        Json::Array(items) => items.iter().map(size).sum(),
        Json::Object(map) => map.values().map(size).sum(),
        _ => 0,
    }
}

/// How many bytes a document has as text, about.
pub(crate) fn weight(case: &Json) -> usize {
    8 + match case {
        Json::String(text) => text.len(),
        Json::Array(items) => items.iter().map(weight).sum(),
        Json::Object(map) => map.iter().map(|(name, value)| name.len() + weight(value)).sum(),
        _ => 0,
    }
}
