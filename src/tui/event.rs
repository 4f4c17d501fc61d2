//! Everything that comes from outside, as one kind of message from several threads.

use std::{io, sync::mpsc::Sender, thread};

use ratatui::crossterm::event::{self, Event, KeyEvent, KeyEventKind, MouseEvent, MouseEventKind};

use super::app::{find::Told, work::News};
use crate::ledger::protocol::Answer;

/// A message to the loop.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed, or repeats.
    Key(KeyEvent),
    /// The mouse did something.
    Mouse(MouseEvent),
    /// Text was pasted.
    Paste(String),
    /// The screen has another size, in columns and rows.
    Resize(u16, u16),
    /// The ledger answers.
    Answer(Box<Answer>),
    /// What was found among titles and names.
    Found(Told),
    /// How far work is that takes long.
    News(News),
    /// The system wants us to end.
    End,
    /// The system wants us to stop until we are continued.
    Stop,
    /// We were continued.
    Continued,
    /// The terminal is gone.
    Gone(io::Error),
}

/// Starts the thread that reads the terminal.
///
/// # Errors
/// Where the system gives no thread.
pub fn read_terminal(out: Sender<Msg>) -> io::Result<()> {
    thread::Builder::new().name("terminal".to_owned()).spawn(move || {
        loop {
            let msg = match event::read() {
                Ok(event) => match of(event) {
                    Some(msg) => msg,
                    None => continue,
                },
                Err(error) => {
                    let _ = out.send(Msg::Gone(error));
                    return;
                }
            };
            if out.send(msg).is_err() {
                return;
            }
        }
    })?;
    Ok(())
}

/// Windows tells when a key is let go too; that is nothing to us.
fn of(event: Event) -> Option<Msg> {
    Some(match event {
        Event::Key(key) if key.kind == KeyEventKind::Release => return None,
        Event::Key(key) => Msg::Key(key),
        // Terminals tell every movement of the pointer; only what it does matters.
        Event::Mouse(mouse) if is_act(mouse.kind) => Msg::Mouse(mouse),
        Event::Mouse(_) => return None,
        Event::Paste(text) => Msg::Paste(text),
        Event::Resize(columns, rows) => Msg::Resize(columns, rows),
        Event::FocusGained | Event::FocusLost => return None,
    })
}

fn is_act(kind: MouseEventKind) -> bool {
    matches!(kind, MouseEventKind::Down(_) | MouseEventKind::ScrollUp | MouseEventKind::ScrollDown)
}

/// Starts the thread that hears the system's signals.
///
/// # Errors
/// Where the system refuses.
#[cfg(unix)]
pub fn hear_signals(out: Sender<Msg>) -> io::Result<()> {
    use signal_hook::{
        consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP},
        iterator::Signals,
    };
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT])?;
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            let msg = match signal {
                SIGTSTP => Msg::Stop,
                SIGCONT => Msg::Continued,
                _ => Msg::End,
            };
            if out.send(msg).is_err() {
                return;
            }
        }
    })?;
    Ok(())
}

/// There are no such signals here.
#[cfg(not(unix))]
pub fn hear_signals(_out: Sender<Msg>) -> io::Result<()> {
    Ok(())
}

/// Stops the process until somebody continues it.
pub fn stop() {
    #[cfg(unix)]
    {
        // A process that cannot be stopped goes on; nothing else can be done.
        let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP);
    }
}

#[cfg(test)]
mod tests {
    use ratatui::crossterm::event::{KeyCode, KeyModifiers};

    use super::*;

    #[test]
    fn a_key_let_go_is_no_key() {
        let key = |kind| Event::Key(KeyEvent::new_with_kind(KeyCode::Char('q'), KeyModifiers::NONE, kind));
        assert!(of(key(KeyEventKind::Press)).is_some());
        assert!(of(key(KeyEventKind::Repeat)).is_some());
        assert!(of(key(KeyEventKind::Release)).is_none());
    }
}
