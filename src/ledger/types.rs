//! What the ledger tells: plain data, without SQL.

use std::{collections::BTreeMap, sync::Arc};

use jiff::{Timestamp, civil::Date};

use crate::checks::{Doubt, RuleId};
use crate::notice::{DeadlineKind, Node, NodeKind, OutcomeTag, Span};

pub use super::columns::{IssueRow, Issues, OwnedRow};
use super::followup::{
    Change, Contest, Corrections, Dismiss, DueDay, Event, Evidence, Fix, Missed, Review,
    case::{AgencyChange, NoticeChange},
};

/// Number of an agency in this ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct AgencyId(pub i64);

/// Number of a notice in this ledger; it stays the same through new versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct NoticeId(pub i64);

/// Number of an issue in this ledger; it stays the same through new versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct IssueId(pub i64);

/// Everything that lists, counts and filters need, of all agencies; without the long texts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Snapshot {
    /// The agencies, by name.
    pub agencies: Vec<AgencyRow>,
    /// The notices that are not withdrawn, by agency and feedback date.
    pub notices: Vec<NoticeRow>,
    /// The issues, by notice and reading order. Issues that a newer version no longer has and that
    /// carry a follow-up stand behind those of their notice, with `present` off.
    pub issues: Issues,
    /// The doubts that the rules raise, by notice and in the order of its text; those of notices that were not
    /// asked yet are missing.
    pub doubts: Vec<DoubtRow>,
    /// How many notices were not asked yet, or by other rules or in another wording than now.
    pub unasked: usize,
    /// Whether what notices share is to be looked for anew, because one came, changed or went.
    pub unshared: bool,
    /// What stands against each other about where notices stand, also about those that are withdrawn.
    pub disputes: Vec<super::Dispute>,
}

/// What a notice is called, as its newest version of its own prints it: also where it is withdrawn, or one with
/// another.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Called {
    /// The body inspected.
    pub agency: String,
    /// The title.
    pub title: String,
    /// The day of the feedback.
    pub feedback: Option<Date>,
}

/// An agency (被巡察单位).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AgencyRow {
    /// Its number.
    pub id: AgencyId,
    /// Its name; the notice's title or file name where the notice names no agency.
    pub name: Arc<str>,
    /// Other names under which notices have it, that were merged into this one.
    pub aliases: Vec<Arc<str>>,
    /// Where it is, where a user has said; else [`crate::query::agencies`] reads it from the name.
    pub region: Option<Arc<str>>,
    /// On what level it is, where a user has said.
    pub level: Option<Arc<str>>,
    /// What was said of it in different ways, apart, with the name of which it was said: its own, or one that
    /// was merged into it.
    pub contested: Vec<(Arc<str>, Contest<AgencyChange>)>,
}

impl AgencyRow {
    /// Whether different things were said apart of `field` of what is called `name`.
    pub fn contests(&self, name: &str, field: &str) -> bool {
        self.contested.iter().any(|(of, contest)| **of == *name && contest.field == field)
    }
}

/// A notice in its newest version.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NoticeRow {
    /// Its number.
    pub id: NoticeId,
    /// Its id for people and other programs, the same in every ledger that has it.
    pub key: Arc<str>,
    /// Whose it is, aliases resolved.
    pub agency: AgencyId,
    /// Its title.
    pub title: Arc<str>,
    /// The day of the feedback.
    pub feedback: Option<Date>,
    /// The day of publication.
    pub published: Option<Date>,
    /// The round of inspection as printed.
    pub round: Option<Arc<str>>,
    /// Which of title, agency, feedback and publication were put right by hand (改), as the names of
    /// [`super::followup::case::NoticeCorrection::field`].
    pub corrected: Vec<&'static str>,
    /// The steps of the case that were taken, by their names in the time-limit profile, and when.
    pub steps: BTreeMap<String, Date>,
    /// When its newest version was imported.
    pub imported: Timestamp,
    /// How many versions there are.
    pub versions: u32,
    /// What the reader remarked.
    pub remarks: Vec<String>,
    /// What was said of it in different ways, apart; of each the later counts meanwhile.
    pub contested: Vec<Contest<NoticeChange>>,
    /// Of what was put right, what is printed otherwise since (原文已变).
    pub hides: Vec<&'static str>,
}

