//! The form of the words of `tui`; see [`crate::words`].
#![allow(missing_docs, reason = "the words themselves say what each entry means")]

mod command;
mod job;
mod work;

pub use command::{CommandWords, Commands};
pub use job::{Job, JobNames};
pub use work::{Boards, Check, EvidenceForm, ExportForm, Fixing, OfAgency, Steps, VeilWords, Work};

/// Words of `tui`.
pub struct Tui {
    pub chrome: Chrome,
    pub outcome: Outcome,
    pub due: Due,
    pub review: Review,
    pub field: Fields,
    pub filter: FilterWords,
    pub search: Search,
    pub mark: Mark,
    pub work: Work,
    pub fixing: Fixing,
    pub check: Check,
    pub board: Boards,
    pub export: ExportForm,
    pub evidence: EvidenceForm,
    pub steps: Steps,
    pub agency: OfAgency,
    pub veil: VeilWords,
    pub doubtful: Doubtful,
    pub source: Source,
    pub help: Help,
    pub error: Errors,
    pub job: Job,
    pub command: Commands,
}

/// Titles, empty states, what stands around the panes.
pub struct Chrome {
    pub program: &'static str,
    pub agencies: &'static str,
    pub issues: &'static str,
    pub detail: &'static str,
    pub today: fn(&str) -> String,
    /// Agencies, issues shown, issues in all.
    pub totals: fn(usize, u32, u32) -> String,
    pub overdue: fn(u32) -> String,
    pub recheck: fn(u32) -> String,
    pub loading: &'static str,
    pub empty_ledger: &'static str,
    pub empty_filter: &'static str,
    pub empty_agency: &'static str,
    pub no_issue: &'static str,
    pub heading_chosen: &'static str,
    pub too_small: fn(u16, u16) -> String,
    pub chinese_input: &'static str,
    pub unbound: fn(&str) -> String,
    pub at_top: &'static str,
    /// Head of the column of all issues, of overdue ones, of checks due, of hits.
    pub column_all: &'static str,
    pub column_overdue: &'static str,
    pub column_recheck: &'static str,
    pub column_hits: &'static str,
    /// How many issues stand below a heading.
    pub below: fn(u32) -> String,
    pub mouse_on: &'static str,
    pub mouse_off: &'static str,
    pub saving: &'static str,
}

