//! A ledger is kept: copied elsewhere, looked through.

use std::path::{Path, PathBuf};

use crate::{
    ledger::{
        Ledger, VerifyFault, VerifyRemark,
        backup::{Copied, CopyFault},
        evidence,
    },
    words::{Words, io::of_kept},
};

use super::{Mood, Progress, Report, Stage, Tick, Trouble, bytes, export, proof};

/// Copies the ledger.
///
/// # Errors
/// [`Trouble`]; then what stood there is as it was.
pub fn backup(
    ledger: &Ledger,
    path: &Path,
    overwrite: bool,
    words: &Words,
    tick: Tick<'_>,
) -> Result<Report, Trouble> {
    export::check(path, overwrite, words)?;
    let of = size_of(ledger.path());
    let made = ledger.backup(path, overwrite, &mut bytes(tick, of));
    let copied = made.map_err(|fault| failure(fault, words))?;
    let share = &words.share;
    let shown = path.display().to_string();
    let said = (share.backed_up)(&shown, copied.notices, copied.events, copied.files);
    let mut report = Report::says(&said);
    lacking(&copied, words).iter().for_each(|line| report.line(Mood::Warn, line));
    report.faulty = !copied.lost.is_empty();
    Ok(report)
}

/// What did not go with a copy, a line for each.
pub fn lacking(copied: &Copied, words: &Words) -> Vec<String> {
    let share = &words.share;
    let mut lines = Vec::new();
    lines.extend((copied.referenced > 0).then(|| (share.referenced)(copied.referenced)));
    for (file, why) in &copied.lost {
        let fault = evidence::FileFault { path: PathBuf::from(&file.sha256), why: why.clone() };
        lines.push((share.lost)(&file.name, &fault.explain(share)));
    }
    lines
}

/// How many bytes of evidence a ledger keeps.
pub fn size_of(ledger: &Path) -> u64 {
    let entries = walkdir::WalkDir::new(evidence::folder(ledger)).into_iter().flatten();
    entries
        .filter_map(|entry| entry.metadata().ok())
        .filter(|facts| facts.is_file())
        .map(|facts| facts.len())
        .sum()
}

/// Why a copy was not made.
pub fn failure(fault: CopyFault, words: &Words) -> Trouble {
    let share = &words.share;
    let shown = |path: &Path| path.display().to_string();
    match fault {
        // It is the copy that has no folder, not the ledger.
        CopyFault::Ledger(error) if error.is_of_no_folder() => {
            Trouble::Said((share.no_folder)(&shown(&error.path)))
        }
        CopyFault::Ledger(error) => Trouble::Ledger(error),
        CopyFault::Backup(error) => Trouble::Backup(error),
        CopyFault::Exists(path) => Trouble::Exists(path),
        CopyFault::Itself(path) => Trouble::Said((share.itself)(&shown(&path))),
        CopyFault::Broken(path, faults) => Trouble::Said((share.broken)(&shown(&path), faults.len())),
        CopyFault::Cancelled => Trouble::Cancelled,
        CopyFault::Evidence(path, why) => {
            Trouble::Said((share.file_cannot_keep)(&shown(&path), &of_kept(words.io, &why)))
        }
    }
}

/// Looks through the ledger.
///
/// # Errors
/// [`Trouble`] where it cannot be read at all.
pub fn verify(ledger: &Ledger, words: &Words, tick: Tick<'_>) -> Result<Report, Trouble> {
    let of = ledger.evidence(None).map_or(0, |held| held.iter().map(|piece| piece.file.size).sum());
    let mut on = true;
    let mut done = 0u64;
    let found = ledger.verify_with(&mut |more| {
        done = done.saturating_add(more);
        on = tick(Progress { stage: Stage::Bytes, done, of });
        on
    })?;
    super::go_on(on)?;
    let cli = &words.cli.notices;
    let mut report = Report::default();
    if found.faults.is_empty() {
        report.said = (cli.verified)(found.events, found.ledgers);
        if found.files > 0 {
            report.line(Mood::Plain, &(words.share.files_whole)(found.files));
        }
    } else {
        (report.said, report.faulty) = ((cli.faults)(found.faults.len()), true);
    }
    found.faults.iter().for_each(|fault| report.line(Mood::Bad, &fault_line(fault, words)));
    found.remarks.iter().for_each(|remark| report.line(Mood::Warn, &remark_line(remark, words)));
    Ok(report)
}

/// Something wrong in the ledger, in a line.
pub fn fault_line(fault: &VerifyFault, words: &Words) -> String {
    let (share, words) = (&words.share, &words.cli.notices);
    match fault {
        VerifyFault::File(why) => (words.fault_file)(why),
        VerifyFault::Event { ledger, seq } => (words.fault_event)(ledger, *seq),
        VerifyFault::Strayed { ledger, seq } => (words.fault_strayed)(ledger, *seq),
        VerifyFault::Form(what) => (words.fault_form)(what),
        VerifyFault::Reference { table, row } => (words.fault_reference)(table, *row),
        VerifyFault::Text(row) => (words.fault_text)(*row),
        VerifyFault::Reading(path) => (words.fault_reading)(path),
        VerifyFault::Unlike(id) => (words.fault_unlike)(id),
        VerifyFault::Unsearchable(id) => (words.fault_unsearchable)(id),
        VerifyFault::Index => words.fault_index.to_owned(),
        VerifyFault::Evidence { issue, name, path, condition } => {
            (share.fault_evidence)(issue, name, path, proof::condition_word(*condition, share))
        }
    }
}

/// Something to be known, in a line.
pub fn remark_line(remark: &VerifyRemark, words: &Words) -> String {
    let share = &words.share;
    match remark {
        VerifyRemark::Stray(path) => (share.remark_stray)(path),
        VerifyRemark::Elsewhere { issue, name, author } => (share.remark_elsewhere)(issue, name, author),
        VerifyRemark::Open { path, mode } => (share.remark_open)(path, *mode),
    }
}