impl NoticeRow {
    /// Whether `field` was put right in different ways, apart.
    pub fn contests(&self, field: &str) -> bool {
        self.contested.iter().any(|contest| contest.field == field)
    }
}

/// What was put right by hand (改) of the reading of an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Fixes {
    /// The problem statement.
    pub title: bool,
    /// The outcome.
    pub outcome: bool,
    /// The deadlines.
    pub deadlines: bool,
    /// It is no issue; it is in no count and no filter shows it.
    pub void: bool,
    /// The reader missed it; all of it is put in by hand.
    pub missed: bool,
    /// The notice prints something else by now than when it was put right: what is put in hides it.
    pub hides: bool,
}

impl Fixes {
    /// Nothing was.
    pub const NONE: Self =
        Self { title: false, outcome: false, deadlines: false, void: false, missed: false, hides: false };

    /// Whether anything was put right.
    pub fn any(self) -> bool {
        self != Self::default()
    }
}

/// A deadline in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueRow {
    /// The day.
    pub due: Date,
    /// Who says what of it.
    pub kind: DeadlineKind,
}

impl DueRow {
    /// Overdue (逾期): required or promised for a day before `today`, whatever the outcome says.
    /// A reported deadline never is.
    pub fn overdue(self, today: Date) -> bool {
        self.kind != DeadlineKind::Reported && self.due < today
    }
}

/// A set of outcome tags as bits, in the order of [`OutcomeTag::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct OutcomeSet(pub u8);

impl OutcomeSet {
    /// The set of `tags`.
    pub fn of(tags: &[OutcomeTag]) -> Self {
        Self(tags.iter().fold(0, |bits, tag| bits | 1 << *tag as u8))
    }

    /// Whether `tag` is in the set.
    pub fn has(self, tag: OutcomeTag) -> bool {
        self.0 & (1 << tag as u8) != 0
    }

    /// Whether the notice states no outcome.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The tags in their order.
    pub fn tags(self) -> impl Iterator<Item = OutcomeTag> {
        OutcomeTag::ALL.into_iter().filter(move |tag| self.has(*tag))
    }
}

/// The outline of one notice, flat, in reading order, for the tree pane.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    /// Whose outline it is.
    pub notice: NoticeId,
    /// The nodes in reading order; issues that are gone from the newest version come last.
    pub nodes: Vec<OutlineNode>,
}

/// A line of an [`Outline`].
#[derive(Debug, Clone, PartialEq)]
pub struct OutlineNode {
    /// How deep it stands; the top is 0.
    pub depth: usize,
    /// What it is.
    pub kind: NodeKind,
    /// The number as printed.
    pub label: String,
    /// Heading or problem statement.
    pub title: String,
    /// Label and title in the text; `None` for an issue that is gone from the newest version.
    pub span: Option<Span>,
    /// The issue, where it is one.
    pub issue: Option<IssueId>,
}

/// One issue whole, for the detail pane.
#[derive(Debug, Clone, PartialEq)]
pub struct IssueDetail {
    /// Its number.
    pub id: IssueId,
    /// Its id for people.
    pub key: Arc<str>,
    /// Labels from the top.
    pub path: Arc<str>,
    /// The titles of the headings above, outermost first.
    pub above: Vec<String>,
    /// The notice's facts, without nodes and text.
    pub notice: Arc<crate::notice::Notice>,
    /// The issue as it was read, children left out; of the last version that has it.
    pub node: Node,
    /// Whether the newest version still has it.
    pub present: bool,
    /// The state of the follow-up.
    pub review: Review,
    /// What was put right by hand; `node` is as the notice prints it.
    pub corrections: Corrections,
    /// What was put right in different ways, apart; of each the later counts meanwhile.
    pub contested: Vec<Contest<Change>>,
    /// The files that prove it.
    pub evidence: Vec<Evidence>,
    /// What was put in by hand, where the reader missed the issue; `node` is made from it.
    pub missed: Option<Missed>,
    /// The follow-up's history, oldest first.
    pub history: Vec<Event>,
    /// The doubts that stand at it, of all rules, also those that were put aside.
    pub doubts: Vec<AskedDoubt>,
}

