//! Words of `tui`.

mod command;
mod job;
mod work;

use crate::words::tui::{
    Chrome, Doubtful, Due, Errors, Fields, FilterWords, Help, Mark, Outcome, Review, Search, Source, Tui,
};

/// See [`Tui`].
pub const TUI: Tui = Tui {
    chrome: CHROME,
    outcome: OUTCOME,
    due: DUE,
    review: REVIEW,
    field: FIELD,
    filter: FILTER,
    search: SEARCH,
    mark: MARK,
    work: work::WORK,
    fixing: work::FIXING,
    check: work::CHECK,
    board: work::BOARD,
    export: work::EXPORT,
    evidence: work::EVIDENCE,
    steps: work::STEPS,
    agency: work::AGENCY,
    veil: work::VEIL,
    doubtful: DOUBTFUL,
    source: SOURCE,
    help: HELP,
    error: ERROR,
    job: job::JOB,
    command: command::COMMAND,
};

const CHROME: Chrome = Chrome {
    program: "Huitoukan",
    agencies: "Agencies",
    issues: "Issues",
    detail: "Detail",
    today: |day| format!("today {day}"),
    totals: |agencies, shown, all| {
        if shown == all {
            format!("agencies {agencies}  issues {all}")
        } else {
            format!("agencies {agencies}  issues {shown}/{all}")
        }
    },
    overdue: |count| format!("overdue {count}"),
    recheck: |count| format!("rechecks due {count}"),
    loading: "Reading the ledger ...",
    empty_ledger: "The ledger is empty. Press q, then run: huitoukan import FILE-OR-FOLDER",
    empty_filter: "No issue answers the filters. Press 0 to clear them all",
    empty_agency: "No issue was read from this notice. Press o for its text",
    no_issue: "Choose an issue to see its outcome, answer and deadlines here",
    heading_chosen: "This is a heading. Enter opens or closes it, o shows its text; choose an issue below it",
    too_small: |columns, rows| format!("The window is too small ({columns}x{rows}); 40x10 at least"),
    chinese_input: "Chinese input is on. Press Shift for English, or use arrows, Enter, Esc, F1",
    unbound: |key| format!("{key} does nothing here; ? or F1 lists the keys"),
    at_top: "This is the outermost place. Press q or F10 to leave",
    column_all: "all",
    column_overdue: "due",
    column_recheck: "chk",
    column_hits: "hits",
    below: |count| format!("({count})"),
    mouse_on: "Mouse on. Hold Shift and drag to select text",
    mouse_off: "Mouse off: drag to select text",
    saving: "Saving ...",
};

const OUTCOME: Outcome = Outcome { short: ["done", "phase", "long", "prog", "none", "n/s"], joint: ", " };

const DUE: Due = Due {
    overdue: |days| format!("{days}d overdue"),
    overdue_short: |days| format!("-{days}d"),
    left: |days| format!("{days}d left"),
    left_short: |days| format!("+{days}d"),
    today: "due today",
    unclear: "can be read two ways; nothing is guessed",
};

const REVIEW: Review = Review {
    states: ["unread", "check", "revis", "verif", "arch"],
    findings: ["true", "partly", "false"],
    note: "note",
    due: |day| format!("recheck by {day}"),
    passed: |days| format!("recheck {days}d late"),
    days_left: |days| format!("{days}d left"),
    due_today: "recheck today",
    undone: " (undone)",
    undo: "undo",
};

const FIELD: Fields = Fields {
    above: "Under",
    problem: "Problem",
    detail: "Elaboration",
    outcome: "Outcome",
    outcome_line: |said, basis, raw| format!("{said} ({basis}) “{raw}”"),
    response: "Answer",
    step: "Step",
    deadline: "Deadline",
    responsible: "Responsible",
    review: "Follow-up",
    history: "History",
    no_history: "No entry yet. Press m or F2 to mark",
    notice: "Notice",
    title: "Title",
    organisation: "Organisation",
    agency: "Agency",
    inspection_body: "Inspected by",
    inspection_period: "Inspected",
    feedback_date: "Feedback",
    published: "Published",
    disclosure_period: "Disclosed",
    round: "Round",
    phone: "Phone",
    email: "Mail",
    address: "Address",
    claim: "Own figure",
    remark: "Reader's remark",
    key: "Id",
    versions: |count| format!("{count} versions of the notice"),
    gone: "The new version of the notice no longer has this issue; this is the old one",
    no_response: "The notice gives no answer",
    to: " to ",
    quoted: |words| format!("“{words}”"),
};

const FILTER: FilterWords = FilterWords {
    any: "any",
    all: "all",
    deadline: "due",
    recheck: "recheck",
    state: "state",
    agency: "agency",
    narrow: |words| format!("f has “{words}”"),
    overdue: "overdue",
    recheck_overdue: "recheck late",
    within: |days| format!("within {days}d"),
    between: |from, until| format!("{from} to {until}"),
    within_ask: "Within how many days ...",
    between_ask: "Between two days ...",
    absent: "no deadline",
    recheck_absent: "no recheck day",
    off: "any",
    agencies: |count| format!("{count} agencies"),
    outcome_title: "Filter by outcome",
    deadline_title: "Filter by the notice's deadlines",
    recheck_title: "Filter by your own recheck days",
    state_title: "Filter by state of the check",
    agency_title: "Filter by agency",
    all_mode: "All chosen must be there",
    any_mode: "Any of the chosen will do",
    with: "with",
    without: "without",
    days: "Days",
    from: "From",
    until: "Until",
    open_end: "open",
    days_hint: "30, 2w, 3m",
    bad_days: "Days from 0 to 9999, please",
    bad_range: "One day at least, please",
    bad_order: "The first day must come before the second",
    cleared: "Filters cleared",
    menu_help: "Enter choose  Tab several  Esc back",
    one_help: "Enter choose  Esc back  type to narrow",
};

