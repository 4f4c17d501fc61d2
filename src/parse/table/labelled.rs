//! Tables with one field to a row: the label in the first cell, the value behind it.

use crate::intake::{Cell, Origin};

use super::{
    super::{
        label::{self, Label, Roles},
        lexicon::Lexicon,
        numbering,
    },
    FieldCell, Grid, RowPlan,
};

/// What the rows of such a table are; `None` where it is none: at least two rows and half of all
/// begin with a label, and one of them answers.
pub fn rows(grid: Grid, lexicon: &Lexicon) -> Option<Vec<RowPlan>> {
    let rows: Vec<RowPlan> = (0..grid.rows().len()).map(|at| row(grid, at, lexicon)).collect();
    let labelled: Vec<&RowPlan> = rows.iter().filter(|row| matches!(row, RowPlan::Issue { .. })).collect();
    let answers = Roles::RESPONSE.with(Roles::OUTCOME);
    let answered = labelled.iter().any(|row| match row {
        RowPlan::Issue { fields, .. } => fields.iter().any(|field| field.roles.may_be(answers)),
        _ => false,
    });
    (answered && labelled.len() >= 2 && labelled.len() * 2 >= rows.len()).then_some(rows)
}

fn row(grid: Grid, at: usize, lexicon: &Lexicon) -> RowPlan {
    let cells = grid.rows()[at].iter().copied().enumerate();
    let mut cells =
        cells.filter(|(_, cell)| cell.origin != Origin::Left && !grid.text(*cell).is_empty()).peekable();
    let is_number = |cell: &Cell| numbering::value(grid.text(*cell).trim_end_matches(['.', '、'])).is_some();
    let number = cells.next_if(|(_, cell)| is_number(cell)).map(|(_, cell)| cell);
    let mut problem = None;
    let mut fields = Vec::new();
    while let Some((_, cell)) = cells.next() {
        let Some(label) = label_of(&grid.text(cell), lexicon) else { return RowPlan::Text };
        let Some((_, value)) = cells.next() else { continue };
        if label.roles == Roles::PROBLEM && problem.is_none() {
            problem = Some(value.span);
        } else {
            let shared = value.origin == Origin::Above;
            fields.push(FieldCell { roles: label.roles, word: label.word, span: value.span, shared });
        }
    }
    if problem.is_none() && fields.is_empty() {
        return RowPlan::Text;
    }
    let number = number.filter(|cell| cell.origin == Origin::Own && problem.is_some()).map(|cell| cell.span);
    RowPlan::Issue { group: None, number, problem, fields }
}

/// The label that a cell is, wholly; a numbered one (问题一) counts as the word alone.
fn label_of(text: &str, lexicon: &Lexicon) -> Option<Label> {
    let whole = |text: &str| label::at_head(text, lexicon).filter(|label| label.length == text.len());
    whole(text).or_else(|| {
        let bare =
            text.trim_end_matches(':').trim_end_matches(|c: char| numbering::value(&c.to_string()).is_some());
        (bare.len() < text.len()).then(|| whole(bare)).flatten()
    })
}
