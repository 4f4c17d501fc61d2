//! The mouse.

use huitoukan::{
    tui::{app::model::Pane, mouse},
    words::Lang,
};
use ratatui::crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use crate::{bench::Bench, book};

fn point(bench: &mut Bench, kind: MouseEventKind, column: u16, row: u16) {
    let map = bench.draw().map;
    if let Some(action) = mouse::action(&map, MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE })
    {
        bench.act(action);
    }
}

const PRESS: MouseEventKind = MouseEventKind::Down(MouseButton::Left);

/// Where a text stands on the screen.
fn find(bench: &Bench, text: &str) -> (u16, u16) {
    let screen = bench.text();
    let (row, line) = screen.lines().enumerate().find(|(_, line)| line.contains(text)).unwrap();
    let column = huitoukan::text::width(&line[..line.find(text).unwrap()]);
    (u16::try_from(column).unwrap(), u16::try_from(row).unwrap())
}

#[test]
fn a_click_selects_and_a_second_one_opens() {
    let mut bench = Bench::new(120, 30);
    let (x, y) = find(&bench, "石桥镇");
    point(&mut bench, PRESS, x, y);
    assert_eq!(bench.model.agency().unwrap().name.as_ref(), "石桥镇");
    assert_eq!(bench.model.focus, Pane::Agencies);
    point(&mut bench, PRESS, x, y);
    assert_eq!(bench.model.focus, Pane::Tree);
}

#[test]
fn chips_and_hints_are_buttons() {
    let mut bench = Bench::new(120, 30);
    let (x, y) = find(&bench, "1 已完成");
    point(&mut bench, PRESS, x, y);
    assert_eq!(bench.agencies().len(), 2);
    let (x, y) = find(&bench, "? 帮助");
    point(&mut bench, PRESS, x + 3, y);
    assert_eq!(bench.overlay(), "help");
}

#[test]
fn the_wheel_scrolls_what_is_under_it() {
    let mut bench = Bench::new(120, 16);
    bench.press("Enter");
    let before = bench.model.detail.sheet.offset;
    let (x, y) = find(&bench, "详情");
    point(&mut bench, MouseEventKind::ScrollDown, x, y + 2);
    assert_eq!(bench.model.detail.sheet.offset, before + 3);
    assert_eq!(bench.model.focus, Pane::Tree);
}

#[test]
fn a_menu_is_chosen_from_by_click() {
    let mut bench = Bench::new(120, 30);
    bench.press("d");
    let (x, y) = find(&bench, "[ ] 逾期");
    point(&mut bench, PRESS, x, y);
    assert_eq!(bench.agencies(), ["云溪县交通运输局"]);
}

#[test]
fn a_line_of_a_board_is_chosen_and_opened_by_clicks() {
    let mut bench = Bench::open(book::marked_ledger(), Lang::Zh, 120, 40);
    bench.press("H");
    let (x, y) = find(&bench, "公交站亭");
    point(&mut bench, PRESS, x, y);
    assert_eq!(bench.overlay(), "board");
    point(&mut bench, MouseEventKind::ScrollDown, x, y);
    let (x, y) = find(&bench, "公交站亭");
    point(&mut bench, PRESS, x, y);
    point(&mut bench, PRESS, x, y);
    assert_eq!(bench.overlay(), "");
    assert!(bench.selected().contains("公交站亭"), "{}", bench.selected());
}
