//! The form of the words of bundles and versions; see [`crate::words`].
#![allow(missing_docs, reason = "the words themselves say what each entry means")]

/// Words of what one ledger gives another, and of the versions of a notice.
pub struct Bundle {
    /// Errors of the system.
    pub io: super::io::Io,
    pub help: &'static str,
    pub help_export: &'static str,
    pub help_import: &'static str,
    pub file: &'static str,
    pub files: &'static str,
    pub no_notices: &'static str,
    pub overwrite: &'static str,
    pub dry_run: &'static str,

    /// Events, ledgers, versions of notices, the file, its SHA-256.
    pub written: fn(events: usize, ledgers: usize, versions: usize, file: &str, sha256: &str) -> String,
    pub exists: fn(file: &str) -> String,
    pub cannot_write: fn(file: &str, why: &str) -> String,
    /// Who gave it and when.
    pub from: fn(file: &str, who: &str, when: &str) -> String,
    pub taken: fn(events: usize, known: usize, authors: &str, notices: usize, versions: usize) -> String,
    pub would_take: fn(events: usize, versions: usize) -> String,
    pub waiting: fn(events: usize) -> String,
    pub conflicts: fn(count: usize) -> String,
    /// Issues put right in different ways, apart.
    pub contested: fn(count: usize) -> String,
    /// Notices and agencies of which different things were said apart.
    pub contested_cases: fn(notices: usize, agencies: usize) -> String,
    /// Issues that are printed otherwise since they were put right.
    pub printed_anew: fn(count: usize) -> String,
    pub decide: &'static str,
    pub more: fn(count: usize) -> String,

    pub cannot_read: fn(file: &str, why: &str) -> String,
    pub not_a_bundle: fn(file: &str) -> String,
    pub newer_form: fn(file: &str, form: &str) -> String,
    pub damaged_part: fn(file: &str, part: &str) -> String,
    pub damaged_line: fn(file: &str, part: &str, line: usize, why: &str) -> String,
    pub broken: fn(file: &str, ledger: &str, seq: i64) -> String,
    pub fork: fn(ledger: &str, seq: i64) -> String,
    pub superseded: fn(count: usize) -> String,
    pub newer_event: fn(file: &str, kind: &str) -> String,

    pub help_versions: &'static str,
    pub versions_notice: &'static str,
    pub versions_from: &'static str,
    pub versions_to: &'static str,
    pub json: &'static str,
    pub version_row: fn(seq: u32, when: &str, issues: usize, path: &str, sha256: &str) -> String,
    pub current: &'static str,
    pub one_version: &'static str,
    pub no_version: fn(asked: &str, last: u32) -> String,
    pub compared: fn(from: u32, to: u32) -> String,
    pub counts: fn(outcome: usize, reworded: usize, added: usize, gone: usize, unchanged: usize) -> String,
    pub fact: fn(field: &str, from: &str, to: &str) -> String,
    pub fact_names: fn(field: &str) -> &'static str,
    pub outcome_changed: fn(from: &str, to: &str) -> String,
    pub deadlines_changed: fn(from: &str, to: &str) -> String,
    pub title_changed: &'static str,
    pub response_changed: &'static str,
    pub added: &'static str,
    pub gone: &'static str,
    pub marked: &'static str,
    pub doubtful: fn(likeness: u8, key: &str) -> String,
    pub nothing_changed: &'static str,
    pub not_stated: &'static str,

    pub help_match: &'static str,
    pub match_id: &'static str,
    pub match_same: &'static str,
    pub match_not: &'static str,
    pub not_doubtful: fn(key: &str) -> String,
    pub settled_same: fn(key: &str) -> String,
    pub settled_not: fn(key: &str) -> String,
    pub same_or_not: &'static str,
}
