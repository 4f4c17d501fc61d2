//! `mark ID…` and `mark --all`

use std::{
    collections::{HashMap, HashSet},
    io::{BufRead, IsTerminal, Write},
};

use clap::ArgMatches;
use jiff::Timestamp;

use crate::{
    ledger::{
        Ledger, Marked, Named, Steps,
        fold::fold,
        followup::{Change, Refusal, Review},
        types::{IssueDetail, IssueId},
    },
    text::clean::for_terminal,
    words::Words,
};

use super::{
    args::all,
    asked::{self, Names},
    context::Context,
    exit::{Exit, Failure},
    mark_change, names,
};

/// More issues than this are marked by a filter only when that is confirmed.
const MANY: usize = 20;

/// An issue that is to be marked.
struct Chosen {
    issue: IssueId,
    key: String,
    title: String,
    review: Review,
}

/// Runs `mark`.
///
/// # Errors
/// [`Failure`] where an option is wrong, an id names no issue or several, many issues are not
/// confirmed, the change is not open for one of them, or the ledger fails; then nothing was written.
/// With `--each` what can be marked is.
pub fn run(context: &Context, args: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    let words = context.words();
    let changes = mark_change::asked_for(context, args)?;
    match args.get_flag("all") {
        true => asked::check_as(Names::MARK, context, args)?,
        false if Names::MARK.any(args) => {
            return Err(Failure::Usage(words.check.filters_need_all.to_owned()));
        }
        false => {}
    }
    let author = context.author()?;
    let mut ledger = context.open()?;
    let each = args.get_flag("each");
    let mut unknown = Vec::new();
    let chosen = match args.get_flag("all") {
        true => by_filter(context, args, &ledger)?,
        false => by_id(&ledger, &all::<String>(args, "id"), each.then_some(&mut unknown), words)?,
    };
    sure_of_many(chosen.len(), args, words)?;
    let past = changes.iter().find_map(|change| match change {
        Change::Revisit { due, .. } | Change::Due { due } => due.filter(|due| *due < context.today),
        _ => None,
    });
    let mut work = Work { chosen, changes, author, now: Timestamp::now(), refused: Vec::new() };
    if each {
        work.leave_out();
    }
    let reviews = work.write(&mut ledger, each, words)?;
    let lines: HashMap<IssueId, &Chosen> = work.chosen.iter().map(|one| (one.issue, one)).collect();
    for (issue, review) in &reviews {
        let (key, title) = lines.get(issue).map_or(("", ""), |one| (&one.key, &one.title));
        let line = (words.cli.mark.marked)(key, &state(review, words), title);
        writeln!(out, "{}", for_terminal(&line))?;
    }
    if let Some(day) = past.filter(|_| !reviews.is_empty()) {
        say!("{}", (words.check.due_passed)(day));
    }
    if work.refused.is_empty() && unknown.is_empty() {
        return Ok(Exit::Done);
    }
    out.flush()?;
    for why in &unknown {
        say!("{}", for_terminal(why));
    }
    for (one, why) in &work.refused {
        say!("{}", for_terminal(&(words.cli.mark.refused)(&one.key, &why.explain(&words.ledger))));
    }
    Err(Failure::Refused((words.check.not_marked)(work.refused.len() + unknown.len())))
}

