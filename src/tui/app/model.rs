//! The whole state of the screen: plain data.

use std::{
    collections::{HashMap, HashSet, VecDeque},
    path::PathBuf,
    sync::Arc,
};

use jiff::{civil::Date, tz::TimeZone};

use crate::{
    checks::Rules,
    config::reasons::Reasons,
    ledger::{
        followup::Review,
        types::{
            AgencyId, AgencyRow, Doubtful, IssueId, IssueRow, NoticeId, NoticeRow, Outline, Snapshot,
            SourceText,
        },
    },
    query::{Counts, Tally, agencies::By, doubts, filter::Filter, limits::Profile},
    words::Words,
};

use super::{
    board::{Board, Told},
    detail::Detail,
    find::{Asked, Finder},
    form::Form,
    help::Help,
    list::List,
    menu::Menu,
    narrow::Narrowing,
    order::Order,
    picks::Picks,
    search::{Prompt, Search},
    source::Source,
    tree::Tree,
    veil::Veil,
    views::Saved,
    work::Work,
};

/// The state of the screen.
#[derive(Clone)]
pub struct Model {
    /// The language.
    pub words: &'static Words,
    /// The day that counts as today.
    pub today: Date,
    /// The time zone in which moments are told.
    pub zone: TimeZone,
    /// Columns and rows of the screen.
    pub size: (u16, u16),
    /// The pane that has the keyboard when no overlay is open.
    pub focus: Pane,
    /// What lies over the panes, the innermost last.
    pub overlays: Vec<Overlay>,
    /// What the ledger told.
    pub data: Data,
    /// The filters, the narrowing among them.
    pub filter: Filter,
    /// The words of the narrowing; empty when there is none.
    pub narrow: String,
    /// What follows from them.
    pub narrowing: Narrowing,
    /// The questions to the finder.
    pub asked: Asked,
    /// The pane of agencies.
    pub agencies: Agencies,
    /// The tree of issues.
    pub tree: Tree,
    /// The detail pane.
    pub detail: Detail,
    /// The search.
    pub search: Search,
    /// The saved views, and the query that filters.
    pub views: Saved,
    /// Marks on their way.
    pub marks: Marks,
    /// What is chosen to be marked together.
    pub picks: Picks,
    /// The view without persons.
    pub veil: Veil,
    /// Long work.
    pub work: Work,
    /// What the ledger told for boards.
    pub told: Told,
    /// The ledger's file.
    pub ledger: PathBuf,
    /// The time limits by which steps of cases fall due.
    pub profile: Profile,
    /// The message line.
    pub message: Option<Message>,
    /// Whether the mouse is on.
    pub mouse: bool,
}

/// The three panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Pane {
    /// Agencies.
    #[default]
    Agencies,
    /// The tree of issues.
    Tree,
    /// The issue.
    Detail,
}

impl Pane {
    /// From left to right.
    pub const ALL: [Self; 3] = [Self::Agencies, Self::Tree, Self::Detail];

    /// Its place from the left.
    pub fn index(self) -> usize {
        self as usize
    }

    /// The pane on the right, if there is one.
    pub fn right(self) -> Option<Self> {
        Self::ALL.get(self.index() + 1).copied()
    }

    /// The pane on the left, if there is one.
    pub fn left(self) -> Option<Self> {
        self.index().checked_sub(1).and_then(|at| Self::ALL.get(at)).copied()
    }
}

/// Something that lies over the panes.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// The list of commands.
    Help(Help),
    /// A menu.
    Menu(Menu),
    /// A form of text fields.
    Form(Form),
    /// The text field in the last line.
    Prompt(Prompt),
    /// The text of the file.
    Source(Box<Source>),
    /// The finder.
    Finder(Box<Finder>),
    /// A sheet over the whole screen.
    Board(Board),
}

/// Outlines of notices, `None` while under way.
pub type Outlines = HashMap<NoticeId, Option<Arc<Outline>>>;

/// What the ledger told, and what follows from it and the filter.
#[derive(Debug, Clone, Default)]
pub struct Data {
    /// Whether all rows are there.
    pub loaded: bool,
    /// Whether only what the first frame shows is there: the agencies, and what the first of them has. Counts are of
    /// no meaning then.
    pub head: bool,
    /// Whether all rows were asked for behind it.
    pub asked: bool,
    /// Whether that failed.
    pub failed: bool,
    /// All rows.
    pub snapshot: Arc<Snapshot>,
    /// How many issues there are, less those that were put right as being none.
    pub counted: usize,
    /// The outlines that were asked for, `None` while under way.
    pub outlines: Outlines,
    /// The text that was read last.
    pub source: Option<SourceText>,
    /// How many doubts there are that nobody put aside.
    pub doubts: doubts::Tally,
    /// Counts under the filter.
    pub tally: Tally,
    /// Which issues the filter shows, by place in the snapshot.
    pub shown: Vec<bool>,
    /// The notices that the filter shows, whether or not it shows one of their issues.
    pub shown_notices: HashSet<NoticeId>,
    /// Pairs of notices to decide on.
    pub doubtful: Vec<Doubtful>,
}

impl Data {
    /// The row of an issue.
    pub fn issue(&self, id: IssueId) -> Option<IssueRow<'_>> {
        self.snapshot.issues.of(id)
    }

    /// The place of an issue in the snapshot.
    pub fn place(&self, id: IssueId) -> Option<usize> {
        self.snapshot.issues.place(id)
    }

    /// The row of an agency.
    pub fn agency(&self, id: AgencyId) -> Option<&AgencyRow> {
        self.snapshot.agencies.iter().find(|row| row.id == id)
    }

    /// Whether what is known of an agency is all that there is to know.
    pub fn knows(&self, agency: AgencyId) -> bool {
        self.loaded || (self.head && self.notices(agency).next().is_some())
    }

    /// The notices of an agency.
    pub fn notices(&self, id: AgencyId) -> impl Iterator<Item = &NoticeRow> {
        self.snapshot.notices.iter().filter(move |row| row.agency == id)
    }
}

