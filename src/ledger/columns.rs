//! The issues of a [`Snapshot`](super::types::Snapshot), by columns: a province has a million of them.
//!
//! What each issue has stands in columns beside each other, so that a count over a million of them reads few bytes
//! of each. What few issues have (a check, what was put right) stands apart. Whoever reads sees rows that borrow
//! from the columns: [`IssueRow`].

use std::{collections::HashMap, fmt, ops::Range, sync::Arc};

use jiff::civil::Date;

use crate::notice::{Basis, DeadlineKind};

use super::{
    followup::{Change, Contest, Review},
    types::{AgencyId, DueRow, Fixes, IssueId, NoticeId, OutcomeSet},
};

/// The rows of issues, in the order in which they are shown. Those of a notice stand together.
#[derive(Clone, Default)]
pub struct Issues {
    ids: Vec<IssueId>,
    keys: Texts,
    titles: Texts,
    /// Which of `labels`.
    paths: Vec<u32>,
    /// Paths that issues have; most stand in many notices.
    labels: Names,
    /// Which of `homes`.
    home: Vec<u32>,
    /// The notices in the order of the issues.
    homes: Vec<Home>,
    outcomes: Vec<OutcomeSet>,
    printed: Vec<Printed>,
    deadlines: Spans<DueRow>,
    /// The first day by which something is required or promised; [`Date::MAX`] where none is.
    first_due: Vec<Date>,
    /// Which of `mores`; 0 for all about which inspectors said nothing.
    more: Vec<u32>,
    /// What few issues have.
    mores: Vec<More>,
    /// The places of the issues, by rising number of the issue.
    by_id: Vec<u32>,
}

/// A notice, its agency, and the place of the first of its issues.
#[derive(Debug, Clone, Copy)]
struct Home {
    notice: NoticeId,
    agency: AgencyId,
    start: u32,
}

/// What an issue has about which inspectors said something, or that is asked about.
#[derive(Debug, Clone, Default, PartialEq)]
struct More {
    review: Review,
    fixes: Fixes,
    evidence: usize,
    doubtful: bool,
    contested: Vec<Contest<Change>>,
}

/// The check of an issue about which nobody said anything.
pub(super) static UNREAD: Review = Review::OPEN;

/// What an issue that has no more has.
static NO_MORE: More =
    More { review: Review::OPEN, fixes: Fixes::NONE, evidence: 0, doubtful: false, contested: Vec::new() };

/// Whether the notice still has the issue, and how its outcome is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Printed(u8);

impl Printed {
    const PRESENT: u8 = 1;

    fn of(present: bool, basis: Option<Basis>) -> Self {
        let basis = match basis {
            None => 0,
            Some(Basis::Labelled) => 2,
            Some(Basis::Stated) => 4,
            Some(Basis::Inherited) => 6,
        };
        Self(u8::from(present) | basis)
    }

    fn present(self) -> bool {
        self.0 & Self::PRESENT != 0
    }

    fn basis(self) -> Option<Basis> {
        match self.0 & !Self::PRESENT {
            2 => Some(Basis::Labelled),
            4 => Some(Basis::Stated),
            6 => Some(Basis::Inherited),
            _ => None,
        }
    }
}

/// An issue with what rows, filters and counts need; it borrows from the [`Issues`] or [`OwnedRow`] where it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct IssueRow<'a> {
    /// Its number in this ledger.
    pub id: IssueId,
    /// Its id for people and other programs: ten letters and digits that never change.
    pub key: &'a str,
    /// Whose it is.
    pub agency: AgencyId,
    /// Where it stands.
    pub notice: NoticeId,
    /// Labels from the top, joined by `/` (`二、/（一）/3.`).
    pub path: &'a str,
    /// The problem statement; as put right where it was.
    pub title: &'a str,
    /// The outcome's tags; empty where the notice states none (未标明); as put right where they were.
    pub outcome: OutcomeSet,
    /// How the outcome is said, where one is.
    pub basis: Option<Basis>,
    /// The deadlines with a day, in the order of the text; as put right where they were.
    pub deadlines: &'a [DueRow],
    /// The state of the follow-up.
    pub review: &'a Review,
    /// Whether the newest version of the notice still has the issue.
    pub present: bool,
    /// What was put right by hand (改).
    pub fixes: Fixes,
    /// How many files prove it.
    pub evidence: usize,
    /// Whether it is the same issue as in the former version is doubtful and not yet settled.
    pub doubtful: bool,
    /// What was put right in different ways, apart; of each the later counts meanwhile.
    pub contested: &'a [Contest<Change>],
}

