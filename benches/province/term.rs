//! A program in a pseudo-terminal, watched by the clock.

use std::{
    io::{Read, Write},
    num::NonZero,
    sync::mpsc::{self, Receiver},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use vt100::{Parser, Screen};

/// Columns and rows.
const SIZE: (u16, u16) = (200, 60);

/// No program that is measured takes longer.
const PATIENCE: Duration = Duration::from_secs(120);

/// A running program, and what its terminal shows.
pub struct Term {
    parser: Parser,
    chunks: Receiver<(Instant, Vec<u8>)>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    begun: Instant,
    /// Kept open: the terminal is there as long as this is.
    _master: Box<dyn MasterPty + Send>,
}

impl Term {
    /// Starts a command.
    pub fn open(mut command: CommandBuilder) -> Self {
        command.env("TERM", "xterm-256color");
        let size = PtySize { rows: SIZE.1, cols: SIZE.0, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let (out, chunks) = mpsc::channel();
        thread::spawn(move || {
            let mut chunk = [0; 1 << 16];
            while let Ok(count @ 1..) = reader.read(&mut chunk) {
                if out.send((Instant::now(), chunk[..count].to_vec())).is_err() {
                    return;
                }
            }
        });
        let some = |cells| NonZero::new(cells).unwrap();
        let parser = Parser::new(some(SIZE.1), some(SIZE.0), 0);
        let begun = Instant::now();
        let child = pair.slave.spawn_command(command).unwrap();
        Self { parser, chunks, writer, child, begun, _master: pair.master }
    }

    /// Waits until the screen is as wanted; gives the moment at which what made it so was written.
    pub fn until(&mut self, what: &str, seen: impl Fn(&Screen) -> bool) -> Instant {
        let mut last = Instant::now();
        while !seen(self.parser.screen()) {
            let (when, chunk) = self
                .chunks
                .recv_timeout(PATIENCE)
                .unwrap_or_else(|error| panic!("{what}: {error}\n{}", self.parser.screen().contents()));
            self.parser.process(&chunk);
            last = when;
        }
        last
    }

    /// As [`Term::until`]; gives the time since the program was started.
    pub fn since_start(&mut self, what: &str, seen: impl Fn(&Screen) -> bool) -> Duration {
        let begun = self.begun;
        self.until(what, seen).duration_since(begun)
    }

    /// Takes what is written until nothing has come for so long, but not for longer than ten times that.
    pub fn settle(&mut self, quiet: Duration) {
        let begun = Instant::now();
        while begun.elapsed() < 10 * quiet
            && let Ok((_, chunk)) = self.chunks.recv_timeout(quiet)
        {
            self.parser.process(&chunk);
        }
    }

    /// Sends keys as the terminal would; gives the moment.
    pub fn send(&mut self, keys: &str) -> Instant {
        let now = Instant::now();
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
        now
    }

    /// Row and column of the cursor.
    pub fn cursor(&self) -> (u16, u16) {
        self.parser.screen().cursor_position()
    }

    /// The number of the process.
    pub fn id(&self) -> u32 {
        self.child.process_id().unwrap()
    }
}

impl Drop for Term {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
