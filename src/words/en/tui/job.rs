//! Words of long work.

use crate::words::tui::{Job, JobNames};

/// Bytes as people say them.
fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} bytes"),
        1024..1_048_576 => format!("{} KB", bytes.div_ceil(1024)),
        _ => format!("{:.1} MB", bytes as f64 / 1_048_576.0),
    }
}

/// See [`Job`].
pub const JOB: Job = Job {
    names: JobNames {
        export: "Export",
        receive: "Taking the workbook back",
        receive_dry: "Reading the workbook",
        give: "Writing a bundle",
        take: "Taking bundles",
        take_dry: "Checking bundles",
        sample: "Sample",
        backup: "Backup",
        check: "Questions",
        verify: "Verification",
        attach: "Attaching",
        look: "Checking the evidence",
    },
    stages: ["reading", "gathering", "making the file", "writing the ledger", "files", "checking", "asking"],
    counted: |done, of| format!("{done}/{of}"),
    megabytes: |done, of| format!("{}/{} MB", done >> 20, of.div_ceil(1 << 20)),
    rate: |rate| format!("{rate}/s"),
    megabytes_a_second: |rate| format!("{} MB/s", rate.div_ceil(1 << 20)),
    rest: |seconds| match seconds {
        0..60 => format!("{seconds} s left"),
        _ => format!("{} min left", seconds.div_ceil(60)),
    },
    cancelling: "cancelling",
    busy: |job| format!("{job} is under way, and there is one at a time. Wait for it, or Esc cancels it"),
    under_way: "Something is under way: wait for it, or cancel it with Esc",
    writing: "The ledger is being written; mark when that is done",
    cancel_title: "Cancel",
    cancel: |job| format!("{job} is under way. Cancel it? Nothing is left half done"),
    cancel_yes: "Cancel it",
    cancel_no: "Go on",
    leave: |job| format!("{job} is under way. Leaving cancels it; nothing is left half done"),
    leave_yes: "Cancel it and leave",
    leave_no: "Stay",
    cancelled: |job| format!("{job}: cancelled, nothing was changed"),
    failed: |job, why| format!("{job}: {why}"),
    gone: "The work broke off; what was not finished was not written",

    title: "Ledger",
    export: "Export ...",
    receive: "Take back a workbook that was filled in ...",
    give: "Write a bundle ...",
    take: "Take bundles ...",
    sample: "Draw a sample ...",
    backup: "Back the ledger up ...",
    check_now: "Ask what the rules ask (doubts)",
    verify: "Verify the ledger",
    restore: "Restore a backup ...",
    purge: "Purge the marks, or all ...",
    restore_apart: "The ledger is in use while the screen is open, so nothing is restored here. Leave and run this, with the path of the backup for BACKUP. The present ledger is put by, not lost:",
    purge_apart: "What is purged cannot be had back, and is not purged while the screen is open. Leave and run one of these (the first: marks, notices stay; the second: everything). It asks once more and wants a yes:",
    a_backup: "BACKUP",
    leave_for: "Leave, and print the commands",
    stop: |job| format!("Cancel what is under way: {job}"),

    path: "File",
    path_hint: "Tab completes; ~ is home; else from where you began",
    path_empty: "A file, please",
    paths: "Bundles",
    paths_hint: "Several with ; between. Tab completes, ~ is your home",
    matches: |count| format!("{count} names begin so"),
    no_match: "No name begins so",
    count: "How many",
    count_all: "Of all completed, each agency by its share",
    count_shown: "Of what is shown; completed unless filtered",
    bad_count: "A number above 0, please",
    each: "Of each agency",
    seed: "Seed",
    seed_hint: "Empty: a new one; the same draws the same",
    bad_seed: "A seed is a number",
    sample_mark: "To go back to",
    no_form: |path, forms| format!("“{path}” tells no form. Endings: {forms}"),

    exists_title: "The file is there",
    exists: |path| format!("{path} is there already"),
    replace: "Replace it",
    keep: "Leave it",

    exported: |path, bytes, extent| format!("Written: {path}, {}, {extent}", size(bytes)),
    size,
    bundles_whole: |files| format!("{files} bundles are whole and can be taken"),
    taken: |events, conflicts| match conflicts {
        0 => format!("Taken: {events} new events; nothing on which people differ anew"),
        _ => {
            format!("Taken: {events} new events; people differ anew in {conflicts} places, x shows them")
        }
    },
    decide: "Some notices may be other versions of ones that are here; you are asked when this is closed",
    looked: |files, bad| match bad {
        0 => format!("All {files} files of evidence are as they were when they were added"),
        _ => format!("{bad} of {files} files of evidence were changed or are gone"),
    },
    drawn: "The drawn ones are chosen: m marks them, Esc lets go",

    report: "Result",
    report_dry: "What it would bring (nothing is written yet)",
    ask_then: "Write it into the ledger now?",
    then_yes: "Write it",
    then_no: "Do not",
    see_conflicts: "Only what people differ on",
    see_anew: "Only issues that are printed anew",

    referred: "by reference",
    copy_kept: "copied",
    look_whole: "Check the content of each",

    merge: |count| format!("Merge the {count} chosen agencies into this one"),
    merge_ask: |names, into, notices, issues| {
        format!(
            "{names} ({notices} notices, {issues} issues) will be listed under {into}. It can be undone, or split again"
        )
    },
    merge_yes: "Merge",
    merge_no: "Do not",
    grouped: ["not grouped", "grouped by region", "grouped by level", "grouped by round"],
    group: |name, agencies| format!("{name} ({agencies})"),
};
