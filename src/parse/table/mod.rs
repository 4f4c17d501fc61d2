//! Tables of issues: each row an issue, its cells the fields that the table's head names; or one
//! field to a row, with its label in front.
//!
//! [`plan`] says what each row of a table is. `layout` lays the planned rows into the flow, and
//! [`pieces`] makes pieces of them, so that the rest of the reader sees issues under labels.

mod head;
mod labelled;
mod rows;
#[cfg(test)]
mod tests;

use crate::{
    intake::{Cell, Origin, Table},
    notice::Span,
};

use super::{flow::fold_text, label::Roles, lexicon::Lexicon};

pub use head::Column;
pub use rows::{Row, lay, pieces};

/// What a row of a table is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowPlan {
    /// Text like any other: a table's title, a note, what is no table of issues.
    Text,
    /// The same where it stands in several cells.
    Cells(Vec<Span>),
    /// The head of a table of issues, or a sum below it: no part of any issue.
    Head,
    /// It names what the rows below it have in common.
    Group(Span),
    /// It begins an issue, or goes on with the one above where it names no problem.
    Issue {
        /// A group that begins with this row: a cell merged over rows names it.
        group: Option<Span>,
        /// The printed number.
        number: Option<Span>,
        /// The problem.
        problem: Option<Span>,
        /// The other fields.
        fields: Vec<FieldCell>,
    },
}

/// A field of an issue in a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldCell {
    /// What its head or label may mean.
    pub roles: Roles,
    /// The words of its head or label.
    pub word: String,
    /// The value.
    pub span: Span,
    /// Whether the value stands in a merged cell that an issue above shows too.
    pub shared: bool,
}

/// A table with its text.
#[derive(Clone, Copy)]
pub(super) struct Grid<'a> {
    table: &'a Table,
    source: &'a str,
}

impl<'a> Grid<'a> {
    fn rows(self) -> &'a [Vec<Cell>] {
        &self.table.rows
    }

    fn cell(self, row: usize, column: usize) -> Option<Cell> {
        self.table.rows.get(row)?.get(column).copied()
    }

    /// The folded text of a cell.
    fn text(self, cell: Cell) -> String {
        fold_text(cell.span.of(self.source)).replace("**", "")
    }

    /// The cells of a row that are its own and hold something, with their columns.
    fn own(self, row: usize) -> Vec<(usize, Cell)> {
        let cells = self.table.rows.get(row).map_or(&[][..], Vec::as_slice);
        cells
            .iter()
            .copied()
            .enumerate()
            .filter(|(_, cell)| cell.origin == Origin::Own && !cell.span.of(self.source).trim().is_empty())
            .collect()
    }

    /// How many columns a cell is merged over.
    fn width(self, row: usize, column: usize) -> usize {
        let right = self.table.rows.get(row).map_or(&[][..], |cells| cells.get(column + 1..).unwrap_or(&[]));
        1 + right.iter().take_while(|cell| cell.origin == Origin::Left).count()
    }
}

/// What each row of a table is, and its columns. `before`: the columns of the table of issues before
/// it, which hold for a table that goes on without a head of its own.
pub fn plan(
    table: &Table,
    source: &str,
    before: &[Column],
    lexicon: &Lexicon,
) -> (Vec<RowPlan>, Vec<Column>) {
    let grid = Grid { table, source };
    let (mut rows, columns) = of_issues(grid, before, lexicon);
    for (at, row) in rows.iter_mut().enumerate().filter(|(_, row)| **row == RowPlan::Text) {
        let own = grid.own(at);
        let lines = own.iter().any(|(_, cell)| cell.span.of(source).contains('\n'));
        if own.len() > 1 && !lines {
            *row = RowPlan::Cells(own.into_iter().map(|(_, cell)| cell.span).collect());
        }
    }
    (rows, columns)
}

fn of_issues(grid: Grid, before: &[Column], lexicon: &Lexicon) -> (Vec<RowPlan>, Vec<Column>) {
    if let Some(head) = head::find(grid, lexicon) {
        let rows = head::rows(grid, &head, lexicon);
        return (rows, head.columns);
    }
    if let Some(rows) = labelled::rows(grid, lexicon) {
        return (rows, Vec::new());
    }
    let columns = grid.rows().first().map_or(0, Vec::len);
    if columns > 0 && before.len() == columns && head::goes_on(grid, before) {
        let head = head::Head { rows: 0..0, columns: before.to_vec() };
        return (head::rows(grid, &head, lexicon), head.columns);
    }
    (vec![RowPlan::Text; grid.rows().len()], Vec::new())
}
