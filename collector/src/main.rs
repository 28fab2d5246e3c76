//! The command `leadsieve-collector`: reads arguments and environment, starts, prints its addresses,
//! stops on a signal. It must not decide anything else.

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

use leadsieve_collector::app::App;
use leadsieve_collector::proof::Proof;
use leadsieve_collector::serve;
use leadsieve_collector::settings::{self, Command, Settings};
use tokio::net::TcpListener;

/// The exit status for arguments that cannot be obeyed.
const MISUSE: u8 = 2;

fn main() -> ExitCode {
    let token = std::env::var("LEADSIEVE_ADMIN_TOKEN").ok();
    match settings::read(std::env::args().skip(1), token) {
        Ok(Command::Help) => {
            say(settings::HELP);
            ExitCode::SUCCESS
        }
        Ok(Command::Run(settings)) => start(&settings),
        Err(error) => fail(&error, MISUSE),
    }
}

fn start(settings: &Settings) -> ExitCode {
    let proof = match Proof::read(&settings.configs) {
        Ok((proof, warnings)) => {
            warnings.iter().for_each(|warning| complain("warning", warning));
            proof
        }
        Err(error) => return fail(&error, MISUSE),
    };
    let app = match App::new(settings, Arc::new(proof)) {
        Ok(app) => app,
        Err(error) => return fail(&error, 1),
    };
    match tokio::runtime::Runtime::new().map(|runtime| runtime.block_on(run(settings, app))) {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(error)) => fail(&error, 1),
        Err(error) => fail(&format!("no threads to work with: {error}"), 1),
    }
}

async fn run(settings: &Settings, app: App) -> Result<(), String> {
    let taken = |error| format!("cannot listen on {}: {error}", settings.listen);
    let listener = TcpListener::bind(settings.listen).await.map_err(taken)?;
    let address = listener.local_addr().map_err(taken)?;
    say(&format!("collector  http://{address}/leads\n"));
    say(&if settings.is_token_new {
        format!("inbox  http://{address}/inbox?token={}\n", settings.token)
    } else {
        format!("inbox  http://{address}/inbox\n")
    });
    say("ready\n");
    serve::until(listener, app, stop()).await.map_err(|error| format!("the server ended: {error}"))
}

/// Ends when the operator presses Ctrl-C or the system asks the process to stop.
async fn stop() {
    #[cfg(unix)]
    if let Ok(mut asked) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        let pressed = std::pin::pin!(tokio::signal::ctrl_c());
        let asked = std::pin::pin!(asked.recv());
        futures_util::future::select(pressed, asked).await;
        return;
    }
    let _ = tokio::signal::ctrl_c().await;
}

/// Prints for the operator; a closed terminal is no reason to stop receiving leads.
fn say(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}

fn fail(error: &str, status: u8) -> ExitCode {
    error.lines().for_each(|line| complain("error", line));
    ExitCode::from(status)
}

fn complain(kind: &str, line: &str) {
    let _ = writeln!(std::io::stderr(), "{kind}: {line}");
}
