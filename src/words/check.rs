//! The form of the words of the check on the command line: marking in bulk, histories, corrections,
//! opinions that differ; see [`crate::words`].
#![allow(missing_docs, reason = "the words themselves say what each entry means")]

use jiff::civil::Date;

/// Words of the check on the command line.
pub struct Check {
    pub help: CheckHelp,

    pub filters_need_all: &'static str,
    pub seen_needs_finding: &'static str,
    pub no_reason: &'static str,
    pub no_such_reason: fn(number: &str, offered: &str) -> String,
    /// A remark: the day for the check has passed already.
    pub due_passed: fn(day: Date) -> String,
    pub empty: fn(option: &str) -> String,

    pub ask_bulk: fn(count: usize) -> String,
    /// Answers that mean yes, folded.
    pub yes: &'static [&'static str],
    pub bulk_needs_yes: fn(count: usize) -> String,
    pub not_marked: fn(count: usize) -> String,

    /// What is said above the marks of others that an undo makes void, and the question.
    pub voids: &'static str,
    pub ask_undo: &'static str,
    pub not_undone: &'static str,
    pub undo_needs_yes: &'static str,

    pub redone: fn(id: &str, state: &str, title: &str) -> String,
    pub taken_back: fn(what: &str) -> String,
    pub brought_back: fn(what: &str) -> String,
    pub of_notice: fn(title: &str) -> String,
    pub of_agency: fn(name: &str) -> String,
    pub of_ledger: &'static str,

    pub this_ledger: &'static str,
    pub other_ledger: fn(id: &str) -> String,
    pub no_events: &'static str,
    pub events: fn(count: usize) -> String,

    pub alias: fn(into: &str) -> String,
    pub no_alias: &'static str,
    pub region: fn(region: &str) -> String,
    pub no_region: &'static str,
    pub level: fn(level: &str) -> String,
    pub no_level: &'static str,
    pub sample: fn(drawn: usize, of: u64, seed: u64) -> String,

    pub nothing_to_correct: &'static str,
    pub one_field: &'static str,
    pub bad_deadline: fn(text: &str) -> String,
    pub bad_field: fn(name: &str, accepted: &str) -> String,
    pub not_corrected: fn(field: &str) -> String,
    pub void_field: &'static str,
    pub corrected: fn(id: &str, what: &str) -> String,
    pub added: fn(id: &str, title: &str) -> String,
    pub not_in_notice: fn(id: &str) -> String,

    pub no_conflicts: &'static str,
    pub conflicts: fn(issues: usize, notices: usize, agencies: usize) -> String,

    /// The new columns of CSV, behind those that were there before.
    pub columns: [&'static str; 8],
    /// Signs in lists.
    pub differ: &'static str,
    pub doubtful: &'static str,
    /// Of `show`, with the issue's id.
    pub doubtful_since: fn(id: &str) -> String,
    pub void: &'static str,
    pub missed: &'static str,
    /// The notice prints something else by now than when it was put right.
    pub hides: &'static str,
    /// The same in a sentence, where the issue is shown whole.
    pub printed_since: &'static str,
    pub printed_anew: fn(ids: &str) -> String,
    /// The same of a notice: the fields.
    pub notice_printed_anew: fn(fields: &str) -> String,
    /// A value put in by hand in `show`: value, reason, who, when.
    pub fix: fn(value: &str, reason: &str, who: &str, when: &str) -> String,
    /// A former chain: its number and how it ended.
    pub chain: fn(number: usize) -> String,
    pub reopened: fn(who: &str, when: &str) -> String,
    pub note: fn(note: &str) -> String,
    pub evidence: &'static str,
    pub kept: &'static str,
}

/// Help texts.
pub struct CheckHelp {
    pub mark: &'static str,
    pub ids_or_words: &'static str,
    pub all: &'static str,
    pub from: &'static str,
    pub deadline: &'static str,
    pub yes: &'static str,
    pub each: &'static str,
    pub due: &'static str,
    pub note: &'static str,
    pub reason: fn(offered: &str) -> String,
    pub who: &'static str,
    pub seen: &'static str,
    pub on: &'static str,
    pub undo: &'static str,
    pub undo_yes: &'static str,
    pub redo: &'static str,
    pub history: &'static str,
    pub history_notice: &'static str,
    pub history_all: &'static str,
    pub history_since: &'static str,
    pub json: &'static str,
    pub correct: &'static str,
    pub correct_notice: &'static str,
    pub correct_title: &'static str,
    pub correct_outcome: &'static str,
    pub correct_deadline: &'static str,
    pub correct_void: &'static str,
    pub correct_agency: &'static str,
    pub correct_feedback: &'static str,
    pub correct_published: &'static str,
    pub as_printed: &'static str,
    pub why: &'static str,
    pub add: &'static str,
    pub add_title: &'static str,
    pub add_label: &'static str,
    pub add_response: &'static str,
    pub add_outcome: &'static str,
    pub add_after: &'static str,
    pub conflicts: &'static str,
    pub list_conflicts: &'static str,
    pub list_doubtful: &'static str,
    pub list_printed_anew: &'static str,
    pub list_void: &'static str,
}
