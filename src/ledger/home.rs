//! Where a ledger lives, so that a copy of its file goes on with a chain of its own.
//!
//! Events are numbered in the chain of their ledger. Were a file copied by hand and both copies
//! written on, two different events would have one number, and no merge could take both. So the
//! first event that is written in another file than before begins a new chain, under a new id.

use std::{collections::HashSet, fs, path::Path};

use rusqlite::{Connection, OptionalExtension};
use uuid::Uuid;

use super::{Ledger, LedgerError, error::What};

impl Ledger {
    /// Gives the ledger a new id where its file is a copy of the one in which it had the former.
    pub(super) fn settle_home(&mut self) -> Result<(), LedgerError> {
        let Some(home) = home(&self.path) else { return Ok(()) };
        let kept: Option<String> = self.ask(|connection| {
            let mut statement = connection.prepare_cached("SELECT value FROM meta WHERE name = 'home'")?;
            Ok(statement.query_row([], |row| row.get(0)).optional()?)
        })?;
        if kept.as_ref() == Some(&home) {
            return Ok(());
        }
        if kept.is_some() {
            self.begin_anew()?;
        }
        self.change(|tx| put(tx, "home", &home))
    }

    /// Gives the ledger a new id, so that its next event begins a new chain; which ids it had is kept.
    pub(super) fn begin_anew(&mut self) -> Result<(), LedgerError> {
        let (former, id) = (self.id, Uuid::new_v4());
        self.change(|tx| {
            put(tx, &format!("{FORMER}{former}"), "")?;
            put(tx, "id", &id.to_string())?;
            // Whichever file it is in now is its home: systems give the number of a file that was removed
            // to the next one, so that a copy might not be told from its original.
            Ok(tx.execute("DELETE FROM meta WHERE name = 'home'", []).map(drop)?)
        })?;
        self.id = id;
        Ok(())
    }
}

/// Before the ids that a ledger had, among what it knows of itself.
const FORMER: &str = "was ";

fn put(tx: &Connection, name: &str, value: &str) -> Result<(), What> {
    tx.prepare_cached(
        "INSERT INTO meta (name, value) VALUES (?1, ?2)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )?
    .execute([name, value])?;
    Ok(())
}

/// The ids under which events were made in this ledger: its own, and those that it had before it was copied or
/// restored.
pub(super) fn own(connection: &Connection) -> Result<HashSet<Uuid>, What> {
    let mut statement = connection.prepare_cached("SELECT name, value FROM meta")?;
    let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
    let mut ids = HashSet::new();
    for row in rows {
        let (name, value) = row?;
        let id = if name == "id" { Some(value.as_str()) } else { name.strip_prefix(FORMER) };
        ids.extend(id.and_then(|id| Uuid::parse_str(id).ok()));
    }
    Ok(ids)
}

/// What tells the file from a copy of it; `None` for a ledger in memory.
#[cfg(unix)]
fn home(path: &Path) -> Option<String> {
    use std::{os::unix::fs::MetadataExt, time::UNIX_EPOCH};
    let data = fs::metadata(path).ok()?;
    // The number of a file that was removed is given to the next one; when it was made is not, where the disk
    // knows that.
    let made = data.created().ok().and_then(|made| made.duration_since(UNIX_EPOCH).ok());
    Some(format!("inode {} made {}", data.ino(), made.map_or(0, |made| made.as_nanos())))
}

/// What tells the file from a copy of it; `None` for a ledger in memory.
#[cfg(not(unix))]
fn home(path: &Path) -> Option<String> {
    fs::canonicalize(path).ok().map(|path| format!("path {}", path.display()))
}

#[cfg(test)]
#[path = "home_tests.rs"]
mod tests;
