//! Which issues a list shows.
//!
//! A [`Filter`] holds several questions; an issue is shown when it answers all of them. A question
//! that is not asked is answered by every issue.
//!
//! - **Outcome**: an issue carries a *set* of outcomes (`已完成，长期坚持` is two), or none (未标明).
//!   [`OutcomeFilter`] can ask for any of those chosen, for all of them, and that none of certain
//!   others be there, so that "已完成 but not 长期坚持" is one filter.
//! - **Deadline**: what the notice says, see [`DueFilter`].
//! - **Recheck**: the inspector's own day (复查期限), asked with the same type.
//! - **State**, **agency**, open doubts (疑点), the hits of a search, and what answers a query
//!   ([`crate::query::lang`]).
//!
//! An issue that the newest version of its notice no longer has answers no question about outcome
//! or deadline, since nobody says those of it any more; all other questions it answers like any.
//! What an inspector has put right as being no issue at all (不是问题) no filter shows, not even the
//! empty one: a list of everything may show it besides.

use std::{collections::BTreeSet, sync::Arc};

use jiff::{ToSpan, civil::Date};

use crate::{
    ledger::{
        followup::State,
        ids::Ids,
        types::{AgencyId, AgencyRow, DueRow, IssueRow, NoticeRow, OutcomeSet},
    },
    notice::{DeadlineKind, OutcomeTag},
};

/// One choice of the outcome filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OutcomeChoice {
    /// The notice states this.
    Tag(OutcomeTag),
    /// The notice states none (未标明).
    Unstated,
}

impl OutcomeChoice {
    /// All choices in the order in which they are offered and counted.
    pub const ALL: [Self; 6] = [
        Self::Tag(OutcomeTag::Completed),
        Self::Tag(OutcomeTag::Phased),
        Self::Tag(OutcomeTag::LongTerm),
        Self::Tag(OutcomeTag::InProgress),
        Self::Tag(OutcomeTag::NotStarted),
        Self::Unstated,
    ];

    /// Its place in [`OutcomeChoice::ALL`].
    pub fn index(self) -> usize {
        match self {
            Self::Tag(tag) => tag as usize,
            Self::Unstated => 5,
        }
    }
}

/// A set of [`OutcomeChoice`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct OutcomeChoices(u8);

impl OutcomeChoices {
    /// What an issue with these outcomes answers to: its tags, or [`OutcomeChoice::Unstated`].
    pub fn of(outcome: OutcomeSet) -> Self {
        if outcome.is_empty() { Self(1 << OutcomeChoice::Unstated.index()) } else { Self(outcome.0) }
    }

    /// Whether nothing is chosen.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether `choice` is chosen.
    pub fn has(self, choice: OutcomeChoice) -> bool {
        self.0 & (1 << choice.index()) != 0
    }

    /// Chooses `choice`, or takes it out.
    pub fn set(&mut self, choice: OutcomeChoice, on: bool) {
        if on {
            self.0 |= 1 << choice.index();
        } else {
            self.0 &= !(1 << choice.index());
        }
    }

    /// The chosen, in their order.
    pub fn iter(self) -> impl Iterator<Item = OutcomeChoice> {
        OutcomeChoice::ALL.into_iter().filter(move |choice| self.has(*choice))
    }
}

impl FromIterator<OutcomeChoice> for OutcomeChoices {
    fn from_iter<T: IntoIterator<Item = OutcomeChoice>>(choices: T) -> Self {
        let mut all = Self::default();
        choices.into_iter().for_each(|choice| all.set(choice, true));
        all
    }
}

/// What is asked of the outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct OutcomeFilter {
    /// The issue has any of these, or with `all` every one of them. Empty: not asked.
    /// (所有 of 未标明 and a tag is answered by no issue.)
    pub with: OutcomeChoices,
    /// Whether every one of `with` must be there.
    pub all: bool,
    /// The issue has none of these. Empty: not asked.
    pub without: OutcomeChoices,
}

/// How a choice stands in an [`OutcomeFilter`]; what one key goes round through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Stand {
    /// Not asked.
    #[default]
    Off,
    /// Wanted.
    With,
    /// Shut out.
    Without,
}

