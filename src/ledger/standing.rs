//! Where notices stand by what users said of them: which are one, and which are withdrawn.
//!
//! Each notice is by itself what its versions make it (`home`). What is said of two of them, or of showing
//! one, are events; where they stand follows from the set of events alone, and is made anew from them
//! whenever one comes, is taken back, or finds the notice that it had waited for.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rusqlite::{Connection, OptionalExtension};
use uuid::Uuid;

use super::{
    error::What,
    followup::{
        Event,
        case::NoticeChange,
        settle as settle_events,
        standing::{last_word, shows, united},
    },
    stored::{self, COLUMNS, Subject},
    types::{Called, NoticeId},
    version::{self, BY_HAND},
};

/// What was said of where notices stand, settled.
pub(super) struct Said {
    events: Vec<Event<NoticeChange>>,
    /// By event: the notice that it is about, by itself, where that is here.
    about: HashMap<Uuid, NoticeId>,
    /// By event: the other notice of which it speaks.
    other: HashMap<Uuid, NoticeId>,
}

/// Two notices of which somebody said whether they are one, the smaller number first.
pub(super) type Pair = (NoticeId, NoticeId);

impl Said {
    /// What was said in a ledger and in those that were merged into it.
    pub fn of(connection: &Connection) -> Result<Self, What> {
        let mut statement = connection.prepare_cached(&format!(
            "SELECT {COLUMNS}, e.subject FROM events e WHERE e.issue IS NULL
               AND e.kind IN ('withdraw', 'restore', 'match', 'current', 'undo')
               AND e.subject >= 'notice:' AND e.subject < 'notice;'"
        ))?;
        let mut rows = statement.query([])?;
        let mut said = Self { events: Vec::new(), about: HashMap::new(), other: HashMap::new() };
        while let Some(row) = rows.next()? {
            let event = stored::event::<NoticeChange>(row)?;
            if let Subject::Notice(key) = Subject::of(&row.get::<_, String>(7)?) {
                let home = version::home_with_key(connection, &key)?;
                said.about.extend(home.map(|home| (event.id, home)));
            }
            if let NoticeChange::Match { other, .. } = &event.change {
                let home = version::home_with_key(connection, other)?;
                said.other.extend(home.map(|home| (event.id, home)));
            }
            said.events.push(event);
        }
        settle_events(&mut said.events);
        Ok(said)
    }

    /// What was said of two notices being one, by pair.
    pub fn matches(&self) -> BTreeMap<Pair, Vec<&Event<NoticeChange>>> {
        let mut out: BTreeMap<Pair, Vec<_>> = BTreeMap::new();
        for event in self.events.iter().filter(|event| matches!(event.change, NoticeChange::Match { .. })) {
            if let (Some(one), Some(other)) = (self.about.get(&event.id), self.other.get(&event.id))
                && one != other
            {
                out.entry((*one.min(other), *one.max(other))).or_default().push(event);
            }
        }
        out
    }

    /// The last word on each pair: whether they are one.
    pub fn answers(&self) -> BTreeMap<Pair, bool> {
        let last = |events: Vec<&Event<NoticeChange>>| {
            events.into_iter().rev().filter(|event| !event.undone).find_map(|event| same(&event.change))
        };
        self.matches().into_iter().filter_map(|(pair, events)| Some((pair, last(events)?))).collect()
    }

    /// What was said of showing notices, by notice as it is by itself.
    pub fn showing(&self) -> BTreeMap<NoticeId, Vec<&Event<NoticeChange>>> {
        let mut out: BTreeMap<NoticeId, Vec<_>> = BTreeMap::new();
        for event in self.events.iter().filter(|event| shows(&event.change).is_some()) {
            if let Some(home) = self.about.get(&event.id) {
                out.entry(*home).or_default().push(event);
            }
        }
        out
    }

    /// Where each notice was said to stand, by itself; those of which all was taken back are left out.
    pub fn last_words(&self) -> BTreeMap<NoticeId, &Event<NoticeChange>> {
        self.showing().into_iter().filter_map(|(home, events)| Some((home, last_word(&events)?))).collect()
    }
}

/// Whether a change says that two notices are one; `None` where it says nothing of that.
pub(super) fn same(change: &NoticeChange) -> Option<bool> {
    match change {
        NoticeChange::Match { same, .. } => Some(*same),
        _ => None,
    }
}

/// Whether anything was said of where notices stand.
pub(super) fn any(tx: &Connection) -> Result<bool, What> {
    Ok(tx
        .prepare_cached(
            "SELECT 1 FROM events WHERE issue IS NULL AND kind IN ('withdraw', 'restore', 'match', 'current')
               AND subject >= 'notice:' AND subject < 'notice;'",
        )?
        .exists([])?)
}

/// Makes notices stand where they were said to.
pub(super) fn settle(tx: &Connection) -> Result<(), What> {
    let said = Said::of(tx)?;
    count_again(tx, &said)?;
    unite(tx, &said)?;
    withdraw(tx, &said)
}

