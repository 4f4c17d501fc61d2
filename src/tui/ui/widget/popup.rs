//! The frame of a popup.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::text::{paint, row, write};
use crate::text::{self, Align};

/// Empties an area. A wide character that reaches into it from the left is blanked whole: the
/// terminal library would leave its first half, and with it swallow the border (ratatui#2526).
pub fn clear(buffer: &mut Buffer, area: Rect) {
    let area = area.intersection(buffer.area);
    for y in area.top()..area.bottom() {
        if let Some(left) = area.x.checked_sub(1)
            && let Some(cell) = buffer.cell_mut((left, y))
            && text::width(cell.symbol()) > 1
        {
            cell.set_symbol(" ");
        }
        for x in area.left()..area.right() {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.reset();
            }
        }
    }
}

/// Empties an area and draws a frame with a title around it.
pub fn frame(buffer: &mut Buffer, area: Rect, title: &str, head: Style, line: Style) {
    let area = area.intersection(buffer.area);
    clear(buffer, area);
    let wide = usize::from(area.width);
    let top = row(area, 0);
    paint(buffer, top, head);
    write(buffer, top, &text::fit(&format!("  {title}"), wide, Align::Left), head);
    for y in area.top().saturating_add(1)..area.bottom() {
        for x in [area.left(), area.right().saturating_sub(1)] {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.set_symbol("|").set_style(line);
            }
        }
    }
    if area.height > 1 && wide > 1 {
        let bottom = format!("+{}+", "-".repeat(wide - 2));
        write(buffer, row(area, usize::from(area.height - 1)), &bottom, line);
    }
}
