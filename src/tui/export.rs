//! Writes a file: the work of the export dialog.

use std::io::Write;

use jiff::Zoned;

use super::{
    app::export::{Job, News},
    job::{Desk, whole},
};
use crate::{
    ledger::{Ledger, LedgerError},
    report::{
        form::FormError,
        output::{self, OutputError},
        record::{Dossier, Made, Record},
        redact,
    },
};

/// How many issues are read before it is asked whether to go on.
const AT_ONCE: usize = 5000;

/// How the work ended without a file.
enum End {
    Stopped,
    Failed(String),
}

/// Does the work, and gives what came of it.
pub(super) fn run(desk: &Desk, job: Job) -> News {
    match (Work { desk }).run(&job) {
        Ok((file, issues)) => News::Written(file, issues),
        Err(End::Stopped) => News::Stopped,
        Err(End::Failed(why)) => News::Failed(Box::new(job), why),
    }
}

struct Work<'a> {
    desk: &'a Desk,
}

impl Work<'_> {
    fn go_on(&self) -> Result<(), End> {
        if self.desk.stopped() { Err(End::Stopped) } else { Ok(()) }
    }

    fn failed(&self, error: &LedgerError) -> End {
        End::Failed(error.explain(&self.desk.words.ledger))
    }

    fn run(&self, job: &Job) -> Result<(String, usize), End> {
        let mut dossier = Dossier { made: self.made(job), records: self.records(job)? };
        if job.redact {
            let ledger = Ledger::open(&self.desk.ledger).map_err(|error| self.failed(&error))?;
            let text = |issue| ledger.source(issue).map(|source| source.text);
            redact::dossier(&mut dossier, text).map_err(|error| self.failed(&error))?;
        }
        self.go_on()?;
        let bytes = job.form.write(&dossier, self.desk.words).map_err(|error| self.cannot_make(&error))?;
        self.go_on()?;
        let path = whole(&job.file);
        let name = path.display().to_string();
        let say = &self.desk.words.export.done;
        output::write(&path, job.overwrite, |file| file.write_all(&bytes)).map_err(|error| {
            End::Failed(match error {
                OutputError::Exists => (self.desk.words.tui.export.exists)(&name),
                OutputError::Io(_) if path.is_dir() => (say.folder)(&name),
                OutputError::Io(error) => (say.cannot_write)(&name, &error.to_string()),
            })
        })?;
        Ok((name, dossier.records.len()))
    }

    fn records(&self, job: &Job) -> Result<Vec<Record>, End> {
        let ledger = Ledger::open(&self.desk.ledger).map_err(|error| self.failed(&error))?;
        let snapshot = ledger.snapshot().map_err(|error| self.failed(&error))?;
        let mut records = Vec::new();
        for issues in job.issues.chunks(AT_ONCE) {
            self.go_on()?;
            let mut tell = |more: usize| self.desk.tell(News::Read(more));
            let more = ledger.records_in(&snapshot, issues, &mut tell);
            records.extend(more.map_err(|error| self.failed(&error))?);
        }
        Ok(records)
    }

    fn made(&self, job: &Job) -> Made {
        Made {
            level: job.level.clone(),
            who: job.who.clone(),
            when: Zoned::now(),
            today: self.desk.today,
            ledger: self.desk.ledger.display().to_string(),
            asked: job.asked.clone(),
            redacted: false,
            program: env!("CARGO_PKG_VERSION"),
        }
    }

    fn cannot_make(&self, error: &FormError) -> End {
        let say = &self.desk.words.export.done;
        End::Failed(match error {
            FormError::TooMany { issues, most } => (say.too_many)(*issues, *most),
            FormError::Other(why) => (say.cannot_make)(why),
        })
    }
}
