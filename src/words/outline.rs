//! The form of the words of what is printed and put in calendars; see [`crate::words`].
#![allow(missing_docs, reason = "the words themselves say what each entry means")]

use jiff::civil::Date;

/// Words of the check outline (核查提纲) and of the calendar.
pub struct Outline {
    pub title: &'static str,
    pub level: fn(level: &str) -> String,
    pub made: fn(who: &str, when: &str) -> String,
    pub from: fn(ledger: &str, program: &str) -> String,
    pub asked: fn(asked: &str) -> String,
    pub everything: &'static str,
    pub redacted: &'static str,
    /// How many agencies and issues.
    pub extent: fn(agencies: usize, issues: usize) -> String,
    pub no_issues: &'static str,

    /// The heading of an agency: its place from 1, that in Chinese, its name.
    pub agency_heading: fn(place: usize, chinese: &str, name: &str) -> String,
    /// The heading of an issue: its place from 1, that in Chinese, its problem.
    pub issue_heading: fn(place: usize, chinese: &str, title: &str) -> String,
    pub notice: &'static str,
    pub feedback: &'static str,
    pub published: &'static str,
    pub round: &'static str,
    pub claims: &'static str,
    pub counts: &'static str,
    /// An outcome or a state and how many issues have it.
    pub count: fn(what: &str, count: usize) -> String,
    pub between: &'static str,

    pub id: &'static str,
    pub place: &'static str,
    pub outcome: &'static str,
    pub detail: &'static str,
    pub response: &'static str,
    /// What stands behind a text that was cut: how many characters it has.
    pub shortened: fn(characters: usize) -> String,
    pub deadlines: &'static str,
    pub overdue: fn(days: i32) -> String,
    pub check: &'static str,
    pub reason: &'static str,
    pub who: &'static str,
    pub due: &'static str,
    pub on: &'static str,
    pub seen: &'static str,
    pub note: &'static str,
    pub opinions: &'static str,
    pub earlier: fn(count: usize) -> String,
    pub evidence: &'static str,
    pub evidence_file: fn(name: &str, size: u64, hash: &str) -> String,
    pub history: &'static str,
    pub history_left_out: fn(count: usize) -> String,
    pub source: &'static str,
    pub page: fn(page: usize) -> String,
    pub line: fn(line: usize) -> String,
    pub hash: fn(hash: &str) -> String,
    pub version: fn(version: u32, imported: &str) -> String,
    pub gone: &'static str,
    pub missed: &'static str,
    pub not_stated: &'static str,
    /// A value that was put right, with the sign of it and what is printed.
    pub put_right: fn(value: &str, sign: &str, printed: &str) -> String,

    /// What the inspector fills in.
    pub to_ask: &'static str,
    pub to_see: &'static str,
    pub found: &'static str,
    pub inspector: &'static str,
    pub day: &'static str,
    pub conclusion: &'static str,
    /// A box to tick and what it stands for.
    pub tick: fn(what: &str) -> String,
    pub blank_day: &'static str,

    pub calendar: &'static str,
    pub calendar_check: fn(agency: &str, title: &str) -> String,
    pub calendar_deadline: fn(kind: &str, agency: &str, title: &str) -> String,
    pub calendar_own: &'static str,
    pub calendar_agency: &'static str,
    pub long_day: fn(day: Date) -> String,
}
