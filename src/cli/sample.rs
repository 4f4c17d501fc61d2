//! `sample N [WORDS…]`: a random sample of completed issues (反向核查), and the log of former ones.

use std::{
    collections::{HashMap, HashSet},
    io::Write,
};

use clap::{Arg, ArgAction, ArgMatches, Command};
use jiff::{Timestamp, tz::TimeZone};
use uuid::Uuid;

use crate::{
    ledger::{
        Ledger, Marked,
        followup::{Change, case::LedgerChange},
        types::{AgencyId, IssueId, IssueRow, Snapshot},
    },
    notice::OutcomeTag,
    query::sample::{Candidate, Size, draw},
    text::clean::for_terminal,
    words::{Words, agenda::Sample},
};

use super::{
    args::{Sub, all, one},
    asked,
    context::Context,
    exit::{Exit, Failure},
    list_form, mark,
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
    let words = &context.words().agenda.sample;
    let size = size(args, context.words())?;
    let seed = seed(args, context.words())?;
    let author = context.author()?;
    let mut ledger = context.open()?;
    let snapshot = ledger.snapshot()?;
    let asked = asked::ask(context, args, &ledger, &snapshot)?;
    let chosen = !all::<String>(args, "outcome").is_empty() || args.get_flag("no-outcome");
    let wanted = |row: &&&IssueRow| {
        row.present && !row.fixes.void && (chosen || row.outcome.has(OutcomeTag::Completed))
    };
    let pool: Vec<&IssueRow> = asked.rows.iter().filter(wanted).copied().collect();
    if pool.is_empty() {
        return Err(Failure::Refused(words.empty.to_owned()));
    }
    let rows = drawn_from(&pool, &snapshot, size, seed);
    let change = LedgerChange::Sample {
        seed,
        of: pool.len() as u64,
        asked: in_words(size, chosen, &asked.words),
        drawn: rows.iter().map(|row| row.key.to_string()).collect(),
    };
    // What somebody closed is taken up again only where that is said.
    let stays = |row: &&IssueRow| row.review.state.closed() && !args.get_flag("reopen");
    let (left, to_mark): (Vec<&IssueRow>, Vec<&IssueRow>) = rows.iter().copied().partition(stays);
    if args.get_flag("mark") {
        mark::sure_of_many(to_mark.len(), args, context.words())?;
    }
    ledger.say_of_ledger(&change, &author, Timestamp::now())?;
    if args.get_flag("mark") {
        let issues: Vec<IssueId> = to_mark.iter().map(|row| row.id).collect();
        put_on_the_list(&mut ledger, &issues, &author, context.words())?;
    }
    let mut told = about_the_draw(&pool, rows.len(), size, seed, words);
    if args.get_flag("mark") {
        told.push((words.marked)(to_mark.len()));
        let keys: Vec<&str> = left.iter().map(|row| &*row.key).collect();
        told.extend((!keys.is_empty()).then(|| (words.left_closed)(&keys.join(" "))));
    }
    // The rows as they stand now, marks and all.
    let snapshot = ledger.snapshot()?;
    let now: HashMap<IssueId, &IssueRow> = snapshot.issues.iter().map(|row| (row.id, row)).collect();
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

/// What is said above the rows: of how many, with which seed, how many are closed already.
fn about_the_draw(pool: &[&IssueRow], drawn: usize, size: Size, seed: u64, words: &Sample) -> Vec<String> {
    let agencies: HashSet<AgencyId> = pool.iter().map(|row| row.agency).collect();
    let closed = pool.iter().filter(|row| row.review.state.closed()).count();
    let mut told = vec![(words.drawn)(drawn, pool.len(), agencies.len()), (words.again)(seed)];
    told.extend(matches!(size, Size::Total(total) if total > pool.len()).then(|| (words.all)(pool.len())));
    told.extend((closed > 0).then(|| (words.closed)(closed)));
    told
}

/// The rows that are drawn, in the order in which they are shown.
fn drawn_from<'a>(pool: &[&'a IssueRow], snapshot: &Snapshot, size: Size, seed: u64) -> Vec<&'a IssueRow> {
    let names: HashMap<AgencyId, &str> = snapshot.agencies.iter().map(|row| (row.id, &*row.name)).collect();
    let agency = |row: &IssueRow| names.get(&row.agency).copied().unwrap_or_default();
    let candidates: Vec<Candidate<'_>> =
        pool.iter().map(|row| Candidate { agency: agency(row), key: &row.key }).collect();
    let by_key: HashMap<&str, &'a IssueRow> = pool.iter().map(|row| (&*row.key, *row)).collect();
    draw(&candidates, size, seed).iter().filter_map(|one| by_key.get(one.key).copied()).collect()
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
        None => Ok(u64::from(Uuid::new_v4().as_fields().0)),
    }
}

/// What was asked, as it could be typed again.
fn in_words(size: Size, chosen: bool, asked: &str) -> String {
    let mut parts = match size {
        Size::Total(count) => vec![count.to_string()],
        Size::PerAgency(count) => vec![count.to_string(), "--per-agency".to_owned()],
    };
    parts.extend((!chosen).then(|| "--outcome completed".to_owned()));
    parts.extend((!asked.is_empty()).then(|| asked.to_owned()));
    parts.join(" ")
}

/// Marks what was drawn. The draw is in the log with its issues; their notes are the inspectors' own.
fn put_on_the_list(
    ledger: &mut Ledger,
    issues: &[IssueId],
    author: &str,
    words: &Words,
) -> Result<(), Failure> {
    let change = Change::Revisit { due: None, who: None, note: None };
    match ledger.mark(issues, &change, author, Timestamp::now())? {
        Marked::Done { .. } => Ok(()),
        Marked::Refused { why, .. } => {
            let why = why.explain(&words.ledger);
            Err(Failure::Refused(format!("{why}\n{}", words.cli.mark.nothing_written)))
        }
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
