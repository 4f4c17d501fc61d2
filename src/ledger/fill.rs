//! What a new form of the file has in addition to the former, made from what is kept.

use rusqlite::{Connection, params};

use crate::notice::Notice;

use super::{
    error::What,
    prepare::{prepare, sha256},
    version::number,
};

/// Gives the versions and sightings of an older ledger their own keys.
pub(super) fn own_keys(tx: &Connection) -> Result<(), What> {
    let mut statement = tx.prepare("SELECT id, body FROM versions")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (version, body): (i64, String) = (row.get(0)?, row.get(1)?);
        // A damaged row must not keep the ledger from being opened; whoever asks for it is told.
        let Ok(notice) = serde_json::from_str::<Notice>(&body) else { continue };
        let prepared = prepare(&notice, None)?;
        tx.prepare_cached("UPDATE versions SET own = ?2, sum = ?3 WHERE id = ?1")?.execute(params![
            version,
            prepared.own,
            sha256(&body)
        ])?;
        let mut put = tx.prepare_cached("UPDATE sightings SET own = ?3 WHERE version = ?1 AND at = ?2")?;
        for issue in &prepared.issues {
            put.execute(params![version, number(issue.at), issue.own])?;
        }
    }
    Ok(())
}

/// Fills in who is responsible for the issues that are there.
pub(super) fn duties(tx: &Connection) -> Result<(), What> {
    let mut statement =
        tx.prepare("SELECT id, body FROM versions WHERE id IN (SELECT version FROM issues)")?;
    let mut put = tx.prepare(
        "UPDATE search SET duty = ?3 WHERE issue IN (SELECT id FROM issues WHERE version = ?1 AND at = ?2)",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (version, body): (i64, String) = (row.get(0)?, row.get(1)?);
        // A damaged row must not keep the ledger from being opened; whoever asks for it is told.
        let Ok(notice) = serde_json::from_str::<Notice>(&body) else { continue };
        for issue in prepare(&notice, None)?.issues.iter().filter(|issue| !issue.duty.is_empty()) {
            put.execute(params![version, number(issue.at), issue.duty])?;
        }
    }
    Ok(())
}
