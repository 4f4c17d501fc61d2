//! Draws a board over the whole screen.

use ratatui::layout::Rect;

use crate::{
    config::theme::Role,
    text::{self, Align},
    tui::{
        app::{board::Board, layout},
        ui::{
            Pen, chrome, detail,
            widget::{
                popup,
                text::{row, write},
            },
        },
    },
};

/// Draws the board.
pub fn draw(pen: &mut Pen, board: &Board, screen: Rect, top: bool) {
    popup::clear(pen.buffer, screen);
    pen.map.overlay = Some(screen);
    pen.map.buttons.clear();
    pen.map.panes = [None; 3];
    let (head, strong) = (pen.style(Role::HeadOn), pen.style(Role::Strong));
    let wide = usize::from(screen.width);
    let veil = if pen.model.veil.on() { pen.model.words.tui.veil.sign } else { "" };
    let title = format!("> {}  {veil}", detail::with_share(&board.title, &board.sheet));
    write(pen.buffer, row(screen, 0), &text::fit(&title, wide, Align::Left), head);
    write(
        pen.buffer,
        row(screen, 1),
        &text::cut(&format!(" {}", pen.model.veil.over(&board.head)), wide),
        strong,
    );
    let body = layout::source(screen.width, screen.height);
    pen.map.list = Some(body);
    detail::draw_sheet(pen, body, &board.sheet, true);
    if top && screen.height > 3 {
        let last = row(screen, usize::from(screen.height - 1));
        if !chrome::message(pen, last) {
            chrome::hints(pen, last);
        }
    }
}
