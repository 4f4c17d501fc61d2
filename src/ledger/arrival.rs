//! What follows from what came: versions of notices are put among those that are here, and events to the
//! issues that they are about.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, hash_map::Entry};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::{
    error::What,
    followup::{Change, Missed},
    import::{act, doubt},
    kin::kin,
    prepare::prepare,
    share::{GivenVersion, Link, Taken, line},
    stored::{self, Subject},
    types::NoticeId,
    version::{self, Origin},
    weave,
};

pub(super) fn take_versions(
    tx: &Connection,
    versions: &[GivenVersion],
    now: Timestamp,
    taken: &mut Taken,
    go_on: &mut dyn FnMut(usize) -> bool,
) -> Result<(), What> {
    let mut ordered: Vec<&GivenVersion> = versions.iter().collect();
    ordered.sort_by_key(|given| given.imported);
    let current = current_versions(tx)?;
    let mut fresh: HashSet<NoticeId> = HashSet::new();
    // Notices whose versions are not settled yet.
    let mut open: BTreeSet<NoticeId> = BTreeSet::new();
    for (done, given) in ordered.into_iter().enumerate() {
        if !go_on(done) {
            // Only so that all is taken back: whoever said no is told nothing of it.
            return Err(What::Other(String::new()));
        }
        let prepared = prepare(&given.notice, given.text.as_deref())?;
        if let Some(notice) = known_version(tx, given, &prepared.digest)? {
            open.extend(notice);
            continue;
        }
        let kin = kin(tx, &prepared)?;
        let origin =
            Origin { reader: given.reader, kept: given.kept.as_ref(), now: given.imported, received: true };
        let notice = match kin.same.as_slice() {
            [one] => *one,
            _ => {
                let notice = version::new_notice(tx, &prepared)?;
                let others: Vec<NoticeId> = kin.same.into_iter().chain(kin.doubtful).collect();
                doubt(tx, &others, notice)?;
                fresh.insert(notice);
                notice
            }
        };
        taken.versions += usize::from(!fresh.contains(&notice));
        let version = version::insert(tx, notice, &prepared, origin)?;
        // The next may be kin to it, and is told by its facts.
        match fresh.contains(&notice) && !open.contains(&notice) {
            true => version::settle_with(tx, notice, Some((version, &prepared))).map(drop)?,
            false => drop(open.insert(notice)),
        }
        act(tx, now, None, "received", notice, &serde_json::json!({ "sha256": given.notice.source.sha256 }))?;
    }
    taken.notices = fresh.len();
    open.into_iter().try_for_each(|notice| version::settle(tx, notice).map(drop))?;
    let settled = current_versions(tx)?;
    let changed = |(notice, version): &(&NoticeId, &i64)| settled.get(*notice) != Some(*version);
    taken.superseded = current.iter().filter(changed).map(|(notice, _)| *notice).collect();
    Ok(())
}

