//! The command: its arguments, its refusals, and what it keeps when it is killed.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use crate::http::Request;
use crate::invented::{id, lead};
use crate::world::{Folder, TOKEN, kept};

fn command(arguments: &[&str], token: Option<&str>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_leadsieve-collector"));
    command.args(arguments).env_remove("LEADSIEVE_ADMIN_TOKEN").stdin(Stdio::null());
    if let Some(token) = token {
        command.env("LEADSIEVE_ADMIN_TOKEN", token);
    }
    command
}

/// A running collector; killed with its owner.
struct Running {
    child: Child,
    address: SocketAddr,
    said: String,
}

impl Running {
    fn start(folder: &Folder, token: Option<&str>) -> Self {
        let database = folder.file("leads.sqlite");
        let arguments = ["--listen", "127.0.0.1:0", "--database", &database, "--rate", "1000000"];
        let mut child = command(&arguments, token).stdout(Stdio::piped()).spawn().unwrap();
        let mut said = String::new();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        while !said.ends_with("ready\n") {
            assert_ne!(lines.read_line(&mut said).unwrap(), 0, "it ended after saying {said:?}");
        }
        let first = said.lines().next().unwrap();
        let address = first.strip_prefix("collector  http://").unwrap().strip_suffix("/leads").unwrap();
        Self { address: address.parse().unwrap(), child, said }
    }

    /// SIGKILL: the process gets no chance to finish anything.
    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs a command that is expected to end by itself; one that goes on is ended after a while, without a status.
fn run(arguments: &[&str], token: Option<&str>) -> (Option<i32>, String) {
    let mut child = command(arguments, token).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    for _ in 0..500 {
        if child.try_wait().unwrap().is_some() {
            break;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    let _ = child.kill();
    let Output { status, stderr, stdout } = child.wait_with_output().unwrap();
    (status.code(), String::from_utf8([stdout, stderr].concat()).unwrap())
}

#[test]
fn an_address_that_others_reach_is_refused_without_a_token() {
    for token in [None, Some(""), Some("short")] {
        let (status, said) = run(&["--listen", "0.0.0.0:0"], token);
        assert_eq!(status, Some(2), "{said}");
        assert!(said.contains("LEADSIEVE_ADMIN_TOKEN") && said.starts_with("error: "), "{said}");
    }
}

#[test]
fn a_config_that_cannot_be_used_ends_the_start_with_its_name() {
    let folder = Folder::new();
    let broken = folder.file("broken.json");
    std::fs::write(&broken, "{ no json").unwrap();
    for (file, word) in [(folder.file("missing.json"), "cannot be read"), (broken, "not JSON")] {
        let (status, said) = run(&["--listen", "127.0.0.1:0", "--config", &file], None);
        assert_eq!(status, Some(2), "{said}");
        assert!(said.contains(&file) && said.contains(word), "{said}");
    }
}

#[test]
fn a_file_that_is_no_database_is_not_touched() {
    let folder = Folder::new();
    let file = folder.file("letter.txt");
    let letter = "Dear reader, ".repeat(100);
    std::fs::write(&file, &letter).unwrap();
    let (status, said) = run(&["--listen", "127.0.0.1:0", "--database", &file], None);
    assert_eq!(status, Some(1), "{said}");
    assert!(said.contains(&file), "{said}");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), letter);
}

#[test]
fn a_database_of_a_newer_collector_is_refused() {
    let folder = Folder::new();
    let file = folder.file("leads.sqlite");
    rusqlite::Connection::open(&file).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let (status, said) = run(&["--listen", "127.0.0.1:0", "--database", &file], None);
    assert_eq!(status, Some(1), "{said}");
    assert!(said.contains("found version 99"), "{said}");
}

#[test]
fn help_is_printed() {
    let (status, said) = run(&["--help"], None);
    assert_eq!(status, Some(0));
    for option in ["--listen", "--database", "--config", "--origin", "--rate", "--site", "LEADSIEVE_ADMIN_TOKEN"] {
        assert!(said.contains(option), "{option}");
    }
}

#[test]
fn a_start_prints_the_real_addresses_and_a_token_that_opens_the_inbox() {
    let folder = Folder::new();
    let running = Running::start(&folder, None);
    let lines: Vec<_> = running.said.lines().collect();
    let path = lines[1].strip_prefix(&format!("inbox  http://{}", running.address)).unwrap();
    assert!(path.starts_with("/inbox?token=") && path.len() > 40, "{path}");
    assert_eq!(Request::get(path).send(running.address).status, 303);
    assert_eq!(lines[2], "ready");
}

#[test]
fn a_token_that_the_operator_chose_is_not_printed() {
    let folder = Folder::new();
    let running = Running::start(&folder, Some(TOKEN));
    assert!(!running.said.contains(TOKEN), "{}", running.said);
}

#[test]
fn what_was_acknowledged_survives_a_kill() {
    let folder = Folder::new();
    let running = Running::start(&folder, Some(TOKEN));
    assert_eq!(Request::lead(&lead(1, 1, "full")).send(running.address).status, 201);
    running.kill();
    let running = Running::start(&folder, Some(TOKEN));
    assert_eq!(kept(running.address)[0]["lead"]["id"], id(1));
    let again = Request::lead(&lead(1, 1, "full")).send(running.address);
    assert_eq!(again.status, 200, "the repeat after the kill is recognised: {again:?}");
}

#[test]
fn a_kill_in_the_middle_of_posts_loses_nothing_acknowledged_and_doubles_nothing() {
    let folder = Folder::new();
    let running = Running::start(&folder, Some(TOKEN));
    let address = running.address;
    let (tell, told) = std::sync::mpsc::channel();
    let sender = std::thread::spawn(move || {
        for number in 1..=10_000 {
            let sent = std::panic::catch_unwind(|| Request::lead(&lead(number, 1, "full")).send(address).status);
            match sent {
                Ok(201) => tell.send(number).unwrap(),
                _ => return,
            }
        }
    });
    let mut acknowledged: Vec<u32> = (0..40).map(|_| told.recv().unwrap()).collect();
    running.kill();
    sender.join().unwrap();
    acknowledged.extend(told.try_iter());
    let running = Running::start(&folder, Some(TOKEN));
    let found: Vec<String> =
        kept(running.address).iter().map(|kept| kept["lead"]["id"].as_str().unwrap().to_owned()).collect();
    let wanted: Vec<String> = acknowledged.iter().map(|number| id(*number)).collect();
    assert_eq!(found[..wanted.len()], wanted, "acknowledged leads are there, once and in order");
    assert!(found.len() <= wanted.len() + 1, "at most the one under way may be there as well");
}