/// Puts copies of those wordings on top, as of then, that were said to count again; takes away those of which
/// that was taken back.
fn count_again(tx: &Connection, said: &Said) -> Result<(), What> {
    let mut want: BTreeMap<String, &Event<NoticeChange>> = BTreeMap::new();
    for event in said.events.iter().filter(|event| !event.undone) {
        if matches!(event.change, NoticeChange::Current { .. }) {
            want.insert(event.id.to_string(), event);
        }
    }
    let mut touched: BTreeSet<NoticeId> = BTreeSet::new();
    let mut statement = tx.prepare_cached("SELECT said, notice, id FROM versions WHERE said IS NOT NULL")?;
    let here = statement
        .query_map([], |row| Ok((row.get(0)?, NoticeId(row.get(1)?), row.get(2)?)))?
        .collect::<Result<Vec<(String, NoticeId, i64)>, _>>()?;
    for (event, notice, version) in here {
        if want.remove(&event).is_none() {
            version::remove_copy(tx, version)?;
            touched.insert(notice);
        }
    }
    for (id, event) in want {
        if let NoticeChange::Current { version } = &event.change {
            touched.extend(version::copy(tx, version, &id, event.time)?);
        }
    }
    touched.into_iter().try_for_each(|notice| version::settle(tx, notice).map(drop))
}

/// What a notice is called, as it is by itself.
pub(super) fn called(tx: &Connection, home: NoticeId) -> Result<Called, What> {
    let mut statement = tx.prepare_cached(
        "SELECT coalesce(json_extract(body, '$.agency'), ''), coalesce(json_extract(body, '$.title'), ''),
           json_extract(body, '$.feedback_date') FROM versions WHERE home = ?1 ORDER BY seq DESC LIMIT 1",
    )?;
    let found = statement
        .query_row([home.0], |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, Option<String>>(2)?)))
        .optional()?;
    let Some((agency, title, feedback)) = found else { return Ok(Called::default()) };
    Ok(Called { agency, title, feedback: feedback.map(|day| day.parse()).transpose()? })
}

/// The notices, by themselves, that are one with `notice`; it alone where it was never said to be.
pub(super) fn homes(connection: &Connection, notice: NoticeId) -> Result<Vec<NoticeId>, What> {
    let mut statement =
        connection.prepare_cached("SELECT DISTINCT home FROM versions WHERE notice = ?1 ORDER BY home")?;
    let homes = statement.query_map([notice.0], |row| row.get(0).map(NoticeId))?;
    Ok(homes.collect::<Result<_, _>>()?)
}

/// The notice that holds what was `notice` once, through every joining.
pub(super) fn resolve(tx: &Connection, notice: NoticeId) -> Result<Option<NoticeId>, What> {
    let mut statement = tx.prepare_cached("SELECT coalesce(same_as, id) FROM notices WHERE id = ?1")?;
    let mut here = notice;
    loop {
        match statement.query_row([here.0], |row| row.get(0)).optional()? {
            None => return Ok(None),
            Some(next) if next == here.0 => return Ok(Some(here)),
            Some(next) => here = NoticeId(next),
        }
    }
}

/// Makes those notices one that were said to be, and parts those that are no longer.
fn unite(tx: &Connection, said: &Said) -> Result<(), What> {
    let same: Vec<Pair> =
        said.answers().into_iter().filter_map(|(pair, same)| same.then_some(pair)).collect();
    let want = united(&same);
    let now = joined(tx)?;
    let moves: Vec<(NoticeId, NoticeId, NoticeId)> = want
        .keys()
        .chain(now.keys())
        .collect::<BTreeSet<_>>()
        .into_iter()
        .map(|home| (*home, *now.get(home).unwrap_or(home), *want.get(home).unwrap_or(home)))
        .filter(|(_, from, to)| from != to)
        .collect();
    for (home, _, to) in &moves {
        move_to(tx, *home, *to)?;
    }
    // Those into which or out of which something went, and that are still notices of their own.
    let touched: BTreeSet<NoticeId> = moves
        .iter()
        .flat_map(|(_, from, to)| [*from, *to])
        .filter(|notice| want.get(notice).is_none_or(|to| to == notice))
        .collect();
    for notice in &touched {
        part_rows(tx, *notice)?;
    }
    for notice in &touched {
        version::settle(tx, *notice)?;
        renew_by_hand(tx, *notice)?;
    }
    Ok(())
}

