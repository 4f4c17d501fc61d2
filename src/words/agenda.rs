//! The form of the words of `agenda`; see [`crate::words`].
#![allow(missing_docs, reason = "the words themselves say what each entry means")]

use jiff::civil::Date;

/// Words of `agenda`: what falls due, time limits, agencies and samples.
pub struct Agenda {
    pub help: Help,
    /// In the order of `Bucket::ALL`.
    pub buckets: [&'static str; 5],
    /// In the order of `Kind::ALL`.
    pub kinds: [&'static str; 3],
    pub count: fn(name: &str, count: usize) -> String,
    pub between_counts: &'static str,
    pub profile: fn(name: &str) -> String,
    pub overdue: fn(day: Date, days: i32) -> String,
    pub due_today: fn(day: Date) -> String,
    pub due_in: fn(day: Date, days: i32) -> String,
    pub undated: &'static str,
    pub nobody: &'static str,
    pub no_agency: &'static str,
    pub who: fn(name: &str) -> String,
    /// By the limits of which profile a step falls due.
    pub by_profile: fn(name: &str) -> String,
    pub unverified: &'static str,
    pub workdays: &'static str,
    pub silent_since_publication: fn(day: Date) -> String,
    pub silent_since_feedback: fn(day: Date) -> String,
    pub silent_since_import: fn(day: Date) -> String,
    pub nothing: &'static str,
    /// Of a step of which nobody can say whether it was taken. Only the day of publication would tell; it is presumed, for the notice was published; nothing tells.
    pub untold: &'static str,
    pub presumed: fn(day: Date) -> String,
    pub silent: &'static str,
    pub no_feedback: fn(count: usize) -> String,
    pub before_profile: fn(count: usize, day: Date) -> String,
    pub and_more: fn(count: usize) -> String,
    pub limits: Limits,
    pub step: Step,
    pub agencies: Agencies,
    pub sample: Sample,
}

/// Help texts of the commands and options.
pub struct Help {
    pub agenda: &'static str,
    pub agenda_by: &'static str,
    pub agenda_kind: &'static str,
    pub limits_name: &'static str,
    pub json: &'static str,
    pub limits: &'static str,
    pub limits_which: &'static str,
    pub step: &'static str,
    pub step_notice: &'static str,
    pub step_step: &'static str,
    pub step_on: &'static str,
    pub step_not_done: &'static str,
    pub agencies: &'static str,
    pub agencies_by: &'static str,
    pub agency: &'static str,
    pub agency_name: &'static str,
    pub merge: &'static str,
    pub merge_into: &'static str,
    pub merge_yes: &'static str,
    pub split: &'static str,
    pub set: &'static str,
    pub set_region: &'static str,
    pub set_level: &'static str,
    pub sample: &'static str,
    pub sample_count: &'static str,
    pub sample_seed: &'static str,
    pub sample_per_agency: &'static str,
    pub sample_mark: &'static str,
    pub sample_reopen: &'static str,
    pub sample_log: &'static str,
}

/// What is said of time-limit profiles and of their file.
pub struct Limits {
    /// Errors of the system.
    pub io: super::io::Io,
    /// In the order of `Start::ALL`.
    pub starts: [&'static str; 4],
    pub days: fn(start: &str, count: u16) -> String,
    pub months: fn(start: &str, count: u16) -> String,
    pub workdays: fn(start: &str, count: u16) -> String,
    pub in_use: &'static str,
    pub own: &'static str,
    pub applies_to: fn(what: &str) -> String,
    pub effective_from: fn(day: Date) -> String,
    pub by_publication: &'static str,
    pub before_publication: &'static str,
    pub source: fn(source: &str) -> String,
    pub verified: fn(by: &str, on: Option<Date>) -> String,
    pub unverified: &'static str,
    pub unknown: fn(name: &str, known: &str) -> String,
    /// The settings name a profile that there is not.
    pub unknown_in_settings: fn(name: &str, used: &str) -> String,

    pub fault: fn(path: &str, line: usize, why: &str) -> String,
    pub unreadable: fn(why: &str) -> String,
    pub syntax: fn(why: &str) -> String,
    /// The key, and those that there are.
    pub unknown_key: fn(key: &str, keys: &str) -> String,
    /// The same, and the step whose item is not taken.
    pub not_taken: fn(key: &str, keys: &str, step: &str) -> String,
    /// The same, and the profile that is out of use.
    pub misspelt: fn(key: &str, keys: &str, profile: &str) -> String,
    pub bad_value: fn(key: &str, value: &str) -> String,
    pub out_of_use: fn(key: &str, value: &str, profile: &str) -> String,
    pub missing: fn(key: &str) -> String,
    pub twice: fn(name: &str) -> String,
    /// An item that has two lengths: its step, the keys.
    pub lengths: fn(step: &str, keys: &str) -> String,
    pub no_mark: fn(step: &str) -> String,
}

/// What `step` says.
pub struct Step {
    pub head: fn(agency: &str, feedback: Date, profile: &str) -> String,
    pub no_feedback: fn(agency: &str) -> String,
    pub before_profile: fn(agency: &str, profile: &str, day: Date) -> String,
    pub due: fn(day: Date) -> String,
    pub overdue: fn(day: Date, days: i32, profile: &str) -> String,
    pub no_start: fn(start: &str) -> String,
    pub said: fn(day: Date) -> String,
    pub published: fn(day: Date) -> String,
    /// That it is presumed, in a menu.
    pub presumed: fn(day: Date) -> String,
    pub late: fn(days: i32, profile: &str) -> String,
    pub no_limit: &'static str,
    pub saved: fn(agency: &str, step: &str, on: Option<Date>) -> String,
    pub unknown: fn(step: &str, known: &str) -> String,
    pub several: fn(step: &str, fitting: &str) -> String,
    pub needs_day: &'static str,
    pub needs_step: &'static str,
}

/// What `agencies` and `agency` say.
pub struct Agencies {
    pub derived: fn(value: &str) -> String,
    /// Where nothing is known of region, level, round.
    pub unknown: [&'static str; 3],
    pub figures: fn(notices: u32, issues: u32) -> String,
    pub agencies: fn(count: usize) -> String,
    pub aliases: fn(names: &str) -> String,
    pub between: &'static str,
    pub none: &'static str,
    pub nobody: fn(name: &str) -> String,
    pub several: fn(name: &str, fitting: &str) -> String,
    pub merged: fn(name: &str, into: &str) -> String,
    /// What goes into what, and how many notices of it there are.
    pub ask_merge: fn(names: &str, into: &str, notices: usize) -> String,
    pub same: fn(name: &str, into: &str) -> String,
    pub split: fn(name: &str, from: &str) -> String,
    pub not_merged: fn(name: &str) -> String,
    pub region: fn(name: &str, to: &str) -> String,
    pub level: fn(name: &str, to: &str) -> String,
    pub no_region: fn(name: &str) -> String,
    pub no_level: fn(name: &str) -> String,
    pub nothing_to_set: &'static str,
}

/// What `sample` says.
pub struct Sample {
    pub drawn: fn(drawn: usize, pool: usize, agencies: usize) -> String,
    pub again: fn(seed: u64) -> String,
    pub all: fn(pool: usize) -> String,
    pub empty: &'static str,
    pub needs_count: &'static str,
    pub bad_count: fn(text: &str) -> String,
    pub bad_seed: fn(text: &str) -> String,
    pub marked: fn(count: usize) -> String,
    /// How many of those that are drawn from are verified or archived already.
    pub closed: fn(count: usize) -> String,
    /// Drawn, but verified or archived, and so not marked; their ids.
    pub left_closed: fn(ids: &str) -> String,
    pub log: fn(drawn: usize, pool: u64, seed: u64, asked: &str) -> String,
    pub log_empty: &'static str,
    pub undone: &'static str,
}
