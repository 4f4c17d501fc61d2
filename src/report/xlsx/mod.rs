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
    record::{Dossier, Made},
};

/// How many issues a sheet holds: its rows but the heads (the limit of Excel).
const MOST_ISSUES: usize = 1_048_575;

/// Writes the workbook. `folder`: on whose disk the rows wait meanwhile.
///
/// # Errors
/// [`FormError::TooMany`] where a sheet has not so many rows; [`FormError::Io`] where `out` or the disk of
/// `folder` cannot be written.
pub fn write(
    dossier: &Dossier,
    words: &Words,
    out: &mut (impl Write + Send),
    folder: &Path,
) -> Result<(), FormError> {
    let issues = dossier.records.len();
    let many = || FormError::TooMany { issues, most: MOST_ISSUES };
    if issues > MOST_ISSUES {
        return Err(many());
    }
    // Where a row cannot be written the library panics.
    let made = held::run(|| workbook(dossier, words, out, folder));
    made.map_err(|said| broken(&said))?.map_err(|error| match error {
        XlsxError::RowColumnLimitError => many(),
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

fn workbook(
    dossier: &Dossier,
    words: &Words,
    out: &mut (impl Write + Send),
    folder: &Path,
) -> Result<(), XlsxError> {
    let mut book = Workbook::new();
    book.set_tempdir(folder)?.set_properties(&properties(&dossier.made, words)?);
    let [ledger, problems, tasks, duties, about] = words.export.sheet.names;
    ledger::write(book.add_worksheet_with_constant_memory()?.set_name(ledger)?, dossier, words)?;
    for (name, list) in [(problems, lists::PROBLEMS), (tasks, lists::TASKS), (duties, lists::DUTIES)] {
        lists::write(book.add_worksheet_with_constant_memory()?.set_name(name)?, list, dossier, words)?;
    }
    about::write(book.add_worksheet().set_name(about)?, dossier, words)?;
    base::write(book.add_worksheet_with_constant_memory()?, dossier, words)?;
    let mut out = BufWriter::new(out);
    book.save_to_writer(&mut out)?;
    Ok(out.flush()?)
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
