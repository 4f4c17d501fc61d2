//! The form of the words of `read`; see [`crate::words`].
#![allow(missing_docs, reason = "the words themselves say what each entry means")]

use crate::intake::Format;

/// Words of the reader: errors of files, remarks on a reading.
pub struct Read {
    pub broken_characters: fn(count: usize) -> String,
    pub no_issues: &'static str,
    pub only_a_plan: &'static str,
    pub folder: &'static str,
    pub too_large: fn(megabytes: u64) -> String,
    pub empty: &'static str,
    pub cannot_open: fn(system: &str) -> String,
    pub not_found: &'static str,
    pub not_allowed: &'static str,
    pub unread: fn(format: Format) -> String,
}
