//! The whole log: what was done to issues, notices, agencies and the ledger itself, as one history; and
//! what notices print where it was put right by hand.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

use super::{
    Ledger, LedgerError,
    error::What,
    followup::{
        Change, DueDay, Event, Undoable,
        case::{AgencyChange, Imprint, LedgerChange, NoticeChange, fold_notice},
        fold, settle,
    },
    prepare::kind_named,
    standing,
    stored::{self, Subject},
    types::{Called, DueRow, IssueId, NoticeId, OutcomeSet},
    version,
};
use crate::notice::OutcomeTag;

/// What was done, whatever it was about; in JSON as the change itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Said {
    /// Of an issue.
    Issue(Change),
    /// Of a notice.
    Notice(NoticeChange),
    /// Of an agency.
    Agency(AgencyChange),
    /// Of the ledger itself.
    Ledger(LedgerChange),
}

impl Undoable for Said {
    fn undoes(&self) -> Option<Uuid> {
        match self {
            Self::Issue(change) => change.undoes(),
            Self::Notice(change) => change.undoes(),
            Self::Agency(change) => change.undoes(),
            Self::Ledger(change) => change.undoes(),
        }
    }
}

/// What something was done to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// An issue.
    Issue {
        /// Its id for people.
        key: String,
        /// Its number, and that of its notice; `None` where it is not in this ledger.
        here: Option<(IssueId, NoticeId)>,
    },
    /// A notice.
    Notice {
        /// Its id for other programs.
        key: String,
        /// Its number; `None` where it is not in this ledger.
        here: Option<NoticeId>,
    },
    /// An agency, by its name as notices print it.
    Agency(String),
    /// The ledger itself.
    Ledger,
}

/// An entry of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// What it is about.
    pub about: About,
    /// What the notice that it is about is called, where it is about one that is here.
    pub called: Option<Called>,
    /// What the other notice is called, where it says whether two are one.
    pub other: Option<Called>,
    /// What was done, by whom, when.
    pub event: Event<Said>,
}

/// What the newest reading of an issue takes from its notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The problem statement.
    pub title: String,
    /// The outcome's tags.
    pub outcome: OutcomeSet,
    /// The deadlines with a day.
    pub deadlines: Vec<DueRow>,
}

impl Ledger {
    /// Everything that was done in this ledger and in those that were merged into it, by time.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn log(&self) -> Result<Vec<Act>, LedgerError> {
        self.ask(log)
    }

    /// The notice in which an issue stands.
    ///
    /// # Errors
    /// [`What::Unknown`] where there is no such issue; else [`LedgerError`].
    pub fn notice_of(&self, issue: IssueId) -> Result<NoticeId, LedgerError> {
        self.ask(|connection| {
            connection
                .prepare_cached(
                    "SELECT coalesce(n.same_as, n.id) FROM issues asked
                     JOIN issues i ON i.id = coalesce(asked.same_as, asked.id) JOIN notices n ON n.id = i.notice
                     WHERE asked.id = ?1",
                )?
                .query_map([issue.0], |row| row.get(0).map(NoticeId))?
                .next()
                .ok_or_else(|| What::Unknown(issue.0.to_string()))?
                .map_err(What::from)
        })
    }

    /// The issues of a notice, with their ids for people, of which its newest version prints something else than
    /// when it was put right by hand.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn hiding(&self, notice: NoticeId) -> Result<Vec<(IssueId, String)>, LedgerError> {
        self.ask(|connection| hiding(connection, notice))
    }

    /// What was put right of a notice and is printed otherwise in its newest version, by
    /// [`NoticeCorrection::field`](super::followup::case::NoticeCorrection::field).
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn notice_hiding(&self, notice: NoticeId) -> Result<Vec<&'static str>, LedgerError> {
        let mut history = self.history_of_notice(notice)?;
        let facts = fold_notice(&mut history);
        self.ask(|connection| {
            Ok(imprint(connection, notice)?.map(|now| facts.hides(&now)).unwrap_or_default())
        })
    }

    /// What notices print of issues; those that are not here are left out.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn as_printed(&self, issues: &[IssueId]) -> Result<HashMap<IssueId, Printed>, LedgerError> {
        self.ask(|connection| {
            let mut out = HashMap::new();
            for issue in issues {
                out.extend(printed(connection, *issue)?.map(|printed| (*issue, printed)));
            }
            Ok(out)
        })
    }
}

