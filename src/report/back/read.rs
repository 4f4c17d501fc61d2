//! From the bytes of a workbook to the rows that a colleague may have filled in.
//!
//! Everything goes by the heads of columns and the ids of issues, so that columns may be moved and rows
//! sorted or deleted. Sheets are read cell by cell: what stands in a far corner takes no memory.

use std::{
    collections::{BTreeMap, HashMap},
    io::{self, Cursor, Read, Write},
};

use calamine::{DataRef, Reader, Xlsx, XlsxError};
use zip::ZipArchive;

use crate::{
    ledger::fold::fold,
    report::{
        cell::{clean, line},
        columns::{self, Column},
        marks::{Field, Raw},
        xlsx::base,
    },
    words::{EN, Words, ZH},
};

/// The most bytes to which a workbook may unpack. One of 65,000 issues unpacks to some 150 MB.
pub const MAX_UNPACKED: u64 = 400 << 20;

/// The most elements, begun and ended, of all parts together: an empty one is a few bytes in the file and
/// many in memory. A workbook of 65,000 issues has some 15 million.
const MAX_TAGS: u64 = 60_000_000;

/// The heads of columns stand within so many rows from the top.
const HEAD_ROWS: u32 = 20;
/// What is said of the workbook stands within so many rows from the top.
const ABOUT_ROWS: u32 = 60;
/// A name is no longer, in characters.
const LONGEST_NAME: usize = 60;

/// A workbook that came back.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Returned {
    /// Who says that they filled it in.
    pub filler: Option<String>,
    /// The sheet with the rows.
    pub sheet: String,
    /// The rows, from the top.
    pub rows: Vec<Row>,
    /// The marks as they were when the workbook was written, by issue, as
    /// [`Value::kept`](crate::report::marks::Value::kept) gives them.
    pub base: HashMap<String, BTreeMap<Field, String>>,
    /// Whether names were masked when it was written.
    pub redacted: bool,
    /// The heads of the columns as they stand in the sheet.
    pub heads: BTreeMap<Field, String>,
}

/// A row with an issue.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// Its number in the sheet, from 1.
    pub number: u32,
    /// The id as it stands there.
    pub key: String,
    /// The cells of the columns that are there. A column that was deleted says nothing.
    pub cells: BTreeMap<Field, Raw>,
}

/// Why a workbook gives no rows.
#[derive(Debug, thiserror::Error)]
pub enum BackError {
    /// It was not written by `export`.
    #[error("not a workbook that export wrote")]
    NotOurs,
    /// It was written by a newer version of the program.
    #[error("written by a newer version")]
    Newer,
    /// No sheet has the id and something to fill in.
    #[error("no sheet with an id and something to fill in")]
    NoColumns,
    /// Two columns have one head.
    #[error("two columns are called {column:?} in {sheet:?}")]
    Twice {
        /// The sheet.
        sheet: String,
        /// The head.
        column: String,
    },
    /// It unpacks to more than [`MAX_UNPACKED`].
    #[error("too large")]
    TooLarge,
    /// It is damaged, or no workbook; the library's words.
    #[error("{0}")]
    Damaged(String),
}

impl From<XlsxError> for BackError {
    fn from(error: XlsxError) -> Self {
        Self::Damaged(error.to_string())
    }
}

type Book<'b> = Xlsx<Cursor<&'b [u8]>>;

/// Reads a workbook.
///
/// # Errors
/// [`BackError`].
pub fn read(bytes: &[u8]) -> Result<Returned, BackError> {
    bounded(bytes, MAX_UNPACKED, MAX_TAGS)?;
    let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes))?;
    let names = book.sheet_names();
    if !names.iter().any(|name| name == base::SHEET) {
        return Err(BackError::NotOurs);
    }
    let (base, redacted) = read_base(&mut book)?;
    let others: Vec<String> = names.into_iter().filter(|name| name != base::SHEET).collect();
    let mut found = None;
    for name in &others {
        if let Some(head) = find_head(&mut book, name)? {
            found = Some((name.clone(), head));
            break;
        }
    }
    let (sheet, head) = found.ok_or(BackError::NoColumns)?;
    let rows = read_rows(&mut book, &sheet, &head)?;
    let mut filler = None;
    for name in others.iter().filter(|name| **name != sheet) {
        filler = filler.or(find_filler(&mut book, name)?);
    }
    let heads = head.fields.into_values().collect();
    Ok(Returned { filler, sheet, rows, base, redacted, heads })
}

