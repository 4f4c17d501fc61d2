//! The real program and its peers in a pseudo-terminal of 200×60.

use std::{
    fs, thread,
    time::{Duration, Instant},
};

use portable_pty::CommandBuilder;

use crate::{
    made::OFFICES,
    place::Place,
    rows::{Limit, Rows, What, percentile},
    term::Term,
};

const FIRST: What = What::new(
    "first frame: start of the process to the list on the screen",
    "`fzf < titles`: start to its list with the full count",
    &[Limit::Ratio(0.05), Limit::Amount(0.060)],
)
.largest();

const COLUMNS: What = What::new(
    "all columns ready: open the ledger, `Ledger::snapshot`",
    "`vd issues.tsv`: start to all rows loaded",
    &[Limit::Ratio(0.07)],
)
.largest();

/// The program on the ledger of a place, with a home of its own.
fn program(place: &Place) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_huitoukan"));
    command.args(["--today", "2026-11-23", "--author", "bench", "--ledger", "ledger.db"]);
    command.cwd(place.folder());
    for name in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"] {
        command.env(name, place.path("home"));
    }
    command
}

/// Whether an agency stands on the screen.
fn listed(contents: &str) -> bool {
    OFFICES.iter().any(|office| contents.contains(office))
}

/// From the start of the process to the list, in turns with fzf.
pub fn first_frame(place: &Place, rows: &mut Rows) {
    let rounds = if place.issues > 100_000 { 5 } else { 9 };
    let full = format!("{0}/{0}", place.issues);
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        let mut term = Term::open(program(place));
        ours.push(term.since_start("the list", |screen| listed(&screen.contents())));
        drop(term);
        let mut fzf = CommandBuilder::new("sh");
        fzf.args(["-c", "exec fzf < titles.txt"]);
        fzf.cwd(place.folder());
        let mut term = Term::open(fzf);
        theirs.push(term.since_start("fzf", |screen| screen.contents().contains(&full)));
    }
    ours.sort();
    theirs.sort();
    rows.times(&FIRST, place.issues, percentile(&ours, 50), percentile(&theirs, 50));
}

/// All columns in memory, against VisiData with all rows loaded.
pub fn columns(place: &Place, rows: &mut Rows) {
    let rounds = if place.issues > 100_000 { 3 } else { 5 };
    let full = format!("{} rows", place.issues);
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        let begun = Instant::now();
        let snapshot = place.open().snapshot().unwrap();
        ours.push(begun.elapsed());
        assert_eq!(snapshot.issues.len(), place.issues);
        let mut vd = CommandBuilder::new("vd");
        vd.args(["--visidata-dir", "home", "issues.tsv"]);
        vd.cwd(place.folder());
        vd.env("HOME", place.path("home"));
        let mut term = Term::open(vd);
        theirs.push(term.since_start("vd", |screen| screen.contents().contains(&full)));
    }
    ours.sort();
    theirs.sort();
    rows.times(&COLUMNS, place.issues, percentile(&ours, 50), percentile(&theirs, 50));
}

const MEMORY: What =
    What::new("resident memory, idle: all is loaded, nothing is asked", "", &[Limit::Amount(250e6)])
        .memory()
        .largest();

/// How long a process must do nothing to be idle, and how long it may take until then.
const IDLE: Duration = Duration::from_secs(2);
const BUSY: Duration = Duration::from_secs(900);

/// What the program holds in memory when it has loaded everything.
pub fn memory(place: &Place, rows: &mut Rows) {
    let mut term = Term::open(program(place));
    term.until("the list", |screen| listed(&screen.contents()));
    let (begun, id) = (Instant::now(), term.id());
    let mut last = ticks(id);
    let mut quiet = Instant::now();
    while quiet.elapsed() < IDLE && begun.elapsed() < BUSY {
        thread::sleep(Duration::from_millis(100));
        term.settle(Duration::from_millis(10));
        let now = ticks(id);
        // The blinking of nothing and the clock's own tick are no work.
        if now > last + 1 {
            quiet = Instant::now();
        }
        last = now;
    }
    let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap();
    let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    let kilobytes: f64 = resident.trim().trim_end_matches(" kB").parse().unwrap();
    rows.add(&MEMORY, place.issues, kilobytes * 1024.0, None);
}

/// How long a process has worked, in hundredths of a second.
fn ticks(id: u32) -> u64 {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum()
}

const KEY: What = What::new(
    "key to frame while a search runs, p99: written to the terminal, and read from it",
    "",
    &[Limit::Amount(0.016)],
);

const KEY_MEDIAN: What = What::new("key to frame while a search runs, p50", "", &[]);

/// What is typed into the search field, each key while the search for those before runs.
const TYPED: [&str; 6] = ["管护不到位", "公厕", "的", "资金", "整改台账", "系统V"];

/// From a key to the frame that shows it.
pub fn keys(place: &Place, rows: &mut Rows) {
    let mut term = Term::open(program(place));
    term.until("the list", |screen| listed(&screen.contents()));
    term.settle(Duration::from_secs(3));
    term.send("/");
    term.settle(Duration::from_secs(1));
    let mut taken = Vec::new();
    for typed in TYPED.iter().cycle().take(30) {
        // Told by the cursor: what is typed stands in titles too.
        for key in typed.chars() {
            taken.push(moved(&mut term, &key.to_string()));
        }
        for _ in typed.chars() {
            taken.push(moved(&mut term, "\x7f"));
        }
    }
    taken.sort();
    for (what, of_hundred) in [(&KEY_MEDIAN, 50), (&KEY, 99)] {
        rows.add(what, place.issues, percentile(&taken, of_hundred).as_secs_f64(), None);
    }
}

/// Sends a key, and waits until the cursor stands elsewhere.
fn moved(term: &mut Term, key: &str) -> Duration {
    let before = term.cursor();
    let sent = term.send(key);
    term.until("the key", |screen| screen.cursor_position() != before).duration_since(sent)
}
