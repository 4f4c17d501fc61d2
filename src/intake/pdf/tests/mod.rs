//! Tests of PDF reading. Files are written here byte by byte; those of office programs are fixtures.

mod damage;
mod fixtures;
mod grids;
mod paper;
mod text;

use crate::intake::{Origin, Reading};

/// The lines of a reading.
fn lines(reading: &Reading) -> Vec<&str> {
    reading.composed.text.lines().collect()
}

/// The lines of each page.
fn pages(reading: &Reading) -> Vec<Vec<&str>> {
    reading.composed.pages.iter().map(|page| page.of(&reading.composed.text).lines().collect()).collect()
}

/// The tables, `<` and `^` for places of merged cells.
fn tables(reading: &Reading) -> Vec<Vec<Vec<&str>>> {
    let text = &reading.composed.text;
    let shown = |cell: &crate::intake::Cell| match cell.origin {
        Origin::Own => cell.span.of(text),
        Origin::Left => "<",
        Origin::Above => "^",
    };
    let grid =
        |table: &crate::intake::Table| table.rows.iter().map(|row| row.iter().map(shown).collect()).collect();
    reading.composed.form.tables.iter().map(grid).collect()
}
