//! A text field of one line, scrolled so that the cursor is seen.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};
use tui_input::Input;

use super::text::{behind, write};
use crate::{text, tui::app::focus};

/// Draws what is written. The cursor is not drawn: it is the real one.
pub fn draw(buffer: &mut Buffer, area: Rect, input: &Input, style: Style) {
    super::text::paint(buffer, area, style);
    let (seen, blanks) = text::skip_cells(input.value(), focus::scroll(input, area.width));
    let blanks = u16::try_from(blanks).unwrap_or(0);
    write(buffer, behind(area, area.x + blanks), seen, style);
}
