//! The follow-up events: written, read, taken back and brought to life again.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use uuid::{NoContext, Uuid};

use super::{
    Ledger, LedgerError,
    chain::Line,
    error::What,
    followup::{
        Change, Event, Followed, Missed, Refusal, Review, Undoable,
        case::{AgencyChange, LedgerChange, NoticeChange},
        fold, settle,
    },
    types::{IssueId, NoticeId},
    version,
};

/// What a mark, an undo or a redo came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Marked {
    /// It is on disk.
    Done {
        /// The new states of the issues that it concerns.
        reviews: Vec<(IssueId, Review)>,
        /// Whether more than their states changed, so that rows must be asked for again.
        reload: bool,
    },
    /// It is not open; nothing was written.
    Refused {
        /// The issue that refused, where one did.
        issue: Option<IssueId>,
        /// Why.
        why: Refusal,
    },
}

/// What an event is about, by names that hold in every ledger.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Subject {
    /// An issue, by its key.
    Issue(String),
    /// A notice, by its key.
    Notice(String),
    /// An agency, by its name as notices print it.
    Agency(String),
    /// The ledger itself.
    Ledger,
}

impl Subject {
    /// As it is stored and hashed.
    pub fn text(&self) -> String {
        match self {
            Self::Issue(key) => key.clone(),
            Self::Notice(key) => format!("notice:{key}"),
            Self::Agency(name) => format!("agency:{name}"),
            Self::Ledger => "ledger".to_owned(),
        }
    }

    /// What a stored text names.
    pub fn of(text: &str) -> Self {
        match text.split_once(':') {
            Some(("notice", key)) => Self::Notice(key.to_owned()),
            Some(("agency", name)) => Self::Agency(name.to_owned()),
            _ if text == "ledger" => Self::Ledger,
            _ => Self::Issue(text.to_owned()),
        }
    }
}

impl Ledger {
    /// Marks issues: all of them or none. What this returns as done is on disk.
    ///
    /// Events that are made together carry the same counter; [`Ledger::undo`] takes them back
    /// together.
    ///
    /// # Errors
    /// [`What::Unknown`] where there is no such issue; else [`LedgerError`].
    pub fn mark(
        &mut self,
        issues: &[IssueId],
        change: &Change,
        author: &str,
        now: Timestamp,
    ) -> Result<Marked, LedgerError> {
        let changes: Vec<(IssueId, Change)> = issues.iter().map(|issue| (*issue, change.clone())).collect();
        self.mark_each(&changes, author, now)
    }

    /// As [`Ledger::mark`], with a change of its own for each issue.
    ///
    /// # Errors
    /// As [`Ledger::mark`].
    pub fn mark_each(
        &mut self,
        changes: &[(IssueId, Change)],
        author: &str,
        now: Timestamp,
    ) -> Result<Marked, LedgerError> {
        let maker = self.maker(author, now)?;
        self.change(|tx| mark(tx, changes, &maker))
    }

    /// Adds an issue that the reader missed, and gives its number.
    ///
    /// # Errors
    /// [`What::Unknown`] where the notice is not here, or has no issue that it is to stand behind.
    pub fn add_missed(
        &mut self,
        missed: &Missed,
        author: &str,
        now: Timestamp,
    ) -> Result<IssueId, LedgerError> {
        let maker = self.maker(author, now)?;
        self.change(|tx| {
            let key = version::random_key(tx)?;
            let issue = version::insert_missed(tx, &key, missed)?
                .ok_or_else(|| What::Unknown(missed.notice.clone()))?;
            let counter = next_counter(tx)?;
            append(tx, &Subject::Issue(key), &Change::Missed(missed.clone()), counter, &maker)?;
            Ok(IssueId(issue))
        })
    }

    /// Says something of a notice.
    ///
    /// # Errors
    /// [`What::Unknown`] where the notice is not here, or nothing is known by which other ledgers
    /// could know it.
    pub fn say_of_notice(
        &mut self,
        notice: NoticeId,
        change: &NoticeChange,
        author: &str,
        now: Timestamp,
    ) -> Result<(), LedgerError> {
        let maker = self.maker(author, now)?;
        self.change(|tx| {
            let key = version::notice_key(tx, notice)?;
            append(tx, &Subject::Notice(key), change, next_counter(tx)?, &maker)?;
            ensure_agencies(tx)
        })
    }