impl IssueRow<'_> {
    /// Whether people differ about it who did not know of each other: in their conclusions, or in what they put
    /// right (意见不一).
    pub fn differs(&self) -> bool {
        !self.review.conflict.is_empty() || !self.contested.is_empty()
    }

    /// Whether `field` was put right in different ways, apart.
    pub fn contests(&self, field: &str) -> bool {
        self.contested.iter().any(|contest| contest.field == field)
    }

    /// The same, standing by itself.
    pub fn owned(&self) -> OwnedRow {
        OwnedRow {
            id: self.id,
            key: self.key.into(),
            agency: self.agency,
            notice: self.notice,
            path: self.path.into(),
            title: self.title.into(),
            outcome: self.outcome,
            basis: self.basis,
            deadlines: self.deadlines.to_vec(),
            review: self.review.clone(),
            present: self.present,
            fixes: self.fixes,
            evidence: self.evidence,
            doubtful: self.doubtful,
            contested: self.contested.to_vec(),
        }
    }
}

/// A row that stands by itself: what [`Issues`] are made of, and what a record keeps. Its fields are those of
/// [`IssueRow`].
#[derive(Debug, Clone, PartialEq, Default)]
#[allow(missing_docs, reason = "the fields of IssueRow, where they are told")]
pub struct OwnedRow {
    pub id: IssueId,
    pub key: Arc<str>,
    pub agency: AgencyId,
    pub notice: NoticeId,
    pub path: Arc<str>,
    pub title: Arc<str>,
    pub outcome: OutcomeSet,
    pub basis: Option<Basis>,
    pub deadlines: Vec<DueRow>,
    pub review: Review,
    pub present: bool,
    pub fixes: Fixes,
    pub evidence: usize,
    pub doubtful: bool,
    pub contested: Vec<Contest<Change>>,
}

impl OwnedRow {
    /// The row.
    pub fn row(&self) -> IssueRow<'_> {
        IssueRow {
            id: self.id,
            key: &self.key,
            agency: self.agency,
            notice: self.notice,
            path: &self.path,
            title: &self.title,
            outcome: self.outcome,
            basis: self.basis,
            deadlines: &self.deadlines,
            review: &self.review,
            present: self.present,
            fixes: self.fixes,
            evidence: self.evidence,
            doubtful: self.doubtful,
            contested: &self.contested,
        }
    }
}

