//! A named step that runs one program: shows that it goes on, how long it took, and on failure all that is needed
//! to act. The program's output goes to a log. Must not know: what the steps are for.

use crate::failure::Failure;
use crate::watch::{self, Watch};
use crate::workshop::{Workshop, read};
use std::fs::File;
use std::io::{IsTerminal, Read, Seek, SeekFrom, Write, stdout};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

/// Seconds between two signs of life where no terminal shows a running line.
const BEAT: f64 = 30.0;

/// Seconds after which a step counts as hanging. The longest honest one, all tests in a fresh clone with nothing
/// installed, takes 40 minutes.
const LIMIT: f64 = 45.0 * 60.0;

/// Bytes at the end of a log that are looked at for its last line.
const TAIL: u64 = 2_000;

/// Runs a program as a step and gives what it printed.
pub(crate) fn run(workshop: &Workshop, name: &str, command: &mut Command, advice: &str) -> Result<String, Failure> {
    let log = log_path(workshop, name)?;
    let mut progress = Progress::start(name);
    let status = spawn(command, &log, advice)
        .and_then(|mut child| wait(&mut child, &log, &mut progress).map_err(|failure| failure.ran(line(command))));
    match status {
        Ok(status) if status.success() => {
            progress.end("ok");
            read_lossy(&log)
        }
        Ok(status) => {
            progress.end("FAIL");
            Err(told(name, status, command, &log).todo(advice))
        }
        Err(failure) => {
            progress.end("FAIL");
            Err(failure)
        }
    }
}

/// Says that a step had nothing to do.
pub(crate) fn skip(name: &str, why: &str) {
    say(&format!("  --  {name}: {why}"));
}

/// Prints a line; a reader that went away is no reason to fail.
pub(crate) fn say(line: &str) {
    let mut out = stdout().lock();
    let _closed = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// What a program prints on its standard output, without a step of its own.
pub(crate) fn capture(command: &mut Command, advice: &str) -> Result<String, Failure> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| not_started(command, &error, advice))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(Failure::new(format!("a program ended with {}", output.status))
        .ran(line(command))
        .printed(&String::from_utf8_lossy(&output.stderr))
        .todo(advice))
}

/// A command line as it can be typed.
pub(crate) fn line(command: &Command) -> String {
    let words =
        [command.get_program()].into_iter().chain(command.get_args()).map(|word| quoted(&word.to_string_lossy()));
    let line = words.collect::<Vec<_>>().join(" ");
    match command.get_current_dir() {
        Some(folder) => format!("{line}   (in {})", folder.display()),
        None => line,
    }
}

