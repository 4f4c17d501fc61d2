//! Writes the versions of a notice: their rows, and which of their issues are which.
//!
//! What a notice's issues are follows from its versions, in the order in which they were first
//! imported, and from what users said of doubtful matches; from nothing else. So ledgers that have the
//! same versions agree, whichever came first. A version that is the newest is put on top; when one
//! comes in between, from a colleague, all is made anew in `rebuild`.

use std::borrow::Cow;

use jiff::{Timestamp, ToSpan};
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use crate::{intake::Kept, notice::Notice};

use super::{
    error::What,
    fold::fold,
    followup::Missed,
    identity::Identity,
    key,
    kin::kin,
    prepare::{Prepared, issues, sha256},
    types::{AgencyId, IssueId, NoticeId, OutcomeSet},
    weave::{self, Layer},
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
    /// Whether it came from a colleague, so that nobody here has compared it with its file.
    pub received: bool,
}

/// Makes a notice without versions.
pub(super) fn new_notice(tx: &Connection, prepared: &Prepared<'_>) -> Result<NoticeId, What> {
    let agency = agency(tx, prepared.notice)?;
    tx.prepare_cached("INSERT INTO notices (agency, title, remarks) VALUES (?1, '', '[]')")?
        .execute([agency.0])?;
    Ok(NoticeId(tx.last_insert_rowid()))
}

