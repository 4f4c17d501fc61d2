//! The index over the texts that are searched: kept in the same file, in the same transactions.
//!
//! Triggers of the table `search` say which of its rows are not in the index (`unindexed`); nothing else that
//! writes need know of it. A search takes both, so an index that lags behind never hides an issue. Rows go into
//! it many at once, since each gathering writes a part of its own and parts are made one again and again.

use rusqlite::Connection;

use super::{
    Ledger, LedgerError,
    chain::{VerifyFault, VerifyReport},
    error::What,
    grams::{self, Cutter},
};

/// When so many rows wait they go into the index, with the change that brings them; to look through fewer takes
/// no longer than asking the index.
const MANY: i64 = 2048;

impl Ledger {
    /// Puts what waits for it into the index of the search: for the end of work that brought many issues. Without
    /// it the search is as right, and a little slower.
    ///
    /// # Errors
    /// [`LedgerError`]; then nothing was changed.
    pub fn settle_index(&mut self) -> Result<(), LedgerError> {
        let waits = self.indexed
            && self.ask(|connection| {
                Ok(connection.query_row("SELECT EXISTS (SELECT 1 FROM unindexed)", [], |row| row.get(0))?)
            })?;
        if waits { self.change_relaxed(|tx| settle(tx)) } else { Ok(()) }
    }

    /// Makes the index of the search anew from the texts, for who was told by [`Ledger::verify`] that it does not
    /// agree with them.
    ///
    /// # Errors
    /// [`LedgerError`]; then nothing was changed.
    pub fn mend_index(&mut self) -> Result<(), LedgerError> {
        self.change(|tx| rebuild(tx))
    }
}

/// Puts the rows that wait into the index, where they are many.
pub(super) fn settle_many(tx: &Connection) -> Result<(), What> {
    let many = tx.prepare_cached("SELECT 1 FROM unindexed LIMIT 1 OFFSET ?1")?.exists([MANY - 1])?;
    if many { settle(tx) } else { Ok(()) }
}

/// Puts all rows that wait into the index.
pub(super) fn settle(tx: &Connection) -> Result<(), What> {
    let mut waiting = tx.prepare_cached(
        "SELECT s.issue, s.body, s.duty FROM unindexed u CROSS JOIN search s ON s.issue = u.issue ORDER BY u.issue",
    )?;
    let mut put = tx.prepare_cached("INSERT INTO text_index (rowid, grams) VALUES (?1, ?2)")?;
    let mut cutter = Cutter::default();
    let mut rows = waiting.query([])?;
    while let Some(row) = rows.next()? {
        let issue: i64 = row.get(0)?;
        put.execute((issue, cutter.cut(text(row.get_ref(1)?), text(row.get_ref(2)?))))?;
    }
    tx.prepare_cached("DELETE FROM unindexed")?.execute([])?;
    Ok(())
}

/// Makes the whole index anew: nothing of what it held is left in it, also not of texts that are gone.
pub(super) fn rebuild(tx: &Connection) -> Result<(), What> {
    tx.execute_batch(
        "INSERT INTO text_index (text_index) VALUES ('delete-all');
         INSERT OR IGNORE INTO unindexed (issue) SELECT issue FROM search;
         DELETE FROM unindexed WHERE issue NOT IN (SELECT issue FROM search);",
    )?;
    settle(tx)
}

fn text(value: rusqlite::types::ValueRef<'_>) -> &str {
    value.as_str().unwrap_or_default()
}

/// Adds to a report that the index does not agree with the texts: that a row of `search` is neither in it nor
/// waiting, or both, that it has others, or other pieces than the texts.
pub(super) fn verify(connection: &Connection, report: &mut VerifyReport) -> Result<(), What> {
    match agrees(connection) {
        Ok(true) => {}
        Ok(false) | Err(What::Damaged(_)) => report.faults.push(VerifyFault::Index),
        Err(what) => return Err(what),
    }
    Ok(())
}

fn agrees(connection: &Connection) -> Result<bool, What> {
    let rows = connection.query_row(
        "SELECT NOT EXISTS (SELECT 1 FROM search WHERE
             (issue IN (SELECT id FROM text_index_docsize)) = (issue IN (SELECT issue FROM unindexed)))
           AND (SELECT count(*) FROM search)
             = (SELECT count(*) FROM text_index_docsize) + (SELECT count(*) FROM unindexed)",
        [],
        |row| row.get::<_, bool>(0),
    )?;
    Ok(rows && sum_of_texts(connection)? == sum_of_index(connection)?)
}

/// The sum over all pieces of the rows that are in the index, and how many they are.
fn sum_of_texts(connection: &Connection) -> Result<(u64, u64), What> {
    let mut statement = connection
        .prepare("SELECT issue, body, duty FROM search WHERE issue NOT IN (SELECT issue FROM unindexed)")?;
    let mut rows = statement.query([])?;
    let mut cutter = Cutter::default();
    let (mut sum, mut count) = (0_u64, 0_u64);
    while let Some(row) = rows.next()? {
        let issue: i64 = row.get(0)?;
        let pieces = cutter.cut(text(row.get_ref(1)?), text(row.get_ref(2)?));
        for piece in pieces.split_terminator(' ') {
            sum = sum.wrapping_add(grams::sum(grams::number(piece), issue));
            count += 1;
        }
    }
    Ok((sum, count))
}

/// The same of what stands in the index.
fn sum_of_index(connection: &Connection) -> Result<(u64, u64), What> {
    connection.execute_batch(
        "DROP TABLE IF EXISTS temp.pieces;
         CREATE VIRTUAL TABLE temp.pieces USING fts5vocab('main', 'text_index', 'instance')",
    )?;
    let summed = || {
        let mut statement = connection.prepare("SELECT term, doc FROM temp.pieces")?;
        let mut rows = statement.query([])?;
        let (mut sum, mut count) = (0_u64, 0_u64);
        // The issues of a piece come one after the other.
        let (mut piece, mut number) = (String::new(), 0);
        while let Some(row) = rows.next()? {
            let here = text(row.get_ref(0)?);
            if here != piece {
                piece.clear();
                piece.push_str(here);
                number = grams::number(here);
            }
            sum = sum.wrapping_add(grams::sum(number, row.get(1)?));
            count += 1;
        }
        Ok((sum, count))
    };
    let done = summed();
    connection.execute_batch("DROP TABLE temp.pieces")?;
    done
}

#[cfg(test)]
#[path = "index_tests.rs"]
mod tests;
