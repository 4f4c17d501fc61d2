//! A text field of one line, scrolled so that the cursor is seen.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};
use tui_input::Input;

use super::text::{behind, write};
use crate::{text, tui::app::focus};

/// Draws what is written, or the hint where nothing is. The cursor is not drawn: it is the real one.
pub fn draw(buffer: &mut Buffer, area: Rect, input: &Input, style: Style, hint: (&str, Style)) {
    super::text::paint(buffer, area, style);
    if input.value().is_empty() {
        write(buffer, area, &text::cut(hint.0, usize::from(area.width)), hint.1);
        return;
    }
    let (seen, blanks) = text::skip_cells(input.value(), focus::scroll(input, area.width));
    let blanks = u16::try_from(blanks).unwrap_or(0);
    write(buffer, behind(area, area.x + blanks), seen, style);
}
