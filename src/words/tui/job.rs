//! The form of the words of long work, and of the dialogs that begin it.

/// Long work and its dialogs.
pub struct Job {
    /// What a job is called while it is under way.
    pub names: JobNames,
    /// What it does: reading, issues, making, writing, bytes, files.
    pub stages: [&'static str; 7],
    pub counted: fn(done: u64, of: u64) -> String,
    pub megabytes: fn(done: u64, of: u64) -> String,
    pub rate: fn(each_second: u64) -> String,
    pub megabytes_a_second: fn(each_second: u64) -> String,
    pub rest: fn(seconds: u64) -> String,
    pub cancelling: &'static str,
    pub busy: fn(job: &str) -> String,
    pub writing: &'static str,
    pub under_way: &'static str,
    pub cancel_title: &'static str,
    pub cancel: fn(job: &str) -> String,
    pub cancel_yes: &'static str,
    pub cancel_no: &'static str,
    pub leave: fn(job: &str) -> String,
    pub leave_yes: &'static str,
    pub leave_no: &'static str,
    pub cancelled: fn(job: &str) -> String,
    pub failed: fn(job: &str, why: &str) -> String,
    pub gone: &'static str,

    pub title: &'static str,
    pub export: &'static str,
    pub receive: &'static str,
    pub give: &'static str,
    pub take: &'static str,
    pub sample: &'static str,
    pub backup: &'static str,
    pub verify: &'static str,
    pub restore: &'static str,
    pub purge: &'static str,
    /// Why that is done outside, above the commands.
    pub restore_apart: &'static str,
    pub purge_apart: &'static str,
    /// What stands for the backup's file in a command.
    pub a_backup: &'static str,
    pub leave_for: &'static str,
    pub stop: fn(job: &str) -> String,

    pub path: &'static str,
    pub path_hint: &'static str,
    pub path_empty: &'static str,
    pub paths: &'static str,
    pub paths_hint: &'static str,
    pub matches: fn(usize) -> String,
    pub no_match: &'static str,
    pub count: &'static str,
    pub count_all: &'static str,
    pub count_shown: &'static str,
    pub bad_count: &'static str,
    pub each: &'static str,
    pub seed: &'static str,
    pub seed_hint: &'static str,
    pub bad_seed: &'static str,
    pub sample_mark: &'static str,
    pub no_form: fn(path: &str, forms: &str) -> String,

    pub exists_title: &'static str,
    pub exists: fn(path: &str) -> String,
    pub replace: &'static str,
    pub keep: &'static str,

    pub exported: fn(path: &str, bytes: u64, issues: usize) -> String,
    pub size: fn(bytes: u64) -> String,
    pub bundles_whole: fn(files: usize) -> String,
    pub taken: fn(events: usize, conflicts: usize) -> String,
    pub decide: &'static str,
    pub looked: fn(files: usize, bad: usize) -> String,
    pub drawn: &'static str,

    pub report: &'static str,
    pub report_dry: &'static str,
    pub ask_then: &'static str,
    pub then_yes: &'static str,
    pub then_no: &'static str,
    pub see_conflicts: &'static str,
    pub see_anew: &'static str,

    pub look_whole: &'static str,
    pub referred: &'static str,
    pub copy_kept: &'static str,

    pub merge: fn(count: usize) -> String,
    /// What goes into what, and how many notices and issues of it there are.
    pub merge_ask: fn(names: &str, into: &str, notices: usize, issues: usize) -> String,
    pub merge_yes: &'static str,
    pub merge_no: &'static str,
    /// None, region, level, round.
    pub grouped: [&'static str; 4],
    pub group: fn(name: &str, agencies: usize) -> String,
}

/// What a job is called while it is under way.
pub struct JobNames {
    pub export: &'static str,
    pub receive: &'static str,
    pub receive_dry: &'static str,
    pub give: &'static str,
    pub take: &'static str,
    pub take_dry: &'static str,
    pub sample: &'static str,
    pub backup: &'static str,
    pub check: &'static str,
    pub verify: &'static str,
    pub attach: &'static str,
    pub look: &'static str,
}
