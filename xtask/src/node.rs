//! Node and the npm packages of `www` and of the tests against other libraries: a Node that is recent enough, and the
//! packages of each lock file, installed when that file is not the one they came from. Must not know: what the packages are used for.

use crate::failure::Failure;
use crate::fingerprint::{self, Fingerprint};
use crate::step;
use crate::version;
use crate::workshop::Workshop;

/// Makes sure that the scripts of `www` can run.
pub(crate) fn ensure(workshop: &Workshop) -> Result<(), Failure> {
    check_version(workshop)?;
    packages(workshop, "www", "npm")
}

/// Makes sure that the tests against other libraries can run.
pub(crate) fn ensure_for_conformance(workshop: &Workshop) -> Result<(), Failure> {
    check_version(workshop)?;
    packages(workshop, CONFORMANCE, "npm-conformance")
}

/// Where the tests against other libraries stand.
pub(crate) const CONFORMANCE: &str = "tests/conformance";

/// Installs the packages of a folder's lock file; `known` is the name under which it is remembered.
fn packages(workshop: &Workshop, folder: &str, known: &str) -> Result<(), Failure> {
    let within = workshop.root.join(folder);
    let lock = within.join("package-lock.json");
    if !lock.is_file() {
        return Err(Failure::new(format!("{folder}/package-lock.json is missing"))
            .todo(format!("run `npm install` in {folder} and commit the file")));
    }
    let print = Fingerprint::default().path(&lock)?;
    let are_there = within.join("node_modules/.package-lock.json").is_file();
    if are_there && fingerprint::is_known(workshop, known, &print)? {
        step::skip(&format!("npm packages of {folder}"), "installed already");
        return Ok(());
    }
    let advice = format!(
        "check that npm reaches its registry and that package.json and package-lock.json agree \
         (`npm install` in {folder} makes them agree)"
    );
    let mut command = workshop.command("npm");
    command.current_dir(within).args(["ci", "--no-audit", "--no-fund"]);
    step::run(workshop, &format!("install npm packages of {folder}"), &mut command, &advice)?;
    fingerprint::remember(workshop, known, &print)
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
