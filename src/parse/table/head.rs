//! A table's head: what its columns hold, and by that what its rows are.

use crate::intake::{Cell, Origin};

use super::{
    super::{
        label::{self, Roles},
        lexicon::Lexicon,
        numbering,
    },
    FieldCell, Grid, RowPlan,
};

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Column {
    /// 序号
    Number,
    /// The problem.
    Problem,
    /// What problems have in common (类别, 方面).
    Group,
    /// A field under the words of the head.
    Field(Roles, String),
    /// Something else.
    Other,
}

/// A table's head.
#[derive(Debug)]
pub struct Head {
    /// Its rows: one, two, or none where the table goes on from another.
    pub rows: std::ops::Range<usize>,
    /// What the columns hold.
    pub columns: Vec<Column>,
}

/// Titles, units and notes stand above a head; it is looked for in so many rows.
const MAX_ABOVE: usize = 12;

/// The longest words of a head, in characters; what is longer is a cell's text.
const MAX_HEAD: usize = 16;

/// The head of a table of issues.
pub fn find(grid: Grid, lexicon: &Lexicon) -> Option<Head> {
    (0..grid.rows().len().min(MAX_ABOVE)).find_map(|row| {
        // A head in two rows: what is merged over columns above is named singly below.
        let two = is_parted(grid, row).then(|| columns(grid, row, Some(row + 1), lexicon)).flatten();
        let one = || columns(grid, row, None, lexicon);
        two.map(|columns| (row + 2, columns))
            .or_else(|| one().map(|columns| (row + 1, columns)))
            .map(|(end, columns)| Head { rows: row..end, columns })
    })
}

/// Whether the row below names singly what this row merges over columns, and goes on with the rest.
fn is_parted(grid: Grid, row: usize) -> bool {
    let merged = grid.rows()[row].iter().any(|cell| cell.origin == Origin::Left);
    let below = grid.rows().get(row + 1).map_or(&[][..], Vec::as_slice);
    merged && below.iter().any(|cell| cell.origin == Origin::Above)
}

/// What the columns hold under the head in `row` (and `second`), where it is one of issues.
fn columns(grid: Grid, row: usize, second: Option<usize>, lexicon: &Lexicon) -> Option<Vec<Column>> {
    let words = |column: usize| {
        let below = second.and_then(|row| grid.cell(row, column));
        let cell = below.filter(|cell| cell.origin == Origin::Own && !grid.text(*cell).is_empty());
        cell.or_else(|| grid.cell(row, column).filter(|cell| cell.origin == Origin::Own))
            .map(|cell| grid.text(cell))
            .unwrap_or_default()
    };
    let words: Vec<String> = (0..grid.rows()[row].len()).map(words).collect();
    let mut columns: Vec<Column> = words.iter().map(|words| column(words, lexicon)).collect();
    let end = second.unwrap_or(row) + 1;
    settle_problem(grid, &mut columns, end);
    let answers = Roles::RESPONSE.with(Roles::OUTCOME);
    let answered =
        columns.iter().any(|column| matches!(column, Column::Field(roles, _) if roles.may_be(answers)));
    (answered && columns.contains(&Column::Problem)).then_some(columns)
}

/// What a column under these words holds, by itself. Columns that may be the problem's are told apart
/// by [`settle_problem`].
fn column(words: &str, lexicon: &Lexicon) -> Column {
    // What stands in brackets explains the head: 整改时限(年月).
    let words = words.split('(').next().unwrap_or(words).trim_end_matches(':');
    if matches!(words, "序" | "号") || ["序号", "编号", "项号"].iter().any(|end| words.ends_with(end))
    {
        return Column::Number;
    }
    if ["类别", "类型", "方面", "大类", "领域"].iter().any(|end| words.ends_with(end)) {
        return Column::Group;
    }
    let listed = label::at_head(words, lexicon).filter(|label| label.word.len() == words.len());
    match listed.map(|label| label.roles).or_else(|| by_parts(words)) {
        Some(roles) => Column::Field(roles, words.to_owned()),
        None => Column::Other,
    }
}

/// A head that the lexicon does not list, by the trade's parts in it.
fn by_parts(words: &str) -> Option<Roles> {
    let has = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
    let long = words.chars().count() > MAX_HEAD || words.contains(['。', ',', ';', '"', '“']);
    if words.is_empty() || long || has(&["实际完成", "来源", "依据", "备注", "目标", "要求"]) {
        None
    } else if has(&["责任", "牵头", "配合", "承办"]) {
        Some(Roles::RESPONSIBLE)
    } else if has(&["时限", "期限", "完成时间", "完成日期"]) {
        Some(Roles::DEADLINE)
    } else if has(&["结果", "状态", "是否", "销号"]) {
        Some(Roles::OUTCOME)
    } else if has(&["措施", "成效", "情况", "进展", "举措", "做法", "打算"]) {
        Some(Roles::RESPONSE.with(Roles::OUTCOME))
    } else if has(&["问题", "意见"]) {
        Some(Roles::PROBLEM)
    } else {
        None
    }
}