    /// Says something of an agency, by its name as notices print it.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn say_of_agency(
        &mut self,
        name: &str,
        changes: &[AgencyChange],
        author: &str,
        now: Timestamp,
    ) -> Result<(), LedgerError> {
        let maker = self.maker(author, now)?;
        self.change(|tx| {
            let counter = next_counter(tx)?;
            for change in changes {
                append(tx, &Subject::Agency(name.to_owned()), change, counter, &maker)?;
            }
            ensure_agencies(tx)
        })
    }

    /// Writes down what was done in the ledger as a whole.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn say_of_ledger(
        &mut self,
        change: &LedgerChange,
        author: &str,
        now: Timestamp,
    ) -> Result<(), LedgerError> {
        let maker = self.maker(author, now)?;
        self.change(|tx| append(tx, &Subject::Ledger, change, next_counter(tx)?, &maker))
    }

    /// What was done in the ledger as a whole, in the order in which histories are folded.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn acts_of_ledger(&self) -> Result<Vec<Event<LedgerChange>>, LedgerError> {
        self.ask(|connection| {
            let mut events = of_subject(connection, &Subject::Ledger)?;
            settle(&mut events);
            Ok(events)
        })
    }

    /// The history of a notice, in the order in which it is folded.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn history_of_notice(&self, notice: NoticeId) -> Result<Vec<Event<NoticeChange>>, LedgerError> {
        self.ask(|connection| {
            let mut events = Vec::new();
            for key in version::notice_keys(connection, notice)? {
                events.extend(of_subject(connection, &Subject::Notice(key))?);
            }
            settle(&mut events);
            Ok(events)
        })
    }

    /// Takes back the newest change that `author` made in this ledger and that is not undone, with
    /// those that were made together with it.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn undo(&mut self, author: &str, now: Timestamp) -> Result<Marked, LedgerError> {
        let maker = self.maker(author, now)?;
        self.change(|tx| {
            let newest = newest_changes(tx, &maker)?;
            take_back(tx, newest, &maker, Refusal::NothingToUndo)
        })
    }

    /// Brings back what `author` undid last in this ledger, unless something was changed since.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn redo(&mut self, author: &str, now: Timestamp) -> Result<Marked, LedgerError> {
        let maker = self.maker(author, now)?;
        self.change(|tx| {
            let newest = newest_undos(tx, &maker)?;
            take_back(tx, newest, &maker, Refusal::NothingToRedo)
        })
    }

    /// Who makes the next events, and in which chain.
    pub(super) fn maker<'a>(&mut self, author: &'a str, now: Timestamp) -> Result<Maker<'a>, LedgerError> {
        self.settle_home()?;
        Ok(Maker { ledger: self.id, author, now })
    }
}

/// Who makes an event, where and when.
pub(super) struct Maker<'a> {
    pub ledger: Uuid,
    pub author: &'a str,
    pub now: Timestamp,
}

fn mark(tx: &Connection, changes: &[(IssueId, Change)], maker: &Maker<'_>) -> Result<Marked, What> {
    let counter = next_counter(tx)?;
    let mut done: Vec<(IssueId, Change, Review)> = Vec::new();
    let mut seen: HashSet<IssueId> = HashSet::new();
    for (asked, change) in changes {
        let issue = canonical(tx, *asked)?;
        if !seen.insert(issue) {
            continue;
        }
        let known = fold(&mut of_issue(tx, issue.0)?);
        match guard(&known, change).and_then(|()| known.review.after(change, maker.author, maker.now)) {
            Ok(review) => done.push((issue, change.clone(), review)),
            Err(why) => return Ok(Marked::Refused { issue: Some(*asked), why }),
        }
    }
    // Only when none refuses is anything written.
    for (issue, change, _) in &done {
        append(tx, &subject_of(tx, *issue)?, change, counter, maker)?;
    }
    let subjects: Vec<Touched> = done
        .iter()
        .map(|(issue, change, _)| Touched { issue: Some(*issue), kind: change.name().to_owned() })
        .collect();
    told(tx, &subjects)
}

