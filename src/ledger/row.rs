//! The row of an issue, with what a search looks through and its deadlines.

use rusqlite::{Connection, params};

use super::{
    error::What,
    key,
    prepare::{PreparedIssue, basis_name, kind_name},
    types::NoticeId,
    version::number,
};

/// What the row of an issue says: what the last version that has it says of it.
pub(super) struct Row<'a> {
    /// The key that it has by its first version alone.
    pub own: &'a str,
    /// The row of that version, in whose notice it is at home.
    pub first: i64,
    /// The row of the last version that has it.
    pub version: i64,
    /// What that says of it.
    pub issue: &'a PreparedIssue,
    /// Its number among the issues of that version.
    pub position: usize,
    /// Whether that is the newest version.
    pub present: bool,
}

impl Row<'_> {
    /// Writes all of it into the row `known`, or into a new one of `notice`; gives the row. What a row says
    /// already is not written again.
    pub fn put(&self, tx: &Connection, notice: NoticeId, known: Option<i64>) -> Result<i64, What> {
        match known {
            Some(id) => self.update(tx, id).map(|()| id),
            None => self.insert(tx, notice),
        }
    }

    fn insert(&self, tx: &Connection, notice: NoticeId) -> Result<i64, What> {
        let Self { own, first, version, issue, position, present } = self;
        let mut insert = tx.prepare_cached(
            "INSERT INTO issues (key, notice, position, path, place, title, outcome, basis, present, version, at, home)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, (SELECT home FROM versions WHERE id = ?12))
             ON CONFLICT (key) DO NOTHING",
        )?;
        // Its own key by its first version; while another issue has that, one made from it, since keys are for
        // ever.
        let mut key = (*own).to_owned();
        loop {
            let done = insert.execute(params![
                key,
                notice.0,
                number(*position),
                issue.path,
                issue.place,
                issue.title,
                issue.outcome.0,
                issue.basis.map(basis_name),
                present,
                version,
                number(issue.at),
                first,
            ])?;
            if done > 0 {
                break;
            }
            key = key::next(&key);
        }
        let id = tx.last_insert_rowid();
        tx.prepare_cached("INSERT INTO search (issue, body, duty) VALUES (?1, ?2, ?3)")?.execute(params![
            id,
            issue.search,
            issue.duty
        ])?;
        self.put_deadlines(tx, id)?;
        Ok(id)
    }

    fn update(&self, tx: &Connection, id: i64) -> Result<(), What> {
        let Self { version, issue, position, present, .. } = self;
        tx.prepare_cached(
            "UPDATE issues SET position = ?2, path = ?3, place = ?4, title = ?5, outcome = ?6, basis = ?7,
               present = ?8, version = ?9, at = ?10, same_as = NULL
             WHERE id = ?1 AND (position, path, place, title, outcome, basis, present, version, at, same_as)
               IS NOT (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, NULL)",
        )?
        .execute(params![
            id,
            number(*position),
            issue.path,
            issue.place,
            issue.title,
            issue.outcome.0,
            issue.basis.map(basis_name),
            present,
            version,
            number(issue.at),
        ])?;
        tx.prepare_cached(
            "INSERT INTO search (issue, body, duty) VALUES (?1, ?2, ?3)
             ON CONFLICT (issue) DO UPDATE SET body = excluded.body, duty = excluded.duty
             WHERE body <> excluded.body OR duty <> excluded.duty",
        )?
        .execute(params![id, issue.search, issue.duty])?;
        let said = tx
            .prepare_cached("SELECT due, kind FROM deadlines WHERE issue = ?1 ORDER BY n")?
            .query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<Vec<(String, String)>, _>>()?;
        let says = issue.deadlines.iter().map(|day| (day.due.to_string(), kind_name(day.kind).to_owned()));
        if !says.eq(said) {
            tx.prepare_cached("DELETE FROM deadlines WHERE issue = ?1")?.execute([id])?;
            self.put_deadlines(tx, id)?;
        }
        Ok(())
    }

    fn put_deadlines(&self, tx: &Connection, id: i64) -> Result<(), What> {
        let mut insert =
            tx.prepare_cached("INSERT INTO deadlines (issue, n, due, kind) VALUES (?1, ?2, ?3, ?4)")?;
        for (n, deadline) in self.issue.deadlines.iter().enumerate() {
            insert.execute(params![id, number(n), deadline.due.to_string(), kind_name(deadline.kind)])?;
        }
        Ok(())
    }
}