impl Issues {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The row at a place.
    #[inline]
    pub fn get(&self, at: usize) -> Option<IssueRow<'_>> {
        let id = *self.ids.get(at)?;
        let Home { notice, agency, .. } = *self.homes.get(*self.home.get(at)? as usize)?;
        let printed = *self.printed.get(at)?;
        let more = self.more_at(at);
        Some(IssueRow {
            id,
            key: self.keys.get(at),
            agency,
            notice,
            path: self.labels.get(*self.paths.get(at)?),
            title: self.titles.get(at),
            outcome: *self.outcomes.get(at)?,
            basis: printed.basis(),
            deadlines: self.deadlines.get(at),
            review: &more.review,
            present: printed.present(),
            fixes: more.fixes,
            evidence: more.evidence,
            doubtful: more.doubtful,
            contested: &more.contested,
        })
    }

    /// All rows, in their order.
    pub fn iter(&self) -> Iter<'_> {
        Iter { issues: self, next: 0, end: self.len() }
    }

    /// What the issue at a place says of its outcome, and the first day by which something is required or promised,
    /// [`Date::MAX`] where none is; `None` where more is known of it, or its notice no longer has it: then its whole
    /// row tells.
    #[inline]
    pub fn plain(&self, at: usize) -> Option<(OutcomeSet, Date)> {
        let plain = *self.more.get(at)? == 0 && self.printed.get(at)?.present();
        if !plain {
            return None;
        }
        Some((*self.outcomes.get(at)?, *self.first_due.get(at)?))
    }

    /// The number of the issue at a place.
    #[inline]
    pub fn id(&self, at: usize) -> Option<IssueId> {
        self.ids.get(at).copied()
    }

    /// The title of the issue at a place; empty where there is none.
    #[inline]
    pub fn title(&self, at: usize) -> &str {
        self.titles.get(at)
    }

    /// The deadlines of the issue at a place.
    #[inline]
    pub fn deadlines(&self, at: usize) -> &[DueRow] {
        self.deadlines.get(at)
    }

    /// The agencies in the order of the issues, each with the places of a stretch of its issues. An agency may have
    /// several.
    pub fn runs(&self) -> impl Iterator<Item = (AgencyId, Range<usize>)> {
        let mut homes = self.homes.iter().peekable();
        std::iter::from_fn(move || {
            let first = homes.next()?;
            while homes.next_if(|next| next.agency == first.agency).is_some() {}
            let end = homes.peek().map_or(self.len(), |next| next.start as usize);
            Some((first.agency, first.start as usize..end))
        })
    }

    /// The rows about which inspectors said something, or of which something is asked; few among all.
    pub fn said(&self) -> impl Iterator<Item = IssueRow<'_>> {
        let places = self.more.iter().enumerate().filter(|(_, more)| **more != 0);
        places.filter_map(|(at, _)| self.get(at))
    }

    /// How many there are, less those that were put right as being none.
    pub fn counted(&self) -> usize {
        self.len() - self.said().filter(|row| row.fixes.void).count()
    }

    /// The place of an issue.
    pub fn place(&self, id: IssueId) -> Option<usize> {
        let of = |at: &u32| self.ids.get(*at as usize).copied();
        let found = self.by_id.binary_search_by_key(&Some(id), of).ok()?;
        self.by_id.get(found).map(|at| *at as usize)
    }

    /// The row of an issue.
    pub fn of(&self, id: IssueId) -> Option<IssueRow<'_>> {
        self.get(self.place(id)?)
    }

    /// Puts a new state of its check into the row at a place.
    pub fn set_review(&mut self, at: usize, review: Review) {
        let Some(which) = self.more.get_mut(at) else { return };
        match (*which as usize).checked_sub(1).and_then(|own| self.mores.get_mut(own)) {
            Some(more) => more.review = review,
            None => {
                self.mores.push(More { review, ..More::default() });
                *which = number(self.mores.len());
            }
        }
    }

    #[inline]
    fn more_at(&self, at: usize) -> &More {
        let own = self.more.get(at).and_then(|own| (*own as usize).checked_sub(1));
        own.and_then(|own| self.mores.get(own)).unwrap_or(&NO_MORE)
    }
}

/// Rows of [`Issues`], in their order.
#[derive(Debug, Clone)]
pub struct Iter<'a> {
    issues: &'a Issues,
    next: usize,
    end: usize,
}

impl<'a> Iterator for Iter<'a> {
    type Item = IssueRow<'a>;

    #[inline]
    fn next(&mut self) -> Option<IssueRow<'a>> {
        if self.next >= self.end {
            return None;
        }
        let row = self.issues.get(self.next);
        self.next += 1;
        row
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.end.saturating_sub(self.next);
        (left, Some(left))
    }

    fn nth(&mut self, n: usize) -> Option<IssueRow<'a>> {
        self.next = self.next.saturating_add(n).min(self.end);
        self.next()
    }
}

impl DoubleEndedIterator for Iter<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        if self.next >= self.end {
            return None;
        }
        self.end -= 1;
        self.issues.get(self.end)
    }
}

impl ExactSizeIterator for Iter<'_> {}

impl<'a> IntoIterator for &'a Issues {
    type Item = IssueRow<'a>;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

impl PartialEq for Issues {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl fmt::Debug for Issues {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl FromIterator<OwnedRow> for Issues {
    fn from_iter<T: IntoIterator<Item = OwnedRow>>(rows: T) -> Self {
        let mut builder = Builder::default();
        rows.into_iter().for_each(|row| builder.push(&row.row()));
        builder.end()
    }
}

impl<'a> FromIterator<IssueRow<'a>> for Issues {
    fn from_iter<T: IntoIterator<Item = IssueRow<'a>>>(rows: T) -> Self {
        let mut builder = Builder::default();
        rows.into_iter().for_each(|row| builder.push(&row));
        builder.end()
    }
}

impl From<Vec<OwnedRow>> for Issues {
    fn from(rows: Vec<OwnedRow>) -> Self {
        rows.into_iter().collect()
    }
}

/// Makes [`Issues`], row by row.
#[derive(Debug, Default)]
pub(super) struct Builder(Issues);

impl Builder {
    /// With room for so many rows that have so many bytes of titles.
    pub fn with_room((rows, titles): (usize, usize)) -> Self {
        /// Letters and digits of a key.
        const KEY: usize = 10;
        let mut all = Issues::default();
        all.ids.reserve_exact(rows);
        all.keys.reserve(rows, rows * KEY);
        all.titles.reserve(rows, titles);
        all.paths.reserve_exact(rows);
        all.home.reserve_exact(rows);
        all.outcomes.reserve_exact(rows);
        all.printed.reserve_exact(rows);
        all.deadlines.ends.reserve_exact(rows);
        all.first_due.reserve_exact(rows);
        all.more.reserve_exact(rows);
        Self(all)
    }

