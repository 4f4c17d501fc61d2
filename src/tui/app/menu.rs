//! Menus: a list of choices over the panes.

use tui_input::Input;

use crate::{
    ledger::{
        followup::{Finding, State},
        types::AgencyId,
    },
    query::{
        filter::{DueFilter, OutcomeChoice},
        find::Needle,
        place::Level,
    },
    text,
};

use super::{list::List, standing, views, work::menu::What};

/// A menu.
#[derive(Debug, Clone, Default)]
pub struct Menu {
    /// What is chosen.
    pub kind: MenuKind,
    /// Its title.
    pub title: String,
    /// Lines above the choices.
    pub intro: Vec<String>,
    /// All choices.
    pub items: Vec<Item>,
    /// Those that the text field leaves, by place.
    pub shown: Vec<usize>,
    /// Which is selected, by place in `shown`.
    pub list: List,
    /// A text field that narrows the choices.
    pub input: Option<Input>,
}

/// What a menu is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MenuKind {
    /// Marking the selected issue, or those that are chosen.
    #[default]
    Mark,
    /// The reasons for 待核.
    Reason,
    /// A question about an order.
    Ask,
    /// Putting the reading right.
    Fix,
    /// Files that prove something.
    Evidence,
    /// The steps of a case.
    Step,
    /// What is said of an agency.
    OfAgency,
    /// Filter by outcome.
    Outcome,
    /// Filter by a day.
    Due(Which),
    /// Filter by state of the check.
    State,
    /// Filter by agency.
    Agency,
    /// Two notices that may be one.
    Doubtful,
    /// Long work, and questions about it.
    Work,
    /// Whether long work is to be cancelled.
    Cancel,
    /// Whether what was written in a form may be lost.
    Discard,
    /// Withdrawing a notice, showing one again.
    Standing,
    /// The saved views.
    Views,
    /// What is done with one of them.
    OfView,
}

/// Whose day is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The notice's deadlines (时限).
    Deadline,
    /// The inspector's own day (复查期限).
    Recheck,
}

/// What a choice does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Choice {
    /// Marks the issue.
    Mark(MarkKind),
    /// One of the reasons, by place.
    Reason(usize),
    /// A reason to be written.
    OwnReason,
    /// No reason.
    NoReason,
    /// Puts an issue right.
    Fix(FixKind),
    /// Adds an issue that was missed.
    Missed,
    /// Puts a notice right.
    FixNotice(NoticeField),
    /// Makes something of a notice as printed again.
    Restore(NoticeField),
    /// Adds a file to the evidence, copied or not.
    Attach(bool),
    /// Takes a file out of the evidence, by place.
    Detach(usize),
    /// A step of a case, by place.
    Step(usize),
    /// Merges the agency into another.
    Merge,
    /// Merges it into this one.
    Into(AgencyId),
    /// Parts one of its names from it, by place.
    Split(usize),
    /// Says that one of its names is to stay merged, by place.
    Keep(usize),
    /// Says that it is to stay an agency of its own.
    Alone,
    /// Says where it is.
    Region,
    /// Says on what level it is.
    Levels,
    /// Puts it on this level, or on that which its name says.
    Level(Option<Level>),
    /// Does what was ordered.
    Yes,
    /// Does not.
    No,
    /// Moves an outcome on: off, with, without.
    Outcome(OutcomeChoice),
    /// Any of the outcomes, or all.
    AllAny,
    /// Sets the filter of days, or takes it off.
    Due(Option<DueFilter>),
    /// Asks for a number of days.
    AskDays,
    /// Asks for two days.
    AskBetween,
    /// A state in or out.
    State(State),
    /// An agency in or out.
    Agency(AgencyId),
    /// One notice or two.
    Same(bool),
    /// Leaves it open.
    Later,
    /// Closes the form below, whatever is written in it.
    Discard,
    /// Something of long work.
    Work(What),
    /// Something of where a notice stands.
    Standing(standing::What),
    /// Something of saved views.
    Views(views::list::What),
}

impl Choice {
    /// Whether it can be chosen together with others of its menu, which then stays open.
    pub fn with_others(self) -> bool {
        matches!(self, Self::Outcome(_) | Self::AllAny | Self::State(_) | Self::Agency(_))
    }
}

