//! Taking notices in.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::{
    intake::Kept,
    notice::{Notice, Source},
};

use super::{
    Ledger, LedgerError,
    arrival::attach_to,
    error::What,
    followup::case::NoticeChange,
    home::{self, Maker},
    kin::{Kin, SameFile, kin, same_file},
    prepare::{Prepared, prepare, sha256},
    standing::{self, resolve},
    stored::{Subject, append, next_counter},
    types::NoticeId,
    version::{self, Origin, VersionChange},
    withdrawal::{self, is_withdrawn},
};

/// A notice that comes.
#[derive(Debug, Clone, Copy)]
pub struct Incoming<'a> {
    /// As it was read.
    pub notice: &'a Notice,
    /// The text that its spans point into; `None` where another program parsed it and left it out.
    pub text: Option<&'a str>,
    /// What must be kept besides the text, so that it can be read again.
    pub kept: Option<&'a Kept>,
    /// Version of the reader; `None` when another program parsed it, and then `reread` leaves it.
    pub reader: Option<u32>,
}

/// What became of a notice that came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// Its number.
    pub notice: NoticeId,
    /// The agency's name as the ledger shows it.
    pub agency: String,
    /// How many issues it has.
    pub issues: usize,
    /// What was done.
    pub kind: ImportKind,
}

/// What was done with a notice that came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportKind {
    /// It is new.
    New,
    /// It is a new version of one that was there.
    Version(VersionChange),
    /// It is what its notice is now; nothing was changed.
    Unchanged,
    /// The file was there already, its notice withdrawn; now it is shown again.
    Restored,
    /// It is new here, and was withdrawn by a colleague before: it is not shown.
    Withdrawn,
    /// It may be a version of these, which somebody must say; until then it stands beside them.
    Apart(Vec<NoticeId>),
}

impl Ledger {
    /// What importing a file with this SHA-256 would come to, where that is
    /// [`ImportKind::Unchanged`]: our reader read it, it is what its notice is now, and the notice is
    /// not withdrawn. Spares reading it.
    ///
    /// What another program parsed is not asked: one file may have given it several notices.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn known(&self, sha256: &str) -> Result<Option<Imported>, LedgerError> {
        if sha256.is_empty() {
            return Ok(None);
        }
        self.ask(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT n.id, a.name, (SELECT count(*) FROM sightings s WHERE s.version = c.id)
                 FROM versions v JOIN notices n ON n.id = v.notice JOIN versions c ON c.id = n.current
                 JOIN agencies a ON a.id = n.agency
                 WHERE v.sha256 = ?1 AND c.sha256 = ?1 AND v.text IS NOT NULL AND v.reader IS NOT NULL
                   AND n.withdrawn = 0 AND v.received = 0 AND c.received = 0 ORDER BY v.id DESC",
            )?;
            let read = |row: &Row<'_>| {
                let issues: i64 = row.get(2)?;
                Ok(Imported {
                    notice: NoticeId(row.get(0)?),
                    agency: row.get(1)?,
                    issues: usize::try_from(issues).unwrap_or(0),
                    kind: ImportKind::Unchanged,
                })
            };
            Ok(statement.query_row([sha256], read).optional()?)
        })
    }

    /// Takes a notice in, in one transaction; see [`super::identity`] for what becomes of it.
    ///
    /// An earlier wording of a notice that has newer ones is a new version again: whoever imports it
    /// wants it to count, and that is an event. So of several wordings that are imported together the last one
    /// counts, each time that they are imported.
    ///
    /// A notice that is here and withdrawn is shown again when its file, or a new version of it, is imported:
    /// that is an event of its own, made by the program. One that comes for the first time stays as it was
    /// said to be before.
    ///
    /// # Errors
    /// [`LedgerError`]; then nothing was changed.
    pub fn import(&mut self, incoming: Incoming<'_>, now: Timestamp) -> Result<Imported, LedgerError> {
        self.import_by(incoming, PROGRAM, now)
    }

    /// As [`Ledger::import`]; where a withdrawn notice is shown again, it is `author` who does that.
    ///
    /// # Errors
    /// As [`Ledger::import`].
    pub fn import_by(
        &mut self,
        incoming: Incoming<'_>,
        author: &str,
        now: Timestamp,
    ) -> Result<Imported, LedgerError> {
        let prepared =
            prepare(incoming.notice, incoming.text).map_err(|what| LedgerError::new(&self.path, what))?;
        let origin = Origin { reader: incoming.reader, kept: incoming.kept, now, received: false };
        let (path, mut id) = (self.path.clone(), None);
        let done = self.change_relaxed(|tx| {
            let mut chain = || {
                let ledger = home::settle(tx, home::home(&path).as_deref())?;
                id = Some(ledger);
                Ok::<_, What>(ledger)
            };
            let mut say = |notice: NoticeId, change: &NoticeChange, now: Timestamp| {
                let maker = Maker { ledger: chain()?, author, now };
                let subject = Subject::Notice(version::notice_key(tx, notice)?);
                append(tx, &subject, change, next_counter(tx, now)?, &maker)
            };
            let (mut imported, first) = import(tx, &prepared, origin, &mut say)?;
            // What colleagues said and did may have come before the notice.
            if standing::any(tx)? {
                standing::settle(tx)?;
                imported.notice = resolve(tx, imported.notice)?.unwrap_or(imported.notice);
            }
            attach_to(tx, imported.notice)?;
            if is_withdrawn(tx, imported.notice)? == Some(true) {
                imported.kind = match imported.kind {
                    _ if first => ImportKind::Withdrawn,
                    kind => {
                        let maker = Maker { ledger: chain()?, author, now };
                        withdrawal::restore(tx, imported.notice, None, &maker)?;
                        if kind == ImportKind::Unchanged { ImportKind::Restored } else { kind }
                    }
                };
            }
            Ok(imported)
        })?;
        self.id = id.unwrap_or(self.id);
        Ok(done)
    }
}

