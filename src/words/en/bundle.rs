//! Words of bundles and versions.

use crate::words::bundle::Bundle;

/// See [`Bundle`].
pub const BUNDLE: Bundle = Bundle {
    io: super::io,
    help: "exchange follow-ups with other ledgers, without a network",
    help_export: "write all follow-ups and notices into one bundle",
    help_import: "take a colleague's bundle: in any order, as often as you like",
    file: "the bundle's file, such as wang-2026-11.zip",
    files: "one bundle or several",
    no_notices: "follow-ups only, without the notices",
    overwrite: "replace a file that is there",
    dry_run: "check only, take nothing",

    written: |events, ledgers, versions, file, sha256| {
        format!(
            "written to {file}: {events} events of {ledgers} ledger(s), {versions} version(s) of notices\nhand it over with its SHA-256: {sha256}"
        )
    },
    exists: |file| {
        format!("{file} is there already, nothing was written; choose another name, or add --overwrite")
    },
    cannot_write: |file, why| format!("cannot write {file} ({why}); check the path, the rights and the disk"),
    from: |file, who, when| format!("{file}: written by {who} at {when}"),
    taken: |events, known, authors, notices, versions| {
        let by = if authors.is_empty() { String::new() } else { format!(" (by {authors})") };
        format!(
            "{events} event(s) taken{by}, {known} were here; {notices} new notice(s), {versions} new version(s) of notices that were here"
        )
    },
    would_take: |events, versions| {
        format!("whole, could be taken: {events} event(s), {versions} version(s) of notices")
    },
    waiting: |events| {
        format!("{events} of them are on issues that are not here: they count once the notice is imported")
    },
    contested: |count| {
        format!("{count} issue(s) put right in different ways (the later counts meanwhile, all are kept):")
    },
    contested_cases: |notices, agencies| {
        let all = [(notices, "notices"), (agencies, "agencies")];
        let all: Vec<String> =
            all.iter().filter(|(count, _)| *count > 0).map(|(count, of)| format!("{count} {of}")).collect();
        format!("put right in different ways too: {} (the later counts meanwhile):", all.join(", "))
    },
    printed_anew: |count| {
        format!(
            "{count} issue(s) that were put right, and that the new version prints otherwise; look again:"
        )
    },
    conflicts: |count| {
        format!("{count} issue(s) with conclusions that differ (the next mark settles it, both are kept):")
    },
    decide: "some notices may be versions of others: open the screen to say",
    more: |count| format!("… and {count} more"),

    cannot_read: |file, why| format!("cannot read {file} ({why}); nothing was taken"),
    not_a_bundle: |file| {
        format!("{file} is no bundle, or is damaged; nothing was taken. Have it written again")
    },
    newer_form: |file, form| {
        format!("{file} was written by a newer program ({form}); nothing was taken. Update this one")
    },
    damaged_part: |file, part| {
        format!(
            "{file} is damaged: {part} is not what the list says; nothing was taken. Have it written again and compare the SHA-256"
        )
    },
    damaged_line: |file, part, line, why| {
        format!("{file} is damaged: {part}, line {line} ({why}); nothing was taken. Have it written again")
    },
    broken: |file, ledger, seq| {
        format!(
            "{file}: event {seq} of ledger {ledger} does not fit its chain, so it or one before was changed or is missing; nothing was taken. Have `huitoukan verify` run there, and the bundle written again"
        )
    },
    fork: |ledger, seq| {
        format!(
            "the events of ledger {ledger} differ from what is kept of it here from number {seq} on: two copies of it were written on. None of them was taken, all else was. Keep to one of the copies, and bring the other's later marks back by xlsx"
        )
    },
    superseded: |count| {
        format!("{count} notice(s) of which another version counts now (`versions` shows what changed):")
    },
    newer_event: |file, kind| {
        format!(
            "{file} holds an event that this program does not know ({kind}); nothing was taken. Update this one"
        )
    },

    help_versions: "list the versions of a notice and compare two of them",
    versions_notice: "the notice: # and its number, or a part of agency or title",
    versions_from: "number of the older version (default: the last but one)",
    versions_to: "number of the newer version (default: the last)",
    json: "print JSON",
    version_row: |seq, when, issues, path, sha256| {
        format!("version {seq}  {when}  {issues} issue(s)  {path}  {sha256}")
    },
    current: "(current)",
    one_version: "there is one version only, nothing to compare",
    no_version: |asked, last| format!("there is no version {asked}: choose from 1 to {last}"),
    compared: |from, to| format!("version {from} → version {to}"),
    counts: |outcome, reworded, added, gone, unchanged| {
        format!(
            "outcome changed {outcome}  reworded {reworded}  added {added}  gone {gone}  unchanged {unchanged}"
        )
    },
    fact: |field, from, to| format!("{field}: {from} → {to}"),
    fact_names: |field| match field {
        "title" => "title",
        "organisation" => "organisation",
        "agency" => "agency",
        "inspection_body" => "inspection body",
        "round" => "round",
        "feedback_date" => "feedback",
        "published" => "publication",
        _ => "other",
    },
    outcome_changed: |from, to| format!("outcome: {from} → {to}"),
    deadlines_changed: |from, to| format!("deadlines: {from} → {to}"),
    title_changed: "problem",
    response_changed: "answer",
    added: "added",
    gone: "gone",
    marked: "has a follow-up",
    doubtful: |likeness, key| {
        format!("may be another issue (alike {likeness}%): huitoukan match {key} --same or --not-same")
    },
    nothing_changed: "nothing changed",
    not_stated: "not stated",

    help_match: "say whether an issue of the new version is the one that it was taken for, or whether two notices are one",
    match_id: "the issue's id; or a notice: #number, or a part of its agency or title (one with --not-same parts what was joined)",
    match_same: "it is the same issue, or the same notice",
    match_not: "it is another issue, or another notice",
    not_doubtful: |key| format!("there is no doubt which issue {key} is, nothing to confirm"),
    settled_same: |key| format!("{key}  confirmed as the same issue; its follow-up stays"),
    settled_not: |key| {
        format!(
            "{key}  confirmed as another issue: the follow-up stays with the old one, the one of the new version has an id of its own"
        )
    },
    same_or_not: "say --same or --not-same",
};