impl OutcomeFilter {
    /// Whether nothing is asked.
    pub fn is_empty(self) -> bool {
        self.with.is_empty() && self.without.is_empty()
    }

    /// How `choice` stands.
    pub fn stand(self, choice: OutcomeChoice) -> Stand {
        match (self.with.has(choice), self.without.has(choice)) {
            (true, _) => Stand::With,
            (false, true) => Stand::Without,
            (false, false) => Stand::Off,
        }
    }

    /// Puts `choice` to a stand.
    pub fn put(&mut self, choice: OutcomeChoice, stand: Stand) {
        self.with.set(choice, stand == Stand::With);
        self.without.set(choice, stand == Stand::Without);
    }

    /// Moves `choice` on: off → with → without → off.
    pub fn turn(&mut self, choice: OutcomeChoice) {
        let next = match self.stand(choice) {
            Stand::Off => Stand::With,
            Stand::With => Stand::Without,
            Stand::Without => Stand::Off,
        };
        self.put(choice, next);
    }

    /// Whether an issue with these outcomes is shown.
    pub fn admits(self, outcome: OutcomeSet) -> bool {
        let has = OutcomeChoices::of(outcome).0;
        let with = self.with.0;
        let wanted = with == 0 || if self.all { has & with == with } else { has & with != 0 };
        wanted && has & self.without.0 == 0
    }
}

/// What is asked of days: of the notice's deadlines, or of the inspector's own day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DueFilter {
    /// A required or promised deadline has passed (逾期), whatever the outcome says. Of the
    /// inspector's own day: it has passed and the check is still to be done (复查逾期).
    Overdue,
    /// A required or promised deadline falls from today to so many days ahead, both included.
    Within(u16),
    /// Any deadline, reported ones too, falls between the days, both included; `None` is open.
    Between(Option<Date>, Option<Date>),
    /// There is no deadline with a day.
    Absent,
}

impl DueFilter {
    /// Whether an issue with these deadlines is shown.
    pub fn admits(self, deadlines: &[DueRow], today: Date) -> bool {
        match self {
            Self::Overdue => deadlines.iter().any(|row| row.overdue(today)),
            Self::Within(days) => {
                let last = ahead(today, days);
                deadlines
                    .iter()
                    .any(|row| row.kind != DeadlineKind::Reported && row.due >= today && row.due <= last)
            }
            Self::Between(from, to) => deadlines.iter().any(|row| lies(row.due, from, to)),
            Self::Absent => deadlines.is_empty(),
        }
    }

    /// Whether a day of the notice is what is asked for; what falls due and what is overdue is asked of deadlines.
    pub(super) fn admits_day(self, day: Option<Date>, today: Date) -> bool {
        match (self, day) {
            (Self::Absent, day) => day.is_none(),
            (_, None) => false,
            (Self::Overdue, Some(day)) => day < today,
            (Self::Within(days), Some(day)) => day >= today && day <= ahead(today, days),
            (Self::Between(from, to), Some(day)) => lies(day, from, to),
        }
    }

    pub(super) fn admits_recheck(self, row: &IssueRow<'_>, today: Date) -> bool {
        match (self, row.review.due) {
            (Self::Overdue, _) => row.review.due_passed(today),
            (Self::Absent, due) => due.is_none(),
            (_, None) => false,
            (Self::Within(days), Some(due)) => due >= today && due <= ahead(today, days),
            (Self::Between(from, to), Some(due)) => lies(due, from, to),
        }
    }
}

/// The day so many days after `today`; the last day of the calendar where that lies beyond it.
fn ahead(today: Date, days: u16) -> Date {
    today.saturating_add(i64::from(days).days())
}

fn lies(day: Date, from: Option<Date>, to: Option<Date>) -> bool {
    from.is_none_or(|from| day >= from) && to.is_none_or(|to| day <= to)
}

/// A set of [`State`]; empty means that the state is not asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct StateSet(u8);

impl StateSet {
    /// Whether nothing is chosen.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether `state` is chosen.
    pub fn has(self, state: State) -> bool {
        self.0 & (1 << state as u8) != 0
    }

    /// Chooses `state`, or takes it out.
    pub fn set(&mut self, state: State, on: bool) {
        if on {
            self.0 |= 1 << state as u8;
        } else {
            self.0 &= !(1 << state as u8);
        }
    }

