//! `withdraw NOTICE`, `withdraw --back NOTICE` and `withdraw --list`

use std::io::Write;

use clap::{Arg, ArgAction, ArgMatches, Command};
use jiff::Timestamp;
use serde_json::json;

use crate::{
    ledger::{Withdrawn, followup::standing::Withdrawal, types::NoticeRow},
    text::clean::for_terminal,
    words::Words,
};

use super::{
    acts::moment,
    args::{Sub, one},
    context::Context,
    correct::filled,
    exit::{Exit, Failure},
    notices::{find, one_of, only, withdrawn},
};

/// Its definition.
pub(super) fn command(words: &Words) -> Command {
    let help = &words.standing.help;
    let notice = Arg::new("notice").value_name("NOTICE").required_unless_present_any(["back", "list"]);
    let reason = Arg::new("reason").long("reason").value_name("WHY").allow_hyphen_values(true);
    let back = Arg::new("back").long("back").value_name("NOTICE").conflicts_with_all(["notice", "list"]);
    let list = Arg::new("list").long("list").action(ArgAction::SetTrue).conflicts_with("notice");
    let json = Arg::new("json").long("json").action(ArgAction::SetTrue).requires("list");
    Sub::new("withdraw", help.withdraw, words)
        .argument(notice, words.cli.help.withdraw_notice)
        .add(reason.required_unless_present_any(["back", "list"]).conflicts_with("list"), help.reason)
        .add(back, help.back)
        .add(list, help.list)
        .add(json, help.json)
        .done()
}

/// Runs the command.
///
/// # Errors
/// [`Failure::Refused`] where the name fits no notice or several, or the notice is withdrawn already, or
/// not; [`Failure::Ledger`] where the ledger fails.
pub fn run(context: &Context, args: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    if args.get_flag("list") {
        return list(context, args.get_flag("json"), out);
    }
    let words = context.words();
    let reason = filled(args, "reason", words)?;
    let author = context.author()?;
    let mut ledger = context.open()?;
    let said = match one(args, "back") {
        Some(name) => {
            // One that is shown may be so against what others said; saying it again settles that.
            let mut found = find(withdrawn(&ledger)?, name);
            if found.is_empty() {
                for (agency, notice) in find(ledger.notices()?, name) {
                    if disputed(&ledger, &notice)? {
                        found.push((agency, notice));
                    }
                }
            }
            let (agency, notice) = only(found, name, words.standing.not_withdrawn, words)?;
            ledger.restore(notice.id, reason.as_deref(), &author, Timestamp::now())?;
            (words.standing.back)(&called(&agency, &notice))
        }
        None => {
            let name = one(args, "notice").unwrap_or_default();
            let (agency, notice) = match find(ledger.notices()?, name).is_empty() {
                // One that is withdrawn may be so against what others did; saying it again settles that.
                true => match find(withdrawn(&ledger)?, name).as_slice() {
                    [(agency, notice)] if disputed(&ledger, notice)? => (agency.clone(), notice.clone()),
                    [(_, _)] => return Err(Failure::Refused((words.standing.is_withdrawn)(name))),
                    _ => one_of(&ledger, name, words)?,
                },
                false => one_of(&ledger, name, words)?,
            };
            ledger.withdraw(notice.id, &reason.unwrap_or_default(), &author, Timestamp::now())?;
            (words.standing.withdrawn)(&called(&agency, &notice))
        }
    };
    writeln!(out, "{}", for_terminal(&said))?;
    Ok(Exit::Done)
}

fn disputed(ledger: &crate::ledger::Ledger, notice: &NoticeRow) -> Result<bool, Failure> {
    Ok(ledger.notice_conflicts()?.iter().any(|dispute| dispute.of_withdrawing(notice.id)))
}

/// Agency and title of a notice.
pub(super) fn called(agency: &str, notice: &NoticeRow) -> String {
    format!("{agency}  {}", notice.title)
}

/// Who withdrew a notice, when and why.
pub(super) fn by(withdrawal: Option<&Withdrawal>, words: &Words) -> String {
    match withdrawal {
        Some(one) => (words.standing.by)(&one.author, &moment(one.time), &one.reason),
        None => (words.standing.by)("", "", ""),
    }
}

fn list(context: &Context, json: bool, out: &mut impl Write) -> Result<Exit, Failure> {
    let words = context.words();
    let all = context.open()?.withdrawn()?;
    if json {
        let all: Vec<_> = all.iter().map(as_json).collect();
        writeln!(out, "{}", serde_json::to_string_pretty(&all).map_err(std::io::Error::from)?)?;
        return Ok(Exit::Done);
    }
    for one in &all {
        let row = &one.notice;
        let line = (words.standing.notice)(row.id.0, &one.agency, &row.title, row.feedback);
        let line = format!("{line}  {}", by(one.by.as_ref(), words));
        writeln!(out, "{}", for_terminal(&line))?;
    }
    out.flush()?;
    match all.len() {
        0 => say!("{}", words.standing.none_withdrawn),
        count => say!("{}", (words.standing.count)(count)),
    }
    Ok(Exit::Done)
}

fn as_json(one: &Withdrawn) -> serde_json::Value {
    let row = &one.notice;
    json!({
        "number": row.id.0, "notice": &*row.key, "agency": one.agency, "title": &*row.title,
        "feedback": row.feedback,
        "author": one.by.as_ref().map(|by| &by.author), "time": one.by.as_ref().map(|by| by.time.to_string()),
        "reason": one.by.as_ref().map(|by| &by.reason).filter(|reason| !reason.is_empty()),
    })
}
