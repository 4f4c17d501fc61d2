//! A workbook as both formats give it: sheets of cells that hold text as it is shown.

use std::collections::BTreeSet;

use crate::intake::{Fault, Format, Limit, limits};

/// A workbook.
#[derive(Debug, Default)]
pub struct Book {
    /// The text of all cells.
    texts: String,
    /// The sheets that are shown, in order.
    pub sheets: Vec<Sheet>,
    /// The names of those that are hidden.
    pub hidden: Vec<String>,
    /// How many formulas have no stored result.
    pub uncounted: usize,
    /// How many pictures it holds.
    pub pictures: usize,
}

/// A sheet.
#[derive(Debug, Default)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Its cells that hold text, in the order of the file.
    pub cells: Vec<Cell>,
    /// Its merged cells.
    pub merged: Vec<Region>,
    /// Its text boxes.
    pub boxes: Vec<TextBox>,
    /// What was left out.
    pub cut: Cut,
    columns: BTreeSet<u32>,
    rows: usize,
}

/// A text that floats over the cells.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct TextBox {
    /// The row at which it begins, from 0.
    pub row: u32,
    /// Its paragraphs, as lines.
    pub text: String,
}

/// What was left out of a sheet.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Cut {
    /// Rows behind [`limits::MAX_ROWS`].
    pub rows: bool,
    /// Columns behind [`limits::MAX_COLUMNS`].
    pub columns: bool,
}

/// A cell that holds text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Its row, from 0.
    pub row: u32,
    /// Its column, from 0.
    pub column: u32,
    /// Where its text stands in the book.
    pub text: Slice,
}

/// Bytes of a book's texts. Texts are shared by many cells, and 32 bits reach over
/// [`limits::MAX_UNPACKED`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Slice {
    start: u32,
    end: u32,
}

/// Cells that are merged, first and last included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// The rows.
    pub rows: (u32, u32),
    /// The columns.
    pub columns: (u32, u32),
}

impl Book {
    /// Keeps a text.
    ///
    /// # Errors
    /// A [`Fault`] where all texts together are too long.
    pub fn keep(&mut self, text: &str) -> Result<Slice, Fault> {
        let start = self.texts.len();
        self.texts.push_str(text);
        let end = self.texts.len();
        if end as u64 > limits::MAX_UNPACKED {
            return Err(Fault::Beyond(Limit::Size));
        }
        let narrow = |at: usize| u32::try_from(at).map_err(|_| Fault::Beyond(Limit::Size));
        Ok(Slice { start: narrow(start)?, end: narrow(end)? })
    }

    /// The text of a cell.
    pub fn text(&self, slice: Slice) -> &str {
        self.texts.get(slice.start as usize..slice.end as usize).unwrap_or_default()
    }

    /// Whether a text has nothing that is seen.
    pub fn is_blank(&self, slice: Slice) -> bool {
        self.text(slice).trim().is_empty()
    }
}

impl Sheet {
    /// An empty sheet.
    pub fn new(name: String) -> Self {
        Self { name, ..Self::default() }
    }

    /// Adds a cell that holds text, under the limits of rows and columns: those that hold text count, so
    /// that one cell in the far corner costs nothing. What is behind them is left out.
    pub fn push(&mut self, cell: Cell) {
        if self.cut.rows {
            return;
        }
        if self.cells.last().is_none_or(|last| last.row != cell.row) {
            if self.rows == limits::MAX_ROWS {
                self.cut.rows = true;
                return;
            }
            self.rows += 1;
        }
        if !self.columns.contains(&cell.column) {
            if self.columns.len() == limits::MAX_COLUMNS {
                self.cut.columns = true;
                return;
            }
            self.columns.insert(cell.column);
        }
        self.cells.push(cell);
    }

    /// Puts the cells in order; where two stand in one place, the later is kept.
    pub fn settle(&mut self) {
        self.cells.reverse();
        self.cells.sort_by_key(|cell| (cell.row, cell.column));
        self.cells.dedup_by_key(|cell| (cell.row, cell.column));
    }
}

/// The place that a reference such as `AB12` or `$AB$12` names: row and column from 0.
pub fn place(reference: &str) -> Option<(u32, u32)> {
    let reference = reference.trim().trim_start_matches('$');
    let digits = reference.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letters = reference.strip_suffix(digits)?;
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let column = letters
        .bytes()
        .fold(0, |column, letter| column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    let row: u32 = digits.trim_start_matches('$').parse().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

/// The cells that a reference such as `A1:C3` names.
pub fn region(reference: &str) -> Option<Region> {
    let (first, last) = reference.split_once(':')?;
    let ((top, left), (bottom, right)) = (place(first)?, place(last)?);
    (top <= bottom && left <= right).then_some(Region { rows: (top, bottom), columns: (left, right) })
}

/// A file of this format that breaks off or does not hold together.
pub fn damaged(format: Format) -> Fault {
    Fault::Damaged(format)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_name_places_and_regions() {
        let cases = [
            ("A1", Some((0, 0))),
            ("$AB$12", Some((11, 27))),
            ("xfd1048576", Some((1_048_575, 16_383))),
            ("A0", None),
            ("1", None),
            ("A", None),
            ("A$B1", None),
            ("AAAA1", None),
            ("A99999999999", None),
            ("", None),
        ];
        for (reference, expected) in cases {
            assert_eq!(place(reference), expected, "{reference}");
        }
        assert_eq!(region("B2:C5"), Some(Region { rows: (1, 4), columns: (1, 2) }));
        assert_eq!(region("C5:B2"), None);
        assert_eq!(region("B2"), None);
    }
}
