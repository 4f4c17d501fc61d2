//! `huitoukan [PATH…]` and `demo`: the screen.

use std::{
    io::{IsTerminal, Write},
    path::PathBuf,
};

use jiff::civil::Date;

use crate::{ledger::Ledger, words::Lang};

use super::{
    context::Context,
    exit::{Exit, Failure},
    import,
};

/// What the screen is opened with.
#[derive(Debug)]
pub struct TuiOptions {
    /// The ledger, open.
    pub ledger: Ledger,
    /// The day that is taken for today.
    pub today: Date,
    /// The language.
    pub lang: Lang,
    /// Who makes the marks, where the command line says it.
    pub author: Option<String>,
}

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
    screen(TuiOptions { ledger, today: context.today, lang: context.lang, author: context.author.clone() })
}

/// Opens the samples in a ledger of their own.
///
/// # Errors
/// As [`run`].
pub fn demo(context: &Context) -> Result<Exit, Failure> {
    needs_terminal()?;
    let ledger = Ledger::in_memory()?;
    screen(TuiOptions { ledger, today: context.today, lang: context.lang, author: context.author.clone() })
}

fn needs_terminal() -> Result<(), Failure> {
    let there = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    if there { Ok(()) } else { Err(Failure::NoTerminal) }
}

/// The door to the screen, which is wired in when it is there.
fn screen(_options: TuiOptions) -> Result<Exit, Failure> {
    Err(Failure::NoTerminal)
}
