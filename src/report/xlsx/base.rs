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
        record::{Made, Record},
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

/// Writes what stands above the issues.
pub(super) fn heads(sheet: &mut Worksheet, made: &Made) -> Result<(), XlsxError> {
    sheet.set_name(SHEET)?.set_very_hidden(true);
    sheet.write_string(0, 0, format!("{MAGIC}{FORM}"))?;
    sheet.write_string(0, 1, made.when.timestamp().to_string())?;
    if made.redacted {
        sheet.write_string(0, 2, REDACTED)?;
    }
    sheet.write_string(1, 0, "id")?;
    for (column, field) in (1u16..).zip(Field::ALL) {
        sheet.write_string(1, column, field.code())?;
    }
    sheet.protect();
    Ok(())
}

/// Writes the row of the `n`th record, counted from 1.
pub(super) fn add(sheet: &mut Worksheet, n: usize, record: &Record, words: &Words) -> Result<(), XlsxError> {
    let row = u32::try_from(n).unwrap_or(u32::MAX).saturating_add(FIRST - 1);
    sheet.write_string(row, 0, record.row.key.to_string())?;
    for (column, field) in (1u16..).zip(Field::ALL) {
        let kept = Value::of(field, &record.row.review).kept();
        if !kept.is_empty() {
            sheet.write_string(row, column, fitting(kept, words))?;
        }
    }
    Ok(())
}
