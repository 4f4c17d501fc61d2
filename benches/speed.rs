//! What things cost, each as a ratio to a named peer or limit measured in the same run.
//!
//! `cargo bench --bench speed` prints a table; the ratios hold across machines, the times do not. Each
//! row is the median of several rounds in which both sides take turns.

#![allow(clippy::unwrap_used, reason = "a bench that cannot run should stop")]

use std::{
    fs::File,
    io::Write,
    path::Path,
    time::{Duration, Instant},
};

use huitoukan::{
    cli::samples::SAMPLES,
    intake::{self, Document},
    ledger::{Incoming, Ledger, followup::Change, types::IssueId},
    notice::Notice,
    parse::{self, READER_VERSION},
    words,
};
use jiff::Timestamp;

const ROUNDS: usize = 9;

fn main() {
    println!("{:<44} {:>12} {:>12} {:>8}   limit or peer", "what (median)", "ours", "theirs", "ratio");
    reading();
    importing();
    marking();
    searching();
}

fn documents() -> Vec<Document> {
    SAMPLES.iter().map(|(name, bytes)| intake::read_bytes(Path::new(name), bytes).unwrap()).collect()
}

fn parsed() -> Vec<(Document, Notice)> {
    documents()
        .into_iter()
        .map(|document| (parse::parse(&document, &words::ZH.read), document))
        .map(|(n, d)| (d, n))
        .collect()
}

/// Both sides in turn; prints the medians and their ratio.
fn compare(what: &str, peer: &str, mut ours: impl FnMut(usize), mut theirs: impl FnMut(usize)) {
    let mut times: (Vec<Duration>, Vec<Duration>) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let begun = Instant::now();
        ours(round);
        let one = begun.elapsed();
        let begun = Instant::now();
        theirs(round);
        let other = begun.elapsed();
        // The first round warms up.
        if round > 0 {
            times.0.push(one);
            times.1.push(other);
        }
    }
    times.0.sort();
    times.1.sort();
    let (one, other) = (times.0[ROUNDS / 2], times.1[ROUNDS / 2]);
    let ratio = one.as_secs_f64() / other.as_secs_f64();
    println!("{what:<44} {one:>12.2?} {other:>12.2?} {ratio:>8.2}   {peer}");
}

/// Reading the samples against one search of their text for two labels.
fn reading() {
    let documents = documents();
    let pattern = regex::Regex::new("整改(情况|结果)[：:]|一是|二是|三是").unwrap();
    let read = |_| {
        for document in &documents {
            std::hint::black_box(parse::parse(document, &words::ZH.read));
        }
    };
    let scan = |_| {
        for document in &documents {
            std::hint::black_box(pattern.find_iter(&document.text).count());
        }
    };
    compare("read 10 notices (120 kB)", "one regex scan of their text", read, scan);
}

/// Importing into a new ledger against writing the same text and JSON as bare rows, a transaction each.
fn importing() {
    let folder = tempfile::tempdir().unwrap();
    let notices = parsed();
    let import = |round: usize| {
        let mut ledger = Ledger::open(&folder.path().join(format!("{round}.sqlite"))).unwrap();
        for (document, notice) in &notices {
            let incoming = Incoming { notice, text: Some(&document.text), reader: Some(READER_VERSION) };
            ledger.import(incoming, Timestamp::now()).unwrap();
        }
    };
    let bare = |round: usize| {
        let path = folder.path().join(format!("bare{round}.sqlite"));
        let connection = rusqlite::Connection::open(path).unwrap();
        connection.pragma_update(None, "journal_mode", "WAL").unwrap();
        connection.execute_batch("create table v(t text, j text)").unwrap();
        for (document, notice) in &notices {
            let json = serde_json::to_string(notice).unwrap();
            connection.execute("insert into v values(?1, ?2)", (&document.text, json)).unwrap();
        }
    };
    compare("import 10 notices (159 issues)", "SQLite: the same text and JSON as bare rows", import, bare);
}

fn filled(path: &Path) -> Ledger {
    let mut ledger = Ledger::open(path).unwrap();
    for (document, notice) in parsed() {
        let incoming = Incoming { notice: &notice, text: Some(&document.text), reader: Some(READER_VERSION) };
        ledger.import(incoming, Timestamp::now()).unwrap();
    }
    ledger
}

/// One mark, on disk, against appending a line and `fdatasync`.
fn marking() {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = filled(&folder.path().join("marks.sqlite"));
    let issue: IssueId = ledger.snapshot().unwrap().issues[0].id;
    let mut file = File::create(folder.path().join("append")).unwrap();
    let mark = |round: usize| {
        let change = Change::Note { note: format!("第{round}次") };
        ledger.mark(&[issue], &change, "bench", Timestamp::now()).unwrap();
    };
    let append = |round: usize| {
        writeln!(file, "第{round}次").unwrap();
        file.sync_data().unwrap();
    };
    compare("one mark on disk", "append + fdatasync", mark, append);
}

/// A search for two characters against a scan of the same text in memory.
fn searching() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = filled(&folder.path().join("search.sqlite"));
    let texts: Vec<String> = documents().into_iter().map(|document| document.text).collect();
    let search = |_| {
        std::hint::black_box(ledger.search("制度").unwrap());
    };
    let scan = |_| {
        std::hint::black_box(texts.iter().map(|text| text.matches("制度").count()).sum::<usize>());
    };
    compare("search 159 issues for two characters", "a scan of the same text in memory", search, scan);
}
