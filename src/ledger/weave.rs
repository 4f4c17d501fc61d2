//! Which issues of the versions of a notice are which: first as threads in memory, a pure function of
//! the versions and of what users said of doubtful matches, then as rows.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

use rusqlite::{Connection, OptionalExtension, params};

use super::{
    error::What,
    followup::{Change, settle as settle_events},
    matching::{Face, Matched, match_issues},
    prepare::PreparedIssue,
    row::Row,
    stored,
    types::NoticeId,
    version::{BY_HAND, VersionChange, number},
};

/// A version with its issues.
pub(super) struct Layer<'a> {
    /// Its row.
    pub version: i64,
    /// Its issues in reading order.
    pub issues: Cow<'a, [PreparedIssue]>,
}

/// What a user said of a doubtful match.
#[derive(Debug, Clone)]
pub(super) struct Said {
    /// The issue, by a key.
    pub key: String,
    /// The issue of a version, by its own key.
    pub own: String,
    /// Whether they are one.
    pub same: bool,
}

/// An issue through the versions.
#[derive(Debug, Clone)]
pub(super) struct Thread {
    /// Where it was seen, in the order of the versions.
    pub sightings: Vec<Sighting>,
    /// Whether the last version has it.
    pub present: bool,
    /// Its number among the issues of the last version that has it.
    position: usize,
}

/// An issue in one version.
#[derive(Debug, Clone)]
pub(super) struct Sighting {
    /// The number of the layer.
    pub layer: usize,
    /// The number among its issues.
    pub issue: usize,
    /// Its own key there.
    pub own: String,
    /// How like it is to the former sighting, where that is not plain.
    pub likeness: Option<u8>,
}

impl Thread {
    fn has(&self, key: &str) -> bool {
        self.sightings.iter().any(|sighting| sighting.own == key)
    }
}

