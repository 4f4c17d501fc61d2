//! The three lists (清单) that go with the ledger.

use crate::words::Words;

use super::{
    columns::{Cell, Column, Duty, cell, duties, limit, measures},
    record::{Dossier, Record},
};

/// A list (清单): its heads, widths, and rows.
pub struct List<'a> {
    /// The heads of the columns.
    pub heads: Vec<&'static str>,
    /// Their widths in characters.
    pub widths: Vec<u8>,
    /// The rows, made one after the other, so that they need not all be held.
    pub rows: Box<dyn Iterator<Item = Vec<Cell>> + 'a>,
}

/// The list of problems (问题清单): an issue a row.
pub fn problems<'a>(dossier: &'a Dossier, words: &'a Words) -> List<'a> {
    use Column as C;
    const COLUMNS: [(Column, u8); 9] = [
        (C::Number, 6),
        (C::Agency, 18),
        (C::Category, 22),
        (C::Problem, 40),
        (C::Form, 40),
        (C::Silent, 12),
        (C::Silent, 10),
        (C::Silent, 10),
        (C::Key, 13),
    ];
    let rows = (1..).zip(&dossier.records).map(move |(n, record)| {
        COLUMNS.iter().map(|(column, _)| cell(*column, n, record, dossier, words)).collect()
    });
    List {
        heads: words.export.columns.problems.to_vec(),
        widths: COLUMNS.iter().map(|(_, width)| *width).collect(),
        rows: Box::new(rows),
    }
}

/// The list of tasks (任务清单): a measure a row; an issue whose notice lists none has one row.
pub fn tasks<'a>(dossier: &'a Dossier, words: &'a Words) -> List<'a> {
    let all = (1..).zip(&dossier.records);
    let all = all.flat_map(|(n, record)| steps(record).into_iter().map(move |step| (n, record, step)));
    let rows = (1..).zip(all).map(move |(number, (n, record, step))| {
        vec![
            Cell::Number(number),
            cell(Column::Agency, n, record, dossier, words),
            Cell::Number(n as u64),
            Cell::Empty,
            Cell::Empty,
            Cell::text(step),
            Cell::Empty,
            Cell::Empty,
            limit(record, words),
            Cell::Empty,
        ]
    });
    List {
        heads: words.export.columns.tasks.to_vec(),
        widths: vec![6, 18, 8, 14, 14, 60, 10, 12, 14, 14],
        rows: Box::new(rows),
    }
}

/// The list of duties (责任清单): an issue a row, with the numbers of its tasks.
pub fn by_duty<'a>(dossier: &'a Dossier, words: &'a Words) -> List<'a> {
    let mut first = 1;
    let rows = (1..).zip(&dossier.records).map(move |(n, record)| {
        let last = first + steps(record).len() - 1;
        let tasks = if first == last { first.to_string() } else { format!("{first}–{last}") };
        first = last + 1;
        vec![
            Cell::Number(n as u64),
            cell(Column::Agency, n, record, dossier, words),
            Cell::text(tasks),
            duties(record, Duty::Leader),
            duties(record, Duty::Unit),
            duties(record, Duty::Helper),
            duties(record, Duty::Person),
            limit(record, words),
            duties(record, Duty::Supervisor),
        ]
    });
    List {
        heads: words.export.columns.duties.to_vec(),
        widths: vec![6, 20, 10, 22, 22, 20, 14, 14, 12],
        rows: Box::new(rows),
    }
}

/// The measures of an issue as tasks; one empty where there are none.
fn steps(record: &Record) -> Vec<String> {
    let steps = measures(record);
    if steps.is_empty() { vec![String::new()] } else { steps }
}
