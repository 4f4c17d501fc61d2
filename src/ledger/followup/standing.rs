//! Where a notice stands, by what users said of it: whether it is withdrawn, and which notices are one.
//!
//! As everywhere, the last word counts, in the order of counter, then of id, less what was taken back.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, tz::TimeZone};

use super::{Event, case::NoticeChange};

/// That a notice was withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Withdrawal {
    /// By whom.
    pub author: String,
    /// When.
    pub time: Timestamp,
    /// Why; empty where it was withdrawn before reasons were asked for.
    pub reason: String,
}

/// A notice that is withdrawn, where something of it was to be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Away {
    /// Its number in this ledger, by which it is named to show it again.
    pub number: i64,
    /// Who withdrew it last, when and why; `None` where an older program did and nothing is known of it.
    pub by: Option<Withdrawal>,
}

impl Away {
    /// Who withdrew it, when and why, and how it is shown again.
    pub fn explain(&self, words: &crate::words::ledger::Ledger) -> String {
        let (who, when, reason) = match &self.by {
            Some(by) => (by.author.as_str(), day_and_time(by.time), by.reason.as_str()),
            None => ("", String::new(), ""),
        };
        (words.refused_withdrawn)(who, &when, reason, self.number)
    }
}

/// A moment as people read it, in the zone of the clock.
fn day_and_time(time: Timestamp) -> String {
    time.to_zoned(TimeZone::system()).strftime("%Y-%m-%d %H:%M").to_string()
}

/// The event that says last whether a notice is shown; `events` are of one notice and
/// [settled](super::settle).
pub fn last_word<'a>(events: &[&'a Event<NoticeChange>]) -> Option<&'a Event<NoticeChange>> {
    let says = |event: &&&Event<NoticeChange>| !event.undone && shows(&event.change).is_some();
    events.iter().rev().find(says).copied()
}

/// Whether a change shows a notice or withdraws it; `None` where it says neither.
pub fn shows(change: &NoticeChange) -> Option<bool> {
    match change {
        NoticeChange::Withdraw { .. } => Some(false),
        NoticeChange::Restore { .. } => Some(true),
        _ => None,
    }
}

/// The events that count, of which none was made in knowledge of another, where what they say differs; else
/// none. `says` is what an event says of the matter, `None` where it says nothing of it.
pub fn at_odds<'a, T: PartialEq>(
    events: &[&'a Event<NoticeChange>],
    says: impl Fn(&NoticeChange) -> Option<T>,
) -> Vec<&'a Event<NoticeChange>> {
    let drawn: Vec<_> =
        events.iter().copied().filter(|event| !event.undone && says(&event.change).is_some()).collect();
    let last: Vec<_> =
        drawn.iter().copied().filter(|event| !drawn.iter().any(|later| later.knew(event))).collect();
    let said: Vec<Option<T>> = last.iter().map(|event| says(&event.change)).collect();
    let differ = said.iter().zip(said.iter().skip(1)).any(|(one, other)| one != other);
    if differ { last } else { Vec::new() }
}

/// Which notices are one, where any two of `same` are: for each that is one with another, the smallest of
/// them. What is said to be one with the same is one, through however many.
pub fn united<N: Copy + Ord>(same: &[(N, N)]) -> BTreeMap<N, N> {
    let mut groups: Vec<BTreeSet<N>> = Vec::new();
    for (one, other) in same {
        let (of_it, mut rest): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|group| group.contains(one) || group.contains(other));
        let mut group: BTreeSet<N> = of_it.into_iter().flatten().collect();
        group.extend([*one, *other]);
        rest.push(group);
        groups = rest;
    }
    let of = |group: BTreeSet<N>| {
        let first = group.first().copied();
        group.into_iter().filter_map(move |one| Some((one, first?))).collect::<Vec<_>>()
    };
    groups.into_iter().flat_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::united;

    #[test]
    fn what_is_one_with_the_same_is_one_in_whatever_order_it_was_said() {
        let want = [(1, 1), (2, 1), (3, 1), (5, 4), (4, 4)].into();
        assert_eq!(united(&[(1, 2), (4, 5), (2, 3)]), want);
        assert_eq!(united(&[(3, 2), (5, 4), (2, 1), (1, 3)]), want);
        assert!(united::<u8>(&[]).is_empty());
    }
}