/// Who does what the program does by itself.
const PROGRAM: &str = env!("CARGO_PKG_NAME");

/// What a notice that comes came to, and whether none of its versions had been imported here before.
fn import(
    tx: &Connection,
    prepared: &Prepared<'_>,
    origin: Origin<'_>,
    say: Say<'_>,
) -> Result<(Imported, bool), What> {
    let (notice, first, kind) = match same_file(tx, prepared, origin)? {
        SameFile::Here(notice) => {
            let first = !imported_here(tx, notice)?;
            vouch(tx, notice, prepared, origin)?;
            (notice, first, ImportKind::Unchanged)
        }
        SameFile::Again(notice) => {
            (notice, !imported_here(tx, notice)?, count_again(tx, notice, prepared, origin, say)?)
        }
        SameFile::Otherwise(notice) => {
            (notice, !imported_here(tx, notice)?, add_version(tx, notice, prepared, origin)?)
        }
        SameFile::No => {
            let kin = kin(tx, prepared)?;
            match kin.same.as_slice() {
                [one] if same_words(tx, *one, prepared, origin)? => (*one, false, ImportKind::Unchanged),
                [one] => (*one, !imported_here(tx, *one)?, add_version(tx, *one, prepared, origin)?),
                _ => {
                    let (notice, kind) = add_notice(tx, prepared, origin, kin)?;
                    (notice, true, kind)
                }
            }
        }
    };
    let agency = tx
        .prepare_cached("SELECT a.name FROM notices n JOIN agencies a ON a.id = n.agency WHERE n.id = ?1")?
        .query_row([notice.0], |row| row.get(0))?;
    Ok((Imported { notice, agency, issues: prepared.issues.len(), kind }, first))
}

/// Says something of a notice at a moment, as whoever imports.
type Say<'a> = &'a mut dyn FnMut(NoticeId, &NoticeChange, Timestamp) -> Result<(), What>;

/// Makes an earlier wording of a notice count again.
fn count_again(
    tx: &Connection,
    notice: NoticeId,
    prepared: &Prepared<'_>,
    origin: Origin<'_>,
    say: Say<'_>,
) -> Result<ImportKind, What> {
    vouch(tx, notice, prepared, origin)?;
    // Whatever the clock says, it comes after those that are here.
    let now = origin.now.max(version::after_all(tx, notice)?);
    say(notice, &NoticeChange::Current { version: prepared.digest.clone() }, now)?;
    standing::settle(tx)?;
    version::settle(tx, notice).map(ImportKind::Version)
}

/// Whether a version of the notice was read from its file here, and did not come from a colleague.
fn imported_here(tx: &Connection, notice: NoticeId) -> Result<bool, What> {
    Ok(tx.prepare_cached("SELECT 1 FROM versions WHERE notice = ?1 AND received = 0")?.exists([notice.0])?)
}