/// The current version of each notice that is shown.
fn current_versions(tx: &Connection) -> Result<BTreeMap<NoticeId, i64>, What> {
    let mut statement = tx.prepare_cached(
        "SELECT id, current FROM notices WHERE withdrawn = 0 AND same_as IS NULL AND current IS NOT NULL",
    )?;
    let rows = statement.query_map([], |row| Ok((NoticeId(row.get(0)?), row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether the version is here; then it counts as of the earliest moment at which any ledger had it,
/// and the notice is told where that changed something. A text that was missing here is taken.
fn known_version(
    tx: &Connection,
    given: &GivenVersion,
    digest: &str,
) -> Result<Option<Option<NoticeId>>, What> {
    let mut statement = tx.prepare_cached(
        "SELECT id, notice, imported, text IS NULL FROM versions
         WHERE digest = ?1 AND said IS NULL ORDER BY seq, id LIMIT 1",
    )?;
    let found: Option<(i64, i64, String, bool)> = statement
        .query_row([digest], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
        .optional()?;
    let Some((version, notice, imported, bare)) = found else { return Ok(None) };
    if let Some(text) = given.text.as_deref().filter(|_| bare) {
        version::add_text(tx, version, text)?;
    }
    let imported: Timestamp = imported.parse()?;
    if given.imported >= imported {
        return Ok(Some(None));
    }
    tx.prepare_cached("UPDATE versions SET imported = ?2 WHERE id = ?1")?
        .execute(params![version, given.imported.to_string()])?;
    Ok(Some(Some(NoticeId(notice))))
}

/// Which of the events are on issues, and on none that is here.
const WAITING: &str = "issue IS NULL AND subject <> 'ledger'
  AND substr(subject, 1, 7) NOT IN ('notice:', 'agency:')";

/// Writes events that are not here yet, each with its ledger of origin, and puts those to their issues whose rows
/// have their keys; gives these rows. [`attach`] must follow.
pub(super) fn take_events(tx: &Connection, links: &[(&str, &Link)]) -> Result<BTreeSet<i64>, What> {
    let mut rows: HashMap<&str, Option<i64>> = HashMap::new();
    for (ledger, link) in links {
        let row = match (rows.entry(&link.subject), Subject::of(&link.subject)) {
            (Entry::Occupied(known), _) => *known.get(),
            (Entry::Vacant(place), Subject::Issue(key)) => *place.insert(stored::issue_with_key(tx, &key)?),
            (Entry::Vacant(place), _) => *place.insert(None),
        };
        stored::insert(tx, &line(ledger, link), &link.hash, row)?;
    }
    Ok(rows.into_values().flatten().collect())
}

/// Marks the issue of a row to which an event was put, and the one of which it is another name.
const MARK: &str = "UPDATE issues SET marked = 1
  WHERE marked <> 1 AND id IN (SELECT ?1 UNION ALL SELECT same_as FROM issues WHERE id = ?1)";

/// Does what follows from events that were put to `rows`, and puts those whose issues were not here to the issues
/// that are here now.
pub(super) fn attach(tx: &Connection, rows: BTreeSet<i64>) -> Result<(), What> {
    let mut mark = tx.prepare_cached(MARK)?;
    rows.iter().try_for_each(|row| mark.execute([row]).map(drop))?;
    settle_matches(tx, rows)?;
    let mut statement =
        tx.prepare_cached(&format!("SELECT DISTINCT subject FROM events WHERE {WAITING} ORDER BY subject"))?;
    let keys = statement.query_map([], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
    attach_keys(tx, keys)
}

/// The same for the issues of one notice, which has just come.
pub(super) fn attach_to(tx: &Connection, notice: NoticeId) -> Result<(), What> {
    if waiting(tx)? == 0 {
        return Ok(());
    }
    let mut statement = tx.prepare_cached(&format!(
        "SELECT DISTINCT subject FROM events WHERE {WAITING} AND (kind = 'missed' OR subject IN
           (SELECT s.own FROM sightings s JOIN versions v ON v.id = s.version WHERE v.notice = ?1))
         ORDER BY subject"
    ))?;
    let keys = statement.query_map([notice.0], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
    attach_keys(tx, keys)
}

fn attach_keys(tx: &Connection, keys: Vec<String>) -> Result<(), What> {
    let mut attached = Vec::new();
    for key in keys {
        let row = match weave::row_with_key(tx, &key)? {
            Some(row) => Some(row),
            None => match missed(tx, &key)? {
                Some(missed) => version::insert_missed(tx, &key, &missed)?,
                None => None,
            },
        };
        let Some(row) = row else { continue };
        tx.prepare_cached("UPDATE events SET issue = ?2 WHERE subject = ?1")?.execute(params![key, row])?;
        tx.prepare_cached(MARK)?.execute([row])?;
        attached.push(row);
    }
    settle_matches(tx, attached)
}

/// The issue that was put in by hand under a key.
fn missed(tx: &Connection, key: &str) -> Result<Option<Missed>, What> {
    let events = stored::of_subject::<Change>(tx, &Subject::Issue(key.to_owned()))?;
    Ok(events.into_iter().find_map(|event| match event.change {
        Change::Missed(missed) => Some(missed),
        _ => None,
    }))
}

/// Makes the issues of notices anew about whose matches something was said with these issues.
fn settle_matches(tx: &Connection, issues: impl IntoIterator<Item = i64>) -> Result<(), What> {
    let mut statement = tx.prepare_cached(
        "SELECT i.notice FROM issues i WHERE i.id = ?1
           AND EXISTS (SELECT 1 FROM events e WHERE e.issue = i.id AND e.kind = 'match')",
    )?;
    let mut notices: BTreeSet<NoticeId> = BTreeSet::new();
    for issue in issues {
        notices.extend(statement.query_row([issue], |row| row.get(0).map(NoticeId)).optional()?);
    }
    notices.into_iter().try_for_each(|notice| version::settle(tx, notice).map(drop))
}

pub(super) fn waiting(tx: &Connection) -> Result<usize, What> {
    let question = format!("SELECT count(*) FROM events WHERE {WAITING}");
    let count: i64 = tx.prepare_cached(&question)?.query_row([], |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or(0))
}
