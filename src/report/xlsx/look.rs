//! What all sheets look like, on the screen and on paper.

use jiff::civil::Date;
use rust_xlsxwriter::{Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use crate::{
    report::{
        cell::{fitting, line},
        columns::Cell,
        record::Made,
    },
    text::width,
    words::Words,
};

/// The paper: A4 (ECMA-376 part 1, 18.3.1.63).
const A4: u8 = 9;
/// The lines between cells.
const LINES: Color = Color::RGB(0x00BF_BFBF);
/// Behind the heads.
const HEAD: Color = Color::RGB(0x00D9_E2F3);
/// Behind what may be filled in.
const FILL: Color = Color::RGB(0x00FF_F7D6);
/// What was put right by hand.
const FIXED: Color = Color::RGB(0x00C0_5000);
/// A header or footer is no longer (the limit of Excel), less the signs around the text.
const LONGEST_HEADER: usize = 90;
/// The size of letters, in points.
const LETTERS: f64 = 10.0;
/// The height of a line of them.
const LINE_HEIGHT: f64 = 13.5;
/// The highest that a row is (the limit of Excel), in points.
const HIGHEST: f64 = 409.0;
/// How a day is shown.
const DAY: &str = "yyyy-mm-dd";

/// The formats of cells.
pub(super) struct Look {
    pub(super) plain: Format,
    pub(super) day: Format,
    pub(super) fixed: Format,
    pub(super) fixed_day: Format,
    pub(super) fill: Format,
    pub(super) fill_day: Format,
    head: Format,
    head_fill: Format,
}

impl Look {
    pub(super) fn new() -> Self {
        let plain = Format::new()
            .set_font_size(LETTERS)
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_border(FormatBorder::Thin)
            .set_border_color(LINES);
        let day = plain.clone().set_num_format(DAY).set_align(FormatAlign::Left);
        let fixed = |format: &Format| format.clone().set_font_color(FIXED);
        let fill = |format: &Format| format.clone().set_background_color(FILL).set_unlocked();
        let head = plain.clone().set_bold().set_background_color(HEAD).set_align(FormatAlign::Center);
        Self {
            fixed: fixed(&plain),
            fixed_day: fixed(&day),
            fill: fill(&plain),
            fill_day: fill(&day),
            head_fill: head.clone().set_background_color(FILL),
            plain,
            day,
            head,
        }
    }

    /// The heads of the columns, in the first row, which stays and is printed on every page.
    pub(super) fn heads<'h>(
        &self,
        sheet: &mut Worksheet,
        heads: impl Iterator<Item = (&'h str, u8, bool)>,
    ) -> Result<(), XlsxError> {
        let heads: Vec<(&str, u8, bool)> = heads.collect();
        let cells: Vec<Cell> = heads.iter().map(|(head, ..)| Cell::Text((*head).to_owned())).collect();
        fit(sheet, 0, cells.iter().zip(heads.iter().map(|(_, width, _)| *width)))?;
        for (column, (head, width, fill)) in (0u16..).zip(heads) {
            sheet.set_column_width(column, f64::from(width))?;
            let format = if fill { &self.head_fill } else { &self.head };
            sheet.write_string_with_format(0, column, head, format)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        sheet.set_repeat_rows(0, 0)?;
        Ok(())
    }
}

/// Writes a cell; one that holds nothing takes the format of its column. `format` is given where it has
/// another one.
pub(super) fn put(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    format: Option<&Format>,
    words: &Words,
) -> Result<(), XlsxError> {
    match (cell, format) {
        (Cell::Empty, None) => {}
        (Cell::Empty, Some(format)) => {
            sheet.write_blank(row, column, format)?;
        }
        // The column's own format.
        (Cell::Text(text), None) => {
            sheet.write_string(row, column, fitting(text.clone(), words))?;
        }
        (Cell::Text(text), Some(format)) => {
            sheet.write_string_with_format(row, column, fitting(text.clone(), words), format)?;
        }
        // What is counted here fits into a number of a sheet.
        (Cell::Number(number), _) => {
            let number = u32::try_from(*number).unwrap_or(u32::MAX);
            sheet.write_number(row, column, number)?;
        }
        (Cell::Day(day), format) => match (excel(*day), format) {
            (Some(day), Some(format)) => {
                sheet.write_datetime_with_format(row, column, &day, format)?;
            }
            (Some(day), None) => {
                sheet.write_datetime(row, column, &day)?;
            }
            (None, _) => {
                sheet.write_string(row, column, day.to_string())?;
            }
        },
    }
    Ok(())
}

/// Makes a row so high that its wrapped cells are seen whole: only Excel does so by itself.
pub(super) fn fit<'c>(
    sheet: &mut Worksheet,
    row: u32,
    cells: impl Iterator<Item = (&'c Cell, u8)>,
) -> Result<(), XlsxError> {
    let lines = cells.map(|(cell, width)| lines(cell, width)).max().unwrap_or(1);
    let height = f64::from(u16::try_from(lines).unwrap_or(u16::MAX)) * LINE_HEIGHT + 2.0;
    sheet.set_row_height(row, height.min(HIGHEST))?;
    Ok(())
}

/// Over how many lines a cell runs in a column so many characters wide.
fn lines(cell: &Cell, column: u8) -> usize {
    // A wide sign that does not fit at the end of a line leaves one character empty.
    let room = usize::from(column.saturating_sub(1)).max(1);
    match cell {
        Cell::Text(text) => text.lines().map(|line| width(line).div_ceil(room).max(1)).sum(),
        _ => 1,
    }
}

/// A day as a sheet holds it; it has none before 1900.
fn excel(day: Date) -> Option<ExcelDateTime> {
    let part = |n: i8| u8::try_from(n).unwrap_or(1);
    let year = u16::try_from(day.year()).ok().filter(|year| *year >= 1900)?;
    ExcelDateTime::from_ymd(year, part(day.month()), part(day.day())).ok()
}

/// The paper: A4 across, so many pages wide, the level and the pages on each.
pub(super) fn paper(sheet: &mut Worksheet, title: &str, pages: u16, made: &Made, words: &Words) {
    let text = |text: &str| {
        let kept: String = line(text).chars().take(LONGEST_HEADER).collect();
        kept.replace('&', "&&")
    };
    let level = text(&(words.export.sheet.level_line)(&made.level));
    let when = made.when.strftime("%Y-%m-%d").to_string();
    sheet
        .set_paper_size(A4)
        .set_landscape()
        .set_print_fit_to_pages(pages, 0)
        .set_margins(0.4, 0.4, 0.7, 0.6, 0.3, 0.3)
        .set_header(format!("&L{title}&R{level}"))
        .set_footer(format!("&L{} {when}&R{}", text(&made.who), words.export.sheet.page_of));
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("", 10, 0)]
    #[case("公厕", 10, 1)]
    #[case("公厕管理不到位", 10, 2)]
    #[case("一\n二\n三", 10, 3)]
    #[case("一\n\n三", 10, 3)]
    #[case("abc", 1, 3)]
    #[case("abc", 0, 3)]
    fn wrapped_lines_are_counted(#[case] text: &str, #[case] column: u8, #[case] want: usize) {
        assert_eq!(lines(&Cell::Text(text.into()), column), want);
    }
}