    /// The chosen, in their order.
    pub fn iter(self) -> impl Iterator<Item = State> {
        State::ALL.into_iter().filter(move |state| self.has(*state))
    }
}

impl FromIterator<State> for StateSet {
    fn from_iter<T: IntoIterator<Item = State>>(states: T) -> Self {
        let mut all = Self::default();
        states.into_iter().for_each(|state| all.set(state, true));
        all
    }
}

/// Which issues a list shows; the default shows all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// What is asked of the outcome.
    pub outcome: OutcomeFilter,
    /// What is asked of the notice's deadlines.
    pub deadline: Option<DueFilter>,
    /// What is asked of the inspector's own day (复查期限).
    pub recheck: Option<DueFilter>,
    /// The states asked for; empty: any.
    pub states: StateSet,
    /// The agencies asked for; empty: any.
    pub agencies: BTreeSet<AgencyId>,
    /// Only issues about which people differ (意见不一, [`IssueRow::differs`]).
    pub conflict: bool,
    /// Only issues of which it is doubtful whether they are those of the former version.
    pub doubtful: bool,
    /// Only issues of which the notice prints something else by now than when it was put right (原文已变,
    /// [`crate::ledger::types::Fixes::hides`]).
    pub printed_anew: bool,
    /// Only issues at which a doubt (疑点) is open, where that is asked for: these.
    pub asked: Option<Arc<Ids>>,
    /// The hits of a search, where one is on.
    pub only: Option<Arc<Ids>>,
    /// What answers the query that is in force as a filter, where one is: these.
    pub answers: Option<Arc<Ids>>,
}

impl Filter {
    /// Whether nothing is asked of issues, but that people differ about them, or that they are printed anew: what
    /// is said of notices and agencies answers that too.
    pub fn asks_nothing_of_issues(&self) -> bool {
        Self { agencies: BTreeSet::new(), conflict: false, printed_anew: false, ..self.clone() }.is_empty()
    }

    /// Whether what is said of a notice itself answers what is asked, whatever its agency.
    pub fn admits_notice(&self, row: &NoticeRow) -> bool {
        self.asks_nothing_of_issues()
            && (!self.conflict || !row.contested.is_empty())
            && (!self.printed_anew || !row.hides.is_empty())
    }

    /// The same of an agency.
    pub fn admits_agency(&self, row: &AgencyRow) -> bool {
        self.asks_nothing_of_issues() && !self.printed_anew && (!self.conflict || !row.contested.is_empty())
    }

    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.outcome.is_empty()
            && self.deadline.is_none()
            && self.recheck.is_none()
            && self.states.is_empty()
            && self.agencies.is_empty()
            && !self.conflict
            && !self.doubtful
            && !self.printed_anew
            && self.asked.is_none()
            && self.only.is_none()
            && self.answers.is_none()
    }
}

/// Whether `row` is shown on the day `today`.
pub fn matches(filter: &Filter, row: &IssueRow<'_>, today: Date) -> bool {
    (filter.agencies.is_empty() || filter.agencies.contains(&row.agency))
        && matches_anywhere(filter, row, today)
}

/// Whether `row` is shown, were its agency chosen.
pub(super) fn matches_anywhere(filter: &Filter, row: &IssueRow<'_>, today: Date) -> bool {
    let asks_the_notice = !filter.outcome.is_empty() || filter.deadline.is_some();
    !row.fixes.void
        && (row.present || !asks_the_notice)
        && filter.outcome.admits(row.outcome)
        && filter.deadline.is_none_or(|due| due.admits(row.deadlines, today))
        && filter.recheck.is_none_or(|due| due.admits_recheck(row, today))
        && (filter.states.is_empty() || filter.states.has(row.review.state))
        && (!filter.conflict || row.differs())
        && (!filter.doubtful || row.doubtful)
        && (!filter.printed_anew || row.fixes.hides)
        && filter.asked.as_ref().is_none_or(|asked| asked.contains(row.id))
        && filter.only.as_ref().is_none_or(|only| only.contains(row.id))
        && filter.answers.as_ref().is_none_or(|answers| answers.contains(row.id))
}

#[cfg(test)]
#[path = "filter_tests.rs"]
mod tests;
