//! What two passages have in common.

use std::{
    collections::HashSet,
    hash::{BuildHasher, RandomState},
    ops::Range,
};

/// Hashes of all runs of `length` characters, in order.
pub fn shingles<'c>(
    chars: &'c [char],
    length: usize,
    state: &'c RandomState,
) -> impl Iterator<Item = u64> + 'c {
    chars.windows(length).map(move |window| state.hash_one(window))
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
    pub fn of(one: &[char], other: &[char], state: &RandomState) -> Self {
        let covered = |length: usize| {
            let known: HashSet<u64> = shingles(other, length, state).collect();
            let mut found = vec![false; one.len()];
            let mut until = 0;
            for (at, hash) in shingles(one, length, state).enumerate() {
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
