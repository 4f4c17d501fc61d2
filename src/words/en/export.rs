//! Words of `export`.

use crate::words::export::{Columns, Done, Export, Help, Page, Receive, Sheet};

/// See [`Export`].
pub const EXPORT: Export =
    Export { help: HELP, columns: COLUMNS, sheet: SHEET, page: PAGE, done: DONE, receive: RECEIVE };

const HELP: Help = Help {
    export: "Export issues: ledger and lists, data or text; takes all the questions of list",
    to: "Write this file; its ending says in which form; - for standard output (with --form)",
    form: "The form, whatever the ending: xlsx workbook, docx outline for a check, csv, json, md, ics calendar",
    level: "Level of secrecy, written into everything that is exported (内部 by default)",
    overwrite: "Overwrite a file that exists",
    redact: "Mask names of persons and their numbers (some may remain: read it through)",
    receive: "Take back a workbook that a colleague filled in: changed cells become marks, conflicts are listed and not written",
    receive_file: "The .xlsx file that export wrote and a colleague filled in",
    dry_run: "Only say what would be done; write nothing",
    theirs: "Where there is a conflict, take what came back",
};

const COLUMNS: Columns = Columns {
    ledger: [
        "No.",
        "Agency",
        "Round",
        "Inspection team",
        "Feedback date",
        "Category",
        "Special list",
        "Problem (as printed)",
        "Concrete form",
        "Nature",
        "Severity",
        "Watched",
        "Why watched",
        "Repeated finding",
        "Kind of rectification",
        "Target",
        "Measures",
        "Kind of measure",
        "Leader answerable (post)",
        "Unit answerable",
        "Helping units",
        "Person answerable",
        "Time limit",
        "Done within the period",
        "Progress",
        "Completion",
        "To be kept up",
        "Done on",
        "Reason for extension",
        "Effect",
        "Rules made",
        "Discipline",
        "Money recovered (10,000 yuan)",
        "Proof (names, numbers)",
        "Closed",
        "Closed on",
        "Closed by / opinion",
        "Satisfaction",
        "Made public",
        "Reason for withholding",
        "Level of secrecy",
        "Check",
        "Reason of doubt",
        "Check due",
        "Checked by",
        "Finding",
        "What was seen",
        "Seen on",
        "Remarks",
        "Proof of the check",
        "Outcome (as printed)",
        "Put right",
        "File",
        "Version",
        "Page",
        "Line",
        "SHA-256",
        "ID",
        "Doubts",
        "Opinions differ",
    ],
    problems: [
        "No.",
        "Agency",
        "Category",
        "Problem (as printed)",
        "Concrete form",
        "Source of the problem",
        "Left over from an earlier round",
        "Kind of rectification",
        "ID",
    ],
    tasks: [
        "No.",
        "Agency",
        "Problem no.",
        "Target",
        "Task",
        "Measure",
        "Kind of measure",
        "Milestone",
        "Time limit",
        "Standard of completion",
    ],
    duties: [
        "No.",
        "Agency",
        "Task no.",
        "Leader answerable",
        "Lead unit",
        "Helping units",
        "Person answerable",
        "Time limit",
        "Supervised by",
    ],
    progress: ["done", "for the most part", "not done"],
    yes: "yes",
    cut: |missing| format!("… ({missing} characters do not fit into the cell)"),
    fixed: |field, printed, now, reason| {
        format!("{field}, as printed: {printed}; put right to: {now}; reason: {reason}")
    },
    missed: |title, reason| format!("missed by the reader, put in by hand: {title}; reason: {reason}"),
    void: |reason| format!("no issue; reason: {reason}"),
    gone: "no longer in the newest version of the notice",
};

const SHEET: Sheet = Sheet {
    names: ["Ledger", "Problems", "Tasks", "Duties", "About"],
    level_line: |level| format!("Level of secrecy: {level}"),
    page_of: "Page &P of &N",
    about: "About",
    level: "Level of secrecy",
    who: "Exported by",
    when: "Exported at",
    from: "From the ledger",
    asked: "What was asked",
    everything: "all issues",
    count: "Issues",
    program: "Program",
    redacted: "Redaction",
    redacted_yes: "Names and numbers that are recognised are masked; some may remain: read it through before handing it on",
    filler: "Filled in by",
    filler_hint: "Whoever fills this in and sends it back writes their name into the cell on the left",
    how: "How to fill this in and send it back",
    how_lines: &[
        "1. Fill in only the eight coloured columns of the sheet Ledger: Check, Reason of doubt, Check due, Checked by, Finding, What was seen, Seen on, Remarks.",
        "2. Choose state and finding from the list; write days as 2026-12-31.",
        "3. A finding makes the check verified; a day or a person on an unread issue puts it on the list for a revisit, a reason makes it doubted.",
        "4. You may filter. The sheet is protected without a password: with the protection off you may sort, move columns and delete rows. Leave the column ID as it is.",
        "5. Save as .xlsx and send it back. The receiver runs huitoukan receive FILE: changed cells go into the history under your name; the others stay as they are.",
        "6. A cell that was changed in the ledger meanwhile is shown beside yours; nothing is overwritten silently.",
        "7. What the notice does not say is left empty; nothing is guessed.",
    ],
    day_hint: "Write a day such as 2026-12-31",
    choice_hint: "Choose from the list",
};

