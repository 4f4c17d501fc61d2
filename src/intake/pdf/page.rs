//! What is drawn on a page → its lines and tables in the order of reading.

use super::{
    columns, frames,
    glyphs::{Glyph, Sheet},
    lines::{self, Line},
    order::{self, Place},
    tables::{self, Table},
};

/// A page as it is read.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Its width, in points.
    pub(super) width: f32,
    /// Its height, in points.
    pub(super) height: f32,
    /// Its pieces in the order of reading.
    pub(super) pieces: Vec<Piece>,
}

/// A piece of a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Piece {
    /// A printed line.
    Line(Line),
    /// A table.
    Table(Table),
}

impl Line {
    /// Its place on the page.
    pub(super) fn place(&self) -> Place {
        Place { x0: self.x0, x1: self.x1, top: self.y, bottom: self.y, order: self.order }
    }
}

impl Page {
    /// Its lines.
    pub(super) fn lines(&self) -> impl Iterator<Item = &Line> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Line(line) => Some(line),
            Piece::Table(_) => None,
        })
    }
}

/// Reads a page. `gutter` is that of the page before, and then of this page.
pub(super) fn page(sheet: Sheet, gutter: &mut Option<f32>) -> Page {
    let mut page = Page { width: sheet.width, height: sheet.height, pieces: Vec::new() };
    let mut glyphs: Vec<(usize, Glyph)> = sheet.glyphs.into_iter().enumerate().collect();
    let tables: Vec<Table> = frames::frames(&sheet.rules)
        .iter()
        .filter_map(|frame| tables::take(frame, &mut glyphs, sheet.height))
        .collect();
    let edges: Vec<(f32, f32, f32)> = tables
        .iter()
        .map(|table| {
            let edge = |x: Option<&f32>| x.copied().unwrap_or(0.0);
            (edge(table.xs.first()), edge(table.xs.last()), table.top)
        })
        .collect();
    let runs = lines::runs(glyphs);
    for region in columns::regions(runs, &edges, gutter) {
        let mut pieces: Vec<Piece> =
            lines::lines(region.runs, region.column).into_iter().map(Piece::Line).collect();
        pieces.extend(region.tables.iter().filter_map(|at| tables.get(*at)).cloned().map(Piece::Table));
        let places: Vec<Place> = pieces.iter().map(place).collect();
        let order = order::reading_order(&places);
        let mut pieces: Vec<Option<Piece>> = pieces.into_iter().map(Some).collect();
        page.pieces.extend(order.into_iter().filter_map(|at| pieces.get_mut(at)?.take()));
    }
    // Text that runs in another direction stands in no order with the rest.
    let aside = lines::runs(sheet.aside.into_iter().enumerate());
    page.pieces.extend(lines::lines(aside, ASIDE).into_iter().map(Piece::Line));
    page
}

/// The column of text that runs in another direction than most of its page.
pub(super) const ASIDE: usize = 3;

fn place(piece: &Piece) -> Place {
    match piece {
        Piece::Line(line) => line.place(),
        Piece::Table(table) => Place {
            x0: table.xs.first().copied().unwrap_or(0.0),
            x1: table.xs.last().copied().unwrap_or(0.0),
            top: table.top,
            bottom: table.bottom,
            order: table.order,
        },
    }
}
