//! `check` on the ledger: asks what is to be asked, lists the doubts, puts one aside, follows one up.

use std::{collections::HashMap, io::Write};

use clap::ArgMatches;
use jiff::Timestamp;
use serde::Serialize;

use crate::{
    checks::Rules,
    ledger::{
        Ledger, Marked,
        aside::NamedDoubt,
        types::{AskedDoubt, DoubtRow, IssueId, NoticeId, Snapshot},
    },
    query::doubts::shown,
    report::json::Dismissed,
    text::clean::for_terminal,
    words::Words,
    work::check::{ask, follow_up},
};

use super::{
    acts::moment,
    args::one,
    asked::{self, Asked, Names},
    check::{self, Shown},
    context::Context,
    exit::{Exit, Failure, of_work},
    long::Long,
    mark,
};

/// Runs `check` without files.
///
/// # Errors
/// [`Failure`] where an option is written wrongly, an id names no doubt or several, a mark is not open, or the
/// ledger fails.
pub(super) fn run(
    context: &Context,
    args: &ArgMatches,
    rules: &Rules,
    out: &mut impl Write,
) -> Result<Exit, Failure> {
    let words = context.words();
    asked::check_as(Names::CHECK, context, args)?;
    let reason = one(args, "reason").map(str::trim).filter(|reason| !reason.is_empty());
    match (one(args, "dismiss"), one(args, "undismiss"), one(args, "follow")) {
        (Some(id), _, _) => {
            let reason = reason.ok_or_else(|| Failure::Usage(words.doubts.needs_reason.to_owned()))?;
            let author = context.author()?;
            let mut ledger = fresh(context)?;
            let doubt = named(&ledger, id, words)?;
            done(ledger.dismiss(&doubt, reason, &author, Timestamp::now())?, words)?;
            tell(words.doubts.put_aside, &doubt, words, out)
        }
        (_, Some(id), _) => {
            let author = context.author()?;
            let mut ledger = fresh(context)?;
            let doubt = named(&ledger, id, words)?;
            if doubt.open() {
                return Err(Failure::Refused((words.doubts.not_dismissed)(&doubt.id)));
            }
            done(ledger.ask_again(&doubt, &author, Timestamp::now())?, words)?;
            tell(words.doubts.asked_again, &doubt, words, out)
        }
        (_, _, Some(id)) => follow(context, id, args.get_flag("reopen"), out),
        _ => list(context, args, rules, out),
    }
}

/// The ledger, asked what was to be asked.
fn fresh(context: &Context) -> Result<Ledger, Failure> {
    let mut ledger = context.open()?;
    // What is known already can be told where nothing can be kept.
    if ledger.shut().is_some() {
        asked::tell_unasked(&ledger.snapshot()?, context);
        return Ok(ledger);
    }
    let long = Long::counted();
    ask(&mut ledger, &mut |progress| long.set(progress.done, progress.of))
        .map_err(|trouble| of_work(trouble, context.words()))?;
    Ok(ledger)
}

/// The doubt that a typed id stands for.
fn named(ledger: &Ledger, id: &str, words: &Words) -> Result<DoubtRow, Failure> {
    let words = &words.doubts;
    match ledger.named_doubt(id)? {
        NamedDoubt::One(doubt) => Ok(doubt),
        NamedDoubt::Several(ids) => Err(Failure::Refused((words.several)(id, &ids.join(" ")))),
        NamedDoubt::None => Err(Failure::Refused((words.no_such_id)(id))),
        NamedDoubt::NotAnId => Err(Failure::Refused((words.not_an_id)(id))),
    }
}

fn done(marked: Marked, words: &Words) -> Result<(), Failure> {
    match marked {
        Marked::Done { .. } => Ok(()),
        Marked::Refused { why, .. } => Err(Failure::Refused(why.explain(&words.ledger).into_owned())),
    }
}

fn tell(
    said: fn(&str, &str) -> String,
    doubt: &DoubtRow,
    words: &Words,
    out: &mut impl Write,
) -> Result<Exit, Failure> {
    writeln!(out, "{}", for_terminal(&said(&doubt.id, (words.doubts.rule)(doubt.rule))))?;
    Ok(Exit::Done)
}

