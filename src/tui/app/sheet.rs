//! A sheet: fields broken into lines, a cursor on the fields, a window on the lines. The detail pane
//! and the boards are such.

use std::ops::Range;

use crate::{query::highlight, text};

use super::fields::{Field, Shape};

/// Cells left of every line, where the cursor's sign stands.
pub const GUTTER: usize = 2;
/// Cells of a label that stands before its text, unless it is wider.
const LABEL: usize = 9;
/// Cells between two texts side by side.
const BETWEEN: usize = 3;
/// Cells of the number of a step, unless it is wider.
const STEP: usize = 5;

/// Fields, which of them is chosen, and what of them is seen.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The fields.
    pub fields: Vec<Field>,
    /// Their lines at the present width.
    pub lines: Vec<Line>,
    /// The field that is chosen.
    pub cursor: usize,
    /// The first line that is seen.
    pub offset: usize,
    /// Lines that are seen.
    pub height: usize,
    width: usize,
}

/// A line of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The field, by place; `None` for an empty line.
    pub field: Option<usize>,
    /// Whether the field's label stands in it.
    pub label: bool,
    /// Cells from the gutter to the text.
    pub indent: usize,
    /// The piece of the field's text.
    pub range: Range<usize>,
    /// The piece of the text on the right, and how many cells from the gutter it stands.
    pub right: Option<(Range<usize>, usize)>,
}

impl Sheet {
    /// Takes other fields; the cursor stays where it is.
    pub fn fill(&mut self, fields: Vec<Field>) {
        self.fields = fields;
        self.lay();
        self.settle();
    }

    /// Goes to the first field that `wanted` takes.
    pub fn first(&mut self, wanted: impl FnMut(&Field) -> bool) {
        self.cursor = self.fields.iter().position(wanted).unwrap_or(0);
        self.settle();
    }

    /// Brings the first place of `words` in the chosen field into view.
    pub fn reveal_hit(&mut self, words: &str) {
        self.settle();
        let Some(field) = self.fields.get(self.cursor) else { return };
        let Some(hit) = highlight::places(&field.text, words).into_iter().next() else { return };
        let line =
            self.lines.iter().position(|line| line.field == Some(self.cursor) && line.range.end > hit.start);
        if let Some(line) = line
            && !(self.offset..self.offset + self.height).contains(&line)
        {
            self.offset = line.saturating_sub(self.height / 2).min(self.last_offset());
        }
    }

    /// An empty sheet of the same size.
    #[must_use]
    pub fn emptied(&self) -> Self {
        Self { height: self.height, width: self.width, ..Self::default() }
    }

    /// Sets the size of the window.
    pub fn resize(&mut self, width: usize, height: usize) {
        let again = self.width != width;
        (self.width, self.height) = (width, height);
        if again {
            self.lay();
        }
        self.settle();
    }

    /// The chosen field.
    pub fn field(&self) -> Option<&Field> {
        self.fields.get(self.cursor)
    }

    /// Moves to the next or previous field that can be chosen; within a field that is longer than
    /// the pane it moves line by line.
    pub fn step(&mut self, down: bool) {
        let span = self.lines_of(self.cursor);
        let end = self.offset + self.height;
        if down && span.end > end {
            self.offset += 1;
        } else if !down && span.start < self.offset {
            self.offset -= 1;
        } else if let Some(next) = self.next(self.cursor, down) {
            self.cursor = next;
            self.reveal(down);
        } else if down {
            self.offset = self.last_offset();
        } else {
            self.offset = 0;
        }
    }

    /// Moves by so many lines, and the cursor to a field that is seen.
    pub fn scroll(&mut self, lines: isize) {
        let was = self.offset;
        self.offset = self.offset.saturating_add_signed(lines).min(self.last_offset());
        let seen = self.offset..self.offset + self.height;
        if self.offset == was && lines != 0 {
            self.to_end(lines > 0);
            return;
        }
        let touches = |at: &usize| {
            let span = self.lines_of(*at);
            span.start < seen.end && span.end > seen.start
        };
        if !touches(&self.cursor) {
            let fields = (0..self.fields.len()).filter(|at| self.can(*at) && touches(at));
            let near = if lines > 0 { fields.min() } else { fields.max() };
            self.cursor = near.unwrap_or(self.cursor);
        }
    }

    /// Moves to the last or first field.
    pub fn to_end(&mut self, last: bool) {
        let mut fields = (0..self.fields.len()).filter(|at| self.can(*at));
        let end = if last { fields.next_back() } else { fields.next() };
        self.cursor = end.unwrap_or(0);
        self.offset = if last { self.last_offset() } else { 0 };
    }

    /// Chooses the field of a line that is seen; whether it was chosen before.
    pub fn click(&mut self, row: usize) -> bool {
        let field = self.lines.get(self.offset + row).and_then(|line| line.field);
        match field.filter(|at| self.can(*at)) {
            Some(at) if at == self.cursor => true,
            Some(at) => {
                self.cursor = at;
                false
            }
            None => false,
        }
    }

