//! The versions of a notice, and what changed from one to another.

use std::collections::{HashMap, hash_map::Entry};

use jiff::{Timestamp, civil::Date};
use rusqlite::{Connection, OptionalExtension};

use crate::notice::{Node, Notice};

use super::{
    Ledger, LedgerError,
    error::What,
    followup::fold,
    matching::DOUBTFUL,
    stored,
    types::{DueRow, IssueId, NoticeId, OutcomeSet, Snapshot},
};

/// A version of a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionRow {
    /// Its number, from 1; the last is the current one.
    pub seq: u32,
    /// The file that was read.
    pub path: String,
    /// Its format.
    pub format: String,
    /// Its SHA-256.
    pub sha256: String,
    /// When it was imported.
    pub imported: Timestamp,
    /// The version of our reader; `None` when another program parsed it.
    pub reader: Option<u32>,
    /// How many issues it has.
    pub issues: usize,
}

/// What changed from one version to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The older version.
    pub from: VersionRow,
    /// The newer one.
    pub to: VersionRow,
    /// The facts of the notice that changed.
    pub facts: Vec<FactChange>,
    /// The issues that changed, in the order of the newer version, those that are gone last.
    pub issues: Vec<IssueChange>,
    /// How many issues are in both as they were.
    pub unchanged: usize,
}

/// A fact of the notice that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactChange {
    /// The fact, by its name in `notice/1`.
    pub field: &'static str,
    /// What the older version says.
    pub from: Option<String>,
    /// What the newer one says.
    pub to: Option<String>,
}

/// An issue that changed.
#[derive(Debug, Clone, PartialEq)]
pub struct IssueChange {
    /// The issue.
    pub issue: IssueId,
    /// Its id.
    pub key: String,
    /// Whether inspectors have marked it.
    pub marked: bool,
    /// How it stands in the older version; `None`: added.
    pub from: Option<Side>,
    /// How it stands in the newer one; `None`: gone.
    pub to: Option<Side>,
    /// The match of the two, where it is doubtful.
    pub doubt: Option<Doubt>,
}

/// A match that is doubtful.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The key that the issue has by the newer version alone, for
    /// [`Change::Match`](super::followup::Change::Match).
    pub own: String,
    /// How like the texts are, in hundredths.
    pub likeness: u8,
    /// Whether somebody has said that they are one.
    pub settled: bool,
}

/// How an issue stands in a version.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// Its number as printed.
    pub label: String,
    /// The problem statement.
    pub title: String,
    /// The outcome's tags.
    pub outcome: OutcomeSet,
    /// The outcome as printed.
    pub outcome_raw: String,
    /// The answer; empty where there is none.
    pub response: String,
    /// The deadlines with a day.
    pub deadlines: Vec<DueRow>,
}

impl IssueChange {
    /// The outcomes that changed.
    pub fn outcome(&self) -> Option<(OutcomeSet, OutcomeSet)> {
        let (from, to) = self.from.as_ref().zip(self.to.as_ref())?;
        (from.outcome != to.outcome).then_some((from.outcome, to.outcome))
    }

    /// Whether title or answer are worded otherwise, white space aside.
    pub fn reworded(&self) -> bool {
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        self.from.as_ref().zip(self.to.as_ref()).is_some_and(|(from, to)| {
            bare(&from.title) != bare(&to.title) || bare(&from.response) != bare(&to.response)
        })
    }

    /// The days of the deadlines that changed.
    pub fn deadlines(&self) -> Option<(Vec<Date>, Vec<Date>)> {
        let days = |side: &Side| side.deadlines.iter().map(|row| row.due).collect::<Vec<_>>();
        let (from, to) = self.from.as_ref().zip(self.to.as_ref())?;
        (from.deadlines != to.deadlines).then(|| (days(from), days(to)))
    }

    fn changed(&self) -> bool {
        self.from.is_none()
            || self.to.is_none()
            || self.doubt.as_ref().is_some_and(|doubt| !doubt.settled)
            || self.outcome().is_some()
            || self.reworded()
            || self.deadlines().is_some()
    }
}

