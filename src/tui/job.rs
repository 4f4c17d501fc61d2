//! Work that takes long, in a thread of its own with a ledger of its own: the screen goes on meanwhile,
//! and so does its worker.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::Sender,
    },
    thread::{self, JoinHandle},
};

use directories::BaseDirs;
use jiff::civil::Date;

use super::{
    app::export::{News, Task},
    event::Msg,
    export,
};
use crate::{ledger::Ledger, words::Words};

/// Work that is under way. When it is dropped it is asked to stop, and waited for.
#[derive(Debug)]
pub struct Running {
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Running {
    /// Begins; how far it is, and what came of it, comes as [`Msg::News`].
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub fn start(desk: Desk, task: Task) -> std::io::Result<Self> {
        let stop = Arc::clone(&desk.stop);
        let run = move || {
            let news = match task {
                Task::Export(job) => export::run(&desk, *job),
                Task::Attach { issue, file, copy } => News::Taken(issue, take(&desk, &file, copy)),
            };
            desk.tell(news);
        };
        let thread = thread::Builder::new().name("job".to_owned()).spawn(run)?;
        Ok(Self { stop, thread: Some(thread) })
    }

    /// Asks it to stop.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop();
        if let Some(thread) = self.thread.take() {
            // One that panicked has told nothing; the screen must still be left.
            let _ = thread.join();
        }
    }
}

/// What work has at hand.
pub struct Desk {
    /// The file of the ledger.
    pub ledger: PathBuf,
    /// The day that counts as today.
    pub today: Date,
    /// The language.
    pub words: &'static Words,
    stop: Arc<AtomicBool>,
    out: Sender<Msg>,
}

impl Desk {
    /// A desk that tells by `out`.
    pub fn new(ledger: PathBuf, today: Date, words: &'static Words, out: Sender<Msg>) -> Self {
        Self { ledger, today, words, stop: Arc::default(), out }
    }

    /// Tells how far the work is.
    pub fn tell(&self, news: News) {
        // The screen may have been left already.
        let _ = self.out.send(Msg::News(news));
    }

    /// Whether the work is to stop.
    pub fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// Makes a file ready to be evidence; what is wrong, in the user's words.
fn take(desk: &Desk, file: &str, copy: bool) -> Result<crate::ledger::followup::Evidence, String> {
    let ledger = Ledger::open(&desk.ledger).map_err(|error| error.explain(&desk.words.ledger))?;
    let taken = ledger.take_evidence(&whole(file), copy, &mut |_| !desk.stopped());
    taken.map_err(|fault| fault.explain(&desk.words.share))
}

/// The file that a user names: `~` is the home, all else is seen from where the program was started.
pub fn whole(file: &str) -> PathBuf {
    // A file that is dragged into a terminal comes in quotation marks.
    let bare = |mark| file.strip_prefix(mark).and_then(|file| file.strip_suffix(mark));
    let file = bare('\'').or_else(|| bare('"')).unwrap_or(file);
    let home = || Some(BaseDirs::new()?.home_dir().join(file.strip_prefix("~/")?));
    let path = home().unwrap_or_else(|| Path::new(file).to_path_buf());
    std::path::absolute(&path).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_as_users_name_files() {
        assert_eq!(whole("/a/清单.xlsx"), Path::new("/a/清单.xlsx"));
        assert_eq!(whole("'/a/现场 照片.jpg'"), Path::new("/a/现场 照片.jpg"));
        assert_eq!(whole("\"/a/b\""), Path::new("/a/b"));
        assert!(whole("清单.xlsx").is_absolute());
        assert!(whole("~/清单.xlsx").is_absolute() && !whole("~/清单.xlsx").starts_with("~"));
    }
}
