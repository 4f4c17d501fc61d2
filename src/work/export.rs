//! Issues are written to a file.

use std::{
    collections::HashSet,
    fs::File,
    io::{self, Seek},
    path::{Path, PathBuf},
};

use jiff::{Zoned, civil::Date};

use crate::{
    checks::Rules,
    ledger::{
        Ledger, LedgerError,
        types::{IssueId, Snapshot},
    },
    report::{
        form::{Form, FormError},
        ics,
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
    let shown = export.path.display().to_string();
    let form = Form::of(&export.path)
        .ok_or_else(|| Trouble::Said((words.tui.job.no_form)(&shown, &Form::names())))?;
    check(&export.path, export.overwrite, words)?;
    let snapshot = ledger.snapshot()?;
    let issues = snapshot.shown(&export.issues);
    let made = Made {
        checks: desk.checks.clone(),
        ..made(ledger, &export.level, &export.asked, &desk.author, desk.today)
    };
    let of = issues.len() as u64;
    let extent = extent(form, &snapshot, &issues, words);
    let mut file = {
        let mut done = 0;
        let mut go_on = |more: usize| {
            done += more as u64;
            tick(Progress { stage: Stage::Issues, done, of })
        };
        let paper = Paper { form, path: &export.path, redact: export.redact, made, words };
        paper.make(ledger, snapshot, &issues, &mut go_on)?
    };
    // The last moment to think better of it.
    begin(tick, Stage::Making)?;
    let size = put(&export.path, &mut file, export.overwrite, words)?;
    Ok(Report::says(&(words.tui.job.exported)(&shown, size, &extent)))
}

/// How much a file of these issues holds: issues; a calendar days.
pub fn extent(form: Form, snapshot: &Snapshot, issues: &[IssueId], words: &Words) -> String {
    let say = &words.export.done;
    match form {
        Form::Ics => {
            let wanted: HashSet<IssueId> = issues.iter().copied().collect();
            (say.days)(ics::count(snapshot.issues.iter().filter(|row| wanted.contains(&row.id))))
        }
        _ => (say.issues)(issues.len()),
    }
}

/// What is made of issues.
pub struct Paper<'a> {
    /// Its form.
    pub form: Form,
    /// Where it is to stand.
    pub path: &'a Path,
    /// Whether names of persons and phone numbers are masked.
    pub redact: bool,
    /// Who hands it on, when, from what.
    pub made: Made,
    /// In whose words.
    pub words: &'a Words,
}

impl Paper<'_> {
    /// Makes it of the issues, which must be of [`Snapshot::shown`], as a file that has no name yet. `done` hears
    /// how many more are done and says whether to go on.
    ///
    /// # Errors
    /// [`Trouble`]; then nothing of it is left.
    pub fn make(
        self,
        ledger: &Ledger,
        snapshot: Snapshot,
        issues: &[IssueId],
        done: &mut dyn FnMut(usize) -> bool,
    ) -> Result<File, Trouble> {
        let words = self.words;
        if issues.is_empty() {
            return Err(Trouble::Said(words.export.done.nothing.to_owned()));
        }
        let failed = |error: FormError| Trouble::Said(why(&error, self.path, words));
        let mut file = output::scratch(self.path).map_err(|error| failed(error.into()))?;
        let folder = output::folder_of(self.path);
        // What is masked is told by all records together; some forms have an order of their own.
        let mut whole = self.redact;
        if !whole {
            match self.form.begin(&self.made, issues.len(), words, &mut file, &folder).map_err(failed)? {
                None => whole = true,
                Some(mut begun) => {
                    let (mut on, mut broken) = (true, None);
                    ledger.each_record(&snapshot, issues, &mut |record| {
                        broken = begun.add(record).err();
                        on = done(1);
                        on && broken.is_none()
                    })?;
                    go_on(on)?;
                    broken.map_or_else(|| begun.finish(), Err).map_err(failed)?;
                }
            }
        }
        if whole {
            let mut on = true;
            let mut dossier = dossier(ledger, &snapshot, issues, self.made, &mut |more| {
                on = done(more);
                on
            })?;
            // The records hold all that is needed of it.
            drop(snapshot);
            go_on(on)?;
            if self.redact {
                redact::dossier(&mut dossier, |issue| ledger.source(issue).map(|source| source.text))?;
            }
            self.form.write(&dossier, words, &mut file, &folder).map_err(failed)?;
        }
        file.rewind().map_err(|error| failed(error.into()))?;
        Ok(file)
    }
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
        checks: Rules::default(),
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
