//! Orders to the ledger: the questions before them, who gives them, and what is said of them after.

use std::collections::HashSet;

use jiff::Timestamp;

use crate::{
    ledger::{
        followup::{
            Change, Event, Missed, Refusal, State,
            case::{AgencyChange, NoticeChange},
        },
        protocol::{Act, Request},
        types::{IssueId, IssueRow, NoticeId, Snapshot},
        undo::Takes,
    },
    report::{acts, history},
};

use super::{
    effect::Effect,
    fields::{Now, check::moment},
    form::{self, Form, FormField, FormKind, Role},
    menu::{Choice, Item, Menu, MenuKind},
    model::{Model, Overlay, Tone},
    picks, say,
};

/// The number of issues above which it is asked before they are marked together.
pub const ASK_ABOVE: usize = 20;
/// How many refusals are told one by one.
const TOLD: usize = 6;

/// Something that the ledger is to write.
#[derive(Debug, Clone, PartialEq)]
pub enum Order {
    /// A change of issues, all or none.
    Mark(Vec<IssueId>, Change),
    /// A change of its own for each of several issues, all or none.
    Each(Vec<(IssueId, Change)>),
    /// An issue that the reader missed.
    Add(Missed),
    /// Something about a notice.
    Notice(NoticeId, NoticeChange),
    /// Whether two notices, the older first, are one.
    Decide(NoticeId, NoticeId, bool),
    /// Something about an agency, by its name.
    Agency(String, AgencyChange),
    /// Something about several agencies, all or none.
    Agencies(Vec<(String, AgencyChange)>),
    /// The newest change taken back.
    Undo,
    /// The same, after it was asked whether marks of others may lose their force.
    UndoAsTold(Box<Takes>),
    /// What was taken back last brought back.
    Redo,
}

/// Gives an order, unless something must be asked before.
pub fn give(model: &mut Model, order: Order, effects: &mut Vec<Effect>) {
    if let Order::Mark(issues, change) = &order {
        let refused = refusals(model, issues, change);
        if !refused.is_empty() {
            return refuse(model, issues, change, &refused);
        }
        if issues.len() > ASK_ABOVE {
            return confirm(model, order);
        }
    }
    send(model, order, effects);
}

/// The issues from which the change is not open, and why. The ledger looks again.
fn refusals(model: &Model, issues: &[IssueId], change: &Change) -> Vec<(IssueId, Refusal)> {
    let why = |id: &IssueId| refusal(&model.data.issue(*id)?, change).map(|why| (*id, why));
    issues.iter().filter_map(why).collect()
}

/// Why a change is not open from where an issue is; `None` where it is.
pub fn refusal(row: &IssueRow<'_>, change: &Change) -> Option<Refusal> {
    match row.fixes.void && change.of_check() {
        true => Some(Refusal::NoIssue),
        false => row.review.after(change, "", Timestamp::UNIX_EPOCH).err(),
    }
}

/// A refusal with the issue's id and title.
pub fn say_refusal(model: &Model, issue: Option<IssueId>, why: &Refusal) -> String {
    // Who withdrew a notice may be named nowhere else.
    let why = match why {
        why @ Refusal::Withdrawn(_) if model.veil.on() => why.brief(&model.words.ledger).into(),
        why => why.explain(&model.words.ledger),
    };
    match issue.and_then(|id| model.data.issue(id)) {
        Some(row) => (model.words.tui.work.refusal)(row.key, row.title, &why),
        None => why.into_owned(),
    }
}

fn refuse(model: &mut Model, issues: &[IssueId], change: &Change, refused: &[(IssueId, Refusal)]) {
    if issues.len() == 1 {
        let said = refused.first().map(|(id, why)| say_refusal(model, Some(*id), why));
        model.say(Tone::Warn, said.unwrap_or_default());
        return give_back(model);
    }
    let words = &model.words.tui.work;
    let out: HashSet<IssueId> = refused.iter().map(|(id, _)| *id).collect();
    let rest: Vec<IssueId> = issues.iter().copied().filter(|id| !out.contains(id)).collect();
    let mut intro = vec![(words.refused)(refused.len(), issues.len())];
    intro.extend(refused.iter().take(TOLD).map(|(id, why)| say_refusal(model, Some(*id), why)));
    if refused.len() > TOLD {
        intro.push((words.more)(refused.len() - TOLD));
    }
    let mut items = vec![Item::new(words.none_of_them, Choice::No)];
    if !rest.is_empty() {
        items.insert(0, Item::new((words.rest)(rest.len()), Choice::Yes));
    }
    let last = items.len() - 1;
    let mut menu = Menu::new(MenuKind::Ask, words.refused_title, items);
    menu.intro = intro;
    menu.list.select(last);
    model.marks.held = Some(Order::Mark(rest, change.clone()));
    model.overlays.push(Overlay::Menu(menu));
}

