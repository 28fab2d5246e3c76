//! Where things stand: the repository, its build folders, the place for installed tools, and the search path
//! that puts those tools first. Must not know: what any of them is for.

use crate::failure::Failure;
use crate::settings::Settings;
use crate::version;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// The folders that every step works in, and what the repository says about itself.
#[derive(Debug)]
pub(crate) struct Workshop {
    /// The root of the repository.
    pub(crate) root: PathBuf,
    /// What `wasm-pack.toml` says.
    pub(crate) settings: Settings,
    /// The version of wasm-bindgen in `Cargo.lock`; its command must be of the very same one.
    pub(crate) wasm_bindgen: String,
    search_path: OsString,
}

impl Workshop {
    /// Finds the repository that this program belongs to and reads its settings.
    pub(crate) fn open() -> Result<Self, Failure> {
        let root = find_root()?;
        let settings = Settings::parse(&read(&root.join("wasm-pack.toml"))?)?;
        let wasm_bindgen = version::locked(&read(&root.join("Cargo.lock"))?, "wasm-bindgen")
            .map_err(|failure| failure.todo("run `cargo update --workspace` and commit Cargo.lock"))?;
        let mut workshop = Self { root, settings, wasm_bindgen, search_path: OsString::new() };
        workshop.search_path = workshop.join_search_path()?;
        Ok(workshop)
    }

    /// A command that runs in the repository's root and finds the project's tools first.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(&self.root)
            .env("PATH", &self.search_path)
            .env("CARGO_TERM_COLOR", "never")
            .env("NO_COLOR", "1");
        command
    }

    /// A command that runs in `www`.
    pub(crate) fn in_www(&self, program: &str) -> Command {
        let mut command = self.command(program);
        command.current_dir(self.www());
        command
    }

    /// The folder of everything that a page loads.
    pub(crate) fn www(&self) -> PathBuf {
        self.root.join("www")
    }

    /// What the bundler writes and the collector serves.
    pub(crate) fn dist(&self) -> PathBuf {
        self.www().join("dist")
    }

    /// Where cargo puts native builds.
    pub(crate) fn target(&self) -> PathBuf {
        env::var_os("CARGO_TARGET_DIR").map_or_else(|| self.root.join("target"), |dir| self.root.join(dir))
    }

    /// A program of this workspace, built for development.
    pub(crate) fn built(&self, program: &str) -> PathBuf {
        self.target().join("debug").join(program)
    }

    /// Logs and fingerprints of earlier runs.
    pub(crate) fn notes(&self) -> Result<PathBuf, Failure> {
        let notes = self.root.join("target").join("xtask");
        fs::create_dir_all(&notes)
            .map_err(|error| Failure::new(format!("cannot make {}: {error}", notes.display())))?;
        Ok(notes)
    }

    /// Where a tool of one version is installed when the machine has none.
    pub(crate) fn tool_home(&self, name: &str, version: &str) -> PathBuf {
        cache().join("leadsieve/tools").join(format!("{name}-{version}"))
    }

    /// The first file of that name on the search path.
    pub(crate) fn find(&self, program: &str) -> Option<PathBuf> {
        env::split_paths(&self.search_path).map(|folder| folder.join(program)).find(|path| path.is_file())
    }

    fn join_search_path(&self) -> Result<OsString, Failure> {
        let homes = [
            self.tool_home("wasm-pack", &self.settings.wasm_pack),
            self.tool_home("wasm-bindgen-cli", &self.wasm_bindgen),
        ];
        let mut folders = vec![self.www().join("node_modules/.bin")];
        folders.extend(homes.iter().map(|home| home.join("bin")));
        folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
        env::join_paths(folders).map_err(|error| Failure::new(format!("cannot put a search path together: {error}")))
    }
}

/// The whole text of a file.
pub(crate) fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::new(format!("cannot read {}: {error}", path.display())))
}

/// Writes a whole file.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    fs::write(path, text).map_err(|error| Failure::new(format!("cannot write {}: {error}", path.display())))
}

/// Cargo names the folder of the package it runs, so a moved repository is found as well.
fn find_root() -> Result<PathBuf, Failure> {
    let package =
        env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    package.parent().map(Path::to_path_buf).ok_or_else(|| {
        Failure::new(format!("{} has no folder above it", package.display()))
            .todo("run `cargo xtask` from inside the repository")
    })
}

fn cache() -> PathBuf {
    let given = env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let home = || env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache"));
    given.filter(|path| path.is_absolute()).or_else(home).unwrap_or_else(env::temp_dir)
}