fn quoted(word: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "-_./:=,@+".contains(letter);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

fn log_path(workshop: &Workshop, name: &str) -> Result<PathBuf, Failure> {
    let slug: String = name.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect();
    Ok(workshop.notes()?.join(format!("{slug}.log")))
}

/// Both outputs share one open file, so their lines stand in the order in which they were printed.
fn spawn(command: &mut Command, log: &Path, advice: &str) -> Result<Child, Failure> {
    let file = File::create(log).and_then(|file| Ok((file.try_clone()?, file)));
    let (out, err) = file.map_err(|error| Failure::new(format!("cannot write {}: {error}", log.display())))?;
    command.stdin(Stdio::null()).stdout(out).stderr(err).spawn().map_err(|error| not_started(command, &error, advice))
}

fn wait(child: &mut Child, log: &Path, progress: &mut Progress) -> Result<ExitStatus, Failure> {
    loop {
        let status = child.try_wait().map_err(|error| Failure::new(format!("cannot wait for a program: {error}")))?;
        if let Some(status) = status {
            return Ok(status);
        }
        if progress.watch.seconds() > LIMIT {
            let _ended_meanwhile = child.kill();
            return Err(Failure::new(format!("the program did not end in {LIMIT} s and was ended"))
                .printed(&read_lossy(log).unwrap_or_default()));
        }
        progress.tick(log);
        watch::pause();
    }
}

fn told(name: &str, status: ExitStatus, command: &Command, log: &Path) -> Failure {
    let printed = read_lossy(log).unwrap_or_default();
    let failed = failed_tests(&printed);
    let which = if failed.is_empty() { String::new() } else { format!("; failed: {}", failed.join("; ")) };
    Failure::new(format!("{name}: the program ended with {status}{which}"))
        .ran(line(command))
        .printed(&printed)
        .log(log.display().to_string())
}

/// The names of failed tests, as cargo's and Node's test runners mark them, each once: the end of a long output may show
/// none of them.
fn failed_tests(printed: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for line in printed.lines().map(str::trim) {
        let cargo = line.strip_prefix("test ").and_then(|line| line.strip_suffix(" ... FAILED"));
        let node = line.strip_prefix("not ok ").and_then(|line| Some(line.split_once(" - ")?.1));
        if let Some(name) = cargo.or(node).filter(|name| !names.contains(name)) {
            names.push(name);
        }
    }
    names
}

fn not_started(command: &Command, error: &std::io::Error, advice: &str) -> Failure {
    Failure::new(format!("a program did not start: {error}")).ran(line(command)).todo(advice)
}

fn read_lossy(log: &Path) -> Result<String, Failure> {
    match std::fs::read(log) {
        Ok(bytes) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
        Err(_) => read(log),
    }
}

/// The running line of a step: redrawn on a terminal, a sign of life now and then elsewhere.
struct Progress {
    name: String,
    watch: Watch,
    is_live: bool,
    next: f64,
}

impl Progress {
    fn start(name: &str) -> Self {
        let is_live = stdout().is_terminal();
        if !is_live {
            say(&format!("  ..  {name}"));
        }
        Self { name: name.to_owned(), watch: Watch::start(), is_live, next: if is_live { 0.0 } else { BEAT } }
    }

    fn tick(&mut self, log: &Path) {
        let seconds = self.watch.seconds();
        if seconds < self.next {
            return;
        }
        let sign = format!("  ..  {} {seconds:.0} s  {}", self.name, last_line(log));
        if self.is_live {
            self.next = seconds + 0.2;
            redraw(&sign);
        } else {
            self.next = seconds + BEAT;
            say(&sign);
        }
    }

    fn end(&self, word: &str) {
        if self.is_live {
            redraw("");
        }
        say(&format!("{word:>4}  {}  {:.1} s", self.name, self.watch.seconds()));
    }
}

fn redraw(text: &str) {
    let shown: String = text.chars().take(78).collect();
    let mut out = stdout().lock();
    let _closed = write!(out, "\r\u{1b}[2K{shown}").and_then(|()| out.flush());
}

fn last_line(log: &Path) -> String {
    let tail = File::open(log).and_then(|mut file| {
        let length = file.metadata()?.len();
        file.seek(SeekFrom::Start(length.saturating_sub(TAIL)))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    });
    let text = tail.unwrap_or_default();
    let last = text.lines().rev().find(|line| !line.trim().is_empty());
    last.unwrap_or_default().trim().chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failed_tests_are_named_once_whoever_ran_them() {
        let printed =
            "test a::b ... ok\ntest a::c ... FAILED\nok 1 - fine\nnot ok 2 - two tabs\n  not ok 2 - two tabs\n";
        assert_eq!(failed_tests(printed), ["a::c", "two tabs"]);
    }

    #[test]
    fn a_command_line_can_be_typed_as_it_is_shown() {
        let mut command = Command::new("say");
        command.args(["it's", "--to=all", ""]);
        assert_eq!(line(&command), r"say 'it'\''s' --to=all ''");
    }

    #[test]
    fn a_program_that_fails_is_told_with_its_words_and_the_advice() {
        let mut command = Command::new("sh");
        command.args(["-c", "echo broken sieve >&2; exit 3"]);
        let told = capture(&mut command, "mend it").unwrap_err().to_string();
        assert!(told.contains("exit status: 3"), "{told}");
        assert!(told.contains("broken sieve"), "{told}");
        assert!(told.ends_with("to do:    mend it"), "{told}");
    }

    #[test]
    fn a_program_that_is_missing_is_told_with_the_advice() {
        let mut command = Command::new("no-such-program-of-ours");
        let told = capture(&mut command, "install it").unwrap_err().to_string();
        assert!(told.contains("ran:      no-such-program-of-ours"), "{told}");
        assert!(told.ends_with("to do:    install it"), "{told}");
    }
}