impl Ledger {
    /// The versions of a notice, oldest first.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn versions(&self, notice: NoticeId) -> Result<Vec<VersionRow>, LedgerError> {
        self.ask(|connection| versions(connection, notice))
    }

    /// What changed from one version of a notice to another, by their numbers.
    ///
    /// # Errors
    /// [`What::Unknown`] where there is no such notice or version; else [`LedgerError`].
    pub fn compare(&self, notice: NoticeId, from: u32, to: u32) -> Result<Comparison, LedgerError> {
        self.ask(|connection| {
            // One view, though another process may write meanwhile.
            let view = connection.unchecked_transaction()?;
            compare(&view, notice, from, to)
        })
    }
}

impl Ledger {
    /// The matches of an issue with a version's issue that are doubtful and that nobody has settled, by
    /// the keys for [`Change::Match`](super::followup::Change::Match).
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn doubts(&self, issue: IssueId) -> Result<Vec<String>, LedgerError> {
        self.ask(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT s.own FROM sightings s JOIN versions v ON v.id = s.version
                 WHERE s.issue = ?1 AND s.likeness < ?2 AND s.own IS NOT NULL ORDER BY v.seq",
            )?;
            let owns = statement
                .query_map((issue.0, DOUBTFUL), |row| row.get(0))?
                .collect::<Result<Vec<String>, _>>()?;
            let settled = fold(&mut stored::of_issue(connection, issue.0)?).settled;
            Ok(owns.into_iter().filter(|own| !settled.contains(own)).collect())
        })
    }
}

/// A match of an issue with the former version that is doubtful and that nobody has settled.
#[derive(Debug, Clone, PartialEq)]
pub struct DoubtfulMatch {
    /// The notice.
    pub notice: NoticeId,
    /// The issue.
    pub issue: IssueId,
    /// The key that the issue has by the newer version alone.
    pub own: String,
    /// How it changed from the version before; `None` where it was matched with an older one.
    pub change: Option<IssueChange>,
}

impl Ledger {
    /// The matches with former versions that are doubtful and that nobody has settled, in the order
    /// of `snapshot`.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn doubtful_matches(&self, snapshot: &Snapshot) -> Result<Vec<DoubtfulMatch>, LedgerError> {
        let mut compared: HashMap<NoticeId, Comparison> = HashMap::new();
        let mut out = Vec::new();
        for row in snapshot.issues.iter().filter(|row| row.doubtful && !row.fixes.void) {
            if let Entry::Vacant(place) = compared.entry(row.notice) {
                let last = self.versions(row.notice)?.last().map_or(1, |version| version.seq);
                place.insert(self.compare(row.notice, last.saturating_sub(1).max(1), last)?);
            }
            let changes = compared.get(&row.notice).into_iter().flat_map(|compared| &compared.issues);
            let change =
                changes.filter(|change| change.doubt.is_some()).find(|change| change.issue == row.id);
            for own in self.doubts(row.id)? {
                let (notice, issue) = (row.notice, row.id);
                out.push(DoubtfulMatch { notice, issue, own, change: change.cloned() });
            }
        }
        Ok(out)
    }
}

fn versions(connection: &Connection, notice: NoticeId) -> Result<Vec<VersionRow>, What> {
    let mut statement = connection.prepare_cached(
        "SELECT seq, path, format, sha256, imported, reader,
           (SELECT count(*) FROM sightings s WHERE s.version = v.id)
         FROM versions v WHERE notice = ?1 ORDER BY seq",
    )?;
    let mut rows = statement.query([notice.0])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let imported: String = row.get(4)?;
        let issues: i64 = row.get(6)?;
        out.push(VersionRow {
            seq: row.get(0)?,
            path: row.get(1)?,
            format: row.get(2)?,
            sha256: row.get(3)?,
            imported: imported.parse()?,
            reader: row.get(5)?,
            issues: usize::try_from(issues).unwrap_or(0),
        });
    }
    Ok(out)
}

/// A version with its issues by number.
struct Whole {
    notice: Notice,
    /// The node and its place in reading order of each issue.
    sides: HashMap<i64, Seen>,
}

struct Seen {
    at: i64,
    side: Side,
    own: Option<String>,
    likeness: Option<u8>,
}

