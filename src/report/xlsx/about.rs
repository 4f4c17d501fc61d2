//! The sheet 说明: the level, who, when, from what, what was asked; how to fill it in and send it back.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::{
    report::{cell::line, columns::Cell, record::Made},
    words::Words,
};

use super::look::{Look, fit, paper, put};

/// The width of what is said, in characters.
const WIDTH: u8 = 70;

/// Writes the sheet of a workbook with so many issues.
pub(super) fn write(
    sheet: &mut Worksheet,
    made: &Made,
    count: usize,
    words: &Words,
) -> Result<(), XlsxError> {
    let look = Look::new();
    let said = &words.export.sheet;
    sheet.set_column_width(0, 14)?.set_column_width(1, WIDTH)?.set_column_width(2, 40)?;
    let asked = if made.asked.is_empty() { said.everything } else { &made.asked };
    let when = made.when.strftime("%Y-%m-%d %H:%M").to_string();
    let count = count.to_string();
    let program = format!("huitoukan {}", made.program);
    let redacted = if made.redacted { said.redacted_yes } else { "" };
    let lines = [
        (said.level, made.level.as_str()),
        (said.who, &made.who),
        (said.when, &when),
        (said.from, &made.ledger),
        (said.asked, asked),
        (said.count, &count),
        (said.program, &program),
        (said.redacted, redacted),
    ];
    let mut row = 0u32;
    for (name, text) in lines.into_iter().filter(|(_, text)| !text.is_empty()) {
        text_at(sheet, (row, 0), name, &look, words)?;
        text_at(sheet, (row, 1), text, &look, words)?;
        row += 1;
    }
    row += 1;
    text_at(sheet, (row, 0), said.filler, &look, words)?;
    put(sheet, (row, 1), &Cell::Empty, Some(&look.fill), words)?;
    text_at(sheet, (row, 2), said.filler_hint, &look, words)?;
    row += 2;
    text_at(sheet, (row, 0), said.how, &look, words)?;
    for line in said.how_lines {
        text_at(sheet, (row, 1), line, &look, words)?;
        fit(sheet, row, std::iter::once((&Cell::Text((*line).to_owned()), WIDTH)))?;
        row += 1;
    }
    sheet.protect();
    paper(sheet, said.about, 1, made, words);
    Ok(())
}

fn text_at(
    sheet: &mut Worksheet,
    place: (u32, u16),
    text: &str,
    look: &Look,
    words: &Words,
) -> Result<(), XlsxError> {
    put(sheet, place, &Cell::Text(line(text)), Some(&look.plain), words)
}