const PAGE: Page = Page {
    title: "Follow-up ledger",
    agency: |name, count| format!("{name} ({count} issues)"),
    made: |level, who, when, ledger| {
        format!("Level of secrecy: {level}. Exported by: {who}. At: {when}. From the ledger: {ledger}")
    },
    asked: |what| format!("What was asked: {what}"),
    outcome: "Outcome",
    answer: "Answer",
    measures: "Measures",
    deadlines: "Time limits",
    check: "Check",
    source: "Source",
    fixed: "Put right",
    page: |page| format!("page {page}"),
    line: |line| format!("line {line}"),
};

const DONE: Done = Done {
    written: |path, extent| format!("Written to {path}: {extent}"),
    issues: |count| format!("{count} issues"),
    days: |count| match count {
        0 => "no events (the issues have no day of a check or deadline that is still to be kept)".to_owned(),
        _ => format!("{count} events"),
    },
    nothing: "No issue answers what was asked; no file was written",
    no_form: |name, forms| format!("{name}: in which form? Use one of these endings, or add --form: {forms}"),
    form_not_to_standard: |form| format!("{form} cannot go to standard output; name a file with --to"),
    exists: |path| format!("The file exists and was left as it is: {path}. Add --overwrite to overwrite it"),
    folder: |path| format!("This is a folder: {path}. Name a file"),
    cannot_write: |path, why| format!("Cannot write {path} ({why}). Check path, permissions and disk space"),
    cannot_make: |why| format!("The file could not be made ({why})"),
    too_many: |issues, most| {
        format!(
            "{issues} issues are too many: a sheet has {most} rows. Ask for fewer at a time, or export as csv"
        )
    },
};

const RECEIVE: Receive = Receive {
    taken: |id, title, what| format!("{id}  {title}  {what}"),
    field: |field, from, to| format!("{field}: {from} → {to}"),
    empty: "(empty)",
    would: "Nothing was written (--dry-run). The above is what would be",
    summary: |issues, unchanged, conflicts, faults| {
        format!(
            "Marks of {issues} issues taken, {unchanged} rows unchanged, {conflicts} conflicts, {faults} that cannot be taken"
        )
    },
    author: |name| format!("Marked by: {name}"),
    conflicts: |count| {
        format!(
            "{count} conflicts: the same cell, or the same conclusion, was changed both in the ledger and in the workbook since the export. Not written:"
        )
    },
    conflict: |id, field, base, ours, theirs| {
        format!("{id}  {field}: at the export {base}; now in the ledger {ours}; came back {theirs}")
    },
    conflict_hint: "To take what came back, receive once more with --theirs",
    faults: |count| format!("{count} that cannot be taken; nothing of their rows was written:"),
    at: |sheet, row, column| format!("{sheet}, row {row}, {column}"),
    row: |sheet, row| format!("{sheet}, row {row}"),
    bad_day: |text| format!("\"{text}\" is no day. Write 2026-12-31"),
    bad_state: |text, accepted| format!("there is no state \"{text}\". One of: {accepted}"),
    bad_finding: |text, accepted| format!("there is no finding \"{text}\". One of: {accepted}"),
    error_cell: "a formula failed and gives no value",
    no_value: "a formula without a value. Open and save it in Excel or WPS, or write what it should say",
    bad_reason: |typed, offered| {
        format!("there is no reason {typed}. A number or words of your own: {offered}")
    },
    cut: "the cell holds only the first part of the text; taking it would lose the rest. Change it in the ledger",
    masked: "cells with masked names are not taken. Change it in the ledger, or fill in a workbook without masks",
    unknown_key: |key| format!("the ledger has no issue \"{key}\""),
    withdrawn: |key, why| format!("\"{key}\": {why}"),
    void: |key| format!("\"{key}\" was put right: no issue"),
    twice: |key| format!("\"{key}\" is there twice, and the rows differ"),
    no_base: |key| format!("\"{key}\" was not exported in this workbook, so nothing can be compared"),
    finding_without_state: "there is a finding, or what was seen, but the state is neither verified nor archived",
    needs_finding: "the finding is missing: true, partly or false",
    finding_taken_away: "a finding cannot be taken away; to check anew, set the state to doubted or revisit",
    reason_taken_away: "a reason cannot be taken away; it can be reworded",
    unread_with_more: "set back to unread, and something else filled in",
    not_ours: |path| {
        format!(
            "{path} was not written by huitoukan export; nothing was taken. Fill in the original workbook"
        )
    },
    newer: |path| format!("{path} was written by a newer version of the program. Update this program"),
    damaged: |path, why| {
        format!("{path} cannot be read: damaged, or no .xlsx ({why}). Save it as .xlsx again")
    },
    too_large: |path, megabytes| {
        format!("{path} is too large (more than {megabytes} MB unpacked); it was not read")
    },
    cannot_open: |path, why| format!("Cannot open {path} ({why})"),
    no_columns: |path| {
        format!(
            "{path} has no sheet with the column ID and those to fill in. Leave the heads of columns as they are"
        )
    },
    column_twice: |sheet, column| {
        format!("Two columns of the sheet {sheet} are called \"{column}\"; leave one")
    },
};
