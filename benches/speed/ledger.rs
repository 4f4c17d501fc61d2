//! The ledger: taking notices in, marks, search.

use std::{fs::File, io::Write, path::Path};

use huitoukan::{
    intake::Document,
    ledger::{Incoming, Ledger, followup::Change, search::Needle, types::IssueId},
    notice::Notice,
    parse::READER_VERSION,
};
use jiff::Timestamp;
use rusqlite::Connection;

use crate::{
    made::{documents, parsed},
    table::Table,
};

/// The peer of an import.
pub const BARE: &str = "SQLite: the same texts and JSON as bare rows";

/// Importing into a new ledger against writing the same text and JSON as bare rows, a transaction each.
pub fn importing(table: &mut Table) {
    let folder = tempfile::tempdir().unwrap();
    let notices = parsed();
    let import = |time: usize| {
        let mut ledger = Ledger::open(&folder.path().join(format!("{time}.sqlite"))).unwrap();
        for (document, notice) in &notices {
            take(&mut ledger, document, notice);
        }
    };
    let bare = |time: usize| {
        let connection = bare_table(&folder.path().join(format!("bare{time}.sqlite")));
        for (document, notice) in &notices {
            insert_bare(&connection, &document.text, &serde_json::to_string(notice).unwrap());
        }
    };
    table.compare("import 10 notices (159 issues)", BARE, import, bare);
}

fn take(ledger: &mut Ledger, document: &Document, notice: &Notice) {
    let kept = document.kept();
    let incoming =
        Incoming { notice, text: Some(&document.text), kept: kept.as_ref(), reader: Some(READER_VERSION) };
    ledger.import(incoming, Timestamp::now()).unwrap();
}

/// A new database of one table without an index, which takes a change as an import does: a transaction
/// for each, on disk a moment later.
pub fn bare_table(path: &Path) -> Connection {
    let connection = Connection::open(path).unwrap();
    connection.pragma_update(None, "journal_mode", "WAL").unwrap();
    connection.pragma_update(None, "synchronous", "NORMAL").unwrap();
    connection.execute_batch("create table v(t text, j text)").unwrap();
    connection
}

/// Adds a row to such a table.
pub fn insert_bare(connection: &Connection, text: &str, json: &str) {
    connection.prepare_cached("insert into v values(?1, ?2)").unwrap().execute((text, json)).unwrap();
}

fn filled(path: &Path) -> Ledger {
    let mut ledger = Ledger::open(path).unwrap();
    for (document, notice) in parsed() {
        take(&mut ledger, &document, &notice);
    }
    ledger
}

/// One mark, on disk, against appending a line and `fdatasync`.
pub fn marking(table: &mut Table) {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = filled(&folder.path().join("marks.sqlite"));
    let issue: IssueId = ledger.snapshot().unwrap().issues.get(0).unwrap().id;
    let mut file = File::create(folder.path().join("append")).unwrap();
    let mark = |time: usize| {
        let change = Change::Note { note: format!("第{time}次") };
        ledger.mark(&[issue], &change, "bench", Timestamp::now()).unwrap();
    };
    let append = |time: usize| {
        writeln!(file, "第{time}次").unwrap();
        file.sync_data().unwrap();
    };
    table.compare("one mark on disk", "append + fdatasync", mark, append);
}

/// A search for two characters against a scan of the same text in memory.
pub fn searching(table: &mut Table) {
    let folder = tempfile::tempdir().unwrap();
    let ledger = filled(&folder.path().join("search.sqlite"));
    let texts: Vec<String> = documents().into_iter().map(|document| document.text).collect();
    let search = |_| {
        std::hint::black_box(ledger.find(&[Needle::Text("制度".to_owned())]).unwrap());
    };
    let scan = |_| {
        std::hint::black_box(texts.iter().map(|text| text.matches("制度").count()).sum::<usize>());
    };
    table.compare("search 159 issues for two characters", "a scan of the same text in memory", search, scan);
}
