//! `list [WORDS…]`

use std::io::Write;

use clap::ArgMatches;

use crate::{report::history, text::clean::for_terminal};

use super::{
    asked,
    context::Context,
    exit::{Exit, Failure},
    list_form,
};

/// Runs the command.
///
/// # Errors
/// [`Failure`] where an option is written wrongly or the ledger cannot be used.
pub fn run(context: &Context, args: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    asked::check(context, args)?;
    let (ledger, words) = (context.open()?, context.words());
    let snapshot = ledger.snapshot()?;
    let asked = asked::ask(context, args, &ledger, &snapshot)?;
    // Not among the rows, which are issues.
    for notice in &asked.anew {
        let said = (words.check.notice_printed_anew)(&history::notice_fields(words, &notice.hides));
        say!("{}", for_terminal(&format!("#{}  {}  {said}", notice.id.0, notice.title)));
    }
    let list = list_form::List::new(&ledger, &snapshot, asked.rows, context)?;
    match (args.get_flag("json"), args.get_flag("csv")) {
        (true, _) => list.json(out)?,
        (_, true) => list.csv(out)?,
        _ => list.lines(out)?,
    }
    Ok(Exit::Done)
}
