//! `receive FILE`: a workbook that a colleague filled in comes back.

use std::{io::Write, path::PathBuf};

use clap::ArgMatches;
use jiff::Timestamp;

use crate::{
    report::back::{
        self, Plan, Returned, Taker,
        tell::{conflict_line, fault_line, taken_line},
    },
    text::clean::for_terminal,
    words::Words,
    work::receive::{away, known, read, write},
};

use super::{
    context::Context,
    exit::{Exit, Failure, of_work},
};

/// Runs the command.
///
/// # Errors
/// [`Failure`] where the file is none of ours or cannot be read, or the ledger fails; then nothing was
/// written. Conflicts and rows that cannot be taken are listed, and the others written.
pub fn run(context: &Context, args: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    let words = context.words();
    let path = args.get_one::<PathBuf>("file").cloned().unwrap_or_default();
    let returned = read(&path, words).map_err(|trouble| of_work(trouble, words))?;
    let mut ledger = context.open()?;
    let snapshot = ledger.snapshot()?;
    let author = match &returned.filler {
        Some(name) => name.clone(),
        None => context.author()?,
    };
    let now = Timestamp::now();
    let known = known(&ledger, &snapshot.issues, &returned).map_err(|trouble| of_work(trouble, words))?;
    let find = |key: &str| known.get(key).copied();
    let reasons = &context.config.config.reasons;
    let taker = Taker { by: &author, now, today: context.today, reasons, words };
    let mut plan = back::plan(&returned, find, args.get_flag("theirs"), &taker);
    plan.name_withdrawn(|key| away(&ledger, key));
    let dry = args.get_flag("dry-run");
    if !dry {
        write(&mut ledger, &plan, &author, now, words).map_err(|trouble| of_work(trouble, words))?;
    }
    tell(&plan, &returned, &author, dry, words, out)?;
    let all = plan.conflicts.is_empty() && plan.faults.is_empty();
    Ok(if all { Exit::Done } else { Exit::Failed })
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
