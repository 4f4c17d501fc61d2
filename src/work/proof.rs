//! Evidence (佐证材料): files are made ready to be attached, and looked at.

use std::path::Path;

use crate::{
    ledger::{
        Ledger,
        evidence::{Condition, Unfit, condition},
        followup::Evidence,
        types::IssueId,
    },
    words::{Words, share::Share},
};

use super::{Report, Tick, Trouble, bytes};

/// How many digits of a hash are shown.
const SHOWN: usize = 12;

/// A file that is to be attached.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// To which issue.
    pub issue: IssueId,
    /// The file.
    pub path: &'a Path,
    /// Whether it is copied.
    pub copy: bool,
    /// What is said of it.
    pub note: Option<&'a str>,
}

/// Makes a file ready to be attached to an issue; of one that is to be copied a copy is on disk then. One that
/// is attached already, with the same note, is only told.
///
/// # Errors
/// [`Trouble`]; then nothing is kept.
pub fn ready(ledger: &Ledger, wanted: Wanted<'_>, words: &Words, tick: Tick<'_>) -> Result<Report, Trouble> {
    let Wanted { issue, path, copy, note } = wanted;
    let detail = ledger.issue(issue)?;
    let of = path.metadata().map_or(0, |facts| facts.len());
    let taken = ledger.take_evidence(path, copy, &mut bytes(tick, of));
    let file = taken.map_err(|fault| match fault.why {
        Unfit::Cancelled => Trouble::Cancelled,
        _ => Trouble::Said(fault.explain(&words.share)),
    })?;
    let file = noted(file, note, &detail.evidence);
    if detail.evidence.contains(&file) {
        return Ok(Report::says(&(words.share.attached_before)(&detail.key, &file.name)));
    }
    Ok(Report { ready: Some((issue, file)), ..Report::default() })
}

/// The file with its note: the one that was typed, else the one that the same file has already.
pub fn noted(mut file: Evidence, typed: Option<&str>, held: &[Evidence]) -> Evidence {
    let former = held.iter().find(|one| one.sha256 == file.sha256);
    let typed = typed.map(str::trim).filter(|note| !note.is_empty()).map(str::to_owned);
    file.note = typed.or_else(|| former.and_then(|one| one.note.clone()));
    file
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
