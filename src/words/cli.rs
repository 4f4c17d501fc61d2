//! The form of the words of `cli`; see [`crate::words`].
#![allow(missing_docs, reason = "the words themselves say what each entry means")]

use jiff::civil::Date;

/// Words of `cli`.
pub struct Cli {
    pub help: Help,
    pub usage: Usage,
    pub import: Import,
    pub list: List,
    pub mark: Mark,
    pub show: Show,
    pub notices: Notices,
}

/// Help texts of the commands and options.
pub struct Help {
    pub about: &'static str,
    pub exit_codes: &'static str,
    pub head_usage: &'static str,
    pub some_options: &'static str,
    pub some_command: &'static str,
    pub head_commands: &'static str,
    pub head_arguments: &'static str,
    pub head_options: &'static str,

    pub help: &'static str,
    pub version: &'static str,
    pub ledger: &'static str,
    pub today: &'static str,
    pub lang: &'static str,
    pub author: &'static str,
    pub config: &'static str,
    pub paths: &'static str,

    pub import: &'static str,
    pub import_paths: &'static str,
    pub list: &'static str,
    pub list_words: &'static str,
    pub list_outcome: &'static str,
    pub list_outcome_all: &'static str,
    pub list_without: &'static str,
    pub list_no_outcome: &'static str,
    pub list_due: &'static str,
    pub list_recheck: &'static str,
    pub list_state: &'static str,
    pub list_agency: &'static str,
    pub list_json: &'static str,
    pub list_csv: &'static str,
    pub mark: &'static str,
    pub ids: &'static str,
    pub mark_state: &'static str,
    pub mark_due: &'static str,
    pub mark_finding: &'static str,
    pub mark_note: &'static str,
    pub undo: &'static str,
    pub show: &'static str,
    pub show_id: &'static str,
    pub reread: &'static str,
    pub reread_agency: &'static str,
    pub withdraw_notice: &'static str,
    pub verify: &'static str,
    pub parse: &'static str,
    pub parse_file: &'static str,
    pub parse_json: &'static str,
    pub parse_with_text: &'static str,
    pub parse_explain: &'static str,
    pub lexicon: &'static str,
    pub check: &'static str,
    pub check_paths: &'static str,
    pub check_json: &'static str,
    pub check_rules: &'static str,
    pub check_only: &'static str,
    pub check_find: &'static str,
    pub check_dismissed: &'static str,
    pub check_dismiss: &'static str,
    pub check_undismiss: &'static str,
    pub check_follow: &'static str,
    pub check_reopen: &'static str,
    pub check_reason: &'static str,
    pub list_doubts: &'static str,
    pub text: &'static str,
    pub demo: &'static str,
    pub help_command: &'static str,
    pub help_names: &'static str,
}

/// What is wrong with what was typed.
pub struct Usage {
    pub unknown_argument: fn(argument: &str) -> String,
    /// A query that begins with `-`.
    pub dash_first: fn(argument: &str) -> String,
    pub unknown_command: fn(name: &str) -> String,
    pub suggestion: fn(name: &str) -> String,
    pub missing_command: fn(commands: &str) -> String,
    pub missing: fn(arguments: &str) -> String,
    pub missing_value: fn(argument: &str) -> String,
    pub too_many_values: fn(argument: &str) -> String,
    pub conflict: fn(argument: &str, other: &str) -> String,
    pub not_utf8: &'static str,
    pub other: fn(detail: &str) -> String,
    pub see_help: &'static str,

    pub no_command_no_file: fn(name: &str) -> String,
    pub bad_lang: fn(name: &str) -> String,
    pub bad_choice: fn(option: &str, value: &str, accepted: &str) -> String,
    pub nothing_to_mark: &'static str,
    pub marks_disagree: fn(one: &str, other: &str) -> String,
    pub needs_finding: &'static str,
    pub unread_takes_no_note: &'static str,
    pub author_question: &'static str,
    pub author_not_kept: fn(why: &str) -> String,
    pub bad_lexicon: fn(path: &str, why: &str) -> String,
    pub author_needed: &'static str,
    pub no_terminal: &'static str,
    pub cannot_write: fn(system: &str) -> String,
    pub error: fn(message: &str) -> String,
}

