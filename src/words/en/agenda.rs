//! Words of `agenda`.

use crate::words::agenda::{Agencies, Agenda, Help, Limits, Sample, Step};

/// See [`Agenda`].
pub const AGENDA: Agenda = Agenda {
    help: HELP,
    buckets: ["overdue", "this week", "this month", "later", "no day set"],
    kinds: ["check", "agency's day", "step"],
    count: |name, count| format!("{name} {count}"),
    between_counts: ", ",
    profile: |name| format!("time limits: {name}"),
    overdue: |day, days| format!("{day} (overdue {days}d)"),
    due_today: |day| format!("{day} (today)"),
    due_in: |day, days| format!("{day} (in {days}d)"),
    undated: "no day set",
    nobody: "nobody named",
    no_agency: "agency not known",
    who: |name| format!("by {name}"),
    by_profile: |name| format!("by \"{name}\""),
    unverified: "limit not verified",
    workdays: "workdays are Monday to Friday; public holidays are not known",
    silent_since_publication: |day| format!("nothing published since the notice ({day})"),
    silent_since_feedback: |day| {
        format!("nothing published since the feedback ({day}); the notice names no day of publication")
    },
    silent_since_import: |day| {
        format!(
            "nothing published since the import ({day}); the notice names neither publication nor feedback"
        )
    },
    nothing: "nothing is due",
    untold: "the notice names no day of publication: whether it was taken is not known",
    presumed: |day| {
        format!(
            "presumed taken (the notice was published {day}), not checked against the notice: whether it was taken is not known"
        )
    },
    silent: "nothing is noted: whether it was taken is not known",
    no_feedback: |count| format!("no steps were derived where the notice names no feedback ({count}):"),
    before_profile: |count, day| {
        format!("no steps were derived where the feedback lies before the limits hold, {day} ({count}):")
    },
    and_more: |count| format!("… and {count} more"),
    limits: LIMITS,
    step: STEP,
    agencies: AGENCIES,
    sample: SAMPLE,
};

const HELP: Help = Help {
    agenda: "Agenda: what is overdue, due this week, this month, later: own checks, days of agencies, steps",
    agenda_by: "group by: agency, person",
    agenda_kind: "only: check, commitment, step; several parted by commas",
    limits_name: "name of a time-limit profile, see huitoukan limits (default: limits in the settings)",
    json: "print JSON",
    limits: "List the time-limit profiles with their sources; your own stand in limits.toml beside the settings",
    limits_which: "only this profile",
    step: "Steps of a case: list those of a notice with their days, or note when one was taken",
    step_notice: "part of the agency's name or of the title, or #number",
    step_step: "name of the step or a part of it; without it all are listed",
    step_on: "the day on which it was taken",
    step_not_done: "it was not taken yet",
    agencies: "List the agencies with their figures",
    agencies_by: "group by: region, level, round",
    agency: "Merge and split names of agencies, set region and level",
    agency_name: "name of the agency or a part of it",
    merge: "Several names are one agency",
    merge_into: "the name under which it is shown",
    merge_yes: "do not ask",
    split: "Undo a merge: this name is an agency of its own",
    set: "Set region and level of an agency",
    set_region: "region; empty (\"\"): as the name says",
    set_level: "level: province, city, county, township, village, other; empty (\"\"): as the name says",
    sample: "Draw a random sample of completed issues, stratified by agency, reproducible, and log it",
    sample_count: "how many",
    sample_seed: "seed: the same seed and ledger draw the same issues; without it one is made",
    sample_per_agency: "N of each agency",
    sample_mark: "put the drawn on the list of rechecks, but for what is verified or archived",
    sample_reopen: "with --mark: take up again what is verified or archived too",
    sample_log: "list former samples",
};

const LIMITS: Limits = Limits {
    io: super::io,
    starts: ["feedback", "plan", "end of the period", "publication"],
    days: |start, count| format!("{count} days from the {start}"),
    months: |start, count| format!("{count} months from the {start}"),
    workdays: |start, count| format!("{count} workdays from the {start}"),
    in_use: "in use",
    own: "with changes of your own",
    applies_to: |what| format!("for: {what}"),
    effective_from: |day| format!("only where the feedback was on {day} or later"),
    by_publication: "the day of the notice's publication shows that it was taken",
    before_publication: "presumed to have been taken before the notice was published; stays on the agenda, not known",
    source: |source| format!("source: {source}"),
    verified: |by, on| match on {
        Some(on) => format!("verified by {by} on {on}"),
        None => format!("verified by {by}"),
    },
    unverified: "not verified: check the source before use, and put verified_by into limits.toml",
    unknown: |name, known| format!("there is no time-limit profile \"{name}\"; there are: {known}"),
    unknown_in_settings: |name, used| {
        format!("the settings name a time-limit profile \"{name}\" that there is not; \"{used}\" is used")
    },

    fault: |path, line, why| match line {
        0 => format!("time limits {path}: {why}; those shipped are used"),
        _ => format!("time limits {path}, line {line}: {why}; this is left out"),
    },
    unreadable: |why| format!("cannot be read: {why}"),
    syntax: |why| format!("no TOML: {why}"),
    unknown_key: |key, keys| format!("there is no key \"{key}\"; there are: {keys}"),
    not_taken: |key, keys, step| {
        format!(
            "there is no key \"{key}\"; there are: {keys}. The whole entry of \"{step}\" is not taken; one that is shipped stays"
        )
    },
    misspelt: |key, keys, profile| {
        format!("there is no key \"{key}\"; there are: {keys}. So the profile \"{profile}\" is out of use")
    },
    bad_value: |key, value| format!("\"{key}\" cannot be {value}"),
    out_of_use: |key, value, profile| {
        format!("\"{key}\" cannot be {value}, so the profile \"{profile}\" is out of use")
    },
    missing: |key| format!("\"{key}\" is missing"),
    twice: |name| format!("\"{name}\" stands twice"),
    lengths: |step, keys| {
        format!(
            "\"{step}\" has {keys}: a limit is of one kind, so keep one and take out the others. The item is not taken; one that is shipped stays as it is"
        )
    },
    no_mark: |step| {
        format!("\"{step}\" is counted from a day that no step of the profile marks, or that it marks itself")
    },
};

