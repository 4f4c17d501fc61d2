//! Why the ledger cannot do what was asked.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use crate::words::{self, io::of_kept};

/// A failure of the ledger: which file, and what is the matter with it.
///
/// Whatever failed left the ledger as it was: every change is one transaction.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {what:?}", path.display())]
pub struct LedgerError {
    /// The ledger's file.
    pub path: PathBuf,
    /// What is the matter.
    pub what: What,
}

/// What is the matter with a ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The system gives no folder for the program's data.
    NoDataFolder,
    /// There is no file, and none was to be made.
    Missing,
    /// The folder in which the file should stand is not there and was not to be made.
    NoFolder,
    /// The path names a folder.
    IsFolder,
    /// The system does not let it be opened or made; its words.
    CannotOpen(String),
    /// A file of another kind, or a database of another program.
    NotALedger,
    /// The file holds nothing at all.
    Empty,
    /// The file is damaged; SQLite's words.
    Damaged(String),
    /// Written by a newer version of the program.
    Newer {
        /// The form it has.
        found: i64,
        /// The newest form that this program knows.
        known: i64,
    },
    /// The file or its folder cannot be written to.
    ReadOnly,
    /// The disk is full.
    Full,
    /// Another program held the ledger for too long.
    Busy,
    /// The disk failed; the system's words.
    Disk(String),
    /// No such issue or notice, by what was asked for.
    Unknown(String),
    /// Anything else; the library's words.
    Other(String),
}

impl What {
    /// That a ledger is opened for reading alone because of this.
    pub fn shut(&self, words: &words::ledger::Ledger) -> &'static str {
        match self {
            Self::ReadOnly => words.shut_read_only,
            _ => words.shut_full,
        }
    }
}

impl LedgerError {
    /// The failure `what` of the ledger at `path`.
    pub fn new(path: &Path, what: What) -> Self {
        Self { path: path.to_owned(), what }
    }

    /// What to tell the user: what is wrong, where, and what to do.
    pub fn explain(&self, words: &words::ledger::Ledger) -> String {
        let path = self.path.display().to_string();
        let path = path.as_str();
        match &self.what {
            What::NoDataFolder => words.no_data_folder.to_owned(),
            What::Missing => (words.missing)(path),
            What::NoFolder => (words.no_folder)(path),
            What::IsFolder => (words.is_folder)(path),
            What::CannotOpen(why) => (words.cannot_open)(path, &of_kept(words.io, why)),
            What::NotALedger => (words.not_a_ledger)(path),
            What::Empty => (words.empty)(path),
            What::Damaged(why) => (words.damaged)(path, why),
            What::Newer { found, known } => (words.newer)(path, *found, *known),
            What::ReadOnly => (words.read_only)(path),
            What::Full => (words.full)(path),
            What::Busy => (words.busy)(path),
            What::Disk(why) => (words.disk)(path, &of_kept(words.io, why)),
            What::Unknown(name) => (words.unknown)(name),
            What::Other(why) => (words.other)(path, why),
        }
    }

    /// Whether the folder is not there in which the file is to stand.
    pub fn is_of_no_folder(&self) -> bool {
        self.what == What::NoFolder
    }

    /// What to tell the user where the file is a backup that is to be restored.
    pub fn explain_backup(&self, words: &words::Words) -> String {
        let path = self.path.display().to_string();
        match &self.what {
            What::Missing => (words.share.backup_missing)(&path),
            What::Damaged(_) | What::Empty => (words.share.backup_damaged)(&path),
            What::NotALedger | What::IsFolder => (words.share.backup_is_none)(&path),
            _ => self.explain(&words.ledger),
        }
    }
}

impl From<rusqlite::Error> for What {
    fn from(error: rusqlite::Error) -> Self {
        let why = error.to_string();
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::NotALedger,
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged(why),
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed,
            ) => Self::Busy,
            Some(ErrorCode::SystemIoFailure) => Self::Disk(why),
            Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => Self::CannotOpen(why),
            _ => Self::Other(why),
        }
    }
}

impl From<jiff::Error> for What {
    /// Of a day or a moment that is stored: only damage makes it unreadable.
    fn from(error: jiff::Error) -> Self {
        Self::Damaged(error.to_string())
    }
}

impl From<serde_json::Error> for What {
    fn from(error: serde_json::Error) -> Self {
        Self::Damaged(error.to_string())
    }
}
