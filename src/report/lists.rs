//! The three lists (清单) that go with the ledger.

use crate::words::Words;

use super::{
    columns::{Cell, Column, Duty, cell, duties, limit, measures},
    record::{Dossier, Record},
};

/// A list (清单): its heads, widths, and rows.
pub struct List {
    /// The heads of the columns.
    pub heads: Vec<&'static str>,
    /// Their widths in characters.
    pub widths: Vec<u8>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

/// The list of problems (问题清单): an issue a row.
pub fn problems(dossier: &Dossier, words: &Words) -> List {
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
    let rows = (1..).zip(&dossier.records).map(|(n, record)| {
        COLUMNS.iter().map(|(column, _)| cell(*column, n, record, dossier, words)).collect()
    });
    List {
        heads: words.export.columns.problems.to_vec(),
        widths: COLUMNS.iter().map(|(_, width)| *width).collect(),
        rows: rows.collect(),
    }
}

/// The list of tasks (任务清单): a measure a row; an issue whose notice lists none has one row.
pub fn tasks(dossier: &Dossier, words: &Words) -> List {
    let mut rows = Vec::new();
    for (n, record) in (1..).zip(&dossier.records) {
        for step in steps(record) {
            rows.push(vec![
                Cell::Number(rows.len() as u64 + 1),
                cell(Column::Agency, n, record, dossier, words),
                Cell::Number(n as u64),
                Cell::Empty,
                Cell::Empty,
                Cell::text(step),
                Cell::Empty,
                Cell::Empty,
                limit(record, words),
                Cell::Empty,
            ]);
        }
    }
    List {
        heads: words.export.columns.tasks.to_vec(),
        widths: vec![6, 18, 8, 14, 14, 60, 10, 12, 14, 14],
        rows,
    }
}

/// The list of duties (责任清单): an issue a row, with the numbers of its tasks.
pub fn by_duty(dossier: &Dossier, words: &Words) -> List {
    let mut rows = Vec::new();
    let mut first = 1;
    for (n, record) in (1..).zip(&dossier.records) {
        let last = first + steps(record).len() - 1;
        let tasks = if first == last { first.to_string() } else { format!("{first}–{last}") };
        first = last + 1;
        rows.push(vec![
            Cell::Number(n as u64),
            cell(Column::Agency, n, record, dossier, words),
            Cell::text(tasks),
            duties(record, Duty::Leader),
            duties(record, Duty::Unit),
            duties(record, Duty::Helper),
            duties(record, Duty::Person),
            limit(record, words),
            duties(record, Duty::Supervisor),
        ]);
    }
    List {
        heads: words.export.columns.duties.to_vec(),
        widths: vec![6, 20, 10, 22, 22, 20, 14, 14, 12],
        rows,
    }
}

/// The measures of an issue as tasks; one empty where there are none.
fn steps(record: &Record) -> Vec<String> {
    let steps = measures(record);
    if steps.is_empty() { vec![String::new()] } else { steps }
}
