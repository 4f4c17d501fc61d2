//! `export [WORDS…] --to FILE`

use std::{
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

use clap::ArgMatches;

use crate::{
    ledger::types::IssueId,
    report::{form::Form, record::Made, redact},
    text::clean::for_terminal,
    words::Words,
    work::export::{Paper, dossier, extent, made},
};

use super::{
    args::one,
    asked,
    context::Context,
    exit::{Exit, Failure, of_work},
    progress::progress,
    put,
};

/// From so many issues on a bar shows how far it is.
const MANY: usize = 300;

/// Stands for standard output.
const STANDARD: &str = "-";

/// Runs the command.
///
/// # Errors
/// [`Failure`] where an option is written wrongly, the ledger cannot be used or the file cannot be
/// written; then no file was changed.
pub fn run(context: &Context, args: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    let words = context.words();
    asked::check(context, args)?;
    let path = args.get_one::<PathBuf>("to").cloned().unwrap_or_default();
    let overwrite = args.get_flag("overwrite");
    let form = form(args, &path, words)?;
    let standard = path.as_os_str() == STANDARD;
    if !standard {
        put::check(&path, overwrite, words)?;
    }
    let ledger = context.open()?;
    let snapshot = ledger.snapshot()?;
    let asked = asked::ask(context, args, &ledger, &snapshot)?;
    let issues: Vec<IssueId> = asked.rows.iter().map(|row| row.id).collect();
    let issues = snapshot.shown(&issues);
    let made = Made {
        checks: context.config.config.checks.clone(),
        ..made(&ledger, one(args, "level").unwrap_or_default(), &asked.words, &who(context), context.today)
    };
    asked::tell_unasked(&snapshot, context);
    let bar = progress(if issues.len() < MANY { 0 } else { issues.len() }, words);
    let mut done = |more: usize| {
        bar.inc(u64::try_from(more).unwrap_or(u64::MAX));
        true
    };
    let redact = args.get_flag("redact");
    if let Some(write) = form.text().filter(|_| standard) {
        if issues.is_empty() {
            return Err(Failure::Refused(words.export.done.nothing.to_owned()));
        }
        let mut dossier = dossier(&ledger, &snapshot, &issues, made, &mut done)?;
        bar.finish_and_clear();
        if redact {
            redact::dossier(&mut dossier, |issue| ledger.source(issue).map(|source| source.text))?;
        }
        let mut out = BufWriter::new(out);
        write(&dossier, words, &mut out)?;
        out.flush()?;
        return Ok(Exit::Done);
    }
    let extent = extent(form, &snapshot, &issues, words);
    let paper = Paper { form, path: &path, redact, made, words };
    let mut made = paper.make(&ledger, snapshot, &issues, &mut done).map_err(|why| of_work(why, words))?;
    bar.finish_and_clear();
    put::put(&path, &mut made, overwrite, words)?;
    let said = (words.export.done.written)(&path.display().to_string(), &extent);
    writeln!(out, "{}", for_terminal(&said))?;
    if redact {
        writeln!(out, "{}", words.export.sheet.redacted_yes)?;
    }
    Ok(Exit::Done)
}

/// The form that `--form`, else the file's ending asks for.
fn form(args: &ArgMatches, path: &Path, words: &Words) -> Result<Form, Failure> {
    let say = &words.export.done;
    let named = one(args, "form");
    let form = match named {
        Some(name) => Form::named(name),
        None => Form::of(path),
    };
    let shown = named.map_or_else(|| path.display().to_string(), str::to_owned);
    let form = form.ok_or_else(|| Failure::Usage((say.no_form)(&shown, &Form::names())))?;
    if path.as_os_str() == STANDARD && form.text().is_none() {
        let name = Form::ALL.iter().find(|(_, other)| *other == form).map_or("", |(name, _)| name);
        return Err(Failure::Usage((say.form_not_to_standard)(name)));
    }
    Ok(form)
}

/// Who exports: the author of marks where one is known.
fn who(context: &Context) -> String {
    context.named_author().or_else(|| context.config.config.author.clone()).unwrap_or_default()
}
