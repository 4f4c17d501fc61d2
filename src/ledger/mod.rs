//! The ledger (台账): one SQLite file that holds the notices and the inspectors' follow-up.
//!
//! All SQL of the program stands in this folder, behind the questions that the program asks.
//! Whoever stands above sees [`Ledger`] and [`types`] and, for the screen, the [`protocol`] of the
//! [`worker`] thread.
//!
//! - [`open`](Ledger::open), `read_only`, `schema`: the file, its form, what is refused.
//! - `prepare`, [`identity`], [`matching`]: pure; a notice made ready, which notice it is, which of
//!   its issues are which.
//! - [`import`], `kin`, `version`, `weave`, `row`, [`notices`]: what changes notices, and which issues are which.
//! - `standing`: which notices are one and which are withdrawn, by what was said; `union`, `withdrawal`,
//!   `disputes`: who says it, and where it stands against something.
//! - [`followup`], [`events`], `steps`, `home`, `chain`: what changes follow-ups, and how that is verified.
//! - [`doubts`]: what the rules ask of the notices, what was put aside of it.
//! - `index`, `grams`, `required`, [`ids`]: the index of the texts, how they are cut for it, what a regular
//!   expression asks of it, sets of issues.
//! - [`evidence`], [`backup`], [`purge`], [`private`]: files beside the ledger, copies of it, its end.
//! - [`share`], `news`, `arrival`: what is given to another ledger, and what came from one.
//! - `packs`: what lists need, one row a notice; [`columns`]: the same in memory.
//! - `snapshot`, `issue_rows`, `head`, `detail`, `records`, `search`, [`log`]: what is asked.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, Transaction, TransactionBehavior};
use uuid::Uuid;

mod arrival;
pub mod aside;
pub mod backup;
mod chain;
pub mod columns;
pub mod compare;
mod detail;
mod disputes;
pub mod doubts;
pub mod error;
pub mod events;
pub mod evidence;
mod fill;
pub mod fold;
pub mod followup;
mod grams;
mod head;
mod home;
pub mod identity;
pub mod ids;
pub mod import;
mod index;
mod issue_rows;
mod key;
mod kin;
pub mod log;
pub mod matching;
mod news;
pub mod notices;
mod open;
mod packs;
mod prepare;
pub mod private;
pub mod protocol;
pub mod purge;
mod read_only;
mod readings;
mod records;
mod required;
mod row;
mod schema;
pub mod search;
pub mod share;
mod snapshot;
mod standing;
mod steps;
mod stored;
pub mod types;
pub mod undo;
mod union;
mod version;
mod weave;
mod withdrawal;
pub mod worker;

pub use chain::{VerifyFault, VerifyRemark, VerifyReport};
pub use detail::{Named, SHORTEST_PREFIX};
pub use disputes::Dispute;
pub use error::{LedgerError, What};
pub use events::Marked;
pub use import::{ImportKind, Imported, Incoming};
pub use notices::{Reread, StoredText};
pub use open::default_path;
pub use steps::Steps;
pub use withdrawal::Withdrawn;

/// After how many pages of 4 KB the log beside the file is emptied: SQLite's own choice, and for many imports.
const SMALL_LOG: i64 = 1_000;
const LARGE_LOG: i64 = 16 << 10;

/// The ledger, open.
#[derive(Debug)]
pub struct Ledger {
    connection: Connection,
    path: PathBuf,
    id: Uuid,
    /// Why nothing can be written, where it was opened for reading alone.
    shut: Option<What>,
    /// Whether it has an index of the texts; one of an older form that cannot be written has none.
    indexed: bool,
    /// The titles that were put right by hand, as of some state of the file.
    titles: search::Titles,
}

impl Ledger {
    /// The file it stands in.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The id by which the events made in this ledger are told from those of others.
    pub fn id(&self) -> Uuid {
        self.id
    }

    /// Why nothing can be written, where the ledger could be opened for reading alone ([`What::ReadOnly`],
    /// [`What::Full`], [`What::Disk`]); `None` where it can.
    pub fn shut(&self) -> Option<&What> {
        self.shut.as_ref()
    }

    /// Moves what was written since into the file proper, for moments in which nobody waits: then the next mark need not
    /// do it, and writes over the log beside the file instead of making it longer, which takes a disk half the time.
    /// Safety does not depend on it, so nothing is said where another process keeps it from being done.
    pub fn tidy(&self) {
        let _ = self.connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
    }

    /// For many imports in a row: more of the file is held in memory, and the log beside it is emptied every 64 MB
    /// instead of every 4, so that a page that many notices change is written to the file once and not for each few of
    /// them. `false` puts both back and empties the log. Nothing is less safe for it.
    pub fn expect_many(&self, many: bool) {
        let (cache, log) = if many { (open::LARGE_CACHE, LARGE_LOG) } else { (open::CACHE, SMALL_LOG) };
        // Where SQLite takes neither, it goes on as it was.
        let _ = self.connection.pragma_update(None, "cache_size", -cache);
        let _ = self.connection.pragma_update(None, "wal_autocheckpoint", log);
        if !many {
            let _ = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        }
    }

    /// How many rows this connection has written so far: whether there is something to [`Ledger::tidy`].
    pub fn written(&self) -> u64 {
        self.connection.total_changes()
    }

    fn error(&self, what: impl Into<What>) -> LedgerError {
        LedgerError::new(&self.path, what.into())
    }

    /// Runs `ask` and names the file where it fails.
    fn ask<T>(&self, ask: impl FnOnce(&Connection) -> Result<T, What>) -> Result<T, LedgerError> {
        ask(&self.connection).map_err(|what| self.error(what))
    }

    /// Runs `change` in one transaction: all of it is on disk when this returns, or none.
    fn change<T>(
        &mut self,
        change: impl FnOnce(&Transaction<'_>) -> Result<T, What>,
    ) -> Result<T, LedgerError> {
        if let Some(what) = &self.shut {
            return Err(self.error(what.clone()));
        }
        let run = |connection: &mut Connection| {
            // Immediate, so that no other process can write between what is read and what is written.
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let done = change(&transaction)?;
            packs::settle(&transaction)?;
            #[cfg(test)]
            assert!(packs::are_true(&transaction)?, "a pack says something else than its rows");
            index::settle_many(&transaction)?;
            transaction.commit()?;
            Ok(done)
        };
        run(&mut self.connection).map_err(|what| LedgerError::new(&self.path, what))
    }

    /// As [`Ledger::change`], but the disk may take the change a moment later: for imports, which
    /// can be done again. It is still all or nothing, also through a power failure.
    fn change_relaxed<T>(
        &mut self,
        change: impl FnOnce(&Transaction<'_>) -> Result<T, What>,
    ) -> Result<T, LedgerError> {
        self.synchronous("NORMAL")?;
        let done = self.change(change);
        self.synchronous("FULL")?;
        done
    }

    fn synchronous(&self, mode: &str) -> Result<(), LedgerError> {
        self.ask(|connection| Ok(connection.pragma_update(None, "synchronous", mode)?))
    }
}

#[cfg(test)]
mod promise_tests;
#[cfg(test)]
pub(crate) mod testing;
