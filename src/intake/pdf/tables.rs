//! Frames and the glyphs in them → tables.

use crate::intake::compose::Place;

use super::{
    frames::Frame,
    glyphs::Glyph,
    lines::{self, Line},
    marks::{begins_number, ends_sentence, join},
    order,
};

/// A line of a cell falls short when what follows would have fitted by this many ems more.
const ROOM: f32 = 0.5;

/// A line of a cell that begins so many ems to the right of the others begins a paragraph.
const INDENT: f32 = 1.4;

/// A table on a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Table {
    /// The edges of its columns, in points from the left.
    pub(super) xs: Vec<f32>,
    /// Its top, in points from the top.
    pub(super) top: f32,
    /// Its bottom.
    pub(super) bottom: f32,
    /// Its rows; each has as many places as there are columns.
    pub(super) rows: Vec<Vec<Place>>,
    /// Whether no rule closes it at the top.
    pub(super) open_top: bool,
    /// Whether no rule closes it at the bottom.
    pub(super) open_bottom: bool,
    /// Which place its first glyph had in the drawing.
    pub(super) order: usize,
}

/// Takes the glyphs that stand in a frame out of a page's, and gives the table they make. None, and
/// nothing taken, where it is a frame of something else.
pub(super) fn take(frame: &Frame, glyphs: &mut Vec<(usize, Glyph)>, page: f32) -> Option<Table> {
    let mut owners = vec![usize::MAX; frame.rows() * frame.columns()];
    for (index, cell) in frame.cells.iter().enumerate() {
        for row in cell.row..cell.row + cell.rows {
            for column in cell.column..cell.column + cell.columns {
                if let Some(owner) = owners.get_mut(row * frame.columns() + column) {
                    *owner = index;
                }
            }
        }
    }
    let owner = |glyph: &Glyph| {
        let middle = (glyph.x0 + glyph.x1) / 2.0;
        let (row, column) = frame.place(middle, glyph.y - glyph.size * 0.35)?;
        owners.get(row * frame.columns() + column).copied()
    };
    let mut held: Vec<Vec<Glyph>> = vec![Vec::new(); frame.cells.len()];
    for (_, glyph) in glyphs.iter() {
        if let Some(cell) = owner(glyph).and_then(|at| held.get_mut(at)) {
            cell.push(*glyph);
        }
    }
    let top = frame.ys.first().copied().unwrap_or(0.0);
    let bottom = frame.ys.last().copied().unwrap_or(0.0);
    let filled = held.iter().filter(|cell| cell.iter().any(|glyph| !glyph.c.is_whitespace())).count();
    if filled == 0 || filled == 1 && frame.columns() < 3 || is_page(frame, page) {
        return None;
    }
    let order = glyphs.iter().find(|(_, glyph)| owner(glyph).is_some()).map_or(0, |(order, _)| *order);
    glyphs.retain(|(_, glyph)| owner(glyph).is_none());
    let mut rows = vec![vec![Place::Left; frame.columns()]; frame.rows()];
    for (cell, glyphs) in frame.cells.iter().zip(held) {
        let edge = |at: usize| frame.xs.get(at).copied().unwrap_or(0.0);
        let text = text(glyphs, edge(cell.column), edge(cell.column + cell.columns));
        for (row, places) in rows.iter_mut().enumerate().skip(cell.row).take(cell.rows) {
            if let Some(place) = places.get_mut(cell.column) {
                *place = if row == cell.row { Place::Text(text.clone()) } else { Place::Above };
            }
        }
    }
    let (open_top, open_bottom) = (frame.open_top, frame.open_bottom);
    Some(Table { xs: frame.xs.clone(), top, bottom, rows, open_top, open_bottom, order })
}

/// Whether a frame is one of a page, and its column rule parts two columns of text.
fn is_page(frame: &Frame, page: f32) -> bool {
    let [left, middle, right] = frame.xs.as_slice() else { return false };
    let height = frame.ys.last().zip(frame.ys.first()).map_or(0.0, |(bottom, top)| bottom - top);
    let narrow = (middle - left).min(right - middle) < 0.3 * (right - left);
    frame.rows() == 1 && height > page / 2.0 && !narrow
}

