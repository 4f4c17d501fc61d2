//! Writing text into cells.

use std::ops::Range;

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use crate::text;

/// Writes `line`, less all that a terminal would obey, into the first row of `area`, no further than its right edge; the column behind
/// the last cell written.
pub fn write(buffer: &mut Buffer, area: Rect, line: &str, style: Style) -> u16 {
    let area = area.intersection(buffer.area);
    if area.is_empty() {
        return area.x;
    }
    let line = text::clean::for_terminal(line);
    buffer.set_stringn(area.x, area.y, line, usize::from(area.width), style).0
}

/// Writes the piece `range` of `whole`, with `style` patched by that of each of `marks` (byte ranges of
/// `whole`) that a character lies in.
pub fn write_marked(
    buffer: &mut Buffer,
    area: Rect,
    (whole, range): (&str, Range<usize>),
    style: Style,
    marks: &[(&[Range<usize>], Style)],
) -> u16 {
    let piece = whole.get(range.clone()).unwrap_or("");
    let mut area = area;
    let mut run = String::new();
    let mut run_style = style;
    for (at, grapheme) in text::graphemes(piece) {
        let (from, to) = (range.start + at, range.start + at + grapheme.len());
        let lies_in = |place: &Range<usize>| place.start < to && from < place.end;
        let mut here = style;
        for (places, marked) in marks {
            let first = places.partition_point(|place| place.end <= from);
            if places.get(first).is_some_and(lies_in) {
                here = here.patch(*marked);
            }
        }
        if here != run_style {
            area = behind(area, write(buffer, area, &run, run_style));
            run.clear();
            run_style = here;
        }
        run.push_str(grapheme);
    }
    write(buffer, area, &run, run_style)
}

/// What is left of a row behind the column `x`.
pub fn behind(area: Rect, x: u16) -> Rect {
    Rect { x: x.min(area.right()), width: area.right().saturating_sub(x), ..area }
}

/// The row `at` of `area`, empty where it has none.
pub fn row(area: Rect, at: usize) -> Rect {
    match u16::try_from(at) {
        Ok(at) if at < area.height => Rect { y: area.y + at, height: 1, ..area },
        _ => Rect { height: 0, ..area },
    }
}

/// Gives every cell of `area` a style.
pub fn paint(buffer: &mut Buffer, area: Rect, style: Style) {
    buffer.set_style(area.intersection(buffer.area), style);
}
