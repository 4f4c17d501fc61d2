//! The sheets of the three lists (问题清单, 任务清单, 责任清单).

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::{
    report::{
        columns::Cell,
        lists::{self, List},
        record::Dossier,
    },
    words::Words,
};

use super::look::{Look, fit, paper, put};

/// A list by its name's place among the sheets, and what makes it.
pub(super) type Kind = (usize, for<'a> fn(&'a Dossier, &'a Words) -> List<'a>);

/// 问题清单
pub(super) const PROBLEMS: Kind = (1, lists::problems);
/// 任务清单
pub(super) const TASKS: Kind = (2, lists::tasks);
/// 责任清单
pub(super) const DUTIES: Kind = (3, lists::by_duty);

pub(super) fn write(
    sheet: &mut Worksheet,
    (name, make): Kind,
    dossier: &Dossier,
    words: &Words,
) -> Result<(), XlsxError> {
    let look = Look::new();
    let list = make(dossier, words);
    let heads = list.heads.iter().zip(&list.widths).map(|(head, width)| (*head, *width, false));
    look.heads(sheet, heads)?;
    let columns = u16::try_from(list.heads.len()).unwrap_or(u16::MAX);
    for column in 0..columns {
        sheet.set_column_format(column, &look.plain)?;
    }
    let mut last = 0;
    for (row, cells) in (1u32..).zip(list.rows) {
        fit(sheet, row, cells.iter().zip(list.widths.iter().copied()))?;
        for (column, cell) in (0u16..).zip(&cells) {
            let format = matches!(cell, Cell::Day(_)).then_some(&look.day);
            put(sheet, (row, column), cell, format, words)?;
        }
        last = row;
    }
    sheet.autofilter(0, 0, last, columns - 1)?;
    let title = words.export.sheet.names.get(name).copied().unwrap_or_default();
    paper(sheet, title, 1, &dossier.made, words);
    Ok(())
}
