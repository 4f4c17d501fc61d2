//! The workbook: ledger, three lists, what it is about; and, hidden, the marks as they were when it was
//! written, so that what a colleague fills in can be told from what stood there.
//!
//! Everything is written as text, number or day, never as a formula.

mod about;
pub mod base;
mod ledger;
mod lists;
mod look;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::words::Words;

use super::{
    cell::line,
    form::FormError,
    record::{Dossier, Made},
};

/// How many issues a sheet holds: its rows but the heads (the limit of Excel).
const MOST_ISSUES: usize = 1_048_575;

/// Writes the workbook.
///
/// # Errors
/// [`FormError::TooMany`] where a sheet has not so many rows.
pub fn write(dossier: &Dossier, words: &Words) -> Result<Vec<u8>, FormError> {
    let issues = dossier.records.len();
    if issues > MOST_ISSUES {
        return Err(FormError::TooMany { issues, most: MOST_ISSUES });
    }
    workbook(dossier, words).map_err(|error| match error {
        XlsxError::RowColumnLimitError => FormError::TooMany { issues, most: MOST_ISSUES },
        other => FormError::Other(other.to_string()),
    })
}

fn workbook(dossier: &Dossier, words: &Words) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&properties(&dossier.made, words)?);
    let [ledger, problems, tasks, duties, about] = words.export.sheet.names;
    ledger::write(book.add_worksheet().set_name(ledger)?, dossier, words)?;
    lists::write(book.add_worksheet().set_name(problems)?, lists::PROBLEMS, dossier, words)?;
    lists::write(book.add_worksheet().set_name(tasks)?, lists::TASKS, dossier, words)?;
    lists::write(book.add_worksheet().set_name(duties)?, lists::DUTIES, dossier, words)?;
    about::write(book.add_worksheet().set_name(about)?, dossier, words)?;
    base::write(book.add_worksheet(), dossier, words)?;
    book.save_to_buffer()
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
