//! Work that may take long: a bar for whoever looks on, and Ctrl-C ends it without harm.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressStyle};

use super::interrupt::Interrupt;

/// From so many bytes on a bar is shown.
const LONG: u64 = 64 << 20;

/// Work on bytes. While it is there, a wish to end the program is kept for [`Long::tick`] to tell.
pub(super) struct Long {
    bar: ProgressBar,
    interrupt: Interrupt,
}

impl Long {
    /// Work on so many bytes.
    pub fn new(total: u64) -> Self {
        Self { bar: bar(total), interrupt: Interrupt::hear() }
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
        !self.interrupt.asked()
    }

    /// So many more bytes are done; whether to go on.
    pub fn tick(&self, bytes: u64) -> bool {
        self.bar.inc(bytes);
        !self.interrupt.asked()
    }
}

impl Drop for Long {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
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
