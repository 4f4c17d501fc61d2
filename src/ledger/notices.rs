//! The notices that are here, and what is done to them after they came: they are read again.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use crate::{intake::Kept, notice::Notice};

use super::{
    Ledger, LedgerError,
    error::What,
    import::{act, doubt},
    kin::kin,
    prepare::{prepare, sha256},
    snapshot,
    types::{NoticeId, NoticeRow},
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

#[cfg(test)]
#[path = "notices_tests.rs"]
mod tests;
