//! The form of the words of `read`; see [`crate::words`].
#![allow(missing_docs, reason = "the words themselves say what each entry means")]

use crate::{
    intake::{Flaw, Format, Limit},
    notice::{Basis, DeadlineKind, OutcomeTag},
};

/// Words of the reader: errors of files, remarks on a reading.
pub struct Read {
    /// Errors of the system.
    pub io: super::io::Io,
    pub flaw: fn(flaw: &Flaw) -> String,
    pub ambiguous_date: fn(raw: &str) -> String,
    pub no_issues: &'static str,
    pub only_a_plan: &'static str,
    pub folder: &'static str,
    pub too_large: fn(megabytes: u64) -> String,
    pub empty: &'static str,
    pub cannot_open: fn(system: &str) -> String,
    pub not_found: &'static str,
    pub not_allowed: &'static str,
    pub not_regular: &'static str,
    pub no_reader: fn(system: &str) -> String,
    pub unread: fn(format: Format) -> String,
    pub damaged: fn(format: Format) -> String,
    pub locked: fn(format: Format) -> String,
    pub scan: &'static str,
    pub unmappable: &'static str,
    pub beyond: fn(limit: Limit) -> String,
    pub crashed: &'static str,
    pub not_stated: &'static str,
    pub no_title: &'static str,
    pub organisation: &'static str,
    pub agency: &'static str,
    pub inspection_body: &'static str,
    pub round: &'static str,
    pub inspection_period: &'static str,
    pub feedback_date: &'static str,
    pub published: &'static str,
    pub disclosure_period: &'static str,
    pub contact: &'static str,
    pub claim: &'static str,
    pub remark: &'static str,
    pub issue_count: fn(count: usize) -> String,
    pub outcome: &'static str,
    pub detail: &'static str,
    pub deadline: &'static str,
    pub response: &'static str,
    pub tag: fn(OutcomeTag) -> &'static str,
    pub basis: fn(Basis) -> &'static str,
    pub deadline_kind: fn(DeadlineKind) -> &'static str,
}
