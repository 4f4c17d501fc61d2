//! The sheet 整改台账: an issue a row; what a colleague may fill in is coloured, unlocked and checked.

use rust_xlsxwriter::{
    DataValidation, DataValidationRule, ExcelDateTime, Format, ProtectionOptions, Worksheet, XlsxError,
};

use crate::{
    ledger::types::Fixes,
    report::{
        columns::{self, Cell, Column, LEDGER},
        marks::Field,
        record::{Made, Record},
    },
    words::Words,
};

use super::look::{Look, fit, paper, put};

/// The ledger has more columns than one page can hold in letters that can be read.
const PAGES_WIDE: u16 = 4;

/// The sheet as it is written, row by row.
pub(super) struct Sheet {
    look: Look,
    /// The last row that was written; 0 is that of the heads.
    last: u32,
}

impl Sheet {
    /// Writes the heads.
    pub fn new(sheet: &mut Worksheet, words: &Words) -> Result<Self, XlsxError> {
        let look = Look::new();
        let heads = words.export.columns.ledger.into_iter().zip(LEDGER);
        look.heads(sheet, heads.map(|(head, (column, width))| (head, width, fills(column).is_some())))?;
        for (at, (column, _)) in (0u16..).zip(LEDGER) {
            sheet.set_column_format(at, format(column, Fixes::default(), &look))?;
        }
        Ok(Self { look, last: 0 })
    }

    /// Writes the row of the `n`th record, counted from 1.
    pub fn add(
        &mut self,
        sheet: &mut Worksheet,
        n: usize,
        record: &Record,
        made: &Made,
        words: &Words,
    ) -> Result<(), XlsxError> {
        let (look, fixes) = (&self.look, record.row.fixes);
        self.last += 1;
        let cells: Vec<Cell> = columns::row(n, record, made, words).collect();
        fit(sheet, self.last, cells.iter().zip(LEDGER).map(|(cell, (_, width))| (cell, width)))?;
        for ((at, cell), (column, _)) in (0u16..).zip(&cells).zip(LEDGER) {
            let own = is_fixed(column, fixes)
                || matches!((column, cell), (Column::Limit | Column::DoneOn, Cell::Day(_)));
            let format = own.then(|| match (cell, is_fixed(column, fixes)) {
                (Cell::Day(_), true) => &look.fixed_day,
                (Cell::Day(_), false) => &look.day,
                _ => &look.fixed,
            });
            put(sheet, (self.last, at), cell, format, words)?;
        }
        Ok(())
    }

    /// Says what holds for the whole sheet.
    pub fn finish(&self, sheet: &mut Worksheet, made: &Made, words: &Words) -> Result<(), XlsxError> {
        let columns = u16::try_from(LEDGER.len()).unwrap_or(u16::MAX);
        sheet.autofilter(0, 0, self.last, columns - 1)?;
        validate(sheet, self.last.max(1), words)?;
        sheet.set_repeat_columns(0, 1)?;
        let [title, ..] = words.export.sheet.names;
        paper(sheet, title, PAGES_WIDE, made, words);
        sheet.protect_with_options(&ProtectionOptions {
            format_cells: true,
            format_columns: true,
            format_rows: true,
            sort: true,
            use_autofilter: true,
            ..ProtectionOptions::new()
        });
        Ok(())
    }
}

/// The field that the column is for, where a colleague may fill it in.
fn fills(column: Column) -> Option<Field> {
    match column {
        Column::Mark(field) => Some(field),
        _ => None,
    }
}

/// The format of a column's cells.
fn format(column: Column, fixes: Fixes, look: &Look) -> &Format {
    match column {
        Column::Mark(Field::Due | Field::On) => &look.fill_day,
        Column::Mark(_) => &look.fill,
        Column::Feedback => &look.day,
        column if is_fixed(column, fixes) => &look.fixed,
        _ => &look.plain,
    }
}

/// Whether what the column shows was put right by hand.
fn is_fixed(column: Column, fixes: Fixes) -> bool {
    match column {
        Column::Problem => fixes.title || fixes.missed || fixes.void,
        Column::Completion | Column::KeptUp => fixes.outcome,
        Column::Limit | Column::DoneOn => fixes.deadlines,
        Column::Fixed => fixes.any(),
        _ => false,
    }
}

/// What may stand in the cells that are filled in.
fn validate(sheet: &mut Worksheet, last: u32, words: &Words) -> Result<(), XlsxError> {
    let hints = &words.export.sheet;
    for field in Field::ALL {
        let rule = match field {
            Field::State => list(&words.ledger.states, hints.choice_hint)?,
            Field::Finding => list(&words.ledger.findings, hints.choice_hint)?,
            Field::Due | Field::On => DataValidation::new()
                .allow_date(DataValidationRule::Between(
                    ExcelDateTime::from_ymd(1990, 1, 1)?,
                    ExcelDateTime::from_ymd(2199, 12, 31)?,
                ))
                .set_error_message(hints.day_hint)?,
            Field::Reason | Field::Who | Field::Seen | Field::Note => continue,
        };
        let column = u16::try_from(columns::place(Column::Mark(field))).unwrap_or(u16::MAX);
        sheet.add_data_validation(1, column, last, column, &rule)?;
    }
    Ok(())
}

fn list(names: &[&str], hint: &str) -> Result<DataValidation, XlsxError> {
    DataValidation::new().allow_list_strings(names)?.set_error_message(hint)
}
