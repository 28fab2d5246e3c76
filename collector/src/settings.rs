//! Reads what the operator asked for from the arguments and the environment, and refuses what would be
//! unsafe. It must not open anything.

use std::net::{SocketAddr, ToSocketAddrs};
use std::path::PathBuf;

use crate::origin::Origins;
use crate::session::random_text;

/// What `--help` prints.
pub const HELP: &str = "\
leadsieve-collector: receives leads into one SQLite file, scores them again, shows them

usage: leadsieve-collector [OPTION VALUE]...

  --listen ADDR     address and port to listen on (127.0.0.1:8787); port 0 takes a free one
  --database FILE   the SQLite file; made when missing (leads.sqlite)
  --config FILE     a LeadSieve config to check scores with; may be repeated
  --origin ORIGIN   a page origin that may post leads, such as https://shop.example; may be repeated
  --rate N          leads a minute that one address may post, half of them at once (60)
  --site DIR        also serves the files of this folder at /, for trying things out: its pages share
                    the inbox's origin, so serve only your own
  --help            prints this

environment
  LEADSIEVE_ADMIN_TOKEN   the secret that opens the inbox and the export. An address that is not
                          loopback needs one of at least 16 characters; on loopback a random one is
                          made and printed when there is none
";

/// The shortest token accepted on an address that others can reach.
const SHORTEST_TOKEN: usize = 16;

/// What the operator asked for, checked.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where to listen.
    pub listen: SocketAddr,
    /// The SQLite file.
    pub database: PathBuf,
    /// The configs to verify with.
    pub configs: Vec<PathBuf>,
    /// Pages of these origins may post.
    pub origins: Origins,
    /// Leads a minute and address.
    pub rate: u32,
    /// A folder served at `/`.
    pub site: Option<PathBuf>,
    /// The secret that opens the inbox.
    pub token: String,
    /// Whether the token was made at this start, so that the operator has to be told.
    pub is_token_new: bool,
}

/// What to do.
#[derive(Debug, Clone)]
pub enum Command {
    /// Print [`HELP`].
    Help,
    /// Serve.
    Run(Box<Settings>),
}

/// Reads arguments (without the program's name) and the value of `LEADSIEVE_ADMIN_TOKEN`.
///
/// # Errors
/// A sentence that says which option is wrong and what was expected.
pub fn read(arguments: impl IntoIterator<Item = String>, token: Option<String>) -> Result<Command, String> {
    let mut written = Written::default();
    let mut arguments = arguments.into_iter();
    while let Some(option) = arguments.next() {
        if option == "--help" {
            return Ok(Command::Help);
        }
        let value = arguments.next().filter(|value| !value.is_empty());
        written.take(&option, value)?;
    }
    written.check(token).map(|settings| Command::Run(Box::new(settings)))
}

#[derive(Default)]
struct Written {
    listen: Option<String>,
    database: Option<PathBuf>,
    configs: Vec<PathBuf>,
    origins: Vec<String>,
    rate: Option<u32>,
    site: Option<PathBuf>,
}

impl Written {
    fn take(&mut self, option: &str, value: Option<String>) -> Result<(), String> {
        const KNOWN: [&str; 6] = ["--listen", "--database", "--config", "--origin", "--rate", "--site"];
        if !KNOWN.contains(&option) {
            return Err(format!("found the argument {option:?}, expected one of {}", KNOWN.join(", ")));
        }
        let value = value.ok_or_else(|| format!("{option}: found no value after it, expected one"))?;
        match option {
            "--listen" => self.listen = Some(value),
            "--database" => self.database = Some(value.into()),
            "--config" => self.configs.push(value.into()),
            "--origin" => self.origins.push(value),
            "--site" => self.site = Some(value.into()),
            _ => self.rate = Some(rate(&value)?),
        }
        Ok(())
    }

