//! Words of `cli`.

use crate::words::cli::{Cli, Help, Import, List, Mark, Notices, Show, Usage};

/// See [`Cli`].
pub const CLI: Cli =
    Cli { help: HELP, usage: USAGE, import: IMPORT, list: LIST, mark: MARK, show: SHOW, notices: NOTICES };

const HELP: Help = Help {
    about: "Huitoukan: reads rectification notices (巡察整改通报) and keeps the inspectors' follow-up checks.\nWithout a command it opens the screen, after importing the files and folders named.",
    exit_codes: "Exit codes: 0 done; 1 a file could not be read, an import was interrupted, a mark was refused, or verify found something; 2 wrong usage; 3 the ledger cannot be used; 4 no terminal to draw on",
    head_usage: "Usage",
    some_options: "[OPTIONS]",
    some_command: "[COMMAND]",
    head_commands: "Commands",
    head_arguments: "Arguments",
    head_options: "Options",

    help: "Print help",
    version: "Print the version",
    ledger: "The ledger's file (default: in the user's data folder)",
    today: "Take this day for today, such as 2026-12-31",
    lang: "Language: zh, en",
    author: "Who makes the marks (or the environment variable HUITOUKAN_AUTHOR)",
    config: "settings file (by default in the user's folder; a lexicon.toml beside it adds words of your own)",
    paths: "Files and folders to import first",

    import: "Import notices: files, and folders with all below",
    import_paths: "Files and folders; .json is read as notice/1, - is standard input",
    list: "List issues, each with an id that stays",
    list_words: "What is looked for: texts that must all be there; also agency: outcome: due: recheck: state: doubt: responsible: and others, OR, NOT and brackets (docs/query.md)",
    list_outcome: "Outcomes, parted by commas: completed, phased, long_term, in_progress, not_started, unstated",
    list_outcome_all: "Every one of the outcomes must be there (else any will do)",
    list_without: "None of these outcomes",
    list_no_outcome: "Only where no outcome is stated",
    list_due: "Deadlines in the notice: overdue, 30d (within 30 days), 2026-01-01..2026-06-30, none",
    list_recheck: "Your own day for the check, written as for --due",
    list_state: "States, parted by commas: unread, query, revisit, verified, archived",
    list_agency: "Part of the agency's name; may be given more than once",
    list_json: "Print JSON",
    list_csv: "Print CSV (UTF-8)",
    mark: "Mark issues: all of them, or none",
    ids: "Ids of issues; four characters are enough where they fit one issue only",
    mark_state: "State: unread, query, revisit, verified, archived",
    mark_due: "Your own day for the check: 2026-12-31, +30d, 2w, eom, …; marks as revisit",
    mark_finding: "What was found: true, partly, false; marks as verified",
    mark_note: "A note",
    undo: "Take back your newest mark in this ledger",
    show: "Print one issue whole, with the history of its check",
    show_id: "Id of the issue",
    reread: "Read the texts in the ledger again with this version of the program",
    reread_agency: "Part of the agency's name; all where it is left out",
    withdraw_notice: "Part of the agency's name or of the title, or #number",
    verify: "Check that the ledger's file and the history of marks are sound",
    verify_mend: "first make the index of the search anew from the texts",
    parse: "Read a file and print what was understood",
    parse_file: "The file; - is standard input",
    parse_json: "Print notice/1 JSON",
    parse_with_text: "Put the text into the JSON",
    parse_explain: "Say for each line what it was taken as, and why",
    check: "Ask where notices disagree with themselves; without files, those of the ledger",
    check_paths: "Files or folders; none: the ledger",
    check_json: "Print JSON",
    check_rules: "List all rules",
    check_only: "Ask by this rule only; may be repeated, also written --rule",
    check_find: "Only doubts at issues with these words, as list searches; may be repeated",
    check_dismissed: "List the doubts that were dismissed",
    check_dismiss: "Dismiss this doubt (the first digits of its id are enough); needs --reason; asked again when its words change",
    check_undismiss: "Ask a dismissed doubt again",
    check_follow: "Mark the issue of this doubt 待核, with the reason that fits its rule and the question as note",
    check_reopen: "With --follow: take up again what is verified or archived too",
    check_reason: "Why it is dismissed",
    list_doubts: "Only with doubts (dismissed ones do not count)",
    lexicon: "Print the words by which notices are read, your own set apart",
    text: "Print the text that was read out of a file",
    demo: "Open our samples; your own ledger is left alone",
    help_command: "Show help: help list is list --help",
    help_names: "Command; without one all commands",
};