/// The text of a cell between two edges: its paragraphs, a line each.
fn text(glyphs: Vec<Glyph>, left: f32, right: f32) -> String {
    let lines = lines::lines(lines::runs(glyphs.into_iter().enumerate()), 0);
    let places: Vec<order::Place> = lines.iter().map(Line::place).collect();
    let lines: Vec<&Line> =
        order::reading_order(&places).into_iter().filter_map(|at| lines.get(at)).collect();
    let start = lines.iter().map(|line| line.x0).fold(f32::INFINITY, f32::min);
    let pad = lines.iter().map(|line| (line.x0 - left).min(right - line.x1)).fold(f32::INFINITY, f32::min);
    let limit = right - pad.max(0.0);
    let mut out = String::new();
    let mut before: Option<&Line> = None;
    for line in lines {
        if let Some(last) = before {
            let short = last.x1 + line.lead + ROOM * last.size < limit;
            let indented = line.x0 - start > INDENT * line.size && last.x0 - start < INDENT * line.size;
            let ended = ends_sentence(&last.text);
            if begins_number(&line.text) && (ended || short) || ended && (short || indented) {
                out.push('\n');
            }
        }
        if out.is_empty() || out.ends_with('\n') {
            out.push_str(&line.text);
        } else {
            join(&mut out, &line.text);
        }
        before = Some(line);
    }
    out
}

/// How far the edges of a table that goes on over a page may be apart, in points.
const SAME: f32 = 4.0;

/// The most rows at the head of a table that are repeated on the next page.
const MAX_HEAD: usize = 4;

impl Table {
    /// How many characters it has that are no white space.
    pub(super) fn characters(&self) -> usize {
        let places = self.rows.iter().flatten();
        places
            .map(|place| match place {
                Place::Text(text) => text.chars().filter(|c| !c.is_whitespace()).count(),
                Place::Left | Place::Above => 0,
            })
            .sum()
    }

    /// Takes the rows of a table of the next page that goes on from this one; gives it back where it
    /// does not.
    pub(super) fn take_next(&mut self, mut next: Self) -> Result<(), Box<Self>> {
        let near = |a: Option<&f32>, b: Option<&f32>| match (a, b) {
            (Some(a), Some(b)) => (a - b).abs() <= SAME,
            _ => false,
        };
        if !near(self.xs.first(), next.xs.first()) || !near(self.xs.last(), next.xs.last()) {
            return Err(Box::new(next));
        }
        let shared = next.xs.iter().filter(|x| self.xs.iter().any(|own| (*x - own).abs() <= SAME)).count();
        if shared < self.xs.len().min(next.xs.len()) {
            return Err(Box::new(next));
        }
        let open = self.open_bottom && next.open_top;
        let xs = union(&self.xs, &next.xs);
        self.widen(&xs);
        next.widen(&xs);
        let head = self.repeated(&next.rows);
        let mut rows = next.rows.into_iter().skip(head);
        if let Some(row) = rows.next() {
            self.take_row(row, open);
        }
        self.rows.extend(rows);
        self.bottom = next.bottom;
        self.open_bottom = next.open_bottom;
        Ok(())
    }

    /// How many rows of the next page repeat the head of this table; a title may stand above it here.
    fn repeated(&self, rows: &[Vec<Place>]) -> usize {
        let first = rows.first().filter(|row| texts(row) > 1);
        let begin = self.rows.iter().take(MAX_HEAD).position(|row| Some(row) == first);
        let own = self.rows.iter().skip(begin.unwrap_or(self.rows.len()));
        own.zip(rows).take(MAX_HEAD).take_while(|(own, row)| own == row).count()
    }

    /// Takes the first row of the next page: as the rest of the last row, or as a row of its own.
    fn take_row(&mut self, row: Vec<Place>, open: bool) {
        let whole = self.rows.len() > 1 && row.iter().all(|place| !matches!(place, Place::Above));
        let goes_on = self.rows.last().is_some_and(|last| whole && goes_on(last, &row, open));
        if !goes_on {
            let mut row = row;
            self.carry_merged(&mut row);
            self.rows.push(row);
            return;
        }
        let last = self.rows.len() - 1;
        for (column, place) in row.into_iter().enumerate() {
            let Place::Text(text) = place else { continue };
            let origin = self.origin(last, column);
            if let Some(Place::Text(own)) =
                origin.and_then(|(row, column)| self.rows.get_mut(row)?.get_mut(column))
                && !text.is_empty()
            {
                if begins_number(&text) && !own.is_empty() {
                    own.push('\n');
                    own.push_str(&text);
                } else {
                    join(own, &text);
                }
            }
        }
    }

