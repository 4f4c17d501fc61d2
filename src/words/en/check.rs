//! Words of the check on the command line.

use crate::words::check::{Check, CheckHelp};

/// See [`Check`].
pub const CHECK: Check = Check {
    help: HELP,

    filters_need_all: "filters go with --all; leave them out to mark the issues whose ids you write",
    seen_needs_finding: "what was seen, and when, goes with what was found: --finding true, partly or false",
    no_reason: "--reason needs a reason",
    no_such_reason: |number, offered| {
        format!("--reason: there is no number {number}. Write a number, or words of your own: {offered}")
    },
    due_passed: |day| format!("note: the day for the check, {day}, has passed already"),
    empty: |option| format!("{option} must not be empty"),

    ask_bulk: |count| format!("Mark {count} issues? (y/N) "),
    yes: &["y", "yes", "是", "确定"],
    bulk_needs_yes: |count| format!("this would mark {count} issues: add --yes to say that you mean it"),
    not_marked: |count| format!("{count} issues were not marked"),

    voids: "without it, these later marks of others would no longer count:",
    ask_undo: "Undo all the same? (y/N) ",
    not_undone: "nothing was undone",
    undo_needs_yes: "nothing was undone; add --yes to undo all the same",

    redone: |id, state, title| format!("{id}  redone, now: {state}  {title}"),
    taken_back: |what| format!("undone: {what}"),
    brought_back: |what| format!("redone: {what}"),
    of_notice: |title| format!("notice {title}"),
    of_agency: |name| format!("agency {name}"),
    of_ledger: "ledger",

    this_ledger: "this ledger",
    other_ledger: |id| format!("ledger {id}"),
    no_events: "nothing was done",
    events: |count| format!("{count} events"),

    alias: |into| format!("merged into \"{into}\""),
    no_alias: "an agency of its own",
    region: |region| format!("region {region}"),
    no_region: "region as its name says",
    level: |level| format!("level {level}"),
    no_level: "level as its name says",
    sample: |drawn, of, seed| format!("sample: {drawn} of {of} issues, seed {seed}"),

    nothing_to_correct: "nothing to correct: write --title, --outcome, --deadline, --not-an-issue, --as-printed or the like",
    one_field: "one thing of a notice at a time",
    bad_deadline: |text| {
        format!(
            "--deadline: write \"{text}\" as DAY:required, DAY:promised or DAY:reported, such as 2026-12-31:promised; none where there is none"
        )
    },
    bad_field: |name, accepted| format!("--as-printed: there is no \"{name}\". Write one of: {accepted}"),
    not_corrected: |field| format!("\"{field}\" was not corrected, so it is as printed already"),
    void_field: "no issue",
    corrected: |id, what| format!("{id}  {what}"),
    added: |id, title| format!("{id}  added  {title}"),
    not_in_notice: |id| format!("--after: the notice has no issue \"{id}\""),

    no_conflicts: "no opinions differ",
    conflicts: |issues, notices, agencies| {
        let all = [(issues, "issues"), (notices, "notices"), (agencies, "agencies")];
        let all: Vec<String> =
            all.iter().filter(|(count, _)| *count > 0).map(|(count, of)| format!("{count} {of}")).collect();
        format!(
            "opinions differ on {}. The next mark or correction settles it; all stay in the history",
            all.join(", ")
        )
    },

    columns: ["reason", "who", "seen", "seen_on", "evidence", "corrected", "conflict", "chain"],
    differ: "opinions differ",
    doubtful: "same issue? to be confirmed",
    doubtful_since: |id| {
        format!(
            "same issue? to be confirmed: whether it is that of the former version, by match {id} --same or --not-same"
        )
    },
    void: "no issue",
    missed: "added",
    hides: "printed anew",
    printed_since: "printed anew: since it was put right, a new version prints something else; look again",
    notice_printed_anew: |fields| {
        format!(
            "printed anew: since the notice's {fields} was put right, a new version prints something else; look again"
        )
    },
    printed_anew: |ids| {
        format!("put right by hand, and the new version prints something else; look again: {ids}")
    },
    fix: |value, reason, who, when| format!("{value} (reason: {reason}; {who} {when})"),
    chain: |number| format!("chain {number}"),
    reopened: |who, when| format!("taken up again by {who} {when}"),
    note: |note| format!("note: {note}"),
    evidence: "evidence",
    kept: "copied into the ledger's folder",
};

const HELP: CheckHelp = CheckHelp {
    mark: "Mark issues: all of them, or none (but see --each)",
    ids_or_words: "Ids of issues; four characters are enough where they fit one issue only. With --all: words that title or text must all hold",
    all: "Mark all that the filters show. They are those of list, but --state and --due are called --from and --deadline here",
    from: "With --all: their present state, written as for list --state",
    deadline: "With --all: deadlines in the notice, written as for list --due",
    yes: "Do not ask when many issues (more than 20) are marked",
    each: "Mark those that can be marked and list the others (exit code 1)",
    due: "Your own day for the check: 2026-12-31, +30d, 2w, eom, …; marks as revisit. none: no day",
    note: "A note; '' takes the note away",
    reason: |offered| {
        format!(
            "Why it is doubted, by number or in words of your own; marks as query. Ours are: {offered}; reasons = […] in the settings takes their place"
        )
    },
    who: "Who is to look; none: nobody yet",
    seen: "What was seen (with --finding)",
    on: "The day on which it was seen (with --finding)",
    undo_yes: "Do not ask when later marks of others would no longer count",
    undo: "Take back what you did last in this ledger",
    redo: "Bring back what you have just undone",
    history: "Print what was done: who, when, what; what was undone is said",
    history_notice: "A notice and all its issues: part of the agency's name or of the title, or #number",
    history_all: "The whole ledger",
    history_since: "From this day on",
    json: "Print JSON",
    correct: "Put right what was read wrongly; what is printed stays beside it, and no new reading undoes it",
    correct_notice: "The notice itself: part of the agency's name or of the title, or #number",
    correct_title: "The problem (or the notice's title)",
    correct_outcome: "The outcome, written as for list --outcome; none: not stated",
    correct_deadline: "A deadline, such as 2026-12-31:promised (required, promised, reported); may be given more than once; none: no deadline",
    correct_void: "This is no issue: it is listed and counted no more",
    correct_agency: "The body inspected",
    correct_feedback: "The day of the feedback",
    correct_published: "The day of publication",
    as_printed: "As printed again: title, outcome, deadline, void; of a notice title, agency, feedback, published",
    why: "Why (must be given)",
    add: "Add an issue that was not found in a notice",
    add_title: "The problem",
    add_label: "Its number as printed, such as 3.",
    add_response: "The answer",
    add_outcome: "The outcome, written as for list --outcome",
    add_after: "Id of the issue behind which it stands; last where it is left out",
    conflicts: "List issues, notices and agencies on which opinions differ: conclusions or corrections made apart, side by side",
    list_conflicts: "Only those on which opinions differ (conclusions or corrections)",
    list_printed_anew: "Only those that were put right and of which the notice prints something else since",
    list_doubtful: "Only those of which it is to be confirmed that they are the issue of the former version",
    list_void: "Only those that were put right as being no issue",
};