fn log(connection: &Connection) -> Result<Vec<Act>, What> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {}, e.subject, coalesce(i.same_as, i.id), coalesce(n.same_as, n.id) FROM events e
         LEFT JOIN issues i ON i.id = e.issue LEFT JOIN notices n ON n.id = i.notice",
        stored::COLUMNS
    ))?;
    let mut rows = statement.query([])?;
    let mut about: HashMap<Uuid, About> = HashMap::new();
    let mut all: Vec<Event<Said>> = Vec::new();
    while let Some(row) = rows.next()? {
        let subject: String = row.get(7)?;
        let (of, event) = match Subject::of(&subject) {
            Subject::Issue(key) => {
                let here: Option<(i64, i64)> = row.get::<_, Option<i64>>(8)?.zip(row.get(9)?);
                let here = here.map(|(issue, notice)| (IssueId(issue), NoticeId(notice)));
                (About::Issue { key, here }, said(row, Said::Issue)?)
            }
            Subject::Notice(key) => {
                let here = version::notice_with_key(connection, &key)?;
                (About::Notice { key, here }, said(row, Said::Notice)?)
            }
            Subject::Agency(name) => (About::Agency(name), said(row, Said::Agency)?),
            Subject::Ledger => (About::Ledger, said(row, Said::Ledger)?),
        };
        about.insert(event.id, of);
        all.push(event);
    }
    settle(&mut all);
    tell_void(&mut all, &about);
    all.sort_by_key(|event| event.time);
    let mut names: HashMap<String, Option<Called>> = HashMap::new();
    let mut name = |key: &str| -> Result<Option<Called>, What> {
        if let Some(known) = names.get(key) {
            return Ok(known.clone());
        }
        let home = version::home_with_key(connection, key)?;
        let called = home.map(|home| standing::called(connection, home)).transpose()?;
        names.insert(key.to_owned(), called.clone());
        Ok(called)
    };
    let mut acts = Vec::with_capacity(all.len());
    for event in all {
        let Some(about) = about.remove(&event.id) else { continue };
        let called = if let About::Notice { key, .. } = &about { name(key)? } else { None };
        let other = match &event.change {
            Said::Notice(NoticeChange::Match { other, .. }) => name(other)?,
            _ => None,
        };
        acts.push(Act { about, called, other, event });
    }
    Ok(acts)
}

/// Marks what is passed over by its guard, which only the history of its issue tells.
fn tell_void(all: &mut [Event<Said>], about: &HashMap<Uuid, About>) {
    let mut histories: HashMap<IssueId, Vec<Event>> = HashMap::new();
    for event in all.iter() {
        if let (Said::Issue(change), Some(About::Issue { here: Some((issue, _)), .. })) =
            (&event.change, about.get(&event.id))
        {
            histories.entry(*issue).or_default().push(event.clone().map(|_| change.clone()));
        }
    }
    let mut void: HashSet<Uuid> = HashSet::new();
    for mut history in histories.into_values() {
        fold(&mut history);
        void.extend(history.iter().filter(|event| event.void).map(|event| event.id));
    }
    all.iter_mut().for_each(|event| event.void = void.contains(&event.id));
}

fn said<C: DeserializeOwned>(row: &rusqlite::Row<'_>, make: fn(C) -> Said) -> Result<Event<Said>, What> {
    Ok(stored::event::<C>(row)?.map(make))
}

