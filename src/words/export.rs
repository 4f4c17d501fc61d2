//! The form of the words of `export`; see [`crate::words`].
#![allow(missing_docs, reason = "the words themselves say what each entry means")]

/// Words of `export` and `receive`.
pub struct Export {
    pub help: Help,
    pub columns: Columns,
    pub sheet: Sheet,
    pub page: Page,
    pub done: Done,
    pub receive: Receive,
}

/// Help texts.
pub struct Help {
    pub export: &'static str,
    pub to: &'static str,
    pub form: &'static str,
    pub level: &'static str,
    pub overwrite: &'static str,
    pub redact: &'static str,
    pub receive: &'static str,
    pub receive_file: &'static str,
    pub dry_run: &'static str,
    pub theirs: &'static str,
}

/// The heads of columns, each in the order of its table in `report::columns`.
pub struct Columns {
    pub ledger: [&'static str; 60],
    pub problems: [&'static str; 9],
    pub tasks: [&'static str; 10],
    pub duties: [&'static str; 9],
    /// 完成情况: done, for the most part, not done.
    pub progress: [&'static str; 3],
    pub yes: &'static str,
    /// A cell was cut: how many characters are missing.
    pub cut: fn(missing: usize) -> String,
    pub fixed: fn(field: &str, printed: &str, now: &str, reason: &str) -> String,
    pub missed: fn(title: &str, reason: &str) -> String,
    pub void: fn(reason: &str) -> String,
    pub gone: &'static str,
}

/// The workbook.
pub struct Sheet {
    /// Ledger, problems, tasks, duties, about.
    pub names: [&'static str; 5],
    pub level_line: fn(level: &str) -> String,
    pub page_of: &'static str,
    pub about: &'static str,
    pub level: &'static str,
    pub who: &'static str,
    pub when: &'static str,
    pub from: &'static str,
    pub asked: &'static str,
    pub everything: &'static str,
    pub count: &'static str,
    pub program: &'static str,
    pub redacted: &'static str,
    pub redacted_yes: &'static str,
    /// Before the cell into which whoever fills the workbook in writes their name.
    pub filler: &'static str,
    pub filler_hint: &'static str,
    pub how: &'static str,
    pub how_lines: &'static [&'static str],
    pub day_hint: &'static str,
    pub choice_hint: &'static str,
}

/// The readable page.
pub struct Page {
    pub title: &'static str,
    pub agency: fn(name: &str, count: usize) -> String,
    pub made: fn(level: &str, who: &str, when: &str, ledger: &str) -> String,
    pub asked: fn(what: &str) -> String,
    pub outcome: &'static str,
    pub answer: &'static str,
    pub measures: &'static str,
    pub deadlines: &'static str,
    pub check: &'static str,
    pub source: &'static str,
    pub fixed: &'static str,
    pub page: fn(page: usize) -> String,
    pub line: fn(line: usize) -> String,
}

/// What `export` says.
pub struct Done {
    pub written: fn(path: &str, extent: &str) -> String,
    /// How much a file holds; the events of a calendar, which may have none.
    pub issues: fn(count: usize) -> String,
    pub days: fn(count: usize) -> String,
    pub nothing: &'static str,
    pub no_form: fn(name: &str, forms: &str) -> String,
    pub form_not_to_standard: fn(form: &str) -> String,
    pub exists: fn(path: &str) -> String,
    pub folder: fn(path: &str) -> String,
    pub cannot_write: fn(path: &str, why: &str) -> String,
    pub cannot_make: fn(why: &str) -> String,
    pub too_many: fn(issues: usize, most: usize) -> String,
}

/// What `receive` says.
pub struct Receive {
    pub taken: fn(id: &str, title: &str, what: &str) -> String,
    pub field: fn(field: &str, from: &str, to: &str) -> String,
    pub empty: &'static str,
    pub would: &'static str,
    pub summary: fn(issues: usize, unchanged: usize, conflicts: usize, faults: usize) -> String,
    pub author: fn(name: &str) -> String,
    pub conflicts: fn(count: usize) -> String,
    pub conflict: fn(id: &str, field: &str, base: &str, ours: &str, theirs: &str) -> String,
    pub conflict_hint: &'static str,
    pub faults: fn(count: usize) -> String,
    pub at: fn(sheet: &str, row: usize, column: &str) -> String,
    pub row: fn(sheet: &str, row: usize) -> String,
    pub bad_day: fn(text: &str) -> String,
    pub bad_state: fn(text: &str, accepted: &str) -> String,
    pub bad_finding: fn(text: &str, accepted: &str) -> String,
    pub error_cell: &'static str,
    pub no_value: &'static str,
    pub bad_reason: fn(typed: &str, offered: &str) -> String,
    pub cut: &'static str,
    pub masked: &'static str,
    pub unknown_key: fn(key: &str) -> String,
    /// Why: who withdrew it, and how to show it again.
    pub withdrawn: fn(key: &str, why: &str) -> String,
    pub void: fn(key: &str) -> String,
    pub twice: fn(key: &str) -> String,
    pub no_base: fn(key: &str) -> String,
    pub finding_without_state: &'static str,
    pub needs_finding: &'static str,
    pub finding_taken_away: &'static str,
    pub reason_taken_away: &'static str,
    pub unread_with_more: &'static str,
    pub not_ours: fn(path: &str) -> String,
    pub newer: fn(path: &str) -> String,
    pub damaged: fn(path: &str, why: &str) -> String,
    pub too_large: fn(path: &str, megabytes: u64) -> String,
    pub cannot_open: fn(path: &str, why: &str) -> String,
    pub no_columns: fn(path: &str) -> String,
    pub column_twice: fn(sheet: &str, column: &str) -> String,
}
