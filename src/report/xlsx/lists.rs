//! The sheets of the three lists (问题清单, 任务清单, 责任清单).

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::{
    report::{
        columns::Cell,
        lists::Kind,
        record::{Made, Record},
    },
    words::Words,
};

use super::look::{Look, fit, paper, put};

/// The sheet of a list as it is written, record by record.
pub(super) struct Sheet {
    kind: Kind,
    look: Look,
    widths: Vec<u8>,
    /// The last row that was written; 0 is that of the heads.
    last: u32,
}

impl Sheet {
    /// Writes the heads.
    pub fn new(sheet: &mut Worksheet, kind: Kind, words: &Words) -> Result<Self, XlsxError> {
        let (look, widths) = (Look::new(), kind.widths());
        let heads = kind.heads(words).iter().zip(&widths).map(|(head, width)| (*head, *width, false));
        look.heads(sheet, heads)?;
        for column in 0..columns(&widths) {
            sheet.set_column_format(column, &look.plain)?;
        }
        Ok(Self { kind, look, widths, last: 0 })
    }

    /// Writes the rows of the `n`th record, counted from 1; `tasks`: how many tasks those before it have.
    pub fn add(
        &mut self,
        sheet: &mut Worksheet,
        (n, tasks): (usize, usize),
        record: &Record,
        made: &Made,
        words: &Words,
    ) -> Result<(), XlsxError> {
        for cells in self.kind.rows(n, record, tasks, made, words) {
            self.last += 1;
            fit(sheet, self.last, cells.iter().zip(self.widths.iter().copied()))?;
            for (column, cell) in (0u16..).zip(&cells) {
                let format = matches!(cell, Cell::Day(_)).then_some(&self.look.day);
                put(sheet, (self.last, column), cell, format, words)?;
            }
        }
        Ok(())
    }

    /// Says what holds for the whole sheet of this title.
    pub fn finish(
        &self,
        sheet: &mut Worksheet,
        title: &str,
        made: &Made,
        words: &Words,
    ) -> Result<(), XlsxError> {
        sheet.autofilter(0, 0, self.last, columns(&self.widths) - 1)?;
        paper(sheet, title, 1, made, words);
        Ok(())
    }
}

fn columns(widths: &[u8]) -> u16 {
    u16::try_from(widths.len()).unwrap_or(u16::MAX)
}