fn whole(connection: &Connection, notice: NoticeId, seq: u32) -> Result<Whole, What> {
    let found: Option<(i64, String)> = connection
        .prepare_cached("SELECT id, body FROM versions WHERE notice = ?1 AND seq = ?2")?
        .query_row((notice.0, seq), |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (version, body) = found.ok_or_else(|| What::Unknown(format!("#{} {seq}", notice.0)))?;
    let notice: Notice = serde_json::from_str(&body)?;
    let nodes: Vec<Side> = notice.walk().into_iter().map(|(_, node)| side(node)).collect();
    let mut statement =
        connection.prepare_cached("SELECT at, issue, own, likeness FROM sightings WHERE version = ?1")?;
    let mut rows = statement.query([version])?;
    let mut sides = HashMap::new();
    while let Some(row) = rows.next()? {
        let at: i64 = row.get(0)?;
        let node = usize::try_from(at).ok().and_then(|at| nodes.get(at));
        let side = node.ok_or_else(|| What::Damaged(format!("no node {at}")))?.clone();
        sides.insert(row.get(1)?, Seen { at, side, own: row.get(2)?, likeness: row.get(3)? });
    }
    Ok(Whole { notice, sides })
}

fn side(node: &Node) -> Side {
    let days = node.deadlines.iter().filter_map(|day| Some(DueRow { due: day.due?, kind: day.kind }));
    Side {
        label: node.label.clone(),
        title: node.title.clone(),
        outcome: node.outcome.as_ref().map(|outcome| OutcomeSet::of(&outcome.tags)).unwrap_or_default(),
        outcome_raw: node.outcome.as_ref().map(|outcome| outcome.raw.clone()).unwrap_or_default(),
        response: node.response.as_ref().map(|part| part.text.clone()).unwrap_or_default(),
        deadlines: days.collect(),
    }
}

fn compare(connection: &Connection, notice: NoticeId, from: u32, to: u32) -> Result<Comparison, What> {
    let rows = versions(connection, notice)?;
    let row = |seq: u32| {
        let found = rows.iter().find(|row| row.seq == seq).cloned();
        found.ok_or_else(|| What::Unknown(format!("#{} {seq}", notice.0)))
    };
    let (from_row, to_row) = (row(from)?, row(to)?);
    let (mut old, new) = (whole(connection, notice, from)?, whole(connection, notice, to)?);
    let facts = facts(&old.notice, &new.notice);
    let mut ordered: Vec<(i64, Seen)> = new.sides.into_iter().collect();
    ordered.sort_by_key(|(_, seen)| seen.at);
    let mut issues = Vec::new();
    for (issue, seen) in ordered {
        issues.push(change(connection, issue, old.sides.remove(&issue), Some(seen))?);
    }
    let mut gone: Vec<(i64, Seen)> = old.sides.into_iter().collect();
    gone.sort_by_key(|(_, seen)| seen.at);
    for (issue, seen) in gone {
        issues.push(change(connection, issue, Some(seen), None)?);
    }
    let all = issues.len();
    issues.retain(IssueChange::changed);
    Ok(Comparison { from: from_row, to: to_row, facts, unchanged: all - issues.len(), issues })
}

fn change(
    connection: &Connection,
    issue: i64,
    from: Option<Seen>,
    to: Option<Seen>,
) -> Result<IssueChange, What> {
    let (key, marked) = connection
        .prepare_cached("SELECT key, marked FROM issues WHERE id = ?1")?
        .query_row([issue], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let doubt = match &to {
        Some(Seen { own: Some(own), likeness: Some(likeness), .. })
            if *likeness < DOUBTFUL && from.is_some() =>
        {
            let settled = fold(&mut stored::of_issue(connection, issue)?).settled.contains(own);
            Some(Doubt { own: own.clone(), likeness: *likeness, settled })
        }
        _ => None,
    };
    let side = |seen: Option<Seen>| seen.map(|seen| seen.side);
    Ok(IssueChange { issue: IssueId(issue), key, marked, from: side(from), to: side(to), doubt })
}

fn facts(old: &Notice, new: &Notice) -> Vec<FactChange> {
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    let of = |notice: &Notice| {
        [
            ("title", notice.title.clone()),
            ("organisation", notice.organisation.clone()),
            ("agency", notice.agency.clone()),
            ("inspection_body", notice.inspection_body.clone()),
            ("round", notice.round.clone()),
            ("feedback_date", day(notice.feedback_date)),
            ("published", day(notice.published)),
        ]
    };
    of(old)
        .into_iter()
        .zip(of(new))
        .filter(|((_, from), (_, to))| from != to)
        .map(|((field, from), (_, to))| FactChange { field, from, to })
        .collect()
}

#[cfg(test)]
#[path = "compare_tests.rs"]
mod tests;
