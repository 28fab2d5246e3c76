//! Whether something must be made again: a number over the names and contents of what it is made from, kept beside
//! the logs. Must not know: what is made. The number never leaves this machine, so any good hash will do.

use crate::failure::Failure;
use crate::workshop::{Workshop, write};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// Folders that hold results, not sources.
const RESULTS: [&str; 3] = ["node_modules", "dist", "target"];

/// Collects what a result depends on.
#[derive(Debug, Default)]
pub(crate) struct Fingerprint {
    hasher: DefaultHasher,
}

impl Fingerprint {
    /// Adds words, such as flags and versions.
    pub(crate) fn words(mut self, words: &[&str]) -> Self {
        words.hash(&mut self.hasher);
        self
    }

    /// Adds a file, or a folder with all below it. One that is not there is a difference as well.
    pub(crate) fn path(mut self, path: &Path) -> Result<Self, Failure> {
        for file in files(path)? {
            let inside = file.strip_prefix(path).unwrap_or(&file);
            let bytes =
                fs::read(&file).map_err(|error| Failure::new(format!("cannot read {}: {error}", file.display())))?;
            (inside, bytes).hash(&mut self.hasher);
        }
        path.is_dir().hash(&mut self.hasher);
        Ok(self)
    }

    /// The number, as text.
    pub(crate) fn text(&self) -> String {
        format!("{:016x}", self.hasher.finish())
    }
}

/// Whether the result of that name was made from just this.
pub(crate) fn is_known(workshop: &Workshop, name: &str, print: &Fingerprint) -> Result<bool, Failure> {
    let noted = fs::read_to_string(note(workshop, name)?).unwrap_or_default();
    Ok(noted == print.text())
}

/// Remembers what a result was made from.
pub(crate) fn remember(workshop: &Workshop, name: &str, print: &Fingerprint) -> Result<(), Failure> {
    write(&note(workshop, name)?, &print.text())
}

/// Forgets what a result was made from: it is about to be made anew, and may not come to its end.
pub(crate) fn forget(workshop: &Workshop, name: &str) -> Result<(), Failure> {
    write(&note(workshop, name)?, "")
}

fn note(workshop: &Workshop, name: &str) -> Result<PathBuf, Failure> {
    Ok(workshop.notes()?.join(format!("{name}.fingerprint")))
}

/// All files at or below a path, in the order of their names.
fn files(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    if path.is_file() {
        return Ok(vec![path.to_path_buf()]);
    }
    if !path.is_dir() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(path).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let entries = entries.map_err(|error| Failure::new(format!("cannot list {}: {error}", path.display())))?;
    let mut inside: Vec<PathBuf> = entries.iter().map(fs::DirEntry::path).collect();
    inside.retain(|path| !is_result(path));
    inside.sort();
    let lists: Vec<_> = inside.iter().map(|path| files(path)).collect::<Result<_, _>>()?;
    Ok(lists.into_iter().flatten().collect())
}

fn is_result(path: &Path) -> bool {
    path.is_dir() && RESULTS.iter().any(|name| path.ends_with(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let path = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
        fs::create_dir_all(path.join("node_modules")).unwrap();
        fs::write(path.join("a.txt"), "one").unwrap();
        path
    }

    fn print(path: &Path) -> String {
        Fingerprint::default().path(path).unwrap().text()
    }

    #[test]
    fn a_changed_content_or_name_changes_the_fingerprint() {
        let path = folder("changes");
        let first = print(&path);
        fs::write(path.join("a.txt"), "two").unwrap();
        let second = print(&path);
        fs::rename(path.join("a.txt"), path.join("b.txt")).unwrap();
        let third = print(&path);
        fs::remove_dir_all(&path).unwrap();
        assert!(first != second && second != third && first != third);
    }

    #[test]
    fn what_a_build_leaves_behind_does_not_change_the_fingerprint() {
        let path = folder("results");
        let first = print(&path);
        fs::write(path.join("node_modules/c.txt"), "new").unwrap();
        let second = print(&path);
        fs::remove_dir_all(&path).unwrap();
        assert_eq!(first, second);
    }

    #[test]
    fn other_flags_change_the_fingerprint() {
        let plain = Fingerprint::default().words(&["-O"]).text();
        assert_ne!(plain, Fingerprint::default().words(&["-Oz"]).text());
    }
}
