//! What one ledger gives another, and how it is taken: events by id, chain by chain; notices by their
//! versions. Taking is all or nothing, and neither the order in which parcels come nor their
//! repetition matters: which issues there are follows from the set of versions, and what is known of
//! them from the set of events.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::{intake::Kept, notice::Notice};

use super::{
    Ledger, LedgerError,
    arrival::{attach, take_events, take_versions, waiting},
    chain::Line,
    disputes,
    error::What,
    followup::fold,
    index,
    news::news,
    snapshot::notice_facts,
    standing::{self, Said},
    stored,
    types::{IssueId, NoticeId},
    withdrawal::is_withdrawn,
};

/// What one ledger gives another.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Parcel {
    /// Whole chains of events, by ledger of origin, each in its order from the first.
    pub chains: BTreeMap<String, Vec<Link>>,
    /// Versions of notices.
    pub versions: Vec<GivenVersion>,
}

/// An event as it is stored and hashed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// Its id, a uuid.
    pub id: String,
    /// Its place in the chain, from 1.
    pub seq: i64,
    /// When it was made, as RFC 3339.
    pub time: String,
    /// Who made it.
    pub author: String,
    /// Its counter.
    pub counter: i64,
    /// What it is about.
    pub subject: String,
    /// The kind of change.
    pub kind: String,
    /// The change as JSON.
    pub payload: String,
    /// The hash of the event before; empty for the first.
    pub prev: String,
    /// SHA-256 over all of it and the ledger of origin.
    pub hash: String,
}

/// A version of a notice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GivenVersion {
    /// As it was read, without its text; the path is the file's name alone.
    pub notice: Notice,
    /// The text that its spans point into.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What is kept besides the text, so that it can be read again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept: Option<Kept>,
    /// The version of the reader; `None` when another program parsed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reader: Option<u32>,
    /// When it was first imported.
    pub imported: Timestamp,
}

/// Why a parcel is refused; then nothing was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParcelFault {
    /// An event is not what it was when it was made, or one before it is missing.
    Broken {
        /// The ledger of origin.
        ledger: String,
        /// The event's place in its chain.
        seq: i64,
    },
    /// An event that this program does not know: it was made by a newer one.
    Newer {
        /// The kind of event.
        kind: String,
    },
}

/// A chain of which nothing was taken, because it goes on otherwise than what is here of it: two copies of
/// one ledger's file were written on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fork {
    /// The ledger of origin.
    pub ledger: String,
    /// The first place at which they differ.
    pub seq: i64,
}

/// What taking a parcel came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Taken {
    /// Events that are new here.
    pub events: usize,
    /// Events that were here before.
    pub known: usize,
    /// Who made the new ones.
    pub authors: BTreeSet<String>,
    /// Notices that are new here.
    pub notices: usize,
    /// Versions that are new of notices that were here.
    pub versions: usize,
    /// Events on issues that are not here: they count once their notice is imported.
    pub waiting: usize,
    /// Issues about which conclusions stand against each other since.
    pub conflicts: Vec<IssueId>,
    /// Issues of which something was put right in different ways, apart, since.
    pub contested: Vec<IssueId>,
    /// Notices of which that is so since.
    pub contested_notices: Vec<NoticeId>,
    /// Agencies of which different things were said apart since, by the names of which they were said.
    pub contested_agencies: Vec<String>,
    /// Notices that were here and of which another version counts since.
    pub superseded: Vec<NoticeId>,
    /// Notices that were shown here and are withdrawn since.
    pub withdrawn: Vec<NoticeId>,
    /// How many notices that were shown here stand with another since, as one.
    pub joined: usize,
    /// Notices about which words and deeds stand against each other since ([`super::Dispute`]).
    pub disputed: Vec<NoticeId>,
    /// Chains of which nothing was taken.
    pub forks: Vec<Fork>,
}

impl Taken {
    /// In how many places people differ since: issues, each once, notices, agencies.
    pub fn differing(&self) -> usize {
        let issues: BTreeSet<IssueId> = self.conflicts.iter().chain(&self.contested).copied().collect();
        issues.len() + self.contested_notices.len() + self.contested_agencies.len()
    }
}

