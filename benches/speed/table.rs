//! The table: rows that hold one side's time against another's.

use std::time::{Duration, Instant};

/// Rounds of a row that takes less than a second.
pub const ROUNDS: usize = 9;

/// Rounds of a row that takes seconds.
pub const FEW: usize = 3;

/// One line of the table.
pub struct Row {
    /// What was done.
    pub what: String,
    /// How much of it a second, with its unit; empty where that says nothing.
    pub rate: String,
    /// The median of our times and of the other side's; `None` where the row was skipped.
    pub times: Option<(Duration, Duration)>,
    /// The other side, or why the row was skipped.
    pub peer: String,
}

impl Row {
    /// Our time against another.
    pub fn new(what: impl Into<String>, ours: Duration, peer: impl Into<String>, theirs: Duration) -> Self {
        Self { what: what.into(), rate: String::new(), times: Some((ours, theirs)), peer: peer.into() }
    }

    /// A row that could not be measured here.
    pub fn skipped(what: impl Into<String>, why: &str) -> Self {
        Self { what: what.into(), rate: String::new(), times: None, peer: format!("skipped: {why}") }
    }

    /// Says how much was done a second: `amount` in our time.
    pub fn rate(mut self, amount: f64, unit: &str) -> Self {
        if let Some((ours, _)) = self.times {
            let rate = amount / ours.as_secs_f64();
            self.rate = if rate < 10.0 { format!("{rate:.1} {unit}") } else { format!("{rate:.0} {unit}") };
        }
        self
    }

    /// Our time as it is shown, the other side's, and their ratio.
    pub fn cells(&self) -> [String; 3] {
        let Some((ours, theirs)) = self.times else { return [const { String::new() }; 3] };
        let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
        let ratio = if ratio < 100.0 { format!("{ratio:.2}") } else { format!("{ratio:.0}") };
        [format!("{ours:.2?}"), format!("{theirs:.2?}"), ratio]
    }
}

/// The rows so far. Each is printed when it comes.
pub struct Table {
    /// In the order in which they were measured.
    pub rows: Vec<Row>,
}

impl Table {
    /// An empty one; prints the head.
    pub fn new() -> Self {
        line(["what (median)", "rate", "ours", "theirs", "ratio", "limit or peer"]);
        Self { rows: Vec::new() }
    }

    /// Adds a row.
    pub fn add(&mut self, row: Row) {
        let [ours, theirs, ratio] = row.cells();
        line([&row.what, &row.rate, &ours, &theirs, &ratio, &row.peer]);
        self.rows.push(row);
    }

    /// Measures two sides and adds their row.
    pub fn compare(
        &mut self,
        what: &str,
        peer: &str,
        mut ours: impl FnMut(usize),
        mut theirs: impl FnMut(usize),
    ) {
        let [one, other] = turns(ROUNDS, [&mut ours, &mut theirs]);
        self.add(Row::new(what, one, peer, other));
    }
}

fn line([what, rate, ours, theirs, ratio, peer]: [&str; 6]) {
    println!("{what:<56} {rate:>15} {ours:>10} {theirs:>10} {ratio:>7}   {peer}");
}

/// A side that takes less than this is done again until it has taken so long: what else the machine
/// does must not fall on the long side alone.
const SLICE: Duration = Duration::from_millis(20);

/// The most times that a side is done in a round.
const MOST: u32 = 1000;

/// The median time of each side. They take turns, so that what else the machine does falls on all;
/// the round before the first warms up and tells how often a side is done in a round. A side gets the
/// number of times that it has been done.
pub fn turns<const N: usize>(rounds: usize, mut sides: [&mut dyn FnMut(usize); N]) -> [Duration; N] {
    let mut done = [0; N];
    let mut times = [1; N];
    let mut taken = [const { Vec::new() }; N];
    for round in 0..=rounds {
        for (at, side) in sides.iter_mut().enumerate() {
            let begun = Instant::now();
            for _ in 0..times[at] {
                side(done[at]);
                done[at] += 1;
            }
            let once = begun.elapsed() / times[at];
            if round > 0 {
                taken[at].push(once);
            } else {
                let fill = SLICE.as_nanos() / once.as_nanos().max(1);
                times[at] = u32::try_from(fill).unwrap_or(MOST).clamp(1, MOST);
            }
        }
    }
    taken.map(|mut taken: Vec<Duration>| {
        taken.sort();
        taken[taken.len() / 2]
    })
}
