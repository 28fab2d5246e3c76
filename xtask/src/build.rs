//! The web build: each module of wasm-pack.toml through wasm-pack and www/pack, then all of `www` through its bundler.
//! What was made from the same sources is not made again. Must not know: what the modules do or who loads them.

use crate::failure::Failure;
use crate::fingerprint::{self, Fingerprint};
use crate::paths::Paths;
use crate::settings::Module;
use crate::step;
use crate::workshop::Workshop;
use crate::{node, tool};
use std::fs;
use std::process::Command;

/// Installs what is missing and builds.
pub(crate) fn with_tools(workshop: &Workshop) -> Result<(), Failure> {
    tool::ensure_for_build(workshop)?;
    node::ensure(workshop)?;
    web(workshop)
}

/// Builds all that a page loads into `www/dist`.
pub(crate) fn web(workshop: &Workshop) -> Result<(), Failure> {
    let paths = Paths::of(workshop)?;
    for module in &workshop.settings.modules {
        pack(workshop, module, &paths)?;
    }
    bundle(workshop)
}

fn pack(workshop: &Workshop, module: &Module, paths: &Paths) -> Result<(), Failure> {
    let name = format!("module {}", module.name);
    let note = format!("module-{}", module.name);
    let mut command = wasm_pack(workshop, module, paths);
    let print = module_print(workshop, &command, paths)?;
    let out = workshop.root.join(&module.out_dir);
    let wasm = out.join("packed.wasm");
    if wasm.is_file() && fingerprint::is_known(workshop, &note, &print)? {
        step::skip(&name, "up to date");
        return Ok(());
    }
    fingerprint::forget(workshop, &note)?;
    let _was_absent = fs::remove_dir_all(&out);
    step::run(
        workshop,
        &name,
        &mut command,
        "the first error above says what stands in the way; `cargo clippy -p leadsieve --target \
         wasm32-unknown-unknown --lib` shows errors of the crate alone",
    )?;
    step::run(
        workshop,
        &format!("packing {}", module.name),
        workshop.command("node").args(["www/pack/module.mjs", &module.out_dir]),
        "the first error above says what www/pack did not expect; other versions of wasm-bindgen or wasm-opt may need \
         another www/pack",
    )?;
    paths.expect_none_in(&wasm)?;
    fingerprint::remember(workshop, &note, &print)
}

/// SHA-256 as a loop: written out in full it costs 7 KB more. It stands here because cargo reads no other flags of its
/// own settings (`rustflags` in `.cargo/config.toml`) once the environment names some.
const COMPACT_HASH: &str = "--cfg=sha2_backend_soft=\"compact\"";

/// A panic stops the module without a word: its message, its place and what formats them are 3 KB that nobody would read,
/// for the loader starts anew after any trap. The compiler calls these flags unstable: hence [`UNLOCK`].
const SILENT_PANIC: &str = "-Zunstable-options\u{1f}-Cpanic=immediate-abort\u{1f}-Zlocation-detail=none";

/// Loops as they were written: counters bent to the target differ from loop to loop, and compress worse by half a KB.
const PLAIN_LOOPS: &str = "-Cllvm-args=-disable-lsr";

/// The standard library is compiled with the module, since the one that rustup brings has panics that speak.
const OWN_STD: &[&str] = &["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"];

/// Lets a stable compiler take the flags above; a page's module is built by the one compiler that CI has, and the
/// end-to-end tests run what it made.
const UNLOCK: (&str, &str) = ("RUSTC_BOOTSTRAP", "1");

/// Compiler flags in cargo's encoded form.
fn compiler_flags(paths: &Paths) -> String {
    [COMPACT_HASH, SILENT_PANIC, PLAIN_LOOPS, &paths.flags()].join("\u{1f}")
}

/// Flags that hide this machine's paths go to a build folder of their own, so that they do not undo native builds.
fn wasm_pack(workshop: &Workshop, module: &Module, paths: &Paths) -> Command {
    let settings = &workshop.settings;
    let mut command = workshop.command("wasm-pack");
    command
        .env("CARGO_TARGET_DIR", workshop.target().join("web"))
        .env("CARGO_ENCODED_RUSTFLAGS", compiler_flags(paths))
        .env(UNLOCK.0, UNLOCK.1)
        .args(["build", "--mode", "no-install", "--no-pack", "--no-typescript"])
        .args(["--profile", &settings.profile, "--target", &settings.target])
        .args(["--out-name", &settings.out_name, "--out-dir"])
        .arg(workshop.root.join(&module.out_dir))
        .arg("module")
        .arg("--")
        .args(OWN_STD)
        .args(&module.cargo);
    command
}

fn module_print(workshop: &Workshop, command: &Command, paths: &Paths) -> Result<Fingerprint, Failure> {
    let advice = "install Rust with rustup";
    let compiler = step::capture(workshop.command("rustc").arg("-vV"), advice)?;
    let words = [step::line(command), compiler, compiler_flags(paths)];
    let sources = [
        "src",
        "module",
        "build.rs",
        "Cargo.toml",
        "Cargo.lock",
        "wasm-pack.toml",
        "www/package-lock.json",
        "www/pack",
    ];
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    sources
        .iter()
        .try_fold(Fingerprint::default().words(&words), |print, source| print.path(&workshop.root.join(source)))
}

fn bundle(workshop: &Workshop) -> Result<(), Failure> {
    let start = Fingerprint::default().path(&workshop.www())?;
    let print = workshop
        .settings
        .modules
        .iter()
        .try_fold(start, |print, module| print.path(&workshop.root.join(&module.out_dir)))?;
    let is_there = workshop.dist().join("manifest.json").is_file();
    if is_there && fingerprint::is_known(workshop, "bundle", &print)? {
        step::skip("bundle", "up to date");
        return Ok(());
    }
    let words = ["www/build.mjs", "--pkg", "target/pkg", "--out", "www/dist"];
    step::run(
        workshop,
        "bundle",
        workshop.command("node").args(words),
        "the first error above names the file; `npm run check` in www shows all type errors",
    )?;
    fingerprint::remember(workshop, "bundle", &print)
}