impl Printed {
    fn tags(&self) -> Vec<OutcomeTag> {
        self.outcome.tags().collect()
    }

    fn days(&self) -> Vec<DueDay> {
        self.deadlines.iter().map(|day| DueDay { due: day.due, kind: day.kind }).collect()
    }
}

/// The change as it is to be stored: a correction says what was printed when it was made.
pub(super) fn with_printed(connection: &Connection, issue: IssueId, change: &Change) -> Result<Change, What> {
    let mut change = change.clone();
    if let Change::Correct { to, printed: then @ None, .. } = &mut change
        && let Some(now) = printed(connection, issue)?
    {
        *then = to.printed(&now.title, &now.tags(), &now.days());
    }
    Ok(change)
}

/// The same of a notice.
pub(super) fn notice_with_printed(
    connection: &Connection,
    notice: NoticeId,
    change: &NoticeChange,
) -> Result<NoticeChange, What> {
    let mut change = change.clone();
    if let NoticeChange::Correct { to, printed: then @ None, .. } = &mut change {
        *then = imprint(connection, notice)?.and_then(|now| now.of(to));
    }
    Ok(change)
}

/// What a notice prints of what can be put right of it; `None`: there is no such notice.
fn imprint(connection: &Connection, notice: NoticeId) -> Result<Option<Imprint>, What> {
    let found = connection
        .prepare_cached(
            "SELECT n.title, a.name, n.feedback, n.published FROM notices n JOIN agencies a ON a.id = n.agency
             WHERE n.id = ?1",
        )?
        .query_row([notice.0], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get::<_, Option<String>>(2)?, row.get::<_, Option<String>>(3)?))
        })
        .optional()?;
    let Some((title, agency, feedback, published)) = found else { return Ok(None) };
    let day = |day: Option<String>| day.map(|day| day.parse()).transpose();
    Ok(Some(Imprint { title, agency, feedback: day(feedback)?, published: day(published)? }))
}

fn hiding(connection: &Connection, notice: NoticeId) -> Result<Vec<(IssueId, String)>, What> {
    let mut statement = connection.prepare_cached(
        "SELECT DISTINCT i.id, i.key FROM issues i JOIN events e ON e.issue = i.id
         WHERE i.notice = ?1 AND e.kind = 'correct' ORDER BY i.id",
    )?;
    let issues = statement.query_map([notice.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut keys = Vec::new();
    for row in issues.collect::<Result<Vec<(i64, String)>, _>>()? {
        let (issue, key) = row;
        let corrections = fold(&mut stored::of_issue(connection, issue)?).corrections;
        let now = printed(connection, IssueId(issue))?;
        if now.is_some_and(|now| corrections.hide_something(&now.title, &now.tags(), &now.days())) {
            keys.push((IssueId(issue), key));
        }
    }
    Ok(keys)
}

fn printed(connection: &Connection, issue: IssueId) -> Result<Option<Printed>, What> {
    let found = connection
        .prepare_cached("SELECT title, outcome FROM issues WHERE id = ?1")?
        .query_map([issue.0], |row| Ok((row.get(0)?, OutcomeSet(row.get(1)?))))?
        .next();
    let Some((title, outcome)) = found.transpose()? else { return Ok(None) };
    let mut statement =
        connection.prepare_cached("SELECT due, kind FROM deadlines WHERE issue = ?1 ORDER BY n")?;
    let mut rows = statement.query([issue.0])?;
    let mut deadlines = Vec::new();
    while let Some(row) = rows.next()? {
        let (day, kind): (Option<String>, String) = (row.get(0)?, row.get(1)?);
        let Some(day) = day else { continue };
        let due: Date = day.parse()?;
        deadlines.push(DueRow { due, kind: kind_named(&kind)? });
    }
    Ok(Some(Printed { title, outcome, deadlines }))
}

#[cfg(test)]
#[path = "log_tests.rs"]
mod tests;
