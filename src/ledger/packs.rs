//! What lists need of the issues of a notice, packed into one row a notice.
//!
//! Every list, count and filter begins with all issues. Read row by row a province takes seconds; packed by notice
//! it takes a fraction of one. Packs follow from `issues` and `deadlines` alone: triggers write down which notices
//! changed, and [`settle`] makes their packs in the same transaction, so that there is never one that says
//! something else. What inspectors say is in no pack: a mark changes none.

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use crate::notice::{Basis, DeadlineKind};

use super::{
    columns::{IssueRow, UNREAD},
    error::What,
    prepare::{basis_named, kind_named},
    types::{AgencyId, DueRow, Fixes, IssueId, NoticeId, OutcomeSet},
    version::BY_HAND,
};

/// An issue as its notice prints it. Whoever changes what is in it adds a step to the file's form that makes all
/// packs anew: the form tells nothing of itself.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Packed<'a> {
    /// Its number.
    pub id: i64,
    /// Its id for people.
    pub key: &'a str,
    /// Labels from the top.
    pub path: &'a str,
    /// The problem statement.
    pub title: &'a str,
    outcome: u8,
    basis: Option<Basis>,
    /// Whether the newest version of the notice has it.
    pub present: bool,
    /// Whether it was put in by hand.
    pub by_hand: bool,
    days: Vec<Day>,
}

/// A deadline: year, month, day, kind.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Day(i16, i8, i8, DeadlineKind);

impl Packed<'_> {
    /// The deadlines.
    pub fn deadlines(&self, into: &mut Vec<DueRow>) -> Result<(), What> {
        into.clear();
        for Day(year, month, day, kind) in &self.days {
            into.push(DueRow { due: Date::new(*year, *month, *day)?, kind: *kind });
        }
        Ok(())
    }

    /// The row, about which nobody said anything.
    pub fn row<'r>(&'r self, notice: NoticeId, agency: AgencyId, deadlines: &'r [DueRow]) -> IssueRow<'r> {
        IssueRow {
            id: IssueId(self.id),
            key: self.key,
            agency,
            notice,
            path: self.path,
            title: self.title,
            outcome: OutcomeSet(self.outcome),
            basis: self.basis,
            deadlines,
            review: &UNREAD,
            present: self.present,
            fixes: Fixes::NONE,
            evidence: 0,
            doubtful: false,
            contested: &[],
        }
    }
}