fn confirm(model: &mut Model, order: Order) {
    let words = &model.words.tui.work;
    let Order::Mark(issues, change) = &order else { return };
    let said = (words.confirm)(issues.len(), picks::agencies(model, issues), &what(model, change));
    let items = vec![Item::new(words.yes, Choice::Yes), Item::new(words.no, Choice::No)];
    let mut menu = Menu::new(MenuKind::Ask, words.confirm_title, items);
    menu.intro = vec![said];
    menu.list.select(1);
    model.marks.held = Some(order);
    model.overlays.push(Overlay::Menu(menu));
}

/// Asks before an order takes checks up again that came to an end, which `closed` names.
pub fn ask_reopen(model: &mut Model, order: Order, closed: Vec<String>) {
    let words = &model.words.doubts;
    let items = vec![Item::new(words.reopen_yes, Choice::Yes), Item::new(words.reopen_no, Choice::No)];
    let mut menu = Menu::new(MenuKind::Ask, words.reopen_title, items);
    menu.intro = std::iter::once((words.reopen)(closed.len())).chain(closed).collect();
    menu.list.select(1);
    model.marks.held = Some(order);
    model.overlays.push(Overlay::Menu(menu));
}

/// Asks whether to undo though marks of others would no longer count, and names them.
pub fn ask_undo(model: &mut Model, takes: Takes) {
    let (words, check) = (&model.words.tui.work, &model.words.check);
    // Who has gone on to something else is not interrupted; nothing was undone.
    if !model.overlays.is_empty() || takes.lost.is_empty() {
        return model.say(Tone::Warn, Refusal::OthersBuiltOnIt.brief(&model.words.ledger));
    }
    let now = Now { today: model.today, zone: model.zone.clone() };
    let line = |(issue, event): &(IssueId, Event)| {
        let row = model.data.issue(*issue);
        let (key, title) = row.map_or(("", ""), |row| (row.key, row.title));
        let what = what(model, &event.change);
        (words.lost)(&event.author, &moment(event.time, &now), &what, key, title)
    };
    let mut intro = vec![check.voids.to_owned()];
    intro.extend(takes.lost.iter().take(TOLD).map(line));
    if takes.lost.len() > TOLD {
        intro.push((words.more)(takes.lost.len() - TOLD));
    }
    let items = vec![Item::new(words.undo_yes, Choice::Yes), Item::new(words.undo_no, Choice::No)];
    let mut menu = Menu::new(MenuKind::Ask, words.undo_title, items);
    menu.intro = intro;
    menu.list.select(1);
    model.marks.held = Some(Order::UndoAsTold(Box::new(takes)));
    // It is not being saved any more.
    model.message = None;
    model.overlays.push(Overlay::Menu(menu));
}

/// The answer to a question about an order. What is left after refusals was counted in the
/// question, and is not asked about again.
pub fn answered(model: &mut Model, yes: bool, effects: &mut Vec<Effect>) {
    match model.marks.held.take() {
        Some(order) if yes => send(model, order, effects),
        _ => give_back(model),
    }
}

/// Opens the form again whose order came to nothing.
pub fn give_back(model: &mut Model) {
    let draft = model.marks.draft.take();
    form::give_back(model, draft.map(|(form, _)| form));
}

/// Whether the form that is kept gave this order.
pub fn is_of_draft(model: &Model, order: Option<&Order>) -> bool {
    model.marks.draft.as_ref().is_some_and(|(_, given)| Some(given) == order)
}

/// What a change does, with its note.
fn what(model: &Model, change: &Change) -> String {
    match history::change(model.words, change) {
        (done, Some(note)) if !note.is_empty() => format!("{done}  {note}"),
        (done, _) => done,
    }
}

