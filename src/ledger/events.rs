//! What inspectors do: marks, corrections, what they say of notices, agencies and the ledger.

use std::collections::{HashMap, HashSet, hash_map::Entry};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};

use super::{
    Ledger, LedgerError,
    error::What,
    followup::{
        Change, Correction, Event, Followed, Missed, Refusal, Review,
        case::{AgencyChange, LedgerChange, NoticeChange},
        fold, settle,
    },
    home::Maker,
    log::{notice_with_printed, with_printed},
    standing,
    stored::{Case, Subject, append, ensure_agencies, next_counter, of_issue, of_subject},
    types::{IssueId, NoticeId},
    version,
    withdrawal::away,
};

/// What a mark, an undo or a redo came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Marked {
    /// It is on disk.
    Done {
        /// The new states of the issues that it concerns.
        reviews: Vec<(IssueId, Review)>,
        /// Whether more than their states changed, so that rows must be asked for again.
        reload: bool,
    },
    /// It is not open; nothing was written.
    Refused {
        /// The issue that refused, where one did.
        issue: Option<IssueId>,
        /// Why.
        why: Refusal,
    },
}

impl Ledger {
    /// Marks issues: all of them or none. What this returns as done is on disk.
    ///
    /// Events that are made together carry the same counter; [`Ledger::undo`] takes them back
    /// together.
    ///
    /// # Errors
    /// [`What::Unknown`] where there is no such issue; else [`LedgerError`].
    pub fn mark(
        &mut self,
        issues: &[IssueId],
        change: &Change,
        author: &str,
        now: Timestamp,
    ) -> Result<Marked, LedgerError> {
        let changes: Vec<(IssueId, Change)> = issues.iter().map(|issue| (*issue, change.clone())).collect();
        self.mark_each(&changes, author, now)
    }

    /// As [`Ledger::mark`], with a change of its own for each issue.
    ///
    /// # Errors
    /// As [`Ledger::mark`].
    pub fn mark_each(
        &mut self,
        changes: &[(IssueId, Change)],
        author: &str,
        now: Timestamp,
    ) -> Result<Marked, LedgerError> {
        self.change_by(author, now, |tx, maker| mark(tx, changes, maker))
    }

    /// Adds an issue that the reader missed, and gives its number.
    ///
    /// # Errors
    /// [`What::Unknown`] where the notice is not here, or has no issue that it is to stand behind.
    pub fn add_missed(
        &mut self,
        missed: &Missed,
        author: &str,
        now: Timestamp,
    ) -> Result<IssueId, LedgerError> {
        self.change_by(author, now, |tx, maker| {
            let key = version::random_key(tx)?;
            let issue = version::insert_missed(tx, &key, missed)?
                .ok_or_else(|| What::Unknown(missed.notice.clone()))?;
            let counter = next_counter(tx, maker.now)?;
            append(tx, &Subject::Issue(key), &Change::Missed(missed.clone()), counter, maker)?;
            Ok(IssueId(issue))
        })
    }

    /// Says something of a notice; withdrawing it, showing it again, and what it is one with, as
    /// [`Ledger::withdraw`], [`Ledger::restore`] and [`Ledger::decide`] do.
    ///
    /// # Errors
    /// [`What::Unknown`] where the notice is not here, or nothing is known by which other ledgers
    /// could know it; as those do.
    pub fn say_of_notice(
        &mut self,
        notice: NoticeId,
        change: &NoticeChange,
        author: &str,
        now: Timestamp,
    ) -> Result<(), LedgerError> {
        match change {
            NoticeChange::Withdraw { reason } => return self.withdraw(notice, reason, author, now),
            NoticeChange::Restore { reason } => {
                return self.restore(notice, reason.as_deref(), author, now);
            }
            _ => {}
        }
        self.change_by(author, now, |tx, maker| {
            let key = version::notice_key(tx, notice)?;
            append(
                tx,
                &Subject::Notice(key),
                &notice_with_printed(tx, notice, change)?,
                next_counter(tx, maker.now)?,
                maker,
            )?;
            if matches!(change, NoticeChange::Match { .. } | NoticeChange::Current { .. }) {
                standing::settle(tx)?;
            }
            ensure_agencies(tx)
        })
    }

