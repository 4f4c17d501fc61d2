//! The terminal: entering, leaving, drawing a frame. The only file that writes raw sequences.
//!
//! Leaving is the mirror image of entering. It is done once, whoever comes first: the end of the
//! program, a panic, a signal, or the drop of [`Screen`].

use std::{
    io::{self, BufWriter, Stdout, Write},
    panic,
    sync::{
        Mutex, Once, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use ratatui::{
    Frame, Terminal,
    backend::CrosstermBackend,
    crossterm::{
        cursor::{Hide, Show},
        event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture},
        execute, queue,
        terminal::{
            BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
            disable_raw_mode, enable_raw_mode,
        },
    },
    layout::Rect,
};

/// A frame is about 20,000 small writes: they are gathered.
const BUFFER: usize = 128 * 1024;

/// Whether the terminal is ours now.
static ENTERED: AtomicBool = AtomicBool::new(false);
/// What threads other than the screen's had to say when they failed; told after leaving.
static LAST_WORDS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// The screen while it is ours.
pub struct Screen {
    terminal: Terminal<CrosstermBackend<BufWriter<Stdout>>>,
    mouse: bool,
}

impl Screen {
    /// Takes the terminal over. `farewell` is said before the report of a panic.
    ///
    /// # Errors
    /// Where the terminal refuses; it is left as it was.
    pub fn enter(mouse: bool, farewell: &'static str) -> io::Result<Self> {
        hook_panics(farewell);
        enter(mouse)?;
        let backend = CrosstermBackend::new(BufWriter::with_capacity(BUFFER, io::stdout()));
        let terminal = Terminal::new(backend).inspect_err(|_| leave())?;
        Ok(Self { terminal, mouse })
    }

    /// Columns and rows.
    ///
    /// # Errors
    /// Where the terminal does not say.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        self.terminal.size().map(|size| (size.width, size.height))
    }

    /// Draws one frame, which the terminal shows at once. The cursor is hidden meanwhile, so that
    /// an input method's window does not run after it.
    ///
    /// # Errors
    /// Where the terminal cannot be written to.
    pub fn draw(&mut self, frame: impl FnOnce(&mut Frame)) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate, Hide)?;
        let drawn = self.terminal.draw(frame).map(|_| ());
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)?;
        drawn
    }

    /// Forgets what is on the screen, so that the next frame draws all of it.
    ///
    /// # Errors
    /// Where the terminal cannot be written to.
    pub fn clear(&mut self) -> io::Result<()> {
        // `Terminal::clear` would ask the terminal where its cursor is and wait for an answer, which
        // the thread that reads keys takes away, and some terminals never give.
        let size = self.terminal.size()?;
        self.terminal.resize(Rect::new(0, 0, size.width, size.height))
    }

    /// Turns the mouse on or off.
    ///
    /// # Errors
    /// Where the terminal cannot be written to.
    pub fn set_mouse(&mut self, on: bool) -> io::Result<()> {
        self.mouse = on;
        if on {
            execute!(self.terminal.backend_mut(), EnableMouseCapture)
        } else {
            execute!(self.terminal.backend_mut(), DisableMouseCapture)
        }
    }

    /// Gives the shell back while `stopped` runs, then takes the terminal over again.
    ///
    /// # Errors
    /// Where the terminal cannot be taken over again.
    pub fn suspend(&mut self, stopped: impl FnOnce()) -> io::Result<()> {
        self.terminal.backend_mut().flush()?;
        leave();
        stopped();
        enter(self.mouse)?;
        self.clear()
    }

    /// Takes the terminal over again after somebody else had it.
    ///
    /// # Errors
    /// Where the terminal refuses.
    pub fn claim(&mut self) -> io::Result<()> {
        enter(self.mouse)?;
        self.clear()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // The terminal may be gone; there is nobody left to tell.
        let _ = self.terminal.backend_mut().flush();
        leave();
        let words = std::mem::take(&mut *LAST_WORDS.lock().unwrap_or_else(PoisonError::into_inner));
        for said in words {
            eprintln!("{said}");
        }
    }
}

fn enter(mouse: bool) -> io::Result<()> {
    enable_raw_mode()?;
    ENTERED.store(true, Ordering::SeqCst);
    let mut out = io::stdout();
    execute!(out, EnterAlternateScreen, EnableBracketedPaste)
        .and_then(|()| if mouse { execute!(out, EnableMouseCapture) } else { Ok(()) })
        .inspect_err(|_| leave())
}

/// Gives the terminal back; each step is tried whatever became of the one before. Modes are turned
/// off before raw mode ends, or their codes would be printed.
fn leave() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout();
    let _ = execute!(out, EndSynchronizedUpdate);
    let _ = execute!(out, DisableMouseCapture);
    let _ = execute!(out, DisableBracketedPaste);
    let _ = execute!(out, LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
}

/// Restores the terminal before the report of a panic. The report of another thread waits until the
/// screen is left, which goes on without it.
fn hook_panics(farewell: &'static str) {
    static HOOKED: Once = Once::new();
    HOOKED.call_once(|| {
        let screen = thread::current().id();
        let former = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if thread::current().id() == screen {
                leave();
                eprintln!("{farewell}");
                former(info);
            } else if ENTERED.load(Ordering::SeqCst) {
                let words = format!("{farewell}\n{info}");
                LAST_WORDS.lock().unwrap_or_else(PoisonError::into_inner).push(words);
            } else {
                former(info);
            }
        }));
    });
}
