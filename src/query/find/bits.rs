//! Which of many candidates: a bit for each.

/// A set of candidates, by their place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bits(Vec<u64>);

/// Candidates in a word.
pub(super) const WORD: usize = 64;

impl Bits {
    /// None of `len` candidates.
    pub fn none(len: usize) -> Self {
        Self(vec![0; len.div_ceil(WORD)])
    }

    /// Whether the candidate in that place is in the set.
    pub fn has(&self, at: usize) -> bool {
        self.word(at / WORD) >> (at % WORD) & 1 == 1
    }

    /// How many are in the set.
    pub fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Their places, rising.
    pub fn iter(&self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().flat_map(|(word, bits)| places(*bits).map(move |at| word * WORD + at))
    }

    /// The candidates from `at * 64` on.
    pub(super) fn word(&self, at: usize) -> u64 {
        self.0.get(at).copied().unwrap_or(0)
    }

    /// Puts all of a word's candidates.
    pub(super) fn put(&mut self, at: usize, bits: u64) {
        if let Some(word) = self.0.get_mut(at) {
            *word = bits;
        }
    }
}

/// The places of the bits that are set, rising.
pub(super) fn places(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let at = bits.trailing_zeros() as usize;
        (at < WORD).then(|| {
            bits &= bits - 1;
            at
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_is_there() {
        let mut bits = Bits::none(130);
        bits.put(0, 0b1001);
        bits.put(2, 0b10);
        bits.put(9, 1);
        assert_eq!(bits.iter().collect::<Vec<_>>(), [0, 3, 129]);
        assert_eq!(bits.count(), 3);
        assert!(bits.has(129) && !bits.has(128) && !bits.has(100_000));
    }
}
