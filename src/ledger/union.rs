//! Notices of which it is doubtful whether they are one: who is asked, and what is answered.

use std::collections::BTreeSet;

use jiff::Timestamp;
use rusqlite::Connection;

use super::{
    Ledger, LedgerError, disputes,
    error::What,
    followup::case::NoticeChange,
    snapshot,
    standing::{self, Pair, Said, resolve},
    stored::{Subject, append, next_counter},
    types::{Doubtful, NoticeId, NoticeRow},
    version,
};

impl Ledger {
    /// The pairs of notices on which somebody must decide.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn doubtful(&self) -> Result<Vec<Doubtful>, LedgerError> {
        self.ask(doubtful)
    }

    /// Says whether two notices are one; the last word counts, and it is undone as any other. Where they are
    /// the `same`, the versions of both are those of the older, and so are the follow-ups; else nobody is
    /// asked again.
    ///
    /// # Errors
    /// [`What::Unknown`] where one of them is not here, or they are one already; else [`LedgerError`].
    pub fn decide(
        &mut self,
        old: NoticeId,
        new: NoticeId,
        same: bool,
        author: &str,
        now: Timestamp,
    ) -> Result<(), LedgerError> {
        self.change_by(author, now, |tx, maker| {
            let known = |notice: NoticeId| {
                resolve(tx, notice)?
                    .filter(|found| *found == notice)
                    .ok_or(What::Unknown(notice.0.to_string()))
            };
            // What people differ about can be said again, however the two stand by now: that settles it.
            let disputed = disputes::of(tx)?.iter().any(|dispute| dispute.of_pair(old, new));
            let (old, new) = if disputed { (old, new) } else { (known(old)?, known(new)?) };
            if old == new {
                return Err(What::Unknown(format!("{}–{}", old.0, new.0)));
            }
            let change = NoticeChange::Match { other: key(tx, old)?, same };
            let subject = Subject::Notice(key(tx, new)?);
            append(tx, &subject, &change, next_counter(tx, maker.now)?, maker)?;
            standing::settle(tx)
        })
    }
}

impl Ledger {
    /// Takes back what was said of a notice being one with others, however long ago: those that were said to
    /// be one are said not to be. Whether there were any.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn part(&mut self, notice: NoticeId, author: &str, now: Timestamp) -> Result<bool, LedgerError> {
        self.change_by(author, now, |tx, maker| {
            let mut pairs = Vec::new();
            for ((one, other), same) in Said::of(tx)?.answers() {
                if same && resolve(tx, one)? == Some(notice) {
                    pairs.push((key(tx, one)?, key(tx, other)?));
                }
            }
            let counter = next_counter(tx, maker.now)?;
            for (one, other) in &pairs {
                let change = NoticeChange::Match { other: one.clone(), same: false };
                append(tx, &Subject::Notice(other.clone()), &change, counter, maker)?;
            }
            standing::settle(tx)?;
            Ok(!pairs.is_empty())
        })
    }
}

/// The key of a notice as it is by itself.
fn key(tx: &Connection, notice: NoticeId) -> Result<String, What> {
    let keys = version::home_keys(tx, notice)?;
    keys.into_iter().next().ok_or_else(|| What::Unknown(notice.0.to_string()))
}

fn doubtful(connection: &Connection) -> Result<Vec<Doubtful>, What> {
    let mut statement = connection.prepare_cached("SELECT old, new, decided FROM pairs ORDER BY new, old")?;
    let pairs = statement
        .query_map([], |row| Ok((NoticeId(row.get(0)?), NoticeId(row.get(1)?), row.get(2)?)))?
        .collect::<Result<Vec<(NoticeId, NoticeId, Option<bool>)>, _>>()?;
    if pairs.iter().all(|(_, _, decided)| decided.is_some()) {
        return Ok(Vec::new());
    }
    let stands = |(one, other): Pair| -> Result<Option<Pair>, What> {
        let both = resolve(connection, one)?.zip(resolve(connection, other)?);
        Ok(both.filter(|(one, other)| one != other).map(|(one, other)| (one.min(other), one.max(other))))
    };
    // What was said of any two is said of those that they stand with.
    let mut settled: BTreeSet<Pair> = BTreeSet::new();
    for pair in Said::of(connection)?.answers().into_keys() {
        settled.extend(stands(pair)?);
    }
    let mut open: Vec<Pair> = Vec::new();
    for (old, new, decided) in pairs {
        match (stands((old, new))?, decided) {
            (Some(pair), Some(_)) => drop(settled.insert(pair)),
            (Some(pair), None) => open.push(pair),
            (None, _) => {}
        }
    }
    let rows: Vec<NoticeRow> = snapshot::notices(connection)?.into_iter().map(|(_, row)| row).collect();
    let place = |id: NoticeId| rows.iter().position(|row| row.id == id);
    let mut asked: BTreeSet<Pair> = BTreeSet::new();
    open.retain(|pair| !settled.contains(pair) && asked.insert(*pair));
    // Which comes first must not depend on which was imported first here.
    let mut places: Vec<(usize, usize)> = open
        .into_iter()
        .filter_map(|(one, other)| Some((place(one)?, place(other)?)))
        .map(|(one, other)| (one.max(other), one.min(other)))
        .collect();
    places.sort_unstable();
    let find = |at: usize| rows.get(at).cloned();
    Ok(places
        .into_iter()
        .filter_map(|(new, old)| Some(Doubtful { old: find(old)?, new: find(new)? }))
        .collect())
}
