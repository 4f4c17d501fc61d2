//! `huitoukan [PATH…]` and `demo`: the screen.

use std::{
    io::{IsTerminal, Write},
    path::PathBuf,
};

use crate::{
    config,
    ledger::Ledger,
    tui::{self, TuiError, TuiOptions},
};

use super::{
    context::Context,
    exit::{Exit, Failure},
    import,
};

/// Imports what is named and opens the screen.
///
/// # Errors
/// [`Failure::NoTerminal`] where there is nothing to draw on: then nothing was imported either.
pub fn run(context: &Context, paths: &[PathBuf], out: &mut impl Write) -> Result<Exit, Failure> {
    needs_terminal()?;
    let mut ledger = context.open_or_make()?;
    if !paths.is_empty() {
        let report = import::import_paths(&mut ledger, paths, context.words(), out)?;
        import::tell(&report, context.words(), out);
    }
    // The screen takes the terminal over: what was said before stands above it when it is left.
    out.flush()?;
    screen(context, ledger)
}

/// Opens the samples in a ledger of their own.
///
/// # Errors
/// As [`run`].
pub fn demo(context: &Context) -> Result<Exit, Failure> {
    needs_terminal()?;
    let ledger = Ledger::in_memory()?;
    screen(context, ledger)
}

fn needs_terminal() -> Result<(), Failure> {
    let there = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    if there { Ok(()) } else { Err(Failure::NoTerminal) }
}

fn screen(context: &Context, ledger: Ledger) -> Result<Exit, Failure> {
    let mut config = config::load(None);
    if let Some(author) = &context.author {
        config.config.author = Some(author.clone());
    }
    let options =
        TuiOptions { ledger, today: context.today, lang: context.lang, config, message: None, mouse: None };
    match tui::run(options) {
        Ok(()) => Ok(Exit::Done),
        Err(TuiError::NoTerminal) => Err(Failure::NoTerminal),
        Err(error @ TuiError::Terminal(_)) => Err(Failure::Refused(error.explain(context.words()))),
    }
}
