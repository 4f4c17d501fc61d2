//! What is done to notices after they came: withdrawn, joined, kept apart, read again.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use crate::{intake::Kept, notice::Notice};

use super::{
    Ledger, LedgerError,
    error::What,
    import::{act, doubt, kin, resolve},
    prepare::{prepare, sha256},
    snapshot,
    types::{Doubtful, NoticeId, NoticeRow},
    version::{self, Origin, VersionChange},
};

/// A text that the ledger keeps, for reading it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredText {
    /// Whose newest version it is.
    pub notice: NoticeId,
    /// What was read then: source, pages and all.
    pub read: Notice,
    /// The text.
    pub text: String,
    /// What was kept besides the text.
    pub kept: Option<Kept>,
    /// The version of the reader that read it.
    pub reader: u32,
}

/// What reading a stored text again came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reread {
    /// Today's reader reads the same.
    Same,
    /// It reads otherwise: a new version.
    Changed(VersionChange),
}

impl Ledger {
    /// The notices that are not withdrawn, by agency and feedback date, each with its agency's name.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn notices(&self) -> Result<Vec<(String, NoticeRow)>, LedgerError> {
        self.ask(snapshot::notices)
    }

    /// The pairs of notices on which somebody must decide.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn doubtful(&self) -> Result<Vec<Doubtful>, LedgerError> {
        self.ask(doubtful)
    }

    /// Takes a notice out of all lists. It stays with its follow-ups in the history, and comes back
    /// when it is imported again.
    ///
    /// # Errors
    /// [`What::Unknown`] where there is no such notice to be withdrawn; else [`LedgerError`].
    pub fn withdraw(&mut self, notice: NoticeId, author: &str, now: Timestamp) -> Result<(), LedgerError> {
        self.change(|tx| {
            let done = tx.execute(
                "UPDATE notices SET withdrawn = 1 WHERE id = ?1 AND withdrawn = 0 AND same_as IS NULL",
                [notice.0],
            )?;
            if done == 0 {
                return Err(What::Unknown(notice.0.to_string()));
            }
            act(tx, now, Some(author), "withdrawn", notice, &serde_json::json!({}))
        })
    }

    /// Settles a pair of [`Ledger::doubtful`]. Where they are the `same`, the versions of `new`
    /// become the newest of `old`, and the follow-ups of both are kept; else nobody is asked again.
    ///
    /// # Errors
    /// [`What::Unknown`] where there is no such pair to be settled; else [`LedgerError`].
    pub fn decide(
        &mut self,
        old: NoticeId,
        new: NoticeId,
        same: bool,
        author: &str,
        now: Timestamp,
    ) -> Result<(), LedgerError> {
        self.change(|tx| {
            let done = tx.execute(
                "UPDATE pairs SET decided = ?3 WHERE old = ?1 AND new = ?2 AND decided IS NULL",
                params![old.0, new.0, same],
            )?;
            if done == 0 {
                return Err(What::Unknown(format!("{}–{}", old.0, new.0)));
            }
            let detail = serde_json::json!({ "other": old.0 });
            if !same {
                return act(tx, now, Some(author), "apart", new, &detail);
            }
            join(tx, old, new)?;
            act(tx, now, Some(author), "joined", new, &detail)
        })
    }

    /// The newest texts of all notices that our own reader read, withdrawn ones left out, whose
    /// agency's name holds `agency`; empty: all.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn stored_texts(&self, agency: &str) -> Result<Vec<NoticeId>, LedgerError> {
        self.ask(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT n.id FROM notices n JOIN agencies a ON a.id = n.agency JOIN versions v ON v.id = n.current
                 WHERE n.withdrawn = 0 AND n.same_as IS NULL AND v.text IS NOT NULL AND v.reader IS NOT NULL
                   AND instr(a.name, ?1) > 0 ORDER BY n.id",
            )?;
            let ids = statement.query_map([agency], |row| Ok(NoticeId(row.get(0)?)))?;
            Ok(ids.collect::<Result<_, _>>()?)
        })
    }

    /// The text of a notice's newest version with what was read from it.
    ///
    /// # Errors
    /// [`What::Unknown`] where the notice has none; else [`LedgerError`].
    pub fn stored_text(&self, notice: NoticeId) -> Result<StoredText, LedgerError> {
        self.ask(|connection| {
            let found = connection
                .prepare_cached(
                    "SELECT v.body, t.body, v.reader, v.kept FROM notices n JOIN versions v ON v.id = n.current
                     JOIN texts t ON t.id = v.text WHERE n.id = ?1 AND v.reader IS NOT NULL",
                )?
                .query_row([notice.0], |row| {
                    let kept: Option<String> = row.get(3)?;
                    Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, u32>(2)?, kept))
                })
                .optional()?;
            let (body, text, reader, kept) = found.ok_or_else(|| What::Unknown(notice.0.to_string()))?;
            let kept = kept.as_deref().map(serde_json::from_str).transpose()?;
            Ok(StoredText { notice, read: serde_json::from_str(&body)?, text, kept, reader })
        })
    }

    /// Takes in what today's reader makes of a stored text. What changed goes the way of a new
    /// version; where it now looks like another notice, the pair is asked about, never joined.
    ///
    /// # Errors
    /// [`LedgerError`]; then nothing was changed.
    pub fn reread(
        &mut self,
        stored: &StoredText,
        read: &Notice,
        reader: u32,
        now: Timestamp,
    ) -> Result<Reread, LedgerError> {
        let prepared =
            prepare(read, Some(&stored.text)).map_err(|what| LedgerError::new(&self.path, what))?;
        let notice = stored.notice;
        self.change_relaxed(|tx| {
            let digest: String = tx
                .prepare_cached(
                    "SELECT v.digest FROM notices n JOIN versions v ON v.id = n.current WHERE n.id = ?1",
                )?
                .query_row([notice.0], |row| row.get(0))?;
            if digest == prepared.digest {
                // Remarks may still have changed: they are in the user's language.
                tx.prepare_cached(
                    "UPDATE versions SET reader = ?2, body = ?3, sum = ?4
                     WHERE id = (SELECT current FROM notices WHERE id = ?1)",
                )?
                .execute(params![
                    notice.0,
                    reader,
                    prepared.body,
                    sha256(&prepared.body)
                ])?;
                // Rows that were damaged are made anew.
                version::settle(tx, notice)?;
                return Ok(Reread::Same);
            }
            let change = version::write(
                tx,
                notice,
                &prepared,
                Origin { reader: Some(reader), kept: stored.kept.as_ref(), now, received: false },
            )?;
            let kin = kin(tx, &prepared)?;
            let others: Vec<NoticeId> =
                kin.same.into_iter().chain(kin.doubtful).filter(|other| *other != notice).collect();
            doubt_unasked(tx, &others, notice)?;
            let detail = serde_json::json!({ "seq": change.seq, "reader": reader });
            act(tx, now, None, "reread", notice, &detail)?;
            Ok(Reread::Changed(change))
        })
    }
}

