//! `huitoukan [PATH…]` and `demo`: the screen.

use std::{
    io::{IsTerminal, Write},
    path::PathBuf,
};

use crate::{
    ledger::{Ledger, default_path},
    text::clean::lines_for_terminal,
    tui::{self, TuiError, TuiOptions},
};

use super::{
    context::Context,
    exit::{Exit, Failure},
    import, samples,
};

/// Imports what is named and opens the screen.
///
/// # Errors
/// [`Failure::NoTerminal`] where there is nothing to draw on: then nothing was imported either.
pub fn run(context: &Context, paths: &[PathBuf], out: &mut impl Write) -> Result<Exit, Failure> {
    let words = context.words();
    // A command that is written wrongly looks like a path.
    if let Some(missing) = paths.iter().find(|path| !path.exists()) {
        let name = missing.display().to_string();
        return Err(Failure::Usage((words.cli.usage.no_command_no_file)(&name)));
    }
    needs_terminal()?;
    let mut ledger = context.open_or_make()?;
    let mut message = None;
    if !paths.is_empty() {
        let report = import::import_paths(&mut ledger, paths, context, out)?;
        import::tell(&report, words, out);
        if report.nothing_came() || report.left > 0 {
            return Ok(Exit::Failed);
        }
        // The screen covers what was printed.
        message = (report.anew > 0).then(|| (words.tui.fixing.anew_came)(report.anew));
    }
    // The screen takes the terminal over: what was said before stands above it when it is left.
    out.flush()?;
    let shut = ledger.shut().map(|why| why.shut(&words.ledger).to_owned());
    screen(context, ledger, shut.or(message))
}

/// The name of the ledger of the samples; it stands beside the user's own.
const DEMO: &str = "demo.sqlite";

/// Opens the samples in a ledger of their own, beside the user's, which is not touched. Marks made there
/// are kept like others.
///
/// # Errors
/// As [`run`].
pub fn demo(context: &Context) -> Result<Exit, Failure> {
    needs_terminal()?;
    let mut ledger = match &context.ledger {
        Some(path) => Ledger::open(&path.with_file_name(DEMO))?,
        None => Ledger::open_with_folder(&default_path()?.with_file_name(DEMO))?,
    };
    samples::import(&mut ledger, context.words())?;
    screen(context, ledger, None)
}

fn needs_terminal() -> Result<(), Failure> {
    let there = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    if there { Ok(()) } else { Err(Failure::NoTerminal) }
}

fn screen(context: &Context, ledger: Ledger, message: Option<String>) -> Result<Exit, Failure> {
    let mut config = context.config.clone();
    if let Some(author) = context.named_author() {
        config.config.author = Some(author);
    }
    let options =
        TuiOptions { ledger, today: context.today, lang: context.lang, config, message, mouse: None };
    match tui::run(options) {
        Ok(farewell) => {
            if let Some(said) = farewell {
                say!("{}", lines_for_terminal(&said));
            }
            Ok(Exit::Done)
        }
        Err(TuiError::NoTerminal) => Err(Failure::NoTerminal),
        Err(error @ TuiError::Terminal(_)) => Err(Failure::Refused(error.explain(context.words()))),
    }
}
