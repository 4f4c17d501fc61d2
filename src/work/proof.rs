//! Evidence (佐证材料): files are attached, and looked at.

use std::path::Path;

use jiff::Timestamp;

use crate::{
    ledger::{
        Ledger, Marked,
        evidence::{Condition, FileFault, LARGEST, Unfit, condition},
        followup::{Change, Evidence},
        types::IssueId,
    },
    words::{Words, share::Share},
};

use super::{Desk, Report, Stage, Tick, Trouble, begin, bytes};

/// How many digits of a hash are shown.
const SHOWN: usize = 12;

/// Attaches a file.
///
/// # Errors
/// [`Trouble`]; then it is not attached.
pub fn attach(
    ledger: &mut Ledger,
    issue: IssueId,
    path: &Path,
    copy: bool,
    desk: &Desk,
    tick: Tick<'_>,
) -> Result<Report, Trouble> {
    let share = &desk.words.share;
    let detail = ledger.issue(issue)?;
    let of = path.metadata().map_or(0, |facts| facts.len());
    let taken = ledger.take_evidence(path, copy, &mut bytes(tick, of));
    let file = taken.map_err(|fault| match fault.why {
        Unfit::Cancelled => Trouble::Cancelled,
        _ => Trouble::Said(explain(&fault, share)),
    })?;
    if detail.evidence.contains(&file) {
        return Ok(Report::says(&(share.attached_before)(&detail.key, &file.name)));
    }
    begin(tick, Stage::Writing)?;
    let change = Change::Attach { file: file.clone() };
    match ledger.mark(&[issue], &change, &desk.author, Timestamp::now())? {
        Marked::Done { .. } => {}
        Marked::Refused { why, .. } => {
            return Err(Trouble::Said(why.explain(&desk.words.ledger).to_owned()));
        }
    }
    let kept = place(&file, share);
    let mut report =
        Report::says(&(share.attached)(&detail.key, &file.name, file.size, &start(&file), &kept));
    report.changed = true;
    Ok(report)
}

/// Looks whether the evidence of an issue is as it was; with `whole` by its content, else by its size.
///
/// # Errors
/// [`Trouble`].
pub fn look(
    ledger: &Ledger,
    issue: IssueId,
    whole: bool,
    words: &Words,
    tick: Tick<'_>,
) -> Result<Report, Trouble> {
    let held = ledger.evidence(Some(issue))?;
    let of = held.iter().map(|piece| piece.file.size).sum();
    let mut on = true;
    let mut report = Report::default();
    {
        let mut count = bytes(tick, of);
        for piece in held {
            let state = condition(&piece, !whole, &mut |more| {
                on = count(more);
                on
            });
            report.held.push((piece, state));
        }
    }
    super::go_on(on)?;
    let bad = report.held.iter().filter(|(_, state)| *state != Condition::Whole).count();
    report.faulty = bad > 0;
    if whole {
        report.said = (words.tui.job.looked)(report.held.len(), bad);
    }
    Ok(report)
}

/// What became of a file, in words.
pub fn condition_word(condition: Condition, words: &Share) -> &'static str {
    words.conditions.get(condition as usize).copied().unwrap_or_default()
}

/// What is the matter with a file, in words.
pub fn explain(fault: &FileFault, words: &Share) -> String {
    let path = fault.path.display().to_string();
    match &fault.why {
        Unfit::Missing => (words.file_missing)(&path),
        Unfit::NotRegular => (words.file_not_regular)(&path),
        Unfit::TooLarge(size) => (words.file_too_large)(&path, size.div_ceil(1 << 20), LARGEST >> 20),
        Unfit::Name => (words.file_name)(&path),
        Unfit::Unreadable(why) => (words.file_unreadable)(&path, why),
        Unfit::CannotKeep(why) => (words.file_cannot_keep)(&path, why),
        Unfit::Changed => (words.file_changed)(&path),
        Unfit::Cancelled => words.cancelled.to_owned(),
    }
}

/// The beginning of a file's hash.
pub fn start(file: &Evidence) -> String {
    file.sha256.chars().take(SHOWN).collect()
}

/// Where a file is kept, in words.
pub fn place(file: &Evidence, words: &Share) -> String {
    match &file.path {
        Some(path) => (words.by_reference)(path),
        None => words.copied.to_owned(),
    }
}
