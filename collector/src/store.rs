//! Keeps leads in one SQLite file, each enquiry exactly once. What it acknowledged survives the loss
//! of power (write-ahead log, every commit synchronised). It must not know what stands in a lead.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use crate::envelope::{Envelope, Stage};
use crate::finding::Finding;
use crate::schema;

/// How far back another enquiry of the same person counts: 30 days.
pub const WINDOW_MS: i64 = 30 * 24 * 3_600_000;

/// What became of a posted lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The lead is new, or a later stage of an enquiry already kept.
    Stored,
    /// This stage, or a later one, is already kept; nothing was changed.
    AlreadyStored,
}

/// One SQLite file with a connection for writing and one for reading.
pub struct Store {
    writer: Mutex<Connection>,
    reader: Mutex<Connection>,
}

impl Store {
    /// Opens the file, makes it when it is missing, and brings its tables to the present version.
    ///
    /// # Errors
    /// When the file cannot be opened, is no SQLite file, or was written by a newer collector.
    pub fn open(file: &Path) -> Result<Self, String> {
        let writer = schema::open(file)?;
        let reader = schema::open(file)?;
        Ok(Self { writer: Mutex::new(writer), reader: Mutex::new(reader) })
    }

    /// Keeps a lead, received at `now`. When this returns `Stored`, the lead is on the disk.
    ///
    /// # Errors
    /// When SQLite cannot write; then nothing was kept.
    pub fn insert(&self, envelope: &Envelope, finding: &Finding, lead: &str, now: i64) -> rusqlite::Result<Outcome> {
        let mut writer = lock(&self.writer);
        let change = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        match kept(&change, envelope)? {
            Some((_, stage, _)) if stage >= envelope.stage => return Ok(Outcome::AlreadyStored),
            Some((seq, _, received)) => upgrade(&change, envelope, finding, lead, (seq, received, now))?,
            None => add(&change, envelope, finding, lead, now)?,
        }
        change.commit()?;
        Ok(Outcome::Stored)
    }

    /// The connection for reading.
    pub(crate) fn reader(&self) -> MutexGuard<'_, Connection> {
        lock(&self.reader)
    }
}

/// A panic while the lock was held leaves a rolled-back transaction behind, so the connection is sound.
fn lock(connection: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    connection.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Row number, stage and first receipt of the enquiry, when it is already kept.
fn kept(change: &Transaction<'_>, envelope: &Envelope) -> rusqlite::Result<Option<(i64, Stage, i64)>> {
    let mut statement = change.prepare("SELECT seq, stage, received FROM leads WHERE id = ?1 AND inquiry = ?2")?;
    statement
        .query_row(params![envelope.id, envelope.inquiry], |row| {
            let word: String = row.get(1)?;
            Ok((row.get(0)?, Stage::named(&word).unwrap_or(Stage::Pre), row.get(2)?))
        })
        .optional()
}

fn add(change: &Transaction<'_>, envelope: &Envelope, finding: &Finding, lead: &str, now: i64) -> rusqlite::Result<()> {
    let seen = inquiry_seen(change, envelope, i64::MAX, now)?;
    let mut statement = change.prepare(
        "INSERT INTO leads (id, inquiry, stage, site, received, changed, phone, email, inquiry_seen,
                            verdict, part, expected, found, total, search, lead)
         VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
    )?;
    let (e, f) = (envelope, finding);
    statement.execute(params![
        e.id,
        e.inquiry,
        e.stage.name(),
        e.site,
        now,
        e.phone,
        e.email,
        seen,
        f.verdict,
        f.part,
        f.expected,
        f.found,
        e.total,
        e.search,
        lead
    ])?;
    Ok(())
}

