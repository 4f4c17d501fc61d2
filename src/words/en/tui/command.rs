//! Words of the commands.

use crate::words::tui::{CommandWords, Commands};

const fn say(title: &'static str, help: &'static str) -> CommandWords {
    CommandWords { title, help }
}

/// See [`Commands`].
pub const COMMAND: Commands = Commands {
    up: say("up", "One line up"),
    down: say("down", "One line down"),
    page_up: say("page up", "One page up"),
    page_down: say("page down", "One page down"),
    half_up: say("half up", "Half a page up"),
    half_down: say("half down", "Half a page down"),
    first: say("start", "To the start"),
    last: say("end", "To the end"),
    enter: say("enter", "Agency: its issues; heading: open or close; issue: its detail; detail: the source"),
    into: say("open", "Open the heading, or go to the pane on the right"),
    out: say("close", "Close the heading, or go to the pane on the left"),
    next_pane: say("next pane", "To the pane on the right"),
    previous_pane: say("previous pane", "To the pane on the left"),
    back: say("back", "Leave the innermost thing: popup, search, narrowing, pane; never the program"),
    search: say("search", "Search issues and answers of all agencies while you type"),
    next_hit: say("next hit", "To the next hit, across agencies"),
    previous_hit: say("previous hit", "To the previous hit, across agencies"),
    narrow: say(
        "narrow",
        "Keep the issues whose title or agency has the typed characters in their order, or is read so: ljfl, lajifl",
    ),
    find: say("go to", "Type a piece of a title or agency, or its pinyin (ljfl, lajifenlei), and go there"),
    sift: say("as a filter", "In the search: makes a filter of what is typed, with all other filters"),
    views: say(
        "views",
        "Saved views: filter by name or key, save the filters and the search in force, change, delete",
    ),
    view: [
        say("view 1", "Filter by the view with the key 1; again to take it off"),
        say("view 2", "Filter by the view with the key 2; again to take it off"),
        say("view 3", "Filter by the view with the key 3; again to take it off"),
        say("view 4", "Filter by the view with the key 4; again to take it off"),
        say("view 5", "Filter by the view with the key 5; again to take it off"),
        say("view 6", "Filter by the view with the key 6; again to take it off"),
        say("view 7", "Filter by the view with the key 7; again to take it off"),
        say("view 8", "Filter by the view with the key 8; again to take it off"),
        say("view 9", "Filter by the view with the key 9; again to take it off"),
    ],
    source: say("source", "Open the text and show the sentence that this comes from"),
    mark: say(
        "mark",
        "Mark the check: query, revisit, verified, archived, day, who, note; of all that are chosen; on a notice's row its steps",
    ),
    pick: say("choose", "Choose this issue or let it go, at a heading all below it; then m marks them"),
    range: say("range", "Choose from this row on; again to keep the range"),
    pick_all: say(
        "all",
        "Choose all issues listed of this agency; among the agencies, those of all agencies",
    ),
    correct: say(
        "correct",
        "Put the reading right: problem, outcome, deadlines, no issue, a missed one; on a notice's row the notice, among the agencies names, region, level",
    ),
    undo: say("undo", "Take your newest mark or correction back"),
    redo: say("redo", "Bring back what you just took back"),
    outcome_menu: say("outcomes", "Menu of the filters by outcome"),
    completed: say("completed", "Filter by completed: with, without, off"),
    long_term: say("long-term", "Filter by long-term: with, without, off"),
    phased: say("phase", "Filter by phase reached: with, without, off"),
    in_progress: say("in progress", "Filter by in progress: with, without, off"),
    not_started: say("not started", "Filter by not started: with, without, off"),
    unstated: say("not stated", "Filter by outcome not stated: with, without, off"),
    all_any: say("any/all", "With several outcomes chosen: any will do, or all must be there"),
    deadline: say("deadline", "Filter by the notice's deadlines: overdue, within days, between days, none"),
    overdue: say("overdue", "Only issues whose deadline has passed; again to take it off"),
    recheck: say("recheck", "Filter by your own recheck days"),
    state: say("state", "Filter by state of the check"),
    conflict: say(
        "split",
        "Only what conclusions or corrections made apart differ on (“split”); again to take it off",
    ),
    printed_anew: say(
        "printed anew",
        "Only issues put right that a new version prints otherwise (“anew”); again to take it off",
    ),
    doubtful: say("match?", "Only issues that may not be those of the former version; again to take it off"),
    agency: say("agency", "Filter by agency, one or several"),
    clear: say("clear", "Clear all filters and the narrowing"),
    next_field: say("next", "Next item, next text field"),
    previous_field: say("previous", "Previous item, previous text field"),
    turn: say("several", "Choose this or not, the menu stays"),
    switch: say(
        "switch",
        "Agenda: by agency or person; history: this issue or the ledger; versions: the two before; doubts: the dismissed",
    ),
    same: say("same", "Settle this doubtful match: it is the issue of the former version"),
    not_same: say("not the same", "Settle this doubtful match: it is another issue"),
    history: say(
        "history",
        "All that was done to this issue, undone too; on a notice's row of the whole notice, among the agencies the newest of the ledger",
    ),
    standing: say(
        "withdraw",
        "Withdraw the selected notice, with a reason; show a withdrawn one again; settle what people differ about",
    ),
    evidence: say("evidence", "Add files that prove this, by reference or as a copy, or take them out"),
    export: say("export", "Write the chosen issues, else those listed, as xlsx, docx, csv, json, md or ics"),
    agenda: say("agenda", "What is overdue, due this week, this month, later; by agency or by person"),
    doubts: say("matches", "All doubtful matches with both wordings; y or n settles each"),
    asked: say(
        "doubts",
        "All doubts by rule; Enter goes to the issue, o opens the source with all their words marked, Tab shows the dismissed",
    ),
    with_doubts: say(
        "with doubts",
        "Only issues at which a doubt is open (“?” with their number); again to take it off",
    ),
    other_place: say(
        "other place",
        "To the next of the places that raise one doubt; where it is in another notice, opens that",
    ),
    dismiss: say(
        "dismiss doubt",
        "Dismiss the chosen doubt with a reason, until its words change; ask a dismissed one again",
    ),
    follow_up: say(
        "follow up",
        "Mark the issue of the chosen doubt as doubted, with the reason that fits and the question as note",
    ),
    versions: say(
        "versions",
        "Compare two versions of this notice: outcomes, words, what came and went; settle doubtful matches",
    ),
    help: say("help", "List the commands that work here; type to find, Enter runs"),
    veil: say(
        "mask",
        "Mask or show names and numbers of persons in lists, detail and source; not in text fields",
    ),
    mouse: say("mouse", "Mouse on or off; off, dragging selects text"),
    redraw: say("redraw", "Draw the whole screen again"),
    suspend: say("suspend", "Back to the shell; fg returns"),
    quit: say("quit", "Close the popup; without one, leave"),
    quit_now: say("quit now", "Leave at once; saved marks are safe"),
    ledger: say(
        "ledger",
        "menu: export, take a workbook back, bundles, sample, backup, verify; the commands that restore and purge",
    ),
    group: say("group", "agencies in groups: none, by region, by level, by round"),
    complete: say(
        "complete",
        "completes the name of a file; in a search fields and their values; elsewhere goes to the next field",
    ),
};
