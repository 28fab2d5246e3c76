//! What a newcomer would see: a fresh clone in a folder of its own, where the README's two commands run as they
//! stand there. Must not know: what those commands do, except that the demo prints an address.

use crate::failure::Failure;
use crate::step::{self, say};
use crate::watch::{self, Watch};
use crate::workshop::{Workshop, read};
use std::fs::{self, File};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Seconds the demo may take before its page answers.
const PATIENCE: f64 = 600.0;

/// Clones, runs both commands, and takes the clone away again.
pub(crate) fn check(workshop: &Workshop) -> Result<(), Failure> {
    let folder = std::env::temp_dir().join(format!("leadsieve-fresh-{}", std::process::id()));
    let outcome = check_in(workshop, &folder);
    let _left_behind = fs::remove_dir_all(&folder);
    outcome
}

fn check_in(workshop: &Workshop, folder: &Path) -> Result<(), Failure> {
    let mut clone = workshop.command("git");
    clone.args(["clone", "--quiet", "--no-hardlinks"]).args([&workshop.root, folder]);
    step::run(workshop, "fresh clone", &mut clone, "commit first: only what is committed is cloned")?;
    let readme = read(&folder.join("README.md"))?;
    run_tests(workshop, folder, &find_command(&readme, "cargo xtask test")?)?;
    run_demo(workshop, folder, &find_command(&readme, "cargo xtask demo")?)
}

fn run_tests(workshop: &Workshop, folder: &Path, line: &str) -> Result<(), Failure> {
    let mut command = shell(folder, line);
    let advice = "something needed is not committed, or was installed by hand on this machine";
    let output = step::run(workshop, "fresh tests", &mut command, advice)?;
    say(output.trim_end().lines().last().unwrap_or_default());
    Ok(())
}

fn run_demo(workshop: &Workshop, folder: &Path, line: &str) -> Result<(), Failure> {
    let log = workshop.notes()?.join("fresh-demo.log");
    let started = File::create(&log)
        .and_then(|file| shell(folder, line).stdin(Stdio::null()).stdout(file.try_clone()?).stderr(file).spawn());
    let mut demo = started.map_err(|error| Failure::new(format!("the demo did not start: {error}")).ran(line))?;
    let outcome = wait_for_page(&mut demo, &log, line);
    let _ended_already = demo.kill();
    let _status = demo.wait();
    outcome
}

fn wait_for_page(demo: &mut Child, log: &Path, line: &str) -> Result<(), Failure> {
    let watch = Watch::start();
    let told = |what: &str| {
        Failure::new(what)
            .ran(line)
            .printed(&read(log).unwrap_or_default())
            .todo("run the same command in a fresh clone and look at the first error")
    };
    while watch.seconds() < PATIENCE {
        if let Some(page) = printed_address(&read(log)?).filter(|page| answers(page)) {
            say(&format!("  ok  {page} answers  {:.1} s", watch.seconds()));
            return Ok(());
        }
        if let Ok(Some(status)) = demo.try_wait() {
            return Err(told(&format!("the demo ended with {status}")));
        }
        watch::pause();
    }
    Err(told(&format!("the demo page did not answer in {PATIENCE} s")))
}

/// `exec` gives the command this shell's id, so ending the one ends the other.
fn shell(folder: &Path, line: &str) -> Command {
    let mut command = Command::new("sh");
    command.current_dir(folder).env_remove("CARGO_TARGET_DIR").args(["-c", &format!("exec {line}")]);
    command
}

/// The line of the README's code blocks that starts so.
fn find_command(readme: &str, start: &str) -> Result<String, Failure> {
    let mut is_code = false;
    for line in readme.lines().map(str::trim) {
        if line.starts_with("```") {
            is_code = !is_code;
        } else if is_code && line.starts_with(start) {
            return Ok(line.to_owned());
        }
    }
    Err(Failure::new(format!("README.md shows no command `{start}`"))
        .todo("show it in a code block of its own, as a newcomer would type it"))
}

fn printed_address(log: &str) -> Option<String> {
    log.lines().find_map(|line| line.strip_prefix("Demo page: ")).map(|address| address.trim().to_owned())
}

/// Whether the page is there: one plain request, as few words as HTTP allows.
fn answers(page: &str) -> bool {
    let Some((host, path)) = page.strip_prefix("http://").and_then(|rest| rest.split_once('/')) else {
        return false;
    };
    let ask = || {
        let mut stream = TcpStream::connect(host)?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        write!(stream, "GET /{path} HTTP/1.0\r\nHost: {host}\r\n\r\n")?;
        let mut start = [0; 12];
        stream.read_exact(&mut start)?;
        Ok::<_, std::io::Error>(start)
    };
    ask().is_ok_and(|start| start.starts_with(b"HTTP/1.") && start.ends_with(b" 200"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpListener;
    use std::thread;

    const README: &str = "Run `cargo xtask demo` like this:\n```sh\n$ hello\ncargo xtask demo --port 9000\n```\n";

    #[test]
    fn a_command_is_taken_from_a_code_block_and_not_from_a_sentence() {
        let found = find_command(README, "cargo xtask demo").unwrap();
        assert_eq!(found, "cargo xtask demo --port 9000");
        assert!(find_command(README, "cargo xtask test").is_err());
    }

    #[test]
    fn the_address_is_read_from_what_the_demo_prints() {
        let log = "  ok  collector  1.0 s\n\nDemo page: http://127.0.0.1:9000/demo/\n";
        let found = printed_address(log);
        assert_eq!(found.as_deref(), Some("http://127.0.0.1:9000/demo/"));
    }

    fn serve_once(reply: &'static str) -> String {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = listener.local_addr().unwrap();
        thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            // Read to its end: what is left unread when a connection closes makes it a reset one.
            let mut asked = Vec::new();
            while !asked.ends_with(b"\r\n\r\n") {
                let mut byte = [0];
                stream.read_exact(&mut byte).unwrap();
                asked.extend(byte);
            }
            stream.write_all(reply.as_bytes()).unwrap();
        });
        format!("http://{address}/demo/")
    }

    #[test]
    fn only_a_page_that_is_found_counts_as_an_answer() {
        assert!(answers(&serve_once("HTTP/1.1 200 OK\r\n\r\nhello")));
        assert!(!answers(&serve_once("HTTP/1.1 404 Not Found\r\n\r\n")));
    }
}