const STEP: Step = Step {
    head: |agency, feedback, profile| format!("{agency}  feedback {feedback}  time limits: {profile}"),
    no_feedback: |agency| format!("{agency}: the notice names no feedback; no steps are derived"),
    before_profile: |agency, profile, day| {
        format!("{agency}: the feedback lies before \"{profile}\" holds ({day}); no steps are derived")
    },
    due: |day| format!("due {day}"),
    overdue: |day, days, profile| format!("due {day}, overdue {days}d by \"{profile}\""),
    no_start: |start| format!("the day of the {start} is not known; nothing is derived"),
    said: |day| format!("taken {day}"),
    published: |day| format!("published {day}"),
    presumed: |day| format!("presumed (published {day}), not known"),
    late: |days, profile| format!("{days}d late by \"{profile}\""),
    no_limit: "no limit in the profile",
    saved: |agency, step, on| match on {
        Some(on) => format!("{agency}: {step} taken {on}"),
        None => format!("{agency}: {step} not taken yet"),
    },
    unknown: |step, known| format!("no step has \"{step}\" in its name; there are: {known}"),
    several: |step, fitting| format!("\"{step}\" fits several steps, write it out: {fitting}"),
    needs_day: "write --on DAY or --not-done",
    needs_step: "write the name of the step",
};

const AGENCIES: Agencies = Agencies {
    derived: |value| format!("{value} (by its name)"),
    unknown: ["region not known", "level not known", "round not known"],
    figures: |notices, issues| format!("notices {notices}, issues {issues}"),
    agencies: |count| format!("agencies {count}"),
    aliases: |names| format!("also {names}"),
    between: ", ",
    none: "there is no agency in the ledger yet",
    nobody: |name| format!("no agency has \"{name}\" in its name"),
    several: |name, fitting| format!("\"{name}\" fits several agencies, write it out: {fitting}"),
    merged: |name, into| format!("\"{name}\" is now \"{into}\""),
    ask_merge: |names, into, notices| {
        format!("{names} ({notices} notices) will be merged into \"{into}\"; it can be undone. Sure? (y/N) ")
    },
    same: |name, into| format!("\"{name}\" is \"{into}\" already"),
    split: |name, from| format!("\"{name}\" is no longer \"{from}\" and stands by itself"),
    not_merged: |name| format!("\"{name}\" was not merged into another"),
    region: |name, to| format!("{name}: region {to}"),
    level: |name, to| format!("{name}: level {to}"),
    no_region: |name| format!("{name}: region as the name says"),
    no_level: |name| format!("{name}: level as the name says"),
    nothing_to_set: "nothing to set: write --region or --level",
};

const SAMPLE: Sample = Sample {
    drawn: |drawn, pool, agencies| format!("{drawn} drawn from {pool} (of {agencies} agencies), and logged"),
    again: |seed| format!("seed {seed} (--seed {seed} draws the same again)"),
    all: |pool| format!("only {pool} fit; all of them are drawn"),
    empty: "there is nothing to draw from: only completed issues are, unless --outcome says otherwise",
    needs_count: "how many? Write a number, or --log for former samples",
    bad_count: |text| format!("\"{text}\" is no number of issues: write a whole number from 1"),
    bad_seed: |text| format!("--seed {text}: write a whole number without sign"),
    marked: |count| format!("{count} put on the list of rechecks"),
    closed: |count| format!("{count} of those that are drawn from are verified or archived"),
    left_closed: |ids| {
        format!("verified or archived, so left as they are (--reopen takes them up again): {ids}")
    },
    log: |drawn, pool, seed, asked| format!("{drawn} drawn from {pool}, seed {seed}, asked: {asked}"),
    log_empty: "no sample was drawn yet",
    undone: "undone",
};
