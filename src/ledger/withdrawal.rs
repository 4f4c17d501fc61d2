//! Notices that are taken out of all lists, and shown again.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};

use super::{
    Ledger, LedgerError, disputes,
    error::What,
    followup::{
        case::NoticeChange,
        standing::{Away, Withdrawal, shows},
    },
    home::Maker,
    snapshot,
    standing::{self, Said, homes, resolve},
    stored::{Subject, append, next_counter},
    types::{IssueId, NoticeId, NoticeRow},
    version,
};

/// A notice that is withdrawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Withdrawn {
    /// Its agency's name.
    pub agency: String,
    /// Its row, as it was shown.
    pub notice: NoticeRow,
    /// Who withdrew it last, when and why; `None` where an older program did and nothing is known of it.
    pub by: Option<Withdrawal>,
}

impl Ledger {
    /// Takes a notice out of all lists. It stays with its follow-ups and its history; [`Ledger::restore`]
    /// shows it again, as does undoing this, or importing it.
    ///
    /// One that is withdrawn may be withdrawn again where marks stand against that (see
    /// [`Ledger::notice_conflicts`]): that settles it.
    ///
    /// # Errors
    /// [`What::Unknown`] where there is no such notice to be withdrawn; else [`LedgerError`].
    pub fn withdraw(
        &mut self,
        notice: NoticeId,
        reason: &str,
        author: &str,
        now: Timestamp,
    ) -> Result<(), LedgerError> {
        let change = NoticeChange::Withdraw { reason: reason.to_owned() };
        self.change_by(author, now, |tx, maker| {
            let open = match is_withdrawn(tx, notice)? {
                Some(true) => disputed(tx, notice)?,
                Some(false) => true,
                None => false,
            };
            if !open {
                return Err(What::Unknown(notice.0.to_string()));
            }
            say(tx, &homes(tx, notice)?, &change, maker)?;
            standing::settle(tx)
        })
    }

    /// Shows a withdrawn notice again, with all that was known of it. One that is shown may be shown again where
    /// people differ about that: it settles it.
    ///
    /// # Errors
    /// [`What::Unknown`] where there is no such notice, or it is not withdrawn; else [`LedgerError`].
    pub fn restore(
        &mut self,
        notice: NoticeId,
        reason: Option<&str>,
        author: &str,
        now: Timestamp,
    ) -> Result<(), LedgerError> {
        self.change_by(author, now, |tx, maker| match is_withdrawn(tx, notice)? {
            Some(true) => restore(tx, notice, reason, maker),
            Some(false) if disputed(tx, notice)? => {
                let change = NoticeChange::Restore { reason: reason.map(str::to_owned) };
                say(tx, &homes(tx, notice)?, &change, maker)?;
                standing::settle(tx)
            }
            _ => Err(What::Unknown(notice.0.to_string())),
        })
    }

    /// The notices that are withdrawn, by agency and feedback date.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn withdrawn(&self) -> Result<Vec<Withdrawn>, LedgerError> {
        self.ask(|connection| {
            let view = connection.unchecked_transaction()?;
            let said = Said::of(&view)?;
            let rows = snapshot::notices_withdrawn(&view)?;
            let one = |(agency, notice): (String, NoticeRow)| {
                Ok(Withdrawn { by: last_withdrawal(&view, &said, notice.id)?, agency, notice })
            };
            rows.into_iter().map(one).collect()
        })
    }

    /// Who withdrew the notice in which an issue stands, when and why; `None` where it is not withdrawn.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn away(&self, issue: IssueId) -> Result<Option<Away>, LedgerError> {
        self.ask(|connection| away(connection, issue))
    }

    /// Who withdrew a notice last, when and why, whether or not it is shown again; `None` where nobody did.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn withdrawal(&self, notice: NoticeId) -> Result<Option<Withdrawal>, LedgerError> {
        self.ask(|connection| last_withdrawal(connection, &Said::of(connection)?, notice))
    }
}