/// The threads of the layers, in the order in which they begin, and what the last layer did.
pub(super) fn threads(layers: &[Layer<'_>], said: &[Said]) -> (Vec<Thread>, VersionChange) {
    let mut threads: Vec<Thread> = Vec::new();
    let mut change = VersionChange::default();
    for (at, layer) in layers.iter().enumerate() {
        let found = find(layers, &threads, &layer.issues, said);
        change = VersionChange::default();
        let kept: HashSet<usize> = found.iter().flatten().map(|matched| matched.old).collect();
        for (number, thread) in threads.iter_mut().enumerate() {
            change.gone += usize::from(thread.present && !kept.contains(&number));
            thread.present = false;
        }
        for (number, (issue, matched)) in layer.issues.iter().zip(found).enumerate() {
            let likeness = matched.and_then(|matched| matched.likeness);
            let sighting = Sighting { layer: at, issue: number, own: issue.own.clone(), likeness };
            match matched.and_then(|matched| threads.get_mut(matched.old)) {
                Some(thread) => {
                    change.kept += 1;
                    (thread.present, thread.position) = (true, number);
                    thread.sightings.push(sighting);
                }
                None => {
                    change.added += 1;
                    threads.push(Thread { sightings: vec![sighting], present: true, position: number });
                }
            }
        }
    }
    (threads, change)
}

fn face(issue: &PreparedIssue) -> Face {
    Face { place: issue.place.clone(), title: issue.title_key(), text: issue.search.clone() }
}

/// The thread that each issue of a new layer goes on with: as users said; else that which had the very same
/// issue of the very same wording of the notice before, which asks nothing anew; else by likeness, first among
/// those that the last layer has, then among those that an earlier one had, so that an issue which
/// comes back finds its follow-up.
fn find(
    layers: &[Layer<'_>],
    threads: &[Thread],
    issues: &[PreparedIssue],
    said: &[Said],
) -> Vec<Option<Matched>> {
    let mut found: Vec<Option<Matched>> = vec![None; issues.len()];
    // The last word counts; a thread has but one issue in a version.
    for said in said.iter().rev().filter(|said| said.same) {
        let thread = threads.iter().position(|thread| thread.has(&said.key));
        let issue = issues.iter().position(|issue| issue.own == said.own);
        let taken = |old: usize| found.iter().flatten().any(|matched| matched.old == old);
        if let (Some(old), Some(at)) = (thread.filter(|old| !taken(*old)), issue)
            && let Some(slot @ None) = found.get_mut(at)
        {
            *slot = Some(Matched { old, likeness: Some(100) });
        }
    }
    let parted = |thread: &Thread, issue: &PreparedIssue| {
        said.iter().any(|said| !said.same && said.own == issue.own && thread.has(&said.key))
    };
    for (issue, slot) in issues.iter().zip(0..) {
        let taken = |old: usize| found.iter().flatten().any(|matched| matched.old == old);
        let before = threads.iter().enumerate().find_map(|(old, thread)| {
            let seen = thread.sightings.iter().find(|sighting| sighting.own == issue.own)?;
            (!taken(old) && !parted(thread, issue)).then_some(Matched { old, likeness: seen.likeness })
        });
        if let Some(free @ None) = found.get_mut(slot) {
            *free = before;
        }
    }
    for present in [true, false] {
        let taken: HashSet<usize> = found.iter().flatten().map(|matched| matched.old).collect();
        let mut some: Vec<usize> = (0..threads.len())
            .filter(|at| !taken.contains(at) && threads.get(*at).is_some_and(|t| t.present == present))
            .collect();
        // The faces of a notice's first version need not be made: there is nothing to compare them with.
        if some.is_empty() {
            continue;
        }
        some.sort_by_key(|at| (threads.get(*at).map(|thread| thread.position), *at));
        let last = |at: &usize| place(layers, threads.get(*at)?.sightings.last()?);
        let old: Vec<Face> =
            some.iter().map(|at| last(at).map(|(_, issue)| face(issue)).unwrap_or_default()).collect();
        let open: Vec<usize> =
            found.iter().enumerate().filter(|(_, of)| of.is_none()).map(|(at, _)| at).collect();
        let new: Vec<Face> = open.iter().filter_map(|at| issues.get(*at)).map(face).collect();
        for (at, matched) in open.iter().zip(match_issues(&old, &new)) {
            let Some(matched) = matched else { continue };
            let (Some(old), Some(issue), Some(slot)) =
                (some.get(matched.old), issues.get(*at), found.get_mut(*at))
            else {
                continue;
            };
            if threads.get(*old).is_some_and(|thread| !parted(thread, issue)) {
                *slot = Some(Matched { old: *old, likeness: matched.likeness });
            }
        }
    }
    found
}

/// Makes the rows of a notice's issues what its versions, oldest first, make them. What a row says already is
/// not written again.
pub(super) fn settle(tx: &Connection, notice: NoticeId, layers: &[Layer<'_>]) -> Result<VersionChange, What> {
    // The first version has nothing to be matched with.
    let said = if layers.len() > 1 { said(tx, notice)? } else { Vec::new() };
    let (threads, change) = threads(layers, &said);
    let rows = Rows::of(tx, notice)?;
    let known = rows.assign(tx, layers, &threads)?;
    rows.hide_others(tx, &known)?;
    let mut ids = Vec::with_capacity(threads.len());
    for (thread, known) in threads.iter().zip(known) {
        let last = thread.sightings.last().and_then(|last| place(layers, last));
        let (version, issue) = last.ok_or_else(|| What::Other("an issue without a sighting".to_owned()))?;
        let first = thread.sightings.first();
        let row = Row {
            own: first.map_or("", |first| &first.own),
            first: first.and_then(|first| place(layers, first)).map_or(version, |(version, _)| version),
            version,
            issue,
            position: thread.position,
            present: thread.present,
        };
        ids.push(row.put(tx, notice, known)?);
    }
    rows.see(tx, layers, &threads, &ids)?;
    rows.make_aliases(tx, layers, &threads, &ids)?;
    // A row that had been another name of a marked issue may be one of its own again.
    tx.prepare_cached(
        "UPDATE issues SET marked = 0 WHERE notice = ?1 AND marked = 1
           AND NOT EXISTS (SELECT 1 FROM events e WHERE e.issue = issues.id)
           AND NOT EXISTS (SELECT 1 FROM issues a JOIN events e ON e.issue = a.id WHERE a.same_as = issues.id)",
    )?
    .execute([notice.0])?;
    Ok(change)
}

/// What users said of doubtful matches in this notice, in the order of their counter, then of their id.
fn said(tx: &Connection, notice: NoticeId) -> Result<Vec<Said>, What> {
    let mut statement = tx.prepare_cached(
        "SELECT DISTINCT coalesce(i.same_as, i.id) FROM issues i JOIN events e ON e.issue = i.id
         WHERE i.notice = ?1 AND e.kind = 'match'",
    )?;
    let issues = statement.query_map([notice.0], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
    let mut all = Vec::new();
    for issue in issues {
        // The key under which it is said is that of the row, whatever it became another name of since.
        for (key, mut history) in stored::by_key(tx, issue)? {
            settle_events(&mut history);
            all.extend(history.into_iter().filter(|event| !event.undone).map(|event| (key.clone(), event)));
        }
    }
    all.sort_by_key(|(_, event)| (event.counter, event.id));
    let mut out: Vec<Said> = Vec::new();
    for (key, event) in all {
        if let Change::Match { own, same } = event.change {
            out.retain(|said| (&said.key, &said.own) != (&key, &own));
            out.push(Said { key, own, same });
        }
    }
    Ok(out)
}

/// The rows that a notice's issues have so far.
struct Rows {
    /// Number and key.
    rows: Vec<(i64, String)>,
    /// Where rows were seen.
    seen: HashMap<Node, Seen>,
}

/// A node of a version: the version's row, the number of the node.
type Node = (i64, i64);

/// What is stored of a sighting: the issue's row, its own key there, how like it is to the former one.
type Seen = (i64, Option<String>, Option<u8>);

impl Rows {
    fn of(tx: &Connection, notice: NoticeId) -> Result<Self, What> {
        let mut statement =
            tx.prepare_cached("SELECT id, key FROM issues WHERE notice = ?1 AND at <> ?2 ORDER BY id")?;
        let rows = statement
            .query_map([notice.0, BY_HAND], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        let mut statement = tx.prepare_cached(
            "SELECT s.version, s.at, s.issue, s.own, s.likeness FROM sightings s
             JOIN versions v ON v.id = s.version WHERE v.notice = ?1",
        )?;
        let seen = statement
            .query_map([notice.0], |row| {
                Ok(((row.get(0)?, row.get(1)?), (row.get(2)?, row.get(3)?, row.get(4)?)))
            })?
            .collect::<Result<_, _>>()?;
        Ok(Self { rows, seen })
    }

    /// The row of each thread: the one with the key of its first sighting; where another thread has
    /// that, the one in which it was seen before; `None`: it needs a new one.
    fn assign(
        &self,
        tx: &Connection,
        layers: &[Layer<'_>],
        threads: &[Thread],
    ) -> Result<Vec<Option<i64>>, What> {
        let by_key: HashMap<&str, i64> = self.rows.iter().map(|(id, key)| (key.as_str(), *id)).collect();
        let mut ids: Vec<Option<i64>> = vec![None; threads.len()];
        let mut used: HashSet<i64> = HashSet::new();
        for (thread, slot) in threads.iter().zip(&mut ids) {
            let first = thread.sightings.first().and_then(|sighting| by_key.get(sighting.own.as_str()));
            *slot = first.copied().filter(|id| used.insert(*id));
        }
        if self.seen.is_empty() {
            return Ok(ids);
        }
        // The keys of the rows that will be written.
        let mut fresh: HashSet<Option<&str>> = HashSet::new();
        for (thread, id) in threads.iter().zip(&mut ids).filter(|(_, id)| id.is_none()) {
            let own = thread.sightings.first().map(|sighting| sighting.own.as_str());
            // The key of its first sighting is another issue's: an older ledger, or a rare accident.
            if fresh.contains(&own) || key_is_taken(tx, own)? {
                *id = self.rows_of(thread, layers).find(|id| used.insert(*id));
            }
            if id.is_none() {
                fresh.insert(own);
            }
        }
        Ok(ids)
    }

    /// Hides the rows that are no thread's own.
    fn hide_others(&self, tx: &Connection, known: &[Option<i64>]) -> Result<(), What> {
        let own: HashSet<i64> = known.iter().flatten().copied().collect();
        let mut hide = tx.prepare_cached("UPDATE issues SET present = 0 WHERE id = ?1 AND present <> 0")?;
        let others = self.rows.iter().map(|(id, _)| id).filter(|id| !own.contains(id));
        others.into_iter().try_for_each(|id| hide.execute([id]).map(drop))?;
        Ok(())
    }

    /// Stores the sightings of the threads, and nothing else.
    fn see(
        &self,
        tx: &Connection,
        layers: &[Layer<'_>],
        threads: &[Thread],
        ids: &[i64],
    ) -> Result<(), What> {
        let mut put = tx.prepare_cached(
            "INSERT OR REPLACE INTO sightings (version, at, issue, own, likeness) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        let mut stale: HashSet<&Node> = self.seen.keys().collect();
        for (thread, id) in threads.iter().zip(ids) {
            for sighting in &thread.sightings {
                let Some((version, issue)) = place(layers, sighting) else { continue };
                let node = (version, number(issue.at));
                stale.remove(&node);
                let stored = self.seen.get(&node).is_some_and(|(issue, own, likeness)| {
                    (issue, own.as_ref(), likeness) == (id, Some(&sighting.own), &sighting.likeness)
                });
                if !stored {
                    put.execute(params![node.0, node.1, id, sighting.own, sighting.likeness])?;
                }
            }
        }
        let mut delete = tx.prepare_cached("DELETE FROM sightings WHERE version = ?1 AND at = ?2")?;
        stale.into_iter().try_for_each(|(version, at)| delete.execute([version, at]).map(drop))?;
        Ok(())
    }

    /// The rows in which a thread was seen before, newest first.
    fn rows_of<'a>(&'a self, thread: &'a Thread, layers: &'a [Layer<'_>]) -> impl Iterator<Item = i64> + 'a {
        thread.sightings.iter().rev().filter_map(|sighting| {
            let (version, issue) = place(layers, sighting)?;
            self.seen.get(&(version, number(issue.at))).map(|(id, ..)| *id)
        })
    }

    /// Makes the rows that are no thread's own other names of the thread that they belong to.
    fn make_aliases(
        &self,
        tx: &Connection,
        layers: &[Layer<'_>],
        threads: &[Thread],
        ids: &[i64],
    ) -> Result<(), What> {
        let own: HashSet<i64> = ids.iter().copied().collect();
        if self.rows.iter().all(|(id, _)| own.contains(id)) {
            return Ok(());
        }
        let mut by_key: HashMap<&str, i64> = HashMap::new();
        let mut by_seen: HashMap<i64, i64> = HashMap::new();
        for (thread, id) in threads.iter().zip(ids) {
            for sighting in &thread.sightings {
                by_key.entry(&sighting.own).or_insert(*id);
            }
            for seen in self.rows_of(thread, layers) {
                by_seen.entry(seen).or_insert(*id);
            }
        }
        for (row, key) in self.rows.iter().filter(|(id, _)| !own.contains(id)) {
            if let Some(id) = by_key.get(key.as_str()).or_else(|| by_seen.get(row)) {
                make_alias(tx, *row, *id)?;
            }
        }
        Ok(())
    }
}

/// Makes a row another name of an issue.
pub(super) fn make_alias(tx: &Connection, row: i64, issue: i64) -> Result<(), What> {
    tx.prepare_cached(
        "UPDATE issues SET marked = 1 WHERE id = ?1 AND marked <> 1 AND (SELECT marked FROM issues WHERE id = ?2)",
    )?
    .execute([issue, row])?;
    tx.prepare_cached(
        "UPDATE issues SET same_as = ?2, present = 0
         WHERE (id = ?1 OR same_as = ?1) AND (same_as, present) IS NOT (?2, 0)",
    )?
    .execute([row, issue])?;
    tx.prepare_cached("DELETE FROM search WHERE issue = ?1")?.execute([row])?;
    tx.prepare_cached("DELETE FROM deadlines WHERE issue = ?1")?.execute([row])?;
    Ok(())
}

fn key_is_taken(tx: &Connection, key: Option<&str>) -> Result<bool, What> {
    Ok(tx.prepare_cached("SELECT 1 FROM issues WHERE key = ?1")?.exists([key])?)
}

/// The version's row and the issue of a sighting.
fn place<'a>(layers: &'a [Layer<'_>], sighting: &Sighting) -> Option<(i64, &'a PreparedIssue)> {
    let layer = layers.get(sighting.layer)?;
    Some((layer.version, layer.issues.get(sighting.issue)?))
}

/// The row of the issue that is spoken of under `key`: its own, or one that it has by a version. Where
/// only a version knows the key, a row is made that is another name.
pub(super) fn row_with_key(tx: &Connection, key: &str) -> Result<Option<i64>, What> {
    if let Some(row) = stored::issue_with_key(tx, key)? {
        return Ok(Some(row));
    }
    let known: Option<(i64, i64)> = tx
        .prepare_cached(
            "SELECT coalesce(i.same_as, i.id), v.home FROM sightings s JOIN issues i ON i.id = s.issue
             JOIN versions v ON v.id = s.version WHERE s.own = ?1 ORDER BY s.version LIMIT 1",
        )?
        .query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((issue, home)) = known else { return Ok(None) };
    tx.prepare_cached(
        "INSERT INTO issues (key, notice, position, path, place, title, outcome, basis, present, version, at, same_as, home)
         SELECT ?1, notice, position, path, place, title, outcome, basis, 0, version, at, id, ?3
         FROM issues WHERE id = ?2",
    )?
    .execute(params![key, issue, home])?;
    Ok(Some(tx.last_insert_rowid()))
}
