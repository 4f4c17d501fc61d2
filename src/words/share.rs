//! The form of the words of what is kept beside the ledger and of its copies; see [`crate::words`].
#![allow(missing_docs, reason = "the words themselves say what each entry means")]

/// Words of evidence, backups and purging.
pub struct Share {
    /// Errors of the system.
    pub io: super::io::Io,
    pub help: Help,

    /// Id, name, size in bytes, the beginning of the hash, where it is kept.
    pub attached: fn(id: &str, name: &str, size: u64, hash: &str, place: &str) -> String,
    pub attached_before: fn(id: &str, name: &str) -> String,
    pub copied: &'static str,
    pub by_reference: fn(path: &str) -> String,
    pub detached: fn(id: &str, name: &str) -> String,
    pub several_files: fn(name: &str, hashes: &str) -> String,
    pub no_such_file: fn(id: &str, name: &str) -> String,
    /// Name, size, hash, where, who, when, its condition.
    pub file:
        fn(name: &str, size: u64, hash: &str, place: &str, who: &str, when: &str, state: &str) -> String,
    /// Whole, changed, gone, unreadable; in the order of `Condition`.
    pub conditions: [&'static str; 4],
    pub no_evidence: &'static str,

    /// What is the matter with a file.
    pub file_missing: fn(path: &str) -> String,
    pub file_not_regular: fn(path: &str) -> String,
    pub file_too_large: fn(path: &str, megabytes: u64, most: u64) -> String,
    pub file_of_the_ledger: fn(path: &str) -> String,
    pub file_name: fn(path: &str) -> String,
    pub file_unreadable: fn(path: &str, why: &str) -> String,
    pub file_cannot_keep: fn(path: &str, why: &str) -> String,
    pub file_changed: fn(path: &str) -> String,
    pub nothing_attached: &'static str,
    pub cancelled: &'static str,

    /// Of `verify`.
    pub files_whole: fn(count: usize) -> String,
    pub fault_evidence: fn(id: &str, name: &str, path: &str, state: &str) -> String,
    pub remark_stray: fn(path: &str) -> String,
    pub remark_elsewhere: fn(id: &str, name: &str, author: &str) -> String,
    pub remark_open: fn(path: &str, mode: u32) -> String,

    pub backed_up: fn(path: &str, notices: usize, events: usize, files: usize) -> String,
    pub restored: fn(path: &str, notices: usize, events: usize, files: usize) -> String,
    pub referenced: fn(count: usize) -> String,
    pub lost: fn(name: &str, why: &str) -> String,
    pub lost_summary: fn(count: usize) -> String,
    pub put_by: fn(path: &str) -> String,
    pub exists: fn(path: &str) -> String,
    pub itself: fn(path: &str) -> String,
    pub broken: fn(path: &str, faults: usize) -> String,

    /// What is the matter with a backup that is to be restored.
    pub backup_missing: fn(path: &str) -> String,
    /// The folder is not there in which a copy is to stand.
    pub no_folder: fn(path: &str) -> String,
    pub backup_damaged: fn(path: &str) -> String,
    pub backup_is_none: fn(path: &str) -> String,

    pub choose_purge: &'static str,
    pub ask_marks: fn(path: &str) -> String,
    pub ask_all: fn(path: &str) -> String,
    pub needs_yes: &'static str,
    pub not_purged: &'static str,
    pub purged_marks: fn(events: usize, files: usize) -> String,
    pub purged_all: fn(path: &str, files: usize) -> String,
    pub purge_leaves: &'static str,
    pub purge_left: fn(path: &str) -> String,
}

/// Help of the commands.
pub struct Help {
    pub attach: &'static str,
    pub attach_files: &'static str,
    pub copy: &'static str,
    pub note: &'static str,
    pub detach: &'static str,
    pub detach_file: &'static str,
    pub evidence: &'static str,
    pub evidence_id: &'static str,
    pub backup: &'static str,
    pub backup_file: &'static str,
    pub backup_overwrite: &'static str,
    pub restore: &'static str,
    pub restore_file: &'static str,
    pub restore_overwrite: &'static str,
    pub purge: &'static str,
    pub purge_marks: &'static str,
    pub purge_all: &'static str,
    pub yes: &'static str,
}