impl IssueDetail {
    /// Whether the notice prints something else by now than when it was put right (原文已变).
    pub fn hides(&self) -> bool {
        let tags =
            self.node.outcome.as_ref().map(|outcome| OutcomeSet::of(&outcome.tags)).unwrap_or_default();
        let tags: Vec<OutcomeTag> = tags.tags().collect();
        let days =
            self.node.deadlines.iter().filter_map(|day| Some(DueDay { due: day.due?, kind: day.kind }));
        self.corrections.hide_something(&self.node.title, &tags, &days.collect::<Vec<_>>())
    }
}

/// The text that the spans of an issue point into.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceText {
    /// The issue that was asked for.
    pub issue: IssueId,
    /// The file that was read.
    pub path: String,
    /// Its SHA-256.
    pub sha256: String,
    /// When it was imported.
    pub imported: Timestamp,
    /// The text.
    pub text: Arc<str>,
    /// The pages of the text; empty where the file has none.
    pub pages: Vec<Span>,
}

impl SourceText {
    /// The pages, from 1, on which a place begins and ends; `None` where the file has no pages.
    pub fn pages_of(&self, place: Span) -> Option<(usize, usize)> {
        let last = place.end.saturating_sub(1).max(place.start);
        page_of(&self.pages, place.start).zip(page_of(&self.pages, last))
    }
}

/// The page, from 1, on which the byte `at` of a text stands; `None` where there are no pages.
pub fn page_of(pages: &[Span], at: usize) -> Option<usize> {
    // Of pages without text the last begins where the next page does.
    let before = pages.partition_point(|page| page.start <= at);
    (!pages.is_empty()).then(|| before.max(1))
}

/// Two notices that may be one: the import keeps them apart until somebody says.
#[derive(Debug, Clone, PartialEq)]
pub struct Doubtful {
    /// The notice that was there.
    pub old: NoticeRow,
    /// The notice that came and may be its new version.
    pub new: NoticeRow,
}

/// A doubt (疑点) with what lists and counts need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoubtRow {
    /// Its id for people and other programs, ten hexadecimal digits: the same in every ledger that has its
    /// notice, and for as long as its words and its issue stay.
    pub id: Arc<str>,
    /// Which rule asks.
    pub rule: RuleId,
    /// The notice in which it is asked.
    pub notice: NoticeId,
    /// The issues at which it stands, in the order of the text; none where it stands at a heading or around
    /// the issues.
    pub issues: Vec<IssueId>,
    /// Who put it aside (排除) and why, where somebody did.
    pub dismissed: Option<Arc<Fix<Dismiss>>>,
    /// By what the dismissal knows it, see [`Doubt::key`].
    pub(super) key: Arc<str>,
    /// Where it is kept.
    pub(super) at: (bool, i64),
}

impl DoubtRow {
    /// One that nobody put aside and that no ledger keeps.
    #[cfg(test)]
    pub fn loose(rule: RuleId, notice: NoticeId, issues: Vec<IssueId>) -> Self {
        Self { id: "".into(), rule, notice, issues, dismissed: None, key: "".into(), at: (false, 0) }
    }

    /// Whether nobody put it aside.
    pub fn open(&self) -> bool {
        self.dismissed.is_none()
    }

    /// By what a dismissal knows it: it is another one where its words are others.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// What puts it aside.
    pub fn dismissal(&self, reason: &str) -> Dismiss {
        let (rule, key) = (self.rule.name().to_owned(), self.key.to_string());
        Dismiss { rule, key, reason: reason.to_owned() }
    }
}

/// A doubt whole.
#[derive(Debug, Clone, PartialEq)]
pub struct AskedDoubt {
    /// Its row.
    pub row: DoubtRow,
    /// What is asked, with the words that raise it.
    pub doubt: Doubt,
    /// The file of the notice.
    pub path: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Where the words of [`Doubt::elsewhere`] stand, in their order.
    pub elsewhere: Vec<Away>,
    /// What the other issues are called whose words it has; only of records that are handed on, whose reader has
    /// no ledger at hand.
    pub others: Vec<Beside>,
}

/// Another issue whose words raise a doubt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// Labels from the top, joined by `/`.
    pub path: String,
    /// The problem statement; empty where it is no longer here.
    pub title: String,
    /// Of another notice: its agency, and the day of its publication, else of its feedback.
    pub notice: Option<(String, Option<Date>)>,
}

/// Where words of another notice stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Away {
    /// The notice, where it is still here.
    pub notice: Option<NoticeId>,
    /// The issues.
    pub issues: Vec<IssueId>,
}
