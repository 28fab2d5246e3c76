//! Node and the npm packages of `www`: a Node that is recent enough, and the packages of the lock file, installed
//! when that file is not the one they came from. Must not know: what the packages are used for.

use crate::failure::Failure;
use crate::fingerprint::{self, Fingerprint};
use crate::step;
use crate::version;
use crate::workshop::Workshop;

/// Makes sure that the scripts of `www` can run.
pub(crate) fn ensure(workshop: &Workshop) -> Result<(), Failure> {
    check_version(workshop)?;
    let lock = workshop.www().join("package-lock.json");
    if !lock.is_file() {
        return Err(
            Failure::new("www/package-lock.json is missing").todo("run `npm install` in www and commit the file")
        );
    }
    let print = Fingerprint::default().path(&lock)?;
    let are_there = workshop.www().join("node_modules/.package-lock.json").is_file();
    if are_there && fingerprint::is_known(workshop, "npm", &print)? {
        step::skip("npm packages", "installed already");
        return Ok(());
    }
    step::run(
        workshop,
        "install npm packages",
        workshop.in_www("npm").args(["ci", "--no-audit", "--no-fund"]),
        "check that npm reaches its registry and that package.json and package-lock.json agree \
         (`npm install` in www makes them agree)",
    )?;
    fingerprint::remember(workshop, "npm", &print)
}

fn check_version(workshop: &Workshop) -> Result<(), Failure> {
    let wanted = &workshop.settings.node;
    let advice = format!("install Node {wanted} or later, with npm, and put it on PATH");
    let said = step::capture(workshop.command("node").arg("--version"), &advice)?;
    match version::printed(&said) {
        Some(found) if version::is_at_least(&found, wanted) => Ok(()),
        _ => Err(Failure::new(format!("Node is {}, expected {wanted} or later", said.trim()))
            .ran("node --version")
            .todo(advice)),
    }
}
