//! `undo` and `redo`

use std::io::Write;

use clap::ArgMatches;
use jiff::Timestamp;

use crate::{
    ledger::{
        Ledger, Marked,
        followup::Refusal,
        log::{About, Act, Said},
        types::IssueId,
        undo::Takes,
    },
    report::history,
    text::clean::for_terminal,
    words::Words,
};

use super::{
    acts::{Log, moment},
    context::Context,
    exit::{Exit, Failure},
    mark,
};

/// Runs `undo`.
///
/// # Errors
/// [`Failure::Refused`] where there is nothing to undo; [`Failure::Ledger`] where the ledger fails.
pub fn undo(context: &Context, args: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    let author = context.author()?;
    let mut ledger = context.open()?;
    let marked = match ledger.undo_alone(&author, Timestamp::now())? {
        Marked::Refused { why: Refusal::OthersBuiltOnIt, .. } => {
            let told = ask(&ledger, &author, args.get_flag("yes"), context.words())?;
            ledger.undo_as_told(&told, &author, Timestamp::now())?
        }
        marked => marked,
    };
    let line = context.words().cli.mark.undone;
    tell(&ledger, marked, &author, line, context.words(), out)
}

/// Names the marks of others that would no longer count, and asks.
fn ask(ledger: &Ledger, author: &str, yes: bool, words: &'static Words) -> Result<Takes, Failure> {
    let takes = ledger.what_undo_takes(author)?;
    let issues: Vec<IssueId> = takes.lost.iter().map(|(issue, _)| *issue).collect();
    let called = mark::called(ledger, &issues)?;
    say!("{}", words.check.voids);
    for (issue, event) in &takes.lost {
        let (key, title) = called.get(issue).map_or(("", ""), |(key, title)| (key, title));
        let (what, _) = history::change(words, &event.change);
        let line = format!("{key}  {title}  {}  {}  {what}", moment(event.time), event.author);
        say!("  {}", for_terminal(&line));
    }
    match if yes { Some(true) } else { mark::confirmed(words.check.ask_undo, words)? } {
        Some(true) => Ok(takes),
        Some(false) => Err(Failure::Refused(words.check.not_undone.to_owned())),
        None => Err(Failure::Refused(words.check.undo_needs_yes.to_owned())),
    }
}

/// Runs `redo`.
///
/// # Errors
/// [`Failure::Refused`] where there is nothing to redo, or something was done since; else as [`undo`].
pub fn redo(context: &Context, out: &mut impl Write) -> Result<Exit, Failure> {
    let author = context.author()?;
    let mut ledger = context.open()?;
    let marked = ledger.redo(&author, Timestamp::now())?;
    let line = context.words().check.redone;
    tell(&ledger, marked, &author, line, context.words(), out)
}

/// A line for each issue with what it is now, and one for all else that was taken back.
fn tell(
    ledger: &Ledger,
    marked: Marked,
    author: &str,
    line: fn(&str, &str, &str) -> String,
    words: &'static Words,
    out: &mut impl Write,
) -> Result<Exit, Failure> {
    let (reviews, reload) = match marked {
        Marked::Done { reviews, reload } => (reviews, reload),
        Marked::Refused { why, .. } => return Err(Failure::Refused(why.explain(&words.ledger).into_owned())),
    };
    let issues: Vec<IssueId> = reviews.iter().map(|(issue, _)| *issue).collect();
    let called = mark::called(ledger, &issues)?;
    for (issue, review) in &reviews {
        let (key, title) = called.get(issue).map_or(("", ""), |(key, title)| (key, title));
        writeln!(out, "{}", for_terminal(&line(key, &mark::state(review, words), title)))?;
    }
    if reload {
        let acts = ledger.log()?;
        let log = Log::new(&acts, words);
        let newest = acts.iter().filter(|act| mine(act, ledger, author)).map(|act| act.event.counter).max();
        for act in acts.iter().filter(|act| mine(act, ledger, author) && Some(act.event.counter) == newest) {
            if let Some(line) = other_line(ledger, act, &log, words)? {
                writeln!(out, "{}", for_terminal(&line))?;
            }
        }
    }
    Ok(Exit::Done)
}

fn mine(act: &Act, ledger: &Ledger, author: &str) -> bool {
    act.event.ledger == ledger.id() && act.event.author == author
}

/// What was taken back or brought back where the state of a check does not say it.
fn other_line(
    ledger: &Ledger,
    act: &Act,
    log: &Log<'_>,
    words: &'static Words,
) -> Result<Option<String>, Failure> {
    if let Said::Issue(change) = &log.root(act).event.change
        && (change.concludes() || matches!(change.name(), "note" | "due" | "assign"))
    {
        return Ok(None);
    }
    let what = log.what(act);
    let check = &words.check;
    let about = match &act.about {
        About::Issue { key, .. } => key.clone(),
        About::Agency(name) => (check.of_agency)(name),
        About::Ledger => check.of_ledger.to_owned(),
        About::Notice { key, here } => {
            let notices = ledger.notices()?;
            let row = notices.iter().find(|(_, row)| Some(row.id) == *here);
            // What was withdrawn is among those no longer.
            let called = act.called.as_ref().map(|called| called.title.as_str());
            let called = row.map(|(_, row)| &*row.title).or(called).filter(|title| !title.is_empty());
            (check.of_notice)(called.unwrap_or(key))
        }
    };
    Ok(Some(format!("{about}  {what}")))
}