/// Marks the issues of a doubt 待核; those that are verified or archived only where `reopen` says so.
fn follow(context: &Context, id: &str, reopen: bool, out: &mut impl Write) -> Result<Exit, Failure> {
    let words = context.words();
    let author = context.author()?;
    let mut ledger = fresh(context)?;
    let doubt = named(&ledger, id, words)?;
    if doubt.issues.is_empty() {
        return Err(Failure::Refused((words.doubts.at_no_issue)(&doubt.id)));
    }
    let reasons = &context.config.config.reasons;
    let called = mark::called(&ledger, &doubt.issues)?;
    let called = |issue: &IssueId| called.get(issue).map_or(("", ""), |(key, title)| (key, title));
    let (mut changes, mut closed) = (Vec::new(), Vec::new());
    for whole in ledger.whole_doubts([&doubt])? {
        for issue in &doubt.issues {
            let review = ledger.issue(*issue)?.review;
            if review.state.closed() && !reopen {
                closed.push(called(issue).0);
                continue;
            }
            let change = follow_up(&whole.doubt, &review, reasons, words);
            changes.extend(change.map(|change| (*issue, change)));
        }
    }
    let left = (!closed.is_empty()).then(|| (words.agenda.sample.left_closed)(&closed.join(" ")));
    if changes.is_empty() {
        return match left {
            Some(left) => Err(Failure::Refused(format!("{left}\n{}", words.cli.mark.nothing_written))),
            None => tell(words.doubts.followed_already, &doubt, words, out),
        };
    }
    match ledger.mark_each(&changes, &author, Timestamp::now())? {
        Marked::Done { reviews, .. } => {
            for (issue, review) in &reviews {
                let (key, title) = called(issue);
                let line = (words.cli.mark.marked)(key, &mark::state(review, words), title);
                writeln!(out, "{}", for_terminal(&line))?;
            }
            if let Some(left) = left {
                say!("{}", for_terminal(&left));
            }
            Ok(Exit::Done)
        }
        Marked::Refused { issue, why } => {
            let (key, _) = issue.as_ref().map_or(("", ""), called);
            let why = (words.cli.mark.refused)(key, &why.explain(&words.ledger));
            Err(Failure::Refused(format!("{why}\n{}", words.cli.mark.nothing_written)))
        }
    }
}

fn list(context: &Context, args: &ArgMatches, rules: &Rules, out: &mut impl Write) -> Result<Exit, Failure> {
    let ledger = fresh(context)?;
    let snapshot = ledger.snapshot()?;
    let asked = asked::ask_as(Names::CHECK, context, args, &ledger, &snapshot)?;
    let wanted = Wanted::of(&snapshot, &asked);
    let found: Vec<&DoubtRow> = shown(&snapshot, rules).filter(|row| wanted.has(row)).collect();
    let aside = args.get_flag("dismissed");
    let doubts = ledger.whole_doubts(found.iter().copied().filter(|row| row.open() != aside))?;
    let page = Page::new(&snapshot, context.words());
    if args.get_flag("json") {
        let all: Vec<Json<'_>> = doubts.iter().map(|doubt| page.json(doubt)).collect();
        serde_json::to_writer_pretty(&mut *out, &all).map_err(std::io::Error::from)?;
        writeln!(out)?;
    } else {
        page.print(&doubts, out)?;
        let dismissed = found.iter().filter(|row| !row.open()).count();
        let counted = context.words().doubts.counted_here;
        writeln!(out, "{}", counted(found.len() - dismissed, dismissed, wanted.notices()))?;
    }
    Ok(Exit::Done)
}

/// Of which notices and issues doubts are listed.
struct Wanted<'a> {
    notices: Vec<NoticeId>,
    /// Where more than agencies was asked for, the issues.
    issues: Option<std::collections::HashSet<IssueId>>,
    asked: &'a Asked<'a>,
}

impl<'a> Wanted<'a> {
    fn of(snapshot: &Snapshot, asked: &'a Asked<'a>) -> Self {
        let chosen = |row: &&crate::ledger::types::NoticeRow| {
            asked.agencies.as_ref().is_none_or(|chosen| chosen.contains(&row.agency))
        };
        let notices = snapshot.notices.iter().filter(chosen).map(|row| row.id).collect();
        let issues = asked.of_issues.then(|| asked.rows.iter().map(|row| row.id).collect());
        Self { notices, issues, asked }
    }

