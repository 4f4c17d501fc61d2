//! Writes one version of a notice: its rows, and which of its issues are which.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use crate::{intake::Kept, ledger::types::AgencyId};

use super::{
    error::What,
    key,
    matching::{Face, match_issues},
    prepare::{Prepared, PreparedIssue, basis_name, kind_name, sha256},
    types::NoticeId,
};

/// What a new version did to the issues of its notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct VersionChange {
    /// Number of the version, from 1.
    pub seq: u32,
    /// Issues that were there before.
    pub kept: usize,
    /// Issues that are new.
    pub added: usize,
    /// Issues that the version no longer has.
    pub gone: usize,
}

/// Where a version comes from, besides what the notice itself says.
#[derive(Clone, Copy)]
pub(super) struct Origin<'a> {
    /// Version of the reader; `None` when another program parsed the notice.
    pub reader: Option<u32>,
    /// What must be kept besides the text.
    pub kept: Option<&'a Kept>,
    /// When it came.
    pub now: Timestamp,
}

/// Makes a notice without versions.
pub(super) fn new_notice(tx: &Connection, prepared: &Prepared<'_>) -> Result<NoticeId, What> {
    let agency = agency(tx, prepared)?;
    tx.prepare_cached("INSERT INTO notices (agency, title, remarks) VALUES (?1, '', '[]')")?
        .execute([agency.0])?;
    Ok(NoticeId(tx.last_insert_rowid()))
}

/// The agency under whose name the notice stands: the one it names, else its title, else its file.
fn agency(tx: &Connection, prepared: &Prepared<'_>) -> Result<AgencyId, What> {
    let notice = prepared.notice;
    let file = notice.source.path.rsplit(['/', '\\']).next().unwrap_or_default();
    let name = [notice.agency.as_deref(), notice.title.as_deref(), Some(file)]
        .into_iter()
        .flatten()
        .map(|name| name.split_whitespace().collect::<String>())
        .find(|name| !name.is_empty())
        .unwrap_or_else(|| "?".to_owned());
    let known = tx
        .prepare_cached("SELECT id FROM agencies WHERE name = ?1")?
        .query_row([&name], |row| row.get(0))
        .optional()?;
    if let Some(id) = known {
        return Ok(AgencyId(id));
    }
    tx.execute("INSERT INTO agencies (name) VALUES (?1)", [&name])?;
    Ok(AgencyId(tx.last_insert_rowid()))
}

/// Adds a version to `notice` and makes it the current one.
pub(super) fn write(
    tx: &Connection,
    notice: NoticeId,
    prepared: &Prepared<'_>,
    origin: Origin<'_>,
) -> Result<VersionChange, What> {
    let seq: u32 = tx
        .prepare_cached("SELECT coalesce(max(seq), 0) + 1 FROM versions WHERE notice = ?1")?
        .query_row([notice.0], |row| row.get(0))?;
    let version = insert_version(tx, notice, seq, prepared, origin)?;
    let mut change = write_issues(tx, notice, version, prepared)?;
    change.seq = seq;
    let agency = agency(tx, prepared)?;
    let read = prepared.notice;
    tx.prepare_cached(
        "UPDATE notices SET agency = ?2, title = ?3, feedback = ?4, published = ?5, remarks = ?6, current = ?7
         WHERE id = ?1",
    )?
    .execute(params![
        notice.0,
        agency.0,
        read.title.as_deref().unwrap_or_default(),
        read.feedback_date.map(|day| day.to_string()),
        read.published.map(|day| day.to_string()),
        serde_json::to_string(&read.remarks)?,
        version,
    ])?;
    Ok(change)
}

fn insert_version(
    tx: &Connection,
    notice: NoticeId,
    seq: u32,
    prepared: &Prepared<'_>,
    origin: Origin<'_>,
) -> Result<i64, What> {
    let text = prepared.text.map(|text| store_text(tx, text)).transpose()?;
    let (source, identity) = (&prepared.notice.source, &prepared.identity);
    let kept = origin.kept.map(serde_json::to_string).transpose()?;
    tx.prepare_cached(
        "INSERT INTO versions (notice, seq, path, format, encoding, sha256, digest, reader, imported, text, body,
           agency_key, organisation_key, title_key, feedback, period, round, kept)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",
    )?
    .execute(params![
        notice.0,
        seq,
        source.path,
        source.format,
        source.encoding,
        source.sha256,
        prepared.digest,
        origin.reader,
        origin.now.to_string(),
        text,
        prepared.body,
        identity.agency,
        identity.organisation,
        identity.title,
        identity.feedback.map(|day| day.to_string()),
        identity.period,
        identity.round,
        kept,
    ])?;
    Ok(tx.last_insert_rowid())
}

fn store_text(tx: &Connection, text: &str) -> Result<i64, What> {
    let digest = sha256(text);
    tx.prepare_cached("INSERT OR IGNORE INTO texts (digest, body) VALUES (?1, ?2)")?
        .execute([digest.as_str(), text])?;
    Ok(tx.prepare_cached("SELECT id FROM texts WHERE digest = ?1")?.query_row([&digest], |row| row.get(0))?)
}

/// An issue that is there.
pub(super) struct OldIssue {
    pub id: i64,
    pub present: bool,
    pub face: Face,
}

