//! `add NOTICE --title T`

use std::io::Write;

use clap::ArgMatches;
use jiff::Timestamp;

use crate::{
    ledger::{Ledger, followup::Missed, types::NoticeId},
    text::clean::for_terminal,
    words::Words,
};

use super::{
    args::{all, one},
    context::Context,
    correct::filled,
    exit::{Exit, Failure},
    mark, names, notices,
};

/// Runs the command.
///
/// # Errors
/// [`Failure`] where an option is wrong, the notice is none or several, has no issue behind which the
/// new one is to stand, or the ledger fails; then nothing was written.
pub fn run(context: &Context, args: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    let words = context.words();
    let typed = |name: &str| filled(args, name, words);
    let outcomes = all::<String>(args, "outcome");
    let mut missed = Missed {
        notice: String::new(),
        label: typed("label")?.unwrap_or_default(),
        title: typed("title")?.unwrap_or_default(),
        response: typed("response")?,
        outcome: if outcomes.is_empty() { Vec::new() } else { names::tags("--outcome", &outcomes, words)? },
        after: None,
        reason: typed("reason")?.unwrap_or_default(),
    };
    let author = context.author()?;
    let mut ledger = context.open()?;
    let notice = notices::one_notice(&ledger, one(args, "notice").unwrap_or_default(), words)?;
    missed.notice = notice.key.to_string();
    missed.after = one(args, "after").map(|id| after(&ledger, id, notice.id, words)).transpose()?;
    let issue = ledger.add_missed(&missed, &author, Timestamp::now())?;
    let key = ledger.issue(issue)?.key;
    writeln!(out, "{}", for_terminal(&(words.check.added)(&key, &missed.title)))?;
    Ok(Exit::Done)
}

/// The key of the issue behind which the new one is to stand.
fn after(ledger: &Ledger, id: &str, notice: NoticeId, words: &Words) -> Result<String, Failure> {
    let issue = mark::named(ledger, id, words)?;
    if ledger.notice_of(issue)? != notice {
        return Err(Failure::Refused((words.check.not_in_notice)(id)));
    }
    Ok(ledger.issue(issue)?.key.to_string())
}
