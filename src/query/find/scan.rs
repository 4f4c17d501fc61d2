//! Looking through all candidates.

use super::{
    bits::{Bits, WORD, places},
    fold::Letter,
    needle::{Needle, Way, signs},
    rank::Best,
};

/// After so many words of candidates the search asks whether it is still wanted: 4096 candidates.
const STRIDE: usize = 64;

/// Which signs each candidate has: sixteen bytes each.
///
/// A text lacks a character if it lacks its sign. Letters and the initials of all readings have a sign each, all
/// other characters share a hundred. So a text is never passed over in which something would be found.
#[derive(Debug, Clone, Default)]
pub struct Index(Vec<u128>);

impl Index {
    /// The signs of these texts, whose places are from then on their names. They may be asked for 4 billion.
    pub fn new<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        Self(texts.into_iter().map(signs).collect())
    }

    /// The signs of a candidate.
    fn signs(&self, item: usize) -> u128 {
        self.0.get(item).copied().unwrap_or(0)
    }

    /// How many candidates there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Of the candidates of a word those that have all of the signs.
    fn having(&self, word: usize, wanted: u128) -> u64 {
        let from = word * WORD;
        let to = self.0.len().min(from + WORD);
        let signs = self.0.get(from..to).unwrap_or(&[]).iter().enumerate();
        signs.fold(0, |all, (at, signs)| all | u64::from(signs & wanted == wanted) << at)
    }
}

/// A hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The place of the candidate.
    pub item: usize,
    /// How the worst found of the words was found.
    pub way: Way,
    /// The characters that were found, by position in characters, rising.
    pub at: Vec<usize>,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// All hits.
    pub all: Bits,
    /// How many there are.
    pub count: usize,
    /// The best of them, the best first.
    pub best: Vec<Hit>,
}

/// Looks for `needle` in the candidates, whose texts `text` gives by place, as the index was made of them. The
/// best `limit` hits are ranked. Where only some candidates can be hits, as when something was typed on
/// ([`Needle::extends`]), these are `within`.
///
/// Gives up with `None` once `wanted` says no; it is asked every few thousand candidates.
pub fn search<'t>(
    index: &Index,
    needle: &Needle,
    within: Option<&Bits>,
    limit: usize,
    text: impl Fn(usize) -> &'t str,
    mut wanted: impl FnMut() -> bool,
) -> Option<Found> {
    let mut all = Bits::none(index.len());
    let mut best = Best::new(limit);
    let wanted_signs = needle.signs();
    let mut read: Vec<Letter> = Vec::new();
    for word in 0..index.len().div_ceil(WORD) {
        if word.is_multiple_of(STRIDE) && !wanted() {
            return None;
        }
        let asked = within.map_or(u64::MAX, |within| within.word(word));
        if asked == 0 {
            continue;
        }
        let mut hits = 0;
        for at in places(asked & index.having(word, wanted_signs)) {
            let item = word * WORD + at;
            let (text, signs) = (text(item), index.signs(item));
            let name = u32::try_from(item).unwrap_or(u32::MAX);
            if needle.at_best(text, signs).is_some_and(|rank| !best.wants(rank.key(name))) {
                hits |= 1 << at;
            } else if let Some(rank) = needle.rank(text, signs, &mut read) {
                hits |= 1 << at;
                best.add(rank.key(name));
            }
        }
        all.put(word, hits);
    }
    let count = all.count();
    Some(Found { all, count, best: ranked(needle, &best.sorted(), text) })
}

/// The hits of the keys. The matcher weighs those that are scattered: the more points, the better.
fn ranked<'t>(needle: &Needle, keys: &[u64], text: impl Fn(usize) -> &'t str) -> Vec<Hit> {
    let hit = |key: &u64| {
        let item = usize::try_from(key & u64::from(u32::MAX)).ok()?;
        let (points, at) = needle.weigh(text(item))?;
        Some((points, Hit { item, way: Way::of_key(*key), at }))
    };
    let mut hits: Vec<(i64, Hit)> = keys.iter().filter_map(hit).collect();
    // The sort is stable: those with as many points stay as they are.
    hits.sort_by_key(|(points, hit)| (hit.way, -points));
    hits.into_iter().map(|(_, hit)| hit).collect()
}
