//! XLSX, XLSM, XLS and XML Spreadsheet 2003: ledgers (整改台账) as paragraphs and tables.
//!
//! These formats are read here and not by a library: libraries give values and not what a person sees
//! (`2025年6月`, `85%`), and lay a sheet out whole, so that one cell in its far corner takes all
//! memory. Each format gives a [`book::Book`]; `format` prints numbers and dates, `grid` leaves out
//! what is empty and tells merged cells, `layout` parts titles, tables and notes.
//!
//! Sheets that are hidden are left out, with a flaw. Rows and columns that are hidden stay: a filter
//! or a folded group hides what is data all the same, and a result that is lost there would be lost
//! without a word. Comments and what charts say are left out.

mod book;
mod flat;
mod format;
mod grid;
mod layout;
mod xls;
mod xlsx;

#[cfg(test)]
mod tests;

use super::{Composer, Fault, Flaw, Limit, Place, Reading, cleaned, limits};

use book::{Book, Sheet};
use grid::{Row, Spot};
use layout::Piece;

/// How a package begins (APPNOTE.TXT, 4.3.7).
const PACKAGE: &[u8] = b"PK";

/// How a compound file begins (MS-CFB, 2.2).
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0";

/// Reads the bytes of a workbook.
///
/// # Errors
/// A [`Fault`] where there is no text to be had.
pub fn read(bytes: &[u8]) -> Result<Reading, Fault> {
    let mut book = if bytes.starts_with(PACKAGE) {
        xlsx::read(bytes)?
    } else if bytes.starts_with(COMPOUND) {
        xls::read(bytes)?
    } else {
        flat::read(bytes)?
    };
    let mut sheets = std::mem::take(&mut book.sheets);
    sheets.retain(|sheet| !sheet.cells.is_empty() || !sheet.boxes.is_empty());
    let mut composer = Composer::default();
    let (mut rows_cut, mut columns_cut) = (false, false);
    let mut places = grid::MAX_PLACES;
    let several = sheets.len() > 1;
    for mut sheet in sheets {
        sheet.settle();
        if several {
            composer.paragraph(&sheet.name, 0);
        }
        let (rows, cut) = grid::grid(&sheet, &book, &mut places);
        rows_cut |= sheet.cut.rows || cut;
        columns_cut |= sheet.cut.columns;
        compose(&sheet, &rows, &book, &mut composer)?;
    }
    let mut flaws = Vec::new();
    flaws.extend(rows_cut.then_some(Flaw::RowsLeftOut));
    flaws.extend(columns_cut.then_some(Flaw::ColumnsLeftOut));
    flaws.extend(
        (!book.hidden.is_empty())
            .then_some(Flaw::HiddenSheets(book.hidden.iter().map(|name| cleaned(name)).collect())),
    );
    flaws.extend((book.uncounted > 0).then_some(Flaw::UncountedFormulas(book.uncounted)));
    flaws.extend((book.pictures > 0).then_some(Flaw::Pictures(book.pictures)));
    Ok(Reading { composed: composer.finish(), encoding: None, flaws })
}

/// Adds what a sheet shows.
fn compose(sheet: &Sheet, rows: &[Row], book: &Book, composer: &mut Composer) -> Result<(), Fault> {
    let first = sheet.cells.first().map_or(0, |cell| cell.row);
    let (before, behind): (Vec<_>, Vec<_>) = sheet.boxes.iter().partition(|text| text.row <= first);
    for text in before {
        composer.paragraph(&text.text, 0);
    }
    for piece in layout::pieces(rows, book) {
        match piece {
            Piece::Line(at) => {
                for text in rows.get(at).map(|row| line(row, book)).into_iter().flatten() {
                    composer.paragraph(&text, 0);
                }
            }
            Piece::Table(range) => {
                composer.table(table(rows.get(range).unwrap_or_default(), book, composer.len())?)
            }
        }
        bounded(composer.len())?;
    }
    for text in behind {
        composer.paragraph(&text.text, 0);
    }
    bounded(composer.len())
}

/// Cells may share one long text, so that a small file gives a large text.
fn bounded(length: usize) -> Result<(), Fault> {
    if length > limits::MAX_TEXT { Err(Fault::Beyond(Limit::Size)) } else { Ok(()) }
}

/// The paragraphs of a row that is no table: each cell one, but a label with what it labels.
fn line(row: &Row, book: &Book) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for (_, text) in row.own() {
        let text = book.text(text).trim();
        match lines.last_mut() {
            Some(last) if last.ends_with(['：', ':']) => last.push_str(text),
            _ => lines.push(text.to_owned()),
        }
    }
    lines
}

/// The grid of a table, of the columns in which it has text. `length` is that of the text so far.
fn table(rows: &[Row], book: &Book, mut length: usize) -> Result<Vec<Vec<Place>>, Fault> {
    let width = rows.iter().map(|row| row.spots.len()).max().unwrap_or(0);
    let mut used = vec![false; width];
    for (column, text) in rows.iter().flat_map(Row::own) {
        if let Some(used) = used.get_mut(column) {
            *used = true;
        }
        length += book.text(text).len() + 1;
        bounded(length)?;
    }
    let place = |spot: &Spot| match spot {
        Spot::Empty => Place::Text(String::new()),
        Spot::Own(text) => Place::Text(book.text(*text).to_owned()),
        Spot::Left => Place::Left,
        Spot::Above => Place::Above,
    };
    let kept = |row: &Row| {
        row.spots.iter().zip(&used).filter(|(_, used)| **used).map(|(spot, _)| place(spot)).collect()
    };
    Ok(rows.iter().map(kept).collect())
}
