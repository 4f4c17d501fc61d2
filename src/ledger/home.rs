//! Where a ledger lives, so that a copy of its file goes on with a chain of its own.
//!
//! Events are numbered in the chain of their ledger. Were a file copied by hand and both copies
//! written on, two different events would have one number, and no merge could take both. So the
//! first event that is written in another file than before begins a new chain, under a new id; so does
//! the first event at all, since the file may have been copied before it.

use std::{collections::HashSet, fs, path::Path};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Transaction};
use uuid::Uuid;

use super::{Ledger, LedgerError, error::What};

impl Ledger {
    /// Runs `change` in one transaction with whoever makes its events: in the chain of this file, which is
    /// settled in the same transaction, since another process may write to the file meanwhile.
    pub(super) fn change_by<T>(
        &mut self,
        author: &str,
        now: Timestamp,
        change: impl FnOnce(&Transaction<'_>, &Maker<'_>) -> Result<T, What>,
    ) -> Result<T, LedgerError> {
        let home = home(&self.path);
        let (done, id) = self.change(|tx| {
            let ledger = settle(tx, home.as_deref())?;
            Ok((change(tx, &Maker { ledger, author, now })?, ledger))
        })?;
        self.id = id;
        Ok(done)
    }

    /// Gives the ledger a new id, so that its next event begins a new chain; which ids it had is kept.
    pub(super) fn begin_anew(&mut self) -> Result<(), LedgerError> {
        self.id = self.change(|tx| {
            let id = anew(tx)?;
            // Whichever file it is in now is its home: systems give the number of a file that was removed
            // to the next one, so that a copy might not be told from its original.
            tx.execute("DELETE FROM meta WHERE name = 'home'", [])?;
            Ok(id)
        })?;
        Ok(())
    }
}

/// Who makes an event, where and when.
pub(super) struct Maker<'a> {
    pub ledger: Uuid,
    pub author: &'a str,
    pub now: Timestamp,
}

/// The id under which events are made in the file whose home is `home`. Where that is another than it
/// was, or was never written down, the file may be one of several copies.
pub(super) fn settle(tx: &Connection, home: Option<&str>) -> Result<Uuid, What> {
    let get = |name: &str| -> Result<Option<String>, What> {
        let mut statement = tx.prepare_cached("SELECT value FROM meta WHERE name = ?1")?;
        Ok(statement.query_row([name], |row| row.get(0)).optional()?)
    };
    match home {
        Some(home) if get("home")?.as_deref() != Some(home) => {
            put(tx, "home", home)?;
            anew(tx)
        }
        _ => read_id(&get("id")?.unwrap_or_default()),
    }
}

fn read_id(text: &str) -> Result<Uuid, What> {
    Uuid::parse_str(text).map_err(|error| What::Damaged(error.to_string()))
}

/// Puts a new id in place of the present one, which is kept.
fn anew(tx: &Connection) -> Result<Uuid, What> {
    let former: String = tx.query_row("SELECT value FROM meta WHERE name = 'id'", [], |row| row.get(0))?;
    let id = Uuid::new_v4();
    put(tx, &format!("{FORMER}{former}"), "")?;
    put(tx, "id", &id.to_string())?;
    Ok(id)
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
pub(super) fn home(path: &Path) -> Option<String> {
    use std::{os::unix::fs::MetadataExt, time::UNIX_EPOCH};
    let data = fs::metadata(path).ok()?;
    // The number of a file that was removed is given to the next one; when it was made is not, where the disk
    // knows that.
    let made = data.created().ok().and_then(|made| made.duration_since(UNIX_EPOCH).ok());
    Some(format!("inode {} made {}", data.ino(), made.map_or(0, |made| made.as_nanos())))
}

/// What tells the file from a copy of it; `None` for a ledger in memory.
#[cfg(not(unix))]
pub(super) fn home(path: &Path) -> Option<String> {
    // The same path may be there on another PC.
    let computer = std::env::var("COMPUTERNAME").unwrap_or_default();
    fs::canonicalize(path).ok().map(|path| format!("path {} {computer}", path.display()))
}

#[cfg(test)]
#[path = "home_tests.rs"]
mod tests;