    /// Says something of an agency, by its name as notices print it.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn say_of_agency(
        &mut self,
        name: &str,
        changes: &[AgencyChange],
        author: &str,
        now: Timestamp,
    ) -> Result<(), LedgerError> {
        let said: Vec<(String, AgencyChange)> =
            changes.iter().map(|change| (name.to_owned(), change.clone())).collect();
        self.say_of_agencies(&said, author, now)
    }

    /// Says something of several agencies: all or none, and undone together.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn say_of_agencies(
        &mut self,
        said: &[(String, AgencyChange)],
        author: &str,
        now: Timestamp,
    ) -> Result<(), LedgerError> {
        self.change_by(author, now, |tx, maker| {
            let counter = next_counter(tx, maker.now)?;
            for (name, change) in said {
                append(tx, &Subject::Agency(name.clone()), change, counter, maker)?;
            }
            ensure_agencies(tx)
        })
    }

    /// Writes down what was done in the ledger as a whole.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn say_of_ledger(
        &mut self,
        change: &LedgerChange,
        author: &str,
        now: Timestamp,
    ) -> Result<(), LedgerError> {
        self.change_by(author, now, |tx, maker| {
            append(tx, &Subject::Ledger, change, next_counter(tx, maker.now)?, maker)
        })
    }

    /// What was done in the ledger as a whole, in the order in which histories are folded.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn acts_of_ledger(&self) -> Result<Vec<Event<LedgerChange>>, LedgerError> {
        self.ask(|connection| {
            let mut events = of_subject(connection, &Subject::Ledger)?;
            settle(&mut events);
            Ok(events)
        })
    }

    /// The history of a notice, in the order in which it is folded.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn history_of_notice(&self, notice: NoticeId) -> Result<Vec<Event<NoticeChange>>, LedgerError> {
        self.ask(|connection| {
            let mut events = Vec::new();
            for key in version::notice_keys(connection, notice)? {
                events.extend(of_subject(connection, &Subject::Notice(key))?);
            }
            settle(&mut events);
            Ok(events)
        })
    }
}

fn mark(tx: &Connection, changes: &[(IssueId, Change)], maker: &Maker<'_>) -> Result<Marked, What> {
    let counter = next_counter(tx, maker.now)?;
    let mut held: Histories = HashMap::new();
    let mut known: HashMap<IssueId, Followed> = HashMap::new();
    let mut done: Vec<(IssueId, &Change)> = Vec::new();
    let mut seen: HashMap<IssueId, Vec<&Change>> = HashMap::new();
    for (asked, change) in changes {
        let issue = hold(tx, *asked, &mut held)?;
        if let Some(away) = away(tx, issue)? {
            return Ok(Marked::Refused { issue: Some(*asked), why: Refusal::Withdrawn(Box::new(away)) });
        }
        let before = seen.entry(issue).or_default();
        if before.contains(&change) {
            continue;
        }
        before.push(change);
        let known = match (known.entry(issue), held.get_mut(&issue)) {
            (Entry::Occupied(known), _) => known.into_mut(),
            (Entry::Vacant(place), Some(case)) => place.insert(fold(&mut case.history)),
            (Entry::Vacant(place), None) => place.insert(Followed::default()),
        };
        match guard(known, change).and_then(|()| known.review.after(change, maker.author, maker.now)) {
            Ok(review) => known.review = review,
            Err(why) => return Ok(Marked::Refused { issue: Some(*asked), why }),
        }
        done.push((issue, change));
    }
    // Only when none refuses is anything written.
    let mut touched = Vec::new();
    let mut steps: HashMap<IssueId, i64> = HashMap::new();
    for (issue, change) in done {
        let step = steps.entry(issue).or_default();
        if let Some(case) = held.get_mut(&issue) {
            case.append(tx, &with_printed(tx, issue, change)?, counter, maker, *step)?;
        }
        *step += 1;
        touched.push(Touched { issue: Some(issue), kind: change.name().to_owned() });
    }
    told(tx, &touched, held)
}

