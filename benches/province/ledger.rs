//! What is asked of the ledger and of its columns, and marks.

use std::{
    fs::{self, File},
    io::Write,
    time::{Duration, Instant},
};

use huitoukan::{
    ledger::{
        followup::Change,
        types::{IssueId, Snapshot},
    },
    query::{
        counts,
        filter::{DueFilter, Filter},
    },
};
use jiff::{Timestamp, civil::Date};
use rusqlite::Connection;

use crate::{
    place::Place,
    rows::{Limit, Rows, What, pairs, percentile},
};

const MATRIX: What = What::new(
    "filter by deadline, then agency × outcome: covering index",
    "SQLite: the same WHERE and GROUP BY on one table with a covering index",
    &[Limit::Ratio(0.05)],
);

const MATRIX_BARE: What = What::new(
    "filter by deadline, then agency × outcome: no index",
    "SQLite: the same on the table without an index",
    &[Limit::Ratio(0.05)],
);

/// Counting issues by agency and outcome under a filter, in the columns, against the same question to SQLite.
pub fn matrix(place: &Place, rows: &mut Rows) {
    let snapshot = place.open().snapshot().unwrap();
    let today: Date = "2026-11-23".parse().unwrap();
    let (from, to): (Date, Date) = ("2020-01-01".parse().unwrap(), "2026-12-31".parse().unwrap());
    let filter = Filter { deadline: Some(DueFilter::Between(Some(from), Some(to))), ..Filter::default() };
    let peer = peer(place, &snapshot);
    for (what, table) in [(&MATRIX, "covered"), (&MATRIX_BARE, "bare")] {
        let ours = |_| {
            std::hint::black_box(counts(&snapshot, &filter, today));
        };
        let theirs = |_| {
            let question = format!(
                "SELECT agency, outcome, count(*) FROM {table} WHERE due BETWEEN ?1 AND ?2 GROUP BY agency, outcome"
            );
            let mut statement = peer.prepare_cached(&question).unwrap();
            let mut found = statement.query((from.to_string(), to.to_string())).unwrap();
            while let Some(row) = found.next().unwrap() {
                std::hint::black_box(row.get::<_, i64>(2).unwrap());
            }
        };
        let [ours, theirs] = pairs(15, ours, theirs);
        rows.times(what, place.issues, percentile(&ours, 50), percentile(&theirs, 50));
    }
}

/// The issues as two plain tables, one of them with an index that holds all that is asked for.
fn peer(place: &Place, snapshot: &Snapshot) -> Connection {
    let path = place.path("peer.db");
    let _ = fs::remove_file(&path);
    let mut connection = Connection::open(&path).unwrap();
    let transaction = connection.transaction().unwrap();
    for table in ["bare", "covered"] {
        transaction
            .execute_batch(&format!(
                "CREATE TABLE {table} (id INTEGER PRIMARY KEY, agency INTEGER, outcome INTEGER, due TEXT, title TEXT)"
            ))
            .unwrap();
        let mut insert =
            transaction.prepare(&format!("INSERT INTO {table} VALUES (?1, ?2, ?3, ?4, ?5)")).unwrap();
        for issue in snapshot.issues.iter() {
            let due = issue.deadlines.iter().map(|deadline| deadline.due).min().map(|day| day.to_string());
            insert
                .execute((issue.id.0, issue.agency.0, issue.outcome.0, due, issue.title.to_string()))
                .unwrap();
        }
    }
    transaction.execute_batch("CREATE INDEX covering ON covered (agency, outcome, due)").unwrap();
    transaction.commit().unwrap();
    connection
}

const MARK: What = What::new(
    "one mark, on disk when it returns, p50 of pairs",
    "append of a line + fdatasync",
    &[Limit::Ratio(1.5)],
);

const MARK_LATE: What =
    What::new("one mark, on disk when it returns, p99 of pairs", "append of a line + fdatasync, p99", &[]);

/// Marks and appended lines, one after the other in turns. Between them the ledger is tidied as the screen does when
/// nobody asks anything.
pub fn marking(place: &Place, rows: &mut Rows) {
    let mut ledger = place.open();
    let issues: Vec<IssueId> = ledger.snapshot().unwrap().issues.iter().map(|issue| issue.id).collect();
    let mut file = File::create(place.path("append")).unwrap();
    let (mut ours, mut theirs): (Vec<Duration>, Vec<Duration>) = (Vec::new(), Vec::new());
    for time in 0..400 {
        let change = Change::Note { note: format!("第{time}次") };
        let issue = issues[time * 7_919 % issues.len()];
        let begun = Instant::now();
        ledger.mark(&[issue], &change, "bench", Timestamp::now()).unwrap();
        ours.push(begun.elapsed());
        let begun = Instant::now();
        writeln!(file, "第{time}次 {}", issue.0).unwrap();
        file.sync_data().unwrap();
        theirs.push(begun.elapsed());
        ledger.tidy();
    }
    ours.sort();
    theirs.sort();
    for (what, of_hundred) in [(&MARK, 50), (&MARK_LATE, 99)] {
        rows.times(what, place.issues, percentile(&ours, of_hundred), percentile(&theirs, of_hundred));
    }
}
