//! Which notices here one that comes is, or may be: by its file, and by what it says of itself.

use std::collections::{BTreeSet, HashSet};

use rusqlite::{Connection, Row, params};

use super::{
    error::What,
    fold::squeeze_title,
    identity::{Identity, Kinship, Overlap, kinship},
    prepare::Prepared,
    types::NoticeId,
    version::Origin,
};

/// Whether the file that came is in the ledger.
pub(super) enum SameFile {
    /// Yes, and it is what its notice is now.
    Here(NoticeId),
    /// Yes, but its notice has another wording now: an earlier one came again.
    Again(NoticeId),
    /// Yes, but its notice is something else now: the file parsed by another program, or with the text that
    /// was missing.
    Otherwise(NoticeId),
    /// No.
    No,
}

/// A version that is what came, or stands for the same file.
struct Twin {
    notice: NoticeId,
    /// It is what came.
    is_it: bool,
    /// It was imported here.
    ours: bool,
    has_text: bool,
    /// Its notice's current version holds the same data.
    current_data: bool,
    /// Its notice's current version was read from the same file.
    current_file: bool,
    /// It is what came, and its notice has been published anew since.
    superseded: bool,
}

pub(super) fn same_file(
    tx: &Connection,
    prepared: &Prepared<'_>,
    origin: Origin<'_>,
) -> Result<SameFile, What> {
    let twins = twins(tx, prepared, origin)?;
    let Some(notice) = twins.first().map(|twin| twin.notice) else { return Ok(SameFile::No) };
    let of_notice = || twins.iter().filter(|twin| twin.notice == notice);
    let brings_text = prepared.text.is_some() && !of_notice().any(|twin| twin.has_text);
    // Our reader's result for the file that is current says nothing new, whatever the reader's
    // version: `reread` is the way to that. What another program parsed is taken when it differs.
    let current = of_notice().any(|twin| twin.current_data || (twin.current_file && origin.reader.is_some()));
    // An older wording that is here already would not become the current one.
    let nothing_new = current || of_notice().any(|twin| twin.superseded);
    Ok(match (nothing_new, brings_text) {
        (true, false) => SameFile::Here(notice),
        (false, false) if of_notice().any(|twin| twin.is_it && twin.ours) => SameFile::Again(notice),
        // A colleague's bundle brought it before; which came first, that or the file, does not matter.
        (false, false) if of_notice().any(|twin| twin.is_it) => SameFile::Here(notice),
        _ => SameFile::Otherwise(notice),
    })
}

/// The versions with the data of what came, and those of the same file that are known by the same
/// facts: a program that parses may take several notices out of one file, so the file alone does
/// not say which notice it is. Where no fact is known, only what our reader read is one file.
fn twins(tx: &Connection, prepared: &Prepared<'_>, origin: Origin<'_>) -> Result<Vec<Twin>, What> {
    let (sha256, facts) = (&prepared.notice.source.sha256, &prepared.identity);
    let mut statement = tx.prepare_cached(
        "SELECT v.notice, v.text IS NOT NULL, c.digest = ?2, c.sha256 = ?1 AND ?1 <> '' AND c.received = 0,
           v.digest = ?2 AND coalesce(json_extract(c.body, '$.published') > ?10, 0), v.digest = ?2,
           v.received = 0
         FROM versions v JOIN notices n ON n.id = v.notice JOIN versions c ON c.id = n.current
         WHERE v.digest = ?2 OR (v.sha256 = ?1 AND ?1 <> '' AND v.received = 0
           AND v.agency_key IS ?3 AND v.organisation_key IS ?4 AND v.title_key IS ?5
           AND v.feedback IS ?6 AND v.period IS ?7 AND v.round IS ?8
           AND (coalesce(?3, ?4, ?5) IS NOT NULL OR (?9 AND v.reader IS NOT NULL)))
         ORDER BY v.digest = ?2 DESC, v.id DESC",
    )?;
    let twins = statement.query_map(
        params![
            sha256,
            prepared.digest,
            facts.agency,
            facts.organisation,
            facts.title,
            facts.feedback.map(|day| day.to_string()),
            facts.period,
            facts.round,
            origin.reader.is_some(),
            prepared.notice.published.map(|day| day.to_string()),
        ],
        |row| {
            Ok(Twin {
                notice: NoticeId(row.get(0)?),
                has_text: row.get(1)?,
                current_data: row.get(2)?,
                current_file: row.get(3)?,
                superseded: row.get(4)?,
                is_it: row.get(5)?,
                ours: row.get(6)?,
            })
        },
    )?;
    Ok(twins.collect::<Result<_, _>>()?)
}

