//! The form of the words of the follow-up; see [`crate::words`].
#![allow(missing_docs, reason = "the words themselves say what each entry means")]

use jiff::civil::Date;

/// Words of what inspectors do: in histories, on the screen and in what is handed on.
pub struct Follow {
    pub reason: fn(reason: &str) -> String,
    pub due: fn(day: Date) -> String,
    pub no_due: &'static str,
    pub who: fn(name: &str) -> String,
    pub nobody: &'static str,
    pub seen: fn(what: &str) -> String,
    pub on: fn(day: Date) -> String,
    pub noted: &'static str,
    pub note_taken_away: &'static str,
    /// A value that was put right: the field, the new value, the reason.
    pub corrected: fn(field: &str, value: &str, reason: &str) -> String,
    /// A value that is as printed again.
    pub as_printed: fn(field: &str, reason: &str) -> String,
    pub void: fn(reason: &str) -> String,
    pub not_void: fn(reason: &str) -> String,
    pub missed: fn(reason: &str) -> String,
    /// Title, outcome, deadlines of an issue; title, agency, feedback, publication of a notice.
    pub fields: [&'static str; 7],
    /// The sign of what was put right by hand.
    pub sign: &'static str,
    pub printed: fn(value: &str) -> String,
    pub attached: fn(name: &str) -> String,
    pub detached: fn(hash: &str) -> String,
    pub matched: &'static str,
    pub not_matched: &'static str,
    /// Of a notice.
    /// What was said of two notices, with the title of the other and the day of its feedback.
    pub of_other: fn(what: &str, title: &str, feedback: Option<Date>) -> String,
    pub withdrawn: fn(reason: &str) -> String,
    pub restored: fn(reason: Option<&str>) -> String,
    pub wording_again: &'static str,
    pub one_notice: &'static str,
    pub two_notices: &'static str,
    /// A doubt that was put aside: the rule, the reason.
    pub dismissed: fn(rule: &str, reason: &str) -> String,
    pub asked_again: &'static str,
    pub undo: &'static str,
    pub undone: &'static str,
    /// Behind an entry that its guard passes over.
    pub passed_over: &'static str,
    /// Corrections made apart that differ.
    pub contested: &'static str,
    /// Behind the one of them that counts until somebody settles it.
    pub counts_meanwhile: &'static str,
    pub nothing: &'static str,
    /// The outcomes between which a set is written.
    pub comma: &'static str,
    pub step: fn(step: &str, on: Option<Date>) -> String,
}
