//! `backup FILE` and `restore FILE`

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use clap::ArgMatches;
use jiff::Zoned;

use crate::{
    ledger::{
        LedgerError,
        backup::{Copied, CopyFault, restore as restore_to},
        default_path, private,
    },
    text::clean::for_terminal,
    words::Words,
    work::keep::{self, lacking, size_of},
};

use super::{
    context::Context,
    exit::{Exit, Failure, of_work},
    long::Long,
};

/// Runs `backup`.
///
/// # Errors
/// [`Failure::Refused`] where something stands there already; [`Failure::Ledger`]. Nothing is half written.
pub fn backup(context: &Context, args: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    let target = args.get_one::<PathBuf>("file").cloned().unwrap_or_default();
    let ledger = context.open()?;
    let words = context.words();
    let work = Long::new(size_of(ledger.path()));
    let made = ledger.backup(&target, args.get_flag("overwrite"), &mut |bytes| work.tick(bytes));
    drop(work);
    let copied = made.map_err(|fault| failure(fault, words))?;
    tell(&copied, words.share.backed_up, &target, words, out)
}

/// Runs `restore`.
///
/// # Errors
/// [`Failure::Refused`] where a ledger is there already or the backup is not in order; [`Failure::Ledger`].
/// Then what was there is as it was.
pub fn restore(context: &Context, args: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    let from = args.get_one::<PathBuf>("file").cloned().unwrap_or_default();
    let words = context.words();
    let target = match &context.ledger {
        Some(path) => path.clone(),
        None => {
            let path = default_path()?;
            private::folder_of(&path).map_err(|what| LedgerError::new(&path, what))?;
            path
        }
    };
    let time = Zoned::now().strftime("%Y%m%dT%H%M%S").to_string();
    let put_by = args.get_flag("overwrite").then_some(time.as_str());
    let work = Long::new(size_of(&from));
    let made = restore_to(&from, &target, put_by, &mut |bytes| work.tick(bytes));
    drop(work);
    let copied = made.map_err(|fault| failure(fault, words))?;
    if let Some(path) = &copied.put_by {
        writeln!(out, "{}", for_terminal(&(words.share.put_by)(&path.display().to_string())))?;
    }
    tell(&copied, words.share.restored, &target, words, out)
}

/// Tells of a copy that was made; one that lacks evidence is no full success.
fn tell(
    copied: &Copied,
    line: fn(&str, usize, usize, usize) -> String,
    path: &Path,
    words: &Words,
    out: &mut impl Write,
) -> Result<Exit, Failure> {
    let share = &words.share;
    let line = line(&path.display().to_string(), copied.notices, copied.events, copied.files);
    writeln!(out, "{}", for_terminal(&line))?;
    for line in lacking(copied, words) {
        say!("{}", for_terminal(&line));
    }
    if copied.lost.is_empty() {
        return Ok(Exit::Done);
    }
    out.flush()?;
    Err(Failure::Refused((share.lost_summary)(copied.lost.len())))
}

fn failure(fault: CopyFault, words: &Words) -> Failure {
    match fault {
        CopyFault::Exists(path) => Failure::Refused((words.share.exists)(&path.display().to_string())),
        other => of_work(keep::failure(other, words), words),
    }
}
