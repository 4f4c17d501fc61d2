//! How the program ends.

use std::process::ExitCode;

use crate::{ledger::LedgerError, words::Words, work::Trouble};

/// The exit codes; they stand in `--help` and are not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// All was done.
    Done = 0,
    /// Some of what was given could not be read, an import was interrupted, a mark was refused, an id is none, output failed,
    /// or `verify` found faults. What could be done was done; a mark is done wholly or not at all.
    Failed = 1,
    /// The command is written wrongly; nothing was done.
    Usage = 2,
    /// The ledger cannot be used: missing, damaged, of a newer version, not to be written, disk full.
    Ledger = 3,
    /// There is no terminal to draw on.
    NoTerminal = 4,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a command ended early.
#[derive(Debug)]
pub enum Failure {
    /// The command is written wrongly; what to say.
    Usage(String),
    /// Something that was asked for is not to be had; what to say.
    Refused(String),
    /// The ledger failed.
    Ledger(LedgerError),
    /// The backup that is to be restored cannot be used.
    Backup(LedgerError),
    /// There is no terminal to draw on.
    NoTerminal,
    /// Standard output cannot be written.
    Out(std::io::Error),
}

impl From<LedgerError> for Failure {
    fn from(error: LedgerError) -> Self {
        Self::Ledger(error)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Out(error)
    }
}

/// Why work came to nothing, as the command line tells it.
pub(super) fn of_work(trouble: Trouble, words: &Words) -> Failure {
    match trouble {
        Trouble::Ledger(error) => Failure::Ledger(error),
        Trouble::Backup(error) => Failure::Backup(error),
        other => Failure::Refused(other.explain(words)),
    }
}
