//! The follow-up events: written, read, taken back, and their chains verified.

use std::collections::HashMap;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::{NoContext, Uuid};

use super::{
    Ledger, LedgerError,
    chain::Line,
    error::What,
    followup::{Change, Event, Refusal, Review, fold},
    types::IssueId,
};

/// What a mark or an undo came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Marked {
    /// It is on disk; the new states.
    Done(Vec<(IssueId, Review)>),
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
        let maker = Maker { ledger: self.id, author, now };
        self.change(|tx| mark(tx, issues, change, &maker))
    }

    /// Takes back the newest change that `author` made in this ledger and that is not undone, with
    /// those that were made together with it.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn undo(&mut self, author: &str, now: Timestamp) -> Result<Marked, LedgerError> {
        let maker = Maker { ledger: self.id, author, now };
        self.change(|tx| {
            let newest = newest_changes(tx, &maker)?;
            if newest.is_empty() {
                return Ok(Marked::Refused { issue: None, why: Refusal::NothingToUndo });
            }
            let counter = next_counter(tx)?;
            let mut reviews = Vec::new();
            for (issue, of) in newest {
                append(tx, issue, &Change::Undo { of }, counter, &maker)?;
                reviews.push((IssueId(issue), fold(&mut of_issue(tx, issue)?)));
            }
            Ok(Marked::Done(reviews))
        })
    }
}

/// Who makes an event, where and when.
struct Maker<'a> {
    ledger: Uuid,
    author: &'a str,
    now: Timestamp,
}

fn mark(tx: &Connection, issues: &[IssueId], change: &Change, maker: &Maker<'_>) -> Result<Marked, What> {
    let counter = next_counter(tx)?;
    let mut reviews: Vec<(IssueId, Review)> = Vec::new();
    for asked in issues {
        let issue = tx
            .prepare_cached("SELECT coalesce(same_as, id) FROM issues WHERE id = ?1")?
            .query_row([asked.0], |row| row.get::<_, i64>(0))
            .optional()?
            .ok_or_else(|| What::Unknown(asked.0.to_string()))?;
        if reviews.iter().any(|(done, _)| done.0 == issue) {
            continue;
        }
        match fold(&mut of_issue(tx, issue)?).after(change) {
            Ok(review) => reviews.push((IssueId(issue), review)),
            Err(why) => return Ok(Marked::Refused { issue: Some(*asked), why }),
        }
    }
    // Only when none refuses is anything written.
    for (issue, _) in &reviews {
        append(tx, issue.0, change, counter, maker)?;
    }
    Ok(Marked::Done(reviews))
}

/// One more than the counter of every event that the ledger knows.
fn next_counter(tx: &Connection) -> Result<u64, What> {
    let counter: i64 = tx
        .prepare_cached("SELECT coalesce(max(counter), 0) + 1 FROM events")?
        .query_row([], |row| row.get(0))?;
    Ok(counter.unsigned_abs())
}

/// The changes with the highest counter that the maker made here and that stand, less undos.
fn newest_changes(tx: &Connection, maker: &Maker<'_>) -> Result<Vec<(i64, Uuid)>, What> {
    let mut statement = tx.prepare_cached(
        "SELECT e.counter, coalesce(i.same_as, i.id), e.id FROM events e JOIN issues i ON i.id = e.issue
         WHERE e.ledger = ?1 AND e.author = ?2 AND e.kind <> 'undo' ORDER BY e.counter DESC, e.seq",
    )?;
    let mut rows = statement.query([maker.ledger.to_string(), maker.author.to_owned()])?;
    let mut found: Vec<(i64, Uuid)> = Vec::new();
    let mut at = None;
    while let Some(row) = rows.next()? {
        let (counter, issue): (i64, i64) = (row.get(0)?, row.get(1)?);
        if at.is_some_and(|at| at != counter) {
            break;
        }
        let id = uuid(row, 2)?;
        let mut history = of_issue(tx, issue)?;
        fold(&mut history);
        if history.iter().any(|event| event.id == id && !event.undone) {
            at = Some(counter);
            found.push((issue, id));
        }
    }
    Ok(found)
}