/// What `import` says.
pub struct Import {
    pub new: &'static str,
    pub version: fn(seq: u32, kept: usize, added: usize, gone: usize) -> String,
    pub unchanged: &'static str,
    pub restored: &'static str,
    pub apart: fn(count: usize) -> String,
    pub issues: fn(count: usize) -> String,
    pub passed_over: fn(count: usize) -> String,
    pub and_more: fn(count: usize) -> String,
    pub json_too_large: fn(megabytes: usize) -> String,
    pub failures: fn(count: usize) -> String,
    pub summary: fn(new: usize, versions: usize, unchanged: usize, apart: usize, failed: usize) -> String,
    pub decide: &'static str,
    pub not_found: &'static str,
    pub empty_folder: &'static str,
    pub no_notice: &'static str,
    pub control_characters: &'static str,
    pub not_json: fn(line: usize, column: usize) -> String,
    pub no_schema: &'static str,
    pub bad_form: fn(place: &str, what: &str) -> String,
}

/// What `list` says.
pub struct List {
    /// Headings of the columns of CSV, in the order of `cli::list::csv`.
    pub columns: [&'static str; 14],
    pub none: &'static str,
    pub count: fn(count: usize) -> String,
    pub no_agency: fn(name: &str) -> String,
    pub overdue: fn(day: Date, days: i32) -> String,
    pub due_in: fn(day: Date, days: i32) -> String,
    pub reported: fn(day: Date) -> String,
    pub recheck: fn(day: Date) -> String,
    pub recheck_passed: fn(day: Date) -> String,
    pub gone: &'static str,
}

/// What `mark` and `undo` say.
pub struct Mark {
    pub marked: fn(id: &str, state: &str, title: &str) -> String,
    pub undone: fn(id: &str, state: &str, title: &str) -> String,
    pub not_an_id: fn(id: &str) -> String,
    pub no_such_id: fn(id: &str) -> String,
    pub several: fn(id: &str, keys: &str) -> String,
    pub refused: fn(id: &str, why: &str) -> String,
    pub nothing_written: &'static str,
}

/// What `show` says.
pub struct Show {
    pub notice: &'static str,
    pub feedback: fn(day: Date) -> String,
    pub place: &'static str,
    pub problem: &'static str,
    pub detail: &'static str,
    pub outcome: &'static str,
    pub response: &'static str,
    pub deadlines: &'static str,
    pub check: &'static str,
    pub note: &'static str,
    pub history: &'static str,
    pub source: &'static str,
    pub undone: &'static str,
    pub noted: &'static str,
    pub undo: &'static str,
    pub days_over: fn(days: i32) -> String,
    pub days_left: fn(days: i32) -> String,
    pub not_stated: &'static str,
}

/// What `reread` and `verify` say.
pub struct Notices {
    pub reread_changed: fn(name: &str, kept: usize, added: usize, gone: usize) -> String,
    pub reread_summary: fn(read: usize, changed: usize) -> String,
    pub no_such_notice: fn(name: &str) -> String,
    pub several_notices: fn(name: &str) -> String,
    pub verified: fn(events: usize, ledgers: usize) -> String,
    pub fault_file: fn(why: &str) -> String,
    pub fault_event: fn(ledger: &str, seq: i64) -> String,
    pub fault_strayed: fn(ledger: &str, seq: i64) -> String,
    pub fault_form: fn(what: &str) -> String,
    pub fault_reference: fn(table: &str, row: Option<i64>) -> String,
    pub fault_reading: fn(path: &str) -> String,
    pub fault_unlike: fn(id: &str) -> String,
    pub fault_text: fn(row: i64) -> String,
    pub fault_unsearchable: fn(id: &str) -> String,
    pub faults: fn(count: usize) -> String,
}