/// Who withdrew the notice in which an issue stands, where it is withdrawn.
pub(super) fn away(tx: &Connection, issue: IssueId) -> Result<Option<Away>, What> {
    let found: Option<i64> = tx
        .prepare_cached(
            "SELECT n.id FROM issues asked JOIN issues i ON i.id = coalesce(asked.same_as, asked.id)
             JOIN notices n ON n.id = i.notice WHERE asked.id = ?1 AND n.withdrawn = 1 AND n.same_as IS NULL",
        )?
        .query_row([issue.0], |row| row.get(0))
        .optional()?;
    let Some(number) = found else { return Ok(None) };
    let by = last_withdrawal(tx, &Said::of(tx)?, NoticeId(number))?;
    Ok(Some(Away { number, by }))
}

/// Whether a notice is withdrawn; `None` where there is none such, or it is one with another.
pub(super) fn is_withdrawn(tx: &Connection, notice: NoticeId) -> Result<Option<bool>, What> {
    Ok(tx
        .prepare_cached("SELECT withdrawn FROM notices WHERE id = ?1 AND same_as IS NULL")?
        .query_row([notice.0], |row| row.get(0))
        .optional()?)
}

/// Whether something stands against where a notice was last said to stand.
fn disputed(tx: &Connection, notice: NoticeId) -> Result<bool, What> {
    Ok(disputes::of(tx)?.iter().any(|dispute| dispute.of_withdrawing(notice)))
}

/// Shows a withdrawn notice again.
pub(super) fn restore(
    tx: &Connection,
    notice: NoticeId,
    reason: Option<&str>,
    maker: &Maker<'_>,
) -> Result<(), What> {
    let change = NoticeChange::Restore { reason: reason.map(str::to_owned) };
    let mut gone = Vec::new();
    let (said, all) = (Said::of(tx)?, homes(tx, notice)?);
    let (words, put_away) = (said.last_words(), standing::put_away(tx, &said)?);
    for home in &all {
        let withdrawn = match words.get(home) {
            Some(event) => shows(&event.change) == Some(false),
            None => put_away.contains(home),
        };
        gone.extend(withdrawn.then_some(*home));
    }
    say(tx, &gone, &change, maker)?;
    standing::settle(tx)
}

/// Says the same of several notices, as they are by themselves; it is undone together.
fn say(tx: &Connection, homes: &[NoticeId], change: &NoticeChange, maker: &Maker<'_>) -> Result<(), What> {
    let counter = next_counter(tx, maker.now)?;
    for home in homes {
        let key = version::home_keys(tx, *home)?.into_iter().next();
        let key = key.ok_or_else(|| What::Unknown(home.0.to_string()))?;
        append(tx, &Subject::Notice(key), change, counter, maker)?;
    }
    Ok(())
}

fn last_withdrawal(tx: &Connection, said: &Said, notice: NoticeId) -> Result<Option<Withdrawal>, What> {
    let Some(notice) = resolve(tx, notice)? else { return Ok(None) };
    let showing = said.showing();
    let homes = homes(tx, notice)?;
    let last = homes
        .iter()
        .filter_map(|home| showing.get(home))
        .flatten()
        .filter(|event| !event.undone && shows(&event.change) == Some(false))
        .max_by_key(|event| (event.counter, event.id));
    if let Some(event) = last
        && let NoticeChange::Withdraw { reason } = &event.change
    {
        let (author, reason) = (event.author.clone(), reason.clone());
        return Ok(Some(Withdrawal { author, time: event.time, reason }));
    }
    by_older_program(tx, notice)
}

/// What an older program wrote down of a withdrawal, which was no event then.
fn by_older_program(tx: &Connection, notice: NoticeId) -> Result<Option<Withdrawal>, What> {
    let found = tx
        .prepare_cached(
            "SELECT time, author FROM acts WHERE kind = 'withdrawn' AND notice = ?1 ORDER BY id DESC LIMIT 1",
        )?
        .query_row([notice.0], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?)))
        .optional()?;
    let Some((time, author)) = found else { return Ok(None) };
    let author = author.unwrap_or_default();
    Ok(Some(Withdrawal { author, time: version::moment(&time)?, reason: String::new() }))
}
