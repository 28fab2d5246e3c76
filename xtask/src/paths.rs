//! The paths of this machine, kept out of what is shipped: the compiler is told to write others, and the result is
//! searched for them. Must not know: which module is built.

use crate::failure::Failure;
use crate::step;
use crate::workshop::Workshop;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Pairs of a path of this machine and what stands for it.
#[derive(Debug)]
pub(crate) struct Paths {
    shown_as: Vec<(String, String)>,
}

impl Paths {
    /// The repository, the sources that cargo fetched, and the sources of the standard library.
    pub(crate) fn of(workshop: &Workshop) -> Result<Self, Failure> {
        let mut shown_as = vec![(shown(&workshop.root), "leadsieve".to_owned())];
        shown_as.extend(fetched_sources().iter().map(|path| (shown(path), "crates".to_owned())));
        shown_as.push(standard_library(workshop)?);
        Ok(Self { shown_as })
    }

    /// Compiler flags in cargo's encoded form, which lets a path hold spaces.
    pub(crate) fn flags(&self) -> String {
        let flags = self.shown_as.iter().map(|(path, shown)| format!("--remap-path-prefix={path}={shown}"));
        flags.collect::<Vec<_>>().join("\u{1f}")
    }

    /// Fails when a file holds one of the paths.
    pub(crate) fn expect_none_in(&self, file: &Path) -> Result<(), Failure> {
        let bytes = fs::read(file).map_err(|error| Failure::new(format!("cannot read {}: {error}", file.display())))?;
        match self.shown_as.iter().find(|(path, _)| holds(&bytes, path)) {
            None => Ok(()),
            Some((path, _)) => {
                Err(Failure::new(format!("{} holds the path {path} of this machine, expected none", file.display()))
                    .todo(
                        "find what writes it (a build script, `include!`, `env!`) and remap it in xtask/src/paths.rs",
                    ))
            }
        }
    }
}

fn standard_library(workshop: &Workshop) -> Result<(String, String), Failure> {
    let advice = "install Rust with rustup";
    let ask = |words: &[&str]| step::capture(workshop.command("rustc").args(words), advice);
    let sources = Path::new(ask(&["--print", "sysroot"])?.trim()).join("lib/rustlib/src/rust");
    let about = ask(&["-vV"])?;
    let commit = about.lines().find_map(|line| line.strip_prefix("commit-hash: "));
    let name = format!("/rustc/{}", commit.unwrap_or("unknown"));
    Ok((shown(&sources), name))
}

/// One folder per registry; their names differ between machines that use mirrors.
fn fetched_sources() -> Vec<PathBuf> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cargo")));
    let entries = home.and_then(|home| fs::read_dir(home.join("registry/src")).ok());
    let mut folders: Vec<PathBuf> = entries.into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    folders.sort();
    folders
}

/// A path as text.
pub(crate) fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn holds(bytes: &[u8], path: &str) -> bool {
    !path.is_empty() && bytes.windows(path.len()).any(|part| part == path.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths() -> Paths {
        Paths {
            shown_as: vec![
                ("/home/ann/sieve".to_owned(), "leadsieve".to_owned()),
                ("/home/ann/my crates".to_owned(), "crates".to_owned()),
            ],
        }
    }

    #[test]
    fn a_path_with_a_space_stays_one_flag() {
        assert_eq!(paths().flags().split('\u{1f}').count(), 2);
        assert!(paths().flags().ends_with("--remap-path-prefix=/home/ann/my crates=crates"));
    }

    #[test]
    fn a_module_that_holds_a_path_of_the_machine_is_refused() {
        let file = env::temp_dir().join(format!("xtask-paths-{}", std::process::id()));
        fs::write(&file, b"\0asm /home/ann/sieve/src/lib.rs").unwrap();
        let refused = paths().expect_none_in(&file);
        fs::write(&file, b"\0asm leadsieve/src/lib.rs").unwrap();
        let accepted = paths().expect_none_in(&file);
        fs::remove_file(&file).unwrap();
        assert!(refused.unwrap_err().to_string().contains("/home/ann/sieve"));
        assert!(accepted.is_ok());
    }
}