/// Of the columns that may hold the problem one does; what stands beside it elaborates it. Where the
/// first is merged over rows that a finer one parts, it names what they have in common.
fn settle_problem(grid: Grid, columns: &mut [Column], end: usize) {
    let problem = Roles::PROBLEM.with(Roles::DETAIL);
    let answers = Roles::RESPONSE.with(Roles::OUTCOME);
    let candidates: Vec<usize> = (0..columns.len())
        .filter(|at| {
            matches!(&columns[*at], Column::Field(roles, _) if roles.may_be(problem) && !roles.may_be(answers))
        })
        .collect();
    let Some(&first) = candidates.first() else { return };
    let parts = |fine: &usize| {
        let merged = |row: usize| grid.cell(row, first).is_some_and(|cell| cell.origin == Origin::Above);
        let own = |row: usize| {
            grid.cell(row, *fine).is_some_and(|cell| cell.origin == Origin::Own && !cell.span.is_empty())
        };
        (end..grid.rows().len()).filter(|row| merged(*row) && own(*row)).count() > 0
    };
    let finer = candidates.iter().copied().skip(1).find(parts);
    for at in candidates {
        let detail = matches!(&columns[at], Column::Field(roles, _) if roles.may_be(Roles::DETAIL));
        columns[at] = match finer {
            Some(fine) if at == fine => Column::Problem,
            Some(_) if at == first => Column::Group,
            None if at == first => Column::Problem,
            _ if detail => continue,
            _ => Column::Other,
        };
    }
    if !columns.contains(&Column::Problem)
        && let Some(column) = columns.get_mut(first)
    {
        *column = Column::Problem;
    }
}

/// Whether a table without a head goes on under these columns: its first rows are numbered as the
/// head says, or hold an outcome's or a limit's column as short as such are.
pub fn goes_on(grid: Grid, columns: &[Column]) -> bool {
    let Some(number) = columns.iter().position(|column| *column == Column::Number) else { return false };
    grid.rows()
        .iter()
        .any(|row| row.get(number).is_some_and(|cell| numbering::in_cell(&grid.text(*cell)).is_some()))
}

/// What the rows of a table under this head are.
pub fn rows(grid: Grid, head: &Head, lexicon: &Lexicon) -> Vec<RowPlan> {
    let mut plans: Vec<RowPlan> = (0..grid.rows().len()).map(|at| row(grid, &head.columns, at)).collect();
    join_halves(grid, head, &mut plans);
    let groups = grouping(grid, head, &plans);
    let mut out: Vec<RowPlan> = Vec::with_capacity(plans.len());
    let mut named: Option<String> = None;
    let known: Vec<Vec<String>> = head.rows.clone().map(|row| row_words(grid, row)).collect();
    for (at, plan) in plans.into_iter().enumerate() {
        if is_head_again(grid, head, &known, at, lexicon) {
            out.push(RowPlan::Head);
            continue;
        }
        if at < head.rows.end {
            out.push(RowPlan::Text);
            continue;
        }
        if matches!(plan, RowPlan::Group(_)) {
            named = None;
        }
        let group =
            groups.and_then(|column| grid.cell(at, column)).filter(|cell| !grid.text(*cell).is_empty());
        out.push(match (plan, group) {
            (RowPlan::Issue { number, problem: problem @ Some(_), fields, .. }, Some(cell))
                if named.as_deref() != Some(grid.text(cell).as_str()) =>
            {
                named = Some(grid.text(cell));
                RowPlan::Issue { group: Some(cell.span), number, problem, fields }
            }
            (plan, _) => plan,
        });
    }
    // What stands merged below the last issue is a note.
    let last = out.iter().rposition(|row| matches!(row, RowPlan::Issue { .. })).map_or(0, |at| at + 1);
    out.iter_mut().skip(last).filter(|row| **row != RowPlan::Head).for_each(|row| *row = RowPlan::Text);
    out
}

