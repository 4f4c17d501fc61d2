//! What is handed on, before it has a form: issues with all that is known of them, and who hands them
//! on, when, from what.

use std::sync::Arc;

use jiff::{Timestamp, Zoned, civil::Date};

use crate::checks::Rules;
use crate::ledger::types::{AgencyRow, IssueDetail, NoticeRow, OwnedRow};

/// The issues that are handed on.
#[derive(Debug, Clone)]
pub struct Dossier {
    /// Who hands them on, when, from what.
    pub made: Made,
    /// The issues, in the order in which lists show them.
    pub records: Vec<Record>,
}

/// Who hands something on, when, from what: stands in everything that leaves the ledger.
#[derive(Debug, Clone)]
pub struct Made {
    /// The level of secrecy (公开, 内部, 秘密, 机密, or what a house calls them).
    pub level: String,
    /// Who.
    pub who: String,
    /// When, in the zone of the clock.
    pub when: Zoned,
    /// The day that counts as today.
    pub today: Date,
    /// The name of the ledger's file, without its folder.
    pub ledger: String,
    /// What was asked for, in the words of the command line; empty: everything.
    pub asked: String,
    /// Whether names of persons and phone numbers are masked.
    pub redacted: bool,
    /// Which rules' doubts are shown.
    pub checks: Rules,
    /// The version of the program.
    pub program: &'static str,
}

/// An issue with all that is known of it.
#[derive(Debug, Clone)]
pub struct Record {
    /// Its row, as put right by hand.
    pub row: OwnedRow,
    /// Its agency.
    pub agency: Arc<AgencyRow>,
    /// Its notice.
    pub notice: Arc<NoticeRow>,
    /// The issue whole, as the notice prints it, with its history.
    pub detail: IssueDetail,
    /// Where it stands.
    pub place: Place,
}

/// Where an issue stands: for the columns of provenance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The name of the file that was read, without its folder.
    pub file: String,
    /// Its SHA-256, in small hexadecimal digits.
    pub sha256: String,
    /// The page on which the issue begins, from 1, where the file has pages.
    pub page: Option<usize>,
    /// The line of the text on which it begins, from 1; `None` for an issue put in by hand, or a
    /// notice that came without its text.
    pub line: Option<usize>,
    /// The number of the notice's version, from 1.
    pub version: u32,
    /// When that was imported.
    pub imported: Timestamp,
}
