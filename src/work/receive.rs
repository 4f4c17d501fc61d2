//! A workbook that a colleague filled in comes back: what it brings, what stands against what is here, what
//! cannot be read.

use std::{collections::HashMap, fs::File, io::Read, path::Path};

use jiff::Timestamp;

use crate::{
    intake::MAX_BYTES,
    ledger::{
        Ledger, Marked, Named, Steps,
        followup::standing::Away,
        types::{IssueId, IssueRow, Issues},
    },
    report::back::{
        self, BackError, Plan, Returned, Taken, Taker,
        tell::{conflict_line, fault_line, taken_line},
    },
    words::Words,
};

use super::{Desk, Job, Line, Mood, Report, Stage, Tick, Trouble, begin};

/// Takes what a workbook brings, or with `dry` tells what it would bring.
///
/// # Errors
/// [`Trouble`]; then nothing was written.
pub fn run(
    ledger: &mut Ledger,
    path: &Path,
    dry: bool,
    desk: &Desk,
    tick: Tick<'_>,
) -> Result<Report, Trouble> {
    let words = desk.words;
    let returned = read(path, words)?;
    begin(tick, Stage::Reading)?;
    let snapshot = ledger.snapshot()?;
    let author = returned.filler.clone().unwrap_or_else(|| desk.author.clone());
    let now = Timestamp::now();
    let known = known(ledger, &snapshot.issues, &returned)?;
    let find = |key: &str| known.get(key).copied();
    let taker = Taker { by: &author, now, today: desk.today, reasons: &desk.reasons, words };
    let mut plan = back::plan(&returned, find, false, &taker);
    plan.name_withdrawn(|key| away(ledger, key));
    if !dry {
        begin(tick, Stage::Writing)?;
        write(ledger, &plan, &author, now, words)?;
    }
    let mut report = told(&plan, &returned, &author, words);
    report.changed = !dry && !plan.taken.is_empty();
    let then = Job::Receive { path: path.to_owned(), dry: false };
    report.then = (dry && !plan.taken.is_empty()).then(|| Box::new(then));
    Ok(report)
}

fn told(plan: &Plan<'_>, returned: &Returned, author: &str, words: &Words) -> Report {
    let say = &words.export.receive;
    let counts = (plan.taken.len(), plan.unchanged, plan.conflicts.len(), plan.faults.len());
    let mut report = Report::says(&(say.summary)(counts.0, counts.1, counts.2, counts.3));
    report.faulty = counts.2 + counts.3 > 0;
    if !plan.taken.is_empty() {
        report.line(Mood::Head, &(say.author)(author));
    }
    for taken in &plan.taken {
        report.line(Mood::Plain, &taken_line(taken, words));
        about(&mut report.lines, taken.issue.id);
    }
    if !plan.conflicts.is_empty() {
        report.line(Mood::Head, &(say.conflicts)(plan.conflicts.len()));
        for conflict in &plan.conflicts {
            report.line(Mood::Warn, &conflict_line(conflict, words));
            about(&mut report.lines, conflict.issue.id);
        }
    }
    if !plan.faults.is_empty() {
        report.line(Mood::Head, &(say.faults)(plan.faults.len()));
        for fault in &plan.faults {
            report.line(Mood::Bad, &fault_line(fault, returned, words));
        }
    }
    report
}

fn about(lines: &mut [Line], issue: IssueId) {
    if let Some(line) = lines.last_mut() {
        line.issue = Some(issue);
    }
}

/// Reads a workbook.
///
/// # Errors
/// [`Trouble::Said`] where it is none of ours or cannot be read.
pub fn read(path: &Path, words: &Words) -> Result<Returned, Trouble> {
    back::read(&bytes_of(path, words)?).map_err(|error| why(&error, path, words))
}

/// The bytes of the file.
fn bytes_of(path: &Path, words: &Words) -> Result<Vec<u8>, Trouble> {
    let say = &words.export.receive;
    let name = path.display().to_string();
    let failed = |error: std::io::Error| Trouble::Said((say.cannot_open)(&name, &(words.io)(&error)));
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(failed)?;
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(Trouble::Said((say.too_large)(&name, MAX_BYTES >> 20)));
    }
    Ok(bytes)
}

fn why(error: &BackError, path: &Path, words: &Words) -> Trouble {
    let say = &words.export.receive;
    let path = path.display().to_string();
    Trouble::Said(match error {
        BackError::NotOurs => (say.not_ours)(&path),
        BackError::Newer => (say.newer)(&path),
        BackError::NoColumns => (say.no_columns)(&path),
        BackError::Twice { sheet, column } => (say.column_twice)(sheet, column),
        BackError::TooLarge => (say.too_large)(&path, back::read::MAX_UNPACKED >> 20),
        BackError::Damaged(why) => (say.damaged)(&path, why),
    })
}

/// The rows of the issues that the workbook names, also of those that were joined with another since.
///
/// # Errors
/// [`Trouble::Ledger`].
pub fn known<'a>(
    ledger: &Ledger,
    issues: &'a Issues,
    returned: &Returned,
) -> Result<HashMap<String, IssueRow<'a>>, Trouble> {
    let mut known: HashMap<String, IssueRow<'_>> =
        issues.iter().map(|row| (row.key.to_string(), row)).collect();
    let length = issues.get(0).map_or(0, |row| row.key.len());
    for row in &returned.rows {
        // The beginning of an id is enough to type, but no more than a guess in a cell.
        if known.contains_key(&row.key) || row.key.len() != length {
            continue;
        }
        if let Named::One(id) = ledger.named(&row.key)?
            && let Some(issue) = issues.of(id)
        {
            known.insert(row.key.clone(), issue);
        }
    }
    Ok(known)
}

/// Who withdrew the notice of the issue with this id, where it is withdrawn.
pub fn away(ledger: &Ledger, key: &str) -> Option<Away> {
    match ledger.named(key).ok()? {
        Named::One(issue) => ledger.away(issue).ok()?,
        _ => None,
    }
}

/// Writes everything in one step.
///
/// # Errors
/// [`Trouble`]; then nothing was written.
pub fn write(
    ledger: &mut Ledger,
    plan: &Plan<'_>,
    author: &str,
    now: Timestamp,
    words: &Words,
) -> Result<(), Trouble> {
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
            Err(Trouble::Said(format!("{why}\n{}", words.cli.mark.nothing_written)))
        }
    }
}
