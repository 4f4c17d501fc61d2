//! The workbook: ledger, three lists, what it is about; and, hidden, the marks as they were when it was
//! written, so that what a colleague fills in can be told from what stood there.
//!
//! Everything is written as text, number or day, never as a formula.
//!
//! A sheet is not held in memory: each row goes to a file without a name as soon as the next one begins (the
//! library's "constant memory"). So text stands in its cell and not in a table of its own, which the reader of
//! workbooks knows as well, and what is said of a whole sheet is said before or after its rows.

mod about;
pub mod base;
mod held;
mod ledger;
mod lists;
mod look;

use std::{
    io::{self, BufWriter, Write},
    path::Path,
};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use zip::result::ZipError;

use crate::words::Words;

use super::{
    cell::line,
    form::FormError,
    lists::Kind,
    record::{Dossier, Made, Record},
};

/// How many issues a sheet holds: its rows but the heads (the limit of Excel).
const MOST_ISSUES: usize = 1_048_575;

/// Writes the workbook. `folder`: on whose disk the rows wait meanwhile.
///
/// # Errors
/// As [`Book::new`].
pub fn write(
    dossier: &Dossier,
    words: &Words,
    out: &mut (dyn Write + Send),
    folder: &Path,
) -> Result<(), FormError> {
    let mut book = Book::new(&dossier.made, dossier.records.len(), words, out, folder)?;
    dossier.records.iter().try_for_each(|record| book.add(record))?;
    book.finish()
}

/// The workbook as it is written, record by record.
pub struct Book<'a> {
    book: Workbook,
    made: &'a Made,
    words: &'a Words,
    out: &'a mut (dyn Write + Send),
    ledger: ledger::Sheet,
    lists: Vec<lists::Sheet>,
    /// How many records there will be.
    of: usize,
    /// How many records were added, and how many tasks they have.
    done: (usize, usize),
}

/// The places of the sheets.
const LEDGER: usize = 0;
const LISTS: usize = 1;
const ABOUT: usize = LISTS + Kind::ALL.len();
const BASE: usize = ABOUT + 1;

impl<'a> Book<'a> {
    /// A workbook for so many records. `folder`: on whose disk the rows wait meanwhile.
    ///
    /// # Errors
    /// [`FormError::TooMany`] where a sheet has not so many rows; [`FormError::Io`] where `out` or the disk of
    /// `folder` cannot be written.
    pub fn new(
        made: &'a Made,
        of: usize,
        words: &'a Words,
        out: &'a mut (dyn Write + Send),
        folder: &Path,
    ) -> Result<Self, FormError> {
        if of > MOST_ISSUES {
            return Err(FormError::TooMany { issues: of, most: MOST_ISSUES });
        }
        held(of, || {
            let mut book = Workbook::new();
            book.set_tempdir(folder)?.set_properties(&properties(made, words)?);
            let [name, names @ .., about] = words.export.sheet.names;
            let sheet = book.add_worksheet_with_constant_memory()?.set_name(name)?;
            let ledger = ledger::Sheet::new(sheet, words)?;
            let mut lists = Vec::new();
            for (kind, name) in Kind::ALL.into_iter().zip(names) {
                let sheet = book.add_worksheet_with_constant_memory()?.set_name(name)?;
                lists.push(lists::Sheet::new(sheet, kind, words)?);
            }
            about::write(book.add_worksheet().set_name(about)?, made, of, words)?;
            base::heads(book.add_worksheet_with_constant_memory()?, made)?;
            Ok(Self { book, made, words, out, ledger, lists, of, done: (0, 0) })
        })
    }

    /// Writes the rows of the next record.
    ///
    /// # Errors
    /// As [`Book::new`].
    pub fn add(&mut self, record: &Record) -> Result<(), FormError> {
        let Self { book, made, words, ledger, lists, of, done: (before, tasks), .. } = self;
        let n = *before + 1;
        held(*of, || {
            ledger.add(book.worksheet_from_index(LEDGER)?, n, record, made, words)?;
            for (at, list) in (LISTS..).zip(lists) {
                list.add(book.worksheet_from_index(at)?, (n, *tasks), record, made, words)?;
            }
            base::add(book.worksheet_from_index(BASE)?, n, record, words)
        })?;
        self.done = (n, *tasks + crate::report::lists::tasks(record));
        Ok(())
    }

    /// Says what holds for whole sheets, and puts them together.
    ///
    /// # Errors
    /// As [`Book::new`].
    pub fn finish(self) -> Result<(), FormError> {
        let Self { mut book, made, words, out, ledger, lists, of, .. } = self;
        held(of, || {
            ledger.finish(book.worksheet_from_index(LEDGER)?, made, words)?;
            let [_, names @ .., _] = words.export.sheet.names;
            for ((at, list), title) in (LISTS..).zip(&lists).zip(names) {
                list.finish(book.worksheet_from_index(at)?, title, made, words)?;
            }
            let mut out = BufWriter::new(out);
            book.save_to_writer(&mut out)?;
            Ok(out.flush()?)
        })
    }
}

/// Runs a step of the work on a workbook with so many issues. Where a row cannot be written the library panics.
fn held<T>(issues: usize, step: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, FormError> {
    held::run(step).map_err(|said| broken(&said))?.map_err(|error| match error {
        XlsxError::RowColumnLimitError => FormError::TooMany { issues, most: MOST_ISSUES },
        XlsxError::IoError(error) | XlsxError::TempFileError(_, error) => error.into(),
        XlsxError::ZipError(ZipError::Io(error)) => error.into(),
        other => FormError::Other(other.to_string()),
    })
}

/// What stands in a report of the library when the system did not let it write.
const REFUSALS: [(&str, io::ErrorKind); 4] = [
    ("StorageFull", io::ErrorKind::StorageFull),
    ("QuotaExceeded", io::ErrorKind::QuotaExceeded),
    ("FileTooLarge", io::ErrorKind::FileTooLarge),
    ("ReadOnlyFilesystem", io::ErrorKind::ReadOnlyFilesystem),
];

fn broken(said: &str) -> FormError {
    match REFUSALS.iter().find(|(name, _)| said.contains(name)) {
        Some((_, kind)) => FormError::Io((*kind).into()),
        None => FormError::Other(said.to_owned()),
    }
}

fn properties(made: &Made, words: &Words) -> Result<DocProperties, XlsxError> {
    let when = ExcelDateTime::from_timestamp(made.when.timestamp().as_second())?;
    let [title, ..] = words.export.sheet.names;
    Ok(DocProperties::new()
        .set_title(title)
        .set_author(line(&made.who))
        .set_category(line(&made.level))
        .set_creation_datetime(&when))
}
