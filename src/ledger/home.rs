//! Where a ledger lives, so that a copy of its file goes on with a chain of its own.
//!
//! Events are numbered in the chain of their ledger. Were a file copied by hand and both copies
//! written on, two different events would have one number, and no merge could take both. So the
//! first event that is written in another file than before begins a new chain, under a new id.

use std::{fs, path::Path};

use rusqlite::OptionalExtension;
use uuid::Uuid;

use super::{Ledger, LedgerError};

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
        let id = if kept.is_some() { Uuid::new_v4() } else { self.id };
        self.change(|tx| {
            let mut put = tx.prepare_cached(
                "INSERT INTO meta (name, value) VALUES (?1, ?2)
                 ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            )?;
            put.execute(["home", &home])?;
            put.execute(["id", &id.to_string()])?;
            Ok(())
        })?;
        self.id = id;
        Ok(())
    }
}

/// What tells the file from a copy of it; `None` for a ledger in memory.
#[cfg(unix)]
fn home(path: &Path) -> Option<String> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).ok().map(|data| format!("inode {}", data.ino()))
}

/// What tells the file from a copy of it; `None` for a ledger in memory.
#[cfg(not(unix))]
fn home(path: &Path) -> Option<String> {
    fs::canonicalize(path).ok().map(|path| format!("path {}", path.display()))
}
