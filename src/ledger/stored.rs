//! Events as they are stored: written to the end of their chain, read by what they are about.

use std::collections::{BTreeMap, HashMap};

use jiff::{Timestamp, ToSpan};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use uuid::{NoContext, Uuid};

use super::{
    chain::Line,
    error::What,
    followup::{
        Change, Event,
        case::{AgencyChange, AgencyFacts, LedgerChange, NoticeChange, NoticeCorrection, fold_agency},
    },
    home::Maker,
};

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

/// The counter of what is done at `now`: the moment in milliseconds, and more than the counter of every
/// event that the ledger knows. So what was done in knowledge of something else stands behind it,
/// whatever the clocks say, and of what was done apart the later stands behind the earlier.
pub(super) fn next_counter(tx: &Connection, now: Timestamp) -> Result<u64, What> {
    let last: i64 =
        tx.prepare_cached("SELECT coalesce(max(counter), 0) FROM events")?.query_row([], |row| row.get(0))?;
    let next = last.unsigned_abs().checked_add(1).ok_or_else(|| What::Damaged("counter".to_owned()))?;
    Ok(next.max(u64::try_from(now.as_millisecond()).unwrap_or(0)))
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
    Ok(read_payload(payload)?.change)
}

fn read_payload<C: DeserializeOwned>(payload: &str) -> Result<Payload<C>, serde_json::Error> {
    // Most events were made where nobody else's were known; to look into a change for more takes longer.
    match payload.contains("\"knows\"") {
        true => serde_json::from_str(payload),
        false => Ok(Payload { change: serde_json::from_str(payload)?, knows: BTreeMap::new() }),
    }
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

pub(super) fn append<C: Kind + Clone>(
    tx: &Connection,
    subject: &Subject,
    change: &C,
    counter: u64,
    maker: &Maker<'_>,
) -> Result<(), What> {
    let issue = match subject {
        Subject::Issue(key) => issue_with_key(tx, key)?,
        _ => None,
    };
    let knows = known_of_others(tx, subject, issue, maker.ledger)?;
    write(tx, subject, issue, knows, change, counter, maker, maker.now).map(drop)
}

/// An issue to whose history something is added, itself and not another name of one.
pub(super) struct Case {
    /// Its row.
    pub issue: i64,
    /// Its key.
    pub key: String,
    /// All that was done to it, in any order.
    pub history: Vec<Event>,
}

impl Case {
    /// The issue of a row, or the one under which it stands where it was joined with another; `None` where there
    /// is no such row.
    pub fn of(tx: &Connection, row: i64) -> Result<Option<Self>, What> {
        let mut statement = tx.prepare_cached(
            "SELECT i.id, i.key FROM issues asked JOIN issues i ON i.id = coalesce(asked.same_as, asked.id)
             WHERE asked.id = ?1",
        )?;
        let found = statement.query_row([row], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let Some((issue, key)) = found else { return Ok(None) };
        Ok(Some(Self { issue, key, history: of_issue(tx, issue)? }))
    }

    /// Adds the `step`th of several changes that are made together, from 0.
    pub fn append(
        &mut self,
        tx: &Connection,
        change: &Change,
        counter: u64,
        maker: &Maker<'_>,
        step: i64,
    ) -> Result<(), What> {
        let mut knows: BTreeMap<Uuid, u64> = BTreeMap::new();
        for event in self.history.iter().filter(|event| event.ledger != maker.ledger) {
            let last = knows.entry(event.ledger).or_default();
            *last = event.seq.max(*last);
        }
        // Events of one counter are folded in the order of their ids, which begin with the time.
        let time = maker.now.checked_add(step.milliseconds()).unwrap_or(maker.now);
        let subject = Subject::Issue(self.key.clone());
        self.history.push(write(tx, &subject, Some(self.issue), knows, change, counter, maker, time)?);
        Ok(())
    }
}

/// Writes an event to the end of its chain, and gives it as [`event`] reads it. `issue`: its row, where it is
/// about one; `knows`: for each other ledger the last event that is known; `time`: what its id begins with.
#[allow(clippy::too_many_arguments, reason = "all that an event is made of")]
fn write<C: Kind + Clone>(
    tx: &Connection,
    subject: &Subject,
    issue: Option<i64>,
    knows: BTreeMap<Uuid, u64>,
    change: &C,
    counter: u64,
    maker: &Maker<'_>,
    time: Timestamp,
) -> Result<Event<C>, What> {
    let (id, ledger) = (new_id(time), maker.ledger.to_string());
    let (seq, prev): (i64, String) = tx
        .prepare_cached("SELECT seq + 1, hash FROM events WHERE ledger = ?1 ORDER BY seq DESC LIMIT 1")?
        .query_row([&ledger], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?
        .unwrap_or((1, String::new()));
    let payload = Payload { change: change.clone(), knows };
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
    insert(tx, &line, &hash, issue)?;
    Ok(Event {
        id,
        time: maker.now,
        ledger: maker.ledger,
        seq: seq.unsigned_abs(),
        author: line.author,
        counter: line.counter.unsigned_abs(),
        knows: payload.knows,
        change: payload.change,
        undone: false,
        void: false,
    })
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
    tx.prepare_cached("UPDATE issues SET marked = 1 WHERE id = ?1 AND marked <> 1")?.execute([issue])?;
    Ok(())
}

/// The row of the issue with this key.
pub(super) fn issue_with_key(tx: &Connection, key: &str) -> Result<Option<i64>, What> {
    Ok(tx
        .prepare_cached("SELECT id FROM issues WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()?)
}

/// For each other ledger, the last of its events on the subject that is here; what is said of a notice
/// concerns all of its issues, so there it is the last of all.
fn known_of_others(
    tx: &Connection,
    subject: &Subject,
    issue: Option<i64>,
    ledger: Uuid,
) -> Result<BTreeMap<Uuid, u64>, What> {
    let mut statement = tx.prepare_cached(match subject {
        Subject::Notice(_) => "SELECT ledger, max(seq) FROM events WHERE ledger <> ?1 GROUP BY ledger",
        _ => {
            "SELECT ledger, max(seq) FROM events WHERE ledger <> ?1 AND (subject = ?2
               OR issue IN (SELECT id FROM issues WHERE id = ?3 OR same_as = ?3)) GROUP BY ledger"
        }
    })?;
    let mut rows = match subject {
        Subject::Notice(_) => statement.query([ledger.to_string()])?,
        _ => statement.query(params![ledger.to_string(), subject.text(), issue])?,
    };
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
        // A range, which the index of subjects serves: `;` is what comes behind `:`.
        tx.prepare_cached(
            "SELECT payload FROM events WHERE subject >= 'notice:' AND subject < 'notice;' AND kind = 'correct'",
        )?;
    let payloads = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    for payload in payloads {
        use NoticeCorrection::Agency;
        if let NoticeChange::Correct { to: Agency(Some(name)), .. } = serde_json::from_str(&payload)? {
            names.push(name);
        }
    }
    let mut insert = tx.prepare_cached("INSERT OR IGNORE INTO agencies (name) VALUES (?1)")?;
    names.iter().try_for_each(|name| insert.execute([name]).map(drop))?;
    Ok(())
}

fn new_id(now: Timestamp) -> Uuid {
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
    let Payload { change, knows } = read_payload(&payload)?;
    Ok(Event {
        id: uuid(row, 0)?,
        time: time.parse()?,
        ledger: uuid(row, 2)?,
        seq: seq.unsigned_abs(),
        author: row.get(3)?,
        counter: counter.unsigned_abs(),
        knows,
        change,
        undone: false,
        void: false,
    })
}

pub(super) fn uuid(row: &Row<'_>, at: usize) -> Result<Uuid, What> {
    let text: String = row.get(at)?;
    Uuid::parse_str(&text).map_err(|error| What::Damaged(error.to_string()))
}

/// The row of an issue with those that are other names of it.
const WITH_OTHER_NAMES: &str = "(SELECT ?1 UNION ALL SELECT id FROM issues WHERE same_as = ?1)";

/// The events of an issue, also those of issues that were joined with it.
pub(super) fn of_issue(connection: &Connection, issue: i64) -> Result<Vec<Event>, What> {
    let mut statement = connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM events e WHERE e.issue IN {WITH_OTHER_NAMES}"))?;
    let mut rows = statement.query([issue])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        out.push(event(row)?);
    }
    Ok(out)
}

/// The events of an issue by the key under which they were made: its own, or that of one that was
/// joined with it. An undo stands with what it takes back.
pub(super) fn by_key(connection: &Connection, issue: i64) -> Result<BTreeMap<String, Vec<Event>>, What> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS}, e.subject FROM events e WHERE e.issue IN {WITH_OTHER_NAMES}"
    ))?;
    let mut rows = statement.query([issue])?;
    let mut out: BTreeMap<String, Vec<Event>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        out.entry(row.get(7)?).or_default().push(event(row)?);
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
    let mut out = HashMap::new();
    each(connection, &mut |issue, mut history| {
        history.shrink_to_fit();
        out.insert(issue, history);
    })?;
    Ok(out)
}

