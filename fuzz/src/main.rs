//! `leadsieve-fuzz TARGET [--seconds N] [--cases N] [--seed N] [--again FILE]`: hunts until the time is up, and keeps what it
//! finds. It must not know what a target looks at.
//!
//! A case that ends the program or keeps it busy is left in `target/fuzz/TARGET.json`, for it is written there before it is
//! looked at.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use leadsieve_fuzz::{Fault, Hunt, Json, STACK, TARGETS, Target, folder, guarded, shrink};

/// A case that takes longer is a fault.
const LONGEST: Duration = Duration::from_secs(20);
const USAGE: &str = "leadsieve-fuzz TARGET [--seconds N] [--cases N] [--seed N] [--again FILE]";

struct Wishes {
    target: &'static dyn Target,
    seconds: u64,
    cases: u64,
    seed: u64,
    again: Option<PathBuf>,
}

fn main() -> ExitCode {
    let Some(wishes) = wishes() else {
        let names: Vec<&str> = TARGETS.iter().map(|target| target.name()).collect();
        eprintln!("usage: {USAGE}\ntargets: {}", names.join(", "));
        return ExitCode::from(2);
    };
    let (done, watched) = mpsc::channel();
    let (target, running) = (wishes.target, running_file(wishes.target));
    let count = std::sync::Arc::new(AtomicU64::new(0));
    let counter = count.clone();
    let work = move || {
        let is_right =
            if let Some(file) = &wishes.again { again(wishes.target, file) } else { hunt(&wishes, &counter) };
        // The main thread waits for it, or has given up.
        let _ = done.send(is_right);
    };
    if let Err(error) = std::thread::Builder::new().stack_size(STACK).spawn(work) {
        eprintln!("no thread: {error}");
        return ExitCode::FAILURE;
    }
    loop {
        let before = count.load(Ordering::Relaxed);
        match watched.recv_timeout(LONGEST) {
            Ok(true) => return ExitCode::SUCCESS,
            Ok(false) | Err(mpsc::RecvTimeoutError::Disconnected) => return ExitCode::FAILURE,
            Err(mpsc::RecvTimeoutError::Timeout) if count.load(Ordering::Relaxed) > before => {}
            Err(mpsc::RecvTimeoutError::Timeout) => {
                eprintln!("{}: a case takes longer than {LONGEST:?}: {}", target.name(), running.display());
                return ExitCode::FAILURE;
            }
        }
    }
}

fn wishes() -> Option<Wishes> {
    let mut words = std::env::args().skip(1);
    let name = words.next()?;
    let target = *TARGETS.iter().find(|target| target.name() == name)?;
    let mut wishes = Wishes { target, seconds: 60, cases: u64::MAX, seed: 1, again: None };
    while let Some(word) = words.next() {
        let value = words.next()?;
        match word.as_str() {
            "--seconds" => wishes.seconds = value.parse().ok()?,
            "--cases" => wishes.cases = value.parse().ok()?,
            "--seed" => wishes.seed = value.parse().ok()?,
            "--again" => wishes.again = Some(value.into()),
            _ => return None,
        }
    }
    Some(wishes)
}

/// Where the case stands that is being looked at.
fn running_file(target: &dyn Target) -> PathBuf {
    let folder = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| folder("target"), PathBuf::from).join("fuzz");
    folder.join(format!("{}.json", target.name()))
}

/// Hunts; true when nothing was found. Each kind of fault is told and kept once.
fn hunt(wishes: &Wishes, count: &AtomicU64) -> bool {
    let (target, running) = (wishes.target, running_file(wishes.target));
    let mut hunt = Hunt::new(target, wishes.seed);
    let mut kinds: Vec<String> = Vec::new();
    let (mut slowest, begin) = (Duration::ZERO, now());
    let mut cases = 0;
    while cases < wishes.cases && begin.elapsed_so_far() < Duration::from_secs(wishes.seconds) {
        let case = hunt.next_case();
        write(&running, &case);
        let started = now();
        let ended = hunt.look_at(&case);
        let took = started.elapsed_so_far();
        if took > slowest {
            slowest = took;
            write(&running.with_extension("slowest.json"), &case);
        }
        if let Err(fault) = ended
            && !kinds.contains(&fault.kind)
        {
            kinds.push(fault.kind.clone());
            tell(target, &case, &fault, &running);
        }
        cases += 1;
        count.store(cases, Ordering::Relaxed);
    }
    let (kept, signs) = hunt.found();
    println!(
        "{}: {cases} cases, {kept} kept, {signs} signs, {} kinds of faults; the slowest took {slowest:?}",
        target.name(),
        kinds.len()
    );
    kinds.is_empty()
}

/// Makes a case small, keeps it and tells it.
fn tell(target: &dyn Target, case: &Json, fault: &Fault, running: &Path) {
    let (small, fault) = shrink(target, case, fault);
    let name: String = fault.kind.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let file = running.with_file_name(format!("{}-{name}.json", target.name()));
    write(&file, &small);
    println!("{}: {}: {}\n  {small}\n  kept as {}", target.name(), fault.kind, fault.message, file.display());
}

fn again(target: &dyn Target, file: &Path) -> bool {
    let case = std::fs::read_to_string(file).ok().and_then(|text| serde_json::from_str::<Json>(&text).ok());
    let Some(case) = case else {
        eprintln!("{}: no JSON", file.display());
        return false;
    };
    match guarded(target, &case) {
        Ok(signs) => println!("nothing wrong; it shows {signs:?}"),
        Err(fault) => tell(target, &case, &fault, &running_file(target)),
    }
    guarded(target, &case).is_ok()
}

fn write(file: &Path, case: &Json) {
    let folder = file.parent().unwrap_or(file);
    if let Err(error) = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(file, case.to_string())) {
        eprintln!("{}: {error}", file.display());
    }
}

/// When something began.
struct Begun(Instant);

#[expect(clippy::disallowed_methods, reason = "a person says for how long; no case depends on it")]
fn now() -> Begun {
    Begun(Instant::now())
}

impl Begun {
    #[expect(clippy::disallowed_methods, reason = "as above")]
    fn elapsed_so_far(&self) -> Duration {
        self.0.elapsed()
    }
}
