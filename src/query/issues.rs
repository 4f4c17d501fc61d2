//! A set of issues, by their numbers.

use std::collections::HashSet;

use crate::ledger::types::IssueId;

/// A set of issues. The numbers of a ledger's issues are dense, so it is a bit for each: asked of every row of a
/// long list, it answers at once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IssueSet {
    bits: Vec<u64>,
    /// Numbers that are not of the dense kind.
    far: HashSet<IssueId>,
}

/// Numbers from here on have no bit: a set of one of them would take more than 16 MB.
const FAR: usize = 1 << 27;

impl IssueSet {
    /// Puts an issue into the set.
    pub fn insert(&mut self, id: IssueId) {
        match place(id) {
            Some((word, bit)) => {
                if self.bits.len() <= word {
                    self.bits.resize(word + 1, 0);
                }
                if let Some(bits) = self.bits.get_mut(word) {
                    *bits |= bit;
                }
            }
            None => {
                self.far.insert(id);
            }
        }
    }

    /// Whether an issue is in the set.
    pub fn contains(&self, id: &IssueId) -> bool {
        match place(*id) {
            Some((word, bit)) => self.bits.get(word).is_some_and(|bits| bits & bit != 0),
            None => self.far.contains(id),
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.bits.iter().map(|bits| bits.count_ones() as usize).sum::<usize>() + self.far.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The word of an issue's bit, and the bit in it.
fn place(id: IssueId) -> Option<(usize, u64)> {
    let at = usize::try_from(id.0).ok().filter(|at| *at < FAR)?;
    Some((at / 64, 1 << (at % 64)))
}

impl FromIterator<IssueId> for IssueSet {
    fn from_iter<T: IntoIterator<Item = IssueId>>(ids: T) -> Self {
        let mut set = Self::default();
        ids.into_iter().for_each(|id| set.insert(id));
        set
    }
}

impl Extend<IssueId> for IssueSet {
    fn extend<T: IntoIterator<Item = IssueId>>(&mut self, ids: T) {
        ids.into_iter().for_each(|id| self.insert(id));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn is_a_set(ids in proptest::collection::vec(-3i64..300, 0..60), far in proptest::option::of(i64::MAX - 9..)) {
            let all: HashSet<IssueId> = ids.into_iter().chain(far).map(IssueId).collect();
            let set: IssueSet = all.iter().copied().collect();
            proptest::prop_assert_eq!((set.len(), set.is_empty()), (all.len(), all.is_empty()));
            for id in (-4..301).chain(far).chain([i64::MAX]).map(IssueId) {
                proptest::prop_assert_eq!(set.contains(&id), all.contains(&id));
            }
        }
    }
}
