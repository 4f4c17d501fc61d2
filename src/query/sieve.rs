//! A filter made ready, to be held against a million issues.
//!
//! Nearly all issues are plain: their notice still has them and no inspector said anything about them. Of those
//! only outcome and deadlines can make a difference, so that two columns are read and nothing else. Every other
//! issue is asked as a whole row, and each gets the answer that its row would ([`super::filter`]).

use std::ops::Range;

use jiff::civil::Date;

use crate::ledger::{
    followup::State,
    types::{Issues, OutcomeSet},
};

use super::{
    filter::{DueFilter, Filter, OutcomeChoice, OutcomeChoices, matches_anywhere},
    tally::Counts,
};

/// How many sets of outcomes there are.
const SETS: usize = 1 << 5;

/// A filter on a day.
pub(super) struct Sieve<'a> {
    filter: &'a Filter,
    today: Date,
    /// Which plain issues it shows, by their outcomes; nothing else of them is asked here.
    outcomes: [bool; SETS],
    /// Whether more is asked of plain issues than their outcomes.
    more: bool,
    /// Whether sets of issues are.
    sets: bool,
}

impl<'a> Sieve<'a> {
    /// Makes `filter` ready for the day `today`; its choice of agencies is left aside.
    pub fn new(filter: &'a Filter, today: Date) -> Self {
        let shows_plain = !filter.conflict
            && !filter.doubtful
            && !filter.printed_anew
            && (filter.states.is_empty() || filter.states.has(State::Unread))
            && matches!(filter.recheck, None | Some(DueFilter::Absent));
        let mut outcomes = [false; SETS];
        for (bits, shown) in (0u8..).zip(&mut outcomes) {
            *shown = shows_plain && filter.outcome.admits(OutcomeSet(bits));
        }
        let sets = filter.asked.is_some() || filter.only.is_some() || filter.answers.is_some();
        let more = filter.deadline.is_some() || sets;
        Self { filter, today, outcomes, more, sets }
    }

    /// Whether the issue at a place is shown.
    #[inline]
    pub fn admits(&self, issues: &Issues, at: usize) -> bool {
        match issues.plain(at) {
            Some((outcome, first)) => self.admits_plain(issues, at, outcome, first),
            None => issues.get(at).is_some_and(|row| matches_anywhere(self.filter, &row, self.today)),
        }
    }

    #[inline]
    fn admits_plain(&self, issues: &Issues, at: usize, outcome: OutcomeSet, first: Date) -> bool {
        let shown = self.outcomes.get(usize::from(outcome.0)).copied().unwrap_or(false);
        shown && (!self.more || self.admits_more(issues, at, first))
    }

    fn admits_more(&self, issues: &Issues, at: usize, first: Date) -> bool {
        let filter = self.filter;
        let due = match filter.deadline {
            None => true,
            Some(DueFilter::Overdue) => first < self.today,
            Some(due) => due.admits(issues.deadlines(at), self.today),
        };
        let among = |id| {
            filter.asked.as_ref().is_none_or(|asked| asked.contains(id))
                && filter.only.as_ref().is_none_or(|only| only.contains(id))
                && filter.answers.as_ref().is_none_or(|answers| answers.contains(id))
        };
        due && (!self.sets || issues.id(at).is_some_and(among))
    }