/// Unpacks every part once and keeps nothing: what an entry tells of its size may be a lie.
fn bounded(bytes: &[u8], most: u64, most_tags: u64) -> Result<(), BackError> {
    let damaged = |error: &dyn std::fmt::Display| BackError::Damaged(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let mut left = most;
    let mut tags = Tags(0);
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|error| damaged(&error))?;
        let read = io::copy(&mut part.take(left + 1), &mut tags).map_err(|error| damaged(&error))?;
        left = left.checked_sub(read).filter(|_| tags.0 <= most_tags).ok_or(BackError::TooLarge)?;
    }
    Ok(())
}

/// Counts the signs with which elements begin and end, and keeps nothing.
struct Tags(u64);

impl Write for Tags {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.iter().filter(|byte| **byte == b'<').count() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Gives every cell of a sheet that holds something, until `each` says that it is enough.
fn cells(
    book: &mut Book<'_>,
    sheet: &str,
    mut each: impl FnMut(u32, u32, Raw) -> Result<bool, BackError>,
) -> Result<(), BackError> {
    let from_1904 = book.has_1904_epoch();
    let number = |value: f64| Raw::Number { value, from_1904 };
    // Sheets of charts and macros hold no cells.
    let mut reader = match book.worksheet_cells_reader(sheet) {
        Ok(reader) => reader,
        Err(XlsxError::WorksheetNotFound(_) | XlsxError::NotAWorksheet(_)) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    while let Some(cell) = reader.next_cell()? {
        let (row, column) = cell.get_position();
        let raw = match cell.get_value() {
            DataRef::Empty => continue,
            // A number of cells and days is no greater than a float holds exactly.
            #[allow(clippy::cast_precision_loss, reason = "days and counts are small")]
            DataRef::Int(value) => number(*value as f64),
            DataRef::Float(value) => number(*value),
            DataRef::DateTime(value) => number(value.as_f64()),
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
                Raw::Text(text.clone())
            }
            DataRef::SharedString(text) => Raw::Text((*text).to_owned()),
            DataRef::Bool(value) => Raw::Text(value.to_string()),
            DataRef::Error(_) => Raw::Error,
        };
        if !each(row, column, raw)? {
            break;
        }
    }
    Ok(())
}

/// The marks of each issue, by its id.
type Marks = HashMap<String, BTreeMap<Field, String>>;

/// The marks as they were, and whether names are masked in them.
fn read_base(book: &mut Book<'_>) -> Result<(Marks, bool), BackError> {
    let mut form = None;
    let mut redacted = false;
    let mut fields: HashMap<u32, Field> = HashMap::new();
    let mut key: Option<(u32, String)> = None;
    let mut out = Marks::new();
    cells(book, base::SHEET, |row, column, raw| {
        let text = raw.text();
        match (row, column) {
            (0, 0) => form = text.strip_prefix(base::MAGIC).and_then(|form| form.parse::<u32>().ok()),
            (0, _) => redacted |= text == base::REDACTED,
            (1, _) => {
                let field = Field::ALL.into_iter().find(|field| field.code() == text);
                fields.extend(field.map(|field| (column, field)));
            }
            (_, 0) => {
                let id = line(&text);
                out.insert(id.clone(), BTreeMap::new());
                key = Some((row, id));
            }
            _ => {
                let marks = key.as_ref().filter(|(at, _)| *at == row).and_then(|(_, id)| out.get_mut(id));
                if let (Some(marks), Some(field)) = (marks, fields.get(&column)) {
                    marks.insert(*field, clean(&text));
                }
            }
        }
        Ok(true)
    })?;
    match form {
        None => Err(BackError::NotOurs),
        Some(form) if form > base::FORM => Err(BackError::Newer),
        Some(_) => Ok((out, redacted)),
    }
}

/// The row with the heads of the columns, and which column is which.
struct Head {
    row: u32,
    key: u32,
    fields: HashMap<u32, (Field, String)>,
}

fn find_head(book: &mut Book<'_>, sheet: &str) -> Result<Option<Head>, BackError> {
    let mut rows: BTreeMap<u32, Vec<(u32, String)>> = BTreeMap::new();
    cells(book, sheet, |row, column, raw| {
        if row < HEAD_ROWS {
            rows.entry(row).or_default().push((column, line(&raw.text())));
        }
        Ok(row < HEAD_ROWS)
    })?;
    for (row, heads) in rows {
        let mut head = Head { row, key: 0, fields: HashMap::new() };
        let mut keys = 0;
        for (column, text) in heads {
            if is_head(&text, columns::place(Column::Key)) {
                (head.key, keys) = (column, keys + 1);
            }
            let field = Field::ALL.into_iter().find(|field| is_head(&text, place(*field)));
            let Some(field) = field else { continue };
            if head.fields.values().any(|(other, _)| *other == field) {
                return Err(BackError::Twice { sheet: sheet.to_owned(), column: text });
            }
            head.fields.insert(column, (field, text));
        }
        match keys {
            0 => {}
            1 if !head.fields.is_empty() => return Ok(Some(head)),
            1 => {}
            _ if head.fields.is_empty() => {}
            _ => {
                let column = name_of(columns::place(Column::Key), &ZH).to_owned();
                return Err(BackError::Twice { sheet: sheet.to_owned(), column });
            }
        }
    }
    Ok(None)
}

fn place(field: Field) -> usize {
    columns::place(Column::Mark(field))
}

fn name_of(at: usize, words: &Words) -> &'static str {
    words.export.columns.ledger.get(at).copied().unwrap_or_default()
}

