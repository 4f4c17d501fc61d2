//! The agenda (日程): what is overdue and what falls due, of three kinds.
//!
//! - [`Kind::Check`]: the inspectors' own checks that are still to be done, by their day (复查期限).
//! - [`Kind::Commitment`]: what agencies promised or were required to do. One that has passed is on the
//!   agenda where it fell due after the notice was published and the agency has published nothing
//!   since; see [`Since`].
//! - [`Kind::Step`]: the steps of each case by a profile of time limits ([`super::limits`]).
//!
//! An issue that a newer version no longer has, or that is none (`void`), is on no agenda.

use std::{collections::HashMap, sync::Arc};

use jiff::{
    ToSpan,
    civil::Date,
    tz::{self, TimeZone},
};

use crate::{
    ledger::{
        followup::State,
        types::{AgencyId, IssueId, IssueRow, NoticeId, NoticeRow, Snapshot},
    },
    notice::DeadlineKind,
};

use super::limits::{self, NotDerived, Profile, Unclear};

/// A line of the agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// By when; `None`: no day is set.
    pub due: Option<Date>,
    /// When that is, seen from today.
    pub bucket: Bucket,
    /// Whose it is.
    pub agency: AgencyId,
    /// The notice.
    pub notice: NoticeId,
    /// Who does the issue's check (承办人), where that is set.
    pub who: Option<Arc<str>>,
    /// What falls due.
    pub what: What,
}

/// What falls due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A check of an issue.
    Check {
        /// The issue.
        issue: IssueId,
        /// 待核 or 列入回头看.
        state: State,
    },
    /// What an agency promised or was required to do.
    Commitment {
        /// The issue.
        issue: IssueId,
        /// Required or promised.
        kind: DeadlineKind,
        /// Since when nothing was published.
        since: Since,
    },
    /// A step of the case.
    Step {
        /// Its name.
        step: Arc<str>,
        /// The name of the profile by which it falls due.
        profile: Arc<str>,
        /// Whether somebody has read where the limit is written.
        verified: bool,
        /// Whether weekdays are counted, public holidays unknown.
        workdays: bool,
        /// Why nobody can say if it was taken, where that is so.
        unclear: Option<Unclear>,
    },
}

/// The day from which on nothing was published, where an agency's day has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// The publication of the notice.
    Publication(Date),
    /// The feedback; the notice names no day of publication.
    Feedback(Date),
    /// The import of the notice, which names neither.
    Import(Date),
}

impl Since {
    /// The day.
    pub fn day(self) -> Date {
        match self {
            Self::Publication(day) | Self::Feedback(day) | Self::Import(day) => day,
        }
    }

    fn of(notice: &NoticeRow) -> Self {
        match (notice.published, notice.feedback) {
            (Some(day), _) => Self::Publication(day),
            (None, Some(day)) => Self::Feedback(day),
            (None, None) => Self::Import(imported(notice)),
        }
    }
}

/// The kinds of entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// 复查
    Check,
    /// 单位时限
    Commitment,
    /// 整改步骤
    Step,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Check, Self::Commitment, Self::Step];
}

/// When an entry falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Bucket {
    /// 逾期: before today.
    Overdue,
    /// 本周: from today to Sunday.
    Week,
    /// 本月: after that, to the end of the month.
    Month,
    /// 以后: after that.
    Later,
    /// 未定日期: no day is set.
    Undated,
}

impl Bucket {
    /// All buckets in order of time.
    pub const ALL: [Self; 5] = [Self::Overdue, Self::Week, Self::Month, Self::Later, Self::Undated];

    /// The bucket of a day. The week is Monday to Sunday; what of it lies in the next month still
    /// is this week's.
    pub fn of(due: Option<Date>, today: Date) -> Self {
        let Some(due) = due else { return Self::Undated };
        let sunday = today.saturating_add((6 - i64::from(today.weekday().to_monday_zero_offset())).days());
        match due {
            due if due < today => Self::Overdue,
            due if due <= sunday => Self::Week,
            due if due <= today.last_of_month() => Self::Month,
            _ => Self::Later,
        }
    }
}

impl Entry {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        match self.what {
            What::Check { .. } => Kind::Check,
            What::Commitment { .. } => Kind::Commitment,
            What::Step { .. } => Kind::Step,
        }
    }

    /// The issue that it is about, where it is about one.
    pub fn issue(&self) -> Option<IssueId> {
        match self.what {
            What::Check { issue, .. } | What::Commitment { issue, .. } => Some(issue),
            What::Step { .. } => None,
        }
    }

    /// Days from today to its day; negative: so many days ago.
    pub fn days(&self, today: Date) -> Option<i32> {
        self.due.map(|due| (due - today).get_days())
    }
}

/// The agenda on the day `today`, by day, those without one last; on the same day by kind, then in the
/// order of the snapshot. A snapshot of some issues only gives the agenda of these.
pub fn agenda(snapshot: &Snapshot, profile: &Profile, today: Date) -> Vec<Entry> {
    let desk = Desk::of(snapshot, today);
    let shown = || snapshot.issues.iter().filter(|row| row.present && !row.fixes.void);
    let mut entries: Vec<Entry> = shown().filter_map(|row| desk.check(&row)).collect();
    entries.extend(shown().flat_map(|row| desk.commitments(&row)));
    entries.extend(snapshot.notices.iter().flat_map(|notice| desk.steps(notice, profile)));
    entries.sort_by_key(|entry| (entry.due.is_none(), entry.due, entry.kind()));
    entries
}

/// The notices for which `profile` gives no days, and why.
pub fn without_days(snapshot: &Snapshot, profile: &Profile) -> Vec<(NoticeId, NotDerived)> {
    let why = |notice: &NoticeRow| limits::case(profile, notice).err().map(|why| (notice.id, why));
    snapshot.notices.iter().filter_map(why).collect()
}