    /// The figures of the issues at these places that are shown.
    pub fn counts(&self, issues: &Issues, places: Range<usize>) -> Counts {
        let mut by_outcome = [0u32; SETS];
        let mut counts = Counts::default();
        for at in places {
            match issues.plain(at) {
                Some((outcome, first)) => {
                    if self.admits_plain(issues, at, outcome, first) {
                        if let Some(count) = by_outcome.get_mut(usize::from(outcome.0)) {
                            *count += 1;
                        }
                        counts.overdue += u32::from(first < self.today);
                    }
                }
                None => {
                    let row = issues.get(at);
                    if let Some(row) = row.filter(|row| matches_anywhere(self.filter, row, self.today)) {
                        counts.add(&row, self.today);
                    }
                }
            }
        }
        for (bits, plain) in (0u8..).zip(by_outcome).filter(|(_, plain)| *plain > 0) {
            counts.issues += plain;
            for choice in OutcomeChoices::of(OutcomeSet(bits)).iter() {
                if let Some(count) = counts.outcomes.get_mut(OutcomeChoice::index(choice)) {
                    *count += plain;
                }
            }
            if let Some(unread) = counts.states.get_mut(State::Unread as usize) {
                *unread += plain;
            }
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::ToSpan;
    use proptest::prelude::*;

    use super::*;
    use crate::{
        ledger::{
            followup::Review,
            types::{AgencyId, AgencyRow, DueRow, Fixes, IssueId, NoticeId, OwnedRow, Snapshot},
        },
        notice::DeadlineKind,
        query::{
            filter::{OutcomeFilter, StateSet, matches},
            tally::{Tally, counts, shown},
        },
    };

    const TODAY: Date = jiff::civil::date(2026, 11, 24);

    fn day(ahead: i32) -> Date {
        TODAY.checked_add(ahead.days()).unwrap()
    }

    fn row() -> impl Strategy<Value = OwnedRow> {
        let kind = prop::sample::select(vec![
            DeadlineKind::Required,
            DeadlineKind::Promised,
            DeadlineKind::Reported,
        ]);
        let days = prop::collection::vec((-3..4i32, kind), 0..3);
        let said = prop::option::of((prop::sample::select(State::ALL.to_vec()), prop::option::of(-2..3i32)));
        (0..32u8, days, said, prop::bool::weighted(0.8), 0..6u8).prop_map(
            |(bits, days, said, present, more)| OwnedRow {
                outcome: OutcomeSet(bits),
                deadlines: days.into_iter().map(|(at, kind)| DueRow { due: day(at), kind }).collect(),
                review: said.map_or(Review::default(), |(state, due)| Review {
                    state,
                    due: due.map(day),
                    ..Review::default()
                }),
                present,
                doubtful: more == 1,
                fixes: Fixes { void: more == 2, hides: more == 3, ..Fixes::default() },
                ..OwnedRow::default()
            },
        )
    }

    fn snapshot() -> impl Strategy<Value = Snapshot> {
        prop::collection::vec((row(), prop::bool::weighted(0.3)), 0..60).prop_map(|rows| {
            // Agencies change now and then, and some come again.
            let mut notice = 1;
            let put = |(at, (row, next)): (i64, (OwnedRow, bool))| {
                notice += i64::from(next);
                OwnedRow { id: IssueId(at), notice: NoticeId(notice), agency: AgencyId(notice % 3), ..row }
            };
            let issues = (1..).zip(rows).map(put).collect();
            let agencies = (0..3).map(|id| AgencyRow { id: AgencyId(id), ..AgencyRow::default() }).collect();
            Snapshot { agencies, issues, ..Snapshot::default() }
        })
    }

    fn due() -> impl Strategy<Value = Option<DueFilter>> {
        prop::option::of(prop_oneof![
            Just(DueFilter::Overdue),
            Just(DueFilter::Absent),
            (0..4u16).prop_map(DueFilter::Within),
            (prop::option::of(-3..3i32), prop::option::of(-3..3i32))
                .prop_map(|(from, to)| DueFilter::Between(from.map(day), to.map(day))),
        ])
    }

    fn filter() -> impl Strategy<Value = Filter> {
        let choices = || {
            prop::collection::vec(prop::sample::select(OutcomeChoice::ALL.to_vec()), 0..3)
                .prop_map(|all| all.into_iter().collect::<OutcomeChoices>())
        };
        let outcome = (choices(), any::<bool>(), choices()).prop_map(|(with, all, without)| OutcomeFilter {
            with,
            all,
            without,
        });
        let states = prop::collection::vec(prop::sample::select(State::ALL.to_vec()), 0..2);
        let rare = || prop::bool::weighted(0.1);
        let ids = || prop::option::weighted(0.2, prop::collection::hash_set(1..60i64, 0..40));
        let agencies = prop::collection::btree_set((0..4i64).prop_map(AgencyId), 0..3);
        (outcome, due(), due(), states, agencies, (rare(), rare(), rare()), (ids(), ids(), ids())).prop_map(
            |(
                outcome,
                deadline,
                recheck,
                states,
                agencies,
                (conflict, doubtful, printed_anew),
                (asked, only, answers),
            )| {
                let issues = |ids: std::collections::HashSet<i64>| ids.into_iter().map(IssueId).collect();
                Filter {
                    outcome,
                    deadline,
                    recheck,
                    states: states.into_iter().collect::<StateSet>(),
                    agencies,
                    conflict,
                    doubtful,
                    printed_anew,
                    asked: asked.map(|ids| Arc::new(issues(ids))),
                    only: only.map(|ids| Arc::new(issues(ids))),
                    answers: answers.map(|ids| Arc::new(issues(ids))),
                }
            },
        )
    }

    proptest! {
        #[test]
        fn columns_answer_as_rows_do(snapshot in snapshot(), filter in filter()) {
            let rows = || snapshot.issues.iter();
            let want: Vec<bool> = rows().map(|row| matches(&filter, &row, TODAY)).collect();
            prop_assert_eq!(shown(&snapshot, &filter, TODAY), want);
            let mut tally = Tally { agencies: vec![Counts::default(); 3], ..Tally::default() };
            for row in rows().filter(|row| matches_anywhere(&filter, row, TODAY)) {
                tally.agencies[usize::try_from(row.agency.0).unwrap()].add(&row, TODAY);
                if filter.agencies.is_empty() || filter.agencies.contains(&row.agency) {
                    tally.total.add(&row, TODAY);
                }
            }
            prop_assert_eq!(counts(&snapshot, &filter, TODAY), tally);
        }
    }
}
