//! What things cost, each as a ratio to a named peer or limit measured in the same run.
//!
//! `cargo bench --bench speed` prints a table; the ratios hold across machines, the times do not. Each
//! row is the median of several rounds in which both sides take turns.

#![allow(clippy::unwrap_used, reason = "a bench that cannot run should stop")]

use std::{
    fs::File,
    io::Write,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use huitoukan::{
    cli::samples::SAMPLES,
    config::theme::Theme,
    intake::{self, Document},
    ledger::{
        Incoming, Ledger,
        followup::{Change, Review},
        protocol::Answer,
        types::{
            AgencyId, AgencyRow, IssueId, IssueRow, NoticeId, NoticeRow, OutcomeSet, Outline, OutlineNode,
            Snapshot,
        },
    },
    notice::{NodeKind, Notice, OutcomeTag},
    parse::{self, READER_VERSION},
    tui::{
        app::{action::Action, command::Command, model::Model, update::update},
        keymap::Keymap,
        ui::{self, Look},
    },
    words,
};
use jiff::Timestamp;
use ratatui::{Terminal, backend::TestBackend};

const ROUNDS: usize = 9;

fn main() {
    println!("{:<44} {:>12} {:>12} {:>8}   limit or peer", "what (median)", "ours", "theirs", "ratio");
    reading();
    importing();
    marking();
    searching();
    drawing();
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

/// A page down and its frame at 200×60, in an agency with 300,000 issues against one with 100.
fn drawing() {
    let mut large = Screen::of(300_000);
    let mut small = Screen::of(100);
    let press = |screen: &mut Screen| {
        for _ in 0..20 {
            screen.page();
        }
    };
    compare(
        "20 pages down and their frames, 300,000 issues",
        "the same with 100 issues",
        |_| press(&mut large),
        |_| press(&mut small),
    );
}

/// The screen without a terminal.
struct Screen {
    model: Model,
    look: Look,
    terminal: Terminal<TestBackend>,
}

impl Screen {
    /// With so many issues of one agency in one tree.
    fn of(issues: i64) -> Self {
        let today = "2026-11-23".parse().unwrap();
        let mut model = Model::new(words::Lang::Zh.words(), today, (200, 60));
        let loaded = Answer::Loaded { snapshot: Arc::new(snapshot(issues)), doubtful: Vec::new() };
        update(&mut model, Action::Answer(Box::new(loaded)));
        update(&mut model, Action::Answer(Box::new(Answer::Outline(Arc::new(outline(issues))))));
        update(&mut model, Action::Run(Command::Enter));
        let look = Look { theme: Theme::new(true), keymap: Keymap::default() };
        Self { model, look, terminal: Terminal::new(TestBackend::new(200, 60)).unwrap() }
    }

    fn page(&mut self) {
        update(&mut self.model, Action::Run(Command::PageDown));
        self.terminal
            .draw(|frame| {
                ui::view(&self.model, &self.look, frame);
            })
            .unwrap();
    }
}

const TITLE: &str = "农村公路“重建轻养”，12条村道路面破损长期未修";

fn snapshot(issues: i64) -> Snapshot {
    let issue = |at| IssueRow {
        id: IssueId(at),
        key: "abcdefghjk".into(),
        agency: AgencyId(1),
        notice: NoticeId(1),
        path: "1.".into(),
        title: TITLE.into(),
        outcome: OutcomeSet::of(&[OutcomeTag::Completed]),
        basis: None,
        deadlines: Vec::new(),
        review: Review::default(),
        present: true,
    };
    let notice = NoticeRow {
        id: NoticeId(1),
        agency: AgencyId(1),
        title: "通报".into(),
        feedback: None,
        published: None,
        versions: 1,
        remarks: Vec::new(),
    };
    Snapshot {
        agencies: vec![AgencyRow { id: AgencyId(1), name: "某局".into() }],
        notices: vec![notice],
        issues: (0..issues).map(issue).collect(),
    }
}

fn outline(issues: i64) -> Outline {
    let node = |at| OutlineNode {
        depth: 0,
        kind: NodeKind::Issue,
        label: format!("{at}."),
        title: TITLE.to_owned(),
        span: None,
        issue: Some(IssueId(at)),
    };
    Outline { notice: NoticeId(1), nodes: (0..issues).map(node).collect() }
}
