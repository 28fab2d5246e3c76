//! Opens the SQLite file: private to its owner, durable, with the tables of the present version. It must
//! not read or write leads.

use std::fs::OpenOptions;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, TransactionBehavior};

/// One step per version of the file; a step, once released, is never edited.
const MIGRATIONS: [&str; 1] = ["
    CREATE TABLE leads (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL, inquiry INTEGER NOT NULL, stage TEXT NOT NULL, site TEXT NOT NULL,
        received INTEGER NOT NULL, changed INTEGER NOT NULL,
        phone TEXT, email TEXT, inquiry_seen INTEGER NOT NULL,
        verdict TEXT NOT NULL, part TEXT, expected TEXT, found TEXT,
        total REAL, search TEXT NOT NULL, lead TEXT NOT NULL,
        UNIQUE (id, inquiry)
    ) STRICT;
    CREATE INDEX leads_by_phone ON leads (phone) WHERE phone IS NOT NULL;
    CREATE INDEX leads_by_email ON leads (email) WHERE email IS NOT NULL;
    CREATE INDEX leads_by_time ON leads (received);
    CREATE INDEX leads_by_total ON leads (total);
"];

/// Opens the file, makes it when it is missing, and brings its tables to the present version.
///
/// # Errors
/// When the file cannot be opened, is no SQLite file, or was written by a newer collector.
pub fn open(file: &Path) -> Result<Connection, String> {
    let name = file.display();
    create_private(file).map_err(|error| format!("{name}: cannot be opened for writing: {error}"))?;
    let mut connection = connect(file).map_err(|error| format!("{name}: cannot be used as a database: {error}"))?;
    migrate(&mut connection).map_err(|error| format!("{name}: {error}"))?;
    Ok(connection)
}

/// Makes the file readable for its owner only, before SQLite would make it readable for all.
fn create_private(file: &Path) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file).map(drop)
}

fn connect(file: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(file)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "trusted_schema", false)?;
    Ok(connection)
}

fn migrate(connection: &mut Connection) -> Result<(), String> {
    let step = |error: rusqlite::Error| format!("the tables could not be brought up to date: {error}");
    let change = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(step)?;
    let found: u32 = change.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(step)?;
    let (found, known) = (usize::try_from(found).unwrap_or(usize::MAX), MIGRATIONS.len());
    if found > known {
        return Err(format!("found version {found}, expected at most {known}: use the newer collector that wrote it"));
    }
    for migration in MIGRATIONS.iter().skip(found) {
        change.execute_batch(migration).map_err(step)?;
    }
    let version = u32::try_from(known).unwrap_or(u32::MAX);
    change.pragma_update(None, "user_version", version).map_err(step)?;
    change.commit().map_err(step)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(name: &str) -> (Connection, std::path::PathBuf) {
        let file = std::env::temp_dir().join(format!("leadsieve-schema-{}-{name}.sqlite", std::process::id()));
        (open(&file).unwrap(), file)
    }

    fn remove(file: &Path) {
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{end}", file.display()));
        }
    }

    #[test]
    fn every_commit_reaches_the_disk_before_it_is_acknowledged() {
        let (connection, file) = opened("durable");
        let ask = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0));
        assert_eq!(ask("journal_mode"), Ok("wal".to_owned().into()));
        assert_eq!(ask("synchronous"), Ok(2.into()), "FULL");
        remove(&file);
    }

    #[cfg(unix)]
    #[test]
    fn the_file_can_be_read_by_its_owner_only() {
        use std::os::unix::fs::PermissionsExt;
        let (_connection, file) = opened("private");
        for end in ["", "-wal"] {
            let mode = std::fs::metadata(format!("{}{end}", file.display())).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{end}");
        }
        remove(&file);
    }

    #[test]
    fn a_file_of_an_older_version_is_brought_up_to_date_once() {
        let (connection, file) = opened("again");
        drop(connection);
        let again = open(&file).unwrap();
        let version: u32 = again.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
        assert_eq!(usize::try_from(version), Ok(MIGRATIONS.len()));
        remove(&file);
    }
}
