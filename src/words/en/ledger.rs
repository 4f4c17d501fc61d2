//! Words of `ledger`.

use crate::words::ledger::Ledger;

/// See [`Ledger`].
pub const LEDGER: Ledger = Ledger {
    io: super::io,
    outcomes: ["completed", "phase reached", "long-term", "in progress", "not started", "not stated"],
    states: ["unread", "to check", "revisit", "verified", "archived"],
    findings: ["true", "partly true", "false"],
    deadline_kinds: ["required", "promised", "reported"],
    bases: ["labelled", "stated", "inherited"],

    day_not_understood: |text| {
        format!(
            "\"{text}\" is no day. Write 2026-12-31, 12-31, 2026-12 (end of the month), +30d, 2w, 3m, eom, eoq, eoy"
        )
    },
    no_such_day: |text| format!("\"{text}\": the calendar has no such day"),
    day_backwards: |text| format!("\"{text}\" ends before it starts, or before today"),
    day_long_ago: |day| format!("{day} is too long ago; check the year"),
    day_ahead: |day| format!("{day} lies ahead; a day up to today is meant. Check the year"),
    day_before_feedback: |day, feedback| {
        format!("{day} lies before the feedback of {feedback}; check the year")
    },
    feedback_after_publication: |feedback, published| {
        format!(
            "the feedback of {feedback} lies after the publication of {published}; check the year, or put the other day right first"
        )
    },

    shut_read_only: "the ledger or its folder is read-only: it can be looked at, and nothing be written",
    shut_full: "the disk is full or fails: the ledger can be looked at, and nothing be written. Make room and try again",
    refused_archive_needs_finding: "not verified yet, so it cannot be archived: first mark it verified (true, partly or false)",
    refused_archived: "archived: first take it up again (to check, or revisit)",
    refused_not_open: "only a check that is still to be done has a day and somebody who does it: mark it 待核 or 列入回头看 first",
    refused_nothing_to_undo: "there is no mark to undo",
    refused_nothing_to_redo: "there is nothing to redo",
    refused_no_such_evidence: "this file is not among the evidence of the issue",
    refused_archived_already: "archived already",
    refused_no_issue: "put right to be no issue, so there is nothing to mark. First make it one again: correct ID --as-printed void",
    refused_withdrawn: |who, when, reason, number| {
        let who = if who.is_empty() { "an older program" } else { who };
        let when = if when.is_empty() { String::new() } else { format!(" on {when}") };
        let reason =
            if reason.is_empty() { "no reason given".to_owned() } else { format!("reason: {reason}") };
        format!(
            "its notice is withdrawn (by {who}{when}, {reason}), so nothing can be changed. First show it again: W on the screen, or withdraw --back '#{number}'"
        )
    },
    refused_withdrawn_brief: "its notice is withdrawn: first show it again",
    refused_others_built_on_it: "later marks of others would no longer count; nothing was undone. If you mean it, undo once more and say yes",

    no_data_folder: "the system names no folder for data. Name the ledger by --ledger FILE",
    missing: |path| {
        format!("there is no ledger yet: {path}. Import notices first by huitoukan import, or check --ledger")
    },
    no_folder: |path| {
        format!(
            "cannot open the ledger: the folder of {path} does not exist. Make it, or name another place by --ledger"
        )
    },
    is_folder: |path| format!("cannot open the ledger: {path} is a folder. Name a file by --ledger"),
    cannot_open: |path, why| {
        format!(
            "cannot open the ledger {path} ({why}). Check path and permissions, or name another place by --ledger"
        )
    },
    not_a_ledger: |path| {
        format!(
            "{path} is no ledger of Huitoukan; it was left as it is. Name a ledger by --ledger, or a new file to make one"
        )
    },
    empty: |path| {
        format!(
            "the ledger is an empty file and may be damaged: {path}. It was left as it is. Go back to a backup; if it was never used, delete it and a new one is made"
        )
    },
    damaged: |path, why| {
        format!(
            "the ledger is damaged: {path} ({why}). It was left as it is. Keep a copy of the file (with -wal and -shm), then go back to a backup"
        )
    },
    newer: |path, found, known| {
        format!(
            "the ledger {path} was written by a newer version of the program (form {found}, this one knows up to {known}). It was left as it is. Update the program, or name another ledger by --ledger"
        )
    },
    read_only: |path| {
        format!(
            "cannot write the ledger: {path} or its folder is read-only. Change the permissions, or name another place by --ledger"
        )
    },
    full: |path| {
        format!(
            "the disk is full; nothing was written to {path}, and what it holds is intact. Make room and try again"
        )
    },
    busy: |path| {
        format!("another program is using the ledger {path}. Nothing was written. Try again in a moment")
    },
    disk: |path, why| {
        format!(
            "the disk failed: {path} ({why}). It may be full, read-only or damaged. Check the disk and keep a copy of the ledger"
        )
    },
    unknown: |name| format!("the ledger has no \"{name}\""),
    other: |path, why| format!("the ledger failed: {path} ({why}). Nothing was written"),
};