impl Ledger {
    /// What this ledger can give: all events, its own and those that it was given, and with
    /// `notices` all versions of all notices. That a notice is withdrawn is an event and goes along; those that
    /// an older program withdrew without one are left out.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn parcel(&self, notices: bool) -> Result<Parcel, LedgerError> {
        self.ask(|connection| {
            // One view, though another process may write meanwhile.
            let view = connection.unchecked_transaction()?;
            let versions = if notices { versions(&view)? } else { Vec::new() };
            Ok(Parcel { chains: chains(&view)?, versions })
        })
    }

    /// Whether a parcel could be taken; nothing is changed.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn check(&self, parcel: &Parcel) -> Result<Result<(), ParcelFault>, LedgerError> {
        self.ask(|connection| {
            let view = connection.unchecked_transaction()?;
            Ok(news(&view, parcel)?.map(drop))
        })
    }

    /// Takes a parcel: all of it or, where it is refused, nothing.
    ///
    /// # Errors
    /// [`LedgerError`]; then nothing was changed.
    pub fn take(
        &mut self,
        parcel: &Parcel,
        now: Timestamp,
    ) -> Result<Result<Taken, ParcelFault>, LedgerError> {
        self.take_all(parcel, now, &mut |_| true)
    }

    /// As [`Ledger::take`]; `go_on` hears how many versions are done and says whether to go on. Where it says
    /// no, nothing is changed, and `None` is given.
    ///
    /// # Errors
    /// As [`Ledger::take`].
    pub fn take_while(
        &mut self,
        parcel: &Parcel,
        now: Timestamp,
        go_on: &mut dyn FnMut(usize) -> bool,
    ) -> Result<Option<Result<Taken, ParcelFault>>, LedgerError> {
        let mut on = true;
        let taken = self.take_all(parcel, now, &mut |done| {
            on = go_on(done);
            on
        });
        if on { taken.map(Some) } else { Ok(None) }
    }

    fn take_all(
        &mut self,
        parcel: &Parcel,
        now: Timestamp,
        go_on: &mut dyn FnMut(usize) -> bool,
    ) -> Result<Result<Taken, ParcelFault>, LedgerError> {
        self.change(|tx| {
            let news = match news(tx, parcel)? {
                Ok(news) => news,
                Err(fault) => return Ok(Err(fault)),
            };
            let mut taken = Taken::default();
            let (shown, disputed) = (shown(tx)?, disputed(tx)?);
            take_versions(tx, &parcel.versions, now, &mut taken, go_on)?;
            let before = Differing::of(tx)?;
            let given: usize = parcel.chains.values().map(Vec::len).sum();
            taken.events = news.links.len();
            taken.known = given.saturating_sub(taken.events);
            taken.forks = news.forks;
            taken.authors = news.links.iter().map(|(_, link)| link.author.clone()).collect();
            let rows = take_events(tx, &news.links)?;
            if standing::any(tx)? {
                standing::settle(tx)?;
            }
            attach(tx, rows)?;
            stored::ensure_agencies(tx)?;
            tell_standing(tx, &shown, &disputed, &mut taken)?;
            taken.waiting = waiting(tx)?;
            Differing::of(tx)?.since(&before, &mut taken);
            index::settle(tx)?;
            Ok(Ok(taken))
        })
    }
}

