//! `export [WORDS…] --to FILE`

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use clap::ArgMatches;
use jiff::Zoned;

use crate::{
    ledger::types::IssueId,
    report::{
        form::{Form, FormError},
        record::{Dossier, Made},
        redact,
    },
    text::clean::for_terminal,
    words::Words,
};

use super::{
    args::one,
    asked,
    context::Context,
    exit::{Exit, Failure},
    import, put,
};

/// The level of secrecy where none is given: marks are at least this, though notices are public.
const LEVEL: &str = "内部";

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
    let mut dossier = dossier(context, args)?;
    if dossier.records.is_empty() {
        return Err(Failure::Refused(words.export.done.nothing.to_owned()));
    }
    if args.get_flag("redact") {
        let ledger = context.open()?;
        redact::dossier(&mut dossier, |issue| ledger.source(issue).map(|source| source.text))?;
    }
    let bytes = form.write(&dossier, words).map_err(|error| why(&error, words))?;
    if standard {
        out.write_all(&bytes)?;
        return Ok(Exit::Done);
    }
    put::put(&path, &bytes, overwrite, words)?;
    let said = (words.export.done.written)(&path.display().to_string(), dossier.records.len());
    writeln!(out, "{}", for_terminal(&said))?;
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
    if path.as_os_str() == STANDARD && !form.is_text() {
        let name = Form::ALL.iter().find(|(_, other)| *other == form).map_or("", |(name, _)| name);
        return Err(Failure::Usage((say.form_not_to_standard)(name)));
    }
    Ok(form)
}

/// The issues that answer what was asked, with who hands them on.
fn dossier(context: &Context, args: &ArgMatches) -> Result<Dossier, Failure> {
    let ledger = context.open()?;
    let snapshot = ledger.snapshot()?;
    let asked = asked::ask(context, args, &ledger, &snapshot)?;
    let issues: Vec<IssueId> = asked.rows.iter().map(|row| row.id).collect();
    let bar = import::progress(if issues.len() < MANY { 0 } else { issues.len() });
    let mut done = |more: usize| bar.inc(u64::try_from(more).unwrap_or(u64::MAX));
    let records = ledger.records_in(&snapshot, &issues, &mut done)?;
    bar.finish_and_clear();
    let made = Made {
        level: one(args, "level")
            .map(str::trim)
            .filter(|level| !level.is_empty())
            .unwrap_or(LEVEL)
            .to_owned(),
        who: who(context),
        when: Zoned::now(),
        today: context.today,
        ledger: ledger.path().display().to_string(),
        asked: asked.words,
        redacted: false,
        program: env!("CARGO_PKG_VERSION"),
    };
    Ok(Dossier { made, records })
}

/// Who exports: the author of marks where one is known, else whoever is logged in.
fn who(context: &Context) -> String {
    let user = || ["USER", "USERNAME"].into_iter().find_map(|name| std::env::var(name).ok());
    context
        .named_author()
        .or_else(|| context.config.config.author.clone())
        .filter(|name| !name.trim().is_empty())
        .or_else(user)
        .unwrap_or_default()
}

fn why(error: &FormError, words: &Words) -> Failure {
    let say = &words.export.done;
    Failure::Refused(match error {
        FormError::TooMany { issues, most } => (say.too_many)(*issues, *most),
        FormError::Other(why) => (say.cannot_make)(why),
    })
}
