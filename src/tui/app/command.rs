//! The table of commands: what each is called, where it works, where it is hinted at.
//!
//! Help, hints, the list of commands and the documents are printed from this one table.

use std::ops::BitOr;

use crate::{
    notice::OutcomeTag,
    query::filter::OutcomeChoice,
    words::tui::{CommandWords, Commands},
};

/// Places that have the keyboard, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Contexts(u16);

impl Contexts {
    /// No place.
    pub const NONE: Self = Self(0);
    /// The pane of agencies.
    pub const AGENCIES: Self = Self(1);
    /// The tree of issues.
    pub const TREE: Self = Self(2);
    /// The detail pane.
    pub const DETAIL: Self = Self(4);
    /// The text of the file.
    pub const SOURCE: Self = Self(8);
    /// A menu.
    pub const MENU: Self = Self(16);
    /// A list with a text field above it.
    pub const FINDER: Self = Self(32);
    /// A form of text fields.
    pub const FORM: Self = Self(64);
    /// The text field in the last line.
    pub const PROMPT: Self = Self(128);
    /// A board.
    pub const BOARD: Self = Self(256);
    /// The three panes.
    pub const PANES: Self = Self(1 | 2 | 4);
    /// Wherever one walks up and down by letters too.
    pub const WALK: Self = Self(1 | 2 | 4 | 8 | 16 | 256);
    /// Wherever characters are text.
    pub const TEXT: Self = Self(32 | 64 | 128);
    /// Everywhere.
    pub const ALL: Self = Self(511);

    /// Whether the two have a place in common.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both together.
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The places one by one.
    pub fn each(self) -> impl Iterator<Item = Self> {
        (0..9).map(|bit| Self(1 << bit)).filter(move |one| self.meets(*one))
    }
}

impl BitOr for Contexts {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.and(other)
    }
}

/// What a user can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the words table says what each does")]
pub enum Command {
    Up,
    Down,
    PageUp,
    PageDown,
    HalfUp,
    HalfDown,
    First,
    Last,
    Enter,
    Into,
    Out,
    NextPane,
    PreviousPane,
    Back,
    Search,
    NextHit,
    PreviousHit,
    Sift,
    Views,
    /// By its key, a digit.
    View(u8),
    Narrow,
    Find,
    Source,
    Mark,
    Pick,
    Range,
    PickAll,
    Correct,
    Export,
    Evidence,
    Veil,
    Undo,
    Redo,
    OutcomeMenu,
    Outcome(OutcomeChoice),
    AllAny,
    Deadline,
    Overdue,
    Recheck,
    State,
    Conflict,
    Doubtful,
    PrintedAnew,
    Agency,
    Clear,
    NextField,
    PreviousField,
    Turn,
    Switch,
    Same,
    NotSame,
    History,
    Standing,
    Agenda,
    Versions,
    Doubts,
    Asked,
    WithDoubts,
    OtherPlace,
    Dismiss,
    FollowUp,
    Help,
    Mouse,
    Redraw,
    Suspend,
    Quit,
    QuitNow,
    Ledger,
    Group,
    Complete,
}

/// A line of the table.
pub struct Entry {
    /// Which command.
    pub command: Command,
    /// Its name in the config.
    pub id: &'static str,
    /// Its words.
    pub words: fn(&Commands) -> &CommandWords,
    /// Where it works.
    pub contexts: Contexts,
    /// Where the line of hints names it.
    pub hint: Contexts,
}

impl Entry {
    /// The entry of `command`.
    pub fn of(command: Command) -> Option<&'static Self> {
        TABLE.iter().find(|entry| entry.command == command)
    }

    /// The entry of that name in the config.
    pub fn named(id: &str) -> Option<&'static Self> {
        TABLE.iter().find(|entry| entry.id == id)
    }
}

const fn entry(
    command: Command,
    id: &'static str,
    words: fn(&Commands) -> &CommandWords,
    contexts: Contexts,
    hint: Contexts,
) -> Entry {
    Entry { command, id, words, contexts, hint }
}

const fn outcome(tag: OutcomeTag) -> Command {
    Command::Outcome(OutcomeChoice::Tag(tag))
}

