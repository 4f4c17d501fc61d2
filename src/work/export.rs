//! Issues are written to a file.

use std::{
    fs::File,
    io::{self, Seek},
    path::{Path, PathBuf},
};

use jiff::{Zoned, civil::Date};

use crate::{
    ledger::{
        Ledger, LedgerError,
        types::{IssueId, Snapshot},
    },
    report::{
        form::{Form, FormError},
        output::{self, OutputError},
        record::{Dossier, Made},
        redact,
    },
    words::Words,
};

use super::{Desk, Progress, Report, Stage, Tick, Trouble, begin, go_on};

/// The level of secrecy where none is given: marks are at least this, though notices are public.
pub const LEVEL: &str = "内部";

/// What is to be exported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// The file; its ending says the form.
    pub path: PathBuf,
    /// Whether it may take the place of a former one.
    pub overwrite: bool,
    /// The issues, in the order in which they are to stand.
    pub issues: Vec<IssueId>,
    /// The level of secrecy.
    pub level: String,
    /// Whether names of persons and phone numbers are masked.
    pub redact: bool,
    /// What was asked for, in words; empty: everything.
    pub asked: String,
}

/// Writes the file.
///
/// # Errors
/// [`Trouble`]; then there is no new file, and an old one is as it was.
pub fn run(ledger: &Ledger, export: &Export, desk: &Desk, tick: Tick<'_>) -> Result<Report, Trouble> {
    let words = desk.words;
    let say = &words.export.done;
    let shown = export.path.display().to_string();
    let form = Form::of(&export.path)
        .ok_or_else(|| Trouble::Said((words.tui.job.no_form)(&shown, &Form::names())))?;
    check(&export.path, export.overwrite, words)?;
    let snapshot = ledger.snapshot()?;
    let (issues, of) = (&export.issues, export.issues.len() as u64);
    let made = made(ledger, &export.level, &export.asked, &desk.author, desk.today);
    let mut done = 0;
    let mut on = true;
    let mut dossier = dossier(ledger, &snapshot, issues, made, &mut |more| {
        done += more as u64;
        on = tick(Progress { stage: Stage::Issues, done, of });
        on
    })?;
    // The records hold all that is needed of it.
    drop(snapshot);
    go_on(on)?;
    if dossier.records.is_empty() {
        return Err(Trouble::Said(say.nothing.to_owned()));
    }
    begin(tick, Stage::Making)?;
    if export.redact {
        redact::dossier(&mut dossier, |issue| ledger.source(issue).map(|source| source.text))?;
    }
    let mut made = make(form, &dossier, &export.path, words).map_err(Trouble::Said)?;
    // The last moment to think better of it.
    begin(tick, Stage::Making)?;
    let size = put(&export.path, &mut made, export.overwrite, words)?;
    Ok(Report::says(&(words.tui.job.exported)(&shown, size, dossier.records.len())))
}

/// Whether a file may be written there, asked before the work is done.
pub(super) fn check(path: &Path, overwrite: bool, words: &Words) -> Result<(), Trouble> {
    if path.is_dir() || path.file_name().is_none() {
        return Err(Trouble::Said((words.export.done.folder)(&path.display().to_string())));
    }
    if !overwrite && path.symlink_metadata().is_ok() {
        return Err(Trouble::Exists(path.to_owned()));
    }
    Ok(())
}

/// Makes the file that is to stand at `path`, without a name yet.
///
/// # Errors
/// Why it was not made, in the user's words; then nothing of it is left.
pub fn make(form: Form, dossier: &Dossier, path: &Path, words: &Words) -> Result<File, String> {
    let write = || -> Result<File, FormError> {
        let mut made = output::scratch(path)?;
        form.write(dossier, words, &mut made, &output::folder_of(path))?;
        made.rewind()?;
        Ok(made)
    };
    write().map_err(|error| why(&error, path, words))
}

/// Puts a file that was made in its place; gives its size.
fn put(path: &Path, made: &mut File, overwrite: bool, words: &Words) -> Result<u64, Trouble> {
    let mut size = 0;
    let put = output::write(path, overwrite, |file| {
        size = io::copy(made, file)?;
        Ok(())
    });
    put.map(|()| size).map_err(|error| match error {
        OutputError::Exists => Trouble::Exists(path.to_owned()),
        OutputError::Io(error) => {
            let shown = path.display().to_string();
            Trouble::Said((words.export.done.cannot_write)(&shown, &(words.io)(&error)))
        }
    })
}

/// The issues whole, with who hands them on; `done` hears how many more are done and says whether to go on.
/// Where it says no, the rest is missing.
///
/// # Errors
/// [`LedgerError`].
pub fn dossier(
    ledger: &Ledger,
    snapshot: &Snapshot,
    issues: &[IssueId],
    made: Made,
    done: &mut dyn FnMut(usize) -> bool,
) -> Result<Dossier, LedgerError> {
    Ok(Dossier { made, records: ledger.records_in(snapshot, issues, done)? })
}

/// Who hands something on, when, from what; without a level it is [`LEVEL`], without a name whoever is logged
/// in.
pub fn made(ledger: &Ledger, level: &str, asked: &str, who: &str, today: Date) -> Made {
    let user = || ["USER", "USERNAME"].into_iter().find_map(|name| std::env::var(name).ok());
    let level = level.trim();
    Made {
        level: if level.is_empty() { LEVEL.to_owned() } else { level.to_owned() },
        who: match who.trim() {
            "" => user().unwrap_or_default(),
            name => name.to_owned(),
        },
        when: Zoned::now(),
        today,
        ledger: ledger
            .path()
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
        asked: asked.to_owned(),
        redacted: false,
        program: env!("CARGO_PKG_VERSION"),
    }
}

/// Why a dossier was not put into a form, in the user's words.
fn why(error: &FormError, path: &Path, words: &Words) -> String {
    let say = &words.export.done;
    match error {
        FormError::Io(error) => (say.cannot_write)(&path.display().to_string(), &(words.io)(error)),
        FormError::TooMany { issues, most } => (say.too_many)(*issues, *most),
        FormError::Other(why) => (say.cannot_make)(why),
    }
}
