//! Words of what inspectors do on the screen.

use crate::words::tui::{Boards, Check, EvidenceForm, ExportForm, Fixing, OfAgency, Steps, VeilWords, Work};

/// See [`Work`].
pub const WORK: Work = Work {
    due: "Recheck day only",
    who: "Who checks only",
    who_label: "Who",
    reason_title: "Why it is queried",
    reason_label: "Reason",
    own_reason: "In my own words ...",
    no_reason: "Without a reason",
    seen_label: "Seen",
    on_label: "Checked on",
    on_hint: "today, -3d, 2026-11-20; may be empty",
    due_empty: "2026-12-31, +30d, 月底 (end of month); empty takes the day away",
    due_kept: "Empty keeps it; “Recheck day only” takes it away",
    who_empty: "Empty: nobody any more",
    note_empty: "Empty takes the note away",
    of_many: |title, issues| format!("{title} ({issues} issues)"),
    many: |issues, agencies| format!("{issues} issues of {agencies} agencies are chosen"),
    hidden: |count| format!("{count} of them are not in the list now"),
    some_refuse: |count| format!("not for {count}"),
    picked: |count| format!("{count} chosen"),
    picked_all: |issues, agencies| {
        format!("{issues} issues of {agencies} agencies chosen. m or F2 marks them, Esc lets go")
    },
    range: "A range begins here: move, then v keeps it, m marks it, Esc lets go",
    cleared: "Nothing chosen any more",
    nothing_shown: "There is no issue to choose here",
    refused_title: "Nothing was written",
    refused: |refused, of| {
        format!("{refused} of {of} issues cannot be marked so; therefore none was written:")
    },
    refusal: |id, title, why| format!("{id} {title}: {why}"),
    more: |count| format!("... and {count} more"),
    rest: |count| format!("Mark the other {count} only"),
    none_of_them: "Mark none",
    confirm_title: "Please confirm",
    confirm: |issues, agencies, what| {
        format!("{issues} issues of {agencies} agencies will be marked: {what}")
    },
    yes: "Write it",
    no: "Do not",
    undo_title: "Undoing takes away marks of others",
    lost: |author, when, what, id, title| format!("- {author} {when} {what} ({id} {title})"),
    undo_yes: "Undo all the same",
    undo_no: "Do not undo",
    discard_title: "What you wrote is not saved",
    discard: "Give it up",
    write_on: "Write on",
    saved_many: |issues, what| format!("Saved: {issues} issues, {what}"),
    redone: |what| format!("Redone; now: {what}"),
    now_many: |issues, states| format!("{issues} issues ({states})"),
    nothing_left: "as it was",
};

/// See [`Fixing`].
pub const FIXING: Fixing = Fixing {
    title: "Correct the reading",
    change: |field| format!("Correct the {field}"),
    restore: |field| format!("The {field} as printed again"),
    void: "This is no issue (counted no more)",
    not_void: "It is an issue after all",
    missed: "Add an issue that was missed",
    reason: "Why",
    reason_empty: "A reason, please",
    mark_of_none: "put right to be no issue: first c, to make it one again",
    must: "must be written",
    same: "As it is now; nothing changed",
    title_empty: "The problem, please",
    outcome_hint: "1 done 2 long 3 phase 4 prog 5 none 6 n/s; several",
    outcome_bad: |text| format!("“{text}” is no outcome. Write 1 to 6, or their names with commas between"),
    deadlines_hint: "2026-12-31 promised; empty: none",
    understood: |what| what.to_owned(),
    label: "Number",
    response: "Answer",
    day_hint: "2026-03-12; must be there",
    no_target: "Choose an issue first, or a notice (the first row)",
    no_key: "This notice has no id by which it could be corrected",
    by: |author, day, reason| format!("{author} on {day}: {reason}"),
    sign: "corr",
    void_sign: "void",
    conflict_sign: "split",
    anew_sign: "anew",
    doubtful_sign: "match?",
    conflicts: |count| format!("split {count}"),
    doubtful: |count| format!("match? {count}"),
    anew: |count| format!("printed anew {count}"),
    anew_came: |count| {
        format!("{count} issues that were put right are printed otherwise now; look again. w shows them")
    },
    is_issue: "it is an issue",
    evidence: |count| format!("{count} files of evidence"),
};

