//! Follow-up (回头看): the inspector's check of an issue as a history of events.
//!
//! Events are only ever added. The state of an issue is what remains when they are folded in the
//! order of their counter, then of their id, less those that an undo takes back; so the events of
//! several ledgers give the same state in whatever order they were merged.

use std::collections::HashSet;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

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
}

/// What the check found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// 属实
    True,
    /// 部分属实
    Partly,
    /// 不属实
    False,
}

/// The state of an issue's check.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub struct Review {
    /// How far it is.
    pub state: State,
    /// What it found; only when verified or archived.
    pub finding: Option<Finding>,
    /// The inspector's own day for it (复查期限), not the agency's.
    pub due: Option<Date>,
    /// The newest note.
    pub note: Option<String>,
}

impl Review {
    /// Whether the inspector's own day has passed (复查逾期) while the check is still to be done.
    pub fn due_passed(&self, today: Date) -> bool {
        matches!(self.state, State::Query | State::Revisit) && self.due.is_some_and(|due| due < today)
    }
}

/// What a user does to the check of an issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Change {
    /// Back to 未读.
    Unread,
    /// 待核.
    Query {
        /// Why, in free words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// 列入回头看.
    Revisit {
        /// By when.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Date>,
        /// A note.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// 已核实.
    Verify {
        /// What was found.
        finding: Finding,
        /// A note.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// 已归档.
    Archive {
        /// A note.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// A note without a change of state.
    Note {
        /// The note.
        note: String,
    },
    /// Takes an earlier event back; an undone undo brings it to life again.
    Undo {
        /// The event that is taken back.
        of: Uuid,
    },
}

/// Why a change cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Only what is verified can be archived.
    ArchiveNeedsFinding,
    /// An archived check must be taken up again (待核 or 列入回头看) before anything else.
    Archived,
    /// There is nothing to undo.
    NothingToUndo,
}

impl Change {
    /// The name of its kind, as in its JSON.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Unread => "unread",
            Self::Query { .. } => "query",
            Self::Revisit { .. } => "revisit",
            Self::Verify { .. } => "verify",
            Self::Archive { .. } => "archive",
            Self::Note { .. } => "note",
            Self::Undo { .. } => "undo",
        }
    }
}

impl Refusal {
    /// What to tell the user.
    pub fn explain(self, words: &crate::words::ledger::Ledger) -> &'static str {
        match self {
            Self::ArchiveNeedsFinding => words.refused_archive_needs_finding,
            Self::Archived => words.refused_archived,
            Self::NothingToUndo => words.refused_nothing_to_undo,
        }
    }
}

/// One entry of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its id, unique in the world.
    pub id: Uuid,
    /// The day and time of the clock when it was made.
    pub time: Timestamp,
    /// The ledger in which it was made.
    pub ledger: Uuid,
    /// Who made it.
    pub author: String,
    /// Larger than that of every event that its ledger knew when it was made.
    pub counter: u64,
    /// What was done.
    pub change: Change,
    /// Whether a later event takes it back.
    pub undone: bool,
}

impl Review {
    /// The review after `change`, guards kept.
    ///
    /// # Errors
    /// The [`Refusal`] where the change is not open from this state.
    pub fn after(&self, change: &Change) -> Result<Self, Refusal> {
        let mut next = self.clone();
        let note = match change {
            Change::Unread => {
                return match self.state {
                    State::Archived => Err(Refusal::Archived),
                    _ => Ok(Self::default()),
                };
            }
            Change::Query { note } => {
                next = Self { state: State::Query, finding: None, ..next };
                note.clone()
            }
            Change::Revisit { due, note } => {
                next = Self { state: State::Revisit, finding: None, due: due.or(next.due), ..next };
                note.clone()
            }
            Change::Verify { finding, note } => {
                if self.state == State::Archived {
                    return Err(Refusal::Archived);
                }
                next = Self { state: State::Verified, finding: Some(*finding), ..next };
                note.clone()
            }
            Change::Archive { note } => {
                if self.state != State::Verified {
                    return Err(Refusal::ArchiveNeedsFinding);
                }
                next.state = State::Archived;
                note.clone()
            }
            Change::Note { note } => Some(note.clone()),
            Change::Undo { .. } => None,
        };
        if note.is_some() {
            next.note = note;
        }
        Ok(next)
    }
}

/// Marks in `events` which are undone, and gives the state that the others fold to.
///
/// The order of `events` does not matter; they are left sorted by counter, then id. A change that
/// its guard would refuse after a merge is passed over, never an error.
pub fn fold(events: &mut [Event]) -> Review {
    events.sort_by_key(|event| (event.counter, event.id));
    let mut dead: HashSet<Uuid> = HashSet::new();
    for event in events.iter_mut().rev() {
        event.undone = dead.contains(&event.id);
        if let Change::Undo { of } = event.change
            && !event.undone
        {
            dead.insert(of);
        }
    }
    events
        .iter()
        .filter(|event| !event.undone)
        .fold(Review::default(), |review, event| review.after(&event.change).unwrap_or(review))
}

#[cfg(test)]
#[path = "followup_tests.rs"]
mod tests;
