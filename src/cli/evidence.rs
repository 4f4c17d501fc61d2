//! `attach ID FILE…`, `detach ID NAME|HASH` and `evidence [ID]`

use std::{collections::BTreeSet, io::Write, path::PathBuf};

use clap::ArgMatches;
use jiff::Timestamp;

use crate::{
    ledger::{
        Marked, Steps,
        evidence::condition,
        followup::{Change, Evidence},
    },
    text::clean::for_terminal,
    words::Words,
    work::proof::{condition_word, noted, place, start},
};

use super::{
    args::{all, one},
    context::Context,
    exit::{Exit, Failure},
    long::Long,
    mark::named,
};

/// Of how many digits at least a hash that is typed is.
const TYPED: usize = 4;

/// Runs `attach`: all files or none.
///
/// # Errors
/// [`Failure::Refused`] where the id is none or a file cannot be taken; [`Failure::Ledger`].
pub fn attach(context: &Context, args: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    let words = context.words();
    let author = context.author()?;
    let mut ledger = context.open()?;
    let issue = named(&ledger, one(args, "id").unwrap_or_default(), words)?;
    let detail = ledger.issue(issue)?;
    // Before anything is copied into the ledger's folder.
    if let Some(away) = ledger.away(issue)? {
        let why = (words.cli.mark.refused)(&detail.key, &away.explain(&words.ledger));
        return Err(Failure::Refused(format!("{why}\n{}", words.share.nothing_attached)));
    }
    let paths: Vec<&PathBuf> = all(args, "file");
    let total = paths.iter().filter_map(|path| path.metadata().ok()).map(|facts| facts.len()).sum();
    let work = Long::new(total);
    let note = one(args, "note");
    let mut files: Vec<Evidence> = Vec::new();
    for path in paths {
        let taken = ledger.take_evidence(path, args.get_flag("copy"), &mut |bytes| work.tick(bytes));
        let file = taken.map_err(|fault| {
            Failure::Refused(format!("{}\n{}", fault.explain(&words.share), words.share.nothing_attached))
        })?;
        files.push(noted(file, note, &detail.evidence));
    }
    drop(work);
    let known = |file: &Evidence| detail.evidence.contains(file);
    let changes: Vec<Change> =
        files.iter().filter(|file| !known(file)).map(|file| Change::Attach { file: file.clone() }).collect();
    if !changes.is_empty() {
        let steps = [Steps { issue, was: detail.review.clone(), changes }];
        done(ledger.mark_steps(&steps, &author, Timestamp::now())?, &detail.key, words)?;
    }
    for file in &files {
        let line = if known(file) {
            (words.share.attached_before)(&detail.key, &file.name)
        } else {
            (words.share.attached)(
                &detail.key,
                &file.name,
                file.size,
                &start(file),
                &place(file, &words.share),
            )
        };
        writeln!(out, "{}", for_terminal(&line))?;
    }
    Ok(Exit::Done)
}

/// Runs `detach`.
///
/// # Errors
/// [`Failure::Refused`] where the issue has no such file, or several; [`Failure::Ledger`].
pub fn detach(context: &Context, args: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    let words = context.words();
    let author = context.author()?;
    let mut ledger = context.open()?;
    let issue = named(&ledger, one(args, "id").unwrap_or_default(), words)?;
    let detail = ledger.issue(issue)?;
    let typed = one(args, "file").unwrap_or_default();
    let hash = typed.to_ascii_lowercase();
    let fits = |file: &&Evidence| file.name == typed || hash.len() >= TYPED && file.sha256.starts_with(&hash);
    let found: Vec<&Evidence> = detail.evidence.iter().filter(fits).collect();
    match found.as_slice() {
        [] => Err(Failure::Refused((words.share.no_such_file)(&detail.key, typed))),
        [file] => {
            let change = Change::Detach { sha256: file.sha256.clone() };
            done(ledger.mark(&[issue], &change, &author, Timestamp::now())?, &detail.key, words)?;
            writeln!(out, "{}", for_terminal(&(words.share.detached)(&detail.key, &file.name)))?;
            Ok(Exit::Done)
        }
        several => {
            let hashes: BTreeSet<String> = several.iter().map(|file| start(file)).collect();
            let hashes: Vec<String> = hashes.into_iter().collect();
            Err(Failure::Refused((words.share.several_files)(typed, &hashes.join(" "))))
        }
    }
}

/// Runs `evidence`.
///
/// # Errors
/// [`Failure::Refused`] where the id is none; [`Failure::Ledger`].
pub fn list(context: &Context, args: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    let words = context.words();
    let ledger = context.open()?;
    let issue = one(args, "id").map(|id| named(&ledger, id, words)).transpose()?;
    let held = ledger.evidence(issue)?;
    if held.is_empty() {
        say!("{}", words.share.no_evidence);
    }
    let mut last = None;
    for piece in &held {
        if last != Some(piece.issue) {
            let title = ledger.issue(piece.issue)?.node.title;
            writeln!(out, "{}", for_terminal(&format!("{}  {title}", piece.key)))?;
            last = Some(piece.issue);
        }
        // `verify` reads them through; here their size is enough.
        let state = condition_word(condition(piece, true, &mut |_| true), &words.share);
        let (file, when) = (&piece.file, piece.time.to_string());
        let when = when.split('T').next().unwrap_or_default();
        let line = (words.share.file)(
            &file.name,
            file.size,
            &start(file),
            &place(file, &words.share),
            &piece.author,
            when,
            state,
        );
        let note = file.note.as_deref().map(words.check.note).unwrap_or_default();
        writeln!(out, "{}", for_terminal(format!("{line}  {note}").trim_end()))?;
    }
    Ok(Exit::Done)
}

fn done(marked: Marked, key: &str, words: &Words) -> Result<(), Failure> {
    match marked {
        Marked::Done { .. } => Ok(()),
        Marked::Refused { why, .. } => {
            let why = (words.cli.mark.refused)(key, &why.explain(&words.ledger));
            Err(Failure::Refused(format!("{why}\n{}", words.cli.mark.nothing_written)))
        }
    }
}