/// Records the doubts about which nobody was asked yet, the lower number as the older notice.
fn doubt_unasked(tx: &Connection, others: &[NoticeId], notice: NoticeId) -> Result<(), What> {
    for other in others {
        let (old, new) = (notice.min(*other), notice.max(*other));
        doubt(tx, &[old], new)?;
    }
    Ok(())
}

fn doubtful(connection: &Connection) -> Result<Vec<Doubtful>, What> {
    let rows: Vec<NoticeRow> = snapshot::notices(connection)?.into_iter().map(|(_, row)| row).collect();
    let find = |id: i64| rows.iter().find(|row| row.id.0 == id).cloned();
    let mut statement =
        connection.prepare_cached("SELECT old, new FROM pairs WHERE decided IS NULL ORDER BY new, old")?;
    let pairs =
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<Vec<_>, _>>()?;
    Ok(pairs
        .into_iter()
        .filter_map(|(old, new)| Some(Doubtful { old: find(old)?, new: find(new)? }))
        .collect())
}

/// Makes the versions and issues of `new` those of `old`.
fn join(tx: &Connection, old: NoticeId, new: NoticeId) -> Result<(), What> {
    let known = |notice: NoticeId| {
        resolve(tx, notice)?.filter(|found| *found == notice).ok_or(What::Unknown(notice.0.to_string()))
    };
    let (old, new) = (known(old)?, known(new)?);
    let last: i64 =
        tx.query_row("SELECT max(seq) FROM versions WHERE notice = ?1", [old.0], |row| row.get(0))?;
    tx.execute(
        "UPDATE versions SET notice = ?1, seq = seq + ?3 WHERE notice = ?2",
        params![old.0, new.0, last],
    )?;
    // Aliases of the other notice's issues go along, so that no issue points to a notice that is none.
    tx.execute("UPDATE issues SET notice = ?2 WHERE notice = ?1", [new.0, old.0])?;
    tx.execute("UPDATE notices SET withdrawn = 0 WHERE id = ?1", [old.0])?;
    tx.execute("UPDATE notices SET same_as = ?1, current = NULL WHERE id = ?2", [old.0, new.0])?;
    version::settle(tx, old)?;
    // Questions that were open about the newer notice are now questions about the older.
    tx.execute(
        "INSERT OR IGNORE INTO pairs (old, new)
         SELECT min(?1, other), max(?1, other) FROM
           (SELECT CASE WHEN old = ?2 THEN new ELSE old END AS other FROM pairs
            WHERE decided IS NULL AND (old = ?2 OR new = ?2))
         WHERE other <> ?1",
        [old.0, new.0],
    )?;
    tx.execute("DELETE FROM pairs WHERE decided IS NULL AND (old = ?1 OR new = ?1)", [new.0])?;
    Ok(())
}

#[cfg(test)]
#[path = "notices_tests.rs"]
mod tests;
