//! The form of the words of `ledger`; see [`crate::words`].
#![allow(missing_docs, reason = "the words themselves say what each entry means")]

use jiff::civil::Date;

/// Words of `ledger` and of what is asked of it: names of states and outcomes, refusals, days.
pub struct Ledger {
    /// Errors of the system.
    pub io: super::io::Io,
    /// In the order of `OutcomeChoice::ALL`: the five tags, then unstated.
    pub outcomes: [&'static str; 6],
    /// In the order of `State::ALL`.
    pub states: [&'static str; 5],
    /// True, partly, false.
    pub findings: [&'static str; 3],
    /// Required, promised, reported.
    pub deadline_kinds: [&'static str; 3],
    /// Labelled, stated, inherited.
    pub bases: [&'static str; 3],

    /// The text that is no day.
    pub day_not_understood: fn(text: &str) -> String,
    pub no_such_day: fn(text: &str) -> String,
    pub day_backwards: fn(text: &str) -> String,
    pub day_long_ago: fn(day: Date) -> String,
    pub day_ahead: fn(day: Date) -> String,
    pub day_before_feedback: fn(day: Date, feedback: Date) -> String,
    pub feedback_after_publication: fn(feedback: Date, published: Date) -> String,

    /// That the ledger is opened for reading alone: because it is read-only, or the disk is full or fails.
    pub shut_read_only: &'static str,
    pub shut_full: &'static str,
    pub refused_archive_needs_finding: &'static str,
    pub refused_archived: &'static str,
    pub refused_not_open: &'static str,
    pub refused_nothing_to_undo: &'static str,
    pub refused_nothing_to_redo: &'static str,
    pub refused_no_such_evidence: &'static str,
    pub refused_archived_already: &'static str,
    pub refused_no_issue: &'static str,
    pub refused_others_built_on_it: &'static str,
    /// Who withdrew the notice, when and why, each empty where it is not known; its number.
    pub refused_withdrawn: fn(who: &str, when: &str, reason: &str, number: i64) -> String,
    pub refused_withdrawn_brief: &'static str,

    /// Failures: what, where, what to do.
    pub no_data_folder: &'static str,
    pub missing: fn(path: &str) -> String,
    pub no_folder: fn(path: &str) -> String,
    pub is_folder: fn(path: &str) -> String,
    pub cannot_open: fn(path: &str, why: &str) -> String,
    pub not_a_ledger: fn(path: &str) -> String,
    pub empty: fn(path: &str) -> String,
    pub damaged: fn(path: &str, why: &str) -> String,
    pub newer: fn(path: &str, found: i64, known: i64) -> String,
    pub read_only: fn(path: &str) -> String,
    pub full: fn(path: &str) -> String,
    pub busy: fn(path: &str) -> String,
    pub disk: fn(path: &str, why: &str) -> String,
    pub unknown: fn(name: &str) -> String,
    pub other: fn(path: &str, why: &str) -> String,
}