/// The state of a check, with its day, who is to look, and why.
pub(super) fn state(review: &Review, words: &Words) -> String {
    let mut parts = vec![names::review(review, words)];
    parts.extend(review.due.map(words.cli.list.recheck));
    parts.extend(review.who.as_deref().map(words.follow.who));
    parts.extend(review.reason.as_deref().map(words.follow.reason));
    parts.join(" ")
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

/// The problem statement of an issue, as put right where it was.
pub(super) fn title(detail: &IssueDetail) -> &str {
    detail.corrections.title.as_ref().map_or(&detail.node.title, |fix| &fix.value)
}

/// Ids for people and problem statements of issues.
///
/// # Errors
/// [`Failure::Ledger`] where the ledger fails.
pub(super) fn called(
    ledger: &Ledger,
    issues: &[IssueId],
) -> Result<HashMap<IssueId, (String, String)>, Failure> {
    let mut all = HashMap::new();
    // Of a few each is asked for; of many all rows are had for less.
    if issues.len() > MANY {
        let snapshot = ledger.snapshot()?;
        all.extend(snapshot.issues.iter().map(|row| (row.id, (row.key.to_string(), row.title.to_string()))));
    }
    for issue in issues {
        if !all.contains_key(issue) {
            let detail = ledger.issue(*issue)?;
            all.insert(*issue, (detail.key.to_string(), title(&detail).to_owned()));
        }
    }
    Ok(all)
}

/// The issues with these ids. What is no id is a failure, or is put into `unknown` where there is one.
fn by_id(
    ledger: &Ledger,
    ids: &[&String],
    mut unknown: Option<&mut Vec<String>>,
    words: &Words,
) -> Result<Vec<Chosen>, Failure> {
    let mut chosen = Vec::new();
    let mut seen = HashSet::new();
    for id in ids {
        let issue = match (named(ledger, id, words), unknown.as_deref_mut()) {
            (Err(Failure::Refused(why)), Some(unknown)) => {
                unknown.push(why);
                continue;
            }
            (found, _) => found?,
        };
        if seen.insert(issue) {
            let detail = ledger.issue(issue)?;
            let (key, title) = (detail.key.to_string(), title(&detail).to_owned());
            chosen.push(Chosen { issue, key, title, review: detail.review });
        }
    }
    Ok(chosen)
}

fn by_filter(context: &Context, args: &ArgMatches, ledger: &Ledger) -> Result<Vec<Chosen>, Failure> {
    let words = context.words();
    let snapshot = ledger.snapshot()?;
    let mut asked = asked::ask_as(Names::MARK, context, args, ledger, &snapshot)?;
    // What one of those who differ put right as no issue is listed, but nothing is marked on it.
    asked.rows.retain(|row| !row.fixes.void || args.get_flag("void"));
    if asked.rows.is_empty() {
        return Err(Failure::Refused(words.cli.list.none.to_owned()));
    }
    let chosen = asked.rows.into_iter().map(|row| Chosen {
        issue: row.id,
        key: row.key.to_string(),
        title: row.title.to_string(),
        review: row.review.clone(),
    });
    Ok(chosen.collect())
}

/// Asks before many issues are marked, whichever way they were chosen; `--yes` answers.
///
/// # Errors
/// [`Failure::Refused`] where the answer is no, or nobody can be asked.
pub(super) fn sure_of_many(count: usize, args: &ArgMatches, words: &Words) -> Result<(), Failure> {
    if count <= MANY || args.get_flag("yes") {
        return Ok(());
    }
    let nothing = words.cli.mark.nothing_written;
    match confirmed(&(words.check.ask_bulk)(count), words)? {
        Some(true) => Ok(()),
        Some(false) => Err(Failure::Refused(nothing.to_owned())),
        None => Err(Failure::Refused(format!("{}\n{nothing}", (words.check.bulk_needs_yes)(count)))),
    }
}

/// The answer to a question; `None` where there is no terminal to ask on.
pub(super) fn confirmed(question: &str, words: &Words) -> Result<Option<bool>, Failure> {
    if !(std::io::stdin().is_terminal() && std::io::stderr().is_terminal()) {
        return Ok(None);
    }
    eprint!("{}", for_terminal(question));
    std::io::stderr().flush()?;
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    Ok(Some(words.check.yes.contains(&fold(&line).as_str())))
}

/// What is to be marked, how, by whom.
struct Work {
    chosen: Vec<Chosen>,
    changes: Vec<Change>,
    author: String,
    now: Timestamp,
    /// What the change is not open for, where the others are marked all the same.
    refused: Vec<(Chosen, Refusal)>,
}

impl Work {
    /// Sets aside the issues for which the changes are not open.
    fn leave_out(&mut self) {
        for one in std::mem::take(&mut self.chosen) {
            let end = self
                .changes
                .iter()
                .try_fold(one.review.clone(), |review, change| review.after(change, &self.author, self.now));
            match end {
                Ok(_) => self.chosen.push(one),
                Err(why) => self.refused.push((one, why)),
            }
        }
    }

    /// Marks what was chosen; an issue that refuses is set aside where `each` says so.
    fn write(
        &mut self,
        ledger: &mut Ledger,
        each: bool,
        words: &Words,
    ) -> Result<Vec<(IssueId, Review)>, Failure> {
        while !self.chosen.is_empty() {
            let (issue, why) = match self.marked(ledger)? {
                Marked::Done { reviews, .. } => return Ok(reviews),
                Marked::Refused { issue, why } => (issue, why),
            };
            let at = self.chosen.iter().position(|one| Some(one.issue) == issue);
            match at {
                Some(at) if each => self.refused.push((self.chosen.remove(at), why)),
                at => {
                    let key = at.and_then(|at| self.chosen.get(at)).map_or("", |one| &one.key);
                    let why = (words.cli.mark.refused)(key, &why.explain(&words.ledger));
                    return Err(Failure::Refused(format!("{why}\n{}", words.cli.mark.nothing_written)));
                }
            }
        }
        Ok(Vec::new())
    }

    fn marked(&self, ledger: &mut Ledger) -> Result<Marked, Failure> {
        if let [change] = self.changes.as_slice() {
            let issues: Vec<IssueId> = self.chosen.iter().map(|one| one.issue).collect();
            return Ok(ledger.mark(&issues, change, &self.author, self.now)?);
        }
        let steps: Vec<Steps> = self
            .chosen
            .iter()
            .map(|one| Steps { issue: one.issue, was: one.review.clone(), changes: self.changes.clone() })
            .collect();
        Ok(ledger.mark_steps(&steps, &self.author, self.now)?)
    }
}