    /// The cells that were merged downwards at the end of the page go on where the new row is empty.
    fn carry_merged(&self, row: &mut [Place]) {
        let Some(last) = self.rows.last() else { return };
        let empty = |place: &Place| matches!(place, Place::Text(text) if text.is_empty());
        let lead = row.iter().take_while(|place| empty(place)).count();
        if lead == row.len() {
            return;
        }
        for (place, above) in row.iter_mut().zip(last).take(lead) {
            if !empty_text(above) {
                *place = Place::Above;
            }
        }
    }

    /// The place whose text stands at a place.
    fn origin(&self, mut row: usize, mut column: usize) -> Option<(usize, usize)> {
        loop {
            match self.rows.get(row)?.get(column)? {
                Place::Text(_) => return Some((row, column)),
                Place::Left => column = column.checked_sub(1)?,
                Place::Above => row = row.checked_sub(1)?,
            }
        }
    }

    /// Cuts columns at these edges, among which are all of its own.
    fn widen(&mut self, xs: &[f32]) {
        for row in &mut self.rows {
            let mut wide = Vec::with_capacity(xs.len());
            let mut old = std::mem::take(row).into_iter().peekable();
            for x in xs.iter().take(xs.len().saturating_sub(1)) {
                let own = self.xs.iter().any(|edge| (edge - x).abs() <= SAME);
                wide.push(if own { old.next().unwrap_or(Place::Left) } else { Place::Left });
            }
            *row = wide;
        }
        self.xs = xs.to_vec();
    }
}

fn empty_text(place: &Place) -> bool {
    matches!(place, Place::Text(text) if text.is_empty())
}

/// How many cells of a row have text.
fn texts(row: &[Place]) -> usize {
    row.iter().filter(|place| matches!(place, Place::Text(text) if !text.is_empty())).count()
}

/// All edges of two lists, those near each other once.
fn union(a: &[f32], b: &[f32]) -> Vec<f32> {
    let extra = b.iter().filter(|x| !a.iter().any(|own| (*x - own).abs() <= SAME));
    let mut all: Vec<f32> = a.iter().chain(extra).copied().collect();
    all.sort_by(f32::total_cmp);
    all
}

/// Whether the first row of a page is the rest of the row before it: no rule parts them, or it has no
/// number of its own and what it has continues what stands above.
fn goes_on(last: &[Place], row: &[Place], open: bool) -> bool {
    let texts: Vec<(&str, &str)> = last
        .iter()
        .zip(row)
        .filter_map(|(last, row)| match (last, row) {
            (Place::Text(last), Place::Text(row)) => Some((last.as_str(), row.as_str())),
            (Place::Above | Place::Left, Place::Text(row)) => Some(("", row.as_str())),
            _ => None,
        })
        .collect();
    let filled: Vec<&(&str, &str)> = texts.iter().filter(|(_, row)| !row.is_empty()).collect();
    let Some((first, rest)) = texts.split_first() else { return false };
    let from_nothing = filled.iter().any(|(last, _)| last.is_empty());
    if filled.is_empty() || first.1.is_empty() && first.0.is_empty() && !open {
        return false;
    }
    if open && !(begins_number(first.1) || first.1.chars().all(|c| c.is_ascii_digit()) && !first.1.is_empty())
    {
        return true;
    }
    if !first.1.is_empty() {
        return false;
    }
    if texts.iter().all(|(last, row)| last.is_empty() || row.is_empty()) {
        return true;
    }
    let cut = filled.iter().any(|(last, _)| !ends_sentence(last) && last.chars().count() > 12);
    // A cell set in the middle of its row may stand wholly on the next page, beside one that is cut.
    if from_nothing && !cut {
        return false;
    }
    cut || filled.len() < rest.len() || rest.len() == 1
}