/// The issues of a notice: those of the newest version in reading order, then the others.
pub(super) fn old_issues(tx: &Connection, notice: NoticeId) -> Result<Vec<OldIssue>, What> {
    let mut statement = tx.prepare_cached(
        "SELECT i.id, i.present, i.place, i.title, s.body FROM issues i JOIN search s ON s.issue = i.id
         WHERE i.notice = ?1 AND i.same_as IS NULL ORDER BY i.present DESC, i.position, i.id",
    )?;
    let rows = statement.query_map([notice.0], |row| {
        let title: String = row.get(3)?;
        let face = Face { place: row.get(2)?, title: super::fold::squeeze_title(&title), text: row.get(4)? };
        Ok(OldIssue { id: row.get(0)?, present: row.get(1)?, face })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn write_issues(
    tx: &Connection,
    notice: NoticeId,
    version: i64,
    prepared: &Prepared<'_>,
) -> Result<VersionChange, What> {
    let old = old_issues(tx, notice)?;
    let matched = match_with_gone(&old, &prepared.issues);
    let mut change = VersionChange::default();
    tx.prepare_cached("UPDATE issues SET present = 0 WHERE notice = ?1")?.execute([notice.0])?;
    for (position, (issue, known)) in prepared.issues.iter().zip(&matched).enumerate() {
        let place = Place { notice, version, position };
        let id = match known {
            Some(id) => {
                change.kept += 1;
                update_issue(tx, *id, &place, issue)?;
                *id
            }
            None => {
                change.added += 1;
                insert_issue(tx, &place, issue, prepared)?
            }
        };
        write_details(tx, id, version, issue)?;
    }
    let kept: std::collections::HashSet<i64> = matched.into_iter().flatten().collect();
    change.gone = old.iter().filter(|issue| issue.present && !kept.contains(&issue.id)).count();
    Ok(change)
}

/// The id of the old issue that each new one is: first among those that the last version has, then
/// among those that an earlier one had, so that an issue which comes back finds its follow-up.
fn match_with_gone(old: &[OldIssue], new: &[PreparedIssue]) -> Vec<Option<i64>> {
    let faces: Vec<Face> = new.iter().map(face).collect();
    let mut found = vec![None; new.len()];
    for present in [true, false] {
        let some: Vec<&OldIssue> = old.iter().filter(|issue| issue.present == present).collect();
        let old_faces: Vec<Face> = some.iter().map(|issue| issue.face.clone()).collect();
        let open: Vec<usize> =
            found.iter().enumerate().filter(|(_, id)| id.is_none()).map(|(at, _)| at).collect();
        let new_faces: Vec<Face> = open.iter().filter_map(|at| faces.get(*at).cloned()).collect();
        for (at, matched) in open.iter().zip(match_issues(&old_faces, &new_faces)) {
            if let (Some(slot), Some(issue)) = (found.get_mut(*at), matched.and_then(|old| some.get(old))) {
                *slot = Some(issue.id);
            }
        }
    }
    found
}

fn face(issue: &PreparedIssue) -> Face {
    Face { place: issue.place.clone(), title: issue.title_key(), text: issue.search.clone() }
}

struct Place {
    notice: NoticeId,
    version: i64,
    position: usize,
}

fn update_issue(tx: &Connection, id: i64, place: &Place, issue: &PreparedIssue) -> Result<(), What> {
    tx.prepare_cached(
        "UPDATE issues SET position = ?2, path = ?3, place = ?4, title = ?5, outcome = ?6, basis = ?7,
           present = 1, version = ?8, at = ?9 WHERE id = ?1",
    )?
    .execute(params![
        id,
        number(place.position),
        issue.path,
        issue.place,
        issue.title,
        issue.outcome.0,
        issue.basis.map(basis_name),
        place.version,
        number(issue.at),
    ])?;
    Ok(())
}

fn insert_issue(
    tx: &Connection,
    place: &Place,
    issue: &PreparedIssue,
    prepared: &Prepared<'_>,
) -> Result<i64, What> {
    tx.prepare_cached(
        "INSERT INTO issues (key, notice, position, path, place, title, outcome, basis, present, version, at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1, ?9, ?10)",
    )?
    .execute(params![
        free_key(tx, prepared, issue)?,
        place.notice.0,
        number(place.position),
        issue.path,
        issue.place,
        issue.title,
        issue.outcome.0,
        issue.basis.map(basis_name),
        place.version,
        number(issue.at),
    ])?;
    Ok(tx.last_insert_rowid())
}

/// The key of a new issue; salted while another issue has it, since keys are for ever.
fn free_key(tx: &Connection, prepared: &Prepared<'_>, issue: &PreparedIssue) -> Result<String, What> {
    let mut taken = tx.prepare_cached("SELECT 1 FROM issues WHERE key = ?1")?;
    let title = issue.title_key();
    let mut salt = 0;
    loop {
        let key = key::key(&prepared.identity, &issue.place, &title, salt);
        if !taken.exists([&key])? {
            return Ok(key);
        }
        salt += 1;
    }
}

fn write_details(tx: &Connection, id: i64, version: i64, issue: &PreparedIssue) -> Result<(), What> {
    tx.prepare_cached("INSERT INTO sightings (version, at, issue) VALUES (?1, ?2, ?3)")?.execute(params![
        version,
        number(issue.at),
        id
    ])?;
    tx.prepare_cached(
        "INSERT INTO search (issue, body) VALUES (?1, ?2) ON CONFLICT (issue) DO UPDATE SET body = excluded.body",
    )?
    .execute(params![id, issue.search])?;
    tx.prepare_cached("DELETE FROM deadlines WHERE issue = ?1")?.execute([id])?;
    let mut insert =
        tx.prepare_cached("INSERT INTO deadlines (issue, n, due, kind) VALUES (?1, ?2, ?3, ?4)")?;
    for (n, deadline) in issue.deadlines.iter().enumerate() {
        insert.execute(params![id, number(n), deadline.due.to_string(), kind_name(deadline.kind)])?;
    }
    Ok(())
}

/// SQLite's whole numbers are signed.
fn number(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
