//! What the screen asks of the worker thread that owns the ledger, and what it answers.
//!
//! Requests are answered in order, but for a search, which waits for all others: it may take long, and is paused
//! whenever something else is asked. It is answered when the first issues are found and again when all are, or but
//! once where that is at the same time. It carries a generation; a newer one makes the worker drop what it was doing
//! for the older, and the asker drops answers that are no longer wanted.

use std::sync::Arc;

use super::{
    Withdrawn,
    compare::{Comparison, DoubtfulMatch, VersionRow},
    followup::{
        Change, Missed, Refusal, Review,
        case::{AgencyChange, NoticeChange},
    },
    log,
    search::{Found, Needle},
    types::{AskedDoubt, DoubtRow, Doubtful, IssueDetail, IssueId, NoticeId, Outline, Snapshot, SourceText},
    undo::Takes,
};

/// A question or an order.
#[derive(Debug, Clone, PartialEq)]
pub enum Request {
    /// What the first frame shows.
    Head,
    /// The rows of everything.
    Load,
    /// The outline of a notice.
    Outline(NoticeId),
    /// One issue whole.
    Issue(IssueId),
    /// The text in which an issue stands.
    Source(IssueId),
    /// The issues that hold each of these.
    Search {
        /// Number of the question.
        generation: u64,
        /// What is looked for.
        needles: Vec<Needle>,
    },
    /// The same for the query that filters: a newer one makes it needless, a search does not, which goes first.
    Filter {
        /// Number of the question.
        generation: u64,
        /// What is looked for.
        needles: Vec<Needle>,
    },
    /// Marks issues; all or none.
    Mark {
        /// Which.
        issues: Vec<IssueId>,
        /// How.
        change: Change,
    },
    /// Marks issues, each in its own way; all or none.
    MarkEach(Vec<(IssueId, Change)>),
    /// Adds an issue that the reader missed.
    Add(Missed),
    /// Says something of a notice.
    Notice {
        /// Of which.
        notice: NoticeId,
        /// What.
        change: NoticeChange,
    },
    /// Says something of an agency, by its name as notices print it.
    Agency {
        /// Its name.
        name: String,
        /// What.
        change: AgencyChange,
    },
    /// Says something of several agencies: all or none.
    Agencies(Vec<(String, AgencyChange)>),
    /// Takes back the newest change that this author made in this ledger and that is not undone; where
    /// marks of others would no longer count, [`Answer::Takes`] names them and nothing is done.
    Undo,
    /// The same, for who was asked with what it takes.
    UndoAsTold(Box<Takes>),
    /// Brings back what this author undid last, unless something was changed since.
    Redo,
    /// Answers whether the newer of two notices is a new version of the older.
    Decide {
        /// The notice that was there.
        old: NoticeId,
        /// The notice that came.
        new: NoticeId,
        /// Whether they are one.
        same: bool,
    },
    /// The notices that are withdrawn.
    Withdrawn,
    /// All that was done, whatever it is about.
    Log,
    /// What changed from one version of a notice to another, by their numbers; `None`: from the last
    /// but one to the last.
    Compare {
        /// The notice.
        notice: NoticeId,
        /// Which versions.
        which: Option<(u32, u32)>,
    },
    /// The matches with former versions that are doubtful and that nobody has settled.
    Doubts,
    /// Doubts (疑点) whole, with the words that raise them.
    Asked(Vec<DoubtRow>),
    /// Sets who makes the marks from now on.
    Author(String),
}

/// An answer of the worker.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// To [`Request::Head`]: see [`super::Ledger::head`].
    Head(Arc<Snapshot>),
    /// To [`Request::Load`].
    Loaded {
        /// All rows.
        snapshot: Arc<Snapshot>,
        /// Pairs of notices that somebody must decide on.
        doubtful: Vec<Doubtful>,
    },
    /// To [`Request::Outline`].
    Outline(Arc<Outline>),
    /// To [`Request::Issue`].
    Issue(Box<IssueDetail>),
    /// To [`Request::Source`].
    Source(SourceText),
    /// To [`Request::Search`].
    Found {
        /// The question's number.
        generation: u64,
        /// The issues, for each needle in the order of the question.
        found: Found,
        /// Whether that is all; else another answer comes.
        whole: bool,
    },
    /// To [`Request::Filter`].
    Filtered {
        /// The question's number.
        generation: u64,
        /// The issues, for each needle in the order of the question.
        found: Found,
    },
    /// To [`Request::Mark`], [`Request::MarkEach`], [`Request::Add`], [`Request::Notice`], [`Request::Agency`], [`Request::Decide`],
    /// [`Request::Undo`], [`Request::UndoAsTold`] and [`Request::Redo`]: it is on disk.
    Marked {
        /// The new states.
        reviews: Vec<(IssueId, Review)>,
        /// What was asked for.
        act: Act,
        /// All rows, where more than states changed.
        fresh: Option<Fresh>,
    },
    /// To [`Request::Withdrawn`], by agency and feedback date.
    Withdrawn(Vec<Withdrawn>),
    /// To [`Request::Log`], by time.
    Log(Arc<Vec<log::Act>>),
    /// To [`Request::Compare`]: all versions, and what changed where there are two.
    Compared {
        /// The notice.
        notice: NoticeId,
        /// Its versions, oldest first.
        versions: Vec<VersionRow>,
        /// What changed.
        comparison: Option<Box<Comparison>>,
    },
    /// To [`Request::Doubts`], in the order of the snapshot.
    Doubts(Vec<DoubtfulMatch>),
    /// To [`Request::Asked`], in the order in which they were asked for; those that are no longer kept are missing.
    Asked(Arc<Vec<AskedDoubt>>),
    /// To [`Request::Undo`] and [`Request::UndoAsTold`], where that must be asked about; nothing was written.
    Takes(Box<Takes>),
    /// The change is not open; nothing was written.
    Refused {
        /// The issue that refused, where one did.
        issue: Option<IssueId>,
        /// Why.
        why: Refusal,
    },
    /// Something failed; nothing was written.
    Failed(String),
}

/// What an answer that something is on disk is to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// A change.
    Mark,
    /// A change was taken back.
    Undo,
    /// A change was brought back.
    Redo,
}

/// All rows as they are now.
#[derive(Debug, Clone, PartialEq)]
pub struct Fresh {
    /// The rows.
    pub snapshot: Arc<Snapshot>,
    /// Pairs of notices that somebody must decide on.
    pub doubtful: Vec<Doubtful>,
}
