//! What a file says of its text's form besides the words: tables, headings, marks of Markdown.

use serde::{Deserialize, Serialize};

use crate::notice::Span;

/// The form of a document's text. It is kept with the text, so that it can be read again without
/// the file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Form {
    /// Whether marks of Markdown (`#`, `**`, `|`) are marks and not text.
    #[serde(default)]
    pub markup: bool,
    /// Lines that the file itself calls headings, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headings: Vec<Heading>,
    /// The tables, in order; no two share text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tables: Vec<Table>,
}

impl Form {
    /// Whether the text is all there is.
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }
}

/// A line that the file calls a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// The byte of the text at which its line begins.
    pub at: usize,
    /// How deep it is, from 1. A weak hint: depths are often wrong.
    pub depth: usize,
}

/// A table: rows of a grid. Every row has as many cells as the table has columns.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Table {
    /// All of its text: whole lines.
    pub span: Span,
    /// Its rows, from the top.
    pub rows: Vec<Vec<Cell>>,
}

/// A place of the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Its text; that of the merged cell to which the place belongs.
    pub span: Span,
    /// Whose text it is.
    pub origin: Origin,
}

/// Whose text a place of the grid shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Its own.
    Own,
    /// That of the place left of it: the cells of a row are merged.
    Left,
    /// That of the place above it: the cells of a column are merged.
    Above,
}
