//! The hidden sheet: the marks of each issue as they were when the workbook was written.
//!
//! | row | cells |
//! | --- | --- |
//! | 1 | [`MAGIC`] with the number of the form, the moment of writing, [`REDACTED`] where names are masked |
//! | 2 | `id`, then the codes of the fields |
//! | 3… | an issue's id, then its marks as [`Value::kept`](crate::report::marks::Value::kept) gives them |

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::{
    report::{
        cell::fitting,
        marks::{Field, Value},
        record::Dossier,
    },
    words::Words,
};

/// The name of the sheet.
pub const SHEET: &str = "_huitoukan";

/// What stands in its first cell, before the number of the form.
pub const MAGIC: &str = "huitoukan-marks/";

/// What stands in the first row where names are masked.
pub const REDACTED: &str = "redacted";

/// The newest form.
pub const FORM: u32 = 1;

/// The row, from 0, at which the issues begin.
pub const FIRST: u32 = 2;

pub(super) fn write(sheet: &mut Worksheet, dossier: &Dossier, words: &Words) -> Result<(), XlsxError> {
    sheet.set_name(SHEET)?.set_very_hidden(true);
    sheet.write_string(0, 0, format!("{MAGIC}{FORM}"))?;
    sheet.write_string(0, 1, dossier.made.when.timestamp().to_string())?;
    if dossier.made.redacted {
        sheet.write_string(0, 2, REDACTED)?;
    }
    sheet.write_string(1, 0, "id")?;
    for (column, field) in (1u16..).zip(Field::ALL) {
        sheet.write_string(1, column, field.code())?;
    }
    for (row, record) in (FIRST..).zip(&dossier.records) {
        sheet.write_string(row, 0, record.row.key.to_string())?;
        for (column, field) in (1u16..).zip(Field::ALL) {
            let kept = Value::of(field, &record.row.review).kept();
            if !kept.is_empty() {
                sheet.write_string(row, column, fitting(kept, words))?;
            }
        }
    }
    sheet.protect();
    Ok(())
}
