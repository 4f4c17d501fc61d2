//! Words of what is kept beside the ledger and of its copies.

use crate::words::share::{Help, Share};

/// See [`Share`].
pub const SHARE: Share = Share {
    io: super::io,
    help: HELP,

    attached: |id, name, size, hash, place| {
        format!("{id}  attached {name} ({size} bytes, SHA-256 {hash}, {place})")
    },
    attached_before: |id, name| format!("{id}  {name} is among the evidence already"),
    copied: "copied into the ledger's folder",
    by_reference: |path| format!("kept at {path}"),
    detached: |id, name| format!("{id}  detached {name} (the history keeps it; no file was deleted)"),
    several_files: |name, hashes| {
        format!("'{name}' fits several files; give the beginning of the SHA-256: {hashes}")
    },
    no_such_file: |id, name| format!("the evidence of {id} has no '{name}'; see huitoukan evidence {id}"),
    file: |name, size, hash, place, who, when, state| {
        format!("  {name}  {size} bytes  {hash}  {place}  {who} {when}  {state}")
    },
    conditions: ["as it was", "content changed", "not there", "cannot be read"],
    no_evidence: "no evidence",

    file_missing: |path| format!("{path}: no such file; check the path"),
    file_not_regular: |path| format!("{path}: not a regular file. Pack a folder into one file first"),
    file_too_large: |path, megabytes, most| {
        format!(
            "{path}: {megabytes} MB, more than {most} MB. Compress or split it, or say in a note where it is kept"
        )
    },
    file_of_the_ledger: |path| {
        format!(
            "{path}: a file of the ledger itself is no evidence. Attach the original; backup keeps the ledger"
        )
    },
    file_name: |path| {
        format!("{path}: its name or path has characters that are not Unicode; rename it first")
    },
    file_unreadable: |path, why| format!("{path}: cannot be read ({why})"),
    file_cannot_keep: |path, why| {
        format!(
            "{path}: cannot be copied into the ledger's folder ({why}). Check the disk's space and permissions"
        )
    },
    file_changed: |path| format!("{path}: not what it was when it was attached"),
    nothing_attached: "nothing was attached",
    cancelled: "cancelled; what was there is as it was",

    files_whole: |count| format!("files of evidence as they were when attached: {count}"),
    fault_evidence: |id, name, path, state| format!("evidence {name} of issue {id}: {state} ({path})"),
    remark_stray: |path| format!("note: a file that belongs to no entry: {path}"),
    remark_elsewhere: |id, name, author| {
        format!("note: evidence {name} of issue {id} was attached by {author} and is not on this machine")
    },
    remark_open: |path, mode| {
        format!(
            "note: others on this machine may read {path} (mode {mode:03o}). To keep it to yourself: chmod go= FILE"
        )
    },

    backed_up: |path, notices, events, files| {
        format!(
            "backed up and verified: {path} (notices {notices}, entries {events}, files of evidence {files})"
        )
    },
    restored: |path, notices, events, files| {
        format!("restored: {path} (notices {notices}, entries {events}, files of evidence {files})")
    },
    referenced: |count| {
        format!("{count} files of evidence are kept where they stand and are not in the backup")
    },
    lost: |name, why| format!("evidence left behind: {name}: {why}"),
    lost_summary: |count| format!("files of evidence left behind: {count}"),
    put_by: |path| format!("the former ledger is kept as {path}"),
    exists: |path| format!("{path} is there already and was not touched. To replace it add --overwrite"),
    itself: |path| format!("{path} is the ledger itself; name another file"),
    broken: |path, faults| {
        format!(
            "{path} has {faults} faults and was not taken; nothing was changed. Take another backup; see huitoukan verify --ledger"
        )
    },

    backup_missing: |path| format!("there is no backup {path}: check the path. The ledger was not touched"),
    no_folder: |path| {
        format!("nothing was written: the folder of {path} does not exist. Make it, or name another place")
    },
    backup_damaged: |path| {
        format!(
            "the backup is damaged: {path}. It was not used, and the ledger was not touched. Take another backup"
        )
    },
    backup_is_none: |path| {
        format!("{path} is no backup of Huitoukan. The ledger was not touched. Take another backup")
    },

    choose_purge: "say what to purge: --marks for the marks alone, --all for the whole ledger",
    ask_marks: |path| {
        format!(
            "All marks, histories and copies of evidence in {path} will be deleted for good; the notices stay. Type yes: "
        )
    },
    ask_all: |path| {
        format!(
            "The whole ledger {path} will be deleted for good: notices, marks, histories, copies of evidence. Type yes: "
        )
    },
    needs_yes: "nobody can be asked here: add --yes",
    not_purged: "nothing was purged",
    purged_marks: |events, files| {
        format!("entries deleted: {events}; copies of evidence: {files}; the notices stay")
    },
    purged_all: |path, files| format!("deleted: the ledger {path} and {files} copies of evidence"),
    purge_leaves: "All of it was overwritten once and removed. What cannot be reached: spare cells of an SSD, copy-on-write file systems and snapshots, swap, remains of files deleted before; backups, exports, copies given to others and evidence kept where it stands are yours to remove.",
    purge_left: |path| {
        format!("left beside it by a restore or a copy that was broken off, yours to remove: {path}")
    },
};

const HELP: Help = Help {
    attach: "Attach evidence to an issue: name, size and SHA-256 are written down",
    attach_files: "files (regular ones, up to 1 GB each)",
    copy: "copy them into the ledger's folder (its name and .files); else only the place is kept",
    note: "a note",
    detach: "Take evidence out; the history keeps it, no file is deleted",
    detach_file: "name of the file, or four or more digits of its SHA-256",
    evidence: "List evidence",
    evidence_id: "id of an issue; without one all are listed",
    backup: "Back up the ledger and the copies of evidence, verified; the ledger may be in use meanwhile",
    backup_file: "the backup; evidence goes into a folder of its name and .files",
    backup_overwrite: "replace a backup that is there",
    restore: "Restore the ledger from a backup (--ledger says where), verified first",
    restore_file: "the backup",
    restore_overwrite: "also where there is a ledger, which is kept under another name",
    purge: "Delete marks or the whole ledger for good",
    purge_marks: "delete all marks, histories and copies of evidence; notices stay",
    purge_all: "delete the whole ledger",
    yes: "do not ask",
};
