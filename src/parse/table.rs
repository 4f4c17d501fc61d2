//! Tables of issues: each row an issue, its cells the fields that the table's head names.

use super::{
    flow::{Flow, Range},
    label::{self, Label, Roles},
    layout::{Block, Row},
    lexicon::Lexicon,
    numbering::{self, Number, Style},
    piece::Piece,
};

/// A row that names a group stands like a heading of the lowest depth.
const GROUP: usize = 6;

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Column {
    /// 序号
    Number,
    /// The problem.
    Problem,
    /// A field under the words of the head.
    Field(Roles, String),
    /// Something else.
    Other,
}

/// Adds the pieces of a row. `columns` is what the last head said; a table whose head names no problem
/// and no answer is text.
pub fn push(
    flow: &Flow,
    block: &Block,
    row: &Row,
    columns: &mut Vec<Column>,
    out: &mut Vec<Piece>,
    lexicon: &Lexicon,
) {
    if row.head {
        *columns = heads(flow, row, lexicon);
        return;
    }
    let filled: Vec<&Range> = row.cells.iter().filter(|cell| !cell.is_empty()).collect();
    if columns.is_empty() {
        let mut piece = plain(&block.range);
        piece.parted = block.parted;
        out.push(piece);
        return;
    }
    // A row merged over all columns names the group of the rows below it; a lone cell in a field's column
    // goes on with that field.
    if let [only] = filled.as_slice() {
        let place = row.cells.iter().position(|cell| cell == *only).and_then(|at| columns.get(at));
        if !matches!(place, Some(Column::Field(..))) {
            let mut piece = plain(only);
            piece.depth = GROUP;
            out.push(piece);
            return;
        }
    }
    let cell =
        |column: &Column| columns.iter().position(|c| c == column).and_then(|at| row.cells.get(at)).cloned();
    let problem = cell(&Column::Problem).filter(|range| !range.is_empty());
    if let Some(problem) = problem {
        out.push(issue(flow, cell(&Column::Number), problem));
    }
    // A row without a problem goes on with the one before it.
    for (column, range) in columns.iter().zip(&row.cells) {
        if let Column::Field(roles, word) = column
            && !range.is_empty()
        {
            let label = Label { roles: *roles, word: word.clone(), length: 0 };
            out.push(Piece { label: Some(label), ..plain(range) });
        }
    }
}

fn plain(range: &Range) -> Piece {
    Piece {
        full: range.clone(),
        body: range.clone(),
        number: None,
        label: None,
        first: true,
        depth: 0,
        parted: false,
    }
}

fn issue(flow: &Flow, number: Option<Range>, problem: Range) -> Piece {
    let number = number.filter(|range| !range.is_empty() && range.end <= problem.start);
    let printed = number.clone().unwrap_or(problem.start..problem.start);
    let text = flow.get(&printed).trim_end_matches(['.', '、']);
    let value = numbering::value(text).or_else(|| numbering::number(text).map(|n| n.value)).unwrap_or(0);
    Piece {
        full: printed.start..problem.end,
        number: Some(Number { style: Style::Row, value, length: printed.len() }),
        ..plain(&problem)
    }
}

/// What the columns hold under this head; empty where they are none of issues.
fn heads(flow: &Flow, row: &Row, lexicon: &Lexicon) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for range in &row.cells {
        let column = head(flow.get(range), columns.contains(&Column::Problem), lexicon);
        columns.push(column);
    }
    let answers = Roles::RESPONSE.with(Roles::OUTCOME);
    let answered =
        columns.iter().any(|column| matches!(column, Column::Field(roles, _) if roles.may_be(answers)));
    if answered && columns.contains(&Column::Problem) { columns } else { Vec::new() }
}