const USAGE: Usage = Usage {
    dash_first: |argument| {
        format!(
            "there is no option \"{argument}\"; a query that begins with a dash is written with NOT, as in list 'NOT due:overdue'"
        )
    },
    unknown_argument: |argument| format!("there is no option \"{argument}\""),
    unknown_command: |name| format!("there is no command \"{name}\""),
    suggestion: |name| format!("did you mean \"{name}\"?"),
    missing_command: |commands| format!("say what to do: {commands}"),
    missing: |arguments| format!("missing: {arguments}"),
    missing_value: |argument| format!("\"{argument}\" needs a value"),
    too_many_values: |argument| format!("too many values for \"{argument}\""),
    conflict: |argument, other| format!("\"{argument}\" cannot be used with \"{other}\""),
    not_utf8: "there are characters in the command that cannot be read",
    other: |detail| format!("wrong usage: {detail}"),
    see_help: "see --help",

    no_command_no_file: |name| format!("there is no command \"{name}\", and no file or folder of that name"),
    bad_lang: |name| format!("--lang {name}: there are zh and en"),
    bad_choice: |option, value, accepted| {
        format!("{option}: there is no \"{value}\". Write one of: {accepted}")
    },
    nothing_to_mark: "nothing to mark: write --state, --due, --finding or --note",
    marks_disagree: |one, other| format!("\"{one}\" cannot be used with \"{other}\""),
    needs_finding: "verified needs what was found: --finding true, partly or false",
    unread_takes_no_note: "unread takes no note",
    author_question: "Your name, for the marks: ",
    author_not_kept: |why| format!("the name could not be kept in the settings: {why}"),
    bad_lexicon: |path, why| format!("{path} is faulty and its words were not used: {why}"),
    author_needed: "who makes the mark? Add --author NAME, or set HUITOUKAN_AUTHOR",
    no_terminal: "this is no terminal, so there is nothing to draw on. Use huitoukan list, show, mark and so on (see --help)",
    cannot_write: |system| format!("cannot write: {system}"),
    error: |message| format!("error: {message}"),
};

const IMPORT: Import = Import {
    new: "new",
    version: |seq, kept, added, gone| format!("version {seq} ({kept} kept, {added} added, {gone} gone)"),
    unchanged: "unchanged",
    restored: "shown again",
    apart: |count| format!("kept apart (may be the same as {count} already there)"),
    issues: |count| format!("{count} issues"),
    passed_over: |count| format!("{count} other files are no notices and were passed over:"),
    and_more: |count| format!("... and {count} more"),
    json_too_large: |megabytes| format!("JSON of more than {megabytes} MB; import it in parts"),
    failures: |count| format!("{count} files were not imported:"),
    summary: |new, versions, unchanged, apart, failed| {
        format!(
            "{new} new, {versions} new versions, {unchanged} unchanged, {apart} kept apart, {failed} failed"
        )
    },
    interrupted: |left| {
        format!(
            "interrupted: {left} files are left. What came is whole; import again to go on, what is there is skipped"
        )
    },
    decide: "open the screen to say whether those kept apart are the same",
    not_found: "no such file or folder; check the path",
    empty_folder: "there is no notice in the folder that can be read",
    no_notice: "does not look like a rectification notice: neither an agency nor issues were found",
    control_characters: "holds control characters, so that its spans cannot be trusted; remove them and import again",
    not_json: |line, column| format!("is no JSON: line {line}, column {column}"),
    no_schema: "is no notice/1 data",
    bad_form: |place, what| format!("is not of the form notice/1: {place} ({what})"),
};

