//! Versions: which one Cargo.lock holds, which one a tool says it is, whether that will do.
//! Must not know: how a tool is asked or installed.

use crate::failure::Failure;
use toml::{Table, Value};

/// The version of a package in the text of `Cargo.lock`.
pub(crate) fn locked(lock: &str, package: &str) -> Result<String, Failure> {
    let file: Table = lock.parse().map_err(|error| Failure::new(format!("Cargo.lock is not TOML: {error}")))?;
    let packages = file.get("package").and_then(Value::as_array);
    let named = |entry: &&Value| entry.get("name").and_then(Value::as_str) == Some(package);
    packages
        .into_iter()
        .flatten()
        .find(named)
        .and_then(|entry| entry.get("version").and_then(Value::as_str))
        .map(str::to_owned)
        .ok_or_else(|| Failure::new(format!("Cargo.lock holds no package `{package}`")))
}

/// The version in what a tool prints about itself, such as `wasm-pack 0.15.1` or `v20.2.0`.
pub(crate) fn printed(text: &str) -> Option<String> {
    text.split_whitespace()
        .map(|word| word.trim_start_matches('v'))
        .find(|word| parts(word).is_some())
        .map(str::to_owned)
}

/// Whether `found` is `wanted` or a later one.
pub(crate) fn is_at_least(found: &str, wanted: &str) -> bool {
    matches!((parts(found), parts(wanted)), (Some(found), Some(wanted)) if found >= wanted)
}

/// Whether `found` is `wanted` or a later one that promises to be compatible with it.
pub(crate) fn is_compatible(found: &str, wanted: &str) -> bool {
    let series = |version: &str| parts(version).map(|(major, minor, _)| (major, if major == 0 { minor } else { 0 }));
    is_at_least(found, wanted) && series(found) == series(wanted)
}

fn parts(version: &str) -> Option<(u64, u64, u64)> {
    let core = version.split(['-', '+']).next()?;
    let mut numbers = core.split('.').map(|part| part.parse::<u64>().ok());
    let whole = (numbers.next()??, numbers.next()??, numbers.next()??);
    numbers.next().is_none().then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "version = 4\n\
        [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.77\"\n\
        [[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.2.78\"\n";

    #[test]
    fn the_lock_file_gives_the_version_of_exactly_that_package() {
        assert_eq!(locked(LOCK, "wasm-bindgen").unwrap(), "0.2.77");
        assert_eq!(locked(LOCK, "wasm-bindgen-macro").unwrap(), "0.2.78");
    }

    #[test]
    fn a_package_that_is_not_locked_is_named() {
        let told = locked(LOCK, "gloo").unwrap_err().to_string();
        assert_eq!(told, "Cargo.lock holds no package `gloo`");
    }

    #[test]
    fn a_tools_own_words_give_its_version() {
        assert_eq!(printed("wasm-pack 0.15.1\n").as_deref(), Some("0.15.1"));
        assert_eq!(printed("v20.2.0\n").as_deref(), Some("20.2.0"));
        assert_eq!(printed("command not found"), None);
    }

    #[test]
    fn versions_compare_by_number_not_by_text() {
        assert!(is_at_least("20.10.0", "20.9.9"));
        assert!(is_at_least("20.0.0", "20.0.0"));
        assert!(!is_at_least("18.20.1", "20.0.0"));
        assert!(!is_at_least("nonsense", "20.0.0"));
    }

    #[test]
    fn below_one_a_new_minor_version_is_another_tool() {
        assert!(is_compatible("0.15.3", "0.15.1"));
        assert!(!is_compatible("0.15.0", "0.15.1"));
        assert!(!is_compatible("0.16.0", "0.15.1"));
        assert!(is_compatible("1.4.0", "1.2.0"));
    }
}
