//! A sheet as a grid of the rows and columns that hold text.

use crate::intake::limits;

use super::book::{Book, Region, Sheet, Slice};

/// The most places of the grids of all sheets. A ledger of 20,000 rows has some 15 columns; each place costs some fifty
/// bytes on its way to the parser.
pub const MAX_PLACES: usize = 500_000;

/// A place of the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// Nothing.
    Empty,
    /// A cell of its own.
    Own(Slice),
    /// The cell left of it goes on.
    Left,
    /// The cell above it goes on.
    Above,
}

/// A row of the grid; one of its cells at least is its own.
#[derive(Debug, Clone)]
pub struct Row {
    /// Whether an empty row stands above it.
    pub parted: bool,
    /// Its places, from the left.
    pub spots: Vec<Spot>,
}

impl Row {
    /// Its own cells and their columns.
    pub fn own(&self) -> impl Iterator<Item = (usize, Slice)> + '_ {
        self.spots.iter().enumerate().filter_map(|(column, spot)| match spot {
            Spot::Own(text) => Some((column, *text)),
            _ => None,
        })
    }

    /// How many places are filled, by cells of its own or by merged ones.
    pub fn covered(&self) -> usize {
        self.spots.iter().filter(|spot| **spot != Spot::Empty).count()
    }

    /// Whether a cell of a row above goes on in it.
    pub fn goes_on(&self) -> bool {
        self.spots.contains(&Spot::Above)
    }
}

/// The rows of a settled sheet, and whether some were left out. Empty rows and columns are. `places` is how
/// many places there may be, and then how many are left for other sheets.
pub fn grid(sheet: &Sheet, book: &Book, places: &mut usize) -> (Vec<Row>, bool) {
    let mut columns: Vec<u32> = sheet.cells.iter().map(|cell| cell.column).collect();
    columns.sort_unstable();
    columns.dedup();
    let most = limits::MAX_ROWS.min(*places / columns.len().max(1));
    let mut cut = false;
    let mut numbers: Vec<u32> = Vec::new();
    let mut rows: Vec<Row> = Vec::new();
    for cell in &sheet.cells {
        if numbers.last() != Some(&cell.row) {
            if rows.len() == most {
                cut = true;
                break;
            }
            let parted = numbers.last().is_some_and(|last| cell.row - last > 1);
            numbers.push(cell.row);
            rows.push(Row { parted, spots: vec![Spot::Empty; columns.len()] });
        }
        let column = columns.binary_search(&cell.column).ok();
        let spot = rows.last_mut().zip(column).and_then(|(row, column)| row.spots.get_mut(column));
        if let Some(spot) = spot {
            *spot = Spot::Own(cell.text);
        }
    }
    *places -= rows.len() * columns.len();
    merge(&sheet.merged, &numbers, &columns, &mut rows);
    // Cells under a merged one are not seen; a row of none but such is empty.
    rows.retain(|row| row.own().any(|(_, text)| !book.is_blank(text)));
    (rows, cut)
}

/// Tells merged cells in the grid.
fn merge(merged: &[Region], numbers: &[u32], columns: &[u32], rows: &mut [Row]) {
    let within = |all: &[u32], (first, last): (u32, u32)| {
        all.partition_point(|at| *at < first)..all.partition_point(|at| *at <= last)
    };
    // Merged cells do not overlap; where a file says that they do, it is not followed for ever.
    let mut left = numbers.len() * columns.len();
    for region in merged {
        let (down, across) = (within(numbers, region.rows), within(columns, region.columns));
        let corner = rows.get(down.start).and_then(|row| row.spots.get(across.start));
        let named = numbers.get(down.start) == Some(&region.rows.0)
            && columns.get(across.start) == Some(&region.columns.0)
            && matches!(corner, Some(Spot::Own(_)));
        if !named || left < down.len() * across.len() {
            continue;
        }
        left -= down.len() * across.len();
        // An empty row within a merged cell parts nothing.
        if let Some(row) = rows.get_mut(down.end)
            && numbers.get(down.end).is_some_and(|number| number - region.rows.1 == 1)
        {
            row.parted = false;
        }
        for (depth, row) in rows.get_mut(down).into_iter().flatten().enumerate() {
            row.parted &= depth == 0;
            for (along, spot) in row.spots.get_mut(across.clone()).into_iter().flatten().enumerate() {
                match (depth, along) {
                    (0, 0) => {}
                    (_, 0) => *spot = Spot::Above,
                    _ => *spot = Spot::Left,
                }
            }
        }
    }
}