/// The notices to which one that comes is related. Each is asked as it is by itself, whatever users said of it
/// being one with others: else what comes would depend on whether they had said so by then.
#[derive(Default)]
pub(super) struct Kin {
    /// As they stand.
    pub same: Vec<NoticeId>,
    /// The same, as they are by themselves.
    pub homes: Vec<NoticeId>,
    /// As they are by themselves, whatever users said of them being one with others.
    pub doubtful: Vec<NoticeId>,
}

/// Looks for the kin of a notice among all that share agency, organisation or title with it in any
/// of their versions.
pub(super) fn kin(tx: &Connection, prepared: &Prepared<'_>) -> Result<Kin, What> {
    let new = &prepared.identity;
    let titles: HashSet<String> = prepared.issues.iter().map(|issue| squeeze_title(&issue.title)).collect();
    let mut statement = tx.prepare_cached(
        "SELECT v.notice, v.home, v.agency_key, v.organisation_key, v.title_key, v.feedback, v.period, v.round
         FROM versions v
         WHERE v.agency_key = ?1 OR v.organisation_key = ?2 OR v.title_key = ?3
         ORDER BY v.home, v.seq",
    )?;
    let rows = statement
        .query_map(params![new.agency, new.organisation, new.title], |row| {
            Ok((NoticeId(row.get(0)?), NoticeId(row.get(1)?), identity_of(row)?))
        })?
        .collect::<Result<Vec<_>, _>>()?;
    let (mut same, mut own, mut doubtful) = (BTreeSet::new(), Vec::new(), Vec::new());
    for versions in rows.chunk_by(|one, other| one.1 == other.1) {
        let Some((notice, home, _)) = versions.first() else { continue };
        let titles_here = titles_of(tx, *home)?;
        let overlap = Overlap::of(&titles_here, &titles);
        let kin: Vec<Kinship> = versions.iter().map(|(.., old)| kinship(old, new, overlap)).collect();
        // The newest version speaks for the notice: what only an older one would take for the same, without
        // a day that tells, may be another notice than that which it has become.
        let told = |((.., old), kin): (&(NoticeId, NoticeId, Identity), &Kinship)| {
            *kin == Kinship::Same && old.feedback.is_some() && old.feedback == new.feedback
        };
        if kin.last() == Some(&Kinship::Same) || versions.iter().zip(&kin).any(told) {
            same.insert(*notice);
            own.push(*home);
        } else if kin.iter().any(|kin| *kin != Kinship::Other) {
            doubtful.push((*notice, *home));
        }
    }
    let doubtful =
        doubtful.into_iter().filter(|(notice, _)| !same.contains(notice)).map(|(_, home)| home).collect();
    Ok(Kin { same: same.into_iter().collect(), homes: own, doubtful })
}

fn identity_of(row: &Row<'_>) -> rusqlite::Result<Identity> {
    let feedback: Option<String> = row.get(5)?;
    Ok(Identity {
        agency: row.get(2)?,
        organisation: row.get(3)?,
        title: row.get(4)?,
        feedback: feedback.and_then(|day| day.parse().ok()),
        period: row.get(6)?,
        round: row.get(7)?,
    })
}

/// The titles of the issues of a notice as it is by itself: of its newest version that was woven.
fn titles_of(tx: &Connection, home: NoticeId) -> Result<HashSet<String>, What> {
    let mut statement = tx.prepare_cached(
        "SELECT i.title FROM sightings s JOIN issues i ON i.id = s.issue
         WHERE s.version = (SELECT v.id FROM versions v WHERE v.home = ?1
           AND EXISTS (SELECT 1 FROM sightings t WHERE t.version = v.id) ORDER BY v.seq DESC LIMIT 1)",
    )?;
    let titles = statement.query_map([home.0], |row| row.get::<_, String>(0))?;
    Ok(titles.map(|title| title.map(|title| squeeze_title(&title))).collect::<Result<_, _>>()?)
}