/// The notices that are shown.
fn shown(tx: &Connection) -> Result<BTreeSet<NoticeId>, What> {
    let mut statement =
        tx.prepare_cached("SELECT id FROM notices WHERE withdrawn = 0 AND same_as IS NULL")?;
    let rows = statement.query_map([], |row| row.get(0).map(NoticeId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn disputed(tx: &Connection) -> Result<BTreeSet<NoticeId>, What> {
    Ok(disputes::of(tx)?.into_iter().map(|dispute| dispute.notice).collect())
}

/// Tells what became of the notices that were `shown`, and which are `disputed` only now.
fn tell_standing(
    tx: &Connection,
    shown: &BTreeSet<NoticeId>,
    disputed: &BTreeSet<NoticeId>,
    taken: &mut Taken,
) -> Result<(), What> {
    for notice in shown {
        match is_withdrawn(tx, *notice)? {
            Some(true) => taken.withdrawn.push(*notice),
            Some(false) => {}
            None => taken.joined += 1,
        }
    }
    taken.disputed = self::disputed(tx)?.difference(disputed).copied().collect();
    Ok(())
}

fn chains(connection: &Connection) -> Result<BTreeMap<String, Vec<Link>>, What> {
    let mut statement = connection.prepare(
        "SELECT ledger, id, seq, time, author, counter, subject, kind, payload, prev, hash
         FROM events ORDER BY ledger, seq",
    )?;
    let mut rows = statement.query([])?;
    let mut chains: BTreeMap<String, Vec<Link>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        chains.entry(row.get(0)?).or_default().push(Link {
            id: row.get(1)?,
            seq: row.get(2)?,
            time: row.get(3)?,
            author: row.get(4)?,
            counter: row.get(5)?,
            subject: row.get(6)?,
            kind: row.get(7)?,
            payload: row.get(8)?,
            prev: row.get(9)?,
            hash: row.get(10)?,
        });
    }
    Ok(chains)
}

pub(super) fn line(ledger: &str, link: &Link) -> Line {
    Line {
        id: link.id.clone(),
        ledger: ledger.to_owned(),
        seq: link.seq,
        time: link.time.clone(),
        author: link.author.clone(),
        counter: link.counter,
        subject: link.subject.clone(),
        kind: link.kind.clone(),
        payload: link.payload.clone(),
        prev: link.prev.clone(),
    }
}

fn versions(connection: &Connection) -> Result<Vec<GivenVersion>, What> {
    let put_away = standing::put_away(connection, &Said::of(connection)?)?;
    let mut statement = connection.prepare(
        "SELECT v.body, t.body, v.kept, v.reader, v.imported, v.home, n.withdrawn FROM versions v
         JOIN notices n ON n.id = v.notice LEFT JOIN texts t ON t.id = v.text
         WHERE v.said IS NULL ORDER BY v.notice, v.seq",
    )?;
    let mut rows = statement.query([])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        if row.get(6)? && put_away.contains(&NoticeId(row.get(5)?)) {
            continue;
        }
        let (body, kept, imported): (String, Option<String>, String) =
            (row.get(0)?, row.get(2)?, row.get(4)?);
        let mut notice: Notice = serde_json::from_str(&body)?;
        // Where the file lies on this PC is nobody else's matter.
        let name = notice.source.path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        notice.source.path = name;
        out.push(GivenVersion {
            notice,
            text: row.get(1)?,
            kept: kept.as_deref().map(serde_json::from_str).transpose()?,
            reader: row.get(3)?,
            imported: imported.parse()?,
        });
    }
    Ok(out)
}

/// The issues with events of several ledgers: elsewhere nobody can differ.
fn where_ledgers_meet(tx: &Connection) -> Result<Vec<i64>, What> {
    let mut statement = tx.prepare_cached(
        "SELECT coalesce(i.same_as, i.id) AS here FROM events e JOIN issues i ON i.id = e.issue
         GROUP BY here HAVING min(e.ledger) <> max(e.ledger)",
    )?;
    let issues = statement.query_map([], |row| row.get(0))?;
    Ok(issues.collect::<Result<_, _>>()?)
}

/// What people differ about who did not know of each other.
struct Differing {
    conclusions: BTreeSet<i64>,
    corrections: BTreeSet<i64>,
    notices: BTreeSet<NoticeId>,
    agencies: BTreeSet<String>,
}

impl Differing {
    fn of(tx: &Connection) -> Result<Self, What> {
        let (mut conclusions, mut corrections) = (BTreeSet::new(), BTreeSet::new());
        for issue in where_ledgers_meet(tx)? {
            let known = fold(&mut stored::of_issue(tx, issue)?);
            conclusions.extend((!known.review.conflict.is_empty()).then_some(issue));
            corrections.extend((!known.contested.is_empty()).then_some(issue));
        }
        let notices = notice_facts(tx)?.into_iter().filter(|(_, facts)| !facts.contested.is_empty());
        let agencies = stored::agency_facts(tx)?.into_iter().filter(|(_, facts)| !facts.contested.is_empty());
        Ok(Self {
            conclusions,
            corrections,
            notices: notices.map(|(notice, _)| notice).collect(),
            agencies: agencies.map(|(name, _)| name).collect(),
        })
    }

    /// Tells what of it was not so before.
    fn since(&self, before: &Self, taken: &mut Taken) {
        let issues = |now: &BTreeSet<i64>, then: &BTreeSet<i64>| {
            now.difference(then).copied().map(IssueId).collect::<Vec<_>>()
        };
        taken.conflicts = issues(&self.conclusions, &before.conclusions);
        taken.contested = issues(&self.corrections, &before.corrections);
        taken.contested_notices = self.notices.difference(&before.notices).copied().collect();
        taken.contested_agencies = self.agencies.difference(&before.agencies).cloned().collect();
    }
}

#[cfg(test)]
#[path = "share_contest_tests.rs"]
mod contest_tests;
#[cfg(test)]
#[path = "share_order_tests.rs"]
mod order_tests;
#[cfg(test)]
#[path = "share_tests.rs"]
mod tests;