/// Sends an order; asks who gives it where that is not known yet.
fn send(model: &mut Model, order: Order, effects: &mut Vec<Effect>) {
    if model.marks.author.is_none() {
        let words = &model.words.tui.mark;
        let field = FormField::new(words.author_label, Role::Author, words.author_hint);
        model.marks.waiting = Some(order);
        let form = Form::new(FormKind::Author, words.author_title, vec![field]);
        return model.overlays.push(Overlay::Form(form));
    }
    effects.push(Effect::Send(match order.clone() {
        Order::Mark(issues, change) => Request::Mark { issues, change },
        Order::Each(changes) => Request::MarkEach(changes),
        Order::Add(missed) => Request::Add(missed),
        Order::Notice(notice, change) => Request::Notice { notice, change },
        Order::Decide(old, new, same) => Request::Decide { old, new, same },
        Order::Agency(name, change) => Request::Agency { name, change },
        Order::Agencies(said) => Request::Agencies(said),
        Order::Undo => Request::Undo,
        Order::UndoAsTold(takes) => Request::UndoAsTold(takes),
        Order::Redo => Request::Redo,
    }));
    model.marks.given.push_back(order);
    model.say(Tone::Plain, model.words.tui.chrome.saving);
}

/// Takes the author's name, and sends what waited for it.
pub fn named(model: &mut Model, name: String, effects: &mut Vec<Effect>) {
    effects.push(Effect::SaveAuthor(name.clone()));
    effects.push(Effect::Send(Request::Author(name.clone())));
    model.marks.author = Some(name);
    if let Some(order) = model.marks.waiting.take() {
        send(model, order, effects);
    }
}

/// What is said when an order is on disk. `before` are the rows as they were.
pub fn say_done(
    model: &Model,
    order: Option<&Order>,
    act: Act,
    issues: &[IssueId],
    before: &Snapshot,
) -> String {
    let (words, mark) = (&model.words.tui.work, &model.words.tui.mark);
    match (act, order) {
        (Act::Mark, Some(Order::Mark(issues, change))) if issues.len() > 1 => {
            (words.saved_many)(issues.len(), &what(model, change))
        }
        (Act::Mark, Some(Order::Mark(_, change))) if !is_of_review(change) => {
            (mark.saved)(&what(model, change))
        }
        (Act::Mark, Some(Order::Notice(_, change))) => {
            (mark.saved)(&history::notice_change(model.words, change))
        }
        (Act::Mark, Some(Order::Decide(_, _, same))) => {
            let follow = &model.words.follow;
            (mark.saved)(if *same { follow.one_notice } else { follow.two_notices })
        }
        (Act::Mark, Some(Order::Agency(name, change))) => {
            (mark.saved)(&format!("{name}  {}", acts::agency_change(model.words, change)))
        }
        (Act::Mark, Some(Order::Agencies(said))) => {
            let one = |(name, change): &(String, _)| {
                format!("{name}  {}", acts::agency_change(model.words, change))
            };
            let all: Vec<String> = said.iter().map(one).collect();
            (mark.saved)(&all.join(model.words.follow.comma))
        }
        (Act::Mark, Some(Order::Add(missed))) => {
            (mark.saved)(&format!("{}  {}", (model.words.follow.missed)(&missed.reason), missed.title))
        }
        (Act::Mark, _) => (mark.saved)(&now(model, issues, before)),
        (Act::Undo, _) => (mark.undone)(&now(model, issues, before)),
        (Act::Redo, _) => (words.redone)(&now(model, issues, before)),
    }
}

/// Whether the state of the check tells all that a change did.
fn is_of_review(change: &Change) -> bool {
    change.concludes() || matches!(change, Change::Note { .. } | Change::Due { .. } | Change::Assign { .. })
}

/// How things stand now: what changed of an issue's reading, else its check; of several the states.
fn now(model: &Model, issues: &[IssueId], before: &Snapshot) -> String {
    match issues {
        [] => say::cases_now(model, before),
        [one] => {
            let Some(row) = model.data.issue(*one) else {
                return model.words.tui.work.nothing_left.to_owned();
            };
            let former = before.issues.iter().find(|former| former.id == *one);
            let changed = former.and_then(|former| say::reading_now(model.words, &former, &row));
            let said = changed.unwrap_or_else(|| say::review(model.words, row.review, model.today));
            format!("{said}  {}", row.title)
        }
        several => {
            let rows: Vec<IssueRow<'_>> = several.iter().filter_map(|id| model.data.issue(*id)).collect();
            let of = |state: State| rows.iter().filter(|row| row.review.state == state).count();
            let states: Vec<String> = State::ALL
                .into_iter()
                .filter(|state| of(*state) > 0)
                .map(|state| format!("{} {}", say::state(model.words, state, say::Length::Whole), of(state)))
                .collect();
            (model.words.tui.work.now_many)(rows.len(), &states.join(model.words.follow.comma))
        }
    }
}
