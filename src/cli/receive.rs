//! `receive FILE`: a workbook that a colleague filled in comes back.

use std::{
    collections::HashMap,
    fs::File,
    io::{Read, Write},
    path::{Path, PathBuf},
};

use clap::ArgMatches;
use jiff::Timestamp;

use crate::{
    intake::MAX_BYTES,
    ledger::{
        Ledger, Marked, Named, Steps,
        types::{IssueId, IssueRow},
    },
    report::back::{
        self, BackError, Plan, Returned, Taken, Taker,
        tell::{conflict_line, fault_line, taken_line},
    },
    text::clean::for_terminal,
    words::Words,
};

use super::{
    context::Context,
    exit::{Exit, Failure},
};

/// Runs the command.
///
/// # Errors
/// [`Failure`] where the file is none of ours or cannot be read, or the ledger fails; then nothing was
/// written. Conflicts and rows that cannot be taken are listed, and the others written.
pub fn run(context: &Context, args: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    let words = context.words();
    let path = args.get_one::<PathBuf>("file").cloned().unwrap_or_default();
    let returned = back::read(&bytes(&path, words)?).map_err(|error| why(&error, &path, words))?;
    let mut ledger = context.open()?;
    let snapshot = ledger.snapshot()?;
    let author = match &returned.filler {
        Some(name) => name.clone(),
        None => context.author()?,
    };
    let now = Timestamp::now();
    let known = known(&ledger, &snapshot.issues, &returned)?;
    let find = |key: &str| known.get(key).copied();
    let reasons = &context.config.config.reasons;
    let taker = Taker { by: &author, now, today: context.today, reasons, words };
    let mut plan = back::plan(&returned, find, args.get_flag("theirs"), &taker);
    plan.name_withdrawn(|key| matches!(ledger.named(key), Ok(Named::One(_))));
    let dry = args.get_flag("dry-run");
    if !dry {
        write(&mut ledger, &plan, &author, now, words)?;
    }
    tell(&plan, &returned, &author, dry, words, out)?;
    let all = plan.conflicts.is_empty() && plan.faults.is_empty();
    Ok(if all { Exit::Done } else { Exit::Failed })
}

/// The bytes of the file.
fn bytes(path: &Path, words: &Words) -> Result<Vec<u8>, Failure> {
    let say = &words.export.receive;
    let name = path.display().to_string();
    let failed = |error: std::io::Error| Failure::Refused((say.cannot_open)(&name, &error.to_string()));
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(failed)?;
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(Failure::Refused((say.too_large)(&name, MAX_BYTES >> 20)));
    }
    Ok(bytes)
}

fn why(error: &BackError, path: &Path, words: &Words) -> Failure {
    let say = &words.export.receive;
    let path = path.display().to_string();
    Failure::Refused(match error {
        BackError::NotOurs => (say.not_ours)(&path),
        BackError::Newer => (say.newer)(&path),
        BackError::NoColumns => (say.no_columns)(&path),
        BackError::Twice { sheet, column } => (say.column_twice)(sheet, column),
        BackError::TooLarge => (say.too_large)(&path, back::read::MAX_UNPACKED >> 20),
        BackError::Damaged(why) => (say.damaged)(&path, why),
    })
}

/// The rows of the issues that the workbook names, also of those that were joined with another since.
fn known<'a>(
    ledger: &Ledger,
    issues: &'a [IssueRow],
    returned: &Returned,
) -> Result<HashMap<String, &'a IssueRow>, Failure> {
    let mut known: HashMap<String, &IssueRow> = issues.iter().map(|row| (row.key.to_string(), row)).collect();
    let length = issues.first().map_or(0, |row| row.key.len());
    let by_id: HashMap<IssueId, &IssueRow> = issues.iter().map(|row| (row.id, row)).collect();
    for row in &returned.rows {
        // The beginning of an id is enough to type, but no more than a guess in a cell.
        if known.contains_key(&row.key) || row.key.len() != length {
            continue;
        }
        if let Named::One(id) = ledger.named(&row.key)?
            && let Some(issue) = by_id.get(&id)
        {
            known.insert(row.key.clone(), issue);
        }
    }
    Ok(known)
}

/// Writes everything in one step.
fn write(
    ledger: &mut Ledger,
    plan: &Plan<'_>,
    author: &str,
    now: Timestamp,
    words: &Words,
) -> Result<(), Failure> {
    if plan.taken.is_empty() {
        return Ok(());
    }
    let step = |taken: &Taken<'_>| Steps {
        issue: taken.issue.id,
        was: taken.issue.review.clone(),
        changes: taken.changes.clone(),
    };
    let steps: Vec<Steps> = plan.taken.iter().map(step).collect();
    match ledger.mark_steps(&steps, author, now)? {
        Marked::Done { .. } => Ok(()),
        Marked::Refused { why, .. } => {
            let why = why.explain(&words.ledger);
            Err(Failure::Refused(format!("{why}\n{}", words.cli.mark.nothing_written)))
        }
    }
}

fn tell(
    plan: &Plan<'_>,
    returned: &Returned,
    author: &str,
    dry: bool,
    words: &Words,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let say = &words.export.receive;
    let clean = |text: &str| for_terminal(text).into_owned();
    for taken in &plan.taken {
        writeln!(out, "{}", clean(&taken_line(taken, words)))?;
    }
    let counts = (plan.taken.len(), plan.unchanged, plan.conflicts.len(), plan.faults.len());
    writeln!(out, "{}", (say.summary)(counts.0, counts.1, counts.2, counts.3))?;
    if !plan.taken.is_empty() {
        writeln!(out, "{}", clean(&(say.author)(author)))?;
    }
    out.flush()?;
    if dry {
        say!("{}", say.would);
    }
    if !plan.conflicts.is_empty() {
        say!("{}", (say.conflicts)(plan.conflicts.len()));
        for conflict in &plan.conflicts {
            say!("  {}", clean(&conflict_line(conflict, words)));
        }
        say!("{}", say.conflict_hint);
    }
    if !plan.faults.is_empty() {
        say!("{}", (say.faults)(plan.faults.len()));
        for fault in &plan.faults {
            say!("  {}", clean(&fault_line(fault, returned, words)));
        }
    }
    Ok(())
}