/// The pane of agencies.
#[derive(Debug, Clone, Default)]
pub struct Agencies {
    /// The rows that are shown: agencies, and headings above groups of them.
    pub rows: Vec<AgencyLine>,
    /// By what they are grouped.
    pub by: By,
    /// Which is selected.
    pub list: List,
}

/// A row of the pane of agencies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyLine {
    /// The agency, by place in the snapshot; `None` for a heading.
    pub at: Option<usize>,
    /// What a heading says.
    pub head: String,
    /// The figures of what the filter shows of it.
    pub counts: Counts,
}

impl Agencies {
    /// The agency of a row, by place in the snapshot.
    pub fn at(&self, row: usize) -> Option<usize> {
        self.rows.get(row).and_then(|line| line.at)
    }

    /// How many agencies are shown; one that stands in several groups is one.
    pub fn count(&self) -> usize {
        self.rows.iter().filter_map(|line| line.at).collect::<HashSet<usize>>().len()
    }

    /// Goes on from a heading, which cannot be chosen, to an agency.
    pub fn leave_head(&mut self, down: bool) {
        let on_head =
            |list: &Agencies| list.rows.get(list.list.selected).is_some_and(|line| line.at.is_none());
        if on_head(self) {
            self.list.step(if down { 1 } else { -1 });
        }
        // Above the first heading there is nothing.
        if on_head(self) {
            self.list.step(1);
        }
    }
}

/// Marks on their way to the ledger.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    /// Who makes them, once it is known.
    pub author: Option<String>,
    /// The orders that are not answered yet, the oldest first.
    pub given: VecDeque<Order>,
    /// What waits for the author's name.
    pub waiting: Option<Order>,
    /// What waits for a yes.
    pub held: Option<Order>,
    /// The form that gave the last order, and that order, until it is on disk.
    pub draft: Option<(Box<Form>, Order)>,
    /// The reasons that are offered for 待核.
    pub reasons: Reasons,
    /// Which rules' doubts are shown.
    pub checks: Rules,
    /// The issues that were marked from here and are not read again yet.
    pub stale: HashSet<IssueId>,
    /// The pairs of notices that may be one of which the user said that they be settled later: they are not asked
    /// about again by themselves as long as the screen is open.
    pub postponed: HashSet<(NoticeId, NoticeId)>,
}

/// The message line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// What it says.
    pub text: String,
    /// How it is meant.
    pub tone: Tone,
    /// Whether it is said whole, over several rows where one is too short.
    pub whole: bool,
}

/// How a text is meant; never told by colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Tone {
    /// As any text.
    #[default]
    Plain,
    /// It went well.
    Good,
    /// Worth a look.
    Warn,
    /// Overdue, or failed.
    Bad,
    /// Less than the rest.
    Dim,
    /// More than the rest.
    Strong,
}

impl Model {
    /// An empty screen of that size that waits for the ledger.
    pub fn new(words: &'static Words, today: Date, size: (u16, u16)) -> Self {
        Self {
            words,
            today,
            zone: TimeZone::UTC,
            size,
            focus: Pane::default(),
            overlays: Vec::new(),
            data: Data::default(),
            filter: Filter::default(),
            narrow: String::new(),
            narrowing: Narrowing::default(),
            asked: Asked::default(),
            agencies: Agencies::default(),
            tree: Tree::default(),
            detail: Detail::default(),
            search: Search::default(),
            views: Saved::default(),
            marks: Marks::default(),
            picks: Picks::default(),
            veil: Veil::default(),
            work: Work::default(),
            told: Told::default(),
            ledger: PathBuf::new(),
            profile: Profile::default(),
            message: None,
            mouse: true,
        }
    }

    /// Puts a message into the message line.
    pub fn say(&mut self, tone: Tone, text: impl Into<String>) {
        let whole = matches!(tone, Tone::Bad | Tone::Warn);
        self.message = Some(Message { text: text.into(), tone, whole });
    }

    /// Puts words into the message line that are to be read whole, over as many rows as they take.
    pub fn say_whole(&mut self, tone: Tone, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), tone, whole: true });
    }

    /// The uppermost overlay that commands are about: the list of commands lies over it.
    pub fn uppermost(&self) -> Option<&Overlay> {
        self.overlays.iter().rev().find(|overlay| !matches!(overlay, Overlay::Help(_)))
    }

    /// The row of the selected issue.
    pub fn issue(&self) -> Option<IssueRow<'_>> {
        self.tree.selected().and_then(|node| node.issue).and_then(|at| self.data.snapshot.issues.get(at))
    }

    /// The selected agency.
    pub fn agency(&self) -> Option<&AgencyRow> {
        self.agencies.at(self.agencies.list.selected).and_then(|at| self.data.snapshot.agencies.get(at))
    }

    /// Puts new states of follow-ups into the rows.
    pub fn set_reviews(&mut self, reviews: Vec<(IssueId, Review)>) {
        let snapshot = Arc::make_mut(&mut self.data.snapshot);
        for (id, review) in reviews {
            if let Some(at) = snapshot.issues.place(id) {
                snapshot.issues.set_review(at, review);
            }
        }
    }
}
