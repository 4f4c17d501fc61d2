//! The rows of a sheet → lines and tables.
//!
//! People lay out on one sheet what is a page on paper: a title, who reports, a table, notes, perhaps
//! another table. The lines before a table, between tables and behind them are told by their cells.

use std::ops::Range;

use super::{
    book::{Book, Slice},
    grid::Row,
};

/// A part of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// A row of text.
    Line(usize),
    /// Rows of a table.
    Table(Range<usize>),
}

/// The most characters of the head of a column.
const HEAD: usize = 20;

/// The most characters before the colon of 填报单位：某局.
const LABEL: usize = 12;

/// The parts of a sheet with these rows.
pub fn pieces(rows: &[Row], book: &Book) -> Vec<Piece> {
    let kinds: Vec<Kind> = rows.iter().map(|row| Kind::of(row, book)).collect();
    // For each row the first at or behind it that is no line.
    let mut next = vec![rows.len(); rows.len() + 1];
    for (at, kind) in kinds.iter().enumerate().rev() {
        let line = kind.lone || kind.labelled;
        let value = if line { next.get(at + 1).copied().unwrap_or(rows.len()) } else { at };
        if let Some(place) = next.get_mut(at) {
            *place = value;
        }
    }
    let sheet = Layout { rows, book, kinds, next };
    let mut out = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        if sheet.is_lead(at) {
            out.push(Piece::Line(at));
            at += 1;
            continue;
        }
        let end = (at + 1..rows.len()).find(|row| sheet.begins_anew(at, *row)).unwrap_or(rows.len());
        let notes = sheet.notes(at, end);
        out.push(Piece::Table(at..notes));
        out.extend((notes..end).map(Piece::Line));
        at = end;
    }
    out
}

/// What a row looks like.
#[derive(Debug, Clone, Copy, Default)]
struct Kind {
    /// One cell, merged perhaps over others.
    lone: bool,
    /// Cells such as 填报单位：某局.
    labelled: bool,
    /// Short words that may be the heads of columns.
    head: bool,
}

impl Kind {
    fn of(row: &Row, book: &Book) -> Self {
        let texts: Vec<&str> = row.own().map(|(_, text)| book.text(text).trim()).collect();
        if row.goes_on() {
            return Self::default();
        }
        let head = texts.len() > 1 && texts.iter().all(|text| is_head(text));
        Self { lone: texts.len() == 1, labelled: texts.len() > 1 && are_labelled(&texts), head }
    }
}

fn is_head(text: &str) -> bool {
    text.chars().take(HEAD + 1).count() <= HEAD
        && !text.starts_with(|c: char| c.is_numeric() || matches!(c, '-' | '#'))
        && !text.contains(['。', '；', ';'])
}

/// Whether cells are labels with what they label, in the same cell or in the next.
fn are_labelled(texts: &[&str]) -> bool {
    let mut open = false;
    let mut filled = false;
    for text in texts {
        let colon = text.chars().take(LABEL + 1).position(|c| matches!(c, '：' | ':'));
        let numeric = text.chars().take(colon.unwrap_or(0)).all(char::is_numeric);
        let has_label = colon.is_some_and(|colon| colon > 0) && !numeric;
        if !has_label && !open {
            return false;
        }
        let ends = text.ends_with(['：', ':']);
        filled |= !ends;
        open = has_label && ends;
    }
    filled
}

/// The most characters of the number of a row: 一、（一）1. and the like.
const NUMBER: usize = 4;

struct Layout<'a> {
    rows: &'a [Row],
    book: &'a Book,
    kinds: Vec<Kind>,
    next: Vec<usize>,
}

impl Layout<'_> {
    fn kind(&self, at: usize) -> Kind {
        self.kinds.get(at).copied().unwrap_or_default()
    }

    fn next(&self, at: usize) -> usize {
        self.next.get(at).copied().unwrap_or(self.rows.len())
    }

    fn covered(&self, at: usize) -> usize {
        self.rows.get(at).map_or(0, Row::covered)
    }

    fn own(&self, at: usize) -> impl Iterator<Item = (usize, Slice)> + '_ {
        self.rows.get(at).into_iter().flat_map(Row::own)
    }

    fn texts(&self, at: usize) -> impl Iterator<Item = &str> + '_ {
        self.own(at).map(|(_, text)| self.book.text(text).trim())
    }

    /// Whether a row that follows no table is a line: a lone cell, labels, or a few cells over a row that is
    /// twice as full.
    fn is_lead(&self, at: usize) -> bool {
        let kind = self.kind(at);
        let sparse = self.own(at).count() == 2
            && self.own(at + 1).count() > 2
            && self.covered(at) * 2 <= self.covered(at + 1)
            && !self.rows.get(at + 1).is_some_and(Row::goes_on);
        kind.lone || kind.labelled || sparse
    }

    /// Whether another table than that which begins at `head` begins at `at`, with the lines above it.
    fn begins_anew(&self, head: usize, at: usize) -> bool {
        let body = self.next(at);
        if body >= self.rows.len() || !self.kind(body).head {
            return false;
        }
        if body == at && self.texts(at).eq(self.texts(head)) {
            return true;
        }
        let apart = body > at || self.rows.get(at).is_some_and(|row| row.parted);
        // Rows of short words may be rows of the table: a head differs from the row before it, or
        // says what the first head says.
        let differs = at > head + 1 && !self.kind(at - 1).head;
        let count = self.own(body).count();
        let known: Vec<&str> = self.texts(head).collect();
        let same = self.texts(body).filter(|text| known.contains(text)).count();
        apart && (differs || same * 2 >= count)
    }

    /// Where the notes below a table begin: the lines at its end from the first that is no part of it.
    fn notes(&self, head: usize, end: usize) -> usize {
        let mut first = end;
        while first > head + 1 && (self.kind(first - 1).lone || self.kind(first - 1).labelled) {
            first -= 1;
        }
        (first..end).find(|at| self.is_note(head, *at)).unwrap_or(end)
    }

    /// Whether a line has words where the last full row of its table has a number, or stands left of it.
    fn is_worded(&self, head: usize, at: usize) -> bool {
        let Some((column, text)) = self.own(at).next() else { return false };
        let full = (head..at).rev().find(|row| !self.kind(*row).lone && !self.kind(*row).labelled);
        let Some((first, above)) = full.and_then(|row| self.own(row).next()) else { return false };
        let short = |text: Slice| self.book.text(text).trim().chars().nth(NUMBER).is_none();
        column < first || (column == first && short(above) && !short(text))
    }

    /// Whether a line at the end of a table is a note. A number without more is a row that was not
    /// filled in; a cell in a column of its own goes on with the row above.
    fn is_note(&self, head: usize, at: usize) -> bool {
        let parted = self.rows.get(at).is_some_and(|row| row.parted);
        let wide = self.covered(at) * 2 > self.covered(head);
        let left = self.is_worded(head, at);
        let numeric = self.texts(at).next().is_some_and(|text| text.chars().all(|c| c.is_numeric()));
        let labelled = self.texts(at).next().is_some_and(|text| are_labelled(&[text]));
        !numeric && (parted || wide || left || labelled || self.kind(at).labelled)
    }
}
