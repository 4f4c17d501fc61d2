//! Work that may take long: a bar for whoever looks on, and Ctrl-C ends it without harm.

use std::{
    io::IsTerminal,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use indicatif::{ProgressBar, ProgressStyle};

/// From so many bytes on a bar is shown.
const LONG: u64 = 64 << 20;

/// Work on bytes. While it is there, a wish to end the program is kept for [`Long::tick`] to tell.
pub(super) struct Long {
    bar: ProgressBar,
    ended: Arc<AtomicBool>,
    #[cfg(unix)]
    heard: Vec<signal_hook::SigId>,
}

impl Long {
    /// Work on so many bytes.
    pub fn new(total: u64) -> Self {
        let ended = Arc::new(AtomicBool::new(false));
        #[cfg(unix)]
        let heard = [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM]
            .into_iter()
            .filter_map(|signal| signal_hook::flag::register(signal, Arc::clone(&ended)).ok())
            .collect();
        Self {
            bar: bar(total),
            ended,
            #[cfg(unix)]
            heard,
        }
    }

    /// Work that is counted; how much of how much is told by [`Long::set`].
    pub fn counted() -> Self {
        let mut long = Self::new(0);
        if std::io::stderr().is_terminal() {
            long.bar = ProgressBar::new(0);
        }
        long
    }

    /// So much of so much is done; whether to go on.
    pub fn set(&self, done: u64, of: u64) -> bool {
        self.bar.set_length(of);
        self.bar.set_position(done);
        !self.ended.load(Ordering::Relaxed)
    }

    /// So many more bytes are done; whether to go on.
    pub fn tick(&self, bytes: u64) -> bool {
        self.bar.inc(bytes);
        !self.ended.load(Ordering::Relaxed)
    }
}

impl Drop for Long {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
        #[cfg(unix)]
        for id in self.heard.drain(..) {
            signal_hook::low_level::unregister(id);
        }
    }
}

fn bar(total: u64) -> ProgressBar {
    if total < LONG || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(total);
    if let Ok(style) = ProgressStyle::with_template("{wide_bar} {bytes}/{total_bytes}") {
        bar.set_style(style.progress_chars("=> "));
    }
    bar
}