/// The agency under whose name the notice stands: the one it names, else its title, else its file.
fn agency(tx: &Connection, notice: &Notice) -> Result<AgencyId, What> {
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

/// Adds a version to `notice`. One that comes here comes after those that are here, whatever the clock
/// says.
pub(super) fn write(
    tx: &Connection,
    notice: NoticeId,
    prepared: &Prepared<'_>,
    origin: Origin<'_>,
) -> Result<VersionChange, What> {
    let after = after_all(tx, notice)?;
    let version = insert(tx, notice, prepared, Origin { now: origin.now.max(after), ..origin })?;
    settle_with(tx, notice, Some((version, prepared)))
}

/// Adds a version to `notice` as of the moment of its origin, and gives its row; [`settle`] must follow.
pub(super) fn insert(
    tx: &Connection,
    notice: NoticeId,
    prepared: &Prepared<'_>,
    origin: Origin<'_>,
) -> Result<i64, What> {
    let seq: u32 = tx
        .prepare_cached("SELECT coalesce(max(seq), 0) + 1 FROM versions WHERE notice = ?1")?
        .query_row([notice.0], |row| row.get(0))?;
    insert_version(tx, notice, seq, prepared, origin)
}

/// Makes everything of a notice anew that follows from its versions: their order, the facts of the
/// newest, the issues.
pub(super) fn settle(tx: &Connection, notice: NoticeId) -> Result<VersionChange, What> {
    settle_with(tx, notice, None)
}

/// As [`settle`]; `fresh` is the version that was just written, with its row, so that it need not be read.
pub(super) fn settle_with(
    tx: &Connection,
    notice: NoticeId,
    fresh: Option<(i64, &Prepared<'_>)>,
) -> Result<VersionChange, What> {
    number_versions(tx, notice)?;
    let (layers, newest) = read_versions(tx, notice, fresh)?;
    let (Some(read), Some(current)) = (newest, layers.last().map(|layer| layer.version)) else {
        return Ok(VersionChange::default());
    };
    let mut change = weave::settle(tx, notice, &layers)?;
    change.seq = u32::try_from(layers.len()).unwrap_or(u32::MAX);
    let agency = agency(tx, &read)?;
    tx.prepare_cached(
        "UPDATE notices SET agency = ?2, title = ?3, feedback = ?4, published = ?5, remarks = ?6, current = ?7,
           round = ?8 WHERE id = ?1",
    )?
    .execute(params![
        notice.0,
        agency.0,
        read.title.as_deref().unwrap_or_default(),
        read.feedback_date.map(|day| day.to_string()),
        read.published.map(|day| day.to_string()),
        serde_json::to_string(&read.remarks)?,
        current,
        read.round,
    ])?;
    Ok(change)
}

/// The issues of the versions of a notice, in the order of the versions, and what the newest says.
fn read_versions<'a>(
    tx: &Connection,
    notice: NoticeId,
    fresh: Option<(i64, &'a Prepared<'_>)>,
) -> Result<(Vec<Layer<'a>>, Option<Cow<'a, Notice>>), What> {
    let mut statement = tx.prepare_cached("SELECT id FROM versions WHERE notice = ?1 ORDER BY seq")?;
    let ids = statement.query_map([notice.0], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
    let mut statement = tx.prepare_cached("SELECT body, digest FROM versions WHERE id = ?1")?;
    let mut layers = Vec::with_capacity(ids.len());
    let mut newest = None;
    for version in ids {
        if let Some((_, fresh)) = fresh.filter(|(row, _)| *row == version) {
            layers.push(Layer { version, issues: Cow::Borrowed(fresh.issues.as_slice()) });
            newest = Some(Cow::Borrowed(fresh.notice));
            continue;
        }
        let (body, digest): (String, String) =
            statement.query_row([version], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let read: Notice = serde_json::from_str(&body)?;
        layers.push(Layer { version, issues: Cow::Owned(issues(&read, &Identity::of(&read), &digest)) });
        newest = Some(Cow::Owned(read));
    }
    Ok((layers, newest))
}

/// Numbers the versions: in the order in which they were first imported, except that those which say
/// when they were published stand among themselves in the order of that day. So an older wording that
/// somebody imports later does not become the current one.
fn number_versions(tx: &Connection, notice: NoticeId) -> Result<(), What> {
    let (count, last): (i64, Option<i64>) = tx
        .prepare_cached("SELECT count(*), max(seq) FROM versions WHERE notice = ?1")?
        .query_row([notice.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
    // One alone has its place; the day of publication, for which its body is read, tells nothing.
    if (count, last) == (1, Some(1)) {
        return Ok(());
    }
    let mut statement = tx.prepare_cached(
        "SELECT imported, digest, id, seq, json_extract(body, '$.published') FROM versions WHERE notice = ?1",
    )?;
    let mut rows = statement.query([notice.0])?;
    let mut versions: Vec<Numbered> = Vec::new();
    while let Some(row) = rows.next()? {
        let imported: String = row.get(0)?;
        versions.push(Numbered {
            order: (moment(&imported)?, row.get(1)?, row.get(2)?),
            seq: row.get(3)?,
            published: row.get(4)?,
        });
    }
    versions.sort_by(|one, other| one.order.cmp(&other.order));
    let mut dated: Vec<Numbered> =
        versions.iter().filter(|version| version.published.is_some()).cloned().collect();
    dated.sort_by(|one, other| (&one.published, &one.order).cmp(&(&other.published, &other.order)));
    for (slot, version) in versions.iter_mut().filter(|version| version.published.is_some()).zip(dated) {
        *slot = version;
    }
    if (1..).zip(&versions).all(|(seq, version)| version.seq == seq) {
        return Ok(());
    }
    // Twice, so that no two have one number in between.
    for sign in [-1, 1] {
        for (seq, version) in (1i64..).zip(&versions) {
            tx.prepare_cached("UPDATE versions SET seq = ?2 WHERE id = ?1")?
                .execute([version.order.2, sign * seq])?;
        }
    }
    Ok(())
}

/// A version that is to be numbered.
#[derive(Clone)]
struct Numbered {
    /// First imported; digest and row, where that is the same.
    order: (Timestamp, String, i64),
    seq: i64,
    /// The day of publication, as ISO 8601, which sorts as days do.
    published: Option<String>,
}

/// The moment that is stored so.
pub(super) fn moment(stored: &str) -> Result<Timestamp, What> {
    Ok(stored.parse()?)
}

/// The key by which every ledger knows a notice: that of its first version.
pub(super) fn notice_key(tx: &Connection, notice: NoticeId) -> Result<String, What> {
    notice_keys(tx, notice)?.into_iter().next().ok_or_else(|| What::Unknown(notice.0.to_string()))
}

/// The keys under which a notice may be spoken of, the one that is written first.
///
/// That is the own key of its first version. Notices of which no day is known may have that in common; then
/// it is the digest of its first version, which no other notice has.
pub(super) fn notice_keys(tx: &Connection, notice: NoticeId) -> Result<Vec<String>, What> {
    keys_where(tx, "notice", notice)
}

/// The same of a notice as it is by itself, whatever users said of it being one with another.
pub(super) fn home_keys(tx: &Connection, home: NoticeId) -> Result<Vec<String>, What> {
    keys_where(tx, "home", home)
}

fn keys_where(tx: &Connection, column: &str, notice: NoticeId) -> Result<Vec<String>, What> {
    let mut statement =
        tx.prepare_cached(&format!("SELECT own, digest FROM versions WHERE {column} = ?1 ORDER BY seq"))?;
    let mut rows = statement.query([notice.0])?;
    let (mut keys, mut digests): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let mut meant = tx.prepare_cached(&format!("SELECT {column} FROM versions WHERE id = ?1"))?;
    while let Some(row) = rows.next()? {
        let own: Option<String> = row.get(0)?;
        digests.push(row.get(1)?);
        let Some(own) = own.filter(|own| !keys.contains(own)) else { continue };
        let Some(version) = version_with_key(tx, &own)? else { continue };
        if meant.query_row([version], |row| row.get::<_, i64>(0))? == notice.0 {
            keys.push(own);
        }
    }
    keys.extend(digests);
    Ok(keys)
}

/// The notice that is spoken of under a key, joined or not.
pub(super) fn notice_with_key(tx: &Connection, key: &str) -> Result<Option<NoticeId>, What> {
    of_version_with_key(tx, "notice", key)
}

/// The notice that is spoken of under a key, whatever users said of it being one with another.
pub(super) fn home_with_key(tx: &Connection, key: &str) -> Result<Option<NoticeId>, What> {
    of_version_with_key(tx, "home", key)
}

fn of_version_with_key(tx: &Connection, column: &str, key: &str) -> Result<Option<NoticeId>, What> {
    let Some(version) = version_with_key(tx, key)? else { return Ok(None) };
    let question = format!("SELECT {column} FROM versions WHERE id = ?1");
    Ok(tx.prepare_cached(&question)?.query_row([version], |row| row.get(0).map(NoticeId)).optional()?)
}

/// The version by which a key is known: of several the one that any ledger had first, so that all agree.
fn version_with_key(tx: &Connection, key: &str) -> Result<Option<i64>, What> {
    let mut by_own =
        tx.prepare_cached("SELECT id FROM versions WHERE own = ?1 ORDER BY imported, digest LIMIT 1")?;
    if let Some(version) = by_own.query_row([key], |row| row.get(0)).optional()? {
        return Ok(Some(version));
    }
    let mut by_digest =
        tx.prepare_cached("SELECT id FROM versions WHERE digest = ?1 ORDER BY seq, id LIMIT 1")?;
    Ok(by_digest.query_row([key], |row| row.get(0)).optional()?)
}

/// The notice to which a version that comes to `notice` belongs by itself. Of those that users said are one:
/// the one of which the same file is a version, else the one to which what comes is kin by itself, else the one
/// that has its key, else the one whose version is the newest.
fn home_of(tx: &Connection, notice: NoticeId, prepared: &Prepared<'_>) -> Result<NoticeId, What> {
    let mut statement = tx.prepare_cached(
        "SELECT home, sha256 = ?3 FROM versions WHERE notice = ?1
         ORDER BY sha256 = ?3 DESC, own IS ?2 DESC, seq DESC",
    )?;
    let homes = statement
        .query_map(params![notice.0, prepared.own, prepared.notice.source.sha256], |row| {
            Ok((NoticeId(row.get(0)?), row.get(1)?))
        })?
        .collect::<Result<Vec<(NoticeId, bool)>, _>>()?;
    let Some((first, same_file)) = homes.first().copied() else { return Ok(notice) };
    if same_file || homes.iter().all(|(home, _)| *home == first) {
        return Ok(first);
    }
    let kin = kin(tx, prepared)?.homes;
    Ok(homes.iter().map(|(home, _)| *home).find(|home| kin.contains(home)).unwrap_or(first))
}

/// Makes the issues of the notice of `issue` anew.
pub(super) fn settle_notice_of(tx: &Connection, issue: IssueId) -> Result<(), What> {
    let notice = tx
        .prepare_cached("SELECT notice FROM issues WHERE id = ?1")?
        .query_row([issue.0], |row| row.get(0).map(NoticeId))?;
    settle(tx, notice).map(drop)
}

/// A key for an issue that no notice gives one.
pub(super) fn random_key(tx: &Connection) -> Result<String, What> {
    loop {
        let key = key::own(&Identity::default(), &Uuid::new_v4().to_string(), "", "");
        if !tx.prepare_cached("SELECT 1 FROM issues WHERE key = ?1")?.exists([&key])? {
            return Ok(key);
        }
    }
}

/// The node number of an issue that no version has, because it was put in by hand.
pub(super) const BY_HAND: i64 = -1;

/// Makes the row of an issue that was put in by hand; `None` where its notice is not here.
pub(super) fn insert_missed(tx: &Connection, key: &str, missed: &Missed) -> Result<Option<i64>, What> {
    let Some(notice) = notice_with_key(tx, &missed.notice)? else { return Ok(None) };
    let home = home_with_key(tx, &missed.notice)?.unwrap_or(notice);
    tx.prepare_cached(
        "INSERT INTO issues (key, notice, position, path, place, title, outcome, basis, present, marked, version, at, home)
         SELECT ?1, ?2, 0, ?3, ?1, ?4, ?5, NULL, 1, 1, current, ?6, ?7 FROM notices WHERE id = ?2",
    )?
    .execute(params![
        key,
        notice.0,
        missed.label,
        missed.title,
        OutcomeSet::of(&missed.outcome).0,
        BY_HAND,
        home.0,
    ])?;
    let issue = tx.last_insert_rowid();
    let parts = [Some(missed.title.as_str()), missed.response.as_deref()];
    let search: Vec<String> = parts.into_iter().flatten().map(fold).collect();
    tx.prepare_cached("INSERT INTO search (issue, body) VALUES (?1, ?2)")?
        .execute(params![issue, search.join("\n")])?;
    Ok(Some(issue))
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
    let home = home_of(tx, notice, prepared)?;
    tx.prepare_cached(
        "INSERT INTO versions (notice, seq, path, format, encoding, sha256, digest, reader, imported, text, body,
           agency_key, organisation_key, title_key, feedback, period, round, kept, own, received, sum, home)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22)",
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
        prepared.own,
        origin.received,
        sha256(&prepared.body),
        home.0,
    ])?;
    Ok(tx.last_insert_rowid())
}

/// Adds a copy of the version with this digest as of another moment, for the event `said`; gives the notice,
/// which must be settled. `None` where there is no such version.
pub(super) fn copy(
    tx: &Connection,
    digest: &str,
    said: &str,
    when: Timestamp,
) -> Result<Option<NoticeId>, What> {
    let found: Option<(i64, i64)> = tx
        .prepare_cached(
            "SELECT id, notice FROM versions WHERE digest = ?1 AND said IS NULL ORDER BY imported, id LIMIT 1",
        )?
        .query_row([digest], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((version, notice)) = found else { return Ok(None) };
    tx.prepare_cached(
        "INSERT INTO versions (notice, seq, path, format, encoding, sha256, digest, reader, imported, text, body,
           agency_key, organisation_key, title_key, feedback, period, round, kept, own, received, sum, home, said)
         SELECT notice, (SELECT max(seq) + 1 FROM versions WHERE notice = ?2), path, format, encoding, sha256,
           digest, reader, ?3, text, body, agency_key, organisation_key, title_key, feedback, period, round, kept,
           own, received, sum, home, ?4
         FROM versions WHERE id = ?1",
    )?
    .execute(params![version, notice, when.to_string(), said])?;
    Ok(Some(NoticeId(notice)))
}

/// Takes such a copy away again; the notice must be settled.
pub(super) fn remove_copy(tx: &Connection, copy: i64) -> Result<(), What> {
    // Whatever was made from the copy stands in what it is a copy of, at the same place.
    let original: i64 = tx
        .prepare_cached(
            "SELECT v.id FROM versions v JOIN versions c ON c.digest = v.digest
             WHERE c.id = ?1 AND v.said IS NULL ORDER BY v.imported, v.id LIMIT 1",
        )?
        .query_row([copy], |row| row.get(0))?;
    tx.prepare_cached("UPDATE issues SET version = ?2 WHERE version = ?1")?.execute([copy, original])?;
    tx.prepare_cached("UPDATE notices SET current = ?2 WHERE current = ?1")?.execute([copy, original])?;
    tx.prepare_cached("DELETE FROM sightings WHERE version = ?1")?.execute([copy])?;
    tx.prepare_cached("DELETE FROM versions WHERE id = ?1")?.execute([copy])?;
    Ok(())
}

/// The moment after all at which versions of a notice came.
pub(super) fn after_all(tx: &Connection, notice: NoticeId) -> Result<Timestamp, What> {
    let mut statement = tx.prepare_cached("SELECT imported FROM versions WHERE notice = ?1")?;
    let before = statement.query_map([notice.0], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
    let before = before.iter().map(|imported| moment(imported)).collect::<Result<Vec<_>, _>>()?;
    Ok(match before.into_iter().max() {
        Some(last) => last.checked_add(1.millisecond()).unwrap_or(Timestamp::MAX),
        None => Timestamp::MIN,
    })
}

/// Gives a version the text that was missing.
pub(super) fn add_text(tx: &Connection, version: i64, text: &str) -> Result<(), What> {
    let text = store_text(tx, text)?;
    tx.prepare_cached("UPDATE versions SET text = ?2 WHERE id = ?1")?.execute([version, text])?;
    Ok(())
}

fn store_text(tx: &Connection, text: &str) -> Result<i64, What> {
    let digest = sha256(text);
    tx.prepare_cached("INSERT OR IGNORE INTO texts (digest, body) VALUES (?1, ?2)")?
        .execute([digest.as_str(), text])?;
    Ok(tx.prepare_cached("SELECT id FROM texts WHERE digest = ?1")?.query_row([&digest], |row| row.get(0))?)
}

/// SQLite's whole numbers are signed.
pub(super) fn number(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
