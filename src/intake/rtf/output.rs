//! What an RTF file says, put together: paragraphs, tables, text boxes.

use crate::intake::{
    Fault, Limit,
    compose::Composer,
    doc::{
        rows::{Merge, Shape},
        tables::Tables,
    },
    limits::{MAX_COLUMNS, MAX_TEXT},
};

/// A text box that has not ended.
#[derive(Debug)]
struct Frame {
    /// The paragraph around it.
    around: Vec<u16>,
    lines: Vec<String>,
}

/// Puts together paragraphs and tables.
#[derive(Debug, Default)]
pub(super) struct Output {
    /// The paragraph that has not ended.
    pub text: Vec<u16>,
    /// Where its automatic number ends.
    pub number: Option<usize>,
    /// The cells of the row that has not ended.
    pub row: Row,
    composer: Composer,
    tables: Tables,
    frames: Vec<Frame>,
    /// Lines of boxes that wait for the end of a paragraph or table.
    boxes: Vec<String>,
    /// How many of them stand in the table, not in the paragraph behind it.
    held: usize,
    length: usize,
}

/// The cells of a row, as they are told.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// The left edge, in twips.
    pub left: i32,
    /// The merges of the next cell.
    pub next: Merge,
    edges: Vec<i32>,
    cells: Vec<Merge>,
}

impl Row {
    /// Adds a cell that ends at this edge.
    pub fn cell(&mut self, edge: i32) {
        let merge = std::mem::take(&mut self.next);
        if self.cells.len() < MAX_COLUMNS {
            self.edges.push(edge);
            self.cells.push(merge);
        }
    }

    fn shape(&self) -> Shape {
        let edges = std::iter::once(self.left).chain(self.edges.iter().copied());
        Shape { edges: edges.collect(), cells: self.cells.clone() }
    }
}

/// The paragraph that ends, as far as the output asks.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Paragraph {
    /// Whether it stands in a table.
    pub in_table: bool,
    /// Its depth as a heading, 0 where it is none.
    pub heading: usize,
    /// Whether it is a line of a table of contents.
    pub contents: bool,
}

impl Output {
    /// Takes the text of the paragraph.
    fn take(&mut self) -> Result<String, Fault> {
        let text = String::from_utf16_lossy(&std::mem::take(&mut self.text));
        self.length += text.len() + 1;
        if self.length > MAX_TEXT { Err(Fault::Beyond(Limit::Size)) } else { Ok(text) }
    }

    /// Ends the paragraph.
    ///
    /// # Errors
    /// [`Fault::Beyond`] where the text is too long.
    pub fn end_paragraph(&mut self, paragraph: Paragraph) -> Result<(), Fault> {
        let number = self.number.take();
        let bare = number
            .and_then(|end| self.text.get(end..))
            .is_some_and(|rest| rest.iter().all(|unit| matches!(unit, 0x09 | 0x0a | 0x20 | 0xa0 | 0x3000)));
        // Outside of tables a number alone is an empty paragraph; in them it is an ordinal.
        let empty = paragraph.contents || (bare && !paragraph.in_table);
        let text = self.take()?;
        let text = if empty { "" } else { text.as_str() };
        if let Some(frame) = self.frames.last_mut() {
            if !text.trim().is_empty() {
                frame.lines.push(text.to_owned());
            }
        } else if paragraph.in_table {
            self.tables.line(text);
            self.held = self.boxes.len();
        } else {
            if self.tables.is_open() {
                self.tables.close(&mut self.composer);
                let own = self.boxes.split_off(std::mem::take(&mut self.held).min(self.boxes.len()));
                self.flush();
                self.boxes = own;
            }
            self.composer.paragraph(text.trim_start_matches('\n'), paragraph.heading);
            self.flush();
        }
        Ok(())
    }

    /// Ends the cell.
    ///
    /// # Errors
    /// As [`Self::end_paragraph`].
    pub fn end_cell(&mut self) -> Result<(), Fault> {
        self.end_paragraph(Paragraph { in_table: true, ..Paragraph::default() })?;
        if self.frames.is_empty() {
            self.tables.end_cell();
        }
        Ok(())
    }

    /// Ends the row.
    pub fn end_row(&mut self) {
        if self.frames.is_empty() {
            self.tables.end_row(Some(self.row.shape()), &mut self.composer);
        }
    }

    /// Begins a text box.
    pub fn begin_box(&mut self) {
        self.frames.push(Frame { around: std::mem::take(&mut self.text), lines: Vec::new() });
    }

    /// Ends a text box.
    ///
    /// # Errors
    /// As [`Self::end_paragraph`].
    pub fn end_box(&mut self) -> Result<(), Fault> {
        let text = self.take()?;
        if let Some(frame) = self.frames.pop() {
            self.text = frame.around;
            self.boxes.extend(frame.lines);
            self.boxes.push(text);
        }
        Ok(())
    }

    fn flush(&mut self) {
        for line in std::mem::take(&mut self.boxes) {
            self.composer.paragraph(&line, 0);
        }
    }

    /// All of it.
    ///
    /// # Errors
    /// As [`Self::end_paragraph`].
    pub fn finish(mut self) -> Result<Composer, Fault> {
        while !self.frames.is_empty() {
            self.end_box()?;
        }
        let in_table = self.tables.is_open() && self.text.is_empty();
        self.end_paragraph(Paragraph { in_table, ..Paragraph::default() })?;
        self.tables.close(&mut self.composer);
        self.flush();
        Ok(self.composer)
    }
}
