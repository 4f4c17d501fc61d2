//! A set of issues, as small and quick as a million of them need it.

use std::collections::BTreeSet;

use super::types::IssueId;

/// Bits in a block.
const BITS: i64 = u64::BITS as i64;

/// Numbers up to this one are kept as bits, 8 MB of them at most. The numbers of issues count from 1, so that
/// others stand only in a file that was not made by this program.
const MOST: i64 = 1 << 26;

/// A set of issues: a bit for each number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ids {
    /// The last block is never empty, so that equal sets are equal.
    bits: Vec<u64>,
    /// Those whose numbers are beyond the bits.
    far: BTreeSet<i64>,
}

/// Where the number of an issue stands among the bits: block, and bit in it.
fn place(id: IssueId) -> Option<(usize, u64)> {
    let near = (0..MOST).contains(&id.0);
    near.then(|| Some((usize::try_from(id.0 / BITS).ok()?, 1 << (id.0 % BITS)))).flatten()
}

impl Ids {
    /// No issue.
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts an issue in; whether it was not in it.
    pub fn insert(&mut self, id: IssueId) -> bool {
        let Some((block, bit)) = place(id) else { return self.far.insert(id.0) };
        if block >= self.bits.len() {
            self.bits.resize(block + 1, 0);
        }
        let Some(bits) = self.bits.get_mut(block) else { return false };
        let new = *bits & bit == 0;
        *bits |= bit;
        new
    }

    /// Whether an issue is in it.
    pub fn contains(&self, id: IssueId) -> bool {
        match place(id) {
            Some((block, bit)) => self.bits.get(block).is_some_and(|bits| bits & bit != 0),
            None => self.far.contains(&id.0),
        }
    }

    /// How many issues are in it.
    pub fn len(&self) -> usize {
        let near: usize = self.bits.iter().map(|bits| bits.count_ones() as usize).sum();
        near + self.far.len()
    }

    /// Whether no issue is in it.
    pub fn is_empty(&self) -> bool {
        self.bits.is_empty() && self.far.is_empty()
    }

    /// Leaves those that are in `other` too.
    pub fn and(&mut self, other: &Self) {
        self.bits.truncate(other.bits.len());
        self.bits.iter_mut().zip(&other.bits).for_each(|(mine, theirs)| *mine &= theirs);
        let full = self.bits.iter().rposition(|bits| *bits != 0).map_or(0, |last| last + 1);
        self.bits.truncate(full);
        self.far.retain(|id| other.far.contains(id));
    }

    /// Puts in those that are in `other`.
    pub fn or(&mut self, other: &Self) {
        if self.bits.len() < other.bits.len() {
            self.bits.resize(other.bits.len(), 0);
        }
        self.bits.iter_mut().zip(&other.bits).for_each(|(mine, theirs)| *mine |= theirs);
        self.far.extend(&other.far);
    }

    /// The issues: those kept as bits first, each kind rising by number.
    pub fn iter(&self) -> impl Iterator<Item = IssueId> {
        let near = (0_i64..).step_by(u64::BITS as usize).zip(&self.bits).flat_map(|(first, bits)| {
            let mut left = *bits;
            std::iter::from_fn(move || {
                let at = (left != 0).then(|| i64::from(left.trailing_zeros()))?;
                left &= left - 1;
                Some(IssueId(first + at))
            })
        });
        near.chain(self.far.iter().copied().map(IssueId))
    }
}

impl FromIterator<IssueId> for Ids {
    fn from_iter<T: IntoIterator<Item = IssueId>>(ids: T) -> Self {
        let mut all = Self::new();
        all.extend(ids);
        all
    }
}

impl Extend<IssueId> for Ids {
    fn extend<T: IntoIterator<Item = IssueId>>(&mut self, ids: T) {
        ids.into_iter().for_each(|id| {
            self.insert(id);
        });
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn number() -> impl Strategy<Value = i64> {
        prop_oneof![8 => 0..300_i64, 1 => MOST - 2..MOST + 2, 1 => any::<i64>(), 1 => Just(i64::MAX)]
    }

    fn set(ids: &[i64]) -> Ids {
        ids.iter().copied().map(IssueId).collect()
    }

    fn numbers(ids: &Ids) -> BTreeSet<i64> {
        ids.iter().map(|id| id.0).collect()
    }

    proptest! {
        #[test]
        fn is_a_set(one in prop::collection::vec(number(), 0..60), other in prop::collection::vec(number(), 0..60)) {
            let (wanted, others) = (BTreeSet::from_iter(one.clone()), BTreeSet::from_iter(other.clone()));
            let mut ids = set(&one);
            prop_assert_eq!(numbers(&ids), wanted.clone());
            prop_assert_eq!((ids.len(), ids.is_empty()), (wanted.len(), wanted.is_empty()));
            prop_assert!(one.iter().all(|id| ids.contains(IssueId(*id)) && !ids.clone().insert(IssueId(*id))));
            prop_assert!(other.iter().all(|id| ids.contains(IssueId(*id)) == wanted.contains(id)));
            let mut any = ids.clone();
            any.or(&set(&other));
            let either: Vec<i64> = wanted.union(&others).copied().collect();
            prop_assert_eq!(any, set(&either));
            ids.and(&set(&other));
            let both: Vec<i64> = wanted.intersection(&others).copied().collect();
            prop_assert_eq!(ids, set(&both));
        }
    }
}
