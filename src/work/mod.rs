//! Work that may take long, the same for the screen and for the command line: what is to be done, how far
//! it is, what came of it.
//!
//! A [`Job`] is run on a ledger of its own and asks a [`Tick`] often whether to go on; where it is told not
//! to, nothing is half written. Each kind has a file: [`export`], [`receive`], [`bundle`], [`sample`],
//! [`mod@check`] (what the rules ask), [`keep`] (backup and verification), [`proof`] (evidence). [`place`] reads paths as users type them.

pub mod bundle;
pub mod check;
pub mod export;
pub mod keep;
pub mod place;
pub mod proof;
pub mod receive;
pub mod sample;

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::{
    checks::Rules,
    config::reasons::Reasons,
    ledger::{
        Ledger, LedgerError,
        evidence::{Condition, Held},
        followup::Evidence,
        types::IssueId,
    },
    query::sample::Size,
    text::clean::for_terminal,
    words::Words,
};

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Job {
    /// Issues are written to a file.
    Export(export::Export),
    /// A workbook that a colleague filled in comes back; `dry`: only what it would bring.
    Receive {
        /// The file.
        path: PathBuf,
        /// Whether nothing is written.
        dry: bool,
    },
    /// Everything is written to a bundle.
    Give {
        /// The file.
        path: PathBuf,
        /// Whether it may take the place of a former one.
        overwrite: bool,
    },
    /// Bundles are taken; `dry`: only looked through.
    Take {
        /// The files.
        paths: Vec<PathBuf>,
        /// Whether nothing is written.
        dry: bool,
    },
    /// A random sample is drawn.
    Sample {
        /// From which issues.
        issues: Vec<IssueId>,
        /// How many.
        size: Size,
        /// By which seed; `None`: a new one.
        seed: Option<u64>,
        /// Whether the outcome was asked for, so that not only completed issues are drawn.
        chosen: bool,
        /// What was asked for, in words.
        asked: String,
        /// Whether the drawn are to be gone back to.
        mark: bool,
    },
    /// A copy of the ledger.
    Backup {
        /// The file.
        path: PathBuf,
        /// Whether it may take the place of a former one.
        overwrite: bool,
    },
    /// The rules ask of every notice that changed since what a careful reader would (疑点).
    Check,
    /// The ledger is looked through.
    Verify,
    /// A file is made ready to be attached to an issue.
    Attach {
        /// The issue.
        issue: IssueId,
        /// The file.
        path: PathBuf,
        /// Whether it is copied.
        copy: bool,
        /// What is said of it.
        note: Option<String>,
    },
    /// The evidence of an issue is looked at; `whole`: its content is read.
    Look {
        /// The issue.
        issue: IssueId,
        /// Whether its content is read.
        whole: bool,
    },
}

impl Job {
    /// Whether it changes the ledger.
    pub fn writes(&self) -> bool {
        match self {
            Self::Receive { dry, .. } | Self::Take { dry, .. } => !dry,
            Self::Sample { .. } => true,
            Self::Export(_)
            | Self::Give { .. }
            | Self::Backup { .. }
            | Self::Verify
            | Self::Attach { .. }
            | Self::Look { .. } => false,
            // What it writes nobody else does, a notice at a time: marks need not wait for it.
            Self::Check => false,
        }
    }

    /// Whether somebody must have said who does it.
    pub fn needs_author(&self) -> bool {
        match self {
            Self::Receive { .. } | Self::Give { .. } | Self::Sample { .. } => true,
            Self::Export(_)
            | Self::Attach { .. }
            | Self::Take { .. }
            | Self::Backup { .. }
            | Self::Verify
            | Self::Check
            | Self::Look { .. } => false,
        }
    }