/// Replaces an earlier stage; `received` stays the time at which the enquiry was first heard of.
fn upgrade(
    change: &Transaction<'_>,
    envelope: &Envelope,
    finding: &Finding,
    lead: &str,
    (seq, received, now): (i64, i64, i64),
) -> rusqlite::Result<()> {
    let seen = inquiry_seen(change, envelope, seq, received)?;
    let mut statement = change.prepare(
        "UPDATE leads SET stage = ?2, site = ?3, changed = ?4, phone = ?5, email = ?6, inquiry_seen = ?7,
                verdict = ?8, part = ?9, expected = ?10, found = ?11, total = ?12, search = ?13, lead = ?14
         WHERE seq = ?1",
    )?;
    let (e, f) = (envelope, finding);
    statement.execute(params![
        seq,
        e.stage.name(),
        e.site,
        now,
        e.phone,
        e.email,
        seen,
        f.verdict,
        f.part,
        f.expected,
        f.found,
        e.total,
        e.search,
        lead
    ])?;
    Ok(())
}

/// The enquiry's number across devices: one more than the enquiries of the same person (a shared phone or
/// e-mail hash) on the same site that were kept before row `seq`, inside the window before `received`.
fn inquiry_seen(change: &Transaction<'_>, envelope: &Envelope, seq: i64, received: i64) -> rusqlite::Result<i64> {
    let mut statement = change.prepare(
        "SELECT 1 + count(*) FROM leads
         WHERE site = ?1 AND (phone = ?2 OR email = ?3) AND seq < ?4 AND received > ?5",
    )?;
    let since = received - WINDOW_MS;
    statement.query_row(params![envelope.site, envelope.phone, envelope.email, seq, since], |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PERSON: &str = "a";

    fn envelope(number: u32, inquiry: i64, stage: Stage) -> Envelope {
        let (id, phone) = (format!("lead-{number}"), Some(PERSON.to_owned()));
        let (key, search, site) = (String::new(), String::new(), "kitchens".to_owned());
        Envelope { id, inquiry, stage, key, site, phone, email: None, total: None, search }
    }

    fn store(name: &str) -> (Store, std::path::PathBuf) {
        let file = std::env::temp_dir().join(format!("leadsieve-store-{}-{name}.sqlite", std::process::id()));
        (Store::open(&file).unwrap(), file)
    }

    fn remove(file: &Path) {
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{end}", file.display()));
        }
    }

    #[test]
    fn an_enquiry_older_than_the_window_does_not_count() {
        let (store, file) = store("window");
        let finding = Finding::plain("verified");
        for (number, now) in [(1, 0), (2, WINDOW_MS - 1), (3, 2 * WINDOW_MS - 2), (4, 9 * WINDOW_MS)] {
            store.insert(&envelope(number, 1, Stage::Full), &finding, "{}", now).unwrap();
        }
        let seen: Vec<i64> = store.after(0, 9).unwrap().iter().map(|kept| kept.inquiry_seen).collect();
        assert_eq!(seen, [1, 2, 2, 1]);
        remove(&file);
    }

    #[test]
    fn two_collectors_on_one_file_keep_an_enquiry_once() {
        let (one, file) = store("shared");
        let two = Store::open(&file).unwrap();
        let finding = Finding::plain("verified");
        let insert_all = |store: &Store| -> usize {
            let outcomes = (0..60).map(|number| store.insert(&envelope(number, 1, Stage::Full), &finding, "{}", 0));
            outcomes.filter(|outcome| *outcome == Ok(Outcome::Stored)).count()
        };
        let stored: usize = std::thread::scope(|scope| {
            let threads = [&one, &two].map(|store| scope.spawn(move || insert_all(store)));
            threads.into_iter().map(|thread| thread.join().unwrap()).sum()
        });
        assert_eq!((stored, one.after(0, 100).unwrap().len()), (60, 60));
        remove(&file);
    }

    #[test]
    fn a_file_is_opened_again_without_a_second_migration() {
        let (first, file) = store("again");
        first.insert(&envelope(1, 1, Stage::Partial), &Finding::plain("verified"), "{}", 0).unwrap();
        drop(first);
        let again = Store::open(&file).unwrap();
        let outcome = again.insert(&envelope(1, 1, Stage::Partial), &Finding::plain("verified"), "{}", 0).unwrap();
        assert_eq!(outcome, Outcome::AlreadyStored);
        remove(&file);
    }
}
