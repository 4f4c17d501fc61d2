//! How many issues there are of what.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::ledger::{
    followup::State,
    types::{IssueRow, Snapshot},
};

use super::{
    filter::{Filter, OutcomeChoice, OutcomeChoices},
    sieve::Sieve,
};

/// Figures over a set of issues; what was put right as being none is in no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Issues that the newest versions of their notices have.
    pub issues: u32,
    /// Issues that only an older version has, and that carry a follow-up; in none of the figures
    /// about outcomes and deadlines, but in those about follow-ups.
    pub gone: u32,
    /// By outcome, in the order of [`OutcomeChoice::ALL`]. An issue with two outcomes counts twice.
    pub outcomes: [u32; 6],
    /// Issues with an overdue deadline (逾期).
    pub overdue: u32,
    /// By state of the follow-up, in the order of [`State::ALL`].
    pub states: [u32; 5],
    /// Checks still to be done whose own day (复查期限) is today or has passed.
    pub recheck_due: u32,
    /// Those of them whose day has passed (复查逾期).
    pub recheck_passed: u32,
    /// What people differ about (意见不一): issues, and
    /// notices and agencies, where the filter asks nothing of issues, and in the total where notices stand.
    pub conflicts: u32,
    /// Issues of which it is doubtful whether they are those of the former version.
    pub doubtful: u32,
    /// Issues of which the notice prints something else by now than when it was put right (原文已变); and
    /// notices of which the newest version does, where the filter asks nothing of issues.
    pub printed_anew: u32,
}

impl Counts {
    /// How many have this outcome.
    pub fn outcome(&self, choice: OutcomeChoice) -> u32 {
        self.outcomes.get(choice.index()).copied().unwrap_or(0)
    }

    /// How many are in this state.
    pub fn state(&self, state: State) -> u32 {
        self.states.get(state as usize).copied().unwrap_or(0)
    }

    /// All issues, gone ones too: what a list of them shows.
    pub fn rows(&self) -> u32 {
        self.issues + self.gone
    }

    /// Adds the figures of others.
    fn join(&mut self, other: &Self) {
        let Self {
            issues,
            gone,
            outcomes,
            overdue,
            states,
            recheck_due,
            recheck_passed,
            conflicts,
            doubtful,
            printed_anew,
        } = other;
        self.issues += issues;
        self.gone += gone;
        self.outcomes.iter_mut().zip(outcomes).for_each(|(all, more)| *all += more);
        self.overdue += overdue;
        self.states.iter_mut().zip(states).for_each(|(all, more)| *all += more);
        self.recheck_due += recheck_due;
        self.recheck_passed += recheck_passed;
        self.conflicts += conflicts;
        self.doubtful += doubtful;
        self.printed_anew += printed_anew;
    }

    pub(super) fn add(&mut self, row: &IssueRow<'_>, today: Date) {
        if row.fixes.void {
            return;
        }
        self.conflicts += u32::from(row.differs());
        if let Some(count) = self.states.get_mut(row.review.state as usize) {
            *count += 1;
        }
        let open = matches!(row.review.state, State::Query | State::Revisit);
        self.recheck_due += u32::from(open && row.review.due.is_some_and(|due| due <= today));
        self.recheck_passed += u32::from(row.review.due_passed(today));
        self.doubtful += u32::from(row.doubtful);
        self.printed_anew += u32::from(row.fixes.hides);
        if !row.present {
            self.gone += 1;
            return;
        }
        self.issues += 1;
        for choice in OutcomeChoices::of(row.outcome).iter() {
            if let Some(count) = self.outcomes.get_mut(choice.index()) {
                *count += 1;
            }
        }
        self.overdue += u32::from(row.deadlines.iter().any(|deadline| deadline.overdue(today)));
    }
}

/// Which issues of `snapshot` the filter shows on the day `today`, by their place.
pub fn shown(snapshot: &Snapshot, filter: &Filter, today: Date) -> Vec<bool> {
    let sieve = Sieve::new(filter, today);
    let chosen = |agency| filter.agencies.is_empty() || filter.agencies.contains(&agency);
    let issues = &snapshot.issues;
    let mut out = Vec::with_capacity(issues.len());
    for (agency, places) in issues.runs() {
        let chosen = chosen(agency);
        out.extend(places.map(|at| chosen && sieve.admits(issues, at)));
    }
    out
}

/// The figures of a snapshot under a filter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// Of all that the filter shows.
    pub total: Counts,
    /// Of each agency, in the order of the snapshot's agencies. The filter's choice of agencies is
    /// left aside here, so that those not chosen tell what they would show.
    pub agencies: Vec<Counts>,
}

/// Counts the issues of `snapshot` that `filter` shows on the day `today`.
pub fn counts(snapshot: &Snapshot, filter: &Filter, today: Date) -> Tally {
    let place: HashMap<_, _> = snapshot.agencies.iter().enumerate().map(|(at, row)| (row.id, at)).collect();
    let mut tally =
        Tally { total: Counts::default(), agencies: vec![Counts::default(); snapshot.agencies.len()] };
    let chosen = |agency| filter.agencies.is_empty() || filter.agencies.contains(&agency);
    let sieve = Sieve::new(filter, today);
    for (agency, places) in snapshot.issues.runs() {
        let of_run = sieve.counts(&snapshot.issues, places);
        if let Some(counts) = place.get(&agency).and_then(|at| tally.agencies.get_mut(*at)) {
            counts.join(&of_run);
        }
        if chosen(agency) {
            tally.total.join(&of_run);
        }
    }
    let notices = snapshot.notices.iter().filter(|row| filter.admits_notice(row));
    let of_notices = notices.map(|row| (row.agency, !row.contested.is_empty(), !row.hides.is_empty()));
    let agencies = snapshot.agencies.iter().filter(|row| filter.admits_agency(row));
    let of_agencies = agencies.map(|row| (row.id, !row.contested.is_empty(), false));
    for (agency, differ, anew) in of_notices.chain(of_agencies) {
        let of_agency = place.get(&agency).and_then(|at| tally.agencies.get_mut(*at));
        for counts in of_agency.into_iter().chain(chosen(agency).then_some(&mut tally.total)) {
            counts.conflicts += u32::from(differ);
            counts.printed_anew += u32::from(anew);
        }
    }
    // Of notices that may be withdrawn, or one with another: of no agency that is shown.
    if filter.asks_nothing_of_issues() && !filter.printed_anew && filter.agencies.is_empty() {
        tally.total.conflicts += u32::try_from(snapshot.disputes.len()).unwrap_or(u32::MAX);
    }
    tally
}