fn head(text: &str, has_problem: bool, lexicon: &Lexicon) -> Column {
    if ["序号", "编号", "项号"].contains(&text) {
        return Column::Number;
    }
    let listed = label::at_head(text, lexicon).filter(|label| label.word.len() == text.len());
    let roles = listed.map(|label| label.roles).or_else(|| by_parts(text));
    match roles {
        Some(roles) if roles.may_be(Roles::PROBLEM.with(Roles::DETAIL)) && !has_problem => Column::Problem,
        Some(roles) => Column::Field(roles, text.to_owned()),
        None => Column::Other,
    }
}

/// A head that the lexicon does not list, by the trade's parts in it.
fn by_parts(text: &str) -> Option<Roles> {
    let has = |parts: &[&str]| parts.iter().any(|part| text.contains(part));
    if has(&["责任", "牵头", "配合"]) {
        Some(Roles::RESPONSIBLE)
    } else if has(&["时限", "期限", "完成时间"]) {
        Some(Roles::DEADLINE)
    } else if has(&["结果", "状态", "是否完成"]) {
        Some(Roles::OUTCOME)
    } else if has(&["措施", "成效", "情况", "进展", "举措"]) {
        Some(Roles::RESPONSE.with(Roles::OUTCOME))
    } else if has(&["问题"]) {
        Some(Roles::PROBLEM)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::{
        intake,
        notice::{DeadlineKind, NodeKind},
        parse, words,
    };

    const TABLE: &str = "\
# 中共甲县乙局党组关于巡察整改情况的通报

根据县委统一部署，2024年3月1日至5月1日，县委第一巡察组对乙局党组进行了巡察，6月3日反馈了意见。现将整改情况予以公布。

## 一、反馈问题整改情况

| 序号 | 反馈问题 | 整改措施 | 责任单位 | 整改时限 | 整改结果 |
| :-- | :-- | --- | --- | --- | --- |
| 政治建设方面 | | | | | |
| 1 | 学习不深入 | 一是开会。二是发文。 | 办公室 | 2024年9月底前 | 已完成 |
| 2 | 制度不落实 | （1）修订制度；（2）开展检查。 | 人事科 | 立行立改 | 正在整改 |
|  |  | （3）通报结果。 |  |  |  |
| 组织建设方面 | | | | | |
| 3 | 换届不及时 | 已按期换届。 | 机关党委 | 长期坚持 | 长期坚持 |

## 二、其他

| 姓名 | 电话 |
| --- | --- |
| 办公室 | 0000-1234567 |
";

    #[test]
    fn rows_are_issues_under_the_words_of_their_head() {
        let document = intake::read_bytes(Path::new("a.md"), TABLE.as_bytes()).unwrap();
        let notice = parse::parse(&document, &words::ZH.read);
        let found: Vec<String> = notice
            .walk()
            .into_iter()
            .map(|(path, node)| {
                let outcome = node.outcome.as_ref().map_or("", |outcome| outcome.raw.as_str());
                let steps: Vec<&str> = node.measures.iter().map(|step| step.label.as_str()).collect();
                let who = node.responsible.first().map_or("", |who| who.name.as_str());
                let due =
                    node.deadlines.first().and_then(|d| d.due).map_or(String::new(), |due| due.to_string());
                format!("{} {} {outcome} {steps:?} {who} {due}", path.join("/"), node.title)
            })
            .collect();
        assert_eq!(
            found,
            [
                "一、 反馈问题整改情况  []  ",
                "一、/ 政治建设方面  []  ",
                "一、//1 学习不深入 已完成 [\"一是\", \"二是\"] 办公室 2024-09-30",
                "一、//2 制度不落实 正在整改 [\"（1）\", \"（2）\", \"（3）\"] 人事科 ",
                "一、/ 组织建设方面  []  ",
                "一、//3 换届不及时 长期坚持 [] 机关党委 ",
                "二、 其他  []  ",
            ]
        );
        let issue = notice.issues().next().unwrap();
        assert_eq!(issue.kind, NodeKind::Issue);
        assert_eq!(issue.deadlines[0].kind, DeadlineKind::Required);
        assert_eq!(issue.title, issue.span.of(&document.text).split('|').next_back().unwrap().trim());
    }
}