/// What the state of the check alone does not tell of a change.
pub(super) fn guard(known: &Followed, change: &Change) -> Result<(), Refusal> {
    match change {
        Change::Detach { sha256 } if !known.evidence.iter().any(|file| file.sha256 == *sha256) => {
            Err(Refusal::NoSuchEvidence)
        }
        _ => Ok(()),
    }
}

/// The issue under which what was joined with another stands.
pub(super) fn canonical(tx: &Connection, asked: IssueId) -> Result<IssueId, What> {
    tx.prepare_cached("SELECT coalesce(same_as, id) FROM issues WHERE id = ?1")?
        .query_row([asked.0], |row| row.get(0))
        .optional()?
        .map(IssueId)
        .ok_or_else(|| What::Unknown(asked.0.to_string()))
}

pub(super) fn subject_of(tx: &Connection, issue: IssueId) -> Result<Subject, What> {
    let key = tx
        .prepare_cached("SELECT key FROM issues WHERE id = ?1")?
        .query_row([issue.0], |row| row.get::<_, String>(0))?;
    Ok(Subject::Issue(key))
}

/// What a change touched: the issue, where it is one, and the kind of change.
pub(super) struct Touched {
    pub issue: Option<IssueId>,
    pub kind: String,
}

/// The kinds of change that say everything by the state of the check.
const OF_REVIEW: [&str; 8] = ["unread", "query", "revisit", "verify", "archive", "note", "due", "assign"];

/// Does what follows from events that were just written, and tells of them.
pub(super) fn told(tx: &Connection, touched: &[Touched]) -> Result<Marked, What> {
    let matched: HashSet<IssueId> =
        touched.iter().filter(|one| one.kind == "match").filter_map(|one| one.issue).collect();
    let mut reviews: Vec<(IssueId, Review)> = Vec::new();
    let mut told: HashSet<IssueId> = HashSet::new();
    for issue in touched.iter().filter_map(|one| one.issue) {
        if matched.contains(&issue) {
            version::settle_notice_of(tx, issue)?;
        }
        let issue = canonical(tx, issue)?;
        if told.insert(issue) {
            reviews.push((issue, fold(&mut of_issue(tx, issue.0)?).review));
        }
    }
    let reload = touched.iter().any(|one| !OF_REVIEW.contains(&one.kind.as_str()));
    if reload {
        ensure_agencies(tx)?;
    }
    Ok(Marked::Done { reviews, reload })
}