/// The notices that stand with another by now because they were said to be one, with that other.
fn joined(tx: &Connection) -> Result<BTreeMap<NoticeId, NoticeId>, What> {
    let mut statement = tx.prepare_cached(
        "SELECT n.id, n.same_as FROM notices n
         WHERE n.same_as IS NOT NULL AND EXISTS (SELECT 1 FROM versions v WHERE v.home = n.id)",
    )?;
    let rows = statement.query_map([], |row| Ok((NoticeId(row.get(0)?), NoticeId(row.get(1)?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Numbers from here on are only held while versions go from one notice to another; see
/// [`version::settle`], which numbers them anew.
const IN_BETWEEN: i64 = 1 << 40;

/// Makes what belongs to `home` stand with the notice `to`; settling both must follow.
fn move_to(tx: &Connection, home: NoticeId, to: NoticeId) -> Result<(), What> {
    tx.prepare_cached("UPDATE versions SET seq = ?3 + id, notice = ?2 WHERE home = ?1")?
        .execute([home.0, to.0, IN_BETWEEN])?;
    tx.prepare_cached("UPDATE issues SET notice = ?2 WHERE home = ?1")?.execute([home.0, to.0])?;
    let of_its_own = home == to;
    tx.prepare_cached(
        "UPDATE notices SET same_as = CASE WHEN ?3 THEN NULL ELSE ?2 END,
           current = CASE WHEN ?3 THEN current END, withdrawn = 0 WHERE id = ?1",
    )?
    .execute((home.0, to.0, of_its_own))?;
    Ok(())
}

/// Forgets of the issues of a notice what tied them to those of another.
fn part_rows(tx: &Connection, notice: NoticeId) -> Result<(), What> {
    tx.prepare_cached(
        "UPDATE issues SET same_as = NULL WHERE notice = ?1 AND same_as IS NOT NULL
           AND (SELECT it.notice FROM issues it WHERE it.id = issues.same_as) <> ?1",
    )?
    .execute([notice.0])?;
    tx.prepare_cached(
        "DELETE FROM sightings WHERE version IN (SELECT id FROM versions WHERE notice = ?1)
           AND (SELECT notice FROM issues WHERE id = sightings.issue) <> ?1",
    )?
    .execute([notice.0])?;
    Ok(())
}

/// Issues that were put in by hand stand in the newest version of their notice.
fn renew_by_hand(tx: &Connection, notice: NoticeId) -> Result<(), What> {
    tx.prepare_cached(
        "UPDATE issues SET version = (SELECT current FROM notices WHERE id = ?1) WHERE notice = ?1 AND at = ?2
           AND (SELECT v.notice FROM versions v WHERE v.id = issues.version) <> ?1",
    )?
    .execute([notice.0, BY_HAND])?;
    Ok(())
}

/// Takes those notices out of the lists that were said to be withdrawn, and shows the others. Notices that
/// are one are withdrawn when all of them are: withdrawing a copy must not hide what it is a copy of.
fn withdraw(tx: &Connection, said: &Said) -> Result<(), What> {
    let gone = withdrawn_homes(tx, said)?;
    let mut want: BTreeSet<NoticeId> = BTreeSet::new();
    for home in &gone {
        let Some(notice) = resolve(tx, *home)? else { continue };
        if homes(tx, notice)?.iter().all(|home| gone.contains(home)) {
            want.insert(notice);
        }
    }
    let mut statement =
        tx.prepare_cached("SELECT id FROM notices WHERE withdrawn = 1 AND same_as IS NULL")?;
    let now = statement.query_map([], |row| row.get(0).map(NoticeId))?.collect::<Result<BTreeSet<_>, _>>()?;
    let mut put = tx.prepare_cached("UPDATE notices SET withdrawn = ?2 WHERE id = ?1")?;
    for notice in want.symmetric_difference(&now) {
        put.execute((notice.0, want.contains(notice)))?;
    }
    Ok(())
}

/// The notices, by themselves, that are withdrawn: by what was said last, else by an older program.
fn withdrawn_homes(tx: &Connection, said: &Said) -> Result<BTreeSet<NoticeId>, What> {
    let words = said.last_words();
    let mut gone = put_away(tx, said)?;
    gone.extend(words.iter().filter(|(_, event)| shows(&event.change) == Some(false)).map(|(home, _)| *home));
    Ok(gone)
}

/// The notices, by themselves, that an older program withdrew, without an event, and of which nothing was
/// said since.
pub(super) fn put_away(tx: &Connection, said: &Said) -> Result<BTreeSet<NoticeId>, What> {
    let words = said.last_words();
    let mut statement = tx.prepare_cached("SELECT id FROM notices WHERE put_away = 1")?;
    let all = statement.query_map([], |row| row.get(0).map(NoticeId))?.collect::<Result<BTreeSet<_>, _>>()?;
    Ok(all.into_iter().filter(|home| !words.contains_key(home)).collect())
}

/// Makes what was said a matter of the notices themselves, before the events go: they stay where they stand.
pub(super) fn keep_without_events(tx: &Connection) -> Result<(), What> {
    let said = Said::of(tx)?;
    for ((old, new), same) in said.answers() {
        let (Some(old), Some(new)) = (resolve(tx, old)?, resolve(tx, new)?) else { continue };
        if !same && old != new {
            tx.execute(
                "INSERT INTO pairs (old, new, decided) VALUES (?1, ?2, 0)
                 ON CONFLICT (old, new) DO UPDATE SET decided = 0",
                [old.min(new).0, old.max(new).0],
            )?;
        }
    }
    tx.execute("UPDATE notices SET put_away = withdrawn", [])?;
    tx.execute("UPDATE versions SET said = NULL", [])?;
    tx.execute("UPDATE versions SET home = notice", [])?;
    tx.execute("UPDATE issues SET home = notice", [])?;
    Ok(())
}

#[cfg(test)]
#[path = "standing_tests.rs"]
mod tests;
