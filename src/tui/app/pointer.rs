//! What the mouse does: selects, opens what is selected, scrolls what is under it.

use super::{
    action::Place,
    effect::Effect,
    model::{Model, Overlay, Pane},
    walk,
};

/// A row was clicked: it is selected; where it was selected before, it is opened.
pub fn click(model: &mut Model, place: Place, row: usize, effects: &mut Vec<Effect>) {
    let open = match place {
        Place::Overlay => {
            let list = match model.overlays.last_mut() {
                Some(Overlay::Menu(menu)) => &mut menu.list,
                Some(Overlay::Help(help)) => &mut help.list,
                Some(Overlay::Finder(finder)) => &mut finder.list,
                Some(Overlay::Board(board)) => return click_board(board.sheet.click(row), model, effects),
                _ => return,
            };
            select(list, row)
        }
        Place::Pane(pane) => {
            let had = model.focus == pane;
            model.focus = pane;
            let again = match pane {
                Pane::Agencies => select(&mut model.agencies.list, row),
                Pane::Tree => select(&mut model.tree.list, row),
                Pane::Detail => model.detail.sheet.click(row),
            };
            had && again
        }
    };
    if open {
        walk::enter(model, effects);
    }
}

fn click_board(again: bool, model: &mut Model, effects: &mut Vec<Effect>) {
    if again {
        walk::enter(model, effects);
    }
}

fn select(list: &mut super::list::List, row: usize) -> bool {
    let row = list.offset + row;
    let again = list.selected == row;
    if row < list.len {
        list.select(row);
    }
    again
}

/// The wheel turned over a place.
pub fn wheel(model: &mut Model, place: Place, lines: isize) {
    match place {
        Place::Overlay => match model.overlays.last_mut() {
            Some(Overlay::Menu(menu)) => menu.list.step(lines.signum()),
            Some(Overlay::Help(help)) => help.list.scroll(lines),
            Some(Overlay::Finder(finder)) => finder.list.scroll(lines),
            Some(Overlay::Source(source)) => source.scroll(lines),
            Some(Overlay::Board(board)) => board.sheet.scroll(lines),
            _ => {}
        },
        Place::Pane(Pane::Agencies) => model.agencies.list.scroll(lines),
        Place::Pane(Pane::Tree) => model.tree.list.scroll(lines),
        Place::Pane(Pane::Detail) => model.detail.sheet.scroll(lines),
    }
}