/// Whether a text is the head of the column at this place, in either language.
fn is_head(text: &str, at: usize) -> bool {
    let text = fold(text);
    [&ZH, &EN].into_iter().any(|words| fold(name_of(at, words)) == text)
}

fn read_rows(book: &mut Book<'_>, sheet: &str, head: &Head) -> Result<Vec<Row>, BackError> {
    let mut rows: BTreeMap<u32, Row> = BTreeMap::new();
    let empty: BTreeMap<Field, Raw> = head.fields.values().map(|(field, _)| (*field, Raw::Empty)).collect();
    cells(book, sheet, |row, column, raw| {
        let field = head.fields.get(&column).map(|(field, _)| *field);
        if row <= head.row || column != head.key && field.is_none() {
            return Ok(true);
        }
        let found = rows.entry(row).or_insert_with(|| Row {
            number: row.saturating_add(1),
            key: String::new(),
            cells: empty.clone(),
        });
        match field {
            Some(field) => drop(found.cells.insert(field, raw)),
            None => found.key = line(&raw.text()).to_lowercase(),
        }
        Ok(true)
    })?;
    for (row, column) in formulas(book, sheet)? {
        let field = head.fields.get(&column).map(|(field, _)| *field);
        if let Some((field, row)) = field.zip(rows.get_mut(&row))
            && let Some(raw) = row.cells.get_mut(&field)
            && (*raw == Raw::Empty || *raw == Raw::Text(String::new()))
        {
            *raw = Raw::NoValue;
        }
    }
    let said =
        |row: &Row| !row.key.is_empty() || row.cells.values().any(|raw| !clean(&raw.text()).is_empty());
    Ok(rows.into_values().filter(said).collect())
}

/// The cells that hold a formula. A program that only writes leaves it without a value, which then looks as if
/// the cell were empty.
fn formulas(book: &mut Book<'_>, sheet: &str) -> Result<Vec<(u32, u32)>, BackError> {
    let mut reader = book.worksheet_cells_reader(sheet)?;
    let mut found = Vec::new();
    while let Some(cell) = reader.next_formula()? {
        if !cell.get_value().is_empty() {
            found.push(cell.get_position());
        }
    }
    Ok(found)
}

/// The name in the cell beside the one that asks for it.
fn find_filler(book: &mut Book<'_>, sheet: &str) -> Result<Option<String>, BackError> {
    let mut asked = None;
    let mut name = None;
    cells(book, sheet, |row, column, raw| {
        let text = line(&raw.text());
        if [&ZH, &EN].into_iter().any(|words| text == words.export.sheet.filler) {
            asked = Some((row, column));
        } else if asked.is_some() && asked == column.checked_sub(1).map(|column| (row, column)) {
            name = Some(text.chars().take(LONGEST_NAME).collect::<String>()).filter(|name| !name.is_empty());
        }
        Ok(row < ABOUT_ROWS && name.is_none())
    })?;
    Ok(name)
}

#[cfg(test)]
#[path = "read_tests.rs"]
mod tests;
