//! Chromium and its driver: found where they are, installed through apt where they are missing and that is allowed,
//! else told what to install. Must not know: which tests use them.

use crate::failure::Failure;
use crate::step;
use crate::workshop::{Workshop, read, write};
use serde_json::Value;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::{env, fs};

const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Debian keeps the driver out of PATH in some releases.
const DRIVERS: [&str; 3] = ["chromedriver", "/usr/lib/chromium/chromedriver", "/usr/lib/chromium-browser/chromedriver"];

const PACKAGES: [&str; 2] = ["chromium", "chromium-driver"];

const UPDATE: [&str; 1] = ["update"];
const INSTALL: [&str; 5] = ["install", "-y", "--no-install-recommends", PACKAGES[0], PACKAGES[1]];

/// A browser and the program that drives it.
#[derive(Debug)]
pub(crate) struct Browser {
    /// The browser itself.
    pub(crate) program: PathBuf,
    /// Its WebDriver.
    pub(crate) driver: PathBuf,
}

/// Makes sure that browser tests can run.
pub(crate) fn ensure(workshop: &Workshop) -> Result<(), Failure> {
    if let Ok(browser) = find(workshop) {
        step::skip("Chromium and its driver", &format!("installed already, {}", browser.program.display()));
        return Ok(());
    }
    if !may_install(workshop) {
        return find(workshop).map(drop);
    }
    apt(workshop, "apt-get update", &UPDATE)?;
    apt(workshop, "install Chromium and its driver", &INSTALL)?;
    find(workshop).map(drop)
}

/// The browser and the driver of this machine; `CHROMIUM` and `CHROMEDRIVER` name others.
pub(crate) fn find(workshop: &Workshop) -> Result<Browser, Failure> {
    let program = named("CHROMIUM").or_else(|| first(workshop, &BROWSERS));
    let driver = named("CHROMEDRIVER").or_else(|| first(workshop, &DRIVERS));
    match (program, driver) {
        (Some(program), Some(driver)) => Ok(Browser { program, driver }),
        (None, Some(_)) => Err(missing("no Chromium was found")),
        (Some(_), None) => Err(missing("Chromium has no chromedriver beside it")),
        (None, None) => Err(missing("neither Chromium nor its chromedriver was found")),
    }
}

/// Writes the driver's settings for this machine: those of the repository and where the browser is.
pub(crate) fn webdriver_settings(workshop: &Workshop, browser: &Browser) -> Result<PathBuf, Failure> {
    let ours = workshop.root.join("webdriver.json");
    let mut settings: Value = serde_json::from_str(&read(&ours)?)
        .map_err(|error| Failure::new(format!("webdriver.json is not JSON: {error}")))?;
    let options = settings
        .get_mut("goog:chromeOptions")
        .and_then(Value::as_object_mut)
        .ok_or_else(|| Failure::new("webdriver.json has no object `goog:chromeOptions`"))?;
    let program = browser.program.to_string_lossy();
    options.insert("binary".to_owned(), Value::from(program.as_ref()));
    let path = workshop.notes()?.join("webdriver.json");
    write(&path, &settings.to_string())?;
    Ok(path)
}

fn named(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file())
}

fn first(workshop: &Workshop, names: &[&str]) -> Option<PathBuf> {
    names.iter().find_map(|name| workshop.find(name))
}

fn missing(what: &str) -> Failure {
    Failure::new(what).todo(format!(
        "run `sudo apt-get update && sudo apt-get install -y {}`, or set CHROMIUM and CHROMEDRIVER to the programs",
        PACKAGES.join(" ")
    ))
}

/// apt may be used by root alone; nobody is asked for a password.
fn may_install(workshop: &Workshop) -> bool {
    let is_root = fs::metadata(Path::new("/proc/self")).is_ok_and(|process| process.uid() == 0);
    is_root && workshop.find("apt-get").is_some()
}

fn apt(workshop: &Workshop, name: &str, words: &[&str]) -> Result<(), Failure> {
    step::run(
        workshop,
        name,
        workshop.command("apt-get").env("DEBIAN_FRONTEND", "noninteractive").args(words),
        "check that apt reaches its mirrors, or install Chromium and chromedriver in another way and set \
         CHROMIUM and CHROMEDRIVER to the programs",
    )
    .map(drop)
}