/// How an issue is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkKind {
    /// 改回未读
    Unread,
    /// 待核
    Query,
    /// 列入回头看
    Revisit,
    /// 已核实
    Found(Finding),
    /// 归档
    Archive,
    /// 备注
    Note,
    /// 复查期限
    Due,
    /// 承办人
    Assign,
}

/// How the reading of an issue is put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FixKind {
    /// The problem statement; with `false` as printed again.
    Title(bool),
    /// The outcome; with `false` as printed again.
    Outcome(bool),
    /// The deadlines; with `false` as printed again.
    Deadlines(bool),
    /// Whether it is no issue.
    Void(bool),
}

/// What of a notice is put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeField {
    /// The title.
    Title,
    /// The body inspected.
    Agency,
    /// The day of the feedback.
    Feedback,
    /// The day of publication.
    Published,
}

impl NoticeField {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Title, Self::Agency, Self::Feedback, Self::Published];

    /// Its name in corrections.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Agency => "agency",
            Self::Feedback => "feedback",
            Self::Published => "published",
        }
    }
}

/// A choice.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// What it says.
    pub text: String,
    /// What stands at its right.
    pub aside: String,
    /// `[x]` before it, where it can be on or off.
    pub sign: Option<&'static str>,
    /// Why it cannot be chosen now.
    pub disabled: Option<&'static str>,
    /// The key that chooses it, in a menu in which choices have keys of their own.
    pub key: Option<char>,
    /// What it does.
    pub choice: Choice,
}

impl Item {
    /// A choice that says `text`.
    pub fn new(text: impl Into<String>, choice: Choice) -> Self {
        Self { text: text.into(), aside: String::new(), sign: None, disabled: None, key: None, choice }
    }

    /// A choice that can be on or off.
    pub fn switch(text: impl Into<String>, on: bool, choice: Choice) -> Self {
        Self { sign: Some(if on { "[x]" } else { "[ ]" }), ..Self::new(text, choice) }
    }
}

impl Menu {
    /// A menu with its first choice selected that can be chosen.
    pub fn new(kind: MenuKind, title: &str, items: Vec<Item>) -> Self {
        let mut menu = Self { kind, title: title.to_owned(), ..Self::default() };
        menu.set(items);
        let first = menu.items.iter().position(|item| item.disabled.is_none()).unwrap_or(0);
        menu.list.select(first);
        menu
    }

    /// Puts other choices in place of the present ones; the selection stays.
    pub fn set(&mut self, items: Vec<Item>) {
        self.items = items;
        self.sift();
    }

    /// Leaves the choices that have what is in the text field, as it is written or by pinyin.
    pub fn sift(&mut self) {
        let wanted = Needle::new(self.input.as_ref().map_or("", Input::value));
        let has = |item: &Item| wanted.is_held_by(&item.text);
        self.shown = (0..self.items.len()).filter(|at| self.items.get(*at).is_some_and(has)).collect();
        self.list.resize(self.shown.len());
    }

    /// The selected choice.
    pub fn selected(&self) -> Option<&Item> {
        self.shown.get(self.list.selected).and_then(|at| self.items.get(*at))
    }

    /// The key of the choice in that place: `1` to `9`, then `0`.
    pub fn key(at: usize) -> Option<char> {
        u32::try_from(at + 1)
            .ok()
            .filter(|place| *place <= 10)
            .and_then(|place| char::from_digit(place % 10, 10))
    }

    /// The key of the shown choice in that place; none where there is a text field, in which digits are written.
    pub fn key_at(&self, at: usize) -> Option<char> {
        match self.kind {
            _ if self.input.is_some() => None,
            MenuKind::Views => {
                self.shown.get(at).and_then(|item| self.items.get(*item)).and_then(|item| item.key)
            }
            _ => Self::key(at),
        }
    }

    /// Columns and rows that the menu wants, its border with it.
    pub fn wants(&self) -> (usize, usize) {
        let row = |item: &Item| {
            let aside = item.disabled.unwrap_or(&item.aside);
            let gap = if aside.is_empty() { 0 } else { 2 };
            8 + text::width(&item.text) + gap + text::width(aside)
        };
        let widest = self.items.iter().map(row).max().unwrap_or(0);
        let intro = self.intro.iter().map(|line| text::width(line)).max().unwrap_or(0);
        let columns = widest.max(intro).max(text::width(&self.title) + 4).max(34);
        let rows = self.items.len() + self.intro.len() + usize::from(self.input.is_some()) + 1;
        (columns + 4, rows + 2)
    }
}