    fn has(&self, row: &DoubtRow) -> bool {
        match &self.issues {
            Some(issues) => row.issues.iter().any(|issue| issues.contains(issue)),
            None => self.notices.contains(&row.notice),
        }
    }

    /// How many notices were looked at.
    fn notices(&self) -> usize {
        if self.issues.is_none() {
            return self.notices.len();
        }
        let mut notices: Vec<NoticeId> = self.asked.rows.iter().map(|row| row.notice).collect();
        notices.sort_unstable();
        notices.dedup();
        notices.len()
    }
}

/// A doubt of the ledger as JSON: as of a file, and what the ledger knows of it.
#[derive(Serialize)]
struct Json<'a> {
    id: &'a str,
    #[serde(flatten)]
    shown: Shown<'a>,
    /// The ids of the issues at which it stands.
    issues: Vec<&'a str>,
    agency: &'a str,
    dismissed: Option<Dismissed<'a>>,
}

/// What lists of doubts refer to.
struct Page<'a> {
    keys: HashMap<IssueId, &'a str>,
    agencies: HashMap<NoticeId, &'a str>,
    words: &'static Words,
}

impl<'a> Page<'a> {
    fn new(snapshot: &'a Snapshot, words: &'static Words) -> Self {
        let names: HashMap<_, &str> = snapshot.agencies.iter().map(|row| (row.id, &*row.name)).collect();
        let named = |agency| names.get(&agency).copied().unwrap_or_default();
        Self {
            keys: snapshot.issues.iter().map(|row| (row.id, row.key)).collect(),
            agencies: snapshot.notices.iter().map(|row| (row.id, named(row.agency))).collect(),
            words,
        }
    }

    fn keys(&self, issues: &[IssueId]) -> Vec<&'a str> {
        issues.iter().filter_map(|issue| self.keys.get(issue).copied()).collect()
    }

    fn agency(&self, notice: NoticeId) -> &'a str {
        self.agencies.get(&notice).copied().unwrap_or_default()
    }

    fn json<'d>(&self, doubt: &'d AskedDoubt) -> Json<'d>
    where
        'a: 'd,
    {
        let away = doubt.elsewhere.iter().map(|away| self.keys(&away.issues)).collect();
        Json {
            id: &doubt.row.id,
            shown: Shown::of((&doubt.path, &doubt.sha256), &doubt.doubt, away, self.words),
            issues: self.keys(&doubt.row.issues),
            agency: self.agency(doubt.row.notice),
            dismissed: doubt.row.dismissed.as_deref().map(Dismissed::of),
        }
    }

    /// The doubts under their agencies.
    fn print(&self, doubts: &[AskedDoubt], out: &mut impl Write) -> std::io::Result<()> {
        for of_notice in doubts.chunk_by(|one, other| one.row.notice == other.row.notice) {
            let agency = of_notice.first().map_or("", |doubt| self.agency(doubt.row.notice));
            writeln!(out, "{}  {}", for_terminal(agency), of_notice.len())?;
            for doubt in of_notice {
                let keys = self.keys(&doubt.row.issues).join(" ");
                for (at, line) in lines(doubt, self.words).iter().enumerate() {
                    let line = if at == 0 { format!("{line}  {keys}") } else { line.clone() };
                    writeln!(out, "  {}", for_terminal(line.trim_end()))?;
                }
            }
        }
        Ok(())
    }
}

/// A doubt with its id, its rule, where it stands, its words and its question; and why it was put aside.
pub(super) fn lines(doubt: &AskedDoubt, words: &Words) -> Vec<String> {
    let names = &words.doubts;
    let places = check::places(&doubt.doubt.places, words);
    let head = format!("{}  {}  {places}", doubt.row.id, (names.rule)(doubt.row.rule));
    let aside = doubt.row.dismissed.as_ref();
    let aside = aside.map(|aside| (names.dismissed)(&aside.reason, &aside.author, &moment(aside.time)));
    let below = check::lines(&doubt.doubt, words).into_iter().chain(aside);
    std::iter::once(head).chain(below.map(|line| format!("  {line}"))).collect()
}
