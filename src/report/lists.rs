//! The three lists (清单) that go with the ledger.

use crate::words::Words;

use super::{
    columns::{Cell, Column, Duty, cell, duties, limit, measures},
    record::{Made, Record},
};

/// Which list (清单).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The list of problems (问题清单): an issue a row.
    Problems,
    /// The list of tasks (任务清单): a measure a row; an issue whose notice lists none has one row.
    Tasks,
    /// The list of duties (责任清单): an issue a row, with the numbers of its tasks.
    Duties,
}

/// The columns of the list of problems and their widths.
const PROBLEMS: [(Column, u8); 9] = [
    (Column::Number, 6),
    (Column::Agency, 18),
    (Column::Category, 22),
    (Column::Problem, 40),
    (Column::Form, 40),
    (Column::Silent, 12),
    (Column::Silent, 10),
    (Column::Silent, 10),
    (Column::Key, 13),
];

impl Kind {
    /// All of them, in the order in which they stand.
    pub const ALL: [Self; 3] = [Self::Problems, Self::Tasks, Self::Duties];

    /// The heads of the columns.
    pub fn heads(self, words: &Words) -> &[&'static str] {
        let columns = &words.export.columns;
        match self {
            Self::Problems => &columns.problems,
            Self::Tasks => &columns.tasks,
            Self::Duties => &columns.duties,
        }
    }

    /// The widths of the columns in characters.
    pub fn widths(self) -> Vec<u8> {
        match self {
            Self::Problems => PROBLEMS.iter().map(|(_, width)| *width).collect(),
            Self::Tasks => vec![6, 18, 8, 14, 14, 60, 10, 12, 14, 14],
            Self::Duties => vec![6, 20, 10, 22, 22, 20, 14, 14, 12],
        }
    }

    /// The rows of the `n`th record, counted from 1; `tasks`: how many tasks those before it have.
    pub fn rows(self, n: usize, record: &Record, tasks: usize, made: &Made, words: &Words) -> Vec<Vec<Cell>> {
        let first = tasks + 1;
        match self {
            Self::Problems => {
                let cells = PROBLEMS.iter().map(|(column, _)| cell(*column, n, record, made, words));
                vec![cells.collect()]
            }
            Self::Tasks => {
                let steps = (first..).zip(steps(record));
                steps.map(|(number, step)| task(number, n, record, step, made, words)).collect()
            }
            Self::Duties => {
                let last = tasks + steps(record).len();
                let tasks = if first == last { first.to_string() } else { format!("{first}–{last}") };
                vec![duty(n, record, tasks, made, words)]
            }
        }
    }
}

/// How many tasks a record has.
pub fn tasks(record: &Record) -> usize {
    steps(record).len()
}

fn task(number: usize, n: usize, record: &Record, step: String, made: &Made, words: &Words) -> Vec<Cell> {
    vec![
        Cell::Number(number as u64),
        cell(Column::Agency, n, record, made, words),
        Cell::Number(n as u64),
        Cell::Empty,
        Cell::Empty,
        Cell::text(step),
        Cell::Empty,
        Cell::Empty,
        limit(record, words),
        Cell::Empty,
    ]
}

fn duty(n: usize, record: &Record, tasks: String, made: &Made, words: &Words) -> Vec<Cell> {
    vec![
        Cell::Number(n as u64),
        cell(Column::Agency, n, record, made, words),
        Cell::text(tasks),
        duties(record, Duty::Leader),
        duties(record, Duty::Unit),
        duties(record, Duty::Helper),
        duties(record, Duty::Person),
        limit(record, words),
        duties(record, Duty::Supervisor),
    ]
}

/// The measures of an issue as tasks; one empty where there are none.
fn steps(record: &Record) -> Vec<String> {
    let steps = measures(record);
    if steps.is_empty() { vec![String::new()] } else { steps }
}