/// Makes the packs of the notices that changed.
pub(super) fn settle(tx: &Connection) -> Result<(), What> {
    let mut statement = tx.prepare_cached("SELECT notice FROM unpacked")?;
    let notices = statement.query_map([], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
    if notices.is_empty() {
        return Ok(());
    }
    for notice in notices {
        let found = of_notice(tx, notice)?;
        if found.count == 0 {
            tx.prepare_cached("DELETE FROM packs WHERE notice = ?1")?.execute([notice])?;
            continue;
        }
        tx.prepare_cached(
            "INSERT INTO packs (notice, issues, titles, body) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (notice) DO UPDATE SET issues = excluded.issues, titles = excluded.titles, body = excluded.body
             WHERE body <> excluded.body",
        )?
        .execute(params![notice, found.count, found.titles, found.body])?;
    }
    tx.prepare_cached("DELETE FROM unpacked")?.execute([])?;
    Ok(())
}

/// A pack that is to be kept.
struct Pack {
    count: i64,
    titles: i64,
    body: Vec<u8>,
}

/// The pack of a notice, from its rows, in the order in which they are shown.
fn of_notice(connection: &Connection, notice: i64) -> Result<Pack, What> {
    let mut statement = connection.prepare_cached(
        "SELECT id, key, path, title, outcome, basis, present, at = ?2 FROM issues
         WHERE notice = ?1 AND same_as IS NULL ORDER BY present DESC, at = ?2, position, key",
    )?;
    let mut deadlines =
        connection.prepare_cached("SELECT due, kind FROM deadlines WHERE issue = ?1 ORDER BY n")?;
    let mut rows = statement.query(params![notice, BY_HAND])?;
    let (mut count, mut titles) = (0, 0);
    let mut body = Vec::new();
    while let Some(row) = rows.next()? {
        let text = |at: usize| Ok::<_, What>(row.get_ref(at)?.as_str().map_err(rusqlite::Error::from)?);
        let id: i64 = row.get(0)?;
        let mut days = Vec::new();
        let mut dues = deadlines.query([id])?;
        while let Some(due) = dues.next()? {
            let day: Date = due.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?.parse()?;
            let kind = kind_named(due.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?)?;
            days.push(Day(day.year(), day.month(), day.day(), kind));
        }
        let basis = match row.get_ref(5)?.as_str_or_null().map_err(rusqlite::Error::from)? {
            Some(name) => Some(basis_named(name)?),
            None => None,
        };
        let packed = Packed {
            id,
            key: text(1)?,
            path: text(2)?,
            title: text(3)?,
            outcome: row.get(4)?,
            basis,
            present: row.get(6)?,
            by_hand: row.get(7)?,
            days,
        };
        count += 1;
        titles += i64::try_from(packed.title.len()).unwrap_or_default();
        body = postcard::to_extend(&packed, body).map_err(damaged)?;
    }
    Ok(Pack { count, titles, body })
}

/// Whether the file keeps packs: one of an older form that cannot be written has none, and they are made from its
/// rows whenever they are asked for.
fn are_kept(connection: &Connection) -> Result<bool, What> {
    let mut statement = connection.prepare_cached("SELECT 1 FROM sqlite_schema WHERE name = 'packs'")?;
    Ok(statement.exists([])?)
}

/// How many issues are packed, and how many bytes their titles take.
pub(super) fn size(connection: &Connection) -> Result<(usize, usize), What> {
    if !are_kept(connection)? {
        return Ok((0, 0));
    }
    let mut statement =
        connection.prepare_cached("SELECT coalesce(sum(issues), 0), coalesce(sum(titles), 0) FROM packs")?;
    let count =
        |row: &rusqlite::Row<'_>, at| row.get(at).map(|sum: i64| usize::try_from(sum).unwrap_or_default());
    Ok(statement.query_row([], |row| Ok((count(row, 0)?, count(row, 1)?)))?)
}

/// How many issues are packed of these notices.
pub(super) fn count(connection: &Connection, notices: &[NoticeId]) -> Result<usize, What> {
    let sql = match are_kept(connection)? {
        true => "SELECT issues FROM packs WHERE notice = ?1",
        false => "SELECT count(*) FROM issues WHERE notice = ?1",
    };
    let mut statement = connection.prepare_cached(sql)?;
    let mut all = 0;
    for notice in notices {
        let count: Option<i64> = statement.query_row([notice.0], |row| row.get(0)).optional()?;
        all += count.and_then(|count| usize::try_from(count).ok()).unwrap_or_default();
    }
    Ok(all)
}

/// Hands over the issues of a notice, in the order in which they are shown but for those that were put in by hand.
pub(super) fn of(
    connection: &Connection,
    notice: NoticeId,
    take: &mut dyn FnMut(&[Packed<'_>]) -> Result<(), What>,
) -> Result<(), What> {
    if !are_kept(connection)? {
        return unpack(&of_notice(connection, notice.0)?.body, take);
    }
    let mut statement = connection.prepare_cached("SELECT body FROM packs WHERE notice = ?1")?;
    let done =
        statement.query_row([notice.0], |row| Ok(unpack(row.get_ref(0)?.as_blob()?, take))).optional()?;
    done.unwrap_or(Ok(()))
}

fn unpack(mut body: &[u8], take: &mut dyn FnMut(&[Packed<'_>]) -> Result<(), What>) -> Result<(), What> {
    let mut all = Vec::new();
    while !body.is_empty() {
        let (packed, rest) = postcard::take_from_bytes::<Packed<'_>>(body).map_err(damaged)?;
        all.push(packed);
        body = rest;
    }
    take(&all)
}

/// Whether every pack says what the rows say, and none is missing: asked at the end of every change in the tests.
#[cfg(test)]
pub(super) fn are_true(connection: &Connection) -> Result<bool, What> {
    let ids = |sql| -> Result<Vec<i64>, What> {
        Ok(connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    };
    for notice in ids("SELECT id FROM notices UNION SELECT notice FROM packs")? {
        let want = of_notice(connection, notice)?;
        let kept: Option<(i64, i64, Vec<u8>)> = connection
            .query_row("SELECT issues, titles, body FROM packs WHERE notice = ?1", [notice], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })
            .optional()?;
        if kept.unwrap_or_default() != (want.count, want.titles, want.body) {
            return Ok(false);
        }
    }
    Ok(ids("SELECT notice FROM unpacked")?.is_empty())
}

fn damaged(error: postcard::Error) -> What {
    What::Damaged(error.to_string())
}
