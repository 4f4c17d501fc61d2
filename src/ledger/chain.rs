//! The chains of hashes that hold the follow-up events together, one for each ledger of origin; and
//! all else that is verified.

use std::collections::BTreeSet;

use rusqlite::{Connection, Row};
use sha2::{Digest, Sha256};

use crate::intake;

use super::{
    Ledger, LedgerError,
    error::What,
    evidence::{self, Condition},
    index,
    prepare::sha256,
    private::Tick,
    readings, schema,
};

/// What [`Ledger::verify`] found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VerifyReport {
    /// How many events were checked.
    pub events: usize,
    /// From how many ledgers they come.
    pub ledgers: usize,
    /// How many files of evidence are as they were when they were added.
    pub files: usize,
    /// What is wrong; empty where all is well.
    pub faults: Vec<VerifyFault>,
    /// What is no fault, but to be known.
    pub remarks: Vec<VerifyRemark>,
}

/// Something to be known of a ledger that is well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VerifyRemark {
    /// A file in the ledger's folder for evidence that belongs to no event.
    Stray(String),
    /// Evidence that a colleague attached and that is not here.
    Elsewhere {
        /// The issue's id.
        issue: String,
        /// The file's name.
        name: String,
        /// Who attached it.
        author: String,
    },
    /// Others on this PC may read it.
    Open {
        /// The file or folder.
        path: String,
        /// Its permissions.
        mode: u32,
    },
}

/// The index of the search, as SQLite names it where it is wrong.
const INDEX: &str = "text_index";

/// Something wrong in the ledger.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
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
    /// An event stands with another issue than the one it was made for.
    Strayed {
        /// The ledger of origin.
        ledger: String,
        /// The event's place in that ledger's chain, from 1.
        seq: i64,
    },
    /// A table, an index or a trigger is missing or is not as the program makes it.
    Form(String),
    /// A row names another one that is not there.
    Reference {
        /// The table of the row.
        table: String,
        /// The row's number, where rows of the table have one.
        row: Option<i64>,
    },
    /// A text is not what it was when it was stored; its row.
    Text(i64),
    /// What was read from a file is not what it was when it was stored; the file.
    Reading(String),
    /// The row of an issue does not say what was read; its id.
    Unlike(String),
    /// An issue is not to be found by searching; its id.
    Unsearchable(String),
    /// The index of the search does not agree with the texts; [`Ledger::mend_index`] makes it anew.
    Index,
    /// A file of evidence is not what it was when it was added.
    Evidence {
        /// The issue's id.
        issue: String,
        /// The file's name when it was added.
        name: String,
        /// Where it should stand.
        path: String,
        /// What became of it.
        condition: Condition,
    },
}

impl VerifyFault {
    /// Whether it can be mended from what the ledger holds.
    pub fn mendable(&self) -> bool {
        *self == Self::Index
    }
}

impl Ledger {
    /// Looks through the whole file and recomputes the chain of every ledger of origin.
    ///
    /// # Errors
    /// [`LedgerError`] where the file cannot be read at all.
    pub fn verify(&self) -> Result<VerifyReport, LedgerError> {
        self.verify_with(&mut |_| true)
    }

    /// As [`Ledger::verify`]; `tick` hears of the bytes of evidence that were read.
    ///
    /// # Errors
    /// As [`Ledger::verify`].
    pub fn verify_with(&self, tick: Tick<'_>) -> Result<VerifyReport, LedgerError> {
        let mut report = self.verify_file()?;
        if self.indexed && report.faults.is_empty() {
            self.ask(|connection| index::verify(&*connection.unchecked_transaction()?, &mut report))?;
        }
        // What is damaged does not tell what belongs to it.
        if report.faults.iter().all(VerifyFault::mendable) {
            evidence::verify(self, &mut report, tick)?;
        }
        evidence::verify_permissions(self, &mut report);
        Ok(report)
    }

    /// Looks through the file alone, not through the evidence beside it, nor is the index of the search compared
    /// with the texts.
    ///
    /// # Errors
    /// As [`Ledger::verify`].
    pub(super) fn verify_file(&self) -> Result<VerifyReport, LedgerError> {
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
    pub subject: String,
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
            &self.subject,
            &self.kind,
            &self.payload,
        ];
        let mut hasher = Sha256::new();
        for part in parts {
            hasher.update(part.len().to_string());
            hasher.update(":");
            hasher.update(part);
        }
        intake::hex(hasher.finalize())
    }
}