    /// Adds a row behind the others.
    pub fn push(&mut self, row: &IssueRow<'_>) {
        let all = &mut self.0;
        let there = |home: &Home| (home.notice, home.agency) == (row.notice, row.agency);
        if !all.homes.last().is_some_and(there) {
            let start = number(all.ids.len());
            all.homes.push(Home { notice: row.notice, agency: row.agency, start });
        }
        all.ids.push(row.id);
        all.keys.push(row.key);
        all.titles.push(row.title);
        all.paths.push(all.labels.put(row.path));
        all.home.push(number(all.homes.len() - 1));
        all.outcomes.push(row.outcome);
        all.printed.push(Printed::of(row.present, row.basis));
        let promised = row.deadlines.iter().filter(|day| day.kind != DeadlineKind::Reported);
        all.first_due.push(promised.map(|day| day.due).min().unwrap_or(Date::MAX));
        all.deadlines.push(row.deadlines);
        let plain = *row.review == NO_MORE.review
            && row.fixes == NO_MORE.fixes
            && row.evidence == 0
            && !row.doubtful
            && row.contested.is_empty();
        if plain {
            all.more.push(0);
        } else {
            all.mores.push(More {
                review: row.review.clone(),
                fixes: row.fixes,
                evidence: row.evidence,
                doubtful: row.doubtful,
                contested: row.contested.to_vec(),
            });
            all.more.push(number(all.mores.len()));
        }
    }

    /// The issues.
    pub fn end(self) -> Issues {
        let mut all = self.0;
        let ids = &all.ids;
        all.by_id = (0..number(ids.len())).collect();
        all.by_id.sort_by_key(|at| ids.get(*at as usize).copied());
        all
    }
}

/// A place or a count as the columns keep it. Four thousand million issues, or as many bytes of titles, are a
/// thousand times what a province has; beyond that a row would be shown without its title.
fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// Texts behind each other.
#[derive(Debug, Clone, Default)]
struct Texts {
    all: String,
    ends: Vec<u32>,
}

impl Texts {
    fn reserve(&mut self, texts: usize, bytes: usize) {
        self.ends.reserve_exact(texts);
        self.all.reserve_exact(bytes);
    }

    fn push(&mut self, text: &str) {
        self.all.push_str(text);
        self.ends.push(number(self.all.len()));
    }

    #[inline]
    fn get(&self, at: usize) -> &str {
        span(&self.ends, at).and_then(|(from, to)| self.all.get(from..to)).unwrap_or_default()
    }
}

/// Lists behind each other.
#[derive(Debug, Clone)]
struct Spans<T> {
    all: Vec<T>,
    ends: Vec<u32>,
}

impl<T> Default for Spans<T> {
    fn default() -> Self {
        Self { all: Vec::new(), ends: Vec::new() }
    }
}

impl<T: Copy> Spans<T> {
    fn push(&mut self, list: &[T]) {
        self.all.extend_from_slice(list);
        self.ends.push(number(self.all.len()));
    }

    #[inline]
    fn get(&self, at: usize) -> &[T] {
        span(&self.ends, at).and_then(|(from, to)| self.all.get(from..to)).unwrap_or_default()
    }
}

#[inline]
fn span(ends: &[u32], at: usize) -> Option<(usize, usize)> {
    let to = *ends.get(at)? as usize;
    let from = match at.checked_sub(1) {
        Some(before) => *ends.get(before)? as usize,
        None => 0,
    };
    Some((from, to))
}

/// Texts that come again and again, each kept once.
#[derive(Debug, Clone, Default)]
struct Names {
    all: Vec<Arc<str>>,
    numbers: HashMap<Arc<str>, u32>,
}

impl Names {
    fn put(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let new: Arc<str> = name.into();
        let at = number(self.all.len());
        self.all.push(Arc::clone(&new));
        self.numbers.insert(new, at);
        at
    }

    #[inline]
    fn get(&self, at: u32) -> &str {
        self.all.get(at as usize).map_or("", |name| &**name)
    }
}

#[cfg(test)]
#[path = "columns_tests.rs"]
mod tests;
