//! Moving: up and down in whatever has the keyboard, in and out of panes and popups.

use super::{
    agency, board,
    effect::Effect,
    evidence, filter, find, fix, form, marks,
    menu::{Choice, MenuKind},
    model::{Model, Overlay, Pane, Tone},
    narrow, order, picks, search,
    sheet::Sheet,
    source, standing, steps, update, views, work,
};

/// How far to move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// One line.
    Line,
    /// Half a page.
    Half,
    /// A page.
    Page,
    /// To the end.
    End,
}

impl Step {
    fn rows(self, height: usize, down: bool) -> isize {
        let rows = match self {
            Self::Line => 1,
            Self::Half => height / 2,
            Self::Page => height.saturating_sub(1),
            Self::End => usize::MAX / 4,
        };
        let rows = isize::try_from(rows.max(1)).unwrap_or(isize::MAX / 4);
        if down { rows } else { -rows }
    }
}

/// Moves in whatever has the keyboard.
pub fn step(model: &mut Model, step: Step, down: bool) {
    let list = match model.overlays.last_mut() {
        Some(Overlay::Help(help)) => &mut help.list,
        Some(Overlay::Menu(menu)) => &mut menu.list,
        Some(Overlay::Finder(finder)) => &mut finder.list,
        Some(Overlay::Source(source)) => return source.scroll(step.rows(source.height, down)),
        Some(Overlay::Board(board)) => return step_sheet(&mut board.sheet, step, down),
        Some(Overlay::Form(_) | Overlay::Prompt(_)) => return,
        None => match model.focus {
            Pane::Agencies => &mut model.agencies.list,
            Pane::Tree => &mut model.tree.list,
            Pane::Detail => return step_sheet(&mut model.detail.sheet, step, down),
        },
    };
    list.step(step.rows(list.height, down));
    if model.overlays.is_empty() {
        model.agencies.leave_head(down);
    }
}

fn step_sheet(sheet: &mut Sheet, step: Step, down: bool) {
    match step {
        Step::Line => sheet.step(down),
        Step::End => sheet.to_end(down),
        Step::Half | Step::Page => sheet.scroll(step.rows(sheet.height, down)),
    }
}

/// Enter: sends, chooses, opens.
pub fn enter(model: &mut Model, effects: &mut Vec<Effect>) {
    match model.overlays.last() {
        Some(Overlay::Form(_)) => form::send(model, effects),
        Some(Overlay::Prompt(_)) => search::keep(model),
        Some(Overlay::Menu(_)) => choose(model, true, effects),
        Some(Overlay::Finder(_)) => find::enter(model),
        Some(Overlay::Help(help)) => {
            let command = help.selected();
            model.overlays.pop();
            if let Some(command) = command {
                update::run(model, command, effects);
            }
        }
        Some(Overlay::Source(_)) => {
            model.overlays.pop();
        }
        Some(Overlay::Board(_)) => board::enter(model, effects),
        None => match model.focus {
            Pane::Agencies => focus(model, Pane::Tree),
            Pane::Tree if model.issue().is_some() => focus(model, Pane::Detail),
            Pane::Tree => {
                model.tree.turn(&model.data, model.filter.is_empty(), None);
            }
            Pane::Detail => source::open(model, effects),
        },
    }
}

