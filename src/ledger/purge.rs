//! The end of what a ledger holds: of the marks, or of everything.
//!
//! What is deleted is overwritten first, in the file and in the evidence folder. What a disk keeps besides
//! (worn cells of an SSD, snapshots, copies on writing, swap), what was copied elsewhere (backups, exports,
//! bundles) and what a restore put by cannot be reached; whoever purges is told.

use std::{
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
};

use rusqlite::Connection;

use super::{
    Ledger, LedgerError,
    backup::{SIDE, alone, quiet},
    error::What,
    evidence, index,
    open::file_error,
    private::{self, DRAFT, beside},
    schema::APPLICATION_ID,
    standing,
    types::NoticeId,
    version::{self, BY_HAND},
};

/// What was purged.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Purged {
    /// Events that are gone.
    pub events: usize,
    /// Copies of evidence that are gone.
    pub files: usize,
    /// What stands beside the ledger still: what restores put by, and what was left where the program was
    /// killed while it made a copy.
    pub left: Vec<PathBuf>,
}

impl Ledger {
    /// Deletes everything that inspectors wrote, with the evidence; the notices stay. The ledger begins a new
    /// chain.
    ///
    /// # Errors
    /// [`What::Busy`] where somebody else has the ledger open; else [`LedgerError`]. What was done by then
    /// stays done.
    pub fn purge_marks(mut self) -> Result<Purged, LedgerError> {
        // Nobody else may hold an old view of it, nor a log with what is to go.
        self.ask(alone)?;
        self.ask(|connection| {
            connection.query_row("PRAGMA journal_mode=WAL", [], |_| Ok(()))?;
            Ok(connection.query_row("PRAGMA secure_delete=ON", [], |_| Ok(()))?)
        })?;
        let events = self.change(delete_marks)?;
        // So that the overwritten pages are in the file before its end is cut off.
        self.ask(|connection| {
            Ok(connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
        })?;
        self.begin_anew()?;
        self.change(|tx| Ok(tx.execute("DELETE FROM meta WHERE name LIKE 'was %'", []).map(drop)?))?;
        self.ask(|connection| {
            connection.execute_batch("VACUUM")?;
            Ok(connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
        })?;
        let path = self.path.clone();
        // The last one to close it removes the log.
        self.connection.close().map_err(|(_, error)| LedgerError::new(&path, What::from(error)))?;
        let files = wipe_evidence(&path)?;
        Ok(Purged { events, files, left: left(&path) })
    }
}

/// Overwrites and removes a ledger, the files beside it and its evidence.
///
/// # Errors
/// [`What::NotALedger`] where the file is none, [`What::Busy`] where somebody has it open; then nothing was
/// changed. Else where something cannot be written or removed; what was done by then stays done.
pub fn purge_all(path: &Path) -> Result<Purged, LedgerError> {
    let fail = |what: What| LedgerError::new(path, what);
    is_ours(path).map_err(fail)?;
    // A damaged one goes all the same.
    if let Err(What::Busy) = quiet(path) {
        return Err(fail(What::Busy));
    }
    let files = wipe_evidence(path)?;
    for tail in SIDE.iter().chain(&[""]) {
        let file = beside(path, tail);
        private::wipe(&file).map_err(|error| LedgerError::new(&file, file_error(&error)))?;
    }
    private::keep_name(path);
    Ok(Purged { events: 0, files, left: left(path) })
}

fn wipe_evidence(path: &Path) -> Result<usize, LedgerError> {
    let folder = evidence::folder(path);
    private::wipe_folder(&folder).map_err(|error| LedgerError::new(&folder, file_error(&error)))
}

/// Whether the header says that a file is a ledger (SQLite, "Database File Format", 1.3): not even a damaged
/// file of another kind is overwritten.
fn is_ours(path: &Path) -> Result<(), What> {
    let facts = match fs::symlink_metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(What::Missing),
        facts => facts.map_err(|error| file_error(&error))?,
    };
    if facts.is_dir() {
        return Err(What::IsFolder);
    }
    if !facts.is_file() {
        return Err(What::NotALedger);
    }
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(72).read_to_end(&mut head));
    read.map_err(|error| file_error(&error))?;
    let id = APPLICATION_ID.to_be_bytes();
    let ours = head.starts_with(b"SQLite format 3\0") && head.get(68..72) == id.get(4..8);
    if ours { Ok(()) } else { Err(What::NotALedger) }
}

/// Deletes the events and all that follows from them; gives how many there were.
fn delete_marks(tx: &rusqlite::Transaction<'_>) -> Result<usize, What> {
    let touched = column(
        tx,
        "SELECT DISTINCT i.notice FROM events e JOIN issues i ON i.id = e.issue WHERE e.kind = 'match'",
    )?;
    let by_hand = column(tx, &format!("SELECT id FROM issues WHERE at = {BY_HAND}"))?;
    standing::keep_without_events(tx)?;
    // The triggers that keep events for ever are put back word for word.
    let mut statement = tx.prepare(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ('events', 'acts')",
    )?;
    let triggers = statement
        .query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?
        .collect::<Result<Vec<_>, _>>()?;
    for (name, _) in &triggers {
        tx.execute_batch(&format!("DROP TRIGGER \"{name}\""))?;
    }
    let events = tx.execute("DELETE FROM events", [])?;
    tx.execute("DELETE FROM acts", [])?;
    for issue in by_hand {
        for sql in [
            "DELETE FROM search WHERE issue = ?1",
            "DELETE FROM deadlines WHERE issue = ?1",
            "DELETE FROM sightings WHERE issue = ?1",
            "UPDATE issues SET same_as = NULL WHERE same_as = ?1",
            "DELETE FROM issues WHERE id = ?1",
        ] {
            tx.execute(sql, [issue])?;
        }
    }
    tx.execute("UPDATE issues SET marked = 0", [])?;
    // Which issues are which follows from the versions alone again.
    for notice in touched {
        version::settle(tx, NoticeId(notice))?;
    }
    // Names that only users gave.
    tx.execute("DELETE FROM agencies WHERE id NOT IN (SELECT agency FROM notices)", [])?;
    for (_, sql) in &triggers {
        tx.execute_batch(sql)?;
    }
    // An entry that is taken out of the index stays in the file until parts of it are made one.
    index::rebuild(tx)?;
    Ok(events)
}

fn column(tx: &Connection, sql: &str) -> Result<Vec<i64>, What> {
    Ok(tx.prepare(sql)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// What stands beside the ledger and may hold what it held.
fn left(path: &Path) -> Vec<PathBuf> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else { return Vec::new() };
    let beginnings = [format!("{name}.before-restore-"), DRAFT.to_owned()];
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries
        .filter(|entry| {
            let name = entry.file_name();
            name.to_str().is_some_and(|name| beginnings.iter().any(|begins| name.starts_with(begins)))
        })
        .map(|entry| entry.path())
        .collect();
    found.sort();
    found
}

#[cfg(test)]
#[path = "purge_tests.rs"]
mod tests;
