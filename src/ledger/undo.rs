//! Taking changes back, and bringing them to life again.

use std::collections::{BTreeSet, HashMap, HashSet};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};
use serde::Deserialize;
use uuid::Uuid;

use super::{
    Ledger, LedgerError,
    error::What,
    events::{Histories, Marked, Touched, hold, told},
    followup::{
        Change, Event, Refusal, Undoable,
        case::{AgencyChange, LedgerChange, NoticeChange},
        fold, settle,
    },
    home::{self, Maker},
    stored::{Subject, append, next_counter, of_issue, of_subject, uuid},
    types::IssueId,
};

impl Ledger {
    /// Takes back the newest change that `author` made in this ledger and that is not undone, with
    /// those that were made together with it.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn undo(&mut self, author: &str, now: Timestamp) -> Result<Marked, LedgerError> {
        self.change_by(author, now, |tx, maker| {
            let mut held = HashMap::new();
            let newest = newest_changes(tx, maker.author, &mut held)?;
            take_back(tx, newest, held, maker, Refusal::NothingToUndo)
        })
    }

    /// As [`Ledger::undo`], unless marks that others made later on the same issues would no longer count:
    /// then [`Refusal::OthersBuiltOnIt`], and [`Ledger::what_undo_takes`] names them.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn undo_alone(&mut self, author: &str, now: Timestamp) -> Result<Marked, LedgerError> {
        self.change_by(author, now, |tx, maker| {
            let mut held = HashMap::new();
            let newest = newest_changes(tx, maker.author, &mut held)?;
            match voided(&newest, &held, maker.author).first() {
                Some((issue, _)) => {
                    Ok(Marked::Refused { issue: Some(*issue), why: Refusal::OthersBuiltOnIt })
                }
                None => take_back(tx, newest, held, maker, Refusal::NothingToUndo),
            }
        })
    }

    /// What `author` would undo, and the marks of others that would no longer count then: to ask with.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn what_undo_takes(&self, author: &str) -> Result<Takes, LedgerError> {
        self.ask(|connection| takes(connection, author, &mut HashMap::new()).map(|(takes, _)| takes))
    }

    /// As [`Ledger::undo`], for who was asked with `told`: where something else would be undone by now, or
    /// more marks of others would no longer count, nothing is, and [`Refusal::OthersBuiltOnIt`] says so.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn undo_as_told(
        &mut self,
        told: &Takes,
        author: &str,
        now: Timestamp,
    ) -> Result<Marked, LedgerError> {
        self.change_by(author, now, |tx, maker| {
            let mut held = HashMap::new();
            let (takes, newest) = takes(tx, maker.author, &mut held)?;
            let known: HashSet<Uuid> = told.lost.iter().map(|(_, event)| event.id).collect();
            match takes.lost.iter().find(|(_, event)| !known.contains(&event.id)) {
                None if takes.undone == told.undone => {
                    take_back(tx, newest, held, maker, Refusal::NothingToUndo)
                }
                more => Ok(Marked::Refused {
                    issue: more.map(|(issue, _)| *issue),
                    why: Refusal::OthersBuiltOnIt,
                }),
            }
        })
    }

    /// Brings back what `author` undid last in this ledger, unless something was changed since.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn redo(&mut self, author: &str, now: Timestamp) -> Result<Marked, LedgerError> {
        self.change_by(author, now, |tx, maker| {
            let mut held = HashMap::new();
            let newest = newest_undos(tx, maker.author, &mut held)?;
            take_back(tx, newest, held, maker, Refusal::NothingToRedo)
        })
    }
}

/// What an undo would take back, and what of others with it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Takes {
    /// The events that would be undone, by their ids.
    pub undone: Vec<Uuid>,
    /// The events of others that would no longer count, and on which issue.
    pub lost: Vec<(IssueId, Event)>,
}

