//! The program in a pseudo-terminal.

use std::{
    io::{Read, Write},
    num::NonZero,
    path::Path,
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use vt100::{MouseProtocolMode, Parser, Screen};

/// Longer than any machine under load needs.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running program and what its terminal shows.
pub struct Term {
    parser: Parser,
    chunks: Receiver<Vec<u8>>,
    /// Everything that was written to the terminal.
    pub raw: Vec<u8>,
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
}

/// The command that opens the screen on a ledger, with a home of its own.
pub fn program(home: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_huitoukan"));
    command.args(["--today", "2026-11-23", "--ledger"]);
    command.arg(home.join("ledger.db"));
    dress(&mut command, home);
    command
}

/// Gives a command a terminal's surroundings and a home of its own.
pub fn dress(command: &mut CommandBuilder, home: &Path) {
    command.env("TERM", "xterm-256color");
    command.env_remove("NO_COLOR");
    for name in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"] {
        command.env(name, home);
    }
}

impl Term {
    /// Starts a command in a terminal of that size.
    pub fn open(command: CommandBuilder, columns: u16, rows: u16) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let (out, chunks) = mpsc::channel();
        thread::spawn(move || {
            let mut chunk = [0; 8192];
            while let Ok(count @ 1..) = reader.read(&mut chunk) {
                if out.send(chunk[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let parser = Parser::new(some(rows), some(columns), 0);
        Self { parser, chunks, raw: Vec::new(), master: pair.master, writer, child }
    }

    /// Sends keys as the terminal would.
    pub fn send(&mut self, keys: &str) -> &mut Self {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
        self
    }

    /// Waits until the screen is as wanted.
    pub fn until(&mut self, what: &str, seen: impl Fn(&Screen) -> bool) -> &mut Self {
        let start = Instant::now();
        while self.in_frame() || !seen(self.parser.screen()) {
            let left = PATIENCE.checked_sub(start.elapsed());
            match left.map_or(Err(RecvTimeoutError::Timeout), |left| self.chunks.recv_timeout(left)) {
                Ok(chunk) => {
                    self.parser.process(&chunk);
                    self.raw.extend(chunk);
                }
                Err(error) => panic!("{what}: {error}; the screen:\n{}", self.parser.screen().contents()),
            }
        }
        self
    }

    /// Whether a frame has begun and not ended: what is seen then is half the old and half the new.
    fn in_frame(&self) -> bool {
        let last = |mark: &[u8]| self.raw.windows(mark.len()).rposition(|window| window == mark);
        last(b"\x1b[?2026h") > last(b"\x1b[?2026l")
    }

    /// Waits until a text is on the screen.
    pub fn sees(&mut self, text: &str) -> &mut Self {
        self.until(text, |screen| screen.contents().contains(text))
    }

    /// Waits until a text is no longer on the screen.
    pub fn misses(&mut self, text: &str) -> &mut Self {
        self.until(&format!("no {text}"), |screen| !screen.contents().contains(text))
    }

    /// What is on the screen.
    pub fn screen(&self) -> &Screen {
        self.parser.screen()
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.parser.screen_mut().set_size(some(rows), some(columns));
        self.master.resize(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }).unwrap();
        self
    }

    /// Sends the program a signal.
    pub fn signal(&mut self, name: &str) -> &mut Self {
        let id = self.child.process_id().unwrap().to_string();
        assert!(std::process::Command::new("kill").args([name, &id]).status().unwrap().success());
        self
    }

    /// Waits until the program stands still: it gives the terminal back a moment before, and who continues it in
    /// between continues nothing.
    pub fn stands_still(&mut self) -> &mut Self {
        let id = self.child.process_id().unwrap().to_string();
        let start = Instant::now();
        loop {
            let said = std::process::Command::new("ps").args(["-o", "stat=", "-p", &id]).output().unwrap();
            if said.stdout.starts_with(b"T") {
                return self;
            }
            assert!(start.elapsed() < PATIENCE, "still {said:?}");
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
    }

    /// Waits until the program has ended, and gives its exit code.
    pub fn ends(&mut self) -> u32 {
        loop {
            match self.chunks.recv_timeout(PATIENCE) {
                Ok(chunk) => {
                    self.parser.process(&chunk);
                    self.raw.extend(chunk);
                }
                Err(RecvTimeoutError::Disconnected) => break,
                Err(error) => {
                    panic!("does not end: {error}; the screen:\n{}", self.parser.screen().contents())
                }
            }
        }
        self.child.wait().unwrap().exit_code()
    }

    /// The terminal is as it was before the program.
    pub fn is_restored(&self) {
        let screen = self.parser.screen();
        assert!(!screen.alternate_screen(), "the alternate screen is still there");
        assert!(!screen.hide_cursor(), "the cursor is hidden");
        assert!(!screen.bracketed_paste(), "bracketed paste is on");
        assert_eq!(screen.mouse_protocol_mode(), MouseProtocolMode::None, "the mouse is on");
    }
}

fn some(cells: u16) -> NonZero<u16> {
    NonZero::new(cells).unwrap()
}

impl Drop for Term {
    fn drop(&mut self) {
        // A test that failed leaves its program running.
        let _ = self.child.kill();
    }
}
