//! Words of the follow-up.

use crate::words::follow::Follow;

/// See [`Follow`].
pub const FOLLOW: Follow = Follow {
    reason: |reason| format!("reason: {reason}"),
    due: |day| format!("to check by {day}"),
    no_due: "no day for the check any more",
    who: |name| format!("by {name}"),
    nobody: "by nobody any more",
    seen: |what| format!("seen: {what}"),
    on: |day| format!("checked on {day}"),
    noted: "note",
    note_taken_away: "note taken away",
    corrected: |field, value, reason| format!("corrected: {field} is “{value}”, because {reason}"),
    as_printed: |field, reason| format!("corrected: {field} is as printed again, because {reason}"),
    void: |reason| format!("corrected: this is no issue, because {reason}"),
    not_void: |reason| format!("corrected: this is an issue after all, because {reason}"),
    missed: |reason| format!("corrected: an issue that the reader missed, because {reason}"),
    fields: ["problem", "outcome", "deadlines", "title", "agency", "feedback", "publication"],
    sign: "corrected",
    printed: |value| format!("printed: {value}"),
    attached: |name| format!("evidence added: {name}"),
    detached: |hash| format!("evidence taken out: {hash}"),
    matched: "the same issue as in the former version",
    not_matched: "not the same issue as in the former version",
    of_other: |what, title, feedback| match feedback {
        Some(day) => format!("{what}: {title}, feedback {day}"),
        None => format!("{what}: {title}"),
    },
    withdrawn: |reason| format!("notice withdrawn, reason: {reason}"),
    restored: |reason| match reason {
        Some(reason) => format!("notice shown again, reason: {reason}"),
        None => "notice shown again".to_owned(),
    },
    wording_again: "an earlier wording counts again",
    one_notice: "one and the same with another notice",
    two_notices: "not the same as another notice",
    dismissed: |rule, reason| format!("doubt \"{rule}\" dismissed, because: {reason}"),
    asked_again: "a doubt that was dismissed is asked again",
    undo: "undo",
    undone: "(undone)",
    contested: "Corrections differ",
    counts_meanwhile: " (counts meanwhile)",
    passed_over: "(not in force)",
    nothing: "not stated",
    comma: ", ",
    step: |step, on| match on {
        Some(on) => format!("{step}: done on {on}"),
        None => format!("{step}: not done after all"),
    },
};