/// What undoing the author's newest change would take, and that change; its histories are put into `held`.
fn takes(tx: &Connection, author: &str, held: &mut Histories) -> Result<(Takes, Vec<Mine>), What> {
    let newest = newest_changes(tx, author, held)?;
    let lost = voided(&newest, held, author);
    let undone = newest.iter().map(|event| event.id).collect();
    Ok((Takes { undone, lost }, newest))
}

/// What others did that counts now and would not without `events`, whose histories are `held`.
fn voided(events: &[Mine], held: &Histories, author: &str) -> Vec<(IssueId, Event)> {
    let gone: HashSet<Uuid> = events.iter().map(|event| event.id).collect();
    let issues: BTreeSet<i64> = events.iter().filter_map(|event| event.issue).collect();
    let mut lost = Vec::new();
    for issue in issues {
        let Some(case) = held.get(&IssueId(issue)) else { continue };
        if case.history.iter().all(|event| event.author == author) {
            continue;
        }
        let mut history = case.history.clone();
        fold(&mut history);
        let counts = |event: &Event| !event.undone && !event.void;
        let before: HashSet<Uuid> = history.iter().filter(|one| counts(one)).map(|one| one.id).collect();
        let mut rest: Vec<Event> =
            history.into_iter().filter(|event| !event.undone && !gone.contains(&event.id)).collect();
        fold(&mut rest);
        let of_others = rest.into_iter().filter(|event| event.author != author && before.contains(&event.id));
        lost.extend(of_others.filter(|event| !counts(event)).map(|event| (IssueId(issue), event)));
    }
    lost
}

/// Appends an undo for each of the events, whose histories are `held`.
fn take_back(
    tx: &Connection,
    events: Vec<Mine>,
    mut held: Histories,
    maker: &Maker<'_>,
    none: Refusal,
) -> Result<Marked, What> {
    if events.is_empty() {
        return Ok(Marked::Refused { issue: None, why: none });
    }
    let counter = next_counter(tx, maker.now)?;
    let mut touched = Vec::new();
    for event in events {
        let subject = Subject::of(&event.subject);
        let of = event.id;
        let case = event.issue.and_then(|issue| held.get_mut(&IssueId(issue)));
        match (&subject, case) {
            (Subject::Issue(key), Some(case)) if case.key == *key => {
                case.append(tx, &Change::Undo { of }, counter, maker, 0)?;
            }
            (Subject::Issue(_), case) => {
                // What was done under another name is taken back under that.
                append(tx, &subject, &Change::Undo { of }, counter, maker)?;
                if let Some(case) = case {
                    case.history = of_issue(tx, case.issue)?;
                }
            }
            (Subject::Notice(_), _) => append(tx, &subject, &NoticeChange::Undo { of }, counter, maker)?,
            (Subject::Agency(_), _) => append(tx, &subject, &AgencyChange::Undo { of }, counter, maker)?,
            (Subject::Ledger, _) => append(tx, &subject, &LedgerChange::Undo { of }, counter, maker)?,
        }
        let kind = if event.kind == "undo" { kind_at_root(tx, of)? } else { event.kind };
        touched.push(Touched { issue: event.issue.map(IssueId), kind });
    }
    told(tx, &touched, held)
}