/// Appends an undo for each of the events.
fn take_back(tx: &Connection, events: Vec<Mine>, maker: &Maker<'_>, none: Refusal) -> Result<Marked, What> {
    if events.is_empty() {
        return Ok(Marked::Refused { issue: None, why: none });
    }
    let counter = next_counter(tx)?;
    let mut touched = Vec::new();
    for event in events {
        let subject = Subject::of(&event.subject);
        let of = event.id;
        match &subject {
            Subject::Issue(_) => append(tx, &subject, &Change::Undo { of }, counter, maker)?,
            Subject::Notice(_) => append(tx, &subject, &NoticeChange::Undo { of }, counter, maker)?,
            Subject::Agency(_) => append(tx, &subject, &AgencyChange::Undo { of }, counter, maker)?,
            Subject::Ledger => append(tx, &subject, &LedgerChange::Undo { of }, counter, maker)?,
        }
        let kind = kind_at_root(tx, of)?;
        touched.push(Touched { issue: event.issue.map(IssueId), kind });
    }
    told(tx, &touched)
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

/// One more than the counter of every event that the ledger knows.
pub(super) fn next_counter(tx: &Connection) -> Result<u64, What> {
    let counter: i64 = tx
        .prepare_cached("SELECT coalesce(max(counter), 0) + 1 FROM events")?
        .query_row([], |row| row.get(0))?;
    Ok(counter.unsigned_abs())
}

/// An event of the maker's own, as undo and redo need it.
struct Mine {
    id: Uuid,
    subject: String,
    issue: Option<i64>,
}

/// The changes with the highest counter that the maker made here and that stand, less undos.
fn newest_changes(tx: &Connection, maker: &Maker<'_>) -> Result<Vec<Mine>, What> {
    newest(tx, maker, |_, undo| if undo { Look::Pass } else { Look::Take })
}

/// The undos with the highest counter that the maker made here and that stand; none where a change
/// was made since.
fn newest_undos(tx: &Connection, maker: &Maker<'_>) -> Result<Vec<Mine>, What> {
    newest(tx, maker, |of_undo, undo| match (undo, of_undo) {
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
/// is an undo of an undo, and whether it is an undo.
fn newest(tx: &Connection, maker: &Maker<'_>, look: fn(bool, bool) -> Look) -> Result<Vec<Mine>, What> {
    let mut statement = tx.prepare_cached(
        "SELECT e.counter, e.id, e.subject, coalesce(i.same_as, i.id), e.kind, e.payload
         FROM events e LEFT JOIN issues i ON i.id = e.issue
         WHERE e.ledger = ?1 AND e.author = ?2 ORDER BY e.counter DESC, e.seq",
    )?;
    let mut rows = statement.query([maker.ledger.to_string(), maker.author.to_owned()])?;
    let mut found: Vec<Mine> = Vec::new();
    let mut at = None;
    while let Some(row) = rows.next()? {
        let counter: i64 = row.get(0)?;
        if at.is_some_and(|at| at != counter) {
            break;
        }
        let (kind, payload): (String, String) = (row.get(4)?, row.get(5)?);
        let undo = kind == "undo";
        let mine = Mine { id: uuid(row, 1)?, subject: row.get(2)?, issue: row.get(3)? };
        let of_undo = undo && is_undo(tx, undone_by(&payload)?)?;
        let looked = look(of_undo, undo);
        if looked == Look::Pass || !stands(tx, &mine)? {
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

fn stands(tx: &Connection, mine: &Mine) -> Result<bool, What> {
    fn alive<C: Undoable>(mut history: Vec<Event<C>>, id: Uuid) -> bool {
        settle(&mut history);
        history.iter().any(|event| event.id == id && !event.undone)
    }
    Ok(match (Subject::of(&mine.subject), mine.issue) {
        (Subject::Issue(_), Some(issue)) => alive(of_issue(tx, issue)?, mine.id),
        (subject @ Subject::Issue(_), None) => alive(of_subject::<Change>(tx, &subject)?, mine.id),
        (subject @ Subject::Notice(_), _) => alive(of_subject::<NoticeChange>(tx, &subject)?, mine.id),
        (subject @ Subject::Agency(_), _) => alive(of_subject::<AgencyChange>(tx, &subject)?, mine.id),
        (Subject::Ledger, _) => alive(of_subject::<LedgerChange>(tx, &Subject::Ledger)?, mine.id),
    })
}

/// A change as it is stored: with the events of other ledgers that were known when it was made.
#[derive(Serialize, Deserialize)]
struct Payload<C> {
    #[serde(flatten)]
    change: C,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    knows: BTreeMap<Uuid, u64>,
}

/// The change that a stored payload holds.
pub(super) fn change_of<C: DeserializeOwned>(payload: &str) -> Result<C, serde_json::Error> {
    Ok(serde_json::from_str::<Payload<C>>(payload)?.change)
}

/// A change that can be stored.
pub(super) trait Kind: Serialize {
    /// The name of its kind.
    fn kind(&self) -> &'static str;
}

macro_rules! kinds {
    ($($change:ty),*) => {$(
        impl Kind for $change {
            fn kind(&self) -> &'static str {
                self.name()
            }
        }
    )*};
}
kinds!(Change, NoticeChange, AgencyChange, LedgerChange);

fn append<C: Kind + Clone>(
    tx: &Connection,
    subject: &Subject,
    change: &C,
    counter: u64,
    maker: &Maker<'_>,
) -> Result<(), What> {
    append_as(tx, subject, change, counter, maker, new_id(maker.now))
}

/// As [`append`], under a given id.
pub(super) fn append_as<C: Kind + Clone>(
    tx: &Connection,
    subject: &Subject,
    change: &C,
    counter: u64,
    maker: &Maker<'_>,
    id: Uuid,
) -> Result<(), What> {
    let ledger = maker.ledger.to_string();
    let (seq, prev): (i64, String) = tx
        .prepare_cached("SELECT seq + 1, hash FROM events WHERE ledger = ?1 ORDER BY seq DESC LIMIT 1")?
        .query_row([&ledger], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?
        .unwrap_or((1, String::new()));
    let issue = match subject {
        Subject::Issue(key) => issue_with_key(tx, key)?,
        _ => None,
    };
    let payload = Payload { change: change.clone(), knows: known_of_others(tx, subject, issue, &ledger)? };
    let line = Line {
        id: id.to_string(),
        ledger,
        seq,
        time: maker.now.to_string(),
        author: maker.author.to_owned(),
        counter: i64::try_from(counter).unwrap_or(i64::MAX),
        subject: subject.text(),
        kind: change.kind().to_owned(),
        payload: serde_json::to_string(&payload)?,
        prev,
    };
    let hash = line.hash();
    insert(tx, &line, &hash, issue)
}

/// Writes a line of a chain, made here or come from elsewhere.
pub(super) fn insert(tx: &Connection, line: &Line, hash: &str, issue: Option<i64>) -> Result<(), What> {
    tx.prepare_cached(
        "INSERT INTO events (id, ledger, seq, time, author, counter, issue, subject, kind, payload, prev, hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?
    .execute(params![
        line.id,
        line.ledger,
        line.seq,
        line.time,
        line.author,
        line.counter,
        issue,
        line.subject,
        line.kind,
        line.payload,
        line.prev,
        hash,
    ])?;
    tx.prepare_cached("UPDATE issues SET marked = 1 WHERE id = ?1")?.execute([issue])?;
    Ok(())
}

/// The row of the issue with this key.
pub(super) fn issue_with_key(tx: &Connection, key: &str) -> Result<Option<i64>, What> {
    Ok(tx
        .prepare_cached("SELECT id FROM issues WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()?)
}

/// For each other ledger, the last of its events on the subject that is here.
fn known_of_others(
    tx: &Connection,
    subject: &Subject,
    issue: Option<i64>,
    ledger: &str,
) -> Result<BTreeMap<Uuid, u64>, What> {
    let mut statement = tx.prepare_cached(
        "SELECT ledger, max(seq) FROM events WHERE ledger <> ?1 AND (subject = ?2
           OR issue IN (SELECT id FROM issues WHERE id = ?3 OR same_as = ?3)) GROUP BY ledger",
    )?;
    let mut rows = statement.query(params![ledger, subject.text(), issue])?;
    let mut known = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(1)?;
        known.insert(uuid(row, 0)?, seq.unsigned_abs());
    }
    Ok(known)
}

/// Makes sure that every agency that a user has named stands among the agencies.
pub(super) fn ensure_agencies(tx: &Connection) -> Result<(), What> {
    let mut names: Vec<String> = agency_facts(tx)?.into_values().filter_map(|facts| facts.into).collect();
    let mut statement =
        tx.prepare_cached("SELECT payload FROM events WHERE subject LIKE 'notice:%' AND kind = 'correct'")?;
    let payloads = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    for payload in payloads {
        use super::followup::case::NoticeCorrection::Agency;
        if let NoticeChange::Correct { to: Agency(Some(name)), .. } = serde_json::from_str(&payload)? {
            names.push(name);
        }
    }
    let mut insert = tx.prepare_cached("INSERT OR IGNORE INTO agencies (name) VALUES (?1)")?;
    names.iter().try_for_each(|name| insert.execute([name]).map(drop))?;
    Ok(())
}

pub(super) fn new_id(now: Timestamp) -> Uuid {
    let seconds = u64::try_from(now.as_second()).unwrap_or(0);
    let nanos = u32::try_from(now.subsec_nanosecond()).unwrap_or(0);
    Uuid::new_v7(uuid::Timestamp::from_unix(NoContext, seconds, nanos))
}

/// What [`event`] reads, of `events e`.
pub(super) const COLUMNS: &str = "e.id, e.time, e.ledger, e.author, e.counter, e.payload, e.seq";

/// The event of a row of [`COLUMNS`].
pub(super) fn event<C: DeserializeOwned>(row: &Row<'_>) -> Result<Event<C>, What> {
    let time: String = row.get(1)?;
    let counter: i64 = row.get(4)?;
    let payload: String = row.get(5)?;
    let seq: i64 = row.get(6)?;
    let Payload { change, knows } = serde_json::from_str(&payload)?;
    Ok(Event {
        id: uuid(row, 0)?,
        time: time.parse().map_err(|error: jiff::Error| What::Damaged(error.to_string()))?,
        ledger: uuid(row, 2)?,
        seq: seq.unsigned_abs(),
        author: row.get(3)?,
        counter: counter.unsigned_abs(),
        knows,
        change,
        undone: false,
    })
}

fn uuid(row: &Row<'_>, at: usize) -> Result<Uuid, What> {
    let text: String = row.get(at)?;
    Uuid::parse_str(&text).map_err(|error| What::Damaged(error.to_string()))
}

/// The events of an issue, also those of issues that were joined with it.
pub(super) fn of_issue(connection: &Connection, issue: i64) -> Result<Vec<Event>, What> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM events e WHERE e.issue = ?1
           OR e.issue IN (SELECT id FROM issues WHERE same_as = ?1)"
    ))?;
    let mut rows = statement.query([issue])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        out.push(event(row)?);
    }
    Ok(out)
}

/// The events about a subject.
pub(super) fn of_subject<C: DeserializeOwned>(
    connection: &Connection,
    subject: &Subject,
) -> Result<Vec<Event<C>>, What> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT {COLUMNS} FROM events e WHERE e.subject = ?1"))?;
    let mut rows = statement.query([subject.text()])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        out.push(event(row)?);
    }
    Ok(out)
}

/// All events of issues, by issue.
pub(super) fn all(connection: &Connection) -> Result<HashMap<i64, Vec<Event>>, What> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS}, coalesce(i.same_as, i.id) FROM events e JOIN issues i ON i.id = e.issue"
    ))?;
    let mut rows = statement.query([])?;
    let mut out: HashMap<i64, Vec<Event>> = HashMap::new();
    while let Some(row) = rows.next()? {
        out.entry(row.get(7)?).or_default().push(event(row)?);
    }
    Ok(out)
}

