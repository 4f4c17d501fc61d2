//! What can be done to an issue, in the form in which it is stored and hashed: a form that was once
//! written is never changed, only added to.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::notice::{DeadlineKind, OutcomeTag};

use super::Finding;

/// What a user does to an issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Change {
    /// Back to 未读.
    Unread,
    /// 待核.
    Query {
        /// Why, one of the list of reasons or free words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
        /// A note.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// 列入回头看.
    Revisit {
        /// By when.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Date>,
        /// Who is to look.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        who: Option<String>,
        /// A note.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// 已核实.
    Verify {
        /// What was found.
        finding: Finding,
        /// What was seen.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        seen: Option<String>,
        /// On what day.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<Date>,
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
    /// A note without a change of state; an empty one takes the former away.
    Note {
        /// The note.
        note: String,
    },
    /// Another day for the check, or none.
    Due {
        /// By when.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Date>,
    },
    /// Somebody else who does the check, or nobody yet.
    Assign {
        /// Who.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        who: Option<String>,
    },
    /// Puts right what the reader took from the notice.
    Correct {
        /// What is right.
        #[serde(flatten)]
        to: Correction,
        /// Why.
        reason: String,
        /// What the notice printed when it was put right, as [`Correction::printed`] writes it; put in by the
        /// ledger.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        printed: Option<String>,
    },
    /// Adds a file to the evidence.
    Attach {
        /// The file.
        #[serde(flatten)]
        file: Evidence,
    },
    /// Takes a file out of the evidence; it stays in the history.
    Detach {
        /// SHA-256 of the file.
        sha256: String,
    },
    /// An issue that the reader missed; the first event of its history.
    Missed(Missed),
    /// Settles a match that was doubtful when a new version came.
    Match {
        /// The id that the issue of the new version has by itself.
        own: String,
        /// Whether it is this issue.
        same: bool,
    },
    /// Puts a doubt (疑点) aside for as long as its words do not change.
    Dismiss(Dismiss),
    /// A doubt that was put aside is asked again.
    AskAgain {
        /// The doubt, by [`Doubt::key`](crate::checks::Doubt::key).
        key: String,
    },
    /// Takes an earlier event back; an undone undo brings it to life again.
    Undo {
        /// The event that is taken back.
        of: Uuid,
    },
}

/// What is right, in place of what the reader took; nothing: as the notice prints it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "field", content = "value", rename_all = "snake_case")]
pub enum Correction {
    /// The problem statement.
    Title(Option<String>),
    /// The outcome's tags; an empty list: the notice states none.
    Outcome(Option<Vec<OutcomeTag>>),
    /// All deadlines with a day.
    Deadlines(Option<Vec<DueDay>>),
    /// True: this is no issue at all, and is not counted.
    Void(bool),
}

impl Correction {
    /// What is printed of the field that it puts right, in a form that can be compared; `None` where it puts
    /// nothing in the place of what is printed.
    pub fn printed(&self, title: &str, tags: &[OutcomeTag], days: &[DueDay]) -> Option<String> {
        match self {
            Self::Title(Some(_)) => Some(title.to_owned()),
            Self::Outcome(Some(_)) => serde_json::to_string(tags).ok(),
            Self::Deadlines(Some(_)) => serde_json::to_string(days).ok(),
            Self::Title(None) | Self::Outcome(None) | Self::Deadlines(None) | Self::Void(_) => None,
        }
    }

    /// The name of what it corrects, as in its JSON.
    pub fn field(&self) -> &'static str {
        match self {
            Self::Title(_) => "title",
            Self::Outcome(_) => "outcome",
            Self::Deadlines(_) => "deadlines",
            Self::Void(_) => "void",
        }
    }
}

/// A deadline put in by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DueDay {
    /// The day.
    pub due: Date,
    /// Who says what of it.
    #[serde(rename = "of")]
    pub kind: DeadlineKind,
}

/// A file that proves something.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Evidence {
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// SHA-256 of its content, in small hexadecimal digits.
    pub sha256: String,
    /// Where it stood when it was added; `None`: it was copied into the ledger's folder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// What it shows, in the words of whoever added it; not the note of the check.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// An issue that the notice has and the reader did not find.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missed {
    /// The notice, by its own id.
    pub notice: String,
    /// Its number as printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// The problem statement.
    pub title: String,
    /// The answer as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response: Option<String>,
    /// The outcome's tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outcome: Vec<OutcomeTag>,
    /// The issue behind which it stands, by id; `None`: behind all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Why it was added.
    pub reason: String,
}

/// A doubt that is put aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dismiss {
    /// The rule that asks, by its name: one that this program does not know is kept as it is.
    pub rule: String,
    /// The doubt, by [`Doubt::key`](crate::checks::Doubt::key): it is another one where the words are others.
    pub key: String,
    /// Why it need not be asked.
    pub reason: String,
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
            Self::Due { .. } => "due",
            Self::Assign { .. } => "assign",
            Self::Correct { .. } => "correct",
            Self::Attach { .. } => "attach",
            Self::Detach { .. } => "detach",
            Self::Missed(_) => "missed",
            Self::Match { .. } => "match",
            Self::Dismiss(_) => "dismiss",
            Self::AskAgain { .. } => "ask_again",
            Self::Undo { .. } => "undo",
        }
    }

    /// The note that goes with it.
    pub fn note(&self) -> Option<&str> {
        match self {
            Self::Query { note, .. }
            | Self::Revisit { note, .. }
            | Self::Verify { note, .. }
            | Self::Archive { note } => note.as_deref(),
            Self::Note { note } => Some(note),
            _ => None,
        }
    }

    /// Whether it is of the check itself, not of what the notice says or of the evidence.
    pub fn of_check(&self) -> bool {
        self.concludes() || matches!(self, Self::Note { .. } | Self::Due { .. } | Self::Assign { .. })
    }

    /// Whether it moves the check to a state, so that two of them made apart may disagree.
    pub fn concludes(&self) -> bool {
        matches!(
            self,
            Self::Unread
                | Self::Query { .. }
                | Self::Revisit { .. }
                | Self::Verify { .. }
                | Self::Archive { .. }
        )
    }
}
