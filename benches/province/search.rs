//! Searching the texts, against `rg` over the same text with a line for each issue.

use std::{
    fs,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use huitoukan::ledger::{
    Ledger,
    search::{Hunt, Needle},
};

use crate::{
    place::Place,
    rows::{Limit, Rows, What, percentile},
};

/// How many needles of a kind are looked for.
const NEEDLES: usize = 120;

const PEER: &str = "`rg -c` over the same text, the process";

const fn all(name: &'static str, limits: &'static [Limit]) -> What {
    What::new(name, PEER, limits)
}

/// A kind of needle: how many characters, whether letters or figures must be among them; the rows of all issues and
/// their number (p50, p99), and of the first hundred (p50).
struct Kind {
    long: usize,
    mixed: bool,
    whole: What,
    late: What,
    first: What,
}

static KINDS: [Kind; 4] = [
    Kind {
        long: 1,
        mixed: false,
        whole: all("search 1 character, all, p50", &[Limit::Ratio(0.6)]),
        late: all("search 1 character, all, p99", &[]),
        first: all("search 1 character, first 100, p50", &[Limit::Ratio(0.1)]),
    },
    Kind {
        long: 2,
        mixed: false,
        whole: all("search 2 characters, all, p50", &[Limit::Ratio(0.1)]),
        late: all("search 2 characters, all, p99", &[Limit::Ratio(0.3)]),
        first: all("search 2 characters, first 100, p50", &[Limit::Ratio(0.1)]),
    },
    Kind {
        long: 4,
        mixed: false,
        whole: all("search 4 characters, all, p50", &[Limit::Ratio(0.6)]),
        late: all("search 4 characters, all, p99", &[]),
        first: all("search 4 characters, first 100, p50", &[Limit::Ratio(0.1)]),
    },
    Kind {
        long: 4,
        mixed: true,
        whole: all("search 4 with letters or figures, all, p50", &[Limit::Ratio(0.6)]),
        late: all("search 4 with letters or figures, all, p99", &[]),
        first: all("search 4 with letters or figures, first 100, p50", &[Limit::Ratio(0.1)]),
    },
];

/// For each kind of needle: all issues and their number, and the first hundred. Each needle is looked for by both
/// sides in turn.
pub fn searching(place: &Place, rows: &mut Rows) {
    if Command::new("rg").arg("--version").output().is_err() {
        return println!("search: left out, no rg");
    }
    let (ledger, text) = (place.open(), place.path("text.txt"));
    let lines = fs::read_to_string(&text).unwrap();
    let lines: Vec<&str> = lines.lines().collect();
    for kind in &KINDS {
        measure(place.issues, rows, &ledger, &text, kind, &needles(&lines, kind.long, kind.mixed));
    }
}

fn measure(
    issues: usize,
    rows: &mut Rows,
    ledger: &Ledger,
    text: &Path,
    kind: &'static Kind,
    pieces: &[String],
) {
    let (mut all, mut first, mut theirs) = (Vec::new(), Vec::new(), Vec::new());
    for piece in pieces {
        let needles = vec![Needle::Text(piece.clone())];
        first.push(time(|| {
            let mut hunt = Hunt::new(needles.clone());
            ledger.pursue(&mut hunt, || true).unwrap();
            hunt.found()[0].ids.len()
        }));
        all.push(time(|| ledger.find(&needles).unwrap()[0].ids.len()));
        theirs.push(time(|| {
            Command::new("rg").arg("-c").args(["-F", "--", piece]).arg(text).output().unwrap()
        }));
    }
    [&mut all, &mut first, &mut theirs].into_iter().for_each(|times| times.sort());
    rows.times(&kind.whole, issues, percentile(&all, 50), percentile(&theirs, 50));
    rows.times(&kind.late, issues, percentile(&all, 99), percentile(&theirs, 99));
    rows.times(&kind.first, issues, percentile(&first, 50), percentile(&theirs, 50));
}

/// The shortest of three times, less what came between.
fn time<T>(mut what: impl FnMut() -> T) -> Duration {
    let once = |_| {
        let begun = Instant::now();
        std::hint::black_box(what());
        begun.elapsed()
    };
    (0..3).map(once).min().unwrap()
}

/// Pieces of the texts, taken anywhere.
fn needles(lines: &[&str], long: usize, mixed: bool) -> Vec<String> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut below = |most: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % most.max(1)
    };
    let mut out = Vec::new();
    while out.len() < NEEDLES {
        let line: Vec<char> = lines[below(lines.len())].chars().collect();
        let from = below(line.len());
        let Some(piece) = line.get(from..from + long) else { continue };
        let (latin, others): (Vec<char>, Vec<char>) = piece.iter().partition(|c| c.is_ascii_alphanumeric());
        let chinese = others.iter().all(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
        if chinese && !others.is_empty() && latin.is_empty() != mixed {
            out.push(piece.iter().collect::<String>().to_lowercase());
        }
    }
    out
}
