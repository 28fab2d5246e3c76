//! The Rust tools: the compiler's parts and target, wasm-pack, and the wasm-bindgen commands of the version in
//! Cargo.lock. What the machine has is used; what it lacks is installed. Must not know: how a module is built.

use crate::failure::Failure;
use crate::step;
use crate::version;
use crate::workshop::Workshop;
use std::path::Path;

/// The target of everything that runs in a browser.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// A command that cargo can install.
struct Tool<'a> {
    package: &'a str,
    programs: &'a [&'a str],
    version: &'a str,
    will_do: fn(&str, &str) -> bool,
    flags: &'a [&'a str],
}

/// Makes sure that a web build can run.
pub(crate) fn ensure_for_build(workshop: &Workshop) -> Result<(), Failure> {
    ensure_target(workshop)?;
    ensure_sources(workshop)?;
    ensure(workshop, &wasm_pack(workshop))?;
    ensure(workshop, &wasm_bindgen(workshop))
}

/// Makes sure that the sources can be checked.
pub(crate) fn ensure_for_check(workshop: &Workshop) -> Result<(), Failure> {
    ensure_component(workshop, "rustfmt", "fmt")?;
    ensure_component(workshop, "clippy", "clippy")
}

fn wasm_pack(workshop: &Workshop) -> Tool<'_> {
    Tool {
        package: "wasm-pack",
        programs: &["wasm-pack"],
        version: &workshop.settings.wasm_pack,
        will_do: version::is_compatible,
        flags: &["--locked"],
    }
}

/// Not `--locked`: the lock file it is published with names a release that can no longer be had.
fn wasm_bindgen(workshop: &Workshop) -> Tool<'_> {
    Tool {
        package: "wasm-bindgen-cli",
        programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
        version: &workshop.wasm_bindgen,
        will_do: |found, wanted| found == wanted,
        flags: &[],
    }
}

fn ensure(workshop: &Workshop, tool: &Tool<'_>) -> Result<(), Failure> {
    let name = format!("{} {}", tool.package, tool.version);
    if is_there(workshop, tool) {
        step::skip(&name, "installed already");
        return Ok(());
    }
    let home = workshop.tool_home(tool.package, tool.version);
    install(workshop, tool, &home)?;
    if is_there(workshop, tool) {
        return Ok(());
    }
    Err(Failure::new(format!("{name} was installed into {}, yet it does not answer with that version", home.display()))
        .todo("delete that folder and run the command again"))
}

fn is_there(workshop: &Workshop, tool: &Tool<'_>) -> bool {
    tool.programs.iter().all(|program| {
        step::capture(workshop.command(program).arg("--version"), "")
            .ok()
            .and_then(|text| version::printed(&text))
            .is_some_and(|found| (tool.will_do)(&found, tool.version))
    })
}

fn install(workshop: &Workshop, tool: &Tool<'_>, home: &Path) -> Result<(), Failure> {
    let mut command = workshop.command("cargo");
    command
        .env_remove("CARGO_TARGET_DIR")
        .args(["install", "--force", "--root"])
        .arg(home)
        .args(tool.flags)
        .arg(format!("{}@{}", tool.package, tool.version));
    step::run(
        workshop,
        &format!("install {} {}", tool.package, tool.version),
        &mut command,
        "check that cargo reaches its registry and that `cc` works (`apt-get install build-essential`), \
         then run the command again; or run the line above yourself",
    )
    .map(drop)
}

fn ensure_target(workshop: &Workshop) -> Result<(), Failure> {
    let asked = ["--print", "target-libdir", "--target", WASM];
    let folder = step::capture(workshop.command("rustc").args(asked), "install Rust with rustup")?;
    let name = format!("target {WASM}");
    if Path::new(folder.trim()).is_dir() {
        step::skip(&name, "installed already");
        return Ok(());
    }
    step::run(
        workshop,
        &format!("install {name}"),
        workshop.command("rustup").args(["target", "add", WASM]),
        "install Rust with rustup, or give your compiler this target in its own way",
    )
    .map(drop)
}

/// The sources of the standard library, which the modules are compiled with.
fn ensure_sources(workshop: &Workshop) -> Result<(), Failure> {
    let name = "component rust-src";
    let sysroot = step::capture(workshop.command("rustc").args(["--print", "sysroot"]), "install Rust with rustup")?;
    if Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library/std/Cargo.toml").is_file() {
        step::skip(name, "installed already");
        return Ok(());
    }
    let mut command = workshop.command("rustup");
    command.args(["component", "add", "rust-src"]);
    step::run(workshop, name, &mut command, "install rustup (https://rustup.rs), which brings the component").map(drop)
}

fn ensure_component(workshop: &Workshop, component: &str, command: &str) -> Result<(), Failure> {
    let mut asked = workshop.command("cargo");
    if step::capture(asked.args([command, "--version"]), "").is_ok() {
        step::skip(component, "installed already");
        return Ok(());
    }
    step::run(
        workshop,
        &format!("install {component}"),
        workshop.command("rustup").args(["component", "add", component]),
        "install Rust with rustup, or give your compiler this component in its own way",
    )
    .map(drop)
}
