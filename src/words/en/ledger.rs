//! Words of `ledger`.

use crate::words::ledger::Ledger;

/// See [`Ledger`].
pub const LEDGER: Ledger = Ledger {
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

    refused_archive_needs_finding: "not verified yet, so it cannot be archived: first mark it verified (true, partly or false)",
    refused_archived: "archived: first take it up again (to check, or revisit)",
    refused_nothing_to_undo: "there is no mark to undo",
};