const LIST: List = List {
    columns: [
        "id",
        "agency",
        "notice",
        "feedback_date",
        "path",
        "title",
        "outcome",
        "basis",
        "deadlines",
        "overdue",
        "state",
        "finding",
        "recheck_due",
        "note",
    ],
    none: "no issue fits",
    count: |count| format!("{count} issues"),
    no_agency: |name| format!("no agency has \"{name}\" in its name"),
    overdue: |day, days| format!("overdue {day} ({days}d)"),
    due_in: |day, days| format!("{day} (in {days}d)"),
    reported: |day| format!("{day} (reported)"),
    recheck: |day| format!("by {day}"),
    recheck_passed: |day| format!("recheck overdue {day}"),
    gone: "gone from the newest version",
};

const MARK: Mark = Mark {
    marked: |id, state, title| format!("{id}  {state}  {title}"),
    undone: |id, state, title| format!("{id}  undone, now: {state}  {title}"),
    not_an_id: |id| format!("\"{id}\" is no id: write at least four of its characters, see huitoukan list"),
    no_such_id: |id| format!("the ledger has no issue \"{id}\""),
    several: |id, keys| format!("\"{id}\" fits several, write more of it: {keys}"),
    refused: |id, why| format!("{id}: {why}"),
    nothing_written: "no mark was written",
};

const SHOW: Show = Show {
    notice: "notice",
    feedback: |day| format!("feedback {day}"),
    place: "place",
    problem: "problem",
    detail: "detail",
    outcome: "outcome",
    response: "answer",
    deadlines: "deadlines",
    check: "check",
    note: "note",
    history: "history",
    source: "source",
    undone: "undone",
    noted: "note",
    undo: "undo",
    days_over: |days| format!("{days} days overdue"),
    days_left: |days| format!("{days} days left"),
    not_stated: "not stated",
};

const NOTICES: Notices = Notices {
    reread_changed: |name, kept, added, gone| {
        format!("{name}: changed ({kept} kept, {added} added, {gone} gone)")
    },
    reread_summary: |read, changed| format!("{read} read again, {changed} changed"),
    no_such_notice: |name| format!("no notice has \"{name}\" in its agency or title"),
    several_notices: |name| format!("\"{name}\" fits several notices, name one by its # number:"),
    verified: |events, ledgers| {
        format!("the ledger is sound: {events} events from {ledgers} ledgers, in unbroken chains")
    },
    fault_file: |why| format!("the file is damaged: {why}"),
    fault_event: |ledger, seq| {
        format!(
            "event {seq} of ledger {ledger} is not what was written, or the one before it was changed or is missing"
        )
    },
    fault_strayed: |ledger, seq| format!("event {seq} of ledger {ledger} was moved to another issue"),
    fault_form: |what| format!("a part of the ledger is missing or was changed: {what}"),
    fault_reference: |table, row| match row {
        Some(row) => format!("row {row} of table {table} refers to what is not there"),
        None => format!("a row of table {table} refers to what is not there"),
    },
    fault_reading: |path| format!("what was read from {path} was altered or damaged: go back to a backup"),
    fault_unlike: |id| {
        format!(
            "the row of issue {id} does not say what was read: run huitoukan reread to make it anew, else go back to a backup"
        )
    },
    fault_text: |row| format!("stored text {row} is not what was stored"),
    fault_unsearchable: |id| format!("issue {id} cannot be found by searching: what is searched is missing"),
    fault_index: "the index of the search does not agree with the texts, so that a search may miss issues: run huitoukan verify --mend-index, which makes it anew; marks and notices are not touched",
    mended: "the index of the search was made anew from the texts",
    faults: |count| format!("{count} faults. Keep this file and compare it with a backup"),
};