/// Does what the selected choice of a menu says, and closes the menu or leaves it open.
pub fn choose(model: &mut Model, close: bool, effects: &mut Vec<Effect>) {
    let Some(Overlay::Menu(menu)) = model.overlays.last() else { return };
    let kind = menu.kind;
    if !close && kind == MenuKind::Views {
        return views::list::open_one(model);
    }
    let Some((choice, disabled)) = menu.selected().map(|item| (item.choice, item.disabled)) else { return };
    if let Some(why) = disabled {
        return model.say(Tone::Warn, why);
    }
    if !close && choice.with_others() {
        filter::choose(model, kind, choice);
        let items = filter::items(model, kind);
        if let Some(Overlay::Menu(menu)) = model.overlays.last_mut() {
            menu.set(items);
        }
        return;
    }
    model.overlays.pop();
    match choice {
        Choice::Mark(mark) => marks::choose(model, mark, effects),
        Choice::Reason(_) | Choice::OwnReason | Choice::NoReason => marks::because(model, choice),
        Choice::Attach(_) | Choice::Detach(_) => evidence::choose(model, choice, effects),
        Choice::Step(at) => steps::choose(model, at),
        Choice::Merge
        | Choice::Into(_)
        | Choice::Split(_)
        | Choice::Keep(_)
        | Choice::Alone
        | Choice::Region
        | Choice::Levels
        | Choice::Level(_) => agency::choose(model, choice, effects),
        Choice::Yes => order::answered(model, true, effects),
        Choice::No => order::answered(model, false, effects),
        Choice::Fix(_) | Choice::Missed | Choice::FixNotice(_) | Choice::Restore(_) => {
            fix::choose(model, choice);
        }
        Choice::Discard => close_uppermost(model),
        Choice::Later if kind == MenuKind::Discard => {}
        Choice::Same(same) => marks::decide(model, Some(same), effects),
        Choice::Later => marks::decide(model, None, effects),
        Choice::Standing(what) => standing::choose(model, what, effects),
        Choice::Views(what) => views::list::choose(model, what, effects),
        Choice::Work(what) => work::menu::choose(model, what, effects),
        _ => filter::choose(model, kind, choice),
    }
}

/// Right: opens a heading, else goes to the pane on the right.
pub fn into(model: &mut Model) {
    let opened =
        model.focus == Pane::Tree && model.tree.turn(&model.data, model.filter.is_empty(), Some(true));
    let heading = model.focus == Pane::Tree && model.issue().is_none();
    if !opened && !heading {
        pane(model, true);
    }
}

/// Left: closes a heading, else goes to the heading above, else to the pane on the left.
pub fn out(model: &mut Model) {
    let all = model.filter.is_empty();
    let moved = model.focus == Pane::Tree
        && (model.tree.turn(&model.data, all, Some(false)) || model.tree.up_to_parent());
    if !moved {
        pane(model, false);
    }
}

/// Goes to the next pane on that side.
pub fn pane(model: &mut Model, right: bool) {
    let next = if right { model.focus.right() } else { model.focus.left() };
    if let Some(next) = next {
        focus(model, next);
    }
}

/// Goes to the next pane on that side, round and round.
pub fn around(model: &mut Model, right: bool) {
    let next = if right { model.focus.right() } else { model.focus.left() };
    focus(model, next.unwrap_or(if right { Pane::Agencies } else { Pane::Detail }));
}

fn focus(model: &mut Model, pane: Pane) {
    model.focus = pane;
}

/// Esc: leaves the innermost thing, never the program.
pub fn back(model: &mut Model, effects: &mut Vec<Effect>) {
    match model.overlays.last() {
        Some(Overlay::Prompt(_)) => return search::cancel(model, effects),
        Some(Overlay::Menu(menu)) if menu.kind == MenuKind::Doubtful => {
            model.overlays.pop();
            marks::postpone_all(model);
            return;
        }
        Some(Overlay::Menu(menu)) if menu.kind == MenuKind::Discard => {
            model.overlays.pop();
            return;
        }
        Some(_) => {
            if !form::ask_discard(model) {
                close_uppermost(model);
            }
            return;
        }
        None => {}
    }
    if model.work.busy() {
        return work::menu::ask_cancel(model);
    }
    if picks::clear(model) {
        return;
    }
    if !model.search.words.is_empty() {
        search::forget(model);
    } else if !model.narrow.is_empty() {
        narrow::to(model, "", effects);
    } else if let Some(left) = model.focus.left() {
        focus(model, left);
    } else {
        model.say(Tone::Plain, model.words.tui.chrome.at_top);
    }
}

/// Closes what lies uppermost. What waited for it is not done, and the form that gave it comes back.
fn close_uppermost(model: &mut Model) {
    model.overlays.pop();
    if model.marks.waiting.take().is_some() | model.marks.held.take().is_some() {
        order::give_back(model);
    }
    if model.work.waiting.take().is_some() {
        let draft = model.work.draft.take();
        form::give_back(model, draft);
    }
    model.work.nameless = false;
}

/// q: closes a popup; without one, leaves.
pub fn quit(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.overlays.is_empty() && model.work.busy() {
        work::menu::ask_leave(model);
    } else if model.overlays.is_empty() {
        effects.push(Effect::Quit);
    } else {
        back(model, effects);
    }
}
