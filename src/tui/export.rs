//! Writes a file for the screen, in a thread of its own with a ledger of its own.

use std::{
    io::Write,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::Sender,
    },
    thread::{self, JoinHandle},
};

use directories::BaseDirs;
use jiff::{Zoned, civil::Date};

use super::{
    app::export::{Job, News},
    event::Msg,
};
use crate::{
    ledger::{Ledger, LedgerError},
    report::{
        form::FormError,
        output::{self, OutputError},
        record::{Dossier, Made, Record},
        redact,
    },
    words::Words,
};

/// How many issues are read before it is asked whether to go on.
const AT_ONCE: usize = 5000;

/// Work that is under way. When it is dropped it is stopped, and what was begun is gone.
#[derive(Debug)]
pub struct Exporter {
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Exporter {
    /// Begins; how far it is comes as [`Msg::Export`].
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub fn start(
        ledger: PathBuf,
        job: Job,
        today: Date,
        words: &'static Words,
        out: Sender<Msg>,
    ) -> std::io::Result<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        let work = Work { ledger, today, words, stop: Arc::clone(&stop), out };
        let run = move || {
            let news = match work.run(&job) {
                Ok((file, issues)) => News::Written(file, issues),
                Err(End::Stopped) => News::Stopped,
                Err(End::Failed(why)) => News::Failed(Box::new(job), why),
            };
            work.tell(news);
        };
        let thread = thread::Builder::new().name("export".to_owned()).spawn(run)?;
        Ok(Self { stop, thread: Some(thread) })
    }

    /// Asks it to stop.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl Drop for Exporter {
    fn drop(&mut self) {
        self.stop();
        if let Some(thread) = self.thread.take() {
            // One that panicked has told nothing; the screen must still be left.
            let _ = thread.join();
        }
    }
}

struct Work {
    ledger: PathBuf,
    today: Date,
    words: &'static Words,
    stop: Arc<AtomicBool>,
    out: Sender<Msg>,
}

/// How the work ended without a file.
enum End {
    Stopped,
    Failed(String),
}

impl Work {
    fn tell(&self, news: News) {
        // The screen may have been left already.
        let _ = self.out.send(Msg::Export(news));
    }

    fn go_on(&self) -> Result<(), End> {
        if self.stop.load(Ordering::Relaxed) { Err(End::Stopped) } else { Ok(()) }
    }

    fn failed(&self, error: &LedgerError) -> End {
        End::Failed(error.explain(&self.words.ledger))
    }

    fn run(&self, job: &Job) -> Result<(String, usize), End> {
        let mut dossier = Dossier { made: self.made(job), records: self.records(job)? };
        if job.redact {
            redact::dossier(&mut dossier);
        }
        self.go_on()?;
        let bytes = job.form.write(&dossier, self.words).map_err(|error| self.cannot_make(&error))?;
        self.go_on()?;
        let path = whole(&job.file);
        let name = path.display().to_string();
        let say = &self.words.export.done;
        output::write(&path, job.overwrite, |file| file.write_all(&bytes)).map_err(|error| {
            End::Failed(match error {
                OutputError::Exists => (self.words.tui.export.exists)(&name),
                OutputError::Io(_) if path.is_dir() => (say.folder)(&name),
                OutputError::Io(error) => (say.cannot_write)(&name, &error.to_string()),
            })
        })?;
        Ok((name, dossier.records.len()))
    }

    fn records(&self, job: &Job) -> Result<Vec<Record>, End> {
        let ledger = Ledger::open(&self.ledger).map_err(|error| self.failed(&error))?;
        let snapshot = ledger.snapshot().map_err(|error| self.failed(&error))?;
        let mut records = Vec::new();
        for issues in job.issues.chunks(AT_ONCE) {
            self.go_on()?;
            let mut tell = |more: usize| self.tell(News::Read(more));
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
            today: self.today,
            ledger: self.ledger.display().to_string(),
            asked: job.asked.clone(),
            redacted: false,
            program: env!("CARGO_PKG_VERSION"),
        }
    }

    fn cannot_make(&self, error: &FormError) -> End {
        let say = &self.words.export.done;
        End::Failed(match error {
            FormError::TooMany { issues, most } => (say.too_many)(*issues, *most),
            FormError::Other(why) => (say.cannot_make)(why),
        })
    }
}

/// The file that a user names: `~` is the home, all else is seen from where the program was started.
fn whole(file: &str) -> PathBuf {
    let home = || Some(BaseDirs::new()?.home_dir().join(file.strip_prefix("~/")?));
    let path = home().unwrap_or_else(|| Path::new(file).to_path_buf());
    std::path::absolute(&path).unwrap_or(path)
}