/// Issues with their histories, by their rows.
pub(super) type Histories = HashMap<IssueId, Case>;

/// Reads the history of an issue unless it is held; gives the issue, which is another one where what was asked
/// for was joined with it.
pub(super) fn hold(tx: &Connection, asked: IssueId, held: &mut Histories) -> Result<IssueId, What> {
    if held.contains_key(&asked) {
        return Ok(asked);
    }
    let case = Case::of(tx, asked.0)?.ok_or_else(|| What::Unknown(asked.0.to_string()))?;
    let issue = IssueId(case.issue);
    held.entry(issue).or_insert(case);
    Ok(issue)
}

/// What the state of the check alone does not tell of a change.
pub(super) fn guard(known: &Followed, change: &Change) -> Result<(), Refusal> {
    match change {
        Change::Detach { sha256 } if !known.evidence.iter().any(|file| file.sha256 == *sha256) => {
            Err(Refusal::NoSuchEvidence)
        }
        change if known.corrections.void.is_some() && change.of_check() => Err(Refusal::NoIssue),
        _ => Ok(()),
    }
}

/// The issue under which what was joined with another stands.
pub(super) fn canonical(tx: &Connection, asked: IssueId) -> Result<IssueId, What> {
    tx.prepare_cached("SELECT coalesce(same_as, id) FROM issues WHERE id = ?1")?
        .query_row([asked.0], |row| row.get(0))
        .optional()?
        .map(IssueId)
        .ok_or_else(|| What::Unknown(asked.0.to_string()))
}

/// What a change touched: the issue, where it is one, and the kind of change.
pub(super) struct Touched {
    pub issue: Option<IssueId>,
    pub kind: String,
}

/// The kinds of change ([`Change::of_check`]) that say everything by the state of the check.
const OF_REVIEW: [&str; 8] = ["unread", "query", "revisit", "verify", "archive", "note", "due", "assign"];

/// The kinds of change that say where a notice stands.
const OF_STANDING: [&str; 4] = ["withdraw", "restore", "match", "current"];

/// Does what follows from events that were just written, and tells of them. `held`: histories that are known,
/// with what was just written.
pub(super) fn told(tx: &Connection, touched: &[Touched], mut held: Histories) -> Result<Marked, What> {
    let matched: HashSet<IssueId> =
        touched.iter().filter(|one| one.kind == "match").filter_map(|one| one.issue).collect();
    if !matched.is_empty() {
        // What is said of matches may make other issues of what was read.
        held.clear();
    }
    let mut reviews: Vec<(IssueId, Review)> = Vec::new();
    let mut told: HashSet<IssueId> = HashSet::new();
    let mut bears = false;
    for issue in touched.iter().filter_map(|one| one.issue) {
        if matched.contains(&issue) {
            version::settle_notice_of(tx, issue)?;
        }
        let issue = if held.contains_key(&issue) { issue } else { canonical(tx, issue)? };
        if told.insert(issue) {
            let mut history = match held.remove(&issue) {
                Some(case) => case.history,
                None => of_issue(tx, issue.0)?,
            };
            let known = fold(&mut history);
            // Whether it is an issue for those who follow it although somebody took it for none.
            bears |= history
                .iter()
                .any(|event| matches!(event.change, Change::Correct { to: Correction::Void(_), .. }));
            reviews.push((issue, known.review));
        }
    }
    // What is said of where notices stand is of no issue.
    if touched.iter().any(|one| one.issue.is_none() && OF_STANDING.contains(&one.kind.as_str())) {
        standing::settle(tx)?;
    }
    let reload = bears || touched.iter().any(|one| !OF_REVIEW.contains(&one.kind.as_str()));
    if reload {
        ensure_agencies(tx)?;
    }
    Ok(Marked::Done { reviews, reload })
}

#[cfg(test)]
#[path = "events_tests.rs"]
mod tests;