/// The kind of the change that an undo, or an undo of an undo, is about in the end.
fn kind_at_root(tx: &Connection, of: Uuid) -> Result<String, What> {
    let mut statement = tx.prepare_cached("SELECT kind, payload FROM events WHERE id = ?1")?;
    let mut here = of.to_string();
    loop {
        let found: Option<(String, String)> =
            statement.query_row([&here], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        match found {
            Some((kind, payload)) if kind == "undo" => here = undone_by(&payload)?.to_string(),
            Some((kind, _)) => return Ok(kind),
            None => return Ok(String::new()),
        }
    }
}

fn undone_by(payload: &str) -> Result<Uuid, What> {
    #[derive(Deserialize)]
    struct Undo {
        of: Uuid,
    }
    Ok(serde_json::from_str::<Undo>(payload)?.of)
}

/// An event of the maker's own, as undo and redo need it.
struct Mine {
    id: Uuid,
    subject: String,
    issue: Option<i64>,
    kind: String,
}

/// The changes with the highest counter that the author made here and that stand, less undos.
fn newest_changes(tx: &Connection, author: &str, held: &mut Histories) -> Result<Vec<Mine>, What> {
    newest(tx, author, held, |_, undo| if undo { Look::Pass } else { Look::Take })
}

/// The undos with the highest counter that the author made here and that stand; none where a change
/// was made since.
fn newest_undos(tx: &Connection, author: &str, held: &mut Histories) -> Result<Vec<Mine>, What> {
    newest(tx, author, held, |of_undo, undo| match (undo, of_undo) {
        (false, _) => Look::Stop,
        (true, true) => Look::Pass,
        (true, false) => Look::Take,
    })
}

/// What to do with an event that stands, going back from the newest.
#[derive(PartialEq)]
enum Look {
    Take,
    Pass,
    Stop,
}

/// The events with the highest counter that stand and that `look` takes. It is told whether the event
/// is an undo of an undo, and whether it is an undo. The histories that were read for it are put into `held`.
fn newest(
    tx: &Connection,
    author: &str,
    held: &mut Histories,
    look: fn(bool, bool) -> Look,
) -> Result<Vec<Mine>, What> {
    let mut statement = tx.prepare_cached(
        "SELECT e.counter, e.id, e.subject, coalesce(i.same_as, i.id), e.kind, e.payload, e.ledger
         FROM events e LEFT JOIN issues i ON i.id = e.issue
         WHERE e.author = ?1 ORDER BY e.counter DESC, e.seq",
    )?;
    // What was done before the file was copied or restored is one's own all the same.
    let own = home::own(tx)?;
    let mut rows = statement.query([author])?;
    let mut found: Vec<Mine> = Vec::new();
    let mut at = None;
    while let Some(row) = rows.next()? {
        let counter: i64 = row.get(0)?;
        if at.is_some_and(|at| at != counter) {
            break;
        }
        if !own.contains(&uuid(row, 6)?) {
            continue;
        }
        let (kind, payload): (String, String) = (row.get(4)?, row.get(5)?);
        let undo = kind == "undo";
        let mine = Mine { id: uuid(row, 1)?, subject: row.get(2)?, issue: row.get(3)?, kind };
        let of_undo = undo && is_undo(tx, undone_by(&payload)?)?;
        let looked = look(of_undo, undo);
        if looked == Look::Pass || !stands(tx, &mine, held)? {
            continue;
        }
        if looked == Look::Stop {
            break;
        }
        at = Some(counter);
        found.push(mine);
    }
    Ok(found)
}

fn is_undo(tx: &Connection, id: Uuid) -> Result<bool, What> {
    Ok(tx.prepare_cached("SELECT 1 FROM events WHERE id = ?1 AND kind = 'undo'")?.exists([id.to_string()])?)
}

fn stands(tx: &Connection, mine: &Mine, held: &mut Histories) -> Result<bool, What> {
    fn alive<C: Undoable>(history: &mut [Event<C>], id: Uuid) -> bool {
        settle(history);
        history.iter().any(|event| event.id == id && !event.undone)
    }
    Ok(match (Subject::of(&mine.subject), mine.issue) {
        (Subject::Issue(_), Some(issue)) => {
            let issue = hold(tx, IssueId(issue), held)?;
            held.get_mut(&issue).is_some_and(|case| alive(&mut case.history, mine.id))
        }
        (subject @ Subject::Issue(_), None) => alive(&mut of_subject::<Change>(tx, &subject)?, mine.id),
        (subject @ Subject::Notice(_), _) => alive(&mut of_subject::<NoticeChange>(tx, &subject)?, mine.id),
        (subject @ Subject::Agency(_), _) => alive(&mut of_subject::<AgencyChange>(tx, &subject)?, mine.id),
        (Subject::Ledger, _) => alive(&mut of_subject::<LedgerChange>(tx, &Subject::Ledger)?, mine.id),
    })
}