    /// The next field from `from` that has a place in the text, round and round.
    pub fn next_with_source(&self, down: bool) -> Option<usize> {
        let count = self.fields.len();
        (1..count)
            .map(|step| if down { self.cursor + step } else { self.cursor + count - step } % count)
            .find(|at| self.fields.get(*at).is_some_and(|field| field.span.is_some()))
    }

    /// Chooses a field and brings it into view.
    pub fn choose(&mut self, field: usize) {
        self.cursor = field;
        self.settle();
    }

    fn can(&self, at: usize) -> bool {
        self.fields.get(at).is_some_and(|field| field.shape != Shape::Heading)
    }

    fn next(&self, from: usize, down: bool) -> Option<usize> {
        if down {
            (from + 1..self.fields.len()).find(|at| self.can(*at))
        } else {
            (0..from).rev().find(|at| self.can(*at))
        }
    }

    /// The lines of a field.
    fn lines_of(&self, field: usize) -> Range<usize> {
        let start = self.lines.iter().position(|line| line.field == Some(field)).unwrap_or(0);
        let end = self.lines.iter().rposition(|line| line.field == Some(field)).map_or(start, |at| at + 1);
        start..end
    }

    fn last_offset(&self) -> usize {
        self.lines.len().saturating_sub(self.height)
    }

    /// Brings the chosen field into view, its beginning first when coming from above.
    fn reveal(&mut self, down: bool) {
        let span = self.lines_of(self.cursor);
        let long = span.len() > self.height;
        if span.start < self.offset {
            self.offset = if long && !down { span.end.saturating_sub(self.height) } else { span.start };
        } else if span.end > self.offset + self.height {
            self.offset = if long { span.start } else { span.end.saturating_sub(self.height) };
        }
        if self.next(self.cursor, false).is_none() {
            self.offset = 0;
        }
        self.offset = self.offset.min(self.last_offset());
    }

    fn settle(&mut self) {
        self.cursor = self.cursor.min(self.fields.len().saturating_sub(1));
        self.offset = self.offset.min(self.last_offset());
        let span = self.lines_of(self.cursor);
        // A pane that is not seen has no window to scroll.
        if self.height > 0 && (span.start >= self.offset + self.height || span.end <= self.offset) {
            self.reveal(true);
        }
    }

    /// Breaks the fields into lines.
    fn lay(&mut self) {
        self.lines.clear();
        let width = self.width.saturating_sub(GUTTER);
        let mut former: Option<Shape> = None;
        for (at, field) in self.fields.iter().enumerate() {
            let apart = match field.shape {
                Shape::Heading | Shape::Block => true,
                Shape::Row | Shape::Pair => false,
                Shape::Inline => matches!(former, Some(Shape::Block | Shape::Step)),
                Shape::Step => former == Some(Shape::Block),
            };
            if apart && former.is_some() {
                self.lines.push(Line { field: None, label: false, indent: 0, range: 0..0, right: None });
            }
            former = Some(field.shape);
            let line = |label, indent, range| Line { field: Some(at), label, indent, range, right: None };
            match field.shape {
                Shape::Heading => self.lines.push(line(true, 0, 0..0)),
                Shape::Block => {
                    self.lines.push(line(true, 0, 0..0));
                    let wrapped = text::wrap(&field.text, width);
                    self.lines.extend(wrapped.ranges.into_iter().map(|range| line(false, 0, range)));
                }
                Shape::Pair => {
                    self.lines.push(line(true, 0, 0..0));
                    let half = width.saturating_sub(BETWEEN) / 2;
                    let left = text::wrap(&field.text, half).ranges;
                    let right = field.pair.as_ref().map(|pair| text::wrap(&pair.right, half).ranges);
                    let right = right.unwrap_or_default();
                    for row in 0..left.len().max(right.len()) {
                        let piece = |ranges: &[Range<usize>]| ranges.get(row).cloned().unwrap_or(0..0);
                        let right = Some((piece(&right), half + BETWEEN));
                        self.lines.push(Line { right, ..line(false, 0, piece(&left)) });
                    }
                }
                Shape::Row => {
                    let indent =
                        (text::width(&field.label) + 1).max(if field.label.is_empty() { 0 } else { LABEL });
                    self.lines.push(line(true, indent.min(width / 2), 0..field.text.len()));
                }
                Shape::Inline | Shape::Step => {
                    let least = if field.shape == Shape::Step { STEP } else { LABEL };
                    let indent = (text::width(&field.label) + 1).max(least).min(width / 2);
                    let wrapped = text::wrap(&field.text, width.saturating_sub(indent));
                    let lines = wrapped.ranges.into_iter().enumerate();
                    self.lines.extend(lines.map(|(row, range)| line(row == 0, indent, range)));
                }
            }
        }
    }
}