fn verify(connection: &Connection) -> Result<VerifyReport, What> {
    // One view, though another process may write meanwhile.
    let view = connection.unchecked_transaction()?;
    let mut report = VerifyReport::default();
    let mut statement = view.prepare("PRAGMA integrity_check")?;
    let said = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    let of_index = |line: &String| line.contains(INDEX);
    report.faults.extend(said.iter().any(of_index).then_some(VerifyFault::Index));
    let others = said.into_iter().filter(|line| line != "ok" && !of_index(line));
    report.faults.extend(others.map(VerifyFault::File));
    let wrong = wrong_form(&view)?;
    // What follows needs every table.
    let whole = !wrong.iter().any(|(kind, _)| kind == "table");
    report.faults.extend(wrong.into_iter().map(|(kind, name)| VerifyFault::Form(format!("{kind} {name}"))));
    if whole {
        verify_references(&view, &mut report)?;
        verify_chains(&view, &mut report)?;
        verify_texts(&view, &mut report)?;
        readings::verify(&view, &mut report)?;
        verify_search(&view, &mut report)?;
    }
    Ok(report)
}

/// Kind and name of what the file lacks or has otherwise than a new ledger.
fn wrong_form(connection: &Connection) -> Result<Vec<(String, String)>, What> {
    let mut model = Connection::open_in_memory()?;
    // One of an older form that cannot be written is as it was.
    schema::migrate_to(&mut model, schema::version(connection)?)?;
    let found = form(connection)?;
    let wanted = form(&model)?;
    Ok(wanted.difference(&found).map(|(kind, name, _)| (kind.clone(), name.clone())).collect())
}

fn form(connection: &Connection) -> Result<BTreeSet<(String, String, String)>, What> {
    // The tables behind the index are SQLite's own affair, which another release may make otherwise.
    let mut statement = connection.prepare(
        "SELECT type, name, sql FROM sqlite_schema
         WHERE sql IS NOT NULL AND NOT (name LIKE ?1 || '%' AND name <> ?1)",
    )?;
    let form = statement.query_map([INDEX], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(form.collect::<Result<_, _>>()?)
}

fn verify_references(connection: &Connection, report: &mut VerifyReport) -> Result<(), What> {
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let faults =
        statement.query_map([], |row| Ok(VerifyFault::Reference { table: row.get(0)?, row: row.get(1)? }))?;
    report.faults.extend(faults.collect::<Result<BTreeSet<_>, _>>()?);
    Ok(())
}

fn verify_chains(connection: &Connection, report: &mut VerifyReport) -> Result<(), What> {
    let mut statement = connection.prepare(
        "SELECT e.id, e.ledger, e.seq, e.time, e.author, e.counter, e.subject, e.kind, e.payload, e.prev,
           e.hash, e.issue IS NULL OR i.key IS e.subject
         FROM events e LEFT JOIN issues i ON i.id = e.issue ORDER BY e.ledger, e.seq",
    )?;
    let mut rows = statement.query([])?;
    let mut last: Option<(String, i64, String)> = None;
    while let Some(row) = rows.next()? {
        let (line, hash) = stored(row)?;
        let (seq, prev) = match &last {
            Some((ledger, seq, hash)) if *ledger == line.ledger => (seq.saturating_add(1), hash.as_str()),
            _ => {
                report.ledgers += 1;
                (1, "")
            }
        };
        if line.seq != seq || line.prev != prev || line.hash() != hash {
            report.faults.push(VerifyFault::Event { ledger: line.ledger.clone(), seq: line.seq });
        }
        if !row.get::<_, bool>(11)? {
            report.faults.push(VerifyFault::Strayed { ledger: line.ledger.clone(), seq: line.seq });
        }
        report.events += 1;
        last = Some((line.ledger, line.seq, hash));
    }
    Ok(())
}

fn verify_texts(connection: &Connection, report: &mut VerifyReport) -> Result<(), What> {
    let mut statement = connection.prepare("SELECT id, digest, body FROM texts ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (digest, body): (String, String) = (row.get(1)?, row.get(2)?);
        if sha256(&body) != digest {
            report.faults.push(VerifyFault::Text(row.get(0)?));
        }
    }
    Ok(())
}

fn verify_search(connection: &Connection, report: &mut VerifyReport) -> Result<(), What> {
    let mut statement = connection.prepare(
        "SELECT key FROM issues WHERE same_as IS NULL AND present = 1
           AND NOT EXISTS (SELECT 1 FROM search WHERE issue = issues.id) ORDER BY id",
    )?;
    let keys = statement.query_map([], |row| Ok(VerifyFault::Unsearchable(row.get(0)?)))?;
    report.faults.extend(keys.collect::<Result<Vec<_>, _>>()?);
    Ok(())
}

fn stored(row: &Row<'_>) -> Result<(Line, String), What> {
    let line = Line {
        id: row.get(0)?,
        ledger: row.get(1)?,
        seq: row.get(2)?,
        time: row.get(3)?,
        author: row.get(4)?,
        counter: row.get(5)?,
        subject: row.get(6)?,
        kind: row.get(7)?,
        payload: row.get(8)?,
        prev: row.get(9)?,
    };
    Ok((line, row.get(10)?))
}

#[cfg(test)]
#[path = "chain_tests.rs"]
mod tests;
