//! The best of many, without sorting them.

/// Keeps the least of the keys that it is given.
#[derive(Debug)]
pub(super) struct Best {
    limit: usize,
    keys: Vec<u64>,
    /// Keys that are not less than this are not among the least.
    bar: u64,
}

impl Best {
    /// Keeps so many.
    pub(super) fn new(limit: usize) -> Self {
        Self { limit, keys: Vec::new(), bar: if limit == 0 { 0 } else { u64::MAX } }
    }

    /// Whether a key may be among the least.
    pub(super) fn wants(&self, key: u64) -> bool {
        key < self.bar
    }

    /// Takes a key, or passes it over.
    pub(super) fn add(&mut self, key: u64) {
        if !self.wants(key) {
            return;
        }
        self.keys.push(key);
        // Sifted only now and then, so that a key costs the same however many are kept.
        if self.keys.len() >= self.limit * 2 + 64 {
            self.sift();
        }
    }

    fn sift(&mut self) {
        if self.keys.len() > self.limit {
            let (_, bar, _) = self.keys.select_nth_unstable(self.limit);
            self.bar = *bar;
            self.keys.truncate(self.limit);
        }
    }

    /// The least, rising.
    pub(super) fn sorted(mut self) -> Vec<u64> {
        self.sift();
        self.keys.sort_unstable();
        self.keys
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn keeps_the_least(keys in proptest::collection::vec(0u64..500, 0..600), limit in 0usize..40) {
            let mut best = Best::new(limit);
            keys.iter().for_each(|key| best.add(*key));
            let mut all = keys;
            all.sort_unstable();
            all.truncate(limit);
            proptest::prop_assert_eq!(best.sorted(), all);
        }
    }
}
