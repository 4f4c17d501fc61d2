//! Tables: cells and rows as they end, and the grid that they make. RTF tells tables in the same way.

use crate::intake::{
    compose::{Composer, Place},
    limits::{MAX_COLUMNS, MAX_ROWS},
};

use super::rows::Shape;

/// Edges of cells that are so near are one, in twips: a millimetre. Rows of one table whose borders
/// were drawn by hand differ by that much; no text fits between.
const NEAR: i32 = 57;

/// The most places that the tables of a document may have: a place takes 24 bytes.
const MAX_PLACES: usize = 2_000_000;

/// A row that has ended.
#[derive(Debug, Default)]
struct Row {
    /// The lines of each cell.
    cells: Vec<Vec<String>>,
    shape: Option<Shape>,
}

/// The table that is being read.
#[derive(Debug, Default)]
pub(in crate::intake) struct Tables {
    rows: Vec<Row>,
    /// The cells of the row that has not ended.
    cells: Vec<Vec<String>>,
    /// The lines of the cell that has not ended.
    lines: Vec<String>,
    /// How many places there were so far.
    places: usize,
}

impl Tables {
    /// Whether a table has begun.
    pub fn is_open(&self) -> bool {
        !(self.rows.is_empty() && self.cells.is_empty() && self.lines.is_empty())
    }

    /// Adds a paragraph to the cell.
    pub fn line(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.lines.push(text.trim().to_owned());
        }
    }

    /// Ends the cell.
    pub fn end_cell(&mut self) {
        let lines = std::mem::take(&mut self.lines);
        let full = self.cells.len() >= MAX_COLUMNS;
        match self.cells.last_mut() {
            // No row has so many; their text is kept.
            Some(last) if full => last.extend(lines),
            _ => self.cells.push(lines),
        }
    }

    /// Ends the row.
    pub fn end_row(&mut self, shape: Option<Shape>, out: &mut Composer) {
        if !self.lines.is_empty() {
            self.end_cell();
        }
        let mut cells = std::mem::take(&mut self.cells);
        // LibreOffice repeats cells behind a nested table.
        let told = shape.as_ref().map_or(cells.len(), |shape| shape.cells.len());
        if cells.get(told..).is_some_and(|more| more.iter().all(Vec::is_empty)) {
            cells.truncate(told);
        }
        self.rows.push(Row { cells, shape });
        if self.rows.len() >= MAX_ROWS {
            self.close(out);
        }
    }

    /// Ends the table.
    pub fn close(&mut self, out: &mut Composer) {
        if !(self.cells.is_empty() && self.lines.is_empty()) {
            self.end_row(None, out);
        }
        let rows = std::mem::take(&mut self.rows);
        let columns = columns(&rows);
        let widest = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let places = rows.len() * widest.max(columns.len());
        // A table of one column is a frame around paragraphs.
        if widest < 2 || self.places + places > MAX_PLACES {
            for line in rows.iter().flat_map(|row| &row.cells).flatten() {
                out.paragraph(line, 0);
            }
            return;
        }
        self.places += places;
        out.table(rows.into_iter().map(|row| row.places(&columns)).collect());
    }
}

/// The left edges of the columns, from the left, and the right edge of the last; empty where the rows
/// tell none, or more than tables have.
fn columns(rows: &[Row]) -> Vec<i32> {
    let shapes = rows.iter().filter_map(Row::shape);
    let mut edges: Vec<i32> = shapes.flat_map(|shape| &shape.edges).copied().collect();
    edges.sort_unstable();
    // The first of near edges stands for all of them, so that a row of near edges does not creep.
    edges.dedup_by(|next, kept| next.saturating_sub(*kept) <= NEAR);
    if edges.len() > MAX_COLUMNS + 1 { Vec::new() } else { edges }
}

/// The number of the column that begins at an edge.
fn column(columns: &[i32], edge: i32) -> usize {
    columns.partition_point(|begin| *begin <= edge).saturating_sub(1)
}

impl Row {
    /// The shape, where it is of just these cells.
    fn shape(&self) -> Option<&Shape> {
        self.shape.as_ref().filter(|shape| shape.cells.len() == self.cells.len())
    }

    /// The row's places in the grid of these columns.
    fn places(self, columns: &[i32]) -> Vec<Place> {
        let text = |lines: &[String]| Place::Text(lines.join("\n"));
        let Some(shape) = self.shape().filter(|_| !columns.is_empty()) else {
            return self.cells.iter().map(|lines| text(lines)).collect();
        };
        let mut places: Vec<Place> = Vec::new();
        let merged = shape.goes_on();
        for (index, lines) in self.cells.iter().enumerate() {
            let edge = |at: usize| shape.edges.get(at).map_or(0, |edge| column(columns, *edge));
            let (begin, end) = (edge(index), edge(index + 1));
            let goes_on = merged.get(index).copied().unwrap_or(false);
            let above = shape.cells.get(index).is_some_and(|cell| cell.above) && lines.is_empty();
            while places.len() < begin {
                places.push(Place::Text(String::new()));
            }
            let narrow = end <= places.len();
            if (narrow || goes_on) && !lines.is_empty() && !places.is_empty() {
                // A cell too narrow for a column, or one that is merged and has text for all that.
                append(&mut places, lines);
            }
            if narrow {
                continue;
            }
            match (goes_on, above) {
                (true, _) => places.push(Place::Left),
                (false, true) => places.push(Place::Above),
                (false, false) => places.push(text(lines)),
            }
            while places.len() < end {
                places.push(Place::Left);
            }
        }
        places
    }
}

/// Adds lines to the last cell of a row that has text of its own.
fn append(places: &mut [Place], lines: &[String]) {
    let last = places.iter_mut().rev().find_map(|place| match place {
        Place::Text(text) => Some(text),
        Place::Left | Place::Above => None,
    });
    if let Some(text) = last {
        text.push('\n');
        text.push_str(&lines.join("\n"));
    }
}
