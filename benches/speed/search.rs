//! Searching the texts of a province, against `rg` over the same text with a line for each issue.

use std::{
    fs::{self, File},
    io::{BufWriter, Write},
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use huitoukan::{
    intake,
    ledger::{
        Incoming, Ledger,
        search::{Hunt, Needle},
    },
    parse::{self, READER_VERSION},
    words,
};
use jiff::Timestamp;

use crate::{
    province,
    table::{Row, Table},
};

/// How many issues, where `HUITOUKAN_ISSUES` does not say (numbers parted by commas).
const SIZES: &str = "10000,100000,1000000";

/// How many needles of a kind are looked for.
const NEEDLES: usize = 120;

/// The kinds of needles: name, how many characters, whether letters or figures must be among them.
const KINDS: [(&str, usize, bool); 4] =
    [("1 character", 1, false), ("2 characters", 2, false), ("4 characters", 4, false), ("mixed", 4, true)];

/// For each size and kind of needle: all issues and their number (p50 and p99), and the first hundred (p50).
pub fn searching(table: &mut Table) {
    if Command::new("rg").arg("--version").output().is_err() {
        table.add(Row::skipped("search a province", "no rg"));
        return;
    }
    let sizes = std::env::var("HUITOUKAN_ISSUES").unwrap_or_else(|_| SIZES.to_owned());
    for issues in sizes.split(',').map(|size| size.parse().unwrap()) {
        let (ledger, text) = filled(issues, table);
        let lines = fs::read_to_string(&text).unwrap();
        let lines: Vec<&str> = lines.lines().collect();
        for (name, long, mixed) in KINDS {
            measure(
                table,
                &ledger,
                &text,
                &needles(&lines, long, mixed),
                &format!("{issues} issues, {name}"),
            );
        }
    }
}

fn measure(table: &mut Table, ledger: &Ledger, text: &Path, needles: &[String], what: &str) {
    let (mut all, mut first, mut theirs) = (Vec::new(), Vec::new(), Vec::new());
    for needle in needles {
        let needles = vec![Needle::Text(needle.clone())];
        first.push(time(|| {
            let mut hunt = Hunt::new(needles.clone());
            ledger.pursue(&mut hunt, || true).unwrap();
            hunt.found()[0].ids.len()
        }));
        all.push(time(|| ledger.find(&needles).unwrap()[0].ids.len()));
        theirs.push(time(|| {
            Command::new("rg").arg("-c").args(["-F", "--", needle]).arg(text).output().unwrap()
        }));
    }
    let peer = |share: &str| format!("rg -c over the same text, {share} of {} needles", needles.len());
    for (share, name) in [(0.5, "p50"), (0.99, "p99")] {
        let row =
            Row::new(format!("{what}: all, {name}"), at(&mut all, share), peer(name), at(&mut theirs, share));
        table.add(row);
    }
    let row =
        Row::new(format!("{what}: first 100, p50"), at(&mut first, 0.5), peer("p50"), at(&mut theirs, 0.5));
    table.add(row);
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

fn at(times: &mut [Duration], share: f64) -> Duration {
    times.sort();
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let at = ((times.len() - 1) as f64 * share).round() as usize;
    times[at]
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

/// A ledger with the first notices of the province, and its texts, a line for each issue: made once, then kept.
fn filled(issues: usize, table: &mut Table) -> (Ledger, PathBuf) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("search-{issues}"));
    let (path, text) = (folder.join("ledger.db"), folder.join("text.txt"));
    if folder.join("whole").exists() {
        return (Ledger::open(&path).unwrap(), text);
    }
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let mut ledger = Ledger::open(&path).unwrap();
    let mut lines = BufWriter::new(File::create(&text).unwrap());
    let (mut reading, mut taking) = (Duration::ZERO, Duration::ZERO);
    for made in province::Province::new().notices(issues) {
        for issue in &made.issues {
            writeln!(lines, "{}\t{}", issue.title, issue.answer()).unwrap();
        }
        let begun = Instant::now();
        let document = intake::read_bytes(Path::new(&made.file), made.text.as_bytes()).unwrap();
        let notice = parse::parse(&document, &words::ZH.read);
        reading += begun.elapsed();
        let begun = Instant::now();
        let kept = document.kept();
        let text = Some(document.text.as_str());
        let incoming = Incoming { notice: &notice, text, kept: kept.as_ref(), reader: Some(READER_VERSION) };
        ledger.import(incoming, Timestamp::now()).unwrap();
        taking += begun.elapsed();
    }
    let begun = Instant::now();
    ledger.settle_index().unwrap();
    taking += begun.elapsed();
    lines.flush().unwrap();
    let what = format!("{issues} issues: read, parse and take in, with the index of the search");
    table.add(Row::new(what, reading + taking, "reading and parsing alone", reading));
    File::create(folder.join("whole")).unwrap();
    (ledger, text)
}