fn append(tx: &Connection, issue: i64, change: &Change, counter: u64, maker: &Maker<'_>) -> Result<(), What> {
    let ledger = maker.ledger.to_string();
    let (seq, prev): (i64, String) = tx
        .prepare_cached("SELECT seq + 1, hash FROM events WHERE ledger = ?1 ORDER BY seq DESC LIMIT 1")?
        .query_row([&ledger], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?
        .unwrap_or((1, String::new()));
    let issue_key: String =
        tx.prepare_cached("SELECT key FROM issues WHERE id = ?1")?.query_row([issue], |row| row.get(0))?;
    let line = Line {
        id: new_id(maker.now).to_string(),
        ledger,
        seq,
        time: maker.now.to_string(),
        author: maker.author.to_owned(),
        counter: i64::try_from(counter).unwrap_or(i64::MAX),
        issue_key,
        kind: change.name().to_owned(),
        payload: serde_json::to_string(change)?,
        prev,
    };
    tx.prepare_cached(
        "INSERT INTO events (id, ledger, seq, time, author, counter, issue, issue_key, kind, payload, prev, hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?
    .execute(params![
        line.id,
        line.ledger,
        line.seq,
        line.time,
        line.author,
        line.counter,
        issue,
        line.issue_key,
        line.kind,
        line.payload,
        line.prev,
        line.hash(),
    ])?;
    tx.prepare_cached("UPDATE issues SET marked = 1 WHERE id = ?1")?.execute([issue])?;
    Ok(())
}

fn new_id(now: Timestamp) -> Uuid {
    let seconds = u64::try_from(now.as_second()).unwrap_or(0);
    let nanos = u32::try_from(now.subsec_nanosecond()).unwrap_or(0);
    Uuid::new_v7(uuid::Timestamp::from_unix(NoContext, seconds, nanos))
}

const COLUMNS: &str = "e.id, e.time, e.ledger, e.author, e.counter, e.payload";

fn event(row: &Row<'_>) -> Result<Event, What> {
    let time: String = row.get(1)?;
    let counter: i64 = row.get(4)?;
    let payload: String = row.get(5)?;
    Ok(Event {
        id: uuid(row, 0)?,
        time: time.parse().map_err(|error: jiff::Error| What::Damaged(error.to_string()))?,
        ledger: uuid(row, 2)?,
        author: row.get(3)?,
        counter: counter.unsigned_abs(),
        change: serde_json::from_str(&payload)?,
        undone: false,
    })
}

fn uuid(row: &Row<'_>, at: usize) -> Result<Uuid, What> {
    let text: String = row.get(at)?;
    Uuid::parse_str(&text).map_err(|error| What::Damaged(error.to_string()))
}

/// The events of an issue, also those of issues that were joined with it.
pub(super) fn of_issue(connection: &Connection, issue: i64) -> Result<Vec<Event>, What> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM events e WHERE e.issue = ?1
           OR e.issue IN (SELECT id FROM issues WHERE same_as = ?1)"
    ))?;
    let mut rows = statement.query([issue])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        out.push(event(row)?);
    }
    Ok(out)
}

/// All events, by issue.
pub(super) fn all(connection: &Connection) -> Result<HashMap<i64, Vec<Event>>, What> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS}, coalesce(i.same_as, i.id) FROM events e JOIN issues i ON i.id = e.issue"
    ))?;
    let mut rows = statement.query([])?;
    let mut out: HashMap<i64, Vec<Event>> = HashMap::new();
    while let Some(row) = rows.next()? {
        out.entry(row.get(6)?).or_default().push(event(row)?);
    }
    Ok(out)
}

#[cfg(test)]
#[path = "events_tests.rs"]
mod tests;