/// Joins rows that a page's end cut in two, so that one has the number and the next the problem.
fn join_halves(grid: Grid, head: &Head, plans: &mut [RowPlan]) {
    let column = |of: &Column| head.columns.iter().position(|column| column == of);
    let (Some(number), Some(problem)) = (column(&Column::Number), column(&Column::Problem)) else { return };
    let own = |row: usize, column: usize| {
        let cell = grid.cell(row, column).filter(|cell| cell.origin == Origin::Own)?;
        (!grid.text(cell).is_empty()).then_some(cell.span)
    };
    for at in head.rows.end..plans.len().saturating_sub(1) {
        let halves = (own(at, number), own(at, problem), own(at + 1, number), own(at + 1, problem));
        let (Some(printed), None, None, Some(words)) = halves else { continue };
        let [RowPlan::Issue { fields: first, .. }, RowPlan::Issue { fields: second, .. }] =
            &plans[at..at + 2]
        else {
            continue;
        };
        let place = |field: &FieldCell| {
            head.columns
                .iter()
                .position(|column| matches!(column, Column::Field(_, word) if *word == field.word))
        };
        let mut fields: Vec<FieldCell> = first.iter().chain(second).cloned().collect();
        fields.sort_by_key(place);
        plans[at] = RowPlan::Issue { group: None, number: Some(printed), problem: Some(words), fields };
        plans[at + 1] = RowPlan::Issue { group: None, number: None, problem: None, fields: Vec::new() };
    }
}

/// Whether a row is the head, whose words are `known`, or repeats it as at the top of each page.
fn is_head_again(grid: Grid, head: &Head, known: &[Vec<String>], row: usize, lexicon: &Lexicon) -> bool {
    known.contains(&row_words(grid, row))
        || row >= head.rows.end && columns(grid, row, None, lexicon).is_some()
}

/// The folded texts of a row's cells.
fn row_words(grid: Grid, row: usize) -> Vec<String> {
    grid.rows()[row].iter().map(|cell| grid.text(*cell)).collect()
}

/// The column by which rows are grouped: its values stand together between two rows that are merged over
/// all columns, and at least one holds for several rows.
fn grouping(grid: Grid, head: &Head, plans: &[RowPlan]) -> Option<usize> {
    let column = head.columns.iter().position(|column| *column == Column::Group)?;
    let mut runs: Vec<((usize, String), usize)> = Vec::new();
    let mut part = 0;
    for row in head.rows.end..grid.rows().len() {
        if matches!(plans.get(row), Some(RowPlan::Group(_))) {
            part += 1;
            continue;
        }
        let Some(text) = grid.cell(row, column).map(|cell| grid.text(cell)).filter(|text| !text.is_empty())
        else {
            continue;
        };
        let name = (part, text);
        match runs.last_mut().filter(|(last, _)| *last == name) {
            Some((_, count)) => *count += 1,
            None => runs.push((name, 1)),
        }
    }
    let mut names: Vec<&(usize, String)> = runs.iter().map(|(name, _)| name).collect();
    names.sort_unstable();
    names.dedup();
    (names.len() == runs.len() && runs.iter().any(|(_, count)| *count > 1)).then_some(column)
}

/// What one row below the head is.
fn row(grid: Grid, columns: &[Column], at: usize) -> RowPlan {
    let own = grid.own(at);
    let column = |of: &Column| columns.iter().position(|column| column == of);
    if let [(place, only)] = own.as_slice() {
        // A lone cell in a field's column goes on with that field; any other names the rows below.
        let field = matches!(columns.get(*place), Some(Column::Field(..))) && grid.width(at, *place) == 1;
        let shared = grid.rows()[at].iter().any(|cell| cell.origin == Origin::Above);
        if !field && !shared {
            let note = ["合计", "总计", "小计", "备注", "注:", "说明:"];
            let text = grid.text(*only);
            return if note.iter().any(|word| text.starts_with(word)) {
                RowPlan::Text
            } else {
                RowPlan::Group(only.span)
            };
        }
    }
    // A converter writes a merged cell's text into each of its places.
    if let [(_, first), rest @ ..] = own.as_slice()
        && !rest.is_empty()
        && own.len() * 2 > columns.len()
        && rest.iter().all(|(_, cell)| grid.text(*cell) == grid.text(*first))
    {
        return RowPlan::Group(first.span);
    }
    if own.first().is_some_and(|(_, cell)| ["合计", "总计", "小计"].contains(&grid.text(*cell).as_str()))
    {
        return RowPlan::Head;
    }
    let new = |of: &Column| {
        column(of).and_then(|at_column| grid.cell(at, at_column)).filter(|cell| cell.origin == Origin::Own)
    };
    let filled = |cell: &Cell| !grid.text(*cell).is_empty();
    let problem = new(&Column::Problem).filter(filled);
    let number = new(&Column::Number).filter(filled);
    let fields = grid.rows()[at].iter().zip(columns).filter_map(|(cell, column)| {
        let Column::Field(roles, word) = column else { return None };
        let shared = cell.origin == Origin::Above;
        // A row without a problem of its own belongs to the issue that shows the shared cell already.
        let shown = filled(cell) && cell.origin != Origin::Left && (problem.is_some() || !shared);
        shown.then(|| FieldCell { roles: *roles, word: word.clone(), span: cell.span, shared })
    });
    RowPlan::Issue {
        group: None,
        number: number.filter(|_| problem.is_some()).map(|cell| cell.span),
        problem: problem.map(|cell| cell.span),
        fields: fields.collect(),
    }
}
