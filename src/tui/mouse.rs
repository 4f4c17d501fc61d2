//! From what the mouse did and where things were drawn to an action. Pure.

use ratatui::{
    crossterm::event::{MouseButton, MouseEvent, MouseEventKind},
    layout::{Position, Rect},
};

use super::{
    app::{
        action::{Action, Place},
        model::Pane,
    },
    ui::FrameMap,
};

/// Lines that the wheel turns.
const WHEEL: isize = 3;

/// What a mouse event means on what was drawn last.
pub fn action(map: &FrameMap, event: MouseEvent) -> Option<Action> {
    let at = Position::new(event.column, event.row);
    match event.kind {
        MouseEventKind::Down(MouseButton::Left) => press(map, at),
        MouseEventKind::ScrollUp => place(map, at).map(|place| Action::Wheel(place, -WHEEL)),
        MouseEventKind::ScrollDown => place(map, at).map(|place| Action::Wheel(place, WHEEL)),
        _ => None,
    }
}

fn press(map: &FrameMap, at: Position) -> Option<Action> {
    let row = |area: Rect| usize::from(at.y - area.y);
    if map.overlay.is_some_and(|area| area.contains(at)) {
        let list = map.list.filter(|area| area.contains(at));
        return match list {
            Some(area) => Some(Action::Click(Place::Overlay, row(area))),
            None => button(map, at),
        };
    }
    if let Some(action) = button(map, at) {
        return Some(action);
    }
    // What lies under a popup is not there.
    if map.overlay.is_some() {
        return None;
    }
    pane(map, at).map(|(pane, area)| Action::Click(Place::Pane(pane), row(area)))
}

fn button(map: &FrameMap, at: Position) -> Option<Action> {
    map.buttons.iter().find(|(area, _)| area.contains(at)).map(|(_, command)| Action::Run(*command))
}

fn pane(map: &FrameMap, at: Position) -> Option<(Pane, Rect)> {
    Pane::ALL
        .into_iter()
        .zip(map.panes)
        .find_map(|(pane, area)| area.filter(|area| area.contains(at)).map(|area| (pane, area)))
}

fn place(map: &FrameMap, at: Position) -> Option<Place> {
    match map.overlay {
        Some(_) => Some(Place::Overlay),
        None => pane(map, at).map(|(pane, _)| Place::Pane(pane)),
    }
}

#[cfg(test)]
mod tests {
    use ratatui::crossterm::event::KeyModifiers;

    use super::*;
    use crate::tui::app::command::Command;

    fn at(kind: MouseEventKind, column: u16, row: u16) -> MouseEvent {
        MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }
    }

    fn map() -> FrameMap {
        FrameMap {
            panes: [Some(Rect::new(0, 3, 10, 5)), Some(Rect::new(11, 3, 10, 5)), None],
            buttons: vec![(Rect::new(0, 9, 4, 1), Command::Help)],
            ..FrameMap::default()
        }
    }

    #[test]
    fn rows_are_counted_from_the_head_of_the_pane() {
        let press = MouseEventKind::Down(MouseButton::Left);
        assert_eq!(action(&map(), at(press, 12, 5)), Some(Action::Click(Place::Pane(Pane::Tree), 2)));
        assert_eq!(action(&map(), at(press, 1, 9)), Some(Action::Run(Command::Help)));
        assert_eq!(action(&map(), at(press, 10, 5)), None);
        let wheel = MouseEventKind::ScrollDown;
        assert_eq!(action(&map(), at(wheel, 0, 3)), Some(Action::Wheel(Place::Pane(Pane::Agencies), 3)));
    }

    #[test]
    fn what_lies_under_a_popup_is_not_there() {
        let map =
            FrameMap { overlay: Some(Rect::new(2, 4, 6, 3)), list: Some(Rect::new(3, 5, 4, 1)), ..map() };
        let press = MouseEventKind::Down(MouseButton::Left);
        assert_eq!(action(&map, at(press, 3, 5)), Some(Action::Click(Place::Overlay, 0)));
        assert_eq!(action(&map, at(press, 2, 4)), None);
        assert_eq!(action(&map, at(press, 12, 5)), None);
    }
}