/// Gives the history of each issue that has one, one after the other, so that they need not all be held.
pub(super) fn each(connection: &Connection, take: &mut dyn FnMut(i64, Vec<Event>)) -> Result<(), What> {
    // The events of an issue stand together, but for those under its other names: few have any.
    let mut statement =
        connection.prepare_cached("SELECT id, same_as FROM issues WHERE same_as IS NOT NULL")?;
    let named: HashMap<i64, i64> =
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    let mut joined: BTreeMap<i64, Vec<Event>> = named.values().map(|issue| (*issue, Vec::new())).collect();
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS}, e.issue FROM events e WHERE e.issue IS NOT NULL ORDER BY e.issue"
    ))?;
    let mut rows = statement.query([])?;
    let mut here: (i64, Vec<Event>) = (0, Vec::new());
    while let Some(row) = rows.next()? {
        let issue: i64 = row.get(7)?;
        let issue = named.get(&issue).copied().unwrap_or(issue);
        let event = event(row)?;
        if let Some(history) = joined.get_mut(&issue) {
            history.push(event);
            continue;
        }
        if here.0 != issue {
            let done = std::mem::replace(&mut here, (issue, Vec::new()));
            if !done.1.is_empty() {
                take(done.0, done.1);
            }
        }
        here.1.push(event);
    }
    for (issue, history) in joined.into_iter().chain([here]).filter(|(_, history)| !history.is_empty()) {
        take(issue, history);
    }
    Ok(())
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
pub(super) fn agency_facts(connection: &Connection) -> Result<HashMap<String, AgencyFacts>, What> {
    let histories = all_beginning::<AgencyChange>(connection, "agency:")?;
    Ok(histories.into_iter().map(|(name, mut history)| (name, fold_agency(&mut history))).collect())
}

/// The histories of notices, by the notice's key.
pub(super) fn of_notices(connection: &Connection) -> Result<HashMap<String, Vec<Event<NoticeChange>>>, What> {
    all_beginning(connection, "notice:")
}
