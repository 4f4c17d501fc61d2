//! Boards: sheets over the whole screen that are read, walked, and left for what a line is about.
//!
//! - [`history`]: the history of an issue; the newest changes in the ledger.
//! - [`agenda`]: what falls due, by agency or by person.
//! - [`asked`]: what the rules ask, by rule.
//! - [`versions`]: what changed from one version of a notice to another; the doubtful matches of all.

pub mod agenda;
pub mod asked;
pub mod history;
pub mod versions;

use std::{collections::HashMap, sync::Arc};

use crate::{
    checks::RuleId,
    ledger::{
        compare::{Comparison, DoubtfulMatch, VersionRow},
        followup::Change,
        log::Act,
        protocol::Request,
        types::{AskedDoubt, IssueId, NoticeId},
    },
    query::agenda::By,
};

use self::asked::Asking;
use super::{
    detail::veiled,
    effect::Effect,
    fields::{Field, Now, Raised},
    filter,
    model::{Model, Overlay, Pane, Tone},
    order::{self, Order},
    sheet::Sheet,
    work,
};

/// A board.
#[derive(Debug, Clone)]
pub struct Board {
    /// What it shows.
    pub kind: BoardKind,
    /// Its title.
    pub title: String,
    /// A line below the title.
    pub head: String,
    /// Its lines.
    pub sheet: Sheet,
    /// What the lines are about, by place among the fields of the sheet.
    pub targets: HashMap<usize, Target>,
}

/// What a board shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoardKind {
    /// The history of an issue.
    History(IssueId),
    /// The history of a notice, and of its issues.
    OfNotice(NoticeId),
    /// The newest changes in the ledger.
    Newest,
    /// The doubtful matches of all notices.
    Doubts,
    /// What the rules ask.
    Asked(Asking),
    /// What falls due.
    Agenda(By),
    /// Two versions of a notice, by their numbers; `None`: the two newest.
    Versions(NoticeId, Option<(u32, u32)>),
    /// What came of long work.
    Report,
}

/// What a line is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// An issue.
    Issue(IssueId),
    /// A notice.
    Notice(NoticeId),
    /// A match of an issue that is doubtful, with the key that it has by the newer version alone.
    Match(IssueId, String),
    /// A rule.
    Rule(RuleId),
    /// A doubt.
    Doubt(Raised),
    /// More of the same.
    More,
    /// Something of long work.
    Work(work::Pick),
}

/// What the ledger told for boards.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// All that was done, by time.
    pub log: Option<Arc<Vec<Act>>>,
    /// The doubtful matches.
    pub doubts: Option<Vec<DoubtfulMatch>>,
    /// The doubts that were read last.
    pub asked: Option<Arc<Vec<AskedDoubt>>>,
    /// The versions that were compared last.
    pub compared: Option<Compared>,
}

/// Versions of a notice, and two of them compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// The notice.
    pub notice: NoticeId,
    /// Its versions, oldest first.
    pub versions: Vec<VersionRow>,
    /// What changed; `None` where there is but one.
    pub comparison: Option<Comparison>,
}

/// The fields of a board while they are put together.
#[derive(Default)]
pub struct Page {
    fields: Vec<Field>,
    targets: HashMap<usize, Target>,
}

impl Page {
    pub(super) fn push(&mut self, field: Field) {
        self.fields.push(field);
    }

    pub(super) fn about(&mut self, field: Field, target: Option<Target>) {
        if let Some(target) = target {
            self.targets.insert(self.fields.len(), target);
        }
        self.fields.push(field);
    }

    /// A field of a doubt.
    fn raised(&mut self, field: Field) {
        let target = field.raised.clone().map(Target::Doubt);
        self.about(field, target);
    }
}

/// Opens a board and asks for what it needs.
pub fn open(model: &mut Model, kind: BoardKind, effects: &mut Vec<Effect>) {
    let board = Board {
        kind,
        title: String::new(),
        head: String::new(),
        sheet: Sheet::default(),
        targets: HashMap::new(),
    };
    model.overlays.push(Overlay::Board(board));
    show(model, kind, effects);
}

/// Shows something else on the uppermost board.
fn show(model: &mut Model, kind: BoardKind, effects: &mut Vec<Effect>) {
    let Some(Overlay::Board(board)) = model.overlays.last_mut() else { return };
    board.kind = kind;
    board.sheet = board.sheet.emptied();
    ask(model, kind, effects);
    refresh(model);
    if let Some(Overlay::Board(board)) = model.overlays.last_mut() {
        board.sheet.to_end(false);
    }
}

fn ask(model: &Model, kind: BoardKind, effects: &mut Vec<Effect>) {
    effects.extend(match kind {
        BoardKind::Newest | BoardKind::OfNotice(_) => Some(Effect::Send(Request::Log)),
        BoardKind::Doubts => Some(Effect::Send(Request::Doubts)),
        BoardKind::Asked(asking) => {
            let rows = asked::to_read(model, asking);
            (!rows.is_empty()).then_some(Effect::Send(Request::Asked(rows)))
        }
        BoardKind::Versions(notice, which) => Some(Effect::Send(Request::Compare { notice, which })),
        BoardKind::History(_) | BoardKind::Agenda(_) | BoardKind::Report => None,
    });
}

/// Asks again for what an open board shows, because the ledger has changed.
pub fn renew(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(Overlay::Board(board)) = model.overlays.last() {
        ask(model, board.kind, effects);
    }
    refresh(model);
}