/// Outcomes; their whole words are the ledger's.
pub struct Outcome {
    /// For narrow columns, in the order of `OutcomeChoice::ALL`.
    pub short: [&'static str; 6],
    /// What stands between two of them.
    pub joint: &'static str,
}

/// Deadlines.
pub struct Due {
    pub overdue: fn(i64) -> String,
    pub overdue_short: fn(i64) -> String,
    pub left: fn(i64) -> String,
    pub left_short: fn(i64) -> String,
    pub today: &'static str,
    pub unclear: &'static str,
}

/// The inspector's check.
pub struct Review {
    /// For narrow columns, in the order of `State::ALL`; the whole words are the ledger's.
    pub states: [&'static str; 5],
    /// For narrow columns: true, partly, false.
    pub findings: [&'static str; 3],
    pub note: &'static str,
    pub due: fn(&str) -> String,
    pub passed: fn(i64) -> String,
    pub days_left: fn(i64) -> String,
    pub due_today: &'static str,
    pub undone: &'static str,
    pub undo: &'static str,
}

/// Labels of the detail pane.
pub struct Fields {
    pub above: &'static str,
    pub problem: &'static str,
    pub detail: &'static str,
    pub outcome: &'static str,
    /// The tags, the basis, the words as printed.
    pub outcome_line: fn(&str, &str, &str) -> String,
    pub response: &'static str,
    pub step: &'static str,
    pub deadline: &'static str,
    pub responsible: &'static str,
    pub review: &'static str,
    pub history: &'static str,
    pub no_history: &'static str,
    pub notice: &'static str,
    pub title: &'static str,
    pub organisation: &'static str,
    pub agency: &'static str,
    pub inspection_body: &'static str,
    pub inspection_period: &'static str,
    pub feedback_date: &'static str,
    pub published: &'static str,
    pub disclosure_period: &'static str,
    pub round: &'static str,
    pub phone: &'static str,
    pub email: &'static str,
    pub address: &'static str,
    pub claim: &'static str,
    pub remark: &'static str,
    pub key: &'static str,
    pub versions: fn(u32) -> String,
    pub gone: &'static str,
    pub no_response: &'static str,
    pub to: &'static str,
    /// Words printed in the notice, in its marks of quotation.
    pub quoted: fn(&str) -> String,
}

/// Filters and their menus.
pub struct FilterWords {
    pub any: &'static str,
    pub all: &'static str,
    pub deadline: &'static str,
    pub recheck: &'static str,
    pub state: &'static str,
    pub agency: &'static str,
    pub narrow: fn(&str) -> String,
    pub overdue: &'static str,
    pub recheck_overdue: &'static str,
    pub within: fn(u16) -> String,
    pub between: fn(&str, &str) -> String,
    pub within_ask: &'static str,
    pub between_ask: &'static str,
    pub absent: &'static str,
    pub recheck_absent: &'static str,
    pub off: &'static str,
    pub agencies: fn(usize) -> String,
    pub outcome_title: &'static str,
    pub deadline_title: &'static str,
    pub recheck_title: &'static str,
    pub state_title: &'static str,
    pub agency_title: &'static str,
    pub all_mode: &'static str,
    pub any_mode: &'static str,
    pub with: &'static str,
    pub without: &'static str,
    pub days: &'static str,
    pub from: &'static str,
    pub until: &'static str,
    pub open_end: &'static str,
    pub days_hint: &'static str,
    pub bad_days: &'static str,
    pub bad_order: &'static str,
    pub bad_range: &'static str,
    pub cleared: &'static str,
    pub menu_help: &'static str,
    /// The same where but one can be chosen and there is a text field.
    pub one_help: &'static str,
}

/// Searching and narrowing.
pub struct Search {
    pub prompt: &'static str,
    pub narrow_prompt: &'static str,
    pub searching: &'static str,
    /// How many hits there are by now, while others are still looked for.
    pub so_far: fn(usize) -> String,
    pub none: fn(&str) -> String,
    /// Which hit, of how many, in how many agencies.
    pub at: fn(usize, usize, usize) -> String,
    pub hits: fn(usize, usize) -> String,
    pub wrapped: &'static str,
    pub no_completion: &'static str,
    pub completions: fn(&str) -> String,
    pub no_words: &'static str,
    pub narrowed: fn(usize) -> String,
    /// The finder: its title, how many it lists of how many, what an agency is called, its keys.
    pub find_title: &'static str,
    pub find_count: fn(listed: usize, all: usize) -> String,
    pub find_agency: &'static str,
    pub find_help: &'static str,
}

/// Marking.
pub struct Mark {
    pub title: &'static str,
    pub unread: &'static str,
    pub query: &'static str,
    pub revisit: &'static str,
    pub found_true: &'static str,
    pub found_partly: &'static str,
    pub found_false: &'static str,
    pub archive: &'static str,
    pub note: &'static str,
    pub due_label: &'static str,
    pub due_hint: &'static str,
    pub note_label: &'static str,
    pub note_empty: &'static str,
    pub preview: fn(&str, i64) -> String,
    pub author_title: &'static str,
    pub author_label: &'static str,
    pub author_hint: &'static str,
    pub author_empty: &'static str,
    pub saved: fn(&str) -> String,
    pub undone: fn(&str) -> String,
    pub no_issue: &'static str,
    pub form_help: &'static str,
    /// The same in the field of a file's name.
    pub form_help_file: &'static str,
    pub menu_help: &'static str,
}

/// Two notices that may be one.
pub struct Doubtful {
    pub title: &'static str,
    pub ask: &'static str,
    pub old: &'static str,
    pub new: &'static str,
    pub same: &'static str,
    pub apart: &'static str,
    pub later: &'static str,
    pub help: &'static str,
    pub feedback: fn(&str) -> String,
    pub no_feedback: &'static str,
}

/// The text of the file.
pub struct Source {
    pub title: &'static str,
    pub field: fn(&str) -> String,
    pub imported: fn(&str) -> String,
    pub page: fn(page: usize, of: usize) -> String,
    pub on_pages: fn(first: usize, last: usize) -> String,
    /// Which of the places is shown that raise one doubt.
    pub place_of: fn(place: usize, of: usize) -> String,
    pub one_place: &'static str,
    pub no_span: &'static str,
    pub no_text: &'static str,
    pub gone: &'static str,
}

/// The list of commands.
pub struct Help {
    pub title: fn(&str) -> String,
    pub prompt: &'static str,
    pub foot: &'static str,
    pub mouse: &'static str,
    pub context_agencies: &'static str,
    pub context_tree: &'static str,
    pub context_detail: &'static str,
    pub context_source: &'static str,
    pub context_board: &'static str,
    pub context_menu: &'static str,
    pub context_field: &'static str,
}

/// What goes wrong around the screen.
pub struct Errors {
    pub no_terminal: &'static str,
    pub terminal: fn(&str) -> String,
    pub config_not_saved: fn(&str) -> String,
    pub config_unreadable: fn(&str, &str) -> String,
    /// File, line, what is wrong.
    pub config_line: fn(&str, usize, &str) -> String,
    /// The key, and those that there are.
    pub config_unknown_key: fn(&str, &str) -> String,
    /// The command that is none.
    pub config_unknown_command: fn(&str) -> String,
    /// The key, its value, and how one is written.
    pub config_bad_value: fn(&str, &str, &str) -> String,
    /// How many more faults there are than the one that is told.
    pub config_more: fn(usize) -> String,
    pub worker_gone: &'static str,
    pub failed: fn(&str) -> String,
    pub panic: &'static str,
}
