//! `mark ID…` and `undo`

use std::io::Write;

use clap::ArgMatches;
use jiff::Timestamp;

use crate::{
    ledger::{
        Ledger, Marked, Named,
        followup::{Change, Review, State},
        types::IssueId,
    },
    query::due,
    text::clean::for_terminal,
    words::Words,
};

use super::{
    args::{all, one},
    context::Context,
    exit::{Exit, Failure},
    names,
};

/// Runs `mark`.
///
/// # Errors
/// [`Failure`] where an option is wrong, an id names no issue or several, the change is not open
/// for one of them, or the ledger fails; then nothing was written.
pub fn run(context: &Context, args: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    let change = change(context, args)?;
    let author = context.author()?;
    let mut ledger = context.open()?;
    let words = context.words();
    let mut issues = Vec::new();
    for id in all::<String>(args, "id") {
        issues.push(named(&ledger, id, words)?);
    }
    match ledger.mark(&issues, &change, &author, Timestamp::now())? {
        Marked::Done { reviews, .. } => {
            tell(&ledger, &reviews, words, words.cli.mark.marked, out)?;
            Ok(Exit::Done)
        }
        Marked::Refused { issue, why } => {
            let id = issue.map(|issue| ledger.issue(issue)).transpose()?;
            let id = id.map(|detail| detail.key.to_string()).unwrap_or_default();
            let why = (words.cli.mark.refused)(&id, why.explain(&words.ledger));
            Err(Failure::Refused(format!("{why}\n{}", words.cli.mark.nothing_written)))
        }
    }
}

/// Runs `undo`.
///
/// # Errors
/// [`Failure::Refused`] where there is nothing to undo; else as [`run`].
pub fn undo(context: &Context, out: &mut impl Write) -> Result<Exit, Failure> {
    let author = context.author()?;
    let mut ledger = context.open()?;
    let words = context.words();
    match ledger.undo(&author, Timestamp::now())? {
        Marked::Done { reviews, .. } => {
            tell(&ledger, &reviews, words, words.cli.mark.undone, out)?;
            Ok(Exit::Done)
        }
        Marked::Refused { why, .. } => Err(Failure::Refused(why.explain(&words.ledger).to_owned())),
    }
}

/// The issue that a typed id stands for.
pub(super) fn named(ledger: &Ledger, id: &str, words: &Words) -> Result<IssueId, Failure> {
    let words = &words.cli.mark;
    match ledger.named(id)? {
        Named::One(issue) => Ok(issue),
        Named::Several(keys) => Err(Failure::Refused((words.several)(id, &keys.join(" ")))),
        Named::None => Err(Failure::Refused((words.no_such_id)(id))),
        Named::NotAnId => Err(Failure::Refused((words.not_an_id)(id))),
    }
}

/// A line for each issue with its new state.
fn tell(
    ledger: &Ledger,
    reviews: &[(IssueId, Review)],
    words: &Words,
    line: fn(&str, &str, &str) -> String,
    out: &mut impl Write,
) -> Result<(), Failure> {
    for (issue, review) in reviews {
        let detail = ledger.issue(*issue)?;
        let mut state = names::review(review, words);
        if let Some(due) = review.due {
            state = format!("{state} {}", (words.cli.list.recheck)(due));
        }
        writeln!(out, "{}", for_terminal(&line(&detail.key, &state, &detail.node.title)))?;
    }
    Ok(())
}

/// The change that the options ask for. `--due` alone schedules, `--finding` alone verifies,
/// `--note` alone notes.
fn change(context: &Context, args: &ArgMatches) -> Result<Change, Failure> {
    let words = context.words();
    let usage = &words.cli.usage;
    let state = one(args, "state").map(|name| names::state("--state", name, words)).transpose()?;
    let finding = one(args, "finding").map(|name| names::finding("--finding", name, words)).transpose()?;
    let due = one(args, "due")
        .map(|text| due::day(text, context.today))
        .transpose()
        .map_err(|error| Failure::Usage(format!("--due: {}", error.explain(&words.ledger))))?;
    let note = one(args, "note").map(|note| note.trim().to_owned()).filter(|note| !note.is_empty());
    let wrong = |message: String| Err(Failure::Usage(message));
    let disagree = |one: &str, other: &str| wrong((usage.marks_disagree)(one, other));
    let state_option = || format!("--state {}", one(args, "state").unwrap_or_default());
    match (state, due, finding) {
        (_, Some(_), Some(_)) => disagree("--due", "--finding"),
        (None | Some(State::Revisit), Some(_), None) | (Some(State::Revisit), None, None) => {
            Ok(Change::Revisit { due, who: None, note })
        }
        (None | Some(State::Verified), None, Some(finding)) => {
            Ok(Change::Verify { finding, seen: None, on: None, note })
        }
        (Some(_), Some(_), None) => disagree(&state_option(), "--due"),
        (Some(_), None, Some(_)) => disagree(&state_option(), "--finding"),
        (Some(State::Verified), None, None) => wrong(usage.needs_finding.to_owned()),
        (Some(State::Unread), None, None) if note.is_some() => wrong(usage.unread_takes_no_note.to_owned()),
        (Some(State::Unread), None, None) => Ok(Change::Unread),
        (Some(State::Query), None, None) => Ok(Change::Query { reason: None, note }),
        (Some(State::Archived), None, None) => Ok(Change::Archive { note }),
        (None, None, None) => match note {
            Some(note) => Ok(Change::Note { note }),
            None => wrong(usage.nothing_to_mark.to_owned()),
        },
    }
}