/// All events on subjects whose text begins so, by what follows.
fn all_beginning<C: DeserializeOwned>(
    connection: &Connection,
    beginning: &str,
) -> Result<HashMap<String, Vec<Event<C>>>, What> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS}, e.subject FROM events e WHERE e.subject >= ?1 AND e.subject < ?1 || char(1114111)"
    ))?;
    let mut rows = statement.query([beginning])?;
    let mut out: HashMap<String, Vec<Event<C>>> = HashMap::new();
    while let Some(row) = rows.next()? {
        let subject: String = row.get(7)?;
        let name = subject.strip_prefix(beginning).unwrap_or(&subject).to_owned();
        out.entry(name).or_default().push(event(row)?);
    }
    Ok(out)
}

/// What users have said of agencies, by the names that notices print.
pub(super) fn agency_facts(
    connection: &Connection,
) -> Result<HashMap<String, super::followup::case::AgencyFacts>, What> {
    let histories = all_beginning::<AgencyChange>(connection, "agency:")?;
    Ok(histories
        .into_iter()
        .map(|(name, mut history)| (name, super::followup::case::fold_agency(&mut history)))
        .collect())
}

/// The histories of notices, by the notice's key.
pub(super) fn of_notices(connection: &Connection) -> Result<HashMap<String, Vec<Event<NoticeChange>>>, What> {
    all_beginning(connection, "notice:")
}

#[cfg(test)]
#[path = "events_tests.rs"]
mod tests;
