//! `purge --marks|--all`

use std::io::{BufRead, IsTerminal, Write};

use clap::ArgMatches;

use crate::{
    ledger::{default_path, purge::purge_all},
    text::clean::for_terminal,
    words::share::Share,
};

use super::{
    context::Context,
    exit::{Exit, Failure},
};

/// The only answer that purges; the question names it.
const YES: &str = "yes";

/// Runs the command; asks first, unless it is told not to.
///
/// # Errors
/// [`Failure::Usage`] where nobody can be asked; [`Failure::Refused`] where the answer is not yes;
/// [`Failure::Ledger`].
pub fn run(context: &Context, args: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    let words = &context.words().share;
    let everything = args.get_flag("all");
    if !everything && !args.get_flag("marks") {
        return Err(Failure::Usage(words.choose_purge.to_owned()));
    }
    let path = match &context.ledger {
        Some(path) => path.clone(),
        None => default_path()?,
    };
    let shown = path.display().to_string();
    if !args.get_flag("yes") {
        let question = if everything { words.ask_all } else { words.ask_marks };
        confirm(&question(&shown), words)?;
    }
    let (purged, line) = if everything {
        let purged = purge_all(&path)?;
        let line = (words.purged_all)(&shown, purged.files);
        (purged, line)
    } else {
        let purged = context.open()?.purge_marks()?;
        let line = (words.purged_marks)(purged.events, purged.files);
        (purged, line)
    };
    writeln!(out, "{}", for_terminal(&line))?;
    for path in &purged.left {
        writeln!(out, "{}", for_terminal(&(words.purge_left)(&path.display().to_string())))?;
    }
    writeln!(out, "{}", words.purge_leaves)?;
    Ok(Exit::Done)
}

fn confirm(question: &str, words: &Share) -> Result<(), Failure> {
    if !(std::io::stdin().is_terminal() && std::io::stderr().is_terminal()) {
        return Err(Failure::Usage(words.needs_yes.to_owned()));
    }
    let mut stderr = std::io::stderr();
    // Whoever cannot hear the question does not answer yes.
    let _ = write!(stderr, "{}", for_terminal(question)).and_then(|()| stderr.flush());
    let mut line = String::new();
    let heard = std::io::stdin().lock().read_line(&mut line);
    // What is deleted here cannot be had back: a habit of the finger (`y`) is no answer.
    if heard.is_ok() && line.trim() == YES {
        Ok(())
    } else {
        Err(Failure::Refused(words.not_purged.to_owned()))
    }
}