/// How many entries each bucket has, in the order of [`Bucket::ALL`].
pub fn counts<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> [usize; 5] {
    let mut counts = [0; 5];
    for entry in entries {
        if let Some(count) = counts.get_mut(entry.bucket as usize) {
            *count += 1;
        }
    }
    counts
}

/// By what the agenda is grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The agencies, in the order of the snapshot.
    Agency,
    /// Whoever does the check (承办人), by name; 未指定 last.
    Person,
}

/// Entries that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group<'a> {
    /// The name of the agency or person; `None`: nobody is named.
    pub name: Option<Arc<str>>,
    /// The entries, in their order.
    pub entries: Vec<&'a Entry>,
}

/// The entries in groups, each in the order in which they came.
pub fn grouped<'a>(snapshot: &Snapshot, entries: &'a [Entry], by: By) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut places: HashMap<Option<Arc<str>>, usize> = HashMap::new();
    let names: HashMap<AgencyId, (usize, &Arc<str>)> =
        snapshot.agencies.iter().enumerate().map(|(at, row)| (row.id, (at, &row.name))).collect();
    for entry in entries {
        let name = match by {
            By::Agency => names.get(&entry.agency).map(|(_, name)| Arc::clone(name)),
            By::Person => entry.who.clone(),
        };
        let place = *places.entry(name.clone()).or_insert_with(|| {
            groups.push(Group { name, entries: Vec::new() });
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(place) {
            group.entries.push(entry);
        }
    }
    let rank = |group: &Group<'_>| {
        group.entries.first().and_then(|entry| names.get(&entry.agency)).map_or(usize::MAX, |(at, _)| *at)
    };
    match by {
        By::Agency => groups.sort_by_key(rank),
        By::Person => groups.sort_by(|a, b| (a.name.is_none(), &a.name).cmp(&(b.name.is_none(), &b.name))),
    }
    groups
}

/// What is needed to say of a row what falls due.
struct Desk<'a> {
    notices: HashMap<NoticeId, &'a NoticeRow>,
    heard: HashMap<AgencyId, Date>,
    today: Date,
}

impl<'a> Desk<'a> {
    fn of(snapshot: &'a Snapshot, today: Date) -> Self {
        let mut heard: HashMap<AgencyId, Date> = HashMap::new();
        for notice in &snapshot.notices {
            for day in
                [notice.published, (notice.versions > 1).then(|| imported(notice))].into_iter().flatten()
            {
                let last = heard.entry(notice.agency).or_insert(day);
                *last = day.max(*last);
            }
        }
        Self { notices: snapshot.notices.iter().map(|row| (row.id, row)).collect(), heard, today }
    }

    fn entry(&self, row: &IssueRow<'_>, due: Option<Date>, what: What) -> Entry {
        let who = row.review.who.as_deref().filter(|_| row.review.state.open());
        Entry {
            due,
            bucket: Bucket::of(due, self.today),
            agency: row.agency,
            notice: row.notice,
            who: who.map(Arc::from),
            what,
        }
    }

    fn check(&self, row: &IssueRow<'_>) -> Option<Entry> {
        let state = row.review.state;
        state.open().then(|| self.entry(row, row.review.due, What::Check { issue: row.id, state }))
    }

    fn commitments(&self, row: &IssueRow<'_>) -> Vec<Entry> {
        let Some(notice) = self.notices.get(&row.notice) else { return Vec::new() };
        let since = Since::of(notice);
        let mut days: Vec<(Date, DeadlineKind)> = row
            .deadlines
            .iter()
            .filter(|row| row.kind != DeadlineKind::Reported)
            .map(|row| (row.due, row.kind))
            .filter(|(due, _)| {
                !seen_to(row, *due) && (*due >= self.today || self.unanswered(row, *due, since))
            })
            .collect();
        days.sort_by_key(|(due, kind)| (*due, *kind as u8));
        days.dedup();
        let entry = |(due, kind)| self.entry(row, Some(due), What::Commitment { issue: row.id, kind, since });
        days.into_iter().map(entry).collect()
    }

    /// Whether nothing of the agency has come since its day, which lay after what it published.
    fn unanswered(&self, row: &IssueRow<'_>, due: Date, since: Since) -> bool {
        due > since.day() && self.heard.get(&row.agency).is_none_or(|heard| *heard <= due)
    }

    fn steps(&self, notice: &NoticeRow, profile: &Profile) -> Vec<Entry> {
        let entry = |step: limits::Step<'_>| {
            let due = step.due.ok().filter(|_| step.done.is_none())?;
            let what = What::Step {
                step: Arc::clone(&step.item.step),
                profile: Arc::clone(&profile.name),
                verified: step.item.verified_by.is_some(),
                workdays: step.item.length.is_workdays(),
                unclear: step.unclear(self.today),
            };
            let bucket = Bucket::of(Some(due), self.today);
            Some(Entry { due: Some(due), bucket, agency: notice.agency, notice: notice.id, who: None, what })
        };
        limits::case(profile, notice).unwrap_or_default().into_iter().filter_map(entry).collect()
    }
}

/// Whether the inspectors have seen to what fell due: the check is put by, or was made on that day or
/// later.
fn seen_to(row: &IssueRow<'_>, due: Date) -> bool {
    match row.review.state {
        State::Archived => true,
        State::Verified => row.review.on.is_some_and(|on| on >= due),
        _ => false,
    }
}

/// The day on which the newest version was imported, by the clocks of China, which has one time.
fn imported(notice: &NoticeRow) -> Date {
    notice.imported.to_zoned(TimeZone::fixed(tz::offset(8))).date()
}

#[cfg(test)]
#[path = "agenda_tests.rs"]
mod tests;
