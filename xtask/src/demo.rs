//! The demo: builds all that is needed, then becomes the collector, which serves the demo pages and keeps leads in
//! SQLite. Must not know: what the pages show or how a lead is stored.

use crate::failure::Failure;
use crate::step;
use crate::workshop::Workshop;
use crate::{build, paths};
use std::fs;
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::process::Command;

/// The port of the demo where nobody asks for another and it is free.
const PORT: u16 = 8787;

/// The sites of the demo, by the names of their configs.
const SITES: [&str; 3] = ["leadsieve", "bare", "consent"];

/// Starts the demo and stays until it is ended. Returns only when it could not start.
pub(crate) fn run(workshop: &Workshop, port: Option<u16>) -> Result<(), Failure> {
    // A port that is taken is told before the build, not after it.
    port.map_or(Ok(0), |port| free_port(Some(port)))?;
    build::with_tools(workshop)?;
    step::run(
        workshop,
        "collector",
        workshop.command("cargo").args(["build", "-p", "leadsieve-collector"]),
        "mend what the compiler names above; a missing `cc` comes with `apt-get install build-essential`",
    )?;
    let port = free_port(port)?;
    let mut collector = collector(workshop, port)?;
    step::say(&format!("\nDemo page: {}\n", address(port)));
    step::say("Ctrl-C ends the demo. From here on the collector speaks:");
    become_program(&mut collector)
}

/// The address of the demo page.
pub(crate) fn address(port: u16) -> String {
    format!("http://127.0.0.1:{port}/demo/")
}

fn collector(workshop: &Workshop, port: u16) -> Result<Command, Failure> {
    let folder = workshop.root.join("target/demo");
    fs::create_dir_all(&folder).map_err(|error| Failure::new(format!("cannot make {}: {error}", folder.display())))?;
    let program = workshop.built("leadsieve-collector");
    let mut command = workshop.command(&paths::shown(&program));
    command
        .args(["--listen", &format!("127.0.0.1:{port}")])
        .args(["--database", "target/demo/leads.sqlite"])
        .args(["--site", "www/dist"])
        .args(["--origin", &format!("http://127.0.0.1:{port}")]);
    for site in SITES {
        command.args(["--config", &format!("www/dist/demo/{site}.json")]);
    }
    Ok(command)
}

/// A port given by hand must be free; the usual one may give way to another.
fn free_port(asked: Option<u16>) -> Result<u16, Failure> {
    match asked {
        Some(port) => bind(port).map_err(|error| {
            Failure::new(format!("port {port} cannot be used: {error}"))
                .todo("end what listens there, or name another with `--port`")
        }),
        None => bind(PORT).or_else(|_| bind(0)).map_err(|error| Failure::new(format!("no port can be used: {error}"))),
    }
}

/// Listens for a moment to see that the port can be had; 0 asks for any.
fn bind(port: u16) -> std::io::Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", port))?;
    Ok(listener.local_addr()?.port())
}

/// The collector takes this program's place: Ctrl-C and a signal to our id reach it, and nothing is left behind.
fn become_program(collector: &mut Command) -> Result<(), Failure> {
    let error = collector.exec();
    Err(Failure::new(format!("the collector did not start: {error}")).ran(step::line(collector)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_refused_when_it_was_asked_for() {
        let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let told = free_port(Some(port)).unwrap_err().to_string();
        assert!(told.starts_with(&format!("port {port} cannot be used")), "{told}");
    }

    #[test]
    fn some_port_is_found_when_none_was_asked_for() {
        assert!(free_port(None).unwrap() > 0);
    }
}
