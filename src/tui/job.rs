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
    time::{Duration, Instant},
};

use directories::BaseDirs;

use super::{
    app::work::{News, Pace},
    event::Msg,
};
use crate::work::{self, Came, Desk, Job, Progress, place};

/// The screen hears of the work so often.
const OFTEN: Duration = Duration::from_millis(80);

/// Work that is under way. When it is dropped it is asked to stop, and waited for.
#[derive(Debug)]
pub struct Running {
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Running {
    /// Begins on the ledger at `ledger`; how far it is, and what came of it, comes as [`Msg::News`].
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub fn start(ledger: PathBuf, desk: Desk, job: Job, out: Sender<Msg>) -> std::io::Result<Self> {
        Self::start_with(Arc::default(), ledger, desk, job, out)
    }

    fn start_with(
        stop: Arc<AtomicBool>,
        ledger: PathBuf,
        desk: Desk,
        job: Job,
        out: Sender<Msg>,
    ) -> std::io::Result<Self> {
        let asked = Arc::clone(&stop);
        let run = move || {
            let job = job.placed(whole);
            let end = End { out, told: false };
            let mut watch = Watch::new(asked, end.out.clone());
            let done = work::run(&job, &ledger, &desk, &mut |progress| watch.tick(progress));
            end.tell(Came::of(done, desk.words));
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
            // One that panicked has told so; the screen must still be left.
            let _ = thread.join();
        }
    }
}

/// Tells how the work ended, also where it panicked: a screen that waits for it must not wait for ever.
struct End {
    out: Sender<Msg>,
    told: bool,
}

impl End {
    fn tell(mut self, came: Came) {
        self.told = true;
        // The screen may have been left already.
        let _ = self.out.send(Msg::News(News::Came(Box::new(came))));
    }
}

impl Drop for End {
    fn drop(&mut self) {
        if !self.told {
            let _ = self.out.send(Msg::News(News::Lost));
        }
    }
}

/// Tells the screen how far the work is, not too often, and asks whether to go on.
struct Watch {
    stop: Arc<AtomicBool>,
    out: Sender<Msg>,
    stage: Option<(work::Stage, Instant)>,
    last: Option<Instant>,
}

impl Watch {
    fn new(stop: Arc<AtomicBool>, out: Sender<Msg>) -> Self {
        Self { stop, out, stage: None, last: None }
    }

    fn tick(&mut self, progress: Progress) -> bool {
        let now = Instant::now();
        let since = match self.stage {
            Some((stage, since)) if stage == progress.stage => since,
            _ => {
                self.last = None;
                now
            }
        };
        self.stage = Some((progress.stage, since));
        if self.last.is_none_or(|last| now.duration_since(last) >= OFTEN) {
            self.last = Some(now);
            let pace = Pace { progress, elapsed: now.duration_since(since) };
            let _ = self.out.send(Msg::News(News::Progress(pace)));
        }
        !self.stop.load(Ordering::Relaxed)
    }
}

/// The file that a user names: `~` is the home, all else is seen from where the program was started.
pub fn whole(file: &str) -> PathBuf {
    let path = place::whole(file, home().as_deref(), Path::new(""));
    std::path::absolute(&path).unwrap_or(path)
}

/// What the name of a file that was begun is completed to, and how many begin so.
pub fn completed(typed: &str) -> Option<(String, usize)> {
    place::completed(typed, home().as_deref(), &std::env::current_dir().unwrap_or_default())
}

fn home() -> Option<PathBuf> {
    Some(BaseDirs::new()?.home_dir().to_path_buf())
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;
    use crate::{ledger::Ledger, words::ZH};

    /// Progress comes first, the end last; one that was stopped before it began changes nothing.
    #[test]
    fn a_thread_tells_how_far_it_is_and_how_it_ended() {
        for stopped in [false, true] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("台账.db");
            drop(Ledger::open(&path).unwrap());
            let desk = Desk {
                words: &ZH,
                today: jiff::civil::date(2026, 11, 23),
                author: String::new(),
                reasons: Default::default(),
                checks: Default::default(),
            };
            let (out, inbox) = mpsc::channel();
            let copy = folder.path().join("备份.db");
            let job = Job::Backup { path: copy.clone(), overwrite: false };
            let stop = Arc::new(AtomicBool::new(stopped));
            let running = Running::start_with(stop, path, desk, job, out).unwrap();
            let mut news = Vec::new();
            while let Ok(Msg::News(one)) = inbox.recv() {
                news.push(one);
            }
            drop(running);
            assert!(matches!(news.first(), Some(News::Progress(_))), "{news:?}");
            let Some(News::Came(came)) = news.pop() else { panic!("{news:?}") };
            assert_eq!(matches!(*came, Came::Cancelled), stopped, "{came:?}");
            assert_eq!(copy.exists(), !stopped);
        }
    }

    #[test]
    fn who_watches_hears_not_too_often_and_says_when_to_stop() {
        let (out, inbox) = mpsc::channel();
        let stop = Arc::new(AtomicBool::new(false));
        let mut watch = Watch::new(Arc::clone(&stop), out);
        let at = |done| Progress { stage: work::Stage::Issues, done, of: 9 };
        assert!((0..1000).all(|done| watch.tick(at(done))));
        assert!(inbox.try_iter().count() < 100);
        stop.store(true, Ordering::Relaxed);
        assert!(!watch.tick(at(1000)));
    }

    /// A screen that waits for work must hear that it broke off.
    #[test]
    fn work_that_breaks_off_is_told() {
        let (out, inbox) = mpsc::channel();
        drop(End { out, told: false });
        assert!(matches!(inbox.recv(), Ok(Msg::News(News::Lost))));
    }

    #[test]
    fn a_file_is_named_as_users_name_files() {
        assert_eq!(whole("/a/清单.xlsx"), Path::new("/a/清单.xlsx"));
        assert_eq!(whole("'/a/现场 照片.jpg'"), Path::new("/a/现场 照片.jpg"));
        assert_eq!(whole("\"/a/b\""), Path::new("/a/b"));
        assert!(whole("清单.xlsx").is_absolute());
        assert!(whole("~/清单.xlsx").is_absolute() && !whole("~/清单.xlsx").starts_with("~"));
    }
}
