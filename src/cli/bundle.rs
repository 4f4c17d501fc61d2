//! `bundle export FILE` and `bundle import FILE…`

use std::{io::Write, path::PathBuf};

use clap::ArgMatches;
use jiff::Timestamp;

use crate::{
    text::clean::for_terminal,
    work::{Trouble, bundle},
};

use super::{
    args::all,
    context::Context,
    exit::{Exit, Failure, of_work},
};

/// So many issues in conflict are named; `conflicts` lists them all.
const NAMED: usize = 20;

/// Runs `bundle export`.
///
/// # Errors
/// [`Failure`] where the file cannot be written; then there is none, and an old one is as it was.
pub fn export(context: &Context, args: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    let words = &context.words().bundle;
    let path = args.get_one::<PathBuf>("file").cloned().unwrap_or_default();
    let who = context.author()?;
    let ledger = context.open()?;
    let parcel = ledger.parcel(!args.get_flag("no-notices"))?;
    let overwrite = args.get_flag("overwrite");
    let line =
        bundle::written(&ledger, &parcel, &path, overwrite, &who, context.words()).map_err(|trouble| {
            match trouble {
                Trouble::Exists(path) => Failure::Refused((words.exists)(&path.display().to_string())),
                other => of_work(other, context.words()),
            }
        })?;
    for line in line.lines() {
        writeln!(out, "{}", for_terminal(line))?;
    }
    Ok(Exit::Done)
}

/// Runs `bundle import`.
///
/// # Errors
/// [`Failure::Refused`] where a bundle is refused: nothing of it was taken, those before it were.
pub fn import(context: &Context, args: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    let words = context.words();
    let mut whole = true;
    let mut ledger = context.open_or_make()?;
    for path in all::<PathBuf>(args, "files") {
        let failed = |trouble| of_work(trouble, words);
        let (manifest, parcel) = bundle::read(path, &words.bundle).map_err(failed)?;
        writeln!(out, "{}", for_terminal(&bundle::from(&manifest, path, &words.bundle)))?;
        if args.get_flag("dry-run") {
            bundle::look(&ledger, &parcel, path, words).map_err(failed)?;
            writeln!(out, "{}", (words.bundle.would_take)(bundle::events(&parcel), parcel.versions.len()))?;
        } else {
            let taken = ledger.take(&parcel, Timestamp::now())?;
            let taken = taken.map_err(|fault| failed(bundle::refused(&fault, path, words)))?;
            whole &= taken.forks.is_empty();
            for line in bundle::told(&ledger, &taken, NAMED, words)? {
                writeln!(out, "{}", line.text)?;
            }
        }
    }
    if !ledger.doubtful()?.is_empty() {
        say!("{}", words.bundle.decide);
    }
    Ok(if whole { Exit::Done } else { Exit::Failed })
}
