//! The form of the words of what inspectors do on the screen: marking many, putting right.

/// Marking, one issue or many.
pub struct Work {
    pub due: &'static str,
    pub who: &'static str,
    pub who_label: &'static str,
    pub reason_title: &'static str,
    pub reason_label: &'static str,
    pub own_reason: &'static str,
    pub no_reason: &'static str,
    pub seen_label: &'static str,
    pub on_label: &'static str,
    pub on_hint: &'static str,
    pub due_empty: &'static str,
    pub due_kept: &'static str,
    pub who_empty: &'static str,
    pub note_empty: &'static str,
    /// A title, and for how many issues it is.
    pub of_many: fn(title: &str, issues: usize) -> String,
    /// How many issues of how many agencies are marked.
    pub many: fn(issues: usize, agencies: usize) -> String,
    pub hidden: fn(usize) -> String,
    pub some_refuse: fn(usize) -> String,
    pub picked: fn(usize) -> String,
    pub picked_all: fn(issues: usize, agencies: usize) -> String,
    pub range: &'static str,
    pub cleared: &'static str,
    pub nothing_shown: &'static str,
    pub refused_title: &'static str,
    pub refused: fn(refused: usize, of: usize) -> String,
    /// Id, title, why.
    pub refusal: fn(id: &str, title: &str, why: &str) -> String,
    pub more: fn(usize) -> String,
    pub rest: fn(usize) -> String,
    pub none_of_them: &'static str,
    pub confirm_title: &'static str,
    /// How many issues of how many agencies, what is done.
    pub confirm: fn(issues: usize, agencies: usize, what: &str) -> String,
    pub yes: &'static str,
    pub no: &'static str,
    /// The question about an undo after which marks of others no longer count.
    pub undo_title: &'static str,
    /// Who made such a mark, when, what, on which issue.
    pub lost: fn(author: &str, when: &str, what: &str, id: &str, title: &str) -> String,
    pub undo_yes: &'static str,
    pub undo_no: &'static str,
    /// The question before a form is closed in which much was written.
    pub discard_title: &'static str,
    pub discard: &'static str,
    pub write_on: &'static str,
    pub saved_many: fn(issues: usize, what: &str) -> String,
    pub redone: fn(&str) -> String,
    /// How many issues are now in which states.
    pub now_many: fn(issues: usize, states: &str) -> String,
    pub nothing_left: &'static str,
}

/// Putting right what the reader took.
pub struct Fixing {
    pub title: &'static str,
    pub change: fn(field: &str) -> String,
    pub restore: fn(field: &str) -> String,
    pub void: &'static str,
    pub not_void: &'static str,
    pub missed: &'static str,
    pub reason: &'static str,
    pub reason_empty: &'static str,
    /// Why nothing is marked on what was put right to be no issue, and how it is made one again.
    pub mark_of_none: &'static str,
    /// The hint of a field that must not be empty.
    pub must: &'static str,
    pub same: &'static str,
    pub title_empty: &'static str,
    pub outcome_hint: &'static str,
    pub outcome_bad: fn(&str) -> String,
    pub deadlines_hint: &'static str,
    pub understood: fn(&str) -> String,
    pub label: &'static str,
    pub response: &'static str,
    pub day_hint: &'static str,
    pub no_target: &'static str,
    pub no_key: &'static str,
    /// Who put it right, on what day, why.
    pub by: fn(author: &str, day: &str, reason: &str) -> String,
    /// What was put right, in a narrow column.
    pub sign: &'static str,
    /// An issue that is none, in a narrow column.
    pub void_sign: &'static str,
    /// Conclusions that differ, in a narrow column.
    pub conflict_sign: &'static str,
    /// Printed anew since it was put right, in a narrow column.
    pub anew_sign: &'static str,
    /// A doubtful match, in a narrow column.
    pub doubtful_sign: &'static str,
    pub conflicts: fn(u32) -> String,
    pub doubtful: fn(u32) -> String,
    pub anew: fn(u32) -> String,
    /// Said when the screen opens behind an import.
    pub anew_came: fn(usize) -> String,
    pub is_issue: &'static str,
    pub evidence: fn(usize) -> String,
}

/// What inspectors made of an issue, in the detail pane.
pub struct Check {
    pub conflict: &'static str,
    pub conflict_hint: &'static str,
    pub contested_hint: &'static str,
    pub closings: &'static str,
    pub reopened: fn(by: &str, day: &str) -> String,
    pub evidence: &'static str,
    /// Name, bytes, the beginning of its SHA-256, where it is kept.
    pub file: fn(name: &str, size: u64, hash: &str, kept: &str) -> String,
    pub copied: &'static str,
    pub at: fn(path: &str) -> String,
    pub doubtful: &'static str,
}

/// Boards: histories, agenda, versions.
pub struct Boards {
    pub reading: &'static str,
    pub history: &'static str,
    pub of_notice: &'static str,
    pub newest: &'static str,
    pub newest_of: fn(usize) -> String,
    pub ledger: &'static str,
    pub agenda_by_agency: &'static str,
    pub agenda_by_person: &'static str,
    pub without_days: fn(usize) -> String,
    pub versions: &'static str,
    pub one_version: &'static str,
    pub doubtful: fn(likeness: u8) -> String,
    pub doubts: &'static str,
    pub doubts_of: fn(usize) -> String,
    pub no_doubts: &'static str,
    pub doubtful_older: &'static str,
    pub no_match: &'static str,
    pub not_here: &'static str,
    pub filter_cleared: &'static str,
}

/// Handing issues on as a file.
pub struct ExportForm {
    /// How many issues, what was asked for.
    pub title: fn(issues: usize, asked: &str) -> String,
    pub file_label: &'static str,
    pub file_hint: &'static str,
    pub file_empty: &'static str,
    pub level_label: &'static str,
    pub level_hint: &'static str,
    /// The level where none is given.
    pub level: &'static str,
    pub redact_label: &'static str,
    pub yes: &'static str,
    pub no: &'static str,
    pub yes_hint: &'static str,
    pub no_form: fn(forms: &str) -> String,
}

/// Files that prove something.
pub struct EvidenceForm {
    pub title: &'static str,
    pub refer: &'static str,
    pub copy: &'static str,
    pub detach: fn(name: &str) -> String,
    pub file_label: &'static str,
    pub file_hint: &'static str,
    pub file_empty: &'static str,
    pub note_hint: &'static str,
}

/// The steps of a case.
pub struct Steps {
    pub title: &'static str,
    pub label: &'static str,
    pub hint: &'static str,
}

/// What is said of an agency.
pub struct OfAgency {
    pub title: &'static str,
    pub merge: &'static str,
    pub region: &'static str,
    pub level: &'static str,
    pub split: fn(name: &str) -> String,
    /// A name that is merged is to stay so.
    pub keep: fn(name: &str) -> String,
    /// An agency that stands alone is to stay so.
    pub alone: &'static str,
    pub by_name: &'static str,
    pub region_label: &'static str,
    pub region_hint: &'static str,
}

/// The view without persons.
pub struct VeilWords {
    /// Stands in the head as long as it is on.
    pub sign: &'static str,
    pub on: &'static str,
    pub off: &'static str,
}