const SEARCH: Search = Search {
    prompt: "Search",
    narrow_prompt: "Narrow",
    searching: "Searching ...",
    so_far: |hits| format!("{hits} hits so far ..."),
    none: |words| format!("“{words}” was not found"),
    at: |at, of, agencies| format!("Hit {at} of {of} in {agencies} agencies. n next, N previous, Esc ends"),
    hits: |hits, agencies| format!("{hits} hits, {agencies} agencies"),
    wrapped: "Round to the start. ",
    no_completion: "nothing to complete; there are agency: outcome: due: recheck: state: doubt: responsible: and others",
    completions: |choices| format!("may be: {choices}"),
    no_words: "Nothing searched yet. Press / or F3 and type",
    narrowed: |count| format!("{count} issues left"),
    find_title: "Go to: a title or an agency, also by pinyin",
    find_count: |listed, all| {
        if listed == all { format!("{all} found") } else { format!("{listed} of {all} found") }
    },
    find_agency: "agency",
    find_help: "Enter go there  Esc back  such as 垃圾分类, ljfl, lajifl, 垃jfl; blanks part words",
};

const MARK: Mark = Mark {
    title: "Mark",
    unread: "Back to unread",
    query: "Query",
    revisit: "Revisit (with a day if you like)",
    found_true: "Verified: true",
    found_partly: "Verified: partly true",
    found_false: "Verified: not true",
    archive: "Archive",
    note: "Note only",
    due_label: "Recheck by",
    due_hint: "2026-12-31, +30d, 月底 (end of month); may be empty",
    note_label: "Note",
    note_empty: "A note, please",
    preview: |day, days| match days {
        0 => format!("{day}, today"),
        1.. => format!("{day}, in {days} days"),
        _ => format!("{day}, {} days ago", -days),
    },
    author_title: "Marks carry a name",
    author_label: "Your name",
    author_hint: "Asked once; the config file can change it",
    author_empty: "A name, please",
    saved: |what| format!("Saved: {what}"),
    undone: |what| format!("Undone; now: {what}"),
    no_issue: "Choose an issue first",
    menu_help: "Enter choose  Esc back  digits choose at once",
    form_help: "Enter done  Tab next field  Esc cancel",
    form_help_file: "Enter done  Tab complete  Up/Down field  Esc cancel",
};

const DOUBTFUL: Doubtful = Doubtful {
    title: "Are these two one notice?",
    ask: "The notice that came may be a new version of the older one. As a new version it takes the follow-ups over; kept apart, neither touches the other.",
    old: "There",
    new: "Came",
    same: "A new version of the same notice",
    apart: "No, keep them apart",
    later: "Decide later",
    help: "Enter choose  Esc settle all later (W asks again)",
    feedback: |day| format!("feedback {day}"),
    no_feedback: "no day of feedback",
};

const SOURCE: Source = Source {
    title: "Source",
    field: |label| format!("of: {label}"),
    imported: |day| format!("imported {day}"),
    page: |page, of| format!("page {page} of {of}"),
    on_pages: |first, last| {
        if first == last { format!("on page {first}") } else { format!("on pages {first} to {last}") }
    },
    place_of: |place, of| format!("place {place} of {of}"),
    one_place: "there is no other place",
    no_span: "This is not text of the notice; it has no source",
    no_text: "Reading the text ...",
    gone: "The text does not have this place",
};

const HELP: Help = Help {
    title: |place| format!("Commands here: {place}"),
    prompt: "Find",
    foot: "Enter runs  Esc back  type to find",
    mouse: "Mouse: click selects, click again opens, wheel scrolls; Shift-drag selects text",
    context_agencies: "agencies",
    context_tree: "issues",
    context_detail: "detail",
    context_board: "board",
    context_source: "source",
    context_menu: "menu",
    context_field: "text field",
};

const ERROR: Errors = Errors {
    no_terminal: "There is no terminal to draw on. To print a list, use huitoukan list",
    terminal: |why| format!("Terminal error: {why}"),
    config_not_saved: |why| format!("The config was not saved: {why}"),
    config_unreadable: |path, why| format!("Config file {path} cannot be read: {why}. Using the defaults"),
    config_line: |path, line, why| {
        format!("Config file {path}, line {line}: {why}. Using the default for it")
    },
    config_unknown_key: |key, keys| format!("there is no {key}; there are: {keys}"),
    config_unknown_command: |key| format!("there is no {key}; names of commands stand in docs/keys.md"),
    config_bad_value: |key, value, form| format!("{key} cannot be {value}; write {form}"),
    config_more: |count| format!(". There are {count} more: leave and run huitoukan limits"),
    worker_gone: "The ledger's thread has stopped, marks cannot be saved. Leave and open again",
    failed: |why| format!("Not done: {why}"),
    panic: "The program failed; the terminal is restored. Saved marks are in the ledger. Please report this:",
};