/// See [`Check`].
pub const CHECK: Check = Check {
    conflict: "Conclusions differ",
    conflict_hint: "Drawn apart, without knowing of each other. The next mark settles it",
    contested_hint: "Made apart, without knowing of each other. The next correction settles it, also to what it is now",
    closings: "Former check",
    reopened: |by, day| format!("taken up again by {by} on {day}"),
    evidence: "Evidence",
    file: |name, size, hash, kept| format!("{name}  {size} bytes  SHA-256 {hash}..  {kept}"),
    copied: "copied into the ledger's folder",
    at: |path| format!("at {path}"),
    doubtful: "Whether this is an issue of the former version is not confirmed. = compares",
};

/// See [`Boards`].
pub const BOARD: Boards = Boards {
    reading: "Reading ...",
    history: "History of the check",
    of_notice: "History of the notice",
    newest: "Newest changes in the ledger",
    newest_of: |count| format!("The newest {count}, newest first. Enter goes to the issue"),
    ledger: "ledger",
    agenda_by_agency: "Agenda by agency",
    agenda_by_person: "Agenda by person",
    without_days: |count| {
        format!("no steps for {count} notices (no day of feedback, or before the limits held)")
    },
    versions: "Versions compared (older on the left)",
    one_version: "This notice has but one version",
    doubtful: |likeness| format!("Doubtful match, texts {likeness}% alike: y the same issue, n not"),
    doubts: "Doubtful matches (older on the left)",
    doubts_of: |count| format!("{count} to settle: y the same issue, n not"),
    no_doubts: "No match is doubtful",
    doubtful_older: "Matched with an older version, doubtful: y the same issue, n not; = compares versions",
    no_match: "Nothing is doubtful here",
    not_here: "That issue is not in the list any more",
    filter_cleared: "Filters cleared to show it",
};

/// See [`ExportForm`].
pub const EXPORT: ExportForm = ExportForm {
    title: |issues, asked| {
        if asked.is_empty() {
            format!("Export all {issues} issues")
        } else {
            format!("Export {issues} issues: {asked}")
        }
    },
    file_label: "File",
    file_hint: "list.xlsx; also docx csv json md ics",
    file_empty: "A file, please, such as list.xlsx",
    level_label: "Level",
    level_hint: "Printed on the file: 公开, 内部, 秘密",
    level: "内部",
    redact_label: "Mask persons",
    yes: "yes",
    no: "no",
    yes_hint: "yes or no",
    no_form: |forms| format!("In which form? Use one of these endings: {forms}"),
};

/// See [`EvidenceForm`].
pub const EVIDENCE: EvidenceForm = EvidenceForm {
    title: "Evidence",
    refer: "Add a file where it stands",
    copy: "Add a file, copied into the ledger's folder",
    detach: |name| format!("Take {name} out (the file stays)"),
    file_label: "File",
    file_hint: "A path such as ~/photos/IMG_01.jpg",
    file_empty: "The path of a file, please",
    note_hint: "\"front gate\"; may be empty",
};

/// See [`Steps`].
pub const STEPS: Steps = Steps {
    title: "Steps of the case",
    label: "Done on",
    hint: "today, 2026-10-12; empty: not done after all",
};

/// See [`OfAgency`].
pub const AGENCY: OfAgency = OfAgency {
    title: "Agency",
    merge: "Merge into another (it is another name of it)",
    region: "Region",
    level: "Level",
    split: |name| format!("Part {name} from it"),
    keep: |name| format!("{name} stays merged into this one"),
    alone: "Stays an agency of its own",
    by_name: "As the name says",
    region_label: "Region",
    region_hint: "Empty: as the name says",
};

/// See [`VeilWords`].
pub const VEIL: VeilWords = VeilWords {
    sign: "[masked]",
    on: "Names and numbers that are recognised are masked. Some may remain: look before others do",
    off: "Names and numbers are shown as they are",
};