    /// The same job with its paths, which stand in it as they were typed, made whole by `whole`.
    #[must_use]
    pub fn placed(self, whole: impl Fn(&str) -> PathBuf) -> Self {
        let placed = |path: &Path| path.to_str().map_or_else(|| path.to_owned(), &whole);
        match self {
            Self::Export(export) => Self::Export(export::Export { path: placed(&export.path), ..export }),
            Self::Receive { path, dry } => Self::Receive { path: placed(&path), dry },
            Self::Give { path, overwrite } => Self::Give { path: placed(&path), overwrite },
            Self::Take { paths, dry } => {
                Self::Take { paths: paths.iter().map(|path| placed(path)).collect(), dry }
            }
            Self::Backup { path, overwrite } => Self::Backup { path: placed(&path), overwrite },
            Self::Attach { issue, path, copy, note } => {
                Self::Attach { issue, path: placed(&path), copy, note }
            }
            other @ (Self::Sample { .. } | Self::Check | Self::Verify | Self::Look { .. }) => other,
        }
    }

    /// The same job, allowed to replace a file that is there.
    #[must_use]
    pub fn replacing(self) -> Self {
        match self {
            Self::Export(export) => Self::Export(export::Export { overwrite: true, ..export }),
            Self::Give { path, .. } => Self::Give { path, overwrite: true },
            Self::Backup { path, .. } => Self::Backup { path, overwrite: true },
            other => other,
        }
    }
}

/// How far a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What it does.
    pub stage: Stage,
    /// How much is done, in what the stage counts.
    pub done: u64,
    /// How much is to be done; 0 where that is not known.
    pub of: u64,
}

/// What a job does at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The ledger or a file is read.
    Reading,
    /// Issues are put together; counted in issues.
    Issues,
    /// A file is made.
    Making,
    /// The ledger is written.
    Writing,
    /// Bytes are read or copied; counted in bytes.
    Bytes,
    /// Files are looked through; counted in files.
    Files,
    /// Notices are asked; counted in notices.
    Notices,
}

/// What is told how far a job is, and says whether to go on.
pub type Tick<'a> = &'a mut dyn FnMut(Progress) -> bool;

/// Tells that a stage begins that is not counted.
///
/// # Errors
/// [`Trouble::Cancelled`].
fn begin(tick: Tick<'_>, stage: Stage) -> Result<(), Trouble> {
    go_on(tick(Progress { stage, done: 0, of: 0 }))
}

fn go_on(on: bool) -> Result<(), Trouble> {
    if on { Ok(()) } else { Err(Trouble::Cancelled) }
}

/// A tick for work that tells how many more bytes were done.
fn bytes<'a>(tick: &'a mut dyn FnMut(Progress) -> bool, of: u64) -> impl FnMut(u64) -> bool + 'a {
    let mut done = 0u64;
    move |more| {
        done = done.saturating_add(more);
        tick(Progress { stage: Stage::Bytes, done, of })
    }
}

/// Why a job came to nothing; nothing was changed.
#[derive(Debug)]
pub enum Trouble {
    /// The ledger failed.
    Ledger(LedgerError),
    /// The backup that is to be restored cannot be used.
    Backup(LedgerError),
    /// A file stands there, and it was not said that it may be replaced.
    Exists(PathBuf),
    /// Whoever wanted it wants no more.
    Cancelled,
    /// Anything else, in the user's words.
    Said(String),
}

impl From<LedgerError> for Trouble {
    fn from(error: LedgerError) -> Self {
        Self::Ledger(error)
    }
}

impl Trouble {
    /// The trouble in the user's words.
    pub fn explain(&self, words: &Words) -> String {
        match self {
            Self::Ledger(error) => error.explain(&words.ledger),
            Self::Backup(error) => error.explain_backup(words),
            Self::Exists(path) => (words.tui.job.exists)(&path.display().to_string()),
            Self::Cancelled => words.share.cancelled.to_owned(),
            Self::Said(said) => said.clone(),
        }
    }
}

