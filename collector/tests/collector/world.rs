//! Starts a collector in this process. Knows no lead.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::JoinHandle;

use leadsieve_collector::app::App;
use leadsieve_collector::finding::{Advice, Finding, Judge};
use leadsieve_collector::serve;
use leadsieve_collector::settings::{Command, read};
use serde_json::Value;
use tokio::sync::oneshot;

use crate::http::{Answer, Request};

/// The token that every collector here opens for.
pub(crate) const TOKEN: &str = "an-invented-admin-token";

/// A folder that vanishes with its owner.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("leadsieve-collector-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn file(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A judge that says what the lead's `verdict` asks for, and breaks down when it asks for `panic`.
struct Obedient;

impl Judge for Obedient {
    fn judge(&self, lead: &str) -> Finding {
        let lead: Value = serde_json::from_str(lead).unwrap();
        match lead["verdict"].as_str() {
            Some("panic") => panic!("asked to"),
            Some("differs") => Finding {
                part: Some("answers".to_owned()),
                expected: Some("12".to_owned()),
                found: Some("99".to_owned()),
                ..Finding::plain("score_mismatch")
            },
            _ => Finding::plain("verified"),
        }
    }

    fn advise(&self, _: &str) -> Advice {
        Advice { portrait: "Compares <b>offers</b>".to_owned(), action: "Call today".to_owned() }
    }
}

/// A collector in this process; ends with its owner.
pub(crate) struct Collector {
    pub(crate) address: SocketAddr,
    _folder: Folder,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Collector {
    /// One with the usual settings and a generous rate.
    pub(crate) fn start() -> Self {
        Self::with(&["--rate", "1000000"])
    }

    /// One with these arguments.
    pub(crate) fn with(arguments: &[&str]) -> Self {
        let folder = Folder::new();
        let database = folder.file("leads.sqlite");
        let own = ["--listen", "127.0.0.1:0", "--database", &database];
        let all = own.iter().chain(arguments).map(|word| (*word).to_owned());
        let Ok(Command::Run(settings)) = read(all, Some(TOKEN.to_owned())) else { panic!("wrong arguments") };
        let app = App::new(&settings, Arc::new(Obedient)).unwrap();
        let (stop, stopped) = oneshot::channel();
        let (tell, told) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(
                async {
                    let listener = tokio::net::TcpListener::bind(settings.listen).await.unwrap();
                    tell.send(listener.local_addr().unwrap()).unwrap();
                    let stopped = async { drop(stopped.await) };
                    serve::until(listener, app, stopped).await.unwrap();
                },
            );
        });
        Self { address: told.recv().unwrap(), _folder: folder, stop: Some(stop), thread: Some(thread) }
    }

    pub(crate) fn send(&self, request: &Request) -> Answer {
        request.send(self.address)
    }

    /// Posts a lead.
    pub(crate) fn post(&self, lead: &Value) -> Answer {
        self.send(&Request::lead(lead))
    }

    /// What the export holds.
    pub(crate) fn kept(&self) -> Vec<Value> {
        kept(self.address)
    }

    /// Signs in and gives the cookie to send from then on.
    pub(crate) fn sign_in(&self) -> String {
        let answer = self.send(&Request::get(&format!("/inbox?token={TOKEN}")));
        assert_eq!(answer.status, 303, "{answer:?}");
        answer.header("set-cookie").unwrap().split(';').next().unwrap().to_owned()
    }

    /// A page of the inbox, read by somebody who signed in.
    pub(crate) fn page(&self, path: &str) -> String {
        let answer = self.send(&Request::get(path).with("Cookie", &self.sign_in()));
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.body
    }
}

impl Drop for Collector {
    fn drop(&mut self) {
        drop(self.stop.take());
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

/// What the export of the collector at an address holds.
pub(crate) fn kept(address: SocketAddr) -> Vec<Value> {
    let answer = Request::get("/leads.jsonl").with("Authorization", &format!("Bearer {TOKEN}")).send(address);
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.body.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}
