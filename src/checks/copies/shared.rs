//! What two passages have in common.

use std::{collections::VecDeque, ops::Range};

use rustc_hash::FxHashSet;

/// A prime, 2^61 - 1, so that products fit in 128 bits.
const PRIME: u64 = (1 << 61) - 1;

/// Larger than any character, and no small power of two.
const BASE: u64 = 0x1_0b1c_6d29_4b53;

fn times(one: u64, other: u64) -> u64 {
    let product = u128::from(one) * u128::from(other);
    // 2^61 is 1 of this prime: the upper bits are added to the lower.
    let part = |bits: u128| u64::try_from(bits & u128::from(PRIME)).unwrap_or(0);
    (part(product) + part(product >> 61)) % PRIME
}

/// Hashes of all runs of `length` characters, in order, each made from the one before (Karp, Rabin 1987).
fn shingles(chars: &[char], length: usize) -> impl Iterator<Item = u64> {
    let first = (1..length).fold(1, |power, _| times(power, BASE));
    let mut hash = 0;
    chars.iter().enumerate().filter_map(move |(at, c)| {
        let gone =
            at.checked_sub(length).and_then(|gone| chars.get(gone)).map_or(0, |gone| u64::from(*gone) + 1);
        hash = (hash + PRIME - times(gone, first)) % PRIME;
        hash = (times(hash, BASE) + u64::from(*c) + 1) % PRIME;
        (at + 1 >= length).then_some(hash)
    })
}

/// Prints by which texts with a common run of at least `run` characters are found: of every so many hashes in a
/// row the least (winnowing: Schleimer, Wilkerson, Aiken, SIGMOD 2003), and where it stands. Two such texts share
/// one at least within the run, at the same place of it.
pub fn prints(chars: &[char], run: usize) -> Vec<(u64, usize)> {
    let window = run - LONG + 1;
    let mut least: VecDeque<(usize, u64)> = VecDeque::new();
    let mut out: Vec<(u64, usize)> = Vec::new();
    let mut last = None;
    for (at, hash) in shingles(chars, LONG).enumerate() {
        while least.back().is_some_and(|(_, known)| *known >= hash) {
            least.pop_back();
        }
        least.push_back((at, hash));
        while least.front().is_some_and(|(from, _)| from + window <= at) {
            least.pop_front();
        }
        if at + 1 >= window
            && let Some((from, hash)) = least.front()
            && last != Some(*from)
        {
            last = Some(*from);
            out.push((*hash, *from));
        }
    }
    out
}

/// How many characters in a row two texts share around a place of each.
pub fn run_around(one: &[char], at: usize, other: &[char], there: usize) -> usize {
    let (left, mine) = one.split_at_checked(at).unwrap_or((one, &[]));
    let (right, theirs) = other.split_at_checked(there).unwrap_or((other, &[]));
    let before = left.iter().rev().zip(right.iter().rev()).take_while(|(a, b)| a == b).count();
    before + mine.iter().zip(theirs).take_while(|(a, b)| a == b).count()
}

/// What is found of one passage in another.
#[derive(Debug)]
pub struct Shared {
    /// For each character, whether it stands in a run of [`SHORT`] that the other has too.
    found: Vec<bool>,
    /// The runs of at least [`LONG`] characters that the other has too, in order.
    runs: Vec<Range<usize>>,
}

/// Runs of so many characters are no chance: two sentences on one matter share shorter ones.
const SHORT: usize = 8;

/// The length of the runs that are looked for; longer ones are made of them.
pub const LONG: usize = 20;

impl Shared {
    /// What of `one` stands in `other`.
    pub fn of(one: &[char], other: &[char]) -> Self {
        let covered = |length: usize| {
            let known: FxHashSet<u64> = shingles(other, length).collect();
            let mut found = vec![false; one.len()];
            let mut until = 0;
            for (at, hash) in shingles(one, length).enumerate() {
                if known.contains(&hash) {
                    for mark in found.iter_mut().take(at + length).skip(until.max(at)) {
                        *mark = true;
                    }
                    until = at + length;
                }
            }
            found
        };
        let long = covered(LONG);
        let mut runs = Vec::new();
        let mut from = None;
        for at in 0..=long.len() {
            match (long.get(at).copied().unwrap_or(false), from) {
                (true, None) => from = Some(at),
                (false, Some(start)) => {
                    runs.push(start..at);
                    from = None;
                }
                _ => {}
            }
        }
        Self { found: covered(SHORT), runs }
    }

    /// The runs within a range, those at its ends cut.
    pub fn runs(&self, within: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let clipped = |run: &Range<usize>| run.start.max(within.start)..run.end.min(within.end);
        self.runs.iter().map(clipped).filter(|run| run.start < run.end)
    }

    /// The longest run within a range.
    pub fn longest(&self, within: &Range<usize>) -> Range<usize> {
        self.runs(within).max_by_key(ExactSizeIterator::len).unwrap_or(within.start..within.start)
    }

    /// How many of a range's characters are found in the other.
    pub fn count(&self, range: &Range<usize>) -> usize {
        self.found.get(range.clone()).map_or(0, |found| found.iter().filter(|found| **found).count())
    }
}
