//! Follow-up (回头看): the inspector's check of an issue as a history of events.
//!
//! Events are only ever added. What is known of an issue is what remains when they are folded in the
//! order of their counter, then of their id, less those that an undo takes back; so the events of
//! several ledgers give the same result in whatever order they were merged.
//!
//! - this file: how far a check is ([`Review`]) and what may be done from there ([`Review::after`]);
//! - [`mod@change`]: what can be done to an issue, as it is stored;
//! - [`mod@event`]: an entry of the history, undoing, and which entries knew of which;
//! - [`mod@contest`]: corrections that were made apart and say different things;
//! - [`mod@fold`]: from the history of an issue to what is known of it;
//! - [`mod@case`]: what is said of notices, agencies and the ledger itself, in the same way;
//! - [`mod@standing`]: which notices are withdrawn and which are one, by what was said.

pub mod case;
pub mod change;
pub mod contest;
pub mod event;
pub mod fold;
pub mod standing;

use std::borrow::Cow;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

pub use change::{Change, Correction, Dismiss, DueDay, Evidence, Missed};
pub use contest::{Contest, Contestable, Voice, contests};
pub use event::{Event, Undoable, settle};
pub use fold::{Corrections, Fix, Followed, fold};

/// How far the check of an issue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// 未读
    #[default]
    Unread,
    /// 待核
    Query,
    /// 列入回头看
    Revisit,
    /// 已核实
    Verified,
    /// 已归档
    Archived,
}

impl State {
    /// All states in the order of the work.
    pub const ALL: [Self; 5] = [Self::Unread, Self::Query, Self::Revisit, Self::Verified, Self::Archived];

    /// Whether the check is still to be done, so that it has a day and somebody who does it.
    pub fn open(self) -> bool {
        matches!(self, Self::Query | Self::Revisit)
    }

    /// Whether the check has come to an end; what takes it up again begins a new chain.
    pub fn closed(self) -> bool {
        matches!(self, Self::Verified | Self::Archived)
    }
}

/// What the check found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// 属实
    True,
    /// 部分属实
    Partly,
    /// 不属实
    False,
}

impl Finding {
    /// All findings in their order.
    pub const ALL: [Self; 3] = [Self::True, Self::Partly, Self::False];
}

/// The state of an issue's check: of its newest chain, with the ends of the former ones.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub struct Review {
    /// How far it is.
    pub state: State,
    /// Why it is doubted (待核理由), one of the list of reasons or free words.
    pub reason: Option<String>,
    /// The inspector's own day for it (复查期限), not the agency's.
    pub due: Option<Date>,
    /// Who is to look (承办人).
    pub who: Option<String>,
    /// What it found; only when verified or archived.
    pub finding: Option<Finding>,
    /// What was seen (核查情况).
    pub seen: Option<String>,
    /// The day on which it was seen (核查日期).
    pub on: Option<Date>,
    /// The newest note.
    pub note: Option<String>,
    /// How the former chains ended, oldest first.
    pub closings: Vec<Closing>,
    /// Different conclusions that were drawn without knowing of each other, by whom; empty where there
    /// are none. The next change, made by somebody who sees them, settles it.
    pub conflict: Vec<Opinion>,
}

impl Review {
    /// Nobody has begun it.
    pub const OPEN: Self = Self {
        state: State::Unread,
        reason: None,
        due: None,
        who: None,
        finding: None,
        seen: None,
        on: None,
        note: None,
        closings: Vec::new(),
        conflict: Vec::new(),
    };
}

/// How a chain ended before it was taken up again.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Closing {
    /// Verified or archived.
    pub state: State,
    /// What was found.
    pub finding: Finding,
    /// What was seen.
    pub seen: Option<String>,
    /// On what day.
    pub on: Option<Date>,
    /// Who was to look.
    pub who: Option<String>,
    /// By when.
    pub due: Option<Date>,
    /// The last note.
    pub note: Option<String>,
    /// Who took it up again.
    pub reopened_by: String,
    /// When.
    pub reopened: Timestamp,
}

/// One of several conclusions that stand against each other.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Opinion {
    /// Whose.
    pub author: String,
    /// When it was drawn.
    pub time: Timestamp,
    /// What it makes of the check.
    pub state: State,
    /// What was found, where something was.
    pub finding: Option<Finding>,
    /// What was seen, else the note.
    pub words: Option<String>,
}

impl Review {
    /// Whether the inspector's own day has passed (复查逾期) while the check is still to be done.
    pub fn due_passed(&self, today: Date) -> bool {
        self.state.open() && self.due.is_some_and(|due| due < today)
    }
}

