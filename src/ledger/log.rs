//! The newest of all that was done, whatever it is about.

use jiff::Timestamp;
use rusqlite::Connection;
use uuid::Uuid;

use super::{
    Ledger, LedgerError,
    error::What,
    events::{self, Subject},
    followup::{
        Change, Event, Undoable,
        case::{AgencyChange, LedgerChange, NoticeChange},
        settle,
    },
    types::IssueId,
};

/// Something that was done.
#[derive(Debug, Clone, PartialEq)]
pub struct Logged {
    /// The day and time of the clock when it was done.
    pub time: Timestamp,
    /// Who did it.
    pub author: String,
    /// What was done, and to what.
    pub act: Act,
    /// Whether it was taken back.
    pub undone: bool,
}

/// What was done, and to what.
#[derive(Debug, Clone, PartialEq)]
pub enum Act {
    /// To an issue.
    Issue {
        /// Its number, where it is in this ledger.
        issue: Option<IssueId>,
        /// Its id.
        key: String,
        /// What.
        change: Change,
    },
    /// To a notice.
    Notice {
        /// Its id.
        key: String,
        /// What.
        change: NoticeChange,
    },
    /// To an agency.
    Agency {
        /// Its name as notices print it.
        name: String,
        /// What.
        change: AgencyChange,
    },
    /// In the ledger as a whole.
    Ledger(LedgerChange),
}

impl Ledger {
    /// The newest `count` events, in the order opposite to that in which histories are folded; those
    /// that came from other ledgers among them.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn newest(&self, count: usize) -> Result<Vec<Logged>, LedgerError> {
        self.ask(|connection| newest(connection, count))
    }
}

fn newest(connection: &Connection, count: usize) -> Result<Vec<Logged>, What> {
    let mut statement = connection.prepare_cached(
        "SELECT e.id, e.subject, coalesce(i.same_as, i.id) FROM events e LEFT JOIN issues i ON i.id = e.issue
         ORDER BY e.counter DESC, e.id DESC LIMIT ?1",
    )?;
    let rows = statement
        .query_map([i64::try_from(count).unwrap_or(i64::MAX)], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, Option<i64>>(2)?))
        })?
        .collect::<Result<Vec<_>, _>>()?;
    let mut out = Vec::new();
    for (id, subject, issue) in rows {
        let id = Uuid::parse_str(&id).map_err(|error| What::Damaged(error.to_string()))?;
        out.extend(logged(connection, id, Subject::of(&subject), issue)?);
    }
    Ok(out)
}

fn logged(
    connection: &Connection,
    id: Uuid,
    subject: Subject,
    issue: Option<i64>,
) -> Result<Option<Logged>, What> {
    Ok(match subject {
        Subject::Issue(key) => {
            let history = match issue {
                Some(issue) => events::of_issue(connection, issue)?,
                None => events::of_subject(connection, &Subject::Issue(key.clone()))?,
            };
            one(history, id, |change| Act::Issue { issue: issue.map(IssueId), key: key.clone(), change })
        }
        Subject::Notice(key) => {
            let history = events::of_subject(connection, &Subject::Notice(key.clone()))?;
            one(history, id, |change| Act::Notice { key, change })
        }
        Subject::Agency(name) => {
            let history = events::of_subject(connection, &Subject::Agency(name.clone()))?;
            one(history, id, |change| Act::Agency { name, change })
        }
        Subject::Ledger => one(events::of_subject(connection, &Subject::Ledger)?, id, Act::Ledger),
    })
}

/// The event of that id in its history, which alone tells whether it was taken back.
fn one<C: Undoable>(mut history: Vec<Event<C>>, id: Uuid, act: impl FnOnce(C) -> Act) -> Option<Logged> {
    settle(&mut history);
    let event = history.into_iter().find(|event| event.id == id)?;
    Some(Logged { time: event.time, author: event.author, undone: event.undone, act: act(event.change) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::testing::{at, import, issue, ledger, notice};

    #[test]
    fn the_newest_comes_first_whatever_it_is_about() {
        let mut ledger = ledger();
        import(&mut ledger, &notice(vec![issue("1.", "公厕", "甲")]));
        let row = ledger.snapshot().unwrap().issues[0].clone();
        let query = Change::Query { reason: None, note: None };
        ledger.mark(&[row.id], &query, "张三", at(1)).unwrap();
        ledger.undo("张三", at(2)).unwrap();
        let region = AgencyChange::Region { to: Some("某县".into()) };
        ledger.say_of_agency("某局", std::slice::from_ref(&region), "李四", at(3)).unwrap();
        let all = ledger.newest(10).unwrap();
        let acts: Vec<(&str, bool)> = all.iter().map(|one| (one.author.as_str(), one.undone)).collect();
        assert_eq!(acts, [("李四", false), ("张三", false), ("张三", true)]);
        assert_eq!(all[0].act, Act::Agency { name: "某局".into(), change: region });
        assert_eq!(all[2].act, Act::Issue { issue: Some(row.id), key: row.key.to_string(), change: query });
        assert_eq!(ledger.newest(1).unwrap().len(), 1);
    }
}