const NONE: Contexts = Contexts::NONE;
const ALL: Contexts = Contexts::ALL;
const PANES: Contexts = Contexts::PANES;
const SOURCE: Contexts = Contexts::SOURCE;
const LISTS: Contexts = Contexts::WALK.and(Contexts::FINDER);
const MENUS: Contexts = Contexts::MENU.and(Contexts::FINDER);
const WALK: Contexts = Contexts::WALK;
const ISSUE: Contexts = Contexts::TREE.and(Contexts::DETAIL);
const FIELDS: Contexts = Contexts::SOURCE.and(Contexts::FORM);
const HITS: Contexts = PANES.and(SOURCE).and(Contexts::PROMPT);
const HELPED: Contexts = PANES.and(SOURCE).and(BOARD);
const BOARD: Contexts = Contexts::BOARD;
const DOUBT: Contexts = Contexts::DETAIL.and(Contexts::BOARD);

/// All commands, in the order in which help and hints name them.
pub static TABLE: &[Entry] = &[
    entry(Command::Enter, "enter", |w| &w.enter, ALL, Contexts::AGENCIES.and(Contexts::TREE).and(BOARD)),
    entry(Command::Switch, "switch", |w| &w.switch, BOARD, BOARD),
    entry(Command::Same, "same", |w| &w.same, BOARD, NONE),
    entry(Command::NotSame, "not-same", |w| &w.not_same, BOARD, NONE),
    entry(Command::Mark, "mark", |w| &w.mark, PANES, ISSUE),
    entry(Command::Source, "source", |w| &w.source, PANES.and(BOARD), ISSUE.and(BOARD)),
    entry(Command::Dismiss, "dismiss", |w| &w.dismiss, DOUBT, DOUBT),
    entry(Command::FollowUp, "follow-up", |w| &w.follow_up, DOUBT, DOUBT),
    entry(Command::OtherPlace, "other-place", |w| &w.other_place, SOURCE, SOURCE),
    entry(Command::Deadline, "deadline", |w| &w.deadline, PANES, PANES),
    entry(Command::Search, "search", |w| &w.search, PANES, PANES),
    entry(Command::Help, "help", |w| &w.help, HELPED, HELPED),
    entry(Command::Quit, "quit", |w| &w.quit, ALL, Contexts::AGENCIES),
    entry(Command::Back, "back", |w| &w.back, ALL, ISSUE.and(SOURCE).and(BOARD)),
    entry(Command::NextField, "next-field", |w| &w.next_field, FIELDS, SOURCE),
    entry(Command::NextPane, "next-pane", |w| &w.next_pane, PANES, PANES),
    entry(Command::Narrow, "narrow", |w| &w.narrow, PANES, PANES),
    entry(Command::Find, "find", |w| &w.find, PANES, NONE),
    entry(Command::NextHit, "next-hit", |w| &w.next_hit, HITS, NONE),
    entry(Command::PreviousHit, "previous-hit", |w| &w.previous_hit, HITS, NONE),
    entry(Command::Sift, "filter-by-search", |w| &w.sift, Contexts::PROMPT, Contexts::PROMPT),
    entry(Command::Views, "views", |w| &w.views, PANES, NONE),
    entry(Command::Undo, "undo", |w| &w.undo, PANES.and(BOARD), ISSUE),
    entry(Command::Redo, "redo", |w| &w.redo, PANES.and(BOARD), NONE),
    entry(Command::Pick, "choose", |w| &w.pick, PANES, ISSUE),
    entry(Command::Range, "range", |w| &w.range, Contexts::TREE, NONE),
    entry(Command::PickAll, "choose-all", |w| &w.pick_all, PANES, NONE),
    entry(Command::Correct, "correct", |w| &w.correct, PANES, ISSUE),
    entry(Command::Overdue, "overdue", |w| &w.overdue, PANES, NONE),
    entry(Command::State, "state", |w| &w.state, PANES, NONE),
    entry(Command::Evidence, "evidence", |w| &w.evidence, PANES, NONE),
    entry(Command::Export, "export", |w| &w.export, PANES, NONE),
    entry(Command::Agenda, "agenda", |w| &w.agenda, PANES, Contexts::AGENCIES),
    entry(Command::History, "history", |w| &w.history, PANES, NONE),
    entry(Command::Standing, "withdraw", |w| &w.standing, PANES, NONE),
    entry(Command::Doubts, "doubtful-list", |w| &w.doubts, PANES, NONE),
    entry(Command::Asked, "doubts", |w| &w.asked, PANES, NONE),
    entry(Command::WithDoubts, "with-doubts", |w| &w.with_doubts, PANES, NONE),
    entry(Command::Versions, "versions", |w| &w.versions, PANES, NONE),
    entry(Command::Conflict, "conflict", |w| &w.conflict, PANES, NONE),
    entry(Command::Doubtful, "doubtful", |w| &w.doubtful, PANES, NONE),
    entry(Command::PrintedAnew, "printed-anew", |w| &w.printed_anew, PANES, NONE),
    entry(Command::Recheck, "recheck", |w| &w.recheck, PANES, NONE),
    entry(Command::Agency, "agency", |w| &w.agency, PANES, NONE),
    entry(Command::OutcomeMenu, "outcome-menu", |w| &w.outcome_menu, PANES, NONE),
    entry(outcome(OutcomeTag::Completed), "completed", |w| &w.completed, PANES, NONE),
    entry(outcome(OutcomeTag::LongTerm), "long-term", |w| &w.long_term, PANES, NONE),
    entry(outcome(OutcomeTag::Phased), "phased", |w| &w.phased, PANES, NONE),
    entry(outcome(OutcomeTag::InProgress), "in-progress", |w| &w.in_progress, PANES, NONE),
    entry(outcome(OutcomeTag::NotStarted), "not-started", |w| &w.not_started, PANES, NONE),
    entry(Command::Outcome(OutcomeChoice::Unstated), "unstated", |w| &w.unstated, PANES, NONE),
    entry(Command::AllAny, "all-any", |w| &w.all_any, PANES, NONE),
    entry(Command::Clear, "clear", |w| &w.clear, PANES, NONE),
    entry(Command::Into, "into", |w| &w.into, PANES, NONE),
    entry(Command::Out, "out", |w| &w.out, PANES, NONE),
    entry(Command::PreviousPane, "previous-pane", |w| &w.previous_pane, PANES, NONE),
    entry(Command::PreviousField, "previous-field", |w| &w.previous_field, FIELDS, NONE),
    entry(Command::Turn, "turn", |w| &w.turn, MENUS, NONE),
    entry(Command::Up, "up", |w| &w.up, LISTS, NONE),
    entry(Command::Down, "down", |w| &w.down, LISTS, NONE),
    entry(Command::PageUp, "page-up", |w| &w.page_up, LISTS, NONE),
    entry(Command::PageDown, "page-down", |w| &w.page_down, LISTS, NONE),
    entry(Command::HalfUp, "half-up", |w| &w.half_up, WALK, NONE),
    entry(Command::HalfDown, "half-down", |w| &w.half_down, WALK, NONE),
    entry(Command::First, "first", |w| &w.first, WALK, NONE),
    entry(Command::Last, "last", |w| &w.last, WALK, NONE),
    entry(Command::Veil, "mask", |w| &w.veil, PANES.and(SOURCE).and(BOARD), NONE),
    entry(Command::Mouse, "mouse", |w| &w.mouse, PANES, NONE),
    entry(Command::Redraw, "redraw", |w| &w.redraw, ALL, NONE),
    entry(Command::Suspend, "suspend", |w| &w.suspend, ALL, NONE),
    entry(Command::QuitNow, "quit-now", |w| &w.quit_now, ALL, NONE),
    entry(Command::Ledger, "ledger", |w| &w.ledger, PANES, NONE),
    entry(Command::Group, "group", |w| &w.group, PANES, NONE),
    entry(Command::Complete, "complete", |w| &w.complete, Contexts::FORM.and(Contexts::PROMPT), NONE),
    entry(Command::View(1), "view-1", |w| &w.view[0], PANES, NONE),
    entry(Command::View(2), "view-2", |w| &w.view[1], PANES, NONE),
    entry(Command::View(3), "view-3", |w| &w.view[2], PANES, NONE),
    entry(Command::View(4), "view-4", |w| &w.view[3], PANES, NONE),
    entry(Command::View(5), "view-5", |w| &w.view[4], PANES, NONE),
    entry(Command::View(6), "view-6", |w| &w.view[5], PANES, NONE),
    entry(Command::View(7), "view-7", |w| &w.view[6], PANES, NONE),
    entry(Command::View(8), "view-8", |w| &w.view[7], PANES, NONE),
    entry(Command::View(9), "view-9", |w| &w.view[8], PANES, NONE),
];
