//! What is measured, at each size, and what it is held against.

use std::time::{Duration, Instant};

/// What a figure counts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Seconds.
    Time,
    /// Bytes.
    Memory,
}

/// The most that a row may come to.
#[derive(Clone, Copy)]
pub enum Limit {
    /// Our figure by the peer's.
    Ratio(f64),
    /// Our figure, in seconds or bytes.
    Amount(f64),
}

/// A row of the table: the same at each size.
pub struct What {
    /// What is done.
    pub name: &'static str,
    /// What it is held against; empty where it stands by itself.
    pub peer: &'static str,
    /// What is counted.
    pub unit: Unit,
    /// All of these must hold.
    pub limits: &'static [Limit],
    /// The limits hold at a million issues only.
    pub largest_only: bool,
}

impl What {
    /// A row of times, whose limits hold at each size.
    pub const fn new(name: &'static str, peer: &'static str, limits: &'static [Limit]) -> Self {
        Self { name, peer, unit: Unit::Time, limits, largest_only: false }
    }

    /// The limits hold at a million issues only.
    pub const fn largest(mut self) -> Self {
        self.largest_only = true;
        self
    }

    /// Bytes are counted.
    pub const fn memory(mut self) -> Self {
        self.unit = Unit::Memory;
        self
    }
}

/// A figure at a size.
pub struct Row {
    /// What was measured.
    pub what: &'static What,
    /// How many issues there were.
    pub issues: usize,
    /// Ours, in seconds or bytes.
    pub ours: f64,
    /// The peer's.
    pub theirs: Option<f64>,
}

impl Row {
    /// Ours by the peer's.
    pub fn ratio(&self) -> Option<f64> {
        self.theirs.map(|theirs| self.ours / theirs)
    }

    /// Whether it is within its limits; `None` where none holds at this size.
    pub fn reached(&self) -> Option<bool> {
        if self.what.limits.is_empty() || (self.what.largest_only && self.issues < 1_000_000) {
            return None;
        }
        Some(self.what.limits.iter().all(|limit| match limit {
            Limit::Ratio(most) => self.ratio().is_some_and(|ratio| ratio <= *most),
            Limit::Amount(most) => self.ours <= *most,
        }))
    }

    /// The cells: size, what, ours, theirs, ratio, limit, reached, peer.
    pub fn cells(&self) -> [String; 8] {
        let amount = |amount| shown(amount, self.what.unit);
        let limits = self.what.limits.iter().map(|limit| match limit {
            Limit::Ratio(most) => format!("{most} ×"),
            Limit::Amount(most) => amount(*most),
        });
        [
            size(self.issues),
            self.what.name.to_owned(),
            amount(self.ours),
            self.theirs.map(amount).unwrap_or_default(),
            self.ratio().map(|ratio| format!("{ratio:.4}")).map(short).unwrap_or_default(),
            limits.collect::<Vec<_>>().join(", "),
            self.reached()
                .map(|reached| if reached { "yes" } else { "**no**" })
                .unwrap_or_default()
                .to_owned(),
            self.what.peer.to_owned(),
        ]
    }
}

/// Three digits that say something.
fn short(ratio: String) -> String {
    let zeros = ratio.chars().take_while(|c| matches!(c, '0' | '.')).count();
    ratio.chars().take((zeros + 2).max(4)).collect()
}

/// An amount as it is read.
pub fn shown(amount: f64, unit: Unit) -> String {
    match unit {
        Unit::Memory => format!("{:.0} MB", amount / 1e6),
        Unit::Time => match amount {
            0.1.. => format!("{amount:.2} s"),
            0.000_1.. => format!("{:.2} ms", amount * 1e3),
            _ => format!("{:.1} µs", amount * 1e6),
        },
    }
}

/// A size as it is read.
pub fn size(issues: usize) -> String {
    match issues {
        1_000_000.. => format!("{}M", issues / 1_000_000),
        1_000.. => format!("{}k", issues / 1_000),
        _ => issues.to_string(),
    }
}

/// The rows so far. Each is printed when it comes.
#[derive(Default)]
pub struct Rows {
    /// In the order in which they were measured.
    pub rows: Vec<Row>,
}

impl Rows {
    /// Adds a figure and, where there is one, the peer's.
    pub fn add(&mut self, what: &'static What, issues: usize, ours: f64, theirs: Option<f64>) {
        let row = Row { what, issues, ours, theirs };
        let [size, name, ours, theirs, ratio, limit, reached, peer] = row.cells();
        println!("{size:>5}  {name:<58} {ours:>10} {theirs:>10} {ratio:>7}  {limit:<16} {reached:<7} {peer}");
        self.rows.push(row);
    }

    /// Adds two times.
    pub fn times(&mut self, what: &'static What, issues: usize, ours: Duration, theirs: Duration) {
        self.add(what, issues, ours.as_secs_f64(), Some(theirs.as_secs_f64()));
    }
}

/// The time of each of two sides, done in turns, sorted: what else the machine does falls on both.
pub fn pairs(count: usize, mut ours: impl FnMut(usize), mut theirs: impl FnMut(usize)) -> [Vec<Duration>; 2] {
    let (mut first, mut second) = (Vec::with_capacity(count), Vec::with_capacity(count));
    for time in 0..count {
        let begun = Instant::now();
        ours(time);
        first.push(begun.elapsed());
        let begun = Instant::now();
        theirs(time);
        second.push(begun.elapsed());
    }
    first.sort();
    second.sort();
    [first, second]
}

/// Of sorted times, the one below which so many of a hundred are.
pub fn percentile(sorted: &[Duration], of_hundred: usize) -> Duration {
    let at = (sorted.len() * of_hundred).div_ceil(100).saturating_sub(1);
    sorted.get(at).copied().unwrap_or_default()
}