    fn check(self, token: Option<String>) -> Result<Settings, String> {
        let listen = address(self.listen.as_deref().unwrap_or("127.0.0.1:8787"))?;
        let token = token.filter(|token| !token.trim().is_empty());
        may_listen(listen, token.as_deref())?;
        if let Some(site) = self.site.as_ref().filter(|site| !site.is_dir()) {
            return Err(format!("--site: {} is no folder, expected one with the files to serve", site.display()));
        }
        let is_token_new = token.is_none();
        Ok(Settings {
            listen,
            database: self.database.unwrap_or_else(|| "leads.sqlite".into()),
            configs: self.configs,
            origins: Origins::read(&self.origins)?,
            rate: self.rate.unwrap_or(60),
            site: self.site,
            token: token.map_or_else(random_text, Ok)?,
            is_token_new,
        })
    }
}

fn rate(value: &str) -> Result<u32, String> {
    let rate = value.parse().ok().filter(|rate| (1..=1_000_000).contains(rate));
    rate.ok_or_else(|| format!("--rate: found {value:?}, expected leads a minute from 1 to 1000000"))
}

fn address(value: &str) -> Result<SocketAddr, String> {
    let found = value.to_socket_addrs().ok().and_then(|mut found| found.next());
    found.ok_or_else(|| format!("--listen: found {value:?}, expected an address with a port such as 127.0.0.1:8787"))
}

fn may_listen(listen: SocketAddr, token: Option<&str>) -> Result<(), String> {
    if listen.ip().to_canonical().is_loopback() || token.is_some_and(|token| token.chars().count() >= SHORTEST_TOKEN) {
        return Ok(());
    }
    let found = if token.is_some() { "a shorter one" } else { "none" };
    Err(format!(
        "--listen: {listen} can be reached by others, so it needs the environment variable LEADSIEVE_ADMIN_TOKEN \
         with a secret of at least {SHORTEST_TOKEN} characters, found {found}; set it, or listen on 127.0.0.1"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(arguments: &str, token: Option<&str>) -> Result<Settings, String> {
        match read(arguments.split_whitespace().map(str::to_owned), token.map(str::to_owned))? {
            Command::Run(settings) => Ok(*settings),
            Command::Help => Err("help".to_owned()),
        }
    }

    #[test]
    fn without_arguments_it_listens_on_loopback_with_a_new_token_each_time() {
        let (one, two) = (settings("", None).unwrap(), settings("", Some(" ")).unwrap());
        assert_eq!(one.listen.to_string(), "127.0.0.1:8787");
        assert_eq!((one.rate, one.is_token_new, one.token.len()), (60, true, 32));
        assert_ne!(one.token, two.token);
    }

    #[test]
    fn an_address_that_others_reach_needs_a_long_token() {
        for open in ["0.0.0.0:80", "[::]:80", "192.0.2.1:80", "[::ffff:192.0.2.1]:80"] {
            let asked = format!("--listen {open}");
            assert!(settings(&asked, None).unwrap_err().contains("LEADSIEVE_ADMIN_TOKEN"), "{open}");
            assert!(settings(&asked, Some("")).is_err(), "{open}");
            assert!(settings(&asked, Some("short")).unwrap_err().contains("a shorter one"), "{open}");
            assert!(settings(&asked, Some("a-secret-of-enough-length")).is_ok(), "{open}");
        }
        for closed in ["127.0.0.1:0", "127.9.9.9:1", "[::1]:80", "[::ffff:127.0.0.1]:80"] {
            assert!(settings(&format!("--listen {closed}"), None).is_ok(), "{closed}");
        }
    }

    #[test]
    fn a_wrong_option_is_named_with_what_was_expected() {
        for (arguments, word) in [
            ("--lisen 127.0.0.1:1", "--listen"),
            ("--listen", "no value"),
            ("--listen nowhere", "127.0.0.1:8787"),
            ("--rate 0", "from 1"),
            ("--origin *", "https://shop.example"),
            ("--site /no/such/folder", "no folder"),
        ] {
            let error = settings(arguments, None).unwrap_err();
            assert!(error.contains(word), "{arguments}: {error}");
        }
    }

    #[test]
    fn options_that_may_be_repeated_add_up() {
        let found = settings("--config a --config b --origin http://x --origin http://y", None).unwrap();
        assert_eq!(found.configs.len(), 2);
    }
}