/// How a job ended, as it is told to the screen.
#[derive(Debug, Clone, PartialEq)]
pub enum Came {
    /// It is done.
    Done(Report),
    /// A file stands there, and it was not said that it may be replaced.
    Exists(PathBuf),
    /// It was cancelled.
    Cancelled,
    /// It failed; why, in the user's words.
    Failed(String),
}

impl Came {
    /// How it ended.
    pub fn of(done: Result<Report, Trouble>, words: &Words) -> Self {
        match done {
            Ok(report) => Self::Done(report),
            Err(Trouble::Exists(path)) => Self::Exists(path),
            Err(Trouble::Cancelled) => Self::Cancelled,
            Err(trouble) => Self::Failed(for_terminal(&trouble.explain(words)).into_owned()),
        }
    }
}

/// What came of a job.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report {
    /// A sentence.
    pub said: String,
    /// More of it, line by line; empty where the sentence says all.
    pub lines: Vec<Line>,
    /// Whether the ledger was changed.
    pub changed: bool,
    /// Whether not all is well.
    pub faulty: bool,
    /// What a dry run was for: it is done where the user says yes.
    pub then: Option<Box<Job>>,
    /// The issues that were drawn.
    pub drawn: Vec<IssueId>,
    /// A file that is ready to be attached to an issue.
    pub ready: Option<(IssueId, Evidence)>,
    /// The evidence that was looked at, and how it is.
    pub held: Vec<(Held, Condition)>,
}

impl Report {
    fn says(said: &str) -> Self {
        Self { said: for_terminal(said).into_owned(), ..Self::default() }
    }

    fn line(&mut self, mood: Mood, text: &str) {
        self.lines.push(Line { mood, text: for_terminal(text).into_owned(), issue: None });
    }
}

/// A line of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// How it is meant.
    pub mood: Mood,
    /// What it says.
    pub text: String,
    /// The issue that it is about.
    pub issue: Option<IssueId>,
}

/// How a line of a report is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// Stands above others.
    Head,
    /// As any.
    Plain,
    /// Worth a look.
    Warn,
    /// Wrong.
    Bad,
}

/// For whom a job is done.
#[derive(Clone)]
pub struct Desk {
    /// The language.
    pub words: &'static Words,
    /// The day that counts as today.
    pub today: Date,
    /// Who does it; empty where nobody has said.
    pub author: String,
    /// The reasons of doubt, by number and name.
    pub reasons: Reasons,
    /// Which rules' doubts are shown.
    pub checks: Rules,
}

/// Does a job on the ledger at `path`.
///
/// # Errors
/// [`Trouble`]; then nothing was changed.
pub fn run(job: &Job, path: &Path, desk: &Desk, tick: Tick<'_>) -> Result<Report, Trouble> {
    begin(tick, Stage::Reading)?;
    let mut ledger = Ledger::open_existing(path)?;
    match job {
        Job::Export(export) => export::run(&ledger, export, desk, tick),
        Job::Receive { path, dry } => receive::run(&mut ledger, path, *dry, desk, tick),
        Job::Give { path, overwrite } => bundle::give(&ledger, path, *overwrite, desk, tick),
        Job::Take { paths, dry } => bundle::take(&mut ledger, paths, *dry, desk, tick),
        Job::Sample { .. } => sample::run(&mut ledger, job, desk, tick),
        Job::Backup { path, overwrite } => keep::backup(&ledger, path, *overwrite, desk.words, tick),
        Job::Check => check::run(&mut ledger, desk, tick),
        Job::Verify => keep::verify(&ledger, desk.words, tick),
        Job::Attach { issue, path, copy, note } => {
            let file = proof::Wanted { issue: *issue, path, copy: *copy, note: note.as_deref() };
            proof::ready(&ledger, file, desk.words, tick)
        }
        Job::Look { issue, whole } => proof::look(&ledger, *issue, *whole, desk.words, tick),
    }
}

#[cfg(test)]
mod tests;
