//! The chains of hashes that hold the follow-up events together, one for each ledger of origin.

use rusqlite::{Connection, Row};
use sha2::{Digest, Sha256};

use super::{Ledger, LedgerError, error::What};

/// What [`Ledger::verify`] found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VerifyReport {
    /// How many events were checked.
    pub events: usize,
    /// From how many ledgers they come.
    pub ledgers: usize,
    /// What is wrong; empty where all is well.
    pub faults: Vec<VerifyFault>,
}

/// Something wrong in the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VerifyFault {
    /// The file is damaged; SQLite's words.
    File(String),
    /// An event is not what it was when it was made, or one before it was changed or is missing.
    Event {
        /// The ledger of origin.
        ledger: String,
        /// The event's place in that ledger's chain, from 1.
        seq: i64,
    },
}

impl Ledger {
    /// Looks through the whole file and recomputes the chain of every ledger of origin.
    ///
    /// # Errors
    /// [`LedgerError`] where the file cannot be read at all.
    pub fn verify(&self) -> Result<VerifyReport, LedgerError> {
        self.ask(verify)
    }
}

/// An event as it is stored and hashed.
pub(super) struct Line {
    pub id: String,
    pub ledger: String,
    pub seq: i64,
    pub time: String,
    pub author: String,
    pub counter: i64,
    pub issue_key: String,
    pub kind: String,
    pub payload: String,
    pub prev: String,
}

impl Line {
    /// SHA-256 over all the columns, each behind its length in bytes, so that no two lines that
    /// differ give the same bytes.
    pub fn hash(&self) -> String {
        let (seq, counter) = (self.seq.to_string(), self.counter.to_string());
        let parts = [
            "huitoukan event 1",
            &self.prev,
            &self.ledger,
            &seq,
            &self.id,
            &self.time,
            &self.author,
            &counter,
            &self.issue_key,
            &self.kind,
            &self.payload,
        ];
        let mut hasher = Sha256::new();
        for part in parts {
            hasher.update(part.len().to_string());
            hasher.update(":");
            hasher.update(part);
        }
        hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

fn verify(connection: &Connection) -> Result<VerifyReport, What> {
    let mut report = VerifyReport::default();
    let mut statement = connection.prepare("PRAGMA integrity_check(20)")?;
    let said = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    report.faults.extend(said.into_iter().filter(|line| line != "ok").map(VerifyFault::File));
    let mut statement = connection.prepare(
        "SELECT id, ledger, seq, time, author, counter, issue_key, kind, payload, prev, hash
         FROM events ORDER BY ledger, seq",
    )?;
    let mut rows = statement.query([])?;
    let mut last: Option<(String, i64, String)> = None;
    while let Some(row) = rows.next()? {
        let (line, hash) = stored(row)?;
        let (seq, prev) = match &last {
            Some((ledger, seq, hash)) if *ledger == line.ledger => (seq + 1, hash.as_str()),
            _ => {
                report.ledgers += 1;
                (1, "")
            }
        };
        if line.seq != seq || line.prev != prev || line.hash() != hash {
            report.faults.push(VerifyFault::Event { ledger: line.ledger.clone(), seq: line.seq });
        }
        report.events += 1;
        last = Some((line.ledger, line.seq, hash));
    }
    Ok(report)
}

fn stored(row: &Row<'_>) -> Result<(Line, String), What> {
    let line = Line {
        id: row.get(0)?,
        ledger: row.get(1)?,
        seq: row.get(2)?,
        time: row.get(3)?,
        author: row.get(4)?,
        counter: row.get(5)?,
        issue_key: row.get(6)?,
        kind: row.get(7)?,
        payload: row.get(8)?,
        prev: row.get(9)?,
    };
    Ok((line, row.get(10)?))
}