/// A version that came from a colleague and that was now read from its file here is as good as our own.
fn vouch(tx: &Connection, notice: NoticeId, prepared: &Prepared<'_>, origin: Origin<'_>) -> Result<(), What> {
    if origin.reader.is_some() {
        tx.prepare_cached(
            "UPDATE versions SET received = 0 WHERE notice = ?1 AND digest = ?2 AND received = 1",
        )?
        .execute(params![notice.0, prepared.digest])?;
    }
    Ok(())
}

/// Whether what came are the words that the notice's current version has, in another encoding or with
/// other line ends, or in another file: then nothing new is said. Only what our reader read is compared.
fn same_words(
    tx: &Connection,
    notice: NoticeId,
    prepared: &Prepared<'_>,
    origin: Origin<'_>,
) -> Result<bool, What> {
    let (Some(text), Some(_)) = (prepared.text, origin.reader) else { return Ok(false) };
    let body: Option<String> = tx
        .prepare_cached(
            "SELECT v.body FROM notices n JOIN versions v ON v.id = n.current JOIN texts t ON t.id = v.text
             WHERE n.id = ?1 AND t.digest = ?2 AND v.reader IS NOT NULL AND v.received = 0",
        )?
        .query_row(params![notice.0, sha256(text)], |row| row.get(0))
        .optional()?;
    let bare = |notice: &Notice| Notice {
        source: Source::default(),
        remarks: Vec::new(),
        text: None,
        ..notice.clone()
    };
    let Some(body) = body else { return Ok(false) };
    Ok(bare(&serde_json::from_str(&body)?) == bare(prepared.notice))
}

fn add_version(
    tx: &Connection,
    notice: NoticeId,
    prepared: &Prepared<'_>,
    origin: Origin<'_>,
) -> Result<ImportKind, What> {
    let change = version::write(tx, notice, prepared, origin)?;
    let detail = serde_json::json!({
        "seq": change.seq, "kept": change.kept, "added": change.added, "gone": change.gone,
        "sha256": prepared.notice.source.sha256,
    });
    act(tx, origin.now, None, "version", notice, &detail)?;
    Ok(ImportKind::Version(change))
}

fn add_notice(
    tx: &Connection,
    prepared: &Prepared<'_>,
    origin: Origin<'_>,
    kin: Kin,
) -> Result<(NoticeId, ImportKind), What> {
    let notice = version::new_notice(tx, prepared)?;
    version::write(tx, notice, prepared, origin)?;
    let doubtful: Vec<NoticeId> = kin.same.into_iter().chain(kin.doubtful).collect();
    doubt(tx, &doubtful, notice)?;
    let detail = serde_json::json!({ "sha256": prepared.notice.source.sha256 });
    act(tx, origin.now, None, "imported", notice, &detail)?;
    // Nobody is asked about what is not shown, until it is shown again.
    let mut asked: Vec<NoticeId> = Vec::new();
    for other in doubtful {
        let other = resolve(tx, other)?.unwrap_or(other);
        if !asked.contains(&other) && is_withdrawn(tx, other)? == Some(false) {
            asked.push(other);
        }
    }
    let kind = if asked.is_empty() { ImportKind::New } else { ImportKind::Apart(asked) };
    Ok((notice, kind))
}

/// Records that `new` may be a version of each of `old`.
pub(super) fn doubt(tx: &Connection, old: &[NoticeId], new: NoticeId) -> Result<(), What> {
    let mut insert = tx.prepare_cached("INSERT OR IGNORE INTO pairs (old, new) VALUES (?1, ?2)")?;
    for old in old {
        insert.execute([old.0, new.0])?;
    }
    Ok(())
}

/// Writes down what was done to a notice.
pub(super) fn act(
    tx: &Connection,
    now: Timestamp,
    author: Option<&str>,
    kind: &str,
    notice: NoticeId,
    detail: &serde_json::Value,
) -> Result<(), What> {
    tx.prepare_cached("INSERT INTO acts (time, author, kind, notice, detail) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![now.to_string(), author, kind, notice.0, detail.to_string()])?;
    Ok(())
}

#[cfg(test)]
#[path = "import_tests.rs"]
mod tests;
