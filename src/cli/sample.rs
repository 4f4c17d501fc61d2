//! `sample N [WORDS…]`: a random sample of completed issues (反向核查), and the log of former ones.

use std::{collections::HashMap, io::Write};

use clap::{Arg, ArgAction, ArgMatches, Command};
use jiff::tz::TimeZone;

use crate::{
    ledger::{
        followup::case::LedgerChange,
        types::{IssueId, IssueRow},
    },
    query::sample::Size,
    text::clean::for_terminal,
    words::Words,
    work::sample::{Wish, drawn, mark, new_seed, said, said_of_marks, write_down},
};

use super::{
    args::{Sub, all, one},
    asked,
    context::Context,
    exit::{Exit, Failure, of_work},
    list_form,
    mark::sure_of_many,
};

/// The definition of the command.
pub(super) fn command(words: &Words) -> Command {
    let help = &words.agenda.help;
    let sub =
        Sub::new("sample", help.sample, words).argument(Arg::new("count").value_name("N"), help.sample_count);
    let log = Arg::new("log").long("log").action(ArgAction::SetTrue).conflicts_with("count");
    asked::add(sub)
        .option("seed", "S", help.sample_seed)
        .flag("per-agency", help.sample_per_agency)
        .flag("mark", help.sample_mark)
        .flag("reopen", help.sample_reopen)
        .flag("yes", words.check.help.yes)
        .add(log, help.sample_log)
        .flag("json", help.json)
        .done()
}

/// Runs the command. The draw is logged before anything is marked, so that no mark names a seed that
/// the log does not have.
///
/// # Errors
/// [`Failure`] where an option is written wrongly, there is nothing to draw from, or the ledger fails.
pub fn run(context: &Context, args: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    if args.get_flag("log") {
        return log(context, out);
    }
    asked::check(context, args)?;
    let size = size(args, context.words())?;
    let seed = seed(args, context.words())?;
    let author = context.author()?;
    let mut ledger = context.open()?;
    let snapshot = ledger.snapshot()?;
    let asked = asked::ask(context, args, &ledger, &snapshot)?;
    let chosen = !all::<String>(args, "outcome").is_empty() || args.get_flag("no-outcome");
    let wish = Wish { size, seed, chosen, asked: asked.words };
    let of_work = |trouble| of_work(trouble, context.words());
    let drawn = drawn(&snapshot, &asked.rows, &wish, context.words()).map_err(of_work)?;
    let marks = args.get_flag("mark").then(|| drawn.to_mark(args.get_flag("reopen")));
    if let Some(issues) = &marks {
        sure_of_many(issues.len(), args, context.words())?;
    }
    write_down(&mut ledger, &drawn, &wish, &author).map_err(of_work)?;
    let mut told = said(&drawn, &wish, context.words());
    if let Some(issues) = &marks {
        mark(&mut ledger, issues, &author, context.words()).map_err(of_work)?;
        told.extend(said_of_marks(&drawn, issues, context.words()));
    }
    let rows: Vec<IssueRow<'_>> = drawn.rows;
    // The rows as they stand now, marks and all.
    let snapshot = ledger.snapshot()?;
    let now: HashMap<IssueId, IssueRow<'_>> = snapshot.issues.iter().map(|row| (row.id, row)).collect();
    let rows = rows.iter().filter_map(|row| now.get(&row.id).copied()).collect();
    let list = list_form::List::new(&ledger, &snapshot, rows, context)?;
    if args.get_flag("json") {
        told.iter().for_each(|line| say!("{line}"));
        list.json(out)?;
    } else {
        told.iter().try_for_each(|line| writeln!(out, "{line}"))?;
        list.lines(out)?;
    }
    Ok(Exit::Done)
}

fn size(args: &ArgMatches, words: &Words) -> Result<Size, Failure> {
    let words = &words.agenda.sample;
    let text = one(args, "count").ok_or_else(|| Failure::Usage(words.needs_count.to_owned()))?;
    let count = text.parse().ok().filter(|count| *count > 0);
    let count: usize = count.ok_or_else(|| Failure::Usage((words.bad_count)(text)))?;
    Ok(if args.get_flag("per-agency") { Size::PerAgency(count) } else { Size::Total(count) })
}

/// The seed that was asked for, or a new one, short enough to be written down.
fn seed(args: &ArgMatches, words: &Words) -> Result<u64, Failure> {
    match one(args, "seed") {
        Some(text) => text.parse().map_err(|_| Failure::Usage((words.agenda.sample.bad_seed)(text))),
        None => Ok(new_seed()),
    }
}

/// Lists former samples, oldest first.
fn log(context: &Context, out: &mut impl Write) -> Result<Exit, Failure> {
    let ledger = context.open()?;
    let words = &context.words().agenda.sample;
    let mut any = false;
    for event in ledger.acts_of_ledger()? {
        let LedgerChange::Sample { seed, of, asked, drawn } = &event.change else { continue };
        any = true;
        let time = event.time.to_zoned(TimeZone::system()).strftime("%Y-%m-%d %H:%M").to_string();
        let what = (words.log)(drawn.len(), *of, *seed, asked);
        let undone = if event.undone { words.undone } else { "" };
        let line = [time.as_str(), event.author.as_str(), what.as_str(), undone].join("  ");
        writeln!(out, "{}", for_terminal(line.trim_end()))?;
        writeln!(out, "  {}", for_terminal(&drawn.join(" ")))?;
    }
    if !any {
        say!("{}", words.log_empty);
    }
    Ok(Exit::Done)
}
