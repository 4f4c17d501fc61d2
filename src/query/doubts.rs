//! Which doubts (疑点) are shown, and how many there are.

use std::collections::{HashMap, HashSet};

use crate::{
    checks::{RuleId, Rules},
    ledger::types::{AgencyId, DoubtRow, IssueId, NoticeId, Snapshot},
};

/// The doubts of the rules that are on; those are left out that stand only at what was put right as no issue.
pub fn shown<'s>(snapshot: &'s Snapshot, rules: &'s Rules) -> impl Iterator<Item = &'s DoubtRow> {
    let void: HashSet<IssueId> =
        snapshot.issues.said().filter(|row| row.fixes.void).map(|row| row.id).collect();
    snapshot.doubts.iter().filter(move |row| {
        let of_none = !row.issues.is_empty() && row.issues.iter().all(|issue| void.contains(issue));
        rules.asks(row.rule) && !of_none
    })
}

/// How many doubts there are that nobody put aside.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// By issue; a doubt that stands at two is counted at both.
    pub issues: HashMap<IssueId, usize>,
    /// By agency; a doubt is counted once.
    pub agencies: HashMap<AgencyId, usize>,
    /// By notice.
    pub notices: HashMap<NoticeId, usize>,
    /// By notice, those that stand at none of its issues.
    pub at_notice: HashMap<NoticeId, usize>,
    /// By rule.
    pub rules: HashMap<RuleId, usize>,
    /// All.
    pub all: usize,
}

impl Tally {
    /// Counts the shown doubts of a snapshot.
    pub fn of(snapshot: &Snapshot, rules: &Rules) -> Self {
        let agencies: HashMap<NoticeId, AgencyId> =
            snapshot.notices.iter().map(|row| (row.id, row.agency)).collect();
        let mut tally = Self::default();
        for row in shown(snapshot, rules).filter(|row| row.open()) {
            for issue in &row.issues {
                *tally.issues.entry(*issue).or_default() += 1;
            }
            if let Some(agency) = agencies.get(&row.notice) {
                *tally.agencies.entry(*agency).or_default() += 1;
            }
            *tally.notices.entry(row.notice).or_default() += 1;
            if row.issues.is_empty() {
                *tally.at_notice.entry(row.notice).or_default() += 1;
            }
            *tally.rules.entry(row.rule).or_default() += 1;
            tally.all += 1;
        }
        tally
    }

    /// How many stand at an issue.
    pub fn at(&self, issue: IssueId) -> usize {
        self.issues.get(&issue).copied().unwrap_or(0)
    }

    /// How many an agency has.
    pub fn of_agency(&self, agency: AgencyId) -> usize {
        self.agencies.get(&agency).copied().unwrap_or(0)
    }
}