/// Puts the boards together anew from what is known.
pub fn refresh(model: &mut Model) {
    let mut overlays = std::mem::take(&mut model.overlays);
    for overlay in &mut overlays {
        let Overlay::Board(board) = overlay else { continue };
        let (title, head, page) = match board.kind {
            BoardKind::History(issue) => history::of_issue(model, issue),
            BoardKind::OfNotice(notice) => history::of_notice(model, notice),
            BoardKind::Newest => history::newest(model),
            BoardKind::Agenda(by) => agenda::page(model, by),
            BoardKind::Doubts => versions::doubts(model),
            BoardKind::Asked(asking) => asked::page(model, asking),
            BoardKind::Versions(notice, _) => versions::page(model, notice),
            BoardKind::Report => work::page::report(model),
        };
        let fresh = board.sheet.fields.is_empty();
        (board.title, board.head, board.targets) = (title, head, page.targets);
        board.sheet.fill(veiled(page.fields, &model.veil));
        if fresh {
            board.sheet.to_end(false);
        }
    }
    model.overlays = overlays;
}

/// What counts as now, for moments that are told.
fn now(model: &Model) -> Now {
    Now { today: model.today, zone: model.zone.clone() }
}

/// Tab: the other side of what the uppermost board shows.
pub fn switch(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(Overlay::Board(board)) = model.overlays.last() else { return };
    let next = match board.kind {
        BoardKind::History(_) | BoardKind::OfNotice(_) => BoardKind::Newest,
        BoardKind::Newest => history::of_selected(model),
        BoardKind::Doubts => return,
        BoardKind::Asked(asking) => BoardKind::Asked(asking.turned()),
        BoardKind::Agenda(By::Agency) => BoardKind::Agenda(By::Person),
        BoardKind::Agenda(By::Person) => BoardKind::Agenda(By::Agency),
        BoardKind::Versions(notice, _) => match versions::earlier(model) {
            Some(which) => BoardKind::Versions(notice, which),
            None => return,
        },
        BoardKind::Report => return,
    };
    show(model, next, effects);
}

/// Enter: leaves the board for what the chosen line is about, or shows more of it.
pub fn enter(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(Overlay::Board(board)) = model.overlays.last() else { return };
    let Some(target) = board.targets.get(&board.sheet.cursor).cloned() else { return };
    let kind = board.kind;
    match target {
        Target::Doubt(_) => go_to_doubt(model),
        Target::Rule(rule) => {
            if let BoardKind::Asked(asking) = kind {
                // Over the counts, to which Esc goes back.
                open(model, BoardKind::Asked(asking.of(rule)), effects);
            }
        }
        Target::More => more(model, effects),
        Target::Issue(issue) | Target::Match(issue, _) => go_to_issue(model, issue),
        Target::Notice(notice) => go_to_notice(model, notice),
        Target::Work(pick) => work::page::pick(model, pick),
    }
}

/// Reads more of the doubts of a rule; the chosen line stays.
fn more(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(Overlay::Board(board)) = model.overlays.last_mut() else { return };
    if let BoardKind::Asked(asking) = board.kind {
        board.kind = BoardKind::Asked(asking.more());
        renew(model, effects);
    }
}

/// Goes to the issue of the chosen doubt, there to the doubt itself.
fn go_to_doubt(model: &mut Model) {
    let Some((doubt, raised)) = asked::raised(model) else { return };
    let (target, want) = (asked::place(doubt, &raised), Arc::clone(&raised.id));
    match target {
        Target::Issue(issue) => {
            go_to_issue(model, issue);
            if model.detail.issue == Some(issue) && model.detail.data.is_some() {
                model.detail.want = Some(want);
                model.detail.go_to_wanted();
            } else {
                model.detail.want = Some(want);
            }
        }
        Target::Notice(notice) => go_to_notice(model, notice),
        _ => {}
    }
}

/// Closes all that lies over the panes and goes to an issue; filters that hide it are taken off.
pub fn go_to_issue(model: &mut Model, issue: IssueId) {
    let Some(at) = model.data.place(issue) else {
        return model.say(Tone::Warn, model.words.tui.board.not_here);
    };
    model.overlays.clear();
    if !model.data.shown.get(at).copied().unwrap_or(false) {
        filter::clear(model);
        model.say(Tone::Plain, model.words.tui.board.filter_cleared);
    }
    let agency = model.data.snapshot.issues.get(at).map(|row| row.agency);
    if let Some(agency) = agency {
        filter::select_agency(model, agency);
    }
    model.tree.want = Some(issue);
    if model.focus == Pane::Agencies {
        model.focus = Pane::Tree;
    }
}

fn go_to_notice(model: &mut Model, notice: NoticeId) {
    let found = model.data.snapshot.notices.iter().find(|row| row.id == notice);
    let Some(agency) = found.map(|row| row.agency) else { return };
    model.overlays.clear();
    if !model.filter.is_empty() {
        filter::clear(model);
        model.say(Tone::Plain, model.words.tui.board.filter_cleared);
    }
    filter::select_agency(model, agency);
    model.tree.build(&model.data, Some(agency));
    model.tree.refresh(&model.data, true);
    model.tree.select_notice(notice);
    model.focus = Pane::Tree;
}

/// Settles the doubtful match of the chosen line.
pub fn settle_match(model: &mut Model, same: bool, effects: &mut Vec<Effect>) {
    let Some(Overlay::Board(board)) = model.overlays.last() else { return };
    match board.targets.get(&board.sheet.cursor).cloned() {
        Some(Target::Match(issue, own)) => {
            order::give(model, Order::Mark(vec![issue], Change::Match { own, same }), effects);
        }
        _ => model.say(Tone::Warn, model.words.tui.board.no_match),
    }
}