/// Why a change cannot be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Only what is verified can be archived.
    ArchiveNeedsFinding,
    /// An archived check must be taken up again (待核 or 列入回头看) before anything else.
    Archived,
    /// Only a check that is still to be done has a day and somebody who does it.
    NotOpen,
    /// There is nothing to undo.
    NothingToUndo,
    /// There is nothing to redo.
    NothingToRedo,
    /// The file is not among the issue's evidence.
    NoSuchEvidence,
    /// It is archived already.
    ArchivedAlready,
    /// It was put right to be no issue: there is nothing to check.
    NoIssue,
    /// Later marks of others would no longer count without it.
    OthersBuiltOnIt,
    /// Its notice is withdrawn: nothing is marked on what no list shows.
    Withdrawn(Box<standing::Away>),
}

impl Refusal {
    /// What to tell the user.
    pub fn explain(&self, words: &crate::words::ledger::Ledger) -> Cow<'static, str> {
        match self {
            Self::Withdrawn(away) => away.explain(words).into(),
            other => other.brief(words).into(),
        }
    }

    /// The same without whatever is known of a single case.
    pub fn brief(&self, words: &crate::words::ledger::Ledger) -> &'static str {
        match self {
            Self::ArchiveNeedsFinding => words.refused_archive_needs_finding,
            Self::Archived => words.refused_archived,
            Self::NotOpen => words.refused_not_open,
            Self::NothingToUndo => words.refused_nothing_to_undo,
            Self::NothingToRedo => words.refused_nothing_to_redo,
            Self::NoSuchEvidence => words.refused_no_such_evidence,
            Self::ArchivedAlready => words.refused_archived_already,
            Self::NoIssue => words.refused_no_issue,
            Self::OthersBuiltOnIt => words.refused_others_built_on_it,
            Self::Withdrawn(_) => words.refused_withdrawn_brief,
        }
    }
}

impl Review {
    /// The review after `change`, guards kept; `by` and `at` are of whoever makes it.
    ///
    /// # Errors
    /// The [`Refusal`] where the change is not open from this state.
    pub fn after(&self, change: &Change, by: &str, at: Timestamp) -> Result<Self, Refusal> {
        let mut next = match change {
            Change::Query { .. } | Change::Revisit { .. } => self.taken_up(by, at),
            _ => self.clone(),
        };
        self.guard(change)?;
        match change {
            Change::Unread => next = Self { closings: next.closings, ..Self::default() },
            Change::Query { reason, .. } => {
                next.state = State::Query;
                next.reason = reason.clone().or(next.reason);
            }
            Change::Revisit { due, who, .. } => {
                next.state = State::Revisit;
                next.due = due.or(next.due);
                next.who = who.clone().or(next.who);
            }
            Change::Verify { finding, seen, on, .. } => {
                next.state = State::Verified;
                next.finding = Some(*finding);
                (next.seen, next.on) = (seen.clone(), *on);
            }
            Change::Archive { .. } => next.state = State::Archived,
            Change::Due { due } => next.due = *due,
            Change::Assign { who } => next.who.clone_from(who),
            _ => {}
        }
        match change.note() {
            // An empty note takes the former away.
            Some("") => next.note = None,
            Some(note) => next.note = Some(note.to_owned()),
            None => {}
        }
        Ok(next)
    }

    /// Whether `change` is open from this state.
    fn guard(&self, change: &Change) -> Result<(), Refusal> {
        match (change, self.state) {
            (Change::Unread | Change::Verify { .. }, State::Archived) => Err(Refusal::Archived),
            (Change::Archive { .. }, State::Archived) => Err(Refusal::ArchivedAlready),
            (Change::Archive { .. }, state) if state != State::Verified => Err(Refusal::ArchiveNeedsFinding),
            (Change::Due { .. } | Change::Assign { .. }, _) => self.must_be_open(),
            _ => Ok(()),
        }
    }

    fn must_be_open(&self) -> Result<(), Refusal> {
        match self.state {
            State::Archived => Err(Refusal::Archived),
            state if state.open() => Ok(()),
            _ => Err(Refusal::NotOpen),
        }
    }

    /// The review from which a check is taken up: a closed one is put by, and a new chain begins.
    fn taken_up(&self, by: &str, at: Timestamp) -> Self {
        let Some(finding) = self.finding.filter(|_| self.state.closed()) else { return self.clone() };
        let closing = Closing {
            state: self.state,
            finding,
            seen: self.seen.clone(),
            on: self.on,
            who: self.who.clone(),
            due: self.due,
            note: self.note.clone(),
            reopened_by: by.to_owned(),
            reopened: at,
        };
        let mut closings = self.closings.clone();
        closings.push(closing);
        Self { closings, ..Self::default() }
    }
}

#[cfg(test)]
mod tests;
