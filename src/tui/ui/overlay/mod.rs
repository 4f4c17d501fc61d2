//! What lies over the panes; one file each.

mod board;
mod finder;
mod form;
mod help;
mod menu;
mod prompt;
mod source;

use ratatui::layout::Rect;

use super::Pen;
use crate::tui::app::model::Overlay;

/// Draws an overlay on a screen of that area; `top` where it has the keyboard.
pub fn draw(pen: &mut Pen, overlay: &Overlay, screen: Rect, top: bool) {
    match overlay {
        Overlay::Help(help) => help::draw(pen, help, screen),
        Overlay::Finder(finder) => finder::draw(pen, finder, screen),
        Overlay::Menu(menu) => menu::draw(pen, menu, screen),
        Overlay::Form(form) => form::draw(pen, form, screen),
        Overlay::Prompt(prompt) => prompt::draw(pen, prompt, screen),
        Overlay::Board(board) => board::draw(pen, board, screen, top),
        Overlay::Source(source) => source::draw(pen, source, screen, top),
    }
}
